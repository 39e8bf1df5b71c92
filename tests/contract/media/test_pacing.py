"""What libwebrtc is told for the whole process, before its first connection."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.contract

PROGRAM = """
import webrtc
from desktop.domain.clock import SystemClock
from desktop.media.engine.peer.libwebrtc.connection import LibwebrtcConnections
for _ in range(2):
    LibwebrtcConnections(clock=SystemClock())
print(webrtc.field_trials)
"""


def test_pictures_that_wait_never_leave_faster_than_the_line_takes_them() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, check=True
    )
    assert run.stdout.strip() == "WebRTC-Pacer-DrainQueue/Disabled/"
