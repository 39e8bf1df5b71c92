"""A plan whose notice will be late: offered to a leader where nothing else is wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Officer, Role
from desktop.domain.ids import UserId
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.planning import PlanFault, PlanProblem
from desktop.presenters.form.leave import LeaveField
from desktop.presenters.reception.planning.plan_judgement import Judgement
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.reception.schedule_state import NearView, PlanCondition
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import HQ, SESSION
from tests.unit.presenters.reception.test_schedule import (
    a_room,
    begun,
    lacking,
    plan_of,
    planned,
    problems,
    the_wish,
    told,
    write,
)

pytestmark = pytest.mark.unit

LEADER = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
REASON = "Công dân ở đảo, tàu chậm một ngày"
PIN = "246810"


def near_room() -> Room:
    """Everything is written, for a day that is too near."""
    room = a_room()
    room.fake.access.people = (*room.fake.access.people, LEADER)
    begun(room)
    write(room, {PlanField.DAY: "27/11/2026"})
    assert lacking(room) == {PlanCondition.NOTICE}
    return room


def near(room: Room) -> NearView:
    found = plan_of(room).near
    assert found is not None
    return found


def said(room: Room) -> str:
    message = near(room).message
    return "" if message is None else message.code


def typed(room: Room) -> str:
    """The reason, as it is kept."""
    return room.desk.schedule.near.view(can_press=True).form.text(LeaveField.REASON)


def type_leave(room: Room) -> None:
    room.desk.schedule.near.edit(LeaveField.LEADER, LEADER.id)
    room.desk.schedule.near.edit(LeaveField.REASON, REASON)


def press(room: Room, pin: str = PIN) -> None:
    room.desk.schedule.plan_near(pin)
    room.deliver()


def test_it_is_offered_where_the_notice_alone_is_in_the_way() -> None:
    room = near_room()
    assert near(room).leaders == (LEADER,)
    assert near(room).can_press
    write(room, {PlanField.CHAIR: ""})
    assert plan_of(room).near is None
    write(room, {PlanField.CHAIR: "Lãnh đạo Mẫu", PlanField.DAY: "15/12/2026"})
    assert plan_of(room).near is None


def test_it_goes_with_leader_reason_and_pin_and_nothing_of_the_leave_is_kept() -> None:
    room = near_room()
    type_leave(room)
    press(room)
    ((session_id, leave),) = room.fake.planning.near
    assert session_id == the_wish(room).id
    assert (leave.leader, leave.pin, leave.reason) == (LEADER.id, PIN, REASON)
    assert told(room) == "L-321"
    assert typed(room) == ""


def test_without_who_why_or_pin_nothing_goes() -> None:
    room = near_room()
    press(room)
    assert said(room) == "L-364"
    type_leave(room)
    press(room, pin="")
    assert said(room) == "L-365"
    assert (room.fake.planning.near, room.fake.planning.planned) == ([], [])


def test_an_odd_hour_is_said_first_and_goes_with_the_second_press() -> None:
    room = near_room()
    type_leave(room)
    write(room, {PlanField.START: "18:00"})
    press(room)
    assert (told(room), room.fake.planning.near) == ("L-315", [])
    press(room)
    assert the_wish(room).is_odd_time_meant


def test_what_the_city_alone_finds_too_near_a_leader_may_allow() -> None:
    room = near_room()
    write(room, {PlanField.DAY: "15/12/2026"})
    room.fake.planning.problems = (PlanProblem(fault=PlanFault.TOO_NEAR, subject="2026-12-16"),)
    room.desk.schedule.plan()
    room.deliver()
    assert problems(room) == ["L-316"]
    room.fake.planning.problems = ()
    type_leave(room)
    press(room)
    assert len(room.fake.planning.near) == 1


def test_the_plain_button_stays_shut() -> None:
    room = near_room()
    type_leave(room)
    assert not plan_of(room).can_plan
    room.desk.schedule.plan()
    room.deliver()
    assert room.fake.planning.planned == []


def test_where_more_is_missing_a_leader_changes_nothing() -> None:
    room = near_room()
    type_leave(room)
    write(room, {PlanField.CHAIR: ""})
    press(room)
    assert room.fake.planning.near == []


def test_a_wrong_pin_and_a_refusal_keep_what_was_typed() -> None:
    room = near_room()
    type_leave(room)
    room.fake.planning.fails_with = "D-102"
    press(room)
    assert told(room) == "D-102"
    assert near(room).can_press
    assert near(room).form.text(LeaveField.REASON) == REASON
    room.fake.planning.fails_with = None
    room.fake.planning.problems = (PlanProblem(fault=PlanFault.SITE_BUSY, subject=HQ),)
    press(room)
    assert problems(room) == ["L-311"]
    assert near(room).form.text(LeaveField.REASON) == REASON


def test_what_is_typed_lives_through_a_kill() -> None:
    room = near_room()
    type_leave(room)
    room.desk.schedule.on_tick()
    room.desk.schedule.leave()
    press(room, pin="")
    room.restart()
    assert typed(room) == REASON


def test_a_leave_is_for_one_plan_alone() -> None:
    room = near_room()
    type_leave(room)
    room.desk.schedule.abandon()
    begun(room)
    write(room, {PlanField.DAY: "27/11/2026"})
    assert near(room).form.text(LeaveField.REASON) == ""


def test_what_was_allowed_with_the_plan_is_shown_at_its_gate_and_asked_no_more() -> None:
    start = NOON + timedelta(days=1, hours=3)
    plan = planned(scheduled_start=start, scheduled_end=start + timedelta(hours=1))
    ahead = [replace(one, passed_at=None, evidence="", is_practice=False) for one in plan.gates]
    allowed = replace(
        ahead[0], override_by="leader", override_label="Lãnh đạo Mẫu", override_reason=REASON
    )
    room = a_room(Role.HQ_CLERK, HQ, replace(plan, gates=(allowed, *ahead[1:])))
    room.desk.schedule.select(f"session:{SESSION}")
    row = next(one for one in plan_of(room).gates if one.kind is GateKind.NOTICE)
    assert (row.leader, row.reason, row.passed) == ("Lãnh đạo Mẫu", REASON, None)
    assert PlanCondition.NOTICE not in lacking(room)


def test_nothing_missing_is_not_near() -> None:
    assert not Judgement(faults=(), conditions=()).is_only_near
