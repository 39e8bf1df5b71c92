"""What is due at a site: of sessions, dossiers, requests, refusals, tasks, answers."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.casework.register import RegisterEntry
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import (
    END_OF_OFFICE_DAY,
    LOCAL_ZONE,
    LegalTerm,
    term_due,
)
from desktop.domain.reception.gate import GateKind, counts
from desktop.domain.reception.session import AHEAD_STATUSES, SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import WorkingDays
from desktop.domain.to_be_confirmed import OPEN_VALUES, ToBeConfirmed

LOOKED_AHEAD = 5
"""Working days: what is due later is not listed yet."""
SCANS_LOOKED_BACK = timedelta(days=60)
"""What was signed longer ago lacks its scan on the page of the case alone."""
_ONE_DAY = timedelta(days=1)


class DueKind(StrEnum):
    """What is to be done.

    DOSSIER: of a flagged case, before its notice. REFUSAL: to be told in writing (Mẫu 01/TCD).
    TASK: of a conclusion. REPORT: its result, to the body that gave it. TELL: to the citizen then.
    ANSWER: to a citizen, on what the unit took on. UNHANDLED: the same,
    after so long that the matter counts as one that nobody handled. SCAN: of signed minutes.
    """

    NOTICE = "notice"
    TRIAL = "trial"
    CONNECTED = "connected"
    DOSSIER = "dossier"
    REQUEST = "request"
    REFUSAL = "refusal"
    TASK = "task"
    REPORT = "report"
    TELL = "tell"
    ANSWER = "answer"
    UNHANDLED = "unhandled"
    SCAN = "scan"


_RESULTS: Mapping[ItemStatus, tuple[DueKind, LegalTerm]] = {
    ItemStatus.DONE: (DueKind.REPORT, LegalTerm.RESULT_TO_FORWARDER),
    ItemStatus.REPORTED: (DueKind.TELL, LegalTerm.RESULT_TO_CITIZEN),
}


class DueState(StrEnum):
    """How pressing it is. TODAY: also a request that has waited longer than it should."""

    OVERDUE = "overdue"
    TODAY = "today"
    AHEAD = "ahead"


_OF_GATE = {
    GateKind.NOTICE: DueKind.NOTICE,
    GateKind.TRIAL: DueKind.TRIAL,
    GateKind.CONNECTED: DueKind.CONNECTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing that is due. due_at: aware.

    days: calendar days since then, of a request since it came. working_days: until then, the day
    itself counted. subject: id of the session, of the request, of the task, or of the row of the
    register.
    """

    kind: DueKind
    state: DueState
    due_at: datetime
    days: int
    working_days: int
    subject: str


def working_days_until(today: date, day: date, table: WorkingDays) -> int:
    """Working days after today up to a day, which is counted; 0 of one that is not to come."""
    count = 0
    while today < day:
        today += _ONE_DAY
        count += table.is_working_day(today)
    return count


def last_day_looked_at(now: datetime, table: WorkingDays) -> date:
    """What is due up to this day is listed. now: aware."""
    return table.after(now.astimezone(LOCAL_ZONE).date(), LOOKED_AHEAD)


def due_items(
    plans: Iterable[SessionPlan],
    requests: Iterable[KnownRequest],
    *,
    without_dossier: Collection[SessionId],
    now: datetime,
    table: WorkingDays,
    values: ToBeConfirmed = OPEN_VALUES,
) -> tuple[DueItem, ...]:
    """What is overdue first, then of today, then the nearest. now: aware.

    plans: of this site. requests: that somebody here decides. A session whose time is over has
    nothing due any more.
    """
    last = last_day_looked_at(now, table)
    made = (
        *_of_sessions(plans, without_dossier, now, table),
        *_of_requests(requests, now, table, values),
    )
    return in_due_order(_until(last, made))


