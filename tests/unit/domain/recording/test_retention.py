"""How long recordings are kept, and which two people may have them destroyed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import UserId
from desktop.domain.recording.retention import (
    ASK_LAPSES,
    MAY_ASK,
    MAY_CONFIRM,
    RETENTION,
    Keeping,
    PurgeAsk,
    PurgeRefusal,
    Retention,
    RetentionClass,
    ask_refusal,
    class_of,
    confirm_refusal,
    keeping_of,
    retention_on,
)

pytestmark = pytest.mark.unit

NOW = datetime(2042, 3, 2, 3, 0, tzinfo=UTC)
DUE = Keeping(retention=RetentionClass.COMPLAINT, purge_after=date(2042, 3, 1), is_to_confirm=False)
FIRST, SECOND = UserId("first"), UserId("second")
ASKED = PurgeAsk(asked_by=FIRST, asked_at=NOW - timedelta(days=1))
DECIDED = replace(ASKED, confirmed_at=NOW)
LAPSED = replace(ASKED, asked_at=NOW - ASK_LAPSES - timedelta(seconds=1))


def rules(years: int | None, *, to_confirm: bool = False) -> Retention:
    return Retention(
        valid_from=date(2027, 1, 1),
        years=dict.fromkeys(RetentionClass, years),
        to_confirm=frozenset(RetentionClass) if to_confirm else frozenset(),
    )


@pytest.mark.parametrize(
    ("petitions", "is_practice", "kept_as"),
    [
        ([], False, RetentionClass.RECEPTION),
        (["proposal", "feedback"], False, RetentionClass.RECEPTION),
        (["proposal", "complaint"], False, RetentionClass.COMPLAINT),
        (["complaint", "denunciation"], False, RetentionClass.DENUNCIATION),
        (["denunciation"], True, RetentionClass.PRACTICE),
    ],
)
def test_the_gravest_case_decides(
    petitions: list[str], *, is_practice: bool, kept_as: RetentionClass
) -> None:
    assert class_of(map(PetitionType, petitions), is_practice=is_practice) is kept_as


def test_everything_that_comes_with_the_program_is_to_be_confirmed() -> None:
    assert RETENTION.to_confirm == RETENTION.years.keys() == frozenset(RetentionClass)
    assert retention_on(date(2020, 1, 1)) is RETENTION
    for kept_as in RetentionClass:
        keeping = keeping_of(kept_as, NOW, RETENTION)
        later = NOW + timedelta(days=36_500)
        assert ask_refusal(keeping, None, is_held=False, now=later) is PurgeRefusal.TO_CONFIRM


def test_the_newest_set_that_holds_decides() -> None:
    first, second = rules(5), replace(rules(20), valid_from=date(2030, 1, 1))
    sets = (second, first)
    assert retention_on(date(2026, 12, 31), sets) is RETENTION
    assert retention_on(date(2027, 1, 1), sets) is first
    assert retention_on(date(2030, 1, 1), sets) is second


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (datetime(2026, 11, 26, 12, 0, tzinfo=UTC), date(2031, 11, 26)),
        (datetime(2026, 11, 26, 17, 0, tzinfo=UTC), date(2031, 11, 27)),  # the day in Hai Phong
        (datetime(2028, 2, 29, 3, 0, tzinfo=UTC), date(2033, 3, 1)),
    ],
)
def test_years_are_counted_from_the_day_it_came(received: datetime, last: date) -> None:
    assert keeping_of(RetentionClass.RECEPTION, received, rules(5)).purge_after == last


def test_a_class_without_years_is_kept_for_ever() -> None:
    keeping = keeping_of(RetentionClass.DENUNCIATION, NOW, rules(None))
    assert keeping.purge_after is None
    assert ask_refusal(keeping, None, is_held=False, now=NOW) is PurgeRefusal.FOR_EVER
    lacking = replace(rules(5), years={})
    assert keeping_of(RetentionClass.COMPLAINT, NOW, lacking).purge_after is None


def test_what_is_due_may_be_asked_for_and_confirmed_by_somebody_else() -> None:
    assert ask_refusal(DUE, None, is_held=False, now=NOW) is None
    assert confirm_refusal(DUE, ASKED, SECOND, is_held=False, now=NOW) is None
    assert MAY_CONFIRM < MAY_ASK


NOT_YET = replace(DUE, purge_after=date(2042, 3, 2))
TO_CONFIRM = replace(DUE, is_to_confirm=True)


@pytest.mark.parametrize(
    ("keeping", "asked", "is_held", "refusal"),
    [
        (DUE, None, True, PurgeRefusal.HELD),
        (NOT_YET, None, False, PurgeRefusal.NOT_DUE),
        (TO_CONFIRM, None, False, PurgeRefusal.TO_CONFIRM),
        (DUE, ASKED, False, PurgeRefusal.ASKED),
        (DUE, ASKED, True, PurgeRefusal.HELD),
        (DUE, LAPSED, False, None),
        (DUE, DECIDED, True, PurgeRefusal.DECIDED),
    ],
)
def test_asking_is_refused(
    keeping: Keeping, asked: PurgeAsk | None, *, is_held: bool, refusal: PurgeRefusal | None
) -> None:
    assert ask_refusal(keeping, asked, is_held=is_held, now=NOW) is refusal


@pytest.mark.parametrize(
    ("keeping", "asked", "is_held", "refusal"),
    [
        (DUE, None, False, PurgeRefusal.NOT_ASKED),
        (DUE, DECIDED, False, PurgeRefusal.DECIDED),
        (DUE, ASKED, True, PurgeRefusal.HELD),
        (NOT_YET, ASKED, False, PurgeRefusal.NOT_DUE),
        (TO_CONFIRM, ASKED, False, PurgeRefusal.TO_CONFIRM),
        (DUE, LAPSED, False, PurgeRefusal.LAPSED),
    ],
)
def test_confirming_is_refused(
    keeping: Keeping, asked: PurgeAsk | None, *, is_held: bool, refusal: PurgeRefusal
) -> None:
    assert confirm_refusal(keeping, asked, SECOND, is_held=is_held, now=NOW) is refusal


def test_nobody_confirms_what_they_asked_themselves() -> None:
    refusal = confirm_refusal(DUE, ASKED, FIRST, is_held=False, now=NOW)
    assert refusal is PurgeRefusal.SAME_PERSON


@given(
    retention=st.sampled_from(RetentionClass),
    years=st.none() | st.integers(1, 100),
    days=st.integers(0, 40_000),
    to_confirm=st.booleans(),
    is_held=st.booleans(),
)
def test_nothing_is_destroyed_early_held_or_by_a_value_nobody_confirmed(
    retention: RetentionClass, years: int | None, days: int, *, to_confirm: bool, is_held: bool
) -> None:
    received = datetime(2027, 1, 1, tzinfo=UTC)
    now = received + timedelta(days=days)
    keeping = keeping_of(retention, received, rules(years, to_confirm=to_confirm))
    asked = PurgeAsk(asked_by=FIRST, asked_at=now)
    if confirm_refusal(keeping, asked, SECOND, is_held=is_held, now=now) is None:
        assert years is not None
        assert not to_confirm
        assert not is_held
        assert days >= 365 * years
