"""Rules of the fields of people: citizen, identity check, standing, group (domain.md §4.4 ff.)."""

from collections.abc import Callable
from functools import partial

from desktop.domain.casework.people.citizen import (
    MAX_AGE_YEARS,
    MAX_NAME,
    CitizenRecord,
    IdKind,
    age_years,
    is_born,
    is_name,
)
from desktop.domain.casework.people.group import (
    ALONE,
    LARGE_GROUP,
    Group,
    are_members,
    is_designated,
    is_nobody_twice,
    lawful_representatives,
    unidentified,
)
from desktop.domain.casework.people.identity import (
    IdentityCheck,
    IdentityResult,
    IdentityWarning,
    count_digits,
    identity_warnings,
    is_number_of,
    is_passport_number,
    number_facts,
)
from desktop.domain.casework.people.standing import Standing, StandingKind
from desktop.domain.casework.rules.field_rule import Act, Circumstances, FieldRule, RecordName
from desktop.domain.faults import FaultData, FaultKind, is_email, is_phone, is_reason

HAI_PHONG = "31"
"""The province's code of the official list."""

_citizen = partial(FieldRule[CitizenRecord], record=RecordName.CITIZEN)
_check = partial(FieldRule[IdentityCheck], record=RecordName.IDENTITY_CHECK)
_standing = partial(FieldRule[Standing], record=RecordName.STANDING)
_group = partial(FieldRule[Group], record=RecordName.GROUP)


def _is_without(warning: IdentityWarning) -> Callable[[CitizenRecord, Circumstances], bool]:
    def check(record: CitizenRecord, at: Circumstances) -> bool:
        found = identity_warnings(record, today=at.today, numbers_today=at.numbers_today)
        return warning not in found

    return check


def _is_spelt(text: str) -> bool:
    return not text or is_name(text)


def _is_known_ward(record: CitizenRecord, at: Circumstances) -> bool:
    is_of_city = record.province_code in ("", HAI_PHONG)
    is_asked = bool(record.ward_code) and bool(at.known_wards) and is_of_city
    return not is_asked or record.ward_code in at.known_wards


def _is_organisation_named(record: CitizenRecord, at: Circumstances) -> bool:
    is_asked = at.represents_organisation or bool(record.position)
    return not is_asked or bool(record.organisation_name)


def _is_position_named(record: CitizenRecord, at: Circumstances) -> bool:
    is_asked = at.represents_organisation or bool(record.organisation_name)
    return not is_asked or bool(record.position)


def _number_data(record: CitizenRecord, _at: Circumstances) -> FaultData:
    return (("n", count_digits(record.id_number)),)


def _head_data(record: CitizenRecord, _at: Circumstances) -> FaultData:
    return (("ppp", record.id_number[:3]),)


def _ticket_data(record: CitizenRecord, at: Circumstances) -> FaultData:
    return (("n", at.numbers_today.get(record.id_number, 0)),)


def _gender_data(record: CitizenRecord, _at: Circumstances) -> FaultData:
    facts = number_facts(record.id_kind, record.id_number)
    return () if facts is None else (("name", record.full_name), ("card", facts.gender.value))


def _year_data(record: CitizenRecord, _at: Circumstances) -> FaultData:
    return (("yy", record.id_number[4:6]),)


