"""The chair is lost and the named deputy conducts: what each desk shows and writes."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.deputy import Deputy, passed_text, returned_text
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.domain.record.minutes import MinuteLineKind
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.view.message import Message
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, COMMUNE, HQ, a_person

pytestmark = pytest.mark.unit

DEPUTY = Deputy(site_id=COMMUNE, since=NOON)
ELSEWHERE = Deputy(site_id=AGENCY, since=NOON)


def opened(room: Room) -> None:
    """An open session with its chair, and a co-chair here."""
    channel = room.fake.channel
    channel.status_at_join = SessionStatus.IN_SESSION
    channel.other_seats = (a_seat(HQ), a_seat(AGENCY))
    plan = room.fake.schedule.plans[0]
    here = a_person("Phó Chủ tịch xã", ParticipantRole.CO_CHAIR, COMMUNE)
    people = (*plan.participants, here)
    room.fake.schedule.plans = [replace(plan, participants=people, is_practice=False)]
    room.open()


def pass_to(room: Room, deputy: Deputy | None, *, has_chair: bool = False) -> None:
    def passed(live: LiveSession) -> LiveSession:
        seats = tuple(
            replace(seat, is_connected=has_chair or seat.site_id != HQ) for seat in live.seats
        )
        return replace(live, deputy=deputy, seats=seats)

    room.fake.channel.change(passed)
    room.deliver()


def banner(room: Room, code: str) -> Message:
    return next(one for one in room.state.banners if one.code == code)


def obstacle(room: Room, verb: Verb) -> Obstacle | None:
    return next(one.obstacle for one in room.state.verbs if one.verb is verb)


def written(room: Room) -> list[str]:
    return [line.text for line in room.fake.minutes.saves]


def test_the_deputys_desk_conducts_until_the_chair_is_back(room: Room) -> None:
    opened(room)
    assert obstacle(room, Verb.PAUSE) is Obstacle.NO_RIGHT
    pass_to(room, DEPUTY)
    assert banner(room, MessageCode.CONDUCTS_FOR_CHAIR).data == {}
    assert obstacle(room, Verb.PAUSE) is None
    rows = {one.site_id: one.verb for one in room.state.roster.rows}
    there = rows[AGENCY]
    assert there is not None
    assert there.verb is Verb.GIVE_FLOOR
    room.session.press_row(AGENCY)
    room.deliver()
    assert room.session.facts.speaking_site_id == AGENCY
    pass_to(room, None, has_chair=True)
    assert obstacle(room, Verb.PAUSE) is Obstacle.NO_RIGHT
    assert MessageCode.CONDUCTS_FOR_CHAIR not in room.banner_codes()


def test_its_site_is_called_by_its_citizen_and_who_conducts_by_the_name_of_the_plan(
    room: Room,
) -> None:
    opened(room)
    assert next(one.label for one in room.state.roster.rows if one.is_own) == "Công dân A"
    agency = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    opened(agency)
    row = next(one for one in agency.state.roster.rows if one.site_id == COMMUNE)
    assert row.label == "Công dân A"
    pass_to(agency, DEPUTY)
    assert banner(agency, MessageCode.DEPUTY_CONDUCTS).data["person"] == "Phó Chủ tịch xã"


def test_it_writes_both_moments_into_the_minutes_once(room: Room) -> None:
    opened(room)
    pass_to(room, DEPUTY)
    pass_to(room, DEPUTY)
    pass_to(room, None, has_chair=True)
    assert written(room) == [passed_text("Phó Chủ tịch xã"), returned_text()]
    assert {line.kind for line in room.fake.minutes.saves} == {MinuteLineKind.TECHNICAL}
    assert len({line.id for line in room.fake.minutes.saves}) == 2


def test_a_restarted_desk_does_not_write_the_line_again(room: Room) -> None:
    opened(room)
    pass_to(room, DEPUTY)
    (line,) = room.fake.minutes.saves
    room.fake.minutes.put(line)
    room.restart()
    room.desk.start()
    room.deliver()
    pass_to(room, DEPUTY)
    assert room.session.facts.is_deputy
    assert room.fake.minutes.saves == [line]


def test_a_pause_after_the_deputy_is_lost_is_no_return_of_the_chair(room: Room) -> None:
    opened(room)
    pass_to(room, DEPUTY)
    pass_to(room, None)
    assert written(room) == [passed_text("Phó Chủ tịch xã")]


def test_everybody_else_is_told_who_conducts_and_writes_nothing(room: Room) -> None:
    opened(room)
    pass_to(room, ELSEWHERE)
    assert banner(room, MessageCode.DEPUTY_CONDUCTS).data == {
        "person": room.session.context.speaker_label(AGENCY),
        "site": "Sở chuyên môn",
    }
    assert obstacle(room, Verb.PAUSE) is Obstacle.NO_RIGHT
    assert written(room) == []


def test_who_may_not_write_the_minutes_conducts_all_the_same() -> None:
    room = Room(role=Role.LEADER)
    opened(room)
    pass_to(room, DEPUTY)
    assert obstacle(room, Verb.PAUSE) is None
    assert written(room) == []


def test_where_no_deputy_is_there_the_pause_is_told_as_before(room: Room) -> None:
    opened(room)

    def paused(live: LiveSession) -> LiveSession:
        seats = tuple(replace(seat, is_connected=seat.site_id != HQ) for seat in live.seats)
        return replace(
            live,
            status=SessionStatus.PAUSED,
            pause_reason=PauseReason.TECHNICAL,
            seats=seats,
        )

    room.fake.channel.change(paused)
    room.deliver()
    assert banner(room, MessageCode.CHAIR_LOST).action is None
