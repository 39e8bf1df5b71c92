"""Display 2 goes to the screen that was chosen for it; in a process with screens of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S

pytestmark = pytest.mark.ui

SCREENS = {"eDP-1": (0, 1366, 768), "HDMI-1": (1366, 1920, 1080), "DP-1": (3286, 1280, 720)}
PROGRAM = """
from desktop.domain.devices.display import Display
from desktop.ui.platform.application import DeskApplication
from desktop.ui.platform.displays import count_displays, present_screens
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.chair_window import ChairWindow

application = DeskApplication(language="vi", scale=1.0, is_high_contrast=False)
theme = application.start()
chair = ChairWindow(theme, FrameHub(lambda _: None))
places = []
chair.place_changed.connect(places.append)
present = {display.name: display for display in present_screens()}
screens = {display.name: screen for display, screen in present_screens().items()}
officer = screens["eDP-1"]
assert count_displays() == 3
away = Display(name="VGA-1", maker="Maker", model="Model", serial="1")
for choice in ("HDMI-1", "DP-1", "HDMI-1", "eDP-1", None):
    chair.follow_screens(officer, present[choice] if choice else away)
    assert chair.isFullScreen()
    print(choice, chair.screen().name(), chair.geometry().x(), chair.geometry().width())
print(*places)
"""


DESK = """
import sys

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.domain.devices.display import SecondDisplay
from desktop.presenters.desk import DeskPresenter
from desktop.ui.desk import screen_watch
from desktop.ui.platform import displays
from desktop.ui.platform.application import DeskApplication
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.windows import chair_window
from tests.rigs.desk.desk_room import Room

application = DeskApplication(language="vi", scale=1.0, is_high_contrast=False)
theme = application.start()
room = Room()
windows = DeskWindows(theme=theme, read_frame=room.fake.media.read_frame, clock=room.clock)
room.desk = DeskPresenter(
    services=room.fake.services, clock=room.clock, facts=room.facts, view=windows
)
windows.bind(room.desk)
room.desk.start()
windows.show()
main, chair = windows.main, windows.chair
all_screens = displays.present_screens()
screens = {display.name: screen for display, screen in all_screens.items()}
keys = {display.name: display.key for display in all_screens}
off = set()


def present():
    return {one: screen for one, screen in all_screens.items() if one.name not in off}


screen_watch.present_screens = chair_window.present_screens = present


def rest():
    loop = QEventLoop()
    QTimer.singleShot(screen_watch.SETTLE_MS + 200, loop.quit)
    loop.exec()


def drag(name):
    '''The officer, the system or Qt puts the officer's window there.'''
    main.setScreen(screens[name])


def switch_off(name):
    '''In the order of Qt: told first, the windows moved off it afterwards.'''
    off.add(name)
    application.qt.screenRemoved.emit(screens[name])
    if main.screen() is screens[name]:
        drag(next(iter(present())).name)
    rest()


def switch_on(name):
    off.discard(name)
    application.qt.screenAdded.emit(screens[name])
    rest()


def tell(what):
    place = chair.screen().name() if chair.isFullScreen() else "hidden"
    print(what, main.screen().name(), place, sep=":")


"""
TWO = {name: SCREENS[name] for name in ("eDP-1", "HDMI-1")}


def run(program: str, screens: dict[str, tuple[int, int, int]], folder: Path) -> list[str]:
    """What a program prints that has these screens, the first of them its main one."""
    config = folder / "screens.json"
    listed = [
        {
            "name": name,
            "x": x,
            "y": 0,
            "width": width,
            "height": height,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        for name, (x, width, height) in screens.items()
    ]
    config.write_text(json.dumps({"screens": listed}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_it_follows_the_choice_and_stays_off_the_officers_screen(tmp_path: Path) -> None:
    *moves, places = run(PROGRAM, SCREENS, tmp_path)
    shown = [tuple(move.split()) for move in moves]
    assert shown[:3] == [
        ("HDMI-1", "HDMI-1", "1366", "1920"),
        ("DP-1", "DP-1", "3286", "1280"),
        ("HDMI-1", "HDMI-1", "1366", "1920"),
    ]
    # The officer's own, and one that is away: another one stands in, never the officer's.
    assert {name for _, name, _, _ in shown[3:]} <= {"HDMI-1", "DP-1"}
    assert places.split() == ["screen"] * len(moves)


@pytest.mark.parametrize("choice", ["room.desk.devices.choose_display(keys['HDMI-1'])", ""])
def test_a_monitor_that_goes_off_and_on_swaps_nothing(choice: str, tmp_path: Path) -> None:
    program = f"""{DESK}
{choice}
tell("start")
switch_off("eDP-1")
tell("off")
switch_on("eDP-1")
tell("on")
switch_off("HDMI-1")
tell("second off")
switch_on("HDMI-1")
tell("second on")
"""
    assert run(program, TWO, tmp_path) == [
        "start:eDP-1:HDMI-1",
        "off:HDMI-1:hidden",
        "on:eDP-1:HDMI-1",
        "second off:eDP-1:hidden",
        "second on:eDP-1:HDMI-1",
    ]


def with_setting(program: str, setting: str) -> str:
    made = "read_frame=room.fake.media.read_frame, clock=room.clock"
    assert made in program
    return program.replace(made, f"{made}, second_display=SecondDisplay({setting!r})")


SETTING = """
places = []
chair.place_changed.connect(places.append)


