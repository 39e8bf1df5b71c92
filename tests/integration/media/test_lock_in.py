"""What a process that locked itself in as the engine does may no longer, and what it still may."""

import subprocess
import sys

import pytest

from tests.patience import PATIENCE_S

pytestmark = pytest.mark.integration

TRIAL = """
import ctypes, errno, os, socket, subprocess, sys, threading
from desktop.media.engine.lock_in import lock_in
from desktop.sandbox.syscalls import architecture_of
import platform
numbers = architecture_of(platform.machine()).numbers
library = ctypes.CDLL(None, use_errno=True)
def refused(name, *arguments):
    ctypes.set_errno(0)
    result = library.syscall(numbers[name], *arguments)
    return result == -1 and ctypes.get_errno() == errno.EPERM
# A thread that is there before: it gives its rights up with the others.
go, seen = threading.Event(), []
early = threading.Thread(target=lambda: (go.wait(), seen.append(refused("ptrace", 0, 0, 0, 0))))
early.start()
lock_in()
go.set()
early.join()
assert seen == [True], seen
assert refused("process_vm_readv", os.getppid(), None, 0, None, 0, 0)
assert refused("io_uring_setup", 1, None)
assert refused("unshare", 0)
# What a call takes stays.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(socket.AF_UNIX):
    one.bind(("127.0.0.1", 0))
late = threading.Thread(target=lambda: seen.append(open("/proc/self/status").read()))
late.start()
late.join()
assert "Seccomp:\\t2" in seen[-1] and "NoNewPrivs:\\t1" in seen[-1]
assert subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True).stdout == b"1\\n"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp")
def test_the_engine_gets_into_no_other_process_and_can_still_do_its_work() -> None:
    done = subprocess.run(
        (sys.executable, "-c", TRIAL),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
