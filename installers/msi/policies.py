"""The policy templates as one file beside the installer: who is handed the MSI has no sources."""

import time
import zipfile
from pathlib import Path
from typing import Final

from installers.msi.product import NAME, ROOT

FOLDER: Final = ROOT / "installers" / "policy"
_SUFFIXES: Final = frozenset({".admx", ".adml"})
_MADE_BY_WINDOWS: Final = 0


def pack_policies(folder: Path, *, version: str, epoch: int) -> Path:
    """Writes the templates into a folder, the same bytes in every build; returns the file's path.

    epoch: the time of every entry, in seconds since 1970. Raises: OSError.
    """
    out = folder / f"{NAME}-{version}-policies.zip"
    date_time = time.gmtime(epoch)[:6]
    # Stored: how well it is compressed would depend on the library of the PC that builds.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in templates():
            entry = zipfile.ZipInfo(path.relative_to(FOLDER).as_posix(), date_time)
            entry.create_system = _MADE_BY_WINDOWS
            archive.writestr(entry, path.read_bytes())
    return out


def templates() -> list[Path]:
    """As they lie in PolicyDefinitions: one ADMX, beside it a folder for each language."""
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in _SUFFIXES)
