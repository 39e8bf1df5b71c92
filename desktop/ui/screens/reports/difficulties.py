"""Khó khăn, vướng mắc: written at the left, the month's list at the right."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.reports.difficulties_state import DifficultiesViewState, DifficultyRow
from desktop.ui.screens.reports.difficulty_answer import DifficultyAnswerView
from desktop.ui.screens.reports.difficulty_form import DifficultyFormView
from desktop.ui.screens.reports.difficulty_row import DifficultyRowControl
from desktop.ui.screens.reports.report_layout import title_row
from desktop.ui.texts import report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.file_dialogs import DOCX, PDF, XLSX, ask_where
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.rows.folding_row import FoldingColumns
from desktop.ui.widgets.text import make_paragraph, set_text

_LEFT_WIDTH = 416
_PERIOD_WIDTH = 196
_LIST_HEIGHT = 360


class DifficultiesScreen(QWidget):
    """What hinders.

    field_edited(str, str): a DifficultyField and its text; sent; period_chosen(int, int): year
    and month; selected(str): a report id; answer_edited(str); answered; export_chosen(str).
    """

    field_edited = Signal(str, str)
    sent = Signal()
    period_chosen = Signal(int, int)
    selected = Signal(str)
    answer_edited = Signal(str)
    answered = Signal()
    export_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("difficultiesScreen")
        self._theme = theme
        self._drawn: DifficultiesViewState | None = None
        self._banner = MessageBanner(theme, "difficultiesBanner")
        self._export = Button(
            theme, "exportDifficulties", translate("Reports", "Xuất báo cáo tháng"),
            icon=Icon.EXPORT,
        )  # fmt: skip
        self._export.clicked.connect(self.ask_export_path)
        self._period = ChoiceList()
        self._period.setObjectName("difficultyPeriod")
        self._period.setAccessibleName(translate("Reports", "Tháng"))
        self._period.setFixedWidth(theme.px(_PERIOD_WIDTH))
        self._period.activated.connect(self._on_period)
        self._counts = make_paragraph("", TextRole.SMALL, "ink2")
        self._form = DifficultyFormView(theme)
        self._form.field_edited.connect(self.field_edited)
        self._form.sent.connect(self.sent)
        self._answer = DifficultyAnswerView(theme)
        self._answer.text_edited.connect(self.answer_edited)
        self._answer.answered.connect(self.answered)
        self._rows = RowList(theme, "difficultyRows")
        self._empty = EmptyState(theme, "difficultiesEmpty", Icon.FLAG)
        self._build()

    def show_state(self, state: DifficultiesViewState) -> None:
        """Draws form, answer and list; a text being typed is never rewritten."""
        self._banner.say(state.message)
        self._export.set_available(
            is_available=state.can_export,
            reason=translate("Reports", "Báo cáo đang được ghi ra tệp."),
        )
        self._form.setVisible(state.form is not None)
        if state.form is not None:
            self._form.show_form(state.form)
        self._answer.setVisible(state.form is None)
        # what is answered is chosen in the list
        self._body.show_main_first(is_main_first=state.form is None)
        self._answer.show_answer(state.selected, state.answer)
        self._show_periods(state)
        self._show_rows(state)

    def take_focus(self) -> None:
        """What happened is written first; at headquarters the list is read first."""
        if self._form.isVisibleTo(self):
            self._form.take_focus()
            return
        keys = self._rows.keys()
        first = self._rows.row(keys[0]) if keys else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_export_path(self) -> None:
        """Asks where the report goes; the answer comes as `export_chosen`."""
        ask_where(
            self,
            translate("Reports", "Xuất báo cáo tháng"),
            translate("Reports", "Báo cáo khó khăn, vướng mắc"),
            self.export_chosen.emit,
            (DOCX, PDF, XLSX),
        )

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        title = translate("Words", "Khó khăn, vướng mắc")
        layout.addLayout(title_row(theme, title, self._export))
        layout.addWidget(self._banner)
        left = QWidget()
        inside = column(theme, left)
        inside.addWidget(self._form)
        inside.addWidget(self._answer)
        inside.addStretch(1)
        self._body = FoldingColumns(
            theme, left, self._build_list(), side_width=_LEFT_WIDTH, main_height=_LIST_HEIGHT
        )
        layout.addWidget(scrolled(self._body), 1)

    def _build_list(self) -> QWidget:
        theme = self._theme
        sheet = panel("sheet", "difficultyList")
        table = column(theme, sheet, margins=(1, 1, 1, 1))
        head = panel("sunken")
        line = row(theme, head, gap=12, margins=(20, 6, 8, 6))
        line.addWidget(self._counts, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._period)
        table.addWidget(head)
        table.addWidget(rule("h-edge"))
        content = QWidget()
        inner = column(theme, content)
        inner.addWidget(self._rows)
        inner.addWidget(self._empty)
        inner.addStretch(1)
        table.addWidget(scrolled(content), 1)
        self._empty.show_text(
            translate("Reports", "Chưa có khó khăn, vướng mắc nào trong tháng."),
            translate("Reports", "Mục đã ghi sẽ hiện ở đây, kèm trả lời của thành phố."),
            "",
        )
        return sheet

    # ---- drawing ---------------------------------------------------------------------------

    def _show_periods(self, state: DifficultiesViewState) -> None:
        with QSignalBlocker(self._period):
            if self._drawn is None or state.periods != self._drawn.periods:
                self._period.clear()
                for period in state.periods:
                    text = translate("Reports", "Tháng {month}/{year}")
                    self._period.addItem(text.format(month=period.month, year=period.year))
            self._period.setCurrentIndex(state.periods.index(state.period))
        self._drawn = state

    def _show_rows(self, state: DifficultiesViewState) -> None:
        counts = " · ".join(
            f"{word(report_words.CATEGORIES, category)}: {count}"
            for category, count in state.by_category
        )
        set_text(self._counts, counts or translate("Reports", "Không có mục nào"))
        self._empty.setVisible(not state.rows)
        self._rows.keep([one.report_id for one in state.rows], self._make_row)
        chosen = state.selected.report_id if state.selected is not None else ""
        for one in state.rows:
            self._show_row(one, is_selected=one.report_id == chosen, has_unit=state.form is None)

    def _show_row(self, one: DifficultyRow, *, is_selected: bool, has_unit: bool) -> None:
        control = self._rows.row(one.report_id)
        if isinstance(control, DifficultyRowControl):
            control.show_difficulty(one, is_selected=is_selected, has_unit=has_unit)

    def _make_row(self, key: str) -> RowControl:
        control = DifficultyRowControl(self._theme, key)
        control.chosen.connect(self.selected)
        return control

    # ---- events ----------------------------------------------------------------------------

    def _on_period(self, place: int) -> None:
        if self._drawn is not None:
            period = self._drawn.periods[place]
            self.period_chosen.emit(period.year, period.month)
