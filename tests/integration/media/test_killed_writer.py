"""A ring outlives the process that wrote it, and is then removed."""

import multiprocessing
import signal
import subprocess
import sys

import pytest

from desktop.media.pipe import ring
from desktop.media.pipe.ring import RingReader, remove_abandoned_rings

pytestmark = pytest.mark.integration

WRITER_SCRIPT = """
import sys, time
from desktop.media.pipe.ring import RingWriter
writer = RingWriter()
writer.open()
writer.write(bytes(768), 32, 16, 0.0)
print(writer.name, flush=True)
time.sleep(60)
"""


def test_the_ring_of_a_killed_writer_is_readable_and_then_removed() -> None:
    process = subprocess.Popen((sys.executable, "-c", WRITER_SCRIPT), stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process, process.stdout:
        name = process.stdout.readline().decode().strip()
        reader = RingReader(name)
        reader.open()
        remove_abandoned_rings()
        assert ring._ring_path(name).exists()  # it lives
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert reader.read() is not None
    remove_abandoned_rings()
    assert not ring._ring_path(name).exists()
    reader.close()


def test_no_resource_tracker_is_started() -> None:
    script = WRITER_SCRIPT.replace("time.sleep(60)", "import os; os._exit(0)")
    done = subprocess.run(
        (sys.executable, "-c", script), capture_output=True, text=True, check=True, timeout=20
    )
    assert done.stderr == ""
    assert remove_abandoned_rings() >= 1
    assert multiprocessing.active_children() == []
