"""Workers are started again, whatever became of the machine around them."""

import logging
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.serving import supervisor as module
from desktop.cityserver.serving.supervisor import Supervisor, _Worker

pytestmark = pytest.mark.integration

COMMAND = (sys.executable, "-c", "import sys; sys.stdin.read()")
"""Lives until its standard input ends, as a worker does."""


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = CityServerConfig(folder=tmp_path / "city", workers=2)
        running = Supervisor(config, listener, "epoch", COMMAND)
        running._figures_folder = tmp_path / "gone" / "figures"
        yield running


@pytest.fixture
def worker(supervisor: Supervisor, tmp_path: Path) -> Iterator[_Worker]:
    worker = _Worker(number=1, ready_file=tmp_path / "gone" / "1.json")
    yield worker
    supervisor._stop([worker])


def test_a_worker_that_the_machine_has_no_room_for_is_tried_again(
    supervisor: Supervisor,
    worker: _Worker,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as full:
        full.setattr(subprocess, "Popen", refuse)
        supervisor._look_after(worker)
    assert worker.process is None
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    supervisor._look_after(worker)
    assert worker.process is None  # not at once
    monkeypatch.setattr(module, "RESTART_S", 0.0)
    supervisor._look_after(worker)
    assert worker.process is not None


def test_a_worker_starts_though_its_folder_was_tidied_away(
    supervisor: Supervisor, worker: _Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RESTART_S", 0.0)
    supervisor._look_after(worker)
    former = worker.process
    assert former is not None
    former.kill()
    former.wait()
    shutil.rmtree(supervisor._figures_folder.parent)
    supervisor._look_after(worker)
    assert worker.process is not None
    assert worker.process is not former
    assert supervisor._figures_folder.is_dir()
