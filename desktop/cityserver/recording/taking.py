"""Takes parts of recordings in: who may send, what is here, and whether whole bytes check."""

import logging
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop.cityserver.access.callers import Room
from desktop.cityserver.http.refusals import Rejected, busy
from desktop.cityserver.papers.blobs import Blobs
from desktop.cityserver.recording.files import RecordingFiles, apart_name, kept_name, plain
from desktop.cityserver.store.audit import Action, Actor, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.rooms.recordings import PartState, parts_of, purged_at, took_part
from desktop.cityserver.store.tables.rooms import RecordingPartRow
from desktop.contract.base import FIRST_YEAR, LAST_YEAR
from desktop.contract.problem import ProblemCode
from desktop.contract.recording import MAX_RECORDING_BYTES, PartProgress
from desktop.domain.clock import Clock
from desktop.domain.recording.recorded import PartFault, RecordedPart
from desktop.files.file_lock import hold_file
from desktop.recordings.facts import facts_of
from desktop.recordings.reading import read_part

logger = logging.getLogger(__name__)

MAX_APART = 20
"""Of one PC in one session, kept for whoever looks into it; further ones are thrown away."""
MIN_FREE_BYTES = 4 * 1024 * 1024 * 1024
"""Left to words and papers: while less would be free, recordings wait in their rooms."""
READ_RETRY_S = 2.0
PART_KIND = "recording_part"
MAX_PART_MS = 24 * 3_600_000
MAX_LOST_MS = 1_000 * MAX_PART_MS
OTHER = "other"
"""Why bytes are refused under whose number the city keeps others, which check."""
TOO_MANY = "too_many"
PURGED: Final = PartState.PURGED.value
"""Why bytes are refused of a session whose recordings two people have let be destroyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartName:
    """Which part of which session, and its bytes by their hash."""

    session_id: str
    number: int
    sha256: str


class RecordingParts:
    """Thread: any; every method waits for the disk. open_folder: of parts that still come in."""

    def __init__(
        self, *, database: Database, clock: Clock, files: RecordingFiles, open_folder: Path
    ) -> None:
        self._database = database
        self._clock = clock
        self._files = files
        self._open_folder = open_folder
        self._lock = threading.Lock()
        self._reading = set[str]()

    def progress(self, room: Room, part: PartName) -> PartProgress:
        """How much is here; what is whole is read again first.

        Raises:
            Rejected: not_found for a session in which the PC's site took no part; busy while
                another part of this PC is read.
            OSError: the disk refuses.
        """
        rows, is_purged = self._rows(room, part)
        row = next((one for one in rows if _is(one, part)), None)
        if is_purged:
            return PartProgress(offset=0, is_complete=False, refused=PURGED)
        if row is not None and row.state == PartState.APART:
            return PartProgress(offset=row.size_bytes, is_complete=False, refused=row.fault)
        if row is not None and self._is_sound_now(room, row):
            return PartProgress(offset=row.size_bytes, is_complete=True)
        open_at = self.uploads(room).progress(part.sha256).offset
        return PartProgress(offset=open_at, is_complete=False)

    def sending(self, room: Room, part: PartName, length: int) -> Blobs | None:
        """Where the PC may append; None: all is kept. length: of the whole part, in bytes.

        Raises:
            Rejected: not_found; recording_refused for bytes that did not check before, or of a
                session whose recordings were destroyed; too_large for more than one may have.
        """
        rows, is_purged = self._rows(room, part)
        if is_purged:
            raise _refused(PURGED)
        for row in rows:
            if row.state == PartState.APART and _is(row, part):
                raise _refused(row.fault)
            if row.state == PartState.KEPT and _is(row, part):
                return None
        others = sum(row.size_bytes for row in rows if not _is(row, part))
        if others + length > MAX_RECORDING_BYTES:
            raise Rejected(ProblemCode.TOO_LARGE)
        return self.uploads(room)

    def _rows(self, room: Room, part: PartName) -> tuple[Sequence[RecordingPartRow], bool]:
        """What came whole, and whether it was let be destroyed."""
        with self._database.read() as session:
            check_took_part(session, room, part.session_id)
            is_purged = purged_at(session, part.session_id) is not None
            return parts_of(session, part.session_id, room.room_id), is_purged

    def uploads(self, room: Room) -> Blobs:
        """Bytes of this PC that are on their way, by their hash."""
        folder = self._open_folder / plain(room.room_id)
        folder.mkdir(parents=True, exist_ok=True)
        return Blobs(folder, min_free_bytes=MIN_FREE_BYTES)

    def take(self, room: Room, part: PartName) -> PartProgress:
        """All bytes are here: keep them if they check. The same again changes nothing.

        Raises:
            Rejected: recording_refused, with why; they are kept apart. conflict: they are not here.
            OSError: the disk refuses; they stay where they are.
        """
        with turn_of(self._open_folder, room.room_id):
            came = self.uploads(room).path(part.sha256)
            rows, is_purged = self._rows(room, part)
            if is_purged:
                came.unlink(missing_ok=True)
                raise _refused(PURGED)
            row = next((one for one in rows if _is(one, part)), None)
            if row is not None and row.state != PartState.DAMAGED:
                came.unlink(missing_ok=True)
            elif not came.exists():
                raise Rejected(ProblemCode.CONFLICT)
            else:
                row = self._judge(room, part, came, rows)
        if row.state == PartState.APART:
            raise _refused(row.fault)
        return PartProgress(offset=row.size_bytes, is_complete=True)

    def sweep(self, now: datetime) -> int:
        """Let go of what nobody has gone on sending for a month; how many. Raises OSError."""
        if not self._open_folder.is_dir():
            return 0
        folders = [one for one in self._open_folder.iterdir() if one.is_dir()]
        return sum(Blobs(one).open_parts.sweep(now) for one in folders)

    def is_sound(self, row: RecordingPartRow) -> bool:
        """Read the bytes of a part that was kept; what is not there any more is written down."""
        name = kept_name(row.room_id, row.session_id, row.number)
        is_sound = self._files.has(name, row.sha256)
        state = PartState.KEPT if is_sound else PartState.DAMAGED
        if state != row.state:
            row.state = state
            self._write(row, "sound" if is_sound else "damaged")
            logger.warning(
                "recording part %s session=%s room=%s part=%d",
                "sound again" if is_sound else "damaged",
                row.session_id, row.room_id, row.number,
            )  # fmt: skip
        return is_sound

    def _is_sound_now(self, room: Room, row: RecordingPartRow) -> bool:
        """One part of a PC at a time: whoever asks for many at once must not keep the disk."""
        with self._lock:
            if room.room_id in self._reading:
                raise busy(READ_RETRY_S)
            self._reading.add(room.room_id)
        try:
            return self.is_sound(row)
        finally:
            with self._lock:
                self._reading.discard(room.room_id)

    # ---- whole bytes -----------------------------------------------------------------------

    def _judge(
        self, room: Room, part: PartName, came: Path, rows: Sequence[RecordingPartRow]
    ) -> RecordingPartRow:
        read = read_part(came)
        fault = _fault(room, part, read, rows)
        row = RecordingPartRow(
            session_id=part.session_id,
            room_id=room.room_id,
            number=part.number,
            sha256=part.sha256,
            size_bytes=came.stat().st_size,
            received_at=self._clock.now(),
            state=PartState.APART if fault else PartState.KEPT,
            fault=fault or read.fault or "",
            facts=facts_of(read),
        )
        if not fault:
            self._files.keep(kept_name(room.room_id, part.session_id, part.number), came)
        elif sum(one.state == PartState.APART for one in rows) < MAX_APART:
            name = apart_name(room.room_id, part.session_id, part.number, part.sha256)
            self._files.keep(name, came)
        else:
            came.unlink()
            logger.warning("recording part thrown away session=%s", part.session_id)
            raise _refused(TOO_MANY)
        self._write(row, fault or "done", room.site_id)
        logger.info(
            "recording part session=%s room=%s part=%d size=%d outcome=%s",
            part.session_id, room.room_id, part.number, row.size_bytes, fault or "kept",
        )  # fmt: skip
        return row

    def _write(self, row: RecordingPartRow, outcome: str, site_id: str = "") -> None:
        entry = Entry(
            action=Action.SEND if site_id else Action.FETCH,
            actor=Actor(site_id=site_id, room_id=row.room_id),
            kind=PART_KIND,
            subject_id=row.sha256,
            outcome=outcome,
        )
        with self._database.write() as session:
            session.merge(row)
            note(session, self._clock.now(), entry)


def turn_of(open_folder: Path, room_id: str) -> AbstractContextManager[None]:
    """While it lasts nobody else takes parts of this PC in, nor destroys them, in any process."""
    return hold_file(open_folder / f"{plain(room_id)}.lock")


def check_took_part(session: DatabaseSession, room: Room, session_id: str) -> None:
    """Raises Rejected: not_found, also for a session that there is."""
    if not took_part(session, session_id, room.site_id):
        raise Rejected(ProblemCode.NOT_FOUND)


def _fault(room: Room, part: PartName, read: RecordedPart, rows: Sequence[RecordingPartRow]) -> str:
    """Why these bytes are no part of the recording; empty: they are one.

    How parts follow each other is told in the receipt: one may still be on its way.
    """
    if read.head is None or read.fault in {PartFault.BROKEN, PartFault.UNREADABLE}:
        return read.fault or PartFault.UNREADABLE
    head = (read.head.session_id, read.head.site_id, read.head.number)
    if head != (part.session_id, room.site_id, part.number):
        return PartFault.MISPLACED
    if not _is_of_this_world(read, read.head.began_at):
        return PartFault.UNREADABLE
    is_taken = any(
        one.number == part.number and one.state != PartState.APART and not _is(one, part)
        for one in rows
    )
    return OTHER if is_taken else ""


def _is_of_this_world(read: RecordedPart, began_at: datetime) -> bool:
    """Whoever makes a chain may write any figures into it, which nobody could reckon with."""
    lost = [read.lost_picture_ms, read.lost_sound_ms]
    lost += [ms for one in read.lost for ms in (one.picture_ms, one.sound_ms)]
    in_time = FIRST_YEAR < began_at.year < LAST_YEAR and 0 <= read.ms <= MAX_PART_MS
    return in_time and all(0 <= ms <= MAX_LOST_MS for ms in lost)


def _is(row: RecordingPartRow, part: PartName) -> bool:
    return (row.number, row.sha256) == (part.number, part.sha256)


def _refused(why: str) -> Rejected:
    return Rejected(ProblemCode.RECORDING_REFUSED, detail=why)
