"""Puts a backup into the place of the city's data: checked first, whole or not at all."""

import logging
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from desktop.cityserver.access.room_ca import CA_FILE, add_room_ca
from desktop.cityserver.backup.folder import BackupFolder, KeptBackup
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.secrets.account_keys import ACCOUNT_KEY_FILE
from desktop.cityserver.secrets.audit_keys import KEY_FILE
from desktop.cityserver.secrets.key_files import add_secrets
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.database.folder_lock import hold_folder
from desktop.cityserver.store.meta import start_new_epoch
from desktop.cityserver.store.records.revisions import likely_known
from desktop.cityserver.store.rooms.rooms import void_enrol_codes
from desktop.cityserver.store.snapshot import (
    DamagedDatabase,
    carry_over,
    database_file,
    goes_on_from,
    inspect_database,
    logs_of,
    settle_journal,
)
from desktop.domain.clock import Clock
from desktop.domain.errors import ReceptionError
from desktop.files.durable import copy_checked, has_hash, put_in_place

logger = logging.getLogger(__name__)

_STAGE = "restore.part"
_SIGN_INS = ("room", "room_escrow", "token_family", "token")
"""Tables of which the former database knows better who is let in and who no longer."""

_NEVER_TAKEN_BACK = {
    "room": ("revoked_at", "key_hash", "certificate_used_at"),
    "token_family": ("revoked_at",),
}
"""Columns of these that stay as the backup has them: the former database may be an older one, and
would let in whom the backup shuts out."""

_KNOWN_BETTER = (
    "user_account",
    "user_site",
    "account",
    "issuer_link",
    "sign_in_attempt",
    "case_reader",
    "audit",
    "audit_head",
)
"""Tables taken from it whole, if it is the city of the backup some time later: who lost a right or
came off a list stays without, and what was noted stays noted."""


class NoBackup(ReceptionError):
    """There is no backup, or none of this name."""


class DataThere(ReceptionError):
    """The folder holds a city already."""


class DamagedBackup(ReceptionError):
    """Files of the backup are missing or not what its manifest says. names: which."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back. put_aside: the database that stood there before.

    has_sign_ins: those of the former database go on, so that nobody signs in again.
    """

    backup: KeptBackup
    epoch: str
    put_aside: Path | None
    has_sign_ins: bool


def restore_backup(
    config: CityServerConfig,
    folder: BackupFolder,
    *,
    name: str | None,
    may_replace: bool,
    clock: Clock,
) -> Restored:
    """Check a backup (the newest when name is None) and put it in place, in a new epoch.

    At every instant the folder holds either the former database or the restored one. Papers are
    named by their hash, so those that are there already may stay: fewer have to be sent again.
    Sign-ins of the former database go on when it can be read; what either of them revoked stays
    revoked.

    Raises:
        NotAFile: the database is not SQLite.
        FolderTaken: the server runs, or a backup is being made.
        NoBackup, DataThere, DamagedBackup, OSError: nothing was changed but papers added.
    """
    target = database_file(config.url)
    with hold_folder(config.folder), folder.hold():
        backup = _choose(folder, name)
        if not may_replace and (target.exists() or any(config.blob_folder.glob("??/*"))):
            raise DataThere
        _check(folder, backup)
        stage = target.with_name(_STAGE)
        shutil.rmtree(stage, ignore_errors=True)
        try:
            staged = stage / target.name
            known = max(_revision_in(target), likely_known(clock.now()))
            epoch = _stage_database(folder, backup, staged, clock, known)
            has_sign_ins = _carry_sign_ins(target, staged)
            _put_papers(config, folder, backup)
            _put_keys(config, folder, backup)
            put_aside = _put_aside(target, clock)
            put_in_place(staged, target)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    logger.info(
        "backup restored name=%s revision=%d papers=%d",
        backup.name, backup.manifest.revision, len(backup.manifest.papers),
    )  # fmt: skip
    return Restored(backup=backup, epoch=epoch, put_aside=put_aside, has_sign_ins=has_sign_ins)


