"""Pages: drawn once for everybody who looks, and the next one before it is asked for."""

import io
from collections.abc import Iterator
from concurrent.futures import Future
from typing import IO, TYPE_CHECKING, cast

import pytest

from desktop.documents import paper_thread, previews
from desktop.documents.context import PapersContext
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.pipe_format import Answer, BrokenAnswer, Status
from desktop.documents.preview.process import PreviewProcess, WorkerCommand
from desktop.documents.previews import Previews
from desktop.documents.records.paper_cache import PaperBytes
from desktop.domain.ids import DocumentId, SiteId
from desktop.domain.papers.events import PreviewReady
from desktop.domain.papers.paper import PageImage
from tests.fakes.fake_clock import FakeClock
from tests.patience import wait_until
from tests.rigs.desk.event_recorder import EventRecorder

if TYPE_CHECKING:
    from desktop.store.store import Store

pytestmark = pytest.mark.unit

PAPER, OTHER = DocumentId("paper"), DocumentId("other")
PAGES = 4
SMALL, WIDE = 960, 1_400


class Blobs:
    """Every paper's bytes are here."""

    def has(self, _sha256: str) -> bool:
        return True

    def open(self, _sha256: str) -> IO[bytes]:
        return io.BytesIO()


class BlobStore:
    """What previews need of a store."""

    blobs = Blobs()


class Desk:
    """Previews over workers that note what they draw; each page takes `takes_s`."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.events = EventRecorder()
        self.drawn: list[tuple[int, int]] = []
        self.workers = 0
        self.takes_s = 0.0
        self.faults: dict[int, Exception] = {}
        context = PapersContext(
            store=cast("Store", BlobStore()),
            own_site_id=SiteId("commune"),
            clock=self.clock,
            emit=self.events,
            wake_sync=lambda: None,
            worker=WorkerCommand(),
        )
        self.previews = Previews(
            desk=context,
            find_bytes=lambda document_id: PaperBytes(
                sha256=document_id, mime=FileKind.PDF.value, size_bytes=9, page_count=PAGES
            ),
            fetch_blob=lambda _document_id: Future(),
            expected=tuple,
        )

    def new_worker(self, _command: WorkerCommand) -> PreviewProcess:
        self.workers += 1
        return cast("PreviewProcess", Worker(self))

    def ask(self, page: int, width: int = WIDE, paper: DocumentId = PAPER) -> PreviewReady:
        """Look at a page, and wait for it."""
        before = len(self.events.of(PreviewReady))
        self.previews.request(paper, page, width)
        return self.events.wait_for(PreviewReady, before + 1)


class Worker:
    """Draws at once."""

    pid = 1

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def load(self, _stream: IO[bytes], _kind: FileKind, _size_bytes: int) -> None:
        pass

    def draw(self, page: int, width: int) -> Answer:
        fault = self._desk.faults.pop(page, None)
        if fault is not None:
            raise fault
        self._desk.drawn.append((page, width))
        self._desk.clock.advance(self._desk.takes_s)
        image = PageImage(width=width, height=1, rgb=bytes(width * 3))
        return Answer(status=Status.DRAWN, page_count=PAGES, image=image)

    def kill(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(previews, "AHEAD_S", 0.05)
    made = Desk()
    monkeypatch.setattr(paper_thread, "start_worker", made.new_worker)
    made.previews.start()
    yield made
    made.previews.stop()


@pytest.fixture
def busy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Somebody asks again and again: there is no time for a page ahead."""
    monkeypatch.setattr(previews, "AHEAD_S", 600.0)
    return desk


def test_the_next_page_is_there_before_it_is_asked_for(desk: Desk) -> None:
    desk.ask(1)
    wait_until(lambda: (2, WIDE) in desk.drawn)
    assert desk.ask(2).image is not None
    assert desk.drawn[:2] == [(1, WIDE), (2, WIDE)]
    wait_until(lambda: desk.drawn[2:] == [(3, WIDE)])
    assert [one.page for one in desk.events.of(PreviewReady)] == [1, 2], "nobody was told ahead"


def test_whoever_leads_a_page_and_looks_at_it_too_has_it_drawn_once(busy: Desk) -> None:
    busy.ask(1, SMALL)
    first = busy.ask(1, WIDE)
    assert first.image is not None
    assert first.image.width == WIDE
    beside, shown = busy.ask(2, SMALL), busy.ask(2, WIDE)
    assert busy.drawn == [(1, SMALL), (1, WIDE), (2, WIDE)]
    assert beside.image is shown.image
    busy.ask(1, SMALL)
    assert len(busy.drawn) == 3, "the page before is there still"


def test_another_paper_is_drawn_as_wide_as_it_is_needed_there(busy: Desk) -> None:
    busy.ask(1, WIDE)
    busy.ask(1, SMALL, OTHER)
    assert busy.drawn == [(1, WIDE), (1, SMALL)]


def test_behind_the_last_page_and_behind_a_heavy_one_nothing_is_drawn(desk: Desk) -> None:
    desk.ask(PAGES)
    desk.takes_s = previews.HEAVY_S
    desk.ask(1, paper=OTHER)
    wait_until(lambda: desk.previews._ahead is None)
    desk.takes_s = 0.0
    assert desk.drawn == [(PAGES, WIDE), (1, WIDE)]


def test_a_page_that_breaks_its_worker_ahead_is_tried_again_when_it_is_wanted(desk: Desk) -> None:
    desk.faults = {2: BrokenAnswer()}
    desk.ask(1)
    wait_until(lambda: not desk.faults)
    assert desk.ask(2).image is not None
    assert desk.workers == 2


def test_a_fault_of_ours_ahead_is_nobodys_page(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.faults = {2: ValueError()}
    desk.ask(1)
    wait_until(lambda: not desk.faults)
    assert desk.ask(2).image is not None
    assert "page not drawn ahead" in caplog.text


def test_what_was_drawn_is_given_back_with_the_session(busy: Desk) -> None:
    busy.ask(1)
    busy.previews.forget()
    busy.ask(1)
    assert busy.drawn == [(1, WIDE), (1, WIDE)]
