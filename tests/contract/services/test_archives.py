"""The file of a session: whoever asks is told of it once, or of why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.app.services.exporter import Exporter
from desktop.domain.events import ActionFailed
from desktop.domain.record.archive_manifest import ArchiveReader, archive_number
from desktop.domain.record.events import ArchiveWritten
from desktop.presenters.services.record import ArchivesService
from desktop.store.store import open_store
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_views import FakeArchives
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples import minutes as sample
from tests.samples.store import KEY, RESERVE_BYTES
from tests.unit.app.services.test_session_archive import session_archives

pytestmark = pytest.mark.contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An ArchivesService that knows the sample session, and writes into `folder`."""

    service: ArchivesService
    events: EventRecorder
    folder: Path


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    events = EventRecorder()
    if request.param == "fake":
        yield Bench(service=FakeArchives(emit=events), events=events, folder=tmp_path)
        return
    store = open_store(tmp_path / "store", KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    exporter = Exporter(emit=events)
    exporter.start()
    service = session_archives(exporter, store, tmp_path / "recordings")
    yield Bench(service=service, events=events, folder=tmp_path)
    exporter.stop()
    store.close()


@pytest.mark.parametrize("reader", ArchiveReader)
def test_it_is_told_once_with_its_code(bench: Bench, reader: ArchiveReader) -> None:
    path = bench.folder / "a.zip"
    bench.service.export(sample.SESSION, path, reader, "Cán bộ Mẫu")
    told = bench.events.wait_for(ArchiveWritten)
    assert (told.session_id, told.path) == (sample.SESSION, path)
    assert archive_number(told.code).startswith("HS-")
    assert told.left_out >= 0
    assert len(bench.events.events) == 1


def test_one_that_cannot_be_written_is_told(bench: Bench) -> None:
    if isinstance(bench.service, FakeArchives):
        bench.service.is_full = True
    path = bench.folder / "no-such-folder" / "a.zip"
    bench.service.export(sample.SESSION, path, ArchiveReader.CITIZEN, "Cán bộ Mẫu")
    told = bench.events.wait_for(ActionFailed)
    assert told.action == "export_archive"
    assert told.code.startswith("B-43")
    assert told.data["name"] == "a.zip"
    assert not bench.events.of(ArchiveWritten)
