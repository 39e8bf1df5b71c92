"""The support bundle helps a technician and names nobody."""

import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.diagnostics import support_bundle
from desktop.diagnostics.support_bundle import BundleRequest, SettingLine, write_support_bundle

pytestmark = pytest.mark.unit

NUMBER = "031199012345"
PHONE = "0912345678"
LOGIN = "hatgiong"
TOKEN = "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A"
SEEDS = (NUMBER, PHONE, LOGIN, TOKEN, "10.20.30.40", "246810")


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "desk.log").write_text(
        f"joined citizen {NUMBER} phone {PHONE} pin=246810\n"
        f"opened /home/{LOGIN}/don.pdf token={TOKEN}\n"
        "candidate:1 1 udp 2130706431 10.20.30.40 50123 typ host\n"
    )
    (folder / "desk.log.1").write_text("older line\n")
    (folder / "notes.txt").write_text("not a log")
    return folder


def _request(*folders: Path) -> BundleRequest:
    return BundleRequest(
        made_at=datetime(2026, 11, 26, 5, 0, tzinfo=UTC),
        program_version="0.0.7",
        log_folders=folders,
        settings=(
            SettingLine(name="server_url", value="https://city.example", source="policy"),
            SettingLine(name="data_folder", value=f"/home/{LOGIN}/data", source="user"),
        ),
        devices=("microphone Bàn 1", f"camera {LOGIN} /home/{LOGIN}"[:6] + " phone " + PHONE),
        call_statistics={
            "join_ms": 640,
            "is_relayed": False,
            "peers": {"fps": 29.5, "name": "Nguyễn Thị Hạt Giống"},
            "title": "Nguyễn Thị Hạt Giống",
        },
        sandbox={"preview": {"held": "limits,calls", "missing": "files"}},
    )


def _texts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_no_seeded_name_or_number_is_in_any_file_of_the_bundle(tmp_path: Path, logs: Path) -> None:
    write_support_bundle(_request(logs), tmp_path / "bundle.zip")
    for name, text in _texts(tmp_path / "bundle.zip").items():
        for seed in (*SEEDS, "Hạt Giống"):
            assert seed not in text, f"{seed} in {name}"


def test_the_bundle_lists_what_is_in_it(tmp_path: Path, logs: Path) -> None:
    names = write_support_bundle(_request(logs), tmp_path / "bundle.zip")
    texts = _texts(tmp_path / "bundle.zip")
    listed = json.loads(texts["contents.json"])
    assert set(names) == set(texts)
    assert {one["name"] for one in listed["files"]} == set(texts) - {"contents.json"}
    assert listed["made_at"] == "2026-11-26T05:00:00+00:00"
    assert set(names) == {
        "contents.json",
        "versions.json",
        "platform.json",
        "settings.json",
        "devices.txt",
        "sandbox.json",
        "call_statistics.json",
        "logs/1/desk.log",
        "logs/1/desk.log.1",
    }


def test_versions_settings_and_figures_are_told(tmp_path: Path, logs: Path) -> None:
    write_support_bundle(_request(logs), tmp_path / "bundle.zip")
    texts = _texts(tmp_path / "bundle.zip")
    versions = json.loads(texts["versions.json"])
    assert versions["reception-room"] == "0.0.7"
    assert "pydantic" in versions
    assert json.loads(texts["settings.json"])["server_url"] == {
        "value": "https://city.example",
        "source": "policy",
    }
    assert json.loads(texts["call_statistics.json"]) == {
        "is_relayed": False,
        "join_ms": 640,
        "peers": {"fps": 29.5},
    }
    assert "microphone Bàn 1" in texts["devices.txt"]


def test_the_name_of_the_pc_is_not_told(
    tmp_path: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.node", lambda: "PC-HATGIONG")
    write_support_bundle(_request(logs), tmp_path / "bundle.zip")
    assert "HATGIONG" not in _texts(tmp_path / "bundle.zip")["platform.json"]


def test_only_the_end_of_a_long_log_is_taken_from_a_whole_line(
    tmp_path: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support_bundle, "LOG_TAIL_LIMIT_BYTES", 25)
    (logs / "desk.log").write_text("first line\nsecond line\nthird line\n")
    write_support_bundle(_request(logs), tmp_path / "bundle.zip")
    assert _texts(tmp_path / "bundle.zip")["logs/1/desk.log"] == "second line\nthird line\n"


def test_only_the_newest_logs_are_taken(
    tmp_path: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support_bundle, "LOG_FILES_LIMIT", 1)
    os.utime(logs / "desk.log.1", (1, 1))
    names = write_support_bundle(_request(logs), tmp_path / "bundle.zip")
    assert [name for name in names if name.startswith("logs/")] == ["logs/1/desk.log"]


def test_a_log_that_vanishes_does_not_spoil_the_bundle(
    tmp_path: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = Path.open

    def open_or_vanish(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "desk.log.1":
            raise FileNotFoundError(2, "No such file")
        return real_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", open_or_vanish)
    names = write_support_bundle(_request(logs), tmp_path / "bundle.zip")
    assert "logs/1/desk.log" in names
    assert "logs/1/desk.log.1" not in names


def test_a_missing_log_folder_is_no_fault(tmp_path: Path) -> None:
    names = write_support_bundle(_request(tmp_path / "none"), tmp_path / "bundle.zip")
    assert not [name for name in names if name.startswith("logs/")]


def test_a_bundle_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", refuse)
    target = tmp_path / "out" / "bundle.zip"
    with pytest.raises(OSError, match="No space"):
        write_support_bundle(_request(logs), target)
    assert list(target.parent.iterdir()) == []


def test_an_older_bundle_is_replaced(tmp_path: Path, logs: Path) -> None:
    target = tmp_path / "bundle.zip"
    target.write_text("old")
    write_support_bundle(_request(logs), target)
    assert zipfile.is_zipfile(target)
