"""Bản niêm phong: a sealed copy of the recording for a citizen, by somebody's decision."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from desktop.domain.access.events import PinProved
from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.recording.events import CopySealed
from desktop.domain.recording.sealed_copy import MAX_WORDS, CopyDecision, copy_number
from desktop.domain.recording.tape import Tape
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted
from desktop.presenters.form.values import read_date
from desktop.presenters.recording.pin_gate import PinGate
from desktop.presenters.recording.playback_state import CopyView
from desktop.presenters.services.access import person_may
from desktop.presenters.services.recording import CopyOrder
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

SEAL_COPY = "seal_copy"


class CopyField(StrEnum):
    """Fields of the decision by which a copy is given."""

    NUMBER = "number"
    DECIDED_ON = "decided_on"
    DECIDED_BY = "decided_by"
    RECIPIENT = "recipient"


COPY_FORM = FormSpec(
    sections=(
        Section(
            key="copy",
            fields=(
                FieldSpec(key=CopyField.NUMBER, wanted=Wanted.MUST, max_length=MAX_WORDS),
                FieldSpec(key=CopyField.DECIDED_ON, kind=FieldKind.DATE, wanted=Wanted.MUST),
                FieldSpec(key=CopyField.DECIDED_BY, wanted=Wanted.MUST, max_length=MAX_WORDS),
                FieldSpec(key=CopyField.RECIPIENT, wanted=Wanted.MUST, max_length=MAX_WORDS),
            ),
        ),
    )
)


class CopyPresenter:
    """Of the recording that is shown. Thread: MainThread.

    tape: what plays of it, None before it was read. is_busy: a session runs. changed: something is
    to be drawn anew.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        gate: PinGate,
        tape: Callable[[], Tape | None],
        is_busy: Callable[[], bool],
        changed: Callable[[], None],
    ) -> None:
        self._services = services
        self._gate = gate
        self._tape = tape
        self._is_busy = is_busy
        self._changed = changed
        self._is_open = self._is_making = False
        self._wanted: Path | None = None
        self._form = FormPresenter(
            spec=COPY_FORM,
            draft=Draft(memory=services.memory, clock=clock, name="recording_copy_draft"),
            outcomes=Outcomes(hand_in=SEAL_COPY),
            watch=FaultWatch(MessageCode.COPY_LACKING, MessageCode.COPY_LACKING),
        )

    # ---- what the person does --------------------------------------------------------------

    def toggle(self) -> None:
        """Show or hide the decision; it opens for who may."""
        self._is_open = not self._is_open and self.is_offered
        self._form.begin_anew()
        self._changed()

    def edit(self, key: str, text: str) -> None:
        """A key; key: a CopyField."""
        self._form.edit(key, text)
        self._changed()

    def make(self, path: Path, pin: str) -> None:
        """Tạo bản niêm phong. pin: what stands in its field, where it is still asked for."""
        if self._is_open and not self._is_making:
            self._wanted = None
            self._form.told = self._try(path, pin)
        self._changed()

    def leave(self) -> None:
        """Another screen is shown: what is typed is kept, and nothing is open any more."""
        self._form.leave()
        self._is_open = self._is_making = False
        self._wanted = None

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; the gate knows it already."""
        match event:
            case CopySealed() if self._is_making:
                self._form.is_kept([event.session_id])
                data = {"number": copy_number(event.code), "name": event.path.name}
                self._form.told = Message(code=MessageCode.COPY_SEALED, tone=Tone.OK, data=data)
                self._is_making = False
            case PinProved() if self._wanted is not None:
                path, self._wanted = self._wanted, None
                self.make(path, "")
            case _ if self._form.take(event):
                self._is_making = False
            case _:
                pass

    def on_tick(self) -> None:
        """What is typed is kept."""
        self._form.on_tick()

    # ---- what is drawn ---------------------------------------------------------------------

    @property
    def is_offered(self) -> bool:
        """Something plays, and whoever sits here may export what was said."""
        tape = self._tape()
        can_play = tape is not None and tape.has_key and not tape.is_let_go
        has_any = can_play and tape is not None and tape.start() is not None
        return has_any and person_may(self._services.access, Right.EXPORT_MINUTES)

    def view(self) -> CopyView | None:
        """None: it is not open."""
        if not self._is_open:
            return None
        faults = self._form.faults()
        return CopyView(
            form=self._form.state(faults),
            message=self._form.message(faults),
            is_making=self._is_making,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _try(self, path: Path, pin: str) -> Message | None:
        """Ask for it; what stands against it, None: nothing does, or the form says it."""
        tape, decided_on = self._tape(), read_date(self._form.words(CopyField.DECIDED_ON))
        if not self._form.may_go(self._form.faults()) or tape is None or decided_on is None:
            return None
        if self._is_busy():
            return Message(code=MessageCode.RECORDING_BUSY, tone=Tone.WARN)
        if not self._gate.is_proved:
            self._wanted = path
            return self._gate.ask(pin)
        self._form.hand_in(tape.session_id)
        self._is_making = True
        self._services.recordings.seal_copy(
            CopyOrder(
                session_id=tape.session_id,
                decision=CopyDecision(
                    number=self._form.words(CopyField.NUMBER),
                    decided_on=decided_on,
                    decided_by=self._form.words(CopyField.DECIDED_BY),
                    recipient=self._form.words(CopyField.RECIPIENT),
                ),
                parts=tuple(one for one in tape.stretches if one.is_playable),
                left_out=tuple(one.number for one in tape.stretches if not one.is_playable),
                path=path,
            )
        )
        return None
