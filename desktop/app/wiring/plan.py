"""What one desk is built from."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from desktop.app.printing.printers import NoPrinters, Printers
from desktop.app.room.folders import RECORDINGS_NAME
from desktop.devices.voice import VoiceCommand
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.ids import SiteId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.room.measurements import CheckLimits
from desktop.media.pipe.commands import EngineStart
from desktop.settings.load import LoadedSettings, choose_settings

ENGINE_COMMAND = (sys.executable, "-m", "desktop", "media-engine")
PREVIEW_COMMAND = (sys.executable, "-m", "desktop", "preview-worker")
SIGNATURE_COMMAND = (sys.executable, "-m", "desktop", "signature-worker")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlan:
    """Of one room.

    room_folder: of this room's store; copies_folder: of its copies; log_folder: of its logs.
    room_key, pin_secret: 32 bytes each. enrol_code: binds this PC to the city, and binds it anew
    should the city no longer know it; in practice mode made for it, and only when it is not bound.
    engine: how media engines begin. forms_folder: of the wording of what is printed.
    units: the official list. is_echo_by_policy: the city says who takes out the echo, and no
    officer changes it. paper_hours: see SyncLoop.
    recording_purge_days: see RecordingPurge. recordings_second_folder: as `recordings_folder`, on
    another disk, for when that fails. loaded, user_file: what the screen of settings
    shows, and where a person's choices go. proxy: of every connection to the city, None: none; it
    may carry a login. printers: of this PC, where it has windows. voices: of this PC,
    to be tried. signature_module, signature_authorities: see Settings.
    """

    own_site_id: SiteId
    base_url: str
    room_folder: Path
    copies_folder: Path
    log_folder: Path
    room_key: bytes = field(repr=False)
    pin_secret: bytes = field(repr=False)
    enrol_code: Callable[[], str | None]
    engine: EngineStart
    forms_folder: Path
    is_practice: bool
    units: tuple[DirectoryUnit, ...] = ()
    is_echo_by_policy: bool = False
    check_limits: CheckLimits = field(default_factory=CheckLimits)
    paper_hours: UploadWindow | None = None
    recording_purge_days: int | None = None
    recordings_second_folder: Path | None = None
    ca_file: Path | None = None
    proxy: str | None = field(default=None, repr=False)
    loaded: LoadedSettings = field(default_factory=partial(choose_settings, ()))
    user_file: Path | None = None
    printers: Printers = field(default_factory=NoPrinters)
    voices: tuple[VoiceCommand, ...] = ()
    signature_module: Path | None = None
    signature_authorities: Path | None = None
    engine_command: tuple[str, ...] = ENGINE_COMMAND
    preview_command: tuple[str, ...] = PREVIEW_COMMAND
    signature_command: tuple[str, ...] = SIGNATURE_COMMAND

    @property
    def recordings_folder(self) -> Path:
        """Below it every session has a folder of its recording, sealed."""
        return self.room_folder / RECORDINGS_NAME

    @property
    def recordings_folders(self) -> tuple[Path, ...]:
        """The same on every disk, the first disk first."""
        second = self.recordings_second_folder
        return (self.recordings_folder,) if second is None else (self.recordings_folder, second)
