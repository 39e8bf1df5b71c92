"""Paper bytes by their hash: resumable uploads of which every kept byte counts.

A `.part` file grows until it has the promised length; then its whole hash decides.
"""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.cityserver.papers.open_parts import PART, TURNS, OpenParts
from desktop.cityserver.papers.upload_turn import UploadTurn
from desktop.contract.version import MAX_UPLOAD_CHUNK_BYTES
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SiteId, new_id
from desktop.files.durable import hash_of, sync_file, sync_folder

logger = logging.getLogger(__name__)

_DAMAGED = ".damaged"
_WRITE_BYTES = 1024 * 1024


class WrongOffset(ReceptionError):
    """The upload must go on from `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"go on from {offset}")
        self.offset = offset


class ChunkTooLarge(ReceptionError):
    """More bytes than one request or the whole paper may have."""


class HashMismatch(ReceptionError):
    """The finished bytes are not the ones that were promised; they were thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How much of a paper the city has."""

    offset: int
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The site that sends. is_apart: all of the bytes, whatever is here from others."""

    site_id: SiteId
    is_apart: bool = False

    @property
    def apart_for(self) -> SiteId | None:
        """As `Blobs.progress` asks."""
        return self.site_id if self.is_apart else None


class Blobs:
    """Files under one folder. Thread: the event loop; disk work goes to worker threads.

    min_free_bytes: of its disk, below which nothing is taken in; None: as for papers.
    """

    def __init__(self, folder: Path, *, min_free_bytes: int | None = None) -> None:
        self._folder = folder
        self.open_parts = OpenParts(folder, min_free_bytes=min_free_bytes)

    def path(self, sha256: str) -> Path:
        """Where the complete bytes lie; the caller has checked that it is a hash."""
        return self._folder / sha256[:2] / sha256

    def progress(self, sha256: str, apart_for: SiteId | None = None) -> Progress:
        """How much is here. Thread: any.

        apart_for: of what this site sent itself, as long as it has not sent everything.
        """
        path = self.path(sha256)
        if apart_for is None and path.exists():
            return Progress(offset=path.stat().st_size, is_complete=True)
        part = _part_of(path, apart_for)
        return Progress(offset=part.stat().st_size if part.exists() else 0, is_complete=False)

    async def append(
        self,
        sha256: str,
        *,
        offset: int,
        length: int,
        body: AsyncIterator[bytes],
        sender: Sender,
    ) -> Progress:
        """Append a chunk; what came before a broken line stays.

        Raises:
            TooManyOpen: the site must finish others first. StorageLow: the disk is for words now.
            WrongOffset, ChunkTooLarge, HashMismatch: nothing more was kept.
            OSError: the disk refused; what is kept is told by `progress`.
        """
        part = _part_of(self.path(sha256), sender.apart_for)
        turn = UploadTurn(self._folder / TURNS, part.name)
        begin = partial(self.open_parts.begin, sender.site_id, part, length)

        def take_over() -> Progress:
            with turn.hold():
                present = self.progress(sha256, sender.apart_for)
                if present.is_complete:
                    turn.forget()
                    return present
                if present.offset == offset:
                    begin()
                turn.take()
                return present

        present = await asyncio.to_thread(take_over)
        if present.is_complete or present.offset != offset:
            if present.is_complete and offset == present.offset == length:
                return present
            raise WrongOffset(present.offset)
        room = min(MAX_UPLOAD_CHUNK_BYTES, length - offset)
        await _ChunkWriter(part=part, turn=turn, room=room).take(body)
        return await asyncio.to_thread(self._settle_in_turn, turn, part, sha256, length)

    def put_aside(self, sha256: str) -> bool:
        """Rename bytes that are not those of their name, so that they may come again; kept.

        Returns whether they were damaged. Thread: any; reads all of the paper. Raises OSError.
        """
        path = self.path(sha256)
        if _is_whole(path):
            return False
        with UploadTurn(self._folder / TURNS, _part_of(path, None).name).hold():
            if not path.exists() or _is_whole(path):
                return False  # it came again meanwhile
            _rename_damaged(path)
        return True

    def lost(self) -> tuple[str, ...]:
        """Papers that were put aside and did not come again, by hash. Thread: any."""
        names = {path.name.partition(".")[0] for path in self._folder.glob(f"??/*{_DAMAGED}")}
        return tuple(sorted(name for name in names if not self.path(name).exists()))

    def _settle_in_turn(self, turn: UploadTurn, part: Path, sha256: str, length: int) -> Progress:
        with turn.hold():
            _check_turn(turn, part)
            settled = self._settle(part, sha256, length)
            if settled.is_complete:
                turn.forget()
        return settled

    def _settle(self, part: Path, sha256: str, length: int) -> Progress:
        """Make the bytes durable; when all are here, let the hash decide."""
        path = self.path(sha256)
        sync_file(part)
        size = part.stat().st_size
        if size < length:
            return Progress(offset=size, is_complete=False)
        if hash_of(part) != sha256:
            part.unlink()
            logger.warning("upload thrown away: wrong hash sha256=%s size=%d", sha256, size)
            raise HashMismatch(sha256)
        if path.exists() and _is_whole(path):
            part.unlink()  # sent apart, and the same: the hash says so
        else:
            if path.exists():
                _rename_damaged(path)
            part.replace(path)
        sync_folder(path.parent)
        return Progress(offset=size, is_complete=True)


class _ChunkWriter:
    """Writes one request's body to the end of the part, as long as no newer request came."""

    def __init__(self, *, part: Path, turn: UploadTurn, room: int) -> None:
        self._part = part
        self._turn = turn
        self._room = room

    async def take(self, body: AsyncIterator[bytes]) -> None:
        """Keep everything that arrives, also when the line breaks in the middle."""
        pending = bytearray()
        try:
            async for piece in body:
                if len(piece) > self._room:
                    raise ChunkTooLarge
                self._room -= len(piece)
                pending += piece
                if len(pending) >= _WRITE_BYTES:
                    await asyncio.to_thread(self._write, bytes(pending))
                    pending.clear()
        finally:
            await asyncio.to_thread(self._write, bytes(pending))

    def _write(self, data: bytes) -> None:
        with self._turn.hold():
            _check_turn(self._turn, self._part)
            _append(self._part, data)


def _check_turn(turn: UploadTurn, part: Path) -> None:
    """A newer upload of the same hash is at work.

    Raises:
        WrongOffset.
    """
    if not turn.is_newest():
        raise WrongOffset(part.stat().st_size if part.exists() else 0)


def _part_of(path: Path, apart_for: SiteId | None) -> Path:
    whose = "" if apart_for is None else f".{hashlib.sha256(apart_for.encode()).hexdigest()[:16]}"
    return path.with_name(f"{path.name}{whose}{PART}")


def _append(part: Path, data: bytes) -> None:
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("ab") as file:
        file.write(data)


def _is_whole(path: Path) -> bool:
    return hash_of(path) == path.name


def _rename_damaged(path: Path) -> None:
    aside = path.with_name(f"{path.name}{_DAMAGED}")
    if aside.exists():
        aside = path.with_name(f"{path.name}.{new_id()}{_DAMAGED}")
    path.rename(aside)
    sync_folder(path.parent)
    logger.warning("damaged paper put aside sha256=%s", path.name)
