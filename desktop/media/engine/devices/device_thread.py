"""The one thread that opens and closes devices, and how long its present work has taken.

PortAudio on ALSA may never return from starting a stream whose device is pulled out in that very
moment (seen: once in some hundred plugs on a crowded PC). Nothing in the process can end that wait.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from desktop.domain.clock import Clock

STUCK_S = 10.0
"""Longer than any driver takes to open a device, and than libwebrtc to be loaded."""

"""With which an engine ends for it: no fault of the media engine that it used."""

logger = logging.getLogger(__name__)


class DevicesStuck(Exception):
    """The thread will not come back: only another process helps."""


class DeviceThread:
    """Works in turn. Thread: any; the work runs on `devices`."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="devices")
        self._began_s: float | None = None

    def submit(self, work: Callable[[], None]) -> None:
        """After whatever was submitted before; what fails is logged and harms nothing else."""
        self._executor.submit(self._run, work)

    def check(self) -> None:
        """Raises DevicesStuck when one piece of work has been under way for STUCK_S."""
        began_s = self._began_s
        if began_s is not None and self._clock.monotonic() - began_s > STUCK_S:
            raise DevicesStuck

    def shutdown(self) -> None:
        """Finish what was submitted; then there is no such thread."""
        self._executor.shutdown(wait=True)

    def _run(self, work: Callable[[], None]) -> None:
        self._began_s = self._clock.monotonic()
        try:
            work()
        except Exception:
            logger.exception("device work failed")
        finally:
            self._began_s = None
