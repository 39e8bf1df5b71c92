"""The full script tells the truth: a good session is ok, on lines that are cut too, and each
spoilt desk is found in the act that shows it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.outcome import FIGURES, Played, ScriptLimits, as_json, as_text
from desktop.app.rehearsal.script.reception import Act
from desktop.app.rehearsal.script.run import LineKind, play_full
from desktop.domain.clock import SystemClock
from tests.rigs.desk.script_faults import FOUND, ScriptFault, build_spoilt

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

BUSY_MACHINE = ScriptLimits(p95_ms=dict.fromkeys(FIGURES, 5_000.0))
"""CI shares its two cores; the product's own limits are those of `ScriptLimits()`."""

SHORT_S = 4.0
"""What never comes is not waited for as long as what may come late."""

FIRST = frozenset(
    {
        ScriptFault.STEP_MISSED,
        ScriptFault.FLOOR_DOUBLED,
        ScriptFault.MEDIA_IN_PAUSE,
        ScriptFault.HAND_LOST,
        ScriptFault.STEP_SKIPPED,
        ScriptFault.RECORD_DIFFERS,
        ScriptFault.NOT_RECORDED,
        ScriptFault.RECORDING_CHANGED,
        ScriptFault.HEARD_BEFORE_ACCEPT,
    }
)
"""The others spoil the record too, so that the last fault would not be seen for itself."""

OF_THREE_SITES = frozenset(
    {ScriptFault.CONSULTATION_UNTOLD, ScriptFault.CONSULTS_OPENLY, ScriptFault.LISTENS_ON}
)
"""Where two consult and nobody waits there is nothing to find."""

TO_A_CONSULTATION = (
    *("ready", "opening", "roll_call", "roll_begun", "roll_called"),
    *("announcements", "announced", "presentation", "consulted", "consulted_back"),
)


def play(
    tmp_path: Path,
    kind: LineKind,
    faults: AbstractSet[ScriptFault] = frozenset(),
    *,
    sites: int = 2,
    only: Sequence[str] | None = None,
) -> Played:
    """The acts in which a planted fault is found have little time. only: the acts that count."""
    spoilt = {FOUND[fault].act for fault in faults}

    def script(folder: Path) -> tuple[Act, ...]:
        acts = [one for one in full_script(folder) if only is None or one.name in only]
        return tuple(replace(one, limit_s=SHORT_S) if one.name in spoilt else one for one in acts)

    plan = RehearsalPlan(folder=tmp_path, sites=sites)
    played = play_full(plan, kind, clock=SystemClock(), build=build_spoilt(faults), script=script)
    print(as_text([played], ScriptLimits()))
    return played


@pytest.mark.alone
def test_a_whole_session_is_seen_at_every_site(tmp_path: Path) -> None:
    played = play(tmp_path, LineKind.CLEAN)
    assert played.faults == ()
    assert [one.name for one in played.acts] == [one.name for one in full_script(tmp_path)]
    assert not any(one.was_cut for one in played.acts)
    answer = as_json([played], BUSY_MACHINE)
    assert (answer["ok"], answer["shortfalls"]) == (True, [])
    assert all(played.samples[name] for name in FIGURES)


@pytest.mark.alone
@pytest.mark.long
def test_the_same_record_is_everywhere_though_every_line_is_cut_again_and_again(
    tmp_path: Path,
) -> None:
    played = play(tmp_path, LineKind.CUT)
    assert played.faults == ()
    wanted = [one.name for one in full_script(tmp_path) if one.is_cut]
    assert [one.name for one in played.acts if one.was_cut] == wanted
    assert len(played.samples["back_ms"]) == len(wanted)
    assert as_json([played], BUSY_MACHINE)["ok"] is True


@pytest.mark.parametrize(
    ("planted", "consequences"),
    [
        (
            FIRST,
            {
                "roll_begun",
                "roll_called",
                "resume",
                "consultation",
                "secret",
                "end_turn",
                "call_this",
                "directive",
                "read_lines",
                "signing",
                "record",
                "recorded",
            },
        ),
        (
            frozenset(ScriptFault) - FIRST - OF_THREE_SITES,
            {
                "opening",
                "roll_call",
                "reorder",
                "call_this",
                "page",
                "directive",
                "record",
                "recorded",
            },
        ),
    ],
    ids=["conduct_and_media", "papers_and_minutes"],
)
def test_every_spoilt_desk_is_found_in_its_act(
    tmp_path: Path,
    planted: frozenset[ScriptFault],
    consequences: set[str],
) -> None:
    played = play(tmp_path, LineKind.CLEAN, planted)
    answer = as_json([played], BUSY_MACHINE)
    assert answer["ok"] is False
    for fault in sorted(planted):
        found = FOUND[fault]
        told = [
            one.what
            for one in played.faults
            if (one.act, one.site_id) == (found.act, found.site_id)
        ]
        assert any(found.words in what for what in told), (fault, told)
    spoilt = {one.name for one in played.acts if not one.is_ok}
    assert {FOUND[fault].act for fault in planted} <= spoilt
    assert spoilt <= {FOUND[fault].act for fault in planted} | consequences


@pytest.mark.alone
@pytest.mark.parametrize("kind", [LineKind.CLEAN, LineKind.CUT])
def test_two_of_three_sites_consult_and_no_packet_comes_to_the_third(
    tmp_path: Path, kind: LineKind
) -> None:
    played = play(tmp_path, kind, sites=3, only=TO_A_CONSULTATION)
    assert played.faults == ()
    assert len(played.acts) == len(TO_A_CONSULTATION)
    if kind is LineKind.CLEAN:
        figures = ("consultation_visible_ms", "consultation_gap_ms", "consultation_back_ms")
        assert all(played.samples[name] for name in figures)


@pytest.mark.parametrize(
    "planted",
    [
        frozenset({ScriptFault.CONSULTATION_UNTOLD}),
        frozenset({ScriptFault.CONSULTS_OPENLY, ScriptFault.LISTENS_ON}),
    ],
    ids=["not_told", "not_kept_out"],
)
def test_a_site_that_is_not_told_or_not_kept_out_of_a_consultation_is_found(
    tmp_path: Path, planted: frozenset[ScriptFault]
) -> None:
    played = play(tmp_path, LineKind.CLEAN, planted, sites=3, only=TO_A_CONSULTATION)
    assert as_json([played], BUSY_MACHINE)["ok"] is False
    for fault in sorted(planted):
        found = FOUND[fault]
        told = [
            one.what
            for one in played.faults
            if (one.act, one.site_id) == (found.act, found.site_id)
        ]
        assert any(found.words in what for what in told), (fault, told)
    assert {one.act for one in played.faults} <= {"consulted", "consulted_back"}
