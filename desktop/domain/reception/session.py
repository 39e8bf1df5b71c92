"""Sessions (buổi tiếp): the plan, its states and its steps (domain.md §4.1 and §5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.ending import ENDINGS, SessionEnding
from desktop.domain.reception.gate import Gate, GateKind, counts
from desktop.domain.reception.participant import Participant
from desktop.domain.reception.status import ReceptionKind, SessionStatus, Step

S = SessionStatus

_MOVES: dict[SessionStatus, frozenset[SessionStatus]] = {
    S.SCHEDULED: frozenset({S.NOTIFIED, S.POSTPONED, S.CANCELLED}),
    S.NOTIFIED: frozenset({S.TRIAL_PASSED, S.POSTPONED, S.CANCELLED}),
    S.TRIAL_PASSED: frozenset({S.CONNECTING, S.POSTPONED, S.CANCELLED}),
    S.CONNECTING: frozenset({S.READY, S.ABORTED_TECHNICAL, S.POSTPONED}),
    S.READY: frozenset({S.IN_SESSION, S.CONNECTING, S.POSTPONED, S.REFUSED}),
    S.IN_SESSION: frozenset({S.PAUSED, S.CONCLUDING, S.ADJOURNED, S.ABORTED_TECHNICAL, S.REFUSED}),
    S.PAUSED: frozenset(
        {S.IN_SESSION, S.CONCLUDING, S.MINUTES_REVIEW, S.ADJOURNED, S.ABORTED_TECHNICAL}
    ),
    S.CONCLUDING: frozenset(
        {S.MINUTES_REVIEW, S.IN_SESSION, S.PAUSED, S.ADJOURNED, S.ABORTED_TECHNICAL}
    ),
    S.MINUTES_REVIEW: frozenset(
        {S.SIGNED, S.CONCLUDING, S.PAUSED, S.ADJOURNED, S.ABORTED_TECHNICAL}
    ),
    S.SIGNED: frozenset({S.CLOSED}),
    S.POSTPONED: frozenset({S.SCHEDULED, S.CANCELLED}),
    S.REFUSED: frozenset({S.CLOSED}),
    S.ADJOURNED: frozenset({S.CLOSED}),
    S.ABORTED_TECHNICAL: frozenset({S.CLOSED, S.POSTPONED}),
    S.CANCELLED: frozenset(),
    S.CLOSED: frozenset(),
}

STEPS: tuple[Step, ...] = tuple(step for step in Step if step is not Step.CONSULTATION)
"""The legal order; a consultation is a detour that returns to its caller."""

_STEPS_AFTER: dict[Step, frozenset[Step]] = {
    Step.OPENING: frozenset({Step.ROLL_CALL}),
    Step.ROLL_CALL: frozenset({Step.ANNOUNCEMENTS}),
    Step.ANNOUNCEMENTS: frozenset({Step.PRESENTATION}),
    Step.PRESENTATION: frozenset({Step.QUESTIONS, Step.CONSULTATION}),
    Step.QUESTIONS: frozenset({Step.PRESENTATION, Step.CONSULTATION, Step.CONCLUSION}),
    Step.CONCLUSION: frozenset({Step.QUESTIONS, Step.READ_BACK}),
    Step.READ_BACK: frozenset({Step.CONCLUSION, Step.SIGNING}),
    Step.SIGNING: frozenset({Step.CONCLUSION, Step.CLOSING}),
    Step.CLOSING: frozenset(),
}

_STATUS_OF_STEP: dict[Step, SessionStatus] = {
    Step.CONCLUSION: S.CONCLUDING,
    Step.READ_BACK: S.MINUTES_REVIEW,
    Step.SIGNING: S.MINUTES_REVIEW,
    Step.CLOSING: S.SIGNED,
}

MAX_SITES = 4
"""A call of this program joins at most this many sites, the central one among them."""

OPEN_STATUSES = frozenset({S.IN_SESSION, S.PAUSED, S.CONCLUDING, S.MINUTES_REVIEW, S.SIGNED})
"""The session has been opened and not yet closed."""

SIGNED_STATUSES = frozenset({S.SIGNED, S.CLOSED})
"""The minutes are signed: what their lines say stays for ever."""

JOINABLE_STATUSES = frozenset({S.CONNECTING, S.READY}) | OPEN_STATUSES
"""A site may take its seat."""

ENDED_STATUSES = frozenset({S.CLOSED, S.REFUSED, S.ADJOURNED, S.ABORTED_TECHNICAL})
"""The session has ended, one way or another."""

PLANNED_STATUSES = frozenset({S.SCHEDULED, S.NOTIFIED, S.TRIAL_PASSED, S.POSTPONED})
"""Nobody was called to it yet: its plan may still become another one."""

AHEAD_STATUSES = frozenset({S.SCHEDULED, S.NOTIFIED, S.TRIAL_PASSED, S.CONNECTING})
"""On the way to its opening: its gates are passed one after another."""

CALLED_STATUSES = frozenset({S.CONNECTING, S.READY})
"""Its rooms were called and come; nobody has opened it."""

TRIED_STATUSES = AHEAD_STATUSES - {S.CONNECTING}
"""Its sites may meet for a trial."""

OVER_STATUSES = ENDED_STATUSES | {S.POSTPONED, S.CANCELLED}
"""Closed, refused, adjourned or given up: nothing is said any more."""

TAKING_STATUSES = frozenset(SessionStatus) - OVER_STATUSES
"""It takes its chair, its sites and its hours."""

BROKEN_OFF = frozenset({S.ADJOURNED, S.ABORTED_TECHNICAL})
"""Another session may go on with what these began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """What a session is planned with, wished or scheduled. Times are aware.

    chair_authorisation: by which document the chair receives for somebody else.
    continues_session_id: an earlier session that was opened and did not come to its end.
    platform: of somebody else, on which it meets; empty: here, where this program makes the call.
    conference_address: number or address of the meeting there; empty: it is told otherwise.
    """

    id: SessionId
    title: str
    reception_kind: ReceptionKind
    online_ground: int
    scheduled_start: datetime
    scheduled_end: datetime
    central_site_id: SiteId
    component_site_ids: tuple[SiteId, ...]
    chair_label: str
    chair_title: str
    secretary_label: str
    participants: tuple[Participant, ...]
    chair_authorisation: str = ""
    continues_session_id: SessionId | None = None
    platform: str = ""
    conference_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan(PlannedSession):
    """A scheduled session as every site of it knows it. Times are UTC.

    ending: how it was ended without signatures, None when it was not. call_off_reason: why it was
    postponed or cancelled. denunciations: of its cases those, where a site is told of the session
    and not of its cases.
    """

    code: str
    case_ids: tuple[CaseId, ...]
    gates: tuple[Gate, ...]
    status: SessionStatus
    is_practice: bool
    ending: SessionEnding | None = None
    call_off_reason: str = ""
    denunciations: frozenset[CaseId] = frozenset()

    @property
    def site_ids(self) -> tuple[SiteId, ...]:
        """Every site with a seat, the central one first."""
        return (self.central_site_id, *self.component_site_ids)


