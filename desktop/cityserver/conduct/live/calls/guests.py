"""Guests in a browser: rung by a link that opens once, and known by what it gave. Pure."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.cityserver.conduct.live.calls.calls import (
    CallAnswer,
    answer,
    check_fault,
    with_calls,
)
from desktop.cityserver.conduct.live.live_state import GuestKey, Live, NotDone
from desktop.contract.channel.guests import RingGuest
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.calls.agency_call import (
    IN_STAGES,
    AgencyCall,
    CallStage,
    CallTarget,
    call_of,
    ring_fault,
)
from desktop.domain.conduct.calls.guest import LINK_S, with_time_to_answer
from desktop.domain.ids import CallId, SiteId
from desktop.domain.reception.session import OPEN_STATUSES
from desktop.domain.text import plain_line


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """What the city made for a call. link_hash: of the token in the link, which is kept nowhere."""

    site_id: SiteId
    link_hash: str


def ring_guest(
    live: Live,
    message: RingGuest,
    now: datetime,
    *,
    site_ids: frozenset[SiteId],
    link: NewLink | None,
) -> Live:
    """Ring an agency that has no desk. site_ids: of the session. link: made for this call.

    Raises:
        NotDone: bad_request without a name, conflict for a call that was made already, or a word
            of a ring that cannot be.
    """
    calls, call_id, name = live.told.calls or (), CallId(message.call_id), plain_line(message.name)
    if link is None or not name:
        raise NotDone(ProblemCode.BAD_REQUEST)
    if call_of(calls, call_id) is not None:
        raise NotDone(ProblemCode.CONFLICT)  # its link was told once, and nobody knows it any more
    check_fault(ring_fault(calls, link.site_id, site_ids=site_ids, status=live.told.status))
    call = AgencyCall(
        id=call_id,
        target=CallTarget.GUEST,
        site_id=link.site_id,
        name=name,
        rung_at=now,
        ring_s=LINK_S,
        question=plain_line(message.question),
    )
    key = GuestKey(site_id=link.site_id, link_hash=link.link_hash)
    live = replace(live, guest_keys=(*live.guest_keys, key))
    return with_calls(live, (*calls, call))


def open_link(live: Live, link_hash: str, seat_hash: str, now: datetime) -> Live:
    """The link is opened, for the one time. seat_hash: of what the browser shows from now on.

    Raises:
        NotDone: gone; used, too late, taken back, or never made: nobody is told which.
    """
    key = next((one for one in live.guest_keys if _is_same(one.link_hash, link_hash)), None)
    call = None if key is None or key.seat_hash else guest_call(live, key.site_id)
    if key is None or call is None or call.stage is not CallStage.RINGING:
        raise NotDone(ProblemCode.GONE)
    if now >= call.rings_until or live.told.status not in OPEN_STATUSES:
        raise NotDone(ProblemCode.GONE)
    others = tuple(one for one in live.guest_keys if one is not key)
    live = replace(live, guest_keys=(*others, replace(key, seat_hash=seat_hash)))
    opened = with_time_to_answer(call, now)
    calls = tuple(opened if one.id == call.id else one for one in live.told.calls or ())
    return with_calls(live, calls)


def call_with(live: Live, seat_hash: str) -> AgencyCall | None:
    """The call of the browser that shows this, None for nobody's."""
    found = (one for one in live.guest_keys if one.seat_hash and _is_same(one.seat_hash, seat_hash))
    key = next(found, None)
    return None if key is None else guest_call(live, key.site_id)


def guest_call(live: Live, site_id: SiteId) -> AgencyCall | None:
    """The one call of this guest's seat."""
    return next((one for one in live.told.calls or () if one.site_id == site_id), None)


def answer_as_guest(
    live: Live, said: CallAnswer, now: datetime, *, site_ids: frozenset[SiteId]
) -> Live:
    """The guest accepts or refuses; the same answer again changes nothing.

    Raises:
        NotDone: as for a desk that was rung.
    """
    call = call_of(live.told.calls or (), said.call_id)
    former = IN_STAGES if said.accepts else {CallStage.REFUSED}
    if call is not None and call.stage in former:
        return live
    return answer(live, said, now, site_ids=site_ids)


def is_seated(live: Live, site_id: SiteId) -> bool:
    """Whether the guest of this seat may sit there."""
    call = guest_call(live, site_id)
    return call is not None and call.stage in IN_STAGES and live.told.status in OPEN_STATUSES


def check_seated(live: Live, site_id: SiteId) -> None:
    """Raises: NotDone, forbidden: the guest has not accepted, or its part is over."""
    if not is_seated(live, site_id):
        raise NotDone(ProblemCode.FORBIDDEN)


def _is_same(kept: str, shown: str) -> bool:
    return hmac.compare_digest(kept.encode(), shown.encode())