CITIZEN_RULES: tuple[FieldRule[CitizenRecord], ...] = (
    _citizen(
        field="full_name",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.full_name.strip()),
    ),
    _citizen(
        field="full_name",
        word="length",
        kind=FaultKind.WRONG,
        check=lambda one, _: len(one.full_name) <= MAX_NAME,
    ),
    _citizen(
        field="full_name",
        word="letters",
        kind=FaultKind.WRONG,
        check=lambda one, _: is_name(one.full_name[:MAX_NAME]),
    ),
    _citizen(
        field="full_name",
        word="words",
        kind=FaultKind.ODD,
        check=lambda one, _: len(one.full_name.split()) != 1,
    ),
    _citizen(
        field="date_of_birth",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.date_of_birth is None or is_born(one.date_of_birth, at.today),
        code="N-107",
    ),
    _citizen(
        field="date_of_birth",
        word="age",
        kind=FaultKind.ODD,
        check=lambda one, at: (
            one.date_of_birth is None or age_years(one.date_of_birth, at.today) <= MAX_AGE_YEARS
        ),
    ),
    _citizen(
        field="date_of_birth",
        word="number",
        kind=FaultKind.ODD,
        check=_is_without(IdentityWarning.BIRTH_YEAR),
        code="N-105",
        data=_year_data,
    ),
    _citizen(
        field="gender",
        word="number",
        kind=FaultKind.ODD,
        check=_is_without(IdentityWarning.GENDER),
        code="N-103",
        data=_gender_data,
    ),
    _citizen(
        field="id_number",
        word="presented",
        kind=FaultKind.REASON,
        check=lambda one, _: bool(one.id_number),
    ),
    _citizen(
        field="id_number",
        word="digits",
        kind=FaultKind.WRONG,
        check=lambda one, _: not one.id_number or is_number_of(one.id_kind, one.id_number),
        code="N-101",
        data=_number_data,
    ),
    _citizen(
        field="id_number",
        word="passport",
        kind=FaultKind.ODD,
        check=lambda one, _: (
            one.id_kind is not IdKind.PASSPORT
            or not one.id_number
            or is_passport_number(one.id_number)
        ),
    ),
    _citizen(
        field="id_number",
        word="province",
        kind=FaultKind.ODD,
        check=_is_without(IdentityWarning.UNKNOWN_PROVINCE),
        code="N-102",
        data=_head_data,
    ),
    _citizen(
        field="id_number",
        word="year",
        kind=FaultKind.ODD,
        check=_is_without(IdentityWarning.FUTURE_YEAR),
    ),
    _citizen(
        field="id_number",
        word="today",
        kind=FaultKind.ODD,
        check=_is_without(IdentityWarning.SAME_NUMBER_TODAY),
        code="N-104",
        data=_ticket_data,
    ),
    _citizen(
        field="id_issue_date",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: not one.id_number or one.id_issue_date is not None,
        act=Act.PRINT,
    ),
    _citizen(
        field="id_issue_date",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.id_issue_date is None or one.id_issue_date <= at.today,
        code="N-107",
    ),
    _citizen(
        field="id_issue_place",
        word="there",
        kind=FaultKind.ODD,
        check=lambda one, _: not one.id_number or bool(one.id_issue_place),
        act=Act.PRINT,
    ),
    _citizen(
        field="address_text",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.address_text.strip()),
    ),
    _citizen(field="ward_code", word="known", kind=FaultKind.ODD, check=_is_known_ward),
    _citizen(
        field="phone",
        word="form",
        kind=FaultKind.ODD,
        check=lambda one, _: not one.phone or is_phone(one.phone),
    ),
    _citizen(
        field="email",
        word="form",
        kind=FaultKind.ODD,
        check=lambda one, _: not one.email or is_email(one.email),
    ),
    _citizen(
        field="nationality",
        word="letters",
        kind=FaultKind.ODD,
        check=lambda one, _: _is_spelt(one.nationality),
    ),
    _citizen(
        field="ethnicity",
        word="letters",
        kind=FaultKind.ODD,
        check=lambda one, _: _is_spelt(one.ethnicity),
    ),
    _citizen(
        field="organisation_name",
        word="there",
        kind=FaultKind.MISSING,
        check=_is_organisation_named,
    ),
    _citizen(field="position", word="there", kind=FaultKind.MISSING, check=_is_position_named),
    _citizen(
        field="interpreter_name",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: not one.interpreter_needed or bool(one.interpreter_name),
        act=Act.OPEN,
    ),
)

IDENTITY_CHECK_RULES: tuple[FieldRule[IdentityCheck], ...] = (
    _check(
        field="citizen_id",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.citizen_id),
    ),
    _check(
        field="exception_reason",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: (
            one.result is not IdentityResult.EXCEPTION or is_reason(one.exception_reason)
        ),
    ),
    _check(
        field="result",
        word="known",
        kind=FaultKind.WRONG,
        check=lambda one, _: one.result is not IdentityResult.NOT_VERIFIED,
        act=Act.OPEN,
    ),
    _check(
        field="checked_by",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.checked_by),
    ),
    _check(
        field="checked_at",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.checked_at <= at.now,
        code="N-107",
    ),
)


def _is_of(standing: Standing, kind: StandingKind) -> bool:
    return standing.kind is kind


