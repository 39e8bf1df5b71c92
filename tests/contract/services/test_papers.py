from pathlib import Path

import pytest

from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import PapersChanged, PreviewReady, ScanTaken
from desktop.domain.papers.paper import Paper
from tests.contract.services.benches import PapersBench
from tests.samples.papers import pdf
from tests.samples.signed_scans import a_sheet, scan

pytestmark = pytest.mark.contract


def own_papers(bench: PapersBench) -> list[Paper]:
    papers = bench.service.papers(bench.session_id)
    return [paper for paper in papers if paper.owner_site_id == bench.own_site_id]


def added(bench: PapersBench, folder: Path, name: str = "Đơn.pdf") -> Paper:
    path = folder / name
    path.write_bytes(pdf())
    bench.service.add_paper(bench.session_id, path)
    bench.events.wait_for(PapersChanged)
    return own_papers(bench)[0]


def test_a_paper_is_taken_in_and_not_cleared(papers_bench: PapersBench, tmp_path: Path) -> None:
    paper = added(papers_bench, tmp_path)
    assert (paper.title, paper.is_local) == ("Đơn", True)
    assert not paper.cleared_for_display
    assert len(paper.sha256) == 64


def test_a_file_that_is_not_there_or_empty_is_refused(
    papers_bench: PapersBench, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    for count, path in enumerate((tmp_path / "missing.pdf", empty), start=1):
        papers_bench.service.add_paper(papers_bench.session_id, path)
        event = papers_bench.events.wait_for(ActionFailed, count=count)
        assert event.action == "add_paper"
    assert own_papers(papers_bench) == []


def test_the_same_bytes_twice_are_one_paper(papers_bench: PapersBench, tmp_path: Path) -> None:
    added(papers_bench, tmp_path, "một.pdf")
    added(papers_bench, tmp_path, "hai.pdf")
    assert len(own_papers(papers_bench)) == 1


def test_every_request_for_a_page_is_answered(papers_bench: PapersBench, tmp_path: Path) -> None:
    paper = added(papers_bench, tmp_path)
    papers_bench.service.request_preview(paper.id, 1, 200)
    papers_bench.service.request_preview(DocumentId("unknown"), 1, 200)
    answers = [papers_bench.events.wait_for(PreviewReady, count=count) for count in (1, 2)]
    images = {answer.document_id: answer.image for answer in answers}
    assert images[paper.id] is not None
    assert images[DocumentId("unknown")] is None


def test_clearing_is_the_owners_and_can_be_taken_back(
    papers_bench: PapersBench, tmp_path: Path
) -> None:
    paper = added(papers_bench, tmp_path)
    for count, is_cleared in enumerate((True, False), start=2):
        papers_bench.service.clear_for_display(paper.id, is_cleared=is_cleared)
        papers_bench.events.wait_for(PapersChanged, count=count)
        assert own_papers(papers_bench)[0].cleared_for_display is is_cleared


@pytest.mark.parametrize("is_known", [True, False])
def test_a_paper_that_is_not_ours_is_not_cleared(papers_bench: PapersBench, is_known: bool) -> None:
    document_id = papers_bench.foreign_id if is_known else DocumentId("unknown")
    papers_bench.service.clear_for_display(document_id, is_cleared=True)
    event = papers_bench.events.wait_for(ActionFailed)
    expected = ("clear_for_display", "T-203" if is_known else "T-202")
    assert (event.action, event.code) == expected


def test_a_scan_is_a_paper_with_what_the_codes_on_its_sheets_say(
    papers_bench: PapersBench, tmp_path: Path
) -> None:
    path = tmp_path / "ban-ky.pdf"
    path.write_bytes(scan(a_sheet(1), None, a_sheet(3)))
    papers_bench.service.add_scan(papers_bench.session_id, path)
    taken = papers_bench.events.wait_for(ScanTaken)
    papers_bench.events.wait_for(PapersChanged)
    (paper,) = own_papers(papers_bench)
    assert (taken.session_id, taken.document_id) == (papers_bench.session_id, paper.id)
    assert paper.printed_pages == (a_sheet(1), a_sheet(3))


def test_what_lies_there_as_a_paper_comes_again_as_a_scan(
    papers_bench: PapersBench, tmp_path: Path
) -> None:
    path = tmp_path / "ban-ky.pdf"
    path.write_bytes(scan(a_sheet(2)))
    papers_bench.service.add_paper(papers_bench.session_id, path)
    papers_bench.events.wait_for(PapersChanged)
    assert [one.printed_pages for one in own_papers(papers_bench)] == [()]
    papers_bench.service.add_scan(papers_bench.session_id, path)
    papers_bench.events.wait_for(PapersChanged, count=2)
    plain, scanned = own_papers(papers_bench)
    assert (plain.printed_pages, scanned.printed_pages) == ((), (a_sheet(2),))
    assert plain.sha256 == scanned.sha256
    papers_bench.service.add_scan(papers_bench.session_id, path)
    event = papers_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("add_scan", "T-414")
    assert event.data["document_id"] == scanned.id
