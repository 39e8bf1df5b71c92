"""Which recordings of this PC are closed: nothing is written into them any more."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.contract.recording import MAX_PART_BYTES, MAX_PARTS
from desktop.domain.conduct.trial import tried_session
from desktop.domain.ids import SessionId
from desktop.domain.recording.seal import MAX_SEAL_BYTES
from desktop.recordings.reading import part_paths
from desktop.recordings.sealing import seal_in

SETTLED_S = 300.0
"""So long after its last byte a recording of a session that is over has its seal, or gets none."""
FORGOTTEN_S = 24 * 3_600.0
"""After so long without a byte nobody goes on with a session of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFile:
    """A part as it lies here."""

    path: Path
    number: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRecording:
    """A recording that may go. seal: "" without one. signature: changes with what lies here."""

    session_id: SessionId
    parts: tuple[PartFile, ...]
    seal: str
    signature: str

    @property
    def size_bytes(self) -> int:
        """Of all its parts."""
        return sum(part.size_bytes for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """entries_ns: when files last came to each folder or left it. touched_s: the newest of them."""

    entries_ns: tuple[int, ...]
    touched_s: float
    closed: ClosedRecording


class ClosedRecordings:
    """Those below some folders. is_over: whether a session is, as far as this desk knows.

    Thread: one. Parts of a session on two disks are one recording.

    One that was closed is looked at again only when a file came or went: a year has ten thousand.
    """

    def __init__(self, *roots: Path, is_over: Callable[[SessionId], bool]) -> None:
        self._roots = roots
        self._is_over = is_over
        self._seen: dict[SessionId, _Seen] = {}

    def look(self, now: datetime) -> tuple[ClosedRecording, ...]:
        """The one that rests the longest first. Raises OSError."""
        former, self._seen = self._seen, {}
        for session_id, folders in self._folders().items():
            entries_ns = tuple(folder.stat().st_mtime_ns for folder in folders)
            seen = former.get(session_id)
            if seen is None or seen.entries_ns != entries_ns:
                seen = self._look_at(folders, session_id, entries_ns, now.timestamp())
            if seen is not None:
                self._seen[session_id] = seen
        order = sorted(self._seen.values(), key=lambda one: (one.touched_s, one.closed.session_id))
        return tuple(one.closed for one in order)

    def _folders(self) -> dict[SessionId, tuple[Path, ...]]:
        found: dict[SessionId, tuple[Path, ...]] = {}
        for root in self._roots:
            for folder in root.iterdir() if root.is_dir() else ():
                session_id = SessionId(folder.name)
                if folder.is_dir() and tried_session(session_id) is None:
                    found[session_id] = (*found.get(session_id, ()), folder)
        return found

    def _look_at(
        self,
        folders: tuple[Path, ...],
        session_id: SessionId,
        entries_ns: tuple[int, ...],
        now_s: float,
    ) -> _Seen | None:
        found = _closed(folders, session_id, now_s, self._is_over)
        if found is None:
            return None
        return _Seen(entries_ns=entries_ns, touched_s=found[0], closed=found[1])


def _closed(
    folders: tuple[Path, ...],
    session_id: SessionId,
    now_s: float,
    is_over: Callable[[SessionId], bool],
) -> tuple[float, ClosedRecording] | None:
    parts, touched_s = list[PartFile](), 0.0
    for path in part_paths(*folders):
        stat = path.stat()
        touched_s = max(touched_s, stat.st_mtime)
        number = int(path.stem) if path.stem.isascii() and path.stem.isdecimal() else 0
        if 1 <= number <= MAX_PARTS and stat.st_size <= MAX_PART_BYTES:
            parts.append(PartFile(path=path, number=number, size_bytes=stat.st_size))
    seal = _seal(folders)
    rests_s = now_s - touched_s
    is_closed = seal or rests_s > FORGOTTEN_S or (rests_s > SETTLED_S and is_over(session_id))
    if not parts or not is_closed:
        return None
    said = "\n".join([*(f"{part.number} {part.size_bytes}" for part in parts), seal])
    closed = ClosedRecording(
        session_id=session_id,
        parts=tuple(parts),
        seal=seal,
        signature=hashlib.sha256(said.encode()).hexdigest(),
    )
    return touched_s, closed


def _seal(folders: tuple[Path, ...]) -> str:
    untrusted = seal_in(*folders)
    if untrusted is None:
        return ""
    text = untrusted[:MAX_SEAL_BYTES].decode("utf-8", "replace").replace("\x00", "")
    return text or "?"
