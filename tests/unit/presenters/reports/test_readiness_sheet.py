"""The circular's list: measured by itself, ticked once, kept, sent, received."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import SiteId
from desktop.domain.reports.events import ReportsExported
from desktop.domain.reports.readiness_sheet import (
    ReadinessSheet,
    SheetEntry,
    SheetOverall,
    SheetResult,
)
from desktop.domain.reports.unit_report import Receipt, ReportState
from desktop.domain.room.events import RoomChecked
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.reports.readiness_sheet import ReadinessSheetPresenter
from desktop.presenters.reports.readiness_sheet_state import (
    CitySheets,
    ReadinessSheetViewState,
    SheetDetail,
    SheetForm,
    SheetRow,
    UnmetLine,
)
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.checks import GOOD_ROOM, a_report
from tests.samples.receptions import COMMUNE, HQ
from tests.samples.unit_reports import a_focal_point, a_sheet

pytestmark = pytest.mark.unit

MEASURED = SheetEntry(code="MT-1", result=SheetResult.PASS, value="9 ms")


def at_the_screen(room: Room) -> Room:
    room.desk.start()
    room.desk.navigate(Screen.READINESS_SHEET)
    room.deliver()
    return room


@pytest.fixture
def room() -> Room:
    return at_the_screen(Room())


@pytest.fixture
def hq() -> Room:
    return at_the_screen(Room(own_site_id=HQ, role=Role.HQ_CLERK))


def presenter(room: Room) -> ReadinessSheetPresenter:
    return room.desk.readiness_sheet


def shown(room: Room) -> ReadinessSheetViewState:
    return room.view.readiness_sheet[-1]


def form(room: Room) -> SheetForm:
    found = shown(room).form
    assert found is not None
    return found


def city(room: Room) -> CitySheets:
    found = shown(room).city
    assert found is not None
    return found


def row(room: Room, code: str) -> SheetRow:
    return next(one for one in form(room).rows if one.code == code)


def detail(room: Room) -> SheetDetail:
    found = form(room).detail
    assert found is not None
    return found


def code(room: Room) -> str:
    message = shown(room).message
    assert message is not None
    return message.code


def complete(room: Room) -> None:
    room.fake.reports.of_check = {"MT-1": MEASURED}
    presenter(room).tick("DD-1", "pass")
    presenter(room).tick("DM-1", "pass")


def sent(room: Room) -> ReadinessSheet:
    return room.fake.reports.sheets()[0].report


def test_before_anything_every_line_waits(room: Room) -> None:
    assert {one.result for one in form(room).rows} == {SheetResult.NOT_SEEN}
    assert (form(room).seen, form(room).total) == (0, 3)
    assert form(room).overall is SheetOverall.NOT_READY
    assert code(room) == MessageCode.SHEET_BEGUN
    assert form(room).detail is None


def test_the_room_check_fills_its_lines(room: Room) -> None:
    room.fake.reports.of_check = {"MT-1": MEASURED}
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    assert (row(room, "MT-1").result, row(room, "MT-1").value) == (SheetResult.PASS, "9 ms")
    assert row(room, "MT-1").seen_by == ""
    assert form(room).seen == 1


@pytest.mark.parametrize(
    ("state", "age_days", "result"),
    [
        (ReportState.RECEIVED, 1, SheetResult.PASS),
        (ReportState.SENT, 1, SheetResult.LIMITED),
        (ReportState.RECEIVED, 91, SheetResult.LIMITED),
    ],
)
def test_the_focal_points_fill_their_own_line(
    room: Room, state: ReportState, age_days: int, result: SheetResult
) -> None:
    at = room.clock.now() - timedelta(days=age_days)
    room.fake.reports.file(replace(a_focal_point(COMMUNE), handed_in_at=at), state)
    room.deliver()
    assert row(room, "DM-1").result is result


def test_a_tick_says_who_saw_it_and_survives_a_kill(room: Room) -> None:
    presenter(room).tick("DD-1", "pass")
    seen = row(room, "DD-1")
    assert (seen.result, seen.seen_at) == (SheetResult.PASS, room.clock.now())
    assert seen.seen_by
    assert seen.is_selected
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    assert row(room, "DD-1").seen_by == seen.seen_by


def test_a_line_not_met_asks_who_mends_it(room: Room) -> None:
    presenter(room).tick("DK-1", "fail")
    assert [one.key for one in detail(room).typed.fields] == ["remark", "fix_by", "fix_due"]
    presenter(room).edit("remark", "Chưa có bộ lưu điện")
    presenter(room).edit("fix_by", "Văn phòng")
    presenter(room).edit("fix_due", "15/12")
    assert detail(room).typed.faults == {"fix_due": FaultKind.MISSING}
    assert row(room, "DK-1").fix == "Văn phòng"
    presenter(room).edit("fix_due", "15/12/2026")
    assert detail(room).typed.faults == {}
    assert row(room, "DK-1").fix == "Văn phòng, 15/12/2026"
    presenter(room).edit("result", "pass")
    assert row(room, "DK-1").result is SheetResult.FAIL
    room.pass_time(1.0)
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    presenter(room).select("DK-1")
    typed = detail(room).typed
    assert (typed.text("remark"), typed.text("fix_due")) == ("Chưa có bộ lưu điện", "15/12/2026")


def test_a_remark_alone_leaves_the_measurement(room: Room) -> None:
    room.fake.reports.of_check = {"MT-1": MEASURED}
    presenter(room).select("MT-1")
    presenter(room).edit("remark", "Máy mới")
    line = row(room, "MT-1")
    assert (line.result, line.value, line.remark) == (SheetResult.PASS, "9 ms", "Máy mới")


def test_a_text_without_a_chosen_line_goes_nowhere(room: Room) -> None:
    presenter(room).edit("remark", "x")
    assert all(one.remark == "" for one in form(room).rows)


def test_a_whole_sheet_is_sent_and_followed(room: Room) -> None:
    complete(room)
    assert code(room) == MessageCode.SHEET_COMPLETE
    presenter(room).send()
    room.deliver()
    assert [entry.code for entry in sent(room).entries] == ["DD-1", "MT-1", "DK-1", "DM-1"]
    assert code(room) == MessageCode.SHEET_SENT
    assert not form(room).can_send
    presenter(room).send()
    assert len(room.fake.reports.sheets()) == 1
    receipt = Receipt(
        kind=EntityKind.READINESS_SHEET,
        report_id=sent(room).id,
        unit_site_id=COMMUNE,
        received_at=room.clock.now(),
        received_by="Chuyên viên Mẫu",
    )
    room.fake.reports.file(sent(room), ReportState.RECEIVED, receipt)
    room.deliver()
    assert code(room) == MessageCode.SHEET_RECEIVED
    room.fake.reports.file(sent(room), ReportState.REFUSED)
    room.deliver()
    assert code(room) == MessageCode.REPORT_REFUSED


def test_a_sheet_sent_today_stands_there_after_a_restart_and_can_be_changed(room: Room) -> None:
    complete(room)
    presenter(room).send()
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    assert row(room, "DD-1").result is SheetResult.PASS
    assert not form(room).can_send
    presenter(room).tick("DD-1", "fail")
    assert form(room).can_send
    room.clock.advance(timedelta(days=1).total_seconds())
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    assert row(room, "DD-1").result is SheetResult.FAIL


def test_tomorrow_begins_with_a_fresh_sheet(room: Room) -> None:
    complete(room)
    presenter(room).send()
    room.clock.advance(timedelta(days=1).total_seconds())
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    assert row(room, "DD-1").result is SheetResult.NOT_SEEN


def test_required_lines_that_nobody_saw_keep_it_here(room: Room) -> None:
    presenter(room).tick("DD-1", "pass")
    presenter(room).send()
    assert code(room) == MessageCode.SHEET_LINES_MISSING
    assert row(room, "MT-1").fault is FaultKind.MISSING
    assert row(room, "DK-1").fault is None
    assert room.fake.reports.filed == []


def test_a_line_not_met_without_a_date_goes_with_the_second_press(room: Room) -> None:
    complete(room)
    presenter(room).tick("DK-1", "fail")
    presenter(room).send()
    assert code(room) == MessageCode.SHEET_LINES_ODD
    assert row(room, "DK-1").fault is FaultKind.ODD
    presenter(room).send()
    assert len(room.fake.reports.sheets()) == 1


def test_a_sheet_that_could_not_be_kept_stays_in_the_form(room: Room) -> None:
    room.fake.reports.fails_with = "B-301"
    complete(room)
    presenter(room).send()
    room.deliver()
    assert code(room) == "B-301"
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    assert row(room, "DD-1").result is SheetResult.PASS


def test_a_damaged_draft_is_read_as_far_as_it_can_be(room: Room) -> None:
    kept = '{"DD-1.result": "song", "DD-1.remark": "có", "MT-1.result": "pass"}'
    room.fake.memory.values["sheet_draft"] = kept
    room.restart()
    room.desk.navigate(Screen.READINESS_SHEET)
    assert row(room, "DD-1").result is SheetResult.NOT_SEEN
    assert row(room, "DD-1").remark == "có"
    assert (row(room, "MT-1").result, row(room, "MT-1").seen_at) == (SheetResult.PASS, None)


def test_nobody_ticks_without_a_person(room: Room) -> None:
    room.fake.access.person = None
    presenter(room).tick("DD-1", "pass")
    assert row(room, "DD-1").result is SheetResult.NOT_SEEN


def test_who_may_not_report_sends_nothing() -> None:
    room = at_the_screen(Room(role=Role.TECHNICIAN))
    complete(room)
    presenter(room).send()
    assert room.fake.reports.filed == []


def test_the_sheet_is_written_as_it_stands(room: Room) -> None:
    complete(room)
    path = Path("phieu.docx")
    presenter(room).export(path)
    presenter(room).export(path)
    (entries,) = room.fake.reports.printed
    assert [entry.code for entry in entries] == ["DD-1", "MT-1", "DK-1", "DM-1"]
    assert not shown(room).can_export
    room.tell(ReportsExported(path=path))
    assert code(room) == MessageCode.LIST_EXPORTED
    presenter(room).export(path)
    room.tell(ActionFailed(action="export_reports", code="B-433", data={"name": "x"}))
    assert code(room) == "B-433"
    room.tell(ActionFailed(action="sign_in", code="D-102", data={}))
    assert code(room) == "B-433"


def test_headquarters_sees_the_newest_sheet_of_each_unit(hq: Room) -> None:
    assert city(hq).sheets == ()
    now = hq.clock.now()
    old = replace(a_sheet(COMMUNE, "old"), handed_in_at=now - timedelta(days=2))
    new = replace(a_sheet(COMMUNE, "new"), handed_in_at=now)
    other = a_sheet("other", "other")
    other = replace(
        other,
        unit=replace(other.unit, site_id=SiteId("other"), name="UBND phường Kiến An"),
        entries=(SheetEntry(code="XX-9", result=SheetResult.LIMITED),),
    )
    hq.fake.reports.file(old, ReportState.SENT)
    hq.fake.reports.file(new, ReportState.RECEIVED)
    hq.fake.reports.file(other, ReportState.SENT)
    hq.deliver()
    sheets = city(hq)
    assert [one.report_id for one in sheets.sheets] == ["other", "new"]
    assert (sheets.waiting, sheets.can_receive) == (1, True)
    assert sheets.sheets[0].unmet == (UnmetLine(label="XX-9", remark="", fix_by="", fix_due=""),)
    assert sheets.sheets[1].unmet == (
        UnmetLine(
            label="Bộ lưu điện",
            remark="Chưa có bộ lưu điện",
            fix_by="Văn phòng UBND xã",
            fix_due="15/12/2026",
        ),
    )
    assert code(hq) == MessageCode.SHEETS_OF_CITY
    presenter(hq).search(" kien an")
    sheets = city(hq)
    assert [one.report_id for one in sheets.sheets] == ["other"]
    assert (sheets.search, sheets.total, sheets.waiting) == (" kien an", 2, 1)
    message = shown(hq).message
    assert message is not None
    assert message.data == {"count": 2, "waiting": 1}, "of all, whatever is looked for"
    presenter(hq).receive("other")
    assert hq.fake.reports.received == [(EntityKind.READINESS_SHEET, "other", "")]
    hq.tell(ActionFailed(action="receive_report", code="U-202", data={"kind": "readiness_sheet"}))
    assert code(hq) == "U-202"


def test_an_observer_at_headquarters_only_looks() -> None:
    room = at_the_screen(Room(own_site_id=HQ, role=Role.OBSERVER))
    presenter(room).receive("other")
    assert room.fake.reports.received == []


def test_a_sheet_of_another_pc_is_what_a_tick_goes_into(room: Room) -> None:
    """It came after the screen was shown: its lines stay when one of them is ticked here."""
    room.fake.reports.file(
        replace(a_sheet(COMMUNE), handed_in_at=room.clock.now()), ReportState.SENT
    )
    room.deliver()
    presenter(room).tick("DM-1", "pass")
    assert row(room, "DD-1").result is SheetResult.PASS
    assert row(room, "DK-1").fix == "Văn phòng UBND xã, 15/12/2026"


def test_a_new_day_begins_a_new_sheet_while_the_screen_stands(room: Room) -> None:
    room.fake.reports.file(
        replace(a_sheet(COMMUNE), handed_in_at=room.clock.now()), ReportState.SENT
    )
    room.deliver()
    room.clock.advance(timedelta(days=1).total_seconds())
    room.desk.touch()
    room.desk.on_tick()
    assert row(room, "DD-1").result is SheetResult.NOT_SEEN


@pytest.mark.parametrize("result", ["limited", "fail"])
def test_a_date_that_cannot_be_read_keeps_the_sheet_here(room: Room, result: str) -> None:
    complete(room)
    presenter(room).tick("DK-1", result)
    presenter(room).edit("fix_by", "Phòng CNTT")
    presenter(room).edit("fix_due", "30/02/2026")
    for _ in range(2):
        presenter(room).send()
        assert room.fake.reports.filed == []
    assert row(room, "DK-1").fault is FaultKind.MISSING
    assert detail(room).typed.text("fix_due") == "30/02/2026"
    presenter(room).edit("fix_due", "28/02/2027")
    presenter(room).send()
    assert len(room.fake.reports.sheets()) == 1


def test_an_observer_ticks_nothing_and_a_technician_does() -> None:
    for role, result in (
        (Role.OBSERVER, SheetResult.NOT_SEEN),
        (Role.TECHNICIAN, SheetResult.PASS),
    ):
        room = at_the_screen(Room(role=role))
        presenter(room).tick("DD-1", "pass")
        presenter(room).edit("remark", "x")
        assert row(room, "DD-1").result is result


def test_a_sheet_that_lacks_lines_is_not_ready_at_headquarters(hq: Room) -> None:
    one = SheetEntry(code="DD-1", result=SheetResult.PASS)
    hq.fake.reports.file(replace(a_sheet(COMMUNE), entries=(one,)), ReportState.SENT)
    hq.deliver()
    assert city(hq).sheets[0].overall is SheetOverall.NOT_READY
