"""SDP of other sites is cut down to what we may use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import ProtocolError
from desktop.media.engine.peer.aiortc.sdp import (
    MAX_CANDIDATES,
    MAX_SDP_CHARS,
    checked_sdp,
    with_inband_fec,
)

pytestmark = pytest.mark.unit

HEAD = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 opus/48000/2\r\n"
TAIL = "m=video 9 UDP/TLS/RTP/SAVPF 97\r\na=rtpmap:97 VP8/90000\r\n"


def candidate(host: str, transport: str = "udp") -> str:
    return f"a=candidate:1 1 {transport} 2130706431 {host} 5000 typ host\r\n"


def hosts(sdp: str) -> list[str]:
    return [line.split()[4] for line in sdp.splitlines() if line.startswith("a=candidate:")]


def test_only_usable_candidates_stay() -> None:
    offered = [
        "192.0.2.7",
        "2001:db8::1",
        "abc-def.local",
        "example.org",
        "224.0.0.1",
        "0.0.0.0",  # noqa: S104 - refused, not bound
        "127.0.0.1",
    ]
    sdp = HEAD + "".join(map(candidate, offered)) + candidate("192.0.2.8", "tcp") + TAIL
    assert hosts(checked_sdp(sdp, loopback_only=False)) == ["192.0.2.7", "2001:db8::1"]
    assert hosts(checked_sdp(sdp, loopback_only=True)) == ["127.0.0.1"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.8.9.10",
        "::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",  # noqa: S104 - refused, not bound
        "::",
        "::ffff:0.0.0.0",
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "fe80::1",
        "fe80::1%eth0",
        "ff02::1",
        "::ffff:224.0.0.1",
    ],
)
def test_no_other_site_makes_us_send_to_this_pc_or_its_neighbours(host: str) -> None:
    assert hosts(checked_sdp(HEAD + candidate(host) + TAIL, loopback_only=False)) == []


@pytest.mark.parametrize("host", ["10.1.2.3", "192.168.1.9", "fd00::7", "2001:db8::1"])
def test_a_site_on_the_same_lan_or_network_is_reached(host: str) -> None:
    assert hosts(checked_sdp(HEAD + candidate(host) + TAIL, loopback_only=False)) == [host]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_practice_meets_on_this_pc(host: str) -> None:
    assert hosts(checked_sdp(HEAD + candidate(host) + TAIL, loopback_only=True)) == [host]


def test_a_flood_of_candidates_is_cut() -> None:
    sdp = HEAD + candidate("127.0.0.1") * 500 + TAIL
    assert len(hosts(checked_sdp(sdp, loopback_only=True))) == MAX_CANDIDATES


def test_everything_else_stays_as_it_was() -> None:
    assert checked_sdp(HEAD + TAIL, loopback_only=True) == HEAD + TAIL


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        HEAD,
        TAIL,
        HEAD + HEAD + TAIL,
        HEAD + TAIL + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n",
        HEAD + TAIL + "a=x\r\n" * MAX_SDP_CHARS,
    ],
)
def test_anything_but_one_voice_and_one_picture_is_refused(sdp: str) -> None:
    with pytest.raises(ProtocolError):
        checked_sdp(sdp, loopback_only=False)


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\r\n"), max_size=60)))
def test_no_line_can_smuggle_in_another_address(lines: list[str]) -> None:
    sdp = HEAD + "".join(f"a=candidate:{line}\r\n" for line in lines) + TAIL
    kept = checked_sdp(sdp, loopback_only=True)
    assert all(host == "127.0.0.1" for host in hosts(kept))


def test_opus_error_correction_is_announced() -> None:
    told = with_inband_fec(HEAD + TAIL)
    assert "a=rtpmap:96 opus/48000/2\r\na=fmtp:96 minptime=10;useinbandfec=1" in told
    assert told.count("useinbandfec") == 1
