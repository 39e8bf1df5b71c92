"""People of a session, by site."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from string import ascii_uppercase

from desktop.domain.ids import SiteId


class ParticipantRole(StrEnum):
    """What a person does in one session."""

    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    SECRETARY = "secretary"
    ADVISING = "advising"
    AGENCY_REPRESENTATIVE = "agency_representative"
    COMMUNE_LEADER = "commune_leader"
    ROOM_OFFICER = "room_officer"
    CITIZEN = "citizen"
    CITIZEN_REPRESENTATIVE = "citizen_representative"
    LAWYER = "lawyer"
    LEGAL_AID = "legal_aid"
    INTERPRETER = "interpreter"
    TECHNICIAN = "technician"
    OBSERVER = "observer"


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

DENOUNCER_ALIAS = "Người tố cáo"
"""What everybody calls the citizen's side of a denunciation, except its case (domain.md §9)."""

CITIZEN_LABEL = "Công dân"
"""What displays and minutes call a citizen, with a letter."""

_WHO_SPEAKS = (
    ParticipantRole.CHAIR,
    ParticipantRole.CITIZEN_REPRESENTATIVE,
    ParticipantRole.CITIZEN,
    ParticipantRole.AGENCY_REPRESENTATIVE,
    ParticipantRole.COMMUNE_LEADER,
    ParticipantRole.CO_CHAIR,
)
"""A co-chair is there for a chair who is lost: until then the site speaks for somebody else."""


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


def are_seated(
    people: Iterable[Participant], central_site_id: SiteId, component_site_ids: Iterable[SiteId]
) -> bool:
    """Whether everybody sits at a site of the session, and one chair at its centre."""
    site_ids = {central_site_id, *component_site_ids}
    seats = [(one.role, one.site_id) for one in people]
    chairs = [site_id for role, site_id in seats if role is ParticipantRole.CHAIR]
    return chairs == [central_site_id] and all(site_id in site_ids for _, site_id in seats)


def are_named(people: Iterable[Participant]) -> bool:
    """Whether everybody has a name (domain.md §4.11)."""
    return all(one.full_name.strip() for one in people)


def sites_without_people(
    site_ids: Iterable[SiteId], people: Iterable[Participant]
) -> tuple[SiteId, ...]:
    """Sites of which nobody is invited, each once."""
    there = {person.site_id for person in people}
    return tuple(dict.fromkeys(one for one in site_ids if one not in there))


def with_known_names(
    people: Iterable[Participant], known: Iterable[Participant]
) -> tuple[Participant, ...]:
    """With the names that an alias stands for: who was only told the alias sends it back.

    known: as they were before; found by part, site, title and agency, in their order.
    """
    citizens = [one for one in known if one.role in CITIZEN_ROLES]
    named = []
    for one in people:
        is_aliased = one.role in CITIZEN_ROLES and one.full_name == DENOUNCER_ALIAS
        former = next((other for other in citizens if _are_alike(one, other)), None)
        if is_aliased and former is not None:
            citizens.remove(former)
            named.append(replace(one, full_name=former.full_name, label=former.label))
        else:
            named.append(one)
    return tuple(named)


def with_untold_citizens(
    people: Iterable[Participant], known: Iterable[Participant], site_ids: Collection[SiteId]
) -> tuple[Participant, ...]:
    """With the citizens of which who plans was not told: they stay while their site does.

    known: as they were before. A citizen who is new gets another letter than those have.
    """
    told = tuple(people)
    seats = {_seat_of(one) for one in told}
    untold = tuple(
        one
        for one in known
        if one.role in CITIZEN_ROLES and one.site_id in site_ids and _seat_of(one) not in seats
    )
    taken = {one.label for one in untold}
    free = (
        replace(one, label="") if one.role in CITIZEN_ROLES and one.label in taken else one
        for one in told
    )
    return labelled((*free, *untold))


def _seat_of(one: Participant) -> tuple[str, ParticipantRole, SiteId]:
    return one.full_name, one.role, one.site_id


def _are_alike(one: Participant, other: Participant) -> bool:
    told = (one.role, one.site_id, one.title, one.agency)
    return told == (other.role, other.site_id, other.title, other.agency)


def labelled(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Everybody with a label: a citizen without one is "Công dân A", B ..., others are their name.

    Letters that somebody has already are passed over; after Z come AA, AB ...
    """
    people = tuple(participants)
    taken = {one.label for one in people}
    free = (label for label in map(_citizen_label, count()) if label not in taken)
    return tuple(
        one
        if one.label
        else replace(one, label=next(free) if one.role in CITIZEN_ROLES else one.full_name)
        for one in people
    )


def _citizen_label(number: int) -> str:
    """number: from 0 on."""
    letters = ""
    while number >= 0:
        number, place = divmod(number, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
        number -= 1
    return f"{CITIZEN_LABEL} {letters}"
