"""What the screen "Vụ việc" draws: the list of cases, and the page of one."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.flags import FlagReason
from desktop.domain.casework.visit import VisitOutcome, VisitStatus
from desktop.domain.ids import CaseId, SessionId, VisitId
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.incident import IncidentKind
from desktop.domain.room.condition import Checked, LastCheck
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.cases.amending import AmendSheet
from desktop.presenters.casework.cases.archiving import ArchiveSheet
from desktop.presenters.casework.cases.case_papers_state import CasePapersView
from desktop.presenters.view.gate_cell import GateCell
from desktop.presenters.view.message import Message
from desktop.presenters.view.session_verb import SessionVerb


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case of the list. next_at: of its next session, with its status; None without one.

    last_at: of the newest session that is over, None without one. asked_at: when the request came
    that is no case yet and has no code, None of a case.
    """

    case_id: CaseId
    code: str
    title: str
    petition_type: PetitionType
    flags: frozenset[CaseFlag]
    group_size: int
    next_at: datetime | None
    next_status: SessionStatus | None
    last_at: datetime | None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A case whose whole code was typed, and that is kept from the person."""

    case_id: CaseId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesViewState:
    """The list. total: cases that the person may open; more: found, and not among the rows.

    message: V-001 while there is none.
    """

    now: datetime
    search: str
    rows: tuple[CaseRow, ...]
    more: int
    total: int
    kept: KeptRow | None
    message: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A flag of the case, and by which facts this PC would propose it; none are known: empty."""

    flag: CaseFlag
    reasons: tuple[FlagReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAtOpening:
    """What was last measured of one site before the opening. check: None when nothing was."""

    site_name: str
    checked: Checked
    check: LastCheck | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedIncident:
    """An incident as it was noted. site_name: where; noted_by: who sat there, "" not told.

    text: of its line of the minutes, "" where that says no more than kind and place.
    """

    at: datetime
    kind: IncidentKind
    site_name: str
    noted_by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedAmendment:
    """What was added to closed minutes. storage: where it is known to be."""

    at: datetime
    author: str
    site_name: str
    text: str
    reason: str
    storage: RecordStorage


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningFact:
    """How the minutes of a session were signed, as the city keeps it.

    number: 0 where none was given. code: the begin of the hash of the version that is signed.
    signed, refused: of that version.
    """

    number: int
    version: int
    code: str
    signed: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSession:
    """A session that receives the case.

    status: how it was ended, if that was without signatures. reason: why it was ended, postponed
    or cancelled, "" when that was not told. has_seat: of this site, without which nothing of it can
    be opened here. rooms: of every site, once it was opened and if the city has kept it. incidents:
    in the order of time, as far as this PC was told of them. has_recording: made by this PC.
    signing: None where nothing was frozen, or that was not told. amendments: oldest first.
    can_amend: one may be added here. can_archive: its file may be written here.
    """

    session_id: SessionId
    starts_at: datetime
    chair_label: str
    central_site_name: str
    status: SessionStatus
    reason: str
    verb: SessionVerb
    has_seat: bool
    is_today: bool
    rooms: tuple[RoomAtOpening, ...] = ()
    incidents: tuple[NotedIncident, ...] = ()
    has_recording: bool = False
    signing: SigningFact | None = None
    amendments: tuple[AddedAmendment, ...] = ()
    can_amend: bool = False
    can_archive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVisit:
    """A visit that this unit took in for the case. number: the how manieth reception of it.

    names: of who came. status: None of another day, where nobody noted an end: it does not wait
    there any more. outcome: None when none was noted. can_mend: it is opened again, as the city
    would not have it. can_print: papers were handed in, for a receipt.
    """

    visit_id: VisitId
    at: datetime
    ticket: int
    number: int
    names: tuple[str, ...]
    status: VisitStatus | None
    outcome: VisitOutcome | None
    storage: RecordStorage
    can_mend: bool
    can_print: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedPerson:
    """One person that is invited to the session."""

    label: str
    role: ParticipantRole


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePeople:
    """Who is invited at one site."""

    site_name: str
    people: tuple[InvitedPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGate:
    """A gate of the next session. evidence: what was noted with it, "" without."""

    cell: GateCell
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One case.

    times_received: sessions of it that were held, and visits without one, as far as this PC knows.
    sessions: the newest first. next: the one that runs or is to come, None without one; gates and
    people are of it, people else of the newest. history: the newest five that are over, none of a
    denunciation (has_history). visits: that this unit took in, the newest first; of a denunciation
    none either.
    """

    case_id: CaseId
    code: str
    title: str
    petition_type: PetitionType
    flags: tuple[FlagView, ...]
    group_size: int
    times_received: int
    request: str
    previous_result: str
    sessions: tuple[CaseSession, ...]
    next: CaseSession | None
    gates: tuple[KnownGate, ...]
    people_at: datetime | None
    people: tuple[SitePeople, ...]
    history: tuple[CaseSession, ...]
    visits: tuple[CaseVisit, ...]
    has_history: bool
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseViewState:
    """The page. page: None of a case that is kept from the person, or is not there any more.

    papers: of the page. message: V-101, V-102. amend: what is added to closed minutes.
    archive: which file of a session is to be written.
    """

    page: CasePage | None
    papers: CasePapersView | None
    message: Message | None
    amend: AmendSheet | None = None
    archive: ArchiveSheet | None = None
