"""The account form of the sign-in: fields, keys, and that nothing of it stays behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.shell.shell_state import Screen
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import ACCOUNT
from tests.ui.test_desk_windows import Desk

pytestmark = pytest.mark.ui

SECRETS = ("accountPassword", "accountCode", "accountNewPin", "accountNewPinAgain")


class Door:
    """A desk where nobody has signed in, its windows shown."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.desk = Desk(theme, qtbot)
        self.room = self.desk.room
        self.room.fake.access.person = None
        self.room.desk.start()
        self.main = self.desk.windows.main
        self.desk.windows.show()
        self.main.activateWindow()
        qtbot.waitUntil(self.main.isActiveWindow)

    def field(self, name: str) -> QLineEdit:
        field = self.main.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        return field

    def button(self, name: str) -> Button:
        button = self.main.findChild(Button, name)
        assert isinstance(button, Button)
        return button

    def click(self, name: str) -> None:
        self.button(name).click()
        self.room.deliver()

    def type(self, name: str, text: str) -> None:
        field = self.field(name)
        field.setFocus()
        field.insert(text)  # keyClicks knows no Vietnamese letters

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.focused(), key)
        self.room.deliver()

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.main

    def fill(self, code: str = ACCOUNT.code) -> None:
        self.type("accountName", ACCOUNT.login_name)
        self.type("accountPassword", ACCOUNT.password)
        self.type("accountCode", code)

    def texts(self, *names: str) -> list[str]:
        return [self.field(name).text() for name in names]


@pytest.fixture
def door(theme: Theme, qtbot: QtBot) -> Iterator[Door]:
    made = Door(theme, qtbot)
    yield made
    let_go(made.desk.windows)


def test_the_link_opens_three_fields_and_enter_leads_in(door: Door) -> None:
    door.click("accountLink")
    assert not door.field("pinField").isVisible()
    assert door.focused().objectName() == "accountName"
    assert not door.button("accountButton").isEnabled()
    door.fill()
    assert door.button("accountButton").isEnabled()
    door.key(Qt.Key.Key_Return)
    assert door.main.screen_shown is Screen.HOME
    assert door.texts("accountName", *SECRETS) == [""] * 5


def test_enter_goes_to_the_first_empty_field(door: Door) -> None:
    door.click("accountLink")
    door.type("accountName", "can-bo")
    door.key(Qt.Key.Key_Return)
    assert door.focused().objectName() == "accountPassword"


def test_escape_leads_back_to_the_pin_and_leaves_nothing(door: Door) -> None:
    door.click("accountLink")
    door.fill()
    door.key(Qt.Key.Key_Escape)
    assert door.field("pinField").isVisible()
    assert door.focused().objectName() == "pinField"
    assert door.texts("accountName", *SECRETS) == [""] * 5
    door.click("accountLink")
    assert not door.button("accountButton").isEnabled()
    door.click("backToPinButton")
    assert door.field("pinField").isVisible()


def test_a_refusal_is_said_and_the_secrets_are_gone(door: Door) -> None:
    door.click("accountLink")
    door.fill(code="000000")
    door.click("accountButton")
    assert door.texts("accountName", *SECRETS) == [ACCOUNT.login_name, *[""] * 4]
    assert door.focused().objectName() == "accountPassword"
    banner = door.main.findChild(QWidget, "signInBanner")
    assert isinstance(banner, QWidget)
    assert banner.isVisible()
    assert "mã xác thực chưa đúng" in banner.accessibleName()


def test_a_code_is_of_digits_and_a_password_is_not_shown(door: Door) -> None:
    door.click("accountLink")
    door.field("accountCode").setFocus()
    QTest.keyClicks(door.field("accountCode"), "1a2.3456789")
    assert door.texts("accountCode") == ["123456"]
    assert door.field("accountCode").echoMode() is QLineEdit.EchoMode.Normal
    for name in ("accountPassword", "accountNewPin", "accountNewPinAgain"):
        assert door.field(name).echoMode() is QLineEdit.EchoMode.Password
    assert door.field("accountPassword").maxLength() == 128


def test_a_new_pin_is_typed_twice_alike(door: Door) -> None:
    door.click("accountLink")
    door.fill()
    assert not door.field("accountNewPin").isVisible()
    door.click("newPinButton")
    assert door.focused().objectName() == "accountNewPin"
    assert not door.button("accountButton").isEnabled()
    door.type("accountNewPin", "975310")
    door.type("accountNewPinAgain", "975311")
    assert door.field("accountNewPinAgain").property("state") == "error"
    fields = [door.field(name) for name in ("accountNewPin", "accountNewPinAgain")]
    first, again = (one.mapToGlobal(one.rect().bottomLeft()).y() for one in fields)
    assert abs(first - again) <= 2, "side by side; the border of a fault is wider"
    assert not door.button("accountButton").isEnabled()
    door.field("accountNewPinAgain").clear()
    door.type("accountNewPinAgain", "975310")
    assert door.field("accountNewPinAgain").property("state") == ""
    with door.desk.qtbot.waitSignal(door.main.sign_in.account.submitted) as submitted:
        door.click("accountButton")
    assert submitted.args is not None
    assert submitted.args[0].new_pin == "975310"
    assert door.main.screen_shown is Screen.HOME


def test_a_new_pin_that_is_not_wanted_any_more_is_not_sent(door: Door) -> None:
    door.click("accountLink")
    door.fill()
    door.click("newPinButton")
    door.type("accountNewPin", "975310")
    door.click("newPinButton")
    with door.desk.qtbot.waitSignal(door.main.sign_in.account.submitted) as submitted:
        door.click("accountButton")
    assert submitted.args is not None
    assert submitted.args[0] == ACCOUNT


def test_every_field_has_its_name_for_a_screen_reader(door: Door) -> None:
    door.click("accountLink")
    for name in ("accountName", *SECRETS):
        assert door.field(name).accessibleName(), name
    for name in ("accountButton", "newPinButton", "backToPinButton", "accountLink"):
        assert door.button(name).accessibleName(), name
