"""The room that this PC is bound to, for commands that work on its key and records."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.app.room.folders import (
    RoomFolders,
    copies_folder,
    room_folder,
    second_recordings_folder,
)
from desktop.app.room.room_key import room_key_request
from desktop.settings.load import load_settings, log_problems
from desktop.settings.model import Settings
from desktop.settings.paths import standard_places
from desktop.settings.secrets import KeyRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRoom:
    """key: the request for the key that is kept here; it never makes one."""

    settings: Settings
    site_id: str
    folders: RoomFolders
    key: KeyRequest


def bound_room(settings_file: Path | None) -> BoundRoom | None:
    """As the settings say; None: they name no room. settings_file: instead of the person's."""
    places = standard_places()
    if settings_file is not None:
        places = replace(places, user_file=settings_file)
    loaded = load_settings(places, os.environ)
    log_problems(loaded)  # on standard error
    settings = loaded.settings
    site_id = settings.site_id
    if site_id is None:
        return None
    folders = RoomFolders(
        records=room_folder(places, settings, site_id),
        copies=copies_folder(places, settings, site_id),
        second_recordings=second_recordings_folder(settings, site_id),
        logs=places.room_log_folder(site_id),
    )
    request = room_key_request(site_id, folders.records, folders.copies)
    return BoundRoom(
        settings=settings,
        site_id=site_id,
        folders=folders,
        key=replace(request, may_create=False),
    )
