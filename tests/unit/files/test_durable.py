"""Files written whole or not at all: on a full disk, with a failing sync, held elsewhere."""

import errno
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop.files import durable
from desktop.files.durable import (
    BY_UMASK,
    OWNER_ONLY,
    create_file,
    put_in_place,
    replace_file,
    replace_when_free,
    sync_folder,
)

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.unit

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links, folders that sync")
OLD, NEW = b"old", b"new bytes"
AT_ONCE = 8

Write = Callable[[Path, bytes], None]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.key"


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


class Refusing:
    """Stands in for a function of `os`; fails from its `at`th call on, else does the real thing."""

    def __init__(self, real: Callable[..., Any], error: OSError, *, at: int = 1) -> None:
        self.calls: list[object] = []
        self._real = real
        self._error = error
        self._at = at

    def __call__(self, *arguments: object, **options: object) -> object:
        self.calls.append(arguments[0])
        if len(self.calls) >= self._at:
            raise self._error
        return self._real(*arguments, **options)


@contextmanager
def disk_with(room_bytes: int) -> Iterator[None]:
    """The system itself stops every file of this program at so many bytes, in the middle of one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# ---- a file that is replaced ---------------------------------------------------------------------


@posix
def test_a_replaced_file_is_for_its_owner_alone(path: Path) -> None:
    path.write_bytes(OLD)
    replace_file(path, NEW)
    assert path.read_bytes() == NEW
    assert mode_of(path) == OWNER_ONLY
    assert names(path.parent) == [path.name]


@posix
def test_no_byte_is_written_before_the_file_is_private(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    real = os.fdopen

    def opened(descriptor: int, *arguments: Any, **options: Any) -> object:
        state = os.fstat(descriptor)
        seen.append((state.st_size, stat.S_IMODE(state.st_mode)))
        return real(descriptor, *arguments, **options)

    monkeypatch.setattr(os, "fdopen", opened)
    replace_file(path, NEW)
    create_file(path.with_name("b.key"), NEW)
    assert seen == [(0, OWNER_ONLY), (0, OWNER_ONLY)]


@posix
def test_a_file_for_everybody_follows_the_umask(path: Path) -> None:
    replace_file(path, NEW, mode=BY_UMASK)
    assert mode_of(path) == 0o644


@posix
@pytest.mark.parametrize(("former", "expected"), [(0o664, 0o664), (None, OWNER_ONLY)])
def test_the_mode_of_an_older_file_is_taken_over(
    path: Path, former: int | None, expected: int
) -> None:
    if former is not None:
        path.write_bytes(OLD)
        path.chmod(former)
    replace_file(path, NEW, keeps_mode=True)
    assert mode_of(path) == expected


@posix
def test_bytes_come_before_the_name_and_the_name_before_the_return(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, swap = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("folder" if is_folder else f"file of {os.fstat(descriptor).st_size}")
        sync(descriptor)

    def replaced(part: Path, target: Path) -> Path:
        steps.append("name")
        return swap(part, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    replace_file(path, NEW)
    assert steps == [f"file of {len(NEW)}", "name", "folder"]
    steps.clear()
    replace_file(path, NEW, is_synced=False)
    assert steps == ["name"]


@posix
def test_a_link_in_its_place_is_replaced_and_never_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(OLD)
    path.symlink_to(tmp_path / "other")
    replace_file(path, NEW)
    assert not path.is_symlink()
    assert (tmp_path / "other").read_bytes() == OLD


def test_of_several_writers_one_is_there_whole(path: Path) -> None:
    gate = threading.Barrier(AT_ONCE)

    def write(number: int) -> None:
        gate.wait(5.0)
        replace_file(path, bytes([number]) * 70_000)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(write, number) for number in range(AT_ONCE)]:
            done.result()
    content = path.read_bytes()
    assert content in {bytes([number]) * 70_000 for number in range(AT_ONCE)}
    assert names(path.parent) == [path.name]


# ---- a disk that refuses -------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("write", [replace_file, create_file])
def test_a_disk_that_is_full_in_the_middle_leaves_what_was_there(path: Path, write: Write) -> None:
    other = path.with_name("other.key")
    other.write_bytes(OLD)
    if write is replace_file:
        path.write_bytes(OLD)
    before = names(path.parent)
    with disk_with(room_bytes=8192), pytest.raises(OSError, match="arge") as caught:
        write(path, bytes(20_000))
    assert caught.value.errno == errno.EFBIG
    assert names(path.parent) == before
    assert other.read_bytes() == OLD
    write(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("write", [replace_file, create_file])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failing_sync_of_the_bytes_leaves_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch, write: Write, number: int
) -> None:
    if write is replace_file:
        path.write_bytes(OLD)
    before = names(path.parent)
    fail = Refusing(os.fsync, OSError(number, "refused"))
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="refused"):
        write(path, NEW)
    assert len(fail.calls) == 1
    assert names(path.parent) == before


@posix
def test_a_failing_sync_of_the_folder_is_told_and_the_file_is_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", Refusing(os.fsync, OSError(errno.EIO, "refused"), at=2))
    with pytest.raises(OSError, match="refused"):
        replace_file(path, NEW)
    assert path.read_bytes() == NEW
    assert names(path.parent) == [path.name]


def test_a_failing_rename_leaves_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(OLD)

    def held(_part: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "open elsewhere")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        replace_file(path, NEW)
    assert path.read_bytes() == OLD
    assert names(path.parent) == [path.name]


def test_a_folder_of_that_name_is_left_alone(path: Path) -> None:
    path.mkdir()
    with pytest.raises(OSError, match=r".") as caught:
        replace_file(path, NEW)
    assert isinstance(caught.value, IsADirectoryError | PermissionError)
    assert path.is_dir()
    assert names(path.parent) == [path.name]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "gone" / "a", NEW)
    with pytest.raises(FileNotFoundError):
        create_file(tmp_path / "gone" / "a", NEW)


@posix
def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 255)
    replace_file(path, NEW)
    assert path.read_bytes() == NEW


# ---- a file that is made once --------------------------------------------------------------------


@pytest.mark.parametrize("has_links", [True, False])
def test_of_several_makers_one_succeeds(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", Refusing(os.link, PermissionError(1, "no links")))
    gate = threading.Barrier(AT_ONCE)

    def make(number: int) -> bool:
        gate.wait(5.0)
        try:
            create_file(path, bytes([number]))
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = [done.result() for done in [pool.submit(make, one) for one in range(AT_ONCE)]]
    assert made.count(True) == 1
    assert path.read_bytes() == bytes([made.index(True)])
    assert names(path.parent) == [path.name]


@posix
@pytest.mark.parametrize("has_links", [True, False])
def test_a_made_file_is_for_its_owner_alone_and_never_over_another(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", Refusing(os.link, PermissionError(1, "no links")))
    create_file(path, NEW)
    assert mode_of(path) == OWNER_ONLY
    with pytest.raises(FileExistsError):
        create_file(path, OLD)
    assert path.read_bytes() == NEW
    link = path.with_name("link")
    link.symlink_to(path.with_name("nowhere"))
    with pytest.raises(FileExistsError):
        create_file(link, NEW)
    assert names(path.parent) == [path.name, "link"]


@posix
def test_without_links_a_disk_that_fails_in_the_second_file_leaves_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", Refusing(os.link, PermissionError(1, "no links")))
    monkeypatch.setattr(os, "fsync", Refusing(os.fsync, OSError(errno.ENOSPC, "full"), at=2))
    with pytest.raises(OSError, match="full"):
        create_file(path, NEW)
    assert names(path.parent) == []


# ---- names ---------------------------------------------------------------------------------------


@posix
def test_a_finished_file_and_a_finished_folder_get_their_names(tmp_path: Path) -> None:
    (tmp_path / "file.part").write_bytes(NEW)
    (tmp_path / "file").write_bytes(OLD)
    put_in_place(tmp_path / "file.part", tmp_path / "file")
    (tmp_path / "folder.part").mkdir()
    put_in_place(tmp_path / "folder.part", tmp_path / "folder")
    assert names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == NEW


def test_a_file_that_is_held_for_a_moment_is_renamed_when_it_is_free(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(NEW)
    waits: list[float] = []
    swap = Path.replace

    def held(source: Path, target: Path) -> Path:
        if len(waits) < durable.TRIES - 1:
            raise PermissionError
        return swap(source, target)

    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", held)
    replace_when_free(path, path.with_name("b"))
    assert waits == [durable.TRY_S] * (durable.TRIES - 1)
    assert names(path.parent) == ["b"]


def test_a_file_that_is_held_on_is_told_after_the_last_try(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(NEW)
    waits: list[float] = []

    def held(_source: Path, _target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        replace_when_free(path, path.with_name("b"))
    assert len(waits) == durable.TRIES - 1
    assert names(path.parent) == [path.name]


@posix
@pytest.mark.parametrize("number", [errno.EINVAL, errno.EBADF])
def test_a_file_system_that_syncs_no_folder_costs_no_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", Refusing(os.fsync, OSError(number, "no folders"), at=2))
    replace_file(path, NEW)
    assert path.read_bytes() == NEW


@posix
def test_a_folder_that_shows_none_of_its_files_takes_them_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Refusing(os.open, PermissionError(errno.EACCES, "not to be listed"))
    monkeypatch.setattr(os, "open", refused)
    sync_folder(tmp_path)
    assert refused.calls == [tmp_path]
