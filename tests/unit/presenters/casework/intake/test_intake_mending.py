"""An intake that the city would not have is opened again, mended and sent anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.intake import Intake, KnownIntake, joined
from desktop.domain.casework.matter.petition import Resolution
from desktop.domain.casework.people.citizen import Vulnerability
from desktop.domain.casework.reason import GivenReason
from desktop.domain.casework.visit import VisitOutcome, VisitStatus
from desktop.domain.ids import DocumentId, MemberId, UserId, VisitId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.intake.intake_forms import NEW_CASE, IntakeField
from desktop.presenters.casework.intake.intake_texts import as_before
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import INTAKE, MALE_1972
from tests.samples.receptions import CASE
from tests.unit.presenters.casework.intake.test_intake import (
    CARD,
    COMPLAINT,
    DENUNCIATION,
    MATTER,
    PERSON,
    a_room,
    finish,
    kept,
    state,
    write,
)

pytestmark = pytest.mark.unit

F = IntakeField
REASON = "Quên giấy tờ ở nhà"


def alone(room: Room) -> None:
    write(room, PERSON, MATTER, {F.CASE: NEW_CASE})


def spoken(room: Room) -> None:
    write(room, PERSON, MATTER, {F.WRITTEN: "no", F.BY_OFFICER: "yes", F.READ_BACK: "yes"})
    write(room, {F.ID_NUMBER: "", F.EXCEPTION: REASON, F.INTERPRETER: "yes"})
    write(room, {F.INTERPRETER_NAME: "Lê Thị Mẫu", F.CANNOT_WRITE: "yes", F.CASE: CASE})


def by_card(room: Room) -> None:
    room.desk.intake.read_card(CARD)
    write(room, MATTER, COMPLAINT, {F.SEEN: "yes", F.STANDING: "authorised"})
    write(room, {F.AUTHORISATION_NUMBER: "1", F.AUTHORISATION_DATE: "01/11/2026"})
    write(room, {F.AUTHORISATION_NOTARY: "Văn phòng", F.AUTHORISED_CONTENT: "Đất"})
    write(room, {F.STANDING_REASON: "Đã xem bản gốc, chưa chụp", F.RESPONDENT_KIND: "our_head"})
    write(room, {F.WITHIN: "yes", F.AGENCY: "UBND xã An Lão", F.OWN_RIGHT: "yes"})


def of_an_organisation(room: Room) -> None:
    write(room, PERSON, MATTER, {F.STANDING: "head_of_organisation"})
    write(room, {F.ORGANISATION: "Hợp tác xã Mẫu", F.POSITION: "Giám đốc"})
    write(room, {F.STANDING_REASON: "Đã xem quyết định bổ nhiệm"})


def by_a_lawyer(room: Room) -> None:
    write(room, PERSON, MATTER, {F.STANDING: "lawyer", F.LAWYER_CARD: "12/LS"})
    write(room, {F.LAWYER_DATE: "01/11/2020", F.LAWYER_ISSUER: "Liên đoàn", F.BAR: "Hải Phòng"})
    write(room, {F.STANDING_REASON: "Đã xem thẻ luật sư"})


def of_a_group(room: Room) -> None:
    write(room, PERSON, MATTER, {F.GROUP_SIZE: "5", F.GROUP_NAME: "Đoàn thôn 1", F.PRESENT: "2"})
    for name in ("Trần Văn Mẫu", "Phạm Thị Mẫu"):
        write(room, {F.MEMBER_NAME: name, F.MEMBER_ADDRESS: "Thôn 1"})
        room.desk.intake.visitors.add_member()
    group = state(room).group
    assert group is not None
    visitor, first, _ = group.rows
    room.desk.intake.visitors.toggle_signed(visitor.id)
    room.desk.intake.visitors.toggle_representative(visitor.id)
    room.desk.intake.visitors.toggle_representative(first.id)
    room.desk.intake.visitors.take_in(first.id)
    write(room, {F.ID_NUMBER: MALE_1972, F.SEEN: "yes", F.STANDING: "lawyer", F.LAWYER_CARD: "1"})
    write(room, {F.LAWYER_DATE: "01/11/2020", F.LAWYER_ISSUER: "Liên đoàn", F.BAR: "Hải Phòng"})
    write(room, {F.STANDING_REASON: "Đã xem thẻ luật sư", F.GROUP_REASON: "Chưa có giấy cử"})


def mixed(room: Room) -> None:
    write(room, PERSON, MATTER, {F.OWN_RIGHT: "yes", F.INFORMS: "yes", F.WITHIN: "yes"})
    room.desk.intake.split()
    write(room, {F.PETITION_TYPE: "proposal"})
    room.desk.intake.turn_to(1)
    write(room, {F.PETITION_TYPE: "feedback", F.WITHIN: "no"})


def secret(room: Room) -> None:
    write(room, PERSON, MATTER, DENUNCIATION, {F.OTHERS_BREACH: "yes", F.PLACE_TIME: "Hôm qua"})


EVERY = (alone, spoken, by_card, of_an_organisation, by_a_lawyer, of_a_group, mixed, secret)


def refuse(room: Room) -> KnownIntake:
    """The city would not have the newest visit."""
    known = KnownIntake(intake=kept(room), storage=RecordStorage.REFUSED, is_at_city=False)
    room.fake.intakes.learn(known)
    room.deliver()
    return known


def refused(room: Room, typing: Callable[[Room], None] = alone) -> KnownIntake:
    typing(room)
    finish(room)
    return refuse(room)


def without_times(intake: Intake) -> Intake:
    """Reasons and checks are of who judged last."""
    at, by = datetime(2026, 1, 1, tzinfo=UTC), UserId("")

    def settled(reasons: tuple[GivenReason, ...]) -> tuple[GivenReason, ...]:
        return tuple(replace(each, given_at=at, given_by=by) for each in reasons)

    group = intake.group
    return replace(
        intake,
        citizens=tuple(replace(one, reasons=settled(one.reasons)) for one in intake.citizens),
        checks=tuple(replace(one, checked_at=at, checked_by=by) for one in intake.checks),
        standings=tuple(replace(one, reasons=settled(one.reasons)) for one in intake.standings),
        group=None if group is None else replace(group, reasons=settled(group.reasons)),
    )


@pytest.mark.parametrize("typing", EVERY)
def test_nothing_typed_is_lost_on_the_way_there_and_back(typing: Callable[[Room], None]) -> None:
    room = a_room()
    known = refused(room, typing)
    (row,) = state(room).mending.rows
    assert (row.visit_id, row.ticket, row.has_clash) == (
        known.intake.visit.id,
        known.intake.visit.ticket_no,
        False,
    )
    room.clock.advance(3_600)
    room.desk.intake.open(row.visit_id)
    room.deliver()
    assert state(room).mending.open == row
    assert not state(room).mending.has_aside
    assert state(room).mending.rows == ()
    assert state(room).ticket == row.ticket
    finish(room)
    again = room.fake.intakes.find(row.visit_id)
    assert again is not None
    assert without_times(again.intake) == without_times(known.intake)
    assert again.storage is RecordStorage.HERE
    assert state(room).is_empty
    assert state(room).mending.rows == ()
    assert len(room.fake.intakes.intakes()) == 1


def test_what_is_mended_is_sent_as_the_same_visit() -> None:
    room = a_room()
    known = refused(room)
    room.desk.intake.open(known.intake.visit.id)
    write(room, {F.FULL_NAME: "Nguyễn Thị Mẫu Hai"})
    finish(room)
    assert kept(room).citizens[0].full_name == "Nguyễn Thị Mẫu Hai"
    assert kept(room).citizens[0].id == known.intake.citizens[0].id
    message = state(room).message
    assert message is not None
    assert (message.code, message.data) == ("N-002", {"n": known.intake.visit.ticket_no})


def test_what_was_being_typed_is_put_aside_and_comes_back() -> None:
    room = a_room()
    known = refused(room)
    write(room, {F.FULL_NAME: "Trần Văn Mẫu"})
    other = replace(known.intake.visit, id=VisitId("other"))
    room.fake.intakes.learn(replace(known, intake=replace(known.intake, visit=other)))
    room.deliver()
    for visit_id in (known.intake.visit.id, other.id):
        room.desk.intake.open(visit_id)
        assert state(room).mending.has_aside
        assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"
    write(room, {F.FULL_NAME: "Nguyễn Thị Mẫu Hai"})
    finish(room)
    finish(room)  # one number in two visits of a day is odd
    first = state(room)
    assert first.mending.open is not None
    assert first.mending.open.visit_id == known.intake.visit.id
    room.desk.intake.close()
    assert state(room).form.text(F.FULL_NAME) == "Trần Văn Mẫu"
    assert state(room).mending.open is None
    assert room.fake.intakes.find(known.intake.visit.id) == known


def test_closing_nothing_changes_nothing() -> None:
    room = a_room()
    write(room, PERSON)
    room.desk.intake.close()
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"


def test_what_is_being_mended_survives_a_kill() -> None:
    room = a_room()
    known = refused(room)
    room.desk.intake.open(known.intake.visit.id)
    write(room, {F.FULL_NAME: "Nguyễn Thị Mẫu Hai"})
    room.clock.advance(1)
    room.desk.on_tick()
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu Hai"
    assert state(room).mending.open is not None


def test_what_was_sent_before_the_program_ended_is_not_sent_again() -> None:
    room = a_room()
    write(room, {F.FULL_NAME: "Trần Văn Mẫu"})
    waiting = room.desk.intake.state().form.text(F.FULL_NAME)
    room.desk.intake.leave()
    other = a_room()
    known = refused(other)
    room.fake.intakes.learn(known)
    room.deliver()
    room.desk.intake.open(known.intake.visit.id)
    room.fake.intakes.learn(replace(known, storage=RecordStorage.HERE))
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert state(room).form.text(F.FULL_NAME) == waiting


def test_a_clash_is_opened_as_it_was_typed_here_and_settled() -> None:
    room = a_room()
    alone(room)
    finish(room)
    theirs = kept(room)
    visit = replace(theirs.visit, status=VisitStatus.CLOSED, outcome=VisitOutcome.GUIDED)
    theirs = joined(replace(theirs, visit=visit))
    citizen = replace(theirs.citizens[0], full_name="Nguyễn Thị Mẫu Hai")
    room.fake.intakes.learn(
        KnownIntake(
            intake=theirs,
            storage=RecordStorage.HERE,
            other=replace(theirs, citizens=(citizen,)),
        )
    )
    room.deliver()
    (row,) = state(room).mending.rows
    assert row.has_clash
    room.desk.intake.open(row.visit_id)
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu Hai"
    finish(room)
    assert kept(room).citizens[0].full_name == "Nguyễn Thị Mẫu Hai"
    assert kept(room).visit == visit


def test_what_becomes_blocked_is_redirected_where_it_still_may() -> None:
    room = a_room()
    known = refused(room, secret)
    room.desk.intake.open(known.intake.visit.id)
    write(room, {F.PROTECTION: "yes"})
    finish(room)
    assert kept(room).visit.status is VisitStatus.REDIRECTED


def test_only_what_is_whole_and_was_refused_is_opened() -> None:
    room = a_room()
    known = refused(room)
    assert state(room).mending.rows != ()
    for other in (
        replace(known, storage=RecordStorage.CITY),
        replace(known, is_whole=False),
        replace(known, intake=replace(known.intake, citizens=known.intake.citizens * 2)),
        replace(known, intake=replace(known.intake, checks=())),
        replace(known, intake=replace(known.intake, citizens=(), checks=(), standings=())),
        replace(known, intake=replace(known.intake, petitions=())),
    ):
        room.fake.intakes.learn(other)
        room.deliver()
        assert state(room).mending.rows == ()
        room.desk.intake.open(known.intake.visit.id)
        assert state(room).is_empty
    room.desk.intake.open(VisitId("nobody"))
    assert state(room).is_empty


def test_only_some_are_shown() -> None:
    room = a_room()
    known = refused(room)
    for number in range(4):
        visit = replace(known.intake.visit, id=VisitId(f"visit-{number}"))
        room.fake.intakes.learn(replace(known, intake=replace(known.intake, visit=visit)))
    room.deliver()
    assert len(state(room).mending.rows) == 3
    assert state(room).mending.more == 2


def test_a_denunciation_to_be_mended_names_nobody() -> None:
    room = a_room()
    refused(room, secret)
    assert state(room).mending.rows[0].names == ()


def test_who_may_not_take_in_opens_nothing() -> None:
    room = a_room(role=Role.SECRETARY)
    other = a_room()
    known = refused(other)
    room.fake.intakes.learn(known)
    room.desk.intake.open(known.intake.visit.id)
    assert room.desk.intake.state().is_empty


@pytest.mark.parametrize("left", ["{", "5", "[5]"])
def test_what_was_put_aside_and_cannot_be_read_is_nothing(left: str) -> None:
    room = a_room()
    room.fake.memory.remember("intake_aside", left)
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert state(room).is_empty


def test_what_the_form_does_not_ask_for_stays() -> None:
    room = a_room()
    of_a_group(room)
    finish(room)
    intake = kept(room)
    assert intake.group is not None
    resolution = Resolution(body="UBND", document_kind="QĐ", number="1", date=None, result="bác")
    former = replace(
        intake,
        citizens=(
            replace(
                intake.citizens[0],
                email="a@example.org",
                vulnerability=frozenset({Vulnerability.ELDERLY}),
            ),
            intake.citizens[1],
        ),
        group=replace(
            intake.group,
            withdrawn_members=frozenset({intake.group.members[1].id, MemberId("gone")}),
        ),
        petitions=(replace(intake.petitions[0], resolution_history=(resolution,)),),
    )
    made = as_before(intake, former)
    assert made.citizens == former.citizens
    assert made.group is not None
    assert made.group.withdrawn_members == {intake.group.members[1].id}
    assert made.petitions == former.petitions
    others = replace(former, citizens=(), standings=(), petitions=(), group=None)
    assert as_before(intake, others).citizens == intake.citizens
    assert as_before(intake, others).group == intake.group
    assert as_before(intake, others).petitions == intake.petitions
    assert as_before(intake, others).standings == intake.standings


def test_papers_that_were_given_again_stay_so_when_a_visit_is_mended() -> None:
    former = replace(INTAKE.visit, papers_again=(DocumentId("a"), DocumentId("b")))
    now = replace(INTAKE.visit, papers_again=(DocumentId("b"), DocumentId("c")))
    mended = as_before(replace(INTAKE, visit=now), replace(INTAKE, visit=former))
    assert mended.visit.papers_again == ("a", "b", "c")


def test_papers_of_a_refused_visit_stay_in_the_dossier(tmp_path: Path) -> None:
    room = a_room()
    alone(room)
    path = tmp_path / "Đơn.pdf"
    path.write_bytes(b"%PDF")
    room.desk.intake.papers.add(path)
    room.deliver()
    write(room, {F.STANDING: "lawyer", F.LAWYER_CARD: "1", F.LAWYER_DATE: "01/11/2020"})
    write(room, {F.LAWYER_ISSUER: "Liên đoàn", F.BAR: "Hải Phòng"})
    room.desk.intake.papers.toggle_proof(state(room).papers.rows[0].id)
    finish(room)
    known = refuse(room)
    room.desk.intake.open(known.intake.visit.id)
    finish(room)
    assert kept(room).standings[0].proof_document_id == known.intake.standings[0].proof_document_id
    assert kept(room).standings[0].proof_document_id is not None
