"""Disks as a power cut could have left them: a VFS that records, and images made of what it saw.

kill -9 cannot show this, for the page cache survives a kill. An image has every write that came
before the last flush of its file; of later writes it has all, none, some or the last few, and some
of those torn at a sector. Names are taken as durable at once. Not modelled: the -shm file (SQLite
makes it anew), disks that lie about a flush.
"""

import random
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import apsw
from typing_extensions import override

SECTOR_BYTES = 512
_TAIL = 6
_HALF = 0.5
_TORN = 0.3


class Action(StrEnum):
    """What SQLite asked of the disk."""

    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """at: an offset of WRITE, a size of TRUNCATE."""

    action: Action
    name: str
    at: int = 0
    data: bytes = b""


class RecordingDisk(apsw.VFS):
    """An apsw VFS by name, above the system's own. log: every step, in order."""

    def __init__(self, name: str, base: str = "unix") -> None:
        self.vfs_name = name
        self.log: list[Step] = []
        self._base = base
        super().__init__(name, base)

    @override
    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _RecordingFile(self, self._base, name, flags)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.log.append(Step(Action.DELETE, Path(filename).name))
        super().xDelete(filename, syncdir)


class _RecordingFile(apsw.VFSFile):
    def __init__(self, disk: RecordingDisk, base: str, name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path or "temporary").name
        self._disk = disk
        super().__init__(base, name, flags)

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.log.append(Step(Action.WRITE, self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    @override
    def xTruncate(self, newsize: int) -> None:
        self._disk.log.append(Step(Action.TRUNCATE, self._name, newsize))
        super().xTruncate(newsize)

    @override
    def xSync(self, flags: int) -> None:
        self._disk.log.append(Step(Action.SYNC, self._name))
        super().xSync(flags)


@dataclass(slots=True)
class CutImage:
    """What stood on the disk when the power failed after `cut` steps."""

    log: list[Step]
    cut: int
    chance: random.Random
    files: dict[str, bytearray] = field(default_factory=dict)

    def build(self, folder: Path) -> None:
        """Write the files of the image."""
        synced = {
            step.name: at
            for at, step in enumerate(self.log[: self.cut])
            if step.action is Action.SYNC
        }
        mode = self.chance.choice(("all", "none", "half", "tail"))
        for at, step in enumerate(self.log[: self.cut]):
            is_durable = step.action is Action.DELETE or at < synced.get(step.name, -1)
            if is_durable or self._is_there(mode, at):
                self._apply(step, is_durable=is_durable)
        folder.mkdir()
        for name, content in self.files.items():
            if not name.endswith("-shm"):
                (folder / name).write_bytes(content)

    def _is_there(self, mode: str, at: int) -> bool:
        if mode == "half":
            return self.chance.random() < _HALF
        if mode == "tail":
            return at > self.cut - _TAIL and self.chance.random() < _HALF
        return mode == "all"

    def _apply(self, step: Step, *, is_durable: bool) -> None:
        match step.action:
            case Action.DELETE:
                self.files.pop(step.name, None)
            case Action.TRUNCATE:
                del self.files.setdefault(step.name, bytearray())[step.at :]
            case Action.WRITE:
                self._write(step, is_durable=is_durable)
            case Action.SYNC:
                pass

    def _write(self, step: Step, *, is_durable: bool) -> None:
        data = step.data
        if not is_durable and self.chance.random() < _TORN:
            sectors = len(data) // SECTOR_BYTES
            data = data[: SECTOR_BYTES * self.chance.randint(0, sectors)]
        content = self.files.setdefault(step.name, bytearray())
        if len(content) < step.at:
            content.extend(bytes(step.at - len(content)))
        content[step.at : step.at + len(data)] = data
