"""The screen of an intake: by keyboard alone, by a card reader, nothing cut, nobody shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.casework.card_look import CardOutcome
from desktop.domain.casework.events import CardLooked
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.faults import FaultKind
from desktop.domain.ids import MemberId
from desktop.domain.papers.dossier import HandedIn
from desktop.domain.papers.paper import PaperKind
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.casework.intake.intake_state import IntakeViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.screens.casework.intake.intake import IntakeScreen
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.rows.folding_row import FoldingArea
from tests.rigs.desk.watched_desk import WatchedDesk
from tests.samples.card_picture import CARD_TEXT
from tests.samples.receptions import CASE, OFFICER
from tests.screens.all_states import shown
from tests.screens.intake_states import INTAKE

pytestmark = pytest.mark.ui

CARD = "031165000123||Nguyễn Thị Mẫu|12041965|Nữ|Thôn 1, xã An Lão|10052021"
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(theme: Theme) -> Iterator[WatchedDesk]:
    """The officer is at home."""
    made = WatchedDesk(theme)
    made.room.desk.start()
    made.room.deliver()
    yield made
    made.end()


def screen_of(desk: WatchedDesk) -> IntakeScreen:
    return desk.windows.main.intake


def state(name: str) -> IntakeViewState:
    return shown(name).view.intake[-1]


def a_screen(theme: Theme, qtbot: QtBot, name: str, width: int = 1_366) -> IntakeScreen:
    screen = IntakeScreen(theme, FrameHub(lambda _track_id: None))
    qtbot.addWidget(screen)
    screen.resize(width, 711)
    screen.show_state(state(name))
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def name_of(widget: QWidget) -> str:
    return widget.objectName().removeprefix("intake-")


def press(key: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(focused(), key, held)


def type_text(text: str) -> None:
    """As a keyboard with Vietnamese letters: one key event for each."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, NO_KEYS, char))


def open_by_key(desk: WatchedDesk) -> None:
    QTest.keyClick(desk.windows.main, Qt.Key.Key_N, CONTROL)
    desk.room.deliver()
    assert desk.room.desk.shell.screen is Screen.INTAKE


def go_to(name: str) -> None:
    """By Enter, Tab where Enter is a new line, as an officer goes through the form."""
    for _ in range(60):
        if name_of(focused()) == name:
            return
        is_text = isinstance(focused(), QPlainTextEdit)
        press(Qt.Key.Key_Tab if is_text else Qt.Key.Key_Return)
    raise AssertionError(name)


def choose(letters: str) -> None:
    """In a list: the first entry that begins so."""
    assert isinstance(focused(), QComboBox)
    press(Qt.Key.Key_Down)
    for _ in range(focused().property("count") or 20):
        box = focused()
        assert isinstance(box, QComboBox)
        if box.currentText().startswith(letters):
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(letters)


def put_in(text: str) -> None:
    """What an officer does in a field of its kind."""
    if isinstance(focused(), QComboBox):
        choose(text)
    elif text == " ":
        press(Qt.Key.Key_Space)
    elif text.startswith("→"):
        for _ in text.strip():
            press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Space)
    else:
        type_text(text)


# ---- by keyboard alone ---------------------------------------------------------------------


def test_somebody_is_taken_in_by_keyboard_alone(desk: WatchedDesk, qtbot: QtBot) -> None:
    open_by_key(desk)
    assert name_of(focused()) == "full_name"
    for field, text in (
        ("full_name", "Nguyễn Thị Mẫu"),
        ("date_of_birth", "12041965"),
        ("id_number", "031165000123"),
        ("identity_seen", " "),
        ("address_text", "Thôn 1, xã An Lão"),
        ("field", "Đất đai"),
        ("has_written_petition-yes", "→ "),  # by spoken words
        ("written_by_officer", " "),
        ("read_back_at", " "),
        ("summary", "Đường thôn ngập nước mỗi khi mưa lớn"),
        ("request", "Làm rãnh thoát nước"),
        ("informs", " "),
        ("petition_type-complaint", "→→→ "),
    ):
        go_to(field)
        put_in(text)
    press(Qt.Key.Key_Return, CONTROL)
    desk.room.deliver()
    (known,) = desk.room.fake.intakes.intakes()
    intake = known.intake
    assert intake.visit.status is VisitStatus.WAITING
    assert intake.citizens[0].full_name == "Nguyễn Thị Mẫu"
    assert intake.petitions[0].petition_type is PetitionType.FEEDBACK
    assert intake.petitions[0].suggested_type is PetitionType.FEEDBACK
    assert desk.room.desk.intake.state().is_empty
    qtbot.waitUntil(lambda: name_of(focused()) == "full_name")  # for the next one who comes
    press(Qt.Key.Key_Escape)
    desk.room.deliver()
    assert desk.room.desk.shell.screen is Screen.HOME


