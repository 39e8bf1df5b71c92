"""Agencies that are rung while the session runs: what is done of a call, and what time brings."""

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone, leave_seat
from desktop.contract.channel.agency_call import LetGo, RingAgency, WithdrawRing
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.calls.agency_call import (
    IN_STAGES,
    AgencyCall,
    CallFault,
    Calls,
    CallStage,
    CallTarget,
    accepted,
    active_call,
    answer_fault,
    call_of,
    is_listening,
    joined,
    left,
    let_go,
    refused,
    ring_fault,
    withdrawn,
    without_answer,
    without_rings,
)
from desktop.domain.ids import CallId, SiteId
from desktop.domain.reception.session import OPEN_STATUSES
from desktop.domain.text import plain_line

CallMessage = RingAgency | WithdrawRing | LetGo
"""What who conducts says of calls."""

_CODES = {
    CallFault.NOT_NOW: ProblemCode.NOT_ALLOWED_NOW,
    CallFault.TOO_MANY_SITES: ProblemCode.TOO_MANY_SITES,
    CallFault.HAS_SEAT: ProblemCode.CONFLICT,
    CallFault.TOO_MANY_CALLS: ProblemCode.BUSY,
    CallFault.UNKNOWN: ProblemCode.NOT_FOUND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A site that has a desk, as the city knows it. is_busy: it sits in another session now."""

    name: str
    is_busy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswer:
    """What the desk that was rung says. reason: of a refusal."""

    call_id: CallId
    accepts: bool
    reason: str = ""


def keep_calls(
    live: Live,
    message: CallMessage,
    now: datetime,
    *,
    site_ids: frozenset[SiteId],
    called: Called | None,
) -> Live:
    """What who conducts did of calls. site_ids: of the session; called: who is to be rung.

    Raises:
        NotDone: a word of _CODES; not_found for a site without a desk.
    """
    match message:
        case RingAgency():
            return _ring(live, message, now, site_ids, called)
        case WithdrawRing():
            call = _call(live, message.call_id, {CallStage.RINGING})
            return with_calls(live, withdrawn(_calls(live), call.id, now))
        case LetGo():
            return let_site_go(live, _call(live, message.call_id, IN_STAGES), now)


def _ring(
    live: Live,
    message: RingAgency,
    now: datetime,
    site_ids: frozenset[SiteId],
    called: Called | None,
) -> Live:
    """One that sits in another session is noted as busy. The same ring again is it."""
    calls, call_id = _calls(live), CallId(message.call_id)
    former = call_of(calls, call_id)
    if former is not None:
        if former.site_id != message.site_id:
            raise NotDone(ProblemCode.CONFLICT)
        return live
    if called is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    site_id = SiteId(message.site_id)
    check_fault(ring_fault(calls, site_id, site_ids=site_ids, status=live.told.status))
    call = AgencyCall(
        id=call_id,
        target=CallTarget.SITE,
        site_id=site_id,
        name=called.name,
        rung_at=now,
        ring_s=message.ring_s,
        question=plain_line(message.question),
    )
    if called.is_busy:
        call = replace(call, stage=CallStage.BUSY, ended_at=now)
    return with_calls(live, (*calls, call))


def answer(live: Live, said: CallAnswer, now: datetime, *, site_ids: frozenset[SiteId]) -> Live:
    """The desk that was rung accepts or refuses.

    Raises:
        NotDone: not_allowed_now for an answer after the first one or too late, not_found.
    """
    live = follow_calls(live, now)
    calls, reason = _calls(live), plain_line(said.reason)
    check_fault(answer_fault(calls, said.call_id, site_ids=site_ids, status=live.told.status))
    if said.accepts:
        return with_calls(live, accepted(calls, said.call_id, now))
    if not reason:
        raise NotDone(ProblemCode.BAD_REQUEST)
    return with_calls(live, refused(calls, said.call_id, reason, now))


def join_in(live: Live, site_id: SiteId, now: datetime) -> Live:
    """Who listens joins with picture and sound. Raises: NotDone, nobody who listens."""
    call = active_call(_calls(live), site_id)
    if call is None or call.stage is not CallStage.LISTENING:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return with_calls(live, joined(_calls(live), call.id, now))


def let_site_go(live: Live, call: AgencyCall, now: datetime) -> Live:
    """Its seat is free; hands, the floor and a lock of it are gone with it."""
    if live.told.seat(call.site_id) is not None:
        live = leave_seat(live, call.site_id)
    return with_calls(live, let_go(_calls(live), call.id, now))


def leave_call(live: Live, site_id: SiteId, now: datetime) -> Live:
    """Who was called leaves on purpose: its part is over, and only another call brings it back.

    After the session nobody's part is over earlier than it.
    """
    call = active_call(_calls(live), site_id)
    live = leave_seat(live, site_id)
    if call is None or call.stage not in IN_STAGES or live.told.status not in OPEN_STATUSES:
        return live
    return with_calls(live, left(_calls(live), call.id, now))


def follow_calls(live: Live, now: datetime) -> Live:
    """What time and the end of the session bring; who listens sends no picture."""
    if not live.told.calls:
        return live
    calls = without_answer(live.told.calls, now)
    if live.told.status not in OPEN_STATUSES:
        calls = without_rings(calls, now)
    seats = tuple(
        replace(seat, is_camera_on=seat.is_camera_on and not is_listening(calls, seat.site_id))
        for seat in live.told.seats
    )
    return replace(live, told=replace(live.told, calls=calls, seats=seats))


def with_calls(live: Live, calls: Calls) -> Live:
    """With these calls."""
    return replace(live, told=replace(live.told, calls=calls))


def _calls(live: Live) -> Calls:
    return live.told.calls or ()


def _call(live: Live, call_id: str, stages: frozenset[CallStage] | set[CallStage]) -> AgencyCall:
    call = call_of(_calls(live), CallId(call_id))
    if call is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    if call.stage not in stages or live.told.status not in OPEN_STATUSES:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return call


def check_fault(fault: CallFault | None) -> None:
    """Raises: NotDone, a word of _CODES."""
    if fault is not None:
        raise NotDone(_CODES[fault])
