import logging
import threading
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.platform.bridge import Bridge
from desktop.ui.platform.ticker import Ticker
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.ui


def test_work_of_other_threads_runs_on_the_main_one_in_order(
    qapp: QApplication, qtbot: QtBot
) -> None:
    assert qapp is not None
    bridge = Bridge()
    seen: list[tuple[int, str]] = []

    def note(number: int) -> None:
        seen.append((number, threading.current_thread().name))

    def post_all() -> None:
        for number in range(50):
            bridge.post(partial(note, number))

    worker = threading.Thread(target=post_all, name="worker")
    worker.start()
    worker.join(PATIENCE_S)
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert [number for number, _ in seen] == list(range(50))
    assert {name for _, name in seen} == {"MainThread"}


def test_one_failure_does_not_stop_the_others(
    qapp: QApplication, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    assert qapp is not None
    bridge = Bridge()
    seen: list[str] = []

    def fail() -> None:
        raise ValueError("broken view")

    with caplog.at_level(logging.ERROR):
        bridge.post(fail)
        bridge.post(lambda: seen.append("next"))
        qtbot.waitUntil(lambda: seen == ["next"])
    assert "posted work failed" in caplog.text


def test_nothing_runs_after_closing(qapp: QApplication, qtbot: QtBot) -> None:
    assert qapp is not None
    bridge, other = Bridge(), Bridge()
    seen: list[str] = []
    bridge.post(lambda: seen.append("late"))
    bridge.close()
    bridge.post(lambda: seen.append("later"))
    other.post(lambda: seen.append("other"))
    qtbot.waitUntil(lambda: "other" in seen)
    assert seen == ["other"]


def test_a_ticker_beats_until_it_is_stopped(qapp: QApplication, qtbot: QtBot) -> None:
    assert qapp is not None
    beats: list[int] = []
    ticker = Ticker(interval_ms=1, beat=lambda: beats.append(1))
    ticker.start()
    qtbot.waitUntil(lambda: len(beats) >= 3)
    ticker.stop()
    ticker.stop()
    count = len(beats)
    other: list[int] = []
    second = Ticker(interval_ms=1, beat=lambda: other.append(1))
    second.start()
    qtbot.waitUntil(lambda: len(other) >= 3)
    second.stop()
    assert len(beats) == count
