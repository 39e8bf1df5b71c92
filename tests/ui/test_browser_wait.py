"""The way to the system's browser on the sign-in screen: button, waiting, Cancel."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app.desk.opening_screen import opening_sign_in
from desktop.domain.sync.status import Connectivity
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.screens.access.sign_in import SignInScreen
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from tests.rigs.desk.window_end import let_go
from tests.ui.test_account_form import Door

pytestmark = pytest.mark.ui

PAGE = "https://sso.example/authorize?state=s%2Fs&scope=openid+profile"


class Browser(QObject):
    """What Qt hands addresses to."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    method: Any = "open"  # a str, whatever the stubs say
    QDesktopServices.setUrlHandler("https", made, method)
    yield made
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def door(theme: Theme, qtbot: QtBot) -> Iterator[Door]:
    made = Door(theme, qtbot)
    yield made
    let_go(made.desk.windows)


def offer(door: Door, page: str = PAGE) -> None:
    door.room.fake.access.issuer_page = page
    door.room.desk.sign_in.draw()


def waiting(door: Door) -> QWidget:
    widget = door.main.findChild(QWidget, "browserWait")
    assert isinstance(widget, QWidget)
    return widget


def test_without_an_issuer_there_is_no_such_button(door: Door) -> None:
    assert not door.button("issuerLink").isVisible()
    offer(door)
    assert door.button("issuerLink").isVisible()
    assert "tài khoản cơ quan" in door.button("issuerLink").accessibleName()


def test_the_button_opens_the_page_in_the_browser_unchanged(door: Door, browser: Browser) -> None:
    offer(door)
    door.click("issuerLink")
    assert browser.opened == [PAGE]
    assert waiting(door).isVisible()
    assert not door.field("pinField").isVisible()
    assert door.focused() is door.button("cancelBrowserButton")


def test_cancel_leads_back_to_the_pin(door: Door, browser: Browser) -> None:
    offer(door)
    door.click("issuerLink")
    door.click("cancelBrowserButton")
    assert not waiting(door).isVisible()
    assert door.focused() is door.field("pinField")
    assert not door.room.fake.access.is_in_browser


def test_so_does_escape(door: Door, browser: Browser) -> None:
    offer(door)
    door.click("issuerLink")
    door.key(Qt.Key.Key_Escape)
    assert not waiting(door).isVisible()
    assert door.field("pinField").isVisible()


def test_who_comes_back_is_in_and_who_is_refused_reads_why(door: Door, browser: Browser) -> None:
    offer(door)
    door.click("issuerLink")
    door.room.fake.access.come_back("D-117")
    door.room.deliver()
    assert not waiting(door).isVisible()
    banner = door.main.findChild(QWidget, "signInBanner")
    assert isinstance(banner, QWidget)
    assert banner.isVisible()
    door.click("issuerLink")
    door.room.fake.access.come_back()
    door.room.deliver()
    assert door.desk.windows.main.screen_shown is Screen.HOME


def test_the_wait_is_drawn_again_without_taking_the_focus_back(
    door: Door, browser: Browser
) -> None:
    offer(door)
    door.click("issuerLink")
    other = door.button("cancelBrowserButton")
    other.clearFocus()
    door.room.desk.sign_in.draw()
    status = door.room.fake.sync.status()
    assert status.connectivity is Connectivity.ONLINE
    assert door.focused() is not other


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("", "Đăng nhập bằng tài khoản cơ quan"),
        ("Cổng dịch vụ công", "Đăng nhập bằng tài khoản Cổng dịch vụ công"),
    ],
)
def test_the_button_names_the_accounts_as_people_call_them(
    theme: Theme, qtbot: QtBot, title: str, words: str
) -> None:
    screen = SignInScreen(theme)
    qtbot.addWidget(screen)
    state = opening_sign_in(error=None, version="1", support_phone="")
    screen.show_state(replace(state, can_use_issuer=True, issuer_title=title))
    button = screen.findChild(Button, "issuerLink")
    assert button is not None
    assert (button.text(), button.accessibleName()) == (words, words)
    assert button.minimumSizeHint().width() <= theme.px(420), "whole on its form"
