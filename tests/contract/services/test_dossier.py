"""The dossier of a case at a desk: files and entries are kept at once, and get numbers later."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.app.services.dossier import DeskDossier
from desktop.app.services.exporter import Exporter
from desktop.documents.context import PapersContext
from desktop.documents.intake.intake import IntakeLimits
from desktop.documents.papers import Papers
from desktop.documents.preview.process import WorkerCommand
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CaseId, DocumentId, SiteId
from desktop.domain.papers.dossier import CopyKind, DossierPaper, HandedIn, place_for
from desktop.domain.papers.events import (
    DossierChanged,
    FileKept,
    PaperCopied,
    PreviewReady,
)
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import CASE_PAPER as KIND
from desktop.mapping.records import PAPER_PLACE
from desktop.presenters.services.casework import DossierService
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.records.transfers import Direction
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store, open_store
from desktop.sync.codes import ReportCode
from desktop.sync.records.dossier import DossierBook
from tests.contract.services.benches import RESERVE_BYTES, STORE_KEY
from tests.fakes.fake_dossier import FakeDossier
from tests.patience import PATIENCE_S, wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.casework import CASE_PAPER, OFFICER, SITE
from tests.samples.papers import pdf

pytestmark = pytest.mark.contract

CASE = CASE_PAPER.case_id
OTHERS = replace(
    CASE_PAPER, id=DocumentId("theirs"), owner_site_id=SiteId("hq"), site_id=SiteId("agency")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A DossierService without an entry. number: the city takes an entry in."""

    service: DossierService
    events: EventRecorder
    number: Callable[[DocumentId], object]

    def ids(self) -> list[str]:
        return [one.paper.id for one in self.service.papers(CASE)]

    def only(self) -> DossierPaper:
        (paper,) = self.service.papers(CASE)
        return paper


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(params=["fake", "store"])
def bench(request: pytest.FixtureRequest, store: Store) -> Iterator[Bench]:
    events = EventRecorder()
    if request.param == "fake":
        fake = FakeDossier(emit=events, clock=SystemClock(), own_site_id=SITE)
        yield Bench(service=fake, events=events, number=fake.number)
        return
    papers = Papers(
        desk=PapersContext(
            store=store,
            own_site_id=SITE,
            clock=SystemClock(),
            emit=events,
            wake_sync=lambda: None,
            worker=WorkerCommand(),
        ),
        fetch_blob=lambda _paper: Future(),
        limits=IntakeLimits(stable_s=0.15, poll_s=0.02, give_up_s=1.0),
    )
    exporter = Exporter(emit=events)
    desk = desk_of(store, papers, events, exporter)
    papers.start()
    exporter.start()
    try:
        yield Bench(service=desk, events=events, number=lambda one: pull_place(store, desk, one))
    finally:
        exporter.stop()
        papers.stop()


def desk_of(
    store: Store, papers: Papers, events: EventRecorder, exporter: Exporter | None = None
) -> DeskDossier:
    book = DossierBook(
        items=store.items,
        transfers=store.transfers,
        has_bytes=store.blobs.has,
        clock=SystemClock(),
        emit=events,
        own_site_id=SITE,
    )
    desk = DeskDossier(
        book=book,
        papers=papers,
        exporter=exporter or Exporter(emit=events),
    )
    desk.start()
    return desk


def pull_place(store: Store, desk: DossierService, paper_id: DocumentId) -> None:
    """The city took it in, and says where it stands."""
    known = {one.paper.id: one for one in desk.papers(CASE)}
    taken = [one.place for one in known.values() if one.place is not None]
    place = place_for(known[paper_id].paper, taken)
    bodies = {
        "case_paper": KIND.codec.write(known[paper_id].paper),
        "paper_place": PAPER_PLACE.codec.write(place),
    }
    changes = [
        PulledChange(
            kind=kind,
            entity_id=paper_id,
            session_id=None,
            version=CityVersion(revision=1, body=one),
        )
        for kind, one in bodies.items()
    ]
    store.pulled.apply(changes, f"cursor-{paper_id}", is_last=True).result(PATIENCE_S)


def dropped(folder: Path, name: str = "Đơn.pdf") -> Path:
    path = folder / name
    path.write_bytes(pdf())
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def test_a_file_is_kept_at_once_and_has_no_number_yet(bench: Bench, tmp_path: Path) -> None:
    bench.service.add(CASE, dropped(tmp_path), OFFICER)
    wait_until(lambda: len(bench.ids()) == 1)
    assert bench.events.wait_for(DossierChanged).case_id == CASE
    known = bench.only()
    paper = known.paper
    assert (paper.title, paper.owner_site_id, paper.added_by) == ("Đơn", SITE, OFFICER)
    assert (paper.copy_kind, paper.page_count) == (CopyKind.PHOTOCOPY, 1)
    assert (known.place, known.is_local, known.storage) == (None, True, RecordStorage.HERE)
    assert known.transfer is PaperTransfer.HERE
    assert bench.service.sites_with_dossier(CASE) == {SITE}
    assert bench.service.papers(CaseId("other")) == ()
    assert bench.service.sites_with_dossier(CaseId("other")) == frozenset()


def test_the_same_bytes_again_are_shown(bench: Bench, tmp_path: Path) -> None:
    bench.service.add(CASE, dropped(tmp_path), OFFICER)
    wait_until(lambda: len(bench.ids()) == 1)
    bench.service.add(CASE, dropped(tmp_path, "Lần hai.pdf"), OFFICER)
    told = bench.events.wait_for(ActionFailed)
    assert (told.action, told.code) == ("add_to_dossier", "T-414")
    assert told.data["document_id"] == bench.only().paper.id