def test_a_fault_that_keeps_it_here_comes_before_what_is_only_pointed_at(
    desk: WatchedDesk, qtbot: QtBot
) -> None:
    open_by_key(desk)
    for field, text in (
        ("full_name", "Nguyễn Thị Mẫu"),
        ("date_of_birth", "12041966"),  # the number says 1965
        ("id_number", "031165000123"),
        ("identity_seen", " "),
    ):
        go_to(field)
        put_in(text)
    press(Qt.Key.Key_Return, CONTROL)
    desk.room.deliver()
    form = desk.room.desk.intake.state().form
    faulty = [one for one in form.fields if one.fault is not None]
    assert faulty[0].fault is FaultKind.ODD
    first = next(one.key for one in faulty if one.fault is not FaultKind.ODD)
    qtbot.waitUntil(lambda: name_of(focused()).startswith(first))


def test_a_press_with_faults_leads_to_the_first_of_them(desk: WatchedDesk, qtbot: QtBot) -> None:
    open_by_key(desk)
    go_to("address_text")
    press(Qt.Key.Key_Return, CONTROL)
    desk.room.deliver()
    qtbot.waitUntil(lambda: name_of(focused()) == "full_name")


def test_f6_goes_from_section_to_section(desk: WatchedDesk) -> None:
    open_by_key(desk)
    seen = [name_of(focused())]
    for _ in range(5):
        press(Qt.Key.Key_F6)
        seen.append(name_of(focused()))
    sections = ["full_name", "standing_kind", "source", "own_right", "case_id"]
    assert seen == [*sections, "addIntakePaper"]


def choose_offered() -> None:
    """The first of what a search found."""
    lists = (one for one in QApplication.topLevelWidgets() if isinstance(one, QListView))
    (popup,) = (one for one in lists if one.isVisible())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)


def test_a_paper_that_the_dossier_has_says_since_when(desk: WatchedDesk, tmp_path: Path) -> None:
    path = tmp_path / "Quyết định.pdf"
    path.write_bytes(b"%PDF")
    desk.room.fake.dossier.add(CASE, path, OFFICER)
    (there,) = desk.room.fake.dossier.papers(CASE)
    at = datetime(2026, 11, 20, 2, tzinfo=UTC)
    desk.room.fake.dossier.save(replace(there.paper, added_at=at))
    open_by_key(desk)
    desk.room.desk.intake.edit("case_id", CASE)
    desk.room.desk.intake.papers.add(path)
    desk.room.deliver()
    said = [one.text() for one in screen_of(desk).findChildren(QLabel)]
    assert any("đã có trong hồ sơ từ ngày 20/11/2026" in one for one in said)


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_papers_and_their_case_are_taken_in_by_keyboard_alone(
    desk: WatchedDesk, tmp_path: Path
) -> None:
    open_by_key(desk)
    go_to("standing_kind")
    put_in("Được ủy quyền")
    path = tmp_path / "Giấy ủy quyền.pdf"
    path.write_bytes(b"%PDF")
    QTest.keyClick(focused(), Qt.Key.Key_D, CONTROL)
    dialog = desk.windows.main.findChild(QFileDialog, "paperFileDialog")
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    desk.room.deliver()
    QCoreApplication.sendPostedEvents()  # what was added is shown
    (row,) = desk.room.desk.intake.state().papers.rows
    go_to("case_id")
    type_text("0147")
    choose_offered()
    assert desk.room.desk.intake.state().form.text("case_id") == CASE
    go_to(f"handedKind-{row.id}")
    press(Qt.Key.Key_Up)  # of the kinds the one before the last
    go_to(f"handedIn-{row.id}")
    put_in("đã nhận bản gốc")
    go_to(f"proof-{row.id}")
    put_in(" ")
    desk.room.deliver()
    (row,) = desk.room.desk.intake.state().papers.rows
    assert (row.is_proof, row.handed_in) == (True, HandedIn.ORIGINAL)
    assert row.kind is PaperKind.AUTHORISATION
    go_to(f"removePaper-{row.id}")
    put_in(" ")
    desk.room.deliver()
    assert desk.room.desk.intake.state().papers.rows == ()
    go_to("addIntakePaper")
    press(Qt.Key.Key_Tab)
    assert name_of(focused()) == "finishIntake"