def tell_window(what):
    kind = "hidden" if chair.isHidden() else "full" if chair.isFullScreen() else "window"
    print(what, chair.screen().name() if kind == "full" else kind, sep=":")


tell_window("start")
chair.open_as_window()
tell_window("asked for")
switch_off("HDMI-1")
tell_window("second off")
switch_on("HDMI-1")
tell_window("second on")
print(*places)
"""


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("auto", ["HDMI-1", "HDMI-1", "hidden", "HDMI-1", "none screen"]),
        ("window", ["HDMI-1", "HDMI-1", "window", "HDMI-1", "none window screen"]),
        ("off", ["hidden", "hidden", "hidden", "hidden", "off off"]),
    ],
)
def test_the_setting_says_when_display_2_opens(
    setting: str, told: list[str], tmp_path: Path
) -> None:
    program = with_setting(DESK, setting) + SETTING
    *moves, places = run(program, TWO, tmp_path)
    assert [move.split(":")[1] for move in moves] == told[:-1]
    assert places == told[-1]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("auto", ["start:hidden", "asked for:window"]),
        ("window", ["start:window", "asked for:window"]),
        ("off", ["start:hidden", "asked for:hidden"]),
    ],
)
def test_on_a_single_screen_it_opens_as_a_window_where_the_setting_says_so(
    setting: str, told: list[str], tmp_path: Path
) -> None:
    one = {"eDP-1": SCREENS["eDP-1"]}
    asked = SETTING.partition('switch_off("HDMI-1")')[0]
    assert run(with_setting(DESK, setting) + asked, one, tmp_path) == told


def test_the_officers_window_goes_to_the_third_screen_when_its_own_goes_off(
    tmp_path: Path,
) -> None:
    """Qt moves it to the first screen that is left: there sit the citizens."""
    program = f"""{DESK}
tell("start")
switch_off("eDP-1")
tell("off")
"""
    start, off = (line.split(":") for line in run(program, SCREENS, tmp_path))
    assert start[1] == "eDP-1"
    assert off[2] == start[2], "display 2 stays where it was"
    assert {off[1], off[2]} == {"HDMI-1", "DP-1"}


def test_the_officers_window_leaves_the_chosen_screen(tmp_path: Path) -> None:
    program = f"""{DESK}
main.showMaximized()
room.desk.devices.choose_display(keys["HDMI-1"])
drag("HDMI-1")
rest()
tell("thrown back")
print(main.isMaximized(), screens["eDP-1"].geometry().contains(main.geometry()))
windows.main.devices.display_chosen.emit(keys["eDP-1"])
tell("swapped")
windows.main.devices.display_forgotten.emit()
drag("eDP-1")
rest()
tell("dragged")
"""
    assert run(program, TWO, tmp_path) == [
        "thrown back:eDP-1:HDMI-1",
        "True True",
        "swapped:HDMI-1:eDP-1",
        "dragged:eDP-1:HDMI-1",
    ]


def test_a_desktop_that_insists_has_the_last_word(tmp_path: Path) -> None:
    """It puts the officer's window back each time: the windows do not chase each other."""
    program = f"""{DESK}
room.desk.devices.choose_display(keys["HDMI-1"])
moves = []


def put_back(screen):
    moves.append(screen.name())
    if screen is screens["eDP-1"] and len(moves) < 20:
        QTimer.singleShot(0, lambda: drag("HDMI-1"))


drag("HDMI-1")
main.windowHandle().screenChanged.connect(put_back)
for _ in range(6):
    rest()
tell("rest")
print(len(moves))
"""
    assert run(program, TWO, tmp_path) == ["rest:HDMI-1:eDP-1", "6"]
