"""A program that dies holds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.files.file_lock import FileLock
from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.integration

HOLDER = """
import sys
from pathlib import Path
from desktop.files.file_lock import FileLock
print(FileLock(Path(sys.argv[1])).acquire(), flush=True)
sys.stdin.read()
"""


def test_the_lock_of_a_program_that_is_killed_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        lock = FileLock(path)
        assert not lock.acquire()
        holder.kill()
        holder.wait(PATIENCE_S)
        assert lock.acquire()
        lock.release()
