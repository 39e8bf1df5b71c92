"""A secret is made once, however many processes want it at the same instant."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.cityserver.secrets import key_files
from desktop.cityserver.secrets.key_files import ensure_secrets
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit

AT_ONCE = 8


def all_at_once(make: object, path: Path) -> set[object]:
    """What each of several got that began together."""
    assert callable(make)
    gate = threading.Barrier(AT_ONCE)

    def run() -> object:
        gate.wait(PATIENCE_S)
        return make(path)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {one.result() for one in [pool.submit(run) for _ in range(AT_ONCE)]}


def refuse_links(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("has_links", [True, False])
def test_all_get_the_secret_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", refuse_links)
    for number in range(10):
        path = tmp_path / f"{number}.key"
        found = all_at_once(ensure_secrets, path)
        assert found == {ensure_secrets(path)}
        assert path.stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 10


def test_all_get_the_authority_of_the_first(tmp_path: Path) -> None:
    def fingerprint(folder: Path) -> str:
        return ensure_room_ca(folder, FakeClock().now()).fingerprint

    assert all_at_once(fingerprint, tmp_path) == {fingerprint(tmp_path)}
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("has_links", [True, False])
def test_an_empty_file_of_a_killed_program_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    monkeypatch.setattr(key_files, "_UNFINISHED_S", 0.05)
    if not has_links:
        monkeypatch.setattr(os, "link", refuse_links)
    path = tmp_path / "a.key"
    path.touch()
    assert len(ensure_secrets(path)) == 1
    assert ensure_secrets(path) == ensure_secrets(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(key_files.KeyUnreadable, match="No space"):
        ensure_secrets(tmp_path / "a.key")
    assert list(tmp_path.iterdir()) == []
