"""Packs a folder into an MSI, the same bytes for the same content."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.database import Database
from installers.msi.fetch import run_tool
from installers.msi.launcher import SOURCES as LAUNCHER
from installers.msi.tables import complete
from installers.msi.wxs import Sources, build_source

_ICON: Final = LAUNCHER / "reception-room.ico"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is packed. folder: the finished payload. guard: runs before files are replaced."""

    folder: Path
    version: str
    guard: Path


def build_package(content: Content, *, epoch: int, out: Path) -> None:
    """Writes the installer. Raises: BuildError."""
    folder, version = content.folder, content.version
    files = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    for path in files:
        os.utime(folder / path, (epoch, epoch))
    source = out.with_suffix(".wxs")
    icon = out.with_suffix(".ico")
    icon.write_bytes(_ICON.read_bytes())
    os.utime(icon, (epoch, epoch))
    os.utime(content.guard, (epoch, epoch))
    sources = Sources(folder=folder, files=files, version=version, icon=icon, guard=content.guard)
    source.write_text(build_source(sources), encoding="utf-8")
    out.unlink(missing_ok=True)
    # A warning of wixl means that it left something out.
    run_tool(("wixl", "--arch", "x64", "--output", str(out), str(source)), is_silent=True)
    database = Database(out)
    complete(database, folder=folder, files=files, version=version)
    database.set_times(epoch)
    source.unlink()
    icon.unlink()
