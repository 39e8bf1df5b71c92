"""The city's line to its issuer: TLS, and limits of size, time and number."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.cityserver.config.issuer_plan import IssuerPlan
from desktop.cityserver.issuer import http as module
from desktop.cityserver.issuer.http import (
    MAX_ANSWER_BYTES,
    DirectIssuerHttp,
    IssuerUnreachable,
    Question,
)
from desktop.domain.errors import ServerBusy
from tests.patience import PATIENCE_S
from tests.rigs.city.local_issuer import CLIENT, Asked, LocalIssuer, Told, serving
from tests.rigs.line.torn_line import make_certificates

pytestmark = pytest.mark.integration


@pytest.fixture
def issuer() -> Iterator[LocalIssuer]:
    with serving() as made:
        yield made


def http_to(issuer: LocalIssuer, ca_file: Path | None = None) -> DirectIssuerHttp:
    return DirectIssuerHttp(IssuerPlan(url=issuer.url, client_id=CLIENT, ca_file=ca_file))


def unreachable(http: DirectIssuerHttp, url: str) -> str:
    with pytest.raises(IssuerUnreachable) as found:
        http.fetch(Question(url=url))
    return found.value.word


def test_a_form_goes_as_one_and_the_query_stays(issuer: LocalIssuer) -> None:
    question = Question(url=f"{issuer.url}/token?a=b", form={"x": "ấ&"}, headers={"X-A": "1"})
    issuer.stand_in = lambda _asked: Told(status=201, body=b"{}")
    reply = http_to(issuer).fetch(question)
    assert (reply.status, reply.body) == (201, b"{}")
    asked = issuer.asked[0]
    assert (asked.method, asked.target, asked.body) == ("POST", "/token?a=b", b"x=%E1%BA%A5%26")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert asked.headers["X-A"] == "1"


def test_nobody_is_followed_elsewhere(issuer: LocalIssuer) -> None:
    issuer.stand_in = lambda _asked: Told(status=302, headers={"Location": "/keys"})
    assert http_to(issuer).fetch(Question(url=f"{issuer.url}/x")).status == 302
    assert issuer.paths == ["/x"]
    assert unreachable(http_to(issuer), "http://localhost/keys") == "elsewhere"


def test_an_answer_without_an_end_is_refused(issuer: LocalIssuer) -> None:
    issuer.stand_in = lambda _asked: Told(status=200, body=b"x" * (MAX_ANSWER_BYTES + 1))
    assert unreachable(http_to(issuer), f"{issuer.url}/keys") == "oversized"


def test_nobody_there_and_nonsense_are_the_same(issuer: LocalIssuer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    plan = IssuerPlan(url=f"http://127.0.0.1:{port}", client_id=CLIENT)
    assert unreachable(DirectIssuerHttp(plan), f"{plan.url}/keys") == "no_answer"
    with dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}") as url:
        plan = IssuerPlan(url=url, client_id=CLIENT)
        assert unreachable(DirectIssuerHttp(plan), f"{url}/keys") == "no_answer"
    with dripping(b"\x16\x03\x01nonsense\r\n\r\n") as url:
        plan = IssuerPlan(url=url, client_id=CLIENT)
        assert unreachable(DirectIssuerHttp(plan), f"{url}/keys") == "no_answer"


@contextmanager
def dripping(first: bytes, drop: bytes = b"") -> Iterator[str]:
    """A server that says `first`, and then a drop every little while; or hangs up."""
    is_over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                line.sendall(first)
                while drop and not is_over.wait(0.02):
                    try:
                        line.sendall(drop)
                    except OSError:
                        return

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        is_over.set()
        thread.join()


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b" "),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9999\r\n\r\n", b" "),
        (b"HTTP/1.0 200 OK\r\n\r\n", b" "),
    ],
)
def test_drops_do_not_hold_the_city_for_long(
    monkeypatch: pytest.MonkeyPatch, first: bytes, drop: bytes
) -> None:
    monkeypatch.setattr(module, "ANSWER_LIMIT_S", 0.2)
    with dripping(first, drop) as url:
        plan = IssuerPlan(url=url, client_id=CLIENT)
        assert unreachable(DirectIssuerHttp(plan), f"{url}/keys") == "no_answer"


def test_only_some_may_ask_at_once(issuer: LocalIssuer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TURN_S", 0.05)
    is_over, are_there = threading.Event(), threading.Semaphore(0)

    def hold(_asked: Asked) -> Told:
        are_there.release()
        is_over.wait(PATIENCE_S)
        return Told(status=200, body=b"{}")

    issuer.stand_in = hold
    http, question = http_to(issuer), Question(url=f"{issuer.url}/keys")
    holders = [
        threading.Thread(target=http.fetch, args=(question,)) for _ in range(module.MAX_AT_ONCE)
    ]
    for holder in holders:
        holder.start()
    for _ in holders:
        assert are_there.acquire(timeout=PATIENCE_S)
    with pytest.raises(ServerBusy):
        http.fetch(question)
    is_over.set()
    for holder in holders:
        holder.join()
    assert http.fetch(question).status == 200


def test_tls_is_checked_against_the_authority_that_was_set(tmp_path: Path) -> None:
    files = make_certificates(tmp_path)
    with serving(files.server_file) as issuer:
        right = http_to(issuer, files.ca_file)
        assert right.fetch(Question(url=f"{issuer.url}/keys")).status == 200
        assert unreachable(http_to(issuer), f"{issuer.url}/keys") == "tls"
