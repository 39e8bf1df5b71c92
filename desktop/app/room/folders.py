"""Where one room keeps things on this PC."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from desktop.settings.model import Settings
from desktop.settings.paths import Places
from desktop.settings.secrets import KeyRequest
from desktop.store.database.database import DATABASE_NAME


def room_key_request(site_id: str, folder: Path, copies: Path) -> KeyRequest:
    """A key may be made only where there are no records yet that another key locks.

    folder: of the records; copies: of their copies, which open with that key only.
    """
    return KeyRequest(
        name=f"room:{site_id}",
        folder=folder,
        is_practice=False,
        may_create=not ((folder / DATABASE_NAME).exists() or any(copies.glob("*/*"))),
    )


class RoomFolders(NamedTuple):
    """records: store and papers. copies: copies of the records, on another disk if there is one."""

    records: Path
    copies: Path
    logs: Path


UNBOUND_ROOM = "unbound"


def room_folder(places: Places, settings: Settings, room: str) -> Path:
    """Where the records of this room are kept."""
    return _chosen(places, settings).room_folder(room)


def copies_folder(places: Places, settings: Settings, room: str) -> Path:
    """Where copies of them go."""
    if settings.copies_folder is None:
        return _chosen(places, settings).room_copies_folder(room)
    return replace(places, data_folder=settings.copies_folder).room_copies_folder(room)


def _chosen(places: Places, settings: Settings) -> Places:
    if settings.data_folder is None:
        return places
    return replace(places, data_folder=settings.data_folder)
