"""A unit, headquarters and the real city server: reports arrive, and the city's word comes back."""

import io
import secrets
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.services.blob_fetcher import BlobFetcher
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId, UserId
from desktop.domain.reports.readiness_sheet import SheetPhoto
from desktop.domain.reports.unit_report import ReportState
from desktop.domain.sync.operation import EntityKind
from desktop.domain.sync.status import Connectivity
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.records.unit_reports import UnitBook
from tests.fakes.fake_photos import a_photo
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.samples.unit_reports import a_difficulty, a_focal_point, a_sheet, with_photos

pytestmark = pytest.mark.integration

SEEN_WITHIN_S = 25.0
"""A room in session asks every two seconds, another one every half a minute."""

Opened = tuple[DeskSync, UnitBook]


class Units:
    """Opens rooms with their books of reports."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack

    def open(self, site_id: SiteId, user_id: UserId) -> Opened:
        api = HttpCityApi(address=CityAddress(base_url=self.server.url), clock=SystemClock())
        code = self.server.new_enrol_code(site_id)
        desk = self._stack.enter_context(
            desk_sync(self._folder / site_id, api, site_id, enrol_code=code)
        )
        book = UnitBook(
            items=desk.store.items,
            transfers=desk.store.transfers,
            clock=SystemClock(),
            emit=desk.events,
            own_site_id=site_id,
            signer=lambda: "Chuyên viên Mẫu",
        )
        book.start()
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(user_id, PIN)
        wait_until(lambda: bool(desk.schedule.sessions()), "no schedule")
        desk.loop.set_live(desk.schedule.sessions()[0].id)  # pulls every two seconds
        return desk, book


def fetch_photo(desk: DeskSync, photo: SheetPhoto) -> Future[None]:
    fetcher = BlobFetcher(store=desk.store, fetch_now=desk.loop.fetch_now)
    fetcher.start()
    return fetcher.fetch_photo(photo)


def first_state(book: UnitBook) -> ReportState | None:
    return next((one.state for one in book.focal_points()), None)


@pytest.fixture
def units(running_city_server: RunningCityServer, tmp_path: Path) -> Iterator[Units]:
    with ExitStack() as stack:
        yield Units(running_city_server, tmp_path / "rooms", stack)


def test_a_list_is_sent_received_and_known_to_be_received(units: Units) -> None:
    _, unit = units.open(COMMUNE, OFFICER)
    _, city = units.open(HQ, CLERK)
    unit.hand_in(a_focal_point(COMMUNE))

    wait_until(lambda: len(city.focal_points()) == 1, limit_s=SEEN_WITHIN_S)
    assert city.focal_points()[0].report == a_focal_point(COMMUNE)
    wait_until(lambda: first_state(unit) is ReportState.SENT)
    city.receive(EntityKind.FOCAL_POINT, "focal-1", "")
    wait_until(lambda: first_state(unit) is ReportState.RECEIVED, limit_s=SEEN_WITHIN_S)


def test_what_was_written_without_the_city_is_answered_later(units: Units) -> None:
    desk, unit = units.open(COMMUNE, OFFICER)
    _, city = units.open(HQ, CLERK)
    with units.server.offline():
        wait_until(lambda: desk.loop.status().connectivity is Connectivity.OFFLINE)
        unit.hand_in(a_difficulty(COMMUNE))
        unit.hand_in(a_sheet(COMMUNE))
        wait_until(lambda: len(unit.difficulties()) == 1)
        assert unit.difficulties()[0].state is ReportState.HERE

    wait_until(lambda: len(city.difficulties()) == 1, limit_s=SEEN_WITHIN_S)
    wait_until(lambda: len(city.sheets()) == 1, limit_s=SEEN_WITHIN_S)
    assert city.sheets()[0].report == a_sheet(COMMUNE)
    city.receive(EntityKind.DIFFICULTY, "difficulty-1", "Đã cấp đường 4G.")
    wait_until(lambda: unit.difficulties()[0].state is ReportState.ANSWERED, limit_s=SEEN_WITHIN_S)
    receipt = unit.difficulties()[0].receipt
    assert receipt is not None
    assert (receipt.answer, receipt.received_by) == ("Đã cấp đường 4G.", "Chuyên viên Mẫu")


def test_another_unit_never_sees_it(units: Units) -> None:
    desk, unit = units.open(COMMUNE, OFFICER)
    other, book = units.open(AGENCY, AGENCY_USER)
    unit.hand_in(a_focal_point(COMMUNE))
    wait_until(lambda: first_state(unit) is ReportState.SENT, limit_s=SEEN_WITHIN_S)
    desk.minutes.save_line(desk.line("Kính thưa", session_id=SESSION))
    wait_until(lambda: other.texts(SESSION) == ["Kính thưa"])  # it pulls, and gets what is for it
    assert book.focal_points() == ()


def test_photos_follow_their_sheet_and_headquarters_fetches_them(units: Units) -> None:
    desk, unit = units.open(COMMUNE, OFFICER)
    city_desk, city = units.open(HQ, CLERK)
    other_desk, _ = units.open(AGENCY, AGENCY_USER)
    data = secrets.token_bytes(300_000)
    info = desk.store.blobs.put(io.BytesIO(data), len(data))
    photo = replace(a_photo(), sha256=info.sha256, size_bytes=len(data))
    with units.server.offline():
        wait_until(lambda: desk.loop.status().connectivity is Connectivity.OFFLINE)
        unit.hand_in(with_photos(a_sheet(COMMUNE), photo))
        wait_until(lambda: len(unit.sheets()) == 1)
        assert len(desk.store.transfers.waiting()) == 1

    wait_until(lambda: len(city.sheets()) == 1, limit_s=SEEN_WITHIN_S)
    wait_until(lambda: not desk.store.transfers.waiting(), limit_s=SEEN_WITHIN_S)
    (received,) = city.sheets()[0].report.entries[0].photos
    assert received == photo
    assert not city_desk.store.blobs.has(photo.sha256), "nothing comes before somebody looks"

    fetch_photo(city_desk, photo).result(SEEN_WITHIN_S)
    with city_desk.store.blobs.open(photo.sha256) as file:
        assert file.read() == data
    with pytest.raises(TimeoutError):
        fetch_photo(other_desk, photo).result(1.0)
    assert not other_desk.store.blobs.has(photo.sha256), "it is no business of this site"
