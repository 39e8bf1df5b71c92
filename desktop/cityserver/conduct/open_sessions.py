"""The sessions that somebody is connected to at this worker, and how one of them is changed."""

import asyncio
from collections.abc import Callable

from desktop.cityserver.conduct.connection import Connection
from desktop.cityserver.conduct.live.live_state import Holder, Live
from desktop.cityserver.conduct.live_states import Changed, LiveStore, Plan
from desktop.cityserver.conduct.seats import NotLetIn
from desktop.cityserver.conduct.session_connections import SessionConnections
from desktop.cityserver.workers.bus import Bus
from desktop.contract.channel.seat import ChangesAvailable, CloseCode
from desktop.domain.ids import SessionId


class OpenSessions:
    """Connections by session. Thread: the event loop; the database is asked in others."""

    def __init__(self, *, store: LiveStore, bus: Bus) -> None:
        self._store = store
        self._bus = bus
        self._sessions: dict[SessionId, SessionConnections] = {}
        self._open: set[str] = set()
        """Ids of connections that have or take a seat."""
        self.counting = asyncio.Event()
        """Set when a session began to count."""

    def all(self) -> list[SessionConnections]:
        """Every one that is open now. Thread: any."""
        return list(self._sessions.values())

    def of(self, session_id: SessionId) -> SessionConnections:
        """That of a connection between `enter` and `leave`."""
        return self._sessions[session_id]

    def find(self, session_id: SessionId) -> SessionConnections | None:
        """None when nobody is connected to it here."""
        return self._sessions.get(session_id)

    def enter(self, connection: Connection) -> SessionConnections:
        """A connection takes a seat; its session is open until `leave`."""
        session_id = connection.session_id
        fresh = SessionConnections(session_id=session_id, counting=self.counting)
        session = self._sessions.setdefault(session_id, fresh)
        session.users += 1
        self._open.add(connection.id)
        return session

    def lose(self, connection: Connection) -> None:
        """It has its seat no longer, and counts as gone in every change from now on."""
        self._open.discard(connection.id)

    def leave(self, session: SessionConnections, connection: Connection) -> None:
        """The connection ends; with the last one its session is closed here."""
        self.lose(connection)
        session.users -= 1
        self.close_when_empty(session)

    def close_when_empty(self, session: SessionConnections) -> None:
        """Forget a session that nobody uses, once every loss of a seat is written."""
        # The watch may hold a former one of the same session.
        is_kept = self._sessions.get(session.session_id) is session
        if session.users == 0 and session.is_loss_written and is_kept:
            del self._sessions[session.session_id]

    def is_open(self, holder: Holder) -> bool:
        """Whether who holds a seat is a connection of this worker that is there."""
        return holder.connection_id in self._open

    def holder(self, connection: Connection) -> Holder:
        """As the live state names a connection of this worker."""
        return Holder(
            worker=self._bus.worker,
            connection_id=connection.id,
            room_id=connection.person.room_id,
            can_depute=connection.can_depute,
        )

    async def change(
        self, session: SessionConnections, move: Callable[[Plan, Live], Live]
    ) -> Changed:
        """Keep what `move` makes of the state: durable first, then told.

        Raises:
            NotLetIn: the session is gone.
            ServerBusy: nothing was changed. What `move` raises, likewise.
        """
        changed = await asyncio.to_thread(
            self._store.change, session.session_id, move, self.is_open
        )
        if changed is None:
            raise NotLetIn(CloseCode.NO_SESSION)
        session.plan = changed.plan
        session.tell(changed.live, is_news=changed.is_news)
        for other in filter(None, map(self.find, changed.touched)):
            other.send(ChangesAvailable())
        return changed

    async def change_anywhere(
        self, session_id: SessionId, move: Callable[[Plan, Live], Live]
    ) -> Live | None:
        """As `change`, also where nobody is connected to the session here; None: it is gone.

        Raises:
            ServerBusy: nothing was changed. What `move` raises, likewise.
        """
        session = self.find(session_id)
        if session is None:
            changed = await asyncio.to_thread(self._store.change, session_id, move, self.is_open)
            return None if changed is None else changed.live
        try:
            async with session.turn:
                return (await self.change(session, move)).live
        except NotLetIn:
            return None
