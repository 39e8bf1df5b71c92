"""Việc đến hạn, below the sessions of home: what presses first, with one button each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget
from typing_extensions import override

from desktop.domain.reception.due import DueKind, DueState
from desktop.presenters.home.home_state import DueList, DueRow, DueVerb
from desktop.ui.texts import counts, formats
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, row, rule, scrolled
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.rows.flow_row import LightWords
from desktop.ui.widgets.rows.folding_row import QWIDGETSIZE_MAX
from desktop.ui.widgets.text import ElidedLabel, make_label, make_note, set_text, set_tool_tip

_LIGHTS = {
    DueState.OVERDUE: LightState.FAULT,
    DueState.TODAY: LightState.LOWER,
    DueState.AHEAD: LightState.NOT_YET,
}
_WHEN_WIDTH = 186
_BUTTON_WIDTH = 140
_ROW_HEIGHT = 45
_NARROW = 640
"""Width of the design below which what is due stands below its hour."""


class DueCard(QFrame):
    """pressed(str): the key of a row, by its button or Enter; whole_asked(bool): Xem tất cả."""

    pressed = Signal(str)
    whole_asked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("dueCard")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._drawn: DueList | None = None
        self._counts = make_label("", TextRole.SMALL, "ink2")
        self._more = Button(theme, "showAllDue", "", ButtonRole.QUIET, ButtonSize.SMALL)
        self._more.clicked.connect(self._on_more)
        self._rows = RowList(theme, "dueList")
        self._empty = make_note("", TextRole.SMALL, "ink2")
        self._list = QWidget()
        layout = column(theme, self, margins=(1, 1, 1, 1))
        head = row(theme, gap=12, margins=(20, 8, 16, 8))
        head.addWidget(make_label(translate("Home", "Việc đến hạn"), TextRole.BODY_STRONG))
        head.addWidget(self._counts, 1)
        head.addWidget(self._more)
        layout.addLayout(head)
        inside = column(theme, self._list)
        inside.addWidget(rule())
        inside.addWidget(self._rows)
        side, upright = theme.px(20), theme.px(8)
        self._empty.setContentsMargins(side, upright, side, upright)
        inside.addWidget(self._empty)
        inside.addStretch(1)
        self._scroll = scrolled(self._list)
        layout.addWidget(self._scroll, 1)

    @property
    def is_whole(self) -> bool:
        """All of them were asked for."""
        return self._drawn is not None and self._drawn.is_whole

    @property
    def has_any(self) -> bool:
        """Something is due."""
        return bool(self._rows.keys())

    def show_due(self, due: DueList) -> None:
        """Draws what is due."""
        if due == self._drawn:
            return
        self._drawn = due
        set_text(self._counts, _counts_text(due))
        less, more = translate("Home", "Thu gọn"), translate("Home", "Xem tất cả")
        self._more.set_label(less if due.is_whole else more)
        self._more.setVisible(due.is_whole or due.total > 0)
        self._rows.keep([one.key for one in due.rows], self._make_row)
        for one in due.rows:
            control = self._rows.row(one.key)
            if isinstance(control, _DueRowControl):
                control.show_row(one, is_last=one is due.rows[-1])
        none = sentence_of("L-010", {"day": formats.date_text(due.last_day)})
        set_text(self._empty, f"{none.whole} ({none.code})")
        self._empty.setVisible(not due.rows)

    def show_rows(self, *, is_shown: bool, most: int) -> None:
        """Where there is no height for them the heading alone stays; most: in sight at once."""
        self._scroll.setVisible(is_shown)
        if self.is_whole:
            self._scroll.setMinimumHeight(0)
            self._scroll.setMaximumHeight(QWIDGETSIZE_MAX)
        else:
            rows = min(most, max(1, len(self._rows.keys())))
            line = 1  # above them
            self._scroll.setFixedHeight(self._theme.px(_ROW_HEIGHT) * rows + line)

    def _make_row(self, key: str) -> RowControl:
        control = _DueRowControl(self._theme, key)
        control.pressed.connect(self.pressed)
        control.activated.connect(self.pressed)
        return control

    def _on_more(self) -> None:
        self.whole_asked.emit(not self.is_whole)


class _DueRowControl(RowControl):
    pressed = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"due-{key}")
        self._look = theme
        self._drawn: DueRow | None = None
        self._when = QWidget()
        self._when_inside = column(theme, self._when)
        self._what = ElidedLabel(theme)
        self._button = Button(theme, f"dueButton-{key}", "", size=ButtonSize.SMALL)
        self._button.setMinimumWidth(theme.px(_BUTTON_WIDTH))
        self._button.clicked.connect(lambda: self.pressed.emit(self.key))
        layout = row(theme, self, gap=16, margins=(20, 6, 16, 6))
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(theme.px(4))
        self._split.addWidget(self._when, 0, Qt.AlignmentFlag.AlignVCenter)
        self._split.addWidget(self._what, 1)
        layout.addLayout(self._split, 1)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._look.px(_NARROW)
        way = QBoxLayout.Direction
        self._split.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        self._when.setMinimumWidth(0 if is_narrow else self._look.px(_WHEN_WIDTH))

    def show_row(self, one: DueRow, *, is_last: bool) -> None:
        """Draws it."""
        self.set_look(is_selected=False, has_line=not is_last)
        if one == self._drawn:
            return
        self._drawn = one
        when, what = _when_text(one), _what_text(one)
        clear(self._when_inside)
        self._when_inside.addWidget(LightWords(self._look, _LIGHTS[one.state], when))
        self._what.set_text(what)
        self._button.set_label(_verb_text(one))
        soon = ""
        if one.state is DueState.AHEAD:
            soon = sentence_of("L-011", {"what": what, "n": one.working_days}).whole
        set_tool_tip(self, soon or what)
        self.setAccessibleName(f"{when}, {what}, {self._button.text()}")
        self.setAccessibleDescription(soon)


def _counts_text(due: DueList) -> str:
    parts = []
    if due.overdue:
        parts.append(translate("Home", "{n} quá hạn").format(n=due.overdue))
    if due.today:
        parts.append(translate("Home", "{n} hôm nay").format(n=due.today))
    if due.ahead:
        last = formats.date_text(due.last_day)
        said = translate("Home", "{n} đến ngày {day}")
        parts.append(said.format(n=due.ahead, day=last))
    return " · ".join(parts)


def _when_text(one: DueRow) -> str:
    if one.kind is DueKind.REQUEST:
        return translate("Home", "Chờ {days}").format(days=counts.days(one.days))
    at = formats.hour(one.due_at)
    match one.state:
        case DueState.OVERDUE if one.days:
            return translate("Home", "Quá hạn {days}").format(days=counts.days(one.days))
        case DueState.OVERDUE:
            return translate("Home", "Quá hạn từ {at}").format(at=at)
        case DueState.TODAY:
            return translate("Home", "Hôm nay, trước {at}").format(at=at)
        case DueState.AHEAD:
            said = translate("Home", "Còn {n} ngày làm việc")
            return said.format(n=one.working_days)


def _what_text(one: DueRow) -> str:
    """What is to be done, of what, and where."""
    texts = {
        DueKind.NOTICE: translate("Home", "Thông báo buổi {day}"),
        DueKind.TRIAL: translate("Home", "Kết nối thử buổi {day}"),
        DueKind.CONNECTED: translate("Home", "Nối đủ các điểm cầu buổi {day}"),
        DueKind.DOSSIER: translate("Home", "Hồ sơ của điểm cầu này, buổi {day}"),
        DueKind.REQUEST: translate("Home", "Quyết định yêu cầu tiếp"),
        DueKind.REFUSAL: translate("Home", "Gửi thông báo từ chối (01/TCD)"),
        DueKind.TASK: translate("Home", "Việc của kết luận"),
        DueKind.REPORT: translate("Home", "Báo kết quả cho đơn vị giao việc"),
        DueKind.TELL: translate("Home", "Thông báo kết quả cho công dân"),
        DueKind.ANSWER: translate("Home", "Trả lời công dân, ghi vào sổ"),
        DueKind.SCAN: translate("Home", "Quét biên bản đã ký, buổi {day}"),
        DueKind.UNHANDLED: translate("Home", "Quá 45 ngày, sổ chưa ghi kết quả"),
    }
    day = ""
    if one.starts_at is not None:
        day = f"{formats.hour(one.starts_at)} {formats.short_day(one.starts_at)}"
    what = texts[one.kind].format(day=day)
    return ": ".join(
        part for part in (what, " · ".join(p for p in (one.title, one.place) if p)) if part
    )


def _verb_text(one: DueRow) -> str:
    texts = {
        DueVerb.ENTER: translate("Home", "Vào phòng"),
        DueVerb.TRY: translate("Home", "Kết nối thử"),
        DueVerb.PLAN: translate("Home", "Ghi thông báo"),
        DueVerb.OPEN_CASE: translate("Home", "Mở vụ việc"),
        DueVerb.OPEN_DOSSIER: translate("Home", "Mở hồ sơ"),
        DueVerb.DECIDE: translate("Home", "Quyết định"),
        DueVerb.TELL_REFUSAL: translate("Home", "Mở yêu cầu"),
        DueVerb.FOLLOW_UP: translate("Home", "Xem kết luận"),
        DueVerb.NOTE_ANSWER: translate("Home", "Mở sổ"),
        DueVerb.ADD_SCAN: translate("Home", "Mở vụ việc"),
    }
    return texts[one.verb]
