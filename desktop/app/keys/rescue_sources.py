"""Finds what was rescued of a lost PC: its records and its copies, in the folders given."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.store.database.database import DATABASE_NAME
from desktop.store.database.numbered_files import numbered
from desktop.store.journal import journal
from desktop.store.recovery import copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """records: a folder with a database and papers. copies: of one key's copies and journal."""

    records: Path | None
    copies: Path | None

    @property
    def is_nothing(self) -> bool:
        """Neither was found."""
        return self.records is None and self.copies is None


def find_remains(sources: tuple[Path, ...], site_id: str, label: str) -> Remains:
    """The first of each kind in the folders given, or where the program itself would put it.

    label: of the key; copies of another key are passed over. Raises OSError.
    """
    return Remains(
        records=next((one for one in _places(sources, "rooms", site_id) if has_records(one)), None),
        copies=next(
            (
                one
                for place in _places(sources, "copies", site_id)
                for one in (place / label, place)
                if one.name == label and has_copies(one)
            ),
            None,
        ),
    )


def has_records(folder: Path) -> bool:
    """Whether a database lies there, whole or not."""
    return (folder / DATABASE_NAME).is_file()


def has_copies(folder: Path) -> bool:
    """Whether copies or journals lie there."""
    return bool(
        numbered(folder, copies.PREFIX, copies.SUFFIX)
        or numbered(folder, journal.PREFIX, journal.SUFFIX)
    )


def _places(sources: tuple[Path, ...], kind: str, site_id: str) -> Iterator[Path]:
    for source in sources:
        yield source
        yield source / site_id
        yield source / kind / site_id
