"""Conclusions as an officer follows them up: the list by the keyboard, the panel, papers, Esc."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.presenters.casework.conclusions.conclusion_forms import ItemField
from desktop.presenters.casework.conclusions.conclusions_state import ItemAct
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.screens.casework.conclusions.conclusion_row import ConclusionRowControl
from desktop.ui.theme.theme import Theme
from tests.patience import PATIENCE_S
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples import receptions
from tests.screens.conclusion_states import FREE, LATE, MOVED, NEXT, OVER, SOON, a_task
from tests.ui.test_report_screens import Desk, type_in

pytestmark = pytest.mark.ui

PATIENCE_MS = round(1_000 * PATIENCE_S)


@pytest.fixture
def closing() -> Iterator[list[DeskWindows]]:
    opened: list[DeskWindows] = []
    yield opened
    for windows in opened:
        let_go(windows)


def of_room(item: ConclusionItem) -> ConclusionItem:
    """Of the case that the room knows."""
    return a_task(
        item.status,
        item.line_id,
        item.deadline,
        task=item.task,
        case_id=receptions.CASE,
        session_id=receptions.SESSION,
        no_deadline_reason=item.no_deadline_reason,
        extensions=item.extensions,
    )


def opened(theme: Theme, closing: list[DeskWindows], *items: ConclusionItem) -> Desk:
    room = Room()
    for one in items:
        room.fake.conclusions.learn(KnownItem(item=of_room(one)))
    desk = Desk(theme, room, Screen.HOME)
    closing.append(desk.windows)
    desk.windows.main.activateWindow()
    desk.press(f"nav-{MenuEntry.CONCLUSIONS}")
    assert desk.windows.main.screen_shown is Screen.CONCLUSIONS
    return desk


def screen(desk: Desk) -> Screen | None:
    return desk.windows.main.screen_shown


def rows(desk: Desk) -> list[ConclusionRowControl]:
    found = desk.windows.main.conclusions.findChildren(ConclusionRowControl)
    return sorted((one for one in found if one.isVisible()), key=lambda one: one.y())


def choose(desk: Desk, item: ConclusionItem) -> None:
    control = desk.windows.main.findChild(ConclusionRowControl, f"conclusion-{item.id}")
    assert isinstance(control, ConclusionRowControl)
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    desk.room.deliver()


def now(desk: Desk, item: ConclusionItem) -> ConclusionItem:
    known = desk.room.fake.conclusions.find(item.id)
    assert known is not None
    return known.item


def test_the_list_says_what_is_overdue_first_in_groups(
    theme: Theme, closing: list[DeskWindows]
) -> None:
    desk = opened(theme, closing, LATE, SOON, NEXT, FREE, MOVED, OVER)
    spoken = [one.accessibleName() for one in rows(desk)]
    assert len(spoken) == 5
    assert spoken[0].startswith("Quá hạn · 1, 24/11/2026, quá 2 ngày")
    assert "Đến hạn trong 7 ngày · 1" in spoken[1]
    assert "còn 3 ngày làm việc" in spoken[1]
    assert "Đã có kết quả, chờ trả lời công dân · 1" in spoken[2]
    assert "Đã gia hạn 1 lần" in spoken[3]
    assert "không thời hạn" in spoken[4]
    assert "Chưa đến hạn" not in spoken[4]
    assert "0900000002" not in "".join(spoken)


def test_a_result_is_written_by_the_keyboard_with_its_paper(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot, tmp_path: Path
) -> None:
    desk = opened(theme, closing, LATE, NEXT)
    main = desk.windows.main
    choose(desk, NEXT)
    QTest.keyClick(rows(desk)[1], Qt.Key.Key_Up)
    qtbot.waitUntil(rows(desk)[0].hasFocus, timeout=PATIENCE_MS)
    desk.room.deliver()
    desk.press(f"conclusionAct-{ItemAct.RESULT}")
    panel = main.conclusions.panel
    assert panel.isVisible()
    area = desk.area(f"conclusion-{ItemField.RESULT}")
    qtbot.waitUntil(area.hasFocus, timeout=PATIENCE_MS)
    type_in(area, "Đã trả lời")
    QTest.keyClick(area, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = main.findChild(QFileDialog, "resultFiles")
    assert isinstance(dialog, QFileDialog)
    dialog.close()
    path = tmp_path / "tra-loi.pdf"
    path.write_bytes(b"%PDF-1.7")
    panel.attached.emit(str(path))
    desk.room.deliver()
    qtbot.waitUntil(lambda: desk.says("tra-loi"), timeout=PATIENCE_MS)
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.room.deliver()
    assert not panel.isVisible()
    assert now(desk, LATE).status is ItemStatus.DONE
    assert desk.says("Đã ghi kết quả.")


def test_a_paper_is_left_out_again_by_its_button(
    theme: Theme, closing: list[DeskWindows], tmp_path: Path
) -> None:
    desk = opened(theme, closing, LATE)
    choose(desk, LATE)
    desk.press(f"conclusionAct-{ItemAct.RESULT}")
    path = tmp_path / "nham.pdf"
    path.write_bytes(b"%PDF-1.7")
    desk.windows.main.conclusions.panel.attached.emit(str(path))
    desk.room.deliver()
    shown = desk.room.desk.conclusions.writing.panel()
    assert shown is not None
    [paper] = shown.papers
    desk.press(f"dropResult-{paper.document_id}")
    assert not desk.says("nham")


def test_esc_shuts_the_panel_and_stays_on_the_screen(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing, NEXT)
    main = desk.windows.main
    choose(desk, NEXT)
    desk.press(f"conclusionAct-{ItemAct.STEP}")
    save = desk.button("saveConclusion")
    qtbot.waitUntil(save.hasFocus, timeout=PATIENCE_MS)
    QTest.keyClick(save, Qt.Key.Key_Escape)
    desk.room.deliver()
    assert not main.conclusions.panel.isVisible()
    assert main.screen_shown is Screen.CONCLUSIONS
    QTest.keyClick(main, Qt.Key.Key_Escape)
    assert main.screen_shown is Screen.CONCLUSIONS


def test_words_bodies_and_states_narrow_the_list(
    theme: Theme, closing: list[DeskWindows], qtbot: QtBot
) -> None:
    desk = opened(theme, closing, LATE, NEXT, OVER)
    choice = desk.choice("conclusionShown")
    assert [choice.itemText(place) for place in range(choice.count())] == [
        "Việc chưa xong: 2",
        "Việc đã xong: 1",
        "Mọi việc",
    ]
    choice.activated.emit(2)
    desk.room.deliver()
    qtbot.waitUntil(lambda: len(rows(desk)) == 3, timeout=PATIENCE_MS)
    bodies = desk.choice("conclusionAgency")
    bodies.activated.emit(1)
    desk.room.deliver()
    assert len(rows(desk)) == 3
    QTest.keyClick(desk.windows.main, Qt.Key.Key_F3)
    line = desk.line("conclusionSearch")
    type_in(line, "do lai")
    desk.room.deliver()
    assert len(rows(desk)) == 1
    type_in(line, " cầu vượt")
    desk.room.deliver()
    assert rows(desk) == []
    assert desk.says("Không tìm thấy")


def test_enter_opens_the_case_and_home_leads_here(theme: Theme, closing: list[DeskWindows]) -> None:
    desk = opened(theme, closing, LATE)
    first = rows(desk)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    desk.room.deliver()
    assert screen(desk) is Screen.CASE
    desk.press(f"nav-{MenuEntry.HOME}")
    desk.press(f"dueButton-task:{LATE.id}")
    assert screen(desk) is Screen.CONCLUSIONS
    assert rows(desk)[0].is_selected
    QTest.keyClick(desk.windows.main, Qt.Key.Key_F5)
