"""The page of a case with 60 papers and 500 pages, on real windows and a real encrypted store.

python -m tests.bench.dossier --json

open_ms, open_worst_ms: from Enter on the case until its page is drawn, of OPENINGS. store_ms: of
that book's start, which reads the entries from the disk. first_page_ms: from the request until a
page of a paper that was not open is there, while its case is on the screen; cold_page_ms: while
nothing was expected; page_p50_ms, page_worst_ms: of the next pages, as
somebody leafs through it. request_form_ms, request_form_worst_ms: from the button until the form
of a request is drawn; request_form_first_ms: for the first time, with nothing built;
request_form_ahead_ms: for the first time, after the desk built it in a quiet turn, as it does.
"""

import argparse
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from desktop.app.services.dossier import DeskDossier
from desktop.app.services.exporter import Exporter
from desktop.documents.context import PapersContext
from desktop.documents.papers import Papers
from desktop.documents.preview.process import WorkerCommand
from desktop.domain.clock import SystemClock
from desktop.domain.ids import DocumentId
from desktop.domain.papers.dossier import CasePaper, PaperPlace, place_for
from desktop.domain.papers.events import PreviewReady
from desktop.mapping.records import CASE_PAPER, PAPER_PLACE
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store, open_store
from desktop.sync.records.dossier import DossierBook
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.platform.application import DeskApplication
from desktop.ui.theme.theme import Theme
from desktop.ui.windows.screens_ahead import ScreensAhead
from tests.patience import PATIENCE_S
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.event_recorder import EventRecorder
from tests.rigs.desk.window_end import let_go
from tests.samples import papers as samples
from tests.samples.casework import CASE_PAPER as A_PAPER
from tests.samples.receptions import CASE, COMMUNE
from tests.samples.store import KEY

PAPERS = 60
PAGES = 500
OPENINGS = 10
LEAFED = 30
WIDTH = 960
SETTLED_S = 5.0
"""Until a worker waits again for the next paper."""
MS = 1_000.0


def fill(store: Store) -> tuple[CasePaper, ...]:
    """The dossier, numbered by the city, every byte of it here."""
    each, more = divmod(PAGES, PAPERS)
    papers: list[CasePaper] = []
    places: list[PaperPlace] = []
    for number in range(PAPERS):
        pages = each + (number < more)
        text = f"BT /F 12 Tf 50 700 Td ({number}) Tj ET".encode() * 200
        data = samples.pdf(pages=pages, content=text)
        info = store.blobs.put(io.BytesIO(data), len(data))
        paper = replace(
            A_PAPER,
            id=DocumentId(f"paper-{number}"),
            case_id=CASE,
            owner_site_id=COMMUNE,
            site_id=COMMUNE,
            title=f"Tài liệu số {number} về việc bồi thường khi thu hồi đất",
            mime="application/pdf",
            sha256=info.sha256,
            size_bytes=len(data),
            page_count=pages,
        )
        papers.append(paper)
        places.append(place_for(paper, places))
    changes = [
        PulledChange(
            kind=kind,
            entity_id=entity_id,
            session_id=None,
            version=CityVersion(revision=1, body=body),
        )
        for kind, entity_id, body in (
            *(("case_paper", one.id, CASE_PAPER.codec.write(one)) for one in papers),
            *(("paper_place", one.paper_id, PAPER_PLACE.codec.write(one)) for one in places),
        )
    ]
    store.pulled.apply(changes, "cursor", is_last=True).result(PATIENCE_S)
    return tuple(papers)


