"""Actions of the signing, passed to its presenter."""

from pathlib import Path

from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.ids import PersonId
from desktop.presenters.conduct.signing.signing import SigningPresenter
from desktop.ui.desk.desk_actions import DeskActions


class SigningActions(DeskActions):
    """One named method per action; nothing happens while there is no session."""

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.session
        screen.minutes.signing.opened.connect(self.toggle)
        panel = screen.signing
        panel.form_pressed.connect(self.press)
        panel.objecting_asked.connect(self.begin_objection)
        panel.copies_set.connect(self.set_copies)
        panel.scan.added.connect(self.add_scan)
        panel.printing_asked.connect(self.print_minutes)
        panel.pages.turned.connect(self.turn_printed)
        panel.print_foot.printer_chosen.connect(self.choose_printer)
        panel.print_foot.confirmed.connect(self.confirm_printing)
        panel.print_foot.backed.connect(self.back)
        panel.closed.connect(self.close)
        panel.backed.connect(self.back)
        panel.refusal.reason_edited.connect(self.edit_reason)
        panel.refusal.witness_edited.connect(self.edit_witness)
        panel.refusal.confirmed.connect(self.confirm_refusal)
        panel.refusal.backed.connect(self.back)
        panel.digital.token_chosen.connect(self.use_token)
        panel.digital.file_chosen.connect(self.choose_certificate)
        panel.digital.confirmed.connect(self.sign_digitally)
        panel.digital.found_noted.connect(self.note_found)
        panel.digital.backed.connect(self.back)
        panel.objection.edited.connect(self.edit_objection)
        panel.objection.objector_chosen.connect(self.choose_objector)
        panel.objection.confirmed.connect(self.note_objection)
        panel.objection.backed.connect(self.back)

    @property
    def _signing(self) -> SigningPresenter | None:
        return None if self._desk.session is None else self._desk.session.signing

    def toggle(self) -> None:
        """The sheet opens, or goes."""
        if self._signing is not None:
            self._signing.toggle()
            self._main.session.take_focus()

    def close(self) -> None:
        """The sheet goes."""
        if self._signing is not None:
            self._signing.close()
            self._main.session.take_focus()

    def back(self) -> None:
        """What is typed goes, or else the sheet."""
        if self._signing is not None:
            self._signing.back()
            self._main.session.take_focus()

    def press(self, signer_id: str, form: str) -> None:
        """A form of a signer."""
        if self._signing is not None:
            self._signing.press(PersonId(signer_id), SignatureForm(form))

    def edit_reason(self, text: str) -> None:
        """Why somebody does not sign."""
        if self._signing is not None:
            self._signing.edit_reason(text)

    def edit_witness(self, place: int, text: str) -> None:
        """Before whom."""
        if self._signing is not None:
            self._signing.edit_witness(place, text)

    def confirm_refusal(self) -> None:
        """The button that notes it."""
        if self._signing is not None:
            self._signing.confirm_refusal()

    def begin_objection(self) -> None:
        """Somebody wants the minutes corrected."""
        if self._signing is not None:
            self._signing.begin_objection()

    def edit_objection(self, text: str) -> None:
        """What they want."""
        if self._signing is not None:
            self._signing.edit_objection(text)

    def choose_objector(self, by: str) -> None:
        """Who wants it."""
        if self._signing is not None:
            self._signing.choose_objector(by)

    def note_objection(self, result: str) -> None:
        """What is done about it."""
        if self._signing is not None:
            self._signing.note_objection(ObjectionResult(result))

    def set_copies(self, count: int) -> None:
        """How many copies."""
        if self._signing is not None:
            self._signing.set_copies(count)

    def add_scan(self, untrusted_path: str) -> None:
        """The signed sheets, scanned."""
        if self._signing is not None:
            self._signing.add_scan(Path(untrusted_path))

    def print_minutes(self) -> None:
        """The frozen minutes as they come out."""
        if self._signing is not None:
            self._signing.print_minutes()
            self._main.session.take_focus()

    def turn_printed(self, steps: int) -> None:
        """Another page to look at."""
        if self._signing is not None:
            self._signing.printing.turn(steps)

    def choose_printer(self, name: str) -> None:
        """Which one."""
        if self._signing is not None:
            self._signing.printing.choose(name)

    def confirm_printing(self) -> None:
        """Give the sheets to it."""
        if self._signing is not None:
            self._signing.printing.print_all()

    def use_token(self, is_chosen: bool) -> None:  # noqa: FBT001 - of a signal
        """A token, or a file."""
        if self._signing is not None:
            self._signing.digital.use_token(is_chosen=is_chosen)

    def choose_certificate(self, untrusted_path: str) -> None:
        """A file with a certificate."""
        if self._signing is not None:
            self._signing.digital.choose_file(Path(untrusted_path))

    def sign_digitally(self, password: str) -> None:
        """The button that signs."""
        if self._signing is not None:
            self._signing.digital.sign(password)

    def note_found(self) -> None:
        """A signature that came back with a scan is this signer's."""
        if self._signing is not None:
            self._signing.digital.note_found()
