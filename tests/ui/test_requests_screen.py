"""The screen of requests: written by keyboard alone, nothing cut, only what is asked is shown."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.domain.casework.matter.reception_request import Decision
from desktop.domain.ids import RequestId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.requests.requests_state import RefusedRow, RequestsViewState
from desktop.ui.screens.casework.requests.requests import RequestsScreen
from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.text import ElidedLabel
from tests.samples.casework import NOW
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

STATES = (
    "requests",
    "requests-blocked",
    "requests-missing",
    "requests-taken",
    "requests-decision",
    "requests-refused",
    "requests-empty",
    "requests-refused-in-writing",
    "requests-notice-noted",
    "requests-planned",
)


def state(name: str) -> RequestsViewState:
    return shown(name).view.requests[-1]


def a_screen(theme: Theme, qtbot: QtBot, name: str, width: int = 1_366) -> RequestsScreen:
    screen = RequestsScreen(theme)
    qtbot.addWidget(screen)
    screen.resize(width, 711)
    screen.show_state(state(name))
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def button(screen: QWidget, name: str) -> Button:
    found = screen.findChild(Button, name)
    assert isinstance(found, Button)
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def test_a_request_is_written_and_taken_by_keyboard_alone(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-missing")
    edited: dict[str, str] = {}
    screen.form.field_edited.connect(edited.__setitem__)
    screen.take_focus()
    for text in ("Nguyen Thi Mau", "031165000123", "0900000456", "Xa An Lao"):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        focused.clear()
        QTest.keyClicks(focused, text)
        press(Qt.Key.Key_Return)
    assert edited["full_name"] == "Nguyen Thi Mau"
    assert edited["id_number"] == "031165000123"
    assert edited["address_text"] == "Xa An Lao"
    with qtbot.waitSignal(screen.form.taken):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_after_a_request_was_taken_the_keyboard_is_at_the_name_of_the_next(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "requests")
    button(screen.form, "takeRequest").setFocus()
    screen.show_state(state("requests-taken"))
    name = screen.form.findChild(QLineEdit, "request-full_name")
    assert isinstance(name, QLineEdit)
    qtbot.waitUntil(lambda: screen.focusWidget() is name)
    button(screen.form, "takeRequest").setFocus()
    screen.show_state(state("requests-taken"))
    QApplication.sendPostedEvents(None, 0)
    assert screen.focusWidget() is not name, "once only"


def test_the_tab_key_reaches_every_field_that_is_asked(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests")
    screen.take_focus()
    seen: list[str] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        owner: QWidget | None = focused
        while owner is not None and not owner.property("field"):
            owner = owner.parentWidget()
        if owner is not None:
            seen.append(str(owner.property("field")))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    asked = [one.key for one in state("requests").taking.form.fields]  # type: ignore[union-attr]
    assert set(asked) <= set(seen)
    first = [seen.index(key) for key in asked]
    assert all(before < after for before, after in pairwise(first))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", STATES)
def test_the_verbs_lie_within_their_halves(
    qapp: QApplication, theme: Theme, qtbot: QtBot, name: str, scale: float
) -> None:
    apply_theme(qapp, theme, NORMAL, scale)
    screen = a_screen(theme, qtbot, name)
    for half, verb in ((screen.form, "takeRequest"), (screen.decision, "decideRequest")):
        one = button(half, verb)
        if one.isVisible():
            corner = one.mapTo(half, QPoint(one.width(), one.height()))
            assert corner.x() <= half.width()
            assert corner.y() <= half.height()
            assert one.width() >= one.sizeHint().width()


def test_where_there_is_room_the_halves_stand_side_by_side_without_scrolling(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "requests-decision")
    outer = next(iter(screen.findChildren(QScrollArea)))
    qtbot.waitUntil(lambda: outer.viewport().height() > 0)
    assert outer.verticalScrollBar().maximum() == 0
    assert screen.decision.x() > screen.form.x()
    assert screen.decision.y() == screen.form.y()


def test_a_row_says_in_one_line_what_was_asked_for_in_several(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-decision")
    shown = state("requests-decision")
    first = replace(shown.deciding.rows[0], content="Đo lại đất\nTrả lời bằng văn bản")
    deciding = replace(shown.deciding, rows=(first,))
    screen.show_state(replace(shown, deciding=deciding))
    rows = screen.decision.findChildren(RowControl)
    (row,) = (one for one in rows if one.key == first.id)
    assert "Đo lại đất Trả lời bằng văn bản" in [
        one.text() for one in row.findChildren(ElidedLabel)
    ]


def test_who_does_not_decide_sees_no_decision_to_press(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests")
    assert not button(screen.decision, "decideRequest").isVisible()
    assert screen.decision.isVisible()


def test_the_questions_of_a_denunciation_come_with_it_alone(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-blocked")
    gate = screen.form.findChild(QWidget, "requestGate")
    assert gate is not None
    assert gate.isVisibleTo(screen)
    screen.show_state(state("requests-missing"))
    assert not gate.isVisibleTo(screen)


def test_tab_passes_a_request_and_enter_opens_it(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-decision")
    opened: list[str] = []
    screen.decision.selected.connect(opened.append)
    rows = screen.decision.findChildren(RowControl)
    (first,) = (one for one in rows if one.key == state("requests-decision").deciding.rows[0].id)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert first.hasFocus()
    assert opened == []
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    QTest.mouseDClick(first, Qt.MouseButton.LeftButton)
    assert opened == [first.key] * 2
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert opened == [first.key] * 3


def test_a_decision_is_pressed_from_any_of_its_fields(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-decision")
    field = next(
        one
        for one in screen.decision.findChildren(QWidget)
        if one.isVisible() and isinstance(one, QLineEdit | QComboBox)
    )
    field.setFocus()
    with qtbot.waitSignal(screen.decision.decided):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_the_city_would_not_have_is_said_with_its_reason(theme: Theme, qtbot: QtBot) -> None:
    given = state("requests-decision")
    first, *others = given.deciding.rows
    refused = RefusedRow(
        id=RequestId("gone"), name="Công dân Mẫu", content="Việc", taken_at=NOW, reason="bad_body"
    )
    deciding = replace(
        given.deciding,
        rows=(replace(first, refused=Decision.ONLINE, reason="blocked_online"), *others),
        refused=(refused,),
    )
    screen = a_screen(theme, qtbot, "requests-decision")
    screen.show_state(replace(given, deciding=deciding))
    rows = {one.key: one.accessibleName() for one in screen.findChildren(RowControl)}
    assert "không tiếp trực tuyến" in rows[first.id]
    assert "Tiếp trực tuyến" in rows[first.id]
    assert "nội dung thiếu hoặc chưa đúng" in rows["gone"]
    assert "vẫn giữ ở máy này" in rows["gone"]


@pytest.mark.parametrize(
    ("storage", "said"),
    [(RecordStorage.HERE, "chưa gửi thành phố"), (RecordStorage.CITY, "thành phố đã nhận")],
)
def test_a_decision_says_whether_the_city_has_it(
    theme: Theme, qtbot: QtBot, storage: RecordStorage, said: str
) -> None:
    given = state("requests-decision")
    (done,) = given.deciding.decided
    screen = a_screen(theme, qtbot, "requests-decision")
    deciding = replace(given.deciding, decided=(replace(done, name="", storage=storage),))
    screen.show_state(replace(given, deciding=deciding))
    row = screen.findChild(RowControl, f"decided-row-{done.id}")
    assert isinstance(row, RowControl)
    assert said in row.accessibleName()
    assert "Người tố cáo" in row.accessibleName()


def test_the_notice_of_a_refusal_is_asked_for(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-refused-in-writing")
    asked: list[str] = []
    screen.decision.deeds.notice_asked.connect(asked.append)
    notice = button(screen, "refusal-notice-request-refused")
    assert notice.isVisible()
    QTest.mouseClick(notice, Qt.MouseButton.LeftButton)
    assert asked == ["request-refused"]


def test_that_a_notice_went_out_is_noted_with_its_number_and_taken_back(
    theme: Theme, qtbot: QtBot
) -> None:
    screen = a_screen(theme, qtbot, "requests-refused-in-writing")
    told: list[tuple[str, ...]] = []
    screen.decision.deeds.note_begun.connect(lambda key: told.append(("begun", key)))
    screen.decision.deeds.note_edited.connect(lambda key, text: told.append((key, text)))
    screen.decision.deeds.noted.connect(lambda: told.append(("noted",)))
    screen.decision.deeds.note_closed.connect(lambda: told.append(("closed",)))
    screen.decision.deeds.note_taken_back.connect(lambda key: told.append(("back", key)))
    note = button(screen, "refusal-sent-request-refused")
    QTest.mouseClick(note, Qt.MouseButton.LeftButton)
    assert told.pop() == ("begun", "request-refused")
    screen.show_state(state("requests-notice-noted"))
    assert not note.isVisible()
    number = screen.findChild(QLineEdit, "refusal-note-request-refused-number")
    assert isinstance(number, QLineEdit)
    assert number.hasFocus()
    QTest.keyClicks(number, "7")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert told[-2:] == [("number", "712/TB-UBND"), ("noted",)]
    close = button(screen, "refusal-note-request-refused-close")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert told.pop() == ("closed",)
    given = state("requests-refused-in-writing")
    screen.show_state(given)
    assert not number.isVisible()
    (due, *others) = given.deciding.decided
    assert due.notice_due is not None
    sent = replace(due, notice_sent=due.notice_due, noted_by="Cán bộ Mẫu")
    row = screen.findChild(RowControl, f"decided-row-{due.id}")
    assert isinstance(row, RowControl)
    for one, said in ((sent, "bằng văn bản"), (replace(sent, number="12/TB-UBND"), "số 12/TB")):
        deciding = replace(given.deciding, decided=(one, *others))
        screen.show_state(replace(given, deciding=deciding))
        assert f"Đã gửi thông báo {said}" in row.accessibleName()
        assert "Cán bộ Mẫu" in row.accessibleName()
    QTest.mouseClick(note, Qt.MouseButton.LeftButton)
    assert told.pop() == ("back", "request-refused")


def test_a_notice_that_is_late_says_so(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-refused-in-writing")
    given = state("requests-refused-in-writing")
    (due, *others) = given.deciding.decided
    late = replace(given.deciding, decided=(replace(due, is_overdue=True), *others))
    screen.show_state(replace(given, deciding=late))
    row = screen.findChild(RowControl, f"decided-row-{due.id}")
    assert isinstance(row, RowControl)
    assert "Quá hạn thông báo bằng văn bản" in row.accessibleName()


def test_a_decision_without_a_notice_offers_none(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests")
    names = [one.objectName() for one in screen.findChildren(Button) if one.isVisible()]
    assert not [one for one in names if one.startswith("refusal-notice-")]


def test_a_slip_is_asked_for(theme: Theme, qtbot: QtBot) -> None:
    screen = a_screen(theme, qtbot, "requests-planned")
    row = screen.findChild(RowControl, "decided-row-request-planned")
    assert isinstance(row, RowControl)
    assert "Đã xếp lịch: " in row.accessibleName()
    assert not button(screen, "refusal-notice-request-planned").isVisible()
    asked: list[str] = []
    screen.decision.deeds.slip_asked.connect(asked.append)
    slip = button(screen, "appointment-request-planned")
    QTest.mouseClick(slip, Qt.MouseButton.LeftButton)
    assert asked == ["request-planned"]
