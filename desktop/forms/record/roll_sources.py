"""Sorts what was noted at the roll call into part I of the printed minutes. Pure."""

from collections.abc import Iterable

from desktop.domain.conduct.announcement import Announced, Announcement
from desktop.domain.conduct.roll_call import AddedPerson, RollCall, not_noted, person_ids
from desktop.domain.directory.site import Site
from desktop.domain.reception.participant import (
    CITIZEN_ROLES,
    Participant,
    ParticipantRole,
)
from desktop.domain.reception.session import SessionPlan
from desktop.domain.record.printed_roll import CalledPerson, CalledRoll, CalledSite, ReadOut
from desktop.forms.record.party_sites import PartySite


def called_roll(plan: SessionPlan, sites: Iterable[PartySite], roll: RollCall) -> CalledRoll:
    """Everybody of the plan, then who was added, by the places of the form.

    sites: that took part, in the order of the form.
    """
    sites = tuple(sites)
    called_in = {one.site.id for one in sites if one.calls}
    ids = person_ids(plan.participants)
    planned = (
        CalledPerson(person=person, note=roll.note(person_id))
        for person_id, person in zip(ids, plan.participants, strict=True)
    )
    added = (_added(one, roll, is_called_in=one.site_id in called_in) for one in roll.added)
    people = (*planned, *added)
    chair, secretary = (
        _first(people, role) for role in (ParticipantRole.CHAIR, ParticipantRole.SECRETARY)
    )
    return CalledRoll(
        chair=chair,
        secretary=secretary,
        citizens=tuple(one for one in people if one.person.role in CITIZEN_ROLES),
        sites=tuple(
            CalledSite(
                site=place.site,
                is_central=place.site.id == plan.central_site_id,
                calls=place.calls,
                people=tuple(
                    one
                    for one in people
                    if one.person.site_id == place.site.id
                    and not one.is_absent
                    and one not in (chair, secretary)
                    and one.person.role not in CITIZEN_ROLES
                ),
            )
            for place in sites
        ),
        absent=tuple(one for one in people if one.is_absent),
        is_whole=not not_noted(ids, roll),
    )


def read_out(sites: Iterable[Site], announced: tuple[Announced, ...] | None) -> tuple[ReadOut, ...]:
    """Each thing that is read out; empty where the city does not note it."""
    if announced is None:
        return ()
    known = {site.id: site for site in sites}
    said = {one.what: one for one in announced}
    return tuple(
        ReadOut(
            what=what,
            said=said.get(what),
            site=known.get(said[what].by_site_id) if what in said else None,
        )
        for what in Announcement
    )


def _added(one: AddedPerson, roll: RollCall, *, is_called_in: bool) -> CalledPerson:
    person = Participant(
        full_name=one.full_name,
        label=one.full_name,
        title="",
        agency="",
        role=one.role,
        site_id=one.site_id,
    )
    note = roll.note(one.person_id)
    return CalledPerson(person=person, note=note, is_added=True, is_called_in=is_called_in)


def _first(people: Iterable[CalledPerson], role: ParticipantRole) -> CalledPerson | None:
    return next((one for one in people if one.person.role is role), None)
