"""What the screen "Ngày nghỉ, ngày làm bù" draws."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.reception.calendar_day import CalendarDay
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class DayField(StrEnum):
    """Fields of the form, in its order; the value is the name a FieldFault uses."""

    DAY = "day"
    KIND = "kind"
    NAME = "name"


class DayLock(StrEnum):
    """Why a field is closed. FOR_EVER: it is what the entry is known by."""

    FOR_EVER = "for_ever"


class DaySource(StrEnum):
    """Whose word a day is: what comes with the program, or what headquarters wrote."""

    PROGRAM = "program"
    CITY = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """A day of the table as this PC has it.

    to_confirm: not announced yet; only of the program's. storage: where its newest text is known
    to be. other: the text of this PC that lost a clash.
    """

    day: CalendarDay
    source: DaySource
    to_confirm: bool = False
    storage: RecordStorage = RecordStorage.CITY
    other: CalendarDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """A line of the list. key: of its day."""

    key: str
    entry: DayEntry
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayForm:
    """The day being written. key: of the one that is changed, "" for a new one.

    other: this PC's text that lost a clash. can_discard: something was typed.
    """

    key: str
    typed: FormState
    other: CalendarDay | None
    can_save: bool
    can_discard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarViewState:
    """The table of one year, by date. can_edit: of the person and the site."""

    year: int
    has_former: bool
    has_next: bool
    rows: tuple[CalendarRow, ...]
    form: DayForm
    can_edit: bool
    message: Message
