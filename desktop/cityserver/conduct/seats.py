"""Who may sit in a session, and what taking, keeping and losing a seat does. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.cityserver.access.callers import Person
from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.calls.calls import leave_call
from desktop.cityserver.conduct.live.calls.guests import is_seated
from desktop.cityserver.conduct.live.live_state import Beside, Holder, Live
from desktop.cityserver.conduct.live.people.companions import (
    keep_beside,
    leave_beside,
    sit_beside,
    without_program,
)
from desktop.cityserver.conduct.live.rules import Actor
from desktop.cityserver.conduct.live.signing.freezing import CityText
from desktop.cityserver.conduct.live.takes import lacks_take
from desktop.cityserver.conduct.live_states import Plan
from desktop.contract.channel.seat import CloseCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right, may, scope_at
from desktop.domain.conduct.companion import JoinWay, has_room_beside
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import JOINABLE_STATUSES
from desktop.domain.reception.status import SessionStatus


class NotLetIn(ReceptionError):
    """The room cannot take part; the channel is closed with this code."""

    def __init__(self, close_code: CloseCode) -> None:
        super().__init__(close_code.name)
        self.close_code = close_code


def check_admitted(plan: Plan, live: Live, person: Person) -> None:
    """Refuse whoever has no place in the session, a guest among them who has not accepted.

    Raises:
        NotLetIn.
    """
    if not person.is_guest:
        check_may_join(plan, person)
    elif not is_seated(live, person.site_id):
        raise NotLetIn(CloseCode.NO_SEAT)


def check_may_join(plan: Plan, person: Person) -> None:
    """Refuse whoever has no place in the plan.

    Raises:
        NotLetIn.
    """
    if not plan.is_known_to(person.user_id):
        raise NotLetIn(CloseCode.NO_SESSION)  # that there is such a session is not told
    if person.site_id not in plan.site_ids or not may(person.role, Right.JOIN_SESSION):
        raise NotLetIn(CloseCode.NO_SEAT)


def actor_at(plan: Plan, person: Person, *, is_beside: bool = False) -> Actor:
    """What the person is in this session. is_beside: at a companion desk."""
    return Actor(
        site_id=person.site_id,
        role=person.role,
        is_central=plan.central_site_id == person.site_id,
        is_practice=plan.is_practice,
        scope=scope_at(plan.kinds.get(person.site_id)),
        is_trial=plan.is_trial,
        user_id=person.user_id,
        expected=plan.expected,
        sites=plan.site_ids,
        central_site_id=plan.central_site_id,
        hides_citizens=plan.need_to_know is not None,
        is_guest=person.is_guest,
        is_beside=is_beside,
        signers=plan.signers,
        city=CityText(digest=plan.text),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A program that joins. role: of the person who is signed in there."""

    site_id: SiteId
    role: Role
    program_id: str
    holder: Holder
    way: JoinWay


def come_in(plan: Plan, live: Live, arrival: Arrival) -> Live:
    """A program takes the seat of its site, or sits beside it.

    Raises:
        NotLetIn: the session is not open to it, another PC has the seat that it asks for, or there
            are companion desks enough.
    """
    if arrival.way is JoinWay.BESIDE:
        return _come_beside(plan, live, arrival)
    if arrival.way is JoinWay.ASK and _is_in_use(live, arrival):
        raise NotLetIn(CloseCode.SEAT_IN_USE)
    live = without_program(live, arrival.site_id, arrival.program_id)
    return seat(plan, live, arrival.site_id, arrival.program_id, arrival.holder)


def _is_in_use(live: Live, arrival: Arrival) -> bool:
    """Another PC sits there; a program that was started again on this one comes back."""
    holder = live.holder(arrival.site_id)
    if holder is None or live.program(arrival.site_id) == arrival.program_id:
        return False
    return not holder.room_id or holder.room_id != arrival.holder.room_id


def _come_beside(plan: Plan, live: Live, arrival: Arrival) -> Live:
    site_id, told = arrival.site_id, live.told
    is_open = told.status in JOINABLE_STATUSES or told.seat(site_id) is not None
    if plan.is_trial or not is_open:
        raise NotLetIn(CloseCode.NO_SEAT)
    live = without_program(live, site_id, arrival.program_id)
    if not has_room_beside(live.told.companions or (), site_id):
        raise NotLetIn(CloseCode.NO_ROOM_BESIDE)
    if live.holder(site_id) is not None and live.program(site_id) == arrival.program_id:
        live = moves.lose_seat(live, site_id)  # it had the seat itself
    beside = Beside(
        site_id=site_id,
        role=arrival.role,
        program_id=arrival.program_id,
        holder=arrival.holder,
    )
    return follow_seats(plan, sit_beside(live, beside))


def seat(plan: Plan, live: Live, site_id: SiteId, program_id: str, holder: Holder) -> Live:
    """A room takes its seat, from whatever had it.

    Raises:
        NotLetIn: the session is not open to rooms that are not in it.
    """
    if live.told.status not in JOINABLE_STATUSES and live.told.seat(site_id) is None:
        raise NotLetIn(CloseCode.NO_SEAT)
    live = moves.hold_seat(moves.take_seat(live, site_id, program_id), site_id, holder)
    return follow_seats(plan, live)


def keep_seats(
    plan: Plan, live: Live, holders: Mapping[SiteId, Holder], beside: Iterable[Holder] = ()
) -> Live:
    """The same connections under a new number of their worker, but those that lost their seat.

    beside: of companion desks.
    """
    for holder in beside:
        live = keep_beside(live, holder)
    for site_id, holder in holders.items():
        former = live.holder(site_id)
        is_its_own = former is None or former.connection_id == holder.connection_id
        if is_its_own and live.told.seat(site_id) is not None:
            live = moves.hold_seat(live, site_id, holder)
    return follow_seats(plan, live)


def lose_held_seat(plan: Plan, live: Live, site_id: SiteId, holder: Holder) -> Live:
    """A connection broke; the seat stays another one's that has it, or was freed already.

    A companion desk leaves nothing behind.
    """
    live = leave_beside(live, holder.connection_id)
    former = live.holder(site_id)
    if former is not None and former.connection_id == holder.connection_id:
        live = moves.lose_seat(live, site_id)
    return follow_seats(plan, live)


def may_stay(plan: Plan, live: Live, person: Person) -> bool:
    """Whether who sits there would still be let in."""
    if person.is_guest:
        return is_seated(live, person.site_id)
    return plan.is_known_to(person.user_id)


def give_back(plan: Plan, live: Live, person: Person, now: datetime) -> Live:
    """Who sits there leaves on purpose; the part of who was called is over then."""
    live = leave_call(live, person.site_id, now)
    return live if person.is_guest else _without_site(plan, live)


def follow_seats(plan: Plan, live: Live) -> Live:
    """domain.md §5, connecting to ready: every gate passed, each site here and recording; and back.

    Practice has no take to show: it opens as its gates are passed, without one that was measured.
    """
    connected = {seat.site_id for seat in live.told.seats if seat.is_connected}
    is_held = not plan.is_practice and lacks_take(live)
    is_complete = plan.has_gates and connected == plan.site_ids and not is_held
    if live.told.status is SessionStatus.CONNECTING and is_complete:
        return moves.make_ready(live)
    is_lost = is_held or len(connected) < len(live.told.seats)
    return _without_site(plan, live) if is_lost else live


def _without_site(plan: Plan, live: Live) -> Live:
    """Practice goes on with whoever is there."""
    is_waiting = live.told.status is SessionStatus.READY and not plan.is_practice
    return moves.miss_site(live) if is_waiting else live
