from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.reception.regime import (
    DECREE_154_FROM,
    REGIMES,
    LegalRegime,
    RegimeRules,
    legal_regime,
    regime_of_session,
    rules_of,
    rules_on,
)
from desktop.domain.reception.session import PLANNED_STATUSES
from desktop.domain.reception.status import SessionStatus

pytestmark = pytest.mark.unit

BEFORE, SINCE = LegalRegime.PRE_2026_07, LegalRegime.ND154_2026
LAST_EVENING = datetime(2026, 6, 30, 16, 59, tzinfo=UTC)  # 23:59 in Hai Phong
FIRST_MOMENT = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)  # 0:00 on the 1st of July


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2014, 7, 1), BEFORE),
        (date(2026, 6, 30), BEFORE),
        (date(2026, 7, 1), SINCE),
        (date(2030, 1, 1), SINCE),
    ],
)
def test_the_decree_holds_from_the_first_of_july(day: date, regime: LegalRegime) -> None:
    assert legal_regime(day) is regime
    assert rules_on(day) == rules_of(regime)


def test_what_each_regime_asks_for() -> None:
    before, since = rules_of(BEFORE), rules_of(SINCE)
    for rules, holds in ((before, False), (since, True)):
        asked = {
            rules.is_decree_154,
            rules.needs_online_ground,
            rules.has_statutory_gates,
            rules.must_record,
        }
        assert asked == {holds}
    assert (before.forms[0], since.forms[0]) == ("01-TCD", "01/TCD")
    assert (before.detail_decree, since.detail_decree) == ("64/2014/NĐ-CP", "154/2026/NĐ-CP")
    assert before.to_confirm == {"has_statutory_gates", "forms"}


def test_every_value_marked_to_be_confirmed_is_one_of_the_rules() -> None:
    for rules in REGIMES:
        assert all(hasattr(rules, name) for name in rules.to_confirm)


def test_a_regime_that_comes_later_needs_a_row_alone() -> None:
    later = replace(REGIMES[-1], valid_from=date(2027, 1, 1), must_record=False)
    table = (later, *REGIMES)
    assert rules_on(date(2026, 12, 31), table).must_record
    assert not rules_on(date(2027, 1, 1), table).must_record


def test_a_table_that_begins_too_late_says_so() -> None:
    only: tuple[RegimeRules, ...] = (REGIMES[-1],)
    with pytest.raises(ValueError, match="empty"):
        rules_on(date(2026, 6, 30), only)
    with pytest.raises(KeyError):
        rules_of(BEFORE, only)


@pytest.mark.parametrize("status", SessionStatus)
def test_a_date_change_changes_the_regime_until_the_opening(status: SessionStatus) -> None:
    is_open = status not in PLANNED_STATUSES | {SessionStatus.CONNECTING, SessionStatus.READY}
    moved = regime_of_session(BEFORE, scheduled_start=FIRST_MOMENT, status=status)
    assert moved is (BEFORE if is_open else SINCE)
    back = regime_of_session(SINCE, scheduled_start=LAST_EVENING, status=status)
    assert back is (SINCE if is_open else BEFORE)


@pytest.mark.parametrize("status", SessionStatus)
def test_an_old_session_without_a_regime_is_judged_by_its_day(status: SessionStatus) -> None:
    assert regime_of_session(None, scheduled_start=LAST_EVENING, status=status) is BEFORE
    assert regime_of_session(None, scheduled_start=FIRST_MOMENT, status=status) is SINCE


def test_the_day_is_the_one_of_the_decree() -> None:
    assert REGIMES[-1].valid_from == DECREE_154_FROM == date(2026, 7, 1)
