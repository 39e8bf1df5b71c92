"""Sites (điểm cầu): where the parties of a session sit."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import SiteId


class SiteRole(StrEnum):
    """What a site is to one session; never a property of the installation."""

    CENTRAL = "central"
    COMPONENT = "component"


class SiteKind(StrEnum):
    """What stands behind a site."""

    XA = "xa"
    PHUONG = "phuong"
    DAC_KHU = "dac_khu"
    HEADQUARTERS = "headquarters"
    AGENCY = "agency"


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
