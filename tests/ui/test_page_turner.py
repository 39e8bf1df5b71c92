"""A page on, back, or by its number: what a person types and what is told from it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.inputs.page_turner import PageTurner, TurnerNames

pytestmark = pytest.mark.ui

NAMES = TurnerNames(back="back", on="on", edit="number")


class Page(QWidget):
    """A field, and below it the paper's page 3 of 8."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.typed = QLineEdit()
        self.turner = PageTurner(theme, NAMES)
        self.turner.show_page(3, 8)
        layout = QVBoxLayout(self)
        layout.addWidget(self.typed)
        layout.addWidget(self.turner)
        self.steps: list[int] = []
        self.turner.turned.connect(self.steps.append)

    @property
    def number(self) -> QLineEdit:
        found = self.findChild(QLineEdit, "number")
        assert isinstance(found, QLineEdit)
        return found

    def said(self) -> list[str]:
        return [one.text() for one in self.turner.findChildren(QLabel) if not one.isHidden()]


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    page = Page(theme)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.typed.setFocus()
    qtbot.waitUntil(page.typed.hasFocus)
    return page


def test_its_buttons_turn_one_page(page: Page) -> None:
    page.turner.on.click()
    page.turner.back.click()
    assert page.steps == [1, -1]


@pytest.mark.parametrize(("typed", "steps"), [("8", [5]), ("1", [-2]), ("3", []), ("007", [4])])
def test_a_number_leads_there_and_the_keyboard_goes_back(
    page: Page, typed: str, steps: list[int]
) -> None:
    assert page.turner.ask()
    QTest.keyClicks(page.number, typed)
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    assert page.steps == steps
    assert page.typed.hasFocus()
    assert not page.number.isVisible()


@pytest.mark.parametrize("typed", ["0", "9", "9999", "", "x"])
def test_a_page_that_is_not_there_is_said_and_asked_again(page: Page, typed: str) -> None:
    assert page.turner.ask()
    QTest.keyClicks(page.number, typed)
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    assert page.steps == []
    assert page.said() == ["1–8"]
    assert page.number.accessibleDescription() == "chỉ có trang 1 đến 8"
    assert page.number.hasFocus()


def test_esc_gives_up_and_another_place_keeps_the_keyboard(page: Page, qtbot: QtBot) -> None:
    assert page.turner.ask()
    QTest.keyClick(page.number, Qt.Key.Key_Escape)
    assert page.typed.hasFocus()
    assert page.turner.ask()
    page.turner.on.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: not page.number.isVisible())
    assert page.turner.on.hasFocus()
    assert page.steps == []


@pytest.mark.parametrize("count", [0, 1])
def test_where_there_is_no_other_page_nothing_is_asked(page: Page, count: int) -> None:
    page.turner.show_page(1, count)
    assert not page.turner.ask()
    assert page.typed.hasFocus()


def test_who_may_not_turn_is_not_asked(page: Page) -> None:
    for button in (page.turner.back, page.turner.on):
        button.set_available(is_available=False, reason="Nơi đang chiếu mới dẫn trang được.")
    assert not page.turner.ask()


def test_a_page_that_is_turned_meanwhile_ends_the_question(page: Page) -> None:
    assert page.turner.ask()
    page.turner.show_page(4, 8)
    assert page.said() == ["4 / 8"]
