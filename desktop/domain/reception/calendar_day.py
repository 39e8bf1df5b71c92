"""Days that headquarters changes in the table of working days (domain.md §4.18, `holiday`)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.sync.operation import RecordStorage, is_nowhere
from desktop.domain.text import normalised

MAX_DAY_NAME = 120
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""What the table may say something of."""
_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is. ORDINARY: as its day of the week says, whatever the table says of it."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of the city's table; it comes before what the program brings along.

    name: of the holiday, or the order that swaps the day; empty only for ORDINARY.
    """

    day: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDay:
    """A day as this PC has it.

    storage: where its newest text is known to be. is_at_city: the city has some text of it.
    other: the text of this PC that lost a clash, for a person to judge.
    """

    day: CalendarDay
    storage: RecordStorage = RecordStorage.CITY
    is_at_city: bool = True
    other: CalendarDay | None = None

    @property
    def is_nowhere(self) -> bool:
        """The city never had it and would not have it."""
        return is_nowhere(self.storage, is_at_city=self.is_at_city)


def day_key(day: date) -> str:
    """Its id: two PCs cannot say two things of one day without a clash."""
    return day.isoformat()


def tidied_day(day: CalendarDay) -> CalendarDay:
    """As it is kept: the name in NFC, without white space around it or doubled within."""
    name = " ".join(normalised(day.name).split())
    return CalendarDay(day=day.day, kind=day.kind, name=name)


def day_faults(draft: CalendarDay, *, today: date) -> tuple[FieldFault, ...]:
    """What is wrong with a tidied draft.

    Warnings: a day that is past counts no gate any more; a day of the week is worked anyway.
    """
    faults = []
    if draft.kind is not DayKind.ORDINARY and not draft.name:
        faults.append(FieldFault(field="name", kind=FaultKind.MISSING))
    if len(draft.name) > MAX_DAY_NAME:
        faults.append(FieldFault(field="name", kind=FaultKind.WRONG))
    if draft.kind is DayKind.WORKDAY and draft.day.weekday() < _SATURDAY:
        faults.append(FieldFault(field="kind", kind=FaultKind.ODD))
    if not FIRST_DAY <= draft.day <= LAST_DAY:
        faults.append(FieldFault(field="day", kind=FaultKind.WRONG))
    elif draft.day < today:
        faults.append(FieldFault(field="day", kind=FaultKind.ODD))
    return tuple(faults)