def test_a_file_that_is_gone_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.service.add(CASE, tmp_path / "gone.pdf", OFFICER)
    told = bench.events.wait_for(ActionFailed)
    assert (told.action, told.data["name"]) == ("add_to_dossier", "gone.pdf")
    assert bench.ids() == []


def test_an_entry_without_bytes_is_one_and_may_be_said_anew(bench: Bench) -> None:
    bench.service.save(CASE_PAPER)
    wait_until(lambda: bench.ids() == [CASE_PAPER.id])
    assert not bench.only().is_local
    said = replace(CASE_PAPER, copy_kind=CopyKind.CERTIFIED, handed_in=HandedIn.RETURNED)
    bench.service.save(said)
    wait_until(lambda: bench.only().paper == said)


def test_a_file_without_a_case_is_kept_and_listed_with_its_bytes_later(
    bench: Bench, tmp_path: Path
) -> None:
    path = dropped(tmp_path)
    bench.service.keep_file(path, "visit-1")
    kept = bench.events.wait_for(FileKept)
    path.unlink()
    assert (kept.taken_for, kept.file.title, kept.file.page_count) == ("visit-1", "Đơn", 1)
    assert kept.file.size_bytes == len(pdf())
    assert bench.ids() == []
    entry = replace(
        CASE_PAPER,
        title=kept.file.title,
        mime=kept.file.mime,
        size_bytes=kept.file.size_bytes,
        sha256=kept.file.sha256,
        page_count=kept.file.page_count,
    )
    bench.service.save(entry)
    wait_until(lambda: bench.ids() == [entry.id])
    known = bench.only()
    assert (known.paper, known.is_local, known.transfer) == (entry, True, PaperTransfer.HERE)


def test_a_file_that_cannot_be_kept_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.service.keep_file(tmp_path / "gone.pdf", "visit-1")
    told = bench.events.wait_for(ActionFailed)
    assert (told.action, told.data["name"]) == ("keep_file", "gone.pdf")


def test_the_city_gives_numbers_and_they_say_the_order(bench: Bench) -> None:
    late = replace(CASE_PAPER, id=DocumentId("late"), page_count=2)
    for paper in (late, OTHERS, CASE_PAPER):
        bench.service.save(paper)
        wait_until(lambda paper=paper: paper.id in bench.ids())  # type: ignore[misc]
    for paper in (CASE_PAPER, OTHERS, late):
        bench.number(paper.id)
    wait_until(lambda: all(one.place is not None for one in bench.service.papers(CASE)))
    found = bench.service.papers(CASE)
    labels = [one.place.label for one in found if one.place is not None]
    assert labels == ["1–4", "4a–4b", "5–8"]
    assert {one.storage for one in found} == {RecordStorage.CITY}
    assert bench.service.sites_with_dossier(CASE) == {SITE, SiteId("agency")}


def test_what_the_wire_does_not_allow_is_told_by_the_paper(store: Store) -> None:
    events = EventRecorder()
    book = DossierBook(
        items=store.items,
        transfers=store.transfers,
        has_bytes=store.blobs.has,
        clock=SystemClock(),
        emit=events,
        own_site_id=SITE,
    )
    book.save(replace(CASE_PAPER, title="x" * 1_000))
    told = events.wait_for(ActionFailed)
    assert (told.action, told.code) == ("save_in_dossier", ReportCode.NOT_SPEAKABLE)
    assert told.data["paper"] == CASE_PAPER.id


def test_where_the_bytes_are_is_followed_and_known_after_a_start(
    store: Store, tmp_path: Path
) -> None:
    events = EventRecorder()
    papers = Papers(
        desk=PapersContext(
            store=store,
            own_site_id=SITE,
            clock=SystemClock(),
            emit=events,
            wake_sync=lambda: None,
            worker=WorkerCommand(),
        ),
        fetch_blob=lambda _paper: Future(),
    )
    desk = desk_of(store, papers, events)
    papers.start()
    try:
        desk.add(CASE, dropped(tmp_path), OFFICER)
        wait_until(lambda: len(desk.papers(CASE)) == 1)
        paper_id = desk.papers(CASE)[0].paper.id
        papers.request_preview(paper_id, 1, 100)
        assert events.wait_for(PreviewReady).image is not None
        again = desk_of(store, papers, events)
        assert again.papers(CASE)[0].transfer is PaperTransfer.HERE
        transfer = store.transfers.get(paper_id, Direction.UP)
        assert transfer is not None
        store.transfers.note_progress(transfer, 10)
        assert again.papers(CASE)[0].transfer is PaperTransfer.SENDING
        store.transfers.finish(transfer).result(PATIENCE_S)
        assert desk.papers(CASE)[0].transfer is PaperTransfer.CITY
    finally:
        papers.stop()


def test_a_copy_is_saved_or_it_is_said_why_not(bench: Bench, tmp_path: Path) -> None:
    bench.service.add(CASE, dropped(tmp_path), OFFICER)
    bench.events.wait_for(DossierChanged)
    (known,) = bench.service.papers(CASE)
    target = tmp_path / "ban sao.pdf"
    bench.service.save_copy(known.paper.id, target)
    copied = bench.events.wait_for(PaperCopied)
    assert copied == PaperCopied(document_id=known.paper.id, path=target)
    assert target.read_bytes() == pdf()
    bench.service.save_copy(known.paper.id, target)
    failed = bench.events.wait_for(ActionFailed)
    assert (failed.action, failed.code, failed.data["name"]) == ("save_copy", "T-431", target.name)


def test_an_entry_waits_until_the_city_has_it_whole(bench: Bench, tmp_path: Path) -> None:
    assert bench.service.unsent() == ()
    bench.service.add(CASE, dropped(tmp_path), OFFICER)
    bench.events.wait_for(DossierChanged)
    (known,) = bench.service.unsent()
    assert known.paper.title == "Đơn"
