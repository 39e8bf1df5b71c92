"""Gates noted from the plan of a session: what is asked of the city, and what is never typed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from desktop.domain.access.person import Officer, Role
from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import CaseId, DocumentId, SessionId, SiteId, UserId
from desktop.domain.reception.events import GateNoted, PlanRefused, ScheduleChanged
from desktop.domain.reception.gate import GateKind, GateState
from desktop.domain.reception.notice import Delivery
from desktop.domain.reception.planning import PlanFault, PlanProblem
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.printing import InvitationToPrint
from desktop.presenters.form.leave import LeaveField
from desktop.presenters.form.state import FieldAccess
from desktop.presenters.reception.gates.gate_forms import NoticeField, WitnessField
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.reception.schedule_state import (
    ConditionState,
    GateNotesView,
    GateRow,
    PlanCondition,
)
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CASE_PAPER
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION, a_case
from tests.unit.presenters.reception.test_schedule import a_room, plan_of, planned

pytestmark = pytest.mark.unit

LEADER = Officer(id=UserId("leader"), display_name="Lãnh đạo Mẫu", role=Role.LEADER)
NOTICE = {NoticeField.NUMBER: " 15/TB-TCD ", NoticeField.DAY: "26/11/2026"}
REASON = "Công dân ở đảo, tàu chậm một ngày"


def opened(plan: SessionPlan | None = None, **more: Any) -> Room:
    """The session is chosen on the screen."""
    room = a_room(Role.HQ_CLERK, HQ, plan or planned(gates=ahead()), **more)
    room.fake.access.people = (*room.fake.access.people, LEADER)
    room.desk.schedule.select(f"session:{SESSION}")
    return room


def ahead(**notice: Any) -> tuple[Any, ...]:
    first, *others = planned().gates
    blank: dict[str, Any] = {"passed_at": None, "evidence": "", "is_practice": False}
    return (
        replace(first, **(blank | notice)),
        *(replace(one, **blank) for one in others),
    )


def late() -> SessionPlan:
    first = planned().gates[0]
    passed_at = first.due_at + timedelta(hours=2)
    return planned(gates=ahead(passed_at=passed_at, evidence="Số 15"))


def notes(room: Room) -> GateNotesView:
    found = plan_of(room).notes
    assert found is not None
    return found


def row(room: Room, kind: GateKind) -> GateRow:
    return next(one for one in plan_of(room).gates if one.kind is kind)


def type_notice(room: Room, **more: str) -> None:
    for key, text in (NOTICE | more).items():
        room.desk.schedule.gates.edit_notice(key, text)


def type_leave(room: Room) -> None:
    room.desk.schedule.gates.edit_leave(LeaveField.LEADER, LEADER.id)
    room.desk.schedule.gates.edit_leave(LeaveField.REASON, REASON)


def test_a_notice_goes_to_the_city_whole_and_the_form_is_empty_then() -> None:
    room = opened()
    type_notice(room, posted="25/11/2026", delivery=Delivery.BY_HAND)
    room.desk.schedule.gates.note_notice()
    assert not notes(room).can_press
    room.deliver()
    ((session_id, notice),) = room.fake.planning.notices
    assert session_id == SESSION
    assert (notice.number, notice.day, notice.posted) == (
        "15/TB-TCD", date(2026, 11, 26), date(2026, 11, 25),
    )  # fmt: skip
    assert notice.delivery is Delivery.BY_HAND
    view = notes(room)
    assert view.can_press
    assert view.message is not None
    assert view.message.code == "L-374"
    assert view.notice.text(NoticeField.NUMBER) == ""


def test_nothing_goes_without_number_and_day_or_with_a_day_to_come() -> None:
    room = opened()
    room.desk.schedule.gates.note_notice()
    assert notes(room).notice.faults == {
        NoticeField.NUMBER: FaultKind.MISSING,
        NoticeField.DAY: FaultKind.MISSING,
    }
    message = notes(room).message
    assert message is not None
    assert (message.code, message.data) == ("L-376", {"count": 2})
    type_notice(room, day="27/11/2026")
    room.desk.schedule.gates.note_notice()
    (fault,) = notes(room).notice.faults.items()
    assert fault == (NoticeField.DAY, FaultKind.WRONG)
    assert room.fake.planning.notices == []


def test_what_failed_is_said_and_what_was_typed_is_still_there() -> None:
    room = opened()
    room.fake.planning.fails_with = "L-370"
    type_notice(room)
    room.desk.schedule.gates.note_notice()
    room.deliver()
    message = notes(room).message
    assert message is not None
    assert message.code == "L-370"
    assert notes(room).can_press
    assert notes(room).notice.text(NoticeField.NUMBER) == NOTICE[NoticeField.NUMBER]


def test_what_is_typed_of_one_session_stays_with_it_through_a_kill() -> None:
    room = opened()
    type_notice(room)
    room.desk.schedule.leave()
    room.restart()
    room.desk.schedule.select(f"session:{SESSION}")
    assert notes(room).notice.text(NoticeField.NUMBER) == NOTICE[NoticeField.NUMBER]
    other = replace(planned(gates=ahead()), id=type(SESSION)("other"))
    room.fake.schedule.plans = [*room.fake.schedule.plans, other]
    room.tell(ScheduleChanged())
    room.desk.schedule.select("session:other")
    assert notes(room).notice.text(NoticeField.NUMBER) == ""


def test_of_a_session_that_nobody_prepares_any_more_nothing_is_noted() -> None:
    room = opened(planned(SessionStatus.POSTPONED, gates=ahead()))
    assert plan_of(room).notes is None
    room.desk.schedule.gates.note_notice()
    assert room.fake.planning.notices == []


def test_a_gate_shows_how_it_was_passed_for_this_hour_alone() -> None:
    room = opened(late())
    passed = row(room, GateKind.NOTICE).passed
    assert passed is not None
    assert (passed.state, passed.evidence, passed.leader) == (GateState.LATE, "Số 15", "")
    assert row(room, GateKind.TRIAL).passed is None
    room.desk.schedule.edit("start", "15:00")
    assert row(room, GateKind.NOTICE).passed is None


def test_a_late_gate_counts_by_a_leader_of_this_room_with_pin_and_reason() -> None:
    room = opened(late())
    view = notes(room)
    assert (view.late, view.is_notice_noted) == (GateKind.NOTICE, True)
    assert view.leaders == (LEADER,)
    gates = room.desk.schedule.gates
    gates.allow_late("246810")
    assert notes(room).leave is not None
    message = notes(room).message
    assert message is not None
    assert message.code == "L-376"
    type_leave(room)
    gates.allow_late("")
    message = notes(room).message
    assert message is not None
    assert message.code == "L-377"
    gates.allow_late("246810")
    room.deliver()
    ((_, leave),) = room.fake.planning.leaves
    assert (leave.kind, leave.leader, leave.pin, leave.reason) == (
        GateKind.NOTICE, LEADER.id, "246810", REASON,
    )  # fmt: skip
    message = notes(room).message
    assert message is not None
    assert message.code == "L-375"


def test_a_gate_in_time_asks_for_no_leave() -> None:
    room = opened()
    assert (notes(room).late, notes(room).leave) == (None, None)
    type_leave(room)
    room.desk.schedule.gates.allow_late("246810")
    assert room.fake.planning.leaves == []


def test_words_about_another_session_change_nothing_here() -> None:
    room = opened()
    room.tell(GateNoted(session_id=type(SESSION)("x"), kind=GateKind.NOTICE, code="X"))
    assert notes(room).message is None
    room.tell(ActionFailed(action="allow_late", code="L-371", data={}))
    message = notes(room).message
    assert message is not None
    assert message.code == "L-371"


def test_who_may_not_plan_notes_nothing() -> None:
    room = opened()
    room.fake.access.person = replace_role(room, Role.LEADER)
    room.deliver()
    room.desk.schedule.draw()
    plan = room.view.schedule[-1].plan
    assert plan is None or plan.notes is None
    room.desk.schedule.gates.note_notice()
    assert room.fake.planning.notices == []


def replace_role(room: Room, role: Role) -> Any:
    person = room.fake.access.person
    assert person is not None
    return replace(person, officer=replace(person.officer, role=role))


GRAVE = replace(a_case(), id=CaseId("grave"), flags=frozenset({CaseFlag.COMPLEX}))


def flagged(room: Room, *with_dossier: SiteId) -> Room:
    """The flagged case is known; of these sites something is in its dossier."""
    room.fake.schedule.cases[GRAVE.id] = GRAVE
    for site_id in with_dossier:
        paper = replace(CASE_PAPER, id=DocumentId(site_id), case_id=GRAVE.id, site_id=site_id)
        room.fake.dossier.learn(paper)
    room.tell(ScheduleChanged())
    return room


def lacks(room: Room) -> list[tuple[str, Any]]:
    return [(one.code, one.data.get("site")) for one in notes(room).lacks]


def test_what_a_flagged_case_lacks_is_said_and_nothing_goes_until_it_is_there() -> None:
    plan = planned(gates=ahead(), case_ids=(GRAVE.id,))
    people = tuple(one for one in plan.participants if one.site_id != COMMUNE)
    room = flagged(opened(replace(plan, participants=people)), HQ, AGENCY)
    assert lacks(room) == [("L-362", "UBND xã An Lão"), ("L-363", "UBND xã An Lão")]
    type_notice(room)
    room.desk.schedule.gates.note_notice()
    assert room.fake.planning.notices == []
    assert (notes(room).can_note, notes(room).can_press) == (False, True)
    room.fake.schedule.plans = [plan]
    flagged(room, COMMUNE)
    assert (lacks(room), notes(room).can_note) == ([], True)
    room.desk.schedule.gates.note_notice()
    assert len(room.fake.planning.notices) == 1


def test_a_unit_says_of_its_own_dossier_alone_that_it_lacks() -> None:
    plan = planned(
        gates=ahead(),
        case_ids=(GRAVE.id, CaseId("untold")),
        central_site_id=COMMUNE,
        component_site_ids=(HQ,),
    )
    room = a_room(Role.ROOM_OFFICER, COMMUNE, plan)
    room.desk.schedule.select(f"session:{SESSION}")
    flagged(room)
    assert lacks(room) == [("L-362", "UBND xã An Lão")]


def test_what_the_city_finds_lacking_is_said_and_may_be_tried_again() -> None:
    room = opened()
    room.fake.planning.problems = (
        PlanProblem(fault=PlanFault.NO_DOSSIER, subject="gone"),
        PlanProblem(fault=PlanFault.UNKNOWN),
    )
    type_notice(room)
    room.desk.schedule.gates.note_notice()
    room.deliver()
    assert lacks(room) == [("L-362", None), ("L-343", None)]
    assert notes(room).notice.text(NoticeField.NUMBER) == NOTICE[NoticeField.NUMBER]
    room.fake.planning.problems = ()
    room.desk.schedule.gates.note_notice()
    room.deliver()
    assert lacks(room) == []
    assert len(room.fake.planning.notices) == 1


def test_a_refusal_of_another_session_is_none_of_these_forms() -> None:
    room = opened()
    type_notice(room)
    room.desk.schedule.gates.note_notice()
    problem = PlanProblem(fault=PlanFault.NO_DOSSIER, subject=HQ)
    refused = PlanRefused(session_id=SessionId("other"), problems=(problem,))
    room.desk.schedule.on_event(refused)
    assert lacks(room) == []
    assert not notes(room).can_press


def never_tried() -> SessionPlan:
    """The notice went out in time; the hour of the trial is past."""
    first, trial, connected = ahead(passed_at=planned().gates[0].due_at, evidence="Số 15")
    return planned(gates=(first, replace(trial, due_at=NOON - timedelta(hours=1)), connected))


def test_a_trial_that_was_never_made_may_be_left_by_a_leader() -> None:
    room = opened(never_tried())
    assert (notes(room).late, notes(room).is_never_made) == (GateKind.TRIAL, True)
    type_leave(room)
    room.desk.schedule.gates.allow_late("246810")
    room.deliver()
    ((_, leave),) = room.fake.planning.leaves
    assert (leave.kind, leave.reason) == (GateKind.TRIAL, REASON)


@pytest.mark.parametrize("said_at", [NOON, None])
def test_what_a_leader_left_is_shown_with_name_hour_and_reason(said_at: datetime | None) -> None:
    plan = never_tried()
    first, trial, connected = plan.gates
    left = replace(
        trial,
        override_by="leader",
        override_label="Lãnh đạo Mẫu",
        override_reason=REASON,
        override_at=said_at,
    )
    room = opened(replace(plan, gates=(first, left, connected)))
    passed = row(room, GateKind.TRIAL).passed
    assert passed is not None
    assert (passed.state, passed.at, passed.evidence) == (GateState.WAIVED, said_at, "")
    assert (passed.leader, passed.reason) == ("Lãnh đạo Mẫu", REASON)
    assert notes(room).late is None


def elsewhere(*passed: GateKind) -> Room:
    """A session on another platform; of its gates these were passed."""
    noted = tuple(
        replace(one, passed_at=NOON if one.kind in passed else None) for one in planned().gates
    )
    return opened(planned(gates=noted, platform="Hội nghị truyền hình"))


def test_a_trial_elsewhere_is_noted_in_the_words_of_a_person() -> None:
    room = elsewhere(GateKind.NOTICE)
    view = notes(room)
    assert (view.witnessed, view.late) == (GateKind.TRIAL, None)
    room.desk.schedule.gates.witness()
    written = notes(room).witness
    assert written is not None
    assert written.faults == {WitnessField.WORDS: FaultKind.MISSING}
    assert notes(room).message is not None
    room.desk.schedule.gates.edit_witness(WitnessField.WORDS, "Thấy, nghe  đủ các chiều")
    room.desk.schedule.gates.on_tick()
    room.desk.schedule.gates.witness()
    assert not notes(room).can_press
    room.desk.schedule.gates.witness()
    room.deliver()
    assert room.fake.planning.witnessed == [(SESSION, GateKind.TRIAL, "Thấy, nghe đủ các chiều")]
    message = notes(room).message
    assert message is not None
    assert message.code == "L-366"


def test_a_failure_keeps_what_was_written_of_it() -> None:
    room = elsewhere(GateKind.NOTICE)
    room.fake.planning.fails_with = "L-370"
    room.desk.schedule.gates.edit_witness(WitnessField.WORDS, "Thấy, nghe đủ các chiều")
    room.desk.schedule.gates.witness()
    room.deliver()
    view = notes(room)
    assert view.can_press
    assert view.witness is not None
    assert view.witness.text(WitnessField.WORDS) == "Thấy, nghe đủ các chiều"


def test_a_trial_that_was_noted_is_not_noted_again() -> None:
    room = elsewhere(GateKind.NOTICE, GateKind.TRIAL)
    view = notes(room)
    assert (view.witnessed, view.witness) == (None, None)
    room.desk.schedule.gates.witness()
    assert room.fake.planning.witnessed == []


def test_who_meets_here_has_its_gates_measured() -> None:
    room = opened()
    assert (notes(room).witnessed, notes(room).witness) == (None, None)
    room.desk.schedule.gates.witness()
    assert room.fake.planning.witnessed == []


def called() -> SessionPlan:
    """Its sites were connected twenty minutes after they had to be."""
    first, trial, connected = planned().gates
    passed: dict[str, Any] = {"evidence": "Đủ các điểm cầu", "is_practice": False}
    return planned(
        status=SessionStatus.CONNECTING,
        gates=(
            first,
            replace(trial, passed_at=trial.due_at, **passed),
            replace(connected, passed_at=connected.due_at + timedelta(minutes=20), **passed),
        ),
    )


def test_of_a_called_session_a_late_connection_may_be_let_count_and_nothing_else_changes() -> None:
    room = opened(called())
    room.clock.advance(0.0)
    plan = plan_of(room)
    assert [(one.condition, one.state) for one in plan.conditions] == [
        (PlanCondition.NOT_CALLED, ConditionState.MISSING)
    ]
    assert not plan.can_plan
    assert plan.is_fixed
    assert plan.free is None
    assert not any(site.can_go for site in plan.sites)
    assert {one.place for site in plan.sites for one in site.people} == {None}
    access = {one.key: one.access for one in plan.form.fields}
    assert access.pop(PlanField.REASON) is FieldAccess.OPEN
    assert set(access.values()) == {FieldAccess.READ_ONLY}
    type_leave(room)
    room.desk.schedule.gates.allow_late("246810")
    room.deliver()
    ((session_id, leave),) = room.fake.planning.leaves
    assert (session_id, leave.kind) == (SESSION, GateKind.CONNECTED)
    assert leave.reason == REASON


def test_an_invitation_is_offered_to_be_printed() -> None:
    room = opened()
    assert notes(room).invitation_of == planned().code
    room.desk.schedule.gates.print_invitation()
    assert room.fake.printing.offered == [InvitationToPrint(session_id=SESSION)]


def test_nobody_is_invited_to_a_plan_without_people_and_of_no_session() -> None:
    room = opened(planned(gates=ahead(), participants=()))
    assert notes(room).invitation_of == ""
    room.desk.schedule.gates.print_invitation()
    room.desk.schedule.gates.begin(None)
    room.desk.schedule.gates.print_invitation()
    assert room.fake.printing.offered == []
