"""A run leaves its log and its crash file in the folder of its room."""

import logging
import sys
from pathlib import Path

import pytest

from desktop.app.desk.desk_log import desk_log
from desktop.settings.load import load_settings
from desktop.settings.paths import Places

pytestmark = pytest.mark.unit


def test_faults_of_the_settings_and_a_crash_are_in_the_folder(tmp_path: Path) -> None:
    user_file = tmp_path / "settings.toml"
    user_file.write_text('text_scale = "large"\n', "utf-8")
    places = Places(
        policy_file=tmp_path / "policy.toml",
        machine_file=tmp_path / "machine.toml",
        user_file=user_file,
        data_folder=tmp_path / "data",
        log_folder=tmp_path / "logs",
    )
    folder, hook = tmp_path / "logs" / "room", sys.excepthook
    with desk_log(folder, load_settings(places, {})):
        logging.getLogger("desktop").warning("said inside")
        assert sys.excepthook is not hook
    logging.getLogger("desktop").warning("said outside")
    told = (folder / "desk.log").read_text("utf-8")
    assert "text_scale" in told
    assert "said inside" in told
    assert "said outside" not in told
    assert (folder / "crash-desk.txt").exists()
    assert sys.excepthook is hook
