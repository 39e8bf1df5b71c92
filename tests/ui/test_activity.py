"""Somebody is at the desk: told by keys and the mouse, at most once a second."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.ui.platform.activity import EVERY_S, ActivityWatch
from desktop.ui.theme.theme import Theme
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.ui


def test_a_key_or_the_mouse_is_somebody_and_so_is_no_repaint(theme: Theme) -> None:
    assert theme is not None
    clock, told = FakeClock(), list[float]()
    watch = ActivityWatch(clock=clock, on_activity=lambda: told.append(clock.monotonic()))
    field = QLineEdit()
    field.show()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert told == []  # not yet asked to watch
    watch.set_watching(is_watching=True)
    watch.set_watching(is_watching=True)
    field.repaint()
    assert told == []
    QTest.keyClick(field, Qt.Key.Key_A)
    QTest.keyClick(field, Qt.Key.Key_B)
    assert len(told) == 1
    clock.advance(EVERY_S)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert len(told) == 2
    assert field.text() == "aab"
    watch.set_watching(is_watching=False)
    clock.advance(EVERY_S)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert len(told) == 2
    field.close()
