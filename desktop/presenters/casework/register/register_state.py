"""What the screen "Sổ tiếp công dân" draws."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import HandledColumns
from desktop.domain.casework.register_book import RegisterCounts, SlipKind
from desktop.domain.ids import RegisterEntryId
from desktop.presenters.casework.register.statistics import ShownFigure, StatisticsView
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class RegisterAct(StrEnum):
    """What is being written into the chosen row."""

    FOLLOW_UP = "follow_up"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """Where a row stands. number: None until the city has given it."""

    year: int
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckView:
    """That a row was struck out. replaced_by: None when no row took its place."""

    at: datetime
    by_name: str
    reason: str
    replaced_by: RowPlace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRowView:
    """One row, with the twelve columns of the form and the note.

    number: None until the city has given it. numbers: of papers, hidden but for their ends.
    is_restricted: name, number and content are not shown to anybody here. replaces: the row in
    whose place it stands. is_refused: the city would not have it. has_clash: it was written into
    here and elsewhere at once. can_open: its case may be looked at.
    """

    entry_id: RegisterEntryId
    number: int | None
    day: date
    name_address: str
    numbers: tuple[str, ...]
    summary: str
    request: str
    petition_type: PetitionType
    people: int
    resolved_by: str
    is_within: bool
    guided_to: str
    handled_by: str
    follow_up: str
    note: str
    is_restricted: bool
    struck: StruckView | None
    replaces: RowPlace | None
    is_refused: bool
    has_clash: bool
    can_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A book, or the receptions of one month in it."""

    year: int
    month: int | None = None

    @property
    def key(self) -> str:
        """As a choice has it."""
        return f"{self.year}-{self.month or 0:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPanel:
    """What is being written.

    other: what was written here, lost a clash and does not stand in the form, else None. can_save:
    False while the last press is under way.
    """

    act: RegisterAct
    place: RowPlace
    typed: FormState
    other: HandledColumns | None
    can_save: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterViewState:
    """The book. more: found, and not among the rows. counts: as RegisterCounts.

    missing: visits of the year that are not in the book. selected: a row that is shown, or None.
    may_write: the person keeps the register; can_write: into the chosen row. message: what is to be
    known now. can_count: every row is here. statistics: None while that sheet is shut. figure: the
    rows are those of one of its figures. slips: what the chosen row can be printed as.
    """

    unit_name: str
    period: Period
    periods: tuple[Period, ...]
    petition_type: PetitionType | None
    search: str
    rows: tuple[RegisterRowView, ...]
    more: int
    counts: RegisterCounts
    missing: int
    selected: RegisterEntryId | None
    may_write: bool
    can_write: bool
    can_export: bool
    panel: RegisterPanel | None
    message: Message | None
    can_count: bool = False
    statistics: StatisticsView | None = None
    figure: ShownFigure | None = None
    slips: tuple[SlipKind, ...] = ()
