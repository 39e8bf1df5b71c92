"""Who speaks to the city server: the room and the person of a request."""

from dataclasses import dataclass
from datetime import datetime

from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.audit import Actor
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A PC that was bound to a site."""

    room_id: str
    site_id: SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody signed in at a room. family_id names the sign-in, room_id the PC.

    is_guest: in a browser, for one session; role says nothing then.
    """

    user_id: UserId
    role: Role
    site_id: SiteId
    family_id: str
    room_id: str = ""
    is_guest: bool = False


def guest_at(site_id: SiteId) -> Person:
    """A guest in a browser, who is signed in nowhere and has no right of a role."""
    return Person(
        user_id=UserId(site_id),
        role=Role.TECHNICIAN,
        site_id=site_id,
        family_id="",
        is_guest=True,
    )


def actor_of(person: Person) -> Actor:
    """As the audit log names who is signed in."""
    return Actor(user_id=person.user_id, site_id=person.site_id, room_id=person.room_id)


def actor_at(room: Room, user_id: str) -> Actor:
    """As it names who tries to sign in at a room; user_id is empty for who is not known."""
    return Actor(user_id=user_id, site_id=room.site_id, room_id=room.room_id)


def locked(until: datetime, now: datetime) -> Rejected:
    """Too many attempts; `until` may be over, when something else than time must come."""
    wait_s = round((until - now).total_seconds())
    headers = {"Retry-After": str(max(1, wait_s))} if until > now else {}
    return Rejected(ProblemCode.TOO_MANY_ATTEMPTS, attempts_left=0, headers=headers)
