"""The settings as a person sees them: in words, with their source, reached by the keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.settings_state import SettingLine, SettingPart
from desktop.settings.load import HIDDEN_VALUE
from desktop.settings.model import KEYS
from desktop.settings.sources import Source
from desktop.ui import setting_words
from desktop.ui.screens.settings import SettingsScreen
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.icon_label import IconLabel
from tests.screens.setting_states import settings, settings_chosen, settings_forced

pytestmark = pytest.mark.ui


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> SettingsScreen:
    screen = SettingsScreen(theme)
    qtbot.addWidget(screen)
    screen.resize(1_102, 690)
    screen.show_state(settings())
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def line(screen: SettingsScreen, key: str) -> QWidget:
    found = screen.findChild(QWidget, f"setting-{key}")
    assert isinstance(found, QWidget), key
    return found


def texts(widget: QWidget) -> list[str]:
    shown = (one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    return [one.text().replace("\N{ZERO WIDTH SPACE}", "") for one in shown if one.text()]


def choice(screen: SettingsScreen, key: str) -> QComboBox:
    found = screen.findChild(QComboBox, f"choice-{key}")
    assert isinstance(found, QComboBox)
    return found


def has_lock(screen: SettingsScreen, key: str) -> bool:
    (lock,) = line(screen, key).findChildren(IconLabel)
    return lock.isVisible()


def test_each_line_has_name_value_and_source(screen: SettingsScreen) -> None:
    assert texts(line(screen, "server_url")) == [
        "Máy chủ thành phố",
        "server_url",
        "https://tiepdan.example.gov.vn",
        "Đặt cho cả máy (bộ cài)",
    ]
    assert texts(line(screen, "enrol_code"))[2] == "đã đặt, không hiển thị"
    assert texts(line(screen, "paper_hours"))[2:] == ["mọi giờ", "Mặc định"]
    assert len([key for key in KEYS if line(screen, key).isVisibleTo(screen)]) == len(KEYS)


def test_what_the_city_forces_is_locked_and_grey(screen: SettingsScreen) -> None:
    assert choice(screen, "language").isVisibleTo(screen)
    assert not has_lock(screen, "language")
    screen.show_state(settings_forced())
    assert not choice(screen, "language").isVisibleTo(screen)
    assert has_lock(screen, "language")
    assert texts(line(screen, "language")) == [
        "Ngôn ngữ",
        "language",
        "Tiếng Việt",
        "Chính sách của thành phố",
    ]
    tones = {one.property("tone") for one in line(screen, "language").findChildren(QLabel)}
    assert "ink" not in tones
    assert "Không đổi được" in line(screen, "language").accessibleName()
    assert texts(line(screen, "check_limits"))[2] == "disk_h=4/1, line_kbps=800/40"


def test_a_choice_is_made_by_the_keyboard(screen: SettingsScreen, qtbot: QtBot) -> None:
    screen.take_focus()
    focused = QApplication.focusWidget()
    assert focused is line(screen, "language")
    QTest.keyClick(focused, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is line(screen, "text_scale")
    QTest.keyClick(line(screen, "text_scale"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is choice(screen, "text_scale")
    with qtbot.waitSignal(screen.chosen) as told:
        QTest.keyClick(choice(screen, "text_scale"), Qt.Key.Key_Down)
    assert told.args == ["text_scale", "1.25"]


def test_the_arrows_go_from_sheet_to_sheet(screen: SettingsScreen) -> None:
    last, first = line(screen, "second_display"), line(screen, "server_url")
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is last
    top = line(screen, "language")
    top.setFocus()
    QTest.keyClick(top, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is top


def test_the_keyboard_comes_down_to_who_can_change_what(screen: SettingsScreen) -> None:
    about = screen.findChild(QWidget, "settingsAbout")
    assert about is not None
    assert about.visibleRegion().isEmpty()
    line(screen, "log_level").setFocus()
    QTest.keyClick(line(screen, "log_level"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is about
    assert about.visibleRegion().boundingRect().height() == about.height()


def test_the_line_with_the_keyboard_is_in_sight(screen: SettingsScreen) -> None:
    last = line(screen, "log_level")
    assert last.visibleRegion().isEmpty()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    assert not last.visibleRegion().isEmpty()


def test_the_wheel_changes_nothing(screen: SettingsScreen, qtbot: QtBot) -> None:
    box = choice(screen, "text_scale")
    box.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(screen.chosen):
        QApplication.sendEvent(box, turn)
    assert box.currentData() == "1.0"


def test_a_choice_says_when_it_holds_and_drawing_it_chooses_nothing(
    screen: SettingsScreen, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(screen.chosen):
        screen.show_state(settings_chosen())
    assert choice(screen, "text_scale").currentText() == "150\N{NO-BREAK SPACE}%"
    assert texts(line(screen, "text_scale"))[-1] == "Có hiệu lực từ lần mở sau"
    banner = screen.findChild(QWidget, "settingsBanner")
    assert banner is not None
    assert banner.isVisible()
    screen.show_state(settings())
    assert not banner.isVisible()
    assert choice(screen, "text_scale").currentData() == "1.0"


def test_what_could_not_be_used_and_where_values_come_from(screen: SettingsScreen) -> None:
    screen.show_state(settings_forced())
    problem = screen.findChild(QWidget, "settingsProblem0")
    assert problem is not None
    assert problem.isVisible()
    about = screen.findChild(QWidget, "settingsAbout")
    assert about is not None
    (places,) = [one for one in texts(about) if "HKLM" in one]
    assert "Chính sách của thành phố: HKLM\\Software\\Policies" in places
    screen.show_state(replace(settings(), places=(), problems=()))
    assert not problem.isVisible()
    assert not any("HKLM" in one for one in texts(about))


def test_every_part_source_and_setting_has_words() -> None:
    assert set(setting_words.PARTS) == set(SettingPart)
    assert set(setting_words.SOURCES) == set(Source)
    assert set(setting_words.NAMES) == set(KEYS)
    for key in KEYS:
        assert setting_words.value_of(key, "")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("text_scale", "1.25", "125\N{NO-BREAK SPACE}%"),
        ("max_video_kbps", "800", "800 kbit/s"),
        ("max_picture", "480p", "480p"),
        ("relay_only", "True", "có"),
        ("enrol_code", HIDDEN_VALUE, "đã đặt, không hiển thị"),
        ("escrow_keys", f"age1{'q' * 58}, age1{'p' * 58}", "age1qqqqqqqq…, age1pppppppp…"),
        ("proxy", "http://proxy:3128", "http://proxy:3128"),
        ("ca_file", "", "chưa đặt"),
    ],
)
def test_values_are_said_in_words(key: str, value: str, words: str) -> None:
    assert setting_words.value_of(key, value) == words


def test_a_reader_hears_the_whole_line() -> None:
    said = setting_words.spoken(SettingLine(key="language", value="en", source=Source.USER))
    assert said == "Ngôn ngữ: English. Nguồn: Người dùng chọn."
