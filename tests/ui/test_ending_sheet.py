"""The sheet "Dừng buổi tiếp": by mouse and by keyboard, beside the minutes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.deeds.ending_state import EndingFault, EndingSheet
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.desk import DeskPresenter
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.desk.shortcuts import Shortcuts
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

REASON = "Công dân cần bổ sung giấy tờ gốc"
ASKED = shown("session-ending")
CHAIR = replace(
    ASKED.state,
    ending=None,
    verbs=tuple(
        replace(one, obstacle=None) if one.verb is Verb.END else one for one in ASKED.state.verbs
    ),
)


@pytest.fixture
def window(theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, frames)
    qtbot.addWidget(made, before_close_func=lambda one: one.hide())
    made._may_close = True
    made.resize(1366, 768)
    made.show_shell(ASKED.view.shell[-1])
    made.session.show_state(CHAIR)
    made.show()
    return made


def changed(**parts: Any) -> EndingSheet:
    """The sheet with other parts."""
    assert ASKED.state.ending is not None
    return replace(ASKED.state.ending, **parts)


def button(window: MainWindow, name: str) -> Button:
    found = window.findChild(Button, name)
    assert isinstance(found, Button), name
    return found


def test_the_verb_stands_apart_and_gives_way_to_the_close(window: MainWindow, qtbot: QtBot) -> None:
    end = button(window, "verb-end")
    before = button(window, "verb-conclude").geometry()
    assert end.geometry().left() - before.right() > before.left() - (
        button(window, "verb-pause").geometry().right()
    )
    with qtbot.waitSignal(window.session.verb_pressed) as pressed:
        end.click()
    assert pressed.args == [Verb.END.value]
    signed = shown("session-signed").state.verbs
    window.session.show_state(replace(CHAIR, verbs=signed))
    assert button(window, "verb-close").isVisible()
    assert button(window, "verb-export").isVisible()
    assert button(window, "verb-close").property("role") == "primary"


def test_the_sheet_opens_beside_the_minutes_and_takes_the_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.show_state(ASKED.state)
    sheet = window.session.ending
    assert sheet.isVisible()
    minutes = window.session.minutes
    left_of_minutes = minutes.mapTo(window.session, minutes.rect().topLeft()).x()
    assert sheet.geometry().left() == 0
    assert sheet.geometry().right() < left_of_minutes
    assert focused() is button(window, "ending-adjourned")
    window.session.take_focus()
    assert focused() is button(window, "ending-adjourned"), "it keeps it"
    window.session.show_state(CHAIR)
    assert not sheet.isVisible()


def test_every_part_tells_what_the_officer_did(window: MainWindow, qtbot: QtBot) -> None:
    sheet = window.session.ending
    window.session.show_state(ASKED.state)
    with qtbot.waitSignal(sheet.ending_chosen) as chosen:
        button(window, "ending-refused").click()
    assert chosen.args == [SessionStatus.REFUSED.value]
    editor = window.findChild(QPlainTextEdit, "ending-reason")
    assert isinstance(editor, QPlainTextEdit)
    with qtbot.waitSignal(sheet.reason_edited) as edited:
        editor.setPlainText(REASON)
    assert edited.args == [REASON]
    with qtbot.waitSignal(sheet.confirmed):
        button(window, "confirmEnding").click()
    with qtbot.waitSignal(sheet.closed):
        button(window, "endingBack").click()


def test_a_pause_offers_two_ways_and_says_what_follows(window: MainWindow) -> None:
    ways = (SessionStatus.ADJOURNED, SessionStatus.ABORTED_TECHNICAL)
    sheet = changed(endings=ways, chosen=SessionStatus.ADJOURNED, reason=REASON)
    window.session.show_state(replace(CHAIR, ending=sheet))
    assert not button(window, "ending-refused").isVisible()
    assert button(window, "ending-adjourned").isChecked()
    assert not button(window, "ending-aborted_technical").isChecked()
    assert any("Ban Tiếp công dân lập lịch" in text for text in words(window))
    assert button(window, "confirmEnding").text() == "Dừng hôm nay, tiếp tục vào ngày khác"


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words(window: MainWindow) -> list[str]:
    labels = window.session.ending.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (EndingFault.NOTHING_CHOSEN, "Chọn một cách dừng ở trên."),
        (EndingFault.TOO_SHORT, "Lý do cần ít nhất 10 ký tự. Viết thêm rồi bấm lại."),
        (EndingFault.TOO_LONG, "Lý do dài quá 500 ký tự. Rút gọn rồi bấm lại."),
    ],
)
def test_what_is_missing_is_told_at_its_place(
    window: MainWindow, fault: EndingFault, said: str
) -> None:
    window.session.show_state(replace(CHAIR, ending=changed(fault=fault)))
    assert said in words(window)
    window.session.show_state(ASKED.state)
    assert said not in words(window)


def test_without_the_city_the_button_is_grey_and_says_why(window: MainWindow, qtbot: QtBot) -> None:
    lost = changed(obstacle=Obstacle.CITY_LOST)
    window.session.show_state(replace(CHAIR, ending=lost))
    confirm = button(window, "confirmEnding")
    assert confirm.is_grey
    with qtbot.waitSignal(window.session.ending.confirmed):
        confirm.click()
    assert confirm.accessibleDescription() == "Đang mất kết nối với Trụ sở thành phố."
    assert any("Đang mất kết nối với Trụ sở thành phố." in text for text in words(window))
    window.session.show_state(replace(CHAIR, ending=changed(is_waiting=True)))
    assert (confirm.isEnabled(), confirm.text()) == (False, "Đang báo các điểm cầu…")
    window.session.show_state(ASKED.state)
    assert (confirm.isEnabled(), confirm.text()) == (True, "Dừng buổi tiếp")


@pytest.fixture
def desk(theme: Theme) -> Iterator[tuple[Room, DeskWindows]]:
    """An open session, the real presenters behind real windows."""
    room = Room()
    windows = DeskWindows(theme=theme, read_frame=room.fake.media.read_frame, clock=room.clock)
    room.desk = DeskPresenter(
        services=room.fake.services, clock=room.clock, facts=room.facts, view=windows
    )
    windows.bind(room.desk)
    room.open()
    windows.main.show()
    yield room, windows
    if room.desk.session is not None:
        room.desk.session.leave()
    let_go(windows)


def test_an_officer_ends_a_session_with_the_keyboard_alone(
    desk: tuple[Room, DeskWindows], qtbot: QtBot
) -> None:
    room, main = desk[0], desk[1].main
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    keys = main.findChildren(Shortcuts)[0]

    button(main, "verb-end").click()
    assert main.session.ending.isVisible()
    keys.pressed.emit("back")  # Esc
    assert not main.session.ending.isVisible()
    assert main.session.minutes.isAncestorOf(focused())

    button(main, "verb-end").click()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is button(main, "ending-aborted_technical")
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().objectName() == "ending-reason"
    QTest.keyClicks(focused(), "Mat dien toan xa")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is button(main, "confirmEnding")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    room.deliver()
    ended = room.fake.channel.live()
    assert ended is not None
    assert ended.ending is not None
    assert (ended.status, ended.ending.reason) == (
        SessionStatus.ABORTED_TECHNICAL,
        "Mat dien toan xa",
    )
    assert not main.session.ending.isVisible()


@pytest.mark.parametrize(
    ("fault", "chosen", "told"),
    [
        (EndingFault.NOTHING_CHOSEN, None, "Chọn một cách dừng"),
        (EndingFault.TOO_SHORT, SessionStatus.REFUSED, "Lý do cần ít nhất"),
    ],
)
def test_on_a_low_screen_what_is_said_of_a_fault_comes_into_sight(
    window: MainWindow,
    qtbot: QtBot,
    fault: EndingFault,
    chosen: SessionStatus | None,
    told: str,
) -> None:
    window.setMinimumSize(1, 1)
    window.resize(1366, 480)
    window.session.show_state(replace(CHAIR, ending=changed(chosen=chosen, fault=None)))
    window.session.show_state(replace(CHAIR, ending=changed(chosen=chosen, fault=fault)))
    panel = window.findChild(QWidget, "endingPanel")
    assert panel is not None

    def is_in_sight() -> bool:
        return any(
            one.text().startswith(told)
            and one.visibleRegion().boundingRect().height() == one.height()
            for one in panel.findChildren(QLabel)
        )

    qtbot.waitUntil(is_in_sight)
