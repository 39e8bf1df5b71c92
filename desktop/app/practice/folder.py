"""The practice folder: where its rooms and its embedded city keep things, and its version."""

import json
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.files.durable import BY_UMASK, replace_file
from desktop.store.database.folder_lock import FolderLock

PRACTICE_VERSION = 1
MARK_FILE = "practice.json"
CITY_FOLDER = "city"
ROOMS_FOLDER = "rooms"
COPIES_FOLDER = "copies"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFolder:
    """Everything practice mode keeps, below one folder. Thread: any but MainThread."""

    folder: Path
    units_file: Path
    clock: Clock

    @property
    def city(self) -> Path:
        """Database and papers of the embedded city server."""
        return self.folder / CITY_FOLDER

    def room(self, site_id: str) -> Path:
        """The folder of one room's program."""
        return self.folder / ROOMS_FOLDER / site_id

    def copies(self, site_id: str) -> Path:
        """Where copies of that room's records go."""
        return self.folder / COPIES_FOLDER / site_id

    def logs(self, site_id: str) -> Path:
        """Where the processes of one room write their logs."""
        return self.room(site_id) / "logs"

    def prepare(self) -> Path | None:
        """Make the folder, or set one of another version aside; returns where that is now.

        Nothing is deleted: what an older version kept is renamed and stays readable by it.
        """
        mark = _read_mark(self.folder / MARK_FILE)
        moved_to = None
        if self.folder.exists() and mark.get("version") != PRACTICE_VERSION and _has_data(self):
            stamp = f"{self.clock.now():%Y%m%d-%H%M%S}"
            moved_to = self.folder.with_name(f"{self.folder.name}-before-{stamp}")
            self.folder.rename(moved_to)
            logger.warning("practice folder set aside version=%s", mark.get("version"))
        self.city.mkdir(parents=True, exist_ok=True)
        if _read_mark(self.folder / MARK_FILE).get("version") != PRACTICE_VERSION:
            self._write_mark({"version": PRACTICE_VERSION})
        return moved_to

    def reset(self) -> None:
        """Delete all practice data.

        Raises StorageError(IN_USE) when a program of this folder is running; nothing is deleted.
        """
        locks = [FolderLock(folder=place) for place in self._held_places()]
        try:
            for lock in locks:
                lock.acquire()
        finally:
            for lock in locks:
                lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def seeded_for(self) -> str:
        """The day for which the city was filled last, as ISO text; empty: never."""
        return str(_read_mark(self.folder / MARK_FILE).get("seeded_for", ""))

    def note_seeded(self, day: str) -> None:
        """The city holds this day's data now."""
        self._write_mark({"version": PRACTICE_VERSION, "seeded_for": day})

    def _held_places(self) -> list[Path]:
        rooms = self.folder / ROOMS_FOLDER
        places = [self.city, *(rooms.iterdir() if rooms.is_dir() else ())]
        return [place for place in places if place.is_dir()]

    def _write_mark(self, mark: Mapping[str, object]) -> None:
        replace_file(self.folder / MARK_FILE, json.dumps(mark).encode(), mode=BY_UMASK)


def _has_data(practice: PracticeFolder) -> bool:
    return any(practice.folder.iterdir())


def _read_mark(path: Path) -> dict[str, object]:
    try:
        mark = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}
