"""One holder at a time, in one program or several."""

import sys
import threading
from pathlib import Path

import pytest

from desktop.files.file_lock import FileLock, hold_file

pytestmark = pytest.mark.unit

LIMIT_S = 10.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.lock"


def test_a_second_holder_is_refused_until_the_first_lets_go(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    assert first.acquire()
    assert not second.acquire()
    second.release()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()
    assert path.read_bytes() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_the_lock_file_is_for_its_owner_alone(path: Path) -> None:
    lock = FileLock(path)
    assert lock.acquire()
    lock.release()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_missing_is_told_and_holds_nothing(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "gone" / "a.lock")
    with pytest.raises(FileNotFoundError):
        lock.acquire()
    lock.release()


def test_who_waits_goes_on_when_the_holder_has_left(tmp_path: Path) -> None:
    path = tmp_path / "made" / "a.lock"
    begun, order = threading.Event(), list[str]()

    def wait() -> None:
        begun.set()
        with hold_file(path):
            order.append("second")

    thread = threading.Thread(target=wait)
    with hold_file(path):
        assert not FileLock(path).acquire()
        thread.start()
        assert begun.wait(LIMIT_S)
        order.append("first")
    thread.join(LIMIT_S)
    assert order == ["first", "second"]
