import logging
import threading
from collections.abc import Callable

import pytest

from desktop.app.wiring.lifecycle import Lifecycle, Part
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit


def part(
    name: str,
    log: list[str],
    *,
    on_start: Callable[[], None] = lambda: None,
    on_stop: Callable[[], None] = lambda: None,
) -> Part:
    def start() -> None:
        on_start()
        log.append(f"start {name}")

    def stop() -> None:
        on_stop()
        log.append(f"stop {name}")

    return Part(name=name, start=start, stop=stop)


def test_parts_start_in_order_and_stop_in_the_opposite_one() -> None:
    log: list[str] = []
    lifecycle = Lifecycle((part("store", log), part("sync", log)))
    lifecycle.start()
    assert lifecycle.stop() == ()
    assert log == ["start store", "start sync", "stop sync", "stop store"]


def test_a_failed_start_stops_what_was_started() -> None:
    log: list[str] = []

    def fail() -> None:
        raise BrokenPipeError

    lifecycle = Lifecycle((part("store", log), part("sync", log, on_start=fail)))
    with pytest.raises(BrokenPipeError):
        lifecycle.start()
    assert log == ["start store", "stop store"]


def test_a_part_that_does_not_stop_in_time_is_named_and_the_others_still_stop(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log: list[str] = []
    gate = threading.Event()
    parts = (part("store", log), part("engine", log, on_stop=lambda: void(gate.wait(PATIENCE_S))))
    lifecycle = Lifecycle(parts, stop_limit_s=0.05)
    lifecycle.start()
    with caplog.at_level(logging.ERROR):
        assert lifecycle.stop() == ("engine",)
    gate.set()
    assert "stop store" in log
    assert "late to stop name=engine" in caplog.text


def test_a_part_that_raises_while_stopping_does_not_hinder_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log: list[str] = []

    def fail() -> None:
        raise ValueError

    lifecycle = Lifecycle((part("store", log), part("sync", log, on_stop=fail)))
    lifecycle.start()
    assert lifecycle.stop() == ()
    assert log[-1] == "stop store"
    assert "failed to stop name=sync" in caplog.text


def test_a_second_stop_does_nothing() -> None:
    log: list[str] = []
    lifecycle = Lifecycle((part("store", log),))
    lifecycle.start()
    lifecycle.stop()
    lifecycle.stop()
    assert log == ["start store", "stop store"]


def void(_: object) -> None:
    """Take a value and give nothing."""
