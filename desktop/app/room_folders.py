"""Where one room keeps things on this PC."""

from pathlib import Path
from typing import NamedTuple


class RoomFolders(NamedTuple):
    """records: store and papers. copies: copies of the records, on another disk if there is one."""

    records: Path
    copies: Path
    logs: Path
