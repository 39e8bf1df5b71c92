"""Completes what wixl leaves out, and takes out what differs from build to build."""

import hashlib
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from installers.msi.database import Database, Row
from installers.msi.portable_executable import SUFFIXES, FileVersion, PortableExecutable
from installers.msi.product import MAKER, PROPERTIES, TITLE, guid
from installers.msi.settings_folder import HEAD as LOCKS_HEAD
from installers.msi.settings_folder import TABLE as LOCKS
from installers.msi.settings_folder import rights_rows
from installers.msi.wxs import file_id

_HASH_HEAD: Final = (
    "File_\tOptions\tHashPart1\tHashPart2\tHashPart3\tHashPart4",
    "s72\ti2\ti4\ti4\ti4\ti4",
    "MsiFileHash\tFile_",
)
# wixl puts it before InstallInitialize (1500): the older version would be gone for good before the
# newer one is begun, and with it what it was told. Here, whatever fails later brings both back.
REMOVAL: Final = "RemoveExistingProducts"
_AFTER_INSTALL_INITIALIZE: Final = "1501"
TRANSITIVE: Final = 64  # msidbComponentAttributesTransitive
_UPGRADE_PROPERTIES: Final = ("WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED")


def complete(database: Database, *, folder: Path, files: Sequence[str], version: str) -> None:
    """Fills versions, hashes and lists, moves the removal, names the package by its content."""
    by_id = {file_id(path): path for path in files}
    versions = {name: file_version(folder / path) for name, path in by_id.items()}
    rows = database.rows("File")
    for row in rows:
        if found := versions[row["File"]]:
            row["Version"], row["Language"] = found.version, str(found.language)
    database.rewrite("File", rows)
    database.rewrite("Component", with_second_thoughts(database.rows("Component")))
    unversioned = [name for name in sorted(by_id) if versions[name] is None]
    hashes = [hash_row(name, (folder / by_id[name]).read_bytes()) for name in unversioned]
    database.write("MsiFileHash", _HASH_HEAD, hashes)
    database.write(LOCKS, LOCKS_HEAD, rights_rows())
    database.rewrite("Property", _with_lists(database.rows("Property")))
    actions = database.rows("InstallExecuteSequence")
    database.rewrite("InstallExecuteSequence", with_removal_inside(actions))
    database.set_summary(
        title=f"{TITLE} {version}",
        author=MAKER,
        package_code=package_code(folder, files, version),
    )


def file_version(path: Path) -> FileVersion | None:
    """The version of a binary; None for everything else and for a binary without one."""
    if path.suffix.lower() not in SUFFIXES:
        return None
    return PortableExecutable.read(path).version()


def hash_row(name: str, data: bytes) -> Row:
    """A row of MsiFileHash: the MD5 in four signed numbers, as Windows Installer wants it."""
    parts = struct.unpack("<4i", hashlib.md5(data, usedforsecurity=False).digest())
    numbers = {f"HashPart{index}": str(part) for index, part in enumerate(parts, start=1)}
    return {"File_": name, "Options": "0", **numbers}


def with_removal_inside(actions: Sequence[Row]) -> list[Row]:
    """The sequence with the older version's removal as the first step that a failure takes back."""
    place = {"Sequence": _AFTER_INSTALL_INITIALIZE}
    return [{**row, **place} if row["Action"] == REMOVAL else row for row in actions]


def with_second_thoughts(components: Sequence[Row]) -> list[Row]:
    """Components with a condition look at it at every repair; else the first answer would hold."""
    return [
        {**row, "Attributes": str(int(row["Attributes"]) | TRANSITIVE)} if row["Condition"] else row
        for row in components
    ]


def secure_properties() -> tuple[str, ...]:
    """Properties that reach the part of an installation that runs with rights."""
    names = [name for one in PROPERTIES for name in (one.name, one.remembered)]
    others = ("INSTALLDIR", "PREV_INSTALLDIR", "PURGE_DATA", "WINDOWSBUILD")
    return tuple(sorted({*_UPGRADE_PROPERTIES, *names, *others}))


def hidden_properties() -> tuple[str, ...]:
    """Properties whose values no log of an installation shows."""
    secrets = (one for one in PROPERTIES if one.is_secret)
    return tuple(sorted(name for one in secrets for name in (one.name, one.remembered)))


def package_code(folder: Path, files: Sequence[str], version: str) -> str:
    """Differs whenever the content does, and only then."""
    digest = hashlib.sha256(version.encode())
    for path in files:
        digest.update(path.encode() + b"\0")
        digest.update(hashlib.sha256((folder / path).read_bytes()).digest())
    return "{" + guid("package/" + digest.hexdigest()) + "}"


def _with_lists(rows: Sequence[Row]) -> list[Row]:
    return sorted(
        [
            *(row for row in rows if row["Property"] not in dict(_lists())),
            *({"Property": name, "Value": value} for name, value in _lists()),
        ],
        key=lambda row: row["Property"],
    )


def _lists() -> Iterator[tuple[str, str]]:
    yield "SecureCustomProperties", ";".join(secure_properties())
    yield "MsiHiddenProperties", ";".join(hidden_properties())
