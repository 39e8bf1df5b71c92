"""What presenters ask of the signing: texts, objections, who signed and how."""

from typing import Protocol

from desktop.domain.conduct.signing.signature import SaidSignature
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.ids import MinuteLineId, PersonId
from desktop.domain.record.minutes_text import TextDigest


class SigningService(Protocol):
    """What is noted in the live session; only where the city has `signing`.

    Outcomes: LiveSessionChanged with its `signing`, ActionFailed by the method's name.
    """

    def tell_text(self, digest: TextDigest) -> None:
        """What the minutes of this site are, while they are read back; never fails."""
        ...

    def note_objection(
        self, line_id: MinuteLineId | None, text: str, by: str, result: ObjectionResult
    ) -> None:
        """Somebody wants the minutes corrected. line_id: None: as a whole."""
        ...

    def note_signature(self, signer_id: PersonId, said: SaidSignature | None) -> None:
        """How somebody signed; nothing wrong by `signature_fault`. None: noted by mistake."""
        ...

    def set_copies(self, count: int) -> None:
        """How many copies are printed and signed."""
        ...
