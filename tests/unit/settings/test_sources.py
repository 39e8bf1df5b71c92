"""Each source of settings is read as it is written, broken or not."""

import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop.settings.load import choose_settings
from desktop.settings.paths import places_below
from desktop.settings.sources import (
    Source,
    read_environment,
    read_file,
    read_machine,
    read_policy,
    read_windows_machine,
    read_windows_policy,
)
from tests.fakes.fake_winreg import FakeWinreg

pytestmark = pytest.mark.unit


def test_a_file_tells_names_values_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# for the room\nlanguage = "en"\n\ntext_scale=1.25\n"site_id" = "s1"\n')
    layer = read_file(path, Source.USER)
    assert layer.problem is None
    assert layer.untrusted_values == {"language": "en", "text_scale": 1.25, "site_id": "s1"}
    assert layer.lines == {"language": 2, "text_scale": 4, "site_id": 5}
    assert layer.place == str(path)


def test_a_missing_file_says_nothing(tmp_path: Path) -> None:
    layer = read_file(tmp_path / "none.toml", Source.USER)
    assert layer.problem is None
    assert not layer.untrusted_values


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbflanguage = 'en'\n")
    assert read_file(path, Source.USER).untrusted_values == {"language": "en"}


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b"language = 'en'\ntext_scale = = 2\n", "not_toml", 2),
        (b"language = 'en'\nproxy = [\n", "not_toml", 3),
        (b"language = 'en'\nlanguage = 'vi'\n", "not_toml", 2),
        (b"language = 'en'\nproxy = '\xff'\n", "not_utf8", 2),
        (b"#" * 70_000, "too_long", None),
    ],
)
def test_a_broken_file_tells_where_it_is_broken(
    tmp_path: Path, content: bytes, reason: str, line: int | None
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    layer = read_file(path, Source.MACHINE)
    assert not layer.untrusted_values
    assert layer.problem is not None
    assert layer.problem.code == "C-110"
    assert layer.problem.data["file"] == str(path)
    assert layer.problem.data["reason"] == reason
    assert layer.problem.data.get("line") == line


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    layer = read_file(tmp_path, Source.USER)
    assert layer.problem is not None
    assert str(layer.problem.data["reason"]).startswith("errno_")


def test_the_environment_speaks_in_capitals() -> None:
    layer = read_environment(
        {
            "RECEPTION_ROOM_SERVER_URL": "https://city.example",
            "RECEPTION_ROOM_PROXY": "  ",
            "PATH": "/bin",
        }
    )
    assert layer.untrusted_values == {"server_url": "https://city.example"}
    assert layer.source is Source.ENVIRONMENT


def test_the_windows_policy_is_read_in_either_spelling() -> None:
    registry = FakeWinreg({"ServerUrl": "https://city.example", "relay_only": 1, "CaFile": "C:\\a"})
    layer = read_windows_policy(registry)
    assert registry.opened == r"Software\Policies\HaiPhong\ReceptionRoom"
    assert layer.untrusted_values == {
        "server_url": "https://city.example",
        "relay_only": 1,
        "ca_file": "C:\\a",
    }
    assert layer.source is Source.POLICY


def test_a_missing_policy_key_says_nothing() -> None:
    layer = read_windows_policy(FakeWinreg(None))
    assert layer.problem is None
    assert not layer.untrusted_values


def test_a_policy_key_that_may_not_be_read_is_told() -> None:
    layer = read_windows_policy(FakeWinreg({}, PermissionError(13, "denied")))
    assert layer.problem is not None
    assert layer.problem.data["reason"] == "errno_13"


@pytest.mark.skipif(sys.platform == "win32", reason="the registry speaks there")
def test_elsewhere_the_policy_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("relay_only = true\n")
    layer = read_policy(path)
    assert layer.source is Source.POLICY
    assert layer.untrusted_values == {"relay_only": True}


def test_what_the_installer_was_told_is_a_setting_of_the_pc() -> None:
    registry = FakeWinreg({"ServerUrl": "https://city.example", "SiteId": "31-11629"})
    layer = read_windows_machine(registry)
    assert registry.opened == r"Software\HaiPhong\ReceptionRoom"
    assert layer.source is Source.MACHINE
    assert layer.place == r"HKLM\Software\HaiPhong\ReceptionRoom"
    assert layer.untrusted_values == {"server_url": "https://city.example", "site_id": "31-11629"}


def test_a_pc_without_the_installer_has_no_such_settings() -> None:
    layer = read_windows_machine(FakeWinreg(None))
    assert layer.problem is None
    assert not layer.untrusted_values


def test_settings_of_the_pc_that_nobody_may_read_are_told() -> None:
    layer = read_windows_machine(FakeWinreg({}, PermissionError(13, "denied")))
    assert layer.problem is not None
    assert layer.problem.data["file"] == r"HKLM\Software\HaiPhong\ReceptionRoom"
    assert layer.source is Source.MACHINE


def test_what_the_installer_was_told_beats_the_file_of_the_pc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = places_below(tmp_path)
    places.machine_file.write_text("server_url = 'https://other.example'\nlanguage = 'en'\n")
    places.user_file.write_text("language = 'vi'\nhigh_contrast = true\n")
    registry = FakeWinreg({"ServerUrl": "https://city.example", "HighContrast": 0})
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    installed, file = read_machine(places.machine_file, None)
    loaded = choose_settings((installed, file, read_file(places.user_file, Source.USER)))
    assert loaded.settings.server_url == "https://city.example"
    assert loaded.origins["server_url"].place == r"HKLM\Software\HaiPhong\ReceptionRoom"
    assert (loaded.settings.high_contrast, loaded.settings.language) == (False, "en")
    assert loaded.origins["language"].place == str(places.machine_file)


@pytest.mark.skipif(sys.platform == "win32", reason="the registry speaks there too")
def test_elsewhere_a_file_says_what_holds_for_the_pc(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('site_id = "31-11629"\n')
    (layer,) = read_machine(path, None)
    assert layer.source is Source.MACHINE
    assert layer.untrusted_values == {"site_id": "31-11629"}
    assert not layer.not_taken


def test_a_file_of_the_pc_that_anybody_may_have_written_is_told_and_not_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('site_id = "31-11629"\n')
    asked = []

    def fault_of(file: BinaryIO, where: Path) -> str:
        asked.append((file.readable(), where))
        return "other_owner"

    layer = read_machine(path, fault_of)[-1]
    assert asked == [(True, path)]
    assert not layer.untrusted_values
    assert layer.problem is not None
    assert layer.problem.code == "C-110"
    assert layer.problem.data == {"file": str(path), "reason": "other_owner"}


def test_a_file_of_the_pc_whose_rights_cannot_be_read_is_not_read_either(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('site_id = "31-11629"\n')

    def fault_of(_file: BinaryIO, _where: Path) -> str:
        raise PermissionError(13, "denied")

    layer = read_machine(path, fault_of)[-1]
    assert not layer.untrusted_values
    assert layer.problem is not None
    assert layer.problem.data["reason"] == "errno_13"


def test_nobody_is_asked_about_a_file_that_is_not_there(tmp_path: Path) -> None:
    def fault_of(_file: BinaryIO, _where: Path) -> str:
        pytest.fail("there is no file")

    assert read_machine(tmp_path / "none.toml", fault_of)[-1].problem is None


def test_under_windows_a_file_never_says_whom_the_pc_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the address that the installer was told, a planted authority would hold."""
    path = tmp_path / "settings.toml"
    path.write_text(
        "server_url = 'https://other.example'\nproxy = 'http://other.example:3128'\n"
        "ca_file = '/planted.pem'\nescrow_keys = 'age1a, age1b'\nlanguage = 'en'\n"
    )
    monkeypatch.setitem(sys.modules, "winreg", FakeWinreg({"ServerUrl": "https://city.example"}))
    monkeypatch.setattr(sys, "platform", "win32")
    loaded = choose_settings(read_machine(path, None))
    assert loaded.settings.server_url == "https://city.example"
    assert loaded.settings.proxy == "system"
    assert loaded.settings.ca_file is None
    assert loaded.settings.escrow_keys is None
    assert loaded.settings.language == "en"
    assert [(one.code, one.data["key"], one.data["reason"]) for one in loaded.problems] == [
        ("C-111", key, "not_from_here") for key in ("server_url", "proxy", "ca_file", "escrow_keys")
    ]
