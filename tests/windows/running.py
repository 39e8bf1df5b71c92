"""The installed program with its window: seen, asked to leave, and not disturbed in a session."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop.app.practice.names import PRACTICE_PIN
from installers.msi.product import MAIN_PROGRAM, ROOT, SETUP_KEY
from tests.windows.checks import Checks
from tests.windows.wine import PUT_OFF, Started, Wine

PICTURES: Final = ROOT / "build" / "windows-pictures"
OPEN_LIMIT_S: Final = 360
"""More than the program gives its city server. The first start of an installation takes longest."""

LEAVE_LIMIT_S: Final = 60
DRAWN_S: Final = 2
FEWEST_COLOURS: Final = 30
_LOOK_S: Final = 0.1


def look_at_window(wine: Wine, checks: Checks) -> Started:
    """Opens practice with its window and takes a picture of the screen."""
    program, is_open = _open(wine)
    is_seen = "" if is_open else _log(wine)[-500:]
    checks.that("the window opens the practice room, city server and all", is_open, is_seen)
    time.sleep(DRAWN_S)
    _look(wine, "sign-in", checks)
    _type(wine, PRACTICE_PIN, "ENTER")
    _look(wine, "home", checks)
    return program


def upgrade_while_it_runs(wine: Wine, program: Started, new: Path, checks: Checks) -> None:
    """Put off in a session; outside of one the program keeps what was typed and leaves."""
    place = wine.put(new)
    before, files = wine.value(SETUP_KEY, "Version"), wine.files()
    _type(wine, "TAB", "SPACE")  # the first session's own button
    _look(wine, "door-of-a-session", checks)
    said = wine.run("C:\\end_programs.exe", MAIN_PROGRAM).said
    checks.that("at the door of a session it refuses to be ended", "answer=0" in said, said)
    ended = wine.msiexec("/i", place, "/l*v", "C:\\put-off.log")
    checks.that("there an upgrade is put off with 1602", ended.code == PUT_OFF, ended)
    said = (wine.drive / "put-off.log").read_text(encoding="latin-1").replace("\0", "")
    checks.that("its log says why", "Reception Room is in a session" in said, said[-300:])
    is_same = wine.value(SETUP_KEY, "Version") == before and wine.files() == files
    checks.that("nothing was changed and the program still runs", is_same and program.is_running)
    _type(wine, "ESC")
    ended = wine.msiexec("/i", place)
    checks.that("back home the upgrade ends with 0", ended.code == 0, ended)
    ended = program.wait(LEAVE_LIMIT_S)
    checks.that("the running program left by itself", ended.code == 0, ended)
    said = _log(wine)
    checks.that("because it was asked to", "installer waits for this program" in said, said[-500:])


def end_as_windows_does(wine: Wine, checks: Checks) -> None:
    """Sign-out, restart and the Restart Manager ask by WM_QUERYENDSESSION."""
    program, is_open = _open(wine)
    checks.that("the new version opens the room of the old one", is_open)
    time.sleep(DRAWN_S)
    ask_to_end(wine, program, checks)


def ask_to_end(wine: Wine, program: Started, checks: Checks) -> None:
    """It is not in a session, and may."""
    said = wine.run("C:\\end_programs.exe", MAIN_PROGRAM).said
    checks.that("outside of a session it may be ended", "answer=1" in said, said)
    ended = program.wait(LEAVE_LIMIT_S)
    checks.that("and ends by itself", ended.code == 0, ended)
    checks.that("with everything kept first", "system may end this program" in _log(wine))


def _open(wine: Wine) -> tuple[Started, bool]:
    program = wine.start(
        str(wine.program_folder / MAIN_PROGRAM),
        "practice", "--folder", "C:\\practice", "--test-devices",
    )  # fmt: skip
    door = wine.drive / "practice" / "rooms" / "commune" / "front-door.json"
    return program, _wait_for(door.exists, OPEN_LIMIT_S)


def _look(wine: Wine, name: str, checks: Checks) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    colours = wine.save_screen(PICTURES / f"{name}.png")
    checks.that(f"{name} is drawn: {colours} colours", colours >= FEWEST_COLOURS)


def _type(wine: Wine, *keys: str) -> None:
    wine.run("C:\\type_keys.exe", MAIN_PROGRAM, *keys)
    time.sleep(DRAWN_S)


def _log(wine: Wine) -> str:
    found = sorted((wine.drive / "practice").rglob("desk.log"))
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in found)


def _wait_for(condition: Callable[[], bool], limit_s: float) -> bool:
    end = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(_LOOK_S)
    return True
