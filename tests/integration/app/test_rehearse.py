"""The rehearsal tells the truth: a good one is ok, and each spoiled part shows in its figure."""

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest

from desktop.app.rehearsal import call, record
from desktop.app.rehearsal.command import rehearse
from desktop.app.rehearsal.figures import RehearsalFigures, RehearsalLimits
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.wiring.desk import Desk, build_desk
from desktop.app.wiring.plan import DeskPlan
from desktop.devices.practice import FROZEN_PICTURE, SILENT_MICROPHONE
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.ids import SessionId
from desktop.domain.media.call import Rung
from desktop.domain.record.minutes import MinuteLine
from tests.paths import ROOT
from tests.rigs.system.pc_speed import share_of_reference

if TYPE_CHECKING:
    from desktop.app.services.minutes import DeskMinutes
    from desktop.store.blobs.blobs import Blobs

pytestmark = [
    pytest.mark.integration,
    pytest.mark.alone,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

BUSY_MACHINE = RehearsalLimits(
    join_ms=5_000.0,
    first_audio_ms=5_000.0,
    fps=12.0,
    fps_of_many=5.0,
    video_latency_ms_p95=2_000.0,
    audio_correlation=0.75,
    minutes_visible_ms=2_000.0,
    engine_recovery_s=8.0,
    server_recovery_s=12.0,
)
"""CI shares its two cores; the product's own limits are those of `RehearsalLimits()`."""

CROWDED_MACHINE = replace(
    BUSY_MACHINE,
    join_ms=12_000.0,
    first_audio_ms=12_000.0,
    video_latency_ms_p95=3_000.0,
    audio_correlation=0.3,
    minutes_visible_ms=5_000.0,
    engine_recovery_s=15.0,
)
"""Four engines, four desks and a server on two cores that others use as well.

An engine that waits for its turn to be started again needs more than ten seconds.
"""


SHORT_S = 5.0
"""What never comes is not waited for as long as what may come late."""

FOUR_ROOMS_LIMIT_S = 400.0


def slowed(limits: RehearsalLimits) -> RehearsalLimits:
    """As many pictures as this PC can show now."""
    share = share_of_reference()
    return replace(limits, fps=limits.fps * share, fps_of_many=limits.fps_of_many * share)


def test_two_rooms_meet_and_nothing_is_lost(tmp_path: Path) -> None:
    figures = rehearse(RehearsalPlan(folder=tmp_path, seconds=8.0), clock=SystemClock())
    print(figures)
    assert figures.shortfalls(slowed(BUSY_MACHINE)) == ()
    assert (figures.width, figures.height) == (1280, 720)


@pytest.mark.long
def test_four_rooms_see_each_other(tmp_path: Path) -> None:
    """As a command, which nobody traces either: four engines leave no time for it."""
    command = [sys.executable, "-m", "desktop", "rehearse", "--json", "--sites", "4"]
    command += ["--seconds", "8", "--folder", str(tmp_path)]
    run = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, timeout=FOUR_ROOMS_LIMIT_S, check=False
    )
    answer = json.loads(run.stdout)
    del answer["ok"], answer["shortfalls"]  # by the limits of a room, not of a crowded machine
    figures = RehearsalFigures(**answer)
    print(figures)
    assert figures.sites == 4
    assert figures.shortfalls(slowed(CROWDED_MACHINE)) == ()
    assert figures.width >= 320
    assert figures.height >= 180
    assert " level=error " not in (tmp_path / "logs" / "rehearsal.log").read_text("utf-8")


def test_a_frozen_picture_a_silent_voice_a_dropped_line_and_a_stale_paper_all_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call, "JOIN_LIMIT_S", SHORT_S)
    monkeypatch.setattr(call, "RECOVERY_LIMIT_S", SHORT_S)
    monkeypatch.setattr(record, "RECOVERY_LIMIT_S", 2 * SHORT_S)  # lines may come late
    plan = RehearsalPlan(
        folder=tmp_path,
        seconds=8.0,
        max_rung=Rung.P240,
        cameras={"commune": FROZEN_PICTURE.id},
        microphones={"hq": SILENT_MICROPHONE.id},
    )
    figures = rehearse(plan, clock=SystemClock(), build=build_spoiled_desk)
    assert figures.fps < 1.0
    assert figures.height <= 240
    assert figures.audio_correlation == 0.0
    assert figures.lost_lines == 1
    assert figures.paper_sha256_equal is False
    assert set(figures.shortfalls(BUSY_MACHINE)) >= {
        "fps",
        "audio_correlation",
        "lost_lines",
        "paper_sha256_equal",
    }


def build_spoiled_desk(plan: DeskPlan, clock: Clock) -> Desk:
    """A desk as the product builds it; the one at headquarters loses a line and swaps papers."""
    desk = build_desk(plan, clock)
    if plan.own_site_id != "hq":
        return desk
    stale = replace(desk.store, blobs=cast("Blobs", StaleBlobs()))
    return replace(desk, minutes=cast("DeskMinutes", ForgetfulMinutes(desk)), store=stale)


class ForgetfulMinutes:
    """Forgets the first line of every session once its second one has come."""

    def __init__(self, desk: Desk) -> None:
        self._minutes = desk.minutes

    def lines(self, session_id: SessionId) -> tuple[MinuteLine, ...]:
        lines = self._minutes.lines(session_id)
        return lines[1:] if len(lines) > 1 else lines


class StaleBlobs:
    """Has the bytes of some other paper."""

    def open(self, sha256: str) -> BinaryIO:
        assert sha256
        return cast("BinaryIO", BytesIO(b"an older paper"))
