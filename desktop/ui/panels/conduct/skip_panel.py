"""Bỏ qua một bước: why the next step is left out; a sheet beside the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.ending import MAX_REASON_CHARACTERS
from desktop.presenters.conduct.skipping import SkipSheet
from desktop.ui.panels.conduct.sheet_foot import SheetFoot
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import ButtonRole
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import scroll_to
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_paragraph, set_text
from desktop.ui.widgets.text_area import TextArea

_WIDTH = 480
_LINES = 4


class SkipPanel(SidePanel):
    """Lies over the left of the session: the minutes stay in sight.

    reason_edited(str); confirmed; `closed`: no step is left out.
    """

    reason_edited = Signal(str)
    confirmed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "skipPanel", host, _WIDTH)
        self._drawn: SkipSheet | None = None
        back = translate("Skip", "Trở lại buổi tiếp")
        title = translate("Skip", "Bỏ qua bước")
        self.set_titles(title, back)
        self._what = make_paragraph("")
        self._reason = TextArea(theme, "skip-reason", _LINES)
        self._field = Field(theme, translate("Skip", "Lý do (in trong biên bản)"), self._reason)
        help_text = translate(
            "Skip", "Từ {least} đến {most} ký tự. Không ghi số giấy tờ, số điện thoại."
        )
        self._field.set_help(
            help_text.format(least=MIN_REASON_CHARACTERS, most=MAX_REASON_CHARACTERS)
        )
        self.body.addWidget(self._what)
        self.body.addWidget(self._field)
        self.body.addStretch(1)
        self._foot = SheetFoot(theme, "skip", title, ButtonRole.PRIMARY, Icon.LIST_STEPS, back)
        self.foot.addWidget(self._foot)
        self._reason.text_edited.connect(self.reason_edited)
        self._foot.confirmed.connect(self.confirmed)
        self._foot.backed.connect(self.closed)

    @override
    def place(self) -> None:
        super().place()
        self.move(0, 0)

    def show_sheet(self, sheet: SkipSheet | None) -> None:
        """Opens with the question, or shuts."""
        former, self._drawn = self._drawn, sheet
        if sheet is None:
            self.shut()
            return
        if sheet != former:
            self._show(sheet)
        if former is None:
            self.open()
            self.take_focus()
        if sheet.fault is not None and (former is None or sheet.fault is not former.fault):
            self.body.activate()
            scroll_to(self._field)

    def take_focus(self) -> None:
        """The keyboard goes to the reason."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, sheet: SkipSheet) -> None:
        step = words.word(words.STEPS, sheet.step)
        what = translate(
            "Skip",
            "Bỏ qua bước {step}. Chưa chuyển bước. Ghi lý do, lý do in trong biên bản. (K-180)",
        )
        set_text(self._what, what.format(step=step))
        self._reason.show_text(sheet.reason)
        fault = sheet.fault
        self._field.set_error("" if fault is None else words.word(sheet_words.REASONS, fault))
        label = translate("Skip", "Bỏ qua: {step}").format(step=step)
        self._foot.show_deed(label, obstacle=sheet.obstacle, is_waiting=sheet.is_waiting)
