"""The program as a stranger meets it: one command, a window, and a clean end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest
from PySide6.QtGui import QImage

from desktop.diagnostics.exit_codes import ExitCode
from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.integration


def environment(home: Path) -> dict[str, str]:
    """A person without a screen and without any settings."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    return {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}


@contextmanager
def practice(folder: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "desktop", "practice", "--folder", str(folder / "practice")]
    program = subprocess.Popen(
        [*command, "--test-devices", *arguments],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield program
    finally:
        program.kill()
        program.wait(PATIENCE_S)
        if program.stdout is not None:
            program.stdout.close()


def wait_for(path: Path) -> None:
    end = monotonic() + PATIENCE_S
    while not path.exists() or path.stat().st_size == 0:
        assert monotonic() < end, f"{path.name} never came"
        sleep(0.05)


def colours(picture: Path) -> int:
    """How many different colours a picture has, looked at on a coarse grid."""
    image = QImage(str(picture))
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    )


def test_one_command_opens_the_window_and_ends_by_itself(tmp_path: Path) -> None:
    picture = tmp_path / "run.png"
    with practice(tmp_path, "--picture", str(picture), "--seconds", "5") as program:
        said, _ = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == ExitCode.OK
    assert "246810" in said.decode()
    assert "No display" in said.decode()
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    assert colours(picture) > 20


def test_the_second_start_brings_the_first_to_front_and_a_reset_is_refused(
    tmp_path: Path,
) -> None:
    door = tmp_path / "practice" / "rooms" / "commune" / "front-door.json"
    with practice(tmp_path) as first:
        wait_for(door)
        with practice(tmp_path) as second:
            second.communicate(timeout=PATIENCE_S)
        assert second.returncode == ExitCode.ROOM_TAKEN
        with practice(tmp_path, "--reset") as reset:
            said, _ = reset.communicate(timeout=PATIENCE_S)
        assert reset.returncode == ExitCode.ROOM_TAKEN
        assert "nothing was deleted" in said.decode()
        assert first.poll() is None
        assert door.exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, ExitCode.TERMINATED), (signal.SIGINT, ExitCode.INTERRUPTED)],
)
def test_a_signal_ends_every_process_of_the_program(
    tmp_path: Path, number: signal.Signals, code: ExitCode
) -> None:
    with practice(tmp_path) as program:
        wait_for(tmp_path / "practice" / "rooms" / "commune" / "front-door.json")
        children = psutil.Process(program.pid).children(recursive=True)
        assert children
        program.send_signal(number)
        assert program.wait(PATIENCE_S) == code
        _, alive = psutil.wait_procs(children, timeout=PATIENCE_S)
        assert not alive
