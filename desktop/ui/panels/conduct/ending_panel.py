"""Dừng buổi tiếp: how the session is ended, why, and what follows; a sheet beside the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.ending import ENDINGS, MAX_REASON_CHARACTERS
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.ending_state import EndingFault, EndingSheet
from desktop.ui.panels.conduct.sheet_foot import SheetFoot
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.fitted.choice_row import ChoiceRow
from desktop.ui.widgets.layout import column, scroll_to
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_label, make_paragraph, set_text
from desktop.ui.widgets.text_area import TextArea

_WIDTH = 480
_LINES = 4


class EndingPanel(SidePanel):
    """Lies over the left of the session: the minutes stay in sight and can be finished.

    ending_chosen(str): a SessionStatus; reason_edited(str); confirmed; `closed`: the session
    goes on.
    """

    ending_chosen = Signal(str)
    reason_edited = Signal(str)
    confirmed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "endingPanel", host, _WIDTH)
        self._drawn: EndingSheet | None = None
        back = translate("Ending", "Trở lại buổi tiếp")
        self.set_titles(translate("Ending", "Dừng buổi tiếp"), back)
        self._choices = dict[SessionStatus, Button]()
        self._choice_fault = make_paragraph("", TextRole.SMALL, "danger")
        self._note = make_paragraph("")
        self._reason = TextArea(theme, "ending-reason", _LINES)
        self._field = Field(theme, translate("Ending", "Lý do (ghi vào biên bản)"), self._reason)
        self._last_words = make_paragraph("", TextRole.BODY, "ink2")
        self._foot = SheetFoot(
            theme, "ending", translate("Ending", "Dừng buổi tiếp"),
            ButtonRole.DESTRUCTIVE, Icon.STOP, back,
        )  # fmt: skip
        self._build(theme)
        self._connect()

    @override
    def place(self) -> None:
        super().place()
        self.move(0, 0)

    def show_sheet(self, sheet: EndingSheet | None) -> None:
        """Opens with the question, or shuts."""
        former, self._drawn = self._drawn, sheet
        if sheet is None:
            self.shut()
            return
        if sheet != former:
            self._show_choices(sheet)
            self._show_reason(sheet)
            self._show_foot(sheet)
        if former is None:
            self.open()
            self.take_focus()
        if sheet.fault is not None and (former is None or sheet.fault is not former.fault):
            self._go_to_fault(sheet.fault)

    def _go_to_fault(self, fault: EndingFault) -> None:
        """What is said of the fault is in sight, where the panel is lower than its words."""
        self.body.activate()
        is_choice = fault is EndingFault.NOTHING_CHOSEN
        scroll_to(self._choice_fault if is_choice else self._field)

    def take_focus(self) -> None:
        """The keyboard goes to the first thing that is to be done."""
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
        self.foot.addWidget(self._foot)

    def _connect(self) -> None:
        self._reason.text_edited.connect(self.reason_edited)
        self._foot.confirmed.connect(self.confirmed)
        self._foot.backed.connect(self.closed)

    # ---- drawing ---------------------------------------------------------------------------

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
