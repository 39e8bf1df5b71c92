"""Why no backup is made or put back, in words for scripts."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.cityserver.backup.restoring import DataThere, NoBackup
from desktop.cityserver.store.database.folder_lock import FolderTaken
from desktop.cityserver.store.snapshot import DamagedDatabase, NotAFile


class BackupRefusal(StrEnum):
    """What stood against it."""

    NOT_SQLITE = "not_sqlite"
    IN_USE = "in_use"
    NO_BACKUP = "no_backup"
    DATA_THERE = "data_there"
    UNREADABLE = "unreadable"


REFUSALS: Mapping[type[Exception], BackupRefusal] = {
    NotAFile: BackupRefusal.NOT_SQLITE,
    FolderTaken: BackupRefusal.IN_USE,
    NoBackup: BackupRefusal.NO_BACKUP,
    DataThere: BackupRefusal.DATA_THERE,
    DamagedDatabase: BackupRefusal.UNREADABLE,
}
"""What `make_backup` and `restore_backup` raise, beside DamagedBackup, sqlite3.Error, OSError."""
