"""Desks that spoil papers and minutes: each planted fault is found in the act that shows it.

In a file of its own: a worker plays the whole script for it.
"""

from pathlib import Path

import pytest

from desktop.app.rehearsal.script.run import LineKind
from tests.rigs.desk.played_script import PAPERS_AND_MINUTES, all_but, assert_only_found, play

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

CONSEQUENCES = frozenset(
    {
        "opening",
        "roll_call",
    }
)

NEEDLESS = frozenset(
    {
        *("speech", "count_stopped", "no_jump", "lost_seconds", "not_recorded", "person_left"),
        *("consultation", "resume_again", "secret", "resume_after_secret", "hand_withdrawn"),
        *("reorder", "call_this", "page", "take_down", "reopening", "conclusion_again"),
        *("alarm", "directive", "signed", "closing", "record", "recorded", "sent"),
        "archived",
        *("objected", "signing", "frozen", "unsigned", "signers", "scanned", "scanned_late"),
        "signed_digitally",
    }
)
"""No fault is planted in these acts, and none of the others needs them."""


def test_every_spoilt_desk_is_found_in_its_act(tmp_path: Path) -> None:
    played = play(
        tmp_path,
        LineKind.CLEAN,
        PAPERS_AND_MINUTES,
        consequences=CONSEQUENCES,
        only=all_but(NEEDLESS),
    )
    assert_only_found(played, PAPERS_AND_MINUTES, CONSEQUENCES)
