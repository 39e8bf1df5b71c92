"""Files of one kind in a folder, numbered as they were begun: `store-000007.db`."""

import contextlib
import re
from pathlib import Path

_NUMBERED = re.compile(r"-(\d{6,12})\.")


def path_of(folder: Path, prefix: str, number: int, suffix: str) -> Path:
    """The file of this number."""
    return folder / f"{prefix}-{number:06d}{suffix}"


def number_of(path: Path) -> int:
    """Of a file that `numbered` found."""
    found = _NUMBERED.search(path.name)
    return 0 if found is None else int(found[1])


def numbered(folder: Path, prefix: str, suffix: str) -> list[Path]:
    """Oldest first; an absent folder has none."""
    with contextlib.suppress(OSError):
        found = [
            path
            for path in folder.iterdir()
            if path.name.startswith(f"{prefix}-")
            and path.name.endswith(suffix)
            and _NUMBERED.search(path.name)
        ]
        return sorted(found, key=number_of)
    return []
