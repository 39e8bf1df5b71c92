"""What the lint looks at, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

Rows = Sequence[Mapping[str, str]]
INSTALL_FOLDER: Final = "INSTALLDIR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """An installer as tables. unpacked: (files, bytes) that its cabinet really holds."""

    tables: Mapping[str, Rows]
    summary: Mapping[str, str]
    unpacked: tuple[int, int]

    def rows(self, table: str) -> Rows:
        """A table's rows; none if it is not there."""
        return self.tables.get(table, ())

    def properties(self) -> dict[str, str]:
        """The Property table."""
        return {row["Property"]: row["Value"] for row in self.rows("Property")}

    def sequence(self, table: str = "InstallExecuteSequence") -> dict[str, int]:
        """Actions of the installation and their places."""
        return {row["Action"]: int(row["Sequence"]) for row in self.rows(table)}

    def is_in_order(self, *actions: str, table: str = "InstallExecuteSequence") -> bool:
        """All of them are there, each after the one before."""
        sequence = self.sequence(table)
        places = [sequence.get(action, -1) for action in actions]
        return -1 not in places and places == sorted(set(places))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found. check: its name."""

    check: str
    text: str


def folder_parts(folders: Mapping[str, Mapping[str, str]], name: str) -> list[str]:
    """Names of a folder and of those above it. folders: rows of the table Directory by key."""
    row = folders[name]
    parent = row["Directory_Parent"]
    above = [] if not parent or parent == name else folder_parts(folders, parent)
    own = long_name(row["DefaultDir"].partition(":")[0])
    return [*above, *([] if own in {".", "SourceDir"} else [own])]


def long_name(name: str) -> str:
    """Of "short|long", or the only one."""
    return name.rpartition("|")[2]


def target_paths(tables: Mapping[str, Rows]) -> dict[str, PurePosixPath]:
    """Where each file goes, below the installation folder, by its key in the table File."""
    folders = {row["Directory"]: row for row in tables["Directory"]}
    places = {row["Component"]: row["Directory_"] for row in tables["Component"]}
    top = len(folder_parts(folders, INSTALL_FOLDER))
    return {
        row["File"]: PurePosixPath(
            *folder_parts(folders, places[row["Component_"]])[top:], long_name(row["FileName"])
        )
        for row in tables["File"]
    }
