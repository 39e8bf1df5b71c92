"""What the lint looks at, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Rows = Sequence[Mapping[str, str]]


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
