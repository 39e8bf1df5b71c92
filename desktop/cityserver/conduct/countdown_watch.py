"""Carries out what a countdown was started for, at its zero; every worker of a session looks."""

import asyncio
import logging
from typing import NoReturn

from desktop.cityserver.conduct.countdowns import reach_zero
from desktop.cityserver.conduct.live_state import Live
from desktop.cityserver.conduct.live_states import Plan
from desktop.cityserver.conduct.open_sessions import OpenSessions
from desktop.cityserver.conduct.seats import NotLetIn, follow_seats
from desktop.cityserver.conduct.session_connections import SessionConnections
from desktop.domain.clock import Clock
from desktop.domain.errors import ServerBusy

logger = logging.getLogger(__name__)

LOOK_S = 1.0
"""The clock of the PC may be set meanwhile: no wait is longer."""

AGAIN_S = 0.1


class CountdownWatch:
    """Of the sessions of one worker. Thread: the event loop."""

    def __init__(self, *, clock: Clock, sessions: OpenSessions) -> None:
        self._clock = clock
        self._sessions = sessions

    async def run(self) -> NoReturn:
        """Wait for countdowns and for their zero; until cancelled."""
        counting = self._sessions.counting
        while True:
            try:
                async with asyncio.timeout(self._due_s()):
                    await counting.wait()
            except TimeoutError:
                pass
            counting.clear()
            for session in self._sessions.all():
                if self._remaining_s(session) <= 0.0:
                    await self._finish(session)

    def _due_s(self) -> float | None:
        """None: no session counts."""
        remaining = min(map(self._remaining_s, self._sessions.all()), default=float("inf"))
        return None if remaining == float("inf") else min(max(remaining, 0.0), LOOK_S)

    def _remaining_s(self, session: SessionConnections) -> float:
        countdown = session.live.told.countdown if session.live else None
        if countdown is None:
            return float("inf")
        return (countdown.zero_at - self._clock.now()).total_seconds()

    async def _finish(self, session: SessionConnections) -> None:
        def move(plan: Plan, live: Live) -> Live:
            return reach_zero(follow_seats(plan, live), self._clock.now())

        try:
            async with session.turn:
                await self._sessions.change(session, move)
        except (ServerBusy, NotLetIn):
            await asyncio.sleep(AGAIN_S)
        except Exception:
            logger.exception("countdown not carried out session=%s", session.session_id)
            await asyncio.sleep(LOOK_S)
