"""The room check as the officer sees it: a figure and a next step in words for every line."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.room.measurements import (
    CheckCode,
    CheckItem,
    CheckResult,
    NextStep,
    RelayFacts,
    RelayWay,
)
from desktop.ui.platform.displays import count_displays
from desktop.ui.screens.room.room_check import RoomCheckScreen
from desktop.ui.screens.room.room_check_texts import step_of, value_of
from desktop.ui.texts import words
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.samples.checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM, a_report
from tests.screens.all_states import shown
from tests.screens.room_states import checked, not_checked

pytestmark = pytest.mark.ui

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


@pytest.fixture
def screen(theme: Theme, frames: FrameHub, qtbot: QtBot) -> RoomCheckScreen:
    screen = RoomCheckScreen(theme, frames)
    qtbot.addWidget(screen)
    screen.resize(1_118, 680)
    screen.show()
    return screen


def texts(screen: RoomCheckScreen, code: CheckCode) -> list[str]:
    found = screen.findChild(QWidget, f"check-{code}")
    assert isinstance(found, QWidget)
    return [label.text() for label in found.findChildren(QLabel) if label.text()]


def test_every_line_says_its_figure_in_words(screen: RoomCheckScreen) -> None:
    screen.show_state(checked(GOOD_ROOM).view.room_check[-1])
    said = {code: texts(screen, code)[1] for code in CheckCode}
    assert said[CheckCode.SPEAKER_TO_MICROPHONE] == "nghe rõ, vọng 48\N{NO-BREAK SPACE}ms"
    assert said[CheckCode.MICROPHONE] == "\N{MINUS SIGN}22\N{NO-BREAK SPACE}dBFS"
    assert said[CheckCode.CAMERA] == "720p, 30\N{NO-BREAK SPACE}hình/giây"
    assert said[CheckCode.DISK] == "còn 61\N{NO-BREAK SPACE}giờ ghi"
    assert said[CheckCode.CLOCK] == "lệch 0,2\N{NO-BREAK SPACE}giây"
    assert said[CheckCode.SERVER] == "trả lời sau 38\N{NO-BREAK SPACE}ms"
    assert said[CheckCode.SECOND_DISPLAY] == "đã nối"
    assert said[CheckCode.TEST_RECORDING] == "đã phát lại được 10\N{NO-BREAK SPACE}giây"
    assert said[CheckCode.LINE] == "2,4\N{NO-BREAK SPACE}Mbit/s, 38\N{NO-BREAK SPACE}ms"
    assert (
        said[CheckCode.PATH]
        == "chuyển tiếp UDP, mất 0,4\N{NO-BREAK SPACE}%, 42\N{NO-BREAK SPACE}ms"
    )
    assert said[CheckCode.UNSENT] == "không có mục quá hạn"


def test_what_is_wrong_has_its_next_step_beside_it(screen: RoomCheckScreen) -> None:
    screen.show_state(checked(POOR_ROOM).view.room_check[-1])
    assert texts(screen, CheckCode.SECOND_DISPLAY)[1:] == ["chưa nối", "cắm cáp HDMI, bấm Kiểm tra"]
    assert texts(screen, CheckCode.CLOCK)[1:] == [
        "lệch 9,4\N{NO-BREAK SPACE}giây",
        "báo cán bộ kỹ thuật chỉnh giờ máy",
    ]
    assert texts(screen, CheckCode.SPEAKER_TO_MICROPHONE)[1:] == [
        "loa át tiếng nói, vọng 48\N{NO-BREAK SPACE}ms",
        "vặn nhỏ loa, đặt micro gần người nói",
    ]
    assert texts(screen, CheckCode.UNSENT)[1] == "đã chờ 30\N{NO-BREAK SPACE}giờ"
    assert texts(screen, CheckCode.CAMERA)[1:] == ["720p, 30\N{NO-BREAK SPACE}hình/giây"]


def test_the_way_to_the_relay_is_named_and_what_to_do_about_it(screen: RoomCheckScreen) -> None:
    by_tls = RelayFacts(way=RelayWay.TLS, loss=0.021, round_trip_ms=38.4)
    screen.show_state(checked(replace(GOOD_ROOM, relay=by_tls)).view.room_check[-1])
    assert texts(screen, CheckCode.PATH)[1:] == [
        "chuyển tiếp TLS, mất 2,1\N{NO-BREAK SPACE}%, 38\N{NO-BREAK SPACE}ms",
        "báo cán bộ kỹ thuật mở cổng UDP",
    ]
    no_way = CheckItem(code=CheckCode.PATH, result=CheckResult.FAILED)
    assert value_of(no_way) == "máy chuyển tiếp không trả lời"


def test_the_header_says_when_the_city_has_it(screen: RoomCheckScreen) -> None:
    screen.show_state(checked(GOOD_ROOM).view.room_check[-1])
    summary = [label.text() for label in screen.findChildren(QLabel) if "lần cuối" in label.text()]
    assert len(summary) == 1
    assert summary[0].endswith(" · thành phố đã nhận")
    screen.show_state(replace(checked(GOOD_ROOM).view.room_check[-1], is_at_city=False))
    summary = [label.text() for label in screen.findChildren(QLabel) if "lần cuối" in label.text()]
    assert not summary[0].endswith("đã nhận")


def test_the_sheet_is_one_press_away(screen: RoomCheckScreen, qtbot: QtBot) -> None:
    screen.show_state(checked(GOOD_ROOM).view.room_check[-1])
    button = screen.findChild(QPushButton, "openSheet")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(screen.sheet_opened):
        button.click()


def test_a_press_asks_for_a_check_and_not_while_one_runs(
    screen: RoomCheckScreen, qtbot: QtBot
) -> None:
    button = screen.findChild(QPushButton, "checkRoom")
    assert isinstance(button, QPushButton)
    screen.show_state(not_checked().view.room_check[-1])
    with qtbot.waitSignal(screen.check_pressed):
        button.click()
    screen.show_state(shown("room-check-poor").view.room_check[-1])
    assert not button.isEnabled()


@pytest.mark.parametrize("code", list(CheckCode))
@pytest.mark.parametrize("facts", [GOOD_ROOM, POOR_ROOM, EMPTY_ROOM])
def test_no_line_is_without_words(code: CheckCode, facts: object) -> None:
    items = {item.code: item for item in a_report(facts, NOW).items}  # type: ignore[arg-type]
    item = items[code]
    assert words.word(words.CHECKS, code)
    assert value_of(item)
    if item.result in {CheckResult.FAILED, CheckResult.LIMITED}:
        assert step_of(item.next_step)


@pytest.mark.parametrize("step", [step for step in NextStep if step is not NextStep.NONE])
def test_every_step_has_words(step: NextStep) -> None:
    assert step_of(step)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (
            CheckItem(
                code=CheckCode.CAMERA,
                result=CheckResult.FAILED,
                value=30.0,
                note=(("size", "640x480"), ("is_frozen", "true")),
            ),
            "hình đứng yên",
        ),
        (
            CheckItem(
                code=CheckCode.MICROPHONE,
                result=CheckResult.FAILED,
                value=-96.0,
                next_step=NextStep.UNMUTE_MICROPHONE,
            ),
            "micro không có tiếng",
        ),
        (
            CheckItem(
                code=CheckCode.LINE,
                result=CheckResult.LIMITED,
                value=410.0,
                note=(("round_trip_ms", "85"),),
            ),
            "410\N{NO-BREAK SPACE}kbit/s, 85\N{NO-BREAK SPACE}ms",
        ),
        (
            CheckItem(
                code=CheckCode.LINE,
                result=CheckResult.OK,
                value=100_000.0,
                note=(("round_trip_ms", "2"),),
            ),
            "100\N{NO-BREAK SPACE}Mbit/s, 2\N{NO-BREAK SPACE}ms",
        ),
        (CheckItem(code=CheckCode.DISK, result=CheckResult.FAILED), "không đo được"),
        (CheckItem(code=CheckCode.POWER, result=CheckResult.OK), "điện lưới"),
        (
            CheckItem(code=CheckCode.POWER, result=CheckResult.OK, value=87.0),
            "điện lưới, pin 87\N{NO-BREAK SPACE}%",
        ),
        (CheckItem(code=CheckCode.POWER, result=CheckResult.LIMITED), "đang dùng pin"),
        (
            CheckItem(code=CheckCode.POWER, result=CheckResult.LIMITED, value=64.0),
            "đang dùng pin, còn 64\N{NO-BREAK SPACE}%",
        ),
        (CheckItem(code=CheckCode.POWER, result=CheckResult.NOT_MEASURED), "máy không cho biết"),
    ],
)
def test_special_figures_have_their_words(item: CheckItem, words: str) -> None:
    assert value_of(item) == words


def test_a_pc_has_a_screen() -> None:
    assert count_displays() >= 1


def test_a_good_room_has_one_loud_button_into_the_session_and_the_number_to_call(
    screen: RoomCheckScreen, qtbot: QtBot
) -> None:
    screen.show_state(checked(GOOD_ROOM).view.room_check[-1])
    enter = screen.findChild(Button, "enterSession")
    assert isinstance(enter, Button)
    assert enter.text() == "Vào buổi 08:30"
    with qtbot.waitSignal(screen.entered):
        enter.click()
    loud = [one.objectName() for one in screen.findChildren(Button)
            if one.property("role") == "primary" and not one.isHidden()]  # fmt: skip
    assert loud == ["enterSession"]
    screen.show_state(checked(EMPTY_ROOM).view.room_check[-1])
    assert enter.isHidden()
    said = [label.text() for label in screen.findChildren(QLabel)]
    assert "Gọi hỗ trợ: 0000\u00a0000\u00a0000" in said
