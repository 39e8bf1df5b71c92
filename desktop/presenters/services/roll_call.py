"""What presenters ask of the roll call, the announcements, the reading back and the signing."""

from typing import Protocol

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import AddedPerson, Said
from desktop.domain.conduct.signing.digital import SigningOrder
from desktop.domain.conduct.signing.signature import SaidSignature
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.ids import MinuteLineId, PersonId
from desktop.domain.record.minutes_text import TextDigest


class RollService(Protocol):
    """What is noted in the live session.

    Outcomes: LiveSessionChanged with its `roll`, `announced` and `read_back`, ActionFailed by the
    method's name.
    """

    def note_presence(self, person_id: PersonId, said: Said) -> None:
        """What is noted of one person. said: nothing wrong by `roll_fault`."""
        ...

    def add_person(self, person: AddedPerson) -> None:
        """Somebody came who was not invited. person_id: a fresh one."""
        ...

    def drop_person(self, person_id: PersonId) -> None:
        """Somebody was added by mistake; nothing was noted of them yet."""
        ...

    def read_line(self, line_id: MinuteLineId | None) -> None:
        """This line of the minutes is being read back; only where the city has `read_back`."""
        ...

    def note_announcement(self, what: Announcement, *, is_read: bool) -> None:
        """It was read out, or that was noted by mistake."""
        ...


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


class DigitalSigningService(Protocol):
    """Digital signatures of people at this desk (PAdES); works without the city."""

    @property
    def has_token(self) -> bool:
        """Whether IT has named a library of tokens; else there are files with a certificate."""
        ...

    def sign(self, order: SigningOrder) -> None:
        """Sign the frozen minutes.

        Outcomes: MinutesSigned, and then what PapersService.add_scan has; or
        ActionFailed("sign_minutes").
        """
        ...
