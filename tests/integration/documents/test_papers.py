"""Papers on a real store: taken in, listed, drawn, cleared, refused."""

import errno
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import psutil
import pytest

from desktop.documents import paper_thread
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.intake.intake import MAX_WAITING, IntakeLimits
from desktop.documents.preview import spares as spares_module
from desktop.documents.preview.process import PreviewProcess, WorkerCommand
from desktop.documents.previews import MAX_WAITING_PAGES, Previews
from desktop.domain.clock import SystemClock
from desktop.domain.errors import Offline, StorageError
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId, OperationId, SessionId, SiteId, new_id
from desktop.domain.papers.events import PapersChanged, PreviewReady
from desktop.domain.papers.paper import Paper, PaperTransfer
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.store.blobs.blobs import Blobs
from desktop.store.blobs.format import MAGIC, plain_size
from desktop.store.records.items import Items
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.records.transfers import Direction, TransferState
from desktop.store.rows.merge import CityVersion
from tests.integration.documents.conftest import OWN, SESSION, PaperRoom
from tests.patience import PATIENCE_S
from tests.rigs.system.pc_speed import by_this_pc_s
from tests.samples import papers as samples
from tests.samples.office import a_document, a_workbook
from tests.samples.records import body_of

pytestmark = pytest.mark.integration

# A PC that stands still for a second is no file that rests.
PATIENT = IntakeLimits(stable_s=1.5, poll_s=0.05)
NEVER_RESTING = IntakeLimits(stable_s=2.5, poll_s=0.05, give_up_s=3.0)


