"""Ký biên bản: whose text differs, which version, who signs, and what is said to the city."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.roll_call import AddedPerson, RollCall, person_ids
from desktop.domain.conduct.signing.signature import (
    SaidSignature,
    SignatureFault,
    SignatureForm,
)
from desktop.domain.conduct.signing.signers import site_signer
from desktop.domain.conduct.signing.signing import MAX_COPIES, Signing, with_text
from desktop.domain.conduct.signing.version import MAX_OBJECTIONS, ObjectionResult, SiteText
from desktop.domain.ids import MinuteLineId, PersonId, SiteId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.record.minutes_text import text_digest
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.conduct.signing.signing_state import (
    ObjectionFault,
    SignerRow,
    SigningBar,
    SigningSheet,
)
from desktop.presenters.conduct.signing.text_teller import AGAIN_AFTER_S
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import (
    DialogueScene,
    PublicSigning,
    SigningScene,
)
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, PARTICIPANTS, SESSION, a_case
from tests.samples.steps import steps_to
from tests.unit.presenters.record.test_minutes import a_line

pytestmark = pytest.mark.unit

CHAIR, SECRETARY, OFFICER, CITIZEN, AGENT = person_ids(PARTICIPANTS)
REASON = "Chưa đồng ý phần đơn giá"
WITNESSES = ("Trưởng thôn Mẫu", "Cán bộ tư pháp Mẫu")
OTHER = "2" * 64


def a_reading(
    own: SiteId = HQ,
    role: Role = Role.HQ_CLERK,
    *,
    prepare: Callable[[Room], None] = lambda _room: None,
) -> Room:
    """One line that the city has, at the step in which it is read; two sites are there."""
    room = Room(own_site_id=own, role=role)
    room.fake.schedule.plans = [replace(one, is_practice=False) for one in room.fake.schedule.plans]
    prepare(room)
    other = COMMUNE if own == HQ else HQ
    room.fake.channel.other_seats = (a_seat(other),)
    room.open()
    put(room, a_sent_line())
    room.call_roll()
    change(room, lambda one: replace(one, signing=Signing()))
    for step in steps_to(Step.READ_BACK):
        room.fake.channel.set_step(step)
    room.deliver()
    return room


def a_signing(
    own: SiteId = HQ,
    role: Role = Role.HQ_CLERK,
    *,
    prepare: Callable[[Room], None] = lambda _room: None,
) -> Room:
    """The same, frozen; nobody has a state."""
    room = a_reading(own, role, prepare=prepare)
    room.fake.channel.set_step(Step.SIGNING)
    room.fake.signing.freeze(text_digest(lines(room)))
    room.deliver()
    return room


def an_open_sheet(own: SiteId = HQ, role: Role = Role.HQ_CLERK) -> Room:
    room = a_signing(own, role)
    room.session.signing.toggle()
    room.deliver()
    return room


def without_people(room: Room) -> None:
    room.fake.schedule.plans = [replace(one, participants=()) for one in room.fake.schedule.plans]


def as_denunciation(room: Room) -> None:
    """The person at the desk is on its list."""
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases = {case.id: case}
    person = room.fake.access.person
    assert person is not None
    listed = replace(person.officer, denunciations=frozenset({case.id}))
    room.fake.access.person = replace(person, officer=listed)
    room.fake.access.people = (listed,)


def a_sent_line(number: int = 1) -> MinuteLine:
    line = a_line(f"line-{number}", second=number, text=f"Dòng {number}.")
    return replace(line, revision=1, storage=RecordStorage.CITY)


def lines(room: Room) -> tuple[MinuteLine, ...]:
    return room.fake.minutes.lines(SESSION)


def put(room: Room, line: MinuteLine) -> None:
    room.fake.minutes.put(line)
    room.deliver()


def change(room: Room, what: Callable[[LiveSession], LiveSession]) -> None:
    room.fake.channel.change(what)
    room.deliver()


def tell(room: Room, site_id: SiteId, sha256: str, unsettled: int = 0) -> None:
    text = SiteText(site_id=site_id, sha256=sha256, lines=1, unsettled=unsettled)
    change(room, lambda one: replace(one, signing=with_text(one.signing or Signing(), text)))


def bar(room: Room) -> SigningBar:
    found = room.state.signing
    assert found is not None
    return found


def sheet(room: Room) -> SigningSheet:
    found = room.state.signing_sheet
    assert found is not None
    return found


def is_open(room: Room) -> bool:
    return room.state.signing_sheet is not None


def row(room: Room, signer_id: PersonId) -> SignerRow:
    rows = (one for site in sheet(room).sites for one in site.rows)
    return next(one for one in rows if one.signer_id == signer_id)


def obstacle(room: Room) -> Obstacle | None:
    return room.session.conduct.state(Verb.NEXT_STEP).obstacle


def press(room: Room, signer_id: PersonId, form: SignatureForm = SignatureForm.BY_HAND) -> None:
    room.session.signing.press(signer_id, form)
    room.deliver()


def noted(room: Room, signer_id: PersonId, form: SignatureForm = SignatureForm.BY_HAND) -> None:
    room.fake.signing.note_signature(signer_id, SaidSignature(form=form))
    room.deliver()


def scene(room: Room) -> SigningScene:
    found = room.view.chair_display[-1]
    assert isinstance(found, SigningScene)
    return found


# ---- while the minutes are read back --------------------------------------------------------


def test_each_site_tells_its_text_once_and_anew_when_it_changes() -> None:
    room = a_reading()
    room.pass_time(1.0)
    assert room.fake.signing.told == [text_digest(lines(room))]
    put(room, a_sent_line(2))
    room.pass_time(0.5)
    assert [one.lines for one in room.fake.signing.told] == [1, 2]


def test_what_the_city_did_not_take_is_told_again() -> None:
    room = a_reading()
    room.pass_time(0.5)
    change(room, lambda one: replace(one, signing=Signing()))
    assert len(room.fake.signing.told) == 1
    room.pass_time(AGAIN_AFTER_S + 0.5)
    assert len(room.fake.signing.told) == 2


@pytest.mark.parametrize("is_silent", ["older city", "lost city", "another step"])
def test_nothing_is_told_where_nobody_asks(is_silent: str) -> None:
    room = a_reading()
    room.pass_time(0.5)
    room.fake.signing.told.clear()
    put(room, a_sent_line(2))
    room.fake.signing.told.clear()
    match is_silent:
        case "older city":
            change(room, lambda one: replace(one, signing=None))
        case "lost city":
            room.fake.channel.lose_city()
        case _:
            room.fake.channel.set_step(Step.CONCLUSION)
    put(room, a_sent_line(3))
    room.pass_time(AGAIN_AFTER_S * 2)
    assert room.fake.signing.told == []


def test_a_site_with_another_text_is_named_and_the_signing_does_not_begin() -> None:
    room = a_reading()
    room.pass_time(0.5)
    tell(room, COMMUNE, text_digest(lines(room)).sha256)
    assert (bar(room).differing, obstacle(room)) == ((), None)
    tell(room, COMMUNE, OTHER)
    assert bar(room).differing == (room.session.context.site_name(COMMUNE),)
    assert obstacle(room) is Obstacle.TEXTS_DIFFER
    room.session.press(Verb.NEXT_STEP)
    room.session.press(Verb.NEXT_STEP)
    room.deliver()
    assert room.session.facts.step is Step.READ_BACK
    tell(room, COMMUNE, text_digest(lines(room)).sha256, unsettled=1)
    assert bar(room).differing == (room.session.context.site_name(COMMUNE),)


def test_before_the_centre_told_its_text_the_own_one_is_compared() -> None:
    room = a_reading(COMMUNE, Role.ROOM_OFFICER)
    room.pass_time(0.5)
    assert bar(room).differing == ()
    tell(room, HQ, OTHER)
    assert bar(room).differing == (room.session.context.site_name(COMMUNE),)


def test_own_lines_that_the_city_has_not_are_waited_for() -> None:
    room = a_reading()
    put(room, replace(a_line("line-2", second=2), storage=RecordStorage.HERE))
    assert bar(room).unsent == 1
    assert obstacle(room) is Obstacle.TEXTS_DIFFER


def test_a_city_of_before_holds_nobody_and_shows_nothing() -> None:
    room = a_reading()
    change(room, lambda one: replace(one, signing=None))
    put(room, replace(a_line("line-2", second=2), storage=RecordStorage.HERE))
    assert room.state.signing is None
    assert obstacle(room) is None
    room.session.signing.toggle()
    assert room.state.signing_sheet is None
    assert room.session.signing.facts.unsent() == 0
    assert room.session.signing.facts.differing() == ()


def test_before_anything_is_known_nothing_is_signed() -> None:
    room = Room()
    room.desk.start()
    room.fake.channel.lose_city()
    session = room.enter()
    session.facts.live = None
    facts = session.signing.facts
    assert (facts.signing, facts.sites(), facts.signers(), facts.missing()) == (None, {}, (), ())
    assert facts.is_same() is None
    assert session.signing.bar() is None


def test_the_text_is_counted_once_for_the_same_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    room = a_reading()
    kept, facts = lines(room), room.session.signing.facts
    monkeypatch.setattr(room.fake.minutes, "lines", lambda _session: kept)
    assert facts.draft() is facts.draft()


# ---- the version ----------------------------------------------------------------------------


def test_the_version_is_shown_with_its_number_and_the_begin_of_its_hash() -> None:
    room = a_signing()
    shown, version = bar(room).version, room.session.signing.facts.version
    assert shown is not None
    assert version is not None
    code = version.sha256[:8].upper()
    assert (shown.number, shown.code) == (1, f"{code[:4]} {code[4:]}")
    assert shown.is_same is True
    number = bar(room).number
    assert number is not None
    assert number.number == 12


def test_what_comes_after_the_freezing_is_no_part_of_it() -> None:
    room = a_signing()
    put(room, replace(a_line("line-2", second=2), storage=RecordStorage.HERE))
    room.clock.advance(1)
    late = AcceptedAfter(status=SessionStatus.MINUTES_REVIEW, at=room.clock.now())
    put(room, replace(a_sent_line(3), accepted_after=late))
    shown = bar(room).version
    assert shown is not None
    assert shown.is_same is True


def test_another_text_here_is_told_and_one_that_has_not_come_is_not() -> None:
    room = a_signing()
    put(room, replace(a_sent_line(), text="Chữ khác."))
    shown = bar(room).version
    assert shown is not None
    assert shown.is_same is False
    assert room.session.signing.facts.is_same() is False
    put(room, replace(a_sent_line(), text=""))
    assert room.session.signing.facts.is_same() is None


def test_the_minutes_say_that_they_are_frozen_and_then_that_all_have_a_state() -> None:
    room = a_signing()
    message = room.state.minutes.message
    assert message is not None
    assert message.code == MessageCode.MINUTES_FROZEN
    assert bar(room).version is not None
    for one in (CHAIR, SECRETARY, OFFICER, CITIZEN):
        noted(room, one)
    room.fake.channel.set_step(Step.CLOSING)
    room.deliver()
    message = room.state.minutes.message
    assert message is not None
    assert message.code == MessageCode.MINUTES_NOTED
    assert bar(room).is_noted


# ---- who signs ------------------------------------------------------------------------------


def test_people_of_the_sites_that_are_there_sign_and_the_session_waits_for_all() -> None:
    room = an_open_sheet()
    assert [site.site_id for site in sheet(room).sites] == [HQ, COMMUNE]
    assert row(room, CHAIR).is_next
    assert (bar(room).people, len(bar(room).missing)) == (4, 4)
    assert obstacle(room) is Obstacle.SIGNERS_MISSING
    press(room, CHAIR)
    press(room, SECRETARY, SignatureForm.FINGERPRINT)
    signature = row(room, CHAIR).signature
    assert signature is not None
    assert signature.form is SignatureForm.BY_HAND
    assert row(room, CHAIR).by == room.session.context.site_name(HQ)
    assert row(room, OFFICER).is_next
    for one in (OFFICER, CITIZEN):
        noted(room, one)
    assert (bar(room).missing, obstacle(room)) == ((), None)


def test_a_room_notes_its_own_people_and_asks_them_first() -> None:
    room = an_open_sheet(COMMUNE, Role.ROOM_OFFICER)
    assert row(room, OFFICER).is_next
    assert (row(room, CITIZEN).can_note, row(room, CHAIR).can_note) == (True, False)
    press(room, CHAIR)
    assert row(room, CHAIR).signature is None
    assert not sheet(room).can_set_copies


def test_a_site_without_people_is_signed_for() -> None:
    room = a_signing(prepare=without_people)
    room.session.signing.toggle()
    assert row(room, site_signer(HQ)).role is None
    assert bar(room).missing[0] == room.session.context.site_name(HQ)


def test_the_form_that_stands_is_taken_back_by_a_second_press() -> None:
    room = an_open_sheet()
    press(room, CHAIR)
    press(room, CHAIR)
    assert row(room, CHAIR).signature is None


def test_who_does_not_sign_is_asked_why_and_before_whom() -> None:
    room = an_open_sheet()
    signing = room.session.signing
    press(room, CITIZEN, SignatureForm.NOT_SIGNED)
    assert row(room, CITIZEN).signature is None
    signing.confirm_refusal()
    asked = sheet(room).ask
    assert asked is not None
    assert asked.fault is SignatureFault.REASON
    signing.edit_reason(REASON)
    signing.confirm_refusal()
    asked = sheet(room).ask
    assert asked is not None
    assert (asked.reason, asked.fault) == (REASON, SignatureFault.WITNESSES)
    for place, name in enumerate(WITNESSES):
        signing.edit_witness(place, name)
    signing.confirm_refusal()
    room.deliver()
    assert sheet(room).ask is None
    signature = row(room, CITIZEN).signature
    assert signature is not None
    assert (signature.reason, signature.witnesses) == (REASON, WITNESSES)


def test_a_refusal_that_the_city_did_not_take_stays_as_it_was_typed() -> None:
    room = an_open_sheet()
    press(room, CITIZEN, SignatureForm.NOT_SIGNED)
    room.session.signing.edit_reason(REASON)
    room.fake.channel.lose_city()
    room.deliver()
    room.session.signing.confirm_refusal()
    room.pass_time(0.5)
    assert MessageCode.NOT_DONE_OFFLINE in room.banner_codes()
    press(room, CHAIR)
    room.fake.channel.reach_city()
    room.deliver()
    change(room, lambda one: one)
    asked = sheet(room).ask
    assert asked is not None
    assert asked.reason == REASON
    room.session.signing.back()
    assert sheet(room).ask is None
    room.session.signing.back()
    assert room.state.signing_sheet is None


def test_nothing_is_typed_where_nothing_is_asked() -> None:
    room = a_signing()
    signing = room.session.signing
    signing.edit_reason(REASON)
    signing.edit_witness(0, WITNESSES[0])
    signing.confirm_refusal()
    signing.edit_objection("Sửa.")
    signing.choose_objector("Công dân A")
    signing.note_objection(ObjectionResult.KEPT)
    press(room, PersonId("nobody"))
    assert room.state.signing_sheet is None
    before = a_reading()
    press(before, CHAIR)
    assert before.session.signing.facts.version is None


def test_the_sheet_gives_way_and_goes_with_the_step() -> None:
    room = an_open_sheet()
    room.session.press(Verb.PAUSE)
    shown = [is_open(room)]
    for _ in range(3):
        room.session.signing.toggle()
        shown.append(is_open(room))
    assert shown == [False, True, False, True]
    room.fake.channel.set_step(Step.CLOSING)
    room.deliver()
    assert not is_open(room)
    assert obstacle(room) is not Obstacle.SIGNERS_MISSING


def test_who_was_taken_off_the_list_notes_nothing() -> None:
    room = a_signing(prepare=as_denunciation)
    room.session.signing.toggle()
    assert row(room, CHAIR).can_note
    (officer,) = room.fake.access.people
    room.fake.access.people = (replace(officer, denunciations=frozenset()),)
    room.session.draw()
    assert not row(room, CHAIR).can_note
    assert not sheet(room).can_object


# ---- objections and copies ------------------------------------------------------------------


def test_a_wish_of_the_line_that_is_read_is_noted_beside_its_words() -> None:
    room = a_reading()
    room.fake.roll.read_line(MinuteLineId("line-1"))
    room.deliver()
    signing = room.session.signing
    signing.toggle()
    assert sheet(room).sites == ()
    signing.begin_objection()
    asked = sheet(room).objecting
    assert asked is not None
    assert (asked.line_number, asked.former) == (1, "Dòng 1.")
    signing.note_objection(ObjectionResult.ACCEPTED)
    asked = sheet(room).objecting
    assert asked is not None
    assert asked.fault is ObjectionFault.EMPTY
    signing.edit_objection("Sửa thành ba lần.")
    signing.choose_objector("Công dân A")
    signing.note_objection(ObjectionResult.ACCEPTED)
    room.deliver()
    assert sheet(room).objecting is None
    (one,) = sheet(room).objections
    assert (one.line_number, one.text, one.by) == (1, "Sửa thành ba lần.", "Công dân A")
    assert bar(room).objections == 1


def test_after_the_freezing_a_wish_makes_a_version_that_all_sign_anew() -> None:
    room = an_open_sheet()
    press(room, CHAIR)
    signing = room.session.signing
    signing.begin_objection()
    asked = sheet(room).objecting
    assert asked is not None
    assert asked.line_number == 0
    signing.edit_objection("Thiếu ý kiến của tôi.")
    signing.note_objection(ObjectionResult.KEPT)
    room.deliver()
    shown = bar(room).version
    assert shown is not None
    assert (shown.number, shown.is_same) == (2, True)
    assert row(room, CHAIR).signature is None
    press(room, CHAIR, SignatureForm.NOT_SIGNED)
    signing.begin_objection()
    assert sheet(room).ask is None


def test_wishes_are_noted_by_who_writes_and_counted() -> None:
    leader = a_signing(HQ, Role.LEADER)
    leader.session.signing.toggle()
    leader.session.signing.begin_objection()
    assert (sheet(leader).objecting, sheet(leader).can_object) == (None, False)
    room = an_open_sheet()
    room.session.signing.begin_objection()
    room.session.signing.edit_objection("Sửa.")
    for number in range(MAX_OBJECTIONS):
        room.fake.signing.note_objection(None, f"{number}", "A", ObjectionResult.KEPT)
    room.deliver()
    room.session.signing.note_objection(ObjectionResult.KEPT)
    asked = sheet(room).objecting
    assert asked is not None
    assert asked.fault is ObjectionFault.FULL


def test_the_number_of_copies_is_said_by_who_conducts() -> None:
    room = an_open_sheet()
    assert (sheet(room).copies, sheet(room).can_set_copies) == (None, True)
    for count in (4, 0, MAX_COPIES + 1):
        room.session.signing.set_copies(count)
        room.deliver()
    assert sheet(room).copies == 4
    room.fake.channel.lose_city()
    room.deliver()
    room.session.signing.set_copies(5)
    assert sheet(room).obstacle is Obstacle.CITY_LOST
    assert sheet(room).copies == 4


# ---- display 2 ------------------------------------------------------------------------------


def test_display_2_says_whose_turn_it_is_and_who_has_a_state() -> None:
    room = a_signing()
    shown = scene(room)
    assert (shown.lines, shown.noted, shown.people) == (1, 0, 4)
    assert shown.following is not None
    assert shown.following.label == "Người chủ trì"
    assert shown.place == room.session.context.site_name(HQ)
    noted(room, CHAIR, SignatureForm.FINGERPRINT)
    said = SaidSignature(form=SignatureForm.NOT_SIGNED, reason=REASON, witnesses=WITNESSES)
    room.fake.signing.note_signature(SECRETARY, said)
    room.deliver()
    states = [one.state for site in scene(room).sites for one in site.people]
    assert states == [
        PublicSigning.SIGNED,
        PublicSigning.NOTED,
        PublicSigning.NOW,
        PublicSigning.WAITING,
    ]
    assert REASON not in repr(scene(room))
    for one in (OFFICER, CITIZEN):
        noted(room, one)
    assert (scene(room).following, scene(room).place, scene(room).noted) == (None, "", 4)
    room.fake.channel.set_step(Step.CLOSING)
    room.deliver()
    assert isinstance(room.view.chair_display[-1], DialogueScene)


def test_who_came_uninvited_is_called_by_their_part_on_display_2() -> None:
    room = a_signing()
    added = AddedPerson(
        person_id=PersonId("l"),
        site_id=COMMUNE,
        full_name="Nguyễn Văn Mật",
        role=ParticipantRole.LAWYER,
    )
    change(room, lambda one: replace(one, roll=replace(one.roll or RollCall(), added=(added,))))
    person = scene(room).sites[1].people[-1].person
    assert person is not None
    assert (person.role, person.label) == (ParticipantRole.LAWYER, None)
    assert "Nguyễn Văn Mật" not in repr(scene(room))
    change(room, lambda one: replace(one, seats=(*one.seats, a_seat(SiteId("new")))))
    assert scene(room).sites[-1].people[0].person is None


def test_a_denouncer_is_not_named_on_display_2() -> None:
    room = a_signing(prepare=as_denunciation)
    person = scene(room).sites[1].people[-1].person
    assert person is not None
    assert (person.is_protected, person.label) == (True, None)
    assert "Công dân A" not in repr(scene(room))


def test_a_city_of_before_has_no_scene_for_it() -> None:
    room = a_signing()
    change(room, lambda one: replace(one, signing=None))
    assert isinstance(room.view.chair_display[-1], DialogueScene)


def test_a_line_of_after_the_freezing_is_marked_until_it_is_read_back_too() -> None:
    room = a_signing()
    room.clock.advance(1)
    late = AcceptedAfter(status=SessionStatus.MINUTES_REVIEW, at=room.clock.now())
    put(room, replace(a_sent_line(2), accepted_after=late))
    assert [one.late_at for one in room.state.minutes.rows] == [None, late.at]
    for step in (Step.CONCLUSION, Step.READ_BACK):
        room.fake.channel.set_step(step)
    room.deliver()
    assert [one.late_at for one in room.state.minutes.rows] == [None, None]
    assert len(room.session.read_back.lines()) == 2


def test_what_is_being_typed_as_a_wish_stays_when_the_button_is_pressed_again() -> None:
    room = an_open_sheet()
    signing = room.session.signing
    signing.begin_objection()
    signing.edit_objection("Sửa thành ba lần.")
    signing.begin_objection()
    asked = sheet(room).objecting
    assert asked is not None
    assert asked.text == "Sửa thành ba lần."
    assert not sheet(room).can_object
    signing.back()
    assert sheet(room).can_object
