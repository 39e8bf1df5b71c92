"""The heap of the engine: bounded where the C library can, counted where it says."""

import asyncio
import contextlib
import ctypes
import logging
import os
import sys

import pytest

from desktop.media.engine import memory
from desktop.media.engine.memory import bound_heap, bytes_in_use

pytestmark = pytest.mark.unit

PICTURE_BYTES = 1280 * 720 * 3 // 2
LARGE_BYTES = 22_000_000
MUCH_SMALLER = 500_000


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert not bound_heap()


class AnotherLibrary:
    """A C library without `mallopt`."""


class RefusingLibrary:
    def mallopt(self, _which: int, _value: int) -> int:
        return 0


@pytest.mark.skipif(sys.platform != "linux", reason="the heap of glibc")
@pytest.mark.parametrize("library", [AnotherLibrary(), RefusingLibrary()])
def test_a_c_library_that_does_not_take_them_is_no_accident(
    monkeypatch: pytest.MonkeyPatch, library: object
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    assert not bound_heap()


@pytest.mark.skipif(sys.platform != "linux", reason="the heap of glibc")
@pytest.mark.parametrize("size", [PICTURE_BYTES, LARGE_BYTES], ids=["in an arena", "own pages"])
def test_what_is_in_use_is_counted_until_it_is_given_back(size: int) -> None:
    c = ctypes.CDLL(None)
    c.malloc.restype = ctypes.c_void_p
    c.malloc.argtypes = [ctypes.c_size_t]
    c.free.argtypes = [ctypes.c_void_p]
    before = bytes_in_use()
    address = c.malloc(size)
    during = bytes_in_use()
    c.free(address)
    after = bytes_in_use()
    assert before is not None
    assert during is not None
    assert after is not None
    assert size <= during - before < size + MUCH_SMALLER
    assert abs(after - before) < MUCH_SMALLER


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_do_not_say_what_is_in_use(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert bytes_in_use() is None


def test_another_library_does_not_say_what_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: AnotherLibrary())
    assert bytes_in_use() is None


def test_a_debug_log_tells_of_the_heap_now_and_then(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(memory, "SWEEP_EVERY_S", 0.001)
    monkeypatch.setattr(memory, "SWEEPS_PER_LOOK", 1)

    async def sweep_a_while() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(memory.sweep(), 0.5)

    with caplog.at_level(logging.DEBUG, "desktop.media.engine.memory"):
        asyncio.run(sweep_a_while())
    assert f"heap pid={os.getpid()} in_use_bytes=" in caplog.text
