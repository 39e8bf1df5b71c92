"""Where one room keeps things on this PC; the first window waits for this module."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from desktop.settings.model import Settings
from desktop.settings.paths import Places


class RoomFolders(NamedTuple):
    """records: store and papers. copies: copies of the records, on another disk if there is one.

    second_recordings: where recordings go on when the first disk fails, None: nowhere.
    """

    records: Path
    copies: Path
    logs: Path
    second_recordings: Path | None = None


UNBOUND_ROOM = "unbound"
RECORDINGS_NAME = "recordings"
"""Beside the store; below it every session has a folder of its recording."""


def room_folder(places: Places, settings: Settings, room: str) -> Path:
    """Where the records of this room are kept."""
    return _chosen(places, settings).room_folder(room)


def copies_folder(places: Places, settings: Settings, room: str) -> Path:
    """Where copies of them go."""
    if settings.copies_folder is None:
        return _chosen(places, settings).room_copies_folder(room)
    return replace(places, data_folder=settings.copies_folder).room_copies_folder(room)


def second_recordings_folder(settings: Settings, room: str) -> Path | None:
    """Where the recording of this room goes on when its first disk fails; None: nowhere."""
    chosen = settings.recording_second_folder
    return None if chosen is None else chosen / room / RECORDINGS_NAME


def _chosen(places: Places, settings: Settings) -> Places:
    if settings.data_folder is None:
        return places
    return replace(places, data_folder=settings.data_folder)