def test_files_are_dropped_or_pasted_beside_the_fields(desk: WatchedDesk, tmp_path: Path) -> None:
    open_by_key(desk)
    screen = screen_of(desk)
    path = tmp_path / "Đơn.pdf"
    path.write_bytes(b"%PDF")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    screen.dropEvent(QDropEvent(at, copy, files, Qt.MouseButton.LeftButton, NO_KEYS))
    desk.room.deliver()
    assert [one.title for one in desk.room.desk.intake.state().papers.rows] == ["Đơn"]
    other = tmp_path / "Ảnh.pdf"
    other.write_bytes(b"%PDF-2")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(other))])
    QGuiApplication.clipboard().setMimeData(copied)
    QTest.keyClick(screen, Qt.Key.Key_V, CONTROL)
    desk.room.deliver()
    assert len(desk.room.desk.intake.state().papers.rows) == 2


def test_members_are_added_one_after_another(desk: WatchedDesk) -> None:
    open_by_key(desk)
    go_to("group_size")
    type_text("3")
    for name in ("Trần Văn Mẫu", "Lê Thị Mẫu"):
        go_to("member_name")
        type_text(name)
        go_to("member_address")
        press(Qt.Key.Key_Tab)
        assert focused().objectName() == "addMember"
        press(Qt.Key.Key_Space)
        desk.room.deliver()
        assert name_of(focused()) == "member_name"
    group = desk.room.desk.intake.state().group
    assert group is not None
    assert [one.name for one in group.rows][1:] == ["Trần Văn Mẫu", "Lê Thị Mẫu"]


def tab_to(name: str, held: Qt.KeyboardModifier = NO_KEYS) -> QAbstractButton:
    """By Tab, which halts at every button too."""
    passed: list[str] = []
    for _ in range(90):
        found = focused()
        if found.objectName() == name:
            assert isinstance(found, QAbstractButton)
            return found
        passed.append(found.objectName())
        press(Qt.Key.Key_Tab, held)
    raise AssertionError(name, passed)


@pytest.fixture
def pair(desk: WatchedDesk) -> tuple[str, str]:
    """A group of seven: who is at the desk, and one more who is named alone."""
    open_by_key(desk)
    type_text("Nguyễn Thị Mẫu")
    go_to("group_size")
    type_text("7")
    go_to("member_name")
    type_text("Trần Văn Mẫu")
    tab_to("addMember")
    press(Qt.Key.Key_Space)
    desk.room.deliver()
    group = desk.room.desk.intake.state().group
    assert group is not None
    visitor, second = (one.id for one in group.rows)
    screen_of(desk).take_focus()
    return visitor, second


def test_a_second_representative_is_taken_in_by_keyboard_alone(
    desk: WatchedDesk, pair: tuple[str, str]
) -> None:
    visitor, second = pair
    for mark in ("speaks", "person"):
        tab_to(f"member-{mark}-{second}")
        press(Qt.Key.Key_Space)
        desk.room.deliver()
    assert name_of(focused()) == "full_name"
    state_now = desk.room.desk.intake.state
    assert state_now().form.text("full_name") == "Trần Văn Mẫu"
    go_to("id_number")
    type_text("030072004567")
    tab_to(f"member-person-{visitor}")
    press(Qt.Key.Key_Space)
    desk.room.deliver()
    assert state_now().form.text("full_name") == "Nguyễn Thị Mẫu"
    assert state_now().persons.names == ("Nguyễn Thị Mẫu", "Trần Văn Mẫu")
    again = tab_to(f"member-person-{visitor}")
    press(Qt.Key.Key_Space)  # is shown already
    assert again.isChecked()
    tab_to(f"member-remove-{second}")
    press(Qt.Key.Key_Space)
    desk.room.deliver()
    assert name_of(focused()) == "member_name"
    assert not screen_of(desk).persons.isVisible()
    assert state_now().persons.names == ("Nguyễn Thị Mẫu",)


