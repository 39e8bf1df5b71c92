"""Triage: answers to a few questions propose type and competence; an officer decides (§6.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from desktop.domain.casework.matter.case import PetitionType


class Respondent(StrEnum):
    """Whose decision, act or breach it is, seen from the body that receives.

    OUR_STAFF, OUR_HEAD: of this body. LOWER_HEAD, LOWER_STAFF: of a body below it. HIGHER: above.
    """

    OUR_STAFF = "our_staff"
    OUR_HEAD = "our_head"
    LOWER_HEAD = "lower_head"
    LOWER_STAFF = "lower_staff"
    HIGHER = "higher"
    OTHER_BODY = "other_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageAnswers:
    """What the officer answered; None: not asked yet.

    own_right: a decision or act touches the speaker's own right. others_breach: another broke the
    law. proposes: a solution or policy. informs: of a public matter. finally_decided: no appeal is
    left. in_court: a court has it or judged it. other_body: another body handles it. is_group:
    several people of one content. first_decided: the body below decided a first time.
    """

    own_right: bool | None = None
    others_breach: bool | None = None
    proposes: bool | None = None
    informs: bool | None = None
    finally_decided: bool | None = None
    in_court: bool | None = None
    other_body: bool | None = None
    is_group: bool | None = None
    first_decided: bool | None = None
    respondent: Respondent | None = None


NOTHING_ANSWERED = TriageAnswers()


class TriageReason(StrEnum):
    """Why a type is proposed: the answer that was yes."""

    OWN_RIGHT = "own_right"
    OTHERS_BREACH = "others_breach"
    PROPOSES = "proposes"
    INFORMS = "informs"


class CompetenceHint(StrEnum):
    """What speaks for or against this body's competence, and what to do next.

    GIVER_DECIDES: a first complaint goes to whoever decided. BODY_BELOW_FIRST: that decides before
    this one may. HEAD_ANSWERS_ABOVE: who heads this body is judged by the body above it.
    """

    GIVER_DECIDES = "giver_decides"
    SECOND_COMPLAINT = "second_complaint"
    BODY_BELOW_FIRST = "body_below_first"
    OWN_STAFF = "own_staff"
    HEAD_OF_BODY_BELOW = "head_of_body_below"
    STAFF_OF_BODY_BELOW = "staff_of_body_below"
    HEAD_ANSWERS_ABOVE = "head_answers_above"
    BODY_ABOVE = "body_above"
    ANOTHER_BODY = "another_body"
    FINALLY_DECIDED = "finally_decided"
    IN_COURT = "in_court"
    HANDLED_ELSEWHERE = "handled_elsewhere"
    NEEDS_REPRESENTATIVES = "needs_representatives"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageProposal:
    """What the answers propose. Kept beside what the officer chose.

    types: in the order of the questions; more than one: the petition is to be split (Đ14).
    within_competence: None while nothing speaks for either side. unanswered: of the first four.
    """

    types: tuple[PetitionType, ...]
    reasons: tuple[TriageReason, ...]
    within_competence: bool | None
    hints: tuple[CompetenceHint, ...]
    unanswered: tuple[TriageReason, ...]

    @property
    def proposed_type(self) -> PetitionType | None:
        """The one type; None: none, or several."""
        return self.types[0] if len(self.types) == 1 else None

    @property
    def is_mixed(self) -> bool:
        """It has to be split before it may be received."""
        return len(self.types) > 1


TYPE_OF_REASON: Mapping[TriageReason, PetitionType] = MappingProxyType(
    {
        TriageReason.OWN_RIGHT: PetitionType.COMPLAINT,
        TriageReason.OTHERS_BREACH: PetitionType.DENUNCIATION,
        TriageReason.PROPOSES: PetitionType.PROPOSAL,
        TriageReason.INFORMS: PetitionType.FEEDBACK,
    }
)

H = CompetenceHint
_BELOW = frozenset({Respondent.LOWER_HEAD, Respondent.LOWER_STAFF})
# Law on complaints 02/2011 Đ17-21: the giver first; the body above a second time.
_OF_COMPLAINT: dict[Respondent, tuple[bool, CompetenceHint]] = {
    Respondent.OUR_STAFF: (True, H.GIVER_DECIDES),
    Respondent.OUR_HEAD: (True, H.GIVER_DECIDES),
    Respondent.HIGHER: (False, H.BODY_ABOVE),
    Respondent.OTHER_BODY: (False, H.ANOTHER_BODY),
}
# Law on denunciations 25/2018 Đ12-13: the head of the body; of a head, the body above.
_OF_DENUNCIATION: dict[Respondent, tuple[bool, CompetenceHint]] = {
    Respondent.OUR_STAFF: (True, H.OWN_STAFF),
    Respondent.OUR_HEAD: (False, H.HEAD_ANSWERS_ABOVE),
    Respondent.LOWER_HEAD: (True, H.HEAD_OF_BODY_BELOW),
    Respondent.LOWER_STAFF: (False, H.STAFF_OF_BODY_BELOW),
    Respondent.HIGHER: (False, H.BODY_ABOVE),
    Respondent.OTHER_BODY: (False, H.ANOTHER_BODY),
}


def propose(answers: TriageAnswers) -> TriageProposal:
    """Type and competence by these answers. Pure."""
    said = {reason: getattr(answers, reason.value) for reason in TriageReason}
    reasons = tuple(reason for reason, answer in said.items() if answer)
    types = tuple(TYPE_OF_REASON[reason] for reason in reasons)
    by_type = [found for one in types for found in _competence(one, answers)]
    against = _what_stands_against(answers)
    verdicts = {is_within for is_within, _ in by_type}
    within = verdicts.pop() if len(verdicts) == 1 else None
    hints = dict.fromkeys([*(hint for _, hint in by_type), *against, *_what_is_needed(answers)])
    return TriageProposal(
        types=types,
        reasons=reasons,
        within_competence=False if against else within,
        hints=tuple(hints),
        unanswered=tuple(reason for reason, answer in said.items() if answer is None),
    )


def _competence(
    petition_type: PetitionType, answers: TriageAnswers
) -> list[tuple[bool, CompetenceHint]]:
    who = answers.respondent
    if who is None:
        return []
    if petition_type is PetitionType.DENUNCIATION:
        return [_OF_DENUNCIATION[who]]
    if petition_type is not PetitionType.COMPLAINT:
        return [(False, H.ANOTHER_BODY)] if who is Respondent.OTHER_BODY else []
    if who in _BELOW:
        is_second = answers.first_decided is True
        return [(is_second, H.SECOND_COMPLAINT if is_second else H.BODY_BELOW_FIRST)]
    return [_OF_COMPLAINT[who]]


def _what_stands_against(answers: TriageAnswers) -> list[CompetenceHint]:
    said = {
        H.FINALLY_DECIDED: answers.finally_decided,
        H.IN_COURT: answers.in_court,
        H.HANDLED_ELSEWHERE: answers.other_body,
    }
    return [hint for hint, answer in said.items() if answer]


def _what_is_needed(answers: TriageAnswers) -> list[CompetenceHint]:
    return [H.NEEDS_REPRESENTATIVES] if answers.is_group else []
