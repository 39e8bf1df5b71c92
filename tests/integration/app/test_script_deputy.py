"""The chair's desk loses its city: the named deputy conducts; one who is not told is found."""

from pathlib import Path

import pytest

from desktop.app.rehearsal.script.conduct.deputy_acts import PASSED_FIGURE
from desktop.app.rehearsal.script.run import LineKind
from desktop.cityserver.conduct.time_watch import CHAIR_GRACE_S
from tests.rigs.desk.played_script import assert_found, play
from tests.rigs.desk.script_faults import ScriptFault

pytestmark = [
    pytest.mark.integration,
    pytest.mark.alone,
    pytest.mark.long,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

TO_A_DEPUTY = (
    *("ready", "opening", "roll_call", "roll_begun", "roll_called"),
    *("announcements", "announced", "presentation", "deputised", "deputised_back"),
)


def test_the_named_deputy_conducts_until_the_chair_is_back(tmp_path: Path) -> None:
    played = play(tmp_path, LineKind.CLEAN, sites=3, only=TO_A_DEPUTY)
    assert played.faults == ()
    (passed_s,) = played.samples[PASSED_FIGURE]
    assert CHAIR_GRACE_S - 1.0 < passed_s < CHAIR_GRACE_S + 15.0


def test_a_deputy_who_is_not_told_is_found(tmp_path: Path) -> None:
    planted = frozenset({ScriptFault.DEPUTY_UNTOLD})
    played = play(tmp_path, LineKind.CLEAN, planted, sites=3, only=TO_A_DEPUTY)
    assert_found(played, planted)
    assert {one.act for one in played.faults} <= {"deputised", "deputised_back"}
