"""What stands around the list of home and is pressed whole: the room, and what is not sent."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from desktop.domain.room.measurements import Overall
from desktop.presenters.home.home_state import UnsentSummary
from desktop.presenters.room.room_check_state import RoomReadiness
from desktop.ui.texts import counts, formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.unsent_words import oldest_text, refused_text, unsent_text
from desktop.ui.theme.focus import NO_RING
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import ElidedLabel, make_label, set_text

_LIGHTS = {
    Overall.READY: (LightState.GOOD, "ok"),
    Overall.LIMITED: (LightState.LOWER, "warn"),
    Overall.NOT_USABLE: (LightState.FAULT, "danger"),
}


class Card(RowControl):
    """Pressed by mouse, Enter or Space; reaching it by Tab does nothing.

    pressed: it was.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, name: str, look: str) -> None:
        super().__init__(theme, name, name)
        self.setProperty("panel", look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty(NO_RING, "")

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QFrame.paintEvent(self, event)


class RoomCard(Card):
    """How ready this room is, and how old the check is that says so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "roomLight", "plain")
        self._light = Light(theme, 28, LightState.NOT_YET)
        self._fact = make_label("", TextRole.BODY_STRONG)
        self._age = make_label("", TextRole.SMALL, "ink2")
        layout = row(theme, self, gap=12)
        layout.addWidget(self._light)
        words = column(theme)
        words.addStretch(1)
        words.addWidget(self._fact)
        words.addWidget(self._age)
        words.addStretch(1)
        layout.addLayout(words)

    def show_room(self, room: RoomReadiness) -> None:
        """Draws light, words and age."""
        if room.overall is None or room.checked_at is None:
            self._light.set_state(LightState.NOT_YET)
            set_text(self._fact, translate("Home", "Hôm nay chưa kiểm tra phòng"), "ink")
            set_text(self._age, translate("Home", "bấm để kiểm tra"))
        else:
            light, tone = _LIGHTS[room.overall]
            self._light.set_state(light)
            facts = {
                Overall.READY: translate("Home", "Phòng sẵn sàng {good}/{total}"),
                Overall.LIMITED: translate("Home", "Phòng có hạn chế {good}/{total}"),
                Overall.NOT_USABLE: translate("Home", "Phòng chưa sẵn sàng {good}/{total}"),
            }
            fact = facts[room.overall].format(good=room.good, total=room.total)
            set_text(self._fact, fact, tone)
            age = translate("Home", "kiểm tra lúc {at}, {age}").format(
                at=formats.hour(room.checked_at), age=_age_text(room.age_min)
            )
            set_text(self._age, age)
        self.setAccessibleName(f"{self._fact.text()}, {self._age.text()}")


class UnsentCard(Card):
    """One line: what is not sent, and since when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "unsentCard", "sheet")
        self._value = make_label("", TextRole.BODY_STRONG)
        self._note = ElidedLabel(theme, TextRole.SMALL, "ink2")
        layout = row(theme, self, gap=12, margins=(20, 6, 20, 6))
        layout.addWidget(IconLabel(theme, Icon.UNSENT, 20, "ink2"))
        layout.addWidget(make_label(translate("Home", "Chưa gửi"), TextRole.BODY, "ink2"))
        layout.addWidget(self._value)
        layout.addWidget(self._note, 1)
        layout.addWidget(IconLabel(theme, Icon.FORWARD, 20, "ink3"))

    def show_unsent(self, unsent: UnsentSummary) -> None:
        """Draws what waits; what was refused is said first."""
        if unsent.refused:
            set_text(self._value, refused_text(unsent.refused), "danger")
        elif unsent.items:
            set_text(self._value, unsent_text(unsent.items, unsent.size_bytes), "ink")
        else:
            set_text(self._value, translate("Home", "Mọi dữ liệu đã gửi"), "ok")
        self._note.set_text("" if unsent.oldest_s is None else oldest_text(unsent.oldest_s))
        self.setAccessibleName(
            translate("Home", "Chưa gửi: {what}").format(what=self._value.text())
        )


def _age_text(minutes: int) -> str:
    if minutes < 1:
        return translate("Home", "vừa xong")
    return translate("Home", "{age} trước").format(age=counts.duration(minutes * 60))
