"""Home, "Buổi tiếp hôm nay": what is due, what can be entered, what is not sent."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget
from typing_extensions import override

from desktop.presenters.home.home_state import HomePeriod, HomeViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.session_verb import SessionVerb
from desktop.ui.panels.desk.dossier import DossierSidePanel
from desktop.ui.screens.home.cards import RoomCard, UnsentCard
from desktop.ui.screens.home.due_card import DueCard
from desktop.ui.screens.home.home_hits import HomeHits
from desktop.ui.screens.home.home_row import HomeRowControl
from desktop.ui.texts import formats
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.one_line_banner import OneLineBanner
from desktop.ui.widgets.button import Button, join_buttons
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.badge import KeyCap
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import make_label, set_text

if TYPE_CHECKING:
    from desktop.presenters.view.message import Message

_EMPTY = frozenset({MessageCode.SCHEDULE_EMPTY, MessageCode.WEEK_EMPTY, MessageCode.AHEAD_EMPTY})
_SEARCH_WIDTH = 360
_NARROW = 760
"""Width of the design below which what stands at the right goes below."""
_SHORT_BELOW = 1_060
"""The same below which the buttons have short names."""
_ROOM_FOR_MORE = 520
"""Height of the design from which more than the list stands: what the status bar says as well."""
_SIDE, _AIR, _GAP, _LOW_AIR = 24, 20, 16, 8
_ROOM_FOR_DUE = 640
"""Height of the design from which rows of what is due stand below the sessions."""
_ROOM_FOR_MANY_DUE = 690
"""From which more than two of them do, where no message stands above the sessions."""
_ROOM_BESIDE_A_MESSAGE = 950
"""From which they do below a message too."""
_MANY_DUE, _FEW_DUE = 4, 2
_ROOM_FOR_ALL = 880
"""From which both stand there."""


class HomeScreen(QWidget):
    """The list of sessions.

    period_chosen(str): a HomePeriod; searched(str); session_pressed(str): the button of a row;
    dossier_opened(str): Enter on a row; dossier_closed; refreshed: F5;
    export_chosen(str, str): a session id and a path for its minutes; unsent_opened: the card below;
    room_opened: the light of the room; intake_opened: Tiếp nhận; requests_opened: Yêu cầu tiếp;
    schedule_opened: Lập lịch; due_pressed(str): the key of what is due; all_due_asked(bool).
    """

    period_chosen = Signal(str)
    searched = Signal(str)
    session_pressed = Signal(str)
    dossier_opened = Signal(str)
    dossier_closed = Signal()
    export_chosen = Signal(str, str)
    refreshed = Signal()
    unsent_opened = Signal()
    room_opened = Signal()
    intake_opened = Signal()
    requests_opened = Signal()
    schedule_opened = Signal()
    due_pressed = Signal(str)
    all_due_asked = Signal(bool)

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
            translate("Home", "Tìm vụ việc, người, tài liệu"),
            width=_SEARCH_WIDTH,
        )
        self._search.searched.connect(self.searched)
        self._banner = OneLineBanner(theme, "homeBanner", most=1)
        self._room = RoomCard(theme)
        self._room.pressed.connect(self.room_opened)
        self._rows = RowList(theme, "sessionList")
        self._hits = HomeHits(theme)
        self._hits.opened.connect(self.dossier_opened)
        self._empty = EmptyState(
            theme, "homeEmpty", Icon.CALENDAR, translate("Home", "Xem cả tuần")
        )
        self._empty.pressed.connect(self._on_whole_week)
        self._updated = make_label("", TextRole.SMALL, "ink2")
        self._dossier = DossierSidePanel(theme, self)
        self._awaits_first_row = False
        self._footer = panel("footer")
        self._due = DueCard(theme)
        self._unsent = UnsentCard(theme)
        self._unsent.pressed.connect(self.unsent_opened)
        layout = column(theme, self)
        layout.addWidget(self._build_header())
        layout.addWidget(self._build_tools())
        layout.addWidget(self._banner)
        self._sessions = self._build_list()
        layout.addWidget(self._sessions, 1)
        layout.addWidget(self._joined_due())
        layout.addWidget(self._unsent)
        self._dossier.closed.connect(self.dossier_closed)
        self._dossier.export_chosen.connect(self.export_chosen)
        self._dossier.entered.connect(self.session_pressed)

    def show_state(self, state: HomeViewState) -> None:
        """Draws the day."""
        set_text(self._date, _date_text(state))
        set_text(self._title, _title(state.period))
        for button in self._segments.buttons():
            button.setChecked(button.property("period") == state.period.value)
        self._search.show_text(state.search)
        self._show_rows(state)
        self._hits.show_hits(state.hits, state.more_hits)
        has_none = not (state.rows or state.hits or state.is_searching)
        self._show_message(state, has_none=bool(state.search) and has_none)
        at = formats.hour(state.schedule_at) if state.schedule_at else "…"
        set_text(self._updated, translate("Home", "Lịch cập nhật lúc {at}").format(at=at))
        self._unsent.show_unsent(state.unsent)
        self._due.show_due(state.due)
        self._show_more()
        self._room.show_room(state.room)
        self._intake.setVisible(state.may_receive)
        self._requests.setVisible(state.may_see_requests)
        self._schedule.setVisible(state.may_schedule)
        self._requests.set_label(_requests_text(state.waiting_requests))
        self._dossier.show_state(state.dossier)

    def focus_search(self) -> None:
        """F3: the cursor into the search field."""
        self._awaits_first_row = False
        self._search.begin()

    def take_focus(self) -> None:
        """The first session is where the officer begins, as soon as there is one."""
        keys = self._rows.keys()
        first = self._rows.row(keys[0]) if keys else None
        self._awaits_first_row = first is None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def offered(self) -> tuple[Screen, ...]:
        """Screens that a button here opens, for whoever is signed in."""
        buttons = (
            (self._intake, Screen.INTAKE),
            (self._requests, Screen.REQUESTS),
            (self._schedule, Screen.SCHEDULE),
        )
        return tuple(screen for button, screen in buttons if not button.isHidden())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dossier.place()
        self._air()
        self._show_more()
        self._name_tools(is_short=event.size().width() < self._theme.px(_SHORT_BELOW))

    def _show_more(self) -> None:
        """Rows of what is due, and what the status bar says as well, where there is height."""
        px, is_whole = self._theme.px, self._due.is_whole
        has_due = is_whole or self.height() >= px(_ROOM_FOR_DUE)
        is_full = has_due and self._due.has_any
        has_room = self.height() >= px(_ROOM_FOR_ALL if is_full else _ROOM_FOR_MORE)
        self._footer.setVisible(has_room and bool(self._rows.keys()))
        self._unsent.setVisible(has_room)
        self._sessions.setVisible(not is_whole)
        has_message = not self._banner.isHidden()
        for_many = _ROOM_BESIDE_A_MESSAGE if has_message else _ROOM_FOR_MANY_DUE
        has_many = self.height() >= px(for_many)
        self._due.show_rows(is_shown=has_due, most=_MANY_DUE if has_many else _FEW_DUE)
        grows = QSizePolicy.Policy.Expanding if is_whole else QSizePolicy.Policy.Maximum
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, grows)
        policy.setVerticalStretch(int(is_whole))
        self._due.setSizePolicy(policy)

    def _air(self) -> None:
        """Less of it where there is little height: it goes to the sessions."""
        layout, px = self.layout(), self._theme.px
        is_low = self.height() < px(_ROOM_FOR_MORE)
        if layout is not None:
            upright = px(_LOW_AIR if is_low else _AIR)
            layout.setContentsMargins(px(_SIDE), upright, px(_SIDE), upright)
            layout.setSpacing(px(_LOW_AIR if is_low else _GAP))

    def _take_awaited_focus(self) -> None:
        if self._awaits_first_row and self.isVisible():
            self.take_focus()

    # ---- building --------------------------------------------------------------------------

    def _joined_due(self) -> DueCard:
        self._due.pressed.connect(self.due_pressed)
        self._due.whole_asked.connect(self.all_due_asked)
        return self._due

    def _build_header(self) -> QWidget:
        words, right = column(self._theme), row(self._theme)
        words.addWidget(self._date)
        words.addWidget(self._title)
        right.addWidget(self._room)
        right.addStretch(1)
        return FoldingRow(self._theme, words, right, narrow=_NARROW)

    def _build_tools(self) -> QWidget:
        tools, right = row(self._theme, gap=8), row(self._theme, gap=8)
        periods = (
            (HomePeriod.TODAY, translate("Home", "Hôm nay")),
            (HomePeriod.WEEK, translate("Home", "Tuần")),
            (HomePeriod.AHEAD, translate("Home", "Sắp tới")),
        )
        segment_row = row(self._theme)
        for period, text in periods:
            button = Button(self._theme, f"period-{period}", text)
            button.setCheckable(True)
            button.setProperty("period", period.value)
            button.clicked.connect(self._on_period)
            self._segments.addButton(button)
            segment_row.addWidget(button)
        join_buttons([one for one in self._segments.buttons() if isinstance(one, Button)])
        tools.addLayout(segment_row)
        tools.addStretch(1)
        self._intake = Button(self._theme, "openIntake", "").with_key("Ctrl+N")
        self._intake.clicked.connect(self.intake_opened)
        right.addWidget(self._intake)
        self._requests = Button(self._theme, "openRequests", "")
        self._requests.clicked.connect(self.requests_opened)
        right.addWidget(self._requests)
        self._schedule = Button(self._theme, "openSchedule", translate("Home", "Lập lịch"))
        self._schedule.clicked.connect(self.schedule_opened)
        right.addWidget(self._schedule)
        right.addWidget(self._search)
        self._name_tools(is_short=False)
        return FoldingRow(self._theme, tools, right, narrow=_NARROW)

    def _name_tools(self, *, is_short: bool) -> None:
        """Short names where the whole ones would be cut; read aloud they are whole."""
        for button, short, whole in (
            (self._intake, translate("Home", "Tiếp nhận"), translate("Home", "Tiếp nhận công dân")),
            (
                self._requests,
                translate("Home", "Yêu cầu"),
                translate("Home", "Yêu cầu tiếp công dân"),
            ),
        ):
            button.set_label(short if is_short else whole)
            button.setAccessibleName(whole)

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

    # ---- drawing ---------------------------------------------------------------------------

    def _show_rows(self, state: HomeViewState) -> None:
        keys = [str(one.session_id) for one in state.rows]
        self._rows.keep(keys, self._make_row)
        first = next((one for one in state.rows if one.verb is SessionVerb.ENTER), None)
        chosen = state.dossier.session_id if state.dossier is not None else None
        if chosen is None and first is not None:
            chosen = first.session_id
        for one in state.rows:
            control = self._rows.row(str(one.session_id))
            if isinstance(control, HomeRowControl):
                control.show_row(
                    one,
                    is_first=one is first,
                    is_selected=one.session_id == chosen,
                    shows_day=state.period is not HomePeriod.TODAY,
                )
        self._show_more()
        if self._awaits_first_row and keys:
            # Rows made just now are shown, and can take the keyboard, one turn of the loop later.
            QTimer.singleShot(0, self, self._take_awaited_focus)

    def _make_row(self, key: str) -> RowControl:
        control = HomeRowControl(self._theme, key)
        control.pressed.connect(self.session_pressed)
        control.activated.connect(self.dossier_opened)
        return control

    def _show_message(self, state: HomeViewState, *, has_none: bool) -> None:
        """has_none: there is a search and it found nothing."""
        message = state.message
        is_empty = message is not None and message.code in _EMPTY and not self._hits.has_any
        self._empty.setVisible(is_empty or has_none)
        self._empty.show_action(
            is_shown=is_empty and not has_none and state.period is HomePeriod.TODAY
        )
        in_banner: tuple[Message, ...] = () if message is None or is_empty else (message,)
        self._banner.show_messages(in_banner)
        if is_empty and message is not None:
            words = sentence(message)
            self._empty.show_text(words.fact, words.rest, words.code)
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

    # ---- events ----------------------------------------------------------------------------

    def _on_period(self) -> None:
        self.period_chosen.emit(str(self.sender().property("period")))

    def _on_whole_week(self) -> None:
        self.period_chosen.emit(HomePeriod.WEEK.value)


def _title(period: HomePeriod) -> str:
    match period:
        case HomePeriod.TODAY:
            return translate("Home", "Buổi tiếp hôm nay")
        case HomePeriod.WEEK:
            return translate("Home", "Buổi tiếp tuần này")
        case HomePeriod.AHEAD:
            return translate("Home", "Buổi tiếp sắp tới")


def _requests_text(waiting: int) -> str:
    """The button, with how many wait for a decision."""
    label = translate("Home", "Yêu cầu tiếp công dân")
    if not waiting:
        return label
    return translate("Home", "{label}: {n} chờ quyết định").format(label=label, n=waiting)


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
