"""One thread, begun once, waited for at the end, and named in the log when it is late."""

import io
import os
import threading
from typing import IO

import pytest

from desktop.documents import paper_thread
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.preview.process import PreviewProcess, WorkerCommand
from desktop.sandbox.measures import Measure
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit


class MuteChild:
    """It never answers: whoever waits for it waits until it is killed."""

    pid = 0

    def __init__(self) -> None:
        self.stdin: IO[bytes] = io.BytesIO()
        reader, self._writer = os.pipe()
        self.stdout: IO[bytes] = os.fdopen(reader, "rb")
        self._is_alive = True

    def kill(self) -> None:
        if self._is_alive:
            self._is_alive = False
            os.close(self._writer)

    def wait(self, timeout: float | None = None) -> int:
        return 0


@pytest.fixture
def mute_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(command: WorkerCommand) -> PreviewProcess:
        return PreviewProcess(process=MuteChild(), wall_s=command.wall_s, held=Measure(0))

    monkeypatch.setattr(paper_thread, "start_worker", start)


def test_the_work_runs_once_on_a_thread_of_its_name() -> None:
    ran: list[str] = []
    thread = PaperThread("intake", lambda: ran.append(threading.current_thread().name))
    thread.start()
    thread.start()
    thread.join()
    thread.join()
    assert ran == ["intake"]


def test_what_never_began_is_not_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    PaperThread("intake", lambda: None).join()
    assert caplog.text == ""


def test_who_is_late_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(paper_thread, "STOP_TIMEOUT_S", 0.0)
    free, done = threading.Event(), threading.Event()

    def work() -> None:
        free.wait(PATIENCE_S)
        done.set()

    thread = PaperThread("preview", work)
    thread.start()
    thread.join()
    free.set()
    assert done.wait(PATIENCE_S)
    assert "preview late to stop" in caplog.text


@pytest.mark.usefixtures("mute_workers")
@pytest.mark.parametrize("is_opened_late", [False, True])
def test_the_end_kills_the_worker_that_is_waited_for(*, is_opened_late: bool) -> None:
    thread, opened = PaperThread("intake", lambda: None), threading.Event()
    broken: list[type[BaseException]] = []

    def wait_for_worker() -> None:
        if is_opened_late:
            thread.stopping.wait(PATIENCE_S)
        worker = thread.open_worker(WorkerCommand(wall_s=3 * PATIENCE_S))
        opened.set()
        with pytest.raises(BrokenAnswer) as failure:
            worker.load(io.BytesIO(b"%PDF-1.7"), FileKind.PDF, 8)
        broken.append(failure.type)

    waiting = threading.Thread(target=wait_for_worker)
    waiting.start()
    if not is_opened_late:
        assert opened.wait(PATIENCE_S)
    thread.end()
    waiting.join(PATIENCE_S)
    thread.close_worker()
    thread.close_worker()
    assert broken == [BrokenAnswer]
    assert thread.worker is None
