"""Closed recordings to the city, one block at a time, when nothing else waits and nobody calls."""

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.contract.problem import ProblemCode
from desktop.contract.recording import EndedPart, PartProgress, RecordingEndIn
from desktop.contract.version import MAX_UPLOAD_CHUNK_BYTES
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused, ProtocolError, ServerBusy
from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.sync.status import RecordingOnWay, RecordingWay
from desktop.files.durable import hash_of
from desktop.sync.http.city_api import PartAddress, RecordingsApi, WireFault
from desktop.sync.recording.closed import ClosedRecording, ClosedRecordings, PartFile
from desktop.sync.recording.kept import HasKey, Receipts, RecordingHours
from desktop.sync.recording.purge import RecordingPurge

logger = logging.getLogger(__name__)

LOOK_S = 60.0
RETRY_S = 5.0
LATER_S = 600.0
"""After what a while may mend: a full disk of the city, a file that cannot be read now."""
NOT_TAKEN_S = 3_600.0
"""After a city that takes no recordings, or not this one."""
FAULTY_S = 24 * 3_600.0
"""After a receipt that says that something is wrong: what is missing there is sent once more."""
MIN_BLOCK_BYTES = 64 * 1024
FIRST_BLOCK_BYTES = 256 * 1024
BLOCK_S = 0.5
"""A block is as large as the line moves in about this time: the next word waits no longer."""
_OF_THE_LINE = frozenset(WireFault)


@dataclass(slots=True)
class _Journey:
    """One recording. address, offset: of the first part that is left, None: not asked yet."""

    closed: ClosedRecording
    left: list[PartFile]
    ended: dict[int, EndedPart] = field(default_factory=dict)
    address: PartAddress | None = None
    offset: int | None = None
    sent_bytes: int = 0
    way: RecordingWay = RecordingWay.WAITING
    faults: tuple[str, ...] = ()
    not_before_s: float = 0.0

    def begin_anew(self) -> None:
        """Everything is asked again; what the city has is not sent again."""
        self.left = list(self.closed.parts)
        self.ended.clear()
        self.address = self.offset = None
        self.sent_bytes = 0


