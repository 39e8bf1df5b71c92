"""A site shows at the door of a session that it records, or a leader lets it come in without.

A desk at the door has no seat yet, so it asks without a channel. Of a site that told that it lacks
a take the session does not become ready (seats.py).
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person, Room
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.cityserver.conduct.live.takes import keep_leave, keep_take
from desktop.cityserver.conduct.live_states import LiveStore, Plan
from desktop.cityserver.conduct.seats import follow_seats
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.audit import Action
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import TakeLeaveRequest, TakeRequest
from desktop.domain.access.person import Role
from desktop.domain.clock import Clock
from desktop.domain.faults import is_reason
from desktop.domain.ids import SessionId, UserId
from desktop.domain.room.door_take import SiteTake, TakeWord
from desktop.domain.text import normalised

TAKE_LEAVE = "take_leave"
_Move = Callable[[Plan, Live], Live]


class SiteTakes:
    """Of one worker. Thread: the event loop; database and keys are waited for in others."""

    def __init__(self, *, store: LiveStore, hub: Hub, access: Access, clock: Clock) -> None:
        self._store = store
        self._hub = hub
        self._access = access
        self._clock = clock

    async def tell(self, person: Person, session_id: SessionId, request: TakeRequest) -> None:
        """A room told when its good take was; the city judges whether it counts.

        Of a session that was opened it changes nothing. Raises Rejected: not_found; ServerBusy.
        """

        def move(plan: Plan, live: Live) -> Live:
            _check_here(plan, person)
            told = _take(person, self._clock.now())
            return follow_seats(plan, keep_take(live, told, made_at=request.made_at))

        await self._change(session_id, move)

    async def allow(self, person: Person, session_id: SessionId, request: TakeLeaveRequest) -> None:
        """A leader of this room's list lets the site come in without a take, and says why.

        Raises Rejected: not_found, bad_request; not_allowed_now where there is a good take, or the
        session was opened; forbidden for who is no leader, wrong_pin, too_many_attempts.
        """
        reason = normalised(request.reason)
        if not is_reason(reason):
            raise Rejected(ProblemCode.BAD_REQUEST)
        found = await asyncio.to_thread(self._store.load, session_id)
        if found is None or not _is_here(found.plan, person):
            raise Rejected(ProblemCode.NOT_FOUND)
        room = Room(room_id=person.room_id, site_id=person.site_id)
        leader = await asyncio.to_thread(
            self._access.prove, room, UserId(request.leader), request.pin
        )
        if leader.role != Role.LEADER:
            raise Rejected(ProblemCode.FORBIDDEN)
        by = leader.display_name

        def move(plan: Plan, live: Live) -> Live:
            _check_here(plan, person)
            leave = _take(person, self._clock.now(), by=by, reason=reason)
            return follow_seats(plan, keep_leave(live, leave))

        await self._change(session_id, move)
        await asyncio.to_thread(
            self._store.note, person, session_id, Action.CONDUCT, TAKE_LEAVE, leader.user_id
        )

    async def _change(self, session_id: SessionId, move: _Move) -> None:
        try:
            live = await self._hub.change_anywhere(session_id, move)
        except NotDone as refused:
            raise Rejected(refused.code) from refused
        if live is None:
            raise Rejected(ProblemCode.NOT_FOUND)


def _take(person: Person, now: datetime, *, by: str = "", reason: str = "") -> SiteTake:
    return SiteTake(
        site_id=person.site_id,
        word=TakeWord.LACKING,
        at=now,
        by=by,
        reason=reason,
        room_id=person.room_id,
    )


def _is_here(plan: Plan, person: Person) -> bool:
    """A site of the plan, and a person who may know of the session."""
    is_known = plan.is_known_to(person.user_id)
    return is_known and person.site_id in plan.site_ids and not plan.is_trial


def _check_here(plan: Plan, person: Person) -> None:
    if not _is_here(plan, person):
        raise NotDone(ProblemCode.NOT_FOUND)
