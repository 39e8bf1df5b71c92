"""Faults of a form that keep it from being sent, shown once the officer has pressed."""

from desktop.domain.faults import FaultKind, FieldFault, is_sendable
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class FaultWatch:
    """Remembers what the officer was told, so that an odd field is asked about once.

    missing, odd: what is said, with `count` in its data.
    missing is also said of what is wrong or taken.
    The first press shows what is missing or odd; what is only odd goes with the second press.
    """

    def __init__(
        self,
        missing: MessageCode = MessageCode.FIELDS_MISSING,
        odd: MessageCode = MessageCode.FIELDS_ODD,
    ) -> None:
        self._missing = missing
        self._odd = odd
        self._told: tuple[FieldFault, ...] = ()

    def may_go(self, faults: tuple[FieldFault, ...]) -> bool:
        """Whether the form goes now; else `message` and `marks` say why not while it is so."""
        if not faults or (is_sendable(faults) and faults == self._told):
            self.forget()
            return True
        self._told = faults
        return False

    def message(self, faults: tuple[FieldFault, ...]) -> Message | None:
        """What is said of a form with these faults; None: nothing of what was told is left."""
        kinds = list(self.marks(faults).values())
        if not kinds:
            return None
        standing = sum(kind is not FaultKind.ODD for kind in kinds)
        return Message(
            code=self._missing if standing else self._odd,
            tone=Tone.DANGER if standing else Tone.WARN,
            data={"count": standing or len(kinds)},
        )

    def marks(self, faults: tuple[FieldFault, ...]) -> dict[str, FaultKind]:
        """What is drawn at fields: of what was told, that which is still so."""
        return {field: fault.kind for field, fault in self.told(faults).items()}

    def told(self, faults: tuple[FieldFault, ...]) -> dict[str, FieldFault]:
        """As `marks`, whole: with the code of a sentence, where there is one."""
        told = set(self._told)
        return {fault.field: fault for fault in faults if fault in told}

    def forget(self) -> None:
        """The form was sent, or another one began."""
        self._told = ()
