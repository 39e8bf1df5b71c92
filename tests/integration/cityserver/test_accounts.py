"""Sign-in by account over HTTP, on each database of a city: right, wrong, replayed, hostile."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from desktop.contract.access import TokenGrant
from desktop.contract.problem import Problem
from desktop.domain.clock import SystemClock
from desktop.domain.ids import UserId, new_id
from tests.rigs.city.city_accounts import PASSWORD, WRONG_PASSWORD, AuthenticatorApp, give_account
from tests.rigs.city.running_city_server import COMMUNE, HQ, OFFICER, PIN, RunningCityServer

DATABASES = ["sqlite", "postgresql"]
pytestmark = pytest.mark.integration

PATH = "/v1/access/sign-in-account"


class Somebody:
    """A new person of COMMUNE with an account, and a PC to sign in at."""

    def __init__(self, server: RunningCityServer) -> None:
        self.server = server
        self.user_id = UserId(f"user-{new_id()}")
        self.login_name = f"n-{new_id()}"
        server.add_user(self.user_id, (COMMUNE,))
        with server.administration() as database:
            folder = server.folder / "city"
            self.app: AuthenticatorApp = give_account(
                database, folder, self.user_id, login_name=self.login_name
            )
        self.room_token = server.enrol(COMMUNE)

    def body(self, **changes: Any) -> dict[str, Any]:
        """What lets in now; the code is of the next step, so that it does not end on the way."""
        code = self.app.code(SystemClock().now(), later_s=30.0)
        return {"login_name": self.login_name, "password": PASSWORD, "code": code, **changes}

    def send(self, body: Any, token: str | None = None) -> requests.Response:
        return self.server.call("POST", PATH, token=token or self.room_token, json=body)


@pytest.fixture
def somebody(shared_server: RunningCityServer) -> Iterator[Somebody]:
    pid = shared_server.pid
    yield Somebody(shared_server)
    assert shared_server.pid == pid
    assert shared_server.call("GET", "/healthz").ok
    assert PASSWORD not in shared_server.log
    assert WRONG_PASSWORD not in shared_server.log


def problem_of(answer: requests.Response, status: int, code: str) -> Problem:
    problem = Problem.model_validate_json(answer.text)
    assert (answer.status_code, problem.status, problem.code) == (status, status, code)
    for said in (PASSWORD, WRONG_PASSWORD):
        assert said not in answer.text
    return problem


def test_a_right_one_gives_tokens_and_the_code_is_spent(somebody: Somebody) -> None:
    body = somebody.body()
    answer = somebody.send(body)
    grant = TokenGrant.model_validate_json(answer.text)
    assert grant.user_id == somebody.user_id
    assert somebody.server.call("GET", "/v1/changes", token=grant.access_token).ok
    problem_of(somebody.send(body), 401, "wrong_credentials")


def test_wrong_and_unknown_get_the_same_bytes(somebody: Somebody) -> None:
    answers = [
        somebody.send(somebody.body(**change))
        for change in (
            {"password": WRONG_PASSWORD},
            {"code": somebody.app.wrong_code(SystemClock().now())},
            {"login_name": "nobody-at-all"},
        )
    ]
    assert len({answer.content for answer in answers}) == 1
    assert problem_of(answers[0], 401, "wrong_credentials").attempts_left is None
    assert len({frozenset(answer.headers.keys()) for answer in answers}) == 1


def test_five_wrong_ones_lock(somebody: Somebody) -> None:
    for _ in range(5):
        problem_of(somebody.send(somebody.body(password="x")), 401, "wrong_credentials")
    answer = somebody.send(somebody.body())
    problem_of(answer, 429, "too_many_attempts")
    assert 0 < int(answer.headers["Retry-After"]) <= 300


def test_it_opens_a_closed_pin_and_sets_a_new_one(somebody: Somebody) -> None:
    def by_pin(pin: str) -> requests.Response:
        body = {"user_id": somebody.user_id, "pin": pin}
        return somebody.server.call(
            "POST", "/v1/access/sign-in", token=somebody.room_token, json=body
        )

    for _ in range(5):
        problem_of(by_pin("000000"), 401, "wrong_pin")
    problem_of(by_pin(PIN), 429, "too_many_attempts")
    assert somebody.send(somebody.body(new_pin="975310")).ok
    assert by_pin("975310").ok
    problem_of(by_pin(PIN), 401, "wrong_pin")


def test_at_a_room_of_another_site_there_is_no_right(somebody: Somebody) -> None:
    elsewhere = somebody.server.enrol(HQ)
    problem_of(somebody.send(somebody.body(), elsewhere), 403, "forbidden")


def test_it_needs_an_enrolled_room(somebody: Somebody) -> None:
    problem_of(somebody.send(somebody.body(), "guessed"), 401, "not_signed_in")
    grant = TokenGrant.model_validate_json(somebody.send(somebody.body()).text)
    problem_of(somebody.send(somebody.body(), grant.access_token), 401, "not_signed_in")
    no_token = somebody.server.call("POST", PATH, json=somebody.body())
    problem_of(no_token, 401, "not_signed_in")


@pytest.mark.parametrize(
    "change",
    [
        {"login_name": ""},
        {"login_name": "x" * 65},
        {"login_name": None},
        {"password": ""},
        {"password": WRONG_PASSWORD * 20},
        {"password": 123456789012},
        {"code": "12345"},
        {"code": "1234567"},
        {"code": "١٢٣٤٥٦"},
        {"code": "12345\n"},
        {"code": 123456},
        {"new_pin": "12345"},
        {"new_pin": "1" * 33},
        {"new_pin": "abcdef"},
        {"role": "city_admin"},
    ],
)
def test_another_shape_is_refused_and_repeats_nothing(
    somebody: Somebody, change: dict[str, Any]
) -> None:
    problem_of(somebody.send(somebody.body(**change)), 400, "bad_request")


@pytest.mark.parametrize(
    "change",
    [
        {"login_name": "a\x00b"},
        {"login_name": "' OR 1=1 --"},
        {"login_name": "ﬁ" * 64},
        {"password": "ﷺ" * 256},
        {"password": "\x00" * 12},
    ],
)
def test_odd_text_is_wrong_like_any_other(somebody: Somebody, change: dict[str, Any]) -> None:
    problem_of(somebody.send(somebody.body(**change)), 401, "wrong_credentials")


def test_odd_bytes_are_refused(somebody: Somebody) -> None:
    for data in (b'{"login_name":"\\ud800"', b"\xff\xfe", b"[]", b"null", b"{" * 5_000):
        answer = somebody.server.call("POST", PATH, token=somebody.room_token, data=data)
        problem_of(answer, 400, "bad_request")


def test_others_are_untouched(somebody: Somebody) -> None:
    assert somebody.server.sign_in(COMMUNE, OFFICER).user_id == OFFICER
