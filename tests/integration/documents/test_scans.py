"""Scans of the signed minutes, read by the real worker without rights."""

import pytest

from desktop.documents.preview.process import PreviewProcess
from desktop.domain.events import ActionFailed
from desktop.domain.papers.events import ScanTaken
from desktop.domain.papers.paper import Paper
from desktop.domain.papers.printed_page import MAX_PRINTED_PAGES
from desktop.store.records.transfers import Direction, TransferState
from tests.integration.documents.conftest import SESSION, PaperRoom
from tests.integration.documents.test_papers import taken, until
from tests.samples import papers as samples
from tests.samples.signed_scans import a_sheet, scan

pytestmark = pytest.mark.integration


def scanned(room: PaperRoom, data: bytes, name: str = "ban-ky.pdf") -> Paper:
    """One scan taken in and listed."""
    before = len(room.listed())
    room.papers.add_scan(SESSION, room.drop(name, data))
    until(lambda: len(room.listed()) > before or bool(room.events.of(ActionFailed)))
    assert not room.events.of(ActionFailed)
    return room.listed()[-1]


@pytest.mark.parametrize(
    ("kind", "name", "dpi", "turned"),
    [
        ("PDF", "ban-ky.pdf", 150, 0),
        ("PDF", "ban-ky.pdf", 300, 180),
        ("PDF", "ban-ky.pdf", 200, 90),
        ("PDF", "ban-ky.pdf", 200, 3),
        ("TIFF", "ban-ky.tif", 200, 0),
        ("TIFF", "ban-ky.tif", 300, 180),
    ],
)
def test_a_scan_is_read_however_it_lay_on_the_glass(
    room: PaperRoom, kind: str, name: str, dpi: int, turned: int
) -> None:
    sheets = tuple(a_sheet(page) for page in (1, 2, 3))
    paper = scanned(room, scan(*sheets, kind=kind, dpi=dpi, turned=turned), name)
    assert (paper.page_count, paper.printed_pages) == (3, sheets)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "t.jpg"), ("PNG", "t.png")])
def test_a_picture_of_one_sheet_is_read(room: PaperRoom, kind: str, name: str) -> None:
    assert scanned(room, scan(a_sheet(2), kind=kind), name).printed_pages == (a_sheet(2),)


def test_a_scan_keeps_its_bytes_and_goes_to_the_city_as_any_paper(room: PaperRoom) -> None:
    data = scan(a_sheet())
    paper = scanned(room, data)
    with room.store.blobs.open(paper.sha256) as kept:
        assert kept.read() == data
    upload = room.store.transfers.get(paper.id, Direction.UP)
    assert upload is not None
    assert upload.state is TransferState.WAITING
    assert room.events.of(ScanTaken) == [ScanTaken(session_id=SESSION, document_id=paper.id)]


@pytest.mark.parametrize("data", [samples.pdf(pages=2), scan(None)])
def test_a_scan_without_a_code_is_kept_and_says_nothing(room: PaperRoom, data: bytes) -> None:
    assert scanned(room, data).printed_pages == ()


def test_a_broken_scan_is_kept_and_says_nothing(room: PaperRoom) -> None:
    assert scanned(room, samples.looping_pdf()).printed_pages == ()


def test_an_ordinary_paper_is_not_looked_at(room: PaperRoom) -> None:
    assert taken(room, data=scan(a_sheet())).printed_pages == ()
    assert room.events.of(ScanTaken) == []


def test_a_sheet_that_was_scanned_twice_counts_once(room: PaperRoom) -> None:
    paper = scanned(room, scan(a_sheet(1), a_sheet(1), a_sheet(2)))
    assert paper.printed_pages == (a_sheet(1), a_sheet(2))


def test_of_a_thick_file_as_many_pages_are_read_as_a_print_has(room: PaperRoom) -> None:
    pages = [None] * MAX_PRINTED_PAGES
    paper = scanned(room, scan(*pages, a_sheet(), dpi=40))
    assert (paper.page_count, paper.printed_pages) == (MAX_PRINTED_PAGES + 1, ())


def test_what_lies_there_as_a_paper_comes_again_as_a_scan_and_not_a_third_time(
    room: PaperRoom,
) -> None:
    data = scan(a_sheet())
    plain = taken(room, data=data)
    paper = scanned(room, data)
    assert (plain.sha256, plain.printed_pages) == (paper.sha256, ())
    assert paper.printed_pages == (a_sheet(),)
    room.papers.add_scan(SESSION, room.drop("again.pdf", data))
    failed = room.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("add_scan", "T-414")
    assert failed.data["document_id"] == paper.id
    assert len(room.listed()) == 2


def test_where_a_worker_ends_a_fresh_one_reads_on(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, died = PreviewProcess.read_codes, set[int]()

    def read_once(worker: PreviewProcess, page: int) -> tuple[str, ...]:
        if page > 1 and page not in died:
            died.add(page)
            worker.kill()
        return read(worker, page)

    monkeypatch.setattr(PreviewProcess, "read_codes", read_once)
    sheets = tuple(a_sheet(page) for page in (1, 2, 3))
    paper = scanned(room, scan(*sheets))
    assert died == {2, 3}
    assert (paper.page_count, paper.printed_pages) == (3, sheets)


def test_a_page_that_ends_every_worker_leaves_the_rest_unread(
    room: PaperRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, asked = PreviewProcess.read_codes, list[int]()

    def read_two(worker: PreviewProcess, page: int) -> tuple[str, ...]:
        asked.append(page)
        if page == 2:
            worker.kill()
        return read(worker, page)

    monkeypatch.setattr(PreviewProcess, "read_codes", read_two)
    paper = scanned(room, scan(a_sheet(1), a_sheet(2), a_sheet(3)))
    assert asked == [1, 2, 2]
    assert (paper.page_count, paper.printed_pages) == (3, (a_sheet(1),))
