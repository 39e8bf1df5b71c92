"""Lập lịch as a clerk uses it: by the keyboard alone, and at every size."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.access.person import Officer, Role
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.ids import CaseId, DocumentId, RequestId, SiteId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE, gate_due_times
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.planning import PlanFault, PlanProblem
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.reception.schedule_state import SiteRow
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.lists.row_list import RowControl
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.calendar import STANDING
from tests.samples.casework import CASE_PAPER, ONLINE, REQUEST
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION, a_case, a_plan
from tests.ui.test_report_screens import Desk

pytestmark = pytest.mark.ui

START = datetime(2026, 12, 8, 9, 0, tzinfo=LOCAL_ZONE)


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def a_desk(theme: Theme, closing: list[DeskWindows], role: Role = Role.HQ_CLERK) -> Desk:
    room = Room(own_site_id=HQ, role=role)
    room.facts = replace(room.facts, working_days=STANDING)
    session = replace(
        a_plan(),
        status=SessionStatus.SCHEDULED,
        scheduled_start=START,
        scheduled_end=START + timedelta(minutes=90),
    )
    room.fake.schedule.plans = [session]
    request = replace(
        REQUEST,
        id=RequestId("r1"),
        owner_site_id=COMMUNE,
        petition_type=PetitionType.COMPLAINT,
        content="Chậm giao đất tái định cư",
        flags=frozenset({CaseFlag.LARGE_GROUP}),
        group_size=7,
    )
    room.fake.requests.learn(
        KnownRequest(
            request=request,
            storage=RecordStorage.CITY,
            decision=replace(ONLINE, request_id=request.id, unit_site_id=COMMUNE),
            decision_storage=RecordStorage.CITY,
        )
    )
    filed: list[tuple[str, SiteId]] = [(request.id, HQ), (request.id, COMMUNE)]
    filed += [(a_case().id, one) for one in (HQ, COMMUNE, AGENCY)]
    for case_id, site_id in filed:
        paper = replace(
            CASE_PAPER,
            id=DocumentId(f"{case_id}-{site_id}"),
            case_id=CaseId(case_id),
            owner_site_id=site_id,
            site_id=site_id,
        )
        room.fake.dossier.learn(paper)
    desk = Desk(theme, room, Screen.HOME)
    closing.append(desk.windows)
    if role is Role.HQ_CLERK:
        desk.press("openSchedule")
    return desk


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(desk: Desk, key: Qt.Key, *, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier
    held = modifier.ControlModifier if control else modifier.NoModifier
    QTest.keyClick(focused(), key, held)
    desk.room.deliver()


def tab_to(desk: Desk, name: str) -> None:
    """By the Tab key alone."""
    for _ in range(60):
        if focused().objectName() == name:
            return
        press(desk, Qt.Key.Key_Tab)
    pytest.fail(f"the Tab key does not come to {name}")


def type_into(desk: Desk, name: str, text: str) -> None:
    tab_to(desk, name)
    QTest.keyClicks(focused(), text)
    desk.room.deliver()


def enter_dossier(desk: Desk) -> None:
    """Of the agency, whose entry the flagged case still lacks."""
    assert not desk.button("planSession").isEnabled()
    assert desk.says("có điểm cầu chưa có hồ sơ")
    choose(desk, "entry-site_id", AGENCY)
    type_into(desk, "entry-title", "Bien ban kiem dem")
    type_into(desk, "entry-page_count", "8")
    press(desk, Qt.Key.Key_Return)
    assert desk.room.fake.dossier.sites_with_dossier(CaseId("r1")) == {HQ, COMMUNE, AGENCY}


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_a_whole_schedule_is_made_by_the_keyboard_alone(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = a_desk(theme, closing)
    main = desk.windows.main
    assert main.screen_shown is Screen.SCHEDULE
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    tab_to(desk, "subject-row-request:r1")
    press(desk, Qt.Key.Key_Return)
    tab_to(desk, "plan-day")
    focused_line = focused()
    assert isinstance(focused_line, QLineEdit)
    focused_line.selectAll()
    QTest.keyClicks(focused_line, "08122026")
    press(desk, Qt.Key.Key_Return)
    assert focused().objectName() == "plan-start"
    QTest.keyClicks(focused(), "14:00")
    for name, text in (
        ("plan-chair_label", "Lanh dao Mau"),
        ("plan-chair_title", "Pho Chu tich"),
        ("plan-secretary_label", "Thu ky Mau"),
        ("plan-add_site", "so chuyen"),
    ):
        type_into(desk, name, text)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    desk.room.deliver()
    assert [one.site_id for one in the_sites(desk)] == [HQ, COMMUNE, AGENCY]
    assert not desk.button("planSession").isEnabled()
    assert desk.says("có điểm cầu chưa cử người")
    choose(desk, "person-site_id", AGENCY)
    choose(desk, "person-role", "agency_representative")
    type_into(desk, "person-full_name", "Can bo So")
    press(desk, Qt.Key.Key_Return)
    enter_dossier(desk)
    assert desk.button("planSession").isEnabled()
    press(desk, Qt.Key.Key_Return, control=True)
    (wish,) = desk.room.fake.planning.planned
    assert wish.scheduled_start == datetime(2026, 12, 8, 14, 0, tzinfo=LOCAL_ZONE)
    assert wish.component_site_ids == (COMMUNE, AGENCY)
    assert [one.full_name for one in wish.participants if one.site_id == AGENCY] == ["Can bo So"]
    assert desk.says("Đã xếp lịch buổi")


def the_sites(desk: Desk) -> tuple[SiteRow, ...]:
    plan = desk.room.desk.schedule.state().plan
    assert plan is not None
    return plan.sites


def choose(desk: Desk, name: str, value: str) -> None:
    """In a list, by arrow keys."""
    tab_to(desk, name)
    found = focused()
    assert isinstance(found, QComboBox)
    QTest.keyClick(found, Qt.Key.Key_Home)
    for _ in range(found.count()):
        if found.currentData() == value:
            break
        QTest.keyClick(found, Qt.Key.Key_Down)
    assert found.currentData() == value
    desk.room.deliver()


def test_each_reason_of_the_city_stands_in_words_and_a_free_hour_is_one_press(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = a_desk(theme, closing)
    row = desk.windows.main.findChild(RowControl, f"subject-row-session:{SESSION}")
    assert isinstance(row, RowControl)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    desk.room.deliver()
    desk.room.fake.planning.problems = (
        PlanProblem(fault=PlanFault.CHAIR_BUSY, subject=HQ, at=START),
        PlanProblem(fault=PlanFault.TOO_NEAR, subject="2026-12-15"),
    )
    desk.press("planSession")
    assert desk.says("Người chủ trì đã có buổi 09:00, 08/12 với Trụ sở thành phố.")
    assert desk.says("Chọn từ ngày 15/12/2026, hoặc lãnh đạo cho phép kèm lý do.")
    free = desk.windows.main.schedule.form.findChildren(Button)
    first = next(one for one in free if one.objectName().startswith("free-"))
    first.click()
    desk.room.deliver()
    assert desk.line("plan-start").text() == first.text()[:5]
    assert not desk.says("Chọn từ ngày 15/12/2026, hoặc lãnh đạo cho phép kèm lý do.")


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
def test_above_a_banner_only_the_columns_scroll(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot, size: QSize
) -> None:
    desk = a_desk(theme, closing)
    screen = desk.windows.main.schedule
    desk.room.desk.schedule.select(f"session:{SESSION}")
    desk.room.deliver()
    problems = (
        Message(code=MessageCode.PLAN_UNSAVED, tone=Tone.WARN),
        Message(code=MessageCode.PLAN_UNSAVED, tone=Tone.DANGER),
    )
    screen.show_state(replace(desk.room.desk.schedule.state(), problems=problems))
    desk.windows.main.resize(size)
    with qtbot.waitExposed(desk.windows.main):
        desk.windows.main.show()
    outer = screen.findChild(QScrollArea, "scheduleArea")
    assert isinstance(outer, QScrollArea)
    qtbot.waitUntil(lambda: outer.verticalScrollBar().maximum() == 0)
    banner = screen.findChild(QWidget, "planProblem1")
    assert isinstance(banner, QWidget)
    assert banner.isVisible()


def focused_name(desk: Desk) -> str:
    found: QWidget | None = desk.windows.main.focusWidget()
    return "" if found is None else found.objectName()


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)")
def test_after_planning_the_keyboard_is_at_the_sentence_and_then_at_the_row(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = a_desk(theme, closing)
    screen, key = desk.windows.main.schedule, f"session:{SESSION}"
    desk.room.fake.planning.problems = (
        PlanProblem(fault=PlanFault.CHAIR_BUSY, subject=HQ, at=START),
    )
    desk.room.desk.schedule.select(key)
    desk.button("planSession").setFocus()
    desk.press("planSession")
    assert focused_name(desk) == "planSession"
    state = desk.room.desk.schedule.state()
    done = Message(code=MessageCode.PLAN_UNSAVED, tone=Tone.OK)
    planned = replace(state, plan=None, problems=(), message=done, planned=key)
    screen.show_state(replace(planned, rows=()))  # it is on its way
    assert focused_name(desk) == "scheduleBanner"
    screen.show_state(planned)
    assert focused_name(desk) == f"subject-row-{key}"
    desk.button("leaveSchedule").setFocus()
    screen.show_state(planned)
    assert focused_name(desk) == "leaveSchedule"


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)")
def test_after_a_change_the_keyboard_is_at_the_row_that_is_there(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = a_desk(theme, closing)
    desk.room.desk.schedule.select(f"session:{SESSION}")
    desk.button("planSession").setFocus()
    desk.press("planSession")
    assert desk.room.fake.planning.planned
    assert focused_name(desk) == f"subject-row-session:{SESSION}"


def test_people_and_sites_are_taken_out_and_a_session_is_called_off(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = a_desk(theme, closing)
    desk.room.desk.schedule.select(f"session:{SESSION}")
    desk.press("remove-person-2")
    desk.press(f"remove-site-{AGENCY}")
    plan = desk.room.desk.schedule.state().plan
    assert plan is not None
    assert [one.site_id for one in plan.sites] == [HQ, COMMUNE]
    assert [one.name for one in plan.sites[1].people] == ["Mẫu Công dân A"]
    QTest.keyClicks(desk.area("plan-call_off_reason"), "nguoi chu tri di cong tac")
    desk.press("postponeSession")
    assert desk.room.fake.planning.called_off == [
        (SESSION, SessionStatus.POSTPONED, "nguoi chu tri di cong tac")
    ]
    assert desk.says("Đã hoãn buổi")


def test_who_plans_nothing_has_no_button_for_it(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = a_desk(theme, closing, Role.LEADER)
    assert not desk.button("openSchedule").isVisible()


@pytest.mark.parametrize(
    ("scale", "size"),
    [(1.0, QSize(1366, 768)), (1.0, QSize(1024, 640)), (2.0, QSize(1366, 768))],
    ids=["usual", "smallest", "200 %"],
)
def test_nothing_is_cut(
    qapp: QApplication, closing: list[DeskWindows], qtbot: QtBot, scale: float, size: QSize
) -> None:
    theme = Theme(NORMAL, scale)
    apply_theme(qapp, theme, NORMAL, scale)
    desk = a_desk(theme, closing)
    main = desk.windows.main
    main.setMinimumSize(1, 1)
    main.resize(size)
    desk.room.desk.schedule.select("request:r1")
    for key, text in (("day", "08/12/2026"), ("start", "09:30"), ("add_site", AGENCY)):
        desk.room.desk.schedule.edit(key, text)
    desk.room.desk.schedule.plan()
    qtbot.waitUntil(lambda: cut(main.schedule) == [], timeout=30_000)
    qapp.setStyleSheet("")


def test_where_a_session_meets_is_whole_beside_nothing_and_beside_the_name_of_a_platform(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = a_desk(theme, closing)
    main = desk.windows.main
    main.resize(QSize(1366, 768))
    desk.room.desk.schedule.select("request:r1")
    desk.room.deliver()
    meets = main.findChild(QComboBox, "plan-meets")
    assert isinstance(meets, QComboBox)
    option = QStyleOptionComboBox()
    meets.initStyleOption(option)
    kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField

    def has_room() -> bool:
        option.rect = meets.rect()
        room = meets.style().subControlRect(kind, option, part, meets).width()
        return room >= meets.fontMetrics().horizontalAdvance(meets.currentText())

    qtbot.waitUntil(has_room)
    alone = meets.width()
    desk.room.desk.schedule.edit("meets", "elsewhere")
    desk.room.deliver()
    qtbot.waitUntil(lambda: meets.width() < 0.6 * alone)
    assert desk.line("plan-platform").isVisible()


def cut(screen: QWidget) -> list[str]:
    """What has less room than it needs, once everything is laid out."""
    labels = (one for one in screen.findChildren(QLabel) if one.isVisible() and one.text())
    buttons = (one for one in screen.findChildren(Button) if one.isVisible())
    return [
        *(one.text() for one in labels if is_cut(one)),
        *(one.text() for one in buttons if one.width() < one.minimumSizeHint().width()),
    ]


def is_cut(label: QLabel) -> bool:
    """Its words need more than it has."""
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.minimumSizeHint().width()


def test_a_notice_is_noted_and_a_late_gate_allowed_beside_the_gates(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = a_desk(theme, closing)
    desk.windows.main.activateWindow()
    notice, *others = a_plan().gates
    late = replace(notice, due_at=START - timedelta(days=30), passed_at=START - timedelta(days=20))
    (plan,) = desk.room.fake.schedule.plans
    desk.room.fake.schedule.plans = [replace(plan, gates=(late, *others))]
    leader = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
    desk.room.fake.access.people = (*desk.room.fake.access.people, leader)
    desk.room.desk.schedule.select(f"session:{SESSION}")
    desk.room.deliver()
    assert desk.says("chưa ai cho phép")
    qtbot.waitUntil(desk.windows.main.isActiveWindow)
    desk.line("notice-number").setFocus()
    type_into(desk, "notice-number", "15/TB")
    type_into(desk, "notice-day", "26112026")
    press(desk, Qt.Key.Key_Return)
    assert [one.number for _, one in desk.room.fake.planning.notices] == ["15/TB"]
    assert desk.says("Đã ghi thông báo của buổi")
    desk.room.desk.schedule.gates.edit_leave("leader", leader.id)
    desk.room.desk.schedule.gates.edit_leave("reason", "Công dân ở đảo, tàu chậm")
    type_into(desk, "leaderPin", "246810")
    press(desk, Qt.Key.Key_Return)
    ((_, leave),) = desk.room.fake.planning.leaves
    assert leave.pin == "246810"
    assert desk.line("leaderPin").text() == ""
    assert desk.says("Đã ghi cho phép của lãnh đạo")


def test_who_has_which_paper_stands_at_each_site_and_long_lists_are_counted(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = a_desk(theme, closing)
    room, plan = desk.room, replace(a_plan(), status=SessionStatus.NOTIFIED)
    room.fake.schedule.plans = [plan]
    for number in range(1, 6):
        paper = replace(
            CASE_PAPER,
            id=DocumentId(f"read-{number}"),
            case_id=plan.case_ids[0],
            title=f"Đơn {number}",
            sha256="f" * 64,
        )
        room.fake.dossier.learn(paper, is_local=True)
        if number <= 3:
            room.fake.dossier.hold(paper.id, COMMUNE)
    room.desk.navigate(Screen.SCHEDULE)
    room.desk.schedule.select(f"session:{plan.id}")
    room.deliver()
    said = [one.text() for one in desk.windows.main.schedule.form.findChildren(QLabel)]
    assert "Đã có đủ 5 tài liệu của hồ sơ." in said
    assert "Có 3 trên 5 tài liệu của hồ sơ. Chưa có: Đơn 4; Đơn 5." in said
    lacking = "Chưa có: Đơn 1; Đơn 2; Đơn 3; và 2 tài liệu khác."
    assert f"Có 0 trên 5 tài liệu của hồ sơ. {lacking}" in said


def test_what_a_flagged_case_lacks_stands_beside_its_notice_that_cannot_go(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = a_desk(theme, closing)
    schedule = desk.room.fake.schedule
    grave = replace(a_case(), id=CaseId("grave"), flags=frozenset({CaseFlag.COMPLEX}))
    schedule.cases[grave.id] = grave
    (plan,) = schedule.plans
    ahead = tuple(replace(one, passed_at=None, evidence="") for one in plan.gates)
    schedule.plans = [replace(plan, gates=ahead, case_ids=(grave.id,))]
    desk.room.desk.schedule.select(f"session:{SESSION}")
    desk.room.deliver()
    for site in plan.site_ids:
        assert desk.says(f"còn thiếu hồ sơ của {schedule.sites[site].name}")
    note = desk.windows.main.findChild(Button, "noteNotice")
    assert isinstance(note, Button)
    assert not note.isEnabled()


def test_a_leader_lets_a_plan_be_too_near_with_the_keyboard_alone(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = a_desk(theme, closing)
    desk.windows.main.activateWindow()
    leader = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
    desk.room.fake.access.people = (*desk.room.fake.access.people, leader)
    schedule = desk.room.desk.schedule
    schedule.select("request:r1")
    for key, text in (
        ("day", "27/11/2026"),
        ("start", "14:00"),
        ("chair_label", "Lãnh đạo Mẫu"),
        ("chair_title", "Phó Chủ tịch"),
        ("secretary_label", "Thư ký Mẫu"),
    ):
        schedule.edit(key, text)
    desk.room.deliver()
    assert desk.says("Quá gần, thông báo sẽ muộn: lãnh đạo cho phép")
    qtbot.waitUntil(desk.windows.main.isActiveWindow)
    desk.room.desk.schedule.near.edit("leader", leader.id)
    desk.line("nearPin").setFocus()
    type_into(desk, "nearPin", "246810")
    press(desk, Qt.Key.Key_Return)
    assert desk.line("nearPin").text() == ""
    assert desk.says("L-364")
    banner = desk.windows.main.findChild(QWidget, "nearBanner")
    assert isinstance(banner, QWidget)
    qtbot.waitUntil(lambda: banner.visibleRegion().boundingRect().height() == banner.height())
    desk.room.desk.schedule.near.edit("reason", "Công dân ở đảo, tàu chậm")
    type_into(desk, "nearPin", "246810")
    press(desk, Qt.Key.Key_Return)
    ((_, leave),) = desk.room.fake.planning.near
    assert (leave.leader, leave.pin) == ("leader", "246810")
    assert len(desk.room.fake.planning.planned) == 1


@pytest.mark.parametrize(("days_before", "is_today"), [(0, True), (1, False)])
def test_how_far_a_gate_is_stands_in_days_and_on_its_own_day_as_today(
    theme: Theme, closing: list[DeskWindows], days_before: int, *, is_today: bool
) -> None:
    desk = a_desk(theme, closing)
    (plan,) = desk.room.fake.schedule.plans
    gates = tuple(replace(one, passed_at=None, evidence="") for one in plan.gates)
    desk.room.fake.schedule.plans = [replace(plan, gates=gates)]
    due = gate_due_times(START, holidays=frozenset())[GateKind.NOTICE]
    desk.room.clock.set_wall_clock(due - timedelta(days=days_before, hours=2))
    desk.room.desk.schedule.select(f"session:{SESSION}")
    desk.room.deliver()
    assert desk.says("hôm nay") is is_today
    assert not desk.says("còn 0 ngày")
