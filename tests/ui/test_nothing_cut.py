"""On the smallest screen, and at 200 percent, what a session says is read whole."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.screens.render_screens import dressed, shots

pytestmark = pytest.mark.ui

SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
STATES = (
    "session-asking",
    "session-chair-small",
    "session-elsewhere",
    "session-locked",
    "session-paused",
    "session-queue",
    "session-skip",
    "session-skipped",
    "session-small",
)
REQUEST = "thu hồi đất."
"""What the citizen asks for has two lines; the end of a long one waits in the case."""


def texts_cut(theme: Theme, qtbot: QtBot, name: str, size: QSize, cut: list[str]) -> list[str]:
    window = MainWindow(theme, FrameHub(dressed(name).frame))
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)
    window.resize(size)
    next(one for one in shots() if one.name == name).draw(window)
    with qtbot.waitExposed(window):
        window.show()
    window.grab()  # lays everything out
    QApplication.sendPostedEvents(None, 0)
    cut.clear()
    window.grab()
    return [one for one in cut if not one.endswith(REQUEST)]


@pytest.mark.parametrize("name", STATES)
def test_at_1366_by_768_names_verbs_and_states_are_whole(
    theme: Theme, qtbot: QtBot, cut: list[str], name: str
) -> None:
    assert texts_cut(theme, qtbot, name, SMALL, cut) == []


@pytest.mark.parametrize("name", ["session-chair-small", "session-paused", "session-elsewhere"])
def test_at_200_percent_names_verbs_and_states_are_whole(
    qapp: QApplication, theme: Theme, qtbot: QtBot, cut: list[str], name: str
) -> None:
    apply_theme(qapp, theme, NORMAL, 2.0)
    assert texts_cut(theme, qtbot, name, LARGE, cut) == []
