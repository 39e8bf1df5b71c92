"""What is lost is shown as it grows, asked once where one conducts, and noted with its answer."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.deputy import Deputy
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.chair_answer import ChairAnswer, tells_answer
from desktop.domain.recording.part import SiteLoss, added
from desktop.presenters.record.continuity import KEPT_EVERY_S, QUIET_EVERY_S, LossCard
from desktop.presenters.view.message import Message
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_consultation import with_consultation, without_consultation
from tests.rigs.desk.desk_room import Room
from tests.samples.calls import a_call
from tests.samples.receptions import AGENCY, COMMUNE, HQ

pytestmark = pytest.mark.unit

PICTURE = SiteLoss(site_id=AGENCY, picture_ms=1_000)
SOUND = SiteLoss(site_id=AGENCY, sound_ms=1_000)
BOTH = SiteLoss(site_id=AGENCY, picture_ms=1_000, sound_ms=1_000)


def opened(own_site_id: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Room:
    room = Room(own_site_id=own_site_id, role=role)
    room.fake.channel.status_at_join = SessionStatus.IN_SESSION
    room.open()
    run(room, 2)
    return room


@pytest.fixture
def chair() -> Room:
    return opened()


def run(room: Room, seconds: int, *losing: SiteLoss) -> None:
    """So many seconds are recorded, each of them with this loss; told in tens, for speed."""
    while seconds > 0:
        step = min(10, seconds)
        seconds -= step
        room.clock.advance(step)
        room.written += step
        room.lost = added(room.lost, losing * step)
        room.tell(room.recorded())


def card(room: Room) -> LossCard | None:
    return room.state.loss


def asked_card(room: Room) -> LossCard:
    found = card(room)
    assert found is not None
    return found


def told(room: Room) -> list[Message]:
    codes = (MessageCode.LOST_SOUND, MessageCode.LOST_PICTURE, MessageCode.LOST_BOTH)
    return [one for one in room.state.banners if one.code in codes]


def lines(room: Room) -> list[str]:
    return [one.text for one in room.fake.minutes.saves if tells_answer(one.text)]


def test_while_nothing_is_lost_nothing_is_shown(chair: Room) -> None:
    run(chair, 100)
    assert told(chair) == []
    assert card(chair) is None
    assert chair.view.status_bar[-1].lost_s == 0


@pytest.mark.parametrize(
    ("loss", "code"),
    [
        (PICTURE, MessageCode.LOST_PICTURE),
        (SOUND, MessageCode.LOST_SOUND),
        (BOTH, MessageCode.LOST_BOTH),
    ],
)
def test_a_loss_is_told_while_it_grows_until_it_is_seen(loss: SiteLoss, code: MessageCode) -> None:
    room = opened(COMMUNE, Role.ROOM_OFFICER)
    run(room, 2, loss)
    assert told(room) == []  # it is counted, and too short to be told
    assert room.view.status_bar[-1].lost_s == 2
    run(room, 8, loss)
    (message,) = told(room)
    assert message.code == code
    assert (message.data["seconds"], message.data["total"]) == (10, 10)
    assert room.view.status_bar[-1].lost_s == 10
    run(room, 10)
    assert told(room) == [message]
    room.session.act_on_message(message)
    assert told(room) == []
    run(room, 5, loss)
    (again,) = told(room)
    assert (again.data["seconds"], again.data["total"]) == (5, 15)


def test_what_was_seen_is_not_told_again_while_it_goes_on(chair: Room) -> None:
    run(chair, 5, SOUND)
    chair.session.act_on_message(told(chair)[0])
    run(chair, 5, SOUND)
    assert told(chair) == []


def test_what_another_message_says_was_seen_is_left_alone(chair: Room) -> None:
    run(chair, 5, SOUND)
    chair.session.continuity.see(MessageCode.CITY_BACK)
    assert len(told(chair)) == 1


def test_a_minute_in_one_go_is_asked_about_where_one_conducts(chair: Room) -> None:
    run(chair, 59, BOTH)
    assert card(chair) is None
    assert MessageCode.LOST_BOTH in chair.banner_codes()
    run(chair, 1, BOTH)
    found = asked_card(chair)
    assert (found.picture_s, found.sound_s) == (60, 60)
    assert 90 <= found.percent <= 100
    run(chair, 5, BOTH)
    assert asked_card(chair).picture_s == 65  # it grows while it is asked


@pytest.mark.parametrize("answer", list(ChairAnswer))
def test_an_answer_is_written_once_and_asks_no_more(chair: Room, answer: ChairAnswer) -> None:
    run(chair, 61, PICTURE)
    chair.session.continuity.answer(answer)
    chair.deliver()
    (line,) = lines(chair)
    assert "hình 61 giây" in line
    assert card(chair) is None
    assert MessageCode.LOSS_ANSWERED in chair.banner_codes()
    ending = chair.state.ending
    if answer is ChairAnswer.ADJOURN:
        assert ending is not None
        assert ending.chosen is SessionStatus.ADJOURNED
    else:
        assert ending is None
    chair.session.continuity.answer(answer)  # a second press has nothing to answer
    run(chair, 100, PICTURE)
    assert len(lines(chair)) == 1
    assert card(chair) is None


def test_a_site_that_is_not_known_here_is_named_by_its_id(chair: Room) -> None:
    run(chair, 61, SiteLoss(site_id=SiteId("guest-1"), sound_ms=1_000))
    chair.session.continuity.answer(ChairAnswer.REPEAT)
    assert lines(chair)[0].startswith("guest-1 bị mất")


def test_who_was_called_in_has_the_name_by_which_it_was(chair: Room) -> None:
    guest = SiteId("guest-1")
    call = a_call(guest, "Luật sư Mẫu", chair.clock.now())
    chair.fake.channel.change(lambda live: replace(live, calls=(call,)))
    chair.deliver()
    run(chair, 61, SiteLoss(site_id=guest, sound_ms=1_000))
    assert asked_card(chair).site == "Luật sư Mẫu"
    chair.session.continuity.answer(ChairAnswer.REPEAT)
    assert lines(chair)[0].startswith("Luật sư Mẫu bị mất")


def test_nobody_is_asked_at_another_site_nor_at_a_second_pc(chair: Room) -> None:
    room = opened(COMMUNE, Role.ROOM_OFFICER)
    run(room, 70, PICTURE)
    assert card(room) is None
    room.session.continuity.answer(ChairAnswer.REPEAT)
    assert lines(room) == []
    run(chair, 61, PICTURE)
    chair.session.facts.is_beside = True
    chair.session.draw()
    assert card(chair) is None


def test_who_may_not_write_the_minutes_is_asked_and_told_who_writes() -> None:
    room = opened(role=Role.LEADER)
    run(room, 61, PICTURE)
    assert card(room) is not None
    room.session.continuity.answer(ChairAnswer.GO_ON)
    assert MessageCode.LOSS_ANSWERED_UNWRITTEN in room.banner_codes()
    assert lines(room) == []
    assert card(room) is None


def test_a_deputy_is_asked_about_what_is_lost_from_then_on() -> None:
    room = opened(COMMUNE, Role.ROOM_OFFICER)
    run(room, 70, PICTURE)
    run(room, 1)
    deputy = Deputy(site_id=COMMUNE, since=room.clock.now())
    room.fake.channel.change(lambda live: replace(live, deputy=deputy))
    room.deliver()
    run(room, 1)
    assert card(room) is None
    run(room, 60, PICTURE)
    assert card(room) is not None


@pytest.mark.parametrize("status", [SessionStatus.SIGNED, SessionStatus.ADJOURNED])
def test_a_session_that_is_signed_or_over_is_asked_nothing(
    chair: Room, status: SessionStatus
) -> None:
    run(chair, 61, PICTURE)
    chair.is_recorder_hanging = True
    chair.fake.channel.change(lambda live: replace(live, status=status))
    chair.deliver()
    assert card(chair) is None


def test_in_a_consultation_the_question_waits(chair: Room) -> None:
    run(chair, 61, PICTURE)
    now = chair.clock.now()
    chair.fake.channel.change(lambda live: with_consultation(live, (HQ, AGENCY), now))
    chair.deliver()
    assert card(chair) is None
    run(chair, 1)  # the last piece of what was recorded before
    chair.fake.channel.change(lambda live: without_consultation(live, now))
    chair.deliver()
    assert card(chair) is not None


def test_a_question_and_its_sums_outlive_a_restart_of_desk_and_engine(chair: Room) -> None:
    run(chair, 61, PICTURE)
    before = asked_card(chair)
    chair.restart()
    run(chair, 1)
    found = asked_card(chair)
    assert found.picture_s == before.picture_s
    chair.session.continuity.answer(ChairAnswer.REPEAT)
    chair.restart()
    run(chair, round(2 * QUIET_EVERY_S))
    assert card(chair) is None
    assert chair.session.continuity.lost_s == before.picture_s


def test_sums_are_kept_while_they_grow_and_recorded_time_now_and_then(chair: Room) -> None:
    run(chair, round(KEPT_EVERY_S) + 1, PICTURE)
    run(chair, round(QUIET_EVERY_S) + 10)
    chair.restart()
    losses = chair.session.continuity.site(AGENCY)
    assert losses is not None
    assert losses.picture.total_ms >= KEPT_EVERY_S * 1_000
    assert chair.session.continuity.site(COMMUNE) is None
    before = chair.fake.memory.recall(f"continuity/{chair.session.context.session_id}")
    run(chair, 10)
    assert chair.fake.memory.recall(f"continuity/{chair.session.context.session_id}") == before


def test_what_is_of_another_session_or_before_the_state_is_known_is_not_counted(
    chair: Room,
) -> None:
    other = replace(chair.recorded(), session_id=SessionId("another"), lost=(PICTURE,))
    chair.tell(other)
    assert chair.session.continuity.lost_s == 0
    chair.session.facts.live = None
    chair.session.continuity.on_event(replace(chair.recorded(), lost=(PICTURE,)))
    assert chair.session.continuity.lost_s == 0
