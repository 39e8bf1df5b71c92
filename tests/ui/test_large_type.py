"""At 200 percent names, buttons and states are read whole on a screen 1920 wide."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.panels.papers.papers_panel import PapersColumn
from desktop.ui.panels.record.minutes_panel import MinutesColumn
from desktop.ui.screens.casework.cases.case import CaseScreen
from desktop.ui.screens.home.home import HomeScreen
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.text import ElidedLabel
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

_HEIGHT = 820
_PAPERS_WIDTH = 1_240
_MINUTES_WIDTH = 680
_HOME_WIDTH = 1_640
"""Of each part in a window 1920 wide."""


@pytest.fixture(autouse=True)
def at_200_percent(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme, NORMAL, 2.0)


def drawn(qtbot: QtBot, widget: QWidget, width: int) -> None:
    qtbot.addWidget(widget)
    widget.setMinimumSize(1, 1)  # as the window does it
    widget.resize(width, _HEIGHT)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.grab()  # lays everything out


def button(where: QWidget, name: str) -> Button:
    found = where.findChild(Button, name)
    assert isinstance(found, Button)
    return found


def test_the_page_of_a_paper_keeps_its_title_and_the_list_its_buttons(
    theme: Theme, qtbot: QtBot
) -> None:
    papers = PapersColumn(theme)
    papers.show_panel(shown("papers").state.papers)
    drawn(qtbot, papers, _PAPERS_WIDTH)
    titles = [one for one in papers.findChildren(ElidedLabel) if "Quyết định" in one.text()]
    assert len(titles) == 2
    assert [one.text() for one in titles if one.width() < one.sizeHint().width()] == []
    add = button(papers, "addPaper")
    listed = add.parentWidget()
    assert listed is not None
    assert add.mapTo(listed, add.rect().bottomRight()).x() <= listed.width()
    assert add.width() >= add.sizeHint().width()


def test_home_gives_its_air_to_the_sessions_on_a_low_screen(theme: Theme, qtbot: QtBot) -> None:
    home = HomeScreen(theme)
    home.show_state(shown("home").view.home[-1])
    drawn(qtbot, home, _HOME_WIDTH)
    (first, *_) = (one for one in home.findChildren(RowControl) if one.isVisible())
    assert first.visibleRegion().boundingRect().height() == first.height()
    layout = home.layout()
    assert layout is not None
    low = layout.spacing()
    home.resize(_HOME_WIDTH, 2 * _HEIGHT)
    assert layout.spacing() == 2 * low


def test_the_buttons_of_home_are_short_and_read_aloud_whole(theme: Theme, qtbot: QtBot) -> None:
    home = HomeScreen(theme)
    home.show_state(shown("home").view.home[-1])
    drawn(qtbot, home, _HOME_WIDTH)
    intake, requests = button(home, "openIntake"), button(home, "openRequests")
    assert [one.accessibleName() for one in (intake, requests)] == [
        "Tiếp nhận công dân",
        "Yêu cầu tiếp công dân",
    ]
    assert [one.text() for one in (intake, requests)] == ["Tiếp nhận", "Yêu cầu"]
    for one in (intake, requests):
        assert one.width() >= one.sizeHint().width()
    home.resize(2 * _HOME_WIDTH, _HEIGHT)
    assert intake.text() == "Tiếp nhận công dân"
    assert home.offered == (Screen.INTAKE, Screen.REQUESTS, Screen.SCHEDULE)


def test_the_state_of_the_minutes_is_read_beside_their_export(theme: Theme, qtbot: QtBot) -> None:
    minutes = MinutesColumn(theme)
    minutes.show_panel(shown("session-signed").state.minutes)
    drawn(qtbot, minutes, _MINUTES_WIDTH)
    export = button(minutes, "exportMinutes")
    assert (export.text(), export.accessibleName()) == ("Xuất", "Xuất biên bản")
    badge = next(one for one in minutes.findChildren(Badge) if one.text() == "chờ ký")
    assert badge.width() >= badge.sizeHint().width()


def test_what_was_noted_of_a_gate_stands_where_it_was_passed(theme: Theme, qtbot: QtBot) -> None:
    case = CaseScreen(theme)
    qtbot.addWidget(case)
    said = []
    for name in ("case", "case-trial-due"):
        case.show_state(shown(name).view.case[-1])
        gates = case.findChild(QWidget, "caseGates")
        assert gates is not None
        said.append([one.accessibleName() for one in gates.findChildren(QWidget)])
    passed, due = (" ".join(one) for one in said)
    assert "Đã kết nối thử" in passed
    assert "Chưa kết nối thử" in due
    assert "biên nhận" in passed
    assert "hạn 10:00 25/11 · " not in due
