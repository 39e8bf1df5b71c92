import sys
import threading
from pathlib import Path

import pytest

from desktop.app.desk.crash import CrashRecorder

pytestmark = pytest.mark.unit


@pytest.fixture
def recorder(tmp_path: Path) -> CrashRecorder:
    return CrashRecorder(tmp_path / "logs", "desk")


def test_an_uncaught_exception_is_logged(
    recorder: CrashRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    recorder.install()
    try:
        sys.excepthook(ValueError, ValueError("lost"), None)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        recorder.close()
    assert [record.message for record in caplog.records] == ["uncaught exception"]


def test_an_uncaught_exception_of_a_thread_is_logged_with_its_name(
    recorder: CrashRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError

    def leave() -> None:
        raise SystemExit

    recorder.install()
    try:
        for target in (fail, leave):
            thread = threading.Thread(target=target, name="intake")
            thread.start()
            thread.join()
    finally:
        recorder.close()
    assert [record.message for record in caplog.records] == ["uncaught exception thread=intake"]


def test_closing_puts_the_former_hooks_back(recorder: CrashRecorder, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    recorder.install()
    recorder.close()
    recorder.close()
    assert (sys.excepthook, threading.excepthook) == before
    assert (tmp_path / "logs" / "crash-desk.txt").exists()
