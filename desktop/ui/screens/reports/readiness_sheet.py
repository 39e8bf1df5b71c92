"""Phiếu rà soát: every line of the circular's list, ticked with one press."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.readiness_sheet import SheetResult
from desktop.presenters.readiness_sheet_state import (
    ReadinessSheetViewState,
    SheetForm,
    SheetRow,
)
from desktop.ui import report_words
from desktop.ui.file_dialogs import DOCX, XLSX, ask_where
from desktop.ui.screens.sheet_city import SheetCityView
from desktop.ui.screens.sheet_detail import SheetDetailView
from desktop.ui.screens.sheet_line import SheetLineControl
from desktop.ui.screens.sheet_viewer import SheetPhotoPanel
from desktop.ui.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.folding_row import FoldingRow
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.text import make_label
from desktop.ui.words import word

_LIST_SHARE, _SIDE_SHARE = 5, 2
_NARROW_HEADER = 800


class ReadinessSheetScreen(QWidget):
    """The list at the left, the chosen line at the right.

    ticked(str, str): a line's code and a SheetResult; selected(str): a line's code;
    text_edited(str, str): remark, fix_by or fix_due of the chosen line, and its text; sent;
    received(str): a report id; export_chosen(str): a path; photo_added(str): a path, for the chosen
    line; photo_opened(str), photo_removed(str): a photo's hash; photos_opened(str): a report id;
    photo_turned(int): steps; photo_closed.
    """

    ticked = Signal(str, str)
    selected = Signal(str)
    text_edited = Signal(str, str)
    sent = Signal()
    received = Signal(str)
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
            translate("Reports", "Gửi thành phố"),
            ButtonRole.PRIMARY,
            icon=Icon.SEND,
        )
        self._send.clicked.connect(self.sent)
        self._banner = Banner(theme, "readinessSheetBanner")
        self._lines: dict[str, SheetLineControl] = {}
        self._list = column(theme)
        self._detail = SheetDetailView(theme)
        self._detail.text_edited.connect(self.text_edited)
        self._detail.photo_added.connect(self.photo_added)
        self._detail.photo_opened.connect(self.photo_opened)
        self._detail.photo_removed.connect(self.photo_removed)
        self._city = SheetCityView(theme)
        self._city.received.connect(self.received)
        self._city.photos_opened.connect(self.photos_opened)
        self._stack = QStackedWidget()
        self._page = QWidget()
        self._build()
        self._photo = SheetPhotoPanel(theme, self)
        self._photo.turned.connect(self.photo_turned)
        self._photo.closed.connect(self.photo_closed)

    def show_state(self, state: ReadinessSheetViewState) -> None:
        """Draws the sheet, or at headquarters those of all units."""
        said = sentence(state.message) if state.message is not None else None
        self._banner.setVisible(said is not None)
        if state.message is not None and said is not None:
            self._banner.show_message(state.message.tone.value, said.fact, said.rest, said.code)
        is_form = state.form is not None
        for widget in (self._send, self._export, self._overall):
            widget.setVisible(is_form)
        self._export.set_available(
            is_available=state.can_export,
            reason=translate("Reports", "Phiếu đang được ghi ra tệp."),
        )
        if state.form is not None:
            self._stack.setCurrentWidget(self._page)
            self._show_form(state.form)
        elif state.city is not None:
            self._stack.setCurrentWidget(self._city)
            self._city.show_sheets(state.city)
        self._photo.show_photo(state.viewer)

    def take_focus(self) -> None:
        """The first line, once it is there."""
        QTimer.singleShot(0, self, self._take_focus)

    def ask_export_path(self) -> None:
        """Asks where the sheet goes; the answer comes as `export_chosen`."""
        ask_where(
            self,
            translate("Reports", "Xuất phiếu"),
            translate("Words", "Phiếu rà soát"),
            self.export_chosen.emit,
            (DOCX, XLSX),
        )

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        words, presses = row(theme, gap=12), row(theme, gap=12)
        words.addWidget(make_label(translate("Words", "Phiếu rà soát"), TextRole.SCREEN_TITLE))
        words.addWidget(self._overall, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addStretch(1)
        presses.addStretch(1)
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
        page.addWidget(scrolled(content), _LIST_SHARE)
        side = QWidget()
        outer = column(theme, side)
        outer.addWidget(self._detail)
        outer.addStretch(1)
        page.addWidget(scrolled(side), _SIDE_SHARE)
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
        first = next(iter(self._lines.values()), None)
        if first is not None and self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._photo.place()

    # ---- events ----------------------------------------------------------------------------

    def _on_ticked(self, code: str, result: str) -> None:
        self.ticked.emit(code, SheetResult(result).value)
