"""Home, "Buổi tiếp hôm nay": what is due, what can be entered, what is not sent."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.presenters.home_state import (
    HomePeriod,
    HomeVerb,
    HomeViewState,
    UnsentSummary,
)
from desktop.presenters.message import Message
from desktop.ui import formats
from desktop.ui.panels.dossier import DossierSidePanel
from desktop.ui.screens.home_hits import HomeHits
from desktop.ui.screens.home_row import HomeRowControl
from desktop.ui.texts import sentence, translate
from desktop.ui.theme.focus import NO_RING
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.badge import KeyCap
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.icon_label import IconLabel
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.row_list import RowControl, RowList
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.text import make_label, set_text

_EMPTY = "L-001"
_SEARCH_WIDTH = 360
_ROOM_FOR_MORE = 520
"""Height of the design from which more than the list stands: what the status bar says as well."""


class HomeScreen(QWidget):
    """The list of sessions.

    period_chosen(str): a HomePeriod; searched(str); session_pressed(str): the button of a row;
    dossier_opened(str): Enter on a row; dossier_closed; refreshed: F5;
    export_chosen(str, str): a session id and a path for its minutes; unsent_opened: the card below.
    """

    period_chosen = Signal(str)
    searched = Signal(str)
    session_pressed = Signal(str)
    dossier_opened = Signal(str)
    dossier_closed = Signal()
    export_chosen = Signal(str, str)
    refreshed = Signal()
    unsent_opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("homeScreen")
        self._theme = theme
        self._date = make_label("", TextRole.SMALL, "ink2")
        self._title = make_label("", TextRole.SCREEN_TITLE)
        self._segments = QButtonGroup(self)
        self._search = SearchField(
            theme,
            "homeSearch",
            translate("Home", "Tìm vụ việc, người, số đơn"),
            width=_SEARCH_WIDTH,
        )
        self._search.searched.connect(self.searched)
        self._banner = Banner(theme, "homeBanner", is_compact=True)
        self._rows = RowList(theme, "sessionList")
        self._hits = HomeHits(theme)
        self._hits.opened.connect(self.dossier_opened)
        self._empty = EmptyState(theme, "homeEmpty", Icon.CALENDAR)
        self._updated = make_label("", TextRole.SMALL, "ink2")
        self._unsent_value = make_label("", TextRole.BODY_STRONG)
        self._unsent_note = make_label("", TextRole.SMALL, "ink2")
        self._dossier = DossierSidePanel(theme, self)
        self._awaits_first_row = False
        self._footer = panel("footer")
        self._cards = self._build_cards()
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        layout.addLayout(self._build_header())
        layout.addLayout(self._build_tools())
        layout.addWidget(self._banner)
        layout.addWidget(self._build_list(), 1)
        layout.addWidget(self._cards)
        self._dossier.closed.connect(self.dossier_closed)
        self._dossier.export_chosen.connect(self.export_chosen)

    def show_state(self, state: HomeViewState) -> None:
        """Draws the day."""
        set_text(self._date, _date_text(state))
        is_today = state.period is HomePeriod.TODAY
        title = translate("Home", "Buổi tiếp hôm nay")
        set_text(self._title, title if is_today else translate("Home", "Buổi tiếp tuần này"))
        for button in self._segments.buttons():
            button.setChecked(button.property("period") == state.period.value)
        self._search.show_text(state.search)
        self._show_rows(state)
        self._hits.show_hits(state.hits, state.more_hits)
        has_none = not (state.rows or state.hits or state.is_searching)
        self._show_message(state.message, has_none=bool(state.search) and has_none)
        at = formats.hour(state.schedule_at) if state.schedule_at else "…"
        set_text(self._updated, translate("Home", "Lịch cập nhật lúc {at}").format(at=at))
        self._show_unsent(state.unsent)
        self._dossier.show_state(state.dossier)

    def focus_search(self) -> None:
        """F3."""
        self._awaits_first_row = False
        self._search.take_focus(Qt.FocusReason.ShortcutFocusReason)
        self._search.edit.selectAll()

    def take_focus(self) -> None:
        """The first session is where the officer begins, as soon as there is one."""
        keys = self._rows.keys()
        first = self._rows.row(keys[0]) if keys else None
        self._awaits_first_row = first is None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dossier.place()
        has_room = self.height() >= self._theme.px(_ROOM_FOR_MORE)
        self._footer.setVisible(has_room)
        self._cards.setVisible(has_room)

    def _take_awaited_focus(self) -> None:
        if self._awaits_first_row and self.isVisible():
            self.take_focus()

    # ---- building --------------------------------------------------------------------------

    def _build_header(self) -> QHBoxLayout:
        header = row(self._theme, gap=16)
        words = column(self._theme)
        words.addWidget(self._date)
        words.addWidget(self._title)
        header.addLayout(words)
        header.addStretch(1)
        return header

    def _build_tools(self) -> QHBoxLayout:
        tools = row(self._theme, gap=8)
        periods = (
            (HomePeriod.TODAY, translate("Home", "Hôm nay")),
            (HomePeriod.WEEK, translate("Home", "Tuần")),
        )
        segment_row = row(self._theme)
        for period, text in periods:
            button = Button(self._theme, f"period-{period}", text)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setProperty("period", period.value)
            button.clicked.connect(self._on_period)
            self._segments.addButton(button)
            segment_row.addWidget(button)
        tools.addLayout(segment_row)
        tools.addStretch(1)
        tools.addWidget(self._search)
        return tools

    def _build_list(self) -> QWidget:
        sheet = panel("sheet")
        layout = column(self._theme, sheet, margins=(1, 1, 1, 1))
        content = QWidget()
        inner = column(self._theme, content)
        inner.addWidget(self._rows)
        inner.addWidget(self._hits)
        inner.addWidget(self._empty)
        inner.addStretch(1)
        scroll = scrolled(content)
        layout.addWidget(scroll, 1)
        foot = row(self._theme, self._footer, gap=8, margins=(20, 8, 20, 8))
        foot.addWidget(self._updated)
        foot.addStretch(1)
        for key, text in (
            (translate("Home", "Lên"), ""),
            (translate("Home", "Xuống"), translate("Home", "chọn dòng")),
            ("Enter", translate("Home", "mở")),
        ):
            foot.addWidget(KeyCap(self._theme, key))
            if text:
                foot.addWidget(make_label(text, TextRole.SMALL, "ink2"))
        layout.addWidget(self._footer)
        return sheet

    def _build_cards(self) -> QWidget:
        card = _CardButton(self._theme, "unsentCard")
        card.setAccessibleName(translate("Home", "Chưa gửi"))
        card.chosen.connect(self._on_card)
        card.activated.connect(self._on_card)
        layout = row(self._theme, card, gap=12, margins=(20, 12, 20, 12))
        layout.addWidget(IconLabel(self._theme, Icon.UNSENT, 22, "ink2"))
        texts = column(self._theme)
        texts.addWidget(make_label(translate("Home", "Chưa gửi"), TextRole.SMALL_STRONG, "ink2"))
        texts.addWidget(self._unsent_value)
        layout.addLayout(texts)
        layout.addSpacing(self._theme.px(24))
        layout.addWidget(self._unsent_note, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addWidget(IconLabel(self._theme, Icon.FORWARD, 20, "ink3"))
        return card

    # ---- drawing ---------------------------------------------------------------------------

    def _show_rows(self, state: HomeViewState) -> None:
        keys = [str(one.session_id) for one in state.rows]
        self._rows.keep(keys, self._make_row)
        first = next((one for one in state.rows if one.verb is HomeVerb.ENTER), None)
        for one in state.rows:
            control = self._rows.row(str(one.session_id))
            if isinstance(control, HomeRowControl):
                control.show_row(
                    one, is_first=one is first, shows_day=state.period is HomePeriod.WEEK
                )
        if self._awaits_first_row and keys:
            # Rows made just now are shown, and can take the keyboard, one turn of the loop later.
            QTimer.singleShot(0, self, self._take_awaited_focus)

    def _make_row(self, key: str) -> RowControl:
        control = HomeRowControl(self._theme, key)
        control.pressed.connect(self.session_pressed)
        control.activated.connect(self.dossier_opened)
        return control

    def _show_message(self, message: Message | None, *, has_none: bool) -> None:
        """has_none: there is a search and it found nothing."""
        is_empty = message is not None and message.code == _EMPTY and not self._hits.has_any
        self._empty.setVisible(is_empty or has_none)
        self._banner.setVisible(message is not None and not is_empty)
        if message is not None:
            words = sentence(message)
            self._empty.show_text(words.fact, words.rest, words.code)
            self._banner.show_message(message.tone.value, words.fact, words.rest, words.code)
        elif has_none:
            self._empty.show_text(
                translate("Home", "Không thấy buổi tiếp nào như vậy."),
                translate(
                    "Home",
                    "Đã tìm cả vụ việc, biên bản và tên tài liệu trên máy này. "
                    "Xóa chữ trong ô tìm để xem lại tất cả.",
                ),
                "",
            )

    def _show_unsent(self, unsent: UnsentSummary) -> None:
        count = unsent.lines + unsent.papers
        if unsent.refused:
            text = translate("Home", "{count} mục bị từ chối").format(count=unsent.refused)
            set_text(self._unsent_value, text, "danger")
        elif count:
            text = unsent_text(unsent.lines, unsent.papers, unsent.size_bytes)
            set_text(self._unsent_value, text, "ink")
        else:
            set_text(self._unsent_value, translate("Home", "Mọi dữ liệu đã gửi"), "ok")
        note = "" if unsent.oldest_s is None else oldest_text(unsent.oldest_s)
        set_text(self._unsent_note, note)

    # ---- events ----------------------------------------------------------------------------

    def _on_period(self) -> None:
        self.period_chosen.emit(str(self.sender().property("period")))

    def _on_card(self, _key: str) -> None:
        self.unsent_opened.emit()


class _CardButton(RowControl):
    """A card that is one control."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, name)
        self.setProperty("panel", "sheet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty(NO_RING, "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QFrame.paintEvent(self, event)


def unsent_text(lines: int, papers: int, size_bytes: int) -> str:
    """What waits, for instance: 3 dòng, 2 tệp, 412 MB."""
    parts = []
    if lines:
        parts.append(translate("Home", "{count} dòng").format(count=lines))
    if papers:
        parts.append(translate("Home", "{count} tệp").format(count=papers))
    if size_bytes:
        parts.append(formats.size(size_bytes))
    return ", ".join(parts).replace(" dòng", f"{formats.NO_BREAK}dòng")


def oldest_text(seconds: int) -> str:
    """The age of the oldest item, for instance: cũ nhất 2 giờ."""
    minutes = seconds // 60
    if minutes < 1:
        return translate("Home", "vừa xong")
    if minutes < 60:  # noqa: PLR2004 - an hour
        return translate("Home", "cũ nhất {count} phút").format(count=minutes)
    hours = minutes // 60
    if hours < 24:  # noqa: PLR2004 - a day
        return translate("Home", "cũ nhất {count} giờ").format(count=hours)
    return translate("Home", "cũ nhất {count} ngày").format(count=hours // 24)


def _date_text(state: HomeViewState) -> str:
    days = (
        translate("Home", "Thứ Hai"),
        translate("Home", "Thứ Ba"),
        translate("Home", "Thứ Tư"),
        translate("Home", "Thứ Năm"),
        translate("Home", "Thứ Sáu"),
        translate("Home", "Thứ Bảy"),
        translate("Home", "Chủ nhật"),
    )
    day = days[formats.weekday(state.now)]
    return f"{day}, {formats.day(state.now)} · {formats.hour(state.now)}"
