"""Where bytes of recordings lie at the city, by names; what keeps them is behind one Protocol."""

import logging
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from desktop.domain.ids import new_id
from desktop.domain.recording.part import part_name
from desktop.domain.recording.seal import SEAL_NAME
from desktop.files.durable import (
    has_hash,
    hash_of,
    put_in_place,
    replace_file,
    sync_file,
    sync_folder,
)

logger = logging.getLogger(__name__)

APART = "apart"
_PLAIN = re.compile(r"[a-z0-9_-]{1,64}")


class RecordingFiles(Protocol):
    """Whole parts and seals under names with slashes. Thread: any; every method waits.

    Raises OSError: what is there stays as it was.
    """

    def keep(self, name: str, source: Path) -> None:
        """Durable when it returns; the source is gone then.

        Other bytes that have the name are renamed and stay: nothing is ever overwritten.
        """
        ...

    def keep_small(self, name: str, data: bytes) -> None:
        """The same of a few bytes, in place of what has the name."""
        ...

    def has(self, name: str, sha256: str) -> bool:
        """Whether the bytes under this name are these; reads all of them."""
        ...

    def set_aside(self, name: str) -> None:
        """Whatever has the name is renamed and stays; nothing may have it."""
        ...

    def destroy(self, folder: str) -> int:
        """All that lies below a name, whatever it is called there; how many files it was.

        What a fault leaves is destroyed by the next call.
        """
        ...


class FolderFiles:
    """RecordingFiles below a folder, on one file system with the parts that come in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, source: Path) -> None:
        """See RecordingFiles."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and hash_of(path) == hash_of(source):
            source.unlink()
            return
        self.set_aside(name)
        sync_file(source)
        put_in_place(source, path)

    def keep_small(self, name: str, data: bytes) -> None:
        """See RecordingFiles."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)

    def has(self, name: str, sha256: str) -> bool:
        """See RecordingFiles."""
        return has_hash(self._folder / name, sha256)

    def set_aside(self, name: str) -> None:
        """See RecordingFiles."""
        path = self._folder / name
        if path.exists():
            put_in_place(path, path.with_name(f"{path.name}.{new_id()}.aside"))
            logger.warning("bytes of a recording put aside name=%s", name)

    def destroy(self, folder: str) -> int:
        """See RecordingFiles."""
        path = self._folder / folder
        if not path.is_dir():
            return 0
        found = [one for one in path.rglob("*") if one.is_file()]
        for one in found:
            one.unlink()
        shutil.rmtree(path)
        sync_folder(path.parent)
        return len(found)


def folders_of(room_id: str, session_id: str) -> tuple[str, str]:
    """Below which everything of a PC's recording lies, also what did not check."""
    kept = f"{plain(room_id)}/{plain(session_id)}"
    return kept, f"{APART}/{kept}"


def kept_name(room_id: str, session_id: str, number: int) -> str:
    """Of a part; a folder of them is what `reception-room verify` reads."""
    return f"{plain(room_id)}/{plain(session_id)}/{part_name(number)}"


def apart_name(room_id: str, session_id: str, number: int, sha256: str) -> str:
    """Of bytes that did not check."""
    return f"{APART}/{plain(room_id)}/{plain(session_id)}/{number:04d}-{sha256[:16]}"


def seal_name(room_id: str, session_id: str) -> str:
    """Of the closing seal, beside the parts."""
    return f"{plain(room_id)}/{plain(session_id)}/{SEAL_NAME}"


def plain(identifier: str) -> str:
    """As the name of a folder on any system; ids that differ are never one folder."""
    if _PLAIN.fullmatch(identifier) and identifier != APART:
        return identifier
    return f"id.{sha256(identifier.encode()).hexdigest()[:32]}"
