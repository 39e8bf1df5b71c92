"""What the home screen "Buổi tiếp hôm nay" draws."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SessionId
from desktop.domain.reception.due import DueKind, DueState
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.room.room_check_state import RoomReadiness
from desktop.presenters.view.gate_cell import GateCell
from desktop.presenters.view.message import Message
from desktop.presenters.view.session_verb import SessionVerb


class HomePeriod(StrEnum):
    """Which days the list shows. AHEAD: today and every day after: trials are days before."""

    TODAY = "today"
    WEEK = "week"
    AHEAD = "ahead"


class ExportOffer(StrEnum):
    """What "Xuất biên bản" of a dossier can do; NOTHING: no line was written yet."""

    NOT_ALLOWED = "not_allowed"
    NOTHING = "nothing"
    READY = "ready"
    UNDER_WAY = "under_way"


class HitPlace(StrEnum):
    """Where the words of a search stand: in a case or its session, in minutes, in a title."""

    CASE = "case"
    MINUTES = "minutes"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """One session. citizen_label: how the citizen is called, empty when nobody is named yet."""

    session_id: SessionId
    starts_at: datetime
    title: str
    flags: frozenset[CaseFlag]
    group_size: int
    citizen_label: str
    chair_label: str
    central_site_name: str
    own_role: SiteRole
    status: SessionStatus
    gates: tuple[GateCell, ...]
    verb: SessionVerb
    is_practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeHit:
    """Something found that is not a row of the list. excerpt: some words round the found ones."""

    key: str
    session_id: SessionId
    starts_at: datetime
    title: str
    place: HitPlace
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPerson:
    """One invited person of the opened dossier."""

    label: str
    title: str
    agency: str
    role: ParticipantRole
    site_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPanel:
    """The panel at the right after "Mở hồ sơ".

    ending: how the session was ended without signatures. verb: ENTER while its room can be entered.
    is_over: nothing more is written in it. export_message: what became of an export.
    """

    session_id: SessionId
    session_code: str
    starts_at: datetime
    case_code: str
    title: str
    petition_type: PetitionType | None
    flags: frozenset[CaseFlag]
    request: str
    previous_result: str
    ending: SessionEnding | None
    people: tuple[DossierPerson, ...]
    verb: SessionVerb
    is_over: bool
    export: ExportOffer
    export_message: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentSummary:
    """The card "Chưa gửi". items: what waits; refused: counted apart.

    oldest_s: age of the oldest item in seconds, None when all is sent.
    """

    items: int
    size_bytes: int
    refused: int
    oldest_s: int | None


class DueVerb(StrEnum):
    """Where what is due is done."""

    ENTER = "enter"
    TRY = "try"
    PLAN = "plan"
    OPEN_CASE = "open_case"
    OPEN_DOSSIER = "open_dossier"
    DECIDE = "decide"
    TELL_REFUSAL = "tell_refusal"
    FOLLOW_UP = "follow_up"
    NOTE_ANSWER = "note_answer"
    ADD_SCAN = "add_scan"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One thing that is due; days and working_days as of DueItem.

    title: of the session, or what a request asks, a task is or a citizen said, "" of what is kept
    from the person. starts_at: of the session, else None. place: who hears the session, took the
    request, is to do the task or handles the matter.
    """

    key: str
    kind: DueKind
    state: DueState
    due_at: datetime
    days: int
    working_days: int
    title: str
    starts_at: datetime | None
    place: str
    verb: DueVerb


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """Việc đến hạn. total: also those that are not among the rows.

    last_day: what is due later is not listed. is_whole: all of them were asked for.
    """

    rows: tuple[DueRow, ...]
    total: int
    overdue: int
    today: int
    ahead: int
    last_day: date
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeViewState:
    """Home (ux.md §3). message: empty list (L-001) or an old schedule (L-102), below the header.

    total_rows: rows of the period before the search narrowed them. hits: what else was found,
    the newest session first; more_hits: how many are not among them. is_searching: that is
    still to be told. room: what the last check of this room found. may_receive: the person
    takes citizens in. may_see_requests: the person takes or decides requests; waiting_requests:
    that nothing is decided of, for who decides. may_schedule: the person plans sessions.
    """

    now: datetime
    site_name: str
    period: HomePeriod
    search: str
    rows: tuple[HomeRow, ...]
    total_rows: int
    hits: tuple[HomeHit, ...]
    more_hits: int
    is_searching: bool
    schedule_at: datetime | None
    message: Message | None
    dossier: DossierPanel | None
    unsent: UnsentSummary
    room: RoomReadiness
    due: DueList
    may_receive: bool = False
    may_see_requests: bool = False
    waiting_requests: int = 0
    may_schedule: bool = False
