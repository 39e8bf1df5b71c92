"""When an SDP of libwebrtc has waited long enough for servers."""

import pytest

from desktop.media.engine.peer.libwebrtc.gathering import ALONE_LIMIT_S, Gathering

pytestmark = pytest.mark.unit

HOST = "a=candidate:1 1 udp 2 192.0.2.1 5 typ host\r\n"
RELAY = HOST + "a=candidate:2 1 udp 1 198.51.100.1 6 typ relay raddr 0.0.0.0 rport 0\r\n"


def waited_s(limit_s: float, relay_at_s: float, first_sdp: str = HOST) -> float:
    """Asked every hundredth of a second; a relay answers at its time."""
    gathering = Gathering(began_at_s=100.0, limit_s=limit_s)
    hundredths = 0
    while True:
        since_s = hundredths / 100
        sdp = RELAY if since_s >= relay_at_s else first_sdp
        if gathering.has_waited(100.0 + since_s, sdp):
            return since_s
        hundredths += 1


def test_the_first_relay_that_answers_ends_the_wait_a_moment_later() -> None:
    assert waited_s(2.5, relay_at_s=0.6) == pytest.approx(0.8, abs=0.02)
    assert waited_s(0.45, relay_at_s=0.1) == pytest.approx(0.3, abs=0.02)


def test_servers_that_say_nothing_cost_the_limit_and_no_more() -> None:
    assert waited_s(0.45, relay_at_s=60.0) == pytest.approx(0.45, abs=0.02)
    assert waited_s(0.45, relay_at_s=0.4) == pytest.approx(0.45, abs=0.02)


def test_without_any_candidate_a_relay_far_away_is_waited_for() -> None:
    assert waited_s(0.45, relay_at_s=1.6, first_sdp="") == pytest.approx(1.6, abs=0.02)
    assert waited_s(0.45, relay_at_s=60.0, first_sdp="") == pytest.approx(ALONE_LIMIT_S, abs=0.02)
