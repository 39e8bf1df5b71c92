"""`reception-room`: this PC's own room, as settings and policy say."""

import argparse
import logging
import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from desktop import __version__
from desktop.app.console import say
from desktop.app.crash import CrashRecorder
from desktop.app.desk_program import DeskProgram, OpenedDesk, ProgramOptions
from desktop.app.display import current_has_display
from desktop.app.wiring import DeskPlan, build_desk
from desktop.diagnostics.exit_codes import ExitCode
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import UserFacingError
from desktop.domain.ids import SiteId
from desktop.media.messages import EngineStart
from desktop.presenters.facts import DeskFacts
from desktop.settings.load import load_settings
from desktop.settings.model import Settings
from desktop.settings.paths import Places, standard_places
from desktop.settings.secrets import KeyRequest, load_or_create_room_key, system_keyring
from desktop.store.database import DATABASE_NAME
from desktop.ui.resources import resource_path

NOT_BOUND = "D-001"
UNBOUND_ROOM = "unbound"

logger = logging.getLogger(__name__)


def run(arguments: argparse.Namespace) -> int:
    """The sub-command; returns when the officer leaves."""
    if not current_has_display():
        say("Không có màn hình. / No display. Try: reception-room practice")
        return ExitCode.MISSING_PREREQUISITE
    clock = SystemClock()
    places = standard_places()
    if arguments.settings is not None:
        places = replace(places, user_file=arguments.settings)
    settings = load_settings(places, os.environ).settings
    room = settings.site_id or UNBOUND_ROOM
    folder = _room_folder(places, settings, room)
    logs = places.room_log_folder(room)
    with ExitStack() as stack:
        stack.enter_context(
            ProcessLog(LogPlan(folder=logs, process="desk", level=settings.log_level.number))
        )
        crash = CrashRecorder(logs, "desk")
        crash.install()
        stack.callback(crash.close)
        program = DeskProgram(
            open_desk=RoomOpener(settings, folder, logs, clock).open,
            options=ProgramOptions(
                language=settings.language,
                text_scale=settings.text_scale,
                is_high_contrast=settings.high_contrast,
                room_folder=folder,
                version=__version__,
                support_phone=settings.support_phone,
            ),
            clock=clock,
        )
        return program.run()


class RoomOpener:
    """Opens the desk of the room that this PC is bound to."""

    def __init__(self, settings: Settings, folder: Path, logs: Path, clock: Clock) -> None:
        self._settings = settings
        self._folder = folder
        self._logs = logs
        self._clock = clock

    def open(self) -> OpenedDesk:
        """Thread: opening. Raises UserFacingError: D-001 not bound, or of the store and its key."""
        settings = self._settings
        if settings.server_url is None or settings.site_id is None:
            raise UserFacingError(NOT_BOUND)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = load_or_create_room_key(
            KeyRequest(
                name=f"room:{settings.site_id}",
                folder=self._folder,
                is_practice=False,
                may_create=not (self._folder / DATABASE_NAME).exists(),
            ),
            system_keyring(),
        )
        plan = DeskPlan(
            own_site_id=SiteId(settings.site_id),
            base_url=settings.server_url,
            room_folder=self._folder,
            log_folder=self._logs,
            room_key=key.key,
            enrol_code=lambda: settings.enrol_code,
            engine=_engine(settings),
            minutes_form=resource_path("forms", "minutes-v1.json"),
            ca_file=settings.ca_file,
            proxy=None if settings.proxy in {"system", "none"} else settings.proxy,
        )
        return OpenedDesk(
            desk=build_desk(plan, self._clock),
            facts=DeskFacts(
                version=__version__,
                support_phone=settings.support_phone,
                is_practice=False,
                is_key_in_file=False,
                can_open_second_room=False,
            ),
            room_folder=self._folder,
            close=_nothing,
        )


def _engine(settings: Settings) -> EngineStart:
    ports = settings.ice_port_range
    return EngineStart(
        test_voice_path=resource_path("sounds", "test_voice.opus"),
        test_caption="",
        allows_hardware=True,
        ice_port_range=None if ports is None else (ports.first, ports.last),
        log_level=settings.log_level.number,
        chooses_practice=False,
        loopback_only=False,
    )


def _room_folder(places: Places, settings: Settings, room: str) -> Path:
    if settings.data_folder is not None:
        places = replace(places, data_folder=settings.data_folder)
    return places.room_folder(room)


def _nothing() -> None:
    """Nothing else was opened."""
