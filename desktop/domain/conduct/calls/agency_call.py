"""Mời cơ quan: an agency that is not planned is rung while the session runs (ux-2.md §6, §14).

Who is called is an enrolled site of the city, or a guest who comes by a link. A call keeps a seat
of the session from its first ring until it is over.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import CallId, SessionId, SiteId
from desktop.domain.reception.session import MAX_SITES, OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus, Step

RING_S = 60
"""How long it rings by default, policy."""
MIN_RING_S = 15
MAX_RING_S = 300
MAX_CALLS = 32
"""Of one session, those that are over among them."""
MAX_CALL_REASON_CHARACTERS = 200
MAX_QUESTION_CHARACTERS = 250

CALLING_STATUSES = frozenset(
    {SessionStatus.IN_SESSION, SessionStatus.PAUSED, SessionStatus.CONCLUDING}
)
"""The session runs, and its minutes are not read back yet."""


class CallTarget(StrEnum):
    """Who is rung. SITE: the desk of a site of the city. GUEST: a browser, by a link."""

    SITE = "site"
    GUEST = "guest"


class CallStage(StrEnum):
    """How far a call has come.

    LISTENING: accepted; it is sent everything and sends nothing. JOINED: with picture and sound.
    BUSY: it sat in another session. WITHDRAWN: by who called, or by the end of the session. LET_GO:
    who conducts has let it go, or it left (`left_itself`).
    """

    RINGING = "ringing"
    LISTENING = "listening"
    JOINED = "joined"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WITHDRAWN = "withdrawn"
    LET_GO = "let_go"


ACTIVE_STAGES = frozenset({CallStage.RINGING, CallStage.LISTENING, CallStage.JOINED})
"""The call keeps a seat."""
IN_STAGES = frozenset({CallStage.LISTENING, CallStage.JOINED})
"""It was accepted, and who was called is in the session."""
PART_STAGES = IN_STAGES | {CallStage.LET_GO}
"""Who was called is in the session, or was."""


class CallFault(StrEnum):
    """Why nothing was done of a call. NOT_NOW: the session, or the call, is not so far, or over.

    TOO_MANY_SITES: with it there would be more than MAX_SITES. HAS_SEAT: it is in the session, or
    is rung already. TOO_MANY_CALLS: MAX_CALLS were made. UNKNOWN: there is no such call.
    """

    NOT_NOW = "not_now"
    TOO_MANY_SITES = "too_many_sites"
    HAS_SEAT = "has_seat"
    TOO_MANY_CALLS = "too_many_calls"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSummary:
    """What a session is about, for who is rung: without papers, and without the citizens' names.

    place: the site where the citizens sit. chair: who invites. site_names: who takes part.
    """

    session_code: str
    title: str
    petition_type: PetitionType
    group_size: int
    place: str
    request: str
    previous_result: str
    chair: str
    site_names: tuple[str, ...]
    opened_at: datetime | None
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A call as the desk that is rung is told of it. summary: None when it rings no more."""

    id: CallId
    owner_site_id: SiteId
    session_id: SessionId
    rung_at: datetime
    ring_s: int
    stage: CallStage
    question: str
    summary: CallSummary | None

    @property
    def rings_until(self) -> datetime:
        """When nobody has answered."""
        return self.rung_at + timedelta(seconds=self.ring_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCall:
    """One call. Times are aware, of the city's clock.

    site_id: whose seat it keeps; of a guest an id of its own. name: as the minutes call who was
    rung. question: what the chair wants to know. answered_at: when it was accepted or refused.
    ended_at: when it was over, or who was called was let go. reason: of a refusal, plain, one line.
    left_itself: nobody let it go. No stage of its own: an older program reads on, and says it left.
    """

    id: CallId
    target: CallTarget
    site_id: SiteId
    name: str
    rung_at: datetime
    ring_s: int = RING_S
    stage: CallStage = CallStage.RINGING
    question: str = ""
    answered_at: datetime | None = None
    joined_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
    left_itself: bool = False

    @property
    def is_active(self) -> bool:
        """Whether it keeps a seat."""
        return self.stage in ACTIVE_STAGES

    @property
    def took_part(self) -> bool:
        """Whether who was called is in the session, or was, listening at least."""
        return self.stage in PART_STAGES

    @property
    def rings_until(self) -> datetime:
        """When nobody has answered."""
        return self.rung_at + timedelta(seconds=self.ring_s)


Calls = tuple[AgencyCall, ...]
"""Of one session, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCalls:
    """What the city keeps of them with the session, for its minutes."""

    session_id: SessionId
    calls: Calls


# ---- what is done of a call: nothing is, where there is a fault -------------------------------


def ring_fault(
    calls: Calls, site_id: SiteId, *, site_ids: Collection[SiteId], status: SessionStatus
) -> CallFault | None:
    """Why this site cannot be rung now. site_ids: of the session as it is."""
    if status not in CALLING_STATUSES:
        return CallFault.NOT_NOW
    taken = taken_seats(calls, site_ids)
    if site_id in taken:
        return CallFault.HAS_SEAT
    if len(taken) >= MAX_SITES:
        return CallFault.TOO_MANY_SITES
    return CallFault.TOO_MANY_CALLS if len(calls) >= MAX_CALLS else None


def answer_fault(
    calls: Calls, call_id: CallId, *, site_ids: Collection[SiteId], status: SessionStatus
) -> CallFault | None:
    """Why the call cannot be accepted or refused now: the first answer counts."""
    call = call_of(calls, call_id)
    if call is None:
        return CallFault.UNKNOWN
    if call.stage is not CallStage.RINGING or status not in OPEN_STATUSES:
        return CallFault.NOT_NOW
    # A clerk may have written more sites into the plan while it rang.
    is_full = len(taken_seats(calls, site_ids)) > MAX_SITES
    return CallFault.TOO_MANY_SITES if is_full else None


def accepted(calls: Calls, call_id: CallId, now: datetime) -> Calls:
    """It listens first."""
    return _with(calls, call_id, stage=CallStage.LISTENING, answered_at=now)


def refused(calls: Calls, call_id: CallId, reason: str, now: datetime) -> Calls:
    """reason: plain, one line."""
    return _with(
        calls, call_id, stage=CallStage.REFUSED, answered_at=now, ended_at=now, reason=reason
    )


def withdrawn(calls: Calls, call_id: CallId, now: datetime) -> Calls:
    """Thôi gọi."""
    return _with(calls, call_id, stage=CallStage.WITHDRAWN, ended_at=now)


def joined(calls: Calls, call_id: CallId, now: datetime) -> Calls:
    """The second press: with picture and sound."""
    return _with(calls, call_id, stage=CallStage.JOINED, joined_at=now)


def let_go(calls: Calls, call_id: CallId, now: datetime) -> Calls:
    """Its seat is free again."""
    return _with(calls, call_id, stage=CallStage.LET_GO, ended_at=now)


def left(calls: Calls, call_id: CallId, now: datetime) -> Calls:
    """As if it were let go, but by its own press."""
    return _with(calls, call_id, stage=CallStage.LET_GO, ended_at=now, left_itself=True)


def without_answer(calls: Calls, now: datetime) -> Calls:
    """Whoever rang long enough is over, at the moment at which it was."""
    return tuple(
        replace(one, stage=CallStage.NO_ANSWER, ended_at=one.rings_until)
        if one.stage is CallStage.RINGING and one.rings_until <= now
        else one
        for one in calls
    )


def without_rings(calls: Calls, now: datetime) -> Calls:
    """The session is over: nothing rings any more."""
    return tuple(
        replace(one, stage=CallStage.WITHDRAWN, ended_at=now)
        if one.stage is CallStage.RINGING
        else one
        for one in calls
    )


def _with(calls: Calls, call_id: CallId, **changes: object) -> Calls:
    return tuple(replace(one, **changes) if one.id == call_id else one for one in calls)  # type: ignore[arg-type]


# ---- reading -----------------------------------------------------------------------------------


def call_of(calls: Iterable[AgencyCall], call_id: CallId) -> AgencyCall | None:
    """The call of this id."""
    return next((one for one in calls if one.id == call_id), None)


def active_call(calls: Iterable[AgencyCall], site_id: SiteId) -> AgencyCall | None:
    """The call by which the site is rung, or is in the session; of a planned site there is none."""
    return next((one for one in calls if one.site_id == site_id and one.is_active), None)


def called_name(calls: Iterable[AgencyCall], site_id: SiteId) -> str | None:
    """As the minutes call who was rung at this site last; None: nobody was."""
    return next((one.name for one in reversed(tuple(calls)) if one.site_id == site_id), None)


def ringing(calls: Iterable[AgencyCall]) -> Calls:
    """Those that nobody has answered yet."""
    return tuple(one for one in calls if one.stage is CallStage.RINGING)


def is_listening(calls: Iterable[AgencyCall], site_id: SiteId) -> bool:
    """Whether the site is sent everything and may send nothing."""
    call = active_call(calls, site_id)
    return call is not None and call.stage is CallStage.LISTENING


def was_let_go(calls: Iterable[AgencyCall], site_id: SiteId) -> bool:
    """Whether the newest of its calls ended so."""
    stages = [one.stage for one in calls if one.site_id == site_id]
    return bool(stages) and stages[-1] is CallStage.LET_GO


def has_left(calls: Iterable[AgencyCall], site_id: SiteId) -> bool:
    """Whether the newest of its calls ended by its own press."""
    newest = [one for one in calls if one.site_id == site_id][-1:]
    return any(one.left_itself for one in newest)


def has_guest(calls: Iterable[AgencyCall]) -> bool:
    """Whether somebody is in the session who came by a link."""
    return any(one.target is CallTarget.GUEST and one.stage in IN_STAGES for one in calls)


def taken_seats(calls: Iterable[AgencyCall], site_ids: Iterable[SiteId]) -> frozenset[SiteId]:
    """Whom the session counts: its sites, and everybody who is called."""
    return frozenset(site_ids) | {one.site_id for one in calls if one.is_active}


def sites_with(calls: Iterable[AgencyCall], site_ids: Iterable[SiteId]) -> tuple[SiteId, ...]:
    """The sites of a plan with those that were called in, and without those that were let go."""
    calls = tuple(calls)
    called_in = (one.site_id for one in calls if one.stage in IN_STAGES)
    gone = {one.site_id for one in calls if was_let_go(calls, one.site_id)}
    return tuple(one for one in dict.fromkeys((*site_ids, *called_in)) if one not in gone)


def all_sites(calls: Iterable[AgencyCall], site_ids: Iterable[SiteId]) -> tuple[SiteId, ...]:
    """The sites of a plan and those that were called in, with those that have gone again."""
    called_in = (one.site_id for one in calls if one.took_part)
    return tuple(dict.fromkeys((*site_ids, *called_in)))
