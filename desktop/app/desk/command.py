"""`reception-room`: this PC's own room, as settings and policy say."""

import argparse
import logging
import os
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop import __version__
from desktop.app.console import say
from desktop.app.crash import CrashRecorder
from desktop.app.desk_program import DeskProgram, OpenedDesk, ProgramOptions
from desktop.app.display import current_has_display
from desktop.app.room_folders import RoomFolders
from desktop.diagnostics.exit_codes import ExitCode
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog
from desktop.domain.clock import Clock, SystemClock
from desktop.settings.load import LoadedSettings, load_settings, log_problems
from desktop.settings.model import Settings
from desktop.settings.paths import Places, standard_places

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
    loaded = load_settings(places, os.environ)
    settings = loaded.settings
    room = settings.site_id or UNBOUND_ROOM
    folder = room_folder(places, settings, room)
    copies = copies_folder(places, settings, room)
    logs = places.room_log_folder(room)
    with ExitStack() as stack:
        stack.enter_context(
            ProcessLog(LogPlan(folder=logs, process="desk", level=settings.log_level.number))
        )
        log_problems(loaded)
        crash = CrashRecorder(logs, "desk")
        crash.install()
        stack.callback(crash.close)
        program = DeskProgram(
            open_desk=partial(
                _open, loaded, RoomFolders(folder, copies, logs), clock, places.user_file
            ),
            options=ProgramOptions(
                language=settings.language,
                text_scale=settings.text_scale,
                is_high_contrast=settings.high_contrast,
                is_capture_allowed=settings.screen_capture,
                second_display=settings.second_display,
                room_folder=folder,
                version=__version__,
                support_phone=settings.support_phone,
                setting_problems=loaded.problems,
            ),
            clock=clock,
        )
        return program.run()


def _open(
    loaded: LoadedSettings, folders: RoomFolders, clock: Clock, user_file: Path
) -> OpenedDesk:
    """Thread: opening."""
    from desktop.app.room_opening import RoomOpener  # noqa: PLC0415 - heavy, after the window

    return RoomOpener(loaded, folders, clock, user_file).open()


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
