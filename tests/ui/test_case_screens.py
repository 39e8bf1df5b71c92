"""The screen "Vụ việc": found and opened by keyboard alone, and nothing shown that is kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QWidget

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import CaseId
from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.papers.paper import PaperKind
from desktop.domain.record.printing import IndexToPrint
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.screens.casework.cases.case import CaseScreen
from desktop.ui.screens.casework.cases.cases import CasesScreen
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.lists.row_list import RowControl
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.casework import CASE_PAPER
from tests.samples.receptions import CASE, COMMUNE, SESSION, a_case, an_officer
from tests.screens.all_states import shown
from tests.ui.test_report_screens import Desk

pytestmark = pytest.mark.ui


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def opened(theme: Theme, closing: list[DeskWindows], room: Room | None = None) -> Desk:
    desk = Desk(theme, room or Room(), Screen.HOME)
    closing.append(desk.windows)
    desk.windows.main.activateWindow()
    assert QTest.qWaitForWindowActive(desk.windows.main)
    desk.press(f"nav-{MenuEntry.CASES}")
    assert screen(desk) is Screen.CASES
    return desk


def screen(desk: Desk) -> Screen | None:
    return desk.windows.main.screen_shown


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def type_in(cases: CasesScreen, text: str) -> None:
    """The cursor is in the field."""
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is cases.findChild(QWidget, "caseSearch")
    QTest.keyClicks(focused, text)


def row(parent: QWidget, name: str) -> RowControl:
    found = parent.findChild(RowControl, name)
    assert isinstance(found, RowControl)
    return found


def texts(parent: QWidget) -> str:
    """What can be read there now."""
    labels = (one.text() for one in parent.findChildren(QLabel) if one.isVisibleTo(parent))
    names = (
        one.accessibleName() for one in parent.findChildren(QWidget) if one.isVisibleTo(parent)
    )
    return "\n".join((*labels, *names))


def test_a_case_is_found_opened_and_left_by_keyboard_alone(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    room = Room()
    other = replace(a_case(), id=CaseId("other"), code="2026-0151", title="Đường vào khu dân cư")
    room.fake.schedule.cases[other.id] = other
    desk = opened(theme, closing, room)
    main = desk.windows.main
    press(Qt.Key.Key_F3)
    type_in(main.cases, "duong vao")
    room.deliver()
    assert [one.key for one in main.cases.findChildren(RowControl) if one.isVisible()] == ["other"]
    for keys in ((Qt.Key.Key_Tab, Qt.Key.Key_Return), (Qt.Key.Key_Return,)):
        press(Qt.Key.Key_F3)
        for key in keys:
            press(key)
        room.deliver()
        assert screen(desk) is Screen.CASE
        assert "2026-0151" in texts(main.case)
        press(Qt.Key.Key_Escape)
        room.deliver()
        assert screen(desk) is Screen.CASES


def test_enter_opens_nothing_before_something_is_typed(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Return)
    desk.room.deliver()
    assert screen(desk) is Screen.CASES
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    desk.room.deliver()
    assert screen(desk) is Screen.CASE


def test_the_keyboard_goes_from_the_button_to_the_sessions_and_opens_one(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    main = desk.windows.main
    press(Qt.Key.Key_Return)
    desk.room.deliver()
    verb = main.case.findChild(Button, "caseSession")
    assert isinstance(verb, Button)
    assert verb.hasFocus()
    assert verb.text() == "Vào buổi 12:05"
    row(main.case, f"case-session-{SESSION}").setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    desk.room.deliver()
    assert screen(desk) is Screen.HOME
    assert desk.room.desk.home.state().dossier is not None


def test_nothing_of_a_case_that_is_kept_is_shown_and_its_code_alone_leads_there(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    room = Room()
    room.fake.schedule.cases[CASE] = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.access.people = (replace(an_officer(), denunciations=frozenset()),)
    desk = opened(theme, closing, room)
    main = desk.windows.main
    press(Qt.Key.Key_F3)
    type_in(main.cases, a_case().code)
    room.deliver()
    QTest.mouseClick(row(main.cases, f"case-{CASE}"), Qt.MouseButton.LeftButton)
    room.deliver()
    assert screen(desk) is Screen.CASE
    said = texts(main.case)
    assert "V-101" in said
    assert "Trụ sở thành phố" in said
    assert a_case().title not in said
    assert a_case().request not in said
    desk.press("leaveCase")
    assert screen(desk) is Screen.CASES


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cases-empty", ("V-001", "Chưa có vụ việc nào.")),
        ("cases-not-found", ("Không thấy vụ việc nào như vậy.",)),
        ("cases-kept", ("2026-0160", "hạn chế người xem")),
        ("cases", ("2026-0147", "Buổi tới 08:30 26/11/2026", "Kéo dài")),
    ],
)
def test_the_list_says_what_there_is(theme: Theme, name: str, words: tuple[str, ...]) -> None:
    screen = CasesScreen(theme)
    screen.show_state(shown(name).view.cases[-1])
    said = texts(screen)
    for one in words:
        assert one in said
    screen.deleteLater()


@pytest.mark.parametrize(
    ("name", "there", "hidden"),
    [
        ("case", ("1–4", "12a–12b", "chỉ có bản giấy", "chờ số", "đang gửi"), ("T-001",)),
        (
            "case-no-papers",
            ("T-001", "đã tiếp 3 lần", "dừng vì kỹ thuật"),
            ("V-002",),
        ),
        ("case-over", ("Lịch sử", "đã đóng"), ("V-002", "Mốc của buổi")),
        (
            "case-over",
            (
                "phòng sẵn sàng 15/15 · đo lúc 08:28",
                "chưa đạt: Loa và micro, Màn hình 2, Giờ máy, Chưa gửi",
                "không đo: Loa và micro, Nguồn điện, Đường truyền, Đường kết nối",
                "trước ngày tiếp",
                "phòng chưa kiểm tra trước khi mở buổi",
            ),
            (),
        ),
        ("case-denunciation", ("Chưa thông báo", "Kết nối thử"), ("Lịch sử", "đã mời làm việc")),
        ("case-trial-due", ("Chưa kết nối thử", "V-002"), ("Vào buổi",)),
        ("case-kept", ("V-101",), ("thu tiền", "Tố cáo")),
    ],
)
def test_the_page_says_what_is_so_and_nothing_else(
    theme: Theme, name: str, there: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    screen = CaseScreen(theme)
    screen.show_state(shown(name).view.case[-1])
    said = texts(screen)
    for one in there:
        assert one in said
    for one in hidden:
        assert one not in said
    screen.deleteLater()


def choose(desk: Desk, name: str) -> None:
    """The next of a list: up where there is one above."""
    choice = desk.windows.main.case.paper.findChild(QComboBox, name)
    assert isinstance(choice, QComboBox)
    QTest.keyClick(choice, Qt.Key.Key_Up if choice.currentIndex() else Qt.Key.Key_Down)
    desk.room.deliver()


def test_a_paper_is_added_opened_marked_and_shut_by_keyboard(
    theme: Theme, closing: list[DeskWindows], tmp_path: Path
) -> None:
    desk = opened(theme, closing)
    main, room = desk.windows.main, desk.room
    press(Qt.Key.Key_Return)
    room.deliver()
    QTest.keyClick(main, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = main.case.findChild(QFileDialog, "paperFileDialog")
    assert isinstance(dialog, QFileDialog)
    path = tmp_path / "Đơn khiếu nại.pdf"
    path.write_bytes(b"%PDF")
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    room.deliver()
    (known,) = room.fake.dossier.papers(CASE)
    room.fake.papers.of_dossiers.add(known.paper.id)
    paper = row(main.case, f"case-paper-{known.paper.id}")
    assert "chờ số" in paper.accessibleName()
    paper.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(paper, Qt.Key.Key_Return)
    room.deliver()
    assert main.case.paper.isVisible()
    for name in ("paperKind", "paperCopy", "paperHandedIn"):
        choose(desk, name)
    (known,) = room.fake.dossier.papers(CASE)
    assert known.paper.kind is PaperKind.AUTHORISATION
    assert known.paper.copy_kind is CopyKind.CERTIFIED
    assert known.paper.handed_in is HandedIn.COPY
    choose(desk, "paperHandedIn")
    assert room.fake.dossier.papers(CASE)[0].paper.handed_in is None
    press(Qt.Key.Key_Escape)
    room.deliver()
    assert not main.case.paper.isVisible()
    assert screen(desk) is Screen.CASE


def test_files_are_dropped_and_pasted_and_what_is_there_already_is_said(
    theme: Theme, closing: list[DeskWindows], tmp_path: Path
) -> None:
    desk = opened(theme, closing)
    main, room = desk.windows.main, desk.room
    press(Qt.Key.Key_Return)
    room.deliver()
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.org/b.pdf")])
    at, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    main.case.dropEvent(QDropEvent(at, copy, files, left, none))
    room.deliver()
    assert len(room.fake.dossier.papers(CASE)) == 1
    QGuiApplication.clipboard().setMimeData(files)
    QTest.keyClick(main.case, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()  # what Python made must not outlive it
    room.deliver()
    assert len(room.fake.dossier.papers(CASE)) == 1
    assert "T-414" in texts(main.case.dossier)
    banner = main.case.dossier.findChild(QWidget, "dossierMessage")
    assert isinstance(banner, MessageBanner)
    banner.pressed.emit()
    assert not banner.isVisible()


def test_a_copy_is_saved_where_the_dialog_says_and_never_over_a_file(
    theme: Theme, closing: list[DeskWindows], tmp_path: Path
) -> None:
    desk = opened(theme, closing)
    main, room = desk.windows.main, desk.room
    press(Qt.Key.Key_Return)
    path = tmp_path / "Đơn.pdf"
    path.write_bytes(b"%PDF")
    main.case.dossier.added.emit(str(path))
    room.deliver()
    (known,) = room.fake.dossier.papers(CASE)
    room.fake.papers.of_dossiers.add(known.paper.id)
    main.case.dossier.opened.emit(known.paper.id)
    room.deliver()
    target = tmp_path / "copy.pdf"
    for code in ("T-430", "T-431"):
        desk.press("savePaperCopy")
        dialog = main.case.paper.findChildren(QFileDialog, "exportDialog")[-1]
        assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        assert dialog.defaultSuffix() == "pdf"
        dialog.fileSelected.emit(str(target))
        dialog.reject()
        room.deliver()
        assert code in texts(main.case.dossier)
    assert target.read_bytes() == b"%PDF"


def test_a_refused_paper_of_a_dossier_stands_among_the_unsent_and_leads_to_the_cases(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    room = Room()
    room.fake.schedule.cases[CASE] = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.access.people = (replace(an_officer(), denunciations=frozenset()),)
    desk = opened(theme, closing, room)
    unsent = desk.windows.main.unsent
    paper = replace(CASE_PAPER, case_id=CASE, owner_site_id=COMMUNE, site_id=COMMUNE)
    room.fake.dossier.learn(paper)
    desk.press(f"nav-{MenuEntry.UNSENT}")
    assert "1 mục của vụ tố cáo" in texts(unsent)
    room.fake.dossier.learn(paper, storage=RecordStorage.REFUSED)
    room.deliver()
    desk.press("openCases")
    assert screen(desk) is Screen.CASES


def test_the_index_is_asked_for_by_a_key_on_the_page_alone(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing)
    main, room = desk.windows.main, desk.room
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(main, Qt.Key.Key_P, control)
    assert room.fake.printing.offered == []
    press(Qt.Key.Key_Return)
    room.fake.dossier.learn(replace(CASE_PAPER, case_id=CASE))
    room.deliver()
    QTest.keyClick(main, Qt.Key.Key_P, control)
    (form,) = room.fake.printing.offered
    assert isinstance(form, IndexToPrint)
    assert form.case.id == CASE
