"""F2 marks a moment: a line of the record at the city's time, told in a word, read by nobody."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.record.mark import AGAIN_AFTER_S, Mark, mark_text, marks_of
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, SESSION

pytestmark = pytest.mark.unit


def marks(room: Room) -> tuple[Mark, ...]:
    return marks_of(room.fake.minutes.lines(SESSION))


def press(room: Room) -> None:
    room.session.incident.mark()
    room.deliver()


def test_it_writes_the_moment_the_site_and_the_person_and_says_so(room: Room) -> None:
    room.open()
    at = room.session.facts.city_now()
    press(room)
    (mark,) = marks(room)
    by = room.session.context.officer.display_name
    assert (mark.at, mark.site_id, mark.by) == (at, COMMUNE, by)
    (told,) = [one for one in room.state.banners if one.code == MessageCode.MOMENT_MARKED]
    assert told.data == {"at": at}
    (row,) = room.state.minutes.rows
    assert (row.is_mark, row.text) == (True, mark_text(at))


def test_a_key_that_bounces_marks_once_and_a_second_press_marks_again(room: Room) -> None:
    room.open()
    press(room)
    press(room)
    assert len(marks(room)) == 1
    room.pass_time(AGAIN_AFTER_S)
    press(room)
    assert len(marks(room)) == 2


def test_it_is_kept_without_the_city_and_beside_the_line_in_the_editor(room: Room) -> None:
    room.open()
    room.session.minutes.edit_text("Công dân đang nói")
    room.fake.channel.lose_city()
    room.deliver()
    press(room)
    assert len(marks(room)) == 1
    assert room.state.minutes.editor.text == "Công dân đang nói"


def test_before_the_opening_and_after_the_signing_nothing_is_marked(room: Room) -> None:
    room.enter()
    press(room)
    assert marks(room) == ()


def test_elsewhere_and_in_a_consultation_this_program_records_nothing_to_mark(room: Room) -> None:
    room.open()
    now = room.clock.now()
    begun = Consultation(site_ids=(HQ, COMMUNE), at=now)
    room.fake.channel.change(lambda live: replace(live, consultations=(begun,)))
    room.deliver()
    press(room)
    room.fake.channel.change(lambda live: replace(live, consultations=(), platform="Zoom"))
    room.deliver()
    press(room)
    assert marks(room) == ()


def test_who_writes_no_minutes_marks_nothing() -> None:
    room = Room(role=Role.LEADER)
    room.open()
    press(room)
    assert marks(room) == ()


def test_a_mark_is_not_read_back(room: Room) -> None:
    room.open()
    room.session.minutes.edit_text("Kính thưa")
    room.session.minutes.new_line()
    press(room)
    room.deliver()
    assert [one.text for one in room.session.read_back.lines()] == ["Kính thưa"]
