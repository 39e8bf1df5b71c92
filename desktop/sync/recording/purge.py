"""Lets go of recordings that the city has: after its receipt and the policy's delay, asked anew."""

import json
import logging
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from desktop.domain.clock import Clock
from desktop.domain.errors import ProtocolError, ServerBusy
from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import may_purge
from desktop.domain.recording.recorded import RecordedPart, recorded_from
from desktop.files.durable import hash_of, sync_folder
from desktop.recordings.facts import note_let_go
from desktop.recordings.reading import placed, read_part
from desktop.store.records.key_values import Memory
from desktop.sync.http.city_api import PartAddress, RecordingsApi
from desktop.sync.recording.closed import ClosedRecording, PartFile
from desktop.sync.recording.kept import Receipts, kept_of

logger = logging.getLogger(__name__)

AGAIN_S = 24 * 3_600.0
"""After a city that says: not yet, or never."""
COMMIT_LIMIT_S = 30.0
_PURGED = "recording_purged/"


@dataclass(slots=True)
class _Candidate:
    """unread: parts to read here; unasked: parts to ask the city for."""

    closed: ClosedRecording
    unread: list[PartFile]
    unasked: list[PartFile]
    not_before_s: float
    here: dict[int, str] = field(default_factory=dict)
    read: list[RecordedPart] = field(default_factory=list)
    is_allowed: bool = False

    def begin_anew(self) -> None:
        """Nothing that was read or asked counts any more."""
        self.unread = list(self.closed.parts)
        self.unasked = list(self.closed.parts)
        self.here.clear()
        self.read.clear()
        self.is_allowed = False


class RecordingPurge:
    """Thread: sync. after_days: the policy's delay behind the receipt; None: nothing ever goes.

    The key of a recording stays in the room, and so do its seal and what the minutes say of it.
    """

    def __init__(
        self,
        *,
        api: RecordingsApi,
        receipts: Receipts,
        memory: Memory,
        clock: Clock,
        after_days: int | None,
    ) -> None:
        self._api = api
        self._receipts = receipts
        self._memory = memory
        self._clock = clock
        self._after_days = after_days
        self._candidates: dict[SessionId, _Candidate] = {}

    def offer(self, found: Iterable[ClosedRecording]) -> None:
        """Recordings that the city had whole when it was asked last."""
        if self._after_days is None:
            return
        former, self._candidates = self._candidates, {}
        for closed in found:
            candidate = former.get(closed.session_id)
            if candidate is None or candidate.closed != closed:
                candidate = _Candidate(
                    closed=closed,
                    unread=list(closed.parts),
                    unasked=list(closed.parts),
                    not_before_s=self._due_s(closed.session_id, self._after_days),
                )
            self._candidates[closed.session_id] = candidate

    def due_at_s(self) -> float:
        """When (monotonic) the next step may be done; infinite: there is none."""
        return min((one.not_before_s for one in self._candidates.values()), default=math.inf)

    def move(self, room_token: str) -> None:
        """Do one thing for one recording: read a part, ask for the receipt or a part, let it go.

        Raises Offline, TimedOut, AccessRefused; everything else is told in the log.
        """
        now_s = self._clock.monotonic()
        candidate = next(
            (one for one in self._candidates.values() if one.not_before_s <= now_s), None
        )
        if candidate is None:
            return
        candidate.not_before_s = now_s + AGAIN_S
        goes_on = False
        try:
            goes_on = self._go_on(room_token, candidate)
        except (OSError, ProtocolError, ServerBusy) as error:
            logger.warning(
                "recording not let go session=%s error=%s",
                candidate.closed.session_id, type(error).__name__,
            )  # fmt: skip
        finally:
            if goes_on:
                candidate.not_before_s = now_s
            else:
                candidate.begin_anew()

    def finish(self, folder_parts: Iterable[ClosedRecording]) -> tuple[ClosedRecording, ...]:
        """Take away what a kill has left of one that was let go. Returns the others."""
        others = []
        for closed in folder_parts:
            names = self._let_go(closed.session_id)
            left = [part for part in closed.parts if part.path.name in names]
            if left:
                _remove(left)
            if len(left) < len(closed.parts):
                others.append(closed)
        return tuple(others)

    # ---- one step --------------------------------------------------------------------------

    def _go_on(self, room_token: str, candidate: _Candidate) -> bool:
        """Whether it goes on at once; False: another day."""
        closed = candidate.closed
        if candidate.unread:
            part = candidate.unread.pop(0)
            candidate.here[part.number] = hash_of(part.path)
            read = read_part(part.path)
            candidate.read.append(placed(read, candidate.read, session_id=closed.session_id))
            return True
        if candidate.unasked and not candidate.is_allowed:
            # the last word is the city's, and of this hour: it may hold the recording now
            receipt = self._api.receipt(room_token, closed.session_id)
            kept = kept_of(receipt)
            candidate.is_allowed = may_purge(kept, candidate.here, self._after_days)
            if kept.purged_at is not None:
                self._receipts.keep(closed.session_id, closed.signature, receipt)
                candidate.unasked.clear()  # destroyed there, by decision of two people
            return candidate.is_allowed
        if candidate.unasked:
            part = candidate.unasked.pop(0)
            return self._is_at_city(room_token, candidate, part)
        kept = kept_of(self._api.receipt(room_token, closed.session_id))
        if may_purge(kept, candidate.here, self._after_days):
            self._purge(candidate)
        return False

    def _is_at_city(self, room_token: str, candidate: _Candidate, part: PartFile) -> bool:
        """The city reads its own bytes before it answers."""
        session_id = candidate.closed.session_id
        address = PartAddress(
            session_id=session_id, number=part.number, sha256=candidate.here[part.number]
        )
        if self._api.progress(room_token, address).is_complete:
            return True
        logger.warning("part not at the city session=%s part=%d", session_id, part.number)
        self._receipts.forget(session_id)  # it is sent again
        return False

    def _purge(self, candidate: _Candidate) -> None:
        closed = candidate.closed
        folder = closed.parts[0].path.parent
        note_let_go(folder, recorded_from(tuple(candidate.read)))
        names = [part.path.name for part in closed.parts]
        self._memory.keep(f"{_PURGED}{closed.session_id}", json.dumps(names)).result(COMMIT_LIMIT_S)
        _remove(closed.parts)
        del self._candidates[closed.session_id]
        logger.info(
            "recording let go session=%s parts=%d bytes=%d",
            closed.session_id, len(closed.parts), closed.size_bytes,
        )  # fmt: skip

    def _let_go(self, session_id: SessionId) -> frozenset[str]:
        text = self._memory.recall(f"{_PURGED}{session_id}")
        return frozenset() if text is None else frozenset(map(str, json.loads(text)))

    def _due_s(self, session_id: SessionId, after_days: int) -> float:
        """By this PC's clock; the city's decides when it is asked."""
        remembered = self._receipts.recall(session_id)
        if remembered is None:
            return math.inf
        wait = remembered.received_at + timedelta(days=after_days) - self._clock.now()
        return self._clock.monotonic() + max(0.0, wait.total_seconds())


def _remove(parts: Iterable[PartFile]) -> None:
    for part in parts:
        part.path.unlink(missing_ok=True)
        sync_folder(part.path.parent)
