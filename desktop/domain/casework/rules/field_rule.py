"""One rule of one field, and what a record is judged in (the rule column of domain.md §4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.casework.reason import GivenReason, settled_rules
from desktop.domain.faults import FaultData, FaultKind, FieldFault
from desktop.domain.to_be_confirmed import OPEN_VALUES, ToBeConfirmed

R = TypeVar("R")


class RecordName(StrEnum):
    """What is judged."""

    CITIZEN = "citizen"
    IDENTITY_CHECK = "identity_check"
    STANDING = "standing"
    GROUP = "group"
    PETITION = "petition"
    REQUEST = "request"
    DECISION = "decision"
    FLAGS = "flags"
    VISIT = "visit"


class Grade(StrEnum):
    """HARD: refused. SOFT: pointed at. SOFT_WITH_REASON: goes on with a reason."""

    HARD = "H"
    SOFT = "S"
    SOFT_WITH_REASON = "SR"


class Act(StrEnum):
    """What is about to be done with a record; SAVE: rules that hold at every act.

    PRINT: a paper for the citizen. OPEN: the session, or the call of a visit. OUTCOME: what a
    reception came to is noted.
    """

    SAVE = "save"
    PRINT = "print"
    SCHEDULE = "schedule"
    OPEN = "open"
    OUTCOME = "outcome"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a rule needs to know beside the record.

    today: in Hai Phong. now: aware. is_decree_154: NĐ 154/2026 holds on the day of the session.
    numbers_today: identity numbers of other visits of the day, with their tickets. tickets_today:
    of other visits of the site. known_wards: codes of the directory, empty when it is not known.
    represents_organisation: the person stands for one. is_complaint: among what is brought forward;
    True while it is not known. is_online: the reception is to be online. earlier_receptions: in
    the matter, None when they are not known.
    """

    today: date
    now: datetime
    act: Act = Act.SAVE
    is_decree_154: bool = True
    values: ToBeConfirmed = OPEN_VALUES
    numbers_today: Mapping[str, int] = MappingProxyType({})
    tickets_today: frozenset[int] = frozenset()
    known_wards: frozenset[str] = frozenset()
    represents_organisation: bool = False
    is_complaint: bool = True
    is_online: bool = False
    case_flags: frozenset[CaseFlag] = frozenset()
    earlier_receptions: int | None = None


Check = Callable[[R, Circumstances], bool]
"""True: the rule is kept."""

_GRADES = {FaultKind.ODD: Grade.SOFT, FaultKind.REASON: Grade.SOFT_WITH_REASON}


def _no_data(_record: object, _circumstances: Circumstances) -> FaultData:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule(Generic[R]):
    """One row. name: unique; field and a word, joined by a colon, after the record's name.

    kind: of the fault when the rule is broken; it says the grade. code: of the sentence, "" when
    the usual words do; data: what that sentence names. act: before which the rule holds.
    """

    record: RecordName
    field: str
    word: str
    kind: FaultKind
    check: Check[R]
    code: str = ""
    act: Act = Act.SAVE
    data: Callable[[R, Circumstances], FaultData] = _no_data

    @property
    def name(self) -> str:
        """For instance: citizen.full_name:letters."""
        return f"{self.record}.{self.field}:{self.word}"

    @property
    def grade(self) -> Grade:
        """H, S or SR of domain.md."""
        return _GRADES.get(self.kind, Grade.HARD)

    def holds(self, circumstances: Circumstances) -> bool:
        """Whether it is asked for before this act."""
        return self.act in (Act.SAVE, circumstances.act)


def broken_rules(
    rules: Iterable[FieldRule[R]],
    record: R,
    circumstances: Circumstances,
    reasons: Iterable[GivenReason] = (),
) -> tuple[FieldRule[R], ...]:
    """The rules that a record breaks and nobody went past: of each field the hard ones first."""
    settled = settled_rules(reasons)
    broken = [
        rule
        for rule in rules
        if rule.holds(circumstances)
        and not rule.check(record, circumstances)
        and not (rule.kind is FaultKind.REASON and rule.name in settled)
    ]
    fields = list(dict.fromkeys(rule.field for rule in broken))
    grades = [Grade.HARD, Grade.SOFT_WITH_REASON, Grade.SOFT]
    broken.sort(key=lambda rule: (fields.index(rule.field), grades.index(rule.grade)))
    return tuple(broken)


def judged(
    rules: Iterable[FieldRule[R]],
    record: R,
    circumstances: Circumstances,
    reasons: Iterable[GivenReason] = (),
) -> tuple[FieldFault, ...]:
    """What a form shows of a record: one fault for each broken rule, the worst of a field first.

    A field may come more than once; a form draws the first.
    """
    return tuple(
        FieldFault(
            field=rule.field, kind=rule.kind, code=rule.code, data=rule.data(record, circumstances)
        )
        for rule in broken_rules(rules, record, circumstances, reasons)
    )
