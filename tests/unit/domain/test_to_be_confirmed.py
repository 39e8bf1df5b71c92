from dataclasses import fields, replace
from datetime import date

import pytest

from desktop.domain.to_be_confirmed import (
    OPEN_VALUES,
    ToBeConfirmed,
    names_to_confirm,
    open_values,
)

pytestmark = pytest.mark.unit

LATER = replace(OPEN_VALUES, valid_from=date(2026, 10, 1), prolonged_receptions=4)
LATEST = replace(OPEN_VALUES, valid_from=date(2027, 1, 1), prolonged_receptions=5)


@pytest.mark.parametrize(
    ("day", "values"),
    [
        (date(2025, 12, 31), OPEN_VALUES),
        (date(2026, 9, 30), OPEN_VALUES),
        (date(2026, 10, 1), LATER),
        (date(2026, 12, 31), LATER),
        (date(2027, 1, 1), LATEST),
    ],
)
def test_the_newest_values_that_hold_on_a_day(day: date, values: ToBeConfirmed) -> None:
    assert open_values(day, (LATEST, OPEN_VALUES, LATER)) == values


def test_before_the_city_decided_the_programs_own_values_hold() -> None:
    assert open_values(date(2026, 9, 30), (LATER,)) == OPEN_VALUES
    assert open_values(date(2030, 1, 1)) == OPEN_VALUES


def test_everything_but_the_first_day_is_to_be_confirmed() -> None:
    assert set(names_to_confirm()) == {one.name for one in fields(ToBeConfirmed)} - {"valid_from"}


@pytest.mark.parametrize("changes", [{"slot_minutes": 0}, {"minutes_between": -1}])
def test_steps_that_lead_nowhere_are_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="minutes"):
        replace(OPEN_VALUES, **changes)  # type: ignore[arg-type]
