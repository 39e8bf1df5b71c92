"""`reception-room`: this PC's own room, as settings and policy say."""

import argparse
import logging
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop import __version__
from desktop.app.console import say
from desktop.app.desk.desk_log import desk_log
from desktop.app.desk.program import DeskProgram, OpenedDesk, ProgramOptions
from desktop.app.desk.virtual_display import current_has_display
from desktop.app.own_command import own_command, start_again
from desktop.app.room.folders import UNBOUND_ROOM, RoomFolders, copies_folder, room_folder
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import Clock, SystemClock
from desktop.settings.load import LoadedSettings, load_settings
from desktop.settings.paths import standard_places

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
    with desk_log(logs, loaded):
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
        code = program.run()
    if program.is_to_start_again:
        asked = () if arguments.settings is None else ("--settings", str(arguments.settings))
        return start_again(own_command("desk", *asked))
    return code


def _open(
    loaded: LoadedSettings, folders: RoomFolders, clock: Clock, user_file: Path
) -> OpenedDesk:
    """Thread: opening."""
    from desktop.app.desk.room_opener import RoomOpener  # noqa: PLC0415 - heavy, after the window

    return RoomOpener(loaded, folders, clock, user_file).open()
