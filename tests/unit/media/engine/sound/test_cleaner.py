"""The cleaner between sound cards and call, with a canceller that halves."""

import numpy as np
import pytest

from desktop.domain.media.call import EchoCancelling
from desktop.media.engine.sound.cleaner import SoundCleaner
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_echo_canceller import Cancellers

pytestmark = pytest.mark.unit

HEARD = np.full(480, 1_000, np.int16)


def block(level: int) -> np.ndarray:
    return np.full(480, level, np.int16)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def cancellers() -> Cancellers:
    return Cancellers()


@pytest.fixture
def cleaner(clock: FakeClock, cancellers: Cancellers) -> SoundCleaner:
    return cancellers.cleaner(clock)


def test_nothing_is_touched_before_a_sound_card_is_open(
    cleaner: SoundCleaner, cancellers: Cancellers
) -> None:
    cleaner.renew()
    cleaner.note_played(HEARD, 0.03)
    assert cleaner.clean(HEARD, 0.02) is HEARD
    assert (cancellers.made, cancellers.told) == ([], [])


def test_each_block_of_the_microphone_meets_one_of_the_loudspeaker_in_order(
    cleaner: SoundCleaner, cancellers: Cancellers
) -> None:
    cleaner.open()
    assert (cleaner.clean(HEARD, 0.02) == 500).all()
    for level in (1, 2, 3):
        cleaner.note_played(block(level), 0.03)
    for _ in range(4):
        cleaner.clean(HEARD, 0.02)
    (canceller,) = cancellers.made
    assert [int(played[0]) for played in canceller.played] == [0, 1, 2, 3, 0]
    assert cancellers.told == [EchoCancelling.ON]


