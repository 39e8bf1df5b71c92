"""The link of a guest in the sheet of calls: asked for, read, copied."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.ids import CallId
from desktop.presenters.conduct.calls.calling import CallSheet
from desktop.presenters.conduct.calls.guest_links import GuestLinkLine
from desktop.ui.panels.conduct.calls.call_panel import CallPanel
from desktop.ui.theme.theme import Theme
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.ui

URL = "https://city.example/guest#session-1.secret"
LINK = GuestLinkLine(call_id=CallId("c"), name="Bộ Mẫu", expires_at=NOON, url=URL)


def a_sheet(*, guest: str = "", link: GuestLinkLine | None = None) -> CallSheet:
    return CallSheet(
        search=guest,
        question="",
        calls=(),
        sites=(),
        more=0,
        fault=None,
        obstacle=None,
        is_waiting=False,
        guest=guest,
        link=link,
    )


@pytest.fixture
def calls(qtbot: QtBot, theme: Theme) -> CallPanel:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1366, 768)
    host.show()
    return CallPanel(theme, host)


def test_a_link_is_asked_for_who_was_typed(qtbot: QtBot, calls: CallPanel) -> None:
    calls.show_sheet(a_sheet())
    button = calls.findChild(QPushButton, "makeGuestLink")
    assert button is not None
    assert not button.isVisible()
    calls.show_sheet(a_sheet(guest="Bộ Mẫu"))
    assert button.isVisible()
    assert "Bộ Mẫu" in button.accessibleName()
    with qtbot.waitSignal(calls.guest_rung):
        button.click()


def test_the_link_is_read_and_copied(calls: CallPanel) -> None:
    calls.show_sheet(a_sheet(link=LINK))
    line = calls.findChild(QLineEdit, "guestLink")
    assert line is not None
    assert line.isReadOnly()
    assert line.text() == URL
    copy = calls.findChild(QPushButton, "copyGuestLink")
    assert copy is not None
    copy.click()
    assert QGuiApplication.clipboard().text() == URL
    calls.show_sheet(a_sheet())
    assert not line.isVisible()