def test_the_paper_that_a_group_signs_is_printed_by_keyboard(
    desk: WatchedDesk, pair: tuple[str, str]
) -> None:
    tab_to("printDesignation")
    press(Qt.Key.Key_Space)
    desk.room.deliver()
    assert name_of(focused()) == "formPrintConfirm"
    press(Qt.Key.Key_Space)
    desk.room.deliver()
    assert [sheets for _, sheets, _ in desk.room.fake.printing.printed] == [(1, 2, 3)]
    press(Qt.Key.Key_Escape)
    assert name_of(focused()) == "printDesignation"
    visitor, _ = pair
    desk.room.desk.intake.visitors.toggle_representative(MemberId(visitor))
    desk.room.deliver()
    button = screen_of(desk).group.findChild(Button, "printDesignation")
    assert isinstance(button, Button)
    assert not button.isEnabled()


def test_the_tabs_of_people_stand_before_the_first_field(
    desk: WatchedDesk, pair: tuple[str, str]
) -> None:
    _, second = pair
    tab_to(f"member-person-{second}")
    press(Qt.Key.Key_Space)
    desk.room.deliver()
    shown_tab = tab_to("person-1", Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)  # is shown already
    desk.room.deliver()
    assert shown_tab.isChecked()
    tab_to("person-0", Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)
    desk.room.deliver()
    assert desk.room.desk.intake.state().persons.place == 0


def test_a_reader_that_types_fills_whom_the_form_holds(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "intake-two-people")
    read: list[str] = []
    screen.card_read.connect(read.append)
    focus = screen.persons.stops[0]
    focus.setFocus()
    type_text(CARD)
    press(Qt.Key.Key_Return)
    assert read == [CARD]


def test_the_key_does_not_lead_away_from_the_door_of_a_session(desk: WatchedDesk) -> None:
    (plan, *_) = desk.room.fake.schedule.plans
    desk.room.desk.open_pre_join(plan.id)
    desk.room.deliver()
    QTest.keyClick(desk.windows.main, Qt.Key.Key_N, CONTROL)
    assert desk.room.desk.shell.screen is Screen.PRE_JOIN


def test_the_tab_key_reaches_every_field_that_is_asked(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "intake")
    screen.take_focus()
    seen: list[str] = []
    for _ in range(90):
        owner: QWidget | None = focused()
        while owner is not None and not owner.property("field"):
            owner = owner.parentWidget()
        if owner is not None:
            seen.append(str(owner.property("field")))
        press(Qt.Key.Key_Tab)
    asked = [one.key for one in state("intake").form.fields]
    assert set(asked) <= set(seen)
    first = [seen.index(key) for key in asked]
    assert all(before < after for before, after in pairwise(first))


# ---- input methods -------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["full_name", "summary"])
def test_a_syllable_of_telex_comes_in_whole(desk: WatchedDesk, field: str) -> None:
    open_by_key(desk)
    go_to(field)
    for preedit in ("m", "ma", "mâ"):
        QApplication.sendEvent(focused(), QInputMethodEvent(preedit, []))
    committed = QInputMethodEvent("", [])
    committed.setCommitString("mẫu")
    QApplication.sendEvent(focused(), committed)
    desk.room.deliver()
    assert desk.room.desk.intake.state().form.text(field) == "mẫu"


# ---- the card reader -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "before"),
    [
        ("full_name", "Trần"),
        ("date_of_birth", ""),
        ("id_number", "030072004567"),
        ("phone", "0900"),
        ("group_size", "7"),
        ("field", ""),
        ("summary", "Nội dung đã gõ"),
        ("own_right", ""),
    ],
)
def test_a_card_fills_the_person_wherever_the_keyboard_is(
    desk: WatchedDesk, field: str, before: str
) -> None:
    open_by_key(desk)
    if before:
        desk.room.desk.intake.edit(field, before)
    go_to(field)
    type_text(CARD)
    press(Qt.Key.Key_Return)
    form = desk.room.desk.intake.state().form
    assert form.text("full_name") == "Nguyễn Thị Mẫu"
    assert form.text("id_number") == "031165000123"
    assert form.text("address_text") == "Thôn 1, xã An Lão"
    assert name_of(focused()) == field
    person = {"full_name", "date_of_birth", "id_number"}
    if before and field not in person:
        assert form.text(field) == before


