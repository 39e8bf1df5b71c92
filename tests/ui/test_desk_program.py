"""The program opens its desk: in a process of its own, on services in memory that start late."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S

pytestmark = pytest.mark.ui

PROGRAM = """
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QTimer

from desktop.app.desk.program import DeskProgram, OpenedDesk, ProgramOptions
from desktop.app.wiring.event_router import EventRouter
from desktop.app.desk.installer_signal import IN_SESSION, LEAVE, InstallerSignal
from desktop.domain.clock import SystemClock
from desktop.domain.events import AccessChanged, EngineStateChanged
from desktop.presenters.live.resume_point import remember_session
from tests.rigs.desk.desk_room import FACTS
from tests.fakes.fake_named_objects import FakeNamedObjects
from tests.fakes.fake_services import build_fake_desk
from tests.samples.receptions import SESSION, signed_in

folder, note, is_installing = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "installing"
objects = FakeNamedObjects()
clock = SystemClock()
fake = build_fake_desk(clock=clock)
if note == "cover":
    fake.memory.remember("cover", "1")
elif note == "session":
    remember_session(fake.memory, SESSION)


class Desk:
    '''Who sits here is restored while it starts, and told as a token is renewed.'''

    def __init__(self):
        self.router = EventRouter()
        self.media = fake.media
        self.store = fake
        self.room_checker = SimpleNamespace(second_displays=0)
        self.was_asked = threading.Event()
        self.is_running = False

    def services(self):
        self.was_asked.set()
        print("asked", self.is_running)
        if note == "again":
            program._bridge.post(lambda: program._presenter.restart())
        if is_installing:
            objects.ring(LEAVE)
        return fake.services

    def start(self):
        self.was_asked.wait(0.5)  # the main thread has all the time to be too early
        seat = fake.access.person = signed_in()
        self.is_running = True
        self.router.emit(EngineStateChanged(is_up=True, restarts=3))
        self.router.emit(AccessChanged(signed_in=seat))

    def stop(self):
        print("stopped", program.is_to_start_again)
        return ()


desk = Desk()
program = DeskProgram(
    open_desk=lambda: OpenedDesk(desk=desk, facts=FACTS, room_folder=folder, close=lambda: None),
    options=ProgramOptions(
        language="vi",
        text_scale=1.0,
        is_high_contrast=False,
        room_folder=folder,
        version="1",
        support_phone="",
    ),
    clock=clock,
    installer=InstallerSignal(objects),
)
attach = program._attach


def stay_a_while(*what):
    attach(*what)
    if note != "cover" or not is_installing:
        QTimer.singleShot(1_500, program._leave)


program._attach = stay_a_while
started_s = clock.monotonic()
program.run()
if is_installing:
    print("told", IN_SESSION in objects.known)
    print("stayed", clock.monotonic() - started_s >= 1.5)
print("again", program.is_to_start_again)
print("shown", program._windows.main.screen_shown)
print("covered", fake.memory.recall("cover") is not None)
print("joins", len(fake.channel.joins))
print("engine", [one.restarts for one in program._presenter._standing.events()])
"""


NOT_OPENED = """
import sys
import threading
from pathlib import Path

from desktop.app.desk.program import DeskProgram, ProgramOptions
from desktop.app.desk.installer_signal import LEAVE, InstallerSignal
from desktop.domain.clock import SystemClock
from desktop.domain.errors import UserFacingError
from tests.fakes.fake_named_objects import FakeNamedObjects

objects = FakeNamedObjects()


def refuse():
    threading.Timer(0.5, objects.ring, (LEAVE,)).start()  # the error is read meanwhile
    raise UserFacingError("D-001")


program = DeskProgram(
    open_desk=refuse,
    options=ProgramOptions(
        language="vi",
        text_scale=1.0,
        is_high_contrast=False,
        room_folder=Path(sys.argv[1]),
        version="1",
        support_phone="",
    ),
    clock=SystemClock(),
    installer=InstallerSignal(objects),
)
code = program.run()
print("left", code)
"""


def run(note: str, folder: Path, installer: str = "", program: str = PROGRAM) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder), note, installer],
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()


def test_a_desk_that_died_below_its_cover_is_covered_when_it_is_back(tmp_path: Path) -> None:
    assert run("cover", tmp_path) == [
        "asked True",
        "stopped False",
        "again False",
        "shown sign_in",
        "covered True",
        "joins 0",
        "engine [3]",
    ]


def test_the_session_is_entered_again_once_every_part_runs(tmp_path: Path) -> None:
    """A channel that does not run yet hears no order."""
    assert run("session", tmp_path) == [
        "asked True",
        "stopped False",
        "again False",
        "shown session",
        "covered False",
        "joins 1",
        "engine [3]",
    ]


def test_a_restart_ends_the_program_in_order_first(tmp_path: Path) -> None:
    told = run("again", tmp_path)
    assert told[:4] == ["asked True", "stopped True", "again True", "shown home"]


def test_an_installer_waits_for_the_session(tmp_path: Path) -> None:
    """It is told of the session, and the program leaves only when its own time is over."""
    assert run("session", tmp_path, "installing")[:6] == [
        "asked True",
        "stopped False",
        "told True",
        "stayed True",
        "again False",
        "shown session",
    ]


def test_outside_of_a_session_the_program_leaves_for_the_installer(tmp_path: Path) -> None:
    """Nothing else would end it."""
    assert run("cover", tmp_path, "installing")[2:3] == ["told False"]


def test_a_room_that_could_not_be_opened_leaves_for_the_installer(tmp_path: Path) -> None:
    """Else a new installation with the right address would never come to an end."""
    assert run("", tmp_path, program=NOT_OPENED) == ["left 1"]
