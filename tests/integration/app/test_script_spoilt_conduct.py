"""Desks that spoil conduct and media: each planted fault is found in the act that shows it.

In a file of its own: a worker plays the whole script for it.
"""

from pathlib import Path

import pytest

from desktop.app.rehearsal.script.run import LineKind
from tests.rigs.desk.played_script import CONDUCT_AND_MEDIA, all_but, assert_only_found, play

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

CONSEQUENCES = frozenset(
    {
        "roll_begun",
        "roll_called",
        "resume",
        "end_turn",
        "directive",
        "signing",
        "record",
        "recorded",
    }
)

NEEDLESS = frozenset(
    {
        *("waiting", "called", "count_stopped", "no_jump", "second_pc", "not_recorded"),
        *("person_left", "consultation", "resume_again", "secret", "resume_after_secret"),
        *("queue", "reorder", "call_this", "lower_all", "unheard", "minutes_again", "incident"),
        *("uncleared_page", "page", "take_down", "reopening", "conclusion_again", "task"),
        *("read_lines", "help", "scanned_late"),
        *("objected", "same_text", "frozen", "unsigned"),
    }
)
"""No fault is planted in these acts, and none of the others needs them."""


def test_every_spoilt_desk_is_found_in_its_act(tmp_path: Path) -> None:
    played = play(
        tmp_path,
        LineKind.CLEAN,
        CONDUCT_AND_MEDIA,
        consequences=CONSEQUENCES,
        only=all_but(NEEDLESS),
    )
    assert_only_found(played, CONDUCT_AND_MEDIA, CONSEQUENCES)
