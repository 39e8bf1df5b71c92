"""What is said of the parts of a recording together."""

from datetime import timedelta

import pytest

from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.recorded import PartFault, RecordedPart, gaps, recorded_from
from tests.samples.recordings import BEGAN_AT, a_head

pytestmark = pytest.mark.unit


def a_part(number: int, **changes: object) -> RecordedPart:
    values: dict[str, object] = {
        "name": f"{number:04d}.rrec",
        "head": a_head(number),
        "ms": 60_000,
        "end": PartEnd.LENGTH,
    }
    return RecordedPart(**(values | changes))  # type: ignore[arg-type]


LAST = a_part(2, end=PartEnd.CLOSED)


def test_parts_that_follow_each_other_to_the_closing_are_whole() -> None:
    found = recorded_from((a_part(1), LAST))
    assert (found.is_whole, found.is_closed, found.missing) == (True, True, ())


def test_nothing_is_not_whole() -> None:
    found = recorded_from(())
    assert (found.is_whole, found.is_closed) == (False, False)


def test_a_part_that_is_not_there_is_named() -> None:
    found = recorded_from((a_part(1), a_part(4, end=PartEnd.CLOSED)))
    assert found.missing == (2, 3)
    assert not found.is_whole


def test_a_session_that_was_not_closed_is_not_whole() -> None:
    assert not recorded_from((a_part(1), a_part(2))).is_whole


@pytest.mark.parametrize("fault", list(PartFault))
def test_what_a_kill_has_torn_is_honest_and_all_else_is_not(fault: PartFault) -> None:
    found = recorded_from((a_part(1, fault=fault), LAST))
    assert found.is_whole is (fault is PartFault.TORN)


def test_a_part_without_a_head_has_no_place() -> None:
    found = recorded_from((a_part(1, head=None, fault=PartFault.UNREADABLE), LAST))
    assert found.missing == (1,)
    assert found.parts[0].ended_at is None


def test_gaps_are_told_with_their_reason_and_small_ones_are_none() -> None:
    paused = a_part(1, ms=20_000, end=PartEnd.PAUSED)
    goes_on = a_part(2, ms=59_500, end=None)
    last = a_part(3)
    lost = a_part(9, head=None)
    assert gaps((paused, lost, goes_on, last)) == (
        (
            BEGAN_AT + timedelta(seconds=20),
            BEGAN_AT + timedelta(seconds=60),
            PartEnd.PAUSED,
        ),
    )
