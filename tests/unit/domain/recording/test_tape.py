"""Which second lies in which part, what plays behind what, and where nothing is."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SiteId
from desktop.domain.recording.part import MIX, PartEnd, SiteLoss
from desktop.domain.recording.recorded import PartFault, RecordedPart, recorded_from
from desktop.domain.recording.tape import (
    Hole,
    HoleWhy,
    Place,
    Stretch,
    Tape,
    joined_losses,
    joined_words,
    tape_from,
)
from tests.samples.recordings import BEGAN_AT, SESSION, SITE, a_head

pytestmark = pytest.mark.unit

FAR = SiteId("site-hq")


def after(seconds: float) -> datetime:
    return BEGAN_AT + timedelta(seconds=seconds)


def a_part(number: int, **changes: object) -> RecordedPart:
    values: dict[str, object] = {
        "name": f"{number:04d}.rrec",
        "head": a_head(number),
        "ms": 60_000,
        "pieces": 60,
        "end": PartEnd.LENGTH,
    }
    return RecordedPart(**(values | changes))  # type: ignore[arg-type]


def a_tape(*parts: RecordedPart, has_key: bool = True) -> Tape:
    return tape_from(recorded_from(parts), session_id=SESSION, has_key=has_key)


LAST = a_part(3, end=PartEnd.CLOSED)
WHOLE = a_tape(a_part(1), a_part(2), LAST)
PAUSED = a_tape(a_part(1), a_part(2, ms=20_000, end=PartEnd.PAUSED), LAST)
LOST = a_tape(a_part(1), LAST)
BAD = a_tape(a_part(1), a_part(2, fault=PartFault.BROKEN, ms=5_000, end=None), LAST)


def test_a_whole_recording_has_no_holes_and_every_second_its_place() -> None:
    assert (WHOLE.holes, WHOLE.damaged, WHOLE.missing) == ((), (), ())
    assert (WHOLE.pieces, WHOLE.is_closed, WHOLE.sites) == (180, True, (SITE,))
    assert (WHOLE.began_at, WHOLE.ended_at) == (after(0), after(180))
    assert WHOLE.place_at(after(0)) == Place(number=1, ms=0)
    assert WHOLE.place_at(after(61.25)) == Place(number=2, ms=1_250)
    assert WHOLE.place_at(after(180)) is None
    assert WHOLE.place_at(after(-1.5)) is None
    assert WHOLE.place_at(after(-0.5)) == Place(number=1, ms=0)
    assert WHOLE.start() == Place(number=1, ms=0)


def test_the_hour_of_a_place_is_where_it_came_from() -> None:
    place = Place(number=2, ms=1_250)
    assert WHOLE.hour_of(place) == after(61.25)
    assert WHOLE.hour_of(Place(number=9, ms=0)) is None


@given(seconds=st.floats(min_value=0, max_value=179.9))
def test_there_and_back_is_less_than_a_hundredth_off(seconds: float) -> None:
    place = WHOLE.place_at(after(seconds))
    assert isinstance(place, Place)
    hour = WHOLE.hour_of(place)
    assert hour is not None
    assert abs((hour - after(seconds)).total_seconds()) < 0.01


def test_a_pause_is_a_hole_with_its_hours_and_a_run_goes_past_it() -> None:
    hole = Hole(since=after(80), until=after(120), why=HoleWhy.PAUSED)
    assert PAUSED.holes == (hole,)
    assert PAUSED.place_at(after(100)) == hole
    assert PAUSED.run_from(1) == (1, 2, 3)
    assert PAUSED.follows(3) is None


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (PartEnd.CONSULTATION, HoleWhy.CONSULTATION),
        (PartEnd.LEFT, HoleWhy.LEFT),
        (PartEnd.FAULT, HoleWhy.STOPPED),
        (PartEnd.LENGTH, HoleWhy.STOPPED),
        (None, HoleWhy.STOPPED),
    ],
)
def test_a_hole_says_why(end: PartEnd | None, why: HoleWhy) -> None:
    tape = a_tape(a_part(1), a_part(2, ms=20_000, end=end), LAST)
    assert [one.why for one in tape.holes] == [why]


def test_a_missing_part_is_a_hole_by_its_number_and_no_run_goes_past_it() -> None:
    hole = Hole(since=after(60), until=after(120), why=HoleWhy.MISSING, numbers=(2,))
    assert (LOST.holes, LOST.missing) == ((hole,), (2,))
    assert LOST.run_from(1) == (1,)
    assert LOST.follows(1) == hole


def test_parts_that_are_missing_at_the_beginning_are_named() -> None:
    tape = a_tape(LAST)
    assert tape.holes == (
        Hole(since=after(120), until=after(120), why=HoleWhy.MISSING, numbers=(1, 2)),
    )
    assert tape.start() == Place(number=3, ms=0)


def test_a_part_that_was_changed_stops_a_run_and_what_is_behind_it_plays() -> None:
    assert BAD.damaged == (2,)
    assert BAD.run_from(1) == (1,)
    assert BAD.run_from(2) == ()
    assert BAD.follows(1) == BAD.stretch(2)
    assert BAD.run_from(3) == (3,)


@pytest.mark.parametrize(
    ("fault", "plays"),
    [
        (None, True),
        (PartFault.TORN, True),
        (PartFault.UNLINKED, True),
        (PartFault.BROKEN, False),
    ],
)
def test_only_what_was_written_plays(fault: PartFault | None, plays: bool) -> None:
    assert Stretch(number=1, began_at=after(0), ms=1, fault=fault).is_playable is plays
    assert not Stretch(number=1, began_at=after(0), ms=0, fault=fault).is_playable


def test_a_part_of_another_session_has_no_place_here_and_is_named() -> None:
    strange = a_part(2, fault=PartFault.MISPLACED)
    tape = a_tape(a_part(1), strange, a_part(0, head=None, fault=PartFault.UNREADABLE), LAST)
    assert [one.number for one in tape.stretches] == [1, 3]
    assert tape.damaged == (2, 0)


def test_nothing_has_no_beginning() -> None:
    empty = a_tape()
    assert (empty.began_at, empty.ended_at, empty.start()) == (None, None, None)
    assert empty.moved(Place(number=1, ms=0), 1_000) is None
    assert empty.follows(1) is None
    assert empty.run_from(1) == ()


@pytest.mark.parametrize(
    ("tape", "from_s", "by_s", "to"),
    [
        (WHOLE, 10, 10, Place(number=1, ms=20_000)),
        (WHOLE, 10, -20, Place(number=1, ms=0)),
        (WHOLE, 55, 10, Place(number=2, ms=5_000)),
        (WHOLE, 175, 60, Place(number=3, ms=59_000)),
        (PAUSED, 75, 10, Place(number=3, ms=0)),
        (PAUSED, 121, -10, Place(number=2, ms=19_000)),
        (LOST, 55, 10, Place(number=3, ms=0)),
        (BAD, 58, 4, Place(number=2, ms=2_000)),
    ],
)
def test_a_jump_goes_past_holes_and_never_out_of_the_recording(
    tape: Tape, from_s: float, by_s: float, to: Place
) -> None:
    place = tape.place_at(after(from_s))
    assert isinstance(place, Place)
    assert tape.moved(place, int(by_s * 1_000)) == to


def test_losses_of_a_site_that_lie_near_are_one() -> None:
    own = SiteLoss(site_id=SITE, picture_ms=500)
    far = SiteLoss(site_id=FAR, sound_ms=1_000)
    told = [
        (after(0), after(1), (own, far)),
        (after(1), after(2), (far,)),
        (after(5), after(6), (own,)),
    ]
    spans = joined_losses(told)
    assert [(one.site_id, one.since, one.until, one.picture_ms, one.sound_ms) for one in spans] == [
        (SITE, after(0), after(1), 500, 0),
        (FAR, after(0), after(2), 0, 2_000),
        (SITE, after(5), after(6), 500, 0),
    ]


def test_sites_are_those_with_a_track_of_sound() -> None:
    one = a_part(1, head=a_head(1, tracks=(MIX, SITE)))
    two = a_part(2, head=a_head(2, tracks=(MIX, SITE, FAR)))
    assert a_tape(one, two).sites == (SITE, FAR)


def test_the_same_word_goes_on_as_one_and_no_word_ends_it() -> None:
    told = [
        (after(0), after(1), "hq"),
        (after(1), after(2), "hq"),
        (after(2), after(3), "commune"),
        (after(3), after(4), ""),
        (after(4), after(5), "commune"),
        (after(5.5), after(6), "commune"),  # the next part
        (after(60), after(61), "commune"),  # behind a pause
    ]
    assert joined_words(told) == (
        (after(0), after(2), "hq"),
        (after(2), after(3), "commune"),
        (after(4), after(6), "commune"),
        (after(60), after(61), "commune"),
    )
