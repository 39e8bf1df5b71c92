"""The closing seal of a recording: its room signs the chain value behind its last piece.

That value is chained to every byte of every part, so one signature covers the whole recording.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.recorded import Recorded, RecordedPart

SEAL_NAME: Final = "closing-seal.json"
MAX_SEAL_BYTES: Final = 65_536

_PURPOSE: Final = b"reception-room recording 1\n"
"""The same key also speaks TLS: what is signed here can be nothing else."""


class SealFault(StrEnum):
    """What is wrong with a seal.

    UNREADABLE: it is none. OTHER: not signed by the key it names, or of another recording, or of
    this one before it was changed. MISMATCHED: its certificate is of another key or site, or was
    not valid then. STRANGER: the authority asked about did not issue the certificate.
    """

    UNREADABLE = "unreadable"
    OTHER = "other"
    MISMATCHED = "mismatched"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRecording:
    """What is signed. parts: how many there are. chain: hexadecimal. closed_at: of the last piece.

    closed_at is by the city's clock, as the heads of the parts are.
    """

    session_id: SessionId
    site_id: SiteId
    parts: int
    chain: str
    closed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingSeal:
    """As it lies beside the parts. public_key, certificate: PEM. signature: hexadecimal.

    certificate: "" where the city issues none.
    """

    public_key: str
    certificate: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLook:
    """A seal that was looked at. fault: None: it is this recording's.

    room_id: as the certificate names the PC; "" without one. is_vouched: whether the authority
    that was asked about issued the certificate; None: none was asked about.
    """

    fault: SealFault | None
    room_id: str = ""
    is_vouched: bool | None = None


class NotASeal(ValueError):
    """The bytes are no closing seal."""


def to_be_sealed(last: RecordedPart) -> SealedRecording | None:
    """What is signed of a recording that ends with this part; None: it was not closed whole."""
    head, ended_at = last.head, last.ended_at
    if head is None or ended_at is None or last.fault is not None or last.end is not PartEnd.CLOSED:
        return None
    return SealedRecording(
        session_id=head.session_id,
        site_id=head.site_id,
        parts=head.number,
        chain=last.chain,
        closed_at=ended_at,
    )


def sealed_of(recorded: Recorded) -> SealedRecording | None:
    """As `to_be_sealed`, of all that lies there."""
    return to_be_sealed(recorded.parts[-1]) if recorded.parts else None


def sealed_words(sealed: SealedRecording) -> bytes:
    """The bytes that are signed; of one recording always the same."""
    told = {**asdict(sealed), "closed_at": sealed.closed_at.isoformat()}
    return _PURPOSE + json.dumps(told, ensure_ascii=True, sort_keys=True).encode()


def seal_bytes(seal: ClosingSeal) -> bytes:
    """As it lies on the disk."""
    return json.dumps(asdict(seal), ensure_ascii=True, indent=1, sort_keys=True).encode()


def seal_from(untrusted: bytes) -> ClosingSeal:
    """Raises: NotASeal."""
    try:
        told = json.loads(untrusted)
        bytes.fromhex(told["signature"])
        texts = {name: told[name] for name in ("public_key", "certificate", "signature")}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotASeal from error
    if not all(isinstance(one, str) for one in texts.values()):
        raise NotASeal
    return ClosingSeal(**texts)
