"""What is said of a played script: ok only without faults and within every limit."""

from dataclasses import replace

import pytest

from desktop.app.rehearsal.script.outcome import (
    FIGURES,
    Fault,
    Figure,
    Played,
    PlayedAct,
    ScriptLimits,
    as_json,
    as_text,
    figure_of,
    shortfalls,
)

pytestmark = pytest.mark.unit

GOOD = Played(
    line="clean",
    sites=2,
    acts=(PlayedAct(name="opening", is_ok=True, took_s=0.4, was_cut=False),),
    samples=dict.fromkeys(FIGURES, (20.0, 30.0)),
    faults=(),
)
LOST = Fault(
    act="minutes",
    site_id="hq",
    what="has lost the line 'Công dân trình bày.'",
    there="shows in_session presentation, its city there",
)
LIMITS = ScriptLimits()


def test_p95_is_a_value_that_was_measured() -> None:
    assert figure_of(range(1, 101)) == Figure(p95=95.0, worst=100.0, count=100)
    assert figure_of([7.0]) == Figure(p95=7.0, worst=7.0, count=1)
    assert figure_of([1.0, 2.0]) == Figure(p95=2.0, worst=2.0, count=2)
    assert figure_of([]) == Figure(p95=None, worst=None, count=0)


def test_a_good_run_is_ok() -> None:
    answer = as_json([GOOD], LIMITS)
    assert answer["ok"] is True
    assert answer["acts"] == [
        {"line": "clean", "act": "opening", "ok": True, "took_s": 0.4, "cut": False}
    ]
    assert answer["figures"]["clean"]["step_visible_ms"] == {"p95": 30.0, "worst": 30.0, "count": 2}


def test_nothing_played_is_not_ok() -> None:
    assert as_json([], LIMITS)["ok"] is False


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_over_its_limit_or_missing_is_named(name: str) -> None:
    limit = LIMITS.p95_ms[name]
    at_limit = replace(GOOD, samples={**GOOD.samples, name: (limit,)})
    assert shortfalls(at_limit, LIMITS) == ()
    over = replace(GOOD, samples={**GOOD.samples, name: (limit + 0.1,)})
    assert shortfalls(over, LIMITS) == (name,)
    missing = {key: value for key, value in GOOD.samples.items() if key != name}
    assert shortfalls(replace(GOOD, samples=missing), LIMITS) == (name,)
    answer = as_json([over], LIMITS)
    assert (answer["ok"], answer["shortfalls"]) == (False, [name])


def test_of_a_line_that_was_cut_no_figure_is_judged_but_every_fault() -> None:
    cut = replace(GOOD, line="cut", samples={"back_ms": (9_000.0,)})
    assert as_json([GOOD, cut], LIMITS)["ok"] is True
    spoilt = replace(cut, faults=(LOST,))
    answer = as_json([GOOD, spoilt], LIMITS)
    assert answer["ok"] is False
    assert answer["faults"] == [
        {"line": "cut", "act": "minutes", "site": "hq", "what": LOST.what, "there": LOST.there},
    ]


def test_a_line_that_was_lost_by_itself_is_named_where_none_was_cut() -> None:
    lost = replace(GOOD, lost_lines=1)
    assert as_json([lost], LIMITS)["ok"] is False
    assert shortfalls(lost, LIMITS) == ("lost_lines",)
    assert shortfalls(lost, replace(LIMITS, lost_lines=1)) == ()
    assert shortfalls(replace(lost, line="cut"), LIMITS) == ()


def test_a_person_reads_the_act_the_site_and_the_fault() -> None:
    spoilt = PlayedAct(name="minutes", is_ok=False, took_s=8.2, was_cut=True)
    run = replace(GOOD, acts=(*GOOD.acts, spoilt), faults=(LOST,), samples={})
    text = as_text([run], LIMITS)
    assert text.startswith("ok False\n")
    assert "ok    opening" in text
    assert "FAULT minutes" in text
    assert "(lines cut)" in text
    assert f"minutes at hq: {LOST.what}" in text
    assert "misses its limit: step_visible_ms" in text
