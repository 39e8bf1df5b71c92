"""What a site plays of its recording is compared with what was heard and seen in its room."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from desktop.app.rehearsal.script.recording import played_act as act
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.tape import FloorSpan, Stretch, Tape
from desktop.media.measure.picture_clock import clock_ms
from desktop.media.measure.sound_match import RATE_HZ
from tests.samples.recordings import BEGAN_AT

pytestmark = pytest.mark.unit

AT_S = 110.0
LIVE = act._Live(
    site_id=SiteId("hq"),
    from_s=100.0,
    samples=np.random.default_rng(7).normal(0, 3_000, 30 * RATE_HZ).astype(np.int16),
)
SITE = cast("Any", SimpleNamespace(site_id="hq"))


class Told:
    """In the place of a reception: keeps what is wrong."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, _site: Any, what: str) -> None:
        self.faults.append(what)


def played(at_s: float, *, marks_off_s: float = 0.0, marks: int = 5) -> act._Played:
    """As if it had played this moment, where AT_S was asked for."""
    seen = tuple(
        (500.0 + number * 0.1, clock_ms(AT_S + number * 0.1 + marks_off_s))
        for number in range(marks)
    )
    sound = LIVE.piece(at_s, act.COMPARED_S)
    return act._Played(began_s=500.0, samples=sound, marks=seen)


@pytest.mark.parametrize("off_s", [0.0, 0.9, -0.9])
def test_the_second_that_was_asked_for_is_found(off_s: float) -> None:
    told = Told()
    act._check_sound(cast("Any", told), SITE, played(AT_S + off_s), LIVE, AT_S)
    act._check_pictures(cast("Any", told), SITE, played(AT_S, marks_off_s=off_s), AT_S)
    assert told.faults == []


@pytest.mark.parametrize("off_s", [1.5, -3.0])
def test_another_second_is_told(off_s: float) -> None:
    told = Told()
    act._check_sound(cast("Any", told), SITE, played(AT_S + off_s), LIVE, AT_S)
    act._check_pictures(cast("Any", told), SITE, played(AT_S, marks_off_s=off_s), AT_S)
    assert told.faults == [
        f"plays sound {off_s:.1f} s from the second that was asked for",
        f"shows pictures {off_s:.1f} s from the second that was asked for",
    ]


def test_another_sound_and_pictures_without_marks_are_told() -> None:
    told = Told()
    other = np.random.default_rng(8).normal(0, 3_000, 2 * RATE_HZ).astype(np.int16)
    found = act._Played(began_s=500.0, samples=other, marks=())
    act._check_sound(cast("Any", told), SITE, found, LIVE, AT_S)
    act._check_pictures(cast("Any", told), SITE, found, AT_S)
    assert [one.split("(")[0].strip() for one in told.faults] == [
        "plays another sound than it heard",
        "shows 0 marked pictures of its recording",
    ]


def test_a_moment_from_which_somebody_is_heard_is_looked_for() -> None:
    samples = np.zeros(20 * RATE_HZ, np.int16)
    samples[5 * RATE_HZ : 10 * RATE_HZ] = 3_000
    samples[15 * RATE_HZ : 15 * RATE_HZ + 4_800] = 3_000  # too short to be found again
    found = list(act._loud(act._Live(site_id=SiteId("hq"), from_s=100.0, samples=samples)))
    assert found[0] == 105.0
    assert found[-1] < 110.0
    assert list(act._loud(act._Live(site_id=SiteId("hq"), from_s=0.0, samples=samples[:100]))) == []


def test_a_second_is_tried_in_the_midst_of_a_stretch_while_another_site_speaks() -> None:
    tape = Tape(
        session_id=SessionId("session-1"),
        stretches=(Stretch(number=1, began_at=BEGAN_AT, ms=20_000),),
        floors=(
            FloorSpan(
                site_id=SiteId("commune"), since=BEGAN_AT, until=BEGAN_AT + timedelta(seconds=10)
            ),
        ),
    )

    def after(seconds: float) -> datetime:
        return BEGAN_AT + timedelta(seconds=seconds)

    found = [act._lies_in(tape, after(one)) for one in (1, 5, 12, 15)]
    assert found == [False, True, True, False]
    assert act._has_floor_elsewhere(tape, after(5), SiteId("hq"))
    assert not act._has_floor_elsewhere(tape, after(5), SiteId("commune"))
    assert not act._has_floor_elsewhere(tape, after(12), SiteId("hq"))
