"""What is printed of a unit's reports is what the book has, and the last check fills the sheet."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from desktop.app.desk_reports import DeskReports, ReportForms
from desktop.app.exporter import Exporter
from desktop.app.units import UNITS_UNREADABLE, load_units
from desktop.domain.difficulty import period_of
from desktop.domain.enums import SiteKind
from desktop.domain.errors import SettingsError
from desktop.domain.events import ActionFailed, ReportsExported, UnitReportsChanged
from desktop.domain.readiness_sheet import SheetResult
from desktop.domain.sync import EntityKind
from desktop.store.store import Store, open_store
from desktop.sync.schedule import Schedule
from desktop.sync.unit_book import UnitBook
from desktop.ui.resources import resource_path
from tests.fakes.event_recorder import EventRecorder
from tests.fakes.fake_clock import FakeClock
from tests.fakes.reception_samples import COMMUNE
from tests.fakes.sample_checks import GOOD_ROOM, a_report
from tests.fakes.store_samples import KEY, RESERVE_BYTES
from tests.fakes.unit_report_samples import HANDED_IN, a_difficulty, a_focal_point, a_sheet

pytestmark = pytest.mark.unit


class Bench:
    """A book over a real store, with its exporter."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.events = EventRecorder()
        self.checks = [a_report(GOOD_ROOM, clock.now())][:0]
        self.exporter = Exporter(emit=self.events)
        book = UnitBook(
            items=store.items, clock=clock, emit=self.events, own_site_id=COMMUNE, signer=str
        )
        schedule = Schedule(
            items=store.items, emit=self.events, own_site_id=COMMUNE, own_name=lambda: None
        )
        self.reports = DeskReports(
            book=book,
            schedule=schedule,
            last_check=lambda: next(iter(self.checks), None),
            forms=ReportForms(
                sheet=resource_path("forms", "readiness-v1.json"),
                focal_points=resource_path("forms", "focal-points-v1.json"),
                difficulties=resource_path("forms", "difficulties-v1.json"),
                is_practice=True,
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


def test_an_unknown_ending_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.reports.export_focal_points(tmp_path / "a.pdf")
    assert bench.events.wait_for(ActionFailed).code == "B-435"


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
