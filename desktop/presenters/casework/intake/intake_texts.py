"""An intake that was kept, as what somebody typed: the other way round. Pure.

Personal data: never logged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from desktop.domain.casework.intake import Intake, joined
from desktop.domain.casework.matter.petition import Petition, blocks_online
from desktop.domain.casework.matter.triage import propose
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.people.identity import IdentityCheck, IdentityMethod, IdentityResult
from desktop.domain.casework.people.standing import Standing, StandingKind
from desktop.domain.casework.reason import GivenReason
from desktop.domain.casework.visit import Visit, VisitStatus, may_visit_become
from desktop.presenters.casework.intake import (
    intake_matter,
    intake_people,
    intake_person,
    intake_visit,
)
from desktop.presenters.casework.intake.intake_forms import NEW_CASE, IntakeField
from desktop.presenters.casework.requests.request_forms import NO
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import write_date

F = IntakeField
_ANSWERS = {True: YES, False: NO, None: ""}


def texts_of(intake: Intake) -> dict[str, str]:
    """What a draft holds of it. intake: with all its parts, as this form makes it: `is_typed_here`.

    Raises KeyError: of one of the people there is no check or standing.
    """
    return {
        **_texts_of_people(intake),
        **intake_visit.texts_of_visit(intake.visit),
        **_texts_of_group(intake),
        **_texts_of_matter(intake.petitions),
    }


def is_typed_here(intake: Intake) -> bool:
    """Whether the form can hold it: of each person one check and one standing, and a content."""
    people = [one.id for one in intake.citizens]
    checked = [one.citizen_id for one in intake.checks]
    standing = [one.citizen_id for one in intake.standings]
    is_even = sorted(people) == sorted(checked) == sorted(standing)
    return bool(people) and is_even and bool(intake.petitions)


def as_before(intake: Intake, former: Intake) -> Intake:
    """What the form does not ask for stays as it was. former: as it was kept."""
    citizens: dict[str, CitizenRecord] = {one.id: one for one in former.citizens}
    standings = {one.id: one for one in former.standings}
    petitions: dict[str, Petition] = {one.id: one for one in former.petitions}
    group = intake.group
    if group is not None and former.group is not None:
        group = _group_as_before(group, former.group)
    return joined(
        replace(
            intake,
            visit=_visit_as_before(intake, former.visit),
            citizens=tuple(_citizen_as_before(one, citizens) for one in intake.citizens),
            standings=tuple(
                replace(one, created_at=kept.created_at, created_by=kept.created_by)
                if (kept := standings.get(one.id)) is not None
                else one
                for one in intake.standings
            ),
            group=group,
            petitions=tuple(_petition_as_before(one, petitions) for one in intake.petitions),
        )
    )


# ---- as typed ------------------------------------------------------------------------------


def _texts_of_people(intake: Intake) -> dict[str, str]:
    checks = {one.citizen_id: one for one in intake.checks}
    standings = {one.citizen_id: one for one in intake.standings}
    persons = [
        {
            **_texts_of_person(one, checks[one.id]),
            **_texts_of_standing(standings[one.id], intake.group),
            **intake_people.texts_of_member(intake.group, one.id),
        }
        for one in intake.citizens
    ]
    return persons[0] if len(persons) == 1 else intake_people.texts_of_persons(persons)


def _texts_of_person(citizen: CitizenRecord, check: IdentityCheck) -> dict[str, str]:
    by_card = check.method is IdentityMethod.QR
    return {
        **intake_person.texts_of_citizen(citizen),
        **intake_person.texts_of_ids(citizen, check),
        F.SEEN: YES if check.result is IdentityResult.VERIFIED else "",
        F.EXCEPTION: check.exception_reason or _reason(citizen.reasons),
        F.INTERPRETER: YES if citizen.interpreter_needed else "",
        F.INTERPRETER_NAME: citizen.interpreter_name,
        F.CANNOT_WRITE: YES if citizen.cannot_write else "",
        F.ORGANISATION: citizen.organisation_name,
        F.POSITION: citizen.position,
        intake_person.CARD_NUMBER: citizen.id_number if by_card else "",
    }


def _texts_of_standing(one: Standing, group: Group | None) -> dict[str, str]:
    """A designation that proves it by itself is no paper that somebody marked."""
    designation = None if group is None else group.designation_document_id
    is_named = one.kind is StandingKind.GROUP_REPRESENTATIVE
    is_marked = not is_named or one.proof_document_id != designation
    return {
        intake_person.STANDING_ID: one.id,
        F.STANDING: one.kind,
        F.AUTHORISATION_NUMBER: one.authorisation_number,
        F.AUTHORISATION_DATE: write_date(one.authorisation_date),
        F.AUTHORISATION_NOTARY: one.authorisation_notary,
        F.AUTHORISED_CONTENT: one.authorised_content,
        F.LAWYER_CARD: one.lawyer_card_no,
        F.LAWYER_DATE: write_date(one.lawyer_card_date),
        F.LAWYER_ISSUER: one.lawyer_card_issuer,
        F.BAR: one.bar_association,
        F.LEGAL_AID: one.legal_aid_decision,
        F.STANDING_REASON: _reason(one.reasons),
        intake_person.PROOF: (one.proof_document_id or "") if is_marked else "",
    }


def _texts_of_group(intake: Intake) -> dict[str, str]:
    group = intake.group
    if group is None:
        return intake_people.texts_of_nobody_else()
    return {
        **intake_people.texts_of_group(group, (one.id for one in intake.citizens)),
        F.GROUP_SIZE: str(group.group_size),
        F.GROUP_NAME: group.group_name,
        F.PRESENT: str(group.present_count) if group.present_count else "",
        F.GROUP_REASON: _reason(group.reasons),
    }


def _texts_of_matter(petitions: tuple[Petition, ...]) -> dict[str, str]:
    parts = [_texts_of_petition(one, is_part=len(petitions) > 1) for one in petitions]
    if len(parts) == 1:
        return parts[0]
    return {**parts[0], **intake_matter.texts_of_parts(parts)}


def _texts_of_petition(one: Petition, *, is_part: bool) -> dict[str, str]:
    answers = one.triage_answers
    proposed = propose(answers).proposed_type
    is_own = one.case_id is not None and str(one.case_id) == one.id
    said = {
        F.OWN_RIGHT: answers.own_right,
        F.OTHERS_BREACH: answers.others_breach,
        F.PROPOSES: answers.proposes,
        F.INFORMS: answers.informs,
        F.FINALLY_DECIDED: answers.finally_decided,
        F.IN_COURT: answers.in_court,
        F.OTHER_BODY: answers.other_body,
        F.FIRST_DECIDED: answers.first_decided,
        F.SIGNED: one.is_signed,
        F.ORIGINALS: one.original_papers_attached,
        F.BY_OFFICER: one.written_by_officer,
        F.READ_BACK: one.read_back_at is not None,
    }
    return {
        **{field.value: YES if is_so else "" for field, is_so in said.items()},
        **intake_matter.texts_of_ids(
            one, split_for=one.suggested_type if is_part or one.suggested_type != proposed else None
        ),
        F.SOURCE: one.source,
        F.WRITTEN: _ANSWERS[one.has_written_petition],
        F.PETITION_DATE: write_date(one.petition_date),
        F.FIELD: one.field or "",
        F.SUMMARY: one.summary,
        F.REQUEST: one.request,
        F.RESPONDENT: one.respondent,
        F.OBJECT: one.object_kind or "",
        F.DECISION_NUMBER: one.decision_number,
        F.DECISION_DATE: write_date(one.decision_date),
        F.PLACE_TIME: one.place_time_of_matter,
        F.PETITION_TYPE: one.petition_type,
        F.RESPONDENT_KIND: answers.respondent or "",
        F.WITHIN: _ANSWERS[one.within_competence],
        F.AGENCY: one.competent_agency,
        F.PROTECTION: _ANSWERS[one.identity_protection_requested],
        F.SECRECY: _ANSWERS[one.secrecy_assured],
        F.CASE: NEW_CASE if is_own else one.case_id or "",
    }


def _reason(reasons: Iterable[GivenReason]) -> str:
    """One was typed for all of them."""
    return next((one.reason for one in reasons), "")


# ---- as before -----------------------------------------------------------------------------


def _visit_as_before(intake: Intake, former: Visit) -> Visit:
    """Where it stands stays, but for what may not be received online; papers are added."""
    status = former.status
    if blocks_online(intake.petitions) and may_visit_become(status, VisitStatus.REDIRECTED):
        status = VisitStatus.REDIRECTED
    again = dict.fromkeys((*former.papers_again, *intake.visit.papers_again))
    return replace(former, status=status, papers_again=tuple(again))


_Noted = TypeVar("_Noted", CitizenRecord, Group, Petition)


def _noted_as_before(one: _Noted, former: _Noted) -> _Noted:
    return replace(one, created_at=former.created_at, created_by=former.created_by)


def _citizen_as_before(one: CitizenRecord, kept: Mapping[str, CitizenRecord]) -> CitizenRecord:
    former = kept.get(one.id)
    if former is None:
        return one
    return replace(
        _noted_as_before(one, former),
        email=former.email,
        nationality=former.nationality,
        ethnicity=former.ethnicity,
        vulnerability=former.vulnerability,
    )


def _group_as_before(one: Group, former: Group) -> Group:
    ids = {member.id for member in one.members}
    return replace(_noted_as_before(one, former), withdrawn_members=former.withdrawn_members & ids)


def _petition_as_before(one: Petition, kept: Mapping[str, Petition]) -> Petition:
    former = kept.get(one.id)
    if former is None:
        return one
    return replace(_noted_as_before(one, former), resolution_history=former.resolution_history)
