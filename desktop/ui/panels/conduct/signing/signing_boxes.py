"""What is typed at the signing: why somebody does not sign and before whom; a wish to correct."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from desktop.domain.conduct.signing.signature import MAX_WITNESS_CHARACTERS, SignatureFault
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.ending import MAX_REASON_CHARACTERS
from desktop.presenters.conduct.signing.signing_state import ObjectionAsk, RefusalAsk
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.fitted.short_choice import ShortChoice
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.inputs.text_area import TextArea
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_note, set_text

_LINES = 3
_SPARE = 50
"""What is too long is seen and told, never cut while it is typed."""


class RefusalBox(QFrame):
    """reason_edited(str); witness_edited(int, str): 0 or 1; confirmed; backed."""

    reason_edited = Signal(str)
    witness_edited = Signal(int, str)
    confirmed = Signal()
    backed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("refusalBox")
        self.setProperty("banner", "info")
        self._drawn: RefusalAsk | None = None
        self._whom = make_note("")
        self._reason = TextArea(theme, "refusal-reason", _LINES)
        self._why = Field(theme, translate("Signing", "Lý do không ký"), self._reason)
        help_text = translate("Signing", "Từ {least} đến {most} ký tự, in trong biên bản.")
        self._why.set_help(
            help_text.format(least=MIN_REASON_CHARACTERS, most=MAX_REASON_CHARACTERS)
        )
        self._witnesses = (self._witness(0), self._witness(1))
        first = Field(theme, translate("Signing", "Người chứng kiến 1"), self._witnesses[0])
        self._second = Field(theme, translate("Signing", "Người chứng kiến 2"), self._witnesses[1])
        inside = column(theme, self, gap=12, margins=(16, 12, 16, 12))
        for one in (self._whom, self._why, first, self._second):
            inside.addWidget(one)
        deed = Button(
            theme,
            "refusalConfirm",
            translate("Signing", "Ghi là không ký"),
            ButtonRole.PRIMARY,
            icon=Icon.CHECK,
        )
        back = Button(theme, "refusalBack", translate("Signing", "Thôi"))
        buttons = row(theme, gap=12)
        buttons.addWidget(deed, 1)
        buttons.addWidget(back)
        inside.addLayout(buttons)
        self._reason.text_edited.connect(self.reason_edited)
        deed.clicked.connect(self.confirmed)
        back.clicked.connect(self.backed)
        self.hide()

    def show_ask(self, ask: RefusalAsk | None) -> bool:
        """Whether a new question is there, which wants the keyboard."""
        former, self._drawn = self._drawn, ask
        self.setVisible(ask is not None)
        if ask is None:
            return False
        set_text(self._whom, translate("Signing", "{name} không ký").format(name=ask.name))
        self._reason.show_text(ask.reason)
        for line, text in zip(self._witnesses, ask.witnesses, strict=True):
            if line.text() != text:
                with QSignalBlocker(line):
                    line.setText(text)
        said = "" if ask.fault is None else words.word(sheet_words.SIGNATURE_FAULTS, ask.fault)
        is_reason = ask.fault is SignatureFault.REASON
        self._why.set_error(said if is_reason else "")
        self._second.set_error("" if is_reason else said)
        return former is None or former.signer_id != ask.signer_id

    def take_focus(self) -> None:
        """To the reason."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _witness(self, place: int) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"refusal-witness-{place + 1}")
        line.setMaxLength(MAX_WITNESS_CHARACTERS + _SPARE)
        line.setProperty("place", place)
        line.textEdited.connect(self._on_witness)
        line.returnPressed.connect(self.confirmed)
        return line

    def _on_witness(self, text: str) -> None:
        self.witness_edited.emit(int(self.sender().property("place")), text)


class ObjectionBox(QFrame):
    """edited(str); objector_chosen(str): who; confirmed(str): an ObjectionResult; backed."""

    edited = Signal(str)
    objector_chosen = Signal(str)
    confirmed = Signal(str)
    backed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("objectionBox")
        self.setProperty("banner", "info")
        self._drawn: ObjectionAsk | None = None
        self._where = make_note("")
        self._text = TextArea(theme, "objection-text", _LINES)
        self._wish = Field(theme, translate("Signing", "Đề nghị sửa, ý kiến"), self._text)
        self._who = ShortChoice()
        self._who.setObjectName("objection-by")
        who = Field(theme, translate("Signing", "Người có ý kiến"), self._who)
        inside = column(theme, self, gap=12, margins=(16, 12, 16, 12))
        for one in (self._where, who, self._wish):
            inside.addWidget(one)
        buttons = column(theme, gap=8)
        for result in ObjectionResult:
            role = ButtonRole.PRIMARY if result is ObjectionResult.ACCEPTED else ButtonRole.PLAIN
            label = words.word(sheet_words.OBJECTION_RESULTS, result)
            button = Button(theme, f"objection-{result}", label, role)
            button.setProperty("result", result.value)
            button.clicked.connect(self._on_pressed)
            buttons.addWidget(button)
        back = Button(theme, "objectionBack", translate("Signing", "Thôi"))
        buttons.addWidget(back)
        inside.addLayout(buttons)
        self._text.text_edited.connect(self.edited)
        self._who.activated.connect(self._on_who)
        back.clicked.connect(self.backed)
        self.hide()

    def show_ask(self, ask: ObjectionAsk | None) -> bool:
        """Whether a new question is there, which wants the keyboard."""
        former, self._drawn = self._drawn, ask
        self.setVisible(ask is not None)
        if ask is None:
            return False
        if ask.line_number:
            where = translate("Signing", "Dòng {number}: {text}")
            set_text(self._where, where.format(number=ask.line_number, text=ask.former))
        else:
            set_text(self._where, translate("Signing", "Ý kiến về cả biên bản"))
        if former is None or former.speakers != ask.speakers:
            with QSignalBlocker(self._who):
                self._who.clear()
                self._who.addItems(list(dict.fromkeys((*ask.speakers, ask.by))))
        with QSignalBlocker(self._who):
            self._who.setCurrentText(ask.by)
        self._text.show_text(ask.text)
        fault = ask.fault
        said = "" if fault is None else words.word(sheet_words.OBJECTION_FAULTS, fault)
        self._wish.set_error(said)
        return former is None

    def take_focus(self) -> None:
        """To the words."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_who(self, place: int) -> None:
        self.objector_chosen.emit(self._who.itemText(place))

    def _on_pressed(self) -> None:
        self.confirmed.emit(str(self.sender().property("result")))
