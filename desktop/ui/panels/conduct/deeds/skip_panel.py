"""Bỏ qua một bước: why the next step is left out; a sheet beside the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.ending import MAX_REASON_CHARACTERS
from desktop.presenters.conduct.deeds.skipping import SkipSheet
from desktop.ui.panels.conduct.deeds.deed_panel import DeedPanel
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import ButtonRole
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.inputs.text_area import TextArea
from desktop.ui.widgets.text import make_paragraph, set_text

_LINES = 4


class SkipPanel(DeedPanel[SkipSheet]):
    """reason_edited(str); confirmed; `closed`: no step is left out."""

    reason_edited = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        title = translate("Skip", "Bỏ qua bước")
        super().__init__(theme, "skip", host, title, ButtonRole.PRIMARY, Icon.LIST_STEPS)
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
        self._reason.text_edited.connect(self.reason_edited)
        self._end_with_foot()

    @override
    def take_focus(self) -> None:
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def _show(self, sheet: SkipSheet, former: SkipSheet | None) -> None:
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

    @override
    def _faulty(self, sheet: SkipSheet) -> QWidget | None:
        return None if sheet.fault is None else self._field
