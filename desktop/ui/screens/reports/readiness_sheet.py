"""Phiếu rà soát: every line of the circular's list, ticked with one press."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.reports.readiness_sheet import SheetResult
from desktop.presenters.reports.readiness_sheet_state import (
    ReadinessSheetViewState,
    SheetForm,
    SheetRow,
)
from desktop.ui.screens.reports.sheet_city import SheetCityView
from desktop.ui.screens.reports.sheet_detail import SheetDetailView
from desktop.ui.screens.reports.sheet_line import SheetLineControl
from desktop.ui.screens.reports.sheet_viewer import SheetPhotoPanel
from desktop.ui.texts import report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.file_dialogs import DOCX, PDF, XLSX, ask_where
from desktop.ui.widgets.layout import column, panel, row, scroll_to, scrolled
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import make_label

_LIST_SHARE, _SIDE_SHARE = 5, 2
_NARROW_HEADER = 900
_NARROW = 900
"""Width of the design below which the chosen line stands in the place of the list."""


class ReadinessSheetScreen(QWidget):
    """The list at the left, the chosen line at the right.

    ticked(str, str): a line's code and a SheetResult; selected(str): a line's code;
    text_edited(str, str): remark, fix_by or fix_due of the chosen line, and its text; sent;
    received(str): a report id; export_chosen(str): a path; photo_added(str): a path, for the chosen
    line; photo_opened(str), photo_removed(str): a photo's hash; photos_opened(str): a report id;
    photo_turned(int): steps; photo_closed; searched(str): what was typed, at headquarters.
    """

    ticked = Signal(str, str)
    selected = Signal(str)
    text_edited = Signal(str, str)
    sent = Signal()
    received = Signal(str)
    searched = Signal(str)
    export_chosen = Signal(str)
    photo_added = Signal(str)
    photo_opened = Signal(str)
    photo_removed = Signal(str)
    photos_opened = Signal(str)
    photo_turned = Signal(int)
    photo_closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("readinessSheetScreen")
        self._theme = theme
        self._overall = Badge(theme)
        self._export = Button(
            theme, "exportSheet", translate("Reports", "Xuất phiếu"), icon=Icon.EXPORT
        )
        self._export.clicked.connect(self.ask_export_path)
        self._send = Button(
            theme,
            "sendSheet",
            translate("Reports", "Gửi Ban Tiếp công dân"),
            ButtonRole.PRIMARY,
            icon=Icon.SEND,
        )
        self._send.clicked.connect(self.sent)
        self._next = Button(
            theme, "nextSheetLine", translate("Reports", "Đến mục kế tiếp"), icon=Icon.DOWN
        )
        self._next.clicked.connect(self._go_to_next)
        self._to_detail = Button(theme, "sheetDetailToggle", icon=Icon.PEN)
        self._to_detail.clicked.connect(self._toggle_detail)
        self._is_narrow = False
        self._shows_detail = False
        self._legend = make_label(translate("Reports", "* bắt buộc"), TextRole.SMALL, "ink2")
        self._banner = MessageBanner(theme, "readinessSheetBanner", is_compact=True)
        self._lines: dict[str, SheetLineControl] = {}
        self._form: SheetForm | None = None
        self._list = column(theme)
        self._detail = SheetDetailView(theme)
        self._detail.text_edited.connect(self.text_edited)
        self._detail.photo_added.connect(self.photo_added)
        self._detail.photo_opened.connect(self.photo_opened)
        self._detail.photo_removed.connect(self.photo_removed)
        self._city = SheetCityView(theme)
        self._city.received.connect(self.received)
        self._city.searched.connect(self.searched)
        self._city.photos_opened.connect(self.photos_opened)
        self._stack = QStackedWidget()
        self._page = QWidget()
        self._build()
        self._photo = SheetPhotoPanel(theme, self)
        self._photo.turned.connect(self.photo_turned)
        self._photo.closed.connect(self.photo_closed)

    def show_state(self, state: ReadinessSheetViewState) -> None:
        """Draws the sheet, or at headquarters those of all units."""
        self._banner.say(state.message)
        is_form = state.form is not None
        for widget in (self._send, self._export, self._overall, self._legend):
            widget.setVisible(is_form)
        self._export.set_available(
            is_available=state.can_export,
            reason=translate("Reports", "Phiếu đang được ghi ra tệp."),
        )
        if state.form is not None:
            self._stack.setCurrentWidget(self._page)
            self._show_form(state.form)
        else:
            self._next.hide()
            self._to_detail.hide()
        if state.form is None and state.city is not None:
            self._stack.setCurrentWidget(self._city)
            self._city.show_sheets(state.city)
        self._photo.show_photo(state.viewer)

    def take_focus(self) -> None:
        """The first line, once it is there; at headquarters the search."""
        QTimer.singleShot(0, self, self._take_focus)

    def focus_search(self) -> None:
        """F3, at headquarters."""
        if self._stack.currentWidget() is self._city and self.isVisible():
            self._city.take_focus()

    def ask_export_path(self) -> None:
        """Asks where the sheet goes; the answer comes as `export_chosen`."""
        ask_where(
            self,
            translate("Reports", "Xuất phiếu"),
            translate("Words", "Phiếu rà soát"),
            self.export_chosen.emit,
            (DOCX, PDF, XLSX),
        )

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=12, margins=(24, 12, 24, 12))
        words, presses = row(theme, gap=12), row(theme, gap=12)
        words.addWidget(make_label(translate("Words", "Phiếu rà soát"), TextRole.SCREEN_TITLE))
        words.addWidget(self._overall, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addStretch(1)
        presses.addStretch(1)
        presses.addWidget(self._to_detail)
        presses.addWidget(self._next)
        presses.addWidget(self._export)
        presses.addWidget(self._send)
        layout.addWidget(FoldingRow(theme, words, presses, narrow=_NARROW_HEADER))
        layout.addWidget(self._banner)
        page = row(theme, self._page, gap=16)
        sheet = panel("sheet", "sheetLines")
        column(theme, sheet, margins=(1, 1, 1, 1)).addLayout(self._list)
        content = QWidget()
        inner = column(theme, content)
        inner.addWidget(sheet)
        inner.addStretch(1)
        self._list_area = scrolled(content)
        page.addWidget(self._list_area, _LIST_SHARE)
        side = QWidget()
        outer = column(theme, side, margins=(0, 0, 14, 0))
        outer.addWidget(self._detail)
        outer.addStretch(1)
        self._side = scrolled(side)
        page.addWidget(self._side, _SIDE_SHARE)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._city)
        layout.addWidget(self._stack, 1)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_form(self, form: SheetForm) -> None:
        overall = word(report_words.OVERALLS, form.overall)
        self._overall.show_state(overall, report_words.OVERALL_TONES[form.overall])
        self._send.set_available(
            is_available=form.can_send,
            reason=translate("Reports", "Đang nhận ảnh.")
            if form.is_adding
            else translate("Reports", "Phiếu hôm nay đã gửi và chưa có gì thay đổi."),
        )
        if list(self._lines) != [one.code for one in form.rows]:
            self._make_lines(form.rows)
        for one in form.rows:
            self._lines[one.code].show_line(one)
        self._detail.show_detail(form.detail)
        self._next.setVisible(form.seen < form.total)
        self._place_detail(has_line=form.detail is not None)
        former, self._form = self._form, form
        if former is not None and form.refusals > former.refusals:
            QTimer.singleShot(0, self, self._focus_first_fault)  # once this state is drawn

    def _make_lines(self, rows: tuple[SheetRow, ...]) -> None:
        """Once: the list is the same as long as the program runs."""
        group = ""
        for one in rows:
            if one.group != group:
                group = one.group
                self._list.addWidget(self._heading(group))
            control = SheetLineControl(self._theme, one.code)
            control.chosen.connect(self.selected)
            control.ticked.connect(self._on_ticked)
            control.photo_opened.connect(self.photo_opened)
            self._lines[one.code] = control
            self._list.addWidget(control)

    def _heading(self, text: str) -> QWidget:
        head = panel("sunken")
        inside = row(self._theme, head, margins=(20, 6, 20, 6))
        inside.addWidget(make_label(text, TextRole.SMALL_MEDIUM, "ink2"))
        return head

    def _take_focus(self) -> None:
        if self._stack.currentWidget() is self._city:
            self.focus_search()
            return
        rows = self._form.rows if self._form is not None else ()
        chosen = next((self._lines[one.code] for one in rows if one.is_selected), None)
        first = chosen or next(iter(self._lines.values()), None)
        if first is not None and self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_first_fault(self) -> None:
        """After a refused press: to the first line with something to mend."""
        rows = self._form.rows if self._form is not None else ()
        faulty = next((one for one in rows if one.fault is not None), None)
        if faulty is not None:
            line = self._lines[faulty.code]
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            scroll_to(line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._photo.place()
        is_narrow = self.width() < self._theme.px(_NARROW)
        if is_narrow is not self._is_narrow:
            self._is_narrow, self._shows_detail = is_narrow, False
            self._place_detail(has_line=self._form is not None and self._form.detail is not None)

    def _place_detail(self, *, has_line: bool) -> None:
        """Beside the list; where there is no room for both, in its place when it is asked for."""
        alone = self._is_narrow and self._shows_detail and has_line
        self._side.setVisible(alone or not self._is_narrow)
        self._list_area.setVisible(not alone)
        self._to_detail.setVisible(self._is_narrow and has_line)
        back = translate("Reports", "Trở lại danh sách")
        self._to_detail.set_label(back if alone else translate("Reports", "Mục đang chọn"))

    # ---- events ----------------------------------------------------------------------------

    def _toggle_detail(self) -> None:
        self._shows_detail = not self._shows_detail
        self._place_detail(has_line=True)

    def _go_to_next(self) -> None:
        """To the next required line that nobody saw, from the chosen one on and round again."""
        rows = self._form.rows if self._form is not None else ()
        start = next((place + 1 for place, one in enumerate(rows) if one.is_selected), 0)
        open_lines = [
            one.code
            for one in (*rows[start:], *rows[:start])
            if one.is_required and one.result is SheetResult.NOT_SEEN
        ]
        if open_lines:
            self._shows_detail = False
            self._place_detail(has_line=True)
            line = self._lines[open_lines[0]]
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            scroll_to(line)

    def _on_ticked(self, code: str, result: str) -> None:
        self.ticked.emit(code, SheetResult(result).value)
