"""PortAudio and its libraries write nothing to the standard error of a program."""

import subprocess
import sys

import pytest

from tests.patience import PATIENCE_S

pytestmark = pytest.mark.integration


def test_noise_on_the_standard_error_goes_nowhere() -> None:
    script = (
        "import os, sys; from desktop.devices.backends.quiet import quiet_stderr\n"
        "with quiet_stderr(): os.write(2, b'ALSA noise')\n"
        "os.write(2, b'ours')\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", script), capture_output=True, timeout=PATIENCE_S, check=True
    )
    assert done.stderr == b"ours"


def test_listing_real_devices_is_silent_and_never_fails() -> None:
    script = (
        "from desktop.devices.backends.portaudio import PortAudio\n"
        "backend = PortAudio(); backend.devices(); backend.devices(); backend.close()\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", script), capture_output=True, timeout=PATIENCE_S, check=True
    )
    assert done.stderr == b""
