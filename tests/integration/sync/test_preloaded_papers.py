"""Papers of the next working day come to every party at night, over a line that is cut, unasked."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CaseId, DocumentId, SessionId, SiteId, UserId
from desktop.domain.papers.dossier import CasePaper
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.working_days import WEEKDAYS_ALONE
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CASE_PAPER
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer, TransferState
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.records.dossier import DossierBook
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    STRANGER,
    RunningCityServer,
    session_body,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.rigs.line.torn_line import TornLine
from tests.samples.casework import CASE_PAPER as A_PAPER

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]

AHEAD = SessionId("session-ahead")
PAPERS = 8
PAPER_BYTES = 600_000


def hour(later: timedelta) -> time:
    return (datetime.now(UTC) + later).astimezone(LOCAL_ZONE).time()  # noqa: TID251 - the city's


def open_now() -> UploadWindow:
    """Hours around this moment."""
    return UploadWindow(hour(-timedelta(hours=1)), hour(timedelta(hours=2)))


def closed_now() -> UploadWindow:
    return UploadWindow(hour(timedelta(hours=2)), hour(timedelta(hours=3)))


class Rooms:
    """Opens rooms at the running server; the session ahead is of the next working day."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack
        local = SystemClock().now().astimezone(LOCAL_ZONE)
        night = open_now()
        is_past_midnight = night.opens > night.closes and local.time() < night.closes
        evening = local.date() - timedelta(days=is_past_midnight)
        day = WEEKDAYS_ALONE.after(evening, 1)
        start = datetime.combine(day, time(23, 30), tzinfo=LOCAL_ZONE).astimezone(UTC)
        body = session_body(HQ, (COMMUNE,), status="notified") | {
            "scheduled_start": start.isoformat(),
            "scheduled_end": (start + timedelta(minutes=20)).isoformat(),
        }
        with server.administration() as database:
            put_record(database, EntityKind.SESSION, AHEAD, body)

    def open(
        self, site_id: SiteId, user_id: UserId, hours: UploadWindow, url: str | None = None
    ) -> DeskSync:
        address = CityAddress(base_url=url or self.server.url)
        desk = self._stack.enter_context(
            desk_sync(
                self._folder / site_id,
                HttpCityApi(address=address, clock=SystemClock()),
                site_id,
                enrol_code=self.server.new_enrol_code(site_id),
                hours=hours,
            )
        )
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(user_id, PIN)
        return desk


@pytest.fixture
def rooms(running_city_server: RunningCityServer, tmp_path: Path) -> Iterator[Rooms]:
    with ExitStack() as stack:
        yield Rooms(running_city_server, tmp_path / "rooms", stack)


def put_papers(desk: DeskSync) -> tuple[CasePaper, ...]:
    """The commune fills the dossier; done when the city has every byte."""
    papers = tuple(_put(desk, number) for number in range(PAPERS))
    wait_until(lambda: all(_is_at_city(desk, one) for one in papers), "not at the city")
    return papers


def _put(desk: DeskSync, number: int) -> CasePaper:
    info = desk.store.blobs.put(io.BytesIO(os.urandom(PAPER_BYTES)), PAPER_BYTES)
    paper = replace(
        A_PAPER,
        id=DocumentId(f"ahead-{number}"),
        case_id=CaseId(CASE),
        owner_site_id=COMMUNE,
        site_id=COMMUNE,
        sha256=info.sha256,
        size_bytes=info.size_bytes,
        mime="application/pdf",
    )
    transfer = Transfer(
        document_id=paper.id,
        session_id=NO_SESSION,
        direction=Direction.UP,
        sha256=info.sha256,
        size_bytes=info.size_bytes,
    )
    operation = operation_of(CASE_PAPER, paper.id, paper, made_at=SystemClock().now())
    desk.store.items.record(operation, None, transfer).result(PATIENCE_S)
    return paper


def _is_at_city(desk: DeskSync, paper: CasePaper) -> bool:
    transfer = desk.store.transfers.get(paper.id, Direction.UP)
    return transfer is not None and transfer.state is TransferState.DONE


