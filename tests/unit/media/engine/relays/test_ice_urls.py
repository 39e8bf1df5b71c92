"""Addresses of relays: those of the standards, and nothing that an engine would stumble over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.media.call import IceServer
from desktop.media.engine.relays.ice_urls import MAX_URLS, IceUrl, parse_ice_url, usable_servers

pytestmark = pytest.mark.unit


def with_credentials(*urls: str) -> IceServer:
    return IceServer(urls=urls, username="u", credential="c")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("stun:stun.city.example", ("stun", "stun.city.example", 3478, "udp")),
        ("turn:relay.city.example", ("turn", "relay.city.example", 3478, "udp")),
        ("turn:10.0.0.7:80?transport=tcp", ("turn", "10.0.0.7", 80, "tcp")),
        ("turns:relay.city.example", ("turns", "relay.city.example", 5349, "tcp")),
        ("turns:relay:443?transport=tcp", ("turns", "relay", 443, "tcp")),
        ("turn:[2001:db8::7]:3478?transport=udp", ("turn", "2001:db8::7", 3478, "udp")),
    ],
)
def test_addresses_of_the_standards_are_understood(
    url: str, expected: tuple[str, str, int, str]
) -> None:
    parsed = parse_ice_url(url)
    assert parsed is not None
    assert (parsed.scheme, parsed.host, parsed.port, parsed.transport) == expected
    assert parse_ice_url(parsed.text()) == parsed


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://relay",
        "stuns:relay",
        "turn:",
        "turn:relay:0",
        "turn:relay:65536",
        "turn:relay:1e3",
        "turn:relay?transport=sctp",
        "turn:relay?transport=udp&x=1",
        "turns:relay?transport=udp",
        "stun:relay?transport=tcp",
        "turn:user@relay",
        "turn:relay relay",
        "turn:relay\n",
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    assert parse_ice_url(url) is None


@given(st.text(max_size=80))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    for url in (text, f"turn:{text}", f"turns:{text}?transport=tcp"):
        parsed = parse_ice_url(url)
        assert parsed is None or parse_ice_url(parsed.text()) == parsed


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_this_pc_is_known_without_asking_anybody(host: str) -> None:
    assert IceUrl(scheme="turn", host=host, port=1, transport="udp").is_loopback


@pytest.mark.parametrize("host", ["10.0.0.1", "relay", "localhost.example", "::2"])
def test_other_hosts_are_not_this_pc(host: str) -> None:
    assert not IceUrl(scheme="turn", host=host, port=1, transport="udp").is_loopback


def test_servers_come_with_one_address_each_and_their_credentials() -> None:
    told = with_credentials("turn:a?transport=udp", "nonsense", "turns:a:443")
    usable = usable_servers((told,), loopback_only=False)
    assert [one.urls for one in usable] == [
        ("turn:a:3478?transport=udp",),
        ("turns:a:443?transport=tcp",),
    ]
    assert {(one.username, one.credential) for one in usable} == {("u", "c")}


def test_practice_uses_only_servers_on_this_pc() -> None:
    told = (with_credentials("turn:relay.example", "turn:127.0.0.1:3478"),)
    usable = usable_servers(told, loopback_only=True)
    assert [one.urls for one in usable] == [("turn:127.0.0.1:3478?transport=udp",)]


def test_a_relay_without_credentials_is_left_out_and_a_stun_server_needs_none() -> None:
    told = (IceServer(urls=("turn:a", "stun:a")), IceServer(urls=("turns:b",), username="u"))
    usable = usable_servers(told, loopback_only=False)
    assert [one.urls for one in usable] == [("stun:a:3478",)]


def test_there_is_an_end_to_how_many_are_used() -> None:
    told = (with_credentials(*(f"turn:relay{number}" for number in range(100))),)
    assert len(usable_servers(told, loopback_only=False)) == MAX_URLS
