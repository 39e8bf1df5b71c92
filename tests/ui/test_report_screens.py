"""Focal points and difficulties as the officer and the clerk at headquarters use them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId
from desktop.domain.reports.unit_report import Receipt, ReportState
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.reports.focal_points_state import FocalField
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.screens.reports.sheet_line import SheetLineControl
from desktop.ui.screens.reports.sheet_viewer import SheetPhotoPanel
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.pictures.photo_thumb import PhotoThumbButton
from tests.fakes.fake_photos import a_photo
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import COMMUNE, HQ
from tests.samples.unit_reports import a_difficulty, a_focal_point, a_sheet, with_photos

pytestmark = pytest.mark.ui

TOLD = "Đường truyền đứt nhiều lần"


class Desk:
    """A room whose view is real, at one screen."""

    def __init__(self, theme: Theme, room: Room, screen: Screen) -> None:
        self.room = room
        self.windows = DeskWindows(
            theme=theme, read_frame=room.fake.media.read_frame, clock=room.clock
        )
        room.desk = DeskPresenter(
            services=room.fake.services, clock=room.clock, facts=room.facts, view=self.windows
        )
        self.windows.bind(room.desk)
        room.desk.start()
        self.windows.show()
        room.desk.navigate(screen)
        room.deliver()

    def line(self, name: str) -> QLineEdit:
        found = self.windows.main.findChild(QLineEdit, name)
        assert isinstance(found, QLineEdit)
        return found

    def area(self, name: str) -> QPlainTextEdit:
        found = self.windows.main.findChild(QPlainTextEdit, name)
        assert isinstance(found, QPlainTextEdit)
        return found

    def button(self, name: str) -> QPushButton:
        found = self.windows.main.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found

    def choice(self, name: str) -> QComboBox:
        found = self.windows.main.findChild(QComboBox, name)
        assert isinstance(found, QComboBox)
        return found

    def press(self, name: str) -> None:
        self.button(name).click()
        self.room.deliver()

    def texts(self) -> list[str]:
        labels = self.windows.main.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def says(self, text: str) -> bool:
        return any(text in shown for shown in self.texts())


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def hq() -> Room:
    return Room(own_site_id=HQ, role=Role.HQ_CLERK)


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def at(theme: Theme, room: Room, screen: Screen, closing: list[DeskWindows]) -> Desk:
    desk = Desk(theme, room, screen)
    closing.append(desk.windows)
    return desk


def type_in(control: QWidget, text: str) -> None:
    """As an input method commits it: QTest cannot press keys for Vietnamese letters."""
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(control, committed)


def type_whole(desk: Desk) -> None:
    texts = {
        FocalField.LEADER_NAME: "Lê Văn Mẫu",
        FocalField.LEADER_TITLE: "Phó Chủ tịch",
        FocalField.LEADER_MOBILE: "0900000001",
        FocalField.OFFICER_NAME: "Lê Thị Mẫu",
        FocalField.OFFICER_TITLE: "Công chức",
        FocalField.OFFICER_MOBILE: "0900000002",
        FocalField.DECISION_NUMBER: "12/QĐ-UBND",
        FocalField.EFFECTIVE_FROM: "01/11/2026",
    }
    for field, text in texts.items():
        type_in(desk.line(f"focal-{field}"), text)


def test_a_list_is_typed_sent_and_followed(
    theme: Theme, room: Room, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = at(theme, room, Screen.FOCAL_POINTS, closing)
    type_whole(desk)
    desk.press("sendFocalPoints")
    (filed,) = room.fake.reports.focal_points()
    assert filed.report.officer.name == "Lê Thị Mẫu"
    assert not desk.button("sendFocalPoints").isEnabled()
    assert desk.says("Danh sách đã lưu trên máy này")
    qtbot.waitUntil(lambda: desk.says("Bản 1, "))
    room.fake.reports.file(filed.report, ReportState.SENT)
    room.deliver()
    assert desk.says("Đang chờ Ban Tiếp công dân tiếp nhận")


def test_a_missing_field_says_so_below_itself(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.FOCAL_POINTS, closing)
    type_whole(desk)
    name = desk.line(f"focal-{FocalField.LEADER_NAME}")
    name.clear()
    name.textEdited.emit("")
    phone = desk.line(f"focal-{FocalField.OFFICER_MOBILE}")
    phone.clear()
    type_in(phone, "0225")
    for field, text in (
        (FocalField.LEADER_EMAIL, "mau"),
        (FocalField.DECISION_NUMBER, ""),
        (FocalField.EFFECTIVE_FROM, "tháng 11"),
    ):
        control = desk.line(f"focal-{field}")
        control.setText(text)
        control.textEdited.emit(text)
    desk.press("sendFocalPoints")
    assert name.property("state") == "error"
    assert desk.texts().count("Phải điền ô này.") == 1
    for told in (
        "Số điện thoại thường có",
        "cần có dấu @",
        "Nên ghi số văn bản",
        "Ghi ngày, tháng",
    ):
        assert desk.says(told), told
    assert room.fake.reports.filed == []


def test_typing_in_the_middle_keeps_the_cursor(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.FOCAL_POINTS, closing)
    field = desk.line(f"focal-{FocalField.LEADER_NAME}")
    type_in(field, "Le Mau")
    field.setCursorPosition(2)
    type_in(field, " Van")
    assert (field.text(), field.cursorPosition()) == ("Le Van Mau", 6)


def test_the_history_stands_below_the_form(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    point = a_focal_point(COMMUNE)
    receipt = Receipt(
        kind=EntityKind.FOCAL_POINT,
        report_id=point.id,
        unit_site_id=COMMUNE,
        received_at=room.clock.now(),
        received_by="Chuyên viên Mẫu",
    )
    room.fake.reports.file(point, ReportState.RECEIVED, receipt)
    desk = at(theme, room, Screen.FOCAL_POINTS, closing)
    assert desk.line(f"focal-{FocalField.LEADER_NAME}").text() == "Lê Văn Mẫu"
    assert desk.says("Tiếp nhận lúc ")
    assert desk.says("Ban Tiếp công dân đã tiếp nhận")


def test_headquarters_finds_a_unit_and_receives_its_list(
    theme: Theme, hq: Room, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    hq.fake.reports.file(a_focal_point(COMMUNE), ReportState.SENT)
    desk = at(theme, hq, Screen.FOCAL_POINTS, closing)
    assert not desk.button("sendFocalPoints").isVisible()
    desk.windows.main.activateWindow()
    qtbot.waitUntil(desk.windows.main.isActiveWindow)
    QTest.keyClick(desk.windows.main, Qt.Key.Key_F3)
    search = desk.line("focalSearch")
    assert QApplication.focusWidget() is search
    type_in(search, "an lao")
    rows = desk.windows.main.focal_points.findChildren(RowControl)
    assert [row.accessibleName() for row in rows if row.isVisible()] == [
        "UBND xã An Lão, chờ tiếp nhận"
    ]
    desk.press("receive-focal-1")
    assert hq.fake.reports.received == [(EntityKind.FOCAL_POINT, "focal-1", "")]
    hq.fake.reports.file(a_focal_point(COMMUNE), ReportState.RECEIVED)
    hq.deliver()
    assert not desk.button("receive-focal-1").isVisible()


def test_enter_on_a_unit_that_sent_nothing_receives_nothing(
    theme: Theme, hq: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, hq, Screen.FOCAL_POINTS, closing)
    row = desk.windows.main.findChild(RowControl, "unit-10525")
    assert isinstance(row, RowControl)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert hq.fake.reports.received == []


def test_a_difficulty_is_written_with_the_keyboard_alone(
    theme: Theme, room: Room, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = at(theme, room, Screen.DIFFICULTIES, closing)
    desk.windows.main.activateWindow()
    qtbot.waitUntil(desk.windows.main.isActiveWindow)
    area = desk.area("difficulty-description")
    assert QApplication.focusWidget() is area
    type_in(area, TOLD)
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is desk.choice("difficulty-category")
    desk.choice("difficulty-category").activated.emit(2)
    desk.press("sendDifficulty")
    (filed,) = room.fake.reports.difficulties()
    assert filed.report.description == TOLD
    assert filed.report.category.value == "line"
    assert area.toPlainText() == ""
    assert desk.says("Đã ghi nhận và lưu trên máy này")


def test_every_choice_of_the_form_reaches_the_presenter(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    room.clock.advance(24 * 3600.0)
    desk = at(theme, room, Screen.DIFFICULTIES, closing)
    desk.choice("difficulty-impact").activated.emit(3)
    session = desk.choice("difficulty-session")
    session.activated.emit(1)
    proposal = desk.area("difficulty-proposal")
    type_in(proposal, "Thêm đường 4G")
    frequency = desk.line("difficulty-frequency")
    frequency.clear()
    type_in(frequency, "3")
    type_in(desk.area("difficulty-description"), TOLD)
    desk.press("sendDifficulty")
    difficulty = room.fake.reports.difficulties()[0].report
    assert (difficulty.impact.value, difficulty.frequency) == ("prevented", 3)
    assert difficulty.proposal == "Thêm đường 4G"
    assert difficulty.session_id is not None


def test_a_syllable_being_composed_is_never_rewritten(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.DIFFICULTIES, closing)
    area = desk.area("difficulty-description")
    type_in(area, "Mạng ")
    QApplication.sendEvent(area, QInputMethodEvent("yêu", []))
    room.desk.difficulties.edit("description", "khác")
    assert area.toPlainText() == "Mạng "
    type_in(area, "yếu")
    assert area.toPlainText() == "Mạng yếu"


def test_faults_of_a_difficulty_are_said_below_their_fields(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.DIFFICULTIES, closing)
    frequency = desk.line("difficulty-frequency")
    frequency.clear()
    type_in(frequency, "x")
    desk.press("sendDifficulty")
    assert desk.says("Ghi ít nhất 10 ký tự.")
    assert desk.says("Nhập số từ 1 đến 1000.")


def test_the_chosen_row_shows_all_its_words_and_the_answer(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    difficulty = replace(a_difficulty(COMMUNE), noticed_at=room.clock.now())
    receipt = Receipt(
        kind=EntityKind.DIFFICULTY,
        report_id=difficulty.id,
        unit_site_id=COMMUNE,
        received_at=room.clock.now(),
        received_by="Chuyên viên Mẫu",
        answer="Đã cấp đường 4G.",
    )
    room.fake.reports.file(difficulty, ReportState.ANSWERED, receipt)
    desk = at(theme, room, Screen.DIFFICULTIES, closing)
    assert not desk.says("Đã cấp đường 4G.")
    row = desk.windows.main.findChild(RowControl, "difficulty-difficulty-1")
    assert isinstance(row, RowControl)
    row.chosen.emit(row.key)
    assert desk.says("Đã cấp đường 4G.")
    assert desk.says("Kiến nghị: Đề nghị hỗ trợ")


def test_headquarters_answers_the_chosen_difficulty(
    theme: Theme, hq: Room, closing: list[DeskWindows]
) -> None:
    difficulty = replace(a_difficulty(COMMUNE), noticed_at=hq.clock.now())
    hq.fake.reports.file(difficulty, ReportState.SENT)
    desk = at(theme, hq, Screen.DIFFICULTIES, closing)
    row = desk.windows.main.findChild(RowControl, "difficulty-difficulty-1")
    assert isinstance(row, RowControl)
    row.chosen.emit(row.key)
    assert row.is_selected
    type_in(desk.area("difficulty-answer"), "Đã chuyển Sở.")
    assert desk.button("receiveDifficulty").text() == "Gửi trả lời"
    desk.press("receiveDifficulty")
    assert hq.fake.reports.received == [(EntityKind.DIFFICULTY, "difficulty-1", "Đã chuyển Sở.")]


def test_headquarters_without_difficulties_says_what_to_do(
    theme: Theme, hq: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, hq, Screen.DIFFICULTIES, closing)
    assert desk.says("Chọn một mục trong danh sách")
    assert not desk.button("receiveDifficulty").isVisible()
    assert desk.says("Chưa có khó khăn, vướng mắc nào trong tháng.")


def test_another_month_is_chosen(theme: Theme, room: Room, closing: list[DeskWindows]) -> None:
    old = replace(a_difficulty(COMMUNE), noticed_at=room.clock.now().replace(year=2025))
    room.fake.reports.file(old, ReportState.SENT)
    desk = at(theme, room, Screen.DIFFICULTIES, closing)
    period = desk.choice("difficultyPeriod")
    assert period.count() == 2
    period.activated.emit(1)
    assert desk.windows.main.findChild(RowControl, "difficulty-difficulty-1") is not None


@pytest.mark.parametrize(
    ("screen", "button"),
    [
        (Screen.FOCAL_POINTS, "exportFocalPoints"),
        (Screen.DIFFICULTIES, "exportDifficulties"),
    ],
)
def test_an_export_asks_for_a_document_or_a_table(
    theme: Theme,
    hq: Room,
    closing: list[DeskWindows],
    screen: Screen,
    button: str,
    tmp_path: Path,
) -> None:
    hq.fake.reports.file(a_focal_point(SiteId("commune")), ReportState.SENT)
    desk = at(theme, hq, screen, closing)
    desk.press(button)
    dialog = desk.windows.main.findChild(QFileDialog, "exportDialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "docx"
    assert dialog.nameFilters() == ["DOCX (*.docx)", "PDF (*.pdf)", "XLSX (*.xlsx)"]
    dialog.filterSelected.emit("XLSX (*.xlsx)")
    assert dialog.defaultSuffix() == "xlsx"
    dialog.fileSelected.emit(str(tmp_path / "a.xlsx"))
    assert hq.fake.reports.exported == [tmp_path / "a.xlsx"]
    dialog.close()


def test_a_line_of_the_sheet_is_ticked_mended_and_the_sheet_sent(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    for code in ("DD-1", "MT-1", "DM-1"):
        desk.press(f"tick-{code}-pass")
    desk.press("tick-DK-1-fail")
    type_in(desk.line("sheet-remark"), "Chưa có bộ lưu điện")
    desk.press("sendSheet")
    assert desk.says("Chưa ghi người khắc phục và thời hạn.")
    type_in(desk.line("sheet-fix_by"), "Văn phòng")
    type_in(desk.line("sheet-fix_due"), "15/12")
    assert desk.says("Ghi ngày, tháng, năm")
    type_in(desk.line("sheet-fix_due"), "/2026")
    desk.press("sendSheet")
    entries = {one.code: one for one in room.fake.reports.sheets()[0].report.entries}
    assert entries["DK-1"].remark == "Chưa có bộ lưu điện"
    assert entries["DK-1"].fix_by == "Văn phòng"
    assert desk.button("tick-DK-1-fail").isChecked()
    assert not desk.button("sendSheet").isEnabled()


def test_a_pressed_button_stays_pressed_when_it_is_pressed_again(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    desk.press("tick-DD-1-pass")
    desk.press("tick-DD-1-pass")
    assert desk.button("tick-DD-1-pass").isChecked()
    assert not desk.button("tick-DD-1-fail").isChecked()


def test_required_lines_that_nobody_saw_are_said(
    theme: Theme, room: Room, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    desk.press("sendSheet")
    qtbot.waitUntil(lambda: desk.texts().count("Mục bắt buộc, chưa xem.") == 3)


def test_a_narrow_list_puts_the_buttons_under_the_words(theme: Theme, qtbot: QtBot) -> None:
    line = SheetLineControl(theme, "DD-1")
    qtbot.addWidget(line)
    line.show()
    button = line.findChild(QPushButton, "tick-DD-1-pass")
    assert isinstance(button, QPushButton)
    line.resize(theme.px(900), 120)
    qtbot.waitUntil(lambda: button.mapTo(line, QPoint()).x() > theme.px(200))
    line.resize(theme.px(420), 120)
    qtbot.waitUntil(lambda: button.mapTo(line, QPoint()).x() < theme.px(200))


def test_headquarters_receives_a_sheet(
    theme: Theme, hq: Room, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    hq.fake.reports.file(a_sheet(COMMUNE), ReportState.SENT)
    desk = at(theme, hq, Screen.READINESS_SHEET, closing)
    qtbot.waitUntil(lambda: desk.says("Bộ lưu điện · Chưa có bộ lưu điện"))
    search = desk.windows.main.findChild(QLineEdit, "sheetSearch")
    assert search is not None
    qtbot.waitUntil(lambda: desk.windows.main.focusWidget() is search)
    QTest.keyClicks(search, "khong co")
    qtbot.waitUntil(lambda: desk.says("Không thấy đơn vị nào khớp với chữ đã gõ."))
    search.clear()
    search.textEdited.emit("")
    qtbot.waitUntil(lambda: desk.says("Bộ lưu điện · Chưa có bộ lưu điện"))
    desk.press("receive-sheet-1")
    assert hq.fake.reports.received == [(EntityKind.READINESS_SHEET, "sheet-1", "")]


def test_the_sheet_is_exported_from_its_screen(
    theme: Theme, room: Room, closing: list[DeskWindows], tmp_path: Path
) -> None:
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    desk.press("exportSheet")
    dialog = desk.windows.main.findChild(QFileDialog, "exportDialog")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "a.docx"))
    assert room.fake.reports.exported == [tmp_path / "a.docx"]
    assert not desk.button("exportSheet").isEnabled()
    dialog.close()


@pytest.mark.parametrize(
    "screen", [Screen.READINESS_SHEET, Screen.FOCAL_POINTS, Screen.DIFFICULTIES]
)
def test_f5_asks_the_city_again(
    theme: Theme, hq: Room, closing: list[DeskWindows], qtbot: QtBot, screen: Screen
) -> None:
    desk = at(theme, hq, screen, closing)
    before = hq.fake.sync.wakes
    desk.windows.main.activateWindow()
    qtbot.waitUntil(desk.windows.main.isActiveWindow)
    QTest.keyClick(desk.windows.main, Qt.Key.Key_F5)
    assert hq.fake.sync.wakes == before + 1


def choose_photos(desk: Desk, *names: str) -> None:
    desk.press("addPhoto")
    dialog = desk.windows.main.findChild(QFileDialog, "photoFileDialog")
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit(list(names))
    dialog.close()
    desk.room.deliver()


def thumb(desk: Desk, strip: str, name: str) -> PhotoThumbButton:
    """The newest: those before it go with the next turn of the event loop."""
    wanted = f"{strip}-{a_photo(name).sha256}"
    return desk.windows.main.findChildren(PhotoThumbButton, wanted)[-1]


def viewer(desk: Desk) -> SheetPhotoPanel:
    found = desk.windows.main.findChild(SheetPhotoPanel)
    assert isinstance(found, SheetPhotoPanel)
    return found


def test_photos_are_added_looked_at_and_taken_off_a_line(
    theme: Theme, room: Room, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    desk.press("tick-DD-1-pass")
    choose_photos(desk, "a.jpg", "b.jpg")
    qtbot.waitUntil(thumb(desk, "photos-DD-1", "a.jpg").isVisible)
    line = desk.windows.main.findChild(SheetLineControl, "sheet-DD-1")
    assert isinstance(line, SheetLineControl)
    assert line.accessibleName() == "Có bảng nội quy, Đạt, 2 ảnh"
    thumb(desk, "photos-DD-1", "b.jpg").click()
    room.deliver()
    assert viewer(desk).isVisible()
    assert desk.says("DD-1 · Có bảng nội quy")
    assert desk.says("2/2")
    assert not desk.button("photoNext").isEnabled()
    desk.press("photoBefore")
    assert desk.says("1/2")
    desk.press("sheetPhotoPanelClose")
    assert not viewer(desk).isVisible()
    remove = f"removePhoto-{a_photo('a.jpg').sha256}"
    desk.windows.main.findChildren(QPushButton, remove)[-1].click()
    room.deliver()
    desk.press("tick-MT-1-pass")
    desk.press("tick-DM-1-pass")
    desk.press("sendSheet")
    (first, *_) = room.fake.reports.sheets()[0].report.entries
    assert first.photos == (a_photo("b.jpg"),)


def test_a_line_with_all_its_photos_takes_no_more(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    desk.press("tick-DD-1-pass")
    choose_photos(desk, "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    assert desk.says("Mỗi mục nhận nhiều nhất 3 ảnh.")
    assert not desk.button("addPhoto").isEnabled()
    assert "Bỏ bớt một ảnh" in desk.button("addPhoto").toolTip()


def test_a_photo_that_is_not_here_is_drawn_as_a_sign(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    room.fake.photos.lost = {a_photo("a.jpg").sha256}
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    desk.press("tick-DD-1-pass")
    choose_photos(desk, "a.jpg")
    lost = thumb(desk, "photos-DD-1", "a.jpg")
    assert lost.accessibleName() == "Ảnh 1 chưa xem được: Có bảng nội quy"
    assert not lost.grab().isNull()
    lost.click()
    room.deliver()
    assert viewer(desk).isVisible()


def test_headquarters_looks_at_the_photos_of_a_unit(
    theme: Theme, hq: Room, closing: list[DeskWindows]
) -> None:
    hq.fake.reports.file(a_sheet(SiteId("other"), "bare"), ReportState.SENT)
    hq.fake.reports.file(with_photos(a_sheet(COMMUNE), a_photo()), ReportState.SENT)
    desk = at(theme, hq, Screen.READINESS_SHEET, closing)
    assert desk.button("photos-sheet-1").text() == "Xem 1 ảnh"
    assert not desk.button("photos-bare").isVisible()
    desk.press("photos-sheet-1")
    assert viewer(desk).isVisible()
    assert desk.says("1/1")
    QTest.keyClick(viewer(desk), Qt.Key.Key_Escape)
    assert not viewer(desk).isVisible()


def test_a_sheet_cannot_be_sent_while_a_photo_comes_in(
    theme: Theme, room: Room, closing: list[DeskWindows]
) -> None:
    desk = at(theme, room, Screen.READINESS_SHEET, closing)
    desk.press("tick-DD-1-pass")
    assert desk.button("sendSheet").isEnabled()
    room.fake.photos.is_silent = True
    choose_photos(desk, "a.jpg")
    assert not desk.button("sendSheet").isEnabled()
    assert "Đang nhận ảnh." in desk.button("sendSheet").toolTip()
