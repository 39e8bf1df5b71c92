"""What is printed of a unit's reports is what the book has, and the last check fills the sheet."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from desktop.app.services.exporter import Exporter
from desktop.app.services.unit_reports import DeskReports, Directories, ReportForms, SheetSources
from desktop.app.units import UNITS_UNREADABLE, load_units
from desktop.domain.directory.site import SiteKind
from desktop.domain.errors import SettingsError
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SiteId
from desktop.domain.reports.difficulty import period_of
from desktop.domain.reports.events import ReportsExported, UnitReportsChanged
from desktop.domain.reports.readiness_sheet import SheetResult
from desktop.domain.sync.operation import EntityKind
from desktop.files.resources import resource_path
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store, open_store
from desktop.sync.records.schedule import Schedule
from desktop.sync.records.unit_reports import UnitBook
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_photos import a_photo
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.agencies import DIRECTORY
from tests.samples.checks import GOOD_ROOM, a_report
from tests.samples.papers import jpeg
from tests.samples.receptions import COMMUNE, HQ
from tests.samples.records import body_of
from tests.samples.store import KEY, LIMIT_S, RESERVE_BYTES
from tests.samples.unit_reports import HANDED_IN, a_difficulty, a_focal_point, a_sheet, with_photos

pytestmark = pytest.mark.unit


SITE_OF_HQ = {
    "name": "Trụ sở Tiếp công dân thành phố",
    "short_name": "Trụ sở",
    "kind": "headquarters",
    "unit_code": "31",
    "address": "",
    "fallback_phone": "",
}


class Bench:
    """A book over a real store, with its exporter."""

    def __init__(self, store: Store, clock: FakeClock, own_site_id: SiteId = COMMUNE) -> None:
        self.events = EventRecorder()
        self.checks = [a_report(GOOD_ROOM, clock.now())][:0]
        self.exporter = Exporter(emit=self.events)
        book = UnitBook(
            items=store.items,
            transfers=store.transfers,
            clock=clock,
            emit=self.events,
            own_site_id=own_site_id,
            signer=str,
        )
        schedule = Schedule(
            items=store.items, emit=self.events, own_site_id=own_site_id, own_name=lambda: None
        )
        schedule.start()
        self.reports = DeskReports(
            book=book,
            sources=SheetSources(
                last_check=lambda: next(iter(self.checks), None),
                read_photos=lambda photos: {one.sha256: jpeg() for one in photos},
            ),
            forms=ReportForms(
                sheet=resource_path("forms", "readiness-v1.json"),
                focal_points=resource_path("forms", "focal-points-v1.json"),
                difficulties=resource_path("forms", "difficulties-v1.json"),
                is_practice=True,
            ),
            directories=Directories(
                schedule=schedule,
                units=load_units(resource_path("units", "haiphong_units.csv")),
                agencies=lambda: DIRECTORY,
            ),
            clock=clock,
            exporter=self.exporter,
        )
        self.reports.start()
        self.exporter.start()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def bench(tmp_path: Path, clock: FakeClock) -> Iterator[Bench]:
    store = open_store(tmp_path / "room", KEY, clock, reserve_bytes=RESERVE_BYTES)
    made = Bench(store, clock)
    yield made
    made.exporter.stop()
    store.close()


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def test_what_was_handed_in_is_printed(bench: Bench, tmp_path: Path) -> None:
    for report in (a_focal_point(COMMUNE), a_difficulty(COMMUNE), a_sheet(COMMUNE)):
        bench.reports.hand_in(report)
    bench.events.wait_for(UnitReportsChanged, 3)
    assert bench.reports.sheets()[0].report == a_sheet(COMMUNE)

    bench.reports.export_focal_points(tmp_path / "a.docx")
    bench.reports.export_difficulties(period_of(HANDED_IN), tmp_path / "b.docx")
    bench.reports.export_sheet(a_sheet(COMMUNE).entries, tmp_path / "c.xlsx")
    bench.events.wait_for(ReportsExported, 3)
    assert "Lê Thị Mẫu" in text_of(tmp_path / "a.docx")
    assert "đường dự phòng 4G" in text_of(tmp_path / "b.docx")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx").active
    assert sheet is not None
    values = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("Chưa có bộ lưu điện" in value for value in values)


def test_headquarters_prints_who_sent_nothing_too(
    tmp_path: Path, clock: FakeClock, request: pytest.FixtureRequest
) -> None:
    store = open_store(tmp_path / "hq", KEY, clock, reserve_bytes=RESERVE_BYTES)
    request.addfinalizer(store.close)
    bodies = {
        "site": (HQ, SITE_OF_HQ),
        "focal_point": ("f", body_of(a_focal_point(COMMUNE))),
    }
    changes = [
        PulledChange(
            kind=kind,
            entity_id=entity_id,
            session_id=None,
            version=CityVersion(revision=1, body=body),
        )
        for kind, (entity_id, body) in bodies.items()
    ]
    store.pulled.apply(changes, "c1", is_last=True).result(LIMIT_S)
    bench = Bench(store, clock, HQ)
    request.addfinalizer(bench.exporter.stop)
    bench.reports.export_focal_points(tmp_path / "all.docx")
    bench.events.wait_for(ReportsExported)
    text = text_of(tmp_path / "all.docx")
    assert "Lê Thị Mẫu" in text
    assert "chưa gửi danh sách (113):" in text
    assert "chưa gửi danh sách (2):" in text
    assert "UBND phường Hải Dương" in text
    assert "đã gửi 1/114" in text
    assert "đã gửi 0/2" in text
    assert "Sở Khoa học và Công nghệ" in text
    assert "Sở Cũ Mẫu" not in text


def test_a_printed_sheet_shows_its_photos(bench: Bench, tmp_path: Path) -> None:
    sheet = with_photos(a_sheet(COMMUNE), a_photo("1"), a_photo("2"))
    bench.reports.export_sheet(sheet.entries, tmp_path / "a.docx")
    bench.events.wait_for(ReportsExported)
    assert len(Document(str(tmp_path / "a.docx")).inline_shapes) == 2


def test_an_unknown_ending_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.reports.export_focal_points(tmp_path / "a.odt")
    assert bench.events.wait_for(ActionFailed).code == "B-435"


def test_a_list_is_printed_without_office(bench: Bench, tmp_path: Path) -> None:
    bench.reports.export_focal_points(tmp_path / "a.pdf")
    bench.events.wait_for(ReportsExported)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_receipt_of_something_unknown_is_told(bench: Bench) -> None:
    bench.reports.receive(EntityKind.DIFFICULTY, "unknown", "")
    assert bench.events.wait_for(ActionFailed).action == "receive_report"
    assert bench.reports.focal_points() == ()
    assert bench.reports.difficulties() == ()


def test_the_last_check_fills_the_lines_it_measured(bench: Bench, clock: FakeClock) -> None:
    assert bench.reports.measured() == {}
    bench.checks.append(a_report(GOOD_ROOM, clock.now()))
    measured = bench.reports.measured()
    assert measured["CM-1"].result is SheetResult.PASS
    assert measured is bench.reports.measured()


def test_the_official_list_has_114_units() -> None:
    units = load_units(resource_path("units", "haiphong_units.csv"))
    kinds = [unit.kind for unit in units]
    assert (kinds.count(SiteKind.PHUONG), kinds.count(SiteKind.XA)) == (45, 67)
    assert kinds.count(SiteKind.DAC_KHU) == 2
    assert next(one for one in units if one.code == "11629").full_name == "UBND xã An Lão"


@pytest.mark.parametrize("content", ["name,kind\nx,xa\n", "code,name,kind\n1,x,song\n"])
def test_a_damaged_list_is_said_to_be_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "units.csv"
    path.write_text(content)
    for each in (path, tmp_path / "none.csv"):
        with pytest.raises(SettingsError) as error:
            load_units(each)
        assert error.value.code == UNITS_UNREADABLE
