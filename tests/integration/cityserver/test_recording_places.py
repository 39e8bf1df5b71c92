"""Wherever a city keeps recordings, the same promises hold; one place is a real S3 server."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import obstore
import pytest
import requests
from obstore.store import LocalStore, MemoryStore, ObjectStore

from desktop.app.main import main
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.config.recording_store import RecordingStore
from desktop.cityserver.recording.files import (
    FolderFiles,
    RecordingFiles,
    apart_name,
    folders_of,
    kept_name,
    seal_name,
)
from desktop.cityserver.recording.object_files import BLOCK_BYTES, ObjectFiles, open_object_files
from desktop.cityserver.recording.place import NOTE
from desktop.cityserver.serving.runner import run_city_server
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.recording.seal import SEAL_NAME
from tests.rigs.city.recording_room import RecordingRoom
from tests.rigs.city.running_city_server import RunningCityServer, seeded_server
from tests.rigs.system.running_s3 import RunningS3
from tests.samples.city_recordings import sha256_of

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

NAME = kept_name("room-1", "session-1", 7)
LARGE = bytes(range(256)) * (2 * BLOCK_BYTES // 256) + b"and a little more"
"""Of three blocks: an object store takes it in parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """names, spoil: past what keeps them, as who runs the disk or the store."""

    files: RecordingFiles
    names: Callable[[], set[str]]
    read: Callable[[str], bytes]
    spoil: Callable[[str, bytes], object]


def a_folder(folder: Path) -> Place:
    def names() -> set[str]:
        return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}

    return Place(
        files=FolderFiles(folder),
        names=names,
        read=lambda name: (folder / name).read_bytes(),
        spoil=lambda name, data: (folder / name).write_bytes(data),
    )


def objects(store: ObjectStore, files: ObjectFiles) -> Place:
    return Place(
        files=files,
        names=lambda: {one["path"] for some in obstore.list(store) for one in some},
        read=lambda name: bytes(obstore.get(store, name).bytes()),
        spoil=lambda name, data: obstore.put(store, name, data),
    )


def a_bucket(plan: RecordingStore) -> Place:
    files = open_object_files(plan)
    return objects(files._store, files)


