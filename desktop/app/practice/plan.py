"""What a desk of practice mode is built from: loopback only, a key of its own, marked evidence."""

import logging
from dataclasses import dataclass, field

from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.units import load_units
from desktop.app.wiring.plan import DeskPlan
from desktop.domain.ids import SiteId
from desktop.domain.media.call import MediaEngine
from desktop.files.resources import resource_path
from desktop.media.pipe.commands import EngineStart
from desktop.settings.secrets import (
    KeyRequest,
    KeySource,
    RoomKey,
    load_or_create_pin_secret,
    load_or_create_room_key,
    system_keyring,
)
from desktop.store.database.database import DATABASE_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRoom:
    """One room of practice mode. key: of its store, in the keyring or in a file of the owner.

    pin_secret: kept beside it.
    """

    practice: PracticeFolder
    site_id: SiteId
    key: RoomKey = field(repr=False)
    pin_secret: bytes = field(repr=False)

    @property
    def is_key_in_file(self) -> bool:
        """There is no keyring: the officer sees a banner."""
        return self.key.source is KeySource.FILE


def open_practice_room(practice: PracticeFolder, site_id: SiteId) -> PracticeRoom:
    """Make the room's folder and its key where they are missing. Thread: any but MainThread.

    Raises StorageError as load_or_create_room_key does.
    """
    folder = practice.room(site_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    request = KeyRequest(
        name=f"practice:{folder}",
        folder=folder,
        is_practice=True,
        may_create=not (folder / DATABASE_NAME).exists(),
    )
    backend = system_keyring()
    key = load_or_create_room_key(request, backend)
    pin_secret = load_or_create_pin_secret(request, backend)
    return PracticeRoom(practice=practice, site_id=site_id, key=key, pin_secret=pin_secret)


def practice_plan(
    room: PracticeRoom,
    *,
    base_url: str,
    allows_hardware: bool = True,
    media_engine: MediaEngine = MediaEngine.AUTO,
) -> DeskPlan:
    """The plan of a desk in this room; its name is written into the drawn test picture."""
    city = PracticeCity(practice=room.practice)
    return DeskPlan(
        own_site_id=room.site_id,
        base_url=base_url,
        room_folder=room.practice.room(room.site_id),
        copies_folder=room.practice.copies(room.site_id),
        log_folder=room.practice.logs(room.site_id),
        room_key=room.key.key,
        pin_secret=room.pin_secret,
        enrol_code=lambda: city.enrol_code(room.site_id),
        engine=EngineStart(
            test_voice_path=resource_path("sounds", "test_voice.opus"),
            test_caption=city.site_name(room.site_id),
            allows_hardware=allows_hardware,
            ice_port_range=None,
            log_level=logging.INFO,
            caption_font_path=resource_path("fonts", "BeVietnamDesk-SemiBold.ttf"),
            chooses_practice=True,
            media_engine=media_engine,
            loopback_only=True,
        ),
        forms_folder=resource_path("forms"),
        is_practice=True,
        units=load_units(room.practice.units_file),
    )
