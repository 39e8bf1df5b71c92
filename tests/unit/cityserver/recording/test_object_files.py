"""What an object store cannot do is a fault; nothing of it looks like a part that is not there."""

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from obstore.store import MemoryStore
from typing_extensions import override

from desktop.cityserver.config.recording_store import RecordingStore
from desktop.cityserver.recording import object_files
from desktop.cityserver.recording.object_files import AT_ONCE, ObjectFiles, open_object_files
from tests.patience import PATIENCE_S
from tests.samples.city_recordings import sha256_of

pytestmark = pytest.mark.unit

NAME = "room-1/session-1/0001.rrec"
NOWHERE = RecordingStore(
    endpoint="http://127.0.0.1:9",  # nothing listens there
    bucket="tiep-dan",
    access_key_id="city",
    secret_access_key="never told",
    prefix="a",
)


def came(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "came"
    path.write_bytes(data)
    return path


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> ObjectFiles:
    monkeypatch.setattr(object_files, "RETRIES", 0)
    return open_object_files(NOWHERE)


def test_a_store_that_is_away_is_a_fault(away: ObjectFiles, tmp_path: Path) -> None:
    source = came(tmp_path, b"one")
    for ask in (
        lambda: away.has(NAME, sha256_of(b"one")),
        lambda: away.keep(NAME, source),
        lambda: away.keep_small(NAME, b"one"),
        lambda: away.set_aside(NAME),
        lambda: away.destroy("room-1/session-1"),
    ):
        with pytest.raises(OSError, match="object store") as refused:
            ask()
        assert refused.value.errno == errno.EIO
        assert "\n" not in str(refused.value)
        assert NOWHERE.secret_access_key not in str(refused.value)
    assert source.exists()


def test_a_fault_of_this_machine_is_told_as_it_is(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    with pytest.raises(FileNotFoundError) as refused:
        ObjectFiles(MemoryStore()).keep(NAME, missing)
    assert refused.value.filename == str(missing)


class _Slow(ObjectFiles):
    """Each question takes until it is let go."""

    def __init__(self) -> None:
        super().__init__(MemoryStore())
        self.asked = threading.Semaphore(0)
        self.go_on = threading.Event()

    @override
    def _size(self, name: str) -> int | None:
        self.asked.release()
        assert self.go_on.wait(PATIENCE_S)
        return super()._size(name)


@contextmanager
def questions(files: _Slow) -> Iterator[None]:
    threads = [
        threading.Thread(target=files.has, args=(NAME, sha256_of(b"one"))) for _ in range(AT_ONCE)
    ]
    for one in threads:
        one.start()
    try:
        for _ in threads:
            assert files.asked.acquire(timeout=PATIENCE_S)
        yield
    finally:
        files.go_on.set()
        for one in threads:
            one.join()


def test_more_than_some_at_once_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(object_files, "TURN_S", 0.01)
    files = _Slow()
    with questions(files), pytest.raises(OSError, match="busy") as refused:
        files.has(NAME, sha256_of(b"one"))
    assert refused.value.errno == errno.EBUSY
    assert not files.has(NAME, sha256_of(b"one"))


@pytest.mark.parametrize("pem", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_an_authority_that_became_unreadable_is_a_fault(tmp_path: Path, pem: str) -> None:
    ca_file = tmp_path / "ca.pem"
    ca_file.write_text(pem)
    with pytest.raises(OSError, match="object store"):
        open_object_files(replace(NOWHERE, ca_file=ca_file))
