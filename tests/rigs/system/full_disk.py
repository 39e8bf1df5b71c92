"""A disk with so much room and no more, as an apsw VFS below the cipher."""

from pathlib import Path

import apsw
from typing_extensions import override


class FullDisk(apsw.VFS):
    """Refuses to grow a file beyond `capacity_bytes` for the whole folder; None: no limit.

    fail_at_write: this write (from 1) and the next ones are refused, wherever they go.
    fill_at_write: another program takes the last byte just before this write (from 1).
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.vfs_name = name
        self.folder = folder
        self.capacity_bytes: int | None = None
        self.fail_at_write: int | None = None
        self.fill_at_write: int | None = None
        self.writes = 0
        super().__init__(name, "")

    @override
    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _LimitedFile(self, name, flags)

    def check(self, growth_bytes: int) -> None:
        self.writes += 1
        if self.fail_at_write is not None and self.writes >= self.fail_at_write:
            raise apsw.FullError
        if self.writes == self.fill_at_write:
            self.capacity_bytes = self._used_bytes()
        if self.capacity_bytes is None or growth_bytes <= 0:
            return
        if self._used_bytes() + growth_bytes > self.capacity_bytes:
            raise apsw.FullError

    def _used_bytes(self) -> int:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


class _LimitedFile(apsw.VFSFile):
    def __init__(
        self, disk: FullDisk, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self._disk = disk
        super().__init__("", name, flags)

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.check(offset + len(data) - self.xFileSize())
        super().xWrite(data, offset)
