"""Pictures that wait for their voice: how long, in which order, and never for nothing."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from desktop.media.engine.peer.libwebrtc.picture_hold import (
    BEGIN_S,
    END_S,
    GROWTH,
    MOST_PICTURES,
    MOST_S,
    NONSENSE_S,
    PictureHold,
)
from desktop.media.engine.picture import Picture
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

STEP_S = 0.01


class Alarm:
    """A timer that a test lets ring."""

    def __init__(self, at_s: float, ring: Callable[[], None]) -> None:
        self.at_s = at_s
        self.ring = ring
        self.is_off = False

    def cancel(self) -> None:
        self.is_off = True


class Tile:
    """A hold, its clock, and what it showed: at which moment, made at which."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.shown: list[tuple[float, float]] = []
        self.alarms: list[Alarm] = []
        self.began_s = self.clock.monotonic()
        self.hold = PictureHold(now_s=self.clock.monotonic, later=self._later, show=self._show)

    def come(self) -> None:
        now_s = self.clock.monotonic()
        planes = np.zeros((3, 2), np.uint8)
        self.hold.take(Picture(planes=planes, width=2, height=2, made_at_s=now_s))

    def live(self, seconds: float, *, pictures: int = 0) -> None:
        """Time passes; so many pictures come, at equal distances, the first one now."""
        steps = round(seconds / STEP_S)
        for step in range(steps):
            if pictures and step % (steps // pictures) == 0:
                self.come()
            self.clock.advance(STEP_S)
            due = [one for one in self.alarms if one.at_s <= self.clock.monotonic() + 1e-9]
            for alarm in due:
                self.alarms.remove(alarm)
                if not alarm.is_off:
                    alarm.ring()

    def settle(self, ahead_s: float) -> None:
        """The voice is that late, and has been for a while; what was shown is forgotten."""
        self.hold.note_ahead(ahead_s)
        self.live(1.0 + MOST_S / GROWTH, pictures=60)
        self.hold.clear()
        self.shown.clear()

    def ages_s(self) -> list[float]:
        return [round(at_s - made_at_s, 3) for at_s, made_at_s in self.shown]

    def _later(self, seconds: float, ring: Callable[[], None]) -> Alarm:
        assert seconds > 0.0
        self.alarms.append(Alarm(self.clock.monotonic() + seconds, ring))
        return self.alarms[-1]

    def _show(self, picture: Picture) -> None:
        self.shown.append((self.clock.monotonic(), picture.made_at_s))


@pytest.mark.parametrize("ahead_s", [None, -0.3, 0.0, BEGIN_S - 0.001, NONSENSE_S + 0.1])
def test_a_picture_that_is_not_ahead_is_shown_at_once(ahead_s: float | None) -> None:
    tile = Tile()
    tile.hold.note_ahead(ahead_s)
    tile.live(0.3, pictures=10)
    assert tile.ages_s() == [0.0] * 10


def test_one_that_is_ahead_waits_as_long_as_the_voice() -> None:
    tile = Tile()
    tile.settle(0.4)
    tile.live(0.3, pictures=10)
    assert tile.shown == []
    tile.live(0.4)
    assert tile.ages_s() == pytest.approx([0.4] * 10, abs=STEP_S)
    made_s = [made_at_s for _, made_at_s in tile.shown]
    assert made_s == sorted(made_s)


def test_pictures_that_begin_to_wait_are_slow_and_never_stand() -> None:
    tile = Tile()
    tile.live(1.0, pictures=25)
    tile.hold.note_ahead(0.4)
    tile.live(2.0, pictures=50)
    shown_s = [at_s for at_s, _ in tile.shown]
    longest_s = max(later_s - at_s for at_s, later_s in pairwise(shown_s))
    assert longest_s == pytest.approx(0.04 / (1 - GROWTH), abs=2 * STEP_S)
    met_s = 0.4 / GROWTH
    ages = {round(at_s - tile.began_s - 1.0, 2): at_s - made_s for at_s, made_s in tile.shown}
    early = [age_s for at_s, age_s in ages.items() if 0.5 * met_s < at_s < 0.6 * met_s]
    assert early
    assert early == pytest.approx([0.22] * len(early), abs=0.04)
    late = [age_s for at_s, age_s in ages.items() if at_s > met_s + 0.1]
    assert late
    assert late == pytest.approx([0.4] * len(late), abs=STEP_S)


def test_none_waits_longer_than_the_most() -> None:
    tile = Tile()
    tile.settle(NONSENSE_S)
    tile.live(1.0, pictures=1)
    assert tile.ages_s() == pytest.approx([MOST_S], abs=2 * STEP_S)


def test_a_voice_that_catches_up_lets_the_newest_picture_go() -> None:
    tile = Tile()
    tile.settle(0.5)
    tile.live(0.4, pictures=10)
    tile.hold.note_ahead(0.2)  # those of the first .2 s are due, and only one can be seen
    assert tile.ages_s() == pytest.approx([0.2], abs=0.04)
    tile.hold.note_ahead(0.0)
    assert tile.ages_s()[1:] == pytest.approx([0.04], abs=STEP_S)
    tile.live(1.0)
    assert len(tile.shown) == 2


def test_a_picture_that_waits_goes_on_waiting_for_little() -> None:
    tile = Tile()
    tile.settle(BEGIN_S)
    tile.hold.note_ahead(END_S)
    assert tile.hold.hold_s == END_S
    tile.hold.note_ahead(END_S - 0.001)
    assert tile.hold.hold_s == 0.0
    tile.live(1.0)
    tile.hold.note_ahead(END_S)
    assert tile.hold.hold_s == 0.0


def test_no_more_than_some_pictures_wait() -> None:
    tile = Tile()
    tile.settle(0.6)
    for _ in range(MOST_PICTURES + 3):
        tile.come()
    assert len(tile.shown) == 3


def test_nothing_is_shown_after_the_end() -> None:
    tile = Tile()
    tile.settle(0.3)
    tile.live(0.1, pictures=3)
    tile.hold.clear()
    tile.live(1.0)
    assert tile.shown == []
    assert all(alarm.is_off for alarm in tile.alarms)
