"""Ký biên bản: states of signers, objections and copies, each noted by a press of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.signing.signature import (
    SaidSignature,
    SignatureForm,
    signature_fault,
    tidied,
)
from desktop.domain.conduct.signing.signing import MAX_COPIES, Signing
from desktop.domain.conduct.signing.version import (
    MAX_OBJECTIONS,
    Objection,
    ObjectionResult,
    is_objection,
)
from desktop.domain.events import Event
from desktop.domain.ids import MinuteLineId, PersonId
from desktop.domain.reception.status import Step
from desktop.domain.text import plain_line
from desktop.presenters.conduct.live_sheet import LiveSheet, SheetParts
from desktop.presenters.conduct.signing.digital import DigitalPresenter
from desktop.presenters.conduct.signing.printing import PrintPresenter
from desktop.presenters.conduct.signing.signing_rows import SigningRows
from desktop.presenters.conduct.signing.signing_state import (
    ObjectionAsk,
    ObjectionFault,
    RefusalAsk,
    SigningBar,
    SigningSheet,
)
from desktop.presenters.conduct.signing.text_teller import TextTeller
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.live.signed_scan import SignedScans
from desktop.presenters.live.signing_facts import SigningFacts

_STEPS = frozenset({Step.READ_BACK, Step.SIGNING})


class SigningPresenter(LiveSheet):
    """States of signers, objections and copies."""

    def __init__(self, parts: SheetParts, *, on_open: Callable[[], None]) -> None:
        super().__init__(parts, on_open=on_open)
        self._service = parts.entry.services.signing
        self.facts = SigningFacts(entry=parts.entry)
        self._rows = SigningRows(entry=parts.entry, facts=self.facts)
        self.scans = SignedScans(
            papers=parts.entry.services.papers,
            session_id=self._context.session_id,
            own_site_id=self._context.own_site_id,
            version=lambda: self.facts.version,
            may_add=self._may_add_scan,
        )
        self.printing = PrintPresenter(
            entry=parts.entry, facts=self.facts, on_changed=parts.on_changed
        )
        self.digital = DigitalPresenter(
            entry=parts.entry, facts=self.facts, on_changed=parts.on_changed
        )
        self._teller = TextTeller(entry=parts.entry, facts=self.facts)
        self._ask: RefusalAsk | None = None
        self._objecting: ObjectionAsk | None = None
        self._objected: MinuteLineId | None = None
        self._step = parts.entry.facts.step

    # ---- what the officer does -------------------------------------------------------------

    @override
    def close(self) -> None:
        """What is being typed stays until it is noted."""
        was_open, self._is_open = self._is_open, False
        if was_open:
            self.printing.close()
            self.digital.close()
            self._on_changed()

    def back(self) -> None:
        """Esc: what is being typed goes, or else the sheet."""
        if self.printing.box() is not None:
            self.printing.close()
        elif self._is_typing():
            self._ask = self._objecting = None
            self.digital.close()
            self._on_changed()
        else:
            self.close()

    def press(self, signer_id: PersonId, form: SignatureForm) -> None:
        """A form of a signer: noted at once; who does not sign is asked why first.

        The form that stands already is taken back.
        """
        row = self._rows.row(signer_id)
        if row is None or not row.can_note or not self._is_reached():
            return
        self._objecting = None
        self.digital.close()
        former = row.signature
        if former is not None and former.form is form:
            self._service.note_signature(signer_id, None)
        elif form is SignatureForm.NOT_SIGNED:
            self._ask = RefusalAsk(
                signer_id=signer_id, name=row.name, reason="", witnesses=("", ""), fault=None
            )
        elif form is SignatureForm.DIGITAL:
            self._ask = None
            self.digital.open(signer_id, row.name)
        else:
            self._ask = None
            self._service.note_signature(signer_id, SaidSignature(form=form))
        self._on_changed()

    def edit_reason(self, text: str) -> None:
        """Why somebody does not sign."""
        if self._ask is not None:
            self._ask = replace(self._ask, reason=text, fault=None)
            self._on_changed()

    def edit_witness(self, place: int, text: str) -> None:
        """Before whom. place: 0 or 1."""
        if self._ask is not None:
            first, second = self._ask.witnesses
            witnesses = (text, second) if place == 0 else (first, text)
            self._ask = replace(self._ask, witnesses=witnesses, fault=None)
            self._on_changed()

    def confirm_refusal(self) -> None:
        """Note that somebody does not sign; what is missing is told."""
        ask = self._ask
        if ask is None or not self._is_reached():
            return
        said = _refusal(ask)
        self._ask = replace(ask, fault=signature_fault(said))
        if self._ask.fault is None:
            self._service.note_signature(ask.signer_id, said)
        self._on_changed()

    def begin_objection(self) -> None:
        """Somebody wants the minutes corrected: the line that is read, or the whole.

        What is being typed stays.
        """
        if not self._can_object() or self._objecting is not None:
            return
        live = self._session.live
        read_back = None if live is None else live.read_back
        self._objected = None if read_back is None else read_back.line_id
        number, former = self.facts.line(self._objected)
        if not number:
            self._objected = None
        speakers = self._context.speakers()
        self._ask = None
        self.digital.close()
        self._objecting = ObjectionAsk(
            line_number=number,
            former=former,
            text="",
            by=self._context.speaker_label(self._context.own_site_id),
            speakers=speakers,
            fault=None,
        )
        self._on_changed()

    def edit_objection(self, text: str) -> None:
        """What somebody wants."""
        if self._objecting is not None:
            self._objecting = replace(self._objecting, text=text, fault=None)
            self._on_changed()

    def choose_objector(self, by: str) -> None:
        """Who wants it."""
        if self._objecting is not None:
            self._objecting = replace(self._objecting, by=by, fault=None)
            self._on_changed()

    def note_objection(self, result: ObjectionResult) -> None:
        """Note the wish, and what is done about it."""
        asked = self._objecting
        if asked is None or not self._is_reached():
            return
        fault = self._objection_fault(asked)
        self._objecting = replace(asked, fault=fault)
        if fault is None:
            self._service.note_objection(self._objected, asked.text, asked.by, result)
        self._on_changed()

    def set_copies(self, count: int) -> None:
        """How many copies are printed and signed."""
        is_number = 1 <= count <= MAX_COPIES
        if is_number and self._may_set_copies() and self._is_reached():
            self._service.set_copies(count)

    def add_scan(self, untrusted_path: Path) -> None:
        """The signed sheets, scanned; also once everybody has a state."""
        self.scans.add(untrusted_path)
        self._on_changed()

    def print_minutes(self) -> None:
        """Ctrl+P, or the button: the frozen minutes as they come out."""
        if self.printing.can_open():
            if not self._is_open:
                self.toggle()
            self.printing.open()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """What was typed goes once the city has it; the session draws."""
        if isinstance(event, LiveSessionChanged):
            self._drop_noted()
            self._shut_with_the_step()
        self.scans.on_event(event)
        self.printing.on_event(event)
        self.digital.on_event(event)
        self._teller.follow()

    def on_tick(self) -> None:
        """Time went on."""
        self._teller.follow()

    # ---- reading ---------------------------------------------------------------------------

    @override
    def can_show(self) -> bool:
        is_time = self._rows.is_time() or self.facts.version is not None
        return self.facts.signing is not None and is_time and not self._session.is_over

    def obstacle(self) -> Obstacle | None:
        """What keeps the session from its next step: the city refuses it as well."""
        if self.facts.signing is None:
            return None
        if self._session.step is Step.READ_BACK:
            differs = self.facts.differing() or self.facts.unsent() or self.facts.draft().unsettled
            return Obstacle.TEXTS_DIFFER if differs else None
        is_signing = self._session.step is Step.SIGNING
        return Obstacle.SIGNERS_MISSING if is_signing and self.facts.missing() else None

    def bar(self) -> SigningBar | None:
        """None before the reading back, and where the city notes nothing."""
        signing = self.facts.signing
        version = self.facts.version
        if signing is None or (version is None and not self.facts.is_read_back):
            return None
        signers = () if version is None else self.facts.signers()
        missing = () if version is None else self.facts.missing()
        return SigningBar(
            differing=tuple(map(self._rows.site_name, self.facts.differing())),
            unsent=self.facts.unsent(),
            version=self._rows.version(),
            number=signing.number,
            people=len(signers),
            missing=tuple(map(self._rows.signer_name, missing)),
            objections=len(signing.objections),
            can_open=self.can_show(),
            scanned=self.scans.scanned(),
        )

    def sheet(self) -> SigningSheet | None:
        """None while it is shut."""
        signing = self.facts.signing
        if not self._is_open or signing is None:
            return None
        return SigningSheet(
            sites=self._rows.sites(),
            objections=tuple(map(self._rows.objection, signing.objections)),
            ask=self._ask,
            objecting=self._objecting,
            scan=self.scans.shown(),
            copies=signing.copies,
            can_object=self._can_object() and self._objecting is None,
            can_set_copies=self._may_set_copies(),
            obstacle=None if self._session.is_connected else Obstacle.CITY_LOST,
            printing=self.printing.box(),
            can_print=self.printing.can_open(),
            digital=self.digital.box(),
            signatures=self.digital.signatures(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _is_typing(self) -> bool:
        return any((self._ask, self._objecting, self.digital.box()))

    def _can_object(self) -> bool:
        signing = self.facts.signing
        is_full = signing is None or len(signing.objections) >= MAX_OBJECTIONS
        may = self._entry.may_write(Right.WRITE_MINUTES)
        return self._rows.is_time() and may and not is_full

    def _may_set_copies(self) -> bool:
        return self._rows.is_time() and self._entry.may(Right.SET_STEP)

    def _may_add_scan(self) -> bool:
        return not self._session.is_over and self._entry.may_write(Right.ADD_PAPER)

    def _shut_with_the_step(self) -> None:
        """It gives way once; afterwards it opens for the scan alone."""
        former, self._step = self._step, self._session.step
        is_over = self._step is Step.CLOSING and former is not Step.CLOSING
        if self._is_open and (is_over or not self.can_show()):
            self._is_open = False
            self.printing.close()

    def _drop_noted(self) -> None:
        signing = self.facts.signing or Signing()
        if self._ask is not None:
            noted, said = signing.signature(self._ask.signer_id), tidied(_refusal(self._ask))
            if noted is not None and (noted.form, noted.reason) == (said.form, said.reason):
                self._ask = None
        asked = self._objecting
        if asked is not None and any(self._is_of(one, asked) for one in signing.objections):
            self._objecting = None

    def _is_of(self, noted: Objection, asked: ObjectionAsk) -> bool:
        is_own = noted.site_id == self._context.own_site_id
        return is_own and (noted.text, noted.by) == (plain_line(asked.text), plain_line(asked.by))

    def _objection_fault(self, asked: ObjectionAsk) -> ObjectionFault | None:
        if not self._can_object():
            return ObjectionFault.FULL
        return None if is_objection(asked.text, asked.by) else ObjectionFault.EMPTY


def _refusal(ask: RefusalAsk) -> SaidSignature:
    return SaidSignature(form=SignatureForm.NOT_SIGNED, reason=ask.reason, witnesses=ask.witnesses)
