"""Two of three sites consult: the third is kept out, and a spoilt desk is found."""

from pathlib import Path

import pytest

from desktop.app.rehearsal.script import reception
from desktop.app.rehearsal.script.run import LineKind
from tests.rigs.desk.played_script import (
    OF_CONSULTATIONS,
    SHORT_S,
    assert_found,
    play,
    without_counts,
)

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

TO_A_CONSULTATION = (
    *("ready", "opening", "roll_call", "roll_begun", "roll_called"),
    *("announcements", "announced", "presentation", "consulted", "consulted_back"),
)


@pytest.mark.long  # test_parted_sites.py plays it too, and counts each packet
@pytest.mark.parametrize("kind", [LineKind.CLEAN, LineKind.CUT])
def test_two_of_three_sites_consult_and_no_packet_comes_to_the_third(
    tmp_path: Path, kind: LineKind
) -> None:
    played = without_counts(play(tmp_path, kind, sites=3, only=TO_A_CONSULTATION))
    assert played.faults == ()
    assert len(played.acts) == len(TO_A_CONSULTATION)
    if kind is LineKind.CLEAN:
        figures = ("consultation_visible_ms", "consultation_gap_ms", "consultation_back_ms")
        assert all(played.samples[name] for name in figures)


def test_a_site_that_is_not_told_or_not_kept_out_of_a_consultation_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "BACK_LIMIT_S", SHORT_S)  # a picture that never comes
    played = play(tmp_path, LineKind.CLEAN, OF_CONSULTATIONS, sites=3, only=TO_A_CONSULTATION)
    assert_found(played, OF_CONSULTATIONS)
    told = {one.act for one in without_counts(played).faults}
    assert told <= {"consulted", "consulted_back"}
