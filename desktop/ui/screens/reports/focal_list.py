"""Focal points at headquarters: every unit, those that wait for a receipt first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.reports.focal_point import Contact
from desktop.domain.reports.unit_report import UNRECEIVED
from desktop.presenters.reports.focal_points_state import FocalList, FocalUnitRow
from desktop.ui.texts import formats, report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.inputs.search_field import SearchField
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.folding_row import FoldingBlocks
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_SEARCH_WIDTH = 320
_ROW_HEIGHT = 64
_SHARES = (6, 5, 5, 4)
_BUTTON_WIDTH = 124
_BLOCK_GAP = 12
_NARROW = 880
"""Width of the design below which a unit is a card: its columns stand below one another."""
_BESIDE = 180
"""Of a row, beside its columns: margins, the button and the scroll bar."""


class FocalListView(QWidget):
    """A row for each unit.

    searched(str): what was typed in the search; received(str): a report id.
    """

    searched = Signal(str)
    received = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._search = SearchField(
            theme,
            "focalSearch",
            translate("Reports", "Tìm đơn vị, người phụ trách"),
            width=_SEARCH_WIDTH,
        )
        self._search.searched.connect(self.searched)
        self._rows = RowList(theme, "focalUnits")
        self._build()

    def show_list(self, state: FocalList) -> None:
        """Draws every row."""
        self._search.show_text(state.search)
        self._rows.keep([_key(one) for one in state.units], self._make_row)
        for one in state.units:
            control = self._rows.row(_key(one))
            if isinstance(control, _UnitRow):
                control.show_unit(one, can_receive=state.can_receive)

    def take_focus(self) -> None:
        """The search is where the clerk begins."""
        self._search.take_focus()

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=12)
        layout.addWidget(self._search)
        sheet = panel("sheet")
        table = column(theme, sheet, margins=(1, 1, 1, 1))
        self._head = self._header()
        table.addWidget(self._head)
        table.addWidget(rule("h-edge"))
        content = QWidget()
        inner = column(theme, content)
        inner.addWidget(self._rows)
        inner.addStretch(1)
        table.addWidget(scrolled(content), 1)
        layout.addWidget(sheet, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setVisible(self.width() >= self._theme.px(_NARROW))

    def _header(self) -> QWidget:
        head = panel("sunken")
        line = row(self._theme, head, gap=12, margins=(20, 8, 32, 8))
        texts = (
            translate("Reports", "Đơn vị"),
            translate("Reports", "Lãnh đạo phụ trách"),
            translate("Reports", "Công chức đầu mối"),
            translate("Reports", "Tình trạng"),
        )
        for text, share in zip(texts, _SHARES, strict=True):
            cell = _cell(self._theme, make_label(text, TextRole.SMALL_MEDIUM, "ink2"))
            line.addWidget(cell, share)
        line.addSpacing(self._theme.px(_BUTTON_WIDTH))
        return head

    def _make_row(self, key: str) -> RowControl:
        control = _UnitRow(self._theme, key)
        control.received.connect(self.received)
        return control


class _UnitRow(RowControl):
    """received(str): the report that stands here was received."""

    received = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"unit-{key}")
        self._report_id = ""
        self.setMinimumHeight(theme.px(_ROW_HEIGHT))
        self._cells = [
            (make_paragraph("", TextRole.BODY_STRONG), make_paragraph("", TextRole.SMALL, "ink2"))
            for _ in range(3)
        ]
        self._badge = Badge(theme)
        self._when = make_paragraph("", TextRole.SMALL, "ink2")
        self._receive = Button(
            theme, f"receive-{key}", translate("Reports", "Tiếp nhận"), size=ButtonSize.SMALL
        )
        self._receive.setFixedWidth(theme.px(_BUTTON_WIDTH))
        self._receive.clicked.connect(self._on_received)
        self.activated.connect(self._on_received)
        self._captions = [
            make_label(text, TextRole.CAPTION, "ink3")
            for text in (
                translate("Reports", "Lãnh đạo phụ trách"),
                translate("Reports", "Công chức đầu mối"),
            )
        ]
        line = row(theme, self, gap=12, margins=(20, 6, 8, 6))
        captions = (None, *self._captions)
        cells = [
            _cell(theme, *(one for one in (caption, first, second) if one is not None))
            for caption, (first, second) in zip(captions, self._cells, strict=True)
        ]
        state = _cell(theme)
        inside = column(theme, state, gap=2)
        inside.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._when)
        blocks = []
        for cell in (*cells, state):
            block = column(theme)
            block.addWidget(cell)
            block.addStretch(1)
            blocks.append(block)
        line.addWidget(
            FoldingBlocks(theme, blocks, gap=_BLOCK_GAP, narrow=_NARROW - _BESIDE, shares=_SHARES),
            1,
        )
        holder = QWidget()
        holder.setFixedWidth(theme.px(_BUTTON_WIDTH))
        column(theme, holder).addWidget(self._receive, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(holder)

    def show_unit(self, unit: FocalUnitRow, *, can_receive: bool) -> None:
        """Draws one unit."""
        self._report_id = unit.report_id
        is_waiting = unit.state in UNRECEIVED
        texts = (
            (unit.unit_name, unit.unit_code),
            _contact_lines(unit.leader),
            _contact_lines(unit.officer),
        )
        for (first, second), (name, rest) in zip(self._cells, texts, strict=True):
            set_text(first, name)
            set_text(second, rest)
        for caption, contact in zip(self._captions, (unit.leader, unit.officer), strict=True):
            caption.setProperty("hasText", bool(contact.name))
        self._show_captions()
        self._badge.show_state(*_state_badge(unit))
        when = formats.day(unit.handed_in_at) if unit.handed_in_at is not None else ""
        set_text(self._when, when)
        self._receive.setVisible(is_waiting and can_receive)
        self.set_look(is_selected=False, tint="" if unit.state is not None else "sunken")
        self.setAccessibleName(f"{unit.unit_name}, {self._badge.accessibleName()}")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_captions()

    def _show_captions(self) -> None:
        """Where the columns stand below one another the header is gone: each says what it is."""
        is_narrow = self.width() < self._theme.px(_NARROW)
        for caption in self._captions:
            caption.setVisible(is_narrow and bool(caption.property("hasText")))

    def _on_received(self) -> None:
        if self._receive.isVisibleTo(self):
            self.received.emit(self._report_id)


def _cell(theme: Theme, *lines: QWidget) -> QWidget:
    """As wide as its share, whatever stands in it: so that all rows have the same columns."""
    cell = QWidget()
    cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if lines:
        inside = column(theme, cell)
        for line in lines:
            inside.addWidget(line)
    return cell


def _key(unit: FocalUnitRow) -> str:
    return unit.report_id or unit.unit_code


def _contact_lines(contact: Contact) -> tuple[str, str]:
    parts = (contact.mobile, contact.title)
    return contact.name, "\n".join(part for part in parts if part)


def _state_badge(unit: FocalUnitRow) -> tuple[str, str]:
    if unit.state is None:
        return translate("Reports", "chưa gửi"), "ink2"
    if unit.is_stale:
        return translate("Reports", "quá 90 ngày"), "warn"
    return (
        word(report_words.HEADQUARTERS_STATES, unit.state),
        report_words.HEADQUARTERS_TONES[unit.state],
    )
