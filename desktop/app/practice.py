"""`reception-room practice`: the whole program on this PC alone, with believable data."""

import argparse
import logging
import os
from contextlib import ExitStack
from pathlib import Path

from desktop import __version__
from desktop.app.console import say
from desktop.app.crash import CrashRecorder
from desktop.app.desk_program import DeskProgram, OpenedDesk, ProgramOptions
from desktop.app.display import VirtualDisplay, current_has_display
from desktop.app.practice_folder import PracticeFolder
from desktop.app.practice_names import HQ, PRACTICE_PIN
from desktop.app.practice_plan import open_practice_room, practice_plan
from desktop.app.practice_server import PracticeServer, own_command
from desktop.app.wiring import build_desk
from desktop.diagnostics.exit_codes import ExitCode
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import StorageError
from desktop.domain.ids import SiteId
from desktop.presenters.facts import DeskFacts
from desktop.settings.load import load_settings
from desktop.settings.model import Settings
from desktop.settings.paths import Places, standard_places
from desktop.ui.resources import resource_path

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
        settings = _settings(places, arguments)
        logs = practice.logs(arguments.site)
        stack.enter_context(
            ProcessLog(LogPlan(folder=logs, process="desk", level=settings.log_level.number))
        )
        crash = CrashRecorder(logs, "desk")
        crash.install()
        stack.callback(crash.close)
        session = PracticeSession(practice, SiteId(arguments.site), arguments, clock)
        program = DeskProgram(
            open_desk=session.open,
            options=ProgramOptions(
                language=settings.language,
                text_scale=settings.text_scale,
                is_high_contrast=settings.high_contrast,
                room_folder=practice.room(arguments.site),
                version=__version__,
                support_phone=settings.support_phone,
                picture=picture,
                seconds=arguments.seconds,
            ),
            clock=clock,
        )
        say(f"Chế độ diễn tập · mã PIN / practice PIN: {PRACTICE_PIN}")
        return program.run()


class PracticeSession:
    """Opens the desk of one practice room: city server first, then the room's store."""

    def __init__(
        self,
        practice: PracticeFolder,
        site_id: SiteId,
        arguments: argparse.Namespace,
        clock: Clock,
    ) -> None:
        self._practice = practice
        self._site_id = site_id
        self._arguments = arguments
        self._clock = clock

    def open(self) -> OpenedDesk:
        """Thread: opening. Raises Offline, StorageError."""
        server = PracticeServer(
            folder=self._practice.city,
            command=own_command("city-server"),
            seed=self._practice.seed,
            clock=self._clock,
        )
        server.start()
        try:
            room = open_practice_room(self._practice, self._site_id)
            plan = practice_plan(
                room,
                base_url=server.base_url(),
                allows_hardware=not self._arguments.test_devices,
            )
            desk = build_desk(plan, self._clock)
        except BaseException:
            server.stop()
            raise
        can_open = self._site_id != HQ
        return OpenedDesk(
            desk=desk,
            facts=DeskFacts(
                version=__version__,
                support_phone="",
                is_practice=True,
                is_key_in_file=room.is_key_in_file,
                can_open_second_room=can_open,
                practice_pin=PRACTICE_PIN,
            ),
            room_folder=plan.room_folder,
            close=server.stop,
            second_room=self._second_room() if can_open else None,
        )

    def _second_room(self) -> tuple[str, ...]:
        command = [*own_command("practice"), "--site", HQ]
        command += ["--folder", str(self._practice.folder)]
        if self._arguments.language:
            command += ["--language", self._arguments.language]
        if self._arguments.test_devices:
            command.append("--test-devices")
        return tuple(command)


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


def _settings(places: Places, arguments: argparse.Namespace) -> Settings:
    settings = load_settings(places, os.environ).settings
    if arguments.language:
        return settings.model_copy(update={"language": arguments.language})
    return settings
