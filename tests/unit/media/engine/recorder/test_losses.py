"""What is counted as lost of a site, and what is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.recording.part import SiteLoss
from desktop.media.engine.picture import Picture
from desktop.media.engine.recorder.losses import SURE_S, Expected, Losses
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

OWN, FAR = SiteId("site-commune"), SiteId("site-hq")
STEP_S = 0.1


class Part:
    """One that is recorded, step by step."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.expected = Expected(self.clock)
        self.pictures: dict[SiteId, Picture] = {}
        self.sees_far = self.plays_far = True
        self.losses = Losses(
            own=OWN,
            sites=(OWN, FAR),
            expected=self.expected,
            began_s=self.clock.monotonic(),
        )

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / STEP_S)):
            self.clock.advance(STEP_S)
            now_s = self.clock.monotonic()
            self.pictures[OWN] = a_picture(now_s)
            if self.sees_far:
                self.pictures[FAR] = a_picture(now_s)
            newest = self.pictures.get(FAR)
            is_missing = newest is None or now_s - newest.made_at_s > SURE_S
            self.losses.note_missing((FAR,) if is_missing else (), self.pictures, now_s)
            self.losses.note_came({OWN: 10, FAR: 10 if self.plays_far else 0}, 10, now_s)

    def lost(self, site_id: SiteId = FAR) -> tuple[int, int]:
        """Picture, sound."""
        found = (one for one in self.losses.take() if one.site_id == site_id)
        one = next(found, SiteLoss(site_id=site_id))
        return one.picture_ms, one.sound_ms


def a_picture(at_s: float) -> Picture:
    return Picture(planes=np.zeros((3, 2), np.uint8), width=2, height=2, made_at_s=at_s)


@pytest.fixture
def part() -> Part:
    return Part()


def test_while_all_comes_nothing_is_lost(part: Part) -> None:
    part.expected.note_line(FAR, PeerState.CONNECTED)
    part.expected.note_heard((FAR,))
    part.run(10.0)
    assert part.losses.take() == ()


def test_a_picture_that_stands_for_less_than_two_seconds_is_not_lost(part: Part) -> None:
    part.run(3.0)
    part.sees_far = False
    part.run(SURE_S - STEP_S)
    part.sees_far = True
    part.run(3.0)
    assert part.lost() == (0, 0)


def test_a_picture_is_lost_from_the_last_one_on_and_none_of_it_twice(part: Part) -> None:
    part.run(3.0)
    part.sees_far = False
    part.run(4.0)
    assert part.lost()[0] == pytest.approx(4_000, abs=101)
    part.run(1.0)
    assert part.lost()[0] == pytest.approx(1_000, abs=1)
    part.sees_far = True
    part.run(3.0)
    assert part.lost() == (0, 0)


def test_who_is_not_heard_loses_no_sound(part: Part) -> None:
    part.expected.note_line(FAR, PeerState.CONNECTED)
    part.plays_far = False
    part.run(10.0)
    assert part.lost() == (0, 0)


def test_who_is_to_be_heard_and_is_not_played_loses_its_sound(part: Part) -> None:
    part.expected.note_line(FAR, PeerState.CONNECTED)
    part.expected.note_heard((FAR,))
    part.run(3.0)
    part.plays_far = False
    part.run(SURE_S - STEP_S)
    assert part.lost() == (0, 0)
    part.run(3.0 + STEP_S)
    assert part.lost()[1] == pytest.approx(5_000, abs=101)
    part.expected.note_heard(())
    part.run(3.0)
    assert part.lost() == (0, 0)


def test_a_line_that_brings_nothing_loses_the_sound_of_who_is_silent_too(part: Part) -> None:
    part.expected.note_line(FAR, PeerState.CONNECTED)
    part.run(3.0)
    part.expected.note_line(FAR, PeerState.RECONNECTING)
    part.run(1.0)
    assert part.lost()[1] == pytest.approx(3_000, abs=101)
    part.expected.note_line(FAR, PeerState.CONNECTED)
    part.run(1.0)
    assert part.lost() == (0, 0)


def test_a_line_that_is_made_loses_its_sound_from_then_on(part: Part) -> None:
    part.run(1.0)
    part.expected.note_line(FAR, PeerState.CONNECTING)
    part.run(1.0)
    assert part.lost()[1] == pytest.approx(1_000, abs=1)


def test_who_left_has_nothing_to_lose_and_comes_back_without_the_time_between(part: Part) -> None:
    part.run(1.0)
    part.expected.note_line(FAR, PeerState.CLOSED)
    part.sees_far = False
    part.run(30.0)
    part.losses.note_late(0.1, part.clock.monotonic())
    assert part.lost() == (0, 0)
    part.expected.note_line(FAR, PeerState.CONNECTING)
    part.run(1.0)
    picture_ms, sound_ms = part.lost()
    assert picture_ms == pytest.approx(1_000, abs=101)
    assert sound_ms == pytest.approx(1_000, abs=101)


def test_what_the_own_microphone_brings_late_is_not_lost(part: Part) -> None:
    now_s = part.clock.monotonic()
    for _ in range(20):
        part.losses.note_came({OWN: 1}, 10, now_s)
        part.losses.note_came({OWN: 10}, 10, now_s)
    assert part.lost(OWN) == (0, 0)


def test_a_second_that_the_own_microphone_does_not_bring_is_lost_as_a_whole(part: Part) -> None:
    now_s = part.clock.monotonic()
    for _ in range(9):
        part.losses.note_came({}, 10, now_s)
    assert part.lost(OWN) == (0, 0)
    part.losses.note_came({OWN: 0}, 10, now_s)
    assert part.lost(OWN) == (0, 1_000)
    part.losses.note_came({OWN: 7}, 10, now_s)
    assert part.lost(OWN) == (0, 30)
    part.losses.note_came({OWN: 10}, 10, now_s)
    part.losses.note_came({OWN: 7}, 10, now_s)
    assert part.lost(OWN) == (0, 0)


def test_fewer_pictures_in_a_second_are_not_lost(part: Part) -> None:
    for _ in range(50):
        part.clock.advance(0.9)
        part.losses.note_late(0.9, part.clock.monotonic())
    assert part.losses.take() == ()


def test_what_was_composed_too_late_is_lost_of_every_site_and_counted_once(part: Part) -> None:
    part.run(1.0)
    part.clock.advance(3.0)
    now_s = part.clock.monotonic()
    part.losses.note_missing((FAR,), part.pictures, now_s)
    part.losses.note_late(2.9, now_s)
    assert part.losses.take() == (
        SiteLoss(site_id=OWN, picture_ms=2_900),
        SiteLoss(site_id=FAR, picture_ms=3_000),
    )


@given(
    st.lists(
        st.tuples(st.sampled_from((*PeerState, None)), st.booleans(), st.booleans(), st.booleans()),
        max_size=12,
    )
)
def test_never_more_is_lost_than_time_went_by(
    turns: list[tuple[PeerState | None, bool, bool, bool]],
) -> None:
    part = Part()
    picture_ms = sound_ms = 0
    for state, is_heard, sees, plays in turns:
        if state is not None:
            part.expected.note_line(FAR, state)
        part.expected.note_heard((FAR,) if is_heard else ())
        part.sees_far, part.plays_far = sees, plays
        part.run(1.0)
        one_picture_ms, one_sound_ms = part.lost()
        picture_ms, sound_ms = picture_ms + one_picture_ms, sound_ms + one_sound_ms
        assert picture_ms >= 0
        assert sound_ms >= 0
    assert picture_ms <= len(turns) * 1_000 + 1
    assert sound_ms <= len(turns) * 1_000 + 1
