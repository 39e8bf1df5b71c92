"""Enter and Ctrl+Enter in a form."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.widgets.layout import scroll_to


class EnterKey(StrEnum):
    """What Enter does.

    SUBMIT: in a line it presses the button. NEXT: it goes to the next field, also from a choice,
    which Space and the arrow keys make; Ctrl+Enter presses the button from wherever the keyboard
    is.
    """

    NOTHING = "nothing"
    SUBMIT = "submit"
    NEXT = "next"


class FormKeys(QObject):
    """Watches the places where the Tab key halts.

    submitted: the button is meant; a syllable being composed is committed before.
    """

    submitted = Signal()

    def __init__(
        self, enter: EnterKey, stops: Callable[[], Sequence[QWidget]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._enter = enter
        self._stops = stops

    def watch(self, stops: Sequence[QWidget]) -> None:
        """Also these; twice is once."""
        if self._enter is not EnterKey.NOTHING:
            for stop in stops:
                stop.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._is_submit(watched, with_control=with_control):
            QGuiApplication.inputMethod().commit()
            self.submitted.emit()
            return True
        if with_control or self._enter is not EnterKey.NEXT:
            return False
        is_choice = isinstance(watched, QAbstractButton) and watched.isCheckable()
        if isinstance(watched, QLineEdit | QComboBox) or is_choice:
            return self._go_on(watched)
        return False

    def _is_submit(self, watched: QObject, *, with_control: bool) -> bool:
        if self._enter is EnterKey.NEXT:
            return with_control
        return isinstance(watched, QLineEdit)

    def _go_on(self, stop: QObject) -> bool:
        """To the next place; from the last one nowhere."""
        stops = list(self._stops())
        place = next(number for number, one in enumerate(stops) if one is stop)
        after = stops[place + 1 :]
        following = next((one for one in after if _is_halt(one)), None)
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
            scroll_to(following)
        return following is not None


def _is_halt(stop: QWidget) -> bool:
    """The Tab key would halt there."""
    is_there = stop.isVisible() and stop.isEnabled()
    return is_there and bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus)
