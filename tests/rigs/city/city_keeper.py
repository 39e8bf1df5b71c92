"""One city, its papers and its folder of backups, for tests that back up and restore."""

import hashlib
from pathlib import Path

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.backup.folder import BackupFolder
from desktop.cityserver.backup.making import BackupMade, make_backup
from desktop.cityserver.backup.restoring import (
    Restored,
    restore_backup,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import read_epoch, read_safe_revision
from desktop.cityserver.store.records.records import find_record
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import case_body


class Keeper:
    """One city and its folder of backups."""

    def __init__(self, config: CityServerConfig, city: Database, folder: Path) -> None:
        self.config = config
        self.city = city
        self.folder = folder
        self.backups = BackupFolder(folder)
        self.clock = FakeClock()

    def back_up(self, keep: int = 14) -> BackupMade:
        self.clock.advance(3600.0)
        return make_backup(self.config, self.city, self.backups, keep=keep, clock=self.clock)

    def restore(self, name: str | None = None, *, may_replace: bool = True) -> Restored:
        self.city.close()
        restored = restore_backup(
            self.config, self.backups, name=name, may_replace=may_replace, clock=self.clock
        )
        self.city.open()
        return restored

    def add_paper(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.config.blob_folder / sha256[:2] / sha256
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return sha256

    def paper(self, sha256: str) -> Path:
        return self.config.blob_folder / sha256[:2] / sha256

    def write_case(self, name: str) -> int:
        return put_record(self.city, "case", name, case_body())

    def has_case(self, name: str) -> bool:
        with self.city.read() as session:
            return find_record(session, "case", name) is not None

    @property
    def safe_revision(self) -> int:
        with self.city.read() as session:
            return read_safe_revision(session)

    @property
    def epoch(self) -> str:
        with self.city.read() as session:
            return read_epoch(session)
