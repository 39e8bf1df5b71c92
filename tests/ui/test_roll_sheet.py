"""The sheet "Thành phần và công bố": by mouse and by keyboard, beside the minutes."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import RollMark, RollNote
from desktop.domain.ids import PersonId
from desktop.presenters.conduct.roll.roll_state import AskFault, RollRow, RollSheet
from desktop.presenters.session.session_state import SessionViewState
from desktop.ui.panels.conduct.roll import roll_texts
from desktop.ui.texts import sheet_words
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.windows.main_window import MainWindow
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

UNDER_WAY = shown("session-roll")
STATE = UNDER_WAY.state
SHUT = replace(STATE, roll=None)


@pytest.fixture
def window(theme: Theme, frames: FrameHub, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, frames)
    qtbot.addWidget(made, before_close_func=lambda one: one.hide())
    made._may_close = True
    made.resize(1366, 768)
    made.show_shell(UNDER_WAY.view.shell[-1])
    made.session.show_state(SHUT)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def sheet(state: SessionViewState = STATE) -> RollSheet:
    assert state.roll is not None
    return state.roll


def rows(state: SessionViewState = STATE) -> list[RollRow]:
    return [row for site in sheet(state).sites for row in site.rows]


def noted(state: SessionViewState, person_id: PersonId, mark: RollMark) -> SessionViewState:
    """As the city would say it."""
    old = sheet(state)
    note = RollNote(
        person_id=person_id,
        mark=mark,
        noted_at=UNDER_WAY.clock.now(),
        by_site_id=UNDER_WAY.own_site_id,
    )
    sites = tuple(
        replace(
            site,
            rows=tuple(
                replace(row, note=note) if row.person_id == person_id else row for row in site.rows
            ),
        )
        for site in old.sites
    )
    counts = replace(old.counts, noted=old.counts.noted + 1, there=old.counts.there + 1)
    return replace(state, roll=replace(old, sites=sites, counts=counts))


def button(window: MainWindow, name: str) -> Button:
    found = window.findChild(Button, name)
    assert isinstance(found, Button), name
    return found


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def said(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_the_button_counts_and_opens_and_is_not_there_before_the_roll_call(
    window: MainWindow, qtbot: QtBot
) -> None:
    call = button(window, "callRoll")
    assert call.isVisible()
    assert call.text() == "Điểm danh 4/7"
    with qtbot.waitSignal(window.session.case.roll_pressed):
        call.click()
    window.session.show_state(replace(SHUT, roll_button=None))
    assert not call.isVisible()
    window.session.show_state(shown("session-announced").state)
    assert call.text() == "Công bố 1/2 · điểm danh 7/7"


def test_the_sheet_takes_the_keyboard_to_the_first_who_is_not_noted(window: MainWindow) -> None:
    window.session.show_state(STATE)
    assert window.session.roll.isVisible()
    assert window.session.roll.geometry().left() == 0
    waiting = next(row for row in rows() if row.note is None)
    assert focused().objectName() == f"roll-present-{waiting.person_id}"
    window.session.take_focus()
    assert focused().objectName() == f"roll-present-{waiting.person_id}", "it keeps it"
    window.session.show_state(SHUT)
    assert not window.session.roll.isVisible()


def test_each_person_is_noted_by_one_key_and_the_keyboard_goes_on_to_the_next(
    window: MainWindow, qtbot: QtBot
) -> None:
    state = STATE
    window.session.show_state(state)
    waiting = [row.person_id for row in rows() if row.note is None]
    for one in waiting:
        assert focused().objectName() == f"roll-present-{one}"
        with qtbot.waitSignal(window.session.roll.mark_pressed) as pressed:
            QTest.keyClick(focused(), Qt.Key.Key_Space)
        assert pressed.args == [one, "present"]
        assert not button(window, f"roll-present-{one}").isChecked(), "the city did not say so yet"
        state = noted(state, one, RollMark.PRESENT)
        window.session.show_state(state)
        assert button(window, f"roll-present-{one}").isChecked()
    assert focused().objectName() == "rollBack"


def test_what_another_site_notes_leaves_the_keyboard_where_it_is(window: MainWindow) -> None:
    window.session.show_state(STATE)
    first, *_, last = [row.person_id for row in rows() if row.note is None]
    button(window, f"roll-absent-{last}").setFocus()
    window.session.show_state(noted(STATE, first, RollMark.PRESENT))
    assert focused().objectName() == f"roll-absent-{last}"


def test_up_and_down_go_to_the_same_mark_of_another_person(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.show_state(STATE)
    ids = [row.person_id for row in rows()]
    button(window, f"roll-absent-{ids[0]}").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused().objectName() == f"roll-absent-{ids[1]}"
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert focused().objectName() == f"roll-absent-{ids[0]}"
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert focused().objectName() == f"roll-late-{ids[0]}"


def test_people_of_other_sites_have_no_buttons_where_they_are_not_noted_from(
    window: MainWindow,
) -> None:
    state = shown("session-roll-site").state
    window.session.show_state(state)
    for row in rows(state):
        assert button(window, f"roll-present-{row.person_id}").isVisible() is bool(row.marks)
        assert button(window, f"roll-drop-{row.person_id}").isVisible() is row.can_drop
    assert any(row.can_drop for row in rows(state))


def test_a_mark_that_cannot_follow_cannot_be_pressed(window: MainWindow) -> None:
    state = shown("session-roll-later").state
    window.session.show_state(state)
    for row in rows(state):
        for mark in RollMark:
            one = button(window, f"roll-{mark}-{row.person_id}")
            assert one.isEnabled() is (mark in row.marks)


def test_a_reason_is_asked_beside_the_list_and_enter_notes_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.show_state(STATE)
    asked = shown("session-roll-absent").state
    panel = window.session.roll
    window.session.show_state(replace(asked, roll=replace(sheet(asked), ask=_blank(asked))))
    assert focused().objectName() == "roll-ask"
    with qtbot.waitSignal(panel.ask.edited) as edited:
        QTest.keyClicks(focused(), "O")
    assert edited.args == ["O"]
    with qtbot.waitSignal(panel.ask.confirmed):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.ask.confirmed):
        button(window, "rollAskConfirm").click()
    with qtbot.waitSignal(panel.ask.backed):
        button(window, "rollAskBack").click()
    assert focused().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    window.session.show_state(STATE)
    assert not panel.ask.isVisible()
    assert focused().objectName().startswith("roll-present-")


def _blank(state: SessionViewState) -> Any:
    ask = sheet(state).ask
    assert ask is not None
    return replace(ask, text="")


def test_an_hour_is_typed_without_an_input_method_and_its_fault_is_told(window: MainWindow) -> None:
    state = shown("session-roll-hour").state
    window.session.show_state(state)
    line = window.findChild(QLineEdit, "roll-ask")
    assert isinstance(line, QLineEdit)
    assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert line.text() == "8 giờ kém"
    told = said(window.session.roll.ask)
    assert "Ghi giờ như 08:35, từ lúc mở buổi tiếp đến bây giờ." in told


def test_somebody_who_was_not_invited_is_typed_in_with_part_and_site(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = window.session.roll
    window.session.show_state(STATE)
    with qtbot.waitSignal(panel.adding_asked) as asked:
        button(window, "rollAddPerson").click()
    assert asked.args == [""]
    window.session.show_state(shown("session-roll-add").state)
    assert focused().objectName() == "roll-name"
    with qtbot.waitSignal(panel.adding.name_edited):
        QTest.keyClicks(focused(), "x")
    role, site = (window.findChild(QComboBox, name) for name in ("roll-role", "roll-site"))
    assert isinstance(role, QComboBox)
    assert isinstance(site, QComboBox)
    assert (role.currentText(), site.currentText()) == ("Luật sư", "Trụ sở thành phố")
    with qtbot.waitSignal(panel.adding.role_chosen) as chosen:
        role.activated.emit(0)
    assert chosen.args == ["co_chair"]
    with qtbot.waitSignal(panel.adding.site_chosen) as placed:
        site.activated.emit(1)
    adding = sheet(shown("session-roll-add").state).adding
    assert adding is not None
    assert placed.args == [adding.sites[1][0]]
    with qtbot.waitSignal(panel.adding.confirmed):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.adding.backed):
        button(window, "rollAddBack").click()


def test_who_was_taken_in_is_added_by_one_press(window: MainWindow, qtbot: QtBot) -> None:
    name = "Trần Thị Mẫu"
    window.session.show_state(replace(STATE, roll=replace(sheet(), received=(name,))))
    with qtbot.waitSignal(window.session.roll.adding_asked) as asked:
        button(window, "rollReceived").click()
    assert asked.args == [name]
    window.session.show_state(STATE)
    assert not [one for one in window.findChildren(Button, "rollReceived") if one.isVisible()]


def test_what_was_read_out_is_noted_by_one_key_after_the_other(
    window: MainWindow, qtbot: QtBot
) -> None:
    state = shown("session-announced").state
    window.session.show_state(state)
    assert focused().objectName() == "announce-recording_notice", "the house rules are noted"
    with qtbot.waitSignal(window.session.roll.announced) as said_now:
        QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert said_now.args == [Announcement.RECORDING_NOTICE.value]
    rules, notice = sheet(state).announcements
    both = replace(sheet(state), announcements=(rules, replace(notice, said=rules.said)))
    window.session.show_state(replace(state, roll=both))
    assert focused().objectName() == "rollBack", "a second key takes nothing back"
    assert not any("đang ghi" in text.lower() for text in said(window.session.roll))


def test_what_is_to_be_read_out_is_in_sight_though_the_list_was_left_at_its_end(
    window: MainWindow,
) -> None:
    state = shown("session-announced").state
    window.session.show_state(state)
    areas = window.session.roll.findChildren(QScrollArea)
    assert areas
    window.session.show_state(replace(state, roll=None))
    for area in areas:
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    window.session.show_state(state)
    assert focused().objectName() == "announce-recording_notice"
    assert not focused().visibleRegion().isEmpty()


def test_the_keyboard_goes_from_what_was_read_out_to_what_is_next_and_never_behind_the_sheet(
    window: MainWindow,
) -> None:
    state = shown("session-announced").state
    rules, notice = sheet(state).announcements
    neither = replace(sheet(state), announcements=(replace(rules, said=None), notice))
    window.session.show_state(replace(state, roll=neither))
    assert focused().objectName() == "announce-house_rules"
    window.session.show_state(state)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert focused().objectName() == "announce-recording_notice"
    assert focused().isVisible()


def test_a_lost_city_is_told_at_the_foot(window: MainWindow) -> None:
    window.session.show_state(shown("session-roll-lost").state)
    banner = window.findChild(QWidget, "rollBanner")
    assert banner is not None
    assert banner.isVisible()


def test_esc_goes_back_one_thing_at_a_time_and_the_cross_shuts_the_sheet(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = window.session.roll
    window.session.show_state(STATE)
    with qtbot.waitSignal(panel.backed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    for name in ("rollPanelClose", "rollBack"):
        with qtbot.waitSignal(panel.closed):
            button(window, name).click()


@pytest.mark.parametrize("fault", list(AskFault))
def test_every_fault_has_its_words(fault: AskFault) -> None:
    assert sheet_words.ROLL_FAULTS[fault]


@pytest.mark.parametrize("mark", list(RollMark))
def test_every_note_has_its_words_and_a_reason_only_where_one_was_given(mark: RollMark) -> None:
    note = RollNote(
        person_id=PersonId("one"),
        mark=mark,
        noted_at=UNDER_WAY.clock.now(),
        by_site_id=UNDER_WAY.own_site_id,
        came_at=UNDER_WAY.clock.now() if mark is RollMark.LATE else None,
        left_at=UNDER_WAY.clock.now() if mark is RollMark.LEFT else None,
    )
    words = {
        RollMark.PRESENT: "Có mặt",
        RollMark.ABSENT: "Vắng",
        RollMark.LATE: "Đến muộn lúc 08:31",
        RollMark.LEFT: "Ra về lúc 08:31",
    }
    assert roll_texts.note_text(note)[:8] == words[mark][:8]
    assert roll_texts.note_text(None) == "Chưa điểm danh"
