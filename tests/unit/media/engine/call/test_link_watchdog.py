"""When a line is lost, and what is tried when."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.media.call import PeerState
from desktop.media.engine.call.link_watchdog import (
    ACT_AFTER_S,
    ACT_AGAIN_S,
    GATHER_AGAIN_S,
    GATHER_S,
    Attempt,
    LinkWatch,
    Move,
)

pytestmark = pytest.mark.unit

TENTH_S = 0.1


def acts(
    watch: LinkWatch, first_s: float, last_s: float, heard_s: float | None, *, failed: bool = False
) -> list[float]:
    """When something was tried between two times, looked at every tenth of a second."""
    found = []
    for tenth in range(round(first_s / TENTH_S), round(last_s / TENTH_S)):
        now_s = tenth * TENTH_S
        if watch.must_act(now_s, heard_s, has_failed=failed):
            watch.act(now_s, can_restart_ice=False)
            found.append(now_s)
    return found


def test_a_line_is_connected_lost_after_two_seconds_and_connected_again() -> None:
    watch = LinkWatch(begun_at_s=0.0)
    assert watch.state(0.5, None) is PeerState.CONNECTING
    assert watch.state(60.0, None) is PeerState.CONNECTING
    assert watch.state(61.0, 60.9) is PeerState.CONNECTED
    assert watch.state(62.8, 60.9) is PeerState.CONNECTED
    assert watch.state(62.95, 60.9) is PeerState.RECONNECTING
    assert watch.state(70.0, None) is PeerState.RECONNECTING
    assert watch.state(71.0, 70.9) is PeerState.CONNECTED


def test_a_silent_line_is_acted_on_after_three_seconds_and_again_every_four() -> None:
    found = acts(LinkWatch(begun_at_s=0.0), 100.0, 120.0, heard_s=100.0)
    assert found == pytest.approx([103.0, 107.0, 111.0, 115.0, 119.0])


def test_a_line_that_never_spoke_is_tried_again_four_seconds_after_its_beginning() -> None:
    found = acts(LinkWatch(begun_at_s=10.0), 10.0, 20.0, heard_s=None)
    assert found == pytest.approx([14.0, 18.0])


def test_a_connection_that_says_it_is_dead_is_not_waited_for_but_not_hammered() -> None:
    found = acts(LinkWatch(begun_at_s=0.0), 100.0, 110.0, heard_s=100.0, failed=True)
    assert found == pytest.approx([100.0, 104.0, 108.0])


def test_ice_is_restarted_first_and_then_both_ways_take_turns() -> None:
    watch = LinkWatch(begun_at_s=0.0)
    moves = [watch.act(4.0 * n, can_restart_ice=True) for n in range(7)]
    restart, anew = Move.RESTART_ICE, Move.CONNECT_ANEW
    assert moves == [restart, restart, anew, restart, anew, restart, anew]


def test_without_ice_restart_every_attempt_is_a_new_connection() -> None:
    watch = LinkWatch(begun_at_s=0.0)
    assert {watch.act(4.0 * n, can_restart_ice=False) for n in range(7)} == {Move.CONNECT_ANEW}


def test_the_next_outage_begins_with_a_restart_again() -> None:
    watch = LinkWatch(begun_at_s=0.0)
    for n in range(3):
        watch.act(100.0 + 4.0 * n, can_restart_ice=True)
    watch.state(110.0, 109.9)
    assert watch.act(112.0, can_restart_ice=True) is Move.RESTART_ICE  # the 4th of one outage
    assert watch.act(116.0, can_restart_ice=True) is Move.CONNECT_ANEW
    watch.state(130.0, 129.9)
    assert watch.act(140.0, can_restart_ice=True) is Move.RESTART_ICE
    assert watch.act(144.0, can_restart_ice=True) is Move.RESTART_ICE


@pytest.mark.parametrize(
    ("waits_s", "answered_at_s", "ends_at_s"),
    [
        (0.0, None, 54.0),  # no servers: nothing delays an answer
        (2.5, None, 59.0),  # each end may wait for a relay
        (2.5, 50.2, 54.2),  # an answer at once: the line is fast, so are ICE and DTLS
        (2.5, 53.4, 58.8),  # a satellite
        (2.5, 56.4, 64.8),  # one at each end
    ],
)
def test_an_attempt_has_its_time_by_how_soon_it_is_answered(
    waits_s: float, answered_at_s: float | None, ends_at_s: float
) -> None:
    tried = Attempt(begun_at_s=50.0, waits_s=waits_s, answered_at_s=answered_at_s)
    assert tried.ends_at_s == pytest.approx(ends_at_s)
    assert tried.is_young(ends_at_s - 2.1)
    assert not tried.is_young(ends_at_s - 1.9)
    watch = LinkWatch(begun_at_s=40.0)
    watch.act(50.0, can_restart_ice=False)
    assert not watch.must_act(ends_at_s - 0.1, 46.0, has_failed=False, tried=tried)
    assert watch.must_act(ends_at_s + 0.1, 46.0, has_failed=False, tried=tried)
    again = tried.again(70.0)
    assert (again.begun_at_s, again.waits_s, again.answered_at_s) == (70.0, waits_s, None)


def test_only_the_first_connection_of_a_link_waits_shortly_for_servers() -> None:
    watch = LinkWatch(begun_at_s=0.0)
    waits = [watch.begin_connection() for _ in range(3)]
    assert waits == [GATHER_S, GATHER_AGAIN_S, GATHER_AGAIN_S]
    late = LinkWatch(begun_at_s=0.0)
    late.act(4.0, can_restart_ice=False)  # the first offer was lost, or never made
    assert late.begin_connection() == GATHER_AGAIN_S


@pytest.mark.parametrize(("answered_at_s", "over_at_s"), [(None, 60.0), (56.4, 64.8)])
def test_beside_media_an_attempt_is_over_after_ten_seconds_or_when_it_ends(
    answered_at_s: float | None, over_at_s: float
) -> None:
    tried = Attempt(begun_at_s=50.0, waits_s=2.5, answered_at_s=answered_at_s)
    assert not tried.is_over(over_at_s - 0.1)
    assert tried.is_over(over_at_s + 0.1)


@given(st.lists(st.floats(0.0, 0.3), min_size=300, max_size=300), st.floats(0.0, 5.0))
def test_whenever_it_is_looked_at_attempts_keep_their_distance(
    gaps: list[float], heard_s: float
) -> None:
    watch = LinkWatch(begun_at_s=0.0)
    now_s = 5.0
    tried: list[float] = []
    for gap in gaps:
        now_s += gap
        if watch.must_act(now_s, heard_s, has_failed=False):
            watch.act(now_s, can_restart_ice=True)
            tried.append(now_s)
    assert all(at - heard_s >= ACT_AFTER_S for at in tried)
    assert all(b - a >= ACT_AGAIN_S for a, b in pairwise(tried))
    assert len(tried) >= (now_s - heard_s - ACT_AFTER_S) // (ACT_AGAIN_S + 0.3)