def test_a_reader_that_ends_with_no_key_is_heard_after_a_rest(
    desk: WatchedDesk, qtbot: QtBot
) -> None:
    open_by_key(desk)
    type_text(CARD)
    qtbot.waitUntil(
        lambda: desk.room.desk.intake.state().form.text("full_name") == "Nguyễn Thị Mẫu"
    )


def test_a_card_over_a_composing_tool_is_read_too(desk: WatchedDesk) -> None:
    open_by_key(desk)
    type_text(CARD[:13])
    rest = QInputMethodEvent("", [])
    rest.setCommitString(CARD[13:])
    QApplication.sendEvent(focused(), rest)
    press(Qt.Key.Key_Tab)
    assert desk.room.desk.intake.state().form.text("full_name") == "Nguyễn Thị Mẫu"


def test_a_card_that_cannot_be_read_leaves_the_fields(desk: WatchedDesk) -> None:
    open_by_key(desk)
    type_text("Trần Văn Mẫu")
    type_text("|x|||||")
    press(Qt.Key.Key_Return)
    shown_now = desk.room.desk.intake.state()
    assert shown_now.message is not None
    assert shown_now.message.code == "N-106"
    assert shown_now.form.text("full_name") == "Trần Văn Mẫu"


@pytest.mark.parametrize("field", ["full_name", "summary"])
def test_a_bar_that_is_no_card_is_typed_after_all(desk: WatchedDesk, field: str) -> None:
    open_by_key(desk)
    go_to(field)
    QTest.keyClick(focused(), Qt.Key.Key_Shift)
    type_text("A|B")
    press(Qt.Key.Key_Tab)
    assert desk.room.desk.intake.state().form.text(field) == "A|B"


def test_a_number_before_a_bar_is_given_back_when_it_is_no_card(desk: WatchedDesk) -> None:
    open_by_key(desk)
    go_to("summary")
    type_text("031165000123|x")
    press(Qt.Key.Key_Tab)
    assert desk.room.desk.intake.state().form.text("summary") == "031165000123|x"


def test_a_text_without_an_end_is_no_card(desk: WatchedDesk) -> None:
    open_by_key(desk)
    type_text("|" + "x" * 1_001)
    assert desk.room.desk.intake.state().form.text("full_name").startswith("|x")


