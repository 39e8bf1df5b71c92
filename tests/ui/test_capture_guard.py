import logging
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.platform.capture_guard import BLACK, EXCLUDED, CaptureGuard, system_affinity

pytestmark = pytest.mark.ui


class OldSystem:
    """Knows these affinities only; notes what each native window has."""

    def __init__(self, *known: int) -> None:
        self._known = known
        self.windows: dict[int, int] = {}

    def set_affinity(self, handle: int, affinity: int) -> bool:
        if affinity in self._known:
            self.windows[handle] = affinity
        return affinity in self._known


def shown(qtbot: QtBot, system: OldSystem) -> tuple[QWidget, CaptureGuard]:
    guard = CaptureGuard(system.set_affinity)
    window = QWidget()
    window.setObjectName("mainWindow")
    qtbot.addWidget(window)
    guard.protect(window)
    window.show()
    return window, guard


@pytest.mark.parametrize(("known", "affinity"), [((EXCLUDED, BLACK), EXCLUDED), ((BLACK,), BLACK)])
def test_a_shown_window_is_kept_out_of_copies_as_well_as_the_system_can(
    qtbot: QtBot, known: tuple[int, ...], affinity: int
) -> None:
    system = OldSystem(*known)
    window, _guard = shown(qtbot, system)
    assert system.windows == {int(window.winId()): affinity}


def test_a_window_whose_native_one_is_made_anew_is_kept_out_again(qtbot: QtBot) -> None:
    system = OldSystem(EXCLUDED)
    window, _guard = shown(qtbot, system)
    system.windows.clear()
    window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on=True)
    window.show()
    assert system.windows.get(int(window.winId())) == EXCLUDED


def test_a_refusal_is_in_the_log_and_the_window_is_shown(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        window, _guard = shown(qtbot, OldSystem())
    assert window.isVisible()
    assert "screen capture not kept out window=mainWindow" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="there it is offered")
def test_other_systems_offer_no_such_thing() -> None:
    assert system_affinity() is None
