"""Ký số: one signer signs the frozen minutes with a certificate; noted when the paper holds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.conduct.signing.digital import SigningOrder, signatures_of, signed_papers
from desktop.domain.conduct.signing.signature import SaidSignature, SignatureForm
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import DocumentId, PersonId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.events import MinutesSigned, PapersChanged, ScanTaken
from desktop.domain.papers.paper import Paper
from desktop.presenters.conduct.signing.digital_state import (
    DigitalBox,
    DigitalFault,
    DigitalStage,
)
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.signing_facts import SigningFacts
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode

_FAILURES = frozenset({"sign_minutes", "add_scan"})


@dataclass(frozen=True, slots=True)
class _Signer:
    """Who is asked to sign, and what."""

    id: PersonId
    name: str
    version: MinutesVersion


class DigitalPresenter:
    """Of one entry. What is signed is the frozen version alone, where it is whole on this PC.

    The password goes to the signing and stays nowhere. Thread: MainThread.
    """

    def __init__(
        self, *, entry: SessionEntry, facts: SigningFacts, on_changed: Callable[[], None]
    ) -> None:
        self._session_id = entry.context.session_id
        self._service = entry.services.digital_signing
        self._signing = entry.services.signing
        self._papers = entry.services.papers
        self._facts = facts
        self._on_changed = on_changed
        self._signer: _Signer | None = None
        self._uses_token = False
        self._file: Path | None = None
        self._stage = DigitalStage.ASKED
        self._taken: DocumentId | None = None
        self._fault: DigitalFault | None = None
        self._message: Message | None = None

    # ---- what the officer does -------------------------------------------------------------

    def can_open(self) -> bool:
        """The minutes of this PC are the frozen version, and no signature is being made."""
        return self._facts.is_same() is True and self._stage is DigitalStage.ASKED

    def open(self, signer_id: PersonId, name: str) -> None:
        """Ký số: with what, is asked."""
        version = self._facts.version
        if version is None or not self.can_open():
            return
        self._signer = _Signer(signer_id, name, version)
        self._uses_token = self._service.has_token
        self._file = self._fault = self._message = None

    def close(self) -> None:
        """Nothing is asked any more; a signature that is being made comes in as a paper."""
        if self._stage is DigitalStage.ASKED:
            self._signer = None

    def use_token(self, *, is_chosen: bool) -> None:
        """The token, or a file."""
        if self._is_asked() and self._service.has_token:
            self._uses_token, self._fault = is_chosen, None
            self._on_changed()

    def choose_file(self, untrusted_path: Path) -> None:
        """A file with a certificate and its key."""
        if self._is_asked():
            self._file, self._uses_token = untrusted_path, False
            self._fault = self._message = None
            self._on_changed()

    def sign(self, password: str) -> None:
        """Ký: what is missing is told, else the signature is made."""
        signer = self._signer
        if signer is None or not self._is_asked():
            return
        self._message = None
        self._fault = self._missing(password)
        if self._fault is None:
            self._stage = DigitalStage.SIGNING
            self._service.sign(
                SigningOrder(
                    session_id=self._session_id,
                    signer_id=signer.id,
                    version=signer.version,
                    certificate=None if self._uses_token else self._file,
                    password=password,
                )
            )
        self._on_changed()

    def note_found(self) -> None:
        """The signature that came back with a scan is this signer's: whoever notes it says so."""
        signer = self._signer
        if signer is not None and self._is_asked() and self.signatures():
            self._note(signer)
            self._on_changed()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """The signature was made, its paper was taken in; or not."""
        match event:
            case MinutesSigned(session_id=self._session_id) if self._stage is DigitalStage.SIGNING:
                self._stage = DigitalStage.KEEPING
            case ScanTaken(session_id=self._session_id, document_id=document_id):
                self._taken = document_id if self._stage is DigitalStage.KEEPING else None
            case PapersChanged(session_id=self._session_id):
                self._take_paper()
            case ActionFailed(action=action) if action in _FAILURES and self._is_at_work():
                self._stage, self._message = DigitalStage.ASKED, failure_message(event)
            case _:
                pass
        if self._signer is not None and self._signer.version != self._facts.version:
            self.close()  # other words: whoever wanted to sign reads them first

    # ---- reading ---------------------------------------------------------------------------

    def signatures(self) -> tuple[DigitalSignature, ...]:
        """On the papers of this version, of every site."""
        version = self._facts.version
        if version is None:
            return ()
        return signatures_of(self._all(), self._session_id, version)

    def box(self) -> DigitalBox | None:
        """None while nobody signs digitally."""
        signer = self._signer
        if signer is None:
            return None
        is_asked = self._stage is DigitalStage.ASKED
        return DigitalBox(
            signer_id=signer.id,
            name=signer.name,
            has_token=self._service.has_token,
            uses_token=self._uses_token,
            file="" if self._file is None else self._file.name,
            stage=self._stage,
            fault=self._fault,
            message=self._message,
            can_note_found=is_asked and bool(self.signatures()),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _is_asked(self) -> bool:
        return self._signer is not None and self._stage is DigitalStage.ASKED

    def _is_at_work(self) -> bool:
        return self._stage is not DigitalStage.ASKED

    def _missing(self, password: str) -> DigitalFault | None:
        if self._uses_token:
            return None if password else DigitalFault.NO_PASSWORD
        return DigitalFault.NO_FILE if self._file is None else None

    def _all(self) -> tuple[Paper, ...]:
        return self._papers.papers(self._session_id)

    def _take_paper(self) -> None:
        """Its pages were read and its signatures looked at: what they say is what is noted."""
        signer = self._signer
        if signer is None or self._stage is not DigitalStage.KEEPING:
            return
        if all(one.id != self._taken for one in self._all()):
            return
        holds = signed_papers(self._all(), self._session_id, signer.version)
        self._stage = DigitalStage.ASKED
        if any(one.id == self._taken for one in holds):
            self._note(signer)
        else:
            self._message = Message(code=MessageCode.SIGNED_NOT_HELD, tone=Tone.WARN, data={})
        self._taken = None

    def _note(self, signer: _Signer) -> None:
        said = SaidSignature(form=SignatureForm.DIGITAL)
        self._signing.note_signature(signer.id, said)
        self._signer = None
