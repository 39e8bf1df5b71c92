"""Above the minutes while they are read back: which line, the way to the next one, the voice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.record.reading.read_back import ReadBackPanel
from desktop.presenters.record.reading.reading_aloud import Aloud
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.text import make_label, set_text


class ReadingBar(QWidget):
    """moved(int): 1 to the next line, -1 to the one before. aloud_pressed: speak it, or end."""

    moved = Signal(int)
    aloud_pressed = Signal()

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
        self._aloud = Button(
            theme, "readAloud", translate("Minutes", "Đọc to"), size=small, icon=Icon.SPEAKER
        ).with_key("Ctrl+O")
        self._voice = make_label("", TextRole.SMALL, "ink2")
        self._state: Aloud | None = None
        self._aloud.clicked.connect(self.aloud_pressed)
        self._former.clicked.connect(lambda: self.moved.emit(-1))
        self._next.clicked.connect(lambda: self.moved.emit(1))
        self._line = FlowRow(theme, gap=8)
        held = (self._place, self._former, self._next, self._aloud, self._voice)
        self._line.show_widgets(held)
        layout = column(theme, self, margins=(16, 8, 16, 0))
        layout.addWidget(self._line)
        self.hide()

    def show_panel(self, state: ReadBackPanel | None) -> None:
        """Draws the place of the marker; nothing while nothing is read back."""
        self.setVisible(state is not None)
        if state is None:
            self._state = None
            return
        if state.number:
            text = translate("Minutes", "Đọc lại: dòng {number} trong {count}")
        else:
            text = translate("Minutes", "Đọc lại: chưa đọc, {count} dòng")
        set_text(self._place, text.format(number=state.number, count=state.count))
        buttons = [self._former, self._next] if state.may_move else []
        spoken = [] if state.aloud is None else [self._aloud]
        said = self._show_aloud(state.aloud)
        self._line.arrange([self._place, *buttons, *spoken, *said])
        none = translate("Minutes", "Không còn dòng nào.")
        self._former.set_available(is_available=state.has_former, reason=none)
        self._next.set_available(is_available=state.has_next, reason=none)

    def _show_aloud(self, state: Aloud | None) -> list[QWidget]:
        """What the voice does now, from what it told; spoken to a screen reader when it changes."""
        is_busy = state is not None and state.is_busy
        self._aloud.set_label(
            translate("Minutes", "Dừng đọc") if is_busy else translate("Minutes", "Đọc to"),
            Icon.STOP if is_busy else Icon.SPEAKER,
        )
        reasons: dict[Aloud | None, str] = {
            Aloud.NO_LINE: translate("Minutes", "Chưa đến dòng nào."),
            Aloud.NO_LOUDSPEAKER: translate("Minutes", "Phòng chưa có loa."),
        }
        self._aloud.set_available(is_available=state not in reasons, reason=reasons.get(state, ""))
        sayings: dict[Aloud | None, str] = {
            Aloud.PREPARING: translate("Minutes", "Đang chuẩn bị đọc to…"),
            Aloud.SPEAKING: translate("Minutes", "Đang đọc to ở loa phòng này"),
        }
        was_busy = self._state is not None and self._state.is_busy
        saying = sayings.get(state, "")
        if state is not self._state and (saying or was_busy):
            announce(self._aloud, saying or translate("Minutes", "Đã ngừng đọc to"))
        self._state = state
        set_text(self._voice, saying)
        return [self._voice] if saying else []
