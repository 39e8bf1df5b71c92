"""Dừng buổi tiếp: how the session is ended, why, and what follows; a sheet beside the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.ending import ENDINGS, MAX_REASON_CHARACTERS
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.deeds.ending_state import EndingFault, EndingSheet
from desktop.ui.panels.conduct.deeds.deed_panel import DeedPanel
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.fitted.choice_row import ChoiceRow
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.inputs.text_area import TextArea
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_LINES = 4


class EndingPanel(DeedPanel[EndingSheet]):
    """The minutes can be finished while it is open.

    ending_chosen(str): a SessionStatus; reason_edited(str); confirmed; `closed`.
    """

    ending_chosen = Signal(str)
    reason_edited = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        title = translate("Ending", "Dừng buổi tiếp")
        super().__init__(theme, "ending", host, title, ButtonRole.DESTRUCTIVE, Icon.STOP)
        self._choices = dict[SessionStatus, Button]()
        self._choice_fault = make_paragraph("", TextRole.SMALL, "danger")
        self._note = make_paragraph("")
        self._reason = TextArea(theme, "ending-reason", _LINES)
        self._field = Field(theme, translate("Ending", "Lý do (ghi vào biên bản)"), self._reason)
        self._last_words = make_paragraph("", TextRole.BODY, "ink2")
        self._build(theme)
        self._reason.text_edited.connect(self.reason_edited)
        self._end_with_foot()

    @override
    def take_focus(self) -> None:
        sheet = self._drawn
        if sheet is None or sheet.chosen is None:
            first = sheet.endings[0] if sheet is not None else ENDINGS[0]
            self._choices[first].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- building --------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        choices = column(theme, gap=8)
        choices.addWidget(make_label(translate("Ending", "Cách dừng"), TextRole.BODY_MEDIUM))
        for ending in ENDINGS:
            title = words.word(sheet_words.ENDINGS, ending)
            note = words.word(sheet_words.CONSEQUENCES, ending)
            button = ChoiceRow(theme, f"ending-{ending}", title, note)
            button.setProperty("ending", ending.value)
            button.clicked.connect(self._on_choice)
            self._choices[ending] = button
            choices.addWidget(button)
        choices.addWidget(self._choice_fault)
        self.body.addLayout(choices)
        self.body.addWidget(self._field)
        self.body.addWidget(self._note)
        self.body.addWidget(self._last_words)
        self.body.addStretch(1)
        set_text(
            self._last_words,
            translate(
                "Ending",
                "Ghi xong biên bản rồi mới dừng: sau khi dừng không ghi thêm được nữa.",
            ),
        )
        help_text = translate(
            "Ending", "Từ {least} đến {most} ký tự. Không ghi số giấy tờ, số điện thoại."
        )
        self._field.set_help(
            help_text.format(least=MIN_REASON_CHARACTERS, most=MAX_REASON_CHARACTERS)
        )

    # ---- drawing ---------------------------------------------------------------------------

    @override
    def _show(self, sheet: EndingSheet, former: EndingSheet | None) -> None:
        self._show_choices(sheet)
        self._show_reason(sheet)
        self._show_foot(sheet)

    @override
    def _faulty(self, sheet: EndingSheet) -> QWidget | None:
        if sheet.fault is None:
            return None
        is_choice = sheet.fault is EndingFault.NOTHING_CHOSEN
        return self._choice_fault if is_choice else self._field

    def _show_choices(self, sheet: EndingSheet) -> None:
        for ending, button in self._choices.items():
            button.setVisible(ending in sheet.endings)
            button.setChecked(ending is sheet.chosen)
        is_missing = sheet.fault is EndingFault.NOTHING_CHOSEN
        self._choice_fault.setVisible(is_missing)
        fault = words.word(sheet_words.FAULTS, EndingFault.NOTHING_CHOSEN)
        set_text(self._choice_fault, fault, "danger")
        general = translate("Ending", "Buổi này dừng hẳn ở mọi điểm cầu và không mở lại được.")
        chosen = sheet.chosen
        set_text(self._note, general if chosen is None else words.word(sheet_words.NOTES, chosen))

    def _show_reason(self, sheet: EndingSheet) -> None:
        self._reason.show_text(sheet.reason)
        is_of_reason = sheet.fault not in (None, EndingFault.NOTHING_CHOSEN)
        self._field.set_error(
            words.word(sheet_words.FAULTS, sheet.fault) if sheet.fault and is_of_reason else ""
        )

    def _show_foot(self, sheet: EndingSheet) -> None:
        name = translate("Ending", "Dừng buổi tiếp")
        if sheet.chosen is not None:
            name = words.word(sheet_words.ENDINGS, sheet.chosen)
        self._foot.show_deed(name, obstacle=sheet.obstacle, is_waiting=sheet.is_waiting)

    def _on_choice(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            button.setChecked(True)  # a second press says the same again
            self.ending_chosen.emit(str(button.property("ending")))
