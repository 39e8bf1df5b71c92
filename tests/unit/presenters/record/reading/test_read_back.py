"""Đọc lại biên bản: the marker, by keys, at whose desk, and the scene it brings to display 2."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.presenters.display.chair_display_state import DialogueScene, ReadBackScene
from desktop.presenters.record.reading.read_back import ReadBackPanel
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, SESSION, a_case
from tests.samples.steps import steps_to
from tests.unit.presenters.record.test_minutes import a_line

pytestmark = pytest.mark.unit

TEXTS = ("Mở buổi tiếp.", "Công dân trình bày.", "Giao xã trả lời.", "Kết thúc.")


def a_reading(own: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Room:
    """Four lines, at the step in which they are read."""
    room = Room(own_site_id=own, role=role)
    room.fake.schedule.plans = [replace(one, is_practice=False) for one in room.fake.schedule.plans]
    other = COMMUNE if own == HQ else HQ
    room.fake.channel.other_seats = (a_seat(other),)
    room.open()
    for number, text in enumerate(TEXTS):
        put(room, a_line(f"line-{number}", second=number, text=text))
    room.call_roll()
    for step in steps_to(Step.READ_BACK):
        room.fake.channel.set_step(step)
    room.deliver()
    return room


def put(room: Room, line: MinuteLine) -> None:
    room.fake.minutes.put(line)
    room.deliver()


def panel(room: Room) -> ReadBackPanel:
    found = room.state.read_back
    assert found is not None
    return found


def scene(room: Room) -> ReadBackScene:
    found = room.view.chair_display[-1]
    assert isinstance(found, ReadBackScene)
    return found


def mark(room: Room, number: int) -> None:
    room.fake.roll.read_line(MinuteLineId(f"line-{number}"))
    room.deliver()


def move(room: Room, steps: int) -> bool:
    is_done = room.session.read_back.move(steps)
    room.deliver()
    return is_done


def test_the_marker_goes_through_the_lines_and_stays_within() -> None:
    room = a_reading()
    assert panel(room) == ReadBackPanel(
        line_id=None, number=0, count=4, may_move=True, has_next=True, has_former=False
    )
    seen = []
    for steps in (1, 1, 1, 1, 1, -1):
        assert move(room, steps)
        seen.append(panel(room).number)
    assert seen == [1, 2, 3, 4, 4, 3]
    assert panel(room).has_former


def test_display_2_shows_the_line_with_those_around_it() -> None:
    room = a_reading()
    assert isinstance(room.view.chair_display[-1], DialogueScene)
    mark(room, 1)
    shown = scene(room)
    assert (shown.number, shown.count) == (2, 4)
    assert [(one.number, one.text, one.is_current) for one in shown.lines] == [
        (1, TEXTS[0], False),
        (2, TEXTS[1], True),
        (3, TEXTS[2], False),
        (4, TEXTS[3], False),
    ]


def test_a_room_shows_what_is_marked_elsewhere_and_moves_nothing() -> None:
    room = a_reading(COMMUNE, Role.ROOM_OFFICER)
    mark(room, 2)
    assert panel(room).number == 3
    assert not panel(room).may_move
    assert scene(room).number == 3
    assert not move(room, 1)
    assert panel(room).number == 3


def test_a_line_that_did_not_come_yet_is_not_shown() -> None:
    room = a_reading()
    mark(room, 9)
    assert panel(room).number == 0
    assert isinstance(room.view.chair_display[-1], DialogueScene)
    put(room, a_line("line-9", second=9, text="Đã đến."))
    assert scene(room).number == 5


def test_what_came_after_the_signing_and_what_is_empty_is_not_read() -> None:
    room = a_reading()
    late = AcceptedAfter(status=SessionStatus.SIGNED, at=room.clock.now())
    put(room, replace(a_line("late", second=8), accepted_after=late))
    put(room, a_line("empty", second=9, text=""))
    assert panel(room).count == 4


def test_nothing_is_read_in_a_pause_in_another_step_or_where_the_city_marks_nothing() -> None:
    room = a_reading()
    mark(room, 1)
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    assert room.state.read_back is None
    assert not move(room, 1)
    room.fake.channel.resume_session()
    room.deliver()
    assert scene(room).number == 2

    def older(live: LiveSession) -> LiveSession:
        return replace(live, read_back=None)

    room.fake.channel.change(older)
    room.deliver()
    assert room.state.read_back is None
    assert isinstance(room.view.chair_display[-1], DialogueScene)
    room.fake.channel.set_step(Step.SIGNING)
    room.deliver()
    assert room.state.read_back is None


def test_without_the_city_the_marker_stays_and_that_is_said() -> None:
    room = a_reading()
    mark(room, 1)
    room.fake.channel.lose_city()
    room.deliver()
    assert move(room, 1)
    room.pass_time(0.5)
    assert MessageCode.NOT_DONE_OFFLINE in room.banner_codes()
    assert panel(room).number == 2


def test_before_the_city_answered_nothing_is_read_back() -> None:
    room = Room()
    room.desk.start()
    room.fake.channel.lose_city()
    session = room.enter()
    session.facts.live = None
    assert session.read_back.panel() is None


def test_seeded_secrets_of_minutes_do_not_reach_the_display() -> None:
    room = a_reading()
    secrets = ("031165000123", "031 165 000 123", "0912 345 678", "+84912345678", "a.b@mail.vn")
    text = "Số " + ", ".join(secrets) + " ngày 26/11/2026, 38 m²."
    put(room, a_line("line-5", second=5, text=text))
    mark(room, 5)
    seen = repr(scene(room))
    for secret in secrets:
        assert secret not in seen
    assert "ngày 26/11/2026, 38 m²" in seen


def test_a_denouncer_is_named_nowhere_in_what_is_read() -> None:
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    line = replace(
        a_line("line-5", second=5, text="công dân a và Nguyễn Thị Mẫu trình bày."),
        speaker="Công dân A",
        kind=MinuteLineKind.STATEMENT,
    )
    secret = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    secret.fake.schedule.cases = {case.id: case}
    person = secret.fake.access.person
    assert person is not None
    listed = replace(person.officer, denunciations=frozenset({case.id}))
    secret.fake.access.person = replace(person, officer=listed)
    secret.fake.access.people = (listed,)
    secret.open()
    put(secret, line)
    secret.call_roll()
    for step in steps_to(Step.READ_BACK):
        secret.fake.channel.set_step(step)
    mark(secret, 5)
    (shown,) = scene(secret).lines
    assert shown.speaker is None
    for name in ("Công dân A", "công dân a", "Nguyễn Thị Mẫu"):
        assert name not in repr(shown)
    assert SESSION not in repr(shown)
