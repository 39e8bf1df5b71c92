"""Bản ghi của máy này: the list as it is drawn, said and pressed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.recording.shelf import ShelfWord
from desktop.presenters.recording.shelf_state import ShelfRow, ShelfViewState
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.screens.recording.shelf import RecordingsScreen
from desktop.ui.texts.shelf_words import stay_text, word_text
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.text import WrappedLabel
from tests.samples.recordings import BEGAN_AT

pytestmark = pytest.mark.ui

ROW = ShelfRow(
    session_id=SessionId("session-1"),
    starts_at=BEGAN_AT,
    title="Bồi thường, hỗ trợ khi thu hồi đất",
    word=ShelfWord.RECEIVED,
    parts=18,
    size_bytes=412_000_000,
    touched_at=BEGAN_AT,
    percent=0,
    faults=(),
    received_at=BEGAN_AT + timedelta(hours=1.5),
    purge_at=BEGAN_AT + timedelta(days=30),
    purged_at=None,
    missing=(),
    has_key=True,
)
BAD = replace(
    ROW,
    session_id=SessionId("session-2"),
    word=ShelfWord.FAULTY,
    faults=(ReceiptFault.REFUSED,),
    received_at=None,
    purge_at=None,
    missing=(3, 4),
    has_key=False,
)
KEPT = replace(ROW, session_id=SessionId("session-3"), starts_at=None, title="", parts=0)
STATE = ShelfViewState(
    search="",
    rows=(ROW, BAD, KEPT),
    more=2,
    total=5,
    size_bytes=824_000_000,
    not_sent=1,
    message=None,
)


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> Iterator[RecordingsScreen]:
    made = RecordingsScreen(theme)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show_state(STATE)
    made.show()
    yield made
    made.close()


def said(screen: RecordingsScreen) -> str:
    texts = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
    texts += [one.text() for one in screen.findChildren(WrappedLabel) if one.isVisible()]
    return "\n".join(texts)


def test_state_faults_and_the_day_of_the_purge_are_said(screen: RecordingsScreen) -> None:
    words = said(screen)
    for expected in (
        "Thành phố đã nhận đủ lúc 10:30 26/11/2026",
        "Máy này xóa sớm nhất ngày 26/12/2026",
        (
            "Thiếu đoạn 3, 4. Máy này không còn khóa để mở. Biên nhận của thành phố: có phần không "
            "khớp, thành phố không nhận"
        ),
        "Buổi tiếp hạn chế người xem, hoặc máy này không còn biết",
        "5 buổi",
        "1 buổi thành phố chưa có",
        "Còn 2 bản ghi",
    ):
        assert expected in words
    row = screen._rows.row("session-2")
    assert row is not None
    assert "Máy này không còn khóa để mở" in row.accessibleName()


def test_a_row_is_opened_by_enter_and_one_is_searched(
    screen: RecordingsScreen, qtbot: QtBot
) -> None:
    row = screen._rows.row("session-1")
    assert row is not None
    with qtbot.waitSignal(screen.opened) as opened:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert opened.args == ["session-1"]
    screen.focus_search()
    with qtbot.waitSignal(screen.searched):
        QTest.keyClicks(screen._search.edit, "d")
    screen.take_focus()
    back = screen.findChild(QPushButton, "leaveRecordings")
    assert isinstance(back, QPushButton)
    with qtbot.waitSignal(screen.back_pressed):
        back.click()


def test_without_any_it_says_so(screen: RecordingsScreen) -> None:
    message = Message(code=MessageCode.RECORDINGS_EMPTY, tone=Tone.INFO)
    nothing = replace(STATE, rows=(), more=0, total=0, size_bytes=0, not_sent=0, message=message)
    screen.show_state(nothing)
    assert "Máy này chưa có bản ghi nào" in said(screen)
    assert "buổi thành phố" not in said(screen)
    screen.take_focus()
    screen.show_state(replace(nothing, total=1, message=None))
    assert "Không thấy bản ghi nào như vậy" in said(screen)


@pytest.mark.parametrize(
    ("word", "words"),
    [
        (ShelfWord.OPEN, "Chưa gửi, chưa đóng xong"),
        (ShelfWord.SENDING, "Đang gửi, 64 %"),
        (ShelfWord.LET_GO, "Thành phố giữ, máy này không còn giữ"),
        (ShelfWord.DESTROYED, "Thành phố đã hủy theo quyết định, 14:05 01/12/2027"),
    ],
)
def test_the_words_of_a_state(word: ShelfWord, words: str, theme: Theme) -> None:
    del theme
    purged_at = datetime(2027, 12, 1, 7, 5, tzinfo=UTC) if word is ShelfWord.DESTROYED else None
    one = replace(ROW, word=word, percent=64, received_at=None, purged_at=purged_at)
    assert word_text(one) == words
    assert stay_text(one) == ""


def test_without_a_policy_the_pc_keeps_it(theme: Theme) -> None:
    del theme
    assert stay_text(replace(ROW, purge_at=None)) == "Máy này vẫn giữ"
