"""What time alone brings: the zero of a countdown, a ring without an answer, an absent chair.

Every worker of a session looks; the first one carries it out, the others change nothing.
"""

import asyncio
import logging
from typing import NoReturn

from desktop.cityserver.conduct.live.calls.calls import follow_calls
from desktop.cityserver.conduct.live.course.countdowns import reach_zero
from desktop.cityserver.conduct.live.live_state import Live
from desktop.cityserver.conduct.live.people.deputies import conduct_without_chair
from desktop.cityserver.conduct.live_states import Plan
from desktop.cityserver.conduct.open_sessions import OpenSessions
from desktop.cityserver.conduct.seats import NotLetIn, follow_seats
from desktop.cityserver.conduct.session_connections import SessionConnections
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import ringing
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SessionId

logger = logging.getLogger(__name__)

LOOK_S = 1.0
"""The clock of the PC may be set meanwhile: no wait is longer."""

AGAIN_S = 0.1

CHAIR_GRACE_S = 30.0
"""A line that was cut is dialled again long before (domain.md §6.2)."""


class TimeWatch:
    """Of the sessions of one worker. Thread: the event loop."""

    def __init__(self, *, clock: Clock, sessions: OpenSessions) -> None:
        self._clock = clock
        self._sessions = sessions
        self._without_chair = dict[SessionId, float]()

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
            sessions = self._sessions.all()
            self._note_chairs(sessions)
            for session in sessions:
                if self._remaining_s(session) <= 0.0:
                    await self._finish(session)

    def _due_s(self) -> float | None:
        """None: no session counts, and every one has its chair."""
        remaining = min(map(self._remaining_s, self._sessions.all()), default=float("inf"))
        return None if remaining == float("inf") else min(max(remaining, 0.0), LOOK_S)

    def _remaining_s(self, session: SessionConnections) -> float:
        told = session.live.told if session.live else None
        if told is None:
            return float("inf")
        due = [one.rings_until for one in ringing(told.calls or ())]
        if told.countdown is not None:
            due.append(told.countdown.zero_at)
        now = self._clock.now()
        remaining = [(one - now).total_seconds() for one in due]
        return min((*remaining, self._chair_s(session)))

    def _chair_s(self, session: SessionConnections) -> float:
        """How long the chair may still stay away."""
        if not session.lacks_chair:
            return float("inf")
        since_s = self._without_chair.get(session.session_id, self._clock.monotonic())
        return since_s + CHAIR_GRACE_S - self._clock.monotonic()

    def _note_chairs(self, sessions: list[SessionConnections]) -> None:
        lacking = [one.session_id for one in sessions if one.lacks_chair]
        now_s = self._clock.monotonic()
        self._without_chair = {one: self._without_chair.get(one, now_s) for one in lacking}

    async def _finish(self, session: SessionConnections) -> None:
        def move(plan: Plan, live: Live) -> Live:
            now = self._clock.now()
            live = follow_calls(reach_zero(follow_seats(plan, live), now), now)
            if self._chair_s(session) > 0.0:
                return live
            return conduct_without_chair(live, plan.central_site_id, plan.deputies, now)

        try:
            async with session.turn:
                await self._sessions.change(session, move)
        except (ServerBusy, NotLetIn):
            await asyncio.sleep(AGAIN_S)
        except Exception:
            logger.exception("what was due not carried out session=%s", session.session_id)
            await asyncio.sleep(LOOK_S)