# ---- what is drawn -------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", INTAKE)
def test_the_button_is_there_whole_in_every_state(
    qapp: QApplication, theme: Theme, qtbot: QtBot, name: str, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    screen = a_screen(theme, qtbot, name)
    button = screen.findChild(Button, "finishIntake")
    assert isinstance(button, Button)
    corner = button.mapTo(screen, QPoint(button.width(), button.height()))
    assert corner.x() <= screen.width()
    assert corner.y() <= screen.height()
    assert button.width() >= button.sizeHint().width()


@pytest.mark.parametrize("name", INTAKE)
def test_no_field_is_wider_than_its_column(theme: Theme, qtbot: QtBot, name: str) -> None:
    screen = a_screen(theme, qtbot, name)
    for field in screen.findChildren(QWidget):
        if field.isVisible() and isinstance(field, QLineEdit | QComboBox | QAbstractButton):
            right = field.mapTo(screen, QPoint(field.width(), 0)).x()
            assert right <= screen.width(), field.objectName()
            holder = field.parentWidget()
            while holder is not None and holder.property("panel") != "sheet":
                holder = holder.parentWidget()
            if holder is not None:
                assert field.mapTo(holder, QPoint(field.width(), 0)).x() <= holder.width()


LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Thị Phương Hương"


@pytest.mark.parametrize(("width", "scale"), [(1_280, 1.0), (1_366, 1.0), (1_366, 2.0)])
@pytest.mark.parametrize("key", ["full_name", "member_name"])
def test_a_name_of_forty_letters_is_read_whole(
    qapp: QApplication, theme: Theme, qtbot: QtBot, key: str, width: int, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    screen = a_screen(theme, qtbot, "intake", width)
    line = screen.findChild(QLineEdit, f"intake-{key}")
    assert isinstance(line, QLineEdit)
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    assert len(LONG_NAME) == 40
    assert line.isVisibleTo(screen)
    assert line.fontMetrics().horizontalAdvance(LONG_NAME) <= room.width()


def test_the_columns_stand_side_by_side_where_there_is_room(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "intake")
    sections = [screen.findChild(QWidget, f"intakeSection{number}") for number in (1, 3)]
    assert all(isinstance(one, QWidget) for one in sections)
    left, right = (one.mapTo(screen, QPoint(0, 0)) for one in sections if one is not None)
    assert left.x() < right.x()
    narrow = a_screen(theme, qtbot, "intake", width=760)
    sections = [narrow.findChild(QWidget, f"intakeSection{number}") for number in (1, 3)]
    left, right = (one.mapTo(narrow, QPoint(0, 0)) for one in sections if one is not None)
    assert left.x() == right.x()
    assert left.y() < right.y()


def test_a_banner_that_comes_or_goes_leaves_no_gap_below_the_columns(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "intake-empty")
    (area,) = screen.findChildren(FoldingArea)
    content = area.widget()
    assert content is not None
    for name in ("intake", "intake-faults", "intake"):
        screen.show_state(state(name))
        qtbot.waitUntil(lambda: content.height() == area.height())
        assert area.verticalScrollBar().maximum() == 0


def test_the_picture_of_a_mended_intake_has_one_open_and_another_one_waiting() -> None:
    mending = state("intake-mended").mending
    assert mending.open is not None
    assert len(mending.rows) == 1


def words_of(widget: QWidget) -> str:
    labels = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return " ".join(one.text() for one in labels)


def test_the_sheet_of_a_denunciation_names_nobody(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "intake-denunciation")
    said = words_of(screen.sheet)
    assert "Người tố cáo" in said
    for secret in ("Công dân H", "031", "An Lão", "nhận tiền"):
        assert secret not in said
    screen = a_screen(theme, qtbot, "intake")
    named = words_of(screen.sheet)
    assert "Công dân A" in named
    assert "Hỏi cách gửi đơn về bồi thường" in named


def test_the_gate_says_why_it_is_shut(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "intake-denunciation")
    gate = screen.findChild(QWidget, "intakeGate")
    assert gate is not None
    assert gate.isVisible()
    assert "Không được tiếp trực tuyến" in gate.accessibleName()
    button = screen.findChild(Button, "finishIntake")
    assert isinstance(button, Button)
    assert button.text() == "Chuyển sang tiếp trực tiếp"
    screen.show_state(state("intake-empty"))
    assert not gate.isVisible()


def test_who_may_have_come_before_is_confirmed_or_put_away(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "intake-known")
    confirmed: list[str] = []
    dismissed: list[str] = []
    screen.sheet.confirmed.connect(confirmed.append)
    screen.sheet.dismissed.connect(dismissed.append)
    (person,) = state("intake-known").people
    for verb in ("confirm", "dismiss"):
        button = screen.findChild(Button, f"{verb}-{person.citizen_id}")
        assert isinstance(button, Button)
        button.click()
        assert name_of(focused()) == "identity_seen"
    assert confirmed == dismissed == [person.citizen_id]


def test_the_number_is_masked_once_its_field_is_left(desk: WatchedDesk) -> None:
    open_by_key(desk)
    go_to("id_number")
    type_text("031165000123")
    field = focused()
    assert isinstance(field, QLineEdit)
    assert field.text() == "031165000123"
    press(Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    assert field.text() == "031•••••••23"


def test_a_card_is_held_before_the_camera_and_stands_in_the_fields(
    desk: WatchedDesk, qtbot: QtBot
) -> None:
    room, screen = desk.room, screen_of(desk)
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    look = screen.findChild(Button, "lookForCard")
    assert isinstance(look, Button)
    look.click()
    assert screen.card.isVisible()
    assert room.fake.media.card_look.begun == 1
    press(Qt.Key.Key_Escape)
    assert not screen.card.isVisible()
    assert room.desk.shell.screen is Screen.INTAKE, "the look is over, not the intake"
    look.click()
    room.tell(CardLooked(outcome=CardOutcome.GIVEN_UP))
    assert screen.card.isVisible()
    room.tell(CardLooked(outcome=CardOutcome.READ, untrusted_text=CARD_TEXT))
    qtbot.waitUntil(lambda: not screen.card.isVisible())
    field = screen.findChild(QLineEdit, f"intake-{IntakeField.ID_NUMBER}")
    assert isinstance(field, QLineEdit)
    assert field.text() == "031•••••••23"
