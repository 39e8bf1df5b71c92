"""Everything has its place, and no room can leave it."""

import sys
from pathlib import Path

import pytest

from desktop.settings.paths import places_below, standard_places

pytestmark = pytest.mark.unit


@pytest.mark.skipif(sys.platform != "linux", reason="XDG")
def test_on_linux_the_places_are_those_of_xdg(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / name))
    places = standard_places()
    assert places.data_folder == tmp_path / "XDG_DATA_HOME" / "reception-room"
    assert places.user_file == tmp_path / "XDG_CONFIG_HOME" / "reception-room" / "settings.toml"
    assert places.machine_file == tmp_path / "XDG_CONFIG_DIRS" / "reception-room" / "settings.toml"
    assert places.log_folder.is_relative_to(tmp_path / "XDG_STATE_HOME")


@pytest.mark.skipif(sys.platform != "linux", reason="XDG")
def test_a_person_cannot_move_the_policy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    assert standard_places().policy_file == Path("/etc/xdg/reception-room/policy.toml")


def test_practice_and_real_rooms_never_share_a_folder(tmp_path: Path) -> None:
    places = places_below(tmp_path)
    real = places.room_folder("practice")
    assert not real.is_relative_to(places.practice_folder())
    assert not places.practice_folder().is_relative_to(real)


def test_each_room_has_its_own_records_and_logs(tmp_path: Path) -> None:
    places = places_below(tmp_path)
    folders = {places.room_folder("s1"), places.room_folder("s2")}
    copies = {places.room_copies_folder("s1"), places.room_copies_folder("s2")}
    logs = {places.room_log_folder("s1"), places.room_log_folder("s2")}
    assert len(folders) == len(copies) == len(logs) == 2
    assert not any(copy.is_relative_to(folder) for copy in copies for folder in folders)
    assert all(one.is_relative_to(places.data_folder) for one in folders)
    assert all(one.is_relative_to(places.log_folder) for one in logs)


@pytest.mark.parametrize("room", ["", ".", "..", "../x", "a/b", "a\\b", "C:", "x" * 65, "a.", "-a"])
def test_a_name_that_could_leave_the_folder_is_refused(tmp_path: Path, room: str) -> None:
    with pytest.raises(ValueError, match="not a room name"):
        places_below(tmp_path).room_folder(room)
