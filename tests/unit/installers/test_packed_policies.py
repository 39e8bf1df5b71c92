"""The policy templates leave the house with the installer, the same bytes in every build."""

import os
import zipfile
from pathlib import Path

import pytest

from installers.build_policies import templates
from installers.msi.policies import pack_policies

pytestmark = pytest.mark.unit

EPOCH = 1_767_225_600


def test_the_file_holds_what_is_copied_into_policy_definitions(tmp_path: Path) -> None:
    out = pack_policies(tmp_path, version="1.2.3", epoch=EPOCH)
    assert out.name == "ReceptionRoom-1.2.3-policies.zip"
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        packed = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert sorted(packed) == [
        "ReceptionRoom.admx", "en-US/ReceptionRoom.adml", "vi-VN/ReceptionRoom.adml",
    ]  # fmt: skip
    assert packed == {str(path): text for path, text in templates().items()}


def test_neither_time_zone_nor_mask_nor_folder_is_seen_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pack_policies(tmp_path, version="1.2.3", epoch=EPOCH).read_bytes()
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    before = os.umask(0o077)
    try:
        (tmp_path / "other").mkdir()
        second = pack_policies(tmp_path / "other", version="1.2.3", epoch=EPOCH).read_bytes()
    finally:
        os.umask(before)
    assert first == second
