"""What a sound server says when devices come and go: a real one, and the fake library's."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from desktop.devices.backends import pulse
from desktop.devices.backends.pulse import PulseMonitor, sound_server_monitor
from desktop.devices.monitor import DeviceChange
from desktop.domain.clock import SystemClock
from tests.fakes.fake_media_room import wait_until
from tests.fakes.fake_media_sound_card import VirtualSoundCard
from tests.fakes.fake_pulsectl import FakePulsectl

pytestmark = pytest.mark.contract

CLOCK = SystemClock()
LIMIT_S = 20.0
"""0.1 s on an idle PC; what is not heard is never told."""


@dataclass(frozen=True, slots=True)
class Server:
    """One that a test moves. stop: it is gone, and what listened knows it."""

    monitor: PulseMonitor
    plug: Callable[[], None]
    unplug: Callable[[], None]
    turn_volume: Callable[[], None]


@contextlib.contextmanager
def real(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with VirtualSoundCard(("table",)) as card:
        for name, value in card.environment.items():
            monkeypatch.setenv(name, value)
        monitor = sound_server_monitor(CLOCK)
        assert isinstance(monitor, PulseMonitor)
        yield Server(
            monitor=monitor,
            plug=lambda: card.plug("spare"),
            unplug=lambda: card.unplug("spare"),
            turn_volume=lambda: card.set_volume("table", percent=50),
        )


@contextlib.contextmanager
def fake(_monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    library = FakePulsectl()

    def plug() -> None:
        for facility in ("sink", "source", "sink", "source", "source"):
            library.say("new", facility)

    yield Server(
        monitor=PulseMonitor(clock=CLOCK, library=library),
        plug=plug,
        unplug=lambda: library.say("remove", "source"),
        turn_volume=lambda: library.say("change", "sink"),
    )


@pytest.fixture(params=[real, fake])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(pulse, "AGAIN_AFTER_S", 0.2)
    with request.param(monkeypatch) as server:
        assert not server.monitor.is_listening
        server.monitor.start()
        wait_until(lambda: server.monitor.is_listening, "it listens")
        yield server
        server.monitor.stop()
        server.monitor.stop()
        assert not server.monitor.is_listening


def test_what_comes_and_goes_is_told_once_and_soon(server: Server) -> None:
    assert not server.monitor.take_change()
    for move, told in ((server.plug, DeviceChange.COME), (server.unplug, DeviceChange.GONE)):
        move()
        wait_until(lambda told=told: server.monitor.take_change() is told, "told", LIMIT_S)  # type: ignore[misc]
        still_s = CLOCK.monotonic() + 0.6
        wait_until(lambda until=still_s: CLOCK.monotonic() > until, "still")  # type: ignore[misc]
        assert not server.monitor.take_change()


def test_a_volume_that_is_turned_is_no_news(server: Server) -> None:
    server.turn_volume()
    still_s = CLOCK.monotonic() + 0.6
    wait_until(lambda: CLOCK.monotonic() > still_s, "still")
    assert not server.monitor.take_change()
