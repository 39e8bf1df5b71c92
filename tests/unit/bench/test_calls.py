"""The rows of the bench of calls."""

import pytest

from tests.bench.__main__ import as_text
from tests.bench.calls import ROWS, as_table
from tests.bench.line.condition import parse_line, parse_steps

pytestmark = pytest.mark.unit

START_S = 6.0
"""Both ends up, and their figures fetched; measured."""


def test_every_row_is_a_line_whose_steps_and_parts_exist() -> None:
    for row in ROWS:
        steps = parse_steps(row.steps, parse_line(row.line))
        assert steps[-1].at_s < row.seconds
        assert row.warm_s < row.seconds
        assert all(place < len(steps) for place, _ in row.parts)


def test_all_rows_take_less_than_twelve_and_a_half_minutes() -> None:
    assert sum((row.seconds + START_S) * len(row.pairs) for row in ROWS) < 750


def test_the_table_has_a_line_for_every_call() -> None:
    found: dict[str, dict[str, object]] = {
        "clean | aiortc > aiortc": {"fps": 30.0, "audio_pesq": None},
        "clean | chromium > chromium": {"failed_with": "TimeoutExpired"},
        "5 % loss | aiortc > aiortc": {"fps": 29.5, "freeze_ratio": 0.0},
    }
    lines = as_table(found).splitlines()
    assert [line.strip() for line in lines if line and not line.startswith(" ")] == [
        "clean",
        "5 % loss",
    ]
    assert "30.0" in lines[3]
    assert "TimeoutExpired" in lines[4]
    assert as_text("calls", {"seconds": 3, **found}).splitlines()[0].split() == [
        "calls",
        "seconds",
        "3",
    ]
