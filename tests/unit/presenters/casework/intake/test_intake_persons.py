"""Several people of a group are taken in at one visit: each is a person of their own."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.casework.intake import KnownIntake, intake_faults, is_intake_sendable
from desktop.domain.casework.people.citizen import IdKind
from desktop.domain.casework.people.identity import IdentityMethod, IdentityResult
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.casework.rules.field_rule import Circumstances
from desktop.domain.faults import FaultKind
from desktop.domain.ids import MemberId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.intake.intake_forms import MAX_PERSONS, IntakeField
from desktop.presenters.casework.intake.intake_state import MemberRow
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import FEMALE_1965, MALE_1972, MALE_2003
from tests.samples.receptions import CASE
from tests.unit.presenters.casework.intake.test_intake import (
    DENUNCIATION,
    MATTER,
    PERSON,
    a_room,
    code,
    codes,
    faults,
    finish,
    kept,
    someone_before,
    state,
    write,
)

pytestmark = pytest.mark.unit

F = IntakeField
CARD = "030072004567||Trần Văn Mẫu|04051972|Nam|Thôn 2, xã An Lão, Hải Phòng|10052021"
SECOND: dict[str, str] = {
    F.BIRTH: "04/05/1972",
    F.GENDER: "male",
    F.ID_NUMBER: MALE_1972,
    F.SEEN: "yes",
}
NAMES = ("Nguyễn Thị Mẫu", "Trần Văn Mẫu")
PRESS = "Chưa có giấy cử đại diện"


def rows(room: Room) -> tuple[MemberRow, ...]:
    group = state(room).group
    assert group is not None
    return group.rows


def named(room: Room, name: str, *, speaks: bool = True) -> MemberId:
    """Somebody of the group, by name alone."""
    write(room, {F.MEMBER_NAME: name, F.MEMBER_ADDRESS: "Thôn 2, xã An Lão"})
    room.desk.intake.visitors.add_member()
    member_id = rows(room)[-1].id
    if speaks:
        room.desk.intake.visitors.toggle_representative(member_id)
    return member_id


def two(room: Room, size: int = 7) -> MemberId:
    """Two representatives of a group; the second one stands in the form."""
    write(room, PERSON, MATTER, {F.GROUP_SIZE: str(size), F.GROUP_NAME: "Đoàn thôn 1"})
    write(room, {F.PRESENT: "2", F.GROUP_REASON: PRESS})
    member_id = named(room, "Trần Văn Mẫu")
    room.desk.intake.visitors.take_in(member_id)
    write(room, SECOND)
    return member_id


def names(room: Room) -> tuple[str, ...]:
    return state(room).persons.names


def test_each_representative_is_kept_whole() -> None:
    room = a_room()
    member_id = two(room)
    finish(room)
    intake = kept(room)
    assert tuple(one.full_name for one in intake.citizens) == NAMES
    assert [one.id_number for one in intake.citizens] == [FEMALE_1965, MALE_1972]
    assert len({one.id for one in intake.citizens}) == 2
    assert intake.visit.citizen_ids == tuple(one.id for one in intake.citizens)
    assert [one.citizen_id for one in intake.checks] == list(intake.visit.citizen_ids)
    assert [one.citizen_id for one in intake.standings] == list(intake.visit.citizen_ids)
    assert [one.result for one in intake.checks] == [IdentityResult.VERIFIED] * 2
    assert intake.petitions[0].citizen_ids == intake.visit.citizen_ids
    assert intake.group is not None
    assert [one.citizen_id for one in intake.group.members] == list(intake.visit.citizen_ids)
    assert intake.group.representatives == tuple(one.id for one in intake.group.members)
    assert intake.group.members[1].id == member_id
    at = Circumstances(today=state(room).today, now=room.clock.now())
    assert is_intake_sendable(intake_faults(intake, at))
    assert state(room).is_empty
    assert state(room).persons.names == ("",)


def test_one_turns_from_one_to_the_other_and_what_was_typed_stays() -> None:
    room = a_room()
    member_id = two(room)
    shown = state(room)
    assert (shown.persons.names, shown.persons.place) == (NAMES, 1)
    assert shown.form.text(F.ADDRESS) == "Thôn 2, xã An Lão"
    room.desk.intake.visitors.turn_to(0)
    shown = state(room)
    assert (shown.form.text(F.FULL_NAME), shown.form.text(F.ID_NUMBER)) == (NAMES[0], FEMALE_1965)
    assert [(one.place, one.is_shown) for one in rows(room)] == [(0, True), (1, False)]
    assert all(one.can_remove and not one.can_take_in for one in rows(room))
    room.desk.intake.visitors.take_in(member_id)
    assert state(room).form.text(F.ID_NUMBER) == MALE_1972
    for nowhere in (1, 2, -1):
        room.desk.intake.visitors.turn_to(nowhere)
    assert state(room).persons.place == 1


def test_beside_the_form_numbers_are_masked() -> None:
    room = a_room()
    two(room)
    assert state(room).sheet.people == (
        (NAMES[0], "031•••••••23"),
        (NAMES[1], "030•••••••67"),
    )


def test_of_a_denunciation_people_are_counted_only() -> None:
    room = a_room()
    two(room)
    write(room, DENUNCIATION)
    assert names(room) == ("", "")
    assert state(room).sheet.people == ()


def test_several_people_survive_a_kill() -> None:
    room = a_room()
    two(room)
    room.desk.intake.visitors.turn_to(0)
    write(room, {F.FULL_NAME: "Nguyễn Thị Mẫu Hai"})
    room.clock.advance(1)
    room.desk.on_tick()
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert names(room) == ("Nguyễn Thị Mẫu Hai", NAMES[1])
    finish(room)
    assert [one.id_number for one in kept(room).citizens] == [FEMALE_1965, MALE_1972]


def test_a_card_is_read_for_the_one_in_the_form() -> None:
    room = a_room()
    two(room)
    room.desk.intake.read_card(CARD)
    assert state(room).is_by_card
    room.desk.intake.visitors.turn_to(0)
    assert not state(room).is_by_card
    finish(room)
    assert [one.method for one in kept(room).checks] == [IdentityMethod.SIGHT, IdentityMethod.QR]
    assert kept(room).citizens[1].id_issue_date is not None


def test_a_card_of_somebody_else_never_writes_over_the_one_in_the_form() -> None:
    room = a_room()
    two(room)
    room.desk.intake.visitors.turn_to(0)
    room.desk.intake.read_card(CARD)
    assert (state(room).persons.place, names(room)) == (1, NAMES)
    assert state(room).form.text(F.ISSUE_DATE) == "10/05/2021"
    room.desk.intake.read_card(CARD)
    assert (state(room).persons.place, names(room)) == (1, NAMES)
    room.desk.intake.visitors.turn_to(0)
    assert state(room).form.text(F.ID_NUMBER) == FEMALE_1965


def test_a_card_of_one_who_is_named_alone_takes_them_in() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.GROUP_SIZE: "7", F.GROUP_NAME: "Đoàn thôn 1"})
    named(room, "Trần  Văn Mẫu")
    named(room, "Lê Văn Mẫu", speaks=False)
    room.desk.intake.read_card(CARD)
    assert (state(room).persons.place, names(room)) == (1, NAMES)
    assert state(room).form.text(F.ID_NUMBER) == MALE_1972
    assert [one.is_representative for one in rows(room)] == [True, True, False]


def test_a_card_of_another_member_leaves_the_one_whose_number_is_still_missing() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.GROUP_SIZE: "7", F.GROUP_NAME: "Đoàn thôn 1"})
    named(room, "Phạm Văn Mẫu")
    named(room, "Trần Văn Mẫu")
    room.desk.intake.visitors.take_in(rows(room)[1].id)
    room.desk.intake.read_card(CARD)
    assert names(room) == ("Nguyễn Thị Mẫu", "Phạm Văn Mẫu", "Trần Văn Mẫu")
    assert state(room).persons.place == 2
    assert len(rows(room)) == 3


def test_a_card_finds_who_waits_for_it_beside_the_form() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.GROUP_SIZE: "7", F.GROUP_NAME: "Đoàn thôn 1"})
    for name in ("Phạm Văn Mẫu", "Trần Văn Mẫu"):
        named(room, name)
        room.desk.intake.visitors.take_in(rows(room)[-1].id)
    room.desk.intake.visitors.turn_to(1)
    room.desk.intake.read_card(CARD)
    assert names(room) == ("Nguyễn Thị Mẫu", "Phạm Văn Mẫu", "Trần Văn Mẫu")
    assert state(room).form.text(F.ID_NUMBER) == MALE_1972
    room.desk.intake.visitors.turn_to(1)
    assert state(room).form.text(F.ID_NUMBER) == ""


def test_a_card_stays_with_the_form_where_nobody_else_bears_its_name() -> None:
    room = a_room()
    write(room, PERSON, {F.GROUP_SIZE: "7", F.ID_NUMBER: "", F.FULL_NAME: ""})
    named(room, "Trần Văn Mẫu")
    room.desk.intake.read_card(CARD)  # nobody stands in the form yet
    assert state(room).persons.place == 0
    assert state(room).form.text(F.ID_NUMBER) == MALE_1972
    other = CARD.replace(MALE_1972, MALE_2003).replace("Trần Văn Mẫu", "Lê Văn Mẫu")
    for _ in range(2):
        named(room, "Lê Văn Mẫu", speaks=False)
    room.desk.intake.read_card(other)  # two bear that name: it is not known which
    assert len(names(room)) == 1
    write(room, {F.GROUP_SIZE: "1"})
    room.desk.intake.read_card(CARD)
    assert len(names(room)) == 1


def test_one_who_came_before_is_recognised_beside_one_who_did_not() -> None:
    room = a_room()
    before = someone_before(room)
    write(room, PERSON, MATTER, {F.FULL_NAME: "Trần Văn Mẫu", F.ID_NUMBER: MALE_1972})
    write(room, {F.BIRTH: "1972", F.GENDER: "male", F.GROUP_SIZE: "7", F.GROUP_NAME: "Đoàn"})
    write(room, {F.GROUP_REASON: PRESS})
    assert state(room).people == ()
    room.desk.intake.visitors.take_in(named(room, "Nguyễn Thị Mẫu"))
    write(room, {F.ID_NUMBER: FEMALE_1965, F.SEEN: "yes"})
    (known,) = state(room).people
    assert known.number == "031•••••••23"
    room.desk.intake.visitors.confirm(known.citizen_id)
    assert state(room).people == ()
    assert state(room).form.text(F.BIRTH) == "12/04/1965"
    assert [one.visit_id for one in state(room).history] == [before.visit.id]
    room.desk.intake.visitors.turn_to(0)
    assert [one.visit_id for one in state(room).history] == [before.visit.id]
    finish(room)
    assert kept(room).visit.visit_number == 2


def test_who_was_dismissed_for_one_may_still_be_the_other() -> None:
    room = a_room()
    someone_before(room)
    write(room, PERSON, MATTER, {F.GROUP_SIZE: "7", F.FULL_NAME: "Lê Thị Mẫu"})
    (known,) = state(room).people
    room.desk.intake.visitors.dismiss(known.citizen_id)
    assert state(room).people == ()
    room.desk.intake.visitors.take_in(named(room, "Nguyễn Thị Mẫu"))
    write(room, {F.ID_NUMBER: FEMALE_1965})
    assert [one.citizen_id for one in state(room).people] == [known.citizen_id]


def test_two_people_of_one_visit_with_one_number_are_pointed_at() -> None:
    room = a_room()
    two(room)
    write(room, {F.ID_NUMBER: FEMALE_1965, F.GENDER: "female", F.BIRTH: "1965"})
    finish(room)
    assert codes(room) == {F.ID_NUMBER: "N-104"}
    (field,) = (one for one in state(room).form.fields if one.key == F.ID_NUMBER)
    assert dict(field.data) == {"n": state(room).ticket}
    finish(room)
    assert len(kept(room).citizens) == 2
    assert [len(one.warnings) for one in kept(room).checks] == [1, 1]


def test_who_lacks_something_is_shown_at_the_press() -> None:
    room = a_room()
    two(room)
    write(room, {F.SEEN: "", F.ADDRESS: ""})
    room.desk.intake.visitors.turn_to(0)
    assert (state(room).sheet.lacking, state(room).sheet.lacking_at) == ((), (2,))
    finish(room)
    assert state(room).persons.place == 1
    assert faults(room) == {F.SEEN: FaultKind.MISSING, F.ADDRESS: FaultKind.MISSING}
    assert room.fake.intakes.intakes() == ()
    write(room, {F.SEEN: "yes", F.ADDRESS: "Thôn 2", F.SUMMARY: ""})
    room.desk.intake.visitors.turn_to(0)
    finish(room)
    assert state(room).persons.place == 0
    assert faults(room) == {F.SUMMARY: FaultKind.MISSING}


def test_of_two_who_lack_something_the_one_in_the_form_stays() -> None:
    room = a_room()
    two(room)
    write(room, {F.SEEN: ""})
    room.desk.intake.visitors.turn_to(0)
    write(room, {F.SEEN: ""})
    finish(room)
    assert state(room).persons.place == 0
    assert faults(room) == {F.SEEN: FaultKind.MISSING}


def test_a_paper_of_the_other_dated_tomorrow_is_found() -> None:
    room = a_room()
    two(room)
    tomorrow = f"{state(room).today + timedelta(days=1):%d/%m/%Y}"
    write(room, {F.STANDING: "authorised", F.AUTHORISATION_DATE: tomorrow})
    write(room, {F.AUTHORISATION_NUMBER: "1", F.AUTHORISED_CONTENT: "Đất"})
    write(room, {F.STANDING_REASON: "Đã xem bản gốc, chưa chụp"})
    room.desk.intake.visitors.turn_to(0)
    finish(room)
    assert state(room).persons.place == 1
    assert codes(room) == {F.AUTHORISATION_DATE: "N-107"}


def test_a_representative_who_is_named_alone_is_pointed_at_once() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.GROUP_SIZE: "7", F.GROUP_NAME: "Đoàn", F.GROUP_REASON: PRESS})
    named(room, "Trần Văn Mẫu")
    finish(room)
    assert codes(room) == {F.MEMBER_NAME: "N-112"}
    finish(room)
    assert len(kept(room).citizens) == 1


def test_who_is_sent_away_is_named_alone_again() -> None:
    room = a_room()
    member_id = two(room)
    room.desk.intake.visitors.toggle_signed(member_id)
    room.desk.intake.visitors.remove_member(member_id)
    first, second = rows(room)
    assert (second.id, second.name, second.address) == (
        member_id,
        "Trần Văn Mẫu",
        "Thôn 2, xã An Lão",
    )
    assert (second.has_signed, second.is_representative, second.can_take_in) == (True, True, True)
    assert (names(room), first.can_remove) == ((NAMES[0],), False)
    room.desk.intake.visitors.remove_member(first.id)
    assert names(room) == (NAMES[0],)
    room.desk.intake.visitors.take_in(member_id)
    assert state(room).form.text(F.ID_NUMBER) == ""
    room.desk.intake.visitors.remove_member(first.id)
    assert names(room) == ("Trần Văn Mẫu",)
    assert [one.name for one in rows(room)] == ["Trần Văn Mẫu", "Nguyễn Thị Mẫu"]
    room.desk.intake.visitors.remove_member(first.id)
    assert [one.name for one in rows(room)] == ["Trần Văn Mẫu"]


def test_the_form_stays_with_whom_it_holds() -> None:
    room = a_room()
    two(room)
    third = named(room, "Lê Văn Mẫu", speaks=False)
    room.desk.intake.visitors.take_in(third)
    write(room, {F.FULL_NAME: ""})
    first, second, _ = rows(room)
    room.desk.intake.visitors.turn_to(1)
    room.desk.intake.visitors.remove_member(third)
    assert [one.id for one in rows(room)] == [first.id, second.id]
    assert state(room).form.text(F.FULL_NAME) == "Trần Văn Mẫu"
    room.desk.intake.visitors.remove_member(first.id)
    assert (state(room).persons.place, names(room)) == (0, ("Trần Văn Mẫu",))


def test_marks_of_somebody_who_is_not_shown_are_kept() -> None:
    room = a_room()
    member_id = two(room)
    room.desk.intake.visitors.turn_to(0)
    room.desk.intake.visitors.toggle_signed(member_id)
    room.desk.intake.visitors.toggle_representative(member_id)
    assert [(one.has_signed, one.is_representative) for one in rows(room)] == [
        (False, True),
        (True, False),
    ]
    room.desk.intake.visitors.turn_to(1)
    finish(room)
    group = kept(room).group
    assert group is not None
    assert group.representatives == (group.members[0].id,)
    assert kept(room).petitions[0].citizen_ids == (kept(room).citizens[0].id,)


def test_where_nobody_speaks_yet_everybody_does() -> None:
    room = a_room()
    member_id = two(room)
    for one in rows(room):
        room.desk.intake.visitors.toggle_representative(one.id)
    people = room.desk.intake._reading.present()
    assert people.speaking == tuple(one.citizen.id for one in people.persons)
    assert member_id == rows(room)[1].id


def test_no_more_are_taken_in_than_may_ever_speak() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.GROUP_SIZE: "11"})
    for number in range(MAX_PERSONS):
        room.desk.intake.visitors.take_in(named(room, f"Lê Văn {'ABCDE'[number]}", speaks=False))
    assert len(names(room)) == MAX_PERSONS
    assert rows(room)[-1].place is None
    assert not rows(room)[-1].can_take_in


def test_nobody_is_taken_in_without_a_group_or_a_name() -> None:
    room = a_room()
    write(room, PERSON, {F.GROUP_SIZE: "7"})
    member_id = named(room, "Trần Văn Mẫu", speaks=False)
    write(room, {F.GROUP_SIZE: "1"})
    room.desk.intake.visitors.take_in(member_id)
    room.desk.intake.visitors.take_in(MemberId("nobody"))
    assert names(room) == (NAMES[0],)


def test_two_people_stay_a_group_whatever_its_size_says() -> None:
    room = a_room()
    two(room)
    write(room, {F.GROUP_SIZE: "1"})
    finish(room)
    assert codes(room) == {F.MEMBER_NAME: "N-110"}
    assert names(room) == NAMES


@pytest.mark.parametrize(("size", "said"), [(10, "N-110"), (11, "")])
def test_exactly_ten_send_two_and_eleven_may_send_three(size: int, said: str) -> None:
    room = a_room()
    two(room, size)
    third = named(room, "Lê Văn Mẫu", speaks=False)
    room.desk.intake.visitors.toggle_representative(third)
    assert code(room) == said
    assert sum(one.is_representative for one in rows(room)) == (2 if said else 3)


def test_what_proves_the_standing_of_one_proves_nothing_of_the_other(tmp_path: Path) -> None:
    room = a_room()
    two(room)
    write(room, {F.CASE: CASE, F.STANDING: "legal_representative"})
    for name in ("Giấy một.pdf", "Giấy hai.pdf"):
        path = tmp_path / name
        path.write_bytes(f"%PDF {name}".encode())
        room.desk.intake.papers.add(path)
        room.deliver()
    first, second = (one.id for one in state(room).papers.rows)
    room.desk.intake.papers.toggle_proof(first)
    room.desk.intake.visitors.turn_to(0)
    room.desk.intake.draw()
    assert not any(one.is_proof for one in state(room).papers.rows)
    write(room, {F.STANDING: "legal_representative"})
    room.desk.intake.papers.toggle_proof(second)
    room.desk.intake.papers.remove(second)
    room.desk.intake.draw()
    assert [one.is_proof for one in state(room).papers.rows] == [False]
    write(room, {F.STANDING: "self"})
    finish(room)
    assert [one.proof_document_id for one in kept(room).standings] == [None, first]
    known = KnownIntake(intake=kept(room), storage=RecordStorage.REFUSED, is_at_city=False)
    room.fake.intakes.learn(known)
    room.desk.intake.open(known.intake.visit.id)
    room.desk.intake.papers.remove(first)
    write(room, {F.STANDING: "legal_representative", F.STANDING_REASON: "Chưa nộp giấy tờ"})
    room.desk.intake.visitors.turn_to(1)
    assert F.STANDING_REASON in {one.key for one in state(room).form.fields}


def test_a_designation_proves_who_represents_a_group(tmp_path: Path) -> None:
    room = a_room()
    two(room)
    write(room, {F.CASE: CASE, F.STANDING: "group_representative"})
    path = tmp_path / "Giấy cử.pdf"
    path.write_bytes(b"%PDF")
    room.desk.intake.papers.add(path)
    room.deliver()
    (paper,) = state(room).papers.rows
    room.desk.intake.papers.toggle_designation(paper.id)
    finish(room)
    intake = kept(room)
    assert intake.group is not None
    assert intake.group.designation_document_id == paper.id
    assert intake.standings[1].kind is StandingKind.GROUP_REPRESENTATIVE
    assert intake.standings[1].proof_document_id == paper.id
    known = KnownIntake(intake=intake, storage=RecordStorage.REFUSED, is_at_city=False)
    room.fake.intakes.learn(known)
    room.desk.intake.open(intake.visit.id)
    room.desk.intake.draw()
    finish(room)
    assert kept(room).standings[1].proof_document_id == paper.id


def test_who_types_on_while_it_is_kept_types_of_other_people() -> None:
    room = a_room()
    two(room)
    room.desk.intake.finish()
    write(room, {F.PHONE: "0900000111"})
    room.deliver()
    first = kept(room)
    assert len(room.fake.intakes.intakes()) == 1
    room.clock.advance(60)
    finish(room)
    finish(room)  # the numbers of the first visit are odd in the second
    finish(room)
    second = kept(room)
    assert second.visit.id != first.visit.id
    assert not {one.id for one in second.citizens} & {one.id for one in first.citizens}
    assert second.group is not None
    assert [one.citizen_id for one in second.group.members] == [one.id for one in second.citizens]


def test_a_draft_whose_people_cannot_be_read_holds_the_one_in_the_form() -> None:
    room = a_room()
    two(room)
    room.desk.intake.leave()
    kept_texts = json.loads(room.fake.memory.values["intake_draft"])
    room.fake.memory.remember("intake_draft", json.dumps({**kept_texts, "persons": "{"}))
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert names(room) == (NAMES[1],)
    assert state(room).form.text(F.ID_KIND) == IdKind.CAN_CUOC


def test_two_who_edit_one_citizen_offline_are_asked_and_nobody_is_lost() -> None:
    room = a_room()
    two(room)
    finish(room)
    theirs = kept(room)
    mine = replace(theirs.citizens[1], phone="0900000222", id_number=MALE_2003)
    ours = replace(theirs, citizens=(theirs.citizens[0], mine))
    room.fake.intakes.learn(
        KnownIntake(intake=theirs, storage=RecordStorage.HERE, other=ours),
    )
    room.deliver()
    (row,) = state(room).mending.rows
    assert (row.names, row.has_clash) == (NAMES, True)
    room.desk.intake.open(row.visit_id)
    assert names(room) == NAMES
    room.desk.intake.visitors.turn_to(1)
    assert state(room).form.text(F.PHONE) == "0900000222"
    write(room, {F.ID_NUMBER: MALE_1972})
    finish(room)
    assert kept(room).citizens[1] == replace(theirs.citizens[1], phone="0900000222")
    assert kept(room).citizens[0] == theirs.citizens[0]
