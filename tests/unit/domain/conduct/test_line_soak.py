"""The line measured in a trial: its limits, its worst minute and what is kept of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.line_soak import (
    SOAK_RULES,
    LineSoak,
    SoakFault,
    SoakMinute,
    SoakOf,
    SoakRules,
    SoakStage,
    is_soak_good,
    soak_faults,
    soak_rules,
    soaks_evidence,
    with_soak,
    worst_minute,
)
from desktop.domain.ids import SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE

pytestmark = pytest.mark.unit

HQ, COMMUNE = SiteId("hq"), SiteId("commune")
BEGAN = datetime(2026, 11, 26, 10, 2, tzinfo=LOCAL_ZONE)
RULES = SOAK_RULES[0]
CALM = SoakMinute(
    number=3,
    site_id=HQ,
    loss=0.004,
    sent_loss=0.001,
    round_trip_s=0.04,
    received_kbps=900.0,
    sent_kbps=800.0,
    frozen_s=0.0,
    silent_s=0.0,
)


def soak(worst: SoakMinute | None = CALM, stage: SoakStage = SoakStage.DONE) -> LineSoak:
    until = BEGAN + timedelta(minutes=10)
    return LineSoak(stage=stage, began_at=BEGAN, ended_at=until, worst=worst)


@pytest.mark.parametrize(
    ("worst", "faults"),
    [
        (CALM, ()),
        (replace(CALM, loss=RULES.most_loss), ()),
        (replace(CALM, loss=0.05), (SoakFault.LOSS,)),
        (replace(CALM, sent_loss=0.3, loss=0.05), (SoakFault.SENT_LOSS, SoakFault.LOSS)),
        (replace(CALM, round_trip_s=0.5), (SoakFault.DELAY,)),
        (replace(CALM, frozen_s=7.0), (SoakFault.FROZEN,)),
        (replace(CALM, silent_s=4.0), (SoakFault.SILENT,)),
        (None, ()),
    ],
)
def test_what_is_too_much_in_the_worst_minute_is_named_the_gravest_first(
    worst: SoakMinute | None, faults: tuple[SoakFault, ...]
) -> None:
    assert soak_faults(soak(worst), RULES) == faults
    assert is_soak_good(soak(worst), RULES) is (not faults and worst is not None)


@pytest.mark.parametrize("stage", sorted(set(SoakStage) - {SoakStage.DONE}))
def test_one_that_was_not_measured_to_its_end_is_never_good(stage: SoakStage) -> None:
    assert not is_soak_good(soak(stage=stage), RULES)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_worst_minute_is_as_bad_as_any(losses: list[float]) -> None:
    minutes = [replace(CALM, number=n + 1, loss=loss) for n, loss in enumerate(losses)]
    worst = worst_minute(minutes, RULES)
    assert worst is not None
    base = max(CALM.sent_loss, RULES.most_loss * CALM.round_trip_s / RULES.most_round_trip_s)
    assert max(worst.loss, base) == max(*losses, base)
    assert worst_minute([], RULES) is None


def test_the_limits_are_those_of_the_day_on_which_it_was_measured() -> None:
    stricter = SoakRules(valid_from=date(2026, 11, 27), most_loss=0.001)
    sets = (*SOAK_RULES, stricter)
    assert soak_rules(BEGAN, sets) is RULES
    next_day = BEGAN + timedelta(days=1)
    assert soak_rules(next_day, sets) is stricter
    assert soaks_evidence([(told(soak()), "x")], sets, 250).count("1/1") == 1
    later = replace(soak(), began_at=next_day, ended_at=next_day)
    assert soaks_evidence([(told(later), "x")], sets, 250).count("0/1") == 1


def told(one: LineSoak, by: SiteId = COMMUNE) -> SoakOf:
    return SoakOf(by_site_id=by, soak=one)


def test_the_newest_word_of_a_site_counts() -> None:
    first, other = told(soak(stage=SoakStage.RUNNING)), told(soak(), HQ)
    again = told(soak())
    assert with_soak((first, other), again) == (other, again)


def test_what_is_kept_says_when_how_many_and_the_worst_minute_of_all() -> None:
    bad = replace(CALM, number=7, sent_loss=0.125, silent_s=12.0, site_id=COMMUNE)
    soaks = [(told(soak()), "Trụ sở"), (told(soak(bad), HQ), "An Lão")]
    assert soaks_evidence(soaks, SOAK_RULES, 250) == (
        "; đo đường truyền 10:02–10:12: 1/2 nơi đạt, phút kém nhất 7 (An Lão): "
        "mất gói 12,5 %, trễ 40 ms, đứt 12 s"
    )
    assert soaks_evidence(soaks, SOAK_RULES, 60) == "; đo đường truyền 10:02–10:12: 1/2 nơi đạt"


def test_what_runs_is_no_result_and_one_without_a_second_has_no_worst_minute() -> None:
    assert not soaks_evidence([], SOAK_RULES, 250)
    assert not soaks_evidence([(told(soak(stage=SoakStage.RUNNING)), "x")], SOAK_RULES, 250)
    blank = told(soak(None, SoakStage.STOPPED))
    assert soaks_evidence([(blank, "")], SOAK_RULES, 250).endswith("0/1 nơi đạt")
