"""The screen "Lập lịch": from a decided request to a session that is lawful by construction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.access.rights import Right
from desktop.domain.casework.events import RequestsChanged
from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed, Event
from desktop.domain.faults import is_reason
from desktop.domain.ids import RequestId, SessionId, SiteId
from desktop.domain.papers.events import DossierChanged
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import (
    CalendarChanged,
    PlanRefused,
    ScheduleChanged,
    SessionPlanned,
)
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.planning import NearLeave, PlanFault, PlanProblem, SessionWish
from desktop.domain.reception.session import SessionPlan, can_move
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.form.spec import FormSpec
from desktop.presenters.form.state import Closed, FieldAccess
from desktop.presenters.form.values import write_date
from desktop.presenters.reception.dossier_entry import DossierEntry
from desktop.presenters.reception.gates.gate_notes import GateNotes
from desktop.presenters.reception.gates.near_plan import NearPlan
from desktop.presenters.reception.planning.plan_judgement import (
    Around,
    Judgement,
    days_to_confirm,
    free_times,
    gates,
    judge,
)
from desktop.presenters.reception.planning.plan_problems import WHEN_MEANT, problem_message
from desktop.presenters.reception.planning.plan_subjects import (
    PlanSubjects,
    Subject,
    is_called,
    request_key,
)
from desktop.presenters.reception.planning.plan_writing import PlanWriting
from desktop.presenters.reception.schedule_forms import PERSON_FORM, PLAN_FORM, PlanField
from desktop.presenters.reception.schedule_state import (
    PlanView,
    ScheduleViewState,
    SiteRow,
    SubjectKind,
)
from desktop.presenters.services.access import person_may
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.render_on_change import RenderOnChange

_TIMES = (PlanField.DAY, PlanField.START, PlanField.LENGTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the city was asked for.

    subject: of the row. start: as planned; is_new: it was no session before; has_moved: its hour
    is another one. status: of calling it off, None of a plan.
    """

    session_id: SessionId
    subject: str
    start: datetime
    is_new: bool = False
    has_moved: bool = False
    status: SessionStatus | None = None


