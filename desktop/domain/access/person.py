"""People who may sign in at this room, and the person who did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import CaseId, SiteId, UserId


class Role(StrEnum):
    """Who a person is to the program (domain.md §1.2)."""

    ROOM_OFFICER = "room_officer"
    SECRETARY = "secretary"
    LEADER = "leader"
    HQ_CLERK = "hq_clerk"
    AGENCY_USER = "agency_user"
    OBSERVER = "observer"
    TECHNICIAN = "technician"
    CITY_ADMIN = "city_admin"


MIN_PIN_DIGITS = 6
MAX_PIN_DIGITS = 32
MAX_PIN_ATTEMPTS = 5
OFFLINE_SIGN_IN_S = 72 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A person on the sign-in list of this room.

    offline_until: until when the PIN kept here lets the person in without the city; None when
    the city must be asked. denunciations: those that the person needs to know of; None while the
    city has not said.
    """

    id: UserId
    display_name: str
    role: Role
    offline_until: datetime | None = None
    denunciations: frozenset[CaseId] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The person at the desk now. is_offline: let in by PIN without the city.

    proof: another number after each PIN that was right; a token that is renewed keeps it.
    """

    officer: Officer
    site_id: SiteId
    is_offline: bool
    offline_until: datetime | None
    proof: int = 0
