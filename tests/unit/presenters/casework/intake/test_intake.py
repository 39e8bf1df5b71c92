"""Somebody is taken in: typed once, kept as what the law asks for, never lost, never shown."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.card_look import CardOutcome
from desktop.domain.casework.events import CardLooked
from desktop.domain.casework.history import Recognition
from desktop.domain.casework.intake import Intake, KnownIntake, intake_faults, is_intake_sendable
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import MatterField, OnlineGate
from desktop.domain.casework.matter.triage import CompetenceHint, Respondent
from desktop.domain.casework.people.citizen import Gender, IdKind
from desktop.domain.casework.people.group import LawfulNumber
from desktop.domain.casework.people.identity import IdentityMethod, IdentityResult, IdentityWarning
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.directory.site import SiteKind
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import CitizenId, MemberId, SiteId, VisitId
from desktop.domain.record.printing import DesignationToPrint
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import Connectivity
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.casework.intake.intake_person import ward_code
from desktop.presenters.casework.intake.intake_state import IntakeVerb, IntakeViewState
from desktop.presenters.casework.intake.intake_visit import moved
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import FEMALE_1965, MALE_1972
from tests.samples.receptions import COMMUNE, HQ, SESSION

pytestmark = pytest.mark.unit

F = IntakeField
CARD = "031165000123||Nguyễn Thị Mẫu|12041965|Nữ|Thôn 1, xã An Lão, Hải Phòng|10052021"
PERSON: dict[str, str] = {
    F.FULL_NAME: "Nguyễn Thị Mẫu",
    F.BIRTH: "12/04/1965",
    F.GENDER: "female",
    F.ID_NUMBER: FEMALE_1965,
    F.SEEN: "yes",
    F.ADDRESS: "Thôn 1, xã An Lão",
    F.PHONE: "0900 000 456",
}
MATTER: dict[str, str] = {
    F.WRITTEN: "yes",
    F.PETITION_DATE: "20/11/2026",
    F.SIGNED: "yes",
    F.FIELD: "land",
    F.SUMMARY: "Tính thiếu 38 m² sân phơi",
    F.REQUEST: "Đo lại diện tích",
    F.PETITION_TYPE: "proposal",
}
COMPLAINT: dict[str, str] = {
    F.PETITION_TYPE: "complaint",
    F.RESPONDENT: "UBND xã An Lão",
    F.OBJECT: "administrative_decision",
    F.DECISION_NUMBER: "123/QĐ-UBND",
    F.DECISION_DATE: "14/05/2026",
}
DENUNCIATION: dict[str, str] = {
    F.PETITION_TYPE: "denunciation",
    F.RESPONDENT: "Cán bộ Mẫu",
    F.OBJECT: "violation",
    F.PROTECTION: "no",
    F.SECRECY: "yes",
}


def a_room(role: Role = Role.ROOM_OFFICER, site_id: SiteId = COMMUNE) -> Room:
    room = Room(own_site_id=site_id, role=role)
    room.desk.start()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    return room


def state(room: Room) -> IntakeViewState:
    return room.view.intake[-1]


def write(room: Room, *parts: dict[str, str], **texts: str) -> None:
    typed: dict[str, str] = {}
    for part in (*parts, texts):
        typed |= part
    for key, text in typed.items():
        room.desk.intake.edit(key, text)


def finish(room: Room) -> None:
    room.desk.intake.finish()
    room.deliver()


def code(room: Room) -> str:
    message = state(room).message
    return message.code if message is not None else ""


def faults(room: Room) -> dict[str, FaultKind]:
    return state(room).form.faults


def codes(room: Room) -> dict[str, str]:
    return {one.key: one.code for one in state(room).form.fields if one.code}


def shown(room: Room) -> set[str]:
    return {one.key for one in state(room).form.fields}


def kept(room: Room) -> Intake:
    return room.fake.intakes.intakes()[-1].intake


def someone_before(room: Room, days: int = 30, **changes: Any) -> Intake:
    """The same person was here, and the desk knows it."""
    write(room, PERSON, MATTER)
    finish(room)
    known = kept(room)
    at = room.clock.now() - timedelta(days=days)
    citizen = replace(known.citizens[0], created_at=at, **changes)
    visit = replace(known.visit, created_at=at, arrived_at=at)
    before = replace(known, citizens=(citizen,), visit=visit)
    room.fake.intakes.learn(KnownIntake(intake=before, storage=RecordStorage.CITY))
    room.deliver()
    return before


# ---- one visit -----------------------------------------------------------------------------


def test_somebody_is_taken_in_and_waits_in_the_queue() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    room.clock.advance(120)
    finish(room)
    intake = kept(room)
    assert intake.visit.status is VisitStatus.WAITING
    assert intake.visit.ticket_no == 1
    assert intake.visit.session_id is None
    assert intake.visit.arrived_at == intake.visit.created_at - timedelta(seconds=120)
    (citizen,) = intake.citizens
    assert (citizen.full_name, citizen.id_number) == ("Nguyễn Thị Mẫu", FEMALE_1965)
    assert citizen.date_of_birth == date(1965, 4, 12)
    assert (citizen.gender, citizen.id_kind) == (Gender.FEMALE, IdKind.CAN_CUOC)
    assert citizen.phone == "0900000456"
    assert (citizen.ward_code, citizen.province_code) == ("11629", "31")
    (check,) = intake.checks
    assert (check.method, check.result) == (IdentityMethod.SIGHT, IdentityResult.VERIFIED)
    assert (check.warnings, check.exception_reason) == ((), "")
    (standing,) = intake.standings
    assert standing.kind is StandingKind.SELF
    assert intake.group is None
    (petition,) = intake.petitions
    assert petition.petition_type is PetitionType.PROPOSAL
    assert petition.field is MatterField.LAND
    assert petition.petition_date == date(2026, 11, 20)
    assert petition.citizen_ids == (citizen.id,)
    assert petition.show_name_on_display
    assert code(room) == "N-002"
    assert state(room).message is not None
    assert state(room).is_empty
    assert state(room).ticket == 2


def test_what_is_kept_has_no_fault_for_the_city() -> None:
    room = a_room()
    write(room, PERSON, MATTER, COMPLAINT)
    finish(room)
    at = room.desk.intake._reading.circumstances()
    assert is_intake_sendable(intake_faults(kept(room), at))


def test_two_people_are_two_visits() -> None:
    room = a_room()
    for name in ("Nguyễn Thị Mẫu", "Trần Văn Mẫu"):
        write(room, PERSON, MATTER, full_name=name, id_number="", identity_seen="")
        write(room, exception_reason="Mất thẻ, công an xã xác nhận")
        finish(room)
    first, second = (one.intake for one in room.fake.intakes.intakes())
    assert (first.visit.ticket_no, second.visit.ticket_no) == (1, 2)
    ids = {first.citizens[0].id, second.citizens[0].id, first.visit.id, second.visit.id}
    assert len(ids) == 4


def test_an_empty_form_says_how_to_begin() -> None:
    room = a_room()
    assert (code(room), state(room).is_empty) == ("N-001", True)
    write(room, full_name="N")
    assert (code(room), state(room).is_empty) == ("", False)


def test_with_faults_it_stays_and_says_them() -> None:
    room = a_room()
    finish(room)
    assert code(room) == "N-120"
    missing = {"full_name", "address_text", "has_written_petition", "field", "summary"}
    assert missing < set(faults(room))
    assert faults(room)["id_number"] is FaultKind.REASON
    assert room.fake.intakes.asked == []
    assert set(state(room).sheet.lacking) >= missing


def test_what_is_only_odd_goes_with_the_second_press() -> None:
    room = a_room()
    write(room, PERSON, MATTER, full_name="Mẫu")
    finish(room)
    assert code(room) == "N-121"
    assert faults(room) == {"full_name": FaultKind.ODD}
    finish(room)
    assert len(room.fake.intakes.asked) == 1


@pytest.mark.parametrize(
    ("field", "text", "kind", "said"),
    [
        (F.ID_NUMBER, "03116500012", FaultKind.WRONG, "N-101"),
        (F.ID_NUMBER, "099165000123", FaultKind.ODD, "N-102"),
        (F.GENDER, "male", FaultKind.ODD, "N-103"),
        (F.BIRTH, "12/04/1966", FaultKind.ODD, "N-105"),
        (F.BIRTH, "01/01/2030", FaultKind.WRONG, "N-107"),
        (F.ISSUE_DATE, "01/01/2030", FaultKind.WRONG, "N-107"),
        (F.PETITION_DATE, "01/01/2030", FaultKind.WRONG, "N-107"),
    ],
)
def test_a_fault_stands_at_its_field_with_its_sentence(
    field: str, text: str, kind: FaultKind, said: str
) -> None:
    room = a_room()
    write(room, PERSON, MATTER, {field: text})
    finish(room)
    assert (faults(room)[field], codes(room)[field]) == (kind, said)


def test_a_number_that_was_used_today_is_pointed_at_and_kept_as_a_warning() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    finish(room)
    write(room, PERSON, MATTER)
    finish(room)
    assert codes(room) == {"id_number": "N-104"}
    finish(room)
    assert kept(room).checks[0].warnings == (IdentityWarning.SAME_NUMBER_TODAY,)


def test_the_person_is_compared_with_the_paper() -> None:
    room = a_room()
    write(room, PERSON, MATTER, identity_seen="")
    finish(room)
    assert faults(room) == {"identity_seen": FaultKind.MISSING}


def test_without_a_paper_it_goes_with_a_reason() -> None:
    room = a_room()
    assert "exception_reason" in shown(room)
    assert "id_issue_date" not in shown(room)
    write(room, PERSON, MATTER, id_number="", exception_reason="Mất thẻ, đã trình báo công an")
    finish(room)
    (check,) = kept(room).checks
    assert check.result is IdentityResult.EXCEPTION
    assert check.exception_reason == "Mất thẻ, đã trình báo công an"
    (reason,) = kept(room).citizens[0].reasons
    assert reason.rule == "citizen.id_number:presented"


def test_a_passport_is_taken_as_it_is() -> None:
    room = a_room()
    write(room, PERSON, MATTER, id_kind="passport", id_number="b 1234567")
    finish(room)
    assert kept(room).citizens[0].id_number == "B1234567"


def test_an_interpreter_is_named_where_one_is_needed() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    assert "interpreter_name" not in shown(room)
    write(room, interpreter_needed="yes", cannot_write="yes")
    assert "interpreter_name" in shown(room)
    write(room, interpreter_name="Trần  Văn Mẫu")
    finish(room)
    citizen = kept(room).citizens[0]
    assert (citizen.interpreter_name, citizen.cannot_write) == ("Trần Văn Mẫu", True)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Thôn 1, xã An Lão, Hải Phòng", "11629"),
        ("Phường Hải Dương", "10525"),
        ("xã Khác", ""),
        ("", ""),
    ],
)
def test_the_ward_is_found_in_the_address(address: str, found: str) -> None:
    units = (
        DirectoryUnit(code="10525", name="Hải Dương", kind=SiteKind.PHUONG),
        DirectoryUnit(code="11629", name="An Lão", kind=SiteKind.XA),
    )
    assert ward_code(address, units) == found


def test_a_visit_moves_by_lawful_steps_alone() -> None:
    with pytest.raises(ValueError, match="move"):
        moved((VisitStatus.REGISTERED, VisitStatus.WAITING))


# ---- the matter ----------------------------------------------------------------------------


def test_what_was_said_is_written_down_and_read_back() -> None:
    room = a_room()
    write(room, PERSON, MATTER, has_written_petition="no")
    assert {"written_by_officer", "read_back_at"} <= shown(room)
    assert "petition_date" not in shown(room)
    finish(room)
    assert set(faults(room)) == {"written_by_officer", "read_back_at"}
    write(room, written_by_officer="yes", read_back_at="yes")
    at = room.clock.now()
    room.clock.advance(30)
    finish(room)
    petition = kept(room).petitions[0]
    assert (petition.written_by_officer, petition.read_back_at) == (True, at)
    assert (petition.petition_date, petition.is_signed) == (None, False)


def test_reading_back_that_was_taken_back_is_none() -> None:
    room = a_room()
    write(room, PERSON, MATTER, has_written_petition="no", written_by_officer="yes")
    write(room, read_back_at="yes")
    write(room, read_back_at="")
    finish(room)
    assert set(faults(room)) == {"read_back_at"}


def test_proposal_and_choice_are_both_kept() -> None:
    room = a_room()
    write(room, PERSON, MATTER, COMPLAINT, informs="yes")
    assert state(room).matter.proposed is PetitionType.FEEDBACK
    assert state(room).matter.chosen is PetitionType.COMPLAINT
    finish(room)
    petition = kept(room).petitions[0]
    assert petition.suggested_type is PetitionType.FEEDBACK
    assert petition.petition_type is PetitionType.COMPLAINT
    assert petition.triage_answers.informs is True
    assert petition.triage_answers.own_right is None
    assert petition.decision_date == date(2026, 5, 14)


def test_competence_is_asked_and_hinted() -> None:
    room = a_room()
    write(room, PERSON, MATTER, COMPLAINT, own_right="yes", respondent_kind="lower_head")
    assert "first_decided" in shown(room)
    assert CompetenceHint.BODY_BELOW_FIRST in state(room).matter.hints
    write(room, first_decided="yes", within_competence="yes", competent_agency="UBND xã")
    assert CompetenceHint.SECOND_COMPLAINT in state(room).matter.hints
    finish(room)
    petition = kept(room).petitions[0]
    assert (petition.within_competence, petition.competent_agency) == (True, "UBND xã")
    assert petition.triage_answers.respondent is Respondent.LOWER_HEAD


def test_only_what_belongs_to_the_type_is_asked() -> None:
    room = a_room()
    assert not {"respondent", "within_competence", "secrecy_assured"} & shown(room)
    write(room, MATTER)
    assert {"within_competence", "competent_agency"} <= shown(room)
    assert "respondent" not in shown(room)
    write(room, COMPLAINT)
    assert {"respondent", "decision_number", "within_competence"} <= shown(room)
    write(room, object_kind="administrative_act")
    assert "decision_number" not in shown(room)
    write(room, DENUNCIATION)
    assert {"respondent", "secrecy_assured", "place_time_of_matter"} <= shown(room)
    assert "within_competence" not in shown(room)


# ---- denunciations -------------------------------------------------------------------------


def test_a_denunciation_is_asked_both_questions() -> None:
    room = a_room()
    write(room, PERSON, MATTER, DENUNCIATION, identity_protection_requested="")
    assert state(room).matter.gate is OnlineGate.UNANSWERED
    finish(room)
    assert codes(room) == {"identity_protection_requested": "N-130"}
    assert room.fake.intakes.asked == []


@pytest.mark.parametrize(("protection", "secrecy"), [("yes", "yes"), ("no", "no")])
def test_an_adverse_answer_leads_to_a_reception_in_person(protection: str, secrecy: str) -> None:
    room = a_room()
    write(room, PERSON, MATTER, DENUNCIATION)
    assert state(room).verb is IntakeVerb.QUEUE
    write(room, identity_protection_requested=protection, secrecy_assured=secrecy)
    assert state(room).matter.gate is OnlineGate.BLOCKED
    assert state(room).verb is IntakeVerb.REDIRECT
    finish(room)
    assert code(room) == "N-003"
    assert kept(room).visit.status is VisitStatus.REDIRECTED
    assert not kept(room).petitions[0].show_name_on_display


def test_of_a_denunciation_the_sheet_shows_nobody_and_no_history() -> None:
    room = a_room()
    someone_before(room)
    write(room, PERSON, MATTER)
    (known,) = state(room).people
    room.desk.intake.visitors.confirm(known.citizen_id)
    assert state(room).history
    write(room, DENUNCIATION)
    sheet = state(room).sheet
    assert sheet.is_restricted
    assert (sheet.people, sheet.address, sheet.summary) == ((), "", "")
    assert sheet.types == (PetitionType.DENUNCIATION,)
    assert (state(room).history, state(room).has_history) == ((), False)
    assert state(room).people == ()


def test_the_sheet_shows_what_other_screens_will() -> None:
    room = a_room()
    write(room, PERSON, MATTER, COMPLAINT, competent_agency="UBND xã", group_size="7")
    sheet = state(room).sheet
    assert sheet.people == (("Nguyễn Thị Mẫu", "031•••••••23"),)
    assert (sheet.agency, sheet.group_size) == ("UBND xã", 7)


# ---- the card ------------------------------------------------------------------------------


def test_a_card_fills_the_first_section() -> None:
    room = a_room()
    write(room, id_kind="passport", phone="0900000456")
    room.desk.intake.read_card(CARD)
    form = state(room).form
    assert form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"
    assert form.text(F.BIRTH) == "12/04/1965"
    assert form.text(F.GENDER) == "female"
    assert form.text(F.ADDRESS) == "Thôn 1, xã An Lão, Hải Phòng"
    assert form.text(F.ISSUE_DATE) == "10/05/2021"
    assert form.text(F.ID_KIND) == "can_cuoc"
    assert form.text(F.PHONE) == "0900000456"
    assert state(room).is_by_card
    write(room, MATTER, identity_seen="yes")
    finish(room)
    assert kept(room).checks[0].method is IdentityMethod.QR


def test_a_number_changed_after_the_card_is_looked_at_by_eye() -> None:
    room = a_room()
    room.desk.intake.read_card(CARD)
    write(room, id_kind="cccd")
    assert state(room).is_by_card
    write(room, id_number=MALE_1972)
    assert not state(room).is_by_card


def test_a_card_before_the_camera_stands_in_the_fields_like_one_from_a_reader() -> None:
    room = a_room()
    room.desk.intake.card.begin()
    room.tell(CardLooked(outcome=CardOutcome.READ, untrusted_text=CARD))
    assert state(room).card_look is None
    assert state(room).is_by_card


def test_a_camera_that_reads_no_card_leaves_the_fields_and_says_so() -> None:
    room = a_room()
    room.desk.intake.card.begin()
    room.desk.intake.draw()
    assert state(room).card_look is not None
    room.tell(CardLooked(outcome=CardOutcome.TIME_OVER))
    assert code(room) == "N-106"
    assert not state(room).is_by_card


def test_nobody_looks_any_more_once_another_screen_is_shown() -> None:
    room = a_room()
    room.desk.intake.card.begin()
    room.desk.navigate(Screen.HOME)
    assert (room.fake.media.card_look.stopped, room.fake.media.is_open) == (1, False)


def test_a_card_that_was_pasted_into_a_field_is_read_too() -> None:
    room = a_room()
    write(room, summary=CARD)
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"
    assert state(room).form.text(F.SUMMARY) == ""


def test_a_malformed_card_leaves_the_fields_as_they_are() -> None:
    room = a_room()
    write(room, full_name="Trần Văn Mẫu")
    room.desk.intake.read_card("||||||")
    assert code(room) == "N-106"
    assert state(room).form.text(F.FULL_NAME) == "Trần Văn Mẫu"
    write(room, full_name="Trần Văn Mẫu A")
    assert code(room) == ""


# ---- standing and group --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            StandingKind.AUTHORISED,
            {
                F.AUTHORISATION_NUMBER: "12/2026",
                F.AUTHORISATION_DATE: "01/11/2026",
                F.AUTHORISATION_NOTARY: "UBND xã An Lão",
                F.AUTHORISED_CONTENT: "Khiếu nại thay",
            },
        ),
        (
            StandingKind.LAWYER,
            {
                F.LAWYER_CARD: "123/LS",
                F.LAWYER_DATE: "01/11/2020",
                F.LAWYER_ISSUER: "Liên đoàn Mẫu",
                F.BAR: "Đoàn Hải Phòng",
            },
        ),
        (StandingKind.LEGAL_AID, {F.LEGAL_AID: "5/QĐ"}),
        (StandingKind.HEAD_OF_ORGANISATION, {F.ORGANISATION: "Công ty Mẫu", F.POSITION: "GĐ"}),
        (StandingKind.LEGAL_REPRESENTATIVE, {}),
    ],
)
def test_a_standing_goes_with_its_papers_and_a_reason(
    kind: StandingKind, texts: dict[str, str]
) -> None:
    room = a_room()
    write(room, PERSON, MATTER, standing_kind=kind)
    assert {*texts, "standing_reason"} <= shown(room)
    write(room, texts)
    finish(room)
    assert faults(room) == {"standing_reason": FaultKind.REASON}
    write(room, standing_reason="Đã xem bản gốc, chưa chụp")
    finish(room)
    (standing,) = kept(room).standings
    assert standing.kind is kind
    assert [one.rule for one in standing.reasons] == ["standing.proof_document_id:there"]
    is_head = kind is StandingKind.HEAD_OF_ORGANISATION
    assert bool(kept(room).citizens[0].organisation_name) is is_head


def a_group(size: int = 7) -> Room:
    room = a_room()
    write(room, PERSON, MATTER, group_size=str(size), group_name="Đoàn thôn 1", present_count="2")
    return room


def add(room: Room, name: str) -> MemberId:
    write(room, member_name=name, member_address="Xã An Lão")
    room.desk.intake.visitors.add_member()
    group = state(room).group
    assert group is not None
    return group.rows[-1].id


def test_a_group_is_asked_for_above_one() -> None:
    room = a_room()
    assert state(room).group is None
    assert "group_name" not in shown(room)
    room.desk.intake.visitors.toggle_representative(MemberId("x"))
    room.desk.intake.visitors.add_member()
    write(room, PERSON, group_size="7")
    group = state(room).group
    assert group is not None
    assert "group_name" in shown(room)
    assert group.lawful == LawfulNumber(least=1, most=2)
    (visitor,) = group.rows
    assert (visitor.name, visitor.place, visitor.is_representative) == ("Nguyễn Thị Mẫu", 0, True)
    assert (visitor.is_shown, visitor.can_take_in, visitor.can_remove) == (True, False, False)
    assert group.unnamed == 6


def test_a_group_is_kept_with_its_people() -> None:
    room = a_group(2)
    other = add(room, "Trần  Văn Mẫu")
    assert state(room).form.text(F.MEMBER_NAME) == ""
    group = state(room).group
    assert group is not None
    room.desk.intake.visitors.toggle_signed(group.rows[0].id)
    room.desk.intake.visitors.toggle_signed(other)
    room.desk.intake.visitors.toggle_representative(other)
    finish(room)
    finish(room)  # one who speaks and whom nobody has checked is odd
    made = kept(room).group
    assert made is not None
    assert [one.full_name for one in made.members] == ["Nguyễn Thị Mẫu", "Trần Văn Mẫu"]
    assert all(one.signed for one in made.members)
    assert made.representatives == tuple(one.id for one in made.members)
    assert made.members[0].citizen_id == kept(room).citizens[0].id
    assert (made.group_size, made.present_count) == (2, 2)


def test_a_group_prints_what_it_signs() -> None:
    room = a_group()
    second = add(room, "Trần Văn Mẫu")
    room.desk.intake.visitors.toggle_representative(second)
    room.desk.intake.visitors.print_designation()
    (asked,) = room.fake.printing.offered
    assert isinstance(asked, DesignationToPrint)
    assert [one.full_name for one in asked.group.members] == ["Nguyễn Thị Mẫu", "Trần Văn Mẫu"]
    assert len(asked.group.representatives) == 2
    assert asked.content == room.desk.intake.state().sheet.summary


def test_a_group_that_chose_nobody_prints_nothing() -> None:
    room, alone = a_group(), a_room()
    group = state(room).group
    assert group is not None
    room.desk.intake.visitors.toggle_representative(group.rows[0].id)
    for one in (room, alone):
        one.desk.intake.visitors.print_designation()
        assert one.fake.printing.offered == []


def test_never_more_representatives_than_the_law_allows() -> None:
    room = a_group()
    second, third = add(room, "Trần Văn Mẫu"), add(room, "Lê Văn Mẫu")
    room.desk.intake.visitors.toggle_representative(second)
    room.desk.intake.visitors.toggle_representative(third)
    assert code(room) == "N-110"
    message = state(room).message
    assert message is not None
    assert dict(message.data) == {"n": 7, "max": 2}
    group = state(room).group
    assert group is not None
    assert [one.is_representative for one in group.rows] == [True, True, False]
    room.desk.intake.visitors.toggle_representative(second)
    room.desk.intake.visitors.toggle_representative(third)
    room.desk.intake.visitors.toggle_representative(group.rows[0].id)
    group = state(room).group
    assert group is not None
    assert [one.is_representative for one in group.rows] == [False, False, True]
    write(room, group_size="1")
    assert state(room).group is None


def test_a_group_that_became_small_has_too_many_representatives() -> None:
    room = a_group(11)
    for name in ("Trần Văn Mẫu", "Lê Văn Mẫu"):
        room.desk.intake.visitors.toggle_representative(add(room, name))
    write(room, group_size="7", group_reason="Chưa chụp được giấy cử")
    finish(room)
    assert codes(room) == {"member_name": "N-110"}


def test_a_large_group_goes_with_a_reason_for_its_designation() -> None:
    room = a_group()
    finish(room)
    assert codes(room) == {"group_reason": "N-111"}
    assert faults(room) == {"group_reason": FaultKind.REASON}
    write(room, group_reason="Chưa chụp được giấy cử")
    finish(room)
    made = kept(room).group
    assert made is not None
    assert {one.rule for one in made.reasons} == {
        "group.members:all",
        "group.designation_document_id:signed",
    }


def test_a_name_left_in_the_line_is_added_with_the_press() -> None:
    room = a_group(2)
    write(room, member_name="Trần Văn Mẫu")
    finish(room)
    made = kept(room).group
    assert made is not None
    assert len(made.members) == 2


def test_a_member_is_taken_out_again() -> None:
    room = a_group()
    other = add(room, "Trần Văn Mẫu")
    room.desk.intake.visitors.add_member()
    room.desk.intake.visitors.remove_member(other)
    group = state(room).group
    assert group is not None
    assert len(group.rows) == 1


# ---- people who came before ----------------------------------------------------------------


def test_somebody_who_came_before_is_suggested_and_confirmed() -> None:
    room = a_room()
    before = someone_before(room)
    write(room, id_number=FEMALE_1965)
    (known,) = state(room).people
    assert (known.by, known.number) == (Recognition.NUMBER, "031•••••••23")
    assert state(room).history == ()
    assert state(room).form.text(F.FULL_NAME) == ""
    room.desk.intake.visitors.confirm(known.citizen_id)
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"
    assert state(room).people == ()
    (line,) = state(room).history
    assert line.visit_id == before.visit.id
    write(room, PERSON, MATTER)
    finish(room)
    assert kept(room).visit.visit_number == 2


def test_a_suggestion_is_put_away() -> None:
    room = a_room()
    someone_before(room)
    write(room, id_number=FEMALE_1965)
    (known,) = state(room).people
    room.desk.intake.visitors.dismiss(CitizenId("somebody"))
    room.desk.intake.visitors.confirm(CitizenId("somebody"))
    assert len(state(room).people) == 1
    room.desk.intake.visitors.dismiss(known.citizen_id)
    assert state(room).people == ()
    assert state(room).form.text(F.FULL_NAME) == ""


def test_one_person_of_two_visits_is_suggested_once() -> None:
    room = a_room()
    someone_before(room, days=60)
    someone_before(room, days=30)
    write(room, id_number=FEMALE_1965)
    (known,) = state(room).people
    room.desk.intake.visitors.confirm(known.citizen_id)
    assert len(state(room).history) == 2


# ---- several contents ----------------------------------------------------------------------


def mixed(room: Room) -> None:
    write(room, PERSON, MATTER, COMPLAINT, own_right="yes", proposes="yes")


def test_a_mixed_matter_is_split() -> None:
    room = a_room()
    write(room, PERSON, MATTER, COMPLAINT, own_right="yes")
    assert not state(room).matter.may_split
    room.desk.intake.split()
    assert len(state(room).matter.parts) == 1
    write(room, proposes="yes")
    assert state(room).matter.may_split
    assert state(room).matter.is_mixed
    room.desk.intake.split()
    matter = state(room).matter
    assert matter.parts == (PetitionType.COMPLAINT, PetitionType.PROPOSAL)
    assert not matter.may_split
    write(room, summary="Quyết định tính thiếu diện tích")
    room.desk.intake.turn_to(1)
    assert state(room).matter.chosen is PetitionType.PROPOSAL
    write(room, summary="Đề xuất sửa đơn giá đền bù")
    room.desk.intake.turn_to(1)
    room.desk.intake.turn_to(7)
    finish(room)
    first, second = kept(room).petitions
    assert first.summary == "Quyết định tính thiếu diện tích"
    assert second.summary == "Đề xuất sửa đơn giá đền bù"
    assert first.id != second.id
    assert second.suggested_type is PetitionType.PROPOSAL
    assert kept(room).visit.petition_ids == (first.id, second.id)


def test_a_content_that_lacks_something_is_shown() -> None:
    room = a_room()
    mixed(room)
    room.desk.intake.split()
    room.desk.intake.turn_to(1)
    write(room, request="")
    room.desk.intake.turn_to(0)
    finish(room)
    assert state(room).matter.place == 1
    assert faults(room) == {"request": FaultKind.MISSING}
    write(room, full_name="")
    finish(room)
    assert faults(room)["full_name"] is FaultKind.MISSING


def test_a_split_that_was_a_mistake_is_one_content_again() -> None:
    room = a_room()
    mixed(room)
    room.desk.intake.split()
    room.desk.intake.join()
    assert state(room).matter.parts == (PetitionType.COMPLAINT,)
    finish(room)
    assert len(kept(room).petitions) == 1


def test_a_denunciation_among_the_contents_restricts_the_visit() -> None:
    room = a_room()
    write(room, PERSON, MATTER, own_right="yes", others_breach="yes")
    room.desk.intake.split()
    assert state(room).sheet.is_restricted
    assert not state(room).has_history
    assert state(room).matter.place == 0
    assert state(room).matter.chosen is PetitionType.COMPLAINT


# ---- what must not be lost -----------------------------------------------------------------


def test_what_is_typed_survives_a_kill() -> None:
    room = a_room()
    write(room, PERSON, MATTER, group_size="3")
    add(room, "Trần Văn Mẫu")
    room.clock.advance(1)
    room.desk.on_tick()
    assert state(room).kept_at == room.clock.now()
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"
    group = state(room).group
    assert group is not None
    assert [one.name for one in group.rows] == ["Nguyễn Thị Mẫu", "Trần Văn Mẫu"]


def test_a_draft_of_another_program_is_read_as_far_as_it_can_be() -> None:
    room = a_room()
    kept_before = {
        "full_name": "Trần Văn Mẫu",
        "visit_id": "v",
        "arrived_at": "gestern",
        "group_size": "3",
        "members": '[{"id": "x"}]',
        "parts": '{"a": 1}',
        "read_back_at": "yes",
        "read_back_moment": "?",
        "petition_type": "complaint_of_tomorrow",
    }
    room.fake.memory.remember("intake_draft", json.dumps(kept_before))
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    room.deliver()
    group = state(room).group
    assert group is not None
    assert len(group.rows) == 1
    assert state(room).matter.chosen is None
    write(room, PERSON, MATTER, group_size="1")
    finish(room)
    assert kept(room).visit.arrived_at == room.clock.now()


def test_a_failure_keeps_the_words_and_says_so() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    room.fake.intakes.fails_with = "U-101"
    finish(room)
    assert code(room) == "U-101"
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"
    assert state(room).can_press
    room.fake.intakes.fails_with = None
    finish(room)
    assert code(room) == "N-002"
    first, second = room.fake.intakes.asked
    assert first.visit.id == second.visit.id


def test_a_second_press_meanwhile_is_none() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    room.desk.intake.finish()
    assert not state(room).can_press
    room.desk.intake.finish()
    room.deliver()
    assert len(room.fake.intakes.asked) == 1


def test_words_typed_meanwhile_are_the_next_visit() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    room.desk.intake.finish()
    write(room, full_name="Trần Văn Mẫu")
    room.deliver()
    assert state(room).form.text(F.FULL_NAME) == "Trần Văn Mẫu"
    finish(room)
    finish(room)
    assert len({one.intake.visit.id for one in room.fake.intakes.intakes()}) == 2


def test_what_was_sent_before_the_program_ended_is_not_sent_again() -> None:
    room = a_room()
    write(room, PERSON, MATTER)
    room.desk.intake.finish()
    known = KnownIntake(intake=room.fake.intakes.asked[0], storage=RecordStorage.HERE)
    room.fake.intakes._known.clear()
    room.restart()
    room.desk.navigate(Screen.INTAKE)
    assert state(room).form.text(F.FULL_NAME) == "Nguyễn Thị Mẫu"
    room.fake.intakes.learn(known)  # what is kept is read in the background
    room.deliver()
    assert state(room).is_empty


def test_offline_the_number_is_provisional() -> None:
    room = a_room()
    status = replace(room.fake.sync.status(), connectivity=Connectivity.OFFLINE)
    room.fake.sync.set_status(status)
    room.deliver()
    assert (code(room), state(room).is_provisional) == ("N-140", True)
    write(room, PERSON, MATTER)
    finish(room)
    assert kept(room).visit.ticket_no == 1


def test_an_event_of_somebody_else_is_passed_over() -> None:
    room = a_room()
    drawn = len(room.view.intake)
    room.tell(ActionFailed(action="other", code="U-101", data={}))
    assert len(room.view.intake) == drawn


@pytest.mark.parametrize("role", [Role.LEADER, Role.AGENCY_USER, Role.OBSERVER])
def test_who_receives_nobody_has_no_such_screen(role: Role) -> None:
    room = Room(own_site_id=HQ, role=role)
    room.desk.start()
    room.desk.navigate(Screen.INTAKE)
    assert room.desk.shell.screen is not Screen.INTAKE
    room.desk.intake.finish()
    assert room.fake.intakes.asked == []
    assert not room.desk.home.state().may_receive


def test_who_receives_is_offered_it_at_home() -> None:
    room = a_room()
    assert room.desk.home.state().may_receive
    assert room.view.shell[-1].navigation == ()


def test_the_key_leads_there_but_not_away_from_a_session() -> None:
    room = Room(own_site_id=COMMUNE)
    room.desk.start()
    seen = []
    for leave in (room.desk.take_in, lambda: room.desk.open_pre_join(SESSION), room.desk.take_in):
        leave()
        seen.append(room.desk.shell.screen)
    assert seen == [Screen.INTAKE, Screen.PRE_JOIN, Screen.PRE_JOIN]


def test_visit_id_is_empty_before_anything_was_typed() -> None:
    room = a_room()
    assert room.desk.intake._visit.id == VisitId("")