class SchedulePresenter(AsksCity):
    """Lives as long as the desk. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        days: WorkingDaysSource,
        render: Callable[[ScheduleViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._subjects = PlanSubjects(services)
        self._writing = PlanWriting(services=services, clock=clock, days=days)
        self.gates = GateNotes(services=services, clock=clock, changed=self.draw)
        self.near = NearPlan(services=services, clock=clock, changed=self.draw)
        self.entry = DossierEntry(
            services=services,
            clock=clock,
            judged=lambda: (self._writing.written(self._subject()), self._writing.around()),
            changed=self.draw,
        )
        self._drawing: RenderOnChange[ScheduleViewState] = RenderOnChange(render)
        self._asked: _Asked | None = None
        self._problems: tuple[PlanProblem, ...] = ()
        self._odd_times: tuple[str, ...] = ()
        self._planned = dict[str, SessionId]()
        self._last_planned = ""
        self._is_near = False
        """The last press was a leader's, to whom the late notice is nothing wrong."""

    # ---- what the clerk does ---------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._writing.form.start()
        self._problems = ()
        self.refresh()
        self.draw()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._writing.leave()
        self.gates.leave()
        self.near.keep()
        self.entry.leave()

    def select(self, key: str) -> None:
        """A row; what was written of another one is not lost by that."""
        _, _, session_id = key.partition(":")
        revision = self._services.schedule.revision(SessionId(session_id))  # never newer than it
        subject = _find(self._all(), key)
        if subject is None or self._asked is not None:
            return
        draft = self._writing.draft
        if draft.is_changed and key != draft.subject:
            message = Message(code=MessageCode.PLAN_UNSAVED, tone=Tone.WARN)
            self._writing.form.told = message
        elif not draft.is_changed or _is_outdated(self._problems):
            self._problems = ()
            self.near.forget()
            self._last_planned = ""
            self._writing.begin(subject, revision=revision)
        self.draw()

    def select_request(self, request_id: RequestId) -> None:
        """From the screen where it was decided."""
        self.select(request_key(request_id))

    def abandon(self) -> None:
        """Bỏ phần đang nhập."""
        if self._asked is None:
            self._problems = ()
            self.near.forget()
            self._writing.forget()
            self.draw()

    def edit(self, key: str, text: str) -> None:
        """A key or a choice of the plan; key: a PlanField. Nothing while the city is asked."""
        if self._asked is not None:
            return
        self._problems = ()
        self._writing.edit(key, text)
        self.draw()
        if key == PlanField.ADD_SITE and text:
            self._writing.add_site()
            self.draw()

    def remove_site(self, site_id: SiteId) -> None:
        """Bỏ điểm cầu."""
        if self._asked is not None:
            return
        self._problems = ()
        self._writing.remove_site(site_id)
        self.draw()

    def edit_person(self, key: str, text: str) -> None:
        """A key or a choice of who is to be added; key: a PersonField."""
        if self._asked is not None:
            return
        self._writing.edit_person(key, text)
        self.draw()

    def add_person(self) -> None:
        """Thêm người."""
        if self._asked is not None:
            return
        self._problems = ()
        self._writing.add_person()
        self.draw()

    def remove_person(self, place: int) -> None:
        """Bỏ người; place: in the list of people."""
        if self._asked is not None:
            return
        self._writing.remove_person(place)
        self.draw()

    def choose_start(self, at: datetime) -> None:
        """One of the free times. at: aware."""
        if self._asked is not None:
            return
        self._problems = ()
        self._writing.choose_start(at)
        self.draw()

    def plan(self) -> None:
        """Xếp lịch: what is missing stays here; an odd time goes with the second press.

        Somebody who is typed and was not added goes with it, or keeps it here.
        """
        self._plan(lambda: None)

    def plan_near(self, pin: str) -> None:
        """Lãnh đạo cho phép: as `plan`, although its notice is late. pin: kept nowhere."""
        self._plan(lambda: self.near.leave(pin), is_near=True)

    def _plan(self, leave_of: Callable[[], NearLeave | None], *, is_near: bool = False) -> None:
        subject, writing = self._subject(), self._writing
        if subject is None or not self._may_ask():
            return
        if writing.has_half_a_person and not writing.add_person():
            self.draw()
            return
        self._is_near = is_near
        judgement = self._judged(subject)
        faults = writing.faults(subject, judgement)
        is_meant = judgement.is_odd_time or self._odd_times == _times(self._writing.form)
        wish = writing.wish(subject, is_odd_time_meant=is_meant)
        if writing.form.may_go(faults) and not judgement.lacking and wish is not None:
            leave = leave_of()
            if leave is not None or not is_near:
                self._ask_for(subject, wish, leave)
        self.draw()

    def call_off(self, status: SessionStatus) -> None:
        """Hoãn or Hủy (status), with the reason that is typed."""
        subject, form = self._subject(), self._writing.form
        plan = subject.changed if subject is not None else None
        if subject is None or plan is None or not self._may_ask():
            return
        if not can_move(plan.status, status):
            return
        reason = form.words(PlanField.REASON)
        if is_reason(reason):
            self._asked = _Asked(
                session_id=plan.id,
                subject=subject.key,
                start=plan.scheduled_start,
                status=status,
            )
            form.told = None
            self._services.planning.call_off(plan.id, status, reason)
        else:
            form.told = Message(code=MessageCode.CALL_OFF_REASON, tone=Tone.WARN)
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_tick(self) -> None:
        """The draft is kept; hours pass."""
        self._writing.on_tick()
        self.gates.on_tick()
        self.near.on_tick()
        self.entry.on_tick()
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case ScheduleChanged():
                self._planned = _not_here(self._planned, self._services.schedule.every_session())
            case RequestsChanged() | CalendarChanged():
                pass
            case DossierChanged():
                self.entry.on_event(event)
            case SessionPlanned():
                self._take_planned(event)
            case _ if self.gates.on_event(event) or self.entry.on_event(event):
                pass
            case PlanRefused():
                self._take_refusal(event)
            case ActionFailed() if self._writing.form.take(event):
                self._asked = None
            case _:
                return
        self.draw()

    def draw(self) -> None:
        """Draw what changed."""
        subject = self._subject()
        changed = subject.changed if subject is not None else None
        self.gates.begin(changed.id if changed is not None else None)
        self.entry.begin(subject.flagged if subject is not None else ())
        self._drawing.draw(self.state())

    def state(self) -> ScheduleViewState:
        """What the screen draws now."""
        selected = self._writing.draft.subject
        find = self._services.schedule.site
        return ScheduleViewState(
            rows=tuple(
                self._subjects.row(one, is_selected=one.key == selected) for one in self._all()
            ),
            plan=self._plan_view() if selected else None,
            today=self._clock.now().astimezone(LOCAL_ZONE).date(),
            message=self._message(),
            problems=tuple(problem_message(one, find) for one in self._problems),
            planned=self._last_planned,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _all(self) -> tuple[Subject, ...]:
        """Without what has become a session that is planned and still on its way here."""
        if not person_may(self._services.access, Right.SCHEDULE_SESSION):
            return ()
        return tuple(one for one in self._subjects.all() if one.key not in self._planned)

    def _subject(self) -> Subject | None:
        return _find(self._all(), self._writing.draft.subject)

    def _may_ask(self) -> bool:
        may = person_may(self._services.access, Right.SCHEDULE_SESSION)
        return may and self._asked is None

    def _ask_for(self, subject: Subject, wish: SessionWish, leave: NearLeave | None) -> None:
        former = subject.changed
        self._asked = _Asked(
            session_id=wish.id,
            subject=subject.key,
            start=wish.scheduled_start,
            is_new=former is None,
            has_moved=former is not None and former.scheduled_start != wish.scheduled_start,
        )
        self._problems = ()
        self._writing.hand_in(wish.id)
        if leave is None:
            self._services.planning.plan(wish)
        else:
            self._services.planning.plan_near(wish, leave)

    def _take_planned(self, event: SessionPlanned) -> None:
        asked = self._asked
        if asked is None or asked.session_id != event.session_id:
            return
        self._asked = None
        writing = self._writing
        if asked.is_new:
            self._planned[asked.subject] = asked.session_id
        self._last_planned = f"{SubjectKind.SESSION}:{event.session_id}"
        told = _done(asked, event.code, writing.around())
        writing.form.has_arrived([event.session_id])
        self._odd_times = ()
        self.near.forget()
        writing.forget()
        writing.form.told = told

    def _take_refusal(self, event: PlanRefused) -> None:
        if self._asked is None or self._asked.session_id != event.session_id:
            return
        self._asked = None
        self._writing.form.has_arrived([event.session_id])
        self._problems = event.problems
        if any(one.fault in WHEN_MEANT for one in event.problems):
            self._odd_times = _times(self._writing.form)

    def _message(self) -> Message | None:
        writing = self._writing
        if not writing.draft.subject:
            return writing.form.told
        subject = self._subject()
        judgement = self._judged(subject)
        of_person = writing.person.message(writing.person_faults())
        return (
            writing.form.told
            or of_person
            or writing.form.message(writing.faults(subject, judgement))
        )

    def _judged(self, subject: Subject | None) -> Judgement:
        """As the last press has to be judged."""
        judgement = judge(self._writing.written(subject), self._writing.around())
        return judgement.allowed() if self._is_near else judgement

    def _plan_view(self) -> PlanView:
        writing, subject = self._writing, self._subject()
        plan, around = writing.written(subject), writing.around()
        judgement = judge(plan, around)
        hidden = writing.hidden(subject)
        free = free_times(plan, around)
        is_asked = self._asked is not None
        changed = subject.changed if subject is not None else None
        is_fixed = is_called(changed)
        is_closed = is_asked or is_fixed
        lacking = judgement.lacking
        return PlanView(
            subject=self._subjects.row(subject, is_selected=True) if subject is not None else None,
            ground=subject.ground if subject is not None else None,
            day=plan.day,
            length=plan.length,
            form=writing.form.state(
                writing.faults(subject, judgement),
                hidden=hidden,
                closed=_closed(PLAN_FORM, is_fixed=is_fixed) if is_closed else None,
            ),
            person=writing.person.state(
                writing.person_faults(),
                closed=_closed(PERSON_FORM) if is_closed else None,
            ),
            choices=writing.choices(),
            centres=writing.centres(),
            sites=_as_called(writing.sites(plan)) if is_fixed else writing.sites(plan),
            gates=gates(plan.start, around, changed) if plan.start is not None else (),
            notes=self.gates.view(changed),
            near=(
                self.near.view(can_press=not is_asked)
                if judgement.is_only_near or _is_too_near(self._problems)
                else None
            ),
            entry=self.entry.view(),
            free=None if is_fixed else free,
            to_confirm=days_to_confirm(plan, around),
            conditions=judgement.conditions,
            lacking=len(lacking),
            worst=lacking[0] if lacking else None,
            kept_at=writing.kept_at,
            is_new=changed is None,
            can_plan=not lacking and self._may_ask(),
            is_under_way=is_asked,
            is_fixed=is_fixed,
            may_postpone=self._may_ask() and _may_move(changed, SessionStatus.POSTPONED),
            may_cancel=self._may_ask() and _may_move(changed, SessionStatus.CANCELLED),
        )


def _find(subjects: Iterable[Subject], key: str) -> Subject | None:
    return next((one for one in subjects if one.key == key), None)


def _not_here(
    planned: Mapping[str, SessionId], plans: Iterable[SessionPlan]
) -> dict[str, SessionId]:
    """A planned session that has come here speaks for itself."""
    known = {plan.id for plan in plans}
    return {key: one for key, one in planned.items() if one not in known}


def _may_move(plan: SessionPlan | None, status: SessionStatus) -> bool:
    return plan is not None and can_move(plan.status, status)


def _closed(form: FormSpec, *, is_fixed: bool = False) -> dict[str, Closed]:
    """While the city is asked, and of a called session: what is typed would be of another plan.

    is_fixed: a called one; it may still be called off, for a reason.
    """
    kept = {PlanField.REASON} if is_fixed else set()
    return {
        one.key: Closed(access=FieldAccess.READ_ONLY) for one in form.fields if one.key not in kept
    }


def _as_called(sites: Iterable[SiteRow]) -> tuple[SiteRow, ...]:
    """Nobody is taken out any more."""
    return tuple(
        replace(one, can_go=False, people=tuple(replace(who, place=None) for who in one.people))
        for one in sites
    )


def _told(said: MessageCode, **data: str | datetime) -> Message:
    return Message(code=said, tone=Tone.OK, data=data)


def _times(form: FormPresenter) -> tuple[str, ...]:
    return tuple(map(form.text, _TIMES))


def _is_too_near(problems: Iterable[PlanProblem]) -> bool:
    """The city said that, and nothing else."""
    return {one.fault for one in problems} == {PlanFault.TOO_NEAR}


def _is_outdated(problems: Iterable[PlanProblem]) -> bool:
    """The city said that somebody has changed the session: it is read anew."""
    return any(one.fault is PlanFault.CHANGED for one in problems)


def _done(asked: _Asked, code: str, around: Around) -> Message:
    """What has become of it."""
    if asked.status is SessionStatus.POSTPONED:
        return _told(MessageCode.SESSION_POSTPONED, code=code)
    if asked.status is not None:
        return _told(MessageCode.SESSION_CANCELLED, code=code)
    rows = gates(asked.start, around)
    due = next(one.due_at for one in rows if one.kind is GateKind.NOTICE)
    if asked.has_moved:
        day = write_date(due.astimezone(LOCAL_ZONE).date())
        return _told(MessageCode.SESSION_MOVED, day=day)
    if asked.is_new:
        return _told(MessageCode.SESSION_PLANNED, code=code, at=asked.start, due=due)
    return _told(MessageCode.SESSION_CHANGED, code=code)
