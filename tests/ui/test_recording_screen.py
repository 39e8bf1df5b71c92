"""Bản ghi: what is drawn of a recording, and what its keys and buttons ask for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.ids import MinuteLineId
from desktop.domain.media.call import RECORDING_VIEW
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.recording.tape import HoleWhy
from desktop.presenters.form.state import FieldView, FormState
from desktop.presenters.recording.copying import COPY_FORM
from desktop.presenters.recording.playback_state import (
    ChainView,
    ChainWord,
    CopyView,
    LaneHole,
    LaneLoss,
    LaneMark,
    LanePage,
    Lanes,
    PlayerStage,
    PlayerView,
    PlayRow,
    RecordingViewState,
    SiteLane,
)
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.screens.recording.recording import RecordingScreen
from desktop.ui.screens.recording.time_line import hours_of
from desktop.ui.texts.playback_words import chain_text, player_text, row_text
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.samples.recordings import BEGAN_AT

pytestmark = pytest.mark.ui


def after(minutes: float) -> datetime:
    return BEGAN_AT + timedelta(minutes=minutes)


LANES = Lanes(
    since=after(0),
    until=after(90),
    sites=(
        SiteLane(
            name="Trụ sở thành phố",
            said=(after(5), after(20)),
            losses=(LaneLoss(since=after(30), until=after(31), picture_s=0, sound_s=41),),
        ),
        SiteLane(name="UBND xã An Lão", said=(after(12),), losses=()),
    ),
    holes=(LaneHole(since=after(40), until=after(46), why=HoleWhy.CONSULTATION, numbers=()),),
    damaged=(),
)
ROWS = tuple(
    PlayRow(
        line_id=MinuteLineId(f"line-{place}"),
        at=after(minute),
        speaker="Công dân A",
        site_name="UBND xã An Lão",
        kind=MinuteLineKind.STATEMENT,
        text="Diện tích thiếu phần sân phơi 38 m²",
        is_there=place != 2,
        is_current=place == 1,
    )
    for place, minute in enumerate((5, 12, 300))
)
STATE = RecordingViewState(
    starts_at=after(0),
    title="Bồi thường, hỗ trợ khi thu hồi đất",
    chain=ChainView(word=ChainWord.WHOLE, parts=18, whole=18, pieces=5_400),
    message=None,
    reason="Đối chiếu lời trình bày",
    needs_reason=False,
    player=PlayerView(
        stage=PlayerStage.STOPPED,
        at=after(12),
        track_id=None,
        can_play=True,
        can_go_back=True,
        can_go_on=True,
    ),
    rows=ROWS,
    lanes=LANES,
    needs_pin=False,
)


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> Iterator[RecordingScreen]:
    made = RecordingScreen(theme, FrameHub(lambda _: None))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show_state(STATE)
    made.show()
    yield made
    made.close()


def button(screen: RecordingScreen, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def said(screen: RecordingScreen) -> str:
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def test_lines_hours_losses_and_holes_are_said(screen: RecordingScreen) -> None:
    words = said(screen)
    for expected in (
        "09:05:00",
        "Diện tích thiếu phần sân phơi 38 m²",
        "Chuỗi kiểm tra nguyên vẹn, đủ 18 đoạn",
        "mất tiếng 41 giây",
        "hội ý 09:40–09:46, không ghi",
        "không có trong bản ghi",
        "Bồi thường, hỗ trợ khi thu hồi đất",
    ):
        assert expected in words
    spoken = screen.time_line.accessibleName()
    assert "Trụ sở thành phố: mất tiếng 41 giây" in spoken
    assert screen.time_line.accessibleDescription() == "09:12:00"


def test_typing_and_enter_ask_for_it(screen: RecordingScreen, qtbot: QtBot) -> None:
    field = screen.findChild(QLineEdit, "listeningReason")
    assert isinstance(field, QLineEdit)
    with qtbot.waitSignal(screen.reason_typed):
        QTest.keyClicks(field, "x")
    with qtbot.waitSignal(screen.toggled):
        QTest.keyClick(field, Qt.Key.Key_Return)
    screen.show_state(replace(STATE, reason=""))
    assert field.text() == ""


def test_a_line_is_pressed_or_jumped_from_by_keys(screen: RecordingScreen, qtbot: QtBot) -> None:
    row = screen._rows.row("line-0")
    assert row is not None
    with qtbot.waitSignal(screen.line_pressed) as pressed:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert pressed.args == ["line-0"]
    with qtbot.waitSignal(screen.jumped) as jumped:
        QTest.keyClick(row, Qt.Key.Key_Left)
    assert jumped.args == [-10_000]
    with qtbot.waitSignal(screen.line_pressed):
        QTest.keyClick(row, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("key", "by_ms"),
    [
        (Qt.Key.Key_Right, 10_000),
        (Qt.Key.Key_PageUp, -60_000),
        (Qt.Key.Key_PageDown, 60_000),
    ],
)
def test_the_line_of_time_jumps_by_keys(
    screen: RecordingScreen, qtbot: QtBot, key: Qt.Key, by_ms: int
) -> None:
    with qtbot.waitSignal(screen.jumped) as jumped:
        QTest.keyClick(screen.time_line, key)
    assert jumped.args == [by_ms]


def test_space_on_the_line_of_time_and_the_buttons_do_the_same(
    screen: RecordingScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(screen.toggled):
        QTest.keyClick(screen.time_line, Qt.Key.Key_Space)
    with qtbot.waitSignal(screen.toggled):
        button(screen, "playRecording").click()
    for name, by_ms in (("backTen", -10_000), ("onTen", 10_000)):
        with qtbot.waitSignal(screen.jumped) as jumped:
            button(screen, name).click()
        assert jumped.args == [by_ms]
    with qtbot.waitSignal(screen.back_pressed):
        button(screen, "leaveRecording").click()


def test_a_press_on_the_line_of_time_is_a_moment(screen: RecordingScreen, qtbot: QtBot) -> None:
    line = screen.time_line
    left, right = line._left(), line._left() + line._width()
    with qtbot.waitSignal(screen.moment_pressed) as pressed:
        middle = QPoint(int((left + right) / 2), 40)
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    (at,) = pressed.args or [None]
    assert isinstance(at, datetime)
    assert abs((at - after(45)).total_seconds()) < 10
    assert line.moment_at(2) is None
    assert line.moment_at(right + 500) == after(90)


def test_while_it_plays_the_picture_follows_its_track(screen: RecordingScreen) -> None:
    playing = PlayerView(
        stage=PlayerStage.PLAYING, at=after(12.5), track_id=RECORDING_VIEW, can_play=True
    )
    screen.show_state(replace(STATE, player=playing))
    assert button(screen, "playRecording").text() == "Dừng"
    face = screen._tile.face
    assert face is not None
    assert (face.veil, face.place) == (None, "Đang nghe, 09:12:30")


def test_what_does_not_play_says_so(screen: RecordingScreen) -> None:
    nothing = replace(
        STATE,
        starts_at=None,
        title="",
        chain=ChainView(word=ChainWord.NONE),
        message=Message(code=MessageCode.RECORDING_KEY_GONE, tone=Tone.DANGER),
        player=PlayerView(stage=PlayerStage.STOPPED, at=None, track_id=None, can_play=False),
        needs_reason=True,
        rows=(),
        lanes=None,
    )
    screen.show_state(nothing)
    words = said(screen)
    assert "Chưa có bản ghi để nghe" in words
    assert "không còn khóa" in words
    assert "không có dòng nào" in words
    assert not screen.time_line.isVisible()
    screen.take_focus()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (
            ChainView(word=ChainWord.CHECKING, parts=3, whole=18),
            "Đang kiểm tra chuỗi, 3 trong 18 đoạn",
        ),
        (
            ChainView(word=ChainWord.SPOILT, damaged=(2, 0), missing=(4, 5), is_wrong_seal=True),
            "Chuỗi kiểm tra: đoạn 2 không khớp, thiếu đoạn 4, 5, dấu niêm phong không khớp",
        ),
        (ChainView(word=ChainWord.SPOILT, damaged=(0,)), "Chuỗi kiểm tra: đoạn ? không khớp"),
        (ChainView(word=ChainWord.OPEN), "Chuỗi kiểm tra nguyên vẹn, chưa niêm phong"),
    ],
)
def test_the_chain_in_words(view: ChainView, words: str, theme: Theme) -> None:
    del theme
    assert chain_text(view) == words


@pytest.mark.parametrize(
    ("stage", "at", "words"),
    [
        (PlayerStage.STOPPED, None, "Chưa mở"),
        (PlayerStage.STOPPED, after(1), "Đang dừng ở 09:01:00"),
        (PlayerStage.OPENING, after(1), "Đang mở, từ 09:01:00"),
    ],
)
def test_the_player_in_words(
    stage: PlayerStage, at: datetime | None, words: str, theme: Theme
) -> None:
    del theme
    view = PlayerView(stage=stage, at=at, track_id=None, can_play=True)
    assert player_text(view) == words


def test_a_line_of_nobody_that_is_not_there(theme: Theme) -> None:
    del theme
    one = replace(ROWS[2], speaker="", site_name="")
    assert row_text(one) == "không có trong bản ghi"


def test_hours_above_the_lanes_are_round_and_few() -> None:
    assert [one.minute for one in hours_of(LANES, 6)] == [0, 15, 30, 45, 0, 15, 30]
    short = replace(LANES, since=after(3.2), until=after(3.5))
    assert hours_of(short, 6) == [after(3.2)]


def test_the_pin_is_asked_for_once_and_is_gone_when_it_is_looked_at(
    screen: RecordingScreen, qtbot: QtBot
) -> None:
    field = screen.findChild(QLineEdit, "listeningPin")
    assert isinstance(field, QLineEdit)
    assert not field.isVisible()
    asked = replace(STATE, needs_pin=True)
    screen.show_state(asked)
    assert field.isVisible()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    face = screen._tile.face
    assert face is not None
    assert face.veil is not None
    assert face.veil.detail == "Nhập mã PIN rồi bấm Nghe"
    QTest.keyClicks(field, "24x6813")
    with qtbot.waitSignal(screen.toggled):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert screen.pin == "246813"
    screen.show_state(replace(asked, is_proving=True))
    assert screen.pin == ""
    assert screen._tile.face is not None
    QTest.keyClicks(field, "1")
    screen.hide()
    assert screen.pin == ""


@pytest.mark.parametrize(
    ("needs_reason", "is_proving", "words"),
    [
        (True, False, "Ghi lý do, nhập mã PIN rồi bấm Nghe"),
        (False, True, "Đang kiểm tra mã PIN"),
    ],
)
def test_what_is_still_to_be_done_stands_in_the_picture(
    screen: RecordingScreen, needs_reason: bool, is_proving: bool, words: str
) -> None:
    screen.show_state(
        replace(STATE, needs_reason=needs_reason, needs_pin=True, is_proving=is_proving)
    )
    face = screen._tile.face
    assert face is not None
    assert face.veil is not None
    assert face.veil.detail == words


def test_turns_pages_and_marks_are_drawn_and_said(screen: RecordingScreen) -> None:
    plain = screen.time_line.grab().toImage()
    low = screen.time_line.sizeHint().height()
    first, *others = LANES.sites
    lanes = replace(
        LANES,
        sites=(replace(first, floors=((after(6), after(12)),)), *others),
        pages=(LanePage(since=after(50), until=after(60), caption="Tài liệu số 2 · Trang 1/3"),),
        marks=(LaneMark(at=after(20), by="Cán bộ Mẫu"), LaneMark(at=after(70), by="")),
    )
    screen.show_state(replace(STATE, lanes=lanes))
    assert screen.time_line.sizeHint().height() > low
    assert screen.time_line.grab().toImage() != plain
    spoken = screen.time_line.accessibleName()
    assert "Tài liệu số 2 · Trang 1/3 từ 09:50 đến 10:00" in spoken
    assert "dấu F2 lúc 09:20:00, 10:10:00" in spoken
    words = said(screen)
    for expected in ("khối xanh: điểm cầu có lượt nói", "1 lần chiếu trang", "cờ: 2 dấu F2"):
        assert expected in words


# ---- a sealed copy ---------------------------------------------------------------------------

FORM = FormState(
    fields=tuple(FieldView(key=one.key, text="") for one in COPY_FORM.fields), refusals=0
)


def test_a_copy_is_asked_for_where_it_may_be_made(screen: RecordingScreen, qtbot: QtBot) -> None:
    assert not screen.copying.isVisible()
    assert button(screen, "openCopy").property("why") or not button(screen, "openCopy").isEnabled()
    screen.show_state(replace(STATE, may_copy=True))
    with qtbot.waitSignal(screen.copy_toggled):
        button(screen, "openCopy").click()
    view = CopyView(form=FORM, message=None, is_making=False)
    screen.show_state(replace(STATE, may_copy=True, copy=view))
    assert screen.copying.isVisible()
    words = said(screen)
    for expected in ("Bản niêm phong cho công dân", "Chỉ giao theo quyết định", "Số quyết định"):
        assert expected in words
    field = screen.copying.findChild(QLineEdit, "copy-number")
    assert isinstance(field, QLineEdit)
    with qtbot.waitSignal(screen.copying.edited) as edited:
        QTest.keyClicks(field, "1")
    assert edited.args == ["number", "1"]
    with qtbot.assertNotEmitted(screen.toggled):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_where_it_goes_is_asked_before_it_is_made(screen: RecordingScreen, qtbot: QtBot) -> None:
    view = CopyView(form=FORM, message=None, is_making=False)
    screen.show_state(replace(STATE, may_copy=True, copy=view))
    button(screen, "makeCopy").click()
    dialog = screen.copying.findChild(QFileDialog, "exportDialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "zip"
    with qtbot.waitSignal(screen.copying.made) as made:
        dialog.fileSelected.emit("copy.zip")
    assert made.args == [str(Path("copy.zip"))]
    dialog.close()
