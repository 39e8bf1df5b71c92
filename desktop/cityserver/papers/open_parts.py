"""Limits unfinished uploads: how many a site may have open, and when one is discarded."""

import asyncio
import hashlib
import logging
import shutil
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn, Protocol

from desktop.cityserver.papers.upload_turn import UploadTurn
from desktop.domain.clock import Clock
from desktop.domain.errors import ReceptionError, ServerBusy
from desktop.domain.ids import SiteId
from desktop.files.file_lock import hold_file

logger = logging.getLogger(__name__)

PART = ".part"
TURNS = "turns"
"""Beside the folders of two hex digits, where only papers lie."""
OPENED = "opened"
"""There too: a folder for each site, in it a file for each part that the site began."""
KEPT = timedelta(days=30)
"""A part that nobody has touched for so long is given up; the room sends the paper anew."""
SWEEP_EVERY_S = 24 * 3600.0
MAX_OPEN_PARTS = 200
MAX_OPEN_BYTES = 8 * 1024 * 1024 * 1024
"""Of one site, counted as what was promised: what was begun may always be finished. A room sends
one paper after another, so it has a few; hashes that somebody invents are never whole, and stay."""


MIN_FREE_BYTES = 512 * 1024 * 1024
"""Left to words: while less would be free, no paper is taken in."""


class StorageLow(ReceptionError):
    """The disk has room for words only; papers wait in their rooms."""


class TooManyOpen(ReceptionError):
    """The site has begun as much as one may; some of it must be finished first."""


class OpenParts:
    """Who began which part. Thread: any.

    folder: of the papers. min_free_bytes: left on its disk; None: MIN_FREE_BYTES.
    """

    def __init__(self, folder: Path, *, min_free_bytes: int | None = None) -> None:
        self._folder = folder
        self._min_free_bytes = min_free_bytes

    def begin(self, site_id: SiteId, part: Path, length: int) -> None:
        """The site sends this part; length: of the whole paper, in bytes. Needs its turn.

        Raises:
            TooManyOpen, StorageLow: and nothing was changed.
            OSError: the disk refuses.
        """
        min_free = MIN_FREE_BYTES if self._min_free_bytes is None else self._min_free_bytes
        if shutil.disk_usage(self._folder).free < min_free:
            raise StorageLow
        site = self._site(site_id)
        mark = site / part.name
        if part.exists() and _promised(mark) >= length:
            return
        site.mkdir(parents=True, exist_ok=True)
        with self._hold(site):
            others = [_promised(one) for one in self._open(site) if one.name != part.name]
            if len(others) >= MAX_OPEN_PARTS or sum(others) + length > MAX_OPEN_BYTES:
                logger.warning("too many open uploads site=%s count=%d", site_id, len(others))
                raise TooManyOpen
            # at once, not with its first byte: a mark without a part counts for nothing
            part.parent.mkdir(parents=True, exist_ok=True)
            part.touch()
            mark.write_text(str(length), "ascii")

    def sweep(self, now: datetime) -> int:
        """Let go of parts, and of turns, that nobody has touched for KEPT. Returns how many parts.

        Raises:
            OSError: the disk refuses.
        """
        oldest_s = (now - KEPT).timestamp()
        parts = {path.name for path in self._folder.glob(f"??/*{PART}")}
        turns = {path.name for path in (self._folder / TURNS).glob(f"*{PART}")}
        swept = sum(self._give_up(name, oldest_s) for name in sorted(parts | turns))
        for site in (self._folder / OPENED).glob("*/"):
            with self._hold(site):
                self._open(site)
        return swept

    def _give_up(self, name: str, oldest_s: float) -> bool:
        part = self._part(name)
        files = (part, self._folder / TURNS / name)
        if _touched_s(files) >= oldest_s:
            return False
        turn = UploadTurn(self._folder / TURNS, name)
        with turn.hold():
            if _touched_s(files) >= oldest_s:
                return False  # it went on meanwhile
            was_there = part.exists()
            part.unlink(missing_ok=True)
            turn.forget()
        if was_there:
            logger.info("unfinished upload given up part=%s", name)
        return was_there

    def _open(self, site: Path) -> list[Path]:
        """Marks of parts that are there; others are let go."""
        found = []
        for mark in site.glob(f"*{PART}"):
            if self._part(mark.name).exists():
                found.append(mark)
            else:
                mark.unlink(missing_ok=True)
        return found

    def _hold(self, site: Path) -> AbstractContextManager[None]:
        return hold_file(site.with_suffix(".lock"))

    def _site(self, site_id: SiteId) -> Path:
        return self._folder / OPENED / hashlib.sha256(site_id.encode()).hexdigest()[:16]

    def _part(self, name: str) -> Path:
        return self._folder / name[:2] / name


class Sweeps(Protocol):
    """What has files that are of no use any more: parts that nobody finishes, what is destroyed."""

    def sweep(self, now: datetime) -> int:
        """Let go of them. Returns how many. Raises OSError."""
        ...


async def sweep_daily(parts: Sweeps, clock: Clock) -> NoReturn:
    """Sweep now and each day again; until it is cancelled."""
    while True:
        try:
            swept = await asyncio.to_thread(parts.sweep, clock.now())
            logger.info("swept by=%s count=%d", type(parts).__name__, swept)
        except (OSError, ServerBusy):
            logger.exception("not swept by=%s", type(parts).__name__)
        await asyncio.sleep(SWEEP_EVERY_S)


def _promised(mark: Path) -> int:
    """0: nothing by this site, or a power cut took it."""
    try:
        return int(mark.read_bytes())
    except (FileNotFoundError, ValueError):
        return 0


def _touched_s(files: tuple[Path, ...]) -> float:
    """When the newest of them changed, of those that are there."""
    return max((path.stat().st_mtime for path in files if path.exists()), default=0.0)