def measure(folder: Path) -> dict[str, float]:
    """All figures."""
    store = open_store(folder / "room", KEY, SystemClock(), copies_folder=folder / "copies")
    events = EventRecorder()
    try:
        found = fill(store)
        papers = Papers(
            desk=PapersContext(
                store=store,
                own_site_id=COMMUNE,
                clock=SystemClock(),
                emit=events,
                wake_sync=lambda: None,
                worker=WorkerCommand(),
            ),
            fetch_blob=lambda _paper: Future(),
        )
        book = DossierBook(
            items=store.items,
            transfers=store.transfers,
            has_bytes=store.blobs.has,
            clock=SystemClock(),
            emit=events,
            own_site_id=COMMUNE,
        )
        dossier = DeskDossier(
            book=book,
            papers=papers,
            exporter=Exporter(emit=events),
        )
        store_s = _took(dossier.start)
        papers.start()
        try:
            return {
                "store_ms": round(MS * store_s, 1),
                **_screens(dossier, len(found)),
                **_pages(papers, found[0], found[1], events),
            }
        finally:
            papers.stop()
    finally:
        store.close()


def _screens(dossier: DeskDossier, papers: int) -> dict[str, float]:
    theme = DeskApplication().start()
    at_once = _openings(theme, dossier, papers, is_ahead=False)
    later = _openings(theme, dossier, papers, is_ahead=True)
    return {**at_once, "request_form_ahead_ms": later["request_form_first_ms"]}


def _openings(
    theme: Theme, dossier: DeskDossier, papers: int, *, is_ahead: bool
) -> dict[str, float]:
    room = Room()
    windows = DeskWindows(theme=theme, read_frame=room.fake.media.read_frame, clock=room.clock)
    services = replace(room.fake.services, dossier=dossier)
    room.desk = DeskPresenter(services=services, clock=room.clock, facts=room.facts, view=windows)
    windows.bind(room.desk)
    room.desk.start()
    windows.show()

    def shown(act: Callable[[], None]) -> float:
        def work() -> None:
            act()
            room.deliver()
            QCoreApplication.sendPostedEvents()
            windows.main.grab()

        return _took(work)

    if is_ahead:
        ahead = ScreensAhead(windows.main)
        for _ in range(1 + len(windows.main.home.offered)):
            ahead.take_turn()
    openings, forms = [], []
    for _ in range(OPENINGS):
        shown(lambda: room.desk.navigate(Screen.CASES))
        openings.append(shown(lambda: room.desk.cases.open(CASE)))
        state = room.desk.case_page.state()
        assert state.papers is not None
        assert len(state.papers.lines) == papers
        shown(lambda: room.desk.navigate(Screen.HOME))
        forms.append(shown(lambda: room.desk.navigate(Screen.REQUESTS)))
    let_go(windows)
    return {
        "open_ms": round(MS * median(openings), 1),
        "open_worst_ms": round(MS * max(openings), 1),
        "request_form_ms": round(MS * median(forms), 1),
        "request_form_first_ms": round(MS * forms[0], 1),
        "request_form_worst_ms": round(MS * max(forms[1:]), 1),
    }


def _pages(
    papers: Papers, one: CasePaper, other: CasePaper, events: EventRecorder
) -> dict[str, float]:
    def page(paper: CasePaper, number: int) -> float:
        count = len(events.of(PreviewReady))
        began_s = time.perf_counter()
        papers.request_preview(paper.id, number, WIDTH)
        ready = events.wait_for(PreviewReady, count + 1)
        assert ready.image is not None
        return time.perf_counter() - began_s

    page(one, 1)
    cold_s = page(other, 1)
    papers.expect((one.mime,))
    time.sleep(SETTLED_S)
    page(one, 1)
    time.sleep(SETTLED_S)
    first_s = page(other, 1)
    leafed = [page(other, 1 + turn % other.page_count) for turn in range(1, LEAFED)]
    return {
        "cold_page_ms": round(MS * cold_s, 1),
        "first_page_ms": round(MS * first_s, 1),
        "page_p50_ms": round(MS * median(leafed), 1),
        "page_worst_ms": round(MS * max(leafed), 1),
    }


def _took(work: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    work()
    return time.perf_counter() - began_s


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    if arguments.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        sys.stdout.writelines(f"{name:24} {value}\n" for name, value in figures.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
