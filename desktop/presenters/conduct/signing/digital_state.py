"""What the digital signature of one signer draws."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import PersonId
from desktop.presenters.view.message import Message


class DigitalStage(StrEnum):
    """ASKED: with what. SIGNING: the signature is being made. KEEPING: its paper is taken in."""

    ASKED = "asked"
    SIGNING = "signing"
    KEEPING = "keeping"


class DigitalFault(StrEnum):
    """What is missing before anything is signed."""

    NO_FILE = "no_file"
    NO_PASSWORD = "no_password"  # noqa: S105 - a word, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalBox:
    """Ký số of one signer. name: of the signer.

    has_token: a token may be chosen; uses_token: it is. file: name of the chosen file, "" for none.
    can_note_found: a signature that was made elsewhere came back with a scan.
    """

    signer_id: PersonId
    name: str
    has_token: bool
    uses_token: bool
    file: str
    stage: DigitalStage
    fault: DigitalFault | None
    message: Message | None
    can_note_found: bool
