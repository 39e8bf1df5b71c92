"""Papers handed in while somebody is taken in, and the case that they belong to."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.intake import KnownIntake
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.matter.reception_request import KnownRequest, ReceptionRequest
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import CaseId, CitizenId, DocumentId, RequestId
from desktop.domain.papers.dossier import CasePaper, CopyKind, HandedIn, KeptFile
from desktop.domain.papers.events import FileKept
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.domain.papers.receipt import papers_of_visit
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.intake.intake_cases import request_of
from desktop.presenters.casework.intake.intake_forms import MAX_TEXT, NEW_CASE, IntakeField
from desktop.presenters.casework.intake.intake_people import People
from desktop.presenters.casework.intake.intake_person import Person
from desktop.presenters.casework.intake.intake_state import HandedPaper
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import INTAKE, ONLINE, REJECTED, REQUEST
from tests.samples.receptions import CASE, COMMUNE, HQ, OFFICER, a_case
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
WAITING = KnownRequest(
    request=replace(REQUEST, id=RequestId("asked"), owner_site_id=COMMUNE),
    storage=RecordStorage.CITY,
)
GROUP: dict[str, str] = {F.GROUP_SIZE: "5", F.GROUP_NAME: "Đoàn thôn 1", F.PRESENT: "2"}


def a_file(folder: Path, name: str = "Quyết định.pdf", text: str = "một") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def hand_in(room: Room, path: Path) -> None:
    room.desk.intake.papers.add(path)
    room.deliver()


def rows(room: Room) -> tuple[HandedPaper, ...]:
    room.desk.intake.draw()
    return state(room).papers.rows


def in_dossier(room: Room, case_id: CaseId = CASE) -> list[CasePaper]:
    return [one.paper for one in room.fake.dossier.papers(case_id)]


# ---- of a case that is known ---------------------------------------------------------------


def test_papers_go_into_the_dossier_of_the_case_with_the_visit(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE})
    path = a_file(tmp_path)
    hand_in(room, path)
    (row,) = rows(room)
    assert (row.title, row.kind, row.copy_kind) == (
        "Quyết định",
        PaperKind.OTHER,
        CopyKind.PHOTOCOPY,
    )
    assert row.handed_in is HandedIn.COPY
    path.unlink()
    assert in_dossier(room) == []
    finish(room)
    (paper,) = in_dossier(room)
    assert (paper.id, paper.title, paper.site_id, paper.owner_site_id) == (
        row.id,
        "Quyết định",
        COMMUNE,
        COMMUNE,
    )
    assert (paper.added_by, paper.added_at) == (OFFICER, room.clock.now())
    assert room.fake.dossier.papers(CASE)[0].transfer is PaperTransfer.HERE
    assert kept(room).petitions[0].case_id == CASE
    assert rows(room) == ()
    assert room.fake.requests.asked == []


def test_what_is_said_of_a_paper_goes_with_it(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE})
    hand_in(room, a_file(tmp_path))
    (row,) = rows(room)
    papers = room.desk.intake.papers
    papers.mark_kind(row.id, PaperKind.DECISION)
    papers.mark_copy(row.id, CopyKind.ORIGINAL)
    papers.mark_handed_in(row.id, HandedIn.RETURNED)
    papers.mark_kind(DocumentId("other"), PaperKind.MAP)
    finish(room)
    (paper,) = in_dossier(room)
    assert (paper.kind, paper.copy_kind, paper.handed_in) == (
        PaperKind.DECISION,
        CopyKind.ORIGINAL,
        HandedIn.RETURNED,
    )


def test_a_paper_may_be_handed_in_by_nobody(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE})
    hand_in(room, a_file(tmp_path))
    room.desk.intake.papers.mark_handed_in(rows(room)[0].id, None)
    room.desk.intake.leave()
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    finish(room)
    assert in_dossier(room)[0].handed_in is None


def test_papers_survive_a_kill(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    hand_in(room, a_file(tmp_path))
    before = rows(room)
    room.clock.advance(1)
    room.desk.on_tick()
    room.restart()
    assert rows(room) == before


@pytest.mark.parametrize("left", ["[{}]", "{", '[{"id": 1}]', "5"])
def test_papers_of_a_draft_that_cannot_be_read_are_none(left: str) -> None:
    room = a_room()
    room.fake.memory.remember("intake_draft", json.dumps({"papers": left, "full_name": "A"}))
    room.restart()
    assert rows(room) == ()


def test_a_paper_that_the_dossier_has_is_said_anew(tmp_path: Path) -> None:
    room = a_room()
    path = a_file(tmp_path)
    room.fake.dossier.add(CASE, path, OFFICER)
    (there,) = in_dossier(room)
    theirs = replace(there, id=DocumentId("theirs"), owner_site_id=HQ, site_id=HQ)
    room.fake.dossier.learn(theirs)
    write(room, PERSON, MATTER, {F.CASE: CASE, F.STANDING: StandingKind.LEGAL_AID})
    write(room, {F.LEGAL_AID: "12/QĐ-TGPL"})
    hand_in(room, path)
    papers = room.desk.intake.papers
    papers.toggle_proof(rows(room)[0].id)
    papers.mark_handed_in(rows(room)[0].id, HandedIn.ORIGINAL)
    finish(room)
    assert {one.id for one in in_dossier(room)} == {there.id, theirs.id}
    mine = next(one for one in in_dossier(room) if one.id == there.id)
    assert (mine.handed_in, mine.added_at) == (HandedIn.ORIGINAL, there.added_at)
    assert kept(room).standings[0].proof_document_id == there.id


def test_a_paper_of_an_earlier_visit_is_shown_and_stands_on_the_receipt_of_today(
    tmp_path: Path,
) -> None:
    room = a_room()
    path = a_file(tmp_path)
    room.fake.dossier.add(CASE, path, OFFICER)
    (there,) = in_dossier(room)
    first = replace(
        there,
        kind=PaperKind.DECISION,
        copy_kind=CopyKind.CERTIFIED,
        handed_in=HandedIn.ORIGINAL,
        added_at=room.clock.now() - timedelta(days=3),
    )
    room.fake.dossier.save(first)
    write(room, PERSON, MATTER, {F.CASE: CASE})
    hand_in(room, path)
    hand_in(room, a_file(tmp_path, "Đơn.pdf", "hai"))
    known, new = rows(room)
    assert (known.since, new.since) == (first.added_at, None)
    assert (known.kind, known.copy_kind) == (PaperKind.DECISION, CopyKind.CERTIFIED)
    assert known.handed_in is HandedIn.ORIGINAL
    assert not code(room)
    finish(room)
    assert kept(room).visit.papers_again == (there.id,)
    (same,) = [one for one in in_dossier(room) if one.id == there.id]
    assert same == first
    visit = kept(room).visit
    given = papers_of_visit(room.fake.dossier.papers(CASE), visit, [visit], zone=LOCAL_ZONE)
    assert {one.id for one in given.papers} == {there.id, new.id}
    assert given.again == {there.id}


def test_a_paper_of_a_visit_that_could_not_be_kept_is_not_given_again(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE})
    hand_in(room, a_file(tmp_path))
    room.fake.intakes.fails_with = "L-101"
    finish(room)
    room.fake.intakes.fails_with = None
    assert len(in_dossier(room)) == 1
    assert rows(room)[0].since is None
    finish(room)
    assert kept(room).visit.papers_again == ()


def test_a_paper_that_was_given_back_is_handed_in_anew(tmp_path: Path) -> None:
    room = a_room()
    path = a_file(tmp_path)
    room.fake.dossier.add(CASE, path, OFFICER)
    (there,) = in_dossier(room)
    room.clock.advance(60)
    room.fake.dossier.save(replace(there, handed_in=HandedIn.RETURNED))
    write(room, PERSON, MATTER, {F.CASE: CASE})
    hand_in(room, path)
    assert rows(room)[0].handed_in is HandedIn.COPY


def test_the_same_bytes_again_are_told(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON)
    hand_in(room, a_file(tmp_path))
    hand_in(room, a_file(tmp_path, "Bản sao.pdf"))
    assert code(room) == "N-151"
    assert len(rows(room)) == 1


def test_a_file_that_is_not_taken_is_told(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON)
    hand_in(room, tmp_path / "gone.pdf")
    assert code(room) == "T-404"
    assert rows(room) == ()
    assert not state(room).papers.is_coming


def test_a_paper_that_was_none_is_taken_out(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, {F.GROUP_SIZE: "7"})
    hand_in(room, a_file(tmp_path))
    (row,) = rows(room)
    room.desk.intake.papers.toggle_designation(row.id)
    room.desk.intake.papers.remove(row.id)
    assert rows(room) == ()
    hand_in(room, a_file(tmp_path))
    assert not rows(room)[0].is_designation


def test_who_may_not_add_papers_cannot(tmp_path: Path) -> None:
    room = a_room(role=Role.OBSERVER)
    room.desk.intake.papers.add(a_file(tmp_path))
    room.deliver()
    assert not room.desk.intake.state().papers.can_add
    assert room.desk.intake.state().papers.rows == ()


def test_while_a_file_is_looked_at_the_visit_waits(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE})
    room.desk.intake.papers.add(a_file(tmp_path))
    room.desk.intake.finish()
    assert code(room) == "N-152"
    assert room.fake.intakes.intakes() == ()
    room.deliver()
    finish(room)
    assert len(in_dossier(room)) == 1


def test_words_typed_meanwhile_do_not_take_the_papers_along(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE})
    hand_in(room, a_file(tmp_path))
    room.desk.intake.finish()
    room.desk.intake.edit(F.PHONE, "0900000789")
    room.deliver()
    assert len(in_dossier(room)) == 1
    assert rows(room) == ()


# ---- which paper proves what ---------------------------------------------------------------


def test_a_paper_proves_the_standing_instead_of_a_reason(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE, F.STANDING: StandingKind.LEGAL_AID})
    write(room, {F.LEGAL_AID: "12/QĐ-TGPL"})
    finish(room)
    assert faults(room)[F.STANDING_REASON] is FaultKind.REASON
    hand_in(room, a_file(tmp_path))
    assert state(room).papers.may_prove
    papers, paper_id = room.desk.intake.papers, rows(room)[0].id
    papers.toggle_proof(paper_id)
    papers.toggle_proof(paper_id)
    assert not rows(room)[0].is_proof
    papers.toggle_proof(paper_id)
    (row,) = rows(room)
    assert (row.is_proof, row.kind) == (True, PaperKind.AUTHORISATION)
    finish(room)
    assert kept(room).standings[0].proof_document_id == paper_id
    assert kept(room).standings[0].reasons == ()


def test_who_speaks_for_themselves_proves_nothing(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE})
    hand_in(room, a_file(tmp_path))
    room.desk.intake.papers.toggle_proof(rows(room)[0].id)
    assert not state(room).papers.may_prove
    finish(room)
    assert kept(room).standings[0].proof_document_id is None


def test_a_paper_designates_those_who_speak_once_everybody_signed(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: CASE, **GROUP})
    for name in ("Trần Văn Mẫu", "Phạm Thị Mẫu", "Đỗ Văn Mẫu", "Bùi Thị Mẫu"):
        write(room, {F.MEMBER_NAME: name, F.MEMBER_ADDRESS: "Thôn 1, xã An Lão"})
        room.desk.intake.visitors.add_member()
    group = state(room).group
    assert group is not None
    for member in group.rows:
        room.desk.intake.visitors.toggle_signed(member.id)
    finish(room)
    assert codes(room)[F.GROUP_REASON] == "N-111"
    hand_in(room, a_file(tmp_path))
    papers, paper_id = room.desk.intake.papers, rows(room)[0].id
    papers.mark_kind(paper_id, PaperKind.PHOTO)
    papers.toggle_designation(paper_id)
    assert rows(room)[0].kind is PaperKind.PHOTO
    finish(room)
    made = kept(room).group
    assert made is not None
    assert made.designation_document_id == paper_id
    assert all(one.rule != "designation_document_id" for one in made.reasons)


# ---- the case ------------------------------------------------------------------------------


def test_papers_need_a_case(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    hand_in(room, a_file(tmp_path))
    finish(room)
    assert codes(room)[F.CASE] == "N-150"
    assert room.fake.intakes.intakes() == ()
    write(room, {F.CASE: NEW_CASE})
    finish(room)
    assert len(room.fake.intakes.intakes()) == 1


def test_a_new_case_is_asked_for_by_a_request(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: NEW_CASE, **GROUP})
    write(room, {F.GROUP_REASON: "Chưa có giấy cử đại diện", F.MEMBER_NAME: "Trần Văn Mẫu"})
    hand_in(room, a_file(tmp_path))
    finish(room)
    intake = kept(room)
    (petition,) = intake.petitions
    assert str(petition.case_id) == petition.id
    (known,) = room.fake.requests.requests()
    request = known.request
    assert str(request.id) == petition.id
    assert (request.requester_id, request.requester_name) == (
        intake.citizens[0].id,
        "Nguyễn Thị Mẫu",
    )
    assert request.content == "Tính thiếu 38 m² sân phơi\nĐo lại diện tích"
    assert (request.group_size, set(request.flags)) == (5, {CaseFlag.LARGE_GROUP})
    assert request.petition_type is PetitionType.PROPOSAL
    assert len(in_dossier(room, CaseId(petition.id))) == 1


def test_the_same_new_case_again_is_the_same_request_until_it_is_decided() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.CASE: NEW_CASE})
    room.fake.intakes.fails_with = "A-101"
    finish(room)
    finish(room)
    (known,) = room.fake.requests.requests()
    assert len(room.fake.requests.asked) == 2
    decided = replace(ONLINE, request_id=known.request.id)
    room.fake.requests.learn(replace(known, decision=decided))
    room.fake.intakes.fails_with = None
    finish(room)
    assert len(room.fake.requests.asked) == 2
    assert str(kept(room).petitions[0].case_id) == known.request.id


def a_petition(**changes: Any) -> Petition:
    return replace(INTAKE.petitions[0], case_id=CaseId("new"), **changes)


def asked(petition: Petition) -> ReceptionRequest:
    person = Person(
        citizen=INTAKE.citizens[0], check=INTAKE.checks[0], standing=INTAKE.standings[0]
    )
    people = People(persons=(person,), place=0, group=None)
    return request_of(petition, people)


def test_a_content_that_is_too_long_for_a_request_is_there_by_its_summary() -> None:
    summary = "s" * (MAX_TEXT - 10)
    assert asked(a_petition(summary=summary, request="r" * 20)).content == summary


def test_without_a_case_nothing_is_asked_for() -> None:
    with pytest.raises(ValueError, match="without a case"):
        asked(replace(a_petition(), case_id=None))


def test_what_a_visit_may_be_joined_to_is_found_by_code_and_by_request() -> None:
    room = a_room()
    room.fake.requests.learn(WAITING)
    others = replace(WAITING.request, id=RequestId("theirs"), owner_site_id=HQ)
    room.fake.requests.learn(replace(WAITING, request=others))
    refused = replace(WAITING.request, id=RequestId("refused"))
    room.fake.requests.learn(
        KnownRequest(request=refused, storage=RecordStorage.REFUSED, is_at_city=False)
    )
    rejected = replace(WAITING.request, id=RequestId("rejected"))
    room.fake.requests.learn(
        replace(
            WAITING,
            request=rejected,
            decision=replace(REJECTED, request_id=rejected.id),
            decision_storage=RecordStorage.CITY,
        )
    )
    of_case = replace(WAITING.request, id=RequestId("of-case"), case_id=CASE)
    room.fake.requests.learn(replace(WAITING, request=of_case))
    room.deliver()
    case, request = state(room).case.choices
    assert (case.value, case.code, case.title) == (CASE, "2026-0147", a_case().title)
    assert (request.value, request.code) == ("asked", "")
    assert request.asked_on == REQUEST.created_at
    assert request.title.startswith(REQUEST.requester_name)


def test_a_denunciation_joins_a_denunciation_alone_and_names_nobody() -> None:
    room = a_room()
    secret = replace(
        WAITING.request,
        id=RequestId("secret"),
        petition_type=PetitionType.DENUNCIATION,
        content="Tố cáo cán bộ nhận tiền",
    )
    room.fake.requests.learn(replace(WAITING, request=secret))
    write(room, PERSON, MATTER, {F.CASE: CASE})
    room.deliver()
    assert [one.value for one in state(room).case.choices] == [CASE]
    write(room, DENUNCIATION)
    (choice,) = state(room).case.choices
    assert (choice.value, choice.title) == ("secret", "Tố cáo cán bộ nhận tiền")
    assert state(room).form.text(F.CASE) == ""
    write(room, {F.CASE: "secret"})
    finish(room)
    assert kept(room).petitions[0].case_id == "secret"


def test_a_known_person_brings_what_they_came_for_before() -> None:
    room = a_room()
    before = someone_before(room)
    joined_to = replace(before.petitions[0], case_id=CASE)
    room.fake.intakes.learn(
        KnownIntake(intake=replace(before, petitions=(joined_to,)), storage=RecordStorage.CITY)
    )
    theirs = replace(WAITING.request, requester_id=before.citizens[0].id)
    room.fake.requests.learn(replace(WAITING, request=theirs))
    write(room, PERSON, MATTER)
    room.deliver()
    assert state(room).case.suggested == ()
    room.desk.intake.visitors.confirm(CitizenId(state(room).people[0].citizen_id))
    assert [one.value for one in state(room).case.suggested] == [CASE, "asked"]
    write(room, {F.CASE: CASE})
    assert state(room).case.suggested == ()
    finish(room)
    assert kept(room).visit.visit_number == 2


def test_a_case_is_offered_as_soon_as_it_is_known() -> None:
    room = a_room()
    room.fake.requests.learn(WAITING)
    room.deliver()
    assert "asked" in [one.value for one in state(room).case.choices]


# ---- a split matter ------------------------------------------------------------------------


def test_each_content_has_its_papers_and_its_case(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.OWN_RIGHT: "yes", F.INFORMS: "yes"})
    room.desk.intake.split()
    hand_in(room, a_file(tmp_path))
    write(room, {F.CASE: CASE, F.PETITION_TYPE: "proposal"})
    room.desk.intake.turn_to(1)
    assert rows(room) == ()
    hand_in(room, a_file(tmp_path, "Ảnh.pdf", "hai"))
    write(room, {F.CASE: NEW_CASE, F.PETITION_TYPE: "feedback"})
    write(room, {F.WITHIN: "yes"})
    room.desk.intake.turn_to(0)
    write(room, {F.WITHIN: "yes"})
    finish(room)
    first, second = kept(room).petitions
    assert (first.case_id, str(second.case_id)) == (CASE, second.id)
    assert [one.title for one in in_dossier(room)] == ["Quyết định"]
    assert [one.title for one in in_dossier(room, CaseId(second.id))] == ["Ảnh"]


def test_papers_of_a_content_that_was_given_up_stay_with_the_other(tmp_path: Path) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.OWN_RIGHT: "yes", F.INFORMS: "yes"})
    room.desk.intake.split()
    hand_in(room, a_file(tmp_path))
    room.desk.intake.turn_to(1)
    room.desk.intake.join()
    assert [one.title for one in rows(room)] == ["Quyết định"]


def test_a_file_that_comes_after_its_content_was_given_up_is_kept_too() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    file = KeptFile(title="Muộn", mime="application/pdf", size_bytes=1, sha256="a" * 64,
                    page_count=0)  # fmt: skip
    room.desk.on_event(FileKept(taken_for="gone", file=file))
    assert [one.title for one in rows(room)] == ["Muộn"]


def test_contents_of_an_older_draft_are_read() -> None:
    room = a_room()
    write(room, PERSON, MATTER, {F.OWN_RIGHT: "yes", F.INFORMS: "yes"})
    room.desk.intake.split()
    room.desk.intake.leave()
    texts = json.loads(room.fake.memory.recall("intake_draft") or "")
    parts = json.loads(texts["parts"])
    for part in parts:
        del part[F.CASE]
    texts["parts"] = json.dumps(parts)
    del texts[F.CASE]
    room.fake.memory.remember("intake_draft", json.dumps(texts))
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert len(state(room).matter.parts) == 2


def test_other_failures_are_none_of_its_papers() -> None:
    room = a_room()
    write(room, PERSON)
    room.desk.on_event(ActionFailed(action="add_paper", code="T-404", data={}))
    assert code(room) == ""
