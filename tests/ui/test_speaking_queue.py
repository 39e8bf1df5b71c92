"""The speaking queue on the screen: its order, keys, mouse, and the key that is held to speak."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.presenters.conduct.roster.roster_state import RosterPanel
from desktop.ui.panels.conduct.queue import QueuePanel
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.icon_label import IconLabel
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

ALT = Qt.KeyboardModifier.AltModifier


class Heard:
    """What a panel said."""

    def __init__(self, panel: QueuePanel) -> None:
        self.said: list[tuple[object, ...]] = []
        panel.row_pressed.connect(lambda site: self.said.append(("row", site)))
        panel.hand_pressed.connect(lambda number: self.said.append(("hand", number)))
        panel.action_chosen.connect(lambda *told: self.said.append(("act", *told)))
        panel.hand_placed.connect(lambda *told: self.said.append(("place", *told)))
        panel.tools.clear_pressed.connect(lambda: self.said.append(("clear",)))
        panel.asking.asked.connect(lambda *told: self.said.append(("ask", *told)))
        panel.asking.withdrawn.connect(lambda label: self.said.append(("withdraw", label)))

    def take(self) -> list[tuple[object, ...]]:
        said, self.said = self.said, []
        return said


def roster(name: str) -> RosterPanel:
    return shown(name).state.roster


def hand_numbers(panel: RosterPanel) -> list[int]:
    return [one.hand.number for one in panel.rows if one.hand is not None]


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> QueuePanel:
    made = QueuePanel(theme)
    qtbot.addWidget(made)
    made.resize(290, 700)
    made.show_roster(roster("session-queue"))
    made.show()
    return made


def row(panel: QueuePanel, number: int) -> RowControl:
    key = next(
        one.key
        for one in roster("session-queue").rows
        if one.hand is not None and one.hand.number == number
    )
    found = panel._rows.row(key)
    assert found is not None
    return found


def button(panel: QueuePanel, name: str) -> Button:
    found = panel.findChild(Button, name)
    assert isinstance(found, Button), name
    return found


def press(widget: RowControl, key: Qt.Key, modifiers: Qt.KeyboardModifier = ALT) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def test_rows_stand_in_the_order_of_the_city(panel: QueuePanel) -> None:
    assert list(panel._rows.keys()) == [one.key for one in roster("session-queue").rows]
    assert panel._title.text().endswith("3 người xin nói")


def test_in_a_tight_column_the_number_alone_says_that_a_hand_is_up(panel: QueuePanel) -> None:
    (_microphone, hand, *_) = row(panel, 1).findChildren(IconLabel)
    for width, is_shown in ((420, True), (395, False)):
        panel.resize(width, panel.height())
        panel.grab()  # lays everything out
        assert hand.isVisible() is is_shown


def test_the_keys_of_a_row_move_its_hand_and_lower_it(panel: QueuePanel) -> None:
    heard, numbers = Heard(panel), hand_numbers(roster("session-queue"))
    first, second, third = numbers
    press(row(panel, second), Qt.Key.Key_Up)
    press(row(panel, first), Qt.Key.Key_Up)
    press(row(panel, first), Qt.Key.Key_Down)
    press(row(panel, third), Qt.Key.Key_1)
    press(row(panel, first), Qt.Key.Key_9)
    press(row(panel, third), Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    acts = [(one[0], one[1], one[3]) for one in heard.said if one[0] == "act"]
    places = [one for one in heard.said if one[0] == "place"]
    assert acts == [("act", "up", second), ("act", "down", first), ("act", "lower", third)]
    assert places == [("place", third, 0), ("place", first, 2)]


def test_letters_and_digits_alone_do_nothing_on_a_row(panel: QueuePanel) -> None:
    heard = Heard(panel)
    plain = Qt.KeyboardModifier.NoModifier
    for key in (Qt.Key.Key_1, Qt.Key.Key_W, Qt.Key.Key_BracketLeft, Qt.Key.Key_Backspace):
        press(row(panel, hand_numbers(roster("session-queue"))[0]), key, plain)
    assert heard.said == []


def test_enter_on_a_hand_calls_it(panel: QueuePanel) -> None:
    heard = Heard(panel)
    number = hand_numbers(roster("session-queue"))[1]
    press(row(panel, number), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert heard.said == [("hand", number)]


def test_a_hand_is_dragged_to_another_place(panel: QueuePanel) -> None:
    heard, numbers = Heard(panel), hand_numbers(roster("session-queue"))
    first, last = row(panel, numbers[0]), row(panel, numbers[-1])
    drag(last, first)
    assert heard.take() == [("place", numbers[-1], 0)]
    drag(first, last)
    assert heard.take() == [("place", numbers[0], 2)]
    drag(first, first)
    assert heard.take() == []


def drag(widget: RowControl, target: RowControl) -> None:
    """Pressed in the middle of one, let go in the middle of another."""
    start = widget.mapToGlobal(QPoint(20, widget.height() // 2))
    end = target.mapToGlobal(QPoint(20, target.height() // 2))
    left = Qt.MouseButton.LeftButton
    for kind, at, buttons in (
        (QEvent.Type.MouseButtonPress, start, left),
        (QEvent.Type.MouseMove, end, left),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        local, spot = QPointF(widget.mapFromGlobal(at)), QPointF(at)
        none = Qt.KeyboardModifier.NoModifier
        moved = kind is QEvent.Type.MouseMove
        pressed = Qt.MouseButton.NoButton if moved else left
        QApplication.sendEvent(widget, QMouseEvent(kind, local, spot, pressed, buttons, none))


def test_the_buttons_below_act_on_the_row_that_was_chosen(panel: QueuePanel) -> None:
    heard, numbers = Heard(panel), hand_numbers(roster("session-queue"))
    QTest.mouseClick(button(panel, "queue-down"), Qt.MouseButton.LeftButton)
    row(panel, numbers[2]).setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(
        row(panel, numbers[2]),
        QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason),
    )
    assert button(panel, "queue-down").isHidden()
    QTest.mouseClick(button(panel, "queue-lower"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(panel, "queueClear"), Qt.MouseButton.LeftButton)
    said = heard.take()
    assert said[-2][:2] == ("act", "lower")
    assert said[-2][3] == numbers[2]
    assert said[-1] == ("clear",)


def test_with_a_city_that_keeps_no_order_nothing_of_it_is_shown(theme: Theme, qtbot: QtBot) -> None:
    made = QueuePanel(theme)
    qtbot.addWidget(made)
    older = roster("session-queue")
    rows = tuple(replace(one, hand=None, actions=()) for one in older.rows[:1])
    made.show_roster(replace(older, rows=rows, order=None))
    made.show()
    assert not made.tools.isVisible()
    assert not made.asking.isVisible()
    assert made._title.text() == "Lượt nói"


def test_who_asks_here_and_why_is_chosen_and_typed(theme: Theme, qtbot: QtBot) -> None:
    made = QueuePanel(theme)
    qtbot.addWidget(made)
    made.show_roster(roster("session-asking"))
    made.show()
    heard = Heard(made)
    who, reason = made.findChild(QComboBox), made.findChild(QLineEdit)
    assert isinstance(who, QComboBox)
    assert isinstance(reason, QLineEdit)
    order = roster("session-asking").order
    assert order is not None
    assert order.asking is not None
    up = next(place for place, one in enumerate(order.asking.speakers) if one.has_hand_up)
    down = next(place for place, one in enumerate(order.asking.speakers) if not one.has_hand_up)
    who.setCurrentIndex(down)
    who.activated.emit(down)
    reason.setText("Nói thêm một ý")
    QTest.mouseClick(button(made, "askPress"), Qt.MouseButton.LeftButton)
    QTest.keyClick(reason, Qt.Key.Key_Return)
    label = order.asking.speakers[down].label
    assert heard.take() == [("ask", label, "Nói thêm một ý")] * 2
    who.setCurrentIndex(up)
    who.activated.emit(up)
    assert reason.text() == order.asking.speakers[up].reason
    QTest.mouseClick(button(made, "askPress"), Qt.MouseButton.LeftButton)
    assert heard.take() == [("withdraw", order.asking.speakers[up].label)]
