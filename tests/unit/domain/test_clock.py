from datetime import UTC, timedelta

import pytest

from desktop.domain.clock import SystemClock

pytestmark = pytest.mark.unit


def test_the_system_clock_tells_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
    assert SystemClock().now().tzinfo is UTC


def test_durations_never_shrink() -> None:
    clock = SystemClock()
    assert clock.monotonic() <= clock.monotonic()
