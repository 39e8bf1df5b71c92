import pytest

from desktop.presenters.session.banner_turn import WHOLE_S, BannerTurn
from desktop.presenters.view.message import Message, Tone
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

LOST, WEAK, MUTED = (Message(code=code, tone=Tone.WARN) for code in ("K-104", "M-212", "M-301"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def turn(clock: FakeClock) -> BannerTurn:
    return BannerTurn(clock=clock)


def test_without_a_message_nothing_stands_in_front(turn: BannerTurn) -> None:
    assert turn.ordered(()) == ()
    turn.next(())
    assert turn.ordered((WEAK,)) == (WEAK,)


def test_the_gravest_is_whole_at_first_and_small_later(turn: BannerTurn, clock: FakeClock) -> None:
    assert turn.ordered((LOST, WEAK)) == (LOST, WEAK)
    assert not turn.is_small
    clock.advance(WHOLE_S)
    assert turn.ordered((LOST, WEAK)) == (LOST, WEAK)
    assert turn.is_small


def test_the_officer_reads_the_others_one_after_the_other(
    turn: BannerTurn, clock: FakeClock
) -> None:
    messages = (LOST, WEAK, MUTED)
    turn.ordered(messages)
    clock.advance(WHOLE_S)
    turn.next(turn.ordered(messages))
    assert turn.ordered(messages) == (WEAK, MUTED, LOST)
    assert not turn.is_small
    turn.next(turn.ordered(messages))
    turn.next(turn.ordered(messages))
    assert turn.ordered(messages) == messages


def test_a_graver_message_comes_to_the_front(turn: BannerTurn, clock: FakeClock) -> None:
    turn.ordered((WEAK, MUTED))
    turn.next(turn.ordered((WEAK, MUTED)))
    clock.advance(WHOLE_S)
    assert turn.ordered((LOST, WEAK, MUTED)) == (LOST, WEAK, MUTED)
    assert not turn.is_small


def test_a_message_that_is_gone_gives_way_to_the_gravest(turn: BannerTurn) -> None:
    turn.next(turn.ordered((LOST, WEAK)))
    assert turn.ordered((LOST, WEAK)) == (WEAK, LOST)
    assert turn.ordered((LOST, MUTED)) == (LOST, MUTED)


def test_the_only_message_is_whole_again_when_it_is_asked_for(
    turn: BannerTurn, clock: FakeClock
) -> None:
    turn.ordered((WEAK,))
    clock.advance(WHOLE_S)
    turn.next(turn.ordered((WEAK,)))
    assert not turn.is_small
