"""People of a session, by site."""

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
