"""The one source of time: everything that needs the hour asks a Clock."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the hour and counts durations. Thread: any."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only ever grow; for durations."""
        ...


class SystemClock:
    """The clock of this PC."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that may ask the system

    def monotonic(self) -> float:
        """Seconds that only ever grow; for durations."""
        return time.monotonic()
