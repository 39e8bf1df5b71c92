"""What of the intake form is asked for now, and what is wrong with it: pure."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import ObjectKind, Petition
from desktop.domain.casework.matter.triage import Respondent
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.casework.rules.field_rule import Circumstances
from desktop.domain.casework.rules.field_rules import (
    citizen_faults,
    group_faults,
    petition_faults,
    standing_faults,
)
from desktop.domain.faults import FaultKind, FieldFault
from desktop.presenters.casework.intake.intake_forms import (
    ABOUT_COMPETENCE,
    AGAINST,
    DENUNCIATION,
    GROUP_FIELDS,
    INTAKE_FORM,
    OF_DECISION,
    OF_STANDING,
    ORAL_FIELDS,
    STANDING_FIELDS,
    WRITTEN_FIELDS,
    IntakeField,
)
from desktop.presenters.casework.intake.intake_people import People
from desktop.presenters.form.spec import YES

F = IntakeField
Texts = Callable[[str], str]

_WITHOUT_FIELD = {
    "representatives": F.MEMBER_NAME,
    "members": F.MEMBER_NAME,
    "proof_document_id": F.STANDING_REASON,
    "designation_document_id": F.GROUP_REASON,
}
"""Where the faults of what has no field of its own are drawn."""
_DECIDED = frozenset({ObjectKind.ADMINISTRATIVE_DECISION, ObjectKind.DISCIPLINARY_DECISION})
_BELOW = frozenset({Respondent.LOWER_HEAD, Respondent.LOWER_STAFF})
CASE_LACKING = FieldFault(field=F.CASE, kind=FaultKind.MISSING, code="N-150")
"""Papers were handed in, and nobody said of which case they are."""
_KEYS = tuple(field.key for field in INTAKE_FORM.fields)


def people_faults(people: People, at: Circumstances) -> tuple[FieldFault, ...]:
    """Of sections 1 and 2, at the fields that the form has."""
    is_head = people.standing.kind is StandingKind.HEAD_OF_ORGANISATION
    found = [
        *citizen_faults(people.citizen, replace(at, represents_organisation=is_head)),
        *standing_faults(people.standing, at),
    ]
    if people.group is not None:
        of_group = [_of_group(one) for one in group_faults(people.group, at)]
        found += sorted(of_group, key=lambda one: not one.code)  # what has a sentence says more
    return tuple(_placed(found))


def matter_faults(petition: Petition, at: Circumstances) -> tuple[FieldFault, ...]:
    """Of sections 3 and 4."""
    return tuple(_placed(petition_faults(petition, at)))


def wanted_reasons(people: People, at: Circumstances) -> frozenset[IntakeField]:
    """Fields for a reason that is asked for, given or not."""
    bare = {
        F.EXCEPTION: citizen_faults(replace(people.citizen, reasons=()), at),
        F.STANDING_REASON: standing_faults(replace(people.standing, reasons=()), at),
        F.GROUP_REASON: (
            group_faults(replace(people.group, reasons=()), at) if people.group is not None else ()
        ),
    }
    return frozenset(
        field
        for field, faults in bare.items()
        if any(one.kind is FaultKind.REASON for one in faults)
    )


def hidden_fields(text: Texts, people: People, reasons: frozenset[IntakeField]) -> frozenset[str]:
    """Fields that are not asked for now. reasons: those for a reason that are."""
    hidden: set[IntakeField] = {F.GROUP_REASON} - reasons
    if people.group is None:
        hidden |= set(GROUP_FIELDS)
    of_group = frozenset(one.value for one in hidden)
    return hidden_of_person(text, people, reasons) | of_group | _hidden_of_matter(text)


def hidden_of_person(
    text: Texts, people: People, reasons: frozenset[IntakeField]
) -> frozenset[str]:
    """As `hidden_fields`, of the fields of one person. people: with their place."""
    hidden: set[IntakeField] = {F.EXCEPTION, F.STANDING_REASON} - reasons
    hidden |= set(OF_STANDING) - set(STANDING_FIELDS.get(people.standing.kind, ()))
    if not people.citizen.id_number:
        hidden |= {F.ISSUE_DATE, F.ISSUE_PLACE, F.SEEN}
    if text(F.INTERPRETER) != YES:
        hidden.add(F.INTERPRETER_NAME)
    return frozenset(one.value for one in hidden)


def _hidden_of_matter(text: Texts) -> frozenset[str]:
    chosen, written = text(F.PETITION_TYPE), text(F.WRITTEN)
    is_denunciation = chosen == PetitionType.DENUNCIATION
    is_complaint = chosen == PetitionType.COMPLAINT
    hidden: set[IntakeField] = set()
    if written != YES:
        hidden |= set(WRITTEN_FIELDS)
    if written in ("", YES):
        hidden |= set(ORAL_FIELDS)
    if not (is_denunciation or is_complaint):
        hidden |= {*AGAINST, F.RESPONDENT_KIND}
    if not is_complaint or text(F.OBJECT) not in _DECIDED:
        hidden |= set(OF_DECISION)
    if not is_denunciation:
        hidden |= {*DENUNCIATION, F.PLACE_TIME}
    if is_denunciation or not chosen:
        hidden |= set(ABOUT_COMPETENCE)
    if not is_complaint or text(F.RESPONDENT_KIND) not in _BELOW:
        hidden.add(F.FIRST_DECIDED)
    return frozenset(one.value for one in hidden)


def _of_group(fault: FieldFault) -> FieldFault:
    """Too few members named is a matter of the reason, a wrong name one of the names."""
    if fault.field == "members" and fault.kind is FaultKind.REASON:
        return replace(fault, field=F.GROUP_REASON)
    return fault


def _placed(faults: Iterable[FieldFault]) -> Iterable[FieldFault]:
    placed = (replace(one, field=_WITHOUT_FIELD.get(one.field, one.field)) for one in faults)
    return (one for one in placed if one.field in _KEYS)
