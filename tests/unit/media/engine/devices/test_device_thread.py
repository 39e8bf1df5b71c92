"""Work on devices: in turn, whatever fails, and never for ever."""

import threading

import pytest

from desktop.media.engine.devices.device_thread import STUCK_S, DevicesStuck, DeviceThread
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


def test_work_is_done_in_turn_and_what_fails_harms_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise OSError

    thread = DeviceThread(clock=FakeClock())
    thread.submit(lambda: done.append(threading.current_thread().name))
    thread.submit(fail)
    thread.submit(lambda: done.append("last"))
    thread.shutdown()
    assert done == ["devices_0", "last"]
    assert "device work failed" in caplog.text


def test_work_that_never_returns_is_found_out() -> None:
    clock = FakeClock()
    thread = DeviceThread(clock=clock)
    has_begun, may_end = threading.Event(), threading.Event()

    def hang() -> None:
        has_begun.set()
        may_end.wait()

    thread.check()
    thread.submit(hang)
    has_begun.wait()
    clock.advance(STUCK_S - 0.1)
    thread.check()
    clock.advance(0.2)
    with pytest.raises(DevicesStuck):
        thread.check()
    may_end.set()
    thread.shutdown()
    thread.check()
