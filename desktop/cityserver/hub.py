"""Live sessions: who sits where, what everybody is told, and what is passed on between seats.

One server process only: connections live in memory. Every change of a session is made durable
before anybody is told of it, so a killed server comes back with what its rooms have seen.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn, TypeVar

from desktop.cityserver import live as moves
from desktop.cityserver.access import Person
from desktop.cityserver.conduct import Actor, StateMessage, apply, check_right
from desktop.cityserver.connection import GOING_AWAY, Connection
from desktop.cityserver.live import Live, NotDone
from desktop.cityserver.live_store import LiveStore, Plan
from desktop.cityserver.mapping import state_message
from desktop.cityserver.relay_tickets import RelayTickets
from desktop.cityserver.route_rules import MESSAGE_RIGHTS
from desktop.cityserver.store.audit import Action
from desktop.contract.channel import (
    ChangesAvailable,
    CloseCode,
    CloseSession,
    IceServersRenewed,
    LineTyped,
    OpenSession,
    PauseSession,
    PresentPage,
    ResumeSession,
    Signal,
    SignalRelayed,
    TypeLine,
    Welcome,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock
from desktop.domain.enums import SessionStatus
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.rights import Right, may, scope_at
from desktop.domain.session import JOINABLE_STATUSES

logger = logging.getLogger(__name__)

T = TypeVar("T")


_NOTED = frozenset({OpenSession, PauseSession, ResumeSession, CloseSession, PresentPage})
"""Messages of the conduct that the audit log keeps when they were carried out."""


class NotLetIn(ReceptionError):
    """The room cannot take part; the channel is closed with this code."""

    def __init__(self, close_code: CloseCode) -> None:
        super().__init__(close_code.name)
        self.close_code = close_code


@dataclass(slots=True, kw_only=True)
class _Hall:
    """One session that somebody is connected to. `users` keeps it in memory."""

    session_id: SessionId
    users: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    plan: Plan | None = None
    live: Live | None = None
    connections: dict[SiteId, Connection] = field(default_factory=dict)


class Hub:
    """All live sessions. Thread: the event loop; the database is asked in worker threads."""

    def __init__(self, *, store: LiveStore, clock: Clock, tickets: RelayTickets) -> None:
        self._store = store
        self._clock = clock
        self._tickets = tickets
        self._halls: dict[SessionId, _Hall] = {}

    @asynccontextmanager
    async def seat(self, connection: Connection, program_id: str) -> AsyncIterator[None]:
        """Sit in the session while the block runs; `welcome` is queued first.

        When the block ends without `leave`, the seat is shown as not connected.

        Raises:
            NotLetIn: no such session, no seat in it, or a role that may not join.
        """
        hall = self._halls.setdefault(
            connection.session_id, _Hall(session_id=connection.session_id)
        )
        hall.users += 1
        try:
            await _whole(self._join(hall, connection, program_id))
            try:
                yield
            finally:
                await _whole(self._lose(hall, connection))
        finally:
            hall.users -= 1
            if hall.users == 0:
                self._halls.pop(hall.session_id, None)

    async def carry_out(self, connection: Connection, message: StateMessage) -> None:
        """Change the live state as the message says.

        Raises:
            NotDone: nothing was changed.
        """
        hall = self._halls[connection.session_id]
        if isinstance(message, PresentPage) and message.document_id is not None:
            await asyncio.to_thread(
                self._store.check_presentable, hall.session_id, message.document_id
            )

        def change(live: Live) -> Live:
            return apply(live, message, _actor(hall, connection), self._clock.now())

        try:
            await _whole(self._change(hall, connection, change))
        except NotDone as refused:
            if refused.code is ProblemCode.FORBIDDEN:
                await self._note(connection, Action.CONDUCT, message.type, refused.code)
            raise
        if type(message) in _NOTED:
            await self._note(connection, Action.CONDUCT, message.type)

    async def leave(self, connection: Connection) -> None:
        """The officer leaves on purpose: the seat is given back."""
        await _whole(self._give_back(self._halls[connection.session_id], connection))

    async def renew_tickets(self, connection: Connection) -> NoReturn:
        """Tell a room of its relays again, long before its ticket ends; until it is cancelled."""
        while True:
            await asyncio.sleep(self._tickets.renew_after_s)
            servers = self._tickets.servers_for(connection.site_id)
            connection.send(IceServersRenewed(ice_servers=servers))

    async def may_stay(self, connection: Connection) -> bool:
        """Whether the person would still be let in; the list of a denunciation may have changed."""
        found = await asyncio.to_thread(self._store.load, connection.session_id)
        return found is not None and found[0].is_known_to(connection.person.user_id)

    def relay_signal(self, connection: Connection, message: Signal) -> None:
        """Pass something of one engine on to another, unread.

        Raises:
            NotDone: the other seat is not connected.
        """
        hall = self._halls[connection.session_id]
        other = hall.connections.get(SiteId(message.to_site_id))
        if other is None or other is connection:
            raise NotDone(ProblemCode.NOT_FOUND)
        other.send(SignalRelayed(from_site_id=connection.site_id, payload=message.payload))

    def relay_line(self, connection: Connection, message: TypeLine) -> None:
        """Show the open line to every other site: a hint, kept nowhere.

        Raises:
            NotDone: this person writes no minutes.
        """
        hall = self._halls[connection.session_id]
        check_right(_actor(hall, connection), MESSAGE_RIGHTS[TypeLine])
        typed = LineTyped(
            site_id=connection.site_id,
            line_id=message.line_id,
            speaker=message.speaker,
            text=message.text,
            at=message.at,
        )
        for site_id, other in hall.connections.items():
            if site_id != connection.site_id:
                other.send(typed)

    def announce(self, session_ids: Iterable[SessionId]) -> None:
        """Tell every seat of these sessions that something new can be pulled."""
        for session_id in session_ids:
            hall = self._halls.get(session_id)
            for connection in () if hall is None else hall.connections.values():
                connection.send(ChangesAvailable())

    def count(self) -> int:
        """Rooms that are connected now. Thread: any."""
        return sum(len(hall.connections) for hall in list(self._halls.values()))

    def end_sign_in(self, family_id: str) -> None:
        """A person signed out: their channels end."""
        for hall in self._halls.values():
            for connection in hall.connections.values():
                if connection.person.family_id == family_id:
                    connection.end(CloseCode.NOT_SIGNED_IN)

    async def _join(self, hall: _Hall, connection: Connection, program_id: str) -> None:
        site_id = connection.site_id
        async with hall.turn:
            plan, live = await self._load(hall)
            try:
                _check_may_join(plan, connection.person)
            except NotLetIn as refused:
                outcome = refused.close_code.name.lower()
                await self._note(connection, Action.JOIN, outcome=outcome)
                raise
            await self._note(connection, Action.JOIN)
            if live.told.status not in JOINABLE_STATUSES and live.told.seat(site_id) is None:
                raise NotLetIn(CloseCode.NO_SEAT)
            earlier = hall.connections.pop(site_id, None)
            is_other_program = live.program(site_id) != program_id
            joined = _ready_if_complete(moves.take_seat(live, site_id, program_id), plan)
            if earlier is not None:
                earlier.end(CloseCode.SEAT_TAKEN if is_other_program else GOING_AWAY)
            await self._commit(hall, live, joined)
            hall.connections[site_id] = connection
            connection.send(
                Welcome(
                    site_id=site_id,
                    server_time=self._clock.now(),
                    ice_servers=self._tickets.servers_for(site_id),
                    state=state_message((hall.live or joined).told),
                )
            )
        logger.info("seat taken session=%s site=%s", hall.session_id, site_id)

    async def _lose(self, hall: _Hall, connection: Connection) -> None:
        async with hall.turn:
            if hall.connections.get(connection.site_id) is not connection or hall.live is None:
                return  # the seat was taken over or given back
            del hall.connections[connection.site_id]
            lost = moves.lose_seat(hall.live, connection.site_id)
            await self._commit(hall, hall.live, lost)
        logger.info("seat silent session=%s site=%s", hall.session_id, connection.site_id)

    async def _give_back(self, hall: _Hall, connection: Connection) -> None:
        async with hall.turn:
            if hall.connections.get(connection.site_id) is not connection or hall.live is None:
                raise NotDone(ProblemCode.FORBIDDEN)
            await self._commit(hall, hall.live, moves.leave_seat(hall.live, connection.site_id))
            # In the same turn: a line that breaks just now must not lose the seat once more.
            del hall.connections[connection.site_id]

    async def _change(
        self, hall: _Hall, connection: Connection, change: Callable[[Live], Live]
    ) -> None:
        async with hall.turn:
            if hall.connections.get(connection.site_id) is not connection or hall.live is None:
                raise NotDone(ProblemCode.FORBIDDEN)
            await self._commit(hall, hall.live, change(hall.live))

    async def _note(
        self, connection: Connection, action: Action, what: str = "", outcome: str = "done"
    ) -> None:
        session_id = connection.session_id
        await asyncio.to_thread(
            self._store.note, connection.person, session_id, action, what, outcome
        )

    async def _load(self, hall: _Hall) -> tuple[Plan, Live]:
        found = await asyncio.to_thread(self._store.load, hall.session_id)
        if found is None:
            raise NotLetIn(CloseCode.NO_SESSION)
        hall.plan, kept = found
        if hall.live is None:
            hall.live = kept
        return hall.plan, hall.live

    async def _commit(self, hall: _Hall, before: Live, after: Live) -> None:
        """Durable first, then told."""
        if after == before:
            return
        after = replace(after, told=replace(after.told, seq=before.told.seq + 1))
        is_news = await asyncio.to_thread(self._store.save, after)
        hall.live = after
        state = state_message(after.told)
        for connection in hall.connections.values():
            connection.send(state)
            if is_news:
                connection.send(ChangesAvailable())


def _ready_if_complete(live: Live, plan: Plan) -> Live:
    """domain.md §5, connecting to ready: every gate passed and every site here."""
    connected = {seat.site_id for seat in live.told.seats if seat.is_connected}
    is_complete = plan.has_gates and connected == plan.site_ids
    if live.told.status is SessionStatus.CONNECTING and is_complete:
        return moves.make_ready(live)
    return live


def _check_may_join(plan: Plan, person: Person) -> None:
    if not plan.is_known_to(person.user_id):
        raise NotLetIn(CloseCode.NO_SESSION)  # that there is such a session is not told
    if person.site_id not in plan.site_ids or not may(person.role, Right.JOIN_SESSION):
        raise NotLetIn(CloseCode.NO_SEAT)


def _actor(hall: _Hall, connection: Connection) -> Actor:
    plan = hall.plan
    return Actor(
        site_id=connection.site_id,
        role=connection.person.role,
        is_central=plan is not None and plan.central_site_id == connection.site_id,
        is_practice=plan is not None and plan.is_practice,
        scope=scope_at(None if plan is None else plan.kinds.get(connection.site_id)),
    )


async def _whole(work: Coroutine[Any, Any, T]) -> T:
    """Finish once begun: a room that goes away in the middle must not halve a change."""
    return await asyncio.shield(asyncio.ensure_future(work))
