"""The first window stands before anything is loaded that it does not need (measurements.md).

A rule and not a time: what is loaded too early is named here on the slowest PC too.
"""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.ui

UNTIL_THE_WINDOW = """
import logging
import os
import sys

from desktop.app.main import main


class Window(logging.Handler):
    def emit(self, record):
        if record.getMessage() == "first window shown":
            print(*sorted(sys.modules), flush=True)
            os._exit(0)


logging.getLogger("desktop.app.desk.program").addHandler(Window())
main(sys.argv[1:])
"""

LIBRARIES = {
    "PySide6", "shiboken6",  # the window itself
    "pydantic", "pydantic_core", "annotated_types", "typing_inspection", "typing_extensions",
    "uuid_utils",  # settings and names
    "platformdirs",  # where they stand
}  # fmt: skip
"""Whatever else is installed comes later."""

LATER = (
    # floors that the window does not stand on
    "desktop.contract", "desktop.devices", "desktop.documents", "desktop.forms", "desktop.mapping",
    "desktop.media", "desktop.session", "desktop.sync",
    # the desk behind the window
    "desktop.app.wiring", "desktop.app.services", "desktop.app.desk.room_opener",
    "desktop.app.practice.opener", "desktop.app.practice.server", "desktop.settings.secrets",
    "desktop.store.store", "desktop.store.records", "desktop.store.rows",
    "desktop.cityserver.app", "desktop.cityserver.store", "desktop.cityserver.routes",
    # its presenters, and what joins them with screens
    "desktop.presenters.desk", "desktop.presenters.casework", "desktop.presenters.form",
    "desktop.presenters.home", "desktop.presenters.live", "desktop.presenters.papers",
    "desktop.presenters.reception", "desktop.presenters.record", "desktop.presenters.reports",
    "desktop.presenters.room", "desktop.presenters.services", "desktop.presenters.session",
    "desktop.ui.desk.actions", "desktop.ui.desk.joins.screen_joins",
    # every screen but the door
    "desktop.ui.screens.casework", "desktop.ui.screens.desk", "desktop.ui.screens.home",
    "desktop.ui.screens.reception", "desktop.ui.screens.reports", "desktop.ui.screens.room",
    "desktop.ui.screens.session", "desktop.ui.widgets.form", "desktop.ui.panels.papers",
    "desktop.ui.panels.record",
)  # fmt: skip


def loaded_before_the_window(folder: Path, *command: str) -> list[str]:
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    untraced = {one: os.environ[one] for one in os.environ if not one.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_THE_WINDOW, *command],
        env={**untraced, **{name: str(folder) for name in places}},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    names = done.stdout.splitlines()[-1].split() if done.stdout else []
    assert "desktop.ui.windows.main_window" in names, done.stderr
    return names


@pytest.mark.parametrize("command", ["desk", "practice"])
def test_nothing_is_loaded_that_the_first_window_does_not_need(
    command: str, tmp_path: Path
) -> None:
    more = ("--folder", str(tmp_path / "practice"), "--test-devices")
    names = loaded_before_the_window(tmp_path, command, *(more if command == "practice" else ()))
    installed = packages_distributions().keys() - LIBRARIES - {"desktop"}
    too_early = [
        name
        for name in names
        if name.partition(".")[0] in installed
        or any(name == later or name.startswith(f"{later}.") for later in LATER)
    ]
    assert too_early == []


def test_every_name_of_the_rule_exists() -> None:
    root = ROOT
    missing = [
        name
        for name in LATER
        if not (root / name.replace(".", "/")).is_dir()
        and not (root / (name.replace(".", "/") + ".py")).is_file()
    ]
    assert missing == []
