import json
import stat
import sys
import threading
from pathlib import Path

import pytest

from desktop.app.desk.single_instance import DOOR_FILE, SingleInstance, knock
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit


def test_the_first_program_hears_a_knock(tmp_path: Path) -> None:
    heard = threading.Event()
    door = SingleInstance(folder=tmp_path, on_knock=heard.set)
    door.start()
    try:
        assert knock(tmp_path)
        assert heard.wait(PATIENCE_S)
    finally:
        door.stop()


def test_nobody_answers_when_the_door_is_closed(tmp_path: Path) -> None:
    assert not knock(tmp_path)
    door = SingleInstance(folder=tmp_path, on_knock=lambda: None)
    door.start()
    door.stop()
    assert not knock(tmp_path)
    assert not (tmp_path / DOOR_FILE).exists()


def test_a_wrong_key_or_word_does_not_disturb(tmp_path: Path) -> None:
    heard = threading.Event()
    door = SingleInstance(folder=tmp_path, on_knock=heard.set)
    door.start()
    try:
        kept = (tmp_path / DOOR_FILE).read_text()
        said = json.loads(kept)
        (tmp_path / DOOR_FILE).write_text(json.dumps({**said, "key": "00" * 32}))
        assert not knock(tmp_path)
        assert not heard.is_set()
        (tmp_path / DOOR_FILE).write_text(kept)
        assert knock(tmp_path)
        assert heard.wait(PATIENCE_S)
    finally:
        door.stop()


def test_stopping_does_not_count_as_a_knock(tmp_path: Path) -> None:
    heard = threading.Event()
    door = SingleInstance(folder=tmp_path, on_knock=heard.set)
    door.start()
    door.stop()
    door.stop()
    assert not heard.is_set()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_the_owner_may_read_where_to_knock(tmp_path: Path) -> None:
    door = SingleInstance(folder=tmp_path, on_knock=lambda: None)
    door.start()
    try:
        assert stat.S_IMODE((tmp_path / DOOR_FILE).stat().st_mode) == 0o600
    finally:
        door.stop()
