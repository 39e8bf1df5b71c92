"""What is typed of an intake as it is drawn. Pure."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from desktop.domain.casework.conclusions.conclusion_book import (
    KnownItem,
    is_overdue,
    open_items_of,
)
from desktop.domain.casework.history import Recognised, Recognition
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import Petition, gate_of
from desktop.domain.casework.matter.triage import TriageProposal
from desktop.domain.casework.people.citizen import masked_number
from desktop.domain.casework.people.group import Group, Member, lawful_representatives
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.ids import CaseId
from desktop.presenters.casework.intake.intake_people import People
from desktop.presenters.casework.intake.intake_state import (
    GroupView,
    IntakeSheet,
    KnownPerson,
    MatterView,
    MemberRow,
    PersonsView,
    PromiseLine,
)
from desktop.presenters.form.values import write_birth

_MOST_PEOPLE = 2
"""Suggestions that are shown at once."""
_MOST_PROMISES = 5


def persons_view(people: People, *, is_restricted: bool) -> PersonsView:
    """Who is taken in; of a denunciation they are counted only."""
    names = (one.citizen.full_name for one in people.persons)
    return PersonsView(
        names=tuple("" if is_restricted else name for name in names), place=people.place
    )


def promises_view(
    items: Iterable[KnownItem], case_ids: AbstractSet[CaseId], today: date
) -> tuple[PromiseLine, ...]:
    """What these cases still wait for, the most pressing first."""
    waited = open_items_of((one.item for one in items), case_ids)
    return tuple(
        PromiseLine(
            task=one.task,
            agency=one.agency,
            deadline=one.deadline,
            is_overdue=is_overdue(one, today),
            status=one.status,
        )
        for one in waited[:_MOST_PROMISES]
    )


def group_view(group: Group, people: People, *, has_room: bool) -> GroupView:
    """Its people, and how many of them may speak. has_room: somebody more may be taken in."""
    places = {one.citizen.id: place for place, one in enumerate(people.persons)}
    rows = tuple(
        _row(one, group, people, None if one.citizen_id is None else places[one.citizen_id])
        for one in group.members
    )
    return GroupView(
        rows=tuple(replace(one, can_take_in=one.place is None and has_room) for one in rows),
        lawful=lawful_representatives(group.group_size),
        unnamed=max(0, group.group_size - len(rows)),
    )


def _row(one: Member, group: Group, people: People, place: int | None) -> MemberRow:
    return MemberRow(
        id=one.id,
        name=one.full_name,
        address=one.address,
        has_signed=one.signed,
        is_representative=one.id in group.representatives,
        place=place,
        is_shown=place == people.place,
        can_take_in=False,
        can_remove=place is None or len(people.persons) > 1,
    )


def known_people(found: Iterable[Recognised]) -> tuple[KnownPerson, ...]:
    """Each person once, as they were taken in last."""
    by_person: dict[tuple[Recognition, str], Recognised] = {}
    for one in found:
        by_person[one.by, one.citizen.id_number or one.citizen.full_name] = one
    return tuple(
        KnownPerson(
            citizen_id=one.citizen.id,
            name=one.citizen.full_name,
            number=masked_number(one.citizen.id_number),
            birth=write_birth(one.citizen.date_of_birth),
            address=one.citizen.address_text,
            by=one.by,
        )
        for one in list(by_person.values())[:_MOST_PEOPLE]
    )


def matter_view(
    proposal: TriageProposal,
    petition: Petition,
    *,
    chosen: tuple[PetitionType | None, ...],
    place: int,
) -> MatterView:
    """The content that the form holds. chosen: of each content; place: of this one."""
    own, is_split = chosen[place], len(chosen) > 1
    is_denunciation = own is PetitionType.DENUNCIATION
    return MatterView(
        proposed=petition.suggested_type,
        reasons=proposal.reasons,
        hints=() if is_denunciation else proposal.hints,
        is_mixed=proposal.is_mixed and not is_split,
        may_split=proposal.is_mixed and not is_split,
        chosen=own,
        gate=None if own is None else gate_of(petition),
        parts=chosen,
        place=place,
    )


def sheet_of(
    people: People,
    petitions: tuple[Petition, ...],
    faults: Iterable[FieldFault],
    *,
    chosen: tuple[PetitionType | None, ...],
    lacking_at: tuple[int, ...],
) -> IntakeSheet:
    """As other screens and papers show it. faults: of the form; chosen: of each content."""
    is_restricted = PetitionType.DENUNCIATION in chosen
    everybody = tuple(one.citizen for one in people.persons)
    lacking = dict.fromkeys(one.field for one in faults if one.kind is not FaultKind.ODD)
    first = petitions[0]
    return IntakeSheet(
        is_restricted=is_restricted,
        people=()
        if is_restricted
        else tuple((one.full_name, masked_number(one.id_number)) for one in everybody),
        address="" if is_restricted else people.lead.address_text,
        summary="" if is_restricted else first.summary,
        types=tuple(dict.fromkeys(one for one in chosen if one is not None)),
        agency=first.competent_agency,
        group_size=people.group.group_size if people.group is not None else 1,
        lacking=tuple(lacking),
        lacking_at=tuple(place + 1 for place in lacking_at),
    )