class RecordingUploads:
    """Thread: sync, but for `spare` and `lift`.

    roots: below which recordings lie, on every disk. room_token: None before this PC is enrolled.
    is_over: whether a session is, as far as this desk knows. has_key: whether the room can still
    open it. purge: lets go of what the city has.
    """

    def __init__(  # noqa: PLR0913 - the folder, the line, and who knows what of a session
        self,
        *,
        api: RecordingsApi,
        roots: Sequence[Path],
        receipts: Receipts,
        hours: RecordingHours,
        clock: Clock,
        room_token: Callable[[], str | None],
        is_over: Callable[[SessionId], bool],
        has_key: HasKey,
        purge: RecordingPurge,
    ) -> None:
        self._purge = purge
        self._api = api
        self._closed = ClosedRecordings(*roots, is_over=is_over)
        self._receipts = receipts
        self._hours = hours
        self._clock = clock
        self._room_token = room_token
        self._has_key = has_key
        self._journeys: dict[SessionId, _Journey] = {}
        self._look_at_s = 0.0
        self._not_before_s = 0.0
        self._bytes_per_s = FIRST_BLOCK_BYTES / BLOCK_S
        self._most_bytes = MAX_UPLOAD_CHUNK_BYTES
        self._is_calling = False

    def spare(self, *, is_calling: bool) -> None:
        """A call runs on this desk, or does no more: nothing is sent beside one. Thread: any."""
        self._is_calling = is_calling

    def lift(self) -> None:
        """Send now, whatever the hours say. Thread: any."""
        self._hours.lift()

    def on_way(self) -> tuple[RecordingOnWay, ...]:
        """What the city has not whole, as last looked at."""
        return tuple(
            RecordingOnWay(
                session_id=one.closed.session_id,
                size_bytes=one.closed.size_bytes,
                sent_bytes=min(one.closed.size_bytes, one.sent_bytes + (one.offset or 0)),
                way=one.way,
                faults=one.faults,
            )
            for one in self._journeys.values()
        )

    def look(self) -> None:
        """Look again, at most once a minute, which recordings are closed. Reads the disk."""
        now_s = self._clock.monotonic()
        if self._is_calling or now_s < self._look_at_s:
            return
        self._look_at_s = now_s + LOOK_S
        try:
            found = self._purge.finish(self._closed.look(self._clock.now()))
        except OSError as error:
            logger.warning("recordings not looked at error=%s", type(error).__name__)
            return
        former, self._journeys = self._journeys, {}
        whole = []
        for closed in found:
            journey = former.get(closed.session_id)
            if journey is not None and journey.closed == closed:
                self._journeys[closed.session_id] = journey
            elif (made := self._journey(closed)) is not None:
                self._journeys[closed.session_id] = made
            else:
                whole.append(closed)
        self._purge.offer(whole)
        if not any(one.way is not RecordingWay.FAULTY for one in self._journeys.values()):
            self._hours.restore()

    def due_at_s(self) -> float | None:
        """When (monotonic) the next block may go; None: not as things stand, or a call runs."""
        if self._is_calling or self._room_token() is None:
            return None
        at_s = min(self._sending_at_s(), max(self._purge.due_at_s(), self._not_before_s))
        return None if at_s == math.inf else at_s

    def move(self) -> None:
        """Do one thing for one recording: read a part's hash, ask, send a block, end it, let it go.

        What concerns recordings alone is settled here, so that nobody's words wait for it. Raises
        Offline, TimedOut; ProtocolError for another version.
        """
        now_s, token = self._clock.monotonic(), self._room_token()
        if token is None:
            return
        try:
            if self._sending_at_s() <= now_s:
                self._move_first(token, now_s)
            else:
                self._purge.move(token)
        except AccessRefused as refused:
            # of this PC: people's own work goes on
            logger.warning("recording not sent code=%s", refused.code)
            self._not_before_s = now_s + LATER_S

    # ---- one step --------------------------------------------------------------------------

    def _sending_at_s(self) -> float:
        """Infinite: nothing is to be sent."""
        starts_s = (one.not_before_s for one in self._journeys.values())
        nearest_s = max(min(starts_s, default=math.inf), self._not_before_s)
        now_s = self._clock.monotonic()
        wait_s = 0.0 if nearest_s > now_s else self._hours.wait_s()
        return now_s + wait_s if wait_s > 0.0 else nearest_s

    def _move_first(self, token: str, now_s: float) -> None:
        journey = next(one for one in self._journeys.values() if one.not_before_s <= now_s)
        try:
            self._go_on(token, journey)
        except ProtocolError as error:
            self._on_protocol_error(journey, error)
        except ServerBusy as busy:
            # perhaps of recordings alone, or too much for what stands before the city
            journey.offset = None
            self._most_bytes = max(MIN_BLOCK_BYTES, self._most_bytes // 2)
            self._wait(journey, max(RETRY_S, busy.retry_after_s))
        except OSError as error:
            logger.warning(
                "recording cannot be read session=%s error=%s",
                journey.closed.session_id, type(error).__name__,
            )  # fmt: skip
            self._look_at_s = 0.0
            self._wait(journey, LATER_S)

    def _journey(self, closed: ClosedRecording) -> _Journey | None:
        """None: the city has it whole."""
        remembered = self._receipts.recall(closed.session_id)
        journey = _Journey(closed=closed, left=list(closed.parts))
        if remembered is None or remembered.signature != closed.signature:
            return journey
        if not remembered.faults:
            return None
        self._find_faulty(journey, remembered.faults)
        return journey

    def _go_on(self, token: str, journey: _Journey) -> None:
        if len(journey.left) == len(journey.closed.parts):
            journey.sent_bytes = 0  # also of one that is asked about once more
        if not journey.left:
            self._end(token, journey)
            return
        part = journey.left[0]
        if journey.address is None:
            self._name(journey, part)
        elif journey.offset is None:
            self._take(journey, part, self._api.progress(token, journey.address))
        else:
            self._send(token, journey, part, journey.address)

    def _name(self, journey: _Journey, part: PartFile) -> None:
        sha256 = hash_of(part.path)
        journey.ended[part.number] = EndedPart(
            number=part.number, sha256=sha256, size_bytes=part.size_bytes
        )
        if not part.size_bytes:
            journey.left.pop(0)  # a kill before its first byte; the receipt names it
            return
        journey.address = PartAddress(
            session_id=journey.closed.session_id, number=part.number, sha256=sha256
        )

    def _send(self, token: str, journey: _Journey, part: PartFile, address: PartAddress) -> None:
        offset = journey.offset or 0
        size = min(int(self._bytes_per_s * BLOCK_S), self._most_bytes)
        with part.path.open("rb") as file:
            file.seek(offset)
            data = file.read(max(MIN_BLOCK_BYTES, size))
        # given back only by the city's answer: when the line breaks, part of a block may be there
        journey.offset = None
        began_s = self._clock.monotonic()
        progress = self._api.append(
            token, address, offset=offset, total_bytes=part.size_bytes, data=data
        )
        took_s = max(self._clock.monotonic() - began_s, 0.001)
        self._bytes_per_s = min(len(data) / took_s, 2 * self._bytes_per_s)
        journey.way = RecordingWay.SENDING
        self._take(journey, part, progress)

    def _take(self, journey: _Journey, part: PartFile, progress: PartProgress) -> None:
        if not progress.is_complete and not progress.refused:
            journey.offset = progress.offset
            return
        if progress.refused:
            self._pass_over(journey, part)
            return
        journey.left.pop(0)
        journey.address = journey.offset = None
        journey.sent_bytes += part.size_bytes

    def _end(self, token: str, journey: _Journey) -> None:
        closed = journey.closed
        end = RecordingEndIn(
            parts=tuple(journey.ended.values()),
            seal=closed.seal,
            has_key=self._has_key(closed.session_id),
        )
        receipt = self._api.end(token, closed.session_id, end)
        remembered = self._receipts.keep(closed.session_id, closed.signature, receipt)
        logger.info(
            "recording at the city session=%s parts=%d missing=%d refused=%d seal=%s",
            closed.session_id, len(receipt.parts), len(receipt.missing), len(receipt.refused),
            receipt.seal,
        )  # fmt: skip
        if not remembered.faults:
            del self._journeys[closed.session_id]
            return
        self._find_faulty(journey, remembered.faults)

    # ---- what goes wrong -------------------------------------------------------------------

    def _on_protocol_error(self, journey: _Journey, error: ProtocolError) -> None:
        journey.offset = None
        match error.code:
            case ProblemCode.WRONG_VERSION:
                raise error
            case code if code in _OF_THE_LINE:
                logger.warning("recording not heard of code=%s", code)
                self._wait(journey, LATER_S)
            case ProblemCode.CONFLICT:
                self._wait(journey, RETRY_S)
            case ProblemCode.RECORDING_REFUSED if journey.left:
                self._pass_over(journey, journey.left[0])
            case ProblemCode.RECORDING_REFUSED:
                self._find_faulty(journey, (ReceiptFault.WRONG_SEAL.value,))
            case ProblemCode.STORAGE_LOW:
                journey.way = RecordingWay.CITY_FULL
                self._wait(journey, LATER_S)
            case _:
                logger.warning(
                    "recording not taken session=%s code=%s",
                    journey.closed.session_id, error.code,
                )  # fmt: skip
                journey.begin_anew()
                journey.way = RecordingWay.NOT_TAKEN
                self._wait(journey, NOT_TAKEN_S)

    def _pass_over(self, journey: _Journey, part: PartFile) -> None:
        """The city will not have it; the receipt says so, and the room keeps it."""
        logger.warning(
            "part of a recording refused session=%s part=%d",
            journey.closed.session_id, part.number,
        )  # fmt: skip
        journey.left.pop(0)
        journey.address = journey.offset = None
        journey.sent_bytes += part.size_bytes

    def _find_faulty(self, journey: _Journey, faults: tuple[str, ...]) -> None:
        """What the city lacks is sent again one day; what else is wrong no sending mends."""
        journey.begin_anew()
        journey.way, journey.faults = RecordingWay.FAULTY, faults
        journey.sent_bytes = journey.closed.size_bytes
        is_lacking = ReceiptFault.MISSING in faults and ReceiptFault.REFUSED not in faults
        is_mended_by_sending = is_lacking or ReceiptFault.DAMAGED in faults
        self._wait(journey, FAULTY_S if is_mended_by_sending else math.inf)

    def _wait(self, journey: _Journey, delay_s: float) -> None:
        journey.not_before_s = self._clock.monotonic() + delay_s
