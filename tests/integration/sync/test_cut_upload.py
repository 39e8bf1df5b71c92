"""A large paper over a line that is cut again and again, both ends killed on the way.

UPLOAD_MIB says how large instead of 128; the bench sends 1,024.
"""

import contextlib
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import COMMUNE, RunningCityServer
from tests.rigs.desk.desk_sync import wait_until
from tests.rigs.line.torn_line import TornLine

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.timeout(3_600),
    pytest.mark.usefixtures("untraced_children"),
]

MIB = 1024 * 1024
SIZE_BYTES = int(os.environ.get("UPLOAD_MIB", "128")) * MIB
CUTS = max(10, 100 * SIZE_BYTES // (1024 * MIB))
RESENT_SHARE = 0.03
LINE_BYTES_PER_S = 100e6 / 8
LIMIT_S = 1_800.0


def test_little_is_sent_twice_over_many_cuts_and_two_kills(
    running_city_server: RunningCityServer, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    sha256 = _write_noise(paper)
    arrived = running_city_server.folder / "city" / "blobs" / sha256[:2] / sha256
    parts = f"{sha256}.*part"  # apart for the site that sends
    chance = random.Random(20261126)
    # so many cuts come before three quarters are there, however they fall; a kill costs one more
    most_bytes = SIZE_BYTES * 3 // 4 // CUTS
    with TornLine(running_city_server.port).running() as line:
        line.bytes_per_s = LINE_BYTES_PER_S
        line.cut_after = lambda: chance.randint(MIB // 8, most_bytes) if line.cuts < CUTS else None
        command = [sys.executable, "-m", "tests.rigs.desk.sending_room", str(tmp_path / "room")]
        command += [
            f"http://127.0.0.1:{line.port}",
            running_city_server.new_enrol_code(COMMUNE),
            str(paper),
        ]
        started_s = time.monotonic()
        room = subprocess.Popen(command)
        try:
            wait_until(
                lambda: _kept(arrived.parent, parts) > SIZE_BYTES // 4, "no quarter", LIMIT_S
            )
            os.kill(room.pid, signal.SIGKILL)
            room.wait(PATIENCE_S)
            room = subprocess.Popen(command)
            wait_until(lambda: _kept(arrived.parent, parts) > SIZE_BYTES / 2, "no half", LIMIT_S)
            running_city_server.kill()
            running_city_server.start()
            assert room.wait(LIMIT_S) == 0
        finally:
            room.kill()
            room.wait(PATIENCE_S)
        took_s = time.monotonic() - started_s
        resent = line.sent_bytes / SIZE_BYTES - 1
        print(f"mib={SIZE_BYTES // MIB} cuts={line.cuts} {resent=:.4f} {took_s=:.1f}")
        assert line.cuts >= CUTS
    assert _hash_of(arrived) == sha256
    assert not list(arrived.parent.glob(parts))
    assert resent <= RESENT_SHARE


def _write_noise(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(SIZE_BYTES // MIB):
            block = os.urandom(MIB)
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _kept(folder: Path, parts: str) -> int:
    with contextlib.suppress(FileNotFoundError):  # whole between the two looks
        return sum(path.stat().st_size for path in folder.glob(parts))
    return 0


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
