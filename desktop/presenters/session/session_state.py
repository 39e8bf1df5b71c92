"""What the session screen draws: case, steps, roster, minutes, papers, verbs and banners."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionPanel
from desktop.presenters.conduct.calls.calling import CallSheet
from desktop.presenters.conduct.consultation.consulting_state import ConsultingSheet
from desktop.presenters.conduct.deeds.ending_state import EndingSheet
from desktop.presenters.conduct.deeds.pausing import PauseSheet
from desktop.presenters.conduct.deeds.skipping import SkipSheet
from desktop.presenters.conduct.roll.roll_state import RollButton, RollCounts, RollSheet
from desktop.presenters.conduct.roster.roster_state import RosterPanel
from desktop.presenters.conduct.signing.signing_state import SigningBar, SigningSheet
from desktop.presenters.conduct.steps_state import StepPanel
from desktop.presenters.conduct.verb import FREE_SWITCH, MediaSwitch, VerbState
from desktop.presenters.papers.papers_state import PapersPanel
from desktop.presenters.record.continuity import LossCard
from desktop.presenters.record.incident import IncidentCard
from desktop.presenters.record.minutes_state import MinutesPanel
from desktop.presenters.record.reading.read_back import ReadBackPanel
from desktop.presenters.view.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePanel:
    """The case, left column. Empty texts are not drawn. …_invited: as planned, never counted.

    roll: who is there, as it was noted; None while nobody was.
    """

    code: str
    title: str
    petition_type: PetitionType | None
    flags: frozenset[CaseFlag]
    request: str
    previous_result: str
    group_size: int
    officials_invited: int
    citizens_invited: int
    sites_invited: int
    roll: RollCounts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionViewState:
    """Session (ux.md §5).

    Panels keep their identity while nothing in them changed: compare with `is` before drawing.
    back_at: when a pause is to end, while that is ahead. counted: the number of a countdown to the
    opening or to the end of a pause, None while none stands. clock_s: whole seconds since the
    server opened the session, 0 before. is_out: another program took the seat. ending, skipping,
    pausing, consulting, incident, calling, roll: the sheets, None while they are shut; roll_button:
    what opens the last of them. signing: None before the minutes are read back; signing_sheet: None
    while it is shut. concluding: the task that is filled in beside the minutes;
    can_conclude: a line may become one. read_back: None while no minutes are read back. loss: what
    the chair is asked about the recording, None while nothing is. banners: the first is drawn over
    the top of the middle column, whole or (is_banner_small) as a strip; the others are counted.
    """

    session_id: SessionId
    session_code: str
    title: str
    starts_at: datetime
    is_practice: bool
    status: SessionStatus
    pause_reason: PauseReason | None
    back_at: datetime | None = None
    counted: int | None = None
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
    skipping: SkipSheet | None
    pausing: PauseSheet | None = None
    consulting: ConsultingSheet | None = None
    incident: IncidentCard | None = None
    calling: CallSheet | None = None
    concluding: ConclusionPanel | None = None
    can_conclude: bool = False
    read_back: ReadBackPanel | None = None
    loss: LossCard | None = None
    roll: RollSheet | None
    roll_button: RollButton | None
    signing: SigningBar | None = None
    signing_sheet: SigningSheet | None = None
    is_microphone_on: bool
    is_camera_on: bool
    microphone_switch: MediaSwitch = FREE_SWITCH
    camera_switch: MediaSwitch = FREE_SWITCH
    banners: tuple[Message, ...]
    is_banner_small: bool
    is_alarm: bool