def due_tasks(
    tasks: Iterable[ConclusionItem], *, now: datetime, table: WorkingDays
) -> tuple[DueItem, ...]:
    """The same of tasks of conclusions. tasks: that this site gave, or is to do."""
    return in_due_order(_until(last_day_looked_at(now, table), _of_tasks(tasks, now, table)))


def due_results(
    tasks: Iterable[ConclusionItem], own: SiteId, *, now: datetime, table: WorkingDays
) -> tuple[DueItem, ...]:
    """The same of results: to the unit that gave the task, and from there to the citizen.

    tasks: that this site gave, or is to do. One of which nobody noted the day is not among them.
    """
    made = (one for one in map(partial(_of_result, own, now, table), tasks) if one is not None)
    return in_due_order(_until(last_day_looked_at(now, table), made))


def refusal_due(known: KnownRequest, table: WorkingDays) -> date | None:
    """The last day on which a refusal is told in writing; None: it need not be."""
    decision = known.written_refusal
    if decision is None:
        return None
    day = decision.decided_at.astimezone(LOCAL_ZONE).date()
    return term_due(LegalTerm.WRITTEN_REFUSAL, day, table)


def sending_faults(
    known: KnownRequest, sent_on: date | None, *, today: date
) -> tuple[FieldFault, ...]:
    """Of a refusal that is told in writing: that has happened, and after it was decided."""
    decision = known.written_refusal
    if decision is None or sent_on is None:
        return ()
    if decision.decided_at.astimezone(LOCAL_ZONE).date() <= sent_on <= today:
        return ()
    code = "N-107" if sent_on > today else "N-108"
    return (FieldFault(field="sent_on", kind=FaultKind.WRONG, code=code),)


def due_refusals(
    requests: Iterable[KnownRequest], *, now: datetime, table: WorkingDays
) -> tuple[DueItem, ...]:
    """The same of refusals that were not told in writing yet. requests: of this unit."""
    open_ones = (one for one in requests if one.request.refusal_notice is None)
    days = ((refusal_due(one, table), one.request.id) for one in open_ones)
    made = (
        _of_day(DueKind.REFUSAL, request_id, day, now, table)
        for day, request_id in days
        if day is not None
    )
    return in_due_order(_until(last_day_looked_at(now, table), made))


def due_answers(
    rows: Iterable[RegisterEntry], *, now: datetime, table: WorkingDays
) -> tuple[DueItem, ...]:
    """The same of answers to citizens. rows: of which one is owed."""
    today = now.astimezone(LOCAL_ZONE).date()
    terms: dict[date, tuple[DueKind, date]] = {}
    made = []
    for row in rows:
        day = row.reception_date
        if day not in terms:
            terms[day] = _answer_due(day, today, table)
        kind, last = terms[day]
        made.append(_of_day(kind, row.id, last, now, table))
    return in_due_order(_until(last_day_looked_at(now, table), made))


def is_scan_looked_for(plan: SessionPlan, now: datetime) -> bool:
    """Whether a session is over, and not too long ago to remind of its scan. now: aware."""
    return plan.status is SessionStatus.CLOSED and now - plan.scheduled_start < SCANS_LOOKED_BACK


def due_scans(
    plans: Iterable[SessionPlan], *, now: datetime, table: WorkingDays
) -> tuple[DueItem, ...]:
    """The same of scans of signed minutes, on the day of the session.

    plans: of which a scan is awaited here.
    """
    made = (
        _of_day(DueKind.SCAN, one.id, one.scheduled_start.astimezone(LOCAL_ZONE).date(), now, table)
        for one in plans
    )
    return in_due_order(made)


