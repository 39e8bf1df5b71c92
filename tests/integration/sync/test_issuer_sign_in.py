"""A desk, the real city and an issuer on this PC: the whole way over HTTP, and every refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from desktop.domain.access.events import AccessChanged, PageAsked
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.fakes.fake_browser import come_back, is_shut, visit
from tests.rigs.city.local_issuer import (
    AN,
    CLIENT,
    SECRET,
    Asked,
    LocalIssuer,
    Member,
    Told,
    serving,
)
from tests.rigs.city.running_city_server import (
    COMMUNE,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
    seeded_server,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def served() -> Iterator[LocalIssuer]:
    with serving() as made:
        yield made


@pytest.fixture(scope="module")
def city(
    served: LocalIssuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningCityServer]:
    folder = tmp_path_factory.mktemp("city-server")
    secret_file = folder / "client.secret"
    secret_file.write_text(SECRET + "\n", "utf-8")
    options = [
        *("--issuer", served.url, "--issuer-client-id", CLIENT),
        *("--issuer-client-secret-file", str(secret_file), "--issuer-title", "Cổng dịch vụ công"),
    ]
    with seeded_server(folder, None, *options) as server:
        yield server


@pytest.fixture
def issuer(served: LocalIssuer) -> LocalIssuer:
    """As it was at the beginning."""
    fresh = LocalIssuer(served.url)
    fresh.client_secret = SECRET
    served.__dict__.update(fresh.__dict__)
    return served


@pytest.fixture
def desk(city: RunningCityServer, issuer: LocalIssuer, tmp_path: Path) -> Iterator[DeskSync]:
    with desk_at(city, tmp_path) as made:
        assert made.access.has_issuer()
        assert made.access.issuer_title() == "Cổng dịch vụ công"
        yield made


@contextmanager
def desk_at(city: RunningCityServer, folder: Path) -> Iterator[DeskSync]:
    api = HttpCityApi(address=CityAddress(base_url=city.url), clock=SystemClock())
    code = city.new_enrol_code(COMMUNE)
    with desk_sync(folder / "room", api, COMMUNE, enrol_code=code) as made:
        wait_until(lambda: len(made.access.officers()) > 0, "no sign-in list")
        made.events.clear()
        yield made


def ask(desk: DeskSync) -> str:
    """Press the button; the page that the browser is to open."""
    desk.events.clear()
    desk.access.sign_in_issuer()
    return desk.events.wait_for(PageAsked).address


def codes_at(issuer: LocalIssuer) -> list[str]:
    """Every code that is exchanged from now on."""
    codes = list[str]()

    def spy(asked: Asked) -> None:
        if asked.target == "/token":
            codes.append(parse_qs(asked.body.decode())["code"][0])

    issuer.stand_in = spy
    return codes


def query_of(page: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}


def failure(desk: DeskSync) -> str:
    failed = desk.events.wait_for(ActionFailed)
    assert failed.action == "sign_in_issuer"
    assert desk.access.signed_in() is None
    return failed.code


def fail(desk: DeskSync) -> str:
    visit(ask(desk))
    return failure(desk)


def enter(desk: DeskSync) -> None:
    page = ask(desk)
    said = visit(page)
    assert (said.status_code, said.headers["Cache-Control"]) == (200, "no-store")
    assert "Đã nhận" in said.text
    seat = desk.events.wait_for(AccessChanged).signed_in
    assert seat is not None
    assert (seat.officer.id, seat.is_offline) == (OFFICER, False)
    wait_until(lambda: is_shut(query_of(page)["redirect_uri"]))


def test_a_person_signs_in_there_and_works_here_and_the_pin_works_offline_as_ever(
    desk: DeskSync, city: RunningCityServer, issuer: LocalIssuer
) -> None:
    brought = codes_at(issuer)
    enter(desk)
    assert len(brought) == 1
    desk.minutes.save_line(desk.line("Sau khi đăng nhập", session_id=SESSION))
    wait_until(lambda: bool(desk.texts(SESSION)) and not desk.store.outbox.has_unsent())
    desk.access.sign_out()
    desk.events.clear()
    desk.access.sign_in(OFFICER, PIN)
    assert desk.events.wait_for(AccessChanged).signed_in is not None
    desk.access.sign_out()
    with city.offline():
        desk.events.clear()
        desk.access.sign_in(OFFICER, PIN)
        offline = desk.events.wait_for(AccessChanged).signed_in
        assert offline is not None
        assert offline.is_offline
    for secret in (AN.subject, SECRET, "eyJ", "state=", *brought):
        assert secret not in city.log


def test_who_is_refused_there_is_refused_here(desk: DeskSync, issuer: LocalIssuer) -> None:
    issuer.denies = True
    assert fail(desk) == "D-117"
    issuer.denies = False
    enter(desk)


LIES: dict[str, Callable[[LocalIssuer], Any]] = {
    "another nonce": lambda issuer: issuer.lies.update(nonce="x" * 43),
    "a foreign issuer": lambda issuer: issuer.lies.update(iss="https://sso.example"),
    "for somebody else": lambda issuer: issuer.lies.update(aud="another"),
    "over": lambda issuer: issuer.lies.update(exp=1),
    "signed by nobody": lambda issuer: setattr(issuer, "algorithm", "none"),
    "signed with the public key": lambda issuer: setattr(issuer, "algorithm", "HS256"),
    "signed in there yesterday": lambda issuer: setattr(issuer, "sessions_from", 1),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_proves_nothing_lets_nobody_in(
    desk: DeskSync, issuer: LocalIssuer, lie: str
) -> None:
    LIES[lie](issuer)
    assert fail(desk) == "D-119"


def test_another_state_and_another_issuer_are_refused(desk: DeskSync, issuer: LocalIssuer) -> None:
    query = query_of(ask(desk))
    come_back(query["redirect_uri"], "code=x&state=another")
    assert failure(desk) == "D-119"
    assert "/token" not in issuer.paths
    query = query_of(ask(desk))
    come_back(
        query["redirect_uri"],
        urlencode({"code": "x", "state": query["state"], "iss": "https://sso.example"}),
    )
    assert failure(desk) == "D-119"
    assert "/token" not in issuer.paths


def test_a_code_works_once(desk: DeskSync, issuer: LocalIssuer) -> None:
    codes = codes_at(issuer)
    enter(desk)
    desk.access.sign_out()
    query = query_of(ask(desk))
    come_back(query["redirect_uri"], f"code={codes[0]}&state={query['state']}")
    assert failure(desk) == "D-119"


def test_an_account_of_nobody_and_one_that_took_a_name_are_refused(
    desk: DeskSync, issuer: LocalIssuer
) -> None:
    issuer.member = Member(subject="nobody", name="nobody.here")
    assert fail(desk) == "D-122"
    issuer.member = AN
    enter(desk)
    desk.access.sign_out()
    issuer.member = Member(subject="another", name=AN.name)
    assert fail(desk) == "D-122"
    issuer.member = Member(subject=AN.subject, name="renamed")
    enter(desk)


def test_an_issuer_that_fails_is_told_and_tried_again(desk: DeskSync, issuer: LocalIssuer) -> None:
    issuer.stand_in = lambda asked: Told(status=500) if asked.target == "/token" else None
    assert fail(desk) == "D-123"
    issuer.stand_in = lambda _asked: None
    enter(desk)


def test_whoever_cancels_is_told_nothing_and_nobody_comes_in_by_it(
    desk: DeskSync, issuer: LocalIssuer
) -> None:
    page = ask(desk)
    desk.access.cancel_issuer()
    wait_until(lambda: is_shut(query_of(page)["redirect_uri"]))
    desk.access.sign_in(OFFICER, PIN)
    desk.events.wait_for(AccessChanged)
    assert desk.events.of(ActionFailed) == []
    assert "/token" not in issuer.paths


def test_what_one_room_began_no_other_room_ends(
    city: RunningCityServer, issuer: LocalIssuer
) -> None:
    here, there = city.enrol(COMMUNE), city.enrol(COMMUNE)
    with_port = {"port": 40_123}
    page = city.call("POST", "/v1/access/oidc/begin", token=here, json=with_port).json()
    brought = {"state": page["state"], "code": "x"}
    refused = city.call("POST", "/v1/access/oidc/finish", token=there, json=brought)
    assert (refused.status_code, refused.json()["code"]) == (401, "issuer_refused")
    again = city.call("POST", "/v1/access/oidc/finish", token=here, json=brought)
    assert again.json()["code"] == "issuer_refused"
    assert "/token" not in issuer.paths


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("begin", {"port": 80}),
        ("begin", {"port": 65_536}),
        ("begin", {"port": 40_123, "redirect_uri": "https://elsewhere.example"}),
        ("finish", {"state": "x"}),
        ("finish", {"state": "x", "code": "a\nb"}),
        ("finish", {"state": "x", "code": "x" * 2_049}),
    ],
)
def test_what_is_malformed_is_refused(
    city: RunningCityServer, issuer: LocalIssuer, path: str, body: dict[str, object]
) -> None:
    answer = city.call("POST", f"/v1/access/oidc/{path}", token=city.enrol(COMMUNE), json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_city_that_never_reached_its_issuer_says_so_and_serves_all_else(
    tmp_path: Path,
) -> None:
    with serving() as gone:
        options = ("--issuer", gone.url, "--issuer-client-id", CLIENT)
    folder = tmp_path / "city-server"
    folder.mkdir()
    with seeded_server(folder, None, *options) as city, desk_at(city, tmp_path) as desk:
        desk.access.sign_in_issuer()
        assert failure(desk) == "D-123"
        desk.access.sign_in(OFFICER, PIN)
        assert desk.events.wait_for(AccessChanged).signed_in is not None
