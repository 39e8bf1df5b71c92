"""Persons who are signed in at a site, without tokens."""

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.pull import Changes
from desktop.contract.operations import ChangesAnswer
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId


def person_at(
    site_id: SiteId, role: Role = Role.ROOM_OFFICER, *, user_id: str = "anybody"
) -> Person:
    """Somebody of this role at this site."""
    return Person(user_id=UserId(user_id), role=role, site_id=site_id, family_id="family")


def pulled(changes: Changes, person: Person, cursor: str = "") -> ChangesAnswer:
    """One pull, read as a room reads it."""
    return ChangesAnswer.model_validate_json(changes.pull(person, cursor))
