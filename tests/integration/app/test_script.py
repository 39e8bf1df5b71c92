"""The full script tells the truth of a good session, on lines that are cut too."""

from pathlib import Path

import pytest

from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.outcome import FIGURES, as_json
from desktop.app.rehearsal.script.run import LineKind
from tests.rigs.desk.played_script import BUSY_MACHINE, play

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
    wanted = [one.name for one in full_script(tmp_path) if one.is_cut]
    assert [one.name for one in played.acts if one.was_cut] == wanted
    assert len(played.samples["back_ms"]) == len(wanted)
    assert as_json([played], BUSY_MACHINE)["ok"] is True
