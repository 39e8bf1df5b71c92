"""Below the minutes: where they are kept, lines by site, and the button that makes a task."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.record.minutes_state import Kept, MinutesPanel
from desktop.ui.panels.record.kept_words import kept_text
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_note, set_text

_LIGHTS = {
    Kept.NOTHING: (LightState.NOT_YET, "ink2"),
    Kept.TYPING: (LightState.WORKING, "ink2"),
    Kept.HERE: (LightState.GOOD, "ok"),
    Kept.CITY: (LightState.GOOD, "ok"),
    Kept.FAILED: (LightState.FAULT, "danger"),
}


class MinutesFoot(QFrame):
    """conclude_pressed: a line becomes a task."""

    conclude_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("panel", "footer")
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._conclude = Button(
            theme, "concludeLine", translate("Minutes", "Kết luận"), size=ButtonSize.SMALL
        )
        self._kept = make_note("", TextRole.SMALL_MEDIUM, "ok")
        self._counts = make_note("", TextRole.SMALL, "ink2")
        foot = row(theme, self, gap=8, margins=(20, 6, 16, 6))
        foot.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        told = column(theme)
        told.addWidget(self._kept)
        told.addWidget(self._counts)
        foot.addLayout(told, 1)
        self._conclude.setAccessibleName(translate("Minutes", "Dòng thành kết luận, Ctrl+L"))
        self._conclude.hide()
        foot.addWidget(self._conclude, 0, Qt.AlignmentFlag.AlignTop)
        self._conclude.clicked.connect(self.conclude_pressed)

    def show_kept(self, state: MinutesPanel) -> None:
        """Draws where the lines are, and how many each site wrote."""
        light, tone = _LIGHTS[state.kept]
        self._light.set_state(light)
        set_text(self._kept, kept_text(state), tone)
        parts = []
        for count in state.counts:
            own = translate("Minutes", "phòng này")
            name = own if count.is_own else count.site_name
            lines = translate("Minutes", "{site} {count} dòng")
            parts.append(lines.format(site=name, count=count.lines))
        if state.waiting_lines:
            waiting = translate("Minutes", "{count} dòng chờ gửi về thành phố")
            parts = [waiting.format(count=state.waiting_lines), *parts]
        set_text(self._counts, " · ".join(parts))

    def show_concluding(self, *, is_offered: bool, is_open: bool) -> None:
        """Draws the button by which a line becomes a task; one is filled in at a time."""
        self._conclude.setVisible(is_offered)
        self._conclude.set_available(
            is_available=not is_open,
            reason=translate("Minutes", "Lưu hoặc đóng việc đang ghi trước."),
        )

    def set_full(self, *, is_full: bool) -> None:
        """Where there is little room, what stands above the lines takes the place of the counts."""
        self._counts.setVisible(bool(self._counts.text()) and not is_full)
