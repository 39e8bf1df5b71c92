"""What the session screen draws: case, steps, roster, minutes, papers, verbs and banners."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.enums import CaseFlag, PauseReason, PetitionType, SessionStatus, Step
from desktop.domain.ids import SessionId
from desktop.presenters.ending_state import EndingSheet
from desktop.presenters.message import Message
from desktop.presenters.minutes_state import MinutesPanel
from desktop.presenters.papers_state import PapersPanel
from desktop.presenters.roster_state import RosterPanel
from desktop.presenters.verb import VerbState


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePanel:
    """The case, left column. Empty texts are not drawn."""

    code: str
    title: str
    petition_type: PetitionType | None
    flags: frozenset[CaseFlag]
    request: str
    previous_result: str
    group_size: int
    officials_here: int
    citizens_here: int
    sites_here: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the legal order."""

    step: Step
    state: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPanel:
    """Steps. next_step None after the last one, or before the session is open."""

    rows: tuple[StepRow, ...]
    next_step: Step | None
    next_verb: VerbState


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionViewState:
    """Session (ux.md §5).

    Panels keep their identity while nothing in them changed: compare with `is` before drawing.
    clock_s: whole seconds since the server opened the session, 0 before. is_out: another program
    took the seat. ending: the sheet, None while it is shut. banners: newest danger first, over
    the top of the middle column.
    """

    session_id: SessionId
    session_code: str
    title: str
    starts_at: datetime
    is_practice: bool
    status: SessionStatus
    pause_reason: PauseReason | None
    clock_s: int
    is_connected: bool
    is_out: bool
    case: CasePanel
    steps: StepPanel
    roster: RosterPanel
    minutes: MinutesPanel
    papers: PapersPanel
    verbs: tuple[VerbState, ...]
    ending: EndingSheet | None
    is_microphone_on: bool
    is_camera_on: bool
    banners: tuple[Message, ...]
