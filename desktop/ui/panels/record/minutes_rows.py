"""Lines of the minutes: time, speaker, marks, text; and lines being typed elsewhere."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.record.minutes_state import LiveRow, MinuteRow
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, row
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.text import (
    ElidedLabel,
    make_label,
    make_paragraph,
    set_text,
    set_tool_tip,
)

_TIME_WIDTH = 60
_MARKS_BESIDE_FROM = 480
_KIND_LOOKS = {
    MinuteLineKind.AGREEMENT: ("ok", Icon.CHECK),
    MinuteLineKind.DISPUTE: ("warn", None),
    MinuteLineKind.DIRECTIVE: ("ok", Icon.CONCLUDE),
    MinuteLineKind.TECHNICAL: ("warn", Icon.ALERT),
}


class MinuteRowControl(RowControl):
    """One line.

    correction_asked(str): a line's id; Enter on an own line, or its pencil. conflict_asked(str):
    Enter on a line with two versions.
    """

    correction_asked = Signal(str)
    conflict_asked = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"line-{key}")
        self._look = theme
        self._drawn: MinuteRow | None = None
        self._is_read = False
        self._time = make_label("", TextRole.SMALL, "ink2")
        self._time.setProperty("figures", "true")
        self._time.setFixedWidth(theme.px(_TIME_WIDTH))
        self._speaker = ElidedLabel(theme, TextRole.BODY_STRONG)
        self._badges: QHBoxLayout = row(theme, gap=6)
        self._text = make_paragraph()
        self._correct = Button(
            theme, f"correct-{key}", "", ButtonRole.QUIET, ButtonSize.SMALL, Icon.PEN
        )
        self._correct.setAccessibleName(translate("Minutes", "Sửa dòng này"))
        set_tool_tip(self._correct, translate("Minutes", "Sửa dòng này"))
        layout = row(theme, self, gap=8, margins=(20, 8, 12, 8))
        layout.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        body = column(theme)
        self._head = row(theme, gap=4)
        self._head.addWidget(self._speaker)
        self._head.addLayout(self._badges)
        self._head.addStretch(1)
        body.addLayout(self._head)
        body.addWidget(self._text)
        layout.addLayout(body, 1)
        layout.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignTop)
        self._correct.clicked.connect(self._on_correct)
        self.activated.connect(self._on_activated)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _turn(self._head, is_narrow=self.width() < self._look.px(_MARKS_BESIDE_FROM))

    def show_row(self, state: MinuteRow) -> None:
        """Draws the line."""
        if state == self._drawn:
            return
        self._drawn = state
        set_text(self._time, formats.hour(state.at))
        self._speaker.set_text(state.speaker)
        set_text(self._text, state.text)
        self._correct.setVisible(state.can_edit and not state.is_open)
        self._show_badges(state)
        self._look_as(state)
        name = f"{formats.hour(state.at)}, {state.speaker}: {state.text}"
        writer = f" ({_writer_text(state)})" if state.other_writer else ""
        late = "" if state.late_at is None else f" ({_late_text(state.late_at)})"
        self.setAccessibleName(name + writer + late)

    def set_read(self, *, is_read: bool) -> None:
        """Whether this line is being read back."""
        self._is_read = is_read
        if self._drawn is not None:
            self._look_as(self._drawn)

    def _look_as(self, state: MinuteRow) -> None:
        is_incident = state.kind is MinuteLineKind.TECHNICAL and not state.is_mark
        is_odd = is_incident or state.has_conflict
        tint = "warn_tint" if is_odd else ""
        if state.storage is RecordStorage.REFUSED:
            tint = "danger_tint"
        self.set_look(is_selected=state.is_open or self._is_read, tint=tint, has_line=False)

    def _show_writer(self, state: MinuteRow) -> None:
        writer = _writer_text(state) if state.other_writer else ""
        if not state.is_own:
            site = Badge(self._look, state.site_name, is_small=True)
            set_tool_tip(site, writer)
            self._badges.addWidget(site)
        elif writer:
            self._badges.addWidget(Badge(self._look, writer, is_small=True))

    def _show_task(self, state: MinuteRow) -> None:
        if state.is_concluded:
            badge = Badge(self._look, translate("Minutes", "▸KL"), "accent", is_small=True)
            set_tool_tip(badge, translate("Minutes", "Đã thành việc của kết luận"))
            self._badges.addWidget(badge)

    def _show_badges(self, state: MinuteRow) -> None:
        clear(self._badges)
        self._show_writer(state)
        if state.is_mark:
            text = translate("Minutes", "đánh dấu")
            self._badges.addWidget(Badge(self._look, text, "accent", Icon.FLAG, is_small=True))
        elif state.kind in _KIND_LOOKS:
            tone, icon = _KIND_LOOKS[state.kind]
            text = words.word(words.LINE_KINDS, state.kind)
            self._badges.addWidget(Badge(self._look, text, tone, icon, is_small=True))
        elif state.kind in (MinuteLineKind.QUESTION, MinuteLineKind.ANSWER):
            text = words.word(words.LINE_KINDS, state.kind)
            self._badges.addWidget(Badge(self._look, text, "accent", is_small=True))
        self._show_task(state)
        if state.late_at is not None:
            text = translate("Minutes", "nhận sau khi chốt")
            badge = Badge(self._look, text, "warn", is_small=True)
            set_tool_tip(badge, _late_text(state.late_at))
            self._badges.addWidget(badge)
        if state.has_conflict:
            text = translate("Minutes", "hai bản")
            self._badges.addWidget(Badge(self._look, text, "warn", is_small=True))
        if state.storage is RecordStorage.REFUSED:
            text = translate("Minutes", "bị từ chối")
            self._badges.addWidget(Badge(self._look, text, "danger", is_small=True))
        if state.is_own and state.storage is RecordStorage.HERE:
            text = translate("Minutes", "chờ gửi")
            self._badges.addWidget(Badge(self._look, text, "warn", is_small=True))
        self._badges.addStretch(1)

    def _on_correct(self) -> None:
        self.correction_asked.emit(self.key)

    def _on_activated(self, key: str) -> None:
        if self._drawn is None:
            return
        if self._drawn.has_conflict:
            self.conflict_asked.emit(key)
        elif self._drawn.can_edit:
            self.correction_asked.emit(key)


def _writer_text(state: MinuteRow) -> str:
    """Two may sit at one site."""
    return translate("Minutes", "{person} ghi").format(person=state.other_writer)


def _late_text(at: datetime) -> str:
    """It came too late for the frozen minutes, which print it apart."""
    text = translate("Minutes", "thành phố nhận lúc {at}, sau khi biên bản đã chốt")
    return text.format(at=f"{formats.hour(at)}, {formats.day(at)}")


def _turn(head: QBoxLayout, *, is_narrow: bool) -> None:
    """In a narrow column the marks stand below the name, which is read whole."""
    direction = QBoxLayout.Direction
    wanted = direction.TopToBottom if is_narrow else direction.LeftToRight
    if head.direction() is not wanted:
        head.setDirection(wanted)


class LiveRowView(QWidget):
    """A line under way at another site: lighter, below the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._look = theme
        self._time = make_label("", TextRole.SMALL, "ink3")
        self._time.setProperty("figures", "true")
        self._time.setFixedWidth(theme.px(_TIME_WIDTH))
        self._speaker = ElidedLabel(theme, TextRole.BODY_MEDIUM, "ink3")
        self._text = make_paragraph("", TextRole.BODY, "ink3")
        self._badge = Badge(theme, "", is_small=True)
        layout = row(theme, self, gap=8, margins=(20, 8, 12, 8))
        layout.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        body = column(theme)
        self._head = row(theme, gap=4)
        badges = row(theme)
        badges.addWidget(self._badge)
        badges.addStretch(1)
        self._head.addWidget(self._speaker)
        self._head.addLayout(badges)
        self._head.addStretch(1)
        body.addLayout(self._head)
        body.addWidget(self._text)
        layout.addLayout(body, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _turn(self._head, is_narrow=self.width() < self._look.px(_MARKS_BESIDE_FROM))

    def show_row(self, state: LiveRow) -> None:
        """Draws the hint."""
        set_text(self._time, formats.hour(state.at))
        self._speaker.set_text(state.speaker)
        set_text(self._text, f"{state.text} …")
        typing = translate("Minutes", "{site} đang gõ").format(site=state.site_name)
        self._badge.show_state(typing, "ink2")