def in_due_order(items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    """What is overdue first, then of today, then the nearest."""
    return tuple(sorted(items, key=_order))


def _until(last: date, made: Iterable[DueItem]) -> Iterator[DueItem]:
    return (one for one in made if one.due_at.astimezone(LOCAL_ZONE).date() <= last)


def _of_sessions(
    plans: Iterable[SessionPlan],
    without_dossier: Collection[SessionId],
    now: datetime,
    table: WorkingDays,
) -> Iterator[DueItem]:
    for plan in plans:
        if plan.status not in AHEAD_STATUSES or plan.scheduled_end < now:
            continue
        for gate in plan.gates:
            if gate.passed_at is None and not counts(gate):
                yield _of_session(_OF_GATE[gate.kind], plan.id, gate.due_at, now, table)
            if gate.kind is GateKind.NOTICE and plan.id in without_dossier:
                yield _of_session(DueKind.DOSSIER, plan.id, gate.due_at, now, table)


def _of_session(
    kind: DueKind, session_id: SessionId, due_at: datetime, now: datetime, table: WorkingDays
) -> DueItem:
    today, day = (one.astimezone(LOCAL_ZONE).date() for one in (now, due_at))
    state = DueState.TODAY if day == today else DueState.AHEAD
    return DueItem(
        kind=kind,
        state=DueState.OVERDUE if due_at < now else state,
        due_at=due_at,
        days=max(0, (today - day).days),
        working_days=working_days_until(today, day, table),
        subject=session_id,
    )


def _of_requests(
    requests: Iterable[KnownRequest], now: datetime, table: WorkingDays, values: ToBeConfirmed
) -> Iterator[DueItem]:
    today = now.astimezone(LOCAL_ZONE).date()
    for known in requests:
        if not known.is_waiting:
            continue
        due_at = known.request.created_at + timedelta(days=values.request_waits_days)
        yield DueItem(
            kind=DueKind.REQUEST,
            state=DueState.TODAY if due_at <= now else DueState.AHEAD,
            due_at=due_at,
            days=max(0, (now - known.request.created_at).days),
            working_days=working_days_until(today, due_at.astimezone(LOCAL_ZONE).date(), table),
            subject=known.request.id,
        )


def _of_tasks(
    tasks: Iterable[ConclusionItem], now: datetime, table: WorkingDays
) -> Iterator[DueItem]:
    for task in tasks:
        if task.deadline is not None and task.is_waited_for:
            yield _of_day(DueKind.TASK, task.id, task.deadline, now, table)


def _of_result(
    own: SiteId, now: datetime, table: WorkingDays, task: ConclusionItem
) -> DueItem | None:
    """What this site owes of a task that has a result."""
    since = task.came_so_far_at
    owed = _RESULTS.get(task.status)
    if since is None or owed is None or task.is_struck:
        return None
    kind, term = owed
    does = task.agency_site_id or task.giving_site_id
    if own != (does if kind is DueKind.REPORT else task.giving_site_id):
        return None
    day = term_due(term, since.astimezone(LOCAL_ZONE).date(), table)
    return _of_day(kind, task.id, day, now, table)


def _answer_due(day: date, today: date, table: WorkingDays) -> tuple[DueKind, date]:
    unhandled = term_due(LegalTerm.UNHANDLED, day, table)
    if today > unhandled:
        return DueKind.UNHANDLED, unhandled
    return DueKind.ANSWER, term_due(LegalTerm.ANSWER, day, table)


def _of_day(kind: DueKind, subject: str, day: date, now: datetime, table: WorkingDays) -> DueItem:
    """Until the end of its day: it is not late before the day is over."""
    today = now.astimezone(LOCAL_ZONE).date()
    state = DueState.TODAY if day == today else DueState.AHEAD
    return DueItem(
        kind=kind,
        state=DueState.OVERDUE if day < today else state,
        due_at=datetime.combine(day, END_OF_OFFICE_DAY, tzinfo=LOCAL_ZONE),
        days=max(0, (today - day).days),
        working_days=working_days_until(today, day, table),
        subject=subject,
    )


def _order(one: DueItem) -> tuple[int, datetime, int, str]:
    states, kinds = list(DueState), list(DueKind)
    return states.index(one.state), one.due_at, kinds.index(one.kind), one.subject