@pytest.fixture(params=["folder", "memory", "local", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    match request.param:
        case "folder":
            return a_folder(tmp_path / "kept")
        case "memory":
            memory = MemoryStore()
            return objects(memory, ObjectFiles(memory))
        case "local":
            local = LocalStore(tmp_path / "kept", mkdir=True)
            return objects(local, ObjectFiles(local))
        case _:
            return a_bucket(request.getfixturevalue("s3").new_bucket())


def came(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "came"
    path.write_bytes(data)
    return path


def test_what_is_kept_is_there_and_its_source_is_gone(place: Place, tmp_path: Path) -> None:
    assert not place.files.has(NAME, sha256_of(b"one"))
    source = came(tmp_path, b"one")
    place.files.keep(NAME, source)
    assert not source.exists()
    assert place.files.has(NAME, sha256_of(b"one"))
    assert not place.files.has(NAME, sha256_of(b"two"))
    assert (place.names(), place.read(NAME)) == ({"room-1/session-1/0007.rrec"}, b"one")


def test_a_large_part_is_whole(place: Place, tmp_path: Path) -> None:
    place.files.keep(NAME, came(tmp_path, LARGE))
    assert place.files.has(NAME, sha256_of(LARGE))
    assert not place.files.has(NAME, sha256_of(LARGE[:-1]))


def test_the_same_again_changes_nothing(place: Place, tmp_path: Path) -> None:
    for _ in range(2):
        source = came(tmp_path, b"one")
        place.files.keep(NAME, source)
        assert not source.exists()
    assert place.names() == {NAME}


def test_what_is_destroyed_is_gone_and_nothing_else_is(place: Place, tmp_path: Path) -> None:
    place.files.keep(NAME, came(tmp_path, b"one"))
    place.files.keep(NAME, came(tmp_path, b"two"))
    place.files.keep_small(seal_name("room-1", "session-1"), b"seal")
    other, apart = kept_name("room-1", "session-10", 7), apart_name("room-1", "session-1", 7, "ab")
    for name in (other, apart):
        place.files.keep(name, came(tmp_path, b"one"))
    kept, kept_apart = folders_of("room-1", "session-1")
    assert place.files.destroy(kept) == 3
    assert place.names() == {other, apart}
    assert (place.files.destroy(kept), place.files.destroy(kept_apart)) == (0, 1)
    assert place.names() == {other}


def test_other_bytes_under_the_name_stay_beside_it(place: Place, tmp_path: Path) -> None:
    place.files.keep(NAME, came(tmp_path, b"one"))
    place.files.keep(NAME, came(tmp_path, b"two"))
    assert place.files.has(NAME, sha256_of(b"two"))
    (aside,) = place.names() - {NAME}
    assert aside.startswith(f"{NAME}.")
    assert place.read(aside) == b"one"
    place.files.set_aside(NAME)
    place.files.set_aside(NAME)
    assert not place.files.has(NAME, sha256_of(b"two"))
    assert {place.read(one) for one in place.names()} == {b"one", b"two"}


def test_a_seal_lies_beside_the_parts_and_may_be_written_again(
    place: Place, tmp_path: Path
) -> None:
    place.files.keep(NAME, came(tmp_path, b"one"))
    for seal in (b"no seal", b"a seal"):
        place.files.keep_small(seal_name("room-1", "session-1"), seal)
    assert place.names() == {NAME, f"room-1/session-1/{SEAL_NAME}"}
    assert place.read(seal_name("room-1", "session-1")) == b"a seal"


@pytest.mark.parametrize("spoilt", [b"onf", b"on", b""])
def test_what_was_altered_there_is_not_what_was_kept(
    place: Place, tmp_path: Path, spoilt: bytes
) -> None:
    place.files.keep(NAME, came(tmp_path, b"one"))
    place.spoil(NAME, spoilt)
    assert not place.files.has(NAME, sha256_of(b"one"))
    place.files.keep(NAME, came(tmp_path, b"one"))
    assert place.files.has(NAME, sha256_of(b"one"))
    assert len(place.names()) == 2


# ---- an S3 server that says no -------------------------------------------------------------------


def test_a_bucket_that_is_gone_is_a_fault_and_no_missing_part(
    s3: RunningS3, tmp_path: Path
) -> None:
    files = open_object_files(s3.bucket("nowhere"))
    source = came(tmp_path, b"one")
    with pytest.raises(OSError, match="404"):
        files.has(NAME, sha256_of(b"one"))
    with pytest.raises(OSError, match="404"):
        files.keep(NAME, source)
    assert source.read_bytes() == b"one"


def test_a_key_that_is_refused_is_a_fault_and_no_missing_part(
    s3: RunningS3, tmp_path: Path
) -> None:
    bucket = s3.new_bucket()
    files = open_object_files(s3.bucket(bucket.bucket, secret_key="another"))
    source = came(tmp_path, b"one")
    with pytest.raises(OSError, match="403"):
        files.has(NAME, sha256_of(b"one"))
    with pytest.raises(OSError, match="403"):
        files.keep(NAME, source)
    assert source.exists()
    assert a_bucket(bucket).names() == set()


def test_cities_may_share_a_bucket_below_prefixes(s3: RunningS3, tmp_path: Path) -> None:
    bucket = s3.new_bucket()
    for prefix, data in (("", b"one"), ("city/a", b"two"), ("city/b", b"three")):
        place = a_bucket(s3.bucket(bucket.bucket, prefix=prefix))
        place.files.keep(NAME, came(tmp_path, data))
        assert place.files.has(NAME, sha256_of(data))
    assert a_bucket(bucket).names() == {NAME, f"city/a/{NAME}", f"city/b/{NAME}"}


# ---- a whole city --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class S3City:
    """A city with its recordings in a bucket. option: of the server, and of commands there."""

    server: RunningCityServer
    place: Place
    option: tuple[str, str]

    @property
    def folder(self) -> Path:
        return self.server.folder / "city"

    def command(self, *arguments: str) -> int:
        return main(["city-recordings", "--folder", str(self.folder), *arguments])


@pytest.fixture
def city(s3: RunningS3, tmp_path: Path) -> Iterator[S3City]:
    bucket = s3.new_bucket()
    file = tmp_path / "recordings.toml"
    names = ("endpoint", "bucket", "access_key_id", "secret_access_key")
    file.write_text("".join(f"{one} = {json.dumps(getattr(bucket, one))}\n" for one in names))
    option = ("--recording-store", str(file))
    with seeded_server(tmp_path / "server", None, *option) as server:
        yield S3City(server=server, place=a_bucket(bucket), option=option)


def test_a_recording_goes_to_the_bucket_and_what_is_altered_there_comes_again(
    city: S3City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = RecordingRoom(city.server, tmp_path)
    for number, data in room.recording.parts():
        assert room.patch(number, data).json()["is_complete"]
    assert room.end().json()["is_whole"]
    kept = {name.rpartition("/")[2]: city.place.read(name) for name in city.place.names()}
    assert kept == {f"{number:04d}.rrec": data for number, data in room.recording.parts()}
    assert not (city.folder / "recordings").exists()
    assert city.command(*city.option, "--check") == ExitCode.OK

    ((number, data), *_) = room.recording.parts()
    (name,) = (one for one in city.place.names() if one.endswith("/0001.rrec"))
    city.place.spoil(name, data[:-1] + b"?")
    assert city.command(*city.option, "--check") == ExitCode.FAILED
    assert not room.progress(number, data)["is_complete"]
    assert room.patch(number, data).json()["is_complete"]
    assert room.end().json()["is_whole"]
    assert city.command(*city.option, "--check") == ExitCode.OK
    (aside,) = (one for one in city.place.names() if one.endswith(".aside"))
    assert city.place.read(aside) == data[:-1] + b"?"

    capsys.readouterr()
    assert city.command("--check") == ExitCode.BAD_USAGE
    assert "--recording-store" in capsys.readouterr().err


def test_a_server_that_is_told_of_another_place_does_not_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / NOTE).write_text("https://s3.city.example/tiep-dan")
    assert run_city_server(CityServerConfig(folder=tmp_path)) == ExitCode.STORE_UNREADABLE
    assert "recordings lie in https://s3.city.example/tiep-dan" in caplog.text


def test_a_store_that_is_away_makes_a_room_come_again_and_nothing_look_damaged(
    city: S3City, s3: RunningS3, tmp_path: Path
) -> None:
    room = RecordingRoom(city.server, tmp_path)
    (first, (number, data), *_) = room.recording.parts()
    assert room.patch(*first).json()["is_complete"]
    city.server.expected_errors.append("upload not kept")
    s3.stop()
    away = [room.patch(number, data), city.server.call("GET", room.path(*first), token=room.token)]
    assert {one.status_code for one in away} == {requests.codes.service_unavailable}
    s3.start()
    s3.wait_until_it_takes()
    offset = room.progress(number, data)["offset"]  # all of it, unless the city had no time
    assert room.patch(number, data, offset=offset).json()["is_complete"]
    assert room.progress(*first)["is_complete"]
