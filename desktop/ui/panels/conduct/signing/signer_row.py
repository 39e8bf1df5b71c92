"""One signer: name, state, and a button for each form."""

from PySide6.QtCore import Qt, Signal

from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.presenters.conduct.signing.signing_state import SignerRow
from desktop.ui.panels.conduct.person_row import PersonRow
from desktop.ui.panels.conduct.signing import signing_texts
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.marks.light import LightState

_LIGHTS = {
    None: LightState.AHEAD,
    SignatureForm.BY_HAND: LightState.GOOD,
    SignatureForm.FINGERPRINT: LightState.GOOD,
    SignatureForm.DIGITAL: LightState.GOOD,
    SignatureForm.NOT_SIGNED: LightState.LOWER,
}


class SignerRowView(PersonRow):
    """pressed(str, str): the signer's id and a SignatureForm; the one that stands is taken back."""

    pressed = Signal(str, str)

    def __init__(self, theme: Theme, signer_id: str) -> None:
        super().__init__(theme, f"signer-{signer_id}")
        self._signer_id = signer_id
        self._drawn: SignerRow | None = None
        self._forms = {form: self._form_button(form) for form in SignatureForm}
        self._build(tuple(self._forms.values()))

    def show_row(self, state: SignerRow) -> None:
        """Writes what is new."""
        if state == self._drawn:
            return
        self._drawn = state
        turn = translate("Signing", "{name}, đến lượt ký").format(name=state.name)
        noted = None if state.signature is None else state.signature.form
        said = signing_texts.signer_text(state)
        name = turn if state.is_next else state.name
        self._show_noted(name, _LIGHTS[noted], said, is_noted=noted is not None)
        for form, button in self._forms.items():
            button.setVisible(state.can_note)
            button.setChecked(form is noted)
            label = words.word(sheet_words.SIGNATURE_FORMS, form)
            button.setAccessibleName(f"{state.name}: {label}. {said}")
        why = translate("Signing", "Máy này chưa có đủ bản đã chốt để ký số.")
        self._forms[SignatureForm.DIGITAL].set_available(is_available=state.can_sign, reason=why)

    def take_focus(self) -> bool:
        """The keyboard goes to the first button, where there is one."""
        button = next(iter(self._forms.values()))
        if not button.isVisibleTo(self):
            return False
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _form_button(self, form: SignatureForm) -> Button:
        label = words.word(sheet_words.SIGNATURE_FORMS, form)
        button = self._button(f"sign-{form}-{self._signer_id}", label, form.value)
        button.clicked.connect(self._on_pressed)
        return button

    def _on_pressed(self) -> None:
        """The city says what is noted: until then the buttons show what was."""
        form = str(self.sender().property("value"))
        drawn, self._drawn = self._drawn, None
        if drawn is not None:
            self.show_row(drawn)
        self.pressed.emit(self._signer_id, form)
