"""Sites (điểm cầu): where the parties of a session sit."""

from dataclasses import dataclass

from desktop.domain.enums import SiteKind
from desktop.domain.ids import SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One room that can take a seat in a session.

    short_name: at most 24 characters, for small tiles.
    """

    id: SiteId
    name: str
    short_name: str
    kind: SiteKind
    unit_code: str
    address: str
    fallback_phone: str
