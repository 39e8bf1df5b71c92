"""The settings as a person sees them: in words, with their source, reached by the keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.services.desk import SettingLine
from desktop.presenters.settings.settings_state import SettingPart
from desktop.settings import check_limits
from desktop.settings.load import HIDDEN_VALUE
from desktop.settings.model import KEYS
from desktop.settings.sources import Source
from desktop.ui.screens.desk.settings import SettingsScreen
from desktop.ui.texts import limit_words, setting_words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.marks.icon_label import IconLabel
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> SettingsScreen:
    screen = SettingsScreen(theme)
    qtbot.addWidget(screen)
    screen.resize(1_102, 690)
    screen.show_state(shown("settings").view.settings[-1])
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
    screen.show_state(shown("settings-forced").view.settings[-1])
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
    limits = texts(line(screen, "check_limits"))[2].replace("\N{NO-BREAK SPACE}", " ")
    assert limits == (
        "Ổ đĩa: hạn chế từ 4 giờ ghi, không đạt từ 1 giờ ghi; "
        "Đường truyền: hạn chế từ 800 kbit/s, không đạt từ 40 kbit/s"
    )


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
    last, first = line(screen, "second_display_faces"), line(screen, "server_url")
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
        screen.show_state(shown("settings-chosen").view.settings[-1])
    assert choice(screen, "text_scale").currentText() == "150\N{NO-BREAK SPACE}%"
    assert texts(line(screen, "text_scale"))[-1] == "Người dùng chọn"
    assert texts(line(screen, "language"))[-1] == "Có hiệu lực từ lần mở sau"
    banner = screen.findChild(QWidget, "settingsBanner")
    assert banner is not None
    assert banner.isVisible()
    button = screen.findChild(Button, "settingsBannerButton")
    assert button is not None
    assert button.text() == "Khởi động lại ngay"
    with qtbot.waitSignal(screen.restart_pressed):
        button.click()
    screen.show_state(shown("settings").view.settings[-1])
    assert not banner.isVisible()
    assert choice(screen, "text_scale").currentData() == "1.0"


def test_what_could_not_be_used_and_where_values_come_from(screen: SettingsScreen) -> None:
    screen.show_state(shown("settings-forced").view.settings[-1])
    problem = screen.findChild(QWidget, "settingsProblem0")
    assert problem is not None
    assert problem.isVisible()
    about = screen.findChild(QWidget, "settingsAbout")
    assert about is not None
    (places,) = [one for one in texts(about) if "HKLM" in one]
    assert "Chính sách của thành phố: HKLM\\Software\\Policies" in places
    screen.show_state(replace(shown("settings").view.settings[-1], places=(), problems=()))
    assert not problem.isVisible()
    assert not any("HKLM" in one for one in texts(about))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_link_leads_to_its_part(
    qapp: QApplication, theme: Theme, qtbot: QtBot, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    screen = SettingsScreen(theme)
    qtbot.addWidget(screen)
    screen.resize(1_120, 711)
    screen.show_state(shown("settings").view.settings[-1])
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    links = [one for one in screen.findChildren(Button) if one.property("part")]
    assert [one.text() for one in links] == [
        translate("Settings", str(setting_words.PARTS[part])) for part in SettingPart
    ]
    for link, first in zip(links, ("language", "server_url"), strict=False):
        assert link.isVisible()
        assert link.width() >= link.minimumSizeHint().width()
        link.click()
        assert QApplication.focusWidget() is line(screen, first)
        head = line(screen, first).mapTo(screen, QPoint(0, 0)).y()
        top = screen._scroll.mapTo(screen, QPoint(0, 0)).y()
        assert top <= head <= top + theme.px(80), "its heading stands at the top"
    links[-1].click()
    assert not line(screen, "support_phone").visibleRegion().isEmpty()


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
        ("escrow_keys", f"age1{'q' * 58}, age1{'p' * 58}", "2 khóa"),
        ("escrow_keys", f"age1{'q' * 58}", "1 khóa"),
        ("check_limits", "server_ms=900", "Máy chủ trả lời: 900\N{NO-BREAK SPACE}ms"),
        ("check_limits", "brightness=40/220", "Độ sáng của hình: 40 đến 220"),
        ("check_limits", "recording_bytes_per_h=700000000", "Một giờ ghi: 700\N{NO-BREAK SPACE}MB"),
        ("check_limits", "server_ms=900.25", "Máy chủ trả lời: 900,25\N{NO-BREAK SPACE}ms"),
        ("check_limits", "floor_dbfs=-45", "Tiếng ồn của phòng: −45\N{NO-BREAK SPACE}dBFS"),
        ("check_limits", "unsent_h=12.5", "Mục chưa gửi: 12,5\N{NO-BREAK SPACE}giờ"),
        ("proxy", "http://proxy:3128", "http://proxy:3128"),
        ("ca_file", "", "chưa đặt"),
    ],
)
def test_values_are_said_in_words(key: str, value: str, words: str) -> None:
    assert setting_words.value_of(key, value) == words


def test_every_limit_of_the_room_check_has_words() -> None:
    assert set(limit_words.NAMES) == set(check_limits.NAMES)


def test_a_reader_hears_the_whole_line() -> None:
    said = setting_words.spoken(SettingLine(key="language", value="en", source=Source.USER))
    assert said == "Ngôn ngữ: English. Nguồn: Người dùng chọn."
