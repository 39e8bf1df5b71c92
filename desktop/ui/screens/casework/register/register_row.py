"""A row of the register, and the head above all of them: drawn as one piece each."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.presenters.casework.register.register_state import RegisterRowView
from desktop.ui.screens.casework.register.register_cells import Cells
from desktop.ui.texts import register_words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.lists.row_list import RowControl

_LEAST = 44


def _grows_with_width(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def _size_at_width(widget: QWidget) -> QSize:
    width = max(1, widget.width())
    return QSize(width, widget.heightForWidth(width))


class RegisterHead(QWidget):
    """The names of the columns; as long as there are columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("registerHead")
        self._look = theme
        self._cells = Cells(theme, register_words.columns())
        _grows_with_width(self)

    @override
    def heightForWidth(self, width: int) -> int:
        self._cells.lay_out_head(width)
        return self._cells.height

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return _size_at_width(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.lay_out_head(self.width())
        painter, rect = QPainter(self), QRectF(self.rect())
        painter.fillRect(rect, self._look.colour("sunken"))
        painter.fillRect(QRectF(0, rect.height() - 1, rect.width(), 1), self._look.colour("edge"))
        self._cells.paint(painter, self.width(), self.height())


class RegisterRowControl(RowControl):
    """One row. Its whole text is its accessible name, and is drawn in twelve columns."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"register-{key}")
        self._look = theme
        self._cells = Cells(theme, register_words.columns())
        self._view: RegisterRowView | None = None
        self._texts: tuple[str, ...] = ()
        self._remarks: tuple[tuple[str, str], ...] = ()
        _grows_with_width(self)

    def show_row(self, one: RegisterRowView, *, is_selected: bool) -> None:
        """Draws it, when it is another."""
        self.set_look(is_selected=is_selected)
        texts, remarks = register_words.cells(one), register_words.remarks(one)
        self._view = one
        if (texts, remarks) == (self._texts, self._remarks):
            return
        self._texts, self._remarks = texts, remarks
        names = zip(register_words.columns(), texts, strict=True)
        spoken = [f"{name}: {text}" for name, text in names if text]
        if one.struck is not None:
            spoken.insert(0, translate("Register", "Dòng gạch bỏ"))
        self.setAccessibleName(", ".join([*spoken, *(text for text, _ in remarks)]))
        self.updateGeometry()
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        self._lay_out(width)
        return max(self._look.px(_LEAST), self._cells.height)

    @override
    def sizeHint(self) -> QSize:
        return _size_at_width(self)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._lay_out(self.width())
        self._cells.paint(QPainter(self), self.width(), self.height() - 1)

    def _lay_out(self, width: int) -> None:
        is_struck = self._view is not None and self._view.struck is not None
        self._cells.lay_out_row(width, self._texts, self._remarks, is_struck=is_struck)
