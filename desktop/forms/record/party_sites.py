"""A site that took part in a session, and the calls that brought it there. Pure."""

from dataclasses import dataclass

from desktop.domain.conduct.calls.agency_call import Calls
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.ids import SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySite:
    """calls: those that were accepted, oldest first; none of a site of the plan."""

    site: Site
    calls: Calls


def site_called(site_id: SiteId, name: str) -> Site:
    """Of a body that has no desk, or that is not known on this PC; only agencies are called in."""
    return Site(
        id=site_id,
        name=name,
        short_name=name,
        kind=SiteKind.AGENCY,
        unit_code="",
        address="",
        fallback_phone="",
    )
