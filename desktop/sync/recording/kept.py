"""What the city said of recordings of this PC, remembered over restarts; and their hours."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop.contract.recording import ReceivedPart, RecordingReceipt
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.recording.receipt import KeptAtCity, faults_of
from desktop.store.records.key_values import Memory

_RECEIPT = "recording_receipt/"
_HELD_UNTIL = "recordings_held_until"
_DAMAGED = "damaged"
_UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """signature: of what was sent. received_at: by the city's clock. faults: of ReceiptFault."""

    signature: str
    received_at: datetime
    faults: tuple[str, ...]


def kept_of(receipt: RecordingReceipt) -> KeptAtCity:
    """The receipt as the domain has it."""

    def numbers(fault: str) -> tuple[int, ...]:
        return tuple(one.number for one in receipt.parts if _fault(one) == fault)

    return KeptAtCity(
        received_at=receipt.received_at,
        told_at=receipt.told_at,
        hashes={one.number: one.sha256 for one in receipt.parts},
        missing=receipt.missing,
        refused=tuple(one.number for one in receipt.refused),
        damaged=numbers(_DAMAGED),
        unlinked=numbers(_UNLINKED),
        is_closed=receipt.is_closed,
        is_whole=receipt.is_whole,
        seal=receipt.seal,
        has_key=receipt.has_key,
        is_held=receipt.is_held,
    )


class Receipts:
    """Thread: any."""

    def __init__(self, *, memory: Memory) -> None:
        self._memory = memory

    def recall(self, session_id: SessionId) -> Remembered | None:
        """What was said last; None: nothing yet."""
        text = self._memory.recall(f"{_RECEIPT}{session_id}")
        if text is None:
            return None
        try:
            told = json.loads(text)
            return Remembered(
                signature=str(told["signature"]),
                received_at=datetime.fromisoformat(told["received_at"]),
                faults=tuple(map(str, told["faults"])),
            )
        except (ValueError, KeyError, TypeError):
            return None

    def keep(self, session_id: SessionId, signature: str, receipt: RecordingReceipt) -> Remembered:
        """Remember it."""
        faults = tuple(one.value for one in faults_of(kept_of(receipt)))
        told = {
            "signature": signature,
            "faults": faults,
            "received_at": receipt.received_at.isoformat(),
        }
        self._memory.remember(f"{_RECEIPT}{session_id}", json.dumps(told))
        return Remembered(signature=signature, received_at=receipt.received_at, faults=faults)

    def forget(self, session_id: SessionId) -> None:
        """It has to be sent, or asked about, again."""
        self._memory.remember(f"{_RECEIPT}{session_id}", None)


class RecordingHours:
    """Holds recordings back as PaperHours does papers: for one opening of the city's hours.

    When it went by and not all was sent nothing waits any more until all was. Thread: sync, but
    for `lift`.
    """

    def __init__(self, *, hours: UploadWindow | None, memory: Memory, clock: Clock) -> None:
        self._hours = hours
        self._memory = memory
        self._clock = clock
        self._is_lifted = False

    def lift(self) -> None:
        """Somebody wants all that waits to be sent now. Thread: any."""
        self._is_lifted = True

    def restore(self) -> None:
        """All was sent: the hours hold again."""
        self._is_lifted = False
        if self._memory.recall(_HELD_UNTIL) is not None:
            self._memory.remember(_HELD_UNTIL, None)

    def wait_s(self) -> float:
        """How long recordings wait from now on; 0: not at all."""
        if self._hours is None or self._is_lifted:
            return 0.0
        now = self._clock.now()
        opening = self._hours.next_opening(now)
        if opening is None:
            return 0.0
        kept = _moment(self._memory.recall(_HELD_UNTIL))
        if kept is not None and kept <= now:
            return 0.0
        if kept != opening:
            # the first that waits; or the clock, or the hours, were set anew
            self._memory.remember(_HELD_UNTIL, opening.isoformat())
        return (opening - now).total_seconds()


HasKey = Callable[[SessionId], bool]


def _fault(part: ReceivedPart) -> str:
    return part.fault or ""


def _moment(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None
