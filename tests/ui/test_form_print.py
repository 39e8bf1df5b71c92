"""The sheet in which a form is looked at, printed and kept: by mouse, by keyboard, in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from desktop.domain.casework.register_book import SlipKind
from desktop.domain.record.printing import FormKind
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.panels.desk.print_panel import PrintPanel
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from tests.fakes.fake_printing import OFFICE
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.screens.register_states import GUIDED, known
from tests.ui.test_report_screens import Desk

pytestmark = pytest.mark.ui


@pytest.fixture
def desk(theme: Theme) -> Iterator[Desk]:
    """A row of the register that has a slip is chosen."""
    room = Room()
    room.fake.register.learn(known(GUIDED, 214))
    made = Desk(theme, room, Screen.REGISTER)
    made.windows.main.activateWindow()
    room.desk.register.select(GUIDED.id)
    room.deliver()
    yield made
    let_go(made.windows)


def ask(desk: Desk) -> PrintPanel:
    desk.press(f"slip-{SlipKind.GUIDANCE}")
    desk.room.deliver()
    return desk.windows.main.print_panel


def button(desk: Desk, name: str) -> Button:
    found = desk.windows.main.findChild(QWidget, name)
    assert isinstance(found, Button)
    return found


def texts(panel: QWidget) -> set[str]:
    return {one.text() for one in panel.findChildren(QLabel) if one.isVisible()}


def test_two_presses_print_and_the_keyboard_is_there_for_the_second(desk: Desk) -> None:
    panel = ask(desk)
    assert panel.isVisible()
    assert "Phiếu hướng dẫn" in texts(panel)
    assert QApplication.focusWidget() is panel.foot_box.deed
    QTest.keyClick(panel.foot_box.deed, Qt.Key.Key_Return)
    desk.room.deliver()
    assert desk.room.fake.printing.printed == [(OFFICE.name, (1, 2, 3), FormKind.GUIDANCE)]
    assert desk.says(OFFICE.name)


def test_copies_go_up_and_down_to_one(desk: Desk) -> None:
    panel = ask(desk)
    assert not button(desk, "formPrintFewer").isEnabled()
    desk.press("formPrintMore")
    desk.room.deliver()
    assert "Số bản: 2" in texts(panel)
    desk.press("formPrintFewer")
    desk.room.deliver()
    assert "Số bản: 1" in texts(panel)


def test_pages_are_turned(desk: Desk) -> None:
    ask(desk)
    desk.press("formPrintPageOn")
    desk.room.deliver()
    assert desk.room.fake.printing.asked == [1, 2]


def test_a_file_goes_where_the_person_says(desk: Desk, tmp_path: Path) -> None:
    panel = ask(desk)
    desk.press("formPrintSave")
    dialog = panel.findChild(QFileDialog, "exportDialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.nameFilters() == ["DOCX (*.docx)", "PDF (*.pdf)"]
    assert Path(dialog.selectedFiles()[0]).name == "Phiếu hướng dẫn.docx"
    dialog.fileSelected.emit(str(tmp_path / "phieu.docx"))
    dialog.close()
    desk.room.deliver()
    assert [path for _, path in desk.room.fake.printing.saved] == [tmp_path / "phieu.docx"]
    assert desk.says("phieu.docx")


@pytest.mark.parametrize("way", ["escape", "back", "cross"])
def test_it_goes_and_gives_the_keyboard_back(desk: Desk, way: str) -> None:
    asked = button(desk, f"slip-{SlipKind.GUIDANCE}")
    asked.setFocus()
    panel = ask(desk)
    if way == "escape":
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    else:
        desk.press("formPrintBack" if way == "back" else "formPrintClose")
    assert not panel.isVisible()
    assert not desk.windows.main.is_printing_form
    assert QApplication.focusWidget() is asked
    assert desk.room.fake.printing.forgotten == 1


def test_esc_from_the_screen_puts_it_away_first(desk: Desk) -> None:
    panel = ask(desk)
    desk.windows.main.register.setFocus()
    QTest.keyClick(desk.windows.main.register, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert desk.windows.main.screen_shown is Screen.REGISTER


def test_it_lies_over_the_register_and_goes_with_it(desk: Desk) -> None:
    panel = ask(desk)
    desk.press("nav-home")
    desk.room.deliver()
    assert not panel.isVisible()


def test_without_a_printer_it_is_kept_as_a_file(desk: Desk) -> None:
    desk.room.fake.printing.at.printers = ()
    panel = ask(desk)
    assert not panel.foot_box.deed.isEnabled()
    assert button(desk, "formPrintSave").isEnabled()
