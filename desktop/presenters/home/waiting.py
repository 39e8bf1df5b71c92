"""The screen "Hàng chờ": who waits today, and the chair's call of the next."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right, may_in_session, scope_at
from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.waiting_ticket import (
    LONG_WAIT,
    UNDO_S,
    CallFault,
    NotCalled,
    OtherSession,
    TicketAct,
    WaitingTicket,
    act_fault,
    calling_order,
    is_called,
    waits,
)
from desktop.domain.conduct.events import TicketRefused, TicketTurned
from desktop.domain.directory.site import SiteKind
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.papers.dossier import DossierPaper, has_whole
from desktop.domain.papers.events import DossierChanged
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.session import (
    ENDED_STATUSES,
    JOINABLE_STATUSES,
    OPEN_STATUSES,
    SessionPlan,
    site_role,
)
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.home.waiting_state import (
    RoomReadiness,
    WaitingRow,
    WaitingState,
    WaitingVerb,
    WaitingViewState,
)
from desktop.presenters.services.access import person_may
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.gate_cell import local_day
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.ticket import ticket_text

_ACTS = {
    WaitingVerb.CALL: TicketAct.CALL,
    WaitingVerb.WARN: TicketAct.WARN,
    WaitingVerb.WITHDRAW: TicketAct.WITHDRAW,
}
_DONE = {
    TicketAct.WARN: MessageCode.TICKET_WARNED,
    TicketAct.CALL: MessageCode.TICKET_CALLED,
    TicketAct.WITHDRAW: MessageCode.TICKET_WITHDRAWN,
}
_FAULTS = {
    CallFault.NOT_WAITING: MessageCode.NOBODY_WAITS,
    CallFault.NOT_HERE: MessageCode.ROOM_NOT_HERE,
    CallFault.NOT_CLOSED: MessageCode.CHAIR_RECEIVES,
    CallFault.CALLED: MessageCode.OTHER_CALLED,
}
_QUEUED = frozenset({WaitingState.WAITING, WaitingState.WARNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDoors:
    """Where the officer goes from here."""

    enter: Callable[[SessionId], None]
    open_dossier: Callable[[SessionId], None]


class WaitingPresenter(AsksCity, DrawnScreen[WaitingViewState]):
    """Lives as long as the desk. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        render: Callable[[WaitingViewState], None],
        doors: WaitingDoors,
    ) -> None:
        self._services = services
        self._clock = clock
        self._doors = doors
        super().__init__(render)
        self._message: Message | None = None
        self._undo: tuple[SessionId, float] | None = None

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown. What was said before is over."""
        self._message, self._undo = None, None
        self.draw()

    def call_next(self) -> None:
        """Ctrl+J: whoever is next in the order; with nobody, or not yet, it says why."""
        following = next((one for one in self._rows() if one.is_next), None)
        if following is None:
            self._tell_fault(NotCalled(fault=CallFault.NOT_WAITING), None)
        else:
            self.press(following.session_id, WaitingVerb.CALL)

    def press(self, session_id: SessionId, verb: WaitingVerb) -> None:
        """A button of a row."""
        row = self._row(session_id)
        if row is None or verb not in row.verbs:
            return
        if verb is WaitingVerb.ENTER:
            self._doors.enter(session_id)
        elif verb is WaitingVerb.OPEN_DOSSIER:
            self._doors.open_dossier(session_id)
        elif verb is WaitingVerb.CALL and row.fault is not None:
            self._tell_fault(row.fault, session_id)
        else:
            self._services.planning.turn_ticket(session_id, _ACTS[verb])

    def activate(self, session_id: SessionId) -> None:
        """Enter on a row."""
        row = self._row(session_id)
        if row is not None:
            self.press(session_id, row.verbs[0])

    def undo(self) -> None:
        """Ctrl+Z: take the last warning or call back, while that is offered."""
        if self._may_undo() and self._undo is not None:
            self._services.planning.turn_ticket(self._undo[0], TicketAct.WITHDRAW)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case TicketTurned():
                self._take_turned(event)
            case TicketRefused():
                fault = NotCalled(fault=event.fault, number=event.number)
                self._tell_fault(fault, event.session_id)
            case ActionFailed(action="turn_ticket"):
                self._message = failure_message(event, tone=Tone.WARN)
                self.draw()
            case ScheduleChanged() | AccessChanged() | DossierChanged() | SyncChanged():
                self.draw()
            case _:
                pass

    def on_tick(self) -> None:
        """Waits grow."""
        self.draw()

    @override
    def state(self) -> WaitingViewState:
        """What the screen draws now."""
        rows = tuple(self._rows())
        empty = Message(code=MessageCode.QUEUE_EMPTY, tone=Tone.INFO)
        chairs = {plan.chair_label for plan in self._plans()}
        return WaitingViewState(
            now=self._now().replace(second=0),
            chair_label=next(iter(chairs)) if len(chairs) == 1 else "",
            rows=rows,
            waiting=sum(one.state in _QUEUED for one in rows),
            over=sum(one.state is WaitingState.OVER for one in rows),
            message=self._message or (None if rows else empty),
            may_undo=self._may_undo(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _take_turned(self, event: TicketTurned) -> None:
        ticket = self._services.schedule.ticket(event.session_id)
        number = None if ticket is None else ticket.number
        data = {
            "n": ticket_text(number),
            "site": "" if ticket is None else self._name(ticket.site_id),
        }
        self._message = Message(code=_DONE[event.act], tone=Tone.OK, data=data)
        is_over = event.act is TicketAct.WITHDRAW
        until = self._clock.monotonic() + UNDO_S
        self._undo = None if is_over else (event.session_id, until)
        self.draw()

    def _tell_fault(self, fault: NotCalled, session_id: SessionId | None) -> None:
        ticket = None if session_id is None else self._services.schedule.ticket(session_id)
        data = {
            "n": ticket_text(fault.number),
            "site": "" if ticket is None else self._name(ticket.site_id),
        }
        code = _FAULTS[fault.fault]
        if fault.fault is CallFault.NOT_CLOSED and fault.number is None:
            code = MessageCode.CHAIR_RECEIVES_ANOTHER
        self._message, self._undo = Message(code=code, tone=Tone.WARN, data=data), None
        self.draw()

    def _may_undo(self) -> bool:
        undo = self._undo
        if undo is None or self._clock.monotonic() >= undo[1]:
            return False
        row = self._row(undo[0])
        return row is not None and WaitingVerb.WITHDRAW in row.verbs

    def _now(self) -> datetime:
        """The city's time, in whole seconds."""
        offset = timedelta(seconds=self._services.sync.status().clock_offset_s)
        return (self._clock.now() + offset).replace(microsecond=0)

    def _row(self, session_id: SessionId) -> WaitingRow | None:
        return next((one for one in self._rows() if one.session_id == session_id), None)

    def _name(self, site_id: SiteId) -> str:
        site = self._services.schedule.site(site_id)
        return site_id if site is None else site.short_name

    def _plans(self) -> list[SessionPlan]:
        """Of the day, those that go on or are over first, then by who is called next."""
        today, schedule = local_day(self._now()), self._services.schedule
        plans = [one for one in schedule.sessions() if local_day(one.scheduled_start) == today]

        def order(plan: SessionPlan) -> tuple[bool, bool, tuple[datetime, datetime, str]]:
            is_begun = plan.status in ENDED_STATUSES | OPEN_STATUSES
            is_open = plan.status in OPEN_STATUSES
            return not is_begun, is_open, calling_order(plan, schedule.ticket(plan.id))

        shown = JOINABLE_STATUSES | ENDED_STATUSES
        return sorted(
            (one for one in plans if one.status in shown or schedule.ticket(one.id)), key=order
        )

    def _rows(self) -> Iterator[WaitingRow]:
        plans = self._plans()
        has_next = False
        for plan in plans:
            others = tuple(self._others(plan, plans))
            row = self._build(plan, others, is_first=not has_next)
            has_next = has_next or row.is_next
            yield row

    def _others(self, plan: SessionPlan, plans: Iterable[SessionPlan]) -> Iterator[OtherSession]:
        for one in plans:
            if one.id != plan.id and one.central_site_id == plan.central_site_id:
                ticket = self._services.schedule.ticket(one.id)
                yield OtherSession(
                    status=one.status,
                    number=None if ticket is None else ticket.number,
                    is_called=is_called(ticket, one.status),
                )

    def _build(
        self, plan: SessionPlan, others: tuple[OtherSession, ...], *, is_first: bool
    ) -> WaitingRow:
        ticket = self._services.schedule.ticket(plan.id)
        state = _state(plan.status, ticket)
        since = None if ticket is None or state not in _QUEUED else ticket.waits_since
        waited = timedelta() if since is None else max(timedelta(), self._now() - since)
        cases = [self._services.schedule.case(one) for one in plan.case_ids]
        case = next((one for one in cases if one is not None), None)
        verbs = self._verbs(plan, state)
        can_call = WaitingVerb.CALL in verbs
        return WaitingRow(
            session_id=plan.id,
            number=None if ticket is None else ticket.number,
            title=plan.title,
            flags=case.flags if case else frozenset(),
            group_size=case.group_size if case else 0,
            citizen_label=_citizen(plan, cases),
            site_name=self._sites(plan, ticket),
            starts_at=plan.scheduled_start,
            state=state,
            at=_at(state, ticket),
            waits_min=None if since is None else int(waited.total_seconds()) // 60,
            is_long=waited >= LONG_WAIT,
            room=None if ticket is None or since is None else self._room(plan, ticket),
            verbs=verbs,
            fault=act_fault(TicketAct.CALL, ticket, plan.status, others) if can_call else None,
            is_next=can_call and is_first,
        )

    def _sites(self, plan: SessionPlan, ticket: WaitingTicket | None) -> str:
        if ticket is not None:
            return self._name(ticket.site_id)
        return ", ".join(map(self._name, plan.component_site_ids))

    def _verbs(self, plan: SessionPlan, state: WaitingState) -> tuple[WaitingVerb, ...]:
        may_join = person_may(self._services.access, Right.JOIN_SESSION)
        is_joinable = may_join and plan.status in JOINABLE_STATUSES
        door = WaitingVerb.ENTER if is_joinable else WaitingVerb.OPEN_DOSSIER
        if not self._may_call(plan):
            return (door,)
        return {
            WaitingState.WAITING: (WaitingVerb.CALL, WaitingVerb.WARN),
            WaitingState.WARNED: (WaitingVerb.CALL, WaitingVerb.WITHDRAW),
            WaitingState.CALLED: (door, WaitingVerb.WITHDRAW),
        }.get(state, (door,))

    def _may_call(self, plan: SessionPlan) -> bool:
        """As the city lets: who may open the session, at its centre or headquarters."""
        signed_in = self._services.access.signed_in()
        own = self._services.schedule.own_site()
        is_central = own.id == plan.central_site_id
        if signed_in is None or not (is_central or own.kind is SiteKind.HEADQUARTERS):
            return False
        return may_in_session(
            signed_in.officer.role,
            Right.OPEN_SESSION,
            site_role=site_role(plan, own.id),
            is_practice=plan.is_practice,
            scope=scope_at(own.kind),
        )

    def _room(self, plan: SessionPlan, ticket: WaitingTicket) -> RoomReadiness:
        papers = [one for case in plan.case_ids for one in self._services.dossier.papers(case)]
        papers = [one for one in papers if one.paper.sha256]
        is_today = ticket.checked_at is not None and (
            local_day(ticket.checked_at) == local_day(self._now())
        )
        return RoomReadiness(
            is_here=ticket.is_here,
            checked_at=ticket.checked_at if is_today else None,
            overall=ticket.overall if is_today else None,
            papers=len(papers),
            lacking_papers=sum(not self._has(one, ticket.site_id) for one in papers),
        )

    def _has(self, one: DossierPaper, site_id: SiteId) -> bool:
        return has_whole(one, site_id, own_site_id=self._services.schedule.own_site().id)


