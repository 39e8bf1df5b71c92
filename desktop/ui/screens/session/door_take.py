"""Ghi thử at the door: the take, whether this room is ready by it, and a leader's leave."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.room.door_take import TakeWord
from desktop.presenters.session.pre_join_state import DoorTakeView
from desktop.ui.panels.desk.leave_panel import LeaveNames, LeavePanel
from desktop.ui.screens.session.trial_take import TrialTakePanel
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row, scroll_to
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_paragraph, set_text

_LIGHTS: Mapping[TakeWord, LightState] = {
    TakeWord.GOOD: LightState.GOOD,
    TakeWord.LACKING: LightState.FAULT,
    TakeWord.WAIVED: LightState.LOWER,
}


class DoorTakePanel(QWidget):
    """What the officer does there is told by signals.

    asked: Ghi thử; leave_toggled: the leave shows or hides; edited(str, str): a LeaveField and
    its text; allowed(str): the leader's PIN.
    """

    asked = Signal()
    leave_toggled = Signal()
    edited = Signal(str, str)
    allowed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("doorTakePanel")
        self._take = TrialTakePanel(theme, has_frame=False)
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._said = make_paragraph("", TextRole.BODY, "ink2")
        self._said.setObjectName("doorTakeSaid")
        self._without = Button(
            theme,
            "enterWithoutTake",
            translate("PreJoin", "Lãnh đạo cho phép vào khi chưa ghi thử"),
            ButtonRole.QUIET,
            ButtonSize.SMALL,
        )
        names = LeaveNames(prefix="doorLeave", pin="doorLeavePin", button="allowWithoutTake")
        self._leave = LeavePanel(theme, names, translate("PreJoin", "Cho phép"))
        self._banner = MessageBanner(theme, "doorLeaveBanner", is_compact=True)
        self._leave.hide_leave()
        layout = column(theme, self, gap=4)
        layout.addWidget(self._take)
        line = row(theme, gap=8)
        line.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._said, 1)
        layout.addLayout(line)
        layout.addWidget(self._without, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._banner)
        layout.addWidget(self._leave)
        self._take.asked.connect(self.asked)
        self._without.clicked.connect(self.leave_toggled)
        self._leave.edited.connect(self.edited)
        self._leave.allowed.connect(self.allowed)

    @property
    def has_leave(self) -> bool:
        """What a leader types is shown."""
        return not self._leave.isHidden()

    def take_focus(self) -> None:
        """To what the leader types first."""
        scroll_to(self._leave)
        self._leave.take_focus()

    def show_take(self, view: DoorTakeView | None, *, is_free: bool) -> None:
        """Draws it; None: nobody asks. is_free: not on the way in."""
        self.setVisible(view is not None)
        if view is None:
            self._leave.hide_leave()
            return
        self._take.show_take(view.take)
        self._light.set_state(_LIGHTS[view.word])
        said = words.word(words.DOOR_TAKES, view.word)
        at = "" if view.made_at is None else formats.hour(view.made_at)
        set_text(self._said, said.format(at=at), "ink2" if view.word is TakeWord.GOOD else "warn")
        self._without.setVisible(view.word is TakeWord.LACKING)
        self._without.set_available(
            is_available=is_free, reason=translate("PreJoin", "Đang vào phòng…")
        )
        self._show_leave(view)

    def _show_leave(self, view: DoorTakeView) -> None:
        self._banner.say(None if view.leave is None else view.leave.message)
        if view.leave is None:
            self._leave.hide_leave()
            return
        title = translate("PreJoin", "Cho phép vào khi chưa ghi thử đạt")
        leave = view.leave
        self._leave.show_leave(title, leave.form, leave.leaders, can_press=leave.can_press)
