"""People of a session, by site."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.enums import ParticipantRole
from desktop.domain.ids import SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One person invited to a session.

    label: how displays and minutes name the person, for instance "Người chủ trì".
    """

    full_name: str
    label: str
    title: str
    agency: str
    role: ParticipantRole
    site_id: SiteId
    attended: bool = True
    absent_reason: str = ""


CITIZEN_ROLES = frozenset({ParticipantRole.CITIZEN, ParticipantRole.CITIZEN_REPRESENTATIVE})
"""The citizen's own side: whose name is hidden when the matter is a denunciation."""

_WHO_SPEAKS = (
    ParticipantRole.CHAIR,
    ParticipantRole.CO_CHAIR,
    ParticipantRole.CITIZEN_REPRESENTATIVE,
    ParticipantRole.CITIZEN,
    ParticipantRole.AGENCY_REPRESENTATIVE,
    ParticipantRole.COMMUNE_LEADER,
)


def lead_person(participants: Iterable[Participant], site_id: SiteId) -> Participant | None:
    """The one for whom a site is called: the chair, else the citizen, else an agency's person.

    None when nobody of the site is on the list.
    """
    here = [person for person in participants if person.site_id == site_id]
    for role in _WHO_SPEAKS:
        for person in here:
            if person.role is role:
                return person
    return next(iter(here), None)
