"""`reception-room practice`: the whole program on this PC alone, with believable data."""

import argparse
import logging
import os
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop import __version__
from desktop.app.console import say
from desktop.app.desk.desk_log import desk_log
from desktop.app.desk.program import DeskProgram, OpenedDesk, ProgramOptions
from desktop.app.desk.virtual_display import VirtualDisplay, current_has_display
from desktop.app.own_command import own_command, start_again
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import PRACTICE_PIN
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.errors import StorageError
from desktop.domain.ids import SiteId
from desktop.files.resources import resource_path
from desktop.settings.load import LoadedSettings, Origin, load_settings
from desktop.settings.model import Language
from desktop.settings.paths import Places, standard_places
from desktop.settings.sources import Source

HEADLESS_PICTURE = Path("build/screenshots/run.png")

logger = logging.getLogger(__name__)


def run(arguments: argparse.Namespace) -> int:
    """The sub-command; returns when the officer leaves."""
    clock = SystemClock()
    places = standard_places()
    practice = PracticeFolder(
        folder=arguments.folder or places.practice_folder(),
        units_file=resource_path("units", "haiphong_units.csv"),
        clock=clock,
    )
    try:
        if arguments.reset:
            practice.reset()
    except StorageError:
        say("Chế độ diễn tập đang mở, chưa xóa gì. Đóng các cửa sổ rồi thử lại.")
        say("Practice mode is open; nothing was deleted. Close its windows and try again.")
        return ExitCode.ROOM_TAKEN
    moved_to = practice.prepare()
    if moved_to is not None:
        say(f"Dữ liệu diễn tập của phiên bản khác được giữ tại / kept aside: {moved_to}")
    with ExitStack() as stack:
        picture = _ensure_display(arguments.picture, stack)
        loaded = _loaded(places, arguments)
        settings = loaded.settings
        stack.enter_context(desk_log(practice.logs(arguments.site), loaded))
        program = DeskProgram(
            open_desk=partial(_open, practice, arguments, loaded, places.user_file),
            options=ProgramOptions(
                language=settings.language,
                text_scale=settings.text_scale,
                is_high_contrast=settings.high_contrast,
                is_capture_allowed=True,
                second_display=settings.second_display,
                room_folder=practice.room(arguments.site),
                version=__version__,
                support_phone=settings.support_phone,
                picture=picture,
                seconds=arguments.seconds,
            ),
            clock=clock,
        )
        say(f"Chế độ diễn tập · mã PIN / practice PIN: {PRACTICE_PIN}")
        code = program.run()
    return start_again(_again(arguments)) if program.is_to_start_again else code


def _open(
    practice: PracticeFolder,
    arguments: argparse.Namespace,
    loaded: LoadedSettings,
    user_file: Path,
) -> OpenedDesk:
    """Thread: opening."""
    # The city server's and the desk's packages take a second or two to load: not before the window
    from desktop.app.practice.opener import PracticeOpener, PracticeSettings  # noqa: PLC0415 - as said

    opener = PracticeOpener(
        practice=practice,
        site_id=SiteId(arguments.site),
        chosen=PracticeSettings(loaded, user_file),
        language=arguments.language,
        has_test_devices=arguments.test_devices,
    )
    return opener.open()


def _again(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The same command line, but nothing is deleted a second time."""
    command = ["--site", arguments.site]
    for name in ("folder", "language", "picture", "seconds"):
        value = getattr(arguments, name)
        if value is not None:
            command += [f"--{name}", str(value)]
    if arguments.test_devices:
        command.append("--test-devices")
    return own_command("practice", *command)


def _ensure_display(picture: Path | None, stack: ExitStack) -> Path | None:
    """Where there is no screen: one in memory, and a picture of what would be seen."""
    if current_has_display():
        return picture
    display = VirtualDisplay()
    kind = display.start()
    stack.callback(display.stop)
    target = picture or HEADLESS_PICTURE
    say(f"Máy này không có màn hình ({kind}); ảnh cửa sổ được ghi vào {target}. Ctrl+C để dừng.")
    say(f"No display here ({kind}); the window is written to {target}. Ctrl+C ends.")
    return target


def _loaded(places: Places, arguments: argparse.Namespace) -> LoadedSettings:
    loaded = load_settings(places, os.environ)
    if not arguments.language:
        return loaded
    asked = Origin(source=Source.ENVIRONMENT, place="--language")
    return replace(
        loaded,
        settings=loaded.settings.model_copy(update={"language": Language(arguments.language)}),
        origins={**loaded.origins, "language": asked},
    )
