"""Việc đến hạn, on home: what is due at this site, and where each of it is done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.access.rights import Right
from desktop.domain.casework.conclusions.conclusion import ConclusionItem
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.casework.register_book import KnownRow
from desktop.domain.conduct.signing.scan import is_scan_awaited
from desktop.domain.conduct.trial import may_be_tried
from desktop.domain.ids import (
    CaseId,
    ConclusionItemId,
    RegisterEntryId,
    RequestId,
    SessionId,
    SiteId,
)
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.due import (
    DueItem,
    DueKind,
    DueState,
    due_answers,
    due_items,
    due_refusals,
    due_results,
    due_scans,
    due_tasks,
    in_due_order,
    is_scan_looked_for,
    last_day_looked_at,
)
from desktop.domain.reception.session import AHEAD_STATUSES, JOINABLE_STATUSES, SessionPlan
from desktop.domain.reception.working_days import WorkingDays
from desktop.domain.text import plain_line
from desktop.presenters.home.home_state import DueList, DueRow, DueVerb
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource

MOST_SHOWN = 4
"""Rows, until all of them are asked for."""
_TASKS = frozenset({DueKind.TASK, DueKind.REPORT, DueKind.TELL})
_ANSWERS = frozenset({DueKind.ANSWER, DueKind.UNHANDLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDoors:
    """Where one goes from home.

    enter: the room of a session; try_out: its trial; plan: it in the schedule; open_case: the page
    of a case; decide: a request; follow_up: a task of a conclusion; note_answer: a row of the
    register.
    """

    enter: Callable[[SessionId], None]
    try_out: Callable[[SessionId], None]
    plan: Callable[[SessionId], None]
    open_case: Callable[[CaseId], None]
    decide: Callable[[RequestId], None]
    follow_up: Callable[[ConclusionItemId], None]
    note_answer: Callable[[RegisterEntryId], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """items: what is due of these rows on this day."""

    owed: tuple[KnownRow, ...]
    day: date
    table: WorkingDays
    items: tuple[DueItem, ...]


class HomeDue:
    """Thread: MainThread. open_dossier: of a session, on home itself."""

    def __init__(
        self,
        *,
        services: Services,
        days: WorkingDaysSource,
        doors: HomeDoors,
        open_dossier: Callable[[SessionId], None],
    ) -> None:
        self._services = services
        self._days = days
        self._doors = doors
        self._open_dossier = open_dossier
        self._is_whole = False
        self._made: _Answers | None = None

    def show_all(self, *, is_whole: bool) -> None:
        """Xem tất cả, Thu gọn."""
        self._is_whole = is_whole

    def open(self, key: str, now: datetime) -> None:
        """The button of a row: to where it is done."""
        for row, item in self._rows(now):
            if row.key == key:
                self._go(row.verb, item.subject)
                return

    def view(self, now: datetime) -> DueList:
        """What home draws. now: the city's time."""
        rows = tuple(row for row, _ in self._rows(now))
        states = [row.state for row in rows]
        return DueList(
            rows=rows if self._is_whole else rows[:MOST_SHOWN],
            total=len(rows),
            overdue=states.count(DueState.OVERDUE),
            today=states.count(DueState.TODAY),
            ahead=states.count(DueState.AHEAD),
            last_day=last_day_looked_at(now, self._days.table()),
            is_whole=self._is_whole,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _go(self, verb: DueVerb, subject: str) -> None:
        match verb:
            case DueVerb.DECIDE | DueVerb.TELL_REFUSAL:
                self._doors.decide(RequestId(subject))
            case DueVerb.FOLLOW_UP:
                self._doors.follow_up(ConclusionItemId(subject))
            case DueVerb.NOTE_ANSWER:
                self._doors.note_answer(RegisterEntryId(subject))
            case _:
                self._of_session_verb(verb)(SessionId(subject))

    def _of_session_verb(self, verb: DueVerb) -> Callable[[SessionId], None]:
        return {
            DueVerb.ENTER: self._doors.enter,
            DueVerb.TRY: self._doors.try_out,
            DueVerb.PLAN: self._doors.plan,
            DueVerb.OPEN_CASE: self._open_case,
            DueVerb.OPEN_DOSSIER: self._open_dossier,
            DueVerb.ADD_SCAN: self._open_session,
        }[verb]

    def _open_case(self, session_id: SessionId) -> None:
        plans = (one for one in self._services.schedule.sessions() if one.id == session_id)
        for case_id in filter(None, map(self._lacking, plans)):
            self._doors.open_case(case_id)

    def _open_session(self, session_id: SessionId) -> None:
        """The first of its cases that is shown: there its sheets are scanned."""
        plans = (one for one in self._services.schedule.sessions() if one.id == session_id)
        for case_id in filter(None, map(self._shown_case, plans)):
            self._doors.open_case(case_id)

    def _shown_case(self, plan: SessionPlan) -> CaseId | None:
        case = self._services.schedule.case
        return next((one for one in plan.case_ids if case(one) is not None), None)

    def _rows(self, now: datetime) -> list[tuple[DueRow, DueItem]]:
        plans = {plan.id: plan for plan in self._services.schedule.sessions()}
        requests = {one.request.id: one for one in self._requests()}
        refused = {one.request.id: one for one in self._refused()}
        tasks = {one.id: one for one in self._tasks()}
        owed = {one.entry.id: one for one in self._owed()}
        now_due = due_items(
            plans.values(),
            requests.values(),
            without_dossier={
                one
                for one, plan in plans.items()
                if plan.status in AHEAD_STATUSES and self._lacking(plan) is not None
            },
            now=now,
            table=self._days.table(),
        )
        table, own = self._days.table(), self._services.schedule.own_site().id
        of_tasks = (
            *due_tasks(tasks.values(), now=now, table=table),
            *due_results(tasks.values(), own, now=now, table=table),
        )
        to_tell = due_refusals(refused.values(), now=now, table=table)
        answers = self._answers(now)
        scans = due_scans(self._unscanned(plans.values(), now), now=now, table=table)
        rows = []
        for item in in_due_order((*now_due, *of_tasks, *to_tell, *answers, *scans)):
            if item.kind is DueKind.REQUEST:
                row = self._of_request(item, requests[RequestId(item.subject)], DueVerb.DECIDE)
            elif item.kind is DueKind.REFUSAL:
                known = refused[RequestId(item.subject)]
                row = self._of_request(item, known, DueVerb.TELL_REFUSAL)
            elif item.kind in _TASKS:
                row = _of_task(item, tasks[ConclusionItemId(item.subject)])
            elif item.kind in _ANSWERS:
                row = _of_answer(item, owed[RegisterEntryId(item.subject)])
            else:
                row = self._of_session(item, plans[SessionId(item.subject)])
            rows.append((row, item))
        return rows

    def _tasks(self) -> tuple[ConclusionItem, ...]:
        """That this site gave, or is to do, as far as the person may see them."""
        if not person_may(self._services.access, Right.READ_CASE):
            return ()
        own = self._services.schedule.own_site().id
        items = (one.item for one in self._services.conclusions.items())
        return tuple(one for one in items if own in {one.giving_site_id, one.agency_site_id})

    def _unscanned(self, plans: Iterable[SessionPlan], now: datetime) -> Iterator[SessionPlan]:
        """Of which signed sheets of this site did not come back, for who may scan them."""
        access, schedule = self._services.access, self._services.schedule
        rights = (Right.EXPORT_MINUTES, Right.ADD_PAPER)
        if not all(person_may(access, one) for one in rights):
            return
        own = schedule.own_site().id
        for plan in plans:
            if not is_scan_looked_for(plan, now) or self._shown_case(plan) is None:
                continue
            signing = schedule.signing(plan.id)
            papers = self._services.papers.papers(plan.id)
            if signing is not None and is_scan_awaited(signing, own, papers):
                yield plan

    def _owed(self) -> tuple[KnownRow, ...]:
        """Rows of which an answer is owed, for who keeps the register."""
        if not person_may(self._services.access, Right.RECEIVE_CITIZEN):
            return ()
        return self._services.register.unanswered()

    def _answers(self, now: datetime) -> tuple[DueItem, ...]:
        """Made once for a day, and again when a row has changed: there may be thousands."""
        owed, day, table = self._owed(), now.astimezone(LOCAL_ZONE).date(), self._days.table()
        made = self._made
        if made is None or made.owed is not owed or (made.day, made.table) != (day, table):
            items = due_answers((one.entry for one in owed), now=now, table=table)
            made = self._made = _Answers(owed=owed, day=day, table=table, items=items)
        return made.items

    def _requests(self) -> tuple[KnownRequest, ...]:
        """That this person could decide."""
        may_decide = person_may(self._services.access, Right.DECIDE_REQUEST)
        return self._services.requests.requests() if may_decide else ()

    def _refused(self) -> tuple[KnownRequest, ...]:
        """Of this unit, for who takes its requests."""
        if not person_may(self._services.access, Right.TAKE_REQUEST):
            return ()
        own = self._services.schedule.own_site().id
        known = self._services.requests.requests()
        return tuple(one for one in known if one.request.owner_site_id == own)

    def _lacking(self, plan: SessionPlan) -> CaseId | None:
        """A flagged case of it without a paper of this site, as far as the person may know."""
        site_id = self._services.schedule.own_site().id
        cases = (self._services.schedule.case(case_id) for case_id in plan.case_ids)
        flagged = (case.id for case in cases if case is not None and case.flags)
        dossier = self._services.dossier
        lacking = (one for one in flagged if site_id not in dossier.sites_with_dossier(one))
        return next(lacking, None)

    def _of_session(self, item: DueItem, plan: SessionPlan) -> DueRow:
        return _row(
            item,
            title=plan.title,
            starts_at=plan.scheduled_start,
            place=self._place(plan.central_site_id),
            verb=self._verb(item.kind, plan),
        )

    def _of_request(self, item: DueItem, known: KnownRequest, verb: DueVerb) -> DueRow:
        title, place = plain_line(known.request.content), self._place(known.request.owner_site_id)
        return _row(item, title=title, place=place, verb=verb)

    def _place(self, site_id: SiteId) -> str:
        site = self._services.schedule.site(site_id)
        return site.short_name if site else ""

    def _verb(self, kind: DueKind, plan: SessionPlan) -> DueVerb:
        access = self._services.access
        may_join = person_may(access, Right.JOIN_SESSION)
        if kind is DueKind.DOSSIER and person_may(access, Right.READ_CASE):
            return DueVerb.OPEN_CASE
        if kind is DueKind.NOTICE and person_may(access, Right.SCHEDULE_SESSION):
            return DueVerb.PLAN
        if kind is DueKind.SCAN:
            return DueVerb.ADD_SCAN
        if kind is DueKind.TRIAL and may_join and may_be_tried(plan):
            return DueVerb.TRY
        if kind is DueKind.CONNECTED and may_join and plan.status in JOINABLE_STATUSES:
            return DueVerb.ENTER
        return DueVerb.OPEN_DOSSIER


def _of_task(item: DueItem, task: ConclusionItem) -> DueRow:
    return _row(item, title=task.task, place=task.agency, verb=DueVerb.FOLLOW_UP)


def _of_answer(item: DueItem, known: KnownRow) -> DueRow:
    """Of a denunciation neither who nor what is here."""
    entry = known.entry
    return _row(item, title=entry.summary, place=entry.handled_by, verb=DueVerb.NOTE_ANSWER)


def _row(
    item: DueItem, *, title: str, place: str, verb: DueVerb, starts_at: datetime | None = None
) -> DueRow:
    return DueRow(
        key=f"{item.kind}:{item.subject}",
        kind=item.kind,
        state=item.state,
        due_at=item.due_at,
        days=item.days,
        working_days=item.working_days,
        title=title,
        starts_at=starts_at,
        place=place,
        verb=verb,
    )
