"""Looks after the other workers: frees seats of dead ones, reads again what was missed."""

import asyncio
import logging
from typing import NoReturn

from desktop.cityserver.conduct.live_states import LiveStore
from desktop.cityserver.conduct.open_sessions import OpenSessions
from desktop.cityserver.conduct.seats import NotLetIn, follow_seats, keep_seats
from desktop.cityserver.conduct.session_connections import SessionConnections
from desktop.contract.channel.seat import ChangesAvailable
from desktop.domain.errors import ServerBusy

logger = logging.getLogger(__name__)

WATCH_S = 1.0
"""So often a worker looks whether the others live."""


class WorkerWatch:
    """Of the sessions of one worker. Thread: the event loop."""

    def __init__(self, *, store: LiveStore, sessions: OpenSessions) -> None:
        self._store = store
        self._sessions = sessions
        self._reloading: asyncio.Task[None] | None = None
        self._must_reload = False

    def rejoin(self) -> None:
        """The others are heard (again): whatever was missed is read, seats here are kept."""
        self._must_reload = True
        if self._reloading is None or self._reloading.done():  # else it begins again by itself
            self._reloading = asyncio.ensure_future(self._reload())

    async def run(self) -> NoReturn:
        """Free the seats of workers that are gone, see gates that are passed; until cancelled."""
        while True:
            await asyncio.sleep(WATCH_S)
            try:
                await self._look_at_workers()
            except ServerBusy:
                continue
            except Exception:
                logger.exception("looking after the other workers failed")

    async def _look_at_workers(self) -> None:
        sessions = self._sessions.all()
        if any(not one.is_settled for one in sessions):
            workers = await asyncio.to_thread(self._store.workers)
            for session in sessions:
                await self._free_seats(session, workers)

    async def _free_seats(self, session: SessionConnections, workers: frozenset[int]) -> None:
        """One session that cannot be changed, or is gone, does not keep the others waiting."""
        is_alive = self._store.life_of(self._sessions.is_open, workers)
        live = session.live
        holders = [one for _, one in live.holders] if live else []
        holders += [one.holder for one in live.beside] if live else []
        try:
            is_lost = not all(map(is_alive, holders))
            if is_lost or session.lacks_gates_only:
                async with session.turn:
                    await self._sessions.change(session, follow_seats)
            if is_lost:
                logger.warning("seats of lost rooms freed session=%s", session.session_id)
        except ServerBusy:
            return  # once more with the next look
        except NotLetIn:
            logger.warning("seats of a session that is gone session=%s", session.session_id)
        except Exception:
            logger.exception("seats not freed session=%s", session.session_id)
            return
        session.is_loss_written = True
        self._sessions.close_when_empty(session)

    async def _reload(self) -> None:
        while self._must_reload:
            self._must_reload = False
            for session in self._sessions.all():
                await self._reload_session(session)

    async def _reload_session(self, session: SessionConnections) -> None:
        holder = self._sessions.holder
        try:
            async with session.turn:
                holders = {one.site_id: holder(one) for one in session.connections.values()}
                beside = [holder(one) for one in session.companions.values()]
                await self._sessions.change(
                    session, lambda plan, live: keep_seats(plan, live, holders, beside)
                )
        except (ServerBusy, NotLetIn):
            session.end_all()
            return
        except Exception:
            logger.exception("session not read again session=%s", session.session_id)
            session.end_all()
            return
        session.end_former()
        session.end_seatless()
        session.send(ChangesAvailable())
