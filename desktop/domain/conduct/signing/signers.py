"""Who signs the minutes: people of every site that is there, as the plan and the roll say. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.conduct.calls.agency_call import AgencyCall, CallTarget
from desktop.domain.conduct.roll_call import RollCall, RollMark, person_ids
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import Participant, ParticipantRole

SIGNING_ROLES = frozenset(
    {
        ParticipantRole.CHAIR,
        ParticipantRole.CO_CHAIR,
        ParticipantRole.SECRETARY,
        ParticipantRole.AGENCY_REPRESENTATIVE,
        ParticipantRole.COMMUNE_LEADER,
        ParticipantRole.ROOM_OFFICER,
        ParticipantRole.CITIZEN,
        ParticipantRole.CITIZEN_REPRESENTATIVE,
        ParticipantRole.LAWYER,
        ParticipantRole.LEGAL_AID,
        ParticipantRole.INTERPRETER,
    }
)
"""Who helps with the room, advises or looks on does not sign (TBC against QĐ 3394)."""

_GONE = frozenset({RollMark.ABSENT, RollMark.LEFT})
_OF_SITE = "site:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One who signs. role: None: somebody for the site, of which nobody is named."""

    id: PersonId
    site_id: SiteId
    name: str
    role: ParticipantRole | None


def signing_people(participants: Iterable[Participant]) -> dict[PersonId, SiteId]:
    """Of a plan those who sign if they are there, and where."""
    people = tuple(participants)
    return {
        person_id: one.site_id
        for person_id, one in zip(person_ids(people), people, strict=True)
        if one.role in SIGNING_ROLES and one.attended
    }


def site_signer(site_id: SiteId) -> PersonId:
    """Whoever signs for a site of which nobody is named."""
    return PersonId(f"{_OF_SITE}{site_id}")


def signing_sites(
    seated: Iterable[SiteId], calls: Iterable[AgencyCall], central: SiteId | None
) -> tuple[SiteId, ...]:
    """Of the sites that are there those that sign, the centre first.

    seated: with a connection. A guest in a browser has no minutes.
    """
    guests = {one.site_id for one in calls if one.target is CallTarget.GUEST}
    there = sorted(set(seated) - guests)
    return tuple(sorted(there, key=lambda one: one != central))


def signer_ids(
    planned: Mapping[PersonId, SiteId], roll: RollCall, sites: Collection[SiteId]
) -> dict[PersonId, SiteId]:
    """Everybody who must have a state before the minutes count as signed, by site.

    planned: as `signing_people` says. sites: those that sign, in their order. Who is noted as
    absent, or as gone, does not sign.
    """
    added = {one.person_id: one.site_id for one in roll.added if one.role in SIGNING_ROLES}
    there = {
        person_id: site_id
        for person_id, site_id in (*planned.items(), *added.items())
        if not _is_gone(roll, person_id)
    }
    found = dict[PersonId, SiteId]()
    for site_id in sites:
        people = {one: site_id for one, where in there.items() if where == site_id}
        found |= people or {site_signer(site_id): site_id}
    return found


def _is_gone(roll: RollCall, person_id: PersonId) -> bool:
    note = roll.note(person_id)
    return note is not None and note.mark in _GONE


def signers(
    participants: Iterable[Participant],
    roll: RollCall,
    sites: Mapping[SiteId, str],
) -> tuple[Signer, ...]:
    """The same with their names. sites: those that sign, with theirs."""
    people = tuple(participants)
    named = {
        person_id: (one.full_name or one.label, one.role)
        for person_id, one in zip(person_ids(people), people, strict=True)
    } | {one.person_id: (one.full_name, one.role) for one in roll.added}
    ids = signer_ids(signing_people(people), roll, tuple(sites))
    return tuple(
        Signer(
            id=person_id,
            site_id=site_id,
            name=named[person_id][0] if person_id in named else sites[site_id],
            role=named[person_id][1] if person_id in named else None,
        )
        for person_id, site_id in ids.items()
    )
