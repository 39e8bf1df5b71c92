"""Ghi thử at the door: what the room is told, what the city is told, and a leader's leave."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Officer, Role
from desktop.domain.ids import SessionId, UserId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.room.door_take import TAKE_LASTS, SiteTake, TakeWord
from desktop.domain.room.events import TakeChanged, TakeNoted
from desktop.domain.room.take import Take, TakeStage
from desktop.presenters.form.leave import LeaveField
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.take_line import TakeLine
from desktop.presenters.session.door_take import TELL_AGAIN_S
from desktop.presenters.session.pre_join_state import DoorLeaveView, DoorTakeView
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, SESSION, a_plan

pytestmark = pytest.mark.unit

GOOD = Take(stage=TakeStage.DONE, written_bytes=9, recorded_s=10.0, pictures=80, played_s=10.0)
LEADER = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
REASON = "Loa của phòng hỏng từ sáng nay"
PIN = "246810"


def at_the_door(room: Room) -> None:
    room.fake.access.people = (*room.fake.access.people, LEADER)
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    room.deliver()


def door(room: Room) -> DoorTakeView:
    take = room.view.pre_join[-1].take
    assert take is not None
    return take


def leave(room: Room) -> DoorLeaveView:
    found = door(room).leave
    assert found is not None
    return found


def type_leave(room: Room) -> None:
    room.pre_join.take.toggle_leave()
    room.pre_join.take.edit(LeaveField.LEADER, LEADER.id)
    room.pre_join.take.edit(LeaveField.REASON, REASON)


def allow(room: Room, pin: str = PIN) -> None:
    room.pre_join.take.allow(pin)
    room.deliver()


def test_a_room_without_a_take_is_not_ready_and_the_city_is_told(room: Room) -> None:
    at_the_door(room)
    assert door(room) == DoorTakeView(word=TakeWord.LACKING, made_at=None, take=None, leave=None)
    assert room.fake.planning.takes == [(SESSION, None)]
    assert room.view.pre_join[-1].can_enter
    room.pass_time(3 * TELL_AGAIN_S)
    assert room.fake.planning.takes == [(SESSION, None)]


def test_a_good_take_at_the_door_makes_it_ready(room: Room) -> None:
    at_the_door(room)
    room.pre_join.record_take()
    assert room.fake.media.takes == 1
    assert door(room).take == Take(stage=TakeStage.RECORDING)
    room.tell(TakeChanged(take=replace(GOOD, stage=TakeStage.PLAYING)), TakeChanged(take=GOOD))
    assert (door(room).word, door(room).made_at) == (TakeWord.GOOD, room.clock.now())
    assert room.fake.planning.takes == [(SESSION, None), (SESSION, room.clock.now())]


def test_a_take_that_gets_too_old_at_the_door_counts_no_longer(room: Room) -> None:
    room.tell(TakeChanged(take=GOOD))
    at_the_door(room)
    assert door(room).word is TakeWord.GOOD
    room.clock.advance(TAKE_LASTS.total_seconds())
    room.pass_time(1.0)
    assert door(room).word is TakeWord.LACKING
    assert room.fake.planning.takes[-1] == (SESSION, None)


def test_nothing_is_recorded_on_the_way_in(room: Room) -> None:
    at_the_door(room)
    room.pre_join.enter()
    room.pre_join.record_take()
    assert room.fake.media.takes == 0


def test_a_city_that_does_not_answer_is_told_again_and_an_older_one_is_not(room: Room) -> None:
    room.fake.planning.fails_with = "P-220"
    at_the_door(room)
    room.pass_time(TELL_AGAIN_S + 0.5)
    assert room.fake.planning.takes == [(SESSION, None)] * 2
    room.fake.planning.fails_with = MessageCode.TAKE_NOT_TAKEN
    room.pass_time(TELL_AGAIN_S + 0.5)
    assert room.fake.planning.takes == [(SESSION, None)] * 3
    room.pass_time(3 * TELL_AGAIN_S)
    assert room.fake.planning.takes == [(SESSION, None)] * 3


def test_the_word_of_another_session_is_passed_over(room: Room) -> None:
    room.fake.planning.fails_with = "P-220"
    at_the_door(room)
    room.tell(TakeNoted(session_id=SessionId("other"), made_at=None))
    room.pass_time(TELL_AGAIN_S + 0.5)
    assert len(room.fake.planning.takes) == 2


@pytest.mark.parametrize("change", [{"platform": "Zoom"}, {"status": SessionStatus.IN_SESSION}])
def test_where_nothing_is_to_be_shown_nobody_asks(room: Room, change: dict[str, object]) -> None:
    room.fake.schedule.plans = [replace(a_plan(), **change)]  # type: ignore[arg-type]
    at_the_door(room)
    assert room.view.pre_join[-1].take is None
    assert room.fake.planning.takes == []
    room.pre_join.record_take()
    assert room.fake.media.takes == 0


def test_a_leader_lets_the_room_come_in_without_a_take(room: Room) -> None:
    at_the_door(room)
    type_leave(room)
    assert leave(room).leaders == (LEADER,)
    allow(room)
    ((session_id, told),) = room.fake.planning.without_take
    assert (session_id, told.leader, told.pin, told.reason) == (SESSION, LEADER.id, PIN, REASON)
    assert (door(room).word, door(room).leave) == (TakeWord.WAIVED, None)
    room.pre_join.back()
    room.desk.open_pre_join(SESSION)
    assert door(room).word is TakeWord.WAIVED
    room.pre_join.take.toggle_leave()
    assert door(room).leave is None
    room.tell(TakeChanged(take=GOOD))
    assert door(room).word is TakeWord.GOOD


def test_a_leave_needs_a_leader_a_reason_and_a_pin(room: Room) -> None:
    at_the_door(room)
    allow(room)
    room.pre_join.take.toggle_leave()
    allow(room)
    message = leave(room).message
    assert message is not None
    assert message.code == MessageCode.LEAVE_LACKING
    room.pre_join.take.edit(LeaveField.LEADER, LEADER.id)
    room.pre_join.take.edit(LeaveField.REASON, "Loa hỏng")
    allow(room)
    room.pre_join.take.edit(LeaveField.REASON, REASON)
    allow(room, pin="")
    message = leave(room).message
    assert message is not None
    assert message.code == MessageCode.DOOR_WITHOUT_PIN
    assert room.fake.planning.without_take == []


def test_a_wrong_pin_is_told_and_may_be_typed_again(room: Room) -> None:
    at_the_door(room)
    type_leave(room)
    room.fake.planning.fails_with = "D-102"
    room.pre_join.take.allow(PIN)
    assert not leave(room).can_press
    room.pre_join.take.allow(PIN)
    room.deliver()
    message = leave(room).message
    assert message is not None
    assert (message.code, leave(room).can_press) == ("D-102", True)
    room.fake.planning.fails_with = None
    allow(room)
    assert len(room.fake.planning.without_take) == 1


def test_the_button_shows_and_hides_the_leave(room: Room) -> None:
    at_the_door(room)
    room.pre_join.take.toggle_leave()
    assert door(room).leave is not None
    room.pre_join.take.toggle_leave()
    assert door(room).leave is None


# ---- inside the session -------------------------------------------------------------------------


def take_of_site(site_id: object, word: TakeWord, room: Room) -> SiteTake:
    is_waived = word is TakeWord.WAIVED
    return SiteTake(
        site_id=site_id,  # type: ignore[arg-type]
        word=word,
        at=room.clock.now(),
        by="Lãnh đạo Mẫu" if is_waived else "",
        reason=REASON if is_waived else "",
    )


def waiting(room: Room, *takes: SiteTake) -> None:
    room.fake.channel.status_at_join = SessionStatus.CONNECTING
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.CONNECTING)]
    room.enter()
    room.fake.channel.change(lambda live: replace(live, opened_at=None, takes=takes))
    room.deliver()


def test_sites_without_a_take_are_named_until_the_opening(room: Room) -> None:
    waiting(room, take_of_site(COMMUNE, TakeWord.LACKING, room))
    (lacking,) = [one for one in room.state.banners if one.code == MessageCode.TAKES_LACKING]
    assert lacking.data == {"sites": "UBND xã An Lão"}
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.IN_SESSION))
    room.deliver()
    assert MessageCode.TAKES_LACKING not in room.banner_codes()


def test_a_leave_is_told_to_everybody_as_a_leave(room: Room) -> None:
    waiting(
        room,
        take_of_site(COMMUNE, TakeWord.GOOD, room),
        take_of_site(HQ, TakeWord.WAIVED, room),
    )
    assert MessageCode.TAKES_LACKING not in room.banner_codes()
    (waived,) = [one for one in room.state.banners if one.code == MessageCode.TAKES_WAIVED]
    assert waived.data == {"said": f"Trụ sở thành phố (Lãnh đạo Mẫu: {REASON})"}


def lines(room: Room) -> list[str]:
    found = room.fake.services.minutes.lines(SESSION)
    return [one.text for one in found if one.kind is MinuteLineKind.TECHNICAL]


def opened(room: Room) -> None:
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.IN_SESSION))
    room.deliver()


def test_the_minutes_say_once_that_the_own_site_came_in_so(room: Room) -> None:
    waiting(room, take_of_site(COMMUNE, TakeWord.WAIVED, room))
    assert lines(room) == []
    opened(room)
    (line,) = lines(room)
    assert line.endswith(f"lý do: {REASON}")
    entry = SessionEntry(
        services=room.fake.services,
        clock=room.clock,
        context=room.session.context,
        facts=room.session.facts,
    )
    TakeLine(entry=entry, minutes=room.session.minutes).follow()  # of a program started anew
    assert lines(room) == [line]


@pytest.mark.parametrize("word", [TakeWord.GOOD, TakeWord.LACKING])
def test_they_say_nothing_of_a_site_that_was_ready_or_of_another_one(
    room: Room, word: TakeWord
) -> None:
    waiting(
        room,
        take_of_site(COMMUNE, word, room),
        take_of_site(HQ, TakeWord.WAIVED, room),
    )
    opened(room)
    assert lines(room) == []