def _choose(folder: BackupFolder, name: str | None) -> KeptBackup:
    found = next((one for one in folder.backups() if name in {None, one.name}), None)
    if found is None:
        raise NoBackup
    return found


def _check(folder: BackupFolder, backup: KeptBackup) -> None:
    """Every byte, before anything is touched."""
    copy, manifest = folder.database(backup.name), backup.manifest
    wrong = [] if has_hash(copy, manifest.database_sha256) else [copy.name]
    wrong += [
        name
        for name, sha256 in _key_files(backup)
        if not has_hash(folder.key_file(backup.name, name), sha256)
    ]
    wrong += [sha256 for sha256 in manifest.papers if not has_hash(folder.paper(sha256), sha256)]
    if wrong:
        raise DamagedBackup(tuple(wrong))
    try:
        inspect_database(copy)
    except DamagedDatabase as error:
        raise DamagedBackup((copy.name,)) from error


def _revision_in(target: Path) -> int:
    """How far the database that goes had counted; 0 when it is not there or not sound."""
    if not (target.exists() and settle_journal(target)):
        return 0
    try:
        return inspect_database(target).revision
    except DamagedDatabase:
        return 0


def _stage_database(
    folder: BackupFolder, backup: KeptBackup, staged: Path, clock: Clock, known: int
) -> str:
    copy = folder.database(backup.name)
    if not copy_checked(copy, staged, backup.manifest.database_sha256):
        raise DamagedBackup((copy.name,))
    database = Database(f"sqlite+pysqlite:///{staged}")
    database.open()
    try:
        with database.write() as session:
            epoch = start_new_epoch(session, known=known)
            # a code that was used after the backup would work once more
            void_enrol_codes(session, clock.now())
    finally:
        database.close()
    settle_journal(staged)
    return epoch


def _carry_sign_ins(target: Path, staged: Path) -> bool:
    """Rooms and sign-ins of the database that goes; False when it is not there or not sound."""
    if not (target.exists() and settle_journal(target)):
        return False
    try:
        inspect_database(target)
        is_later = goes_on_from(target, staged)
        wholly = _KNOWN_BETTER if is_later else ()
        carry_over(target, staged, _SIGN_INS, wholly=wholly, kept=_NEVER_TAKEN_BACK)
    except (DamagedDatabase, sqlite3.Error):
        logger.warning("sign-ins of the former database cannot be read")
        return False
    return True


def _put_papers(config: CityServerConfig, folder: BackupFolder, backup: KeptBackup) -> None:
    for sha256 in backup.manifest.papers:
        target = config.blob_folder / sha256[:2] / sha256
        if not has_hash(target, sha256) and not copy_checked(folder.paper(sha256), target, sha256):
            raise DamagedBackup((sha256,))


def _put_keys(config: CityServerConfig, folder: BackupFolder, backup: KeptBackup) -> None:
    """Of the audit log, of accounts, of the rooms' authority; those that are there go on."""
    for name, sha256 in _key_files(backup):
        kept = folder.key_file(backup.name, name)
        if not has_hash(kept, sha256):
            raise DamagedBackup((name,))
        add = add_room_ca if name == CA_FILE else add_secrets
        add(config.folder / name, kept)


def _key_files(backup: KeptBackup) -> list[tuple[str, str]]:
    """Name and hash of each that is in the backup; older ones lack some."""
    found = (
        (KEY_FILE, backup.manifest.audit_key_sha256),
        (ACCOUNT_KEY_FILE, backup.manifest.account_key_sha256),
        (CA_FILE, backup.manifest.room_ca_sha256),
    )
    return [(name, sha256) for name, sha256 in found if sha256 is not None]


def _put_aside(target: Path, clock: Clock) -> Path | None:
    """Keep a copy of the database that goes; its logs must not meet the one that comes."""
    if not target.exists():
        return None
    aside = target.with_name(f"{target.name}.replaced-{clock.now():%Y%m%d-%H%M%S}")
    is_settled = settle_journal(target)
    shutil.copyfile(target, aside)
    if not is_settled:
        for log in logs_of(target):
            if log.exists():
                log.replace(aside.with_name(log.name.replace(target.name, aside.name)))
    return aside
