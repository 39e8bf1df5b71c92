"""What threads freed goes back to the system; in processes of their own, for limits stay."""

import ctypes
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from desktop.media.engine.memory import bound_heap
from tests.patience import PATIENCE_S
from tests.unit.media.engine.test_memory import LARGE_BYTES, PICTURE_BYTES

pytestmark = pytest.mark.integration

THREADS = 8
PICTURES = 20
FEW_MB = 30.0
MUCH_MB = 100.0


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
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    return float(run.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the heap of glibc")
def test_pictures_that_threads_freed_leave_a_bound_heap() -> None:
    assert measured_in_a_child("mb_left_behind(is_bound=True)") < FEW_MB


@pytest.mark.skipif(sys.platform != "linux", reason="the heap of glibc")
def test_a_heap_without_bounds_keeps_them() -> None:
    assert measured_in_a_child("mb_left_behind(is_bound=False)") > MUCH_MB