def test_more_than_sixty_ms_that_wait_are_cut_to_the_newest(
    cleaner: SoundCleaner, cancellers: Cancellers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    cleaner.open()
    for level in range(1, 10):
        cleaner.note_played(block(level), 0.03)
    for _ in range(7):
        cleaner.clean(HEARD, 0.02)
    assert [int(played[0]) for played in cancellers.made[0].played] == [4, 5, 6, 7, 8, 9, 0]
    cleaner.close()
    assert "missing=1 dropped=3" in caplog.text


def test_what_waits_has_a_bound_when_the_microphone_stands_still(
    cleaner: SoundCleaner, cancellers: Cancellers
) -> None:
    cleaner.open()
    for level in range(1_000):
        cleaner.note_played(block(level), 0.03)
    cleaner.clean(HEARD, 0.02)
    assert int(cancellers.made[0].played[0][0]) == 994


def test_the_first_block_waits_for_a_second_so_that_the_row_does_not_break_at_once(
    cleaner: SoundCleaner, cancellers: Cancellers
) -> None:
    cleaner.open()
    cleaner.note_played(block(1), 0.03)
    cleaner.clean(HEARD, 0.02)
    cleaner.note_played(block(2), 0.03)
    cleaner.clean(HEARD, 0.02)
    cleaner.clean(HEARD, 0.02)
    assert [int(played[0]) for played in cancellers.made[0].played] == [0, 1, 2]


def run(cleaner: SoundCleaner, clock: FakeClock, blocks: int, *, ahead_s: float) -> None:
    """The loudspeaker was one block ahead when it began."""
    for _ in range(blocks):
        cleaner.note_played(HEARD, ahead_s)
        clock.advance(0.01)
        cleaner.clean(HEARD, 0.02)


def test_the_delay_comes_from_the_clocks_of_both_cards_once_a_second(
    cleaner: SoundCleaner, clock: FakeClock, cancellers: Cancellers
) -> None:
    cleaner.open()
    cleaner.note_played(HEARD, 0.04)
    run(cleaner, clock, 10, ahead_s=0.05)
    # Played 50 ms after it was given, taken 20 ms later, heard 20 ms before that.
    assert cancellers.made[0].delays_ms == [50]
    cleaner.note_played(HEARD, 0.09)
    cleaner.clean(HEARD, 0.02)
    run(cleaner, clock, 198, ahead_s=0.10)
    assert cancellers.made[0].delays_ms == [50, 100]
    run(cleaner, clock, 1, ahead_s=0.10)
    assert cancellers.made[0].delays_ms == [50, 100, 100]


@pytest.mark.parametrize(("ahead_s", "said_ms"), [(0.9, 500), (-0.02, 0)])
def test_a_delay_that_the_library_refuses_is_never_said(
    cleaner: SoundCleaner,
    clock: FakeClock,
    cancellers: Cancellers,
    ahead_s: float,
    said_ms: int,
) -> None:
    cleaner.open()
    cleaner.note_played(HEARD, ahead_s)
    run(cleaner, clock, 10, ahead_s=ahead_s)
    assert cancellers.made[0].delays_ms == [said_ms]


def test_a_reference_that_comes_after_its_echo_catches_up_block_by_block(
    cleaner: SoundCleaner, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    cleaner.open()
    for _ in range(4):
        cleaner.note_played(HEARD, 0.01)
    # 40 ms wait, so each block is taken when its echo was heard 20 ms ago. Two must go.
    run(cleaner, clock, 10 + 100 * 5, ahead_s=0.01)
    cleaner.close()
    assert "delay_ms=0 missing=0 dropped=2" in caplog.text


def test_a_loudspeaker_opened_anew_gets_a_canceller_that_knows_nothing(
    cleaner: SoundCleaner, cancellers: Cancellers
) -> None:
    cleaner.open()
    cleaner.note_played(block(7), 0.03)
    cleaner.renew()
    cleaner.clean(HEARD, 0.02)
    assert [len(made.played) for made in cancellers.made] == [0, 1]
    assert not cancellers.made[1].played[0].any()


def test_a_device_that_cancels_by_itself_is_left_alone(clock: FakeClock) -> None:
    cancellers = Cancellers()
    cleaner = cancellers.cleaner(clock, does_device_cancel=True)
    cleaner.open()
    cleaner.note_played(HEARD, 0.03)
    assert cleaner.clean(HEARD, 0.02) is HEARD
    cleaner.close()
    assert cancellers.made == []
    assert cancellers.told == [EchoCancelling.DEVICE, EchoCancelling.IDLE]


def test_another_word_on_the_device_holds_at_once_and_at_the_next_opening(
    cleaner: SoundCleaner, cancellers: Cancellers
) -> None:
    cleaner.set_device_cancels(does=True)
    assert cancellers.told == []
    cleaner.open()
    assert cleaner.clean(HEARD, 0.02) is HEARD
    cleaner.set_device_cancels(does=False)
    cleaner.set_device_cancels(does=False)
    assert len(cancellers.made) == 1
    assert cleaner.clean(HEARD, 0.02) is not HEARD
    cleaner.set_device_cancels(does=True)
    assert cleaner.clean(HEARD, 0.02) is HEARD
    assert cancellers.told == [EchoCancelling.DEVICE, EchoCancelling.ON, EchoCancelling.DEVICE]


@pytest.mark.parametrize(
    "error", [ImportError("no module"), OSError("no library"), RuntimeError("refused")]
)
def test_a_missing_library_leaves_the_sound_as_it_is_and_is_told(
    cleaner: SoundCleaner,
    cancellers: Cancellers,
    error: Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    cancellers.error = error
    cleaner.open()
    assert cleaner.clean(HEARD, 0.02) is HEARD
    assert cancellers.told == [EchoCancelling.FAILED]
    assert "echo canceller missing" in caplog.text
    cancellers.error = None
    cleaner.renew()
    assert cancellers.told == [EchoCancelling.FAILED, EchoCancelling.ON]


def test_a_canceller_that_breaks_in_a_call_leaves_the_sound_as_it_is(
    cleaner: SoundCleaner, cancellers: Cancellers, caplog: pytest.LogCaptureFixture
) -> None:
    cleaner.open()
    cancellers.made[0].breaks = True
    assert cleaner.clean(HEARD, 0.02) is HEARD
    assert cleaner.clean(HEARD, 0.02) is HEARD
    assert cancellers.told == [EchoCancelling.ON, EchoCancelling.FAILED]
    assert caplog.text.count("echo canceller failed") == 1
