"""Somebody at the windows of a desk: reads what stands there, presses and types, nothing else.

Whatever is looked for is waited for, while every desk of the story works on.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from desktop.presenters.conduct.two_press import ARMED_S
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.text import ElidedLabel
from tests.fakes.drawing_printers import PRINTER

Until = Callable[[Callable[[], bool], Callable[[], object]], None]
W = TypeVar("W", bound=QWidget)

_LOOK_S = 0.02


class Person:
    """until: lets the desks work until something is so. name: who sits there, for a failed test."""

    def __init__(self, name: str, windows: DeskWindows, until: Until) -> None:
        self.name = name
        self._windows = windows
        self._until = until

    # ---- reading ---------------------------------------------------------------------------

    def sees(self, words: str) -> bool:
        """Whether these words stand somewhere now."""
        return any(words in text for text in self.texts())

    def waits_for(self, words: str) -> None:
        """Until they stand there."""
        self._wait(lambda: self.sees(words), f"to see {words!r}")

    def waits_until_gone(self, words: str) -> None:
        """Until they stand nowhere."""
        self._wait(lambda: not self.sees(words), f"{words!r} to be gone")

    def texts(self) -> Iterator[str]:
        """Everything that can be read now."""
        for one in self._visible(QWidget):
            if text := _text_of(one):
                yield text

    def look(self) -> str:
        """What can be pressed and read, for whoever writes or mends a story."""
        lines = []
        for one in self._visible(QWidget):
            name, text = one.accessibleName(), _text_of(one)
            if text or (name and one.focusPolicy() != Qt.FocusPolicy.NoFocus):
                off = "" if one.isEnabled() else " (off)"
                kind = type(one).__name__
                lines.append(f"{kind} {one.objectName()!r} {text!r} <{name}>{off}")
        return "\n".join(lines)

    # ---- doing -----------------------------------------------------------------------------

    def press(self, words: str, *, place: int = 0) -> None:
        """The button that says so. place: of several that do."""
        fits = partial(_says, words=words)
        self._click(self._find(QAbstractButton, fits, f"the button {words!r}", place))

    def press_one_of(self, *words: str) -> None:
        """Whichever of these buttons is there."""
        fits = partial(_says_any, words=words)
        self._click(self._find(QAbstractButton, fits, f"one of the buttons {words}"))

    def print_out(self, words: str, *, back: str = "Trở lại màn hình trước") -> None:
        """What a button offers to print, in as many copies as are proposed. back: closes it."""
        self.press(words)
        button = self._find(QAbstractButton, _prints, f"a printer for {words!r}")
        self._click(button)
        self.waits_for(f"{PRINTER.name} đã nhận")
        self.press(back)

    def press_until_last(self, words: str) -> None:
        """A button again and again, until it cannot be pressed any more."""
        self.press(words)
        while self._can_press(words):
            self.press(words)

    def press_twice(self, words: str) -> None:
        """A button that asks once more whether it is meant, and is gone when it is done.

        On a busy PC the second press may come after the three seconds it has: it is a first one
        then. So who sees the button for long begins anew; what it does can be told twice.
        """
        self.press(words)
        self.press(words)
        while not self._is_gone_soon(words):
            self.press(words)
            self.press(words)

    def press_row(self, words: str) -> None:
        """The row of a list in which these words stand, as with the mouse."""
        row = self._find(RowControl, lambda one: words in one.accessibleName(), f"row {words!r}")
        self._click(row)

    def fill(self, label: str, text: str, *, place: int = 0) -> None:
        """The field of this label gets this text in the place of the former.

        place: of several with this label.
        """
        is_it = partial(_is_line_of, label=label)
        field = self._find(QWidget, is_it, f"field {label!r}", place)
        self._click(field)
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, at=field)
        self.key(Qt.Key.Key_Delete, at=field)
        self._type(field, text)

    def choose(self, label: str, words: str) -> None:
        """Of a list, by the arrow keys, the first in which the words stand."""
        field = self._find(QComboBox, partial(_is_called, label=label), f"list {label!r}")
        self._wait(lambda: _choice(field, words) >= 0, f"choice {words!r} of {label!r}")
        place = _choice(field, words)
        self._turn_to()
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        while field.currentIndex() != place:
            is_above = field.currentIndex() > place
            self.key(Qt.Key.Key_Up if is_above else Qt.Key.Key_Down, at=field)

    def waits_until_not_offered(self, label: str, words: str) -> None:
        """Until no list of this label has it any more."""

        def is_gone() -> bool:
            lists = [one for one in self._visible(QComboBox) if _is_called(one, label)]
            return all(_choice(one, words) < 0 for one in lists)

        self._wait(is_gone, f"no choice {words!r} of {label!r}")

    def search(self, label: str, letters: str) -> None:
        """A choice of many: some of its letters, then the first that is found."""
        self.fill(label, letters)
        self._wait(lambda: _popup() is not None, f"what is found by {letters!r}")
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            popup = _popup()
            assert popup is not None
            QTest.keyClick(popup, key)

    def pick(self, label: str, words: str) -> None:
        """Of a choice of few."""
        wanted = f"{label}: {words}"
        is_it = partial(_is_called, label=wanted, is_beginning=True)
        self._click(self._find(QAbstractButton, is_it, f"choice {wanted!r}"))

    def tick(self, label: str) -> None:
        """A box that is not set yet."""
        is_it = partial(_is_called, label=label)
        button = self._find(QAbstractButton, is_it, f"box {label!r}")
        assert not button.isChecked(), label
        self._click(button)

    def key(
        self,
        key: Qt.Key,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        at: QWidget | None = None,
    ) -> None:
        """A key, where the keyboard is."""
        self._turn_to()
        if at is None:
            focused: QWidget | None = self._windows.main.focusWidget()
            at = self._windows.main if focused is None else focused
        QTest.keyClick(at, key, held)

    def take_file(self, path: Path) -> None:
        """The dialog that asks which file comes."""
        self.save_as(path)

    def save_as(self, path: Path) -> None:
        """The dialog that asks where a file goes."""
        dialog = self._dialog()
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(path))
        QTest.keyClick(name, Qt.Key.Key_Return)
        self._wait(lambda: not self._visible_dialogs(), "the dialog to take the file")

    # ---- inside ----------------------------------------------------------------------------

    def _is_gone_soon(self, words: str) -> bool:
        until_s = time.monotonic() + 2 * ARMED_S
        while self._can_press(words):
            if time.monotonic() > until_s:
                return False
            time.sleep(_LOOK_S)
        return True

    def _can_press(self, words: str) -> bool:
        """Once what was pressed is drawn."""
        QCoreApplication.processEvents()
        return any(one.isEnabled() and _says(one, words) for one in self._visible(QAbstractButton))

    def _dialog(self) -> QFileDialog:
        self._wait(lambda: bool(self._visible_dialogs()), "a dialog for files")
        return self._visible_dialogs()[0]

    def _visible_dialogs(self) -> list[QFileDialog]:
        return [one for one in self._windows.main.findChildren(QFileDialog) if one.isVisible()]

    def _visible(self, kind: type[W]) -> list[W]:
        windows = (self._windows.main, self._windows.chair)
        return [
            one
            for window in windows
            if window.isVisible()
            for one in window.findChildren(kind)
            if one.isVisible()
        ]

    def _find(self, kind: type[W], is_it: Callable[[W], bool], what: str, place: int = 0) -> W:
        def found() -> list[W]:
            return [one for one in self._visible(kind) if one.isEnabled() and is_it(one)]

        self._wait(lambda: len(found()) > place, what)
        return found()[place]

    def _wait(self, is_so: Callable[[], bool], what: str) -> None:
        self._until(is_so, lambda: f"{self.name} waits for {what}\n{self.look()}")

    def _turn_to(self) -> None:
        """The other desk has a PC of its own; here one window alone has the keyboard."""
        self._wait(self._is_turned_to, "its window to be the active one")

    def _is_turned_to(self) -> bool:
        main = self._windows.main
        if not main.isActiveWindow():
            main.activateWindow()
        return main.isActiveWindow()

    def _click(self, widget: QWidget) -> None:
        self._turn_to()
        self._wait(lambda: _is_in_sight(widget), f"{widget.accessibleName()!r} to be in sight")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QCoreApplication.processEvents()

    def _type(self, field: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, event)


def _popup() -> QWidget | None:
    return QApplication.activePopupWidget()


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text() or ""
    if isinstance(widget, ElidedLabel):
        return widget.accessibleName()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    return ""


def _says(button: QAbstractButton, words: str) -> bool:
    """Whether it says so; words that end in "…" are its beginning."""
    said = (button.text(), button.accessibleName())
    if words.endswith("…") and words not in said:
        return any(one.startswith(words.removesuffix("…")) for one in said)
    return words in said


def _says_any(button: QAbstractButton, words: tuple[str, ...]) -> bool:
    return any(_says(button, one) for one in words)


def _prints(button: QAbstractButton) -> bool:
    return button.text().startswith("In ") and button.text().endswith(" bản")


def _is_called(widget: QWidget, label: str, *, is_beginning: bool = False) -> bool:
    name = widget.accessibleName()
    return name.startswith(label) if is_beginning else name == label


def _is_line_of(widget: QWidget, label: str) -> bool:
    is_line = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)
    return is_line and _is_called(widget, label)


def _choice(field: QComboBox, words: str) -> int:
    """Its place; -1: there is none."""
    texts = [field.itemText(place) for place in range(field.count())]
    return next((place for place, text in enumerate(texts) if words in text), -1)


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _is_in_sight(widget: QWidget) -> bool:
    """Whether a pointer in the middle of it would meet it, once scrolled to."""
    _scroll_to(widget)
    window, middle = widget.window(), widget.rect().center()
    met = window.childAt(widget.mapTo(window, middle))
    return met is not None and (met is widget or widget.isAncestorOf(met))
