"""State of every upload and download of paper bytes."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace

import apsw

from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.sync.operation import RecordStorage
from desktop.store.database.database import Database
from desktop.store.records.watchers import Watchers
from desktop.store.rows import item_rows, transfer_rows
from desktop.store.rows.transfer_rows import (
    CITY_FULL,
    NO_SESSION,
    NOT_WANTED,
    Direction,
    Transfer,
    TransferState,
)

__all__ = [
    "CITY_FULL",
    "NOT_WANTED",
    "NO_SESSION",
    "Direction",
    "Transfer",
    "TransferState",
    "Transfers",
    "paper_transfer",
]

_Key = tuple[DocumentId, Direction]


class Transfers:
    """Uploads and downloads by paper. Thread: any."""

    def __init__(self, *, database: Database) -> None:
        self._database = database
        self._watchers: Watchers[Transfer] = Watchers()
        self._moved: dict[_Key, int] = {}
        self._waits: dict[_Key, str] = {}
        self._lock = threading.Lock()

    def watch(self, watcher: Callable[[Transfer], None]) -> None:
        """Hear of every step of every transfer. Thread of the call: store-writer or sync."""
        self._watchers.add(watcher)

    def queue(self, transfer: Transfer) -> Future[Transfer]:
        """Bytes have to move; the same paper and direction again begins anew."""

        def work(writer: apsw.Connection) -> Transfer:
            transfer_rows.queue(writer, transfer)
            return transfer

        return self._database.write(work, self._watchers.tell)

    def get(self, document_id: DocumentId, direction: Direction) -> Transfer | None:
        """How far a paper is, None when it never moved this way. Reads the disk."""
        found = self._database.read(
            lambda reader: transfer_rows.load(reader, document_id, direction)
        )
        return None if found is None else self._with_progress(found)

    def of_paper(self, document_id: DocumentId) -> dict[Direction, Transfer]:
        """How far one paper is each way that it ever moved. Reads the disk."""
        found = {way: self.get(document_id, way) for way in Direction}
        return {way: transfer for way, transfer in found.items() if transfer is not None}

    def of_session(self, session_id: SessionId) -> tuple[Transfer, ...]:
        """Every transfer of a session. Reads the disk."""
        found = self._database.read(lambda reader: transfer_rows.load_session(reader, session_id))
        return tuple(self._with_progress(each) for each in found)

    def waiting(self) -> tuple[Transfer, ...]:
        """What has to move, small before large, photos of sheets last. Reads the disk."""
        return tuple(
            self._with_progress(each) for each in self._database.read(transfer_rows.load_waiting)
        )

    def put_aside(self) -> tuple[Transfer, ...]:
        """Papers and photos that could not be sent, though their records were. Reads the disk."""
        return tuple(self._database.read(transfer_rows.load_put_aside))

    def send_refused_again(self) -> Future[tuple[Transfer, ...]]:
        """Uploads that were put aside wait again, from the start. The future: which.

        Not those of which nobody waits for the bytes (NOT_WANTED).
        """
        return self._database.write(transfer_rows.send_refused_again, self._tell_all)

    def let_unnamed_be(self, kind: str) -> Future[tuple[Transfer, ...]]:
        """Photos wait no more to be sent when no record of this kind names their hash.

        A record that was refused names nothing. The future: what was let be.
        """
        return self._database.write(lambda writer: _let_unnamed_be(writer, kind), self._tell_all)

    def note_progress(self, transfer: Transfer, moved_bytes: int) -> Transfer:
        """So far acknowledged; kept in memory, the far end knows the truth after a restart."""
        key = (transfer.document_id, transfer.direction)
        with self._lock:
            self._moved[key] = moved_bytes
            self._waits.pop(key, None)
        moved = replace(transfer, moved_bytes=moved_bytes, reason="")
        self._watchers.tell(moved)
        return moved

    def note_wait(self, transfer: Transfer, reason: str) -> Transfer:
        """Why the far end lets it wait, as that said last; empty: it does so no more.

        Kept in memory: after a restart the far end is asked anew.
        """
        with self._lock:
            self._waits[transfer.document_id, transfer.direction] = reason
        waiting = replace(transfer, reason=reason)
        self._watchers.tell(waiting)
        return waiting

    def finish(self, transfer: Transfer, reason: str = "") -> Future[Transfer]:
        """The bytes have arrived; with a reason: the far end will not take them."""
        ended = replace(
            transfer,
            state=TransferState.REFUSED if reason else TransferState.DONE,
            moved_bytes=transfer.moved_bytes if reason else transfer.size_bytes,
            reason=reason,
        )

        def work(writer: apsw.Connection) -> Transfer:
            transfer_rows.queue(writer, ended)
            return ended

        key = (transfer.document_id, transfer.direction)
        with self._lock:
            self._moved.pop(key, None)
            self._waits.pop(key, None)
        return self._database.write(work, self._watchers.tell)

    def _tell_all(self, transfers: tuple[Transfer, ...]) -> None:
        for transfer in transfers:
            self._watchers.tell(transfer)

    def _with_progress(self, transfer: Transfer) -> Transfer:
        if transfer.state is not TransferState.WAITING:
            return transfer
        key = (transfer.document_id, transfer.direction)
        with self._lock:
            moved = self._moved.get(key, transfer.moved_bytes)
            reason = self._waits.get(key, transfer.reason)
        return replace(transfer, moved_bytes=moved, reason=reason)


def paper_transfer(moves: Mapping[Direction, Transfer]) -> PaperTransfer:
    """Where the bytes of one paper are on their way. moves: of this paper, both ways."""
    upload, download = moves.get(Direction.UP), moves.get(Direction.DOWN)
    if upload is not None:
        return _of_upload(upload)
    is_fetching = download is not None and download.state is TransferState.WAITING
    return PaperTransfer.FETCHING if is_fetching else PaperTransfer.CITY


def _of_upload(upload: Transfer) -> PaperTransfer:
    match upload.state:
        case TransferState.WAITING if upload.reason == CITY_FULL:
            return PaperTransfer.CITY_FULL
        case TransferState.WAITING:
            return PaperTransfer.SENDING if upload.moved_bytes else PaperTransfer.HERE
        case TransferState.DONE:
            return PaperTransfer.CITY
        case TransferState.REFUSED:
            return PaperTransfer.REFUSED


def _let_unnamed_be(writer: apsw.Connection, kind: str) -> tuple[Transfer, ...]:
    waiting = [
        each
        for each in transfer_rows.load_waiting(writer)
        if each.direction is Direction.UP and each.is_photo
    ]
    if not waiting:
        return ()
    bodies = [
        item_rows.to_json(known.record.body)
        for known in item_rows.load_all(writer, kind, None)
        if known.storage is not RecordStorage.REFUSED
    ]
    unnamed = tuple(
        replace(each, state=TransferState.REFUSED, reason=NOT_WANTED)
        for each in waiting
        if not any(each.sha256 in body for body in bodies)
    )
    for each in unnamed:
        transfer_rows.queue(writer, each)
    return unnamed
