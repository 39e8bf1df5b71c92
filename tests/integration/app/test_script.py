"""The full script tells the truth of a good session, on lines that are cut too."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.conduct.conduct_acts import step
from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.outcome import FIGURES, LOST_LINES, ScriptLimits, as_json
from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.run import LineKind, play_full
from desktop.domain.clock import SystemClock
from desktop.domain.reception.status import Step
from tests.patience import PATIENCE_S
from tests.rigs.desk.played_script import BUSY_MACHINE, play, without_counts

AWAY_S = 3.0
OF_THREE_SITES = {"consulted_back"}
"""Of the acts whose lines are cut: nothing is played, and nothing cut, with two."""

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]


@pytest.mark.alone  # its countdowns are seconds that everybody sees
def test_a_whole_session_is_seen_at_every_site(tmp_path: Path) -> None:
    played = play(tmp_path, LineKind.CLEAN)
    assert played.faults == ()
    assert [one.name for one in played.acts] == [one.name for one in full_script(tmp_path)]
    assert not any(one.was_cut for one in played.acts)
    answer = as_json([played], BUSY_MACHINE)
    assert (answer["ok"], answer["shortfalls"]) == (True, [])
    assert all(played.samples[name] for name in FIGURES)


@pytest.mark.long
def test_the_same_record_is_everywhere_though_every_line_is_cut_again_and_again(
    tmp_path: Path,
) -> None:
    played = play(tmp_path, LineKind.CUT)
    assert played.faults == ()
    whole = (one.name for one in full_script(tmp_path) if one.is_cut)
    wanted = [name for name in whole if name not in OF_THREE_SITES]
    assert [one.name for one in played.acts if one.was_cut] == wanted
    assert len(played.samples["back_ms"]) == len(wanted)
    assert as_json([played], BUSY_MACHINE)["ok"] is True


def test_a_press_that_is_lost_with_its_line_is_pressed_again_and_told(tmp_path: Path) -> None:
    """As on a PC that had no time for its line: the officer sees that nothing was done."""

    def lose_line(reception: Reception) -> None:
        lines = reception.scene.lines
        lines.cut_chair()
        mend = threading.Timer(AWAY_S, lines.mend)
        mend.start()
        try:
            to_roll_call.play(reception)
        finally:
            mend.join()

    def script(folder: Path) -> tuple[Act, ...]:
        wanted = ("ready", "opening")
        acts = [one for one in full_script(folder) if one.name in wanted]
        lost = replace(to_roll_call, play=lose_line)
        return tuple(replace(one, limit_s=PATIENCE_S) for one in (*acts, lost))

    to_roll_call = step("roll_call", Step.ROLL_CALL)
    plan = RehearsalPlan(folder=tmp_path)
    played = without_counts(play_full(plan, LineKind.CLEAN, clock=SystemClock(), script=script))
    assert played.faults == ()
    assert played.lost_lines >= 1
    assert LOST_LINES in as_json([played], ScriptLimits())["shortfalls"]
