"""Live sessions: who sits where, what everybody is told, and what is passed on between seats.

Connections live in the memory of their worker; the state of a session is in the database alone.
Every change is made durable before anybody is told of it, so a killed server comes back with what
its rooms have seen, and the other workers are told by the bus.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import NoReturn

from desktop.cityserver.access.route_rights import MESSAGE_RIGHTS
from desktop.cityserver.conduct.call_answers import CallAnswers
from desktop.cityserver.conduct.connection import Connection
from desktop.cityserver.conduct.guest_links import new_guest_link
from desktop.cityserver.conduct.lamp_relay import LampRelay
from desktop.cityserver.conduct.live.calls.calls import Called
from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.cityserver.conduct.live.rules import StateMessage, apply, check_right, outcome_of
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.cityserver.conduct.live.trial import check_page, check_passed, evidence_of, page_bytes
from desktop.cityserver.conduct.live_states import LiveStore, Plan
from desktop.cityserver.conduct.open_sessions import OpenSessions
from desktop.cityserver.conduct.seats import (
    Arrival,
    NotLetIn,
    actor_at,
    check_admitted,
    come_in,
    follow_seats,
    give_back,
    lose_held_seat,
    may_stay,
)
from desktop.cityserver.conduct.session_connections import SessionConnections, whole
from desktop.cityserver.conduct.time_watch import TimeWatch
from desktop.cityserver.conduct.worker_watch import WorkerWatch
from desktop.cityserver.http.limits import SignalBudget
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.gates import PassedTrial, SessionGates
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.cityserver.store.audit import Action
from desktop.cityserver.workers.bus import (
    Bus,
    EnrolFailed,
    LampShown,
    LineShown,
    LiveChanged,
    News,
    RecordsChanged,
    SignalSent,
    SignInEnded,
)
from desktop.contract.channel.agency_call import RingAgency
from desktop.contract.channel.guests import RingGuest
from desktop.contract.channel.media import IceServer, IceServersRenewed, Signal
from desktop.contract.channel.minutes import LineTyped, TypeLine
from desktop.contract.channel.seat import ChangesAvailable, CloseCode, Welcome
from desktop.contract.channel.signing import NoteObjection
from desktop.contract.channel.stage import PresentPage
from desktop.contract.channel.trial import ConfirmTrial, FetchTrialPage, SenseSites
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock
from desktop.domain.conduct.consultation import may_exchange
from desktop.domain.conduct.trial import connected_evidence, tried_session
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SessionId, SiteId

logger = logging.getLogger(__name__)


class Hub:
    """All live sessions of this worker. Thread: the event loop; the database is asked in others.

    `answers`: takes what desks say that are rung. `lamps`: passes recording lamps on.
    """

    def __init__(
        self,
        *,
        store: LiveStore,
        clock: Clock,
        tickets: RelayTickets,
        bus: Bus,
        gates: SessionGates,
    ) -> None:
        self._store = store
        self._gates = gates
        self._clock = clock
        self._tickets = tickets
        self._bus = bus
        self._signals = SignalBudget(clock=clock)
        self._sessions = OpenSessions(store=store, bus=bus)
        self._watch = WorkerWatch(store=store, sessions=self._sessions)
        self._times = TimeWatch(clock=clock, sessions=self._sessions)
        self.lamps = LampRelay(sessions=self._sessions, bus=bus)
        self.answers = CallAnswers(store=store, clock=clock, sessions=self._sessions)

    @asynccontextmanager
    async def seat(self, connection: Connection, program_id: str) -> AsyncIterator[None]:
        """Sit in the session while the block runs; `welcome` is queued first.

        When the block ends without `leave`, the seat is shown as not connected.

        Raises:
            NotLetIn: no such session, no seat in it, or a role that may not join.
        """
        connection.program_id = program_id
        hall = self._sessions.enter(connection)
        try:
            try:
                await whole(self._join(hall, connection))
                yield
            finally:
                await whole(self._lose(hall, connection))
        finally:
            self._sessions.leave(hall, connection)

    async def carry_out(self, connection: Connection, message: StateMessage) -> None:
        """Change the live state as the message says.

        Raises:
            NotDone: nothing was changed.
        """
        await whole(self._carry_out(self._sessions.of(connection.session_id), connection, message))

    async def confirm_trial(self, connection: Connection) -> None:
        """Note in the session that its trial was passed, if that was measured just now.

        Raises:
            NotDone: forbidden, or not_allowed_now; nothing was noted.
        """
        await whole(self._confirm_trial(connection))

    async def send_trial_page(self, connection: Connection) -> None:
        """Answer a seat of a trial with the page that is shown there.

        Raises:
            NotDone: forbidden, or not_found: no page is shown.
        """
        hall = self._sessions.of(connection.session_id)
        if hall.plan is None or hall.live is None or not hall.plan.is_trial:
            raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
        check_right(actor_at(hall.plan, connection.person), MESSAGE_RIGHTS[FetchTrialPage])
        connection.send(page_bytes(hall.live))

    async def leave(self, connection: Connection) -> None:
        """The officer leaves on purpose: the seat is given back."""
        await whole(self._give_back(self._sessions.of(connection.session_id), connection))

    async def change_anywhere(
        self, session_id: SessionId, move: Callable[[Plan, Live], Live]
    ) -> Live | None:
        """Change a session for somebody without a seat, who was let in otherwise.

        Returns None when there is no such session.

        Raises:
            NotDone: nothing was changed.
        """
        self._bus.check_joined()
        return await whole(self._sessions.change_anywhere(session_id, move))

    async def renew_tickets(self, connection: Connection) -> NoReturn:
        """Tell a room of its relays again, long before its ticket ends; until it is cancelled."""
        while True:
            await asyncio.sleep(self._tickets.renew_after_s)
            if self._sessions.of(connection.session_id).is_elsewhere:
                continue
            connection.send(IceServersRenewed(ice_servers=_relays_of(self._tickets, connection)))

    async def may_stay(self, connection: Connection) -> bool:
        """Whether the person would still be let in; the list of a denunciation may have changed."""
        found = await asyncio.to_thread(self._store.load, connection.session_id)
        return found is not None and may_stay(found.plan, found.live, connection.person)

    def relay_signal(self, connection: Connection, message: Signal) -> None:
        """Pass something of one engine on to another, unread.

        Raises:
            NotDone: the other seat is not connected, others consult, this one sends too many bytes,
                it is no seat but a companion desk, or the session meets on another platform.
            ServerBusy: the other seat's worker cannot be told just now.
        """
        if connection.is_beside:
            raise NotDone(ProblemCode.FORBIDDEN)
        hall = self._sessions.of(connection.session_id)
        sent = SignalSent(
            session_id=hall.session_id,
            from_site_id=connection.site_id,
            to_site_id=SiteId(message.to_site_id),
            payload=message.payload,
        )
        if hall.is_elsewhere:
            raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
        if sent.to_site_id == connection.site_id:
            raise NotDone(ProblemCode.NOT_FOUND)
        if not may_exchange(hall.consultation, sent.from_site_id, sent.to_site_id):
            raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
        size_bytes = len(message.payload.encode())
        if not self._signals.takes((hall.session_id, connection.site_id), size_bytes):
            raise NotDone(ProblemCode.BUSY)
        if not hall.pass_on(sent):
            if hall.far_holder(sent.to_site_id) is None:
                raise NotDone(ProblemCode.NOT_FOUND)
            self._bus.publish(sent)

    def relay_line(self, connection: Connection, message: TypeLine) -> None:
        """Show the open line to every other desk: a hint, kept nowhere.

        Raises:
            NotDone: this person writes no minutes.
        """
        hall = self._sessions.of(connection.session_id)
        if hall.plan is not None:
            check_right(actor_at(hall.plan, connection.person), MESSAGE_RIGHTS[TypeLine])
        line = LineTyped(
            site_id=connection.site_id,
            line_id=message.line_id,
            speaker=message.speaker,
            text=message.text,
            at=message.at,
            typist=connection.typist,
        )
        hall.show_line(line)
        if hall.has_far_seats():
            self._hint(LineShown(session_id=hall.session_id, line=line))

    def announce(self, session_ids: Iterable[SessionId]) -> None:
        """Tell every seat of these sessions that something new can be pulled."""
        news = RecordsChanged(session_ids=tuple(session_ids))
        if news.session_ids:
            self.take(news)
            self._hint(news)

    def count(self) -> int:
        """Rooms that are connected now. Thread: any."""
        return sum(len(hall.everybody) for hall in self._sessions.all())

    def end_sign_in(self, family_id: str) -> None:
        """A person signed out: their channels end."""
        news = SignInEnded(family_id=family_id)
        self.take(news)
        self._hint(news)

    def take(self, news: News) -> None:
        """What happened, here or at another worker: tell those who sit here."""
        match news:
            case LiveChanged() | SignalSent() | LineShown() | LampShown():
                if (hall := self._sessions.find(news.session_id)) is not None:
                    hall.take(news)
            case RecordsChanged():
                for hall in filter(None, map(self._sessions.find, news.session_ids)):
                    hall.send(ChangesAvailable())
            case SignInEnded():
                for hall in self._sessions.all():
                    hall.end_sign_in(news.family_id)
            case EnrolFailed():
                pass  # nobody's seat

    def check_joined(self) -> None:
        """Whether the other workers are heard.

        Raises:
            ServerBusy: they are not; it is tried again and again.
        """
        self._bus.check_joined()

    def rejoin(self) -> None:
        """The other workers are heard (again): whatever was missed is read, seats are kept."""
        self._watch.rejoin()

    async def watch(self) -> NoReturn:
        """Look after the other workers, and after countdowns; until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._times.run())
            await self._watch.run()

    async def _carry_out(
        self, hall: SessionConnections, connection: Connection, message: StateMessage
    ) -> None:
        """The change, and what the audit log says of it: a room that goes away halves neither."""
        called = await self._look_up(hall.session_id, message)
        former = await _former_words(self._store, hall.session_id, message)
        link = new_guest_link() if isinstance(message, RingGuest) else None

        def move(plan: Plan, live: Live) -> Live:
            new_link = None if link is None else link.kept
            actor = actor_at(plan, connection.person, is_beside=connection.is_beside)
            city = replace(actor.city, former=former)
            actor = replace(actor, called=called, new_link=new_link, city=city)
            return apply(follow_seats(plan, live), message, actor, self._clock.now())

        try:
            await self._change_from(hall, connection, move)
        except NotDone as refused:
            if refused.code is ProblemCode.FORBIDDEN:
                await self._note(connection, Action.CONDUCT, message.type, refused.code)
            raise
        if (outcome := outcome_of(message)) is not None:
            await self._note(connection, Action.CONDUCT, message.type, outcome)
        if isinstance(message, SenseSites):
            await self._note_connected(hall)
        if link is not None and isinstance(message, RingGuest):
            connection.send(link.answer(hall.session_id, message.call_id, self._clock.now()))

    async def _look_up(self, session_id: SessionId, message: StateMessage) -> Called | None:
        """What the database says of a page that is to be shown, or of who is to be rung."""
        if isinstance(message, PresentPage) and message.document_id is not None:
            await asyncio.to_thread(self._store.check_presentable, session_id, message.document_id)
        if isinstance(message, RingAgency):
            site_id = SiteId(message.site_id)
            return await asyncio.to_thread(self._store.look_up_called, session_id, site_id)
        return None

    async def _confirm_trial(self, connection: Connection) -> None:
        call_id, person = connection.session_id, connection.person
        session_id = tried_session(call_id)
        found = await asyncio.to_thread(self._store.load, call_id)
        if found is None:
            raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
        check_right(actor_at(found.plan, person), MESSAGE_RIGHTS[ConfirmTrial])
        if session_id is None:
            raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
        now = self._clock.now()
        check_passed(found.live, found.plan.site_ids, now)
        check_page(found.live, found.plan.site_ids)
        passed = PassedTrial(
            evidence=evidence_of(found.live, found.plan.site_ids, now),
            doubts=found.live.told.doubts,
            soaks=found.live.told.soaks,
            at=now,
        )
        try:
            noted = await asyncio.to_thread(self._gates.note_trial, person, session_id, passed)
        except Rejected as rejected:
            raise NotDone(rejected.code) from rejected
        self.announce((*noted.touched, call_id))

    async def _note_connected(self, hall: SessionConnections) -> None:
        """The gate before the opening: every site sees and hears every other one."""
        plan, live, now = hall.plan, hall.live, self._clock.now()
        if plan is None or live is None or plan.is_trial or not plan.lacks_connection:
            return
        try:
            check_passed(live, plan.site_ids, now)
        except NotDone:
            return
        evidence = connected_evidence(len(plan.site_ids), now)
        is_noted = await asyncio.to_thread(
            self._gates.note_connected, hall.session_id, evidence, now
        )
        if is_noted:
            async with hall.turn:
                await self._sessions.change(hall, follow_seats)
            self.announce((hall.session_id,))

    async def _join(self, hall: SessionConnections, connection: Connection) -> None:
        self._bus.check_joined()
        async with hall.turn:
            await self._check_may_join(connection)
            await self._note(connection, Action.JOIN)
            arrival = Arrival(
                site_id=connection.site_id,
                role=connection.person.role,
                program_id=connection.program_id,
                holder=self._sessions.holder(connection),
                way=connection.way,
            )
            try:
                changed = await self._sessions.change(
                    hall, lambda plan, live: come_in(plan, live, arrival)
                )
            except NotLetIn as refused:
                await self._note_refused(connection, refused)
                raise
            hall.add(connection)
            live = hall.live or changed.live
            connection.send(
                Welcome(
                    site_id=connection.site_id,
                    server_time=self._clock.now(),
                    ice_servers=() if live.told.platform else _relays_of(self._tickets, connection),
                    state=state_message(live.told),
                )
            )
            hall.end_former()  # another worker may have given the seat away already
        logger.info(
            "joined session=%s site=%s way=%s",
            hall.session_id,
            connection.site_id,
            connection.way,
        )

    async def _check_may_join(self, connection: Connection) -> None:
        found = await asyncio.to_thread(self._store.load, connection.session_id)
        if found is None:
            raise NotLetIn(CloseCode.NO_SESSION)
        try:
            check_admitted(found.plan, found.live, connection.person)
        except NotLetIn as refused:
            await self._note_refused(connection, refused)
            raise

    async def _lose(self, hall: SessionConnections, connection: Connection) -> None:
        site_id = connection.site_id
        async with hall.turn:
            if not hall.has(connection):
                return  # the seat was taken over or given back
            hall.drop(connection)
            self._sessions.lose(connection)
            holder = self._sessions.holder(connection)
            hall.is_loss_written = False
            try:
                await self._sessions.change(
                    hall, lambda plan, live: lose_held_seat(plan, live, site_id, holder)
                )
            except ServerBusy:
                logger.warning("seat silent, told later session=%s", hall.session_id)
                return  # the watch does it
            hall.is_loss_written = True
        logger.info("seat silent session=%s site=%s", hall.session_id, site_id)

    async def _give_back(self, hall: SessionConnections, connection: Connection) -> None:
        holder = self._sessions.holder(connection)

        def move(plan: Plan, live: Live) -> Live:
            if connection.is_beside:
                return lose_held_seat(plan, live, connection.site_id, holder)
            return give_back(plan, live, connection.person, self._clock.now())

        await self._change_from(hall, connection, move)
        hall.drop(connection)

    async def _change_from(
        self, hall: SessionConnections, connection: Connection, move: Callable[[Plan, Live], Live]
    ) -> None:
        self._bus.check_joined()

        def checked(plan: Plan, live: Live) -> Live:
            holder = live.holder(connection.site_id)
            has_seat = holder is not None and holder.connection_id == connection.id
            if not (live.is_beside(connection.id) if connection.is_beside else has_seat):
                raise NotDone(ProblemCode.FORBIDDEN)
            return move(plan, live)

        async with hall.turn:
            if not hall.has(connection):
                raise NotDone(ProblemCode.FORBIDDEN)
            await self._sessions.change(hall, checked)

    def _hint(self, news: News) -> None:
        with contextlib.suppress(ServerBusy):
            self._bus.publish(news)

    async def _note_refused(self, connection: Connection, refused: NotLetIn) -> None:
        await self._note(connection, Action.JOIN, outcome=refused.close_code.name.lower())

    async def _note(
        self, connection: Connection, action: Action, what: str = "", outcome: str = "done"
    ) -> None:
        session_id = connection.session_id
        await asyncio.to_thread(
            self._store.note, connection.person, session_id, action, what, outcome
        )


async def _former_words(store: LiveStore, session_id: SessionId, message: StateMessage) -> str:
    """Of the line that somebody objects to."""
    if not isinstance(message, NoteObjection) or message.line_id is None:
        return ""
    return await asyncio.to_thread(store.look_up_line, session_id, message.line_id)


def _relays_of(tickets: RelayTickets, connection: Connection) -> tuple[IceServer, ...]:
    """A companion desk makes no call."""
    return () if connection.is_beside else tickets.servers_for(connection.site_id)
