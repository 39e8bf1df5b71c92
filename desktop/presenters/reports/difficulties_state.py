"""What the screen "Khó khăn, vướng mắc" draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import SessionId
from desktop.domain.reports.difficulty import DifficultyCategory, DifficultyImpact, Period
from desktop.domain.reports.unit_report import ReportState
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class DifficultyField(StrEnum):
    """Fields of the form; the value is the name a FieldFault uses."""

    CATEGORY = "category"
    DESCRIPTION = "description"
    IMPACT = "impact"
    FREQUENCY = "frequency"
    PROPOSAL = "proposal"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChoice:
    """A session the difficulty may belong to."""

    session_id: SessionId
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyForm:
    """What is being written down. sessions: newest first, those it may belong to."""

    typed: FormState
    sessions: tuple[SessionChoice, ...]
    can_send: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyRow:
    """One difficulty of the month. received_at, answer: the city's word, None and "" without.

    other_answer: what this PC of headquarters had said when another was first, None without.
    """

    report_id: str
    unit_name: str
    noticed_at: datetime
    category: DifficultyCategory
    impact: DifficultyImpact
    frequency: int
    description: str
    proposal: str
    session_code: str
    state: ReportState
    received_at: datetime | None
    received_by: str
    answer: str
    other_answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyAnswer:
    """What headquarters writes to the chosen difficulty. can_receive: nothing was said yet."""

    report_id: str
    text: str
    can_receive: bool
    can_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultiesViewState:
    """Difficulties: the form of a unit, or at headquarters those of all units.

    form: None at headquarters. rows: of the month `period`, newest first. periods: months that
    hold something, and the present one, newest first. by_category: counts of the month, largest
    first. selected: the row whose words are shown whole. answer: headquarters, of that row.
    """

    form: DifficultyForm | None
    rows: tuple[DifficultyRow, ...]
    period: Period
    periods: tuple[Period, ...]
    by_category: tuple[tuple[DifficultyCategory, int], ...]
    selected: DifficultyRow | None
    answer: DifficultyAnswer | None
    can_export: bool
    message: Message | None
