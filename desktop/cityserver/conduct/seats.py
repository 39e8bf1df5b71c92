"""Who may sit in a session, and what taking, keeping and losing a seat does. Pure."""

from collections.abc import Mapping
from datetime import datetime

from desktop.cityserver.access.callers import Person
from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.guests import is_seated, leave_as_guest
from desktop.cityserver.conduct.live.live_state import Holder, Live
from desktop.cityserver.conduct.live.rules import Actor
from desktop.cityserver.conduct.live_states import Plan
from desktop.contract.channel.seat import CloseCode
from desktop.domain.access.rights import Right, may, scope_at
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


def actor_at(plan: Plan, person: Person) -> Actor:
    """What the person is in this session."""
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
        hides_citizens=plan.need_to_know is not None,
        is_guest=person.is_guest,
    )


def seat(plan: Plan, live: Live, site_id: SiteId, program_id: str, holder: Holder) -> Live:
    """A room takes its seat, from whatever had it.

    Raises:
        NotLetIn: the session is not open to rooms that are not in it.
    """
    if live.told.status not in JOINABLE_STATUSES and live.told.seat(site_id) is None:
        raise NotLetIn(CloseCode.NO_SEAT)
    live = moves.hold_seat(moves.take_seat(live, site_id, program_id), site_id, holder)
    return follow_seats(plan, live)


def keep_seats(plan: Plan, live: Live, holders: Mapping[SiteId, Holder]) -> Live:
    """The same connections under a new number of their worker, but those that lost their seat."""
    for site_id, holder in holders.items():
        former = live.holder(site_id)
        is_its_own = former is None or former.connection_id == holder.connection_id
        if is_its_own and live.told.seat(site_id) is not None:
            live = moves.hold_seat(live, site_id, holder)
    return follow_seats(plan, live)


def lose_held_seat(plan: Plan, live: Live, site_id: SiteId, holder: Holder) -> Live:
    """A connection broke; the seat stays another one's that has it, or was freed already."""
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
    """Who sits there leaves on purpose; the part of a guest is over then."""
    if person.is_guest:
        return leave_as_guest(live, person.site_id, now)
    return leave_seat(plan, live, person.site_id)


def leave_seat(plan: Plan, live: Live, site_id: SiteId) -> Live:
    """A room left on purpose."""
    return _without_site(plan, moves.leave_seat(live, site_id))


def follow_seats(plan: Plan, live: Live) -> Live:
    """domain.md §5, connecting to ready: every gate passed and every site here; and back."""
    connected = {seat.site_id for seat in live.told.seats if seat.is_connected}
    is_complete = plan.has_gates and connected == plan.site_ids
    if live.told.status is SessionStatus.CONNECTING and is_complete:
        return moves.make_ready(live)
    is_lost = len(connected) < len(live.told.seats)
    return _without_site(plan, live) if is_lost else live


def _without_site(plan: Plan, live: Live) -> Live:
    """Practice goes on with whoever is there."""
    is_waiting = live.told.status is SessionStatus.READY and not plan.is_practice
    return moves.miss_site(live) if is_waiting else live
