"""The listener at the sound server: news that settle, a server that is away, no library at all."""

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.devices.backends import pulse as module
from desktop.devices.backends.pulse import (
    LONGEST_STIR_S,
    STILL_S,
    PulseMonitor,
    sound_server_monitor,
)
from desktop.devices.monitor import DeviceChange, NoMonitor
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_pulsectl import FakePulsectl

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("error", [ImportError(), OSError("libpulse.so.0")])
def test_a_pc_without_the_library_goes_on_without_news(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(_name: str) -> None:
        raise error

    monkeypatch.setattr(module, "importlib", SimpleNamespace(import_module=refuse))
    monitor = sound_server_monitor(FakeClock())
    assert isinstance(monitor, NoMonitor)
    monitor.start()
    assert not monitor.is_listening
    assert not monitor.take_change()
    monitor.stop()


def test_news_are_told_when_they_have_settled() -> None:
    clock = FakeClock()
    monitor = PulseMonitor(clock=clock, library=FakePulsectl())
    new = SimpleNamespace(t="new")
    monitor._hear(new)
    clock.advance(STILL_S / 2)
    assert not monitor.take_change()
    monitor._hear(new)
    clock.advance(STILL_S - 0.01)
    assert not monitor.take_change()
    clock.advance(0.02)
    assert monitor.take_change() is DeviceChange.COME
    assert monitor.take_change() is None
    monitor._hear(SimpleNamespace(t="remove"))
    clock.advance(STILL_S + 0.01)
    assert monitor.take_change() is DeviceChange.GONE


def test_news_without_end_are_told_once_a_second() -> None:
    clock = FakeClock()
    monitor = PulseMonitor(clock=clock, library=FakePulsectl())
    told = 0
    for _ in range(40):
        monitor._hear(SimpleNamespace(t="remove"))
        clock.advance(STILL_S / 2)
        told += monitor.take_change() is not None
    assert 1 <= told <= 40 * STILL_S / 2 / LONGEST_STIR_S


class Waits:
    """An end that is waited for, which lets a test look at each wait."""

    def __init__(self, most: int) -> None:
        self.seconds: list[float] = []
        self._most = most

    def wait(self, seconds: float) -> None:
        self.seconds.append(seconds)

    def is_set(self) -> bool:
        return len(self.seconds) >= self._most


def run(library: Any, *, most: int) -> tuple[PulseMonitor, Waits, FakeClock]:
    clock = FakeClock()
    monitor = PulseMonitor(clock=clock, library=library)
    waits = Waits(most)
    monitor._is_stopping = waits  # type: ignore[assignment]
    monitor._run()
    return monitor, waits, clock


def test_a_server_that_is_away_is_asked_again_in_peace() -> None:
    library = FakePulsectl()
    library.is_away = True
    monitor, waits, _ = run(library, most=3)
    assert library.asked == 3
    assert waits.seconds == [module.AGAIN_AFTER_S] * 3
    assert not monitor.take_change()


def test_a_server_that_came_back_may_have_other_devices() -> None:
    library = FakePulsectl()
    library.hang_up()
    library.hang_up()
    monitor, waits, clock = run(library, most=2)
    assert len(waits.seconds) == 2
    assert not monitor.is_listening
    clock.advance(2 * STILL_S)
    assert monitor.take_change() is DeviceChange.COME


def test_a_fault_nobody_knows_ends_the_listener_and_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    library = SimpleNamespace(
        PulseError=FakePulsectl.PulseError,
        PulseDisconnected=FakePulsectl.PulseDisconnected,
        Pulse=broken,
    )
    _, waits, _ = run(library, most=3)
    assert waits.seconds == []
    assert "device monitor stopped" in caplog.text


def test_it_stops_within_its_limit() -> None:
    monitor = PulseMonitor(clock=FakeClock(), library=FakePulsectl())
    monitor.stop()
    monitor = PulseMonitor(clock=FakeClock(), library=FakePulsectl())
    monitor.start()
    monitor.stop()
    assert "device-monitor" not in {thread.name for thread in threading.enumerate()}
