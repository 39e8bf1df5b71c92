"""Kiểm tra thành phần và công bố: what the sheet shows, asks for and says to the city."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.conduct.roll_call import (
    MAX_ABSENCE_CHARACTERS,
    MAX_ADDED,
    AddedPerson,
    RollCall,
    RollMark,
    Said,
    person_ids,
    with_added,
)
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import Step
from desktop.presenters.conduct.roll.roll_call import hour_before
from desktop.presenters.conduct.roll.roll_state import (
    AskFault,
    RollButton,
    RollCounts,
    RollRow,
    RollSheet,
)
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples import casework
from tests.samples.calls import a_call
from tests.samples.receptions import AGENCY, CASE, COMMUNE, HQ, PARTICIPANTS, SESSION
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit

CHAIR, SECRETARY, OFFICER, CITIZEN, AGENT = person_ids(PARTICIPANTS)
GUEST = "Luật sư Mẫu"


def walk_to(room: Room, step: Step) -> None:
    live = room.fake.channel.live()
    assert live is not None
    for one in steps_to(step, after=live.step):
        room.fake.channel.set_step(one)
    room.deliver()


def button(room: Room) -> RollButton | None:
    return room.state.roll_button


def is_open(room: Room) -> bool:
    return room.state.roll is not None


def next_obstacle(room: Room) -> Obstacle | None:
    return room.state.steps.next_verb.obstacle


def skippable(room: Room) -> Step | None:
    return room.state.steps.skipped_step


def sheet(room: Room) -> RollSheet:
    shown = room.state.roll
    assert shown is not None
    return shown


def rows(room: Room) -> dict[PersonId, RollRow]:
    return {row.person_id: row for site in sheet(room).sites for row in site.rows}


def places(room: Room) -> tuple[tuple[SiteId, str], ...]:
    """Where somebody who was not invited may be noted."""
    room.session.roll.start_adding()
    adding = sheet(room).adding
    assert adding is not None
    return adding.sites


def marks(room: Room) -> dict[PersonId, RollMark]:
    return {key: row.note.mark for key, row in rows(room).items() if row.note is not None}


def roll(room: Room) -> RollCall:
    live = room.fake.channel.live()
    assert live is not None
    assert live.roll is not None
    return live.roll


def press(room: Room, person_id: PersonId, mark: RollMark) -> None:
    room.session.roll.press(person_id, mark)
    room.deliver()


def confirm(room: Room) -> None:
    room.session.roll.confirm_ask()
    room.deliver()


def not_of_practice(room: Room) -> None:
    """In practice every site conducts."""
    plan = room.fake.schedule.plans[0]
    room.fake.schedule.plans[0] = replace(plan, is_practice=False)


@pytest.fixture
def called(room: Room) -> Room:
    """At the roll call, the sheet is open."""
    room.open()
    walk_to(room, Step.ROLL_CALL)
    room.session.roll.toggle()
    room.deliver()
    return room


def test_the_button_is_there_from_the_roll_call_to_the_reading_back(room: Room) -> None:
    room.open()
    assert button(room) is None
    room.session.roll.toggle()
    assert not is_open(room)
    walk_to(room, Step.ROLL_CALL)
    nothing = RollCounts(people=5, noted=0, there=0, absent=0)
    assert button(room) == RollButton(counts=nothing, announced=None)
    assert nothing.missing == 5
    walk_to(room, Step.ANNOUNCEMENTS)
    assert button(room) == RollButton(counts=nothing, announced=0)
    room.session.roll.toggle()
    assert is_open(room)
    walk_to(room, Step.SIGNING)
    assert (is_open(room), button(room)) == (False, None)


def test_people_of_who_was_called_in_are_noted_and_stay_when_it_has_gone() -> None:
    chair = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    chair.open()
    walk_to(chair, Step.PRESENTATION)
    invited = chair.state.case.sites_invited
    now, site_id = chair.clock.now(), SiteId("called-in")
    call = a_call(site_id, "Sở Tài chính", now, stage=CallStage.JOINED, answered_at=now)
    chair.fake.channel.change(lambda live: replace(live, calls=(call,)))
    chair.session.roll.toggle()
    chair.deliver()
    assert chair.state.case.sites_invited == invited + 1
    assert (site_id, "Sở Tài chính") in places(chair)
    assert [one.name for one in sheet(chair).sites][-1] == "Sở Tài chính"
    gone = replace(call, stage=CallStage.LET_GO, ended_at=now)
    chair.fake.channel.change(lambda live: replace(live, calls=(gone,)))
    chair.deliver()
    assert site_id not in {one.site_id for one in sheet(chair).sites}
    assert chair.state.case.sites_invited == invited + 1, "it was invited"
    person = AddedPerson(
        person_id=PersonId("theirs"),
        site_id=site_id,
        full_name="Cán bộ Tài chính Mẫu",
        role=ParticipantRole.AGENCY_REPRESENTATIVE,
    )
    chair.fake.channel.change(lambda live: replace(live, roll=with_added(RollCall(), person)))
    chair.deliver()
    (shown,) = (one for one in sheet(chair).sites if one.site_id == site_id)
    assert [row.name for row in shown.rows] == ["Cán bộ Tài chính Mẫu"]
    assert site_id not in dict(places(chair)), "nobody more is added there"


def test_a_name_that_is_typed_follows_who_comes_and_stops_at_who_goes() -> None:
    chair = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    chair.open()
    walk_to(chair, Step.PRESENTATION)
    chair.session.roll.toggle()
    chair.session.roll.start_adding()
    chair.session.roll.edit_name(GUEST)
    now, site_id = chair.clock.now(), SiteId("called-in")
    call = a_call(site_id, "Sở Tài chính", now, stage=CallStage.JOINED, answered_at=now)
    chair.fake.channel.change(lambda live: replace(live, calls=(call,)))
    chair.deliver()
    adding = sheet(chair).adding
    assert adding is not None
    assert dict(adding.sites)[site_id] == "Sở Tài chính"
    assert (adding.full_name, adding.fault) == (GUEST, None)
    chair.session.roll.choose_site(site_id)
    gone = replace(call, stage=CallStage.LET_GO, ended_at=now)
    chair.fake.channel.change(lambda live: replace(live, calls=(gone,)))
    chair.deliver()
    chair.session.roll.edit_name(f"{GUEST} Hai")
    chair.session.roll.confirm_adding()
    chair.deliver()
    adding = sheet(chair).adding
    assert adding is not None, "nobody is noted in a place that was not chosen"
    assert adding.fault is AskFault.SITE_GONE
    assert site_id not in dict(adding.sites)
    chair.session.roll.choose_site(HQ)
    chair.session.roll.confirm_adding()
    chair.deliver()
    assert [(one.full_name, one.site_id) for one in roll(chair).added] == [(f"{GUEST} Hai", HQ)]


def test_who_is_there_is_said_beside_who_was_invited_once_somebody_is_noted(called: Room) -> None:
    assert called.state.case.roll is None
    press(called, CHAIR, RollMark.PRESENT)
    walk_to(called, Step.SIGNING)
    assert called.state.case.roll == RollCounts(people=5, noted=1, there=1, absent=0)


def test_everybody_of_the_plan_is_listed_by_site_and_nothing_is_said_of_them(called: Room) -> None:
    listed = [(site.site_id, [row.person_id for row in site.rows]) for site in sheet(called).sites]
    assert listed == [(HQ, [CHAIR, SECRETARY]), (COMMUNE, [OFFICER, CITIZEN]), (AGENCY, [AGENT])]
    assert marks(called) == {}
    citizen = rows(called)[CITIZEN]
    assert (citizen.name, citizen.part) == ("Mẫu Công dân A", "Công dân A · Chức vụ · Cơ quan")
    assert sheet(called).counts == RollCounts(people=5, noted=0, there=0, absent=0)


def test_a_person_is_there_by_one_press_absent_for_a_reason_and_late_at_an_hour(
    called: Room,
) -> None:
    press(called, CHAIR, RollMark.PRESENT)
    assert marks(called) == {CHAIR: RollMark.PRESENT}
    press(called, CITIZEN, RollMark.ABSENT)
    asked = sheet(called).ask
    assert asked is not None
    assert (asked.name, asked.text, asked.fault) == ("Mẫu Công dân A", "", None)
    assert CITIZEN not in marks(called), "nothing is noted before it is said why"
    called.session.roll.edit_ask(" Ốm ")
    confirm(called)
    called.pass_time(300)
    press(called, AGENT, RollMark.LATE)
    asked = sheet(called).ask
    assert asked is not None
    assert asked.text == "12:05"
    confirm(called)
    assert sheet(called).ask is None
    noted = rows(called)[CITIZEN].note, rows(called)[AGENT].note
    assert noted[0] is not None
    assert noted[1] is not None
    assert noted[0].reason == "Ốm"
    assert noted[1].came_at == NOON + timedelta(minutes=5)
    assert sheet(called).counts == RollCounts(people=5, noted=3, there=2, absent=1)


@pytest.mark.parametrize("text", ["", "late", "25:00", "12:61", "11:59", "13:00"])
def test_an_hour_that_is_none_or_is_not_within_the_session_is_told(called: Room, text: str) -> None:
    press(called, AGENT, RollMark.LATE)
    called.session.roll.edit_ask(text)
    confirm(called)
    asked = sheet(called).ask
    assert asked is not None
    assert asked.fault is AskFault.BAD_TIME
    called.session.roll.edit_ask("12:00")
    assert sheet(called).ask == replace(asked, text="12:00", fault=None)
    confirm(called)
    assert marks(called) == {AGENT: RollMark.LATE}


def test_a_reason_that_is_too_long_is_told(called: Room) -> None:
    press(called, AGENT, RollMark.ABSENT)
    called.session.roll.edit_ask("a" * (MAX_ABSENCE_CHARACTERS + 1))
    confirm(called)
    asked = sheet(called).ask
    assert asked is not None
    assert asked.fault is AskFault.TOO_LONG


def test_what_another_site_made_impossible_meanwhile_is_told(called: Room) -> None:
    press(called, AGENT, RollMark.PRESENT)
    press(called, AGENT, RollMark.LEFT)
    called.fake.roll.note_presence(AGENT, Said(mark=RollMark.ABSENT))
    called.deliver()
    confirm(called)
    asked = sheet(called).ask
    assert asked is not None
    assert asked.fault is AskFault.NOT_NOW


def test_later_on_only_who_comes_late_or_leaves_is_noted(called: Room) -> None:
    press(called, CHAIR, RollMark.PRESENT)
    walk_to(called, Step.QUESTIONS)
    assert rows(called)[CHAIR].marks == {RollMark.LEFT}
    assert rows(called)[AGENT].marks == {RollMark.LATE}
    press(called, AGENT, RollMark.PRESENT)
    assert marks(called) == {CHAIR: RollMark.PRESENT}
    press(called, CHAIR, RollMark.LEFT)
    confirm(called)
    assert marks(called)[CHAIR] is RollMark.LEFT
    assert sheet(called).counts == RollCounts(people=5, noted=1, there=0, absent=0)


def test_the_next_step_waits_for_the_last_person_or_is_left_out_for_a_reason(called: Room) -> None:
    assert next_obstacle(called) is Obstacle.ROLL_NOT_CALLED
    assert skippable(called) is Step.ROLL_CALL
    for one in (CHAIR, SECRETARY, OFFICER, CITIZEN):
        press(called, one, RollMark.PRESENT)
    assert next_obstacle(called) is Obstacle.ROLL_NOT_CALLED
    press(called, AGENT, RollMark.PRESENT)
    assert called.state.steps.next_verb.is_enabled
    assert skippable(called) is Step.ANNOUNCEMENTS


def test_a_city_without_the_roll_shows_nothing_and_keeps_nobody(room: Room) -> None:
    room.open()
    walk_to(room, Step.ROLL_CALL)
    room.fake.channel.change(lambda live: replace(live, roll=None, announced=None))
    room.deliver()
    room.session.roll.toggle()
    assert (room.state.roll, room.state.roll_button) == (None, None)
    assert room.state.steps.next_verb.is_enabled


def test_an_officer_of_a_site_notes_the_people_of_that_site_alone(room: Room) -> None:
    not_of_practice(room)
    room.open()
    walk_to(room, Step.ROLL_CALL)
    room.session.roll.toggle()
    assert {key for key, row in rows(room).items() if row.marks} == {OFFICER, CITIZEN}
    press(room, CHAIR, RollMark.PRESENT)
    assert marks(room) == {}
    room.session.roll.start_adding()
    adding = sheet(room).adding
    assert adding is not None
    assert [site_id for site_id, _name in adding.sites] == [COMMUNE]


def test_who_was_taken_off_the_list_of_a_denunciation_only_reads(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.open()
    monkeypatch.setattr(SessionEntry, "may_write", lambda _entry, _right: False)
    walk_to(room, Step.ROLL_CALL)
    room.session.roll.toggle()
    assert not any(row.marks for row in rows(room).values())
    assert not sheet(room).can_add
    room.session.roll.start_adding()
    assert sheet(room).adding is None
    assert sheet(room).received == ()


def test_somebody_who_was_not_invited_is_added_with_part_and_site(called: Room) -> None:
    called.session.roll.start_adding()
    adding = sheet(called).adding
    assert adding is not None
    assert adding.site_id == COMMUNE, "the own site first"
    assert ParticipantRole.CHAIR not in adding.roles
    called.session.roll.edit_name(" 09 ")
    called.session.roll.confirm_adding()
    assert sheet(called).adding == replace(adding, full_name=" 09 ", fault=AskFault.NO_NAME)
    called.session.roll.edit_name(f" {GUEST} ")
    called.session.roll.choose_role(ParticipantRole.LAWYER)
    called.session.roll.choose_site(AGENCY)
    called.session.roll.confirm_adding()
    called.deliver()
    assert sheet(called).adding is None
    (added,) = roll(called).added
    assert (added.full_name, added.role, added.site_id) == (GUEST, ParticipantRole.LAWYER, AGENCY)
    row = rows(called)[added.person_id]
    assert (row.name, row.part, row.can_drop) == (GUEST, "", True)
    assert next_obstacle(called) is Obstacle.ROLL_NOT_CALLED
    called.session.roll.drop(CHAIR)
    called.session.roll.drop(added.person_id)
    called.deliver()
    assert roll(called).added == ()


def test_who_was_noted_is_not_dropped_and_so_many_are_added_and_no_more(called: Room) -> None:
    people = tuple(
        AddedPerson(
            person_id=PersonId(f"guest-{number}"),
            site_id=COMMUNE,
            full_name=GUEST,
            role=ParticipantRole.LAWYER,
        )
        for number in range(MAX_ADDED)
    )
    called.fake.channel.change(lambda live: replace(live, roll=RollCall(added=people)))
    called.deliver()
    press(called, people[0].person_id, RollMark.PRESENT)
    called.session.roll.drop(people[0].person_id)
    called.deliver()
    assert len(roll(called).added) == MAX_ADDED
    called.session.roll.start_adding(GUEST)
    called.session.roll.confirm_adding()
    adding = sheet(called).adding
    assert adding is not None
    assert adding.fault is AskFault.TOO_MANY


def test_who_was_taken_in_for_the_session_and_is_not_in_the_list_is_offered(room: Room) -> None:
    visits: dict[str, dict[str, Any]] = {
        "gone": {"session_id": SESSION, "status": VisitStatus.WITHDRAWN},
        "here": {"session_id": SESSION},
        "another-day": {"session_id": None},
    }
    for visit_id, parts in visits.items():
        room.fake.intakes.keep(casework.an_intake(visit_id, **parts))
    room.open()
    walk_to(room, Step.ROLL_CALL)
    room.session.roll.toggle()
    (name,) = sheet(room).received
    room.session.roll.start_adding(name)
    room.session.roll.confirm_adding()
    room.deliver()
    assert sheet(room).received == ()
    assert [one.full_name for one in roll(room).added] == [name]


def test_of_a_denunciation_nobody_is_offered_by_name(room: Room) -> None:
    room.fake.intakes.keep(casework.an_intake("here", session_id=SESSION))
    case = room.fake.schedule.cases[CASE]
    secret = replace(case, petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases[CASE] = secret
    room.open()
    walk_to(room, Step.ROLL_CALL)
    room.session.roll.toggle()
    assert sheet(room).received == ()


def test_esc_leaves_what_is_typed_first_and_then_the_sheet(called: Room) -> None:
    press(called, AGENT, RollMark.ABSENT)
    called.session.roll.start_adding()
    assert sheet(called).ask is None
    press(called, AGENT, RollMark.ABSENT)
    assert sheet(called).adding is None
    called.session.roll.back()
    assert sheet(called).ask is None
    called.session.roll.start_adding()
    called.session.roll.back()
    assert sheet(called).adding is None
    called.session.roll.back()
    assert not is_open(called)
    called.session.roll.toggle()
    assert is_open(called)
    called.session.roll.toggle()
    assert not is_open(called)


def test_one_sheet_is_open_at_a_time(called: Room) -> None:
    called.session.press(Verb.SKIP_STEP)
    assert (called.state.roll, called.state.skipping is None) == (None, False)
    called.session.roll.toggle()
    assert (called.state.roll is None, called.state.skipping) == (False, None)
    called.session.press(Verb.END)
    assert (called.state.roll, called.state.ending is None) == (None, False)
    called.session.roll.toggle()
    assert (called.state.roll is None, called.state.ending) == (False, None)


def test_without_the_city_nothing_is_noted_and_that_is_told(called: Room) -> None:
    press(called, AGENT, RollMark.ABSENT)
    called.fake.channel.lose_city()
    called.deliver()
    assert sheet(called).obstacle is Obstacle.CITY_LOST
    confirm(called)
    assert sheet(called).ask is not None, "what was typed stays"
    press(called, CHAIR, RollMark.PRESENT)
    called.session.roll.start_adding(GUEST)
    called.session.roll.confirm_adding()
    assert sheet(called).adding is not None
    assert marks(called) == {}
    assert MessageCode.NOT_DONE_OFFLINE in [one.code for one in called.state.banners]


def test_nothing_happens_to_fields_that_are_not_there(called: Room) -> None:
    before = sheet(called)
    called.session.roll.edit_ask("x")
    called.session.roll.edit_name("x")
    called.session.roll.confirm_ask()
    called.session.roll.confirm_adding()
    called.session.roll.press(PersonId("nobody"), RollMark.PRESENT)
    called.deliver()
    assert sheet(called) == before


def test_what_is_being_typed_goes_when_it_can_be_noted_no_more(called: Room) -> None:
    press(called, AGENT, RollMark.ABSENT)
    walk_to(called, Step.SIGNING)
    assert not is_open(called)
    confirm(called)
    assert roll(called).notes == ()


def test_what_was_read_out_is_noted_at_its_step_and_taken_back(called: Room) -> None:
    assert sheet(called).announcements == ()
    walk_to(called, Step.ANNOUNCEMENTS)
    assert [(one.what, one.said) for one in sheet(called).announcements] == [
        (Announcement.HOUSE_RULES, None),
        (Announcement.RECORDING_NOTICE, None),
    ]
    called.session.roll.announce(Announcement.RECORDING_NOTICE)
    called.deliver()
    rules, notice = sheet(called).announcements
    assert rules.said is None
    assert notice.said is not None
    assert (notice.said.at, notice.by) == (called.clock.now(), "UBND xã An Lão")
    assert called.state.roll_button is not None
    assert called.state.roll_button.announced == 1
    called.session.roll.announce(Announcement.RECORDING_NOTICE)
    called.session.roll.announce(Announcement.HOUSE_RULES)
    called.deliver()
    rules, notice = sheet(called).announcements
    assert (rules.said is None, notice.said is None) == (False, True)
    walk_to(called, Step.PRESENTATION)
    assert [one.can_change for one in sheet(called).announcements] == [False, False]
    called.session.roll.announce(Announcement.RECORDING_NOTICE)
    called.deliver()
    assert sheet(called).announcements[1].said is None


def test_an_officer_of_a_site_does_not_announce(room: Room) -> None:
    not_of_practice(room)
    room.open()
    walk_to(room, Step.ANNOUNCEMENTS)
    room.session.roll.toggle()
    assert not any(one.can_change for one in sheet(room).announcements)
    room.session.roll.announce(Announcement.HOUSE_RULES)
    room.deliver()
    assert sheet(room).announcements[0].said is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("12:00", 0), ("9:05", -175), ("09h05", -175), (" 9g05 ", -175), ("12:01", -24 * 60 + 1)],
)
def test_an_hour_is_the_last_one_that_was(text: str, minutes: int) -> None:
    assert hour_before(text, NOON) == NOON + timedelta(minutes=minutes)


def test_a_site_that_is_not_known_here_has_its_people_all_the_same(room: Room) -> None:
    room.fake.schedule.sites.pop(AGENCY)
    room.open()
    walk_to(room, Step.ROLL_CALL)
    room.session.roll.toggle()
    assert AGENT in rows(room)
