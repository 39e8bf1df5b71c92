"""Guessing enrolment codes: stopped where it comes from, and slow from everywhere."""

from typing import Any

import pytest
from starlette.requests import HTTPConnection

from desktop.cityserver.access.enrol_attempts import (
    MAX_ADDRESSES,
    EnrolAttempts,
    address_of,
)
from desktop.cityserver.config.config import CertificateSource
from desktop.cityserver.http.limits import ENROL_ATTEMPTS, ENROL_WINDOW_S
from desktop.cityserver.http.refusals import Rejected
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

STRANGER, COMMUNE = "203.0.113.7", "198.51.100.2"


def fail(attempts: EnrolAttempts, address: str, times: int = ENROL_ATTEMPTS) -> None:
    for _ in range(times):
        attempts.check(address)
        attempts.count_failure(address)


def test_a_stranger_who_guesses_shuts_out_nobody_else(clock: FakeClock) -> None:
    attempts = EnrolAttempts(clock=clock)
    fail(attempts, STRANGER)
    with pytest.raises(Rejected) as rejected:
        attempts.check(STRANGER)
    assert rejected.value.headers["Retry-After"] == "60"
    attempts.check(COMMUNE)
    clock.advance(ENROL_WINDOW_S)
    attempts.check(STRANGER)


def test_strangers_at_many_addresses_shut_out_nobody_either(clock: FakeClock) -> None:
    attempts = EnrolAttempts(clock=clock)
    for number in range(200):
        fail(attempts, f"203.0.113.{number}", 10)
    attempts.check(COMMUNE)


def test_only_so_many_addresses_are_remembered(clock: FakeClock) -> None:
    attempts = EnrolAttempts(clock=clock)
    fail(attempts, STRANGER)
    for number in range(MAX_ADDRESSES):
        clock.advance(ENROL_WINDOW_S)
        fail(attempts, f"2001:db8:{number:x}::/64", 1)
    assert len(attempts._of) == MAX_ADDRESSES


def asked(host: str | None, *forwarded: str) -> HTTPConnection:
    scope: dict[str, Any] = {
        "type": "http",
        "headers": [(b"x-forwarded-for", one.encode()) for one in forwarded],
        "client": None if host is None else (host, 1),
    }
    return HTTPConnection(scope)


@pytest.mark.parametrize(
    ("connection", "address"),
    [
        (asked("127.0.0.1", STRANGER), STRANGER),
        (asked("::1", STRANGER), STRANGER),
        (asked("127.0.0.1", "2001:db8:1:2:3::4"), "2001:db8:1:2::/64"),
        (asked("127.0.0.1"), ""),
        (asked("127.0.0.1", f"{COMMUNE}, {STRANGER}"), ""),
        (asked("127.0.0.1", COMMUNE, STRANGER), ""),
        (asked(STRANGER, COMMUNE), STRANGER),
        (asked(None, COMMUNE), ""),
        (asked("a name"), ""),
    ],
)
def test_the_proxy_on_this_machine_says_where_a_request_comes_from(
    connection: HTTPConnection, address: str
) -> None:
    assert address_of(connection, CertificateSource.PROXY) == address


@pytest.mark.parametrize("source", [CertificateSource.NOBODY, CertificateSource.TLS])
def test_without_a_proxy_a_header_says_nothing(source: CertificateSource) -> None:
    assert address_of(asked("127.0.0.1", STRANGER), source) == "127.0.0.1"