def _state(status: SessionStatus, ticket: WaitingTicket | None) -> WaitingState:
    if status is SessionStatus.PAUSED:
        return WaitingState.PAUSED
    if status in OPEN_STATUSES:
        return WaitingState.RECEIVED
    if status in ENDED_STATUSES:
        return WaitingState.OVER
    if ticket is None or not waits(ticket, status):
        return WaitingState.EXPECTED if ticket is None else WaitingState.LEFT
    if ticket.called_at is not None:
        return WaitingState.CALLED
    return WaitingState.WAITING if ticket.warned_at is None else WaitingState.WARNED


def _at(state: WaitingState, ticket: WaitingTicket | None) -> datetime | None:
    if ticket is None:
        return None
    times = {WaitingState.WARNED: ticket.warned_at, WaitingState.CALLED: ticket.called_at}
    return times.get(state)


def _citizen(plan: SessionPlan, cases: Iterable[Case | None]) -> str:
    """How who comes is called; of a denunciation nobody."""
    is_secret = bool(plan.denunciations) or any(
        one is not None and one.petition_type is PetitionType.DENUNCIATION for one in cases
    )
    roles = () if is_secret else (ParticipantRole.CITIZEN_REPRESENTATIVE, ParticipantRole.CITIZEN)
    labels = (one.label for role in roles for one in plan.participants if one.role is role)
    return next(labels, "")
