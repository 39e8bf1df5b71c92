"""Every row of the table of field rules, by a good and a bad record; and what the table judges."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.casework.matter.reception_request import DecidedRequest
from desktop.domain.casework.people.citizen import CitizenRecord, IdKind
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.casework.reason import GivenReason
from desktop.domain.casework.rules.field_rule import (
    Act,
    Circumstances,
    FieldRule,
    Grade,
    RecordName,
    broken_rules,
)
from desktop.domain.casework.rules.field_rules import (
    FIELD_RULES,
    citizen_faults,
    decision_faults,
    flag_faults,
    group_faults,
    identity_check_faults,
    petition_faults,
    request_faults,
    standing_faults,
    visit_faults,
)
from desktop.domain.faults import FaultKind, FieldFault, is_sendable
from tests.rigs.system.every_row import every_row
from tests.samples.casework import (
    AT,
    AUTHORISED,
    CHECK,
    CITIZEN,
    COMPLAINT,
    DECIDED,
    DENUNCIATION,
    FEMALE_1965,
    FLAGS,
    GROUP,
    IN_PERSON,
    LAWYER,
    LEGAL_AID,
    MALE_1972,
    MALE_2003,
    NOW,
    OFFICER,
    ONLINE,
    OPEN_REQUEST,
    ORAL,
    REJECTED,
    REQUEST,
    RULE_SAMPLES,
    STANDING,
    TOMORROW,
    VISIT,
    WRITTEN,
    group,
)

pytestmark = pytest.mark.unit

RULES: tuple[FieldRule[Any], ...] = tuple(rule for rules in FIELD_RULES.values() for rule in rules)
JUDGES: dict[RecordName, Callable[[Any, Circumstances], tuple[FieldFault, ...]]] = {
    RecordName.CITIZEN: citizen_faults,
    RecordName.IDENTITY_CHECK: identity_check_faults,
    RecordName.STANDING: standing_faults,
    RecordName.GROUP: group_faults,
    RecordName.PETITION: petition_faults,
    RecordName.REQUEST: request_faults,
    RecordName.DECISION: decision_faults,
    RecordName.FLAGS: flag_faults,
    RecordName.VISIT: visit_faults,
}
BY_NAME = every_row("rule", RULES)


def reason_for(rule: FieldRule[Any], reason: str = "Bão, không ra xã được") -> GivenReason:
    return GivenReason(rule=rule.name, reason=reason, given_by=OFFICER, given_at=NOW)


def test_every_rule_has_a_name_of_its_own_and_its_two_samples() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert set(names) == set(RULE_SAMPLES)
    assert set(FIELD_RULES) == set(RecordName) == set(JUDGES)


@BY_NAME
def test_a_rule_belongs_to_its_record_and_to_one_of_its_fields(rule: FieldRule[Any]) -> None:
    sample = RULE_SAMPLES[rule.name].good
    record = sample.decision or ONLINE if isinstance(sample, DecidedRequest) else sample
    assert rule in FIELD_RULES[rule.record]
    assert hasattr(record, rule.field)


@BY_NAME
def test_a_good_record_keeps_the_rule(rule: FieldRule[Any]) -> None:
    sample = RULE_SAMPLES[rule.name]
    assert rule.check(sample.good, sample.at)
    assert rule.field not in {one.field for one in JUDGES[rule.record](sample.good, sample.at)}


@BY_NAME
def test_a_bad_record_breaks_it_and_the_fault_says_so(rule: FieldRule[Any]) -> None:
    sample = RULE_SAMPLES[rule.name]
    assert not rule.check(sample.bad, sample.at)
    fault = FieldFault(
        field=rule.field, kind=rule.kind, code=rule.code, data=tuple(sample.data.items())
    )
    assert fault in JUDGES[rule.record](sample.bad, sample.at)


@BY_NAME
def test_a_rule_of_another_act_is_not_asked_for(rule: FieldRule[Any]) -> None:
    sample = RULE_SAMPLES[rule.name]
    others = [act for act in Act if act is not sample.at.act]
    is_asked = {
        act: rule in broken_rules((rule,), sample.bad, replace(sample.at, act=act))
        for act in others
    }
    assert is_asked == dict.fromkeys(others, rule.act is Act.SAVE)


@BY_NAME
def test_a_reason_settles_what_asks_for_one_and_nothing_else(rule: FieldRule[Any]) -> None:
    sample = RULE_SAMPLES[rule.name]
    left = broken_rules((rule,), sample.bad, sample.at, (reason_for(rule),))
    assert bool(left) is (rule.grade is not Grade.SOFT_WITH_REASON)
    assert broken_rules((rule,), sample.bad, sample.at, (reason_for(rule, " ngắn \n "),))


def test_the_grades_are_those_of_the_dictionary() -> None:
    graded = {rule.name: rule.grade for rule in RULES}
    assert graded["citizen.full_name:words"] is Grade.SOFT
    assert graded["citizen.id_number:presented"] is Grade.SOFT_WITH_REASON
    assert graded["group.representatives:most"] is Grade.HARD
    assert graded["visit.ticket_no:free"] is Grade.HARD


@pytest.mark.parametrize(
    ("record", "sample"),
    [
        (RecordName.CITIZEN, CITIZEN),
        (RecordName.IDENTITY_CHECK, CHECK),
        (RecordName.STANDING, STANDING),
        (RecordName.STANDING, AUTHORISED),
        (RecordName.STANDING, LAWYER),
        (RecordName.STANDING, LEGAL_AID),
        (RecordName.GROUP, GROUP),
        (RecordName.GROUP, group(1, 0)),
        (RecordName.GROUP, group(2, 1)),
        (RecordName.GROUP, group(11, 5)),
        (RecordName.PETITION, ORAL),
        (RecordName.PETITION, WRITTEN),
        (RecordName.PETITION, COMPLAINT),
        (RecordName.PETITION, DENUNCIATION),
        (RecordName.REQUEST, REQUEST),
        (RecordName.REQUEST, OPEN_REQUEST),
        (RecordName.DECISION, DECIDED),
        (RecordName.DECISION, DecidedRequest(request=REQUEST, decision=IN_PERSON)),
        (RecordName.DECISION, DecidedRequest(request=REQUEST, decision=REJECTED)),
        (RecordName.DECISION, DecidedRequest(request=REQUEST, decision=None, former=ONLINE)),
        (RecordName.DECISION, DecidedRequest(request=REQUEST, decision=ONLINE, former=ONLINE)),
        (RecordName.FLAGS, FLAGS),
        (RecordName.VISIT, VISIT),
    ],
)
def test_a_record_in_order_has_no_fault(record: RecordName, sample: Any) -> None:
    assert JUDGES[record](sample, AT) == ()


def test_of_a_field_the_gravest_fault_comes_first() -> None:
    odd_and_wrong = replace(CITIZEN, full_name="X2", id_number="", id_kind=IdKind.CCCD)
    faults = citizen_faults(odd_and_wrong, AT)
    assert [(one.field, one.kind) for one in faults] == [
        ("full_name", FaultKind.WRONG),
        ("full_name", FaultKind.ODD),
        ("id_number", FaultKind.REASON),
    ]


@BY_NAME
def test_a_sentence_can_be_filled_for_a_good_record_too(rule: FieldRule[Any]) -> None:
    sample = RULE_SAMPLES[rule.name]
    assert {name for name, _ in rule.data(sample.good, sample.at)} <= set(sample.data)


def test_a_reason_kept_with_the_record_is_taken() -> None:
    (rule,) = [one for one in RULES if one.name == "citizen.id_number:presented"]
    without = replace(CITIZEN, id_number="")
    assert citizen_faults(without, AT)
    assert citizen_faults(replace(without, reasons=(reason_for(rule),)), AT) == ()


def test_a_decision_on_a_request_before_the_decree_needs_no_ground() -> None:
    decided = DecidedRequest(request=REQUEST, decision=replace(ONLINE, online_ground=None))
    assert decision_faults(decided, AT)
    assert decision_faults(decided, replace(AT, is_decree_154=False)) == ()


def test_an_authorisation_needs_its_certification_for_a_complaint_alone() -> None:
    uncertified = replace(AUTHORISED, authorisation_notary="")
    assert [one.field for one in standing_faults(uncertified, AT)] == ["authorisation_notary"]
    assert standing_faults(uncertified, replace(AT, is_complaint=False)) == ()


def test_who_stands_for_an_organisation_names_it_and_the_post() -> None:
    at = replace(AT, represents_organisation=True)
    assert [one.field for one in citizen_faults(CITIZEN, at)] == ["organisation_name", "position"]


def test_a_ward_elsewhere_or_without_a_directory_is_not_looked_up() -> None:
    elsewhere = replace(CITIZEN, ward_code="00001", province_code="01")
    assert citizen_faults(elsewhere, replace(AT, known_wards=frozenset({"11824"}))) == ()
    assert citizen_faults(replace(elsewhere, province_code=""), AT) == ()


# ---- bad input and bad days ---------------------------------------------------------------------


def kinds(citizen: CitizenRecord, at: Circumstances = AT) -> dict[str, FaultKind]:
    return {one.field: one.kind for one in reversed(citizen_faults(citizen, at))}


@pytest.mark.parametrize(
    "number", ["03116500O123", "031165000I23", "0311650001234", "٠٣١١٦٥٠٠٠١٢٣"]
)
def test_a_number_with_letters_or_too_long_is_refused_and_kept(number: str) -> None:
    bad = replace(CITIZEN, id_number=number)
    (fault,) = [one for one in citizen_faults(bad, AT) if one.field == "id_number"]
    digits = sum(char in "0123456789" for char in number)
    assert (fault.kind, fault.code, fault.data) == (FaultKind.WRONG, "N-101", (("n", digits),))
    assert bad.id_number == number


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Văn\u202eA", "Nguyễn\u200bVăn A", "Lê\tVăn A", "Lê Văn A\n", "- - '", "Lê <b>A</b>"],
)
def test_signs_that_turn_or_hide_a_name_are_refused(name: str) -> None:
    assert kinds(replace(CITIZEN, full_name=name))["full_name"] is FaultKind.WRONG


@pytest.mark.parametrize("name", ["H'Hen Niê", "Y Phôn-Ksor", "Ng. Văn A", "Lê " + "Ỹ" * 97])
def test_lawful_names_pass(name: str) -> None:
    assert kinds(replace(CITIZEN, full_name=name)) == {}


def test_a_birth_tomorrow_is_refused_and_one_today_is_not() -> None:
    newborn = replace(CITIZEN, id_number="031326000123", date_of_birth=AT.today)
    assert "date_of_birth" not in kinds(newborn)
    assert kinds(replace(newborn, date_of_birth=TOMORROW))["date_of_birth"] is FaultKind.WRONG
    assert kinds(replace(newborn, date_of_birth=2027))["date_of_birth"] is FaultKind.WRONG


def test_two_people_with_one_number_on_one_day_are_pointed_at_and_taken_in() -> None:
    faults = citizen_faults(CITIZEN, replace(AT, numbers_today={FEMALE_1965: 2}))
    assert [(one.code, one.data) for one in faults] == [("N-104", (("n", 2),))]
    assert is_sendable(faults)
    assert citizen_faults(CITIZEN, replace(AT, numbers_today={MALE_1972: 2, MALE_2003: 3})) == ()


@pytest.mark.parametrize(
    ("size", "representatives", "most"),
    [(10, 2, None), (10, 3, 2), (11, 5, None), (11, 6, 5), (4, 3, 2), (2, 2, None), (1, 1, 0)],
)
def test_a_group_sends_no_more_than_the_law_lets_it(
    size: int, representatives: int, most: int | None
) -> None:
    faults = group_faults(group(size, representatives), AT)
    if most is None:
        assert faults == ()
    else:
        assert [(one.code, dict(one.data)) for one in faults] == [
            ("N-110", {"n": size, "max": most})
        ]


def test_an_authorisation_dated_tomorrow_is_refused_whoever_holds_it() -> None:
    for kind in StandingKind:
        dated = replace(AUTHORISED, kind=kind, authorisation_date=TOMORROW)
        codes = {one.field: one.code for one in standing_faults(dated, AT)}
        assert codes["authorisation_date"] == "N-107"