def until(condition: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + PATIENCE_S
    waiting = threading.Event()
    while not condition():
        assert time.monotonic() < deadline_s
        waiting.wait(0.01)


def taken(room: PaperRoom, name: str = "Đơn.pdf", data: bytes | None = None) -> Paper:
    """One paper taken in and listed."""
    before = len(room.listed())
    room.papers.add_paper(SESSION, room.drop(name, samples.pdf(pages=3) if data is None else data))
    until(lambda: len(room.listed()) > before or bool(room.events.of(ActionFailed)))
    assert not room.events.of(ActionFailed)
    return room.listed()[-1]


def refused(room: PaperRoom, path: Path) -> ActionFailed:
    room.papers.add_paper(SESSION, path)
    return room.events.wait_for(ActionFailed)


def record(room: PaperRoom, paper: Paper, **body: Any) -> None:
    """As if another site's paper had come from the city."""
    operation = Operation(
        id=OperationId(new_id()),
        kind=EntityKind.PAPER,
        entity_id=paper.id,
        base_revision=0,
        body=body_of(paper) | body,
        made_at=SystemClock().now(),
    )
    room.store.items.record(operation, paper.session_id).result(PATIENCE_S)


def test_a_paper_is_kept_listed_and_queued_for_the_city(room: PaperRoom) -> None:
    data = samples.pdf(pages=3)
    paper = taken(room, "Đơn khiếu nại.pdf", data)
    assert (paper.title, paper.page_count, paper.size_bytes) == ("Đơn khiếu nại", 3, len(data))
    assert (paper.owner_site_id, paper.is_local, paper.transfer) == (OWN, True, PaperTransfer.HERE)
    with room.store.blobs.open(paper.sha256) as kept:
        assert kept.read() == data
    upload = room.store.transfers.get(paper.id, Direction.UP)
    assert upload is not None
    assert upload.state is TransferState.WAITING
    assert room.store.outbox.counts().pending == 1
    until(lambda: room.wakes == 1)
    changed = room.events.wait_for(PapersChanged)
    assert changed == PapersChanged(session_id=SESSION, document_ids=frozenset({paper.id}))


def test_no_plain_byte_of_a_paper_lies_on_the_disk(room: PaperRoom, tmp_path: Path) -> None:
    secret = b"031165000123 Nguoi Mau"
    taken(room, data=samples.pdf(content=b"% " + secret + b"\n"))
    for path in (tmp_path / "store").rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes()


def test_the_original_file_is_untouched(room: PaperRoom) -> None:
    path = room.drop("a.pdf", samples.pdf())
    before = path.stat()
    room.papers.add_paper(SESSION, path)
    until(lambda: bool(room.listed()))
    assert path.read_bytes() == samples.pdf()
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_session_with_one_case_gives_it_to_its_papers(room: PaperRoom) -> None:
    plan = PulledChange(
        kind=EntityKind.SESSION,
        entity_id=SESSION,
        session_id=SESSION,
        version=CityVersion(revision=1, body={"case_ids": ["case-9"]}),
    )
    room.store.pulled.apply([plan], "c1", is_last=True).result(PATIENCE_S)
    assert taken(room).case_id == "case-9"


def test_papers_stay_in_the_order_they_were_taken_in(room: PaperRoom) -> None:
    names = ["b.pdf", "a.png", "c.jpg"]
    data = [samples.pdf(), samples.png(), samples.jpeg()]
    for name, content in zip(names, data, strict=True):
        taken(room, name, content)
    assert [paper.title for paper in room.listed()] == ["b", "a", "c"]


def test_the_same_bytes_twice_are_one_paper_and_it_is_told(room: PaperRoom) -> None:
    taken(room, "Đơn.pdf")
    (there,) = room.listed()
    failed = refused(room, room.drop("Đơn (2).pdf", samples.pdf(pages=3)))
    data = {"name": "Đơn (2).pdf", "title": "Đơn", "document_id": there.id}
    assert failed == ActionFailed(action="add_paper", code="T-414", data=data)
    assert len(room.listed()) == 1
    assert room.store.outbox.counts().pending == 1


def test_the_same_bytes_in_another_session_are_another_paper(room: PaperRoom) -> None:
    taken(room)
    other = SessionId("session-2")
    room.papers.add_paper(other, room.drop("Đơn.pdf", samples.pdf(pages=3)))
    until(lambda: bool(room.papers.papers(other)))
    assert len(room.listed()) == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", "T-410"),
        ("photo.pdf", samples.png(), "T-406"),
        ("locked.pdf", samples.locked_pdf(), "T-407"),
        ("macro.docx", samples.office(more={"word/vbaProject.bin": b"x"}), "T-408"),
        ("tool.exe", b"MZ", "T-405"),
    ],
)
def test_a_paper_that_is_refused_leaves_nothing(
    room: PaperRoom, name: str, data: bytes, code: str
) -> None:
    failed = refused(room, room.drop(name, data))
    assert (failed.action, failed.code, failed.data["name"]) == ("add_paper", code, name)
    assert room.listed() == ()
    assert not list((room.folder.parent / "store" / "papers").iterdir())
    taken_after_all = room.drop("good.pdf", samples.pdf())
    room.papers.add_paper(SESSION, taken_after_all)
    until(lambda: len(room.listed()) == 1)


def test_a_file_of_five_gigabytes_is_refused_without_being_read(room: PaperRoom) -> None:
    path = room.folder / "film.pdf"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    before = psutil.Process().io_counters()
    assert refused(room, path).code == "T-413"
    assert psutil.Process().io_counters().read_chars - before.read_chars < 100_000_000


