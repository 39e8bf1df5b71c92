"""A panel at the right instead of a dialog: own header and ×; Esc gives the focus back."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.text import make_label, set_text

MAX_WIDTH = 720

Sheet = TypeVar("Sheet")


class SidePanel(QFrame):
    """Lies over the right of its host; content goes into `body`, what must not scroll below it.

    is_left: over the left, where the minutes of a session stay in sight. closed: × or Esc was
    pressed. backed: Esc, in a panel where it takes back what is typed before it shuts it
    (`takes_back`).
    """

    closed = Signal()
    backed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        host: QWidget,
        width: float,
        *,
        is_left: bool = False,
        takes_back: bool = False,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._width = width
        self._is_left = is_left
        self._takes_back = takes_back
        self._host = host
        self._came_from: QWidget | None = None
        self.setObjectName(name)
        self.setProperty("panel", "side")
        self._title = make_label("", TextRole.COLUMN_TITLE)
        self._close = Button(
            theme, f"{name}Close", "", ButtonRole.PLAIN, ButtonSize.SMALL, Icon.CLOSE
        )
        self._close.clicked.connect(self.closed)
        header = panel("header")
        header_row = row(theme, header, gap=12, margins=(20, 12, 16, 12))
        header_row.addWidget(self._title, 1)
        header_row.addWidget(self._close)
        content = QWidget()
        self.body: QVBoxLayout = column(theme, content, gap=16, margins=(20, 16, 20, 20))
        scroll = scrolled(content)
        self.foot: QVBoxLayout = column(theme)
        layout = column(theme, self)
        layout.addWidget(header)
        layout.addWidget(scroll, 1)
        layout.addLayout(self.foot)
        self.hide()

    @property
    def close_button(self) -> Button:
        """×, where the keyboard is until something else takes it."""
        return self._close

    def set_titles(self, title: str, close_name: str) -> None:
        """The header's words; close_name is read out for the ×."""
        set_text(self._title, title)
        self.setAccessibleName(title)
        self._close.setAccessibleName(close_name)

    def open(self, *, takes_keyboard: bool = True) -> None:
        """Shows the panel; the keyboard goes to it, or stays where it is."""
        if self.isVisible():
            return
        self._came_from = QApplication.focusWidget() if takes_keyboard else None
        self.place()
        self.show()
        self.raise_()
        if takes_keyboard:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Hides the panel, also one whose screen is not shown, and gives the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        came_from, self._came_from = self._came_from, None
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Takes its place at that side of the host; call it when the host is resized."""
        width = min(self._theme.px(self._width), self._host.width())
        left = 0 if self._is_left else self._host.width() - width
        self.setGeometry(left, 0, width, self._host.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            (self.backed if self._takes_back else self.closed).emit()
            return
        super().keyPressEvent(event)


class SheetPanel(SidePanel, Generic[Sheet]):
    """A side panel that is open while there is a sheet to draw."""

    _drawn: Sheet | None = None

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Opens, shuts, or writes what is new; the keyboard stays where it is."""
        former, self._drawn = self._drawn, sheet
        if sheet is None:
            self._show_none()
            self.shut()
            return
        if sheet != former:
            self._show(sheet, former)
        if former is None:
            self.open()
            self.take_focus()

    def take_focus(self) -> None:
        """The keyboard goes to the first thing that is to be done."""
        raise NotImplementedError

    def _show(self, sheet: Sheet, former: Sheet | None) -> None:
        raise NotImplementedError

    def _show_none(self) -> None:
        """It is being shut."""
