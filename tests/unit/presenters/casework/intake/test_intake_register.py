"""Whoever is taken in stands in the register, once, whatever happens to the program."""

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register_book import KnownRow, RegisterQuery
from desktop.domain.ids import VisitId
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.unit.presenters.casework.intake.test_intake import (
    DENUNCIATION,
    MATTER,
    PERSON,
    a_room,
    finish,
    kept,
    write,
)

pytestmark = pytest.mark.unit


def rows(room: Room) -> tuple[KnownRow, ...]:
    return room.fake.register.find(RegisterQuery(year=2026)).rows


def test_who_is_taken_in_stands_in_the_register_at_once() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    assert rows(room) == ()
    finish(room)
    [row] = rows(room)
    assert row.entry.visit_id == kept(room).visit.id
    assert row.entry.name_address == "Nguyễn Thị Mẫu, Thôn 1, xã An Lão"
    assert row.entry.petition_type is PetitionType.PROPOSAL
    assert row.number is None
    room.deliver()
    assert len(rows(room)) == 1


def test_who_is_sent_to_a_reception_in_person_stands_there_without_a_name() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {**DENUNCIATION, "identity_protection_requested": "yes"})
    finish(room)
    [row] = rows(room)
    assert row.is_restricted
    assert (row.entry.name_address, row.entry.id_document, row.entry.summary) == ("", "", "")


def test_who_cannot_be_kept_stands_in_no_register() -> None:
    room = a_room()
    room.fake.intakes.fails_with = "L-301"
    write(room, PERSON, MATTER)
    finish(room)
    assert rows(room) == ()


def test_a_visit_that_is_not_here_is_entered_by_nobody() -> None:
    room = a_room()
    room.desk.intake._keeping.enter(VisitId("elsewhere"))
    assert rows(room) == ()


def test_a_kill_between_visit_and_register_leaves_nobody_out() -> None:
    """The visit was kept, and the program ended before it heard of it."""
    room = a_room()
    write(room, PERSON, MATTER)
    room.desk.intake.finish()
    room.restart()
    assert room.fake.register.missing(2026) == (kept(room).visit.id,)
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert len(rows(room)) == 1
    assert room.fake.register.missing(2026) == ()
