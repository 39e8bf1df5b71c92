"""What PulseAudio or PipeWire says about devices: the one file that knows pulsectl.

The sound server moves the stream of a card that is gone to the next card and lets it go on, so
that whoever only listens to the stream finds out late.
"""

import importlib
import logging
import threading
from typing import Any

from desktop.devices.monitor import DeviceChange, DeviceMonitor, NoMonitor
from desktop.domain.clock import Clock

STILL_S = 0.15
"""Of no news: a card that is plugged in comes as several devices, one after another."""

LONGEST_STIR_S = 1.0
LISTEN_S = 0.25
AGAIN_AFTER_S = 5.0
JOIN_LIMIT_S = 1.0
_NAME = "reception-room"
_NEWS = {"new": DeviceChange.COME, "remove": DeviceChange.GONE}

logger = logging.getLogger(__name__)


def sound_server_monitor(clock: Clock) -> DeviceMonitor:
    """Of this PC's sound server, or one that never tells where the library of it is missing."""
    try:
        return PulseMonitor(clock=clock, library=importlib.import_module("pulsectl"))
    except (ImportError, OSError) as error:
        logger.info("no sound server to listen to reason=%s", type(error).__name__)
        return NoMonitor()


class PulseMonitor:
    """Thread: `device-monitor` listens, any other asks. A server that is away is waited for."""

    def __init__(self, *, clock: Clock, library: Any) -> None:  # noqa: ANN401 - pulsectl has no types
        self._clock = clock
        self._library = library
        self._lock = threading.Lock()
        self.is_listening = False
        self._first_s: float | None = None
        self._last_s = 0.0
        self._news = DeviceChange.GONE
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="device-monitor", daemon=True)

    def start(self) -> None:
        """Listen from now on; once."""
        self._thread.start()

    def take_change(self) -> DeviceChange | None:
        """As `DeviceMonitor` says; a second of unbroken news counts as still."""
        now_s = self._clock.monotonic()
        with self._lock:
            if self._first_s is None:
                return None
            is_still = now_s - self._last_s >= STILL_S or now_s - self._first_s >= LONGEST_STIR_S
            if not is_still:
                return None
            news, self._first_s, self._news = self._news, None, DeviceChange.GONE
            return news

    def stop(self) -> None:
        """Listen no more. Idempotent."""
        self._is_stopping.set()
        if self._thread.is_alive():
            self._thread.join(JOIN_LIMIT_S)

    def _run(self) -> None:
        was_away = False
        while not self._is_stopping.is_set():
            try:
                self._listen(was_away=was_away)
            except (self._library.PulseError, self._library.PulseDisconnected) as error:
                logger.info("sound server away reason=%s", type(error).__name__)
            except Exception:
                logger.exception("device monitor stopped")
                return
            was_away = True
            self._is_stopping.wait(AGAIN_AFTER_S)

    def _listen(self, *, was_away: bool) -> None:
        with self._library.Pulse(_NAME, connect=False) as pulse:
            pulse.connect()  # with a limit, 24.12.0 connects and then tells nothing
            pulse.event_mask_set("sink", "source")
            pulse.event_callback_set(self._hear)
            if was_away:
                self._note(DeviceChange.COME)
            self.is_listening = True
            try:
                while not self._is_stopping.is_set():
                    pulse.event_listen(timeout=LISTEN_S)
            finally:
                self.is_listening = False

    def _hear(self, event: Any) -> None:  # noqa: ANN401 - pulsectl has no types
        news = _NEWS.get(event.t)
        if news is not None:  # a volume that was turned is no news
            self._note(news)

    def _note(self, news: DeviceChange) -> None:
        with self._lock:
            if news is DeviceChange.COME:
                self._news = news
            self._last_s = self._clock.monotonic()
            if self._first_s is None:
                self._first_s = self._last_s
