"""Above the minutes while they are read back: which line, and the way to the next one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.record.read_back import ReadBackPanel
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.text import make_label, set_text


class ReadingBar(QWidget):
    """moved(int): 1 to the next line, -1 to the one before."""

    moved = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("readingBar")
        self._place = make_label("", TextRole.SMALL_STRONG)
        small = ButtonSize.SMALL
        self._former = Button(
            theme, "readFormer", translate("Minutes", "Trước"), size=small, icon=Icon.BACK
        )
        self._next = Button(
            theme, "readNext", translate("Minutes", "Sau"), size=small, icon=Icon.FORWARD
        )
        self._former.clicked.connect(lambda: self.moved.emit(-1))
        self._next.clicked.connect(lambda: self.moved.emit(1))
        self._line = FlowRow(theme, gap=8)
        layout = column(theme, self, margins=(16, 8, 16, 0))
        layout.addWidget(self._line)
        self.hide()

    def show_panel(self, state: ReadBackPanel | None) -> None:
        """Draws the place of the marker; nothing while nothing is read back."""
        self.setVisible(state is not None)
        if state is None:
            return
        if state.number:
            text = translate("Minutes", "Đọc lại: dòng {number} trong {count}")
        else:
            text = translate("Minutes", "Đọc lại: chưa đọc, {count} dòng")
        set_text(self._place, text.format(number=state.number, count=state.count))
        buttons = [self._former, self._next] if state.may_move else []
        self._line.show_widgets([self._place, *buttons])
        none = translate("Minutes", "Không còn dòng nào.")
        self._former.set_available(is_available=state.has_former, reason=none)
        self._next.set_available(is_available=state.has_next, reason=none)
