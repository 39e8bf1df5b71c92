"""Bytes of papers to and from the city, one block at a time, so that words never wait for them."""

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime

from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_UPLOAD_CHUNK_BYTES
from desktop.domain.clock import Clock
from desktop.domain.errors import (
    AccessRefused,
    Offline,
    ProtocolError,
    ServerBusy,
    StorageError,
)
from desktop.domain.events import EventSink
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import PapersChanged
from desktop.store.blobs.blobs import Blobs
from desktop.store.blobs.writer import BlobWriter
from desktop.store.codes import StorageCode
from desktop.store.records.transfers import CITY_FULL, Direction, Transfer, Transfers
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi, WireFault

logger = logging.getLogger(__name__)

MIN_BLOCK_BYTES = 64 * 1024
FIRST_BLOCK_BYTES = 512 * 1024
BLOCK_S = 0.25
"""A block is as large as the line moves in about this time: the next word waits no longer."""
MIN_CALL_BLOCK_BYTES = 16 * 1024
CALL_BLOCK_S = 0.1
"""The same in a call, whose voice waits behind it."""
CALL_SHARE = 0.2
"""Of what the line was measured to move, that papers take from a call."""
LATENCIES = 8
MIN_MOVING_SHARE = 1 / 8
"""Of a request at least this much is the moving of its bytes, whatever a bare one takes."""
RETRY_S = 2.0
MAX_RETRY_S = 60.0
MAX_DOUBLINGS = 5
"""RETRY_S doubled this often is more than MAX_RETRY_S."""
MAX_ASKS = 6
"""How often a photo the city does not have is asked for, about a minute; then who looks is told."""
STORE_RETRY_S = 30.0
MAX_STARTS = 2
"""A paper that the city itself refuses this often is put aside; faults of the line are none."""
COMMIT_LIMIT_S = 5.0

_NOT_YET = frozenset(
    {
        ProblemCode.NOT_FOUND,
        ProblemCode.CONFLICT,
        ProblemCode.NOT_ALLOWED_NOW,
        ProblemCode.STORAGE_LOW,
    }
)
"""The city does not have the paper (or all its bytes) yet, or no room for it; words still go."""
_OF_THE_LINE = frozenset(WireFault)
"""Whoever answered was not the city, or was cut: nothing is known of the paper."""
_OF_THE_PAPER = frozenset({StorageCode.PAPER_DAMAGED, StorageCode.PAPER_MISSING})
"""What no waiting mends; every other trouble of this PC's store is over one day."""


def at_any_hour(_transfer: Transfer) -> datetime | None:
    """Nothing is held back."""
    return None


HeldUntil = Callable[[Transfer], datetime | None]
"""When a paper may move (aware UTC), None: now."""


def each_way(sent: HeldUntil, fetched: HeldUntil) -> HeldUntil:
    """What holds papers back that are sent, and those that are fetched."""
    return lambda one: (sent if one.direction is Direction.UP else fetched)(one)


