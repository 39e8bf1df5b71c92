"""Which line is read next, and which was read before."""

import pytest

from desktop.domain.conduct.read_back import beside
from desktop.domain.ids import MinuteLineId

pytestmark = pytest.mark.unit

LINES = [MinuteLineId(one) for one in "abc"]


@pytest.mark.parametrize(
    ("current", "steps", "found"),
    [
        (None, 1, "a"),
        (None, -1, None),
        ("gone", 1, "a"),
        ("gone", -1, None),
        ("a", 1, "b"),
        ("c", 1, None),
        ("a", -1, None),
        ("c", -1, "b"),
    ],
)
def test_the_marker_goes_from_line_to_line(
    current: str | None, steps: int, found: str | None
) -> None:
    line_id = None if current is None else MinuteLineId(current)
    assert beside(LINES, line_id, steps) == found


def test_without_lines_nothing_is_read() -> None:
    assert beside([], None, 1) is None
