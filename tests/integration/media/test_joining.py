"""Who comes to the desk's pipe, as the kernel says it."""

import subprocess
import sys

import pytest

from desktop.media.pipe.joining import PipeDoor

pytestmark = pytest.mark.integration


def test_the_kernel_says_which_process_came() -> None:
    script = (
        "import json, sys; from multiprocessing.connection import Client;"
        "h = json.loads(sys.stdin.readline());"
        "Client(h['address'], authkey=bytes.fromhex(h['key'])).poll(10)"
    )
    child = subprocess.Popen((sys.executable, "-c", script), stdin=subprocess.PIPE)
    with child, PipeDoor() as door:
        assert child.stdin is not None
        child.stdin.write(door.hand_over.encode())
        child.stdin.flush()
        door.accept(child.pid).close()
