"""Tickets as coturn reads them, and the command line that says for which relays."""

import argparse
import base64
import hashlib
import hmac
from pathlib import Path

import pytest

from desktop.cityserver.config.config import DEFAULT_TTL_S, CityServerConfig, RelayPlan
from desktop.cityserver.config.options import add_options, config_from
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.domain.ids import SiteId
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

URLS = ("turn:relay.city.example:3478?transport=udp", "turns:relay.city.example:443")


def tickets(clock: FakeClock) -> RelayTickets:
    plan = RelayPlan(turn_urls=URLS, secret="s3cret", ttl_s=600)
    return RelayTickets(plan=plan, clock=clock)


def test_a_ticket_names_its_end_and_its_site_and_is_signed_with_the_secret() -> None:
    clock = FakeClock()
    (server,) = tickets(clock).servers_for(SiteId("commune"))
    ends_at, site = server.username.split(":")
    assert int(ends_at) == int(clock.now().timestamp()) + 600
    assert site == "commune"
    mac = hmac.new(b"s3cret", server.username.encode(), hashlib.sha1).digest()
    assert base64.b64decode(server.credential) == mac
    assert server.urls == URLS


def test_every_ticket_begins_when_it_is_given_and_is_renewed_at_half() -> None:
    clock = FakeClock()
    given = tickets(clock)
    first = given.servers_for(SiteId("a"))[0]
    clock.advance(300)
    later = given.servers_for(SiteId("a"))[0]
    assert int(later.username.split(":")[0]) - int(first.username.split(":")[0]) == 300
    assert given.renew_after_s == 300


def test_servers_that_ask_for_nothing_get_nothing() -> None:
    plan = RelayPlan(ice_urls=("stun:stun.city.example",))
    (server,) = RelayTickets(plan=plan, clock=FakeClock()).servers_for(SiteId("a"))
    assert (server.username, server.credential) == ("", "")
    assert RelayTickets(plan=RelayPlan(), clock=FakeClock()).servers_for(SiteId("a")) == ()


def test_the_secret_is_shown_nowhere() -> None:
    assert "s3cret" not in repr(RelayPlan(turn_urls=URLS, secret="s3cret"))


def config(*arguments: str) -> CityServerConfig:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return config_from(parser.parse_args(["--folder", "x", *arguments]))


def test_the_command_line_names_relays_and_where_their_secret_is(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(" s3cret\n")
    relays = config(
        *("--ice-url", "stun:a", "--turn-url", URLS[0], "--turn-url", URLS[1]),
        *("--turn-secret-file", str(path)),
    ).relays
    assert relays == RelayPlan(
        ice_urls=("stun:a",), turn_urls=URLS, secret="s3cret", ttl_s=DEFAULT_TTL_S
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--turn-url", "turn:relay"),
        ("--turn-url", "stun:relay"),
        ("--turn-url", "turn:relay?transport=sctp"),
        ("--turn-secret-file", "nowhere"),
        ("--turn-secret-file", "{empty}"),
        ("--turn-ttl-s", "59"),
        ("--turn-ttl-s", "1e9"),
        ("--turn-ttl-s", "soon"),
    ],
)
def test_a_command_line_that_cannot_work_is_refused(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\n")
    with pytest.raises(SystemExit):
        config(*(one.format(empty=empty) for one in arguments))
