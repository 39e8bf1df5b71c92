"""What lies in the folders of recordings of this PC: files counted, nothing of them read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.conduct.trial import tried_session
from desktop.domain.ids import SessionId
from desktop.domain.recording.part import PART_SUFFIX
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.recording.shelf import CityWord, ShelvedRecording, missing_numbers, purge_at
from desktop.recordings.facts import LET_GO_NAME
from desktop.sync.recording.kept import Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """folders: below which recordings lie, the first disk first. Thread: any.

    has_key: whether this PC can still open one. receipt: what the city said of it last.
    purge_days: see RecordingPurge.
    """

    folders: Sequence[Path]
    has_key: Callable[[SessionId], bool]
    receipt: Callable[[SessionId], Remembered | None]
    purge_days: int | None

    def look(self) -> tuple[ShelvedRecording, ...]:
        """In the order of their names. Raises OSError."""
        names = {
            folder.name
            for root in self.folders
            if root.is_dir()
            for folder in root.iterdir()
            if folder.is_dir() and tried_session(SessionId(folder.name)) is None
        }
        found = (self._look_at(SessionId(name)) for name in sorted(names))
        return tuple(one for one in found if one is not None)

    def _look_at(self, session_id: SessionId) -> ShelvedRecording | None:
        sizes: list[int] = []
        numbers: list[int] = []
        touched_s = 0.0
        is_let_go = False
        for root in self.folders:
            folder = root / session_id
            is_let_go |= (folder / LET_GO_NAME).exists()
            for path in folder.glob(f"*{PART_SUFFIX}"):
                stat = path.stat()
                sizes.append(stat.st_size)
                touched_s = max(touched_s, stat.st_mtime)
                if path.stem.isascii() and path.stem.isdecimal():
                    numbers.append(int(path.stem))
        if not sizes and not is_let_go:
            return None
        told = _told(self.receipt(session_id))
        return ShelvedRecording(
            session_id=session_id,
            parts=len(sizes),
            size_bytes=sum(sizes),
            missing=missing_numbers(numbers),
            touched_at=datetime.fromtimestamp(touched_s, UTC) if sizes else None,
            has_key=self.has_key(session_id),
            is_let_go=is_let_go and not sizes,
            told=told,
            purge_at=purge_at(told, self.purge_days),
        )


def _told(remembered: Remembered | None) -> CityWord | None:
    if remembered is None:
        return None
    known = set(ReceiptFault)
    faults = tuple(ReceiptFault(one) for one in remembered.faults if one in known)
    return CityWord(at=remembered.received_at, faults=faults, purged_at=remembered.purged_at)
