"""Persons who are signed in at a site, without tokens."""

from desktop.cityserver.access import Person
from desktop.domain.enums import Role
from desktop.domain.ids import SiteId, UserId


def person_at(
    site_id: SiteId, role: Role = Role.ROOM_OFFICER, *, user_id: str = "anybody"
) -> Person:
    """Somebody of this role at this site."""
    return Person(user_id=UserId(user_id), role=role, site_id=site_id, family_id="family")
