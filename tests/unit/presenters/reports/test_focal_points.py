"""Who answers: a draft that survives, a whole list that is sent, and what headquarters sees."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import SiteId
from desktop.domain.reports.events import ReportsExported
from desktop.domain.reports.focal_point import FocalPoint
from desktop.domain.reports.unit_report import Receipt, ReportState
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.form.values import read_date
from desktop.presenters.reports.focal_points import FocalPointsPresenter
from desktop.presenters.reports.focal_points_state import (
    FocalField,
    FocalForm,
    FocalList,
    FocalPointsViewState,
)
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.agencies import DIRECTORY
from tests.samples.receptions import COMMUNE, HQ
from tests.samples.unit_reports import a_focal_point

pytestmark = pytest.mark.unit

WHOLE = {
    FocalField.LEADER_NAME: "Lê Văn Mẫu",
    FocalField.LEADER_TITLE: "Phó Chủ tịch UBND xã",
    FocalField.LEADER_MOBILE: "0900 000 001",
    FocalField.OFFICER_NAME: "Lê Thị Mẫu",
    FocalField.OFFICER_TITLE: "Công chức Văn phòng",
    FocalField.OFFICER_MOBILE: "0900 000 002",
    FocalField.DECISION_NUMBER: "12/QĐ-UBND",
    FocalField.EFFECTIVE_FROM: "01/11/2026",
}


@pytest.fixture
def room() -> Room:
    room = Room()
    room.desk.start()
    room.desk.navigate(Screen.FOCAL_POINTS)
    room.deliver()
    return room


@pytest.fixture
def hq() -> Room:
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    room.desk.start()
    room.desk.navigate(Screen.FOCAL_POINTS)
    room.deliver()
    return room


def presenter(room: Room) -> FocalPointsPresenter:
    return room.desk.focal_points


def shown(room: Room) -> FocalPointsViewState:
    return room.view.focal_points[-1]


def form(room: Room) -> FocalForm:
    found = shown(room).form
    assert found is not None
    return found


def listed(room: Room) -> FocalList:
    found = shown(room).list
    assert found is not None
    return found


def code(room: Room) -> str:
    message = shown(room).message
    assert message is not None
    return message.code


def texts(room: Room) -> dict[str, str]:
    return {field.key: field.text for field in form(room).typed.fields}


def fill(room: Room, **changes: str) -> None:
    wanted: dict[str, str] = {field.value: text for field, text in WHOLE.items()}
    for field, text in (wanted | changes).items():
        presenter(room).edit(field, text)


def sent(room: Room) -> list[FocalPoint]:
    return [one.report for one in room.fake.reports.focal_points()]


def test_an_empty_form_begins_with_what_is_known_of_the_room(room: Room) -> None:
    assert code(room) == MessageCode.FOCAL_EMPTY
    assert texts(room)[FocalField.ROOM_ADDRESS] == room.fake.schedule.own_site().address
    assert shown(room).list is None
    assert not shown(room).can_export


def test_a_whole_form_is_sent_and_says_how_far_it_came(room: Room) -> None:
    fill(room)
    presenter(room).send()
    room.deliver()
    (point,) = sent(room)
    assert (point.unit.site_id, point.version) == (COMMUNE, 1)
    assert point.leader.mobile == "0900 000 001"
    assert point.effective_from == date(2026, 11, 1)
    assert code(room) == MessageCode.FOCAL_HERE
    assert not form(room).can_send

    room.fake.reports.file(point, ReportState.SENT)
    room.deliver()
    assert code(room) == MessageCode.FOCAL_SENT
    receipt = Receipt(
        kind=EntityKind.FOCAL_POINT,
        report_id=point.id,
        unit_site_id=COMMUNE,
        received_at=room.clock.now(),
        received_by="Chuyên viên Mẫu",
    )
    room.fake.reports.file(point, ReportState.RECEIVED, receipt)
    room.deliver()
    assert code(room) == MessageCode.FOCAL_RECEIVED
    assert form(room).versions[0].received_at == receipt.received_at


def test_what_is_missing_is_marked_at_its_field_and_nothing_is_sent(room: Room) -> None:
    fill(room, **{FocalField.LEADER_NAME: " ", FocalField.EFFECTIVE_FROM: "tháng 11"})
    assert all(field.fault is None for field in form(room).typed.fields)
    presenter(room).send()
    assert code(room) == MessageCode.FIELDS_MISSING
    faulty = {field.key for field in form(room).typed.fields if field.fault is FaultKind.MISSING}
    assert faulty == {FocalField.LEADER_NAME, FocalField.EFFECTIVE_FROM}
    assert sent(room) == []

    presenter(room).edit(FocalField.LEADER_NAME, "Lê Văn Mẫu")
    message = shown(room).message
    assert message is not None
    assert dict(message.data) == {"count": 1}
    presenter(room).edit(FocalField.EFFECTIVE_FROM, "1/11/2026")
    presenter(room).send()
    assert len(sent(room)) == 1


def test_what_is_odd_goes_with_the_second_press(room: Room) -> None:
    fill(room, **{FocalField.OFFICER_MOBILE: "0225 3", FocalField.DECISION_NUMBER: ""})
    presenter(room).send()
    assert code(room) == MessageCode.FIELDS_ODD
    assert sent(room) == []
    presenter(room).send()
    assert len(sent(room)) == 1
    assert all(field.fault is None for field in form(room).typed.fields)


def test_another_odd_field_is_asked_about_again(room: Room) -> None:
    fill(room, **{FocalField.OFFICER_MOBILE: "0225 3"})
    presenter(room).send()
    presenter(room).edit(FocalField.LEADER_EMAIL, "mau")
    presenter(room).send()
    assert sent(room) == []


def test_a_draft_survives_a_kill(room: Room) -> None:
    presenter(room).edit(FocalField.LEADER_NAME, "Lê Văn")
    room.pass_time(1.0)
    room.restart()
    room.desk.navigate(Screen.FOCAL_POINTS)
    assert texts(room)[FocalField.LEADER_NAME] == "Lê Văn"


def test_a_draft_is_kept_when_another_screen_is_shown(room: Room) -> None:
    presenter(room).edit(FocalField.LEADER_NAME, "Lê Văn")
    room.desk.navigate(Screen.HOME)
    room.restart()
    room.desk.navigate(Screen.FOCAL_POINTS)
    assert texts(room)[FocalField.LEADER_NAME] == "Lê Văn"


def test_an_unreadable_draft_is_let_go(room: Room) -> None:
    for kept in ("no json", "[1]"):
        room.fake.memory.values["focal_draft"] = kept
        room.restart()
        room.desk.navigate(Screen.FOCAL_POINTS)
        assert texts(room)[FocalField.LEADER_NAME] == ""


def test_a_list_that_could_not_be_kept_stays_in_the_form(room: Room) -> None:
    room.fake.reports.fails_with = "B-301"
    fill(room)
    presenter(room).send()
    room.deliver()
    assert code(room) == "B-301"
    room.restart()
    room.desk.navigate(Screen.FOCAL_POINTS)
    assert texts(room)[FocalField.OFFICER_NAME] == "Lê Thị Mẫu"


def test_a_change_makes_the_next_version(room: Room) -> None:
    room.fake.reports.file(a_focal_point(COMMUNE), ReportState.SENT)
    room.deliver()
    assert texts(room)[FocalField.LEADER_NAME] == "Lê Văn Mẫu"
    assert not form(room).can_send
    presenter(room).edit(FocalField.LEADER_NAME, "Vũ Văn Mẫu")
    assert code(room) == MessageCode.FOCAL_CHANGED
    presenter(room).send()
    room.deliver()
    assert [point.version for point in sent(room)] == [2, 1]
    assert [version.leader for version in form(room).versions] == ["Vũ Văn Mẫu", "Lê Văn Mẫu"]


def test_a_list_of_91_days_asks_to_be_confirmed_and_can_be_sent_as_it_is(room: Room) -> None:
    room.fake.reports.file(a_focal_point(COMMUNE), ReportState.RECEIVED)
    room.deliver()
    room.clock.advance(timedelta(days=91).total_seconds())
    presenter(room).draw()
    assert code(room) == MessageCode.FOCAL_STALE
    assert form(room).can_send
    presenter(room).send()
    assert [point.version for point in sent(room)] == [2, 1]


def test_what_arrives_leaves_a_touched_draft_as_it_was_typed(room: Room) -> None:
    presenter(room).edit(FocalField.LEADER_NAME, "Vũ Văn")
    room.fake.reports.file(a_focal_point(COMMUNE), ReportState.SENT)
    room.deliver()
    assert texts(room)[FocalField.LEADER_NAME] == "Vũ Văn"
    assert len(form(room).versions) == 1


def test_who_may_not_report_sends_nothing() -> None:
    room = Room(role=Role.TECHNICIAN)
    room.desk.start()
    room.desk.navigate(Screen.FOCAL_POINTS)
    fill(room)
    presenter(room).send()
    assert not form(room).can_send
    assert sent(room) == []


def test_a_refused_list_is_said_to_be_refused(room: Room) -> None:
    room.fake.reports.file(a_focal_point(COMMUNE), ReportState.REFUSED)
    room.deliver()
    assert code(room) == MessageCode.REPORT_REFUSED


def test_headquarters_sees_who_waits_who_is_missing_and_who_is_done(hq: Room) -> None:
    assert [row.unit_code for row in listed(hq).units] == ["10525", "11629"]
    hq.fake.reports.file(a_focal_point(COMMUNE), ReportState.SENT)
    hq.deliver()
    rows = listed(hq)
    assert [(row.unit_code, row.state) for row in rows.units] == [
        ("11629", ReportState.SENT),
        ("10525", None),
    ]
    assert (rows.sent, rows.due, rows.waiting) == (1, 2, 1)
    assert code(hq) == MessageCode.FOCAL_LIST
    hq.fake.reports.file(a_focal_point(COMMUNE), ReportState.RECEIVED)
    hq.deliver()
    assert [row.unit_code for row in listed(hq).units] == ["10525", "11629"]


def test_headquarters_receives(hq: Room) -> None:
    hq.fake.reports.file(a_focal_point(COMMUNE), ReportState.SENT)
    hq.deliver()
    assert listed(hq).can_receive
    presenter(hq).receive("focal-1")
    assert hq.fake.reports.received == [(EntityKind.FOCAL_POINT, "focal-1", "")]
    hq.tell(ActionFailed(action="receive_report", code="U-202", data={"kind": "focal_point"}))
    assert code(hq) == "U-202"


def test_an_observer_at_headquarters_only_looks() -> None:
    room = Room(own_site_id=HQ, role=Role.OBSERVER)
    room.desk.start()
    room.desk.navigate(Screen.FOCAL_POINTS)
    presenter(room).receive("focal-1")
    assert room.fake.reports.received == []
    assert not listed(room).can_receive


@pytest.mark.parametrize(
    ("search", "codes"), [("an lao", ["11629"]), ("le thi", ["11629"]), ("xyz", []), ("", None)]
)
def test_the_search_takes_names_without_marks(
    hq: Room, search: str, codes: list[str] | None
) -> None:
    hq.fake.reports.file(a_focal_point(COMMUNE), ReportState.SENT)
    hq.deliver()
    presenter(hq).search(search)
    found = [row.unit_code for row in listed(hq).units]
    assert found == (["11629", "10525"] if codes is None else codes)


def test_a_unit_outside_the_official_list_stands_beside_it(hq: Room) -> None:
    point = a_focal_point("agency")
    agency = replace(point, unit=replace(point.unit, site_id=SiteId("agency"), code="S01"))
    hq.fake.reports.file(agency, ReportState.SENT)
    hq.deliver()
    assert [row.unit_code for row in listed(hq).units] == ["S01", "10525", "11629"]
    assert listed(hq).sent == 0


def test_an_export_runs_once_and_says_its_name(hq: Room) -> None:
    hq.fake.reports.file(a_focal_point(COMMUNE), ReportState.SENT)
    hq.deliver()
    path = Path("dau-moi.xlsx")
    presenter(hq).export(path)
    presenter(hq).export(path)
    assert hq.fake.reports.exported == [path]
    assert not shown(hq).can_export
    hq.tell(ReportsExported(path=path))
    message = shown(hq).message
    assert message is not None
    assert (message.code, message.data["name"]) == (MessageCode.LIST_EXPORTED, "dau-moi.xlsx")
    presenter(hq).export(path)
    hq.tell(ActionFailed(action="export_reports", code="B-431", data={"name": "dau-moi.xlsx"}))
    assert code(hq) == "B-431"
    assert shown(hq).can_export


def test_other_facts_draw_nothing(room: Room) -> None:
    before = len(room.view.focal_points)
    room.tell(ActionFailed(action="sign_in", code="D-102", data={}))
    assert len(room.view.focal_points) == before


@pytest.mark.parametrize("text", ["", "2026-11-26", "31/02/2026", "26/11", "x"])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_the_city_is_asked_when_the_screen_is_shown_and_by_f5(hq: Room) -> None:
    before = hq.fake.sync.wakes
    assert before > 0
    presenter(hq).refresh()
    assert hq.fake.sync.wakes == before + 1


def test_a_list_the_city_would_not_have_can_go_again(room: Room) -> None:
    room.fake.reports.file(a_focal_point(COMMUNE), ReportState.REFUSED)
    room.deliver()
    assert texts(room)[FocalField.LEADER_NAME] == "Lê Văn Mẫu"
    assert form(room).can_send
    presenter(room).send()
    room.deliver()
    assert [point.version for point in sent(room)] == [2, 1]


def test_what_failed_elsewhere_leaves_this_draft_alone(room: Room) -> None:
    """A difficulty that could not be kept is told on its own screen, also later."""
    room.fake.reports.fails_with = "B-301"
    room.desk.navigate(Screen.DIFFICULTIES)
    room.desk.difficulties.edit("description", "Đường truyền đứt nhiều lần")
    room.desk.difficulties.send()
    room.desk.navigate(Screen.FOCAL_POINTS)
    presenter(room).edit(FocalField.LEADER_NAME, "Lê Văn Mẫu")
    room.deliver()
    assert texts(room)[FocalField.LEADER_NAME] == "Lê Văn Mẫu"
    assert code(room) == MessageCode.FOCAL_EMPTY
    room.pass_time(1.0)
    room.restart()
    room.desk.navigate(Screen.FOCAL_POINTS)
    assert texts(room)[FocalField.LEADER_NAME] == "Lê Văn Mẫu"
    room.desk.navigate(Screen.DIFFICULTIES)
    difficulty = room.view.difficulties[-1].form
    assert difficulty is not None
    assert difficulty.typed.text("description") == "Đường truyền đứt nhiều lần"


def test_a_second_press_while_the_list_is_being_kept_sends_nothing(room: Room) -> None:
    fill(room)
    presenter(room).send()
    presenter(room).send()
    room.deliver()
    assert len(sent(room)) == 1


def test_a_kill_right_after_sending_leaves_the_list_and_no_draft_to_send(room: Room) -> None:
    fill(room)
    presenter(room).send()
    room.restart()  # before the desk heard that it was kept
    room.desk.navigate(Screen.FOCAL_POINTS)
    assert not form(room).can_send
    assert len(sent(room)) == 1


def test_agencies_of_the_directory_stand_after_the_communes(hq: Room) -> None:
    hq.fake.agencies.learn(*DIRECTORY)
    hq.deliver()
    assert [row.unit_code for row in listed(hq).units] == ["10525", "11629", "SKHCN", "TTTP"]
    assert (listed(hq).agencies_sent, listed(hq).agencies_due) == (0, 2)
    message = shown(hq).message
    assert message is not None
    assert message.code == MessageCode.FOCAL_LIST_AGENCIES
    assert message.data == {
        "sent": 0, "due": 2, "waiting": 0, "agencies_sent": 0, "agencies_due": 2
    }  # fmt: skip


def test_an_agency_that_sent_its_list_counts_by_its_name_too(hq: Room) -> None:
    hq.fake.agencies.learn(*DIRECTORY)
    point = a_focal_point("science")
    unit = replace(point.unit, code="", name="Sở Khoa học và Công nghệ")
    hq.fake.reports.file(replace(point, unit=unit), ReportState.RECEIVED)
    hq.deliver()
    assert [row.unit_name for row in listed(hq).units][2:] == [
        "Thanh tra thành phố",
        "Sở Khoa học và Công nghệ",
    ]
    assert (listed(hq).agencies_sent, listed(hq).sent) == (1, 0)


def test_headquarters_may_print_who_is_missing_before_anybody_sent(room: Room, hq: Room) -> None:
    assert shown(hq).can_export
    assert not shown(room).can_export
