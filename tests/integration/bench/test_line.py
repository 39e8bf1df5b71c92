"""The bench of one line measures a real call: two engines, the line between them."""

import json
import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.alone]

DELAY_MS = 60


def test_a_call_over_a_slow_and_lossy_line_has_its_figures() -> None:
    command = [sys.executable, "-m", "tests.bench.line", "--engine", "aiortc", "--json"]
    command += ["--line", f"delay={DELAY_MS},loss=1", "--steps", "5:rate=300", "--seconds", "9"]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    found = json.loads(run.stdout)
    assert found["engine"] == found["peer"] == "aiortc"
    assert found["fps"] > 5
    assert found["join_ms"] > 4 * DELAY_MS  # two round trips of ICE and DTLS at least
    assert found["latency_ms_p50"] > DELAY_MS
    assert found["voice_ms_p50"] > DELAY_MS
    assert found["audio_gap_ms_p99"] >= 10
    assert found["send_cpu"] > 0.02
    assert len(found["kbps_curve"]) == 9
    free, slow = found["steps"]
    assert (free["at_s"], slow["at_s"], slow["line"]) == (0, 5, "rate=300")
    assert max(found["kbps_curve"][6:]) <= 330