_STATUS_AFTER_GATE = {
    S.SCHEDULED: (GateKind.NOTICE, S.NOTIFIED),
    S.NOTIFIED: (GateKind.TRIAL, S.TRIAL_PASSED),
}


def status_after_gates(status: SessionStatus, gates: Iterable[Gate]) -> SessionStatus:
    """How far a planned session has come by the gates that count."""
    counting = {gate.kind for gate in gates if counts(gate)}
    while status in _STATUS_AFTER_GATE:
        kind, following = _STATUS_AFTER_GATE[status]
        if kind not in counting:
            break
        status = following
    return status


def was_broken_off(plan: SessionPlan) -> bool:
    """Whether another session may go on with it, whatever became of its status since."""
    return plan.status in BROKEN_OFF or (
        plan.ending is not None and plan.ending.status in BROKEN_OFF
    )


def site_role(plan: SessionPlan, site_id: SiteId) -> SiteRole | None:
    """What the site is to this session; None when it has no seat in it."""
    if site_id == plan.central_site_id:
        return SiteRole.CENTRAL
    return SiteRole.COMPONENT if site_id in plan.component_site_ids else None


def are_lines_fixed(status: SessionStatus, step: Step) -> bool:
    """From the signing on lines stay as they were read out; amendments are lines of their own."""
    return status in SIGNED_STATUSES or step in (Step.SIGNING, Step.CLOSING)


def can_move(origin: SessionStatus, target: SessionStatus) -> bool:
    """Whether the state machine of domain.md §5 lists this pair."""
    return target in _MOVES[origin]


def endings_from(status: SessionStatus) -> tuple[SessionStatus, ...]:
    """How an open session may be ended before its minutes are signed; none before the opening."""
    if status not in OPEN_STATUSES:
        return ()
    return tuple(ending for ending in ENDINGS if can_move(status, ending))


def next_step(step: Step, *, returns_to: Step = Step.PRESENTATION) -> Step | None:
    """The step that follows; a consultation returns to `returns_to`; None after closing."""
    if step is Step.CONSULTATION:
        return returns_to
    position = STEPS.index(step)
    return STEPS[position + 1] if position + 1 < len(STEPS) else None


def status_of_step(step: Step) -> SessionStatus:
    """The status an open session has while it is at this step."""
    return _STATUS_OF_STEP.get(step, S.IN_SESSION)


def steps_after(step: Step, *, returns_to: Step = Step.PRESENTATION) -> frozenset[Step]:
    """The steps a session may go to from this one; none is skipped.

    Backwards goes only what the law takes back: questions to the presentation, a conclusion to
    the questions, and minutes that were not signed yet to the conclusion. A consultation returns
    to `returns_to`, its caller.
    """
    return frozenset({returns_to}) if step is Step.CONSULTATION else _STEPS_AFTER[step]


def can_go_to(
    target: Step, *, status: SessionStatus, step: Step, returns_to: Step = Step.PRESENTATION
) -> bool:
    """Whether a session in this status, at this step, may go to another step.

    In a pause, and before the opening or after the end, there is none.
    """
    is_under_way = status is status_of_step(step)
    return is_under_way and target in steps_after(step, returns_to=returns_to)
