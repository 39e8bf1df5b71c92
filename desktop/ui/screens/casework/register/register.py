"""Sổ tiếp công dân: twelve official columns, found by words, written into at the right."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register_book import SlipKind
from desktop.presenters.casework.register.register_state import RegisterRowView, RegisterViewState
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.screens.casework.list_screen import ListScreen
from desktop.ui.screens.casework.register.register_panel import RegisterSidePanel
from desktop.ui.screens.casework.register.register_row import RegisterHead, RegisterRowControl
from desktop.ui.screens.casework.register.statistics_panel import StatisticsPanel
from desktop.ui.texts import register_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.file_dialogs import PDF, XLSX, ask_where
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.list_sheet import ListSheet
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.text import WrappedLabel, make_label, set_text

_SEARCH_WIDTH = 360
_PERIOD_LETTERS = 13
_OF_THE_LIST = frozenset({MessageCode.REGISTER_EMPTY, MessageCode.REGISTER_NOTHING})
"""Said where the rows would stand."""


class RegisterScreen(ListScreen):
    """back_pressed; searched(str); type_chosen(str): a PetitionType or ""; period_chosen(str).

    selected(str), opened(str): a row; follow_pressed, strike_pressed: into the chosen one;
    missing_pressed; export_chosen(str): a path. statistics_pressed; all_pressed: no longer the rows
    of a figure alone. slip_asked(str): a SlipKind.
    """

    back_pressed = Signal()
    searched = Signal(str)
    type_chosen = Signal(str)
    period_chosen = Signal(str)
    selected = Signal(str)
    opened = Signal(str)
    follow_pressed = Signal()
    strike_pressed = Signal()
    missing_pressed = Signal()
    export_chosen = Signal(str)
    statistics_pressed = Signal()
    all_pressed = Signal()
    slip_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "registerScreen")
        self._state: RegisterViewState | None = None
        self._make_controls(theme)
        self._make_foot(theme)
        layout = column(theme, self, gap=12, margins=(24, 12, 24, 12))
        layout.addLayout(self._build_title())
        self._tools.show_widgets(
            [self._search, self._types, self._periods, self._count, self._all, self._hint]
        )
        layout.addWidget(self._tools)
        layout.addWidget(self._counts)
        layout.addWidget(self._banner)
        layout.addWidget(self._sheet, 1)
        self._foot.show_widgets([self._missing, self._strike, *self._slips.values(), self._follow])
        layout.addWidget(self._foot)
        self.panel: RegisterSidePanel = RegisterSidePanel(theme, self)
        self.statistics: StatisticsPanel = StatisticsPanel(theme, self)

    @property
    @override
    def regions(self) -> tuple[QWidget, ...]:
        return (self.statistics, *super().regions)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.statistics.place()

    def show_state(self, state: RegisterViewState) -> None:
        """Draws the book."""
        former, self._state = self._state, state
        said = translate("Register", "Mẫu 03/TCD · năm {year} · {unit}")
        set_text(self._book, said.format(year=state.period.year, unit=state.unit_name))
        self._search.show_text(state.search)
        self._show_choices(state, former)
        self._counts.set_text(_counts_text(state))
        self._show_rows(state)
        self._banner.say(self._sheet.say_or_leave(state.message, _OF_THE_LIST))
        self._show_foot(state)
        whole_book = [] if state.figure is None else [self._all]
        choices = (self._search, self._types, self._periods)
        self._tools.arrange([*choices, *whole_book, self._count, self._hint])
        self._count.set_available(
            is_available=state.can_count, reason=translate("Register", "Sổ đang được đọc.")
        )
        self.statistics.show_sheet(state.statistics)
        self.panel.show_panel(state.panel)

    def ask_export_path(self) -> None:
        """Asks where the book goes; the answer comes as `export_chosen`."""
        if self._state is not None and self._state.can_export:
            name = translate("Register", "Sổ tiếp công dân năm {year}")
            ask_where(
                self,
                translate("Register", "Xuất sổ tiếp công dân"),
                name.format(year=self._state.period.year),
                self.export_chosen.emit,
                (XLSX, PDF),
            )

    # ---- building --------------------------------------------------------------------------

    def _make_controls(self, theme: Theme) -> None:
        self._back = Button(
            theme, "leaveRegister", translate("Register", "Về Buổi tiếp"), ButtonRole.QUIET,
            icon=Icon.BACK,
        )  # fmt: skip
        self._back.clicked.connect(self.back_pressed)
        self._book = make_label("", TextRole.SMALL, "ink2")
        self._export = Button(
            theme, "exportRegister", translate("Register", "Xuất sổ"), icon=Icon.EXPORT
        )
        self._export.clicked.connect(self.ask_export_path)
        self._count = Button(theme, "countRegister", translate("Register", "Thống kê"))
        self._count.clicked.connect(self.statistics_pressed)
        self._all = Button(theme, "allRows", translate("Register", "Xem cả sổ"))
        self._all.clicked.connect(self.all_pressed)
        hint = translate("Register", "Tìm tên, số giấy tờ, nội dung")
        self._search = SearchField(theme, "registerSearch", hint, width=_SEARCH_WIDTH)
        self._search.searched.connect(self.searched)
        self._types = ChoiceList()
        self._types.setObjectName("registerType")
        self._types.setAccessibleName(translate("Register", "Phân loại"))
        self._types.addItem(translate("Register", "Mọi phân loại"), "")
        for one in PetitionType:
            self._types.addItem(word(words.PETITIONS, one), one.value)
        self._types.activated.connect(
            lambda place: self.type_chosen.emit(str(self._types.itemData(place)))
        )
        self._periods = ChoiceList()
        self._periods.setObjectName("registerPeriod")
        self._periods.setMinimumContentsLength(_PERIOD_LETTERS)
        self._periods.setAccessibleName(translate("Register", "Năm, tháng"))
        self._periods.activated.connect(
            lambda place: self.period_chosen.emit(str(self._periods.itemData(place)))
        )
        self._hint = make_label(
            translate("Register", "Gõ không dấu vẫn tìm được"), TextRole.SMALL, "ink2"
        )
        self._counts = WrappedLabel(theme, TextRole.SMALL, "ink2")
        self._banner = MessageBanner(theme, "registerBanner")
        self._rows = RowList(theme, "registerRows")
        self._sheet = ListSheet(
            theme,
            self._rows,
            EmptyState(theme, "registerEmpty", Icon.DOCUMENT),
            head=RegisterHead(theme),
        )

    def _make_foot(self, theme: Theme) -> None:
        self._missing = Button(theme, "enterMissing", "", icon=Icon.PEN)
        self._missing.clicked.connect(self.missing_pressed)
        self._strike = Button(theme, "strikeRow", "", ButtonRole.DESTRUCTIVE)
        self._strike.clicked.connect(self.strike_pressed)
        self._slips: dict[SlipKind, Button] = {}
        for kind in SlipKind:
            slip = Button(
                theme, f"slip-{kind}", word(register_words.SLIP_VERBS, kind), icon=Icon.PRINT
            )
            slip.setProperty("value", kind.value)
            slip.clicked.connect(self._on_slip)
            self._slips[kind] = slip
        self._follow = Button(theme, "followRow", "", ButtonRole.PRIMARY, icon=Icon.PEN)
        self._follow.clicked.connect(self.follow_pressed)

    def _build_title(self) -> QHBoxLayout:
        title = row(self._theme, gap=12)
        title.addWidget(self._back)
        heading = translate("Register", "Sổ tiếp công dân")
        title.addWidget(make_label(heading, TextRole.SCREEN_TITLE))
        title.addWidget(self._book)
        title.addStretch(1)
        title.addWidget(self._export)
        return title

    # ---- drawing ---------------------------------------------------------------------------

    def _show_choices(self, state: RegisterViewState, former: RegisterViewState | None) -> None:
        with QSignalBlocker(self._periods):
            if former is None or state.periods != former.periods:
                self._periods.clear()
                for one in state.periods:
                    self._periods.addItem(register_words.period(one), one.key)
            self._periods.setCurrentIndex(self._periods.findData(state.period.key))
        with QSignalBlocker(self._types):
            chosen = "" if state.petition_type is None else state.petition_type.value
            self._types.setCurrentIndex(self._types.findData(chosen))

    def _show_rows(self, state: RegisterViewState) -> None:
        self._rows.keep([one.entry_id for one in state.rows], self._make_row)
        self._rows.follow(self._periods)
        for one in state.rows:
            control = self._rows.row(one.entry_id)
            if isinstance(control, RegisterRowControl):
                control.show_row(one, is_selected=one.entry_id == state.selected)
        more = translate("Register", "Còn {count} dòng. Gõ thêm hoặc chọn tháng để thu hẹp.")
        self._sheet.show_more(more, state.more)

    def _make_row(self, key: str) -> RowControl:
        control = RegisterRowControl(self._theme, key)
        control.chosen.connect(self.selected)
        control.activated.connect(self.opened)
        return control

    def _show_foot(self, state: RegisterViewState) -> None:
        chosen = next((one for one in state.rows if one.entry_id == state.selected), None)
        why = _why_not(chosen)
        lacking = translate("Register", "Ghi {n} lượt vào sổ")
        self._missing.set_label(lacking.format(n=state.missing))
        strike, follow = _labels(chosen)
        self._strike.set_label(strike)
        self._follow.set_label(follow)
        is_free = state.can_write and state.panel is None
        self._strike.set_available(is_available=is_free, reason=why)
        self._follow.set_available(is_available=is_free, reason=why)
        self._export.setVisible(state.may_write)
        self._export.set_available(
            is_available=state.can_export, reason=translate("Register", "Sổ đang được ghi ra tệp.")
        )
        lacks = [self._missing] if state.missing else []
        slips = [self._slips[kind] for kind in state.slips]
        whole = [*lacks, self._strike, *slips, self._follow]
        self._foot.arrange(whole if state.may_write else [])

    def _on_slip(self) -> None:
        self.slip_asked.emit(str(self.sender().property("value")))


def _labels(chosen: RegisterRowView | None) -> tuple[str, str]:
    if chosen is None:
        return translate("Register", "Gạch bỏ dòng…"), translate("Register", "Ghi theo dõi")
    number = register_words.number(chosen.number)
    return (
        translate("Register", "Gạch bỏ dòng {row}…").format(row=number),
        translate("Register", "Ghi theo dõi, dòng {row}").format(row=number),
    )


def _why_not(chosen: RegisterRowView | None) -> str:
    if chosen is None:
        return translate("Register", "Chưa chọn dòng nào.")
    if chosen.struck is not None:
        return translate("Register", "Dòng này đã gạch bỏ, không ghi thêm được.")
    return translate("Register", "Đang ghi một dòng.")


def _counts_text(state: RegisterViewState) -> str:
    counts, figure = state.counts, state.figure
    if figure is not None:
        said = translate("Register", "Đang xem {n} dòng của số liệu “{figure}”, {period}.")
        return said.format(
            n=len(figure.rows),
            figure=word(register_words.FIGURES, figure.kind),
            period=register_words.statistics_period(figure.period),
        )
    parts = [
        translate("Register", "Sổ năm {year}: {rows} dòng, {struck} gạch bỏ").format(
            year=state.period.year, rows=counts.rows, struck=counts.struck
        ),
        translate("Register", "đang xem {visits} lượt, {people} người").format(
            visits=counts.visits, people=counts.people
        ),
    ]
    if counts.waiting:
        waiting = translate("Register", "{n} dòng chờ thành phố cấp số")
        parts.insert(1, waiting.format(n=counts.waiting))
    return " · ".join(parts)
