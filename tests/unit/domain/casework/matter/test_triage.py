from dataclasses import fields, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.triage import (
    NOTHING_ANSWERED,
    TYPE_OF_REASON,
    CompetenceHint,
    Respondent,
    TriageAnswers,
    TriageReason,
    propose,
)

pytestmark = pytest.mark.unit

ANSWERS = st.builds(
    TriageAnswers,
    **{
        one.name: st.sampled_from([None, *Respondent])
        if one.name == "respondent"
        else st.sampled_from([None, True, False])
        for one in fields(TriageAnswers)
    },
)
OWN, BREACH = (
    replace(NOTHING_ANSWERED, own_right=True),
    replace(NOTHING_ANSWERED, others_breach=True),
)
H = CompetenceHint


def test_nothing_answered_proposes_nothing() -> None:
    proposal = propose(NOTHING_ANSWERED)
    assert proposal.types == ()
    assert proposal.proposed_type is None
    assert not proposal.is_mixed
    assert proposal.within_competence is None
    assert proposal.unanswered == tuple(TriageReason)


@pytest.mark.parametrize("answers", list(product([None, False, True], repeat=4)))
def test_each_yes_is_a_type_and_several_are_to_be_split(
    answers: tuple[bool | None, bool | None, bool | None, bool | None],
) -> None:
    own, breach, proposes, informs = answers
    proposal = propose(
        TriageAnswers(own_right=own, others_breach=breach, proposes=proposes, informs=informs)
    )
    said = dict(zip(TriageReason, answers, strict=True))
    assert proposal.reasons == tuple(one for one, answer in said.items() if answer)
    assert proposal.types == tuple(TYPE_OF_REASON[one] for one in proposal.reasons)
    assert proposal.is_mixed is (answers.count(True) > 1)
    is_one = answers.count(True) == 1
    assert proposal.proposed_type is (proposal.types[0] if is_one else None)
    assert proposal.unanswered == tuple(one for one, answer in said.items() if answer is None)


def test_the_types_are_those_of_the_four_questions() -> None:
    assert list(TYPE_OF_REASON.values()) == list(PetitionType)
    assert list(TYPE_OF_REASON) == list(TriageReason)


@pytest.mark.parametrize(
    ("respondent", "first_decided", "is_within", "hint"),
    [
        (Respondent.OUR_STAFF, None, True, H.GIVER_DECIDES),
        (Respondent.OUR_HEAD, None, True, H.GIVER_DECIDES),
        (Respondent.LOWER_HEAD, None, False, H.BODY_BELOW_FIRST),
        (Respondent.LOWER_STAFF, False, False, H.BODY_BELOW_FIRST),
        (Respondent.LOWER_HEAD, True, True, H.SECOND_COMPLAINT),
        (Respondent.HIGHER, None, False, H.BODY_ABOVE),
        (Respondent.OTHER_BODY, None, False, H.ANOTHER_BODY),
    ],
)
def test_who_decides_a_complaint(
    respondent: Respondent, first_decided: bool | None, is_within: bool, hint: CompetenceHint
) -> None:
    proposal = propose(replace(OWN, respondent=respondent, first_decided=first_decided))
    assert (proposal.within_competence, proposal.hints) == (is_within, (hint,))


@pytest.mark.parametrize(
    ("respondent", "is_within", "hint"),
    [
        (Respondent.OUR_STAFF, True, H.OWN_STAFF),
        (Respondent.OUR_HEAD, False, H.HEAD_ANSWERS_ABOVE),
        (Respondent.LOWER_HEAD, True, H.HEAD_OF_BODY_BELOW),
        (Respondent.LOWER_STAFF, False, H.STAFF_OF_BODY_BELOW),
        (Respondent.HIGHER, False, H.BODY_ABOVE),
        (Respondent.OTHER_BODY, False, H.ANOTHER_BODY),
    ],
)
def test_who_decides_a_denunciation(
    respondent: Respondent, is_within: bool, hint: CompetenceHint
) -> None:
    proposal = propose(replace(BREACH, respondent=respondent))
    assert (proposal.within_competence, proposal.hints) == (is_within, (hint,))


@pytest.mark.parametrize("question", ["proposes", "informs"])
def test_what_is_only_said_is_for_whoever_it_concerns(question: str) -> None:
    said = replace(NOTHING_ANSWERED, **{question: True})  # type: ignore[arg-type]
    assert propose(replace(said, respondent=Respondent.OUR_STAFF)).within_competence is None
    elsewhere = propose(replace(said, respondent=Respondent.OTHER_BODY))
    assert (elsewhere.within_competence, elsewhere.hints) == (False, (H.ANOTHER_BODY,))


def test_two_types_that_disagree_leave_the_competence_open() -> None:
    mixed = replace(OWN, others_breach=True, respondent=Respondent.OUR_HEAD)
    proposal = propose(mixed)
    assert proposal.within_competence is None
    assert proposal.hints == (H.GIVER_DECIDES, H.HEAD_ANSWERS_ABOVE)


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("finally_decided", H.FINALLY_DECIDED),
        ("in_court", H.IN_COURT),
        ("other_body", H.HANDLED_ELSEWHERE),
    ],
)
def test_what_is_settled_elsewhere_is_outside(question: str, hint: CompetenceHint) -> None:
    answers = replace(OWN, respondent=Respondent.OUR_STAFF, **{question: True})
    proposal = propose(answers)
    assert proposal.within_competence is False
    assert proposal.hints == (H.GIVER_DECIDES, hint)


def test_a_group_needs_representatives_and_stays_within() -> None:
    proposal = propose(replace(OWN, respondent=Respondent.OUR_STAFF, is_group=True))
    assert proposal.within_competence is True
    assert proposal.hints == (H.GIVER_DECIDES, H.NEEDS_REPRESENTATIVES)


@given(ANSWERS)
def test_no_answers_break_it_and_each_hint_is_said_once(answers: TriageAnswers) -> None:
    proposal = propose(answers)
    assert len(set(proposal.hints)) == len(proposal.hints)
    assert (proposal.proposed_type is None) is (len(proposal.types) != 1)
    if proposal.within_competence is True:
        assert True not in {answers.finally_decided, answers.in_court, answers.other_body}
