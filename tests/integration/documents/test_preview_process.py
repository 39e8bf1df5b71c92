"""The preview worker as a real process: its limits, its death, its time."""

import io
import signal
import sys
import threading
import time
from collections.abc import Iterator

import psutil
import pytest
from typing_extensions import override

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.pipe_format import BrokenAnswer, Status
from desktop.documents.preview.process import PreviewProcess, WorkerCommand, start_worker
from tests.patience import PATIENCE_S
from tests.rigs.system.pc_speed import by_this_pc_s
from tests.samples import papers as samples

pytestmark = pytest.mark.integration


@pytest.fixture
def worker() -> Iterator[PreviewProcess]:
    worker = start_worker(WorkerCommand())
    yield worker
    worker.close()
    assert not psutil.pid_exists(worker.pid)


def load(worker: PreviewProcess, data: bytes, kind: FileKind = FileKind.PDF) -> int:
    return worker.load(io.BytesIO(data), kind, len(data)).page_count


def test_a_page_is_drawn_in_well_under_two_seconds(worker: PreviewProcess) -> None:
    began_s = time.monotonic()
    assert load(worker, samples.pdf(pages=80)) == 80
    answer = worker.draw(12, 1_000)
    took_s = time.monotonic() - began_s
    assert answer.status is Status.DRAWN
    assert answer.image is not None
    assert answer.image.width == 1_000
    assert took_s < by_this_pc_s(2.0)


@pytest.mark.skipif(sys.platform == "win32", reason="no rlimit on Windows")
def test_the_worker_s_limits_are_kept_by_the_system(worker: PreviewProcess) -> None:
    load(worker, samples.pdf())
    process = psutil.Process(worker.pid)
    limits = {
        psutil.RLIMIT_AS: 1_200_000_000,
        psutil.RLIMIT_CPU: 8,
        psutil.RLIMIT_FSIZE: 0,
        psutil.RLIMIT_NPROC: 0,
        psutil.RLIMIT_NOFILE: 64,
        psutil.RLIMIT_CORE: 0,
    }
    assert {kind: process.rlimit(kind) for kind in limits} == {
        kind: (most, most) for kind, most in limits.items()
    }


def test_the_worker_knows_nothing_of_our_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RECEPTION_ROOM_SECRET", "031165000123")
    worker = start_worker(WorkerCommand())
    try:
        load(worker, samples.pdf())
        assert "RECEPTION_ROOM_SECRET" not in psutil.Process(worker.pid).environ()
    finally:
        worker.close()


def test_a_bomb_of_a_gigabyte_dies_alone(worker: PreviewProcess) -> None:
    data = samples.bomb_pdf()
    assert len(data) < 10_000
    began_s = time.monotonic()
    try:
        load(worker, data)
        worker.draw(1, 1_000)
    except BrokenAnswer:
        pass
    assert time.monotonic() - began_s < PATIENCE_S


def test_a_killed_worker_is_a_broken_answer_and_not_a_hanging_desk(
    worker: PreviewProcess,
) -> None:
    load(worker, samples.pdf())
    psutil.Process(worker.pid).send_signal(signal.SIGTERM)
    psutil.Process(worker.pid).wait(PATIENCE_S)
    with pytest.raises(BrokenAnswer):
        worker.draw(1, 100)


def test_a_worker_killed_while_it_reads_is_a_broken_answer(worker: PreviewProcess) -> None:
    class Endless(io.BytesIO):
        """Kills the worker after the first bytes, then goes on."""

        @override
        def read(self, size: int | None = -1, /) -> bytes:
            worker.kill()
            return bytes(size or 0)

    with pytest.raises(BrokenAnswer):
        worker.load(Endless(), FileKind.PDF, 400_000_000)


SLEEPER = (sys.executable, "-c", "import time; time.sleep(600)")


def test_a_worker_that_takes_too_long_is_killed() -> None:
    worker = start_worker(WorkerCommand(arguments=SLEEPER, wall_s=0.3))
    began_s = time.monotonic()
    try:
        with pytest.raises(BrokenAnswer):
            load(worker, samples.pdf())
        assert time.monotonic() - began_s < PATIENCE_S
    finally:
        worker.close()


def test_a_worker_that_cannot_be_started_is_a_broken_answer() -> None:
    with pytest.raises(BrokenAnswer):
        start_worker(WorkerCommand(arguments=("/nowhere/at/all",)))


def test_a_worker_that_ends_by_itself_is_noticed() -> None:
    arguments = (sys.executable, "-c", "print('hello')")
    worker = start_worker(WorkerCommand(arguments=arguments))
    try:
        with pytest.raises(BrokenAnswer):
            load(worker, samples.pdf())
    finally:
        worker.close()


def test_no_watchdog_stays_behind(worker: PreviewProcess) -> None:
    load(worker, samples.pdf())
    assert not [one for one in threading.enumerate() if one.name == "preview-watchdog"]


def test_a_library_that_prints_does_not_spoil_the_pipe() -> None:
    program = (
        "import sys; from desktop.documents.preview import worker as w; "
        "serve = w.serve_paper; "
        "w.serve_paper = lambda *a: (print('noise', flush=True), serve(*a))[1]; "
        "raise SystemExit(w.run_preview_worker())"
    )
    worker = start_worker(WorkerCommand(arguments=(sys.executable, "-c", program)))
    try:
        assert load(worker, samples.pdf(pages=2)) == 2
    finally:
        worker.close()
