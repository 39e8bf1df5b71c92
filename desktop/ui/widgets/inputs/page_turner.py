"""A page on, a page back, or straight to the page of a number: wherever a paper is looked at."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.inputs.digits_edit import DigitsEdit
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.text import make_label, set_text, set_tool_tip

_MOST_DIGITS = 4
_EDIT_WIDTH, _EDIT_HEIGHT = 44, 32
"""As high as the buttons beside it, of the design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnerNames:
    """Object names of the parts."""

    back: str
    on: str
    edit: str


class PageTurner(QWidget):
    """turned(int): steps from the page that is shown; 0 never.

    back, on: its two buttons, which whoever owns the page makes available or not.
    """

    turned = Signal(int)

    def __init__(self, theme: Theme, names: TurnerNames, *, where: str = "") -> None:
        """where: said behind "Trang sau", for whoever hears the page and does not see it."""
        super().__init__()
        self._page, self._count = 1, 0
        self._came_from: QWidget | None = None
        self.back = Button(theme, names.back, "", size=ButtonSize.SMALL, icon=Icon.BACK)
        self.on = Button(theme, names.on, "", size=ButtonSize.SMALL, icon=Icon.FORWARD)
        self._number = make_label("", TextRole.BODY_STRONG)
        self._number.setProperty("figures", "true")
        self._edit = _NumberEdit(names.edit, _MOST_DIGITS)
        self._edit.setFixedSize(theme.px(_EDIT_WIDTH), theme.px(_EDIT_HEIGHT))
        self._edit.setAccessibleName(translate("Papers", "Đến trang"))
        self._of = make_label("", TextRole.BODY_STRONG)
        line = row(theme, self, gap=8)
        for widget in (self.back, self._number, self._edit, self._of, self.on):
            line.addWidget(widget)
        for button, name in (
            (self.back, translate("Papers", "Trang trước")),
            (self.on, translate("Papers", "Trang sau")),
        ):
            full = f"{name} {where}".rstrip()
            button.setAccessibleName(full)
            set_tool_tip(button, full)
        self._show_edit(is_shown=False)
        self._connect()

    def show_page(self, page: int, count: int) -> None:
        """The page that is looked at, of so many; 0: nobody knows yet how many."""
        if (page, count) != (self._page, self._count):
            self._show_edit(is_shown=False)
        self._page, self._count = page, count
        set_text(self._number, f"{page} / {count or '…'}")

    def ask(self) -> bool:
        """Ctrl+G: which page; False where there is none to go to, and nothing happens."""
        if not self.isVisible() or self._count <= 1 or not self._can_turn():
            return False
        self._came_from = QApplication.focusWidget()
        self._edit.clear()
        self._edit.setAccessibleDescription("")
        set_tool_tip(self._edit, "")
        set_text(self._of, f"/ {self._count}")
        set_property(self._of, "tone", "ink")
        self._show_edit(is_shown=True)
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _can_turn(self) -> bool:
        return self.back.isEnabled() or self.on.isEnabled()

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self._edit.returnPressed.connect(self._go)
        self._edit.given_up.connect(self._give_up)
        self._edit.left.connect(self._leave)

    def _go(self) -> None:
        wanted = int(self._edit.text() or 0)
        if not 1 <= wanted <= self._count:
            only = translate("Papers", "chỉ có trang 1 đến {count}").format(count=self._count)
            self._edit.setAccessibleDescription(only)
            set_tool_tip(self._edit, only)
            set_text(self._of, f"1–{self._count}")
            set_property(self._of, "tone", "danger")
            self._edit.selectAll()
            return
        steps = wanted - self._page
        self._give_up()
        if steps:
            self.turned.emit(steps)

    def _give_up(self) -> None:
        """The keyboard goes back to where it was."""
        came_from, self._came_from = self._came_from, None
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_edit(is_shown=False)

    def _leave(self) -> None:
        """Somebody chose another place: it keeps the keyboard."""
        self._came_from = None
        self._show_edit(is_shown=False)

    def _show_edit(self, *, is_shown: bool) -> None:
        self._number.setVisible(not is_shown)
        for widget in (self._edit, self._of):
            widget.setVisible(is_shown)


class _NumberEdit(DigitsEdit):
    """given_up: Esc, which is not the Esc of the screen around it; left: the focus is elsewhere."""

    given_up = Signal()
    left = Signal()

    def __init__(self, name: str, max_digits: int) -> None:
        super().__init__(name, max_digits, is_hidden=False)
        self.setProperty("fieldSize", "small")

    @override
    def event(self, event: QEvent) -> bool:
        """Esc is asked for before the shortcut of the window has it."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()
