"""Files are written one after another, and what is not written is told."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app.services.exporter import MAX_WAITING, Export, Exporter
from desktop.domain.errors import StorageError
from desktop.domain.events import ActionFailed
from desktop.domain.reports.events import ReportsExported
from desktop.forms.codes import FormCode
from tests.patience import PATIENCE_S
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.unit

PATH = Path("a.docx")


def export(write: Callable[[], None], path: Path = PATH) -> Export:
    return Export(action="export_reports", path=path, write=write, done=ReportsExported(path=path))


def test_files_are_written_in_order_and_told() -> None:
    events, written = EventRecorder(), []
    exporter = Exporter(emit=events)
    exporter.start()
    for number in range(3):
        path = Path(f"{number}.docx")
        exporter.add(export(lambda path=path: written.append(path), path))  # type: ignore[misc]
    events.wait_for(ReportsExported, 3)
    exporter.stop()
    exporter.stop()
    assert [path.name for path in written] == ["0.docx", "1.docx", "2.docx"]


@pytest.mark.parametrize(
    ("error", "code"), [(StorageError("B-433", {"name": "x"}), "B-433"), (KeyError("x"), "B-434")]
)
def test_a_file_that_is_not_written_is_told(
    error: Exception, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    def write() -> None:
        raise error

    events = EventRecorder()
    exporter = Exporter(emit=events)
    exporter.start()
    exporter.add(export(write))
    failed = events.wait_for(ActionFailed)
    exporter.stop()
    assert (failed.action, failed.code) == ("export_reports", code)
    assert ("export failed" in caplog.text) is isinstance(error, KeyError)


def test_too_many_at_once_are_refused() -> None:
    events, may_go = EventRecorder(), threading.Event()
    exporter = Exporter(emit=events)
    exporter.start()

    def wait() -> None:
        may_go.wait(PATIENCE_S)

    for _ in range(MAX_WAITING + 2):
        exporter.add(export(wait))
    failed = events.wait_for(ActionFailed)
    assert (failed.code, failed.data["error"]) == (FormCode.NOT_WRITTEN, "too_many")
    may_go.set()
    exporter.stop()
