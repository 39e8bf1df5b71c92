"""What is typed of an intake as it is drawn. Pure."""

from collections.abc import Iterable

from desktop.domain.casework.case import PetitionType
from desktop.domain.casework.citizen import masked_number
from desktop.domain.casework.group import Group, lawful_representatives
from desktop.domain.casework.history import Recognised, Recognition
from desktop.domain.casework.petition import Petition, gate_of
from desktop.domain.casework.triage import TriageProposal
from desktop.domain.faults import FaultKind, FieldFault
from desktop.presenters.casework.intake.intake_people import People
from desktop.presenters.casework.intake.intake_state import (
    GroupView,
    IntakeSheet,
    KnownPerson,
    MatterView,
    MemberRow,
)
from desktop.presenters.form.values import write_birth

_MOST_PEOPLE = 2
"""Suggestions that are shown at once."""


def group_view(group: Group) -> GroupView:
    """Its people, and how many of them may speak."""
    rows = tuple(
        MemberRow(
            id=one.id,
            name=one.full_name,
            address=one.address,
            has_signed=one.signed,
            is_representative=one.id in group.representatives,
            is_visitor=one.citizen_id is not None,
        )
        for one in group.members
    )
    return GroupView(
        rows=rows,
        lawful=lawful_representatives(group.group_size),
        unnamed=max(0, group.group_size - len(rows)),
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
) -> IntakeSheet:
    """As other screens and papers show it. faults: of the form; chosen: of each content."""
    is_restricted = PetitionType.DENUNCIATION in chosen
    citizen = people.citizen
    lacking = dict.fromkeys(one.field for one in faults if one.kind is not FaultKind.ODD)
    first = petitions[0]
    return IntakeSheet(
        is_restricted=is_restricted,
        name="" if is_restricted else citizen.full_name,
        number="" if is_restricted else masked_number(citizen.id_number),
        address="" if is_restricted else citizen.address_text,
        summary="" if is_restricted else first.summary,
        types=tuple(dict.fromkeys(one for one in chosen if one is not None)),
        agency=first.competent_agency,
        group_size=people.group.group_size if people.group is not None else 1,
        lacking=tuple(lacking),
    )