@pytest.mark.parametrize("data", [samples.bomb_pdf(), samples.looping_pdf()])
def test_an_evil_pdf_is_kept_without_a_preview(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    paper = taken(room, data=data)
    room.papers.request_preview(paper.id, 1, 500)
    answer = room.events.wait_for(PreviewReady, limit_s=25)
    assert answer.image is None
    with room.store.blobs.open(paper.sha256) as kept:
        assert kept.read() == data
    monkeypatch.setattr(paper_thread, "start_worker", pytest.fail)  # nor is it tried again
    room.papers.request_preview(paper.id, 1, 500)
    assert room.events.wait_for(PreviewReady, 2).image is None


def test_a_cut_photo_is_kept_without_a_preview(room: PaperRoom) -> None:
    paper = taken(room, "a.jpg", samples.jpeg(size=(2_000, 2_000))[:9_000])
    room.papers.request_preview(paper.id, 1, 500)
    assert room.events.wait_for(PreviewReady).image is None
    assert paper.page_count == 1


@pytest.mark.parametrize("limits", [PATIENT])
def test_a_file_still_being_written_is_waited_for(room: PaperRoom) -> None:
    data = samples.pdf(pages=5)
    path = room.drop("slow.pdf", data[:100], age_s=0)
    room.papers.add_paper(SESSION, path)
    waiting = threading.Event()
    for end in range(200, len(data) + 100, 100):
        waiting.wait(0.05)
        path.write_bytes(data[:end])
    until(lambda: bool(room.listed()))
    assert room.listed()[0].size_bytes == len(data)
    assert room.listed()[0].page_count == 5


@pytest.mark.parametrize("limits", [PATIENT])
def test_a_file_just_begun_may_be_empty_for_a_moment(room: PaperRoom) -> None:
    path = room.drop("new.pdf", b"", age_s=0)
    room.papers.add_paper(SESSION, path)
    threading.Event().wait(0.05)
    path.write_bytes(samples.pdf())
    until(lambda: bool(room.listed()))


@pytest.mark.parametrize("limits", [NEVER_RESTING])
def test_a_file_that_never_rests_is_given_up(room: PaperRoom) -> None:
    path = room.drop("log.pdf", b"%PDF-1.4", age_s=0)
    is_done = threading.Event()

    def write_on() -> None:
        with path.open("ab") as file:
            while not is_done.wait(0.01):
                file.write(b"x")
                file.flush()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        assert refused(room, path).code == "T-412"
    finally:
        is_done.set()
        writer.join()


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = room.drop("a.pdf", samples.pdf())
    put = Blobs.put

    def put_and_change(self: Blobs, stream: Any, max_bytes: int) -> Any:
        kept = put(self, stream, max_bytes)
        path.write_bytes(samples.pdf(pages=2))
        return kept

    monkeypatch.setattr(Blobs, "put", put_and_change)
    assert refused(room, path).code == "T-412"
    assert room.listed() == ()


def test_a_file_that_grows_beyond_the_limit_while_read_is_refused(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.documents.intake.intake.MAX_PAPER_BYTES", 100)
    assert refused(room, room.drop("a.pdf", samples.pdf())).code == "T-413"


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "T-416"), (errno.EIO, "T-417")])
def test_a_full_or_failing_disk_refuses_the_paper_and_keeps_nothing(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        assert refused(room, room.drop("a.pdf", samples.pdf())).code == code
    assert room.listed() == ()
    assert room.store.outbox.counts().pending == 0
    taken_later = room.drop("b.pdf", samples.pdf())
    room.papers.add_paper(SESSION, taken_later)
    until(lambda: len(room.listed()) == 1)


def test_a_store_that_does_not_answer_is_told(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    never: Future[Any] = Future()
    never.set_exception(TimeoutError())
    monkeypatch.setattr(Items, "record", lambda *_args: never)
    assert refused(room, room.drop("a.pdf", samples.pdf())).code == "T-417"


def test_a_fault_of_ours_is_told_and_intake_goes_on(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Items, "list", lambda *_args: 1 / 0)
        room.papers.add_paper(SESSION, room.drop("a.pdf", samples.pdf()))
        assert room.events.wait_for(ActionFailed).code == "T-417"
    assert "intake failed" in caplog.text
    room.papers.add_paper(SESSION, room.drop("b.pdf", samples.pdf(pages=2)))
    until(lambda: len(room.listed()) == 1)


def test_too_many_papers_at_once_are_told(room: PaperRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    is_held = threading.Event()
    put = Blobs.put

    def put_later(self: Blobs, stream: Any, max_bytes: int) -> Any:
        is_held.wait(PATIENCE_S)
        return put(self, stream, max_bytes)

    monkeypatch.setattr(Blobs, "put", put_later)
    path = room.drop("a.pdf", samples.pdf())
    for _ in range(MAX_WAITING + 2):
        room.papers.add_paper(SESSION, path)
    try:
        assert room.events.wait_for(ActionFailed).code == "T-415"
    finally:
        is_held.set()


@pytest.mark.parametrize(
    "worker", [WorkerCommand(arguments=("/nowhere",)), WorkerCommand(arguments=("false",))]
)
def test_without_a_worker_papers_are_kept_all_the_same(room: PaperRoom) -> None:
    paper = taken(room)
    assert paper.page_count == 0
    room.papers.request_preview(paper.id, 1, 500)
    assert room.events.wait_for(PreviewReady).image is None


def test_a_preview_arrives_soon_and_the_next_page_sooner(room: PaperRoom) -> None:
    paper = taken(room, data=samples.pdf(pages=80))
    began_s = time.monotonic()
    room.papers.request_preview(paper.id, 1, 1_000)
    first = room.events.wait_for(PreviewReady)
    first_s = time.monotonic() - began_s
    began_s = time.monotonic()
    room.papers.request_preview(paper.id, 2, 1_000)
    second = room.events.wait_for(PreviewReady, 2)
    second_s = time.monotonic() - began_s
    print(f"preview first_ms={first_s * 1_000:.0f} next_ms={second_s * 1_000:.0f}")
    assert (first.page, first.page_count, second.page) == (1, 80, 2)
    assert first.image is not None
    assert first.image.width == 1_000
    assert first_s < by_this_pc_s(2.0)
    assert second_s < first_s


@pytest.fixture
def is_drawing(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Pages are drawn once it is set."""
    is_drawing = threading.Event()
    draw = Previews._draw

    def draw_later(self: Previews, *args: Any) -> Any:
        is_drawing.wait(PATIENCE_S)
        return draw(self, *args)

    monkeypatch.setattr(Previews, "_draw", draw_later)
    yield is_drawing
    is_drawing.set()


def held(room: PaperRoom, pages: int) -> Paper:
    """A paper whose first page is being drawn, and takes its time."""
    paper = taken(room, data=samples.pdf(pages=pages))
    room.papers.request_preview(paper.id, 1, 200)
    until(lambda: not room.papers._previews._wishes)
    return paper


def test_two_who_look_at_different_pages_of_a_paper_both_see_theirs(
    room: PaperRoom, is_drawing: threading.Event
) -> None:
    paper = held(room, pages=6)
    room.papers.request_preview(paper.id, 5, 500)
    room.papers.request_preview(paper.id, 2, 200)
    is_drawing.set()
    until(lambda: len(room.events.of(PreviewReady)) == 3)
    drawn = [(one.page, one.image is not None) for one in room.events.of(PreviewReady)]
    assert drawn == [(1, True), (2, True), (5, True)]


def test_two_who_look_at_the_same_page_have_one_answer_at_the_larger_width(
    room: PaperRoom, is_drawing: threading.Event
) -> None:
    paper = held(room, pages=2)
    room.papers.request_preview(paper.id, 2, 500)
    room.papers.request_preview(paper.id, 2, 200)
    is_drawing.set()
    image = room.events.wait_for(PreviewReady, 2).image
    assert image is not None
    assert image.width == 500


def test_whoever_leafs_on_does_not_wait_for_every_page(
    room: PaperRoom, is_drawing: threading.Event
) -> None:
    paper = held(room, pages=60)
    for page in range(2, 51):
        room.papers.request_preview(paper.id, page, 200)
    is_drawing.set()
    until(lambda: len(room.events.of(PreviewReady)) == 50)
    drawn = [one.page for one in room.events.of(PreviewReady) if one.image is not None]
    newest = [*range(50, 51 - MAX_WAITING_PAGES, -1)]
    assert drawn == [1, *newest, 2], "the newest first; the first may wait for display 2"


def test_a_worker_that_dies_between_two_pages_is_replaced(room: PaperRoom) -> None:
    paper = taken(room)
    room.papers.request_preview(paper.id, 1, 200)
    room.events.wait_for(PreviewReady)
    worker = room.papers._previews._thread.worker
    assert worker is not None
    worker.kill()
    room.papers.request_preview(paper.id, 2, 200)
    assert room.events.wait_for(PreviewReady, 2).image is not None


def spares(room: PaperRoom) -> dict[FileKind, PreviewProcess]:
    return room.papers._previews._spares._workers


def with_spare(room: PaperRoom) -> Paper:
    """A paper in a session that is on the screen, and a worker that waits for it."""
    paper = taken(room)
    room.papers.attend(SESSION)
    until(lambda: FileKind.PDF in spares(room))
    return paper


def test_a_worker_waits_for_a_paper_before_anybody_leads_it(room: PaperRoom) -> None:
    paper = with_spare(room)
    waiting = spares(room)[FileKind.PDF]
    room.papers.request_preview(paper.id, 1, 400)
    assert room.events.wait_for(PreviewReady).image is not None
    thread = room.papers._previews._thread
    assert thread.worker is waiting, "it drew the page"
    until(lambda: spares(room).get(FileKind.PDF, waiting) is not waiting)
    other = spares(room)[FileKind.PDF]
    assert psutil.pid_exists(other.pid)

    room.papers.attend(None)
    until(lambda: not spares(room))
    until(lambda: not psutil.pid_exists(other.pid))
    assert thread.worker is waiting, "its paper may still be turned"


def test_workers_wait_for_the_cleared_papers_first_and_for_none_of_another_session(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spares_module, "MAX_SPARES", 1)
    with_spare(room)
    photo = taken(room, "Ảnh.jpg", samples.jpeg())
    taken(room, "Bảng.docx", samples.office())
    room.papers.clear_for_display(photo.id, is_cleared=True)
    until(lambda: set(spares(room)) == {FileKind.JPEG})
    room.papers.clear_for_display(photo.id, is_cleared=False)
    until(lambda: set(spares(room)) == {FileKind.PDF})
    room.papers.attend(SessionId("another"))
    until(lambda: not spares(room))


def test_a_paper_is_drawn_though_the_worker_that_waited_for_it_is_gone(room: PaperRoom) -> None:
    paper = with_spare(room)
    psutil.Process(spares(room)[FileKind.PDF].pid).kill()
    room.papers.request_preview(paper.id, 2, 400)
    assert room.events.wait_for(PreviewReady).image is not None


def test_workers_that_wait_end_with_the_desk(room: PaperRoom) -> None:
    with_spare(room)
    pid = spares(room)[FileKind.PDF].pid
    room.papers.stop()
    assert not psutil.pid_exists(pid)
    assert not spares(room)


@pytest.mark.parametrize("worker", [WorkerCommand(arguments=("/nowhere",))])
def test_a_worker_that_cannot_wait_is_no_fault(room: PaperRoom) -> None:
    paper = taken(room)
    room.papers.attend(SESSION)
    room.papers.request_preview(paper.id, 1, 400)
    assert room.events.wait_for(PreviewReady).image is None
    assert not spares(room)


def test_two_papers_take_turns(room: PaperRoom) -> None:
    one, two = taken(room), taken(room, "b.png", samples.png())
    for document_id in (one.id, two.id, one.id):
        before = len(room.events.of(PreviewReady))
        room.papers.request_preview(document_id, 1, 200)
        assert room.events.wait_for(PreviewReady, before + 1).image is not None


def test_the_words_of_an_office_document_are_drawn_though_its_pages_are_not_counted(
    room: PaperRoom,
) -> None:
    for number, (name, data) in enumerate(
        {"a.docx": a_document(), "a.xlsx": a_workbook()}.items(), start=1
    ):
        paper = taken(room, name, data)
        assert paper.page_count == 0
        room.papers.request_preview(paper.id, 1, 200)
        ready = room.events.wait_for(PreviewReady, number)
        assert (ready.page_count, ready.is_text) == (2, True)
        assert ready.image is not None


def test_a_broken_office_document_and_an_unknown_paper_have_no_preview(room: PaperRoom) -> None:
    paper = taken(room, "a.docx", samples.office())
    assert paper.page_count == 0
    room.papers.request_preview(paper.id, 1, 200)
    room.papers.request_preview(DocumentId("nobody"), 1, 200)
    for number in (1, 2):
        assert room.events.wait_for(PreviewReady, number).image is None


def foreign(room: PaperRoom, **body: Any) -> Paper:
    """A paper of the city's site whose bytes are not here."""
    own = taken(room)
    paper = Paper(
        id=DocumentId("paper-of-hq"),
        session_id=SESSION,
        case_id=None,
        owner_site_id=SiteId("hq"),
        title="Quyết định",
        kind=own.kind,
        mime=own.mime,
        size_bytes=own.size_bytes,
        sha256="cd" * 32,
        page_count=2,
        added_at=own.added_at,
        is_local=False,
        transfer=PaperTransfer.CITY,
    )
    record(room, paper, **body)
    room.events.clear()
    return paper


def test_a_paper_of_another_site_is_listed_and_its_bytes_are_fetched_for_a_preview(
    room: PaperRoom,
) -> None:
    data = samples.pdf(pages=2)
    paper = foreign(room, sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data))
    listed = next(one for one in room.listed() if one.id == paper.id)
    assert (listed.is_local, listed.transfer) == (False, PaperTransfer.CITY)
    room.papers.request_preview(paper.id, 2, 200)
    until(lambda: room.asked == [paper.id])
    path = room.drop("from-the-city", data)
    with path.open("rb") as stream:
        room.store.blobs.put(stream, 10**6)
    room.fetched[paper.id].set_result(None)
    assert room.events.wait_for(PreviewReady).image is not None


def test_two_pages_wait_for_the_same_bytes(room: PaperRoom) -> None:
    data = samples.pdf(pages=6)
    paper = foreign(room, sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data))
    room.papers.request_preview(paper.id, 5, 200)
    until(lambda: len(room.asked) == 1)
    room.papers.request_preview(paper.id, 1, 200)
    until(lambda: len(room.asked) == 2)
    with room.drop("from-the-city", data).open("rb") as stream:
        room.store.blobs.put(stream, 10**6)
    room.fetched[paper.id].set_result(None)
    room.events.wait_for(PreviewReady, 2)
    drawn = {one.page for one in room.events.of(PreviewReady) if one.image is not None}
    assert drawn == {1, 5}


def test_bytes_that_cannot_be_fetched_are_told(room: PaperRoom) -> None:
    paper = foreign(room)
    room.papers.request_preview(paper.id, 1, 200)
    until(lambda: bool(room.asked))
    room.fetched[paper.id].set_exception(Offline())
    answer = room.events.wait_for(PreviewReady)
    assert (answer.image, answer.page_count) == (None, 2)


def test_bytes_that_are_still_missing_after_a_fetch_are_not_asked_for_again(
    room: PaperRoom,
) -> None:
    paper = foreign(room)
    room.papers.request_preview(paper.id, 1, 200)
    until(lambda: bool(room.asked))
    room.fetched[paper.id].set_result(None)
    assert room.events.wait_for(PreviewReady).image is None
    assert len(room.asked) == 1


def test_a_damaged_paper_has_no_preview(room: PaperRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = taken(room)

    def damaged(*_: object) -> Any:
        raise StorageError("T-510")

    monkeypatch.setattr(Blobs, "open", damaged)
    room.papers.request_preview(paper.id, 1, 200)
    assert room.events.wait_for(PreviewReady).image is None


def rot(room: PaperRoom, tmp_path: Path, paper: Paper) -> None:
    """The last byte of the paper's only file changes."""
    files = (tmp_path / "store").rglob("*")
    sized = [one for one in files if one.is_file() and plain_size(one.stat().st_size)]
    (path,) = [one for one in sized if one.read_bytes()[:8] == MAGIC]
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert room.store.blobs.has(paper.sha256)


def test_a_paper_that_rotted_is_fetched_again_and_drawn(room: PaperRoom, tmp_path: Path) -> None:
    data = samples.pdf(pages=3)
    paper = taken(room, data=data)
    rot(room, tmp_path, paper)
    room.papers.request_preview(paper.id, 1, 200)
    assert room.events.wait_for(PreviewReady).image is None
    until(lambda: room.asked == [paper.id])
    with room.drop("from-the-city", data).open("rb") as stream:
        room.store.blobs.put(stream, 10**6)
    room.fetched[paper.id].set_result(None)
    assert room.events.wait_for(PreviewReady, 2).image is not None


def test_the_original_dropped_again_mends_a_paper_and_asks_the_city(
    room: PaperRoom, tmp_path: Path
) -> None:
    data = samples.pdf(pages=3)
    paper = taken(room, data=data)
    upload = room.store.transfers.get(paper.id, Direction.UP)
    assert upload is not None
    room.store.transfers.finish(upload, "T-510").result(PATIENCE_S)
    rot(room, tmp_path, paper)
    wakes = room.wakes
    assert refused(room, room.drop("again.pdf", data)).code == "T-414"
    with room.store.blobs.open(paper.sha256) as kept:
        assert kept.read() == data
    again = room.store.transfers.get(paper.id, Direction.UP)
    assert again is not None
    assert (again.state, again.reason) == (TransferState.WAITING, "")
    assert room.wakes == wakes + 1


def test_a_fault_of_ours_while_drawing_is_told(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    paper = taken(room)
    with monkeypatch.context() as patched:
        patched.setattr(Blobs, "has", lambda *_args: 1 / 0)
        room.papers.request_preview(paper.id, 1, 200)
        assert room.events.wait_for(PreviewReady).image is None
    assert "preview failed" in caplog.text
    room.papers.request_preview(paper.id, 1, 200)
    assert room.events.wait_for(PreviewReady, 2).image is not None


def test_our_paper_is_cleared_for_display_and_taken_back(room: PaperRoom) -> None:
    paper = taken(room)
    room.papers.clear_for_display(paper.id, is_cleared=True)
    until(lambda: room.listed()[0].cleared_for_display)
    until(lambda: room.wakes == 2)
    room.papers.clear_for_display(paper.id, is_cleared=False)
    until(lambda: not room.listed()[0].cleared_for_display)


def test_only_the_owner_clears_a_paper(room: PaperRoom) -> None:
    paper = foreign(room)
    room.papers.clear_for_display(paper.id, is_cleared=True)
    room.papers.clear_for_display(DocumentId("nobody"), is_cleared=True)
    assert [one.code for one in room.events.of(ActionFailed)] == ["T-202", "T-203"]


@pytest.mark.parametrize(
    ("error", "code"), [(StorageError("B-301"), "B-301"), (ValueError(), "T-417")]
)
def test_a_clearance_that_is_not_kept_is_told(
    room: PaperRoom,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    code: str,
) -> None:
    paper = taken(room)
    failed: Future[Any] = Future()
    failed.set_exception(error)
    monkeypatch.setattr(Items, "record", lambda *_args: failed)
    room.papers.clear_for_display(paper.id, is_cleared=True)
    assert room.events.wait_for(ActionFailed).code == code
    assert ("clearance not kept" in caplog.text) is isinstance(error, ValueError)


def test_the_way_of_the_bytes_is_followed(room: PaperRoom) -> None:
    paper = taken(room)
    upload = room.store.transfers.get(paper.id, Direction.UP)
    assert upload is not None
    room.store.transfers.note_progress(upload, 100)
    assert (room.listed()[0].transfer, room.listed()[0].sent_bytes) == (PaperTransfer.SENDING, 100)
    room.store.transfers.finish(upload).result(PATIENCE_S)
    until(lambda: room.listed()[0].transfer is PaperTransfer.CITY)


def test_a_record_that_is_no_paper_is_passed_over(room: PaperRoom) -> None:
    record(room, foreign(room), kind="hologram")
    assert len(room.listed()) == 2  # the one that came first stays as it was
    room.papers.request_preview(DocumentId("nobody"), 1, 100)


@pytest.mark.parametrize(
    "limits", [IntakeLimits(stable_s=0.15, poll_s=0.02, give_up_s=6 * PATIENCE_S)]
)
def test_stopping_does_not_wait_for_a_file_that_is_being_written(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(paper_thread, "STOP_TIMEOUT_S", PATIENCE_S)
    path = room.drop("slow.pdf", samples.pdf(), age_s=-3_600)
    room.papers.add_paper(SESSION, path)
    room.papers.stop()
    assert "late to stop" not in caplog.text
    assert room.listed() == ()
