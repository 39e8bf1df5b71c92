"""Display 2 goes to the screen that was chosen for it; in a process with three screens."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.ui

SCREENS = {"eDP-1": (0, 1366, 768), "HDMI-1": (1366, 1920, 1080), "DP-1": (3286, 1280, 720)}
PROGRAM = """
from desktop.domain.display import Display
from desktop.ui.application import DeskApplication
from desktop.ui.displays import count_displays, present_screens
from desktop.ui.frames import FrameHub
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


def test_it_follows_the_choice_and_stays_off_the_officers_screen(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    screens = [
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
        for name, (x, width, height) in SCREENS.items()
    ]
    config.write_text(json.dumps({"screens": screens}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=25,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *moves, places = done.stdout.splitlines()
    shown = [tuple(move.split()) for move in moves]
    assert shown[:3] == [
        ("HDMI-1", "HDMI-1", "1366", "1920"),
        ("DP-1", "DP-1", "3286", "1280"),
        ("HDMI-1", "HDMI-1", "1366", "1920"),
    ]
    # The officer's own, and one that is away: another one stands in, never the officer's.
    assert {name for _, name, _, _ in shown[3:]} <= {"HDMI-1", "DP-1"}
    assert places.split() == ["screen"] * len(moves)
