"""One session's connections in this worker, and what they are told."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from desktop.cityserver.conduct.connection import GOING_AWAY, Connection
from desktop.cityserver.conduct.live.live_state import Holder, Live, parse_live
from desktop.cityserver.conduct.live.people.deputies import lacks_chair
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.cityserver.conduct.live_states import Plan
from desktop.cityserver.workers.bus import LampShown, LineShown, LiveChanged, SignalSent
from desktop.contract.base import Answer
from desktop.contract.channel.media import SignalRelayed
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.recording import LampTold
from desktop.contract.channel.seat import ChangesAvailable, CloseCode
from desktop.domain.conduct.calls.agency_call import ringing, was_let_go
from desktop.domain.conduct.consultation import Consultation, may_exchange, may_read
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class SessionConnections:
    """A session that somebody is connected to here. Thread: the event loop.

    `users` keeps it in memory, and a loss that could not be written yet. plan, live: the newest
    this worker knows; the truth is in the database. counting: set when a
    countdown was told, or that nobody conducts. connections: of seats; companions: of companion
    desks, by their id.
    """

    session_id: SessionId
    users: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    plan: Plan | None = None
    live: Live | None = None
    is_loss_written: bool = True
    counting: asyncio.Event = field(default_factory=asyncio.Event)
    connections: dict[SiteId, Connection] = field(default_factory=dict)
    companions: dict[str, Connection] = field(default_factory=dict)

    @property
    def everybody(self) -> tuple[Connection, ...]:
        """Every connection of this worker."""
        return (*self.connections.values(), *self.companions.values())

    def add(self, connection: Connection) -> None:
        """It has its place in the live state."""
        if connection.is_beside:
            self.companions[connection.id] = connection
        else:
            self.connections[connection.site_id] = connection

    def drop(self, connection: Connection) -> None:
        """It has its place no longer."""
        if connection.is_beside:
            self.companions.pop(connection.id, None)
        elif self.has(connection):
            del self.connections[connection.site_id]

    def tell(self, live: Live, *, is_news: bool) -> None:
        """Tell everybody of a state, unless a newer one was told already; of news in any case."""
        if self.live is None or live.told.seq > self.live.told.seq:
            self.live = live
            self.end_former()
            self.send(state_message(live.told))
            self.end_let_go()
            if (
                live.told.countdown is not None
                or self.lacks_chair
                or ringing(live.told.calls or ())
            ):
                self.counting.set()
        if is_news:
            self.send(ChangesAvailable())

    @property
    def lacks_chair(self) -> bool:
        """It is open, nobody conducts it, and somebody could, or it can be paused."""
        if self.plan is None or self.live is None or self.plan.is_trial:
            return False
        return lacks_chair(self.live, self.plan.central_site_id, self.plan.deputies)

    @property
    def is_elsewhere(self) -> bool:
        """It meets on a platform of somebody else: nothing of a call is passed on."""
        return self.live is not None and bool(self.live.told.platform)

    @property
    def consultation(self) -> Consultation | None:
        """The consultation that lasts."""
        return None if self.live is None else self.live.told.consultation

    @property
    def lacks_gates_only(self) -> bool:
        """Every site is here; the chair may open as soon as the city has every gate."""
        if self.plan is None or self.live is None or self.plan.has_gates:
            return False
        told = self.live.told
        here = {seat.site_id for seat in told.seats if seat.is_connected}
        return told.status is SessionStatus.CONNECTING and here == self.plan.site_ids

    def take(self, news: LiveChanged | SignalSent | LineShown | LampShown) -> None:
        """What another worker said of this session."""
        match news:
            case LiveChanged():
                self.tell(parse_live(news.document), is_news=news.is_news)
            case SignalSent():
                self.pass_on(news)
            case LineShown():
                self.show_line(news.line)
            case LampShown():
                self.show_lamp(news.lamp)

    def pass_on(self, sent: SignalSent) -> bool:
        """Hand a signal over, or drop it. False: its seat is not at this worker.

        Another worker may not know yet that a consultation has begun: the signal ends here.
        """
        other = self.connections.get(sent.to_site_id)
        if other is None:
            return False
        is_passed = not self.is_elsewhere
        if is_passed and may_exchange(self.consultation, sent.from_site_id, sent.to_site_id):
            other.send_signal(SignalRelayed(from_site_id=sent.from_site_id, payload=sent.payload))
        return True

    def end_former(self) -> None:
        """End connections whose place another one has, here or at another worker."""
        if self.live is None:
            return
        for companion in list(self.companions.values()):
            if not self.live.is_beside(companion.id):
                self.drop(companion)
                companion.end(GOING_AWAY)
        for site_id, connection in list(self.connections.items()):
            holder = self.live.holder(site_id)
            if holder is None or holder.connection_id == connection.id:
                continue
            del self.connections[site_id]
            is_other_program = self.live.program(site_id) != connection.program_id
            connection.end(CloseCode.SEAT_TAKEN if is_other_program else GOING_AWAY)

    def end_let_go(self) -> None:
        """End connections of sites that have no place in the session any more."""
        calls = () if self.live is None else self.live.told.calls or ()
        for connection in self.everybody:
            if was_let_go(calls, connection.site_id):
                self.drop(connection)
                connection.end(CloseCode.NO_SEAT)

    def end_sign_in(self, family_id: str) -> None:
        """End the connections of somebody who has signed out."""
        for connection in self.everybody:
            if connection.person.family_id == family_id:
                connection.end(CloseCode.NOT_SIGNED_IN)

    def end_all(self) -> None:
        """Those rooms dial again, and are told of everything then."""
        for connection in self.everybody:
            connection.end(GOING_AWAY)

    def end_seatless(self) -> None:
        """End connections that nobody's seat belongs to: all that they ask for would be refused.

        After a change only, while `turn` is held or nobody joins: a connection gets its seat first.
        """
        for site_id, connection in list(self.connections.items()):
            if self.live is not None and self.live.holder(site_id) is None:
                del self.connections[site_id]
                connection.end(GOING_AWAY)

    def send(self, message: Answer) -> None:
        """To every connection of this worker."""
        for connection in self.everybody:
            connection.send(message)

    def show_line(self, line: LineTyped) -> None:
        """The open line of a desk, to all others of this worker; of who consults not to others."""
        for connection in self.everybody:
            is_own = (connection.site_id, connection.typist) == (line.site_id, line.typist)
            of = SiteId(line.site_id)
            if not is_own and may_read(self.consultation, by=connection.site_id, of=of):
                connection.send_line(line)

    def show_lamp(self, lamp: LampTold) -> None:
        """The recording lamp of a seat, to all others of this worker."""
        for connection in self.everybody:
            if connection.site_id != lamp.site_id or connection.is_beside:
                connection.send_lamp(lamp)

    def has(self, connection: Connection) -> bool:
        """Whether the connection still has its place."""
        if connection.is_beside:
            return connection.id in self.companions
        return self.connections.get(connection.site_id) is connection

    def far_holder(self, site_id: SiteId) -> Holder | None:
        """Who has a seat that is connected at another worker."""
        if self.live is None or site_id in self.connections:
            return None
        return self.live.holder(site_id)

    def has_far_seats(self) -> bool:
        """Whether somebody sits at another worker."""
        live = self.live
        if live is None:
            return False
        is_far = any(site not in self.connections for site, _ in live.holders)
        return is_far or any(one.holder.connection_id not in self.companions for one in live.beside)

    @property
    def is_settled(self) -> bool:
        """Nothing has to be looked after that nobody here will tell of."""
        return self.is_loss_written and not self.has_far_seats() and not self.lacks_gates_only


async def whole(work: Coroutine[Any, Any, T]) -> T:
    """Finish once begun: a room that goes away in the middle must not halve a change."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.add_done_callback(_pass_over)
        raise


def _pass_over(task: "asyncio.Future[Any]") -> None:
    """A refusal that nobody waits for any more is no fault of the server."""
    if not task.cancelled():
        task.exception()
