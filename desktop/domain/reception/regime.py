"""Legal regimes: which rules hold for a session, by its day (domain.md §2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import PLANNED_STATUSES
from desktop.domain.reception.status import SessionStatus


class LegalRegime(StrEnum):
    """The law that a session is held by."""

    PRE_2026_07 = "pre_2026_07"
    ND154_2026 = "nd154_2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRules:
    """What a regime asks for, from its first day on.

    detail_decree: the instrument, as papers cite it. is_decree_154: grounds Đ20 and refusal
    grounds Đ4.1 hold. needs_online_ground, has_statutory_gates, must_record: required by law.
    forms: codes of the printed forms. to_confirm: names of the fields above that are TBC.
    """

    regime: LegalRegime
    valid_from: date
    detail_decree: str
    is_decree_154: bool
    needs_online_ground: bool
    has_statutory_gates: bool
    must_record: bool
    forms: tuple[str, ...]
    to_confirm: frozenset[str] = frozenset()


DECREE_154_FROM = date(2026, 7, 1)

REGIMES: tuple[RegimeRules, ...] = (
    RegimeRules(
        regime=LegalRegime.PRE_2026_07,
        valid_from=date.min,
        detail_decree="64/2014/NĐ-CP",
        is_decree_154=False,
        needs_online_ground=False,
        has_statutory_gates=False,
        must_record=False,
        forms=("01-TCD", "02-TCD", "03-TCD"),
        to_confirm=frozenset({"has_statutory_gates", "forms"}),
    ),
    RegimeRules(
        regime=LegalRegime.ND154_2026,
        valid_from=DECREE_154_FROM,
        detail_decree="154/2026/NĐ-CP",
        is_decree_154=True,
        needs_online_ground=True,
        has_statutory_gates=True,
        must_record=True,
        forms=("01/TCD", "02/TCD", "03/TCD"),
    ),
)
"""As the program comes; whatever matters began before their day: TBC."""

_BEFORE_OPENING = PLANNED_STATUSES | {SessionStatus.CONNECTING, SessionStatus.READY}


def rules_on(day: date, regimes: Iterable[RegimeRules] = REGIMES) -> RegimeRules:
    """The rules of the newest regime that holds on a day. day: in Hai Phong.

    Raises ValueError: none of them holds so early.
    """
    return max((one for one in regimes if one.valid_from <= day), key=lambda one: one.valid_from)


def legal_regime(day: date, regimes: Iterable[RegimeRules] = REGIMES) -> LegalRegime:
    """The regime of a session on this day of Hai Phong."""
    return rules_on(day, regimes).regime


def regime_of_session(
    stored: LegalRegime | None,
    *,
    scheduled_start: datetime,
    status: SessionStatus,
    regimes: Iterable[RegimeRules] = REGIMES,
) -> LegalRegime:
    """The regime a session keeps: by its day until it is opened, then the stored one for ever.

    scheduled_start: aware. A session of before regimes were stored is judged by its day.
    """
    if stored is not None and status not in _BEFORE_OPENING:
        return stored
    return legal_regime(scheduled_start.astimezone(LOCAL_ZONE).date(), regimes)


def rules_of(regime: LegalRegime, regimes: Iterable[RegimeRules] = REGIMES) -> RegimeRules:
    """The rules of a stored regime.

    Raises KeyError: the table does not have it.
    """
    return {one.regime: one for one in regimes}[regime]
