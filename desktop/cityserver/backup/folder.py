"""The folder of backups: one sub-folder each, and one pool of papers that all of them share.

A paper never changes and is named by its hash, so a new backup adds only papers that are new.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.cityserver.backup.manifest import Manifest, NoManifest, load_manifest
from desktop.cityserver.config.config import DATABASE_FILE
from desktop.cityserver.store.database.folder_lock import hold_folder

logger = logging.getLogger(__name__)

PAPERS = "papers"
PART = ".part"
_FOLDER_MODE = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBackup:
    """A backup that is whole, as far as its manifest says."""

    name: str
    manifest: Manifest


class BackupFolder:
    """All backups of one city. Thread: one; other programs are kept out by `hold`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def hold(self) -> Iterator[None]:
        """No other program makes or removes backups here during the block. Raises FolderTaken."""
        with hold_folder(self._folder):
            yield

    def backups(self) -> tuple[KeptBackup, ...]:
        """Those that can be read, the newest first."""
        found = []
        for path in self._paths():
            try:
                found.append(KeptBackup(name=path.name, manifest=load_manifest(path)))
            except NoManifest:
                logger.warning("backup cannot be read name=%s", path.name)
        return tuple(found)

    def database(self, name: str) -> Path:
        """The copy of the database in this backup."""
        return self._folder / name / DATABASE_FILE

    def key_file(self, name: str, file_name: str) -> Path:
        """A file of secrets in this backup, if it holds one."""
        return self._folder / name / file_name

    def paper(self, sha256: str) -> Path:
        """Where the bytes of a paper lie."""
        return self._folder / PAPERS / sha256[:2] / sha256

    def begin(self, made_at: datetime) -> Path:
        """A fresh folder to write into; what a killed run left is removed. Needs `hold`."""
        for left in self._folder.glob(f"*{PART}"):
            shutil.rmtree(left)
        name = f"{made_at.astimezone(UTC):%Y%m%d-%H%M%S}"
        taken = len(list(self._folder.glob(f"{name}*")))
        part = self._folder / f"{name}{f'-{taken + 1}' if taken else ''}{PART}"
        part.mkdir(mode=_FOLDER_MODE)
        (self._folder / PAPERS).mkdir(mode=_FOLDER_MODE, exist_ok=True)
        return part

    def prune(self, keep: int) -> None:
        """Remove all but the newest `keep`, and papers that none of these names. Needs `hold`.

        A backup that cannot be read is left alone, and so are all papers while there is one.
        """
        found = self.backups()
        for old in found[keep:]:
            shutil.rmtree(self._folder / old.name)
            logger.info("backup removed name=%s", old.name)
        if len(self._paths()) > len(found[:keep]):
            return
        named = {sha256 for kept in found[:keep] for sha256 in kept.manifest.papers}
        for path in (self._folder / PAPERS).glob("??/*"):
            if path.name not in named:
                path.unlink()

    def _paths(self) -> list[Path]:
        return sorted(
            (
                path
                for path in self._folder.iterdir()
                if path.is_dir() and path.name != PAPERS and path.suffix != PART
            ),
            reverse=True,
        )