def has_whole(desk: DeskSync, paper: CasePaper) -> bool:
    if not desk.store.blobs.has(paper.sha256):
        return False
    with desk.store.blobs.open(paper.sha256) as file:
        return hashlib.sha256(file.read()).hexdigest() == paper.sha256


def knows(desk: DeskSync, paper: CasePaper) -> bool:
    return desk.store.items.get(EntityKind.CASE_PAPER, paper.id) is not None


def test_papers_come_whole_over_a_line_that_is_cut_and_to_no_stranger(rooms: Rooms) -> None:
    stranger = rooms.open(ELSEWHERE, STRANGER, open_now())
    with TornLine(rooms.server.port).running() as line:
        headquarters = rooms.open(HQ, CLERK, open_now(), f"http://127.0.0.1:{line.port}")
        line.heal()  # what is open is dropped, so that every connection is cut from here on
        line.cut_after = lambda: 1_500 if line.cuts < 4 else None
        papers = put_papers(rooms.open(COMMUNE, OFFICER, closed_now()))
        wait_until(lambda: all(has_whole(headquarters, one) for one in papers), "not here", 60)
        assert line.cuts == 4
    assert not any(knows(stranger, one) for one in papers)
    assert stranger.store.transfers.waiting() == ()
    assert stranger.store.items.list(EntityKind.PAPERS_HELD) == ()


def test_every_party_sees_who_has_which_paper_whole(rooms: Rooms) -> None:
    commune = rooms.open(COMMUNE, OFFICER, closed_now())
    theirs = book_of(commune)
    papers = put_papers(commune)
    by_day = rooms.open(HQ, CLERK, closed_now())
    ours = book_of(by_day)
    wait_until(lambda: held(ours) == {one.id: {COMMUNE} for one in papers}, "commune's word")
    by_day.loop.set_live(SessionId(SESSION))
    wait_until(lambda: held(theirs) == {one.id: {COMMUNE, HQ} for one in papers}, "our word")


def book_of(desk: DeskSync) -> DossierBook:
    book = DossierBook(
        items=desk.store.items,
        transfers=desk.store.transfers,
        has_bytes=desk.store.blobs.has,
        clock=SystemClock(),
        emit=desk.events,
        own_site_id=desk.site_id,
    )
    book.start()
    return book


def held(book: DossierBook) -> dict[DocumentId, set[SiteId]]:
    return {one.paper.id: set(one.held_by) for one in book.papers(CaseId(CASE))}


def test_outside_the_hours_a_paper_comes_when_it_is_asked_for_or_its_session_is_joined(
    rooms: Rooms,
) -> None:
    papers = put_papers(rooms.open(COMMUNE, OFFICER, closed_now()))
    headquarters = rooms.open(HQ, CLERK, closed_now())
    wait_until(lambda: all(knows(headquarters, one) for one in papers), "not told")
    wanted = [download_of(one) for one in papers]
    # known is not yet looked at: until then nothing holds them back
    wait_until(lambda: all(is_held(headquarters, one) for one in wanted), "not held")
    headquarters.loop.fetch_now(papers[-1].id)  # it comes last in every order
    for one in wanted:
        headquarters.store.transfers.queue(one).result(PATIENCE_S)
    wait_until(lambda: has_whole(headquarters, papers[-1]), "not fetched")
    assert not any(has_whole(headquarters, one) for one in papers[:-1])
    headquarters.loop.set_live(SessionId(SESSION))
    wait_until(lambda: all(has_whole(headquarters, one) for one in papers), "case of the session")


def download_of(paper: CasePaper) -> Transfer:
    return Transfer(
        document_id=paper.id,
        session_id=NO_SESSION,
        direction=Direction.DOWN,
        sha256=paper.sha256,
        size_bytes=paper.size_bytes,
    )


def is_held(desk: DeskSync, download: Transfer) -> bool:
    return desk.preload.held_until(download) is not None
