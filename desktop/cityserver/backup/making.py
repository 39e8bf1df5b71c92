"""Makes one backup: database first, papers after it, every byte read back before it counts."""

import logging
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop import __version__
from desktop.cityserver.access.room_ca import CA_FILE
from desktop.cityserver.backup.folder import BackupFolder, KeptBackup
from desktop.cityserver.backup.manifest import MANIFEST_FILE, Manifest
from desktop.cityserver.config.config import DATABASE_FILE, CityServerConfig
from desktop.cityserver.papers.blobs import Blobs
from desktop.cityserver.secrets.account_keys import ACCOUNT_KEY_FILE
from desktop.cityserver.secrets.audit_keys import KEY_FILE
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import note_backup, read_epoch
from desktop.cityserver.store.snapshot import (
    CityPoint,
    copy_database,
    database_file,
    inspect_database,
)
from desktop.domain.clock import Clock
from desktop.files.durable import (
    BY_UMASK,
    copy_checked,
    has_hash,
    hash_of,
    put_in_place,
    replace_file,
    sync_file,
)

logger = logging.getLogger(__name__)

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A backup that was verified.

    damaged: papers of the city whose bytes are not theirs, put aside until they come again.
    mended: those that an earlier backup held whole.
    """

    name: str
    manifest: Manifest
    safe_revision: int
    new_papers: int
    damaged: tuple[str, ...]
    mended: tuple[str, ...]


@dataclass(slots=True)
class _Papers:
    sizes: dict[str, int] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    mended: list[str] = field(default_factory=list)
    new: int = 0


def make_backup(
    config: CityServerConfig, database: Database, folder: BackupFolder, *, keep: int, clock: Clock
) -> BackupMade:
    """Write a backup and remove all but the newest `keep`. The server may run.

    Papers are named in the database before their bytes are complete, never after: what the copy of
    the database promises as complete is in the papers that are copied after it.

    Raises:
        NotAFile: the database is not SQLite.
        FolderTaken: another backup is being made there.
        DamagedDatabase, sqlite3.Error, OSError: nothing counts, earlier backups stay.
    """
    source = database_file(config.url)
    with folder.hold():
        made_at = clock.now()
        part = folder.begin(made_at)
        try:
            point = _copy_city(source, part / DATABASE_FILE)
            papers = _copy_papers(config.blob_folder, folder)
            manifest = Manifest(
                program_version=__version__,
                made_at=made_at,
                epoch=point.epoch,
                revision=point.revision,
                database_sha256=hash_of(part / DATABASE_FILE),
                database_bytes=(part / DATABASE_FILE).stat().st_size,
                audit_key_sha256=_copy_key(config.folder, part, KEY_FILE),
                account_key_sha256=_copy_key(config.folder, part, ACCOUNT_KEY_FILE),
                room_ca_sha256=_copy_key(config.folder, part, CA_FILE),
                papers=papers.sizes,
            )
            content = manifest.model_dump_json(indent=1).encode()
            replace_file(part / MANIFEST_FILE, content, mode=BY_UMASK)
            whole = part.with_suffix("")
            put_in_place(part, whole)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        folder.prune(keep)
        safe_revision = _note(database, manifest, folder.backups())
    logger.info(
        "backup made name=%s revision=%d papers=%d new=%d damaged=%d safe_revision=%d",
        whole.name, point.revision, len(papers.sizes), papers.new, len(papers.damaged),
        safe_revision,
    )  # fmt: skip
    return BackupMade(
        name=whole.name,
        manifest=manifest,
        safe_revision=safe_revision,
        new_papers=papers.new,
        damaged=papers.damaged,
        mended=tuple(papers.mended),
    )


def safe_revision_of(backups: Sequence[KeptBackup], epoch: str) -> int:
    """Up to where every kept backup holds all: a restore of any of them loses nothing more.

    Revisions of another epoch say nothing about this one.
    """
    revisions = (one.manifest.revision if one.manifest.epoch == epoch else 0 for one in backups)
    return min(revisions, default=0)


def _copy_city(source: Path, target: Path) -> CityPoint:
    copy_database(source, target)
    sync_file(target)
    return inspect_database(target)


def _copy_key(folder: Path, part: Path, name: str) -> str | None:
    """Without them a restored audit log could be forged, no app would fit, no room be known."""
    source, target = folder / name, part / name
    if not source.exists():
        return None
    replace_file(target, source.read_bytes())
    return hash_of(target)


def _copy_papers(blob_folder: Path, folder: BackupFolder) -> _Papers:
    papers, blobs = _Papers(), Blobs(blob_folder)
    for path in _complete_papers(blob_folder):
        target = folder.paper(path.name)
        # a copy of an earlier backup is read again too: a disk forgets in silence
        if has_hash(target, path.name):
            if blobs.put_aside(path.name) and copy_checked(target, path, path.name):
                papers.mended.append(path.name)
        elif _copy_paper(blobs, path, target):
            papers.new += 1
        else:
            continue
        papers.sizes[path.name] = target.stat().st_size
    papers.damaged = blobs.lost()
    return papers


def _copy_paper(blobs: Blobs, path: Path, target: Path) -> bool:
    """False: the paper is damaged, and put aside."""
    if copy_checked(path, target, path.name):
        return True
    return not blobs.put_aside(path.name) and copy_checked(path, target, path.name)


def _complete_papers(blob_folder: Path) -> Iterator[Path]:
    return (path for path in sorted(blob_folder.glob("??/*")) if _HASH.fullmatch(path.name))


def _note(database: Database, manifest: Manifest, backups: Sequence[KeptBackup]) -> int:
    safe_revision = safe_revision_of(backups, manifest.epoch)
    with database.write() as session:
        if read_epoch(session) == manifest.epoch:
            note_backup(session, made_at=manifest.made_at, safe_revision=safe_revision)
    return safe_revision