class Uploads:
    """Moves what waits in Transfers, both ways. Thread: sync.

    held_until: when a paper may move (aware UTC), None: now.
    """

    def __init__(
        self,
        *,
        api: CityApi,
        blobs: Blobs,
        transfers: Transfers,
        clock: Clock,
        emit: EventSink,
        held_until: Callable[[Transfer], datetime | None] = at_any_hour,
    ) -> None:
        self._api = api
        self._blobs = blobs
        self._transfers = transfers
        self._clock = clock
        self._emit = emit
        self._held_until = held_until
        self._bytes_per_s = FIRST_BLOCK_BYTES / BLOCK_S
        self._bare_s = deque[float](maxlen=LATENCIES)
        self._moving_s = 0.0
        self._block_bytes = FIRST_BLOCK_BYTES
        self._offsets = dict[DocumentId, int]()
        self._starts = dict[DocumentId, int]()
        self._waits = dict[DocumentId, int]()
        self._furthest = dict[DocumentId, int]()
        self._writers = dict[DocumentId, BlobWriter]()
        self._not_before_s = dict[DocumentId, float]()
        self._rest_until_s = 0.0
        self._is_city_full = False

    def due_at_s(self) -> float | None:
        """When (monotonic) the next block may move; None when nothing waits. Reads the disk."""
        waiting = self._transfers.waiting()
        if not waiting:
            return None
        return max(min(self._may_move_s(each) for each in waiting), self._rest_until_s)

    def move(self, access_token: str, *, is_calling: bool) -> None:
        """Move one block of the first paper that may move.

        is_calling: a call runs, so blocks are small, and most of the time the line is left to it.
        Raises RetryableError, also when what answers is not the city; AccessRefused when the token
        was not accepted; ProtocolError for another version. What concerns one paper only is
        settled here.
        """
        now_s = self._clock.monotonic()
        transfer = next(
            (each for each in self._transfers.waiting() if self._may_move_s(each) <= now_s), None
        )
        if transfer is None:
            return
        self._block_bytes = self._size_block(is_calling=is_calling)
        self._moving_s = 0.0
        try:
            self._move_block(access_token, transfer)
        except ProtocolError as error:
            self._on_protocol_error(transfer, error)
        except ServerBusy:
            # perhaps of this paper alone: others get their turn
            self._ask_later(transfer, ProblemCode.BUSY)
            raise
        except AccessRefused as refused:
            if refused.code != AccessCode.FORBIDDEN:
                raise
            self._put_aside(transfer, ProblemCode.FORBIDDEN)
        except StorageError as error:
            self._on_storage_error(transfer, error)
        took_s = self._clock.monotonic() - now_s
        rest_s = max(took_s, self._moving_s / CALL_SHARE)
        self._rest_until_s = now_s + rest_s if is_calling else 0.0

    def pause(self) -> None:
        """Close what is open; whole chunks on the disk are kept for later."""
        for writer in self._writers.values():
            writer.pause()
        self._writers.clear()
        self._offsets.clear()

    # ---- one block -------------------------------------------------------------------------

    def _may_move_s(self, transfer: Transfer) -> float:
        """From when on (monotonic)."""
        not_before_s = self._not_before_s.get(transfer.document_id, 0.0)
        held_until = self._held_until(transfer)
        if held_until is None:
            return not_before_s
        wait_s = (held_until - self._clock.now()).total_seconds()
        return max(not_before_s, self._clock.monotonic() + wait_s)

    def _size_block(self, *, is_calling: bool) -> int:
        seconds, least = BLOCK_S, MIN_BLOCK_BYTES
        if is_calling:
            seconds, least = CALL_BLOCK_S, MIN_CALL_BLOCK_BYTES
        return max(least, min(int(self._bytes_per_s * seconds), MAX_UPLOAD_CHUNK_BYTES))

    def _move_block(self, access_token: str, transfer: Transfer) -> None:
        if transfer.direction is Direction.UP:
            self._send_block(access_token, transfer)
        else:
            self._fetch_block(access_token, transfer)

    def _send_block(self, access_token: str, transfer: Transfer) -> None:
        # given back only by the city's answer: when the line breaks, part of a block may be there
        offset = self._offsets.pop(transfer.document_id, None)
        if offset is None:
            asked_s = self._clock.monotonic()
            state = self._api.blob_state(access_token, transfer.sha256)
            self._bare_s.append(self._clock.monotonic() - asked_s)
            if state.is_complete:
                self._finish(transfer)
                return
            offset = state.offset
        with self._blobs.open(transfer.sha256) as file:
            file.seek(offset)
            data = file.read(self._block_bytes)
        started_s = self._clock.monotonic()
        moved = self._api.append_blob(
            access_token,
            transfer.sha256,
            offset=offset,
            total_bytes=transfer.size_bytes,
            data=data,
        )
        took_s = self._clock.monotonic() - started_s
        self._note_room()
        self._adapt(len(data), took_s, min(self._bare_s, default=0.0))
        if moved >= transfer.size_bytes:
            self._finish(transfer)
            return
        self._offsets[transfer.document_id] = moved
        self._note(transfer, moved)

    def _fetch_block(self, access_token: str, transfer: Transfer) -> None:
        if self._blobs.has(transfer.sha256):
            self._finish(transfer)
            return
        writer = self._writers.get(transfer.document_id)
        if writer is None:
            writer = self._blobs.continue_download(transfer.sha256)
            self._writers[transfer.document_id] = writer
        missing = transfer.size_bytes - writer.size_bytes
        if missing > 0:
            started_s = self._clock.monotonic()
            part = self._api.read_blob(
                access_token,
                transfer.sha256,
                offset=writer.size_bytes,
                max_bytes=min(missing, self._block_bytes),
            )
            took_s = self._clock.monotonic() - started_s
            self._adapt(len(part.data), took_s, took_s - part.moving_s)
            if part.total_bytes != transfer.size_bytes or not part.data:
                raise ProtocolError(ProblemCode.HASH_MISMATCH, "size of a paper")
            self._blobs.append(writer, part.data)
        if writer.size_bytes < transfer.size_bytes:
            self._note(transfer, writer.size_bytes)
            return
        del self._writers[transfer.document_id]
        self._blobs.finish(writer, transfer.sha256)
        self._finish(transfer)

    def _adapt(self, moved_bytes: int, took_s: float, bare_s: float) -> None:
        """Take the speed of this block for that of the next one, at most doubling.

        bare_s: what the request takes without any bytes is not the line's: on a long line, or
        beside a busy PC, small blocks would look slow and stay small.
        """
        moving_s = max(took_s - bare_s, took_s * MIN_MOVING_SHARE, 0.001)
        bytes_per_s = min(moved_bytes / moving_s, 2 * self._bytes_per_s)
        if moved_bytes == self._block_bytes or bytes_per_s < self._bytes_per_s:
            self._bytes_per_s = bytes_per_s
        self._moving_s = moved_bytes / self._bytes_per_s

    # ---- outcomes --------------------------------------------------------------------------

    def _on_protocol_error(self, transfer: Transfer, error: ProtocolError) -> None:
        if error.code == ProblemCode.WRONG_VERSION:
            raise error
        self._offsets.pop(transfer.document_id, None)
        if error.code in _NOT_YET:
            self._ask_later(transfer, error.code)
            return
        if error.code in _OF_THE_LINE:
            logger.warning("paper not heard of paper=%s code=%s", transfer.document_id, error.code)
            self._ask_later(transfer, error.code)
            raise Offline from error
        starts = self._starts.get(transfer.document_id, 0) + 1
        self._starts[transfer.document_id] = starts
        if error.code == ProblemCode.HASH_MISMATCH:
            # found at its end: the same blocks again are no progress
            self._furthest[transfer.document_id] = transfer.size_bytes
        if starts < MAX_STARTS:
            logger.warning("paper starts again paper=%s code=%s", transfer.document_id, error.code)
            self._wait(transfer, RETRY_S)
            return
        self._put_aside(transfer, error.code)

    def _ask_later(self, transfer: Transfer, code: str) -> None:
        self._note_wait(transfer, CITY_FULL if code == ProblemCode.STORAGE_LOW else "")
        waits = self._waits.get(transfer.document_id, 0)
        is_photo_to_see = transfer.direction is Direction.DOWN and transfer.is_photo
        if is_photo_to_see and waits + 1 >= MAX_ASKS:
            self._end(transfer, code)
            logger.info("photo not at the city photo=%s", transfer.document_id)
            return
        self._waits[transfer.document_id] = waits + 1
        doublings = min(waits, MAX_DOUBLINGS)
        self._wait(transfer, min(MAX_RETRY_S, RETRY_S * 2.0**doublings))

    def _note_wait(self, transfer: Transfer, reason: str) -> None:
        """Why the city lets it wait, as it said just now; empty: for nothing that is its own."""
        if reason != transfer.reason:
            self._transfers.note_wait(transfer, reason)
            self._tell(transfer)
        self._is_city_full = self._is_city_full or reason == CITY_FULL

    def _note_room(self) -> None:
        """The city took bytes: it has room, also for the papers that waited for it."""
        if not self._is_city_full:
            return
        self._is_city_full = False
        for transfer in self._transfers.waiting():
            self._note_wait(transfer, "")

    def _on_storage_error(self, transfer: Transfer, error: StorageError) -> None:
        writer = self._writers.pop(transfer.document_id, None)
        if writer is not None:
            writer.pause()
        if error.code not in _OF_THE_PAPER:
            logger.warning("paper waits paper=%s code=%s", transfer.document_id, error.code)
            self._offsets.pop(transfer.document_id, None)
            self._wait(transfer, STORE_RETRY_S)
        elif transfer.direction is Direction.DOWN:
            # what arrived is not the paper: its bytes were let go, fetch it anew
            self._on_protocol_error(transfer, ProtocolError(ProblemCode.HASH_MISMATCH))
        else:
            self._put_aside(transfer, error.code)

    def _wait(self, transfer: Transfer, delay_s: float) -> None:
        self._not_before_s[transfer.document_id] = self._clock.monotonic() + delay_s

    def _note(self, transfer: Transfer, moved_bytes: int) -> None:
        if moved_bytes > self._furthest.get(transfer.document_id, 0):
            self._furthest[transfer.document_id] = moved_bytes
            self._starts.pop(transfer.document_id, None)
            self._waits.pop(transfer.document_id, None)
        self._transfers.note_progress(transfer, moved_bytes)
        self._tell(transfer)

    def _finish(self, transfer: Transfer) -> None:
        self._end(transfer, "")
        logger.info("paper moved paper=%s way=%s", transfer.document_id, transfer.direction)

    def _put_aside(self, transfer: Transfer, reason: str) -> None:
        self._end(transfer, reason)
        logger.error("paper put aside paper=%s reason=%s", transfer.document_id, reason)

    def _end(self, transfer: Transfer, reason: str) -> None:
        document_id = transfer.document_id
        self._offsets.pop(document_id, None)
        self._starts.pop(document_id, None)
        self._waits.pop(document_id, None)
        self._furthest.pop(document_id, None)
        self._not_before_s.pop(document_id, None)
        writer = self._writers.pop(document_id, None)
        if writer is not None:
            writer.abort()
        self._transfers.finish(transfer, reason).result(COMMIT_LIMIT_S)
        self._tell(transfer)

    def _tell(self, transfer: Transfer) -> None:
        self._emit(
            PapersChanged(
                session_id=transfer.session_id,
                document_ids=frozenset({transfer.document_id}),
            )
        )
