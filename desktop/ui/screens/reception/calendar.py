"""Ngày nghỉ, ngày làm bù: the table of one year at the left, one day of it at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.reception.calendar.calendar_state import (
    CalendarRow,
    CalendarViewState,
    DayEntry,
)
from desktop.ui.screens.reception.calendar_form import DayFormView
from desktop.ui.texts import calendar_words, formats
from desktop.ui.texts.calendar_words import weekday_name
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.folding_row import FoldingBlocks, FoldingRow
from desktop.ui.widgets.text import make_caption, make_label, make_note, set_text

_NARROW = 720
"""Width of the design below which list and form stand below one another."""
_LIST_HEIGHT, _FORM_HEIGHT = 240, 360
"""Of the design; where there is less they scroll."""
_DATE_WIDTH = 108


class CalendarScreen(QWidget):
    """The table.

    year_turned(int): years onward, or back; selected(str): the key of a day; new_pressed. What is
    written: signals of `form`.
    """

    year_turned = Signal(int)
    selected = Signal(str)
    new_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("calendarScreen")
        self._theme = theme
        self._banner = MessageBanner(theme, "calendarBanner")
        self._former = Button(theme, "formerYear", icon=Icon.BACK)
        self._former.setAccessibleName(translate("Calendar", "Năm trước"))
        self._next = Button(theme, "nextYear", icon=Icon.FORWARD)
        self._next.setAccessibleName(translate("Calendar", "Năm sau"))
        self._year = make_label("", TextRole.ROW_TITLE)
        self._new = Button(theme, "newDay", translate("Calendar", "Thêm ngày"))
        self._rows = RowList(theme, "dayRows")
        self._empty = EmptyState(theme, "calendarEmpty", Icon.CALENDAR)
        self.form = DayFormView(theme)
        self._former.clicked.connect(self._on_former)
        self._next.clicked.connect(self._on_next)
        self._new.clicked.connect(self._on_new)
        self._build()

    def show_state(self, state: CalendarViewState) -> None:
        """Draws list and form; a text being typed is never rewritten."""
        self._banner.say(state.message)
        self._new.setVisible(state.can_edit)
        set_text(self._year, str(state.year))
        self._former.setEnabled(state.has_former)
        self._next.setEnabled(state.has_next)
        self._rows.keep([one.key for one in state.rows], self._make_row)
        for one in state.rows:
            control = self._rows.row(one.key)
            if isinstance(control, _DayRowControl):
                control.show_day(one)
        self._empty.setVisible(not state.rows)
        if not state.rows:
            self._empty.show_text(
                translate("Calendar", "Năm này chưa có ngày nào trong bảng."),
                translate("Calendar", "Ngày đã lưu sẽ hiện ở đây."),
                "",
            )
        self.form.show_form(state.form, can_edit=state.can_edit)

    def take_focus(self) -> None:
        """The year is where the person begins."""
        self._next.setFocus()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        content = QWidget()
        layout = column(theme, content, gap=12, margins=(24, 16, 24, 16))
        layout.addWidget(self._title())
        layout.addWidget(self._banner)
        effect = translate(
            "Calendar",
            "Khi thành phố nhận được ngày vừa lưu, hạn của các mốc chưa đạt ở những buổi chưa mở "
            "được tính lại; mốc đã đạt giữ nguyên.",
        )
        layout.addWidget(make_note(effect, TextRole.SMALL, "ink2"))
        left, right = column(theme), column(theme)
        left.addWidget(_as_high_as_it_gets(theme, self._list(), _LIST_HEIGHT))
        right.addWidget(_as_high_as_it_gets(theme, self.form, _FORM_HEIGHT))
        halves = FoldingBlocks(theme, [left, right], gap=16, narrow=_NARROW, shares=(2, 1))
        layout.addWidget(halves, 1)
        column(theme, self).addWidget(scrolled(content), 1)

    def _title(self) -> QWidget:
        words, buttons = row(self._theme), row(self._theme, gap=8)
        title = translate("Calendar", "Ngày nghỉ, ngày làm bù")
        words.addWidget(make_caption(self._theme, title, TextRole.SCREEN_TITLE))
        for widget in (self._former, self._year, self._next, self._new):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        return FoldingRow(self._theme, words, buttons, narrow=_NARROW)

    def _list(self) -> QWidget:
        sheet = panel("sheet")
        table = column(self._theme, sheet, margins=(1, 1, 1, 1))
        content = QWidget()
        inner = column(self._theme, content)
        inner.addWidget(self._rows)
        inner.addWidget(self._empty)
        inner.addStretch(1)
        table.addWidget(scrolled(content), 1)
        return sheet

    def _make_row(self, key: str) -> RowControl:
        control = _DayRowControl(self._theme, key)
        control.chosen.connect(self.selected)
        return control

    # ---- events ----------------------------------------------------------------------------

    def _on_new(self) -> None:
        self.new_pressed.emit()
        self.form.take_focus()

    def _on_former(self) -> None:
        self.year_turned.emit(-1)

    def _on_next(self) -> None:
        self.year_turned.emit(1)


def _as_high_as_it_gets(theme: Theme, part: QWidget, least: float) -> QWidget:
    """Of what scrolls by itself: it asks for this height of the design and takes what is there."""
    part.setMinimumHeight(theme.px(least))
    part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return part


class _DayRowControl(RowControl):
    """Date and day of the week; beside them name, kind, source, and what is not as usual."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"day-row-{key}")
        self._date = make_label("", TextRole.BODY_STRONG)
        self._weekday = make_label("", TextRole.SMALL, "ink2")
        self._name = make_note("", TextRole.BODY_STRONG)
        self._facts = make_note("", TextRole.SMALL, "ink2")
        self._badge = Badge(theme, is_small=True)
        layout = row(theme, self, gap=16, margins=(20, 8, 20, 8))
        dates = QWidget()
        dates.setFixedWidth(theme.px(_DATE_WIDTH))
        first = column(theme, dates, gap=2)
        first.addWidget(self._date)
        first.addWidget(self._weekday)
        first.addStretch(1)
        layout.addWidget(dates)
        second = column(theme, gap=2)
        second.addWidget(self._name)
        second.addWidget(self._facts)
        layout.addLayout(second, 1)
        layout.addWidget(self._badge)

    def show_day(self, one: CalendarRow) -> None:
        """Draws one day."""
        entry = one.entry
        day = entry.day
        kind = word(calendar_words.DAY_KINDS, day.kind)
        source = word(calendar_words.DAY_SOURCES, entry.source)
        date_text, weekday = formats.date_text(day.day), weekday_name(day.day)
        set_text(self._date, date_text)
        set_text(self._weekday, weekday)
        set_text(self._name, day.name or kind)
        set_text(self._facts, f"{kind} · {source}" if day.name else source)
        state = _state_badge(entry)
        self._badge.setVisible(state is not None)
        if state is not None:
            self._badge.show_state(*state)
        self.set_look(is_selected=one.is_selected)
        said = (weekday, date_text, kind, day.name, source, state[0] if state else "")
        self.setAccessibleName(", ".join(part for part in said if part))


def _state_badge(entry: DayEntry) -> tuple[str, str] | None:
    """Word and tone; None: announced, and the city has it."""
    if entry.other is not None:
        return translate("Calendar", "có hai bản"), "warn"
    if entry.storage is RecordStorage.REFUSED:
        return translate("Words", "bị từ chối"), "danger"
    if entry.storage is RecordStorage.HERE:
        return translate("Words", "chờ gửi"), "warn"
    if entry.to_confirm:
        return translate("Calendar", "chờ công bố"), "accent"
    return None
