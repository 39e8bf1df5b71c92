from datetime import UTC, datetime

import pytest

from desktop.ui.texts import formats

pytestmark = pytest.mark.unit
AT = datetime(2026, 11, 25, 18, 43, 7, tzinfo=UTC)


def test_hours_and_days_are_those_of_hai_phong() -> None:
    assert formats.hour(AT) == "01:43"
    assert formats.hour_with_seconds(AT) == "01:43:07"
    assert formats.day(AT) == "26/11/2026"
    assert formats.short_day(AT) == "26/11"
    assert formats.weekday(AT) == 3
    assert formats.is_same_day(AT, AT.replace(hour=17))
    assert not formats.is_same_day(AT, AT.replace(hour=16))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00:00"), (800, "00:13:20"), (36_061, "10:01:01"), (-5, "00:00:00")],
)
def test_the_session_clock(seconds: int, text: str) -> None:
    assert formats.clock(seconds) == text


@pytest.mark.parametrize(("seconds", "text"), [(250, "04:10"), (0, "00:00"), (-12, "+00:12")])
def test_overtime_is_written_with_a_plus(seconds: int, text: str) -> None:
    assert formats.short_clock(seconds) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0\u00a0B"),
        (999, "999\u00a0B"),
        (1_000, "1\u00a0kB"),
        (41_200_000, "41\u00a0MB"),
        (3_400_000, "3,4\u00a0MB"),
        (5_000_000_000, "5\u00a0GB"),
        (10**16, "10000\u00a0TB"),
    ],
)
def test_sizes_have_a_comma_and_a_space_that_does_not_break(size: int, text: str) -> None:
    assert formats.size(size) == text


def test_per_cent() -> None:
    assert formats.percent(0.644) == "64\u00a0%"


def test_what_follows_a_figure_stays_on_its_line() -> None:
    said = formats.with_units("nghe rõ, vọng 48 ms, mất 0,4 %")
    assert said == "nghe rõ, vọng 48\N{NO-BREAK SPACE}ms, mất 0,4\N{NO-BREAK SPACE}%"
