"""Bytes of recordings keep their names, or get another one; none is overwritten."""

from pathlib import Path

import pytest

from desktop.cityserver.recording.files import (
    FolderFiles,
    RecordingFiles,
    apart_name,
    folders_of,
    kept_name,
    plain,
    seal_name,
)
from desktop.domain.recording.seal import SEAL_NAME
from tests.samples.city_recordings import sha256_of

pytestmark = pytest.mark.unit

NAME = kept_name("room-1", "session-1", 7)


@pytest.fixture
def files(tmp_path: Path) -> RecordingFiles:
    return FolderFiles(tmp_path / "recordings")


def came(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "came"
    path.write_bytes(data)
    return path


def test_what_is_kept_is_there_and_its_source_is_gone(
    files: RecordingFiles, tmp_path: Path
) -> None:
    assert not files.has(NAME, sha256_of(b"one"))
    source = came(tmp_path, b"one")
    files.keep(NAME, source)
    assert not source.exists()
    assert files.has(NAME, sha256_of(b"one"))
    assert not files.has(NAME, sha256_of(b"two"))
    assert (tmp_path / "recordings" / "room-1" / "session-1" / "0007.rrec").read_bytes() == b"one"


def test_the_same_again_changes_nothing(files: RecordingFiles, tmp_path: Path) -> None:
    for _ in range(2):
        source = came(tmp_path, b"one")
        files.keep(NAME, source)
        assert not source.exists()
    assert len(list((tmp_path / "recordings").rglob("0007*"))) == 1


def test_other_bytes_under_the_name_stay_beside_it(files: RecordingFiles, tmp_path: Path) -> None:
    files.keep(NAME, came(tmp_path, b"one"))
    files.keep(NAME, came(tmp_path, b"two"))
    assert files.has(NAME, sha256_of(b"two"))
    (aside,) = (tmp_path / "recordings").rglob("*.aside")
    assert aside.read_bytes() == b"one"
    files.set_aside(NAME)
    files.set_aside(NAME)
    assert not files.has(NAME, sha256_of(b"two"))
    assert len(list((tmp_path / "recordings").rglob("*.aside"))) == 2


def test_what_is_destroyed_is_gone_with_all_that_lay_beside_it(
    files: RecordingFiles, tmp_path: Path
) -> None:
    files.keep(NAME, came(tmp_path, b"one"))
    files.keep(NAME, came(tmp_path, b"two"))  # one is aside
    files.keep_small(seal_name("room-1", "session-1"), b"seal")
    other = kept_name("room-1", "session-10", 7)
    files.keep(other, came(tmp_path, b"other"))
    apart = apart_name("room-1", "session-1", 7, "ab" * 32)
    files.keep(apart, came(tmp_path, b"apart"))
    kept, kept_apart = folders_of("room-1", "session-1")
    assert files.destroy(kept) == 3
    assert files.has(apart, sha256_of(b"apart"))
    assert files.destroy(kept_apart) == 1
    assert files.destroy(kept) == files.destroy(kept_apart) == 0
    left = [one for one in (tmp_path / "recordings").rglob("*") if one.is_file()]
    assert [one.read_bytes() for one in left] == [b"other"]


def test_a_seal_lies_beside_the_parts(files: RecordingFiles, tmp_path: Path) -> None:
    files.keep(NAME, came(tmp_path, b"one"))
    files.keep_small(seal_name("room-1", "session-1"), b"seal")
    folder = tmp_path / "recordings" / "room-1" / "session-1"
    assert {path.name for path in folder.iterdir()} == {"0007.rrec", SEAL_NAME}


def test_what_does_not_check_lies_elsewhere() -> None:
    name = apart_name("room-1", "session-1", 7, "ab" * 32)
    assert name == "apart/room-1/session-1/0007-abababababababab"


@pytest.mark.parametrize("identifier", ["..", ".", "a:b", "Upper", "apart", "a.b", "x" * 65])
def test_an_id_never_leads_out_of_its_folder_nor_into_anothers(identifier: str) -> None:
    name = plain(identifier)
    assert name.startswith("id.")
    assert len(name) == 35
    assert plain(identifier) == name != plain(identifier + "!")


def test_an_id_as_the_city_makes_them_is_the_folders_name() -> None:
    assert plain("0f8fad5b-d9cb-469f-a165-70867728950e") == "0f8fad5b-d9cb-469f-a165-70867728950e"
