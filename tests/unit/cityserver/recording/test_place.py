"""Recordings are looked for where they lie; another place than that is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.config.recording_store import RecordingsElsewhere, RecordingStore
from desktop.cityserver.recording.files import FolderFiles
from desktop.cityserver.recording.object_files import ObjectFiles
from desktop.cityserver.recording.place import NOTE, recording_files

pytestmark = pytest.mark.unit

STORE = RecordingStore(
    endpoint="https://s3.city.example",
    bucket="tiep-dan",
    access_key_id="city",
    secret_access_key="never told",
)


@pytest.fixture
def config(tmp_path: Path) -> CityServerConfig:
    return CityServerConfig(folder=tmp_path)


@pytest.fixture
def in_store(config: CityServerConfig) -> CityServerConfig:
    return replace(config, recording_store=STORE)


def test_a_folder_unless_said(config: CityServerConfig) -> None:
    assert isinstance(recording_files(config), FolderFiles)
    assert list(config.folder.iterdir()) == []


def test_a_store_is_noted_without_its_key_and_asked_nothing(in_store: CityServerConfig) -> None:
    for _ in range(2):
        assert isinstance(recording_files(in_store), ObjectFiles)
    assert (in_store.folder / NOTE).read_text() == "https://s3.city.example/tiep-dan"


def test_who_forgets_the_store_is_refused(
    config: CityServerConfig, in_store: CityServerConfig
) -> None:
    recording_files(in_store)
    with pytest.raises(RecordingsElsewhere) as refused:
        recording_files(config)
    assert refused.value.place == "https://s3.city.example/tiep-dan"
    (config.folder / NOTE).unlink()  # somebody has brought them back
    assert isinstance(recording_files(config), FolderFiles)


@pytest.mark.parametrize(
    "other", [replace(STORE, bucket="other"), replace(STORE, prefix="a")], ids=["bucket", "prefix"]
)
def test_another_bucket_is_refused_another_key_is_not(
    in_store: CityServerConfig, other: RecordingStore
) -> None:
    recording_files(in_store)
    with pytest.raises(RecordingsElsewhere):
        recording_files(replace(in_store, recording_store=other))
    new_key = replace(STORE, access_key_id="new", secret_access_key="newer")
    assert isinstance(recording_files(replace(in_store, recording_store=new_key)), ObjectFiles)


def test_recordings_in_the_folder_are_brought_to_the_store_first(
    in_store: CityServerConfig,
) -> None:
    (in_store.recording_folder / "room-1").mkdir(parents=True)
    with pytest.raises(RecordingsElsewhere) as refused:
        recording_files(in_store)
    assert refused.value.place == str(in_store.recording_folder)
    assert not (in_store.folder / NOTE).exists()
    in_store.recording_folder.rename(in_store.folder / "recordings-moved")
    assert isinstance(recording_files(in_store), ObjectFiles)


def test_an_authority_that_is_gone_is_a_fault(in_store: CityServerConfig, tmp_path: Path) -> None:
    store = replace(STORE, ca_file=tmp_path / "none.pem")
    with pytest.raises(FileNotFoundError):
        recording_files(replace(in_store, recording_store=store))
    assert not (in_store.folder / NOTE).exists()
