"""Reasons for going on although a soft rule is broken (SR of domain.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.faults import is_reason
from desktop.domain.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReason:
    """Why somebody went on; kept with the record and printed in the minutes.

    rule: the name of the rule. given_at: aware.
    """

    rule: str
    reason: str
    given_by: UserId
    given_at: datetime


def settled_rules(reasons: Iterable[GivenReason]) -> frozenset[str]:
    """The rules that somebody went past with a reason long enough."""
    return frozenset(one.rule for one in reasons if is_reason(one.reason))
