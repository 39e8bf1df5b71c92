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
from desktop.sync.one_opening import OneOpening

_RECEIPT = "recording_receipt/"
_HELD_UNTIL = "recordings_held_until"
_DAMAGED = "damaged"
_UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """signature: of what was sent. faults: of ReceiptFault.

    received_at, purged_at: by the city's clock; purged_at: when it was decided to destroy it there.
    """

    signature: str
    received_at: datetime
    faults: tuple[str, ...]
    purged_at: datetime | None = None


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
        purged_at=receipt.purged_at,
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
            purged_at = told.get("purged_at")
            return Remembered(
                signature=str(told["signature"]),
                received_at=datetime.fromisoformat(told["received_at"]),
                faults=tuple(map(str, told["faults"])),
                purged_at=None if purged_at is None else datetime.fromisoformat(purged_at),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, session_id: SessionId, signature: str, receipt: RecordingReceipt) -> Remembered:
        """Remember it."""
        remembered = Remembered(
            signature=signature,
            received_at=receipt.received_at,
            faults=tuple(one.value for one in faults_of(kept_of(receipt))),
            purged_at=receipt.purged_at,
        )
        told: dict[str, object] = {
            "signature": signature,
            "faults": remembered.faults,
            "received_at": receipt.received_at.isoformat(),
        }
        if receipt.purged_at is not None:
            told["purged_at"] = receipt.purged_at.isoformat()
        self._memory.remember(f"{_RECEIPT}{session_id}", json.dumps(told))
        return remembered

    def forget(self, session_id: SessionId) -> None:
        """It has to be sent, or asked about, again."""
        self._memory.remember(f"{_RECEIPT}{session_id}", None)


class RecordingHours(OneOpening):
    """Holds recordings back as PaperHours does papers. Thread: sync, but for `lift`."""

    def __init__(self, *, hours: UploadWindow | None, memory: Memory, clock: Clock) -> None:
        super().__init__(hours=hours, memory=memory, clock=clock, key=_HELD_UNTIL)

    def wait_s(self) -> float:
        """How long recordings wait from now on; 0: not at all."""
        opening = self.next()
        if opening is None or self.wait_for(opening) is None:
            return 0.0
        return (opening - self.clock.now()).total_seconds()


HasKey = Callable[[SessionId], bool]


def _fault(part: ReceivedPart) -> str:
    return part.fault or ""
