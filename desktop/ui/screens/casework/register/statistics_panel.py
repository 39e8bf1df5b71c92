"""Thống kê: a period, its figures, and the file; beside the list that shows what is counted."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.reports.statistics import FigureKind
from desktop.presenters.casework.register.statistics import FigureView, StatisticsView
from desktop.ui.texts import formats, register_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.fitted.painted_row import PaintedRow
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.side_panel import SheetPanel
from desktop.ui.widgets.text import make_note, set_text

_WIDTH = 440
_ROW_HEIGHT = 36
_PAD = 12


class FigureRow(PaintedRow):
    """What is counted at the left, how many at the right; chosen: its rows are in the list."""

    def __init__(self, theme: Theme, kind: FigureKind) -> None:
        super().__init__(theme, f"figure-{kind}", word(register_words.FIGURES, kind))
        self.setProperty("value", kind.value)
        self._count = 0

    def show_figure(self, figure: FigureView) -> None:
        """Draws the number."""
        self._count = figure.count
        self.setChecked(figure.is_shown)
        self.setAccessibleName(f"{self.text()}: {figure.count}")
        self.update()

    @override
    def row_height(self) -> int:
        lines = QFontMetrics(self._theme.font(TextRole.BODY)).height()
        return max(self._theme.px(_ROW_HEIGHT), lines + self._theme.px(_PAD))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, colour = self._theme.px, self._theme.colour
        is_marked = self.isChecked() or self.hasFocus()
        rect = self.paint_box(painter, edge="line", is_marked=is_marked)
        inside = rect.adjusted(px(_PAD), 0, -px(_PAD), 0)
        strong, plain = self._theme.font(TextRole.BODY_STRONG), self._theme.font(TextRole.BODY)
        number = str(self._count)
        painter.setPen(colour("ink"))
        painter.setFont(strong)
        painter.drawText(
            inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number
        )
        room = inside.width() - QFontMetrics(strong).horizontalAdvance(number) - px(_PAD)
        painter.setFont(plain)
        shown = QFontMetrics(plain).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(room)
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)


class StatisticsPanel(SheetPanel[StatisticsView]):
    """period_chosen(str): its key; figure_pressed(str): a FigureKind; print_asked."""

    period_chosen = Signal(str)
    figure_pressed = Signal(str)
    print_asked = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "statisticsPanel", host, _WIDTH)
        self.set_titles(
            translate("Register", "Thống kê tiếp công dân"),
            translate("Register", "Trở lại sổ tiếp công dân"),
        )
        self._periods = ChoiceList()
        self._periods.setObjectName("statisticsPeriod")
        self._periods.setAccessibleName(translate("Register", "Kỳ thống kê"))
        self._periods.activated.connect(
            lambda place: self.period_chosen.emit(str(self._periods.itemData(place)))
        )
        self._days = make_note("")
        self._sessions = make_note("")
        self._figures = {kind: FigureRow(theme, kind) for kind in FigureKind}
        self._print = Button(
            theme,
            "printStatistics",
            translate("Register", "In thống kê…"),
            ButtonRole.PRIMARY,
            icon=Icon.PRINT,
        )
        self._print.clicked.connect(self.print_asked)
        self._build()

    @override
    def take_focus(self) -> None:
        self._periods.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def _show(self, sheet: StatisticsView, former: StatisticsView | None) -> None:
        with QSignalBlocker(self._periods):
            if former is None or sheet.periods != former.periods:
                self._periods.clear()
                for one in sheet.periods:
                    self._periods.addItem(register_words.statistics_period(one), one.key)
            self._periods.setCurrentIndex(self._periods.findData(sheet.period.key))
        set_text(self._days, _days(sheet))
        for figure in sheet.figures:
            self._figures[figure.kind].show_figure(figure)
        sessions = "\n".join(f"{one.code} · {formats.day(one.starts_at)}" for one in sheet.sessions)
        set_text(self._sessions, sessions)
        self._sessions.setVisible(bool(sessions))

    def _build(self) -> None:
        self.body.addWidget(self._periods)
        self.body.addWidget(self._days)
        rows = column(self._theme, gap=4)
        for kind, figure in self._figures.items():
            figure.clicked.connect(self._on_figure)
            rows.addWidget(figure)
            if kind is FigureKind.REFUSED:
                rows.addWidget(self._sessions)
        self.body.addLayout(rows)
        self.body.addStretch(1)
        foot = panel("footer")
        below = column(self._theme, foot, gap=8, margins=(20, 12, 20, 12))
        line = row(self._theme, gap=12)
        back = Button(self._theme, "statisticsBack", translate("Sheet", "Trở lại"))
        back.clicked.connect(self.closed)
        line.addWidget(self._print, 1)
        line.addWidget(back)
        below.addLayout(line)
        self.foot.addWidget(foot)

    def _on_figure(self) -> None:
        """Which one is chosen is said by what is drawn next."""
        value = str(self.sender().property("value"))
        if self._drawn is not None:
            self._show(self._drawn, None)
        self.figure_pressed.emit(value)


def _days(sheet: StatisticsView) -> str:
    said = translate("Register", "Từ {since} đến {until}. Bấm một dòng để xem các dòng sổ của nó.")
    days = said.format(since=formats.date_text(sheet.since), until=formats.date_text(sheet.until))
    if sheet.is_confirmed:
        return days
    waiting = translate("Register", "Cách tính kỳ theo {source}, chờ thành phố xác nhận.")
    return f"{days}\n{waiting.format(source=sheet.source)}"
