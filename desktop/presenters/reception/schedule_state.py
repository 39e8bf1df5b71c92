"""What the screen "Lập lịch" draws."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.access.person import Officer
from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.casework.matter.reception_request import OnlineGround
from desktop.domain.directory.site import Site
from desktop.domain.ids import SiteId
from desktop.domain.reception.gate import GateKind, GateState
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import SpecialDay
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class SubjectKind(StrEnum):
    """What is planned: a request, a session anew, or the continuation of one that broke off."""

    REQUEST = "request"
    SESSION = "session"
    CONTINUED = "continued"


class ConditionState(StrEnum):
    """How a condition stands, the worst first. ODD: it may go on. NOT_HERE: this PC cannot know."""

    MISSING = "missing"
    ODD = "odd"
    NOT_HERE = "not_here"
    MET = "met"


class PlanCondition(StrEnum):
    """What must hold before a session is planned.

    SUBJECT: it still waits to be planned. NOT_CALLED: nor were its rooms. TIME: day, hour and
    length, ahead of now. NOTICE: it can go out in time. SITES_ELSEWHERE: how many may meet on a
    platform of somebody else.
    """

    SUBJECT = "subject"
    NOT_CALLED = "not_called"
    GROUND = "ground"
    PROTECTION = "protection"
    TITLE = "title"
    TIME = "time"
    NOTICE = "notice"
    OFFICE_HOURS = "office_hours"
    LEAD = "lead"
    CHAIR_FREE = "chair_free"
    SITES = "sites"
    SITES_ELSEWHERE = "sites_elsewhere"
    SITES_FREE = "sites_free"
    PARTICIPANTS = "participants"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """One condition. names: the sites it is about; at: when they are busy.

    day: of NOTICE the first lawful one.
    """

    condition: PlanCondition
    state: ConditionState
    names: tuple[str, ...] = ()
    at: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """Something that can be planned.

    name: who asks, "" of a session and of somebody who is protected. at: of a request when it was
    decided, else when the session begins or began. by: who decided. status: of a session.
    """

    key: str
    kind: SubjectKind
    title: str
    name: str
    group_size: int
    unit_name: str
    flags: frozenset[CaseFlag]
    at: datetime
    by: str
    status: SessionStatus | None
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody at a site. place: in the list of people, None for chair and secretary."""

    place: int | None
    name: str
    title: str
    agency: str
    role: ParticipantRole


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAtSite:
    """Papers of the dossiers that can be read. lacking: titles of those that are not there whole.

    total: how many there are.
    """

    total: int
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A site of the plan with its people. is_lacking: it needs people and has none.

    lacks_dossier: it needs an entry in the index, and this PC knows of none. papers: None of what
    is not planned yet, which no site is told of, and where there is nothing to read. can_go: it may
    be taken out.
    """

    site_id: SiteId
    name: str
    is_central: bool
    people: tuple[PersonRow, ...]
    is_lacking: bool
    lacks_dossier: bool
    papers: PapersAtSite | None = None
    can_go: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedGate:
    """A gate that was passed at this hour, aware, and what proves it.

    state: passed, late, late by leave, or left by leave: then `at` is when that was said, None when
    that is not known. leader, reason: of the leave, "" without one.
    """

    at: datetime | None
    state: GateState
    evidence: str
    leader: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """When a gate is due, aware. working_days: left after today; is_past: it is over.

    passed: how it was passed for this very hour, None: it was not. leader, reason: of a leave that
    was given before.
    """

    kind: GateKind
    due_at: datetime
    working_days: int
    is_past: bool
    passed: PassedGate | None = None
    leader: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateNotesView:
    """What is noted beside the gates of a planned session.

    lacks: what keeps the notice of a flagged case from being noted. can_note: it may go now.
    late: the first gate that needs a leader's leave; leave: its form. leaders: of this room's list.
    is_never_made: it is a trial that was not made, not a late one. can_press: nothing is under way.
    witnessed: the gate that a person notes now, of a session elsewhere; witness: its form.
    invitation_of: its code, where somebody is invited, else "".
    """

    is_notice_noted: bool
    lacks: tuple[Message, ...]
    can_note: bool
    notice: FormState
    late: GateKind | None
    is_never_made: bool
    leave: FormState | None
    leaders: tuple[Officer, ...]
    can_press: bool
    message: Message | None
    witnessed: GateKind | None = None
    witness: FormState | None = None
    invitation_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """What a dossier lacks, to be entered. form: None when nothing lacks any more.

    sites: which lack it, and for which this room may enter it. can_press: nothing is under way.
    """

    form: FormState | None
    sites: tuple[Site, ...]
    can_press: bool
    message: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """Where the late notice alone keeps a plan here: a leader's leave. leaders: of this room."""

    form: FormState
    leaders: tuple[Officer, ...]
    can_press: bool
    message: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTimes:
    """When a plan could begin. first_day: from which on it was looked; starts: what was found."""

    first_day: date
    starts: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The plan of what is selected.

    ground: of the decision. day, length: as chosen. choices: sites that may be chosen; centres: of
    them those that may be the central one. free: when it could begin; None: nothing was looked
    for. to_confirm: days of the way to it that are not announced yet. lacking: conditions that
    keep it here; worst: the first of them. notes: beside the gates of a session that is planned
    and not begun. near: None unless a leader's leave alone is missing. entry: of a dossier that is
    lacking. kept_at: of the draft, aware, None while nothing is kept. is_new: no session is changed
    by it. may_postpone, may_cancel: the session that is selected.
    """

    subject: SubjectRow | None
    ground: OnlineGround | None
    day: date | None
    length: timedelta
    form: FormState
    person: FormState
    choices: tuple[Site, ...]
    centres: tuple[Site, ...]
    sites: tuple[SiteRow, ...]
    gates: tuple[GateRow, ...]
    notes: GateNotesView | None
    near: NearView | None
    entry: EntryView | None
    free: FreeTimes | None
    to_confirm: tuple[SpecialDay, ...]
    conditions: tuple[ConditionRow, ...]
    lacking: int
    worst: ConditionRow | None
    kept_at: datetime | None
    is_new: bool
    can_plan: bool
    is_under_way: bool
    is_fixed: bool
    may_postpone: bool
    may_cancel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleViewState:
    """rows: what can be planned. plan: None until something is selected.

    problems: why the city has planned nothing, each in its sentence. planned: the key of the row of
    the session that was planned last, which may still be on its way; empty once another is chosen.
    """

    rows: tuple[SubjectRow, ...]
    plan: PlanView | None
    today: date
    message: Message | None
    problems: tuple[Message, ...]
    planned: str = ""
