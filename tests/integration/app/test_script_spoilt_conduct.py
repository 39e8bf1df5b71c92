"""Desks that spoil conduct and media: each planted fault is found in the act that shows it.

In a file of its own: a worker plays the whole script for it.
"""

from pathlib import Path

import pytest

from desktop.app.rehearsal.script.run import LineKind
from tests.rigs.desk.played_script import CONDUCT_AND_MEDIA, assert_only_found, play

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
        "consultation",
        "secret",
        "end_turn",
        "call_this",
        "directive",
        "read_lines",
        "signing",
        "record",
        "recorded",
    }
)


def test_every_spoilt_desk_is_found_in_its_act(tmp_path: Path) -> None:
    played = play(tmp_path, LineKind.CLEAN, CONDUCT_AND_MEDIA, consequences=CONSEQUENCES)
    assert_only_found(played, CONDUCT_AND_MEDIA, CONSEQUENCES)
