"""One signer: name, state, and a button for each form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.presenters.conduct.signing.signing_state import SignerRow
from desktop.ui.panels.conduct.signing import signing_texts
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize, join_buttons
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_note, set_text

_LIGHTS = {
    None: LightState.AHEAD,
    SignatureForm.BY_HAND: LightState.GOOD,
    SignatureForm.FINGERPRINT: LightState.GOOD,
    SignatureForm.NOT_SIGNED: LightState.LOWER,
}


class SignerRowView(QFrame):
    """pressed(str, str): the signer's id and a SignatureForm; the one that stands is taken back."""

    pressed = Signal(str, str)

    def __init__(self, theme: Theme, signer_id: str) -> None:
        super().__init__()
        self._signer_id = signer_id
        self._drawn: SignerRow | None = None
        self.setObjectName(f"signer-{signer_id}")
        self._name = make_note("", TextRole.BODY_STRONG)
        self._light = Light(theme, 18, LightState.AHEAD)
        self._note = make_note("", TextRole.SMALL, "ink2")
        self._forms = {form: self._button(theme, form) for form in SignatureForm}
        join_buttons(tuple(self._forms.values()))
        layout = column(theme, self, gap=4, margins=(0, 8, 0, 8))
        layout.addWidget(self._name)
        said = row(theme, gap=8)
        said.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._note, 1)
        layout.addLayout(said)
        forms = row(theme)
        for button in self._forms.values():
            forms.addWidget(button, 1)
        layout.addLayout(forms)

    def show_row(self, state: SignerRow) -> None:
        """Writes what is new."""
        if state == self._drawn:
            return
        self._drawn = state
        turn = translate("Signing", "{name}, đến lượt ký").format(name=state.name)
        set_text(self._name, turn if state.is_next else state.name)
        noted = None if state.signature is None else state.signature.form
        self._light.set_state(_LIGHTS[noted])
        said = signing_texts.signer_text(state)
        set_text(self._note, said, "ink" if noted else "ink2")
        for form, button in self._forms.items():
            button.setVisible(state.can_note)
            button.setChecked(form is noted)
            label = words.word(sheet_words.SIGNATURE_FORMS, form)
            button.setAccessibleName(f"{state.name}: {label}. {said}")

    def take_focus(self) -> bool:
        """The keyboard goes to the first button, where there is one."""
        button = next(iter(self._forms.values()))
        if not button.isVisibleTo(self):
            return False
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _button(self, theme: Theme, form: SignatureForm) -> Button:
        label = words.word(sheet_words.SIGNATURE_FORMS, form)
        button = Button(theme, f"sign-{form}-{self._signer_id}", label, size=ButtonSize.SMALL)
        button.setCheckable(True)
        button.setProperty("form", form.value)
        button.clicked.connect(self._on_pressed)
        return button

    def _on_pressed(self) -> None:
        """The city says what is noted: until then the buttons show what was."""
        form = str(self.sender().property("form"))
        drawn, self._drawn = self._drawn, None
        if drawn is not None:
            self.show_row(drawn)
        self.pressed.emit(self._signer_id, form)
