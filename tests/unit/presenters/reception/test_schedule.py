"""Planning a session: nothing typed is lost, nothing unlawful leaves, the city's word is told."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.events import RequestsChanged
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.reception_request import (
    Decision,
    KnownRequest,
    OnlineGround,
    ReceptionRequest,
)
from desktop.domain.directory.site import SiteKind
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import CaseId, DocumentId, RequestId, SessionId, SiteId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.papers.dossier import CopyKind
from desktop.domain.papers.paper import PaperKind
from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import (
    CalendarChanged,
    PlanRefused,
    ScheduleChanged,
    SessionPlanned,
)
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.planning import PlanFault, PlannedCase, PlanProblem, SessionWish
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import ReceptionKind, SessionStatus
from desktop.domain.reception.working_days import SpecialDay, WorkingDays
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.requests.request_forms import DecisionField
from desktop.presenters.form.state import FieldAccess
from desktop.presenters.reception.dossier_forms import EntryField
from desktop.presenters.reception.schedule_forms import Meeting, PersonField, PlanField
from desktop.presenters.reception.schedule_state import (
    ConditionRow,
    ConditionState,
    FreeTimes,
    PapersAtSite,
    PlanCondition,
    PlanView,
    ScheduleViewState,
    SubjectKind,
)
from desktop.presenters.shell.shell_state import Screen
from tests.fakes.fake_planning import code_of
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CASE_PAPER, ONLINE, REQUEST
from tests.samples.receptions import (
    AGENCY,
    CASE,
    COMMUNE,
    HQ,
    PARTICIPANTS,
    SESSION,
    a_case,
    a_plan,
    a_site,
    gates,
)

pytestmark = pytest.mark.unit

START = datetime(2026, 12, 8, 9, 0, tzinfo=LOCAL_ZONE)
"""A Tuesday, eight working days after the day of the tests."""
LEAD: dict[str, str] = {
    PlanField.CHAIR: "Lãnh đạo Mẫu",
    PlanField.CHAIR_TITLE: "Phó Chủ tịch",
    PlanField.SECRETARY: "Thư ký Mẫu",
}
TIME: dict[str, str] = {PlanField.DAY: "08/12/2026", PlanField.START: "14:00"}
EMPTY_TABLE = WorkingDays(
    version=1,
    first_day=date(2026, 1, 1),
    last_day=date(2027, 12, 31),
    days=(SpecialDay(day=date(2026, 12, 5), name="Ngày bù", to_confirm=True),),
)


def a_room(role: Role = Role.HQ_CLERK, site_id: SiteId = HQ, *plans: SessionPlan) -> Room:
    """On the screen; sessions that are known: these."""
    room = Room(own_site_id=site_id, role=role)
    room.facts = replace(room.facts, working_days=EMPTY_TABLE)
    room.desk = room._new_desk()
    room.fake.schedule.plans = list(plans)
    file(room, HQ, COMMUNE, AGENCY, case_id=a_case().id)
    room.desk.start()
    room.desk.navigate(Screen.SCHEDULE)
    room.deliver()
    return room


def planned(status: SessionStatus = SessionStatus.SCHEDULED, **changes: Any) -> SessionPlan:
    """A session of START, not of practice, with gates ahead."""
    made = replace(
        a_plan(),
        status=status,
        scheduled_start=START,
        scheduled_end=START + timedelta(minutes=90),
        gates=gates(START),
        is_practice=False,
        chair_label="Lãnh đạo Mẫu",
    )
    return replace(made, **changes)


def decided(
    room: Room, name: str = "r1", *, days: int = 0, decision: Any = ONLINE, **changes: Any
) -> ReceptionRequest:
    """A request that was decided "online"."""
    made = replace(
        REQUEST,
        id=RequestId(name),
        owner_site_id=COMMUNE,
        petition_type=PetitionType.COMPLAINT,
        content="Chậm giao đất",
    )
    request = replace(made, **changes)
    word = replace(
        decision,
        request_id=request.id,
        unit_site_id=request.owner_site_id,
        decided_at=room.clock.now() - timedelta(days=days),
    )
    known = KnownRequest(
        request=request,
        storage=RecordStorage.CITY,
        decision=word,
        decision_storage=RecordStorage.CITY,
    )
    room.fake.requests.learn(known)
    room.deliver()
    return request


def state(room: Room) -> ScheduleViewState:
    return room.view.schedule[-1]


def plan_of(room: Room) -> PlanView:
    plan = state(room).plan
    assert plan is not None
    return plan


def write(room: Room, *texts: dict[str, str], **more: str) -> None:
    for typed in (*texts, more):
        for key, text in typed.items():
            room.desk.schedule.edit(key, text)


def begun(room: Room, **changes: Any) -> None:
    """A request is being planned, and nothing is lacking."""
    decided(room, **changes)
    room.desk.schedule.select("request:r1")
    write(room, TIME, LEAD)


def press(room: Room) -> None:
    room.desk.schedule.plan()
    room.deliver()


def condition(room: Room, which: PlanCondition) -> ConditionRow:
    return next(one for one in plan_of(room).conditions if one.condition is which)


def lacking(room: Room) -> set[PlanCondition]:
    rows = plan_of(room).conditions
    return {one.condition for one in rows if one.state is ConditionState.MISSING}


def file(room: Room, *site_ids: SiteId, case_id: str = "r1") -> None:
    """Each of these sites has an entry in the dossier."""
    for site_id in site_ids:
        paper = replace(
            CASE_PAPER,
            id=DocumentId(f"{case_id}-{site_id}"),
            case_id=CaseId(case_id),
            owner_site_id=site_id,
            site_id=site_id,
        )
        room.fake.dossier.learn(paper)
    room.deliver()


def free_of(room: Room) -> FreeTimes:
    free = plan_of(room).free
    assert free is not None
    return free


def told(room: Room) -> str:
    message = state(room).message
    return message.code if message is not None else ""


def problems(room: Room) -> list[str]:
    return [one.code for one in state(room).problems]


def the_wish(room: Room) -> SessionWish:
    (wish,) = room.fake.planning.planned
    return wish


# ---- what can be planned -------------------------------------------------------------------


def test_flagged_requests_come_first_then_those_decided_long_ago() -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned(case_ids=(CaseId("other"),)))
    decided(room, "young", days=1)
    decided(room, "old", days=5)
    decided(room, "many", flags=frozenset({CaseFlag.LARGE_GROUP}), group_size=7)
    rows = state(room).rows
    assert [one.key for one in rows] == [
        "request:many",
        "request:old",
        "request:young",
        f"session:{SESSION}",
    ]
    assert (rows[0].name, rows[0].group_size) == (REQUEST.requester_name, 7)
    assert rows[0].unit_name == "UBND xã An Lão"
    assert rows[3].status is SessionStatus.SCHEDULED


def test_only_requests_that_are_decided_online_and_in_no_session_wait() -> None:
    own_case = planned(case_ids=(CaseId("taken"), CaseId("known-case")))
    room = a_room(Role.HQ_CLERK, HQ, own_case)
    decided(room, "taken")
    decided(room, "of-a-case", case_id=CaseId("known-case"))
    decided(room, "in-person", decision=replace(ONLINE, decision=Decision.IN_PERSON))
    refused = replace(ONLINE, request_id=RequestId("refused"))
    for storage, decision in ((RecordStorage.REFUSED, refused), (RecordStorage.HERE, None)):
        room.fake.requests.learn(
            KnownRequest(
                request=replace(REQUEST, id=RequestId(f"{storage}")),
                storage=RecordStorage.CITY,
                decision=decision,
                decision_storage=storage,
            )
        )
    decided(room, "free")
    requests = [one.key for one in state(room).rows if one.kind is SubjectKind.REQUEST]
    assert requests == ["request:free"]


def test_a_request_of_a_cancelled_session_waits_again() -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned(SessionStatus.CANCELLED, case_ids=(CaseId("r1"),)))
    decided(room)
    assert [one.key for one in state(room).rows] == ["request:r1"]


def test_who_asks_in_a_denunciation_is_not_named() -> None:
    room = a_room()
    request = decided(
        room,
        petition_type=PetitionType.DENUNCIATION,
        identity_protection_requested=False,
        secrecy_assured=True,
    )
    (row,) = state(room).rows
    assert row.name == ""
    room.desk.schedule.select(row.key)
    write(room, TIME, LEAD, {PlanField.TITLE: "Tố cáo việc thu tiền"})
    press(room)
    (citizen,) = (one for one in the_wish(room).participants if one.site_id == COMMUNE)
    assert (citizen.full_name, citizen.label) == ("Người tố cáo", "Người tố cáo")
    assert request.requester_name not in str(the_wish(room))


def test_a_unit_plans_what_its_own_chair_receives() -> None:
    theirs = planned(id=SessionId("hq"), case_ids=())
    own = planned(central_site_id=COMMUNE, component_site_ids=(AGENCY,), case_ids=())
    room = a_room(Role.ROOM_OFFICER, COMMUNE, theirs, own)
    assert [one.key for one in state(room).rows] == [f"session:{SESSION}"]
    room.desk.schedule.select(f"session:{SESSION}")
    assert [one.id for one in plan_of(room).centres] == [COMMUNE]
    assert len(plan_of(room).choices) == 3


def test_sessions_that_were_called_or_are_over_are_not_changed() -> None:
    over = [planned(SessionStatus.READY), planned(SessionStatus.CLOSED, id=SessionId("over"))]
    assert state(a_room(Role.HQ_CLERK, HQ, *over)).rows == ()


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARY, Role.OBSERVER])
def test_who_plans_nothing_does_not_come_here(role: Role) -> None:
    room = a_room(role)
    assert room.desk.shell.screen is not Screen.SCHEDULE
    assert not (room.view.home and room.view.home[-1].may_schedule)
    assert room.desk.schedule.state().rows == ()


def test_home_leads_here_who_plans() -> None:
    room = a_room()
    room.desk.navigate(Screen.HOME)
    room.deliver()
    assert room.view.home[-1].may_schedule


def test_nothing_is_drawn_of_a_plan_until_something_is_chosen() -> None:
    room = a_room()
    assert state(room).plan is None
    room.desk.schedule.select("request:unknown")
    press(room)
    room.desk.schedule.call_off(SessionStatus.POSTPONED)
    assert state(room).plan is None
    assert room.fake.planning.planned == []
    assert room.fake.planning.called_off == []


# ---- a plan of a request -------------------------------------------------------------------


def test_a_request_becomes_a_session() -> None:
    room = a_room()
    request = decided(room)
    room.desk.schedule.select("request:r1")
    view = plan_of(room)
    assert view.form.text(PlanField.TITLE) == request.content
    assert view.form.text(PlanField.DAY) == "03/12/2026"
    assert view.ground is OnlineGround.OTHER_NEED
    assert [(one.site_id, one.is_central) for one in view.sites] == [(HQ, True), (COMMUNE, False)]
    write(room, TIME, LEAD)
    assert (lacking(room), plan_of(room).can_plan) == (set(), True)
    press(room)
    wish = the_wish(room)
    at = datetime(2026, 12, 8, 14, 0, tzinfo=LOCAL_ZONE)
    assert (wish.scheduled_start, wish.scheduled_end) == (at, at + timedelta(minutes=90))
    assert (wish.central_site_id, wish.component_site_ids) == (HQ, (COMMUNE,))
    assert wish.cases == (PlannedCase(id=CaseId("r1"), request_id=RequestId("r1")),)
    assert (wish.base_revision, wish.online_ground, wish.reception_kind) == (
        0,
        5,
        ReceptionKind.PERIODIC,
    )
    assert not wish.is_odd_time_meant
    people = [(one.role, one.full_name, one.label, one.site_id) for one in wish.participants]
    assert people == [
        (ParticipantRole.CHAIR, "Lãnh đạo Mẫu", "Lãnh đạo Mẫu", HQ),
        (ParticipantRole.SECRETARY, "Thư ký Mẫu", "Thư ký Mẫu", HQ),
        (ParticipantRole.CITIZEN, request.requester_name, "Công dân A", COMMUNE),
    ]


def test_what_was_planned_is_told_and_the_form_is_free() -> None:
    room = a_room()
    begun(room)
    press(room)
    message = state(room).message
    assert message is not None
    assert message.code == "L-321"
    assert (message.data["code"], message.data["at"]) == (
        code_of(1),
        datetime(2026, 12, 8, 14, 0, tzinfo=LOCAL_ZONE),
    )
    assert message.data["due"] == datetime(2026, 12, 1, 17, 0, tzinfo=LOCAL_ZONE)
    assert (state(room).plan, state(room).rows) == (None, ())
    wish = the_wish(room)
    session = planned(id=wish.id, case_ids=(CaseId("r1"),))
    room.fake.schedule.plans.append(session)
    room.tell(ScheduleChanged())
    assert [one.key for one in state(room).rows] == [f"session:{wish.id}"]
    room.fake.schedule.plans[-1] = replace(session, status=SessionStatus.CANCELLED)
    room.tell(ScheduleChanged())
    assert [one.key for one in state(room).rows] == ["request:r1"]


def test_until_the_session_comes_its_request_waits_no_more() -> None:
    room = a_room()
    begun(room)
    press(room)
    room.tell(ScheduleChanged())
    assert state(room).rows == ()


def test_while_the_city_is_asked_nothing_is_asked_twice() -> None:
    room = a_room()
    begun(room)
    room.desk.schedule.plan()
    assert plan_of(room).is_under_way
    assert not plan_of(room).can_plan
    room.desk.schedule.plan()
    room.desk.schedule.abandon()
    room.desk.schedule.select("request:r1")
    room.deliver()
    assert len(room.fake.planning.planned) == 1


def test_while_the_city_is_asked_nothing_can_be_typed_that_would_be_lost() -> None:
    room = a_room()
    begun(room)
    room.desk.schedule.plan()
    before = plan_of(room)
    assert {one.access for one in before.form.fields} == {FieldAccess.READ_ONLY}
    assert {one.access for one in before.person.fields} == {FieldAccess.READ_ONLY}
    write(room, title="Tên khác")
    room.desk.schedule.edit_person(PersonField.NAME, "Trần Văn Mẫu")
    room.desk.schedule.add_person()
    room.desk.schedule.remove_person(0)
    room.desk.schedule.remove_site(COMMUNE)
    room.desk.schedule.choose_start(START)
    assert plan_of(room) == before
    room.fake.queue.deliver_to(lambda _event: None)
    room.tell(ActionFailed(action="plan_session", code="L-330", data={}))
    assert {one.access for one in plan_of(room).form.fields} == {FieldAccess.OPEN}


def test_somebody_who_is_typed_and_not_added_goes_with_the_plan() -> None:
    room = a_room()
    begun(room)
    for key, text in (
        (PersonField.SITE, COMMUNE),
        (PersonField.ROLE, "commune_leader"),
        (PersonField.NAME, "Trần Văn Mẫu"),
    ):
        room.desk.schedule.edit_person(key, text)
    press(room)
    assert "Trần Văn Mẫu" in {one.full_name for one in the_wish(room).participants}


def test_half_a_person_keeps_the_plan_here_with_a_fault_at_it() -> None:
    room = a_room()
    begun(room)
    room.desk.schedule.edit_person(PersonField.TITLE, "Phó trưởng phòng")
    press(room)
    assert room.fake.planning.planned == []
    assert set(plan_of(room).person.faults) == {"site_id", "role", "full_name"}
    assert told(room) == "U-110"


def test_half_a_person_is_not_lost_by_another_row() -> None:
    room = a_room()
    decided(room)
    decided(room, "r2")
    room.desk.schedule.select("request:r1")
    room.desk.schedule.edit_person(PersonField.NAME, "Trần Văn Mẫu")
    room.desk.schedule.select("request:r2")
    assert told(room) == "L-345"
    assert plan_of(room).person.text(PersonField.NAME) == "Trần Văn Mẫu"


def test_words_of_the_city_about_another_plan_are_passed_over() -> None:
    room = a_room()
    begun(room)
    other = SessionId("other")
    refusal = PlanRefused(session_id=other, problems=(PlanProblem(fault=PlanFault.PAST),))
    room.tell(
        SessionPlanned(session_id=other, code="x"),
        refusal,
        EngineStateChanged(is_up=True, restarts=0),
    )
    room.desk.schedule.plan()
    room.fake.queue.deliver_to(lambda _event: None)
    room.tell(SessionPlanned(session_id=other, code="x"), refusal)
    assert plan_of(room).is_under_way
    assert (told(room), problems(room)) == ("", [])


def test_a_flagged_case_is_not_planned_without_a_dossier_of_every_site() -> None:
    room = a_room()
    begun(room, group_size=7, flags=frozenset({CaseFlag.LARGE_GROUP}))
    row = condition(room, PlanCondition.DOSSIER)
    assert (row.state, len(row.names)) == (ConditionState.MISSING, 2)
    file(room, HQ)
    assert [one.lacks_dossier for one in plan_of(room).sites] == [False, True]
    press(room)
    assert room.fake.planning.planned == []
    file(room, COMMUNE)
    assert condition(room, PlanCondition.DOSSIER).state is ConditionState.MET
    press(room)
    assert len(room.fake.planning.planned) == 1


def paper_of(room: Room, number: int, sha256: str = "f" * 64) -> DocumentId:
    """A paper of the case that is here, whole."""
    paper = replace(
        CASE_PAPER,
        id=DocumentId(f"read-{number}"),
        case_id=CaseId(CASE),
        title=f"Đơn {number}",
        sha256=sha256,
    )
    room.fake.dossier.learn(paper, is_local=True)
    return paper.id


def papers_at(room: Room) -> dict[str, PapersAtSite | None]:
    room.deliver()
    return {one.site_id: one.papers for one in plan_of(room).sites}


def test_who_has_which_paper_of_a_planned_session_is_seen_at_each_of_its_sites() -> None:
    plan = planned()
    room = a_room(Role.HQ_CLERK, HQ, plan)
    room.desk.schedule.select(f"session:{SESSION}")
    assert set(papers_at(room).values()) == {None}
    first, _second = paper_of(room, 1), paper_of(room, 2)
    room.fake.dossier.hold(first, COMMUNE)
    found = papers_at(room)
    assert found[HQ] == PapersAtSite(total=2, lacking=())
    assert found[COMMUNE] == PapersAtSite(total=2, lacking=("Đơn 2",))
    assert found[AGENCY] == PapersAtSite(total=2, lacking=("Đơn 1", "Đơn 2"))
    room.fake.dossier.hold(first, *plan.site_ids)
    assert papers_at(room)[AGENCY] == PapersAtSite(total=2, lacking=("Đơn 2",))


def test_nothing_is_said_of_papers_of_what_is_not_planned_nor_of_a_case_kept_from_here() -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned())
    paper_of(room, 1)
    begun(room)
    assert set(papers_at(room).values()) == {None}
    room.desk.schedule.abandon()
    room.fake.schedule.cases = {}
    room.desk.schedule.select(f"session:{SESSION}")
    assert set(papers_at(room).values()) == {None}


def test_a_unit_knows_of_its_own_dossier_alone() -> None:
    """What others have is for the city to know."""
    room = a_room(Role.ROOM_OFFICER, COMMUNE)
    flagged = replace(a_case(), id=CaseId("grave"), flags=frozenset({CaseFlag.COMPLEX}))
    own = planned(central_site_id=COMMUNE, component_site_ids=(AGENCY,), case_ids=(flagged.id,))
    room.fake.schedule.cases[flagged.id] = flagged
    room.fake.schedule.plans = [own]
    room.tell(RequestsChanged())
    room.desk.schedule.select(f"session:{SESSION}")
    row = condition(room, PlanCondition.DOSSIER)
    assert (row.state, len(row.names)) == (ConditionState.MISSING, 2)
    file(room, COMMUNE, case_id=flagged.id)
    row = condition(room, PlanCondition.DOSSIER)
    assert (row.state, row.names) == (ConditionState.NOT_HERE, ("Sở chuyên môn",))
    file(room, AGENCY, case_id=flagged.id)
    assert condition(room, PlanCondition.DOSSIER).state is ConditionState.MET


def test_a_group_is_received_by_a_representative_and_needs_people_everywhere() -> None:
    room = a_room()
    begun(room, group_size=7, flags=frozenset({CaseFlag.LARGE_GROUP}))
    write(room, add_site=AGENCY)
    file(room, HQ, COMMUNE, AGENCY)
    row = condition(room, PlanCondition.PARTICIPANTS)
    assert (row.state, row.names) == (ConditionState.MISSING, ("Sở chuyên môn",))
    assert [one.is_lacking for one in plan_of(room).sites] == [False, False, True]
    press(room)
    assert room.fake.planning.planned == []
    for key, text in (
        (PersonField.SITE, AGENCY),
        (PersonField.ROLE, "agency_representative"),
        (PersonField.NAME, "Cán bộ Sở Mẫu"),
        (PersonField.TITLE, "Phó trưởng phòng"),
        (PersonField.AGENCY, "Sở chuyên môn"),
    ):
        room.desk.schedule.edit_person(key, text)
    room.desk.schedule.add_person()
    assert plan_of(room).person.text(PersonField.NAME) == ""
    assert plan_of(room).person.text(PersonField.SITE) == AGENCY
    press(room)
    people = the_wish(room).participants
    assert [one.role for one in people if one.site_id == COMMUNE] == [
        ParticipantRole.CITIZEN_REPRESENTATIVE
    ]
    (agency,) = (one for one in people if one.site_id == AGENCY)
    assert (agency.label, agency.title) == ("Cán bộ Sở Mẫu", "Phó trưởng phòng")


def test_somebody_without_name_or_role_is_not_added() -> None:
    room = a_room()
    begun(room)
    room.desk.schedule.edit_person(PersonField.SITE, COMMUNE)
    room.desk.schedule.add_person()
    assert plan_of(room).person.faults == {
        "role": FaultKind.MISSING,
        "full_name": FaultKind.MISSING,
    }
    assert sum(len(one.people) for one in plan_of(room).sites) == 3


def test_who_was_added_can_be_taken_out_again() -> None:
    room = a_room()
    begun(room)
    (citizen,) = plan_of(room).sites[1].people
    assert citizen.place == 0
    assert {one.place for one in plan_of(room).sites[0].people} == {None}
    room.desk.schedule.remove_person(5)
    room.desk.schedule.remove_person(0)
    assert plan_of(room).sites[1].people == ()


def test_a_fifth_site_is_refused_in_words() -> None:
    room = a_room()
    for number in range(3):
        site = a_site(SiteId(f"more-{number}"), f"Điểm cầu {number}", SiteKind.AGENCY)
        room.fake.schedule.sites[site.id] = site
    begun(room)
    write(room, add_site="more-0")
    write(room, add_site="more-1")
    write(room, add_site="more-1")
    write(room, add_site="")
    assert told(room) == ""
    write(room, add_site="more-2")
    message = state(room).message
    assert message is not None
    assert (message.code, dict(message.data)) == ("L-318", {"n": 5, "max": 4})
    assert plan_of(room).form.text(PlanField.ADD_SITE) == ""
    assert [one.site_id for one in plan_of(room).sites] == [HQ, COMMUNE, "more-0", "more-1"]


def test_a_site_that_is_taken_out_comes_back_with_its_people() -> None:
    room = a_room()
    begun(room)
    room.desk.schedule.remove_site(COMMUNE)
    assert lacking(room) == {PlanCondition.SITES}
    press(room)
    assert plan_of(room).form.faults == {"add_site": FaultKind.MISSING}
    write(room, add_site=COMMUNE)
    assert [one.role for one in plan_of(room).sites[1].people] == [ParticipantRole.CITIZEN]
    assert plan_of(room).can_plan


def test_a_unit_that_receives_its_own_citizens_adds_the_other_site_itself() -> None:
    room = a_room(Role.ROOM_OFFICER, COMMUNE)
    begun(room)
    assert [one.site_id for one in plan_of(room).sites] == [COMMUNE]
    write(room, add_site=AGENCY)
    press(room)
    assert (the_wish(room).central_site_id, the_wish(room).component_site_ids) == (
        COMMUNE,
        (AGENCY,),
    )


def test_a_site_stands_in_a_plan_once() -> None:
    room = a_room()
    begun(room)
    write(room, central_site_id=COMMUNE)
    assert lacking(room) == {PlanCondition.SITES}


def test_without_a_central_site_nobody_leads() -> None:
    room = a_room()
    begun(room)
    write(room, central_site_id="")
    assert PlanCondition.SITES in lacking(room)
    assert all(one.people and not one.is_central for one in plan_of(room).sites)
    room.desk.schedule.remove_site(COMMUNE)
    assert (plan_of(room).sites, plan_of(room).free) == ((), None)


def test_a_long_matter_is_no_title() -> None:
    room = a_room()
    decided(room, content="Chậm giao đất " * 20)
    room.desk.schedule.select("request:r1")
    assert plan_of(room).form.text(PlanField.TITLE) == ""
    assert PlanCondition.TITLE in lacking(room)


def test_who_receives_for_somebody_else_names_the_document() -> None:
    room = a_room()
    begun(room)
    keys = {one.key for one in plan_of(room).form.fields}
    assert PlanField.AUTHORISATION not in keys
    assert PlanField.REASON not in keys
    write(room, is_delegated="yes")
    assert lacking(room) == {PlanCondition.LEAD}
    press(room)
    assert plan_of(room).form.faults == {"chair_authorisation": FaultKind.MISSING}
    write(room, chair_authorisation="12/UQ-UBND")
    press(room)
    assert the_wish(room).chair_authorisation == "12/UQ-UBND"


def test_a_session_elsewhere_names_its_platform_without_a_password() -> None:
    room = a_room()
    begun(room)
    assert PlanField.PLATFORM not in {one.key for one in plan_of(room).form.fields}
    write(room, meets=Meeting.ELSEWHERE)
    press(room)
    assert plan_of(room).form.faults == {"platform": FaultKind.MISSING}
    write(room, platform="Họp, mật khẩu 123")
    press(room)
    assert plan_of(room).form.faults == {"platform": FaultKind.WRONG}
    write(room, platform=" Hội nghị  truyền hình ")
    press(room)
    assert the_wish(room).platform == "Hội nghị truyền hình"


def test_the_meeting_there_may_be_named_and_never_with_a_password() -> None:
    room = a_room()
    begun(room)
    assert PlanField.ADDRESS not in {one.key for one in plan_of(room).form.fields}
    write(room, meets=Meeting.ELSEWHERE, platform="Hội nghị truyền hình")
    write(room, conference_address="https://hop.example/j/1?pwd=abc")
    press(room)
    assert plan_of(room).form.faults == {"conference_address": FaultKind.WRONG}
    write(room, conference_address=" 987 6543  2100 ")
    press(room)
    assert the_wish(room).conference_address == "987 6543 2100"


def test_what_an_older_city_does_not_take_is_kept_until_it_is_taken_out() -> None:
    room = a_room()
    begun(room)
    write(room, meets=Meeting.ELSEWHERE, platform="Hội nghị truyền hình")
    write(room, conference_address="987 6543 2100")
    room.fake.planning.fails_with = "L-380"
    press(room)
    told = state(room).message
    assert told is not None
    assert told.code == "L-380"
    texts = {one.key: one.text for one in plan_of(room).form.fields}
    assert texts["conference_address"] == "987 6543 2100"
    assert texts["platform"] == "Hội nghị truyền hình"
    room.fake.planning.fails_with = None
    write(room, conference_address="")
    press(room)
    assert the_wish(room).conference_address == ""
    assert the_wish(room).platform == "Hội nghị truyền hình"


def test_a_platform_that_is_given_up_is_not_sent() -> None:
    room = a_room()
    begun(room)
    write(room, meets=Meeting.ELSEWHERE, platform="Hội nghị truyền hình")
    write(room, conference_address="987 6543 2100", meets=Meeting.HERE)
    press(room)
    assert (the_wish(room).platform, the_wish(room).conference_address) == ("", "")


def test_a_session_elsewhere_takes_more_than_four_sites() -> None:
    more = tuple(SiteId(f"site-{number}") for number in range(4))
    room = a_room(
        Role.HQ_CLERK, HQ, planned(platform="Hội nghị truyền hình", conference_address="987")
    )
    room.fake.schedule.sites |= {one: a_site(one, f"Xã {one}", SiteKind.XA) for one in more}
    room.desk.schedule.select(f"session:{SESSION}")
    assert plan_of(room).form.text(PlanField.PLATFORM) == "Hội nghị truyền hình"
    assert plan_of(room).form.text(PlanField.ADDRESS) == "987"
    for site_id in more:
        write(room, add_site=site_id)
    assert len(plan_of(room).sites) == 7
    assert condition(room, PlanCondition.SITES_ELSEWHERE).state is ConditionState.MET
    write(room, meets=Meeting.HERE)
    assert PlanCondition.SITES in lacking(room)


def test_what_is_missing_keeps_it_here_and_the_reason_is_said() -> None:
    room = a_room()
    decided(room)
    room.desk.schedule.select("request:r1")
    assert lacking(room) == {PlanCondition.TIME, PlanCondition.LEAD}
    view = plan_of(room)
    assert (view.can_plan, view.lacking, view.gates) == (False, 2, ())
    assert view.worst == view.conditions[0]
    press(room)
    assert told(room) == "L-344"
    assert set(plan_of(room).form.faults) == {
        "start",
        "chair_label",
        "chair_title",
        "secretary_label",
    }
    assert room.fake.planning.planned == []


def test_a_length_that_cannot_be_read_is_no_time() -> None:
    room = a_room()
    begun(room)
    write(room, length="9999")
    assert PlanCondition.TIME in lacking(room)


def test_a_day_that_cannot_be_read_has_no_free_hours() -> None:
    room = a_room()
    begun(room)
    write(room, day="31/02/2027")
    assert (plan_of(room).free, plan_of(room).to_confirm) == (None, ())
    assert PlanCondition.TIME in lacking(room)


def test_a_decision_without_a_ground_plans_nothing() -> None:
    room = a_room()
    begun(room, decision=replace(ONLINE, online_ground=None))
    assert lacking(room) == {PlanCondition.GROUND}
    press(room)
    assert room.fake.planning.planned == []


def test_a_denouncer_who_wants_protection_is_not_received_online() -> None:
    room = a_room()
    begun(
        room,
        petition_type=PetitionType.DENUNCIATION,
        identity_protection_requested=True,
        secrecy_assured=True,
    )
    assert PlanCondition.PROTECTION in lacking(room)


# ---- hours ---------------------------------------------------------------------------------


def test_chair_and_sites_that_are_busy_are_found_before_asking() -> None:
    chairs = (replace(PARTICIPANTS[0], full_name="Lãnh đạo Mẫu"),)
    other = planned(case_ids=(), chair_label="Người chủ trì", participants=chairs)
    room = a_room(Role.HQ_CLERK, HQ, other)
    begun(room)
    write(room, start="09:30")
    chair, sites = (
        condition(room, PlanCondition.CHAIR_FREE),
        condition(room, PlanCondition.SITES_FREE),
    )
    assert (chair.state, chair.at) == (ConditionState.MISSING, START)
    assert sites.names == ("Trụ sở thành phố", "UBND xã An Lão")
    press(room)
    (field,) = (one for one in plan_of(room).form.fields if one.key == PlanField.START)
    assert (field.fault, field.code, dict(field.data)) == (
        FaultKind.TAKEN,
        "L-310",
        {"site": "Trụ sở thành phố", "at": "09:00"},
    )
    write(room, chair_label="Người khác")
    press(room)
    (field,) = (one for one in plan_of(room).form.fields if one.key == PlanField.START)
    assert field.code == "L-311"
    assert room.fake.planning.planned == []


def test_a_postponed_session_takes_nothing() -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned(SessionStatus.POSTPONED, case_ids=()))
    begun(room)
    write(room, start="09:30")
    assert plan_of(room).can_plan


def test_a_site_that_is_not_known_any_more_is_called_by_its_id() -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned(case_ids=()))
    begun(room)
    del room.fake.schedule.sites[COMMUNE]
    write(room, start="09:30")
    assert condition(room, PlanCondition.SITES_FREE).names[1] == COMMUNE
    assert state(room).rows[0].unit_name == ""


def test_free_hours_are_of_the_chosen_day_then_of_days_after_it() -> None:
    morning = planned(case_ids=(), scheduled_start=START, scheduled_end=START + timedelta(hours=2))
    late = planned(id=SessionId("late"), case_ids=(), scheduled_start=START + timedelta(hours=5))
    long = replace(late, scheduled_end=START + timedelta(hours=8))
    room = a_room(Role.HQ_CLERK, HQ, morning, long)
    begun(room)
    free = [one.strftime("%d %H:%M") for one in free_of(room).starts]
    assert free == ["08 07:30", "09 07:30", "09 08:00", "09 08:30", "09 09:00", "09 09:30"]
    assert free_of(room).first_day == START.date()
    room.desk.schedule.choose_start(free_of(room).starts[1])
    assert plan_of(room).form.text(PlanField.DAY) == "09/12/2026"
    assert plan_of(room).form.text(PlanField.START) == "07:30"


def test_a_year_off_has_no_free_hours() -> None:
    room = a_room()
    begun(room)
    days = [date(2026, 12, 8) + timedelta(days=number) for number in range(10)]
    for day in days:
        room.fake.calendar.save(CalendarDay(day=day, name="Nghỉ", kind=DayKind.HOLIDAY))
    room.tell(CalendarChanged())
    assert free_of(room) == FreeTimes(first_day=START.date(), starts=())


def test_free_hours_begin_with_the_first_lawful_day() -> None:
    room = a_room()
    begun(room)
    write(room, day="25/11/2026")
    free = free_of(room)
    assert free.first_day == date(2026, 12, 3)
    assert {one.date() for one in free.starts} == {date(2026, 12, 3)}


def test_free_hours_of_practice_begin_with_the_chosen_day() -> None:
    room = chosen(planned(is_practice=True))
    write(room, day="27/11/2026")
    assert free_of(room).first_day == date(2026, 11, 27)


def test_the_gates_are_counted_by_the_table_of_the_city() -> None:
    room = a_room()
    begun(room)
    notice, trial, connected = plan_of(room).gates
    assert [one.kind for one in plan_of(room).gates] == list(GateKind)
    assert notice.due_at == datetime(2026, 12, 1, 17, 0, tzinfo=LOCAL_ZONE)
    assert (notice.working_days, notice.is_past) == (3, False)
    assert trial.due_at == datetime(2026, 12, 7, 17, 0, tzinfo=LOCAL_ZONE)
    assert connected.due_at == datetime(2026, 12, 8, 13, 0, tzinfo=LOCAL_ZONE)
    room.fake.calendar.save(CalendarDay(day=date(2026, 12, 2), name="Nghỉ", kind=DayKind.HOLIDAY))
    room.tell(CalendarChanged())
    moved = plan_of(room).gates[0]
    assert (moved.due_at.day, moved.working_days) == (30, 2)
    assert [one.name for one in plan_of(room).to_confirm] == ["Ngày bù"]


def test_a_day_that_is_too_near_names_the_first_lawful_one() -> None:
    room = a_room()
    begun(room)
    write(room, day="30/11/2026")
    row = condition(room, PlanCondition.NOTICE)
    assert (row.state, row.day) == (ConditionState.MISSING, date(2026, 12, 3))
    assert plan_of(room).gates[0].is_past
    press(room)
    (field,) = (one for one in plan_of(room).form.fields if one.key == PlanField.DAY)
    assert (field.code, dict(field.data)) == ("L-316", {"day": "03/12/2026"})


def test_an_hour_that_is_past_is_none() -> None:
    room = a_room()
    begun(room)
    write(room, day="25/11/2026")
    press(room)
    faults = {one.key: one.code for one in plan_of(room).form.fields if one.fault}
    assert faults == {"day": "L-316", "start": "L-333"}
    assert PlanCondition.TIME in lacking(room)


@pytest.mark.parametrize(
    "odd",
    [
        {PlanField.START: "18:00"},
        {PlanField.DAY: "12/12/2026"},
        {PlanField.DAY: "01/03/2028"},
    ],
    ids=["evening", "saturday", "unknown year"],
)
def test_an_odd_time_goes_with_the_second_press(odd: dict[str, str]) -> None:
    room = a_room()
    begun(room)
    write(room, odd)
    assert condition(room, PlanCondition.OFFICE_HOURS).state is ConditionState.ODD
    assert plan_of(room).can_plan
    press(room)
    assert told(room) == "L-315"
    assert room.fake.planning.planned == []
    press(room)
    assert the_wish(room).is_odd_time_meant


def test_a_time_that_only_the_city_finds_odd_goes_with_the_next_press() -> None:
    room = a_room()
    begun(room)
    room.fake.planning.problems = (PlanProblem(fault=PlanFault.ODD_TIME),)
    press(room)
    assert problems(room) == ["L-315"]
    room.fake.planning.problems = ()
    press(room)
    assert the_wish(room).is_odd_time_meant


def test_a_year_of_which_no_days_off_are_known_is_said_at_the_day() -> None:
    room = a_room()
    begun(room)
    write(room, {PlanField.DAY: "01/03/2028"})
    press(room)
    (field,) = (one for one in plan_of(room).form.fields if one.key == PlanField.DAY)
    assert (field.fault, field.code, dict(field.data)) == (
        FaultKind.ODD,
        "L-349",
        {"year": "2028"},
    )


def test_another_time_is_not_meant_to_be_odd() -> None:
    room = a_room()
    begun(room)
    room.fake.planning.problems = (PlanProblem(fault=PlanFault.ODD_TIME),)
    press(room)
    room.fake.planning.problems = ()
    write(room, start="15:00")
    assert problems(room) == []
    press(room)
    assert not the_wish(room).is_odd_time_meant


# ---- the city's word -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problem", "code", "data"),
    [
        (PlanProblem(fault=PlanFault.CHAIR_BUSY, subject=HQ, at=START), "L-310",
         {"site": "Trụ sở thành phố", "at": START}),
        (PlanProblem(fault=PlanFault.SITE_BUSY, subject="unknown", at=START), "L-311",
         {"at": START}),
        (PlanProblem(fault=PlanFault.TOO_NEAR, subject="2026-12-15"), "L-316",
         {"day": "15/12/2026"}),
        (PlanProblem(fault=PlanFault.TOO_NEAR, subject="soon"), "L-316", {"day": "soon"}),
        (PlanProblem(fault=PlanFault.TOO_MANY_SITES, subject="6"), "L-318", {"n": "6", "max": 4}),
        (PlanProblem(fault=PlanFault.CASE_BUSY, subject="r1", at=START), "L-338", {"at": START}),
        (PlanProblem(fault=PlanFault.REQUEST_PLANNED, subject="r1", at=START), "L-348",
         {"at": START}),
        (PlanProblem(fault=PlanFault.UNKNOWN_YEAR, subject="2028"), "L-349", {"year": "2028"}),
        (PlanProblem(fault=PlanFault.NO_DOSSIER, subject=AGENCY), "L-312",
         {"site": "Sở chuyên môn"}),
        (PlanProblem(fault=PlanFault.NO_PARTICIPANTS, subject=AGENCY), "L-313",
         {"site": "Sở chuyên môn"}),
        (PlanProblem(fault=PlanFault.UNKNOWN), "L-343", {}),
    ],
    ids=lambda value: value.fault if isinstance(value, PlanProblem) else None,
)  # fmt: skip
def test_each_reason_of_the_city_is_told_and_nothing_typed_is_lost(
    problem: PlanProblem, code: str, data: dict[str, Any]
) -> None:
    room = a_room()
    begun(room)
    room.fake.planning.problems = (problem, PlanProblem(fault=PlanFault.NOT_DECIDED))
    press(room)
    first, second = state(room).problems
    assert (first.code, dict(first.data), second.code) == (code, data, "L-339")
    assert plan_of(room).form.text(PlanField.CHAIR) == "Lãnh đạo Mẫu"
    assert plan_of(room).can_plan


@pytest.mark.parametrize("fault", PlanFault)
def test_no_reason_is_without_a_sentence_of_its_own(fault: PlanFault) -> None:
    room = a_room()
    begun(room)
    room.fake.planning.problems = (PlanProblem(fault=fault),)
    press(room)
    (code,) = problems(room)
    assert (code == "L-343") == (fault is PlanFault.UNKNOWN)


def test_without_the_city_it_is_said_and_may_be_tried_again() -> None:
    room = a_room()
    begun(room)
    room.fake.planning.fails_with = "L-330"
    press(room)
    assert told(room) == "L-330"
    assert plan_of(room).can_plan
    room.fake.planning.fails_with = None
    press(room)
    assert told(room) == "L-321"


def test_failures_of_others_are_not_told_here() -> None:
    room = a_room()
    begun(room)
    room.tell(ActionFailed(action="take_request", code="B-315", data={}))
    assert told(room) == ""


# ---- drafts --------------------------------------------------------------------------------


def test_a_plan_survives_a_kill_and_is_the_same_session() -> None:
    room = a_room()
    begun(room)
    room.desk.schedule.edit_person(PersonField.NAME, "Đang gõ dở")
    assert plan_of(room).kept_at is None
    room.pass_time(1)
    assert plan_of(room).kept_at is not None
    room.restart()
    room.desk.navigate(Screen.SCHEDULE)
    room.deliver()
    room.pass_time(1)
    assert plan_of(room).form.text(PlanField.CHAIR) == "Lãnh đạo Mẫu"
    assert plan_of(room).person.text(PersonField.NAME) == "Đang gõ dở"
    assert [one.site_id for one in plan_of(room).sites] == [HQ, COMMUNE]
    room.desk.schedule.edit_person(PersonField.NAME, "")
    room.desk.schedule.plan()
    room.restart()
    first = the_wish(room).id
    room.desk.navigate(Screen.SCHEDULE)
    room.deliver()
    press(room)
    assert [one.id for one in room.fake.planning.planned] == [first, first]


def test_another_row_does_not_take_the_place_of_what_is_typed() -> None:
    room = a_room()
    begun(room)
    decided(room, "r2")
    room.desk.schedule.select("request:r2")
    assert told(room) == "L-345"
    room.desk.schedule.select("request:r1")
    assert plan_of(room).form.text(PlanField.CHAIR) == "Lãnh đạo Mẫu"
    room.desk.schedule.abandon()
    assert (state(room).plan, told(room)) == (None, "")
    room.desk.schedule.select("request:r2")
    room.desk.schedule.select("request:r1")
    assert [one.key for one in state(room).rows if one.is_selected] == ["request:r1"]


def test_what_waits_no_more_is_said_and_stays_until_it_is_given_up() -> None:
    room = a_room()
    begun(room)
    room.fake.schedule.plans = [planned(case_ids=(CaseId("r1"),))]
    room.tell(ScheduleChanged())
    assert PlanCondition.SUBJECT in lacking(room)
    view = plan_of(room)
    assert (view.subject, view.ground, view.may_cancel) == (None, None, False)
    press(room)
    assert room.fake.planning.planned == []
    assert plan_of(room).form.text(PlanField.CHAIR) == "Lãnh đạo Mẫu"


def test_who_loses_the_right_meanwhile_asks_nothing() -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned(case_ids=()))
    begun(room)
    room.fake.access.person = None
    press(room)
    assert room.fake.planning.planned == []


@pytest.mark.parametrize(
    ("sites", "people"),
    [
        ("{", "{"),
        ("1", '[1, {}, {"role": "new"}]'),
        ("", '[{"role": "citizen", "site_id": "hq"}]'),
    ],
)
def test_a_draft_of_another_program_is_read_as_far_as_it_goes(sites: str, people: str) -> None:
    room = a_room()
    texts = {"subject": "request:r1", "sites": sites, "people": people, "revision": "x"}
    decided(room)
    room.fake.memory.remember("schedule_draft", json.dumps(texts))
    room.restart()
    room.desk.navigate(Screen.SCHEDULE)
    room.deliver()
    assert plan_of(room).sites == ()
    draft = room.desk.schedule._writing.draft
    assert (draft.people, draft.base_revision) == ((), 0)


# ---- sessions ------------------------------------------------------------------------------


def chosen(*plans: SessionPlan, key: str = f"session:{SESSION}") -> Room:
    room = a_room(Role.HQ_CLERK, HQ, *plans)
    room.fake.schedule.revisions[SESSION] = 7
    room.desk.schedule.select(key)
    return room


def test_a_session_is_moved_with_all_that_it_had() -> None:
    former = planned(chair_authorisation="12/UQ-UBND", secretary_label="Thư ký")
    room = chosen(former)
    view = plan_of(room)
    assert (view.is_new, view.can_plan) == (False, True)
    assert (view.form.text(PlanField.DAY), view.form.text(PlanField.START)) == (
        "08/12/2026",
        "09:00",
    )
    write(room, day="10/12/2026")
    press(room)
    wish = the_wish(room)
    assert (wish.id, wish.base_revision) == (SESSION, 7)
    assert wish.cases == (PlannedCase(id=CASE),)
    assert wish.chair_authorisation == "12/UQ-UBND"
    assert wish.participants == former.participants
    message = state(room).message
    assert message is not None
    assert (message.code, dict(message.data)) == ("L-320", {"day": "03/12/2026"})
    assert [one.key for one in state(room).rows] == [f"session:{SESSION}"]


def test_another_chair_takes_the_place_of_the_former_and_nobody_else_goes() -> None:
    chair, secretary = a_plan().participants[:2]
    second = replace(secretary, full_name="Mẫu Ghi chép", label="Người ghi chép")
    former = planned(participants=(*a_plan().participants, second))
    room = chosen(former)
    write(room, chair_label="Trần Văn Mẫu", chair_title="Chủ tịch")
    press(room)
    people = the_wish(room).participants
    (led,) = (one for one in people if one.role is ParticipantRole.CHAIR)
    assert (led.full_name, led.title, led.label) == ("Trần Văn Mẫu", "Chủ tịch", "Trần Văn Mẫu")
    assert second in people
    assert secretary in people
    assert chair not in people
    assert set(former.participants[2:]) <= set(people)


def test_a_chair_who_is_written_by_name_is_still_the_same() -> None:
    former = planned()
    chair = former.participants[0]
    room = chosen(former)
    write(room, chair_label="Ai đó", chair_title="Chức vụ mới")
    write(room, chair_label=chair.full_name)
    press(room)
    assert the_wish(room).participants[0] == replace(chair, title="Chức vụ mới")


def test_who_leads_goes_with_the_centre_and_another_title_is_taken() -> None:
    former = planned(component_site_ids=(COMMUNE,))
    room = chosen(former)
    write(room, central_site_id=AGENCY, chair_title="Chức vụ mới")
    press(room)
    chair, secretary = the_wish(room).participants[:2]
    was = former.participants[0]
    assert chair == replace(was, title="Chức vụ mới", site_id=AGENCY)
    assert secretary == replace(former.participants[1], site_id=AGENCY)


def test_a_session_that_keeps_its_hour_keeps_its_gates() -> None:
    passed = planned(gates=gates(START, GateKind.NOTICE), chair_label="Người chủ trì")
    room = chosen(passed)
    room.clock.advance(5 * 86_400)
    write(room, title="Tên khác")
    assert condition(room, PlanCondition.NOTICE).state is ConditionState.MET
    press(room)
    assert the_wish(room).participants[0].full_name == "Mẫu Người chủ trì"
    assert told(room) == "L-322"


def test_a_session_of_practice_waits_for_no_gates() -> None:
    room = chosen(planned(is_practice=True))
    write(room, day="27/11/2026")
    assert condition(room, PlanCondition.NOTICE).state is ConditionState.MET


def test_a_ground_of_no_known_decree_is_none() -> None:
    room = chosen(planned(online_ground=9))
    assert plan_of(room).ground is None


def test_somebody_who_was_faster_is_told_and_the_session_is_read_anew() -> None:
    room = chosen(planned())
    write(room, title="Của tôi")
    room.fake.planning.problems = (PlanProblem(fault=PlanFault.CHANGED),)
    press(room)
    assert problems(room) == ["L-341"]
    room.fake.schedule.plans = [planned(title="Của người khác")]
    room.fake.schedule.revisions[SESSION] = 8
    room.tell(ScheduleChanged())
    assert plan_of(room).form.text(PlanField.TITLE) == "Của tôi"
    room.desk.schedule.select(f"session:{SESSION}")
    assert (plan_of(room).form.text(PlanField.TITLE), problems(room)) == ("Của người khác", [])
    room.fake.planning.problems = ()
    press(room)
    assert the_wish(room).base_revision == 8


@pytest.mark.parametrize("status", [SessionStatus.ADJOURNED, SessionStatus.ABORTED_TECHNICAL])
def test_a_session_that_broke_off_goes_on_in_another_one(status: SessionStatus) -> None:
    room = chosen(planned(status), key=f"continued:{SESSION}")
    view = plan_of(room)
    assert (view.is_new, view.form.text(PlanField.START)) == (True, "")
    assert view.form.text(PlanField.DAY) == "03/12/2026"
    write(room, TIME)
    press(room)
    wish = the_wish(room)
    assert wish.id != SESSION
    assert (wish.continues_session_id, wish.base_revision) == (SESSION, 0)
    assert wish.cases == (PlannedCase(id=CASE),)


@pytest.mark.parametrize(
    ("cases", "requests", "state"),
    [
        ((CASE,), (), ConditionState.MET),
        ((CaseId("unknown"),), (), ConditionState.NOT_HERE),
        ((CaseId("r1"),), (False,), ConditionState.MET),
        ((CaseId("r1"),), (True,), ConditionState.MISSING),
    ],
)
def test_that_nobody_wants_protection_is_only_said_where_it_was_looked_at(
    cases: tuple[CaseId, ...], requests: tuple[bool, ...], state: ConditionState
) -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned(case_ids=cases))
    for is_protected in requests:
        decided(
            room,
            petition_type=PetitionType.DENUNCIATION,
            identity_protection_requested=is_protected,
            secrecy_assured=True,
        )
    room.desk.schedule.select(f"session:{SESSION}")
    assert condition(room, PlanCondition.PROTECTION).state is state


def test_a_denunciation_whose_request_is_not_here_is_not_called_unprotected() -> None:
    room = a_room(Role.HQ_CLERK, HQ, planned())
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases[CASE] = case
    assert room.fake.access.person is not None
    officer = replace(room.fake.access.person.officer, denunciations=frozenset({CASE}))
    room.fake.access.person = replace(room.fake.access.person, officer=officer)
    room.fake.access.people = ()
    room.desk.schedule.select(f"session:{SESSION}")
    assert condition(room, PlanCondition.PROTECTION).state is ConditionState.NOT_HERE


def test_what_was_not_looked_at_is_not_called_met() -> None:
    room = a_room()
    decided(room)
    room.desk.schedule.select("request:r1")
    looked_at = {one.condition for one in plan_of(room).conditions}
    of_the_hour = {
        PlanCondition.NOTICE,
        PlanCondition.OFFICE_HOURS,
        PlanCondition.CHAIR_FREE,
        PlanCondition.SITES_FREE,
    }
    assert not looked_at & of_the_hour
    write(room, TIME)
    looked_at = {one.condition for one in plan_of(room).conditions}
    assert of_the_hour - looked_at == {PlanCondition.CHAIR_FREE}  # nobody is named
    write(room, LEAD, {PlanField.CENTRAL: ""})
    looked_at = {one.condition for one in plan_of(room).conditions}
    assert not looked_at & of_the_hour
    assert PlanCondition.TIME not in lacking(room)


def test_a_session_is_gone_on_with_once_also_before_the_other_one_comes() -> None:
    room = chosen(planned(SessionStatus.ADJOURNED), key=f"continued:{SESSION}")
    write(room, TIME)
    press(room)
    assert state(room).rows == ()


def test_what_others_go_on_with_is_not_offered_to_its_unit() -> None:
    own = planned(
        SessionStatus.ADJOURNED, central_site_id=COMMUNE, component_site_ids=(HQ,), case_ids=()
    )
    following = planned(id=SessionId("next"), continues_session_id=SESSION, case_ids=())
    room = a_room(Role.ROOM_OFFICER, COMMUNE, own, following)
    assert state(room).rows == ()


def test_what_is_gone_on_with_already_is_not_offered() -> None:
    following = planned(id=SessionId("next"), continues_session_id=SESSION)
    room = a_room(Role.HQ_CLERK, HQ, planned(SessionStatus.ADJOURNED), following)
    assert [one.key for one in state(room).rows] == ["session:next"]


def postpone(room: Room) -> None:
    room.desk.schedule.call_off(SessionStatus.POSTPONED)


def cancel(room: Room) -> None:
    room.desk.schedule.call_off(SessionStatus.CANCELLED)


@pytest.mark.parametrize(
    ("call_off", "status", "code"),
    [
        (
            lambda room: room.desk.schedule.call_off(SessionStatus.POSTPONED),
            SessionStatus.POSTPONED,
            "L-323",
        ),
        (
            lambda room: room.desk.schedule.call_off(SessionStatus.CANCELLED),
            SessionStatus.CANCELLED,
            "L-324",
        ),
    ],
    ids=["postponed", "cancelled"],
)
def test_a_session_is_called_off_with_a_reason(
    call_off: Callable[[Room], None], status: SessionStatus, code: str
) -> None:
    room = chosen(planned())
    view = plan_of(room)
    assert (view.may_postpone, view.may_cancel) == (True, True)
    write(room, call_off_reason="ngắn")
    call_off(room)
    assert told(room) == "L-346"
    write(room, call_off_reason="Người chủ trì đi công tác đột xuất")
    call_off(room)
    room.deliver()
    reason = "Người chủ trì đi công tác đột xuất"
    assert room.fake.planning.called_off == [(SESSION, status, reason)]
    assert told(room) == code
    assert state(room).plan is None


def test_a_calling_off_that_reached_no_city_is_said() -> None:
    room = chosen(planned())
    room.fake.planning.fails_with = "L-330"
    write(room, call_off_reason="Người chủ trì đi công tác")
    room.desk.schedule.call_off(SessionStatus.CANCELLED)
    assert not plan_of(room).may_cancel
    room.desk.schedule.call_off(SessionStatus.POSTPONED)
    room.deliver()
    assert told(room) == "L-330"
    assert plan_of(room).may_cancel


def test_a_postponed_session_is_only_cancelled_or_planned_anew() -> None:
    room = chosen(planned(SessionStatus.POSTPONED))
    view = plan_of(room)
    assert (view.may_postpone, view.may_cancel) == (False, True)
    write(room, call_off_reason="Người chủ trì đi công tác")
    room.desk.schedule.call_off(SessionStatus.POSTPONED)
    room.deliver()
    assert room.fake.planning.called_off == []


# ---- from the screen of requests -----------------------------------------------------------


def decide_online(room: Room) -> None:
    room.desk.navigate(Screen.REQUESTS)
    known = replace(REQUEST, id=RequestId("r9"), owner_site_id=COMMUNE)
    room.fake.requests.learn(KnownRequest(request=known, storage=RecordStorage.CITY))
    room.deliver()
    room.desk.requests.edit_decision(DecisionField.DECISION, "online")
    room.desk.requests.edit_decision(DecisionField.ONLINE_GROUND, "1")
    room.desk.requests.decide()
    room.deliver()


def test_what_was_just_decided_online_leads_here() -> None:
    room = a_room()
    decide_online(room)
    assert room.view.requests[-1].deciding.to_schedule == "r9"
    room.desk.navigate(Screen.SCHEDULE)
    room.desk.schedule.select_request(RequestId("r9"))
    assert [one.key for one in state(room).rows if one.is_selected] == ["request:r9"]


def test_who_only_decides_is_not_led_here() -> None:
    room = a_room(Role.LEADER)
    decide_online(room)
    assert room.view.requests[-1].message is not None
    assert room.view.requests[-1].deciding.to_schedule is None


def test_what_is_received_in_person_is_not_planned() -> None:
    room = a_room()
    room.desk.navigate(Screen.REQUESTS)
    room.fake.requests.learn(KnownRequest(request=REQUEST, storage=RecordStorage.CITY))
    room.deliver()
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.decide()
    room.deliver()
    assert room.view.requests[-1].deciding.to_schedule is None


def test_headquarters_plans_anew_a_session_in_which_it_has_no_seat() -> None:
    code = "TCDTT-31-00001-20261208-01"
    others = planned(
        id=SessionId("others"),
        title=code,
        code=code,
        central_site_id=COMMUNE,
        component_site_ids=(AGENCY,),
        case_ids=(CaseId("untold"),),
        participants=tuple(
            replace(one, site_id=COMMUNE)
            for one in PARTICIPANTS
            if one.role is not ParticipantRole.CITIZEN
        ),
    )
    room = a_room(Role.HQ_CLERK, HQ, others)
    (row,) = state(room).rows
    assert (row.kind, row.title) == (SubjectKind.SESSION, code)
    room.desk.schedule.select(row.key)
    room.deliver()
    assert plan_of(room).subject is not None
    assert plan_of(room).may_cancel
    assert plan_of(room).notes is not None


def test_a_unit_plans_no_session_of_others_that_its_pc_still_holds() -> None:
    others = planned(central_site_id=HQ, component_site_ids=(AGENCY,))
    assert state(a_room(Role.ROOM_OFFICER, COMMUNE, others)).rows == ()


# ---- what a dossier lacks ------------------------------------------------------------------

ENTRY: dict[str, str] = {
    EntryField.SITE: COMMUNE,
    EntryField.TITLE: "Quyết định thu hồi đất",
    EntryField.KIND: "decision",
    EntryField.COPY_KIND: "certified",
    EntryField.PAGES: "4",
}


def enter(room: Room, **texts: str) -> None:
    for key, text in texts.items():
        room.desk.schedule.entry.edit(key, text)
    room.desk.schedule.entry.add()
    room.deliver()


def a_group(room: Room) -> None:
    begun(room, group_size=7, flags=frozenset({CaseFlag.LARGE_GROUP}))


def test_headquarters_enters_what_a_dossier_lacks_until_nothing_does() -> None:
    room = a_room()
    a_group(room)
    entry = plan_of(room).entry
    assert entry is not None
    assert [one.id for one in entry.sites] == [HQ, COMMUNE]
    enter(room, **ENTRY)
    (known,) = room.fake.dossier.papers(CaseId("r1"))
    paper = known.paper
    assert (paper.owner_site_id, paper.site_id, paper.page_count) == (HQ, COMMUNE, 4)
    assert (paper.title, paper.kind, paper.copy_kind) == (
        ENTRY[EntryField.TITLE], PaperKind.DECISION, CopyKind.CERTIFIED,
    )  # fmt: skip
    assert (paper.sha256, paper.size_bytes, paper.mime) == ("", 0, "")
    entry = plan_of(room).entry
    assert entry is not None
    assert [one.id for one in entry.sites] == [HQ]
    assert entry.message is not None
    assert (entry.message.code, entry.message.data["title"]) == ("L-378", paper.title)
    assert entry.form is not None
    assert entry.form.text(EntryField.TITLE) == ""
    enter(room, **{**ENTRY, EntryField.SITE: HQ})
    entry = plan_of(room).entry
    assert entry is not None
    assert (entry.form, entry.sites) == (None, ())
    assert condition(room, PlanCondition.DOSSIER).state is ConditionState.MET


def test_an_entry_with_a_fault_is_not_kept_and_stays_as_typed() -> None:
    room = a_room()
    a_group(room)
    enter(room, **{**ENTRY, EntryField.PAGES: "không"})
    entry = plan_of(room).entry
    assert entry is not None
    assert entry.message is not None
    assert entry.message.code == "L-379"
    assert room.fake.dossier.papers(CaseId("r1")) == ()
    room.fake.dossier.fails_with = "S-110"
    enter(room, **ENTRY)
    entry = plan_of(room).entry
    assert entry is not None
    assert entry.message is not None
    assert entry.message.code == "S-110"
    assert entry.form is not None
    assert entry.form.text(EntryField.TITLE) == ENTRY[EntryField.TITLE]
    room.fake.dossier.fails_with = None
    room.desk.schedule.leave()
    room.clock.advance(60.0)
    room.desk.on_tick()
    enter(room)
    assert len(room.fake.dossier.papers(CaseId("r1"))) == 1


def test_a_unit_enters_what_it_has_itself() -> None:
    room = a_room(Role.ROOM_OFFICER, COMMUNE)
    flagged = replace(a_case(), id=CaseId("grave"), flags=frozenset({CaseFlag.COMPLEX}))
    own = planned(central_site_id=COMMUNE, component_site_ids=(AGENCY,), case_ids=(flagged.id,))
    room.fake.schedule.cases[flagged.id] = flagged
    room.fake.schedule.plans = [own]
    room.tell(RequestsChanged())
    room.desk.schedule.select(f"session:{SESSION}")
    entry = plan_of(room).entry
    assert entry is not None
    assert [one.id for one in entry.sites] == [COMMUNE]
    file(room, COMMUNE, case_id=flagged.id)
    assert plan_of(room).entry is None


def test_an_entry_goes_into_each_case_that_lacks_it_and_others_are_let_be() -> None:
    room = a_room()
    first, second = (
        replace(a_case(), id=CaseId(one), flags=frozenset({CaseFlag.COMPLEX}))
        for one in ("one", "two")
    )
    both = planned(case_ids=(first.id, second.id), component_site_ids=(COMMUNE,))
    for case in (first, second):
        room.fake.schedule.cases[case.id] = case
    room.fake.schedule.plans = [both]
    room.tell(RequestsChanged())
    room.desk.schedule.select(f"session:{SESSION}")
    file(room, COMMUNE, HQ, case_id="one")
    enter(room, **ENTRY)
    assert len(room.fake.dossier.papers(first.id)) == 2
    assert len(room.fake.dossier.papers(second.id)) == 1
    file(room, AGENCY, case_id="elsewhere")
    assert condition(room, PlanCondition.DOSSIER).names == ("Trụ sở thành phố",)
    room.desk.schedule.entry.add()


def test_nobody_signed_in_enters_nothing() -> None:
    room = a_room()
    a_group(room)
    room.fake.access.sign_out()
    enter(room, **ENTRY)
    assert room.fake.dossier.papers(CaseId("r1")) == ()
