"""Photos of this room's sheets that are not at the city: a sheet is sent when its photos are."""

import threading
from collections.abc import Callable, Iterable

from desktop.domain.sync.operation import RecordStorage
from desktop.store.records.transfers import (
    CITY_FULL,
    NOT_WANTED,
    Direction,
    Transfer,
    Transfers,
    TransferState,
)


class SheetUploads:
    """Uploads of photos that are not done, by hash. Thread: any.

    on_change: one of them ended, or waits for another reason.
    """

    def __init__(self, *, transfers: Transfers, on_change: Callable[[], None]) -> None:
        self._transfers = transfers
        self._on_change = on_change
        self._lock = threading.Lock()
        self._undone: dict[str, Transfer] = {}

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._transfers.watch(self._on_transfer)
        undone = (*self._transfers.waiting(), *self._transfers.put_aside())
        self.expect(each for each in undone if _is_ours(each))

    def expect(self, uploads: Iterable[Transfer]) -> None:
        """These are to be sent."""
        with self._lock:
            self._undone.update({each.sha256: each for each in uploads})

    def storage_of(self, sha256s: Iterable[str], storage: RecordStorage) -> RecordStorage:
        """Where a sheet with these photos is known to be; storage: of its text."""
        with self._lock:
            states = {self._undone[each].state for each in sha256s if each in self._undone}
        if storage is not RecordStorage.CITY or not states:
            return storage
        return RecordStorage.REFUSED if TransferState.REFUSED in states else RecordStorage.HERE

    def wait_for_room(self, sha256s: Iterable[str]) -> bool:
        """Whether the city said last that it has no room for some of these photos."""
        with self._lock:
            waits = [self._undone[each] for each in sha256s if each in self._undone]
        return any(
            each.state is TransferState.WAITING and each.reason == CITY_FULL for each in waits
        )

    def miss_only(self, sha256s: frozenset[str]) -> None:
        """A newer sheet is at the city: nobody misses a lost photo that it does not show."""
        with self._lock:
            lost = [
                each
                for each in self._undone.values()
                if each.state is TransferState.REFUSED and each.sha256 not in sha256s
            ]
        for each in lost:
            self._transfers.finish(each, NOT_WANTED)

    def _on_transfer(self, transfer: Transfer) -> None:
        if not _is_ours(transfer) or not self._take_in(transfer):
            return
        self._on_change()

    def _take_in(self, transfer: Transfer) -> bool:
        """Whether it is another state than before: a block that moved is not told."""
        if transfer.state is TransferState.WAITING:
            return self._expect_again(transfer)
        is_missed = transfer.state is TransferState.REFUSED and transfer.reason != NOT_WANTED
        with self._lock:
            self._undone.pop(transfer.sha256, None)
            if is_missed:
                self._undone[transfer.sha256] = transfer
        return True

    def _expect_again(self, transfer: Transfer) -> bool:
        with self._lock:
            known = self._undone.get(transfer.sha256)
            if known is None or (known.state, known.reason) == (transfer.state, transfer.reason):
                return False
            self._undone[transfer.sha256] = transfer
        return True


def _is_ours(transfer: Transfer) -> bool:
    return transfer.direction is Direction.UP and transfer.is_photo