STANDING_RULES: tuple[FieldRule[Standing], ...] = (
    _standing(
        field="citizen_id",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.citizen_id),
    ),
    _standing(
        field="authorisation_number",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: (
            not _is_of(one, StandingKind.AUTHORISED) or bool(one.authorisation_number)
        ),
    ),
    _standing(
        field="authorisation_date",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.authorisation_date is None or one.authorisation_date <= at.today,
        code="N-107",
    ),
    _standing(
        field="authorisation_date",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: (
            not _is_of(one, StandingKind.AUTHORISED) or one.authorisation_date is not None
        ),
    ),
    _standing(
        field="authorisation_notary",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, at: (
            not (_is_of(one, StandingKind.AUTHORISED) and at.is_complaint)
            or bool(one.authorisation_notary)
        ),
    ),
    _standing(
        field="authorised_content",
        word="there",
        kind=FaultKind.ODD,
        check=lambda one, _: (
            not _is_of(one, StandingKind.AUTHORISED) or bool(one.authorised_content)
        ),
    ),
    _standing(
        field="lawyer_card_no",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: not _is_of(one, StandingKind.LAWYER) or bool(one.lawyer_card_no),
    ),
    _standing(
        field="lawyer_card_date",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.lawyer_card_date is None or one.lawyer_card_date <= at.today,
        code="N-107",
    ),
    _standing(
        field="lawyer_card_date",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: (
            not _is_of(one, StandingKind.LAWYER) or one.lawyer_card_date is not None
        ),
    ),
    _standing(
        field="lawyer_card_issuer",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: not _is_of(one, StandingKind.LAWYER) or bool(one.lawyer_card_issuer),
    ),
    _standing(
        field="bar_association",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: not _is_of(one, StandingKind.LAWYER) or bool(one.bar_association),
    ),
    _standing(
        field="legal_aid_decision",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: (
            not _is_of(one, StandingKind.LEGAL_AID) or bool(one.legal_aid_decision)
        ),
    ),
    _standing(
        field="proof_document_id",
        word="there",
        kind=FaultKind.REASON,
        check=lambda one, _: _is_of(one, StandingKind.SELF) or one.proof_document_id is not None,
    ),
)


def _are_not_too_many(group: Group, at: Circumstances) -> bool:
    return len(group.representatives) <= lawful_representatives(group.group_size, at.values).most


def _are_enough(group: Group, at: Circumstances) -> bool:
    return len(group.representatives) >= lawful_representatives(group.group_size, at.values).least


def _most_data(group: Group, at: Circumstances) -> FaultData:
    most = lawful_representatives(group.group_size, at.values).most
    return (("n", group.group_size), ("max", most))


GROUP_RULES: tuple[FieldRule[Group], ...] = (
    _group(
        field="group_name",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: one.group_size <= ALONE or bool(one.group_name.strip()),
    ),
    _group(
        field="group_size",
        word="least",
        kind=FaultKind.WRONG,
        check=lambda one, _: one.group_size >= 1,
    ),
    _group(
        field="present_count",
        word="least",
        kind=FaultKind.WRONG,
        check=lambda one, _: one.present_count >= 0,
    ),
    _group(
        field="present_count",
        word="most",
        kind=FaultKind.ODD,
        check=lambda one, _: one.present_count <= one.group_size,
    ),
    _group(
        field="members",
        word="names",
        kind=FaultKind.WRONG,
        check=lambda one, _: all(is_name(member.full_name) for member in one.members),
    ),
    _group(
        field="members",
        word="once",
        kind=FaultKind.WRONG,
        check=lambda one, _: is_nobody_twice(one),
    ),
    _group(
        field="members",
        word="all",
        kind=FaultKind.REASON,
        check=lambda one, _: len(one.members) >= one.group_size,
    ),
    _group(
        field="representatives",
        word="most",
        kind=FaultKind.WRONG,
        check=_are_not_too_many,
        code="N-110",
        data=_most_data,
    ),
    _group(
        field="representatives",
        word="least",
        kind=FaultKind.MISSING,
        check=_are_enough,
    ),
    _group(
        field="representatives",
        word="members",
        kind=FaultKind.WRONG,
        check=lambda one, _: are_members(one),
    ),
    _group(
        field="representatives",
        word="identified",
        kind=FaultKind.ODD,
        check=lambda one, _: not unidentified(one),
        code="N-112",
        data=lambda one, _: (("name", ", ".join(each.full_name for each in unidentified(one))),),
    ),
    _group(
        field="designation_document_id",
        word="signed",
        kind=FaultKind.REASON,
        check=lambda one, _: one.group_size < LARGE_GROUP or is_designated(one),
        code="N-111",
    ),
)
