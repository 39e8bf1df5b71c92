"""The door of a session: what it says of the take, and a leader's leave typed there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.room.door_take import TakeWord
from desktop.domain.room.events import TakeChanged
from desktop.presenters.session.pre_join_state import DoorTakeView
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.theme.theme import Theme
from tests.rigs.desk.desk_room import Room
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import SESSION
from tests.ui.test_report_screens import Desk
from tests.unit.presenters.session.test_door_take import GOOD, LEADER, PIN, REASON

pytestmark = pytest.mark.ui


@pytest.fixture
def desk(theme: Theme) -> Iterator[Desk]:
    room = Room()
    room.fake.access.people = (*room.fake.access.people, LEADER)
    made = Desk(theme, room, Screen.HOME)
    room.desk.open_pre_join(SESSION)
    room.deliver()
    yield made
    let_go(made.windows)


def door(desk: Desk) -> DoorTakeView:
    view = desk.room.pre_join.take.view()
    assert view is not None
    return view


def test_the_button_says_ready_only_with_a_good_take(desk: Desk) -> None:
    assert door(desk).word is TakeWord.LACKING
    assert desk.button("enterButton").accessibleName() == "Vào phòng, chưa sẵn sàng"
    desk.press("recordTake")
    assert desk.room.fake.media.takes == 1
    desk.room.tell(TakeChanged(take=GOOD))
    assert door(desk).word is TakeWord.GOOD
    assert desk.button("enterButton").accessibleName() == "Sẵn sàng, vào phòng"


def test_a_leader_types_it_at_the_door_and_enter_there_enters_no_room(desk: Desk) -> None:
    desk.press("enterWithoutTake")
    leader = desk.choice("doorLeave-leader")
    leader.setCurrentIndex(leader.findData(LEADER.id))
    leader.activated.emit(leader.currentIndex())
    desk.area("doorLeave-reason").setPlainText(REASON)
    pin = desk.line("doorLeavePin")
    pin.setText(PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    desk.room.deliver()
    ((_, told),) = desk.room.fake.planning.without_take
    assert (told.leader, told.pin, told.reason) == (LEADER.id, PIN, REASON)
    assert pin.text() == ""
    assert desk.windows.main.screen_shown is Screen.PRE_JOIN
    assert door(desk).word is TakeWord.WAIVED
    assert desk.button("enterWithoutTake").isHidden()
