"""Lập lịch: from a decided request to a session, lawful by construction (ux-2.md §3)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.reception.schedule_state import PlanView, ScheduleViewState
from desktop.presenters.view.message import Message
from desktop.ui.screens.reception import schedule_words
from desktop.ui.screens.reception.schedule_form import ScheduleForm
from desktop.ui.screens.reception.schedule_gates import ScheduleGates
from desktop.ui.screens.reception.schedule_subjects import ScheduleSubjects
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.layout import clear, column, row, scrolled
from desktop.ui.widgets.rows.folding_row import FoldingBlocks, FoldingRow
from desktop.ui.widgets.text import make_label, make_note, set_text

_NARROW = 1000
"""Width of the design below which the columns stand below one another."""
_LEAST_HEIGHTS = (240, 440)
"""Of a column of the design, side by side and below one another; the columns scroll themselves."""
_FOOT_NARROW = 760
_MARGIN = 24
"""Left and right of the screen."""


class ScheduleScreen(QWidget):
    """back_pressed; planned: the button or Ctrl+Enter; abandoned: Bỏ phần đã nhập.

    What is chosen and written: signals of `subjects` and `form`.
    """

    back_pressed = Signal()
    planned = Signal()
    abandoned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scheduleScreen")
        self._theme = theme
        self._back = Button(
            theme, "leaveSchedule", translate("Schedule", "Về Buổi tiếp"), ButtonRole.QUIET,
            icon=Icon.BACK,
        )  # fmt: skip
        self._back.clicked.connect(self.back_pressed)
        self._date = make_label("", TextRole.SMALL, "ink2")
        self._banner = MessageBanner(theme, "scheduleBanner")
        self._problems: tuple[Message, ...] = ()
        self._awaited = ""
        self._problem_lines = column(theme, gap=8)
        self._head = QWidget()
        self.subjects = ScheduleSubjects(theme)
        self.form = ScheduleForm(theme)
        self.gates = ScheduleGates(theme)
        self.regions = (self.subjects, self.form, self.gates)
        self._kept = make_label("", TextRole.SMALL, "ok")
        self._why = make_note("", TextRole.SMALL)
        self._abandon = Button(
            theme, "abandonPlan", translate("Schedule", "Bỏ phần đã nhập"), ButtonRole.QUIET
        )
        self._abandon.clicked.connect(self.abandoned)
        self._plan = Button(
            theme, "planSession", translate("Schedule", "Xếp lịch"), ButtonRole.PRIMARY,
            icon=Icon.CALENDAR,
        ).with_key("Ctrl+Enter")  # fmt: skip
        self._plan.clicked.connect(self.planned)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_key)
        self._build()

    def show_state(self, state: ScheduleViewState) -> None:
        """Draws the three columns and the button."""
        focused: QWidget | None = self.window().focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        set_text(self._date, formats.date_text(state.today))
        self._banner.say(state.message)
        self._show_problems(state.problems)
        self._head.setVisible(state.message is not None or bool(state.problems))
        self.subjects.show_state(state)
        self.form.show_plan(state.plan)
        self.gates.show_plan(state.plan)
        self._foot.setVisible(state.plan is not None)
        if state.plan is not None:
            self._show_foot(state.plan)
        self._follow_planned(state, focused if was_here else None)

    def take_focus(self) -> None:
        """What is being written goes on; else with the first that waits."""
        if self.form.is_writing:
            self.form.take_focus()
        else:
            self.subjects.take_focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_folded = self.width() < self._theme.px(_NARROW + 2 * _MARGIN)
        for region in self.regions:
            region.setMinimumHeight(self._theme.px(_LEAST_HEIGHTS[is_folded]))

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=12, margins=(_MARGIN, 12, _MARGIN, 12))
        title = row(theme, gap=12)
        title.addWidget(self._back)
        heading = translate("Schedule", "Lập lịch buổi tiếp")
        title.addWidget(make_label(heading, TextRole.SCREEN_TITLE))
        title.addWidget(self._date)
        title.addStretch(1)
        layout.addLayout(title)
        head = column(theme, self._head, gap=12)
        head.addWidget(self._banner)
        head.addLayout(self._problem_lines)
        blocks = []
        for region in self.regions:
            block = column(theme)
            block.addWidget(region)
            blocks.append(block)
        columns = FoldingBlocks(theme, blocks, gap=12, narrow=_NARROW, shares=(28, 47, 25))
        area = scrolled(_Content(theme, self._head, columns))
        area.setObjectName("scheduleArea")
        layout.addWidget(area, 1)
        words, buttons = row(theme, gap=16), row(theme, gap=12)
        words.addWidget(self._kept, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self._why, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons.addWidget(self._abandon)
        buttons.addWidget(self._plan)
        self._foot = FoldingRow(theme, words, buttons, narrow=_FOOT_NARROW)
        layout.addWidget(self._foot)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_problems(self, problems: tuple[Message, ...]) -> None:
        if problems == self._problems:
            return
        self._problems = problems
        clear(self._problem_lines)
        for number, problem in enumerate(problems):
            banner = MessageBanner(self._theme, f"planProblem{number}")
            self._problem_lines.addWidget(banner)
            banner.say(problem)

    def _show_foot(self, plan: PlanView) -> None:
        kept = ""
        if plan.kept_at is not None:
            at = formats.hour_with_seconds(plan.kept_at)
            kept = translate("Schedule", "đã lưu nháp {at}").format(at=at)
        set_text(self._kept, kept)
        why = _why(plan)
        set_text(self._why, why)
        label = translate("Schedule", "Xếp lịch") if plan.is_new else _changing()
        self._plan.set_label(label)
        self._plan.set_available(is_available=plan.can_plan, reason=why)
        self._abandon.set_available(is_available=not plan.is_under_way)

    def _follow_planned(self, state: ScheduleViewState, focused: QWidget | None) -> None:
        """The keyboard goes to the sentence of success, then to the row once it has come.

        focused: of this screen, before it was drawn.
        """
        if focused is not None and state.plan is not None and state.plan.is_under_way:
            self._why.setFocus()  # the button is grey: else Qt goes to whatever it finds
        elif focused is self._why and state.plan is not None:
            self._plan.setFocus()
        elif focused is not None and state.plan is None and state.planned != self._awaited:
            self._awaited = state.planned
            self._banner.setFocus()
        if self._awaited and self.window().focusWidget() is self._banner:
            self.subjects.focus_row(self._awaited)

    def _on_key(self) -> None:
        QGuiApplication.inputMethod().commit()
        self.planned.emit()


class _Content(QWidget):
    """Banners above the columns, which scroll themselves and ask for their least height alone."""

    def __init__(self, theme: Theme, head: QWidget, columns: QWidget) -> None:
        super().__init__()
        self._head, self._columns = head, columns
        self._inside = column(theme, self, gap=12)
        self._inside.addWidget(head)
        self._inside.addWidget(columns, 1)

    @override
    def heightForWidth(self, width: int) -> int:
        least = self._columns.minimumSizeHint().height()
        if self._head.isHidden():
            return least
        return self._head.heightForWidth(width) + self._inside.spacing() + least


def _changing() -> str:
    return translate("Schedule", "Lưu lịch mới")


def _why(plan: PlanView) -> str:
    """Why the button is grey, the worst first."""
    if plan.is_under_way:
        return translate("Schedule", "Đang hỏi thành phố…")
    if plan.worst is None:
        return ""
    lacking = word(schedule_words.LACKING, plan.worst.condition)
    said = translate("Schedule", "Chưa xếp lịch được, còn {n} việc: {lacking}.")
    return said.format(n=plan.lacking, lacking=lacking)
