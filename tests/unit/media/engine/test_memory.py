"""What threads freed goes back to the system; in processes of their own, for limits stay."""

import asyncio
import contextlib
import ctypes
import logging
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from desktop.media.engine import heap
from desktop.media.engine.heap import bound_heap, bytes_in_use

pytestmark = pytest.mark.unit

THREADS = 8
PICTURES = 20
PICTURE_BYTES = 1280 * 720 * 3 // 2
LARGE_BYTES = 22_000_000
FEW_MB = 30.0
MUCH_MB = 100.0
MUCH_SMALLER = 500_000


def mb_left_behind(*, is_bound: bool) -> float:
    """Of this process, after threads held pictures and freed them all."""
    if is_bound:
        assert bound_heap()
    c = ctypes.CDLL(None)
    c.malloc.restype = ctypes.c_void_p
    c.malloc.argtypes = [ctypes.c_size_t]
    c.free.argtypes = [ctypes.c_void_p]

    def filled(size: int) -> int:
        address = c.malloc(size)
        ctypes.memset(address, 1, size)
        return int(address)

    all_hold = threading.Barrier(THREADS)

    def work(_: int) -> None:
        all_hold.wait()
        pictures = [filled(PICTURE_BYTES) for _ in range(PICTURES)]
        all_hold.wait()
        for picture in pictures:
            c.free(picture)

    before = psutil.Process().memory_info().rss
    c.free(filled(LARGE_BYTES))
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    return float(psutil.Process().memory_info().rss - before) / 1e6


def measured_in_a_child(case: str) -> float:
    command = [sys.executable, "-c", f"import {__name__} as it; print(it.{case})"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    return float(run.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the heap of glibc")
def test_pictures_that_threads_freed_leave_a_bound_heap() -> None:
    assert measured_in_a_child("mb_left_behind(is_bound=True)") < FEW_MB


@pytest.mark.skipif(sys.platform != "linux", reason="the heap of glibc")
def test_a_heap_without_bounds_keeps_them() -> None:
    assert measured_in_a_child("mb_left_behind(is_bound=False)") > MUCH_MB


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
    monkeypatch.setattr(heap, "SWEEP_EVERY_S", 0.001)
    monkeypatch.setattr(heap, "SWEEPS_PER_LOOK", 1)

    async def sweep_a_while() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(heap.sweep(), 0.5)

    with caplog.at_level(logging.DEBUG, "desktop.media.engine.heap"):
        asyncio.run(sweep_a_while())
    assert f"heap pid={os.getpid()} in_use_bytes=" in caplog.text
