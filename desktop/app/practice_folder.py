"""The practice folder: its version, its embedded city's data, the codes that bind its rooms."""

import json
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.app.practice_data import PracticeData, build_practice_data
from desktop.app.practice_names import PRACTICE_PIN
from desktop.cityserver.admin import (
    NewUser,
    create_user,
    issue_enrol_code,
    open_city,
    put_records,
)
from desktop.cityserver.config import CityServerConfig
from desktop.domain.clock import Clock
from desktop.domain.deadlines import LOCAL_ZONE
from desktop.domain.ids import SiteId, UserId
from desktop.store.folder_lock import FolderLock

PRACTICE_VERSION = 1
MARK_FILE = "practice.json"
CITY_FOLDER = "city"
ROOMS_FOLDER = "rooms"

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

    def seed(self) -> None:
        """Fill the city with today's data, once a day; what rooms wrote is kept."""
        today = self.clock.now().astimezone(LOCAL_ZONE).date().isoformat()
        mark = _read_mark(self.folder / MARK_FILE)
        config = CityServerConfig(folder=self.city)
        if mark.get("seeded_for") == today and _city_exists(config):
            return
        data = build_practice_data(units_file=self.units_file, now=self.clock.now())
        with open_city(config) as database:
            put_records(database, _records(data))
            for user in data.users:
                create_user(
                    database,
                    NewUser(
                        user_id=UserId(user.user_id),
                        display_name=user.display_name,
                        role=user.role,
                        pin=PRACTICE_PIN,
                        site_ids=(SiteId(user.site_id),),
                    ),
                )
        self._write_mark({"version": PRACTICE_VERSION, "seeded_for": today})
        logger.info("practice data written day=%s sessions=%d", today, len(data.sessions))

    def site_name(self, site_id: SiteId) -> str:
        """How a room of practice mode is called."""
        data = build_practice_data(units_file=self.units_file, now=self.clock.now())
        return data.sites[site_id].name

    def enrol_code(self, site_id: SiteId) -> str:
        """A fresh one-time code for a room of practice mode."""
        with open_city(CityServerConfig(folder=self.city)) as database:
            return issue_enrol_code(database, site_id)

    def _held_places(self) -> list[Path]:
        rooms = self.folder / ROOMS_FOLDER
        places = [self.city, *(rooms.iterdir() if rooms.is_dir() else ())]
        return [place for place in places if place.is_dir()]

    def _write_mark(self, mark: Mapping[str, object]) -> None:
        fresh = self.folder / f"{MARK_FILE}.new"
        fresh.write_text(json.dumps(mark), encoding="utf-8")
        fresh.replace(self.folder / MARK_FILE)


def _records(data: PracticeData) -> list[tuple[str, str, dict[str, object]]]:
    kinds = (("site", data.sites), ("case", data.cases), ("session", data.sessions))
    return [
        (kind, entity_id, body.model_dump(mode="json"))
        for kind, bodies in kinds
        for entity_id, body in bodies.items()
    ]


def _city_exists(config: CityServerConfig) -> bool:
    return any(config.folder.glob("*.db"))


def _has_data(practice: PracticeFolder) -> bool:
    return any(practice.folder.iterdir())


def _read_mark(path: Path) -> dict[str, object]:
    try:
        mark = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}
