"""What law and city leave open (TBC in domain.md): the program's values until somebody decides."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBeConfirmed:
    """One dated set of values; every field but `valid_from` is TBC and drawn as such.

    valid_from: the first day of a session, request or deadline that they hold for.
    small_group_most: representatives of a group of two to four. prolonged_years: a matter is
    proposed as prolonged when it is older; prolonged_receptions: or from so many receptions on.
    request_waits_days: calendar days after which an undecided request is pointed at.
    counts_event_day: the day of an event is day 1 of its deadline, not day 0.
    unhandled_in_working_days: the 45 days of an unhandled petition are working days.
    office_hours: of Hai Phong, from and until. minutes_between: that a room, a site or a chair
    needs from one session to the next. slot_minutes: the step of proposed starts.
    """

    valid_from: date
    small_group_most: int = 2
    prolonged_years: int = 2
    prolonged_receptions: int = 3
    request_waits_days: int = 7
    counts_event_day: bool = False
    unhandled_in_working_days: bool = False
    office_hours: tuple[tuple[time, time], ...] = (
        (time(7, 30), time(11, 30)),
        (time(13, 30), time(17, 0)),
    )
    minutes_between: int = 0
    slot_minutes: int = 30

    def __post_init__(self) -> None:
        """Raises ValueError for numbers that nothing could be counted by."""
        if self.slot_minutes < 1 or self.minutes_between < 0:
            raise ValueError("minutes of a step are 1 at least, those between sessions 0")


OPEN_VALUES = ToBeConfirmed(valid_from=date(2026, 1, 1))
"""As the program comes; the city's own ones are data."""


def open_values(day: date, sets: Iterable[ToBeConfirmed] = (OPEN_VALUES,)) -> ToBeConfirmed:
    """The newest set that holds on a day; before all of them, those that come with the program."""
    known = [one for one in sets if one.valid_from <= day]
    return max(known, key=lambda one: one.valid_from, default=OPEN_VALUES)


def names_to_confirm() -> tuple[str, ...]:
    """The fields that a screen marks as TBC, in their order."""
    return tuple(one.name for one in fields(ToBeConfirmed) if one.name != "valid_from")
