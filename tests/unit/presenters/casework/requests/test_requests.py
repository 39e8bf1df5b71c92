"""Requests for a reception: taken in a few keys, decided with a ground, never lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import OnlineGate
from desktop.domain.casework.matter.reception_request import (
    Decision,
    KnownRequest,
    OnlineGround,
    ReceptionRequest,
    RefusalGround,
)
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.ids import CaseId, RequestId, SiteId
from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.printing import AppointmentToPrint, RefusalToPrint
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.domain.sync.status import Refusal
from desktop.presenters.casework.requests.request_forms import (
    DecisionField,
    NoteField,
    RequestField,
)
from desktop.presenters.casework.requests.requests_state import (
    DecidingView,
    RequestsViewState,
    TakingView,
)
from desktop.presenters.form.state import FieldView
from desktop.presenters.form.values import write_date
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CITIZEN, FEMALE_1965, ONLINE, REQUEST
from tests.samples.receptions import COMMUNE, HQ

pytestmark = pytest.mark.unit

TYPED: dict[str, str] = {
    RequestField.FULL_NAME: "Nguyễn Thị Mẫu",
    RequestField.ID_NUMBER: FEMALE_1965,
    RequestField.PHONE: "0912 345 456",
    RequestField.ADDRESS: "Thôn 1, xã An Lão",
    RequestField.CONTENT: "Chậm giao đất tái định cư",
    RequestField.PETITION_TYPE: "complaint",
}


def a_room(role: Role = Role.ROOM_OFFICER, site_id: SiteId = COMMUNE) -> Room:
    room = Room(own_site_id=site_id, role=role)
    room.desk.start()
    room.desk.navigate(Screen.REQUESTS)
    room.deliver()
    return room


def state(room: Room) -> RequestsViewState:
    return room.view.requests[-1]


def taking(room: Room) -> TakingView:
    view = state(room).taking
    assert view is not None
    return view


def deciding(room: Room) -> DecidingView:
    return state(room).deciding


def write(room: Room, **texts: str) -> None:
    typed: dict[str, str] = {**TYPED, **texts}
    for key, text in typed.items():
        room.desk.requests.edit_request(key, text)


def code(room: Room) -> str:
    message = state(room).message
    return message.code if message is not None else ""


def faults(room: Room) -> dict[str, FaultKind]:
    return taking(room).form.faults


def taken(room: Room) -> ReceptionRequest:
    (known,) = room.fake.requests.requests()
    return known.request


def waiting(room: Room, *requests: ReceptionRequest) -> None:
    for request in requests:
        room.fake.requests.learn(KnownRequest(request=request, storage=RecordStorage.CITY))
    room.deliver()


def asked(
    room: Room, name: str = "request", *, days: float = 0, **changes: Any
) -> ReceptionRequest:
    made = replace(
        REQUEST,
        id=RequestId(name),
        owner_site_id=COMMUNE,
        created_at=room.clock.now() - timedelta(days=days),
        petition_type=PetitionType.COMPLAINT,
    )
    return replace(made, **changes)


# ---- taking --------------------------------------------------------------------------------


def test_a_request_is_taken_and_the_form_is_free_for_the_next() -> None:
    room = a_room()
    write(room)
    room.desk.requests.take()
    room.deliver()
    request = taken(room)
    assert (request.requester_name, request.owner_site_id) == ("Nguyễn Thị Mẫu", COMMUNE)
    assert request.requester_ward == "xã An Lão"  # of the citizen, not of the office
    citizen = room.fake.requests.citizen(request.requester_id)
    assert citizen is not None
    assert (citizen.phone, citizen.id_number) == ("0912345456", FEMALE_1965)
    assert taking(room).form.text(RequestField.FULL_NAME) == ""
    message = state(room).message
    assert message is not None
    assert (message.code, message.data["name"]) == ("Y-003", "Nguyễn Thị Mẫu")
    assert taking(room).unsent == 1
    write(room, full_name="Trần Văn Mẫu")
    room.desk.requests.take()
    room.deliver()
    assert len(room.fake.requests.requests()) == 2


def test_what_is_missing_keeps_it_here_and_nothing_typed_is_lost() -> None:
    room = a_room()
    write(room, full_name="", content="")
    room.desk.requests.take()
    room.deliver()
    assert room.fake.requests.requests() == ()
    assert faults(room) == {"full_name": FaultKind.MISSING, "content": FaultKind.MISSING}
    assert taking(room).form.text(RequestField.ADDRESS) == "Thôn 1, xã An Lão"


def test_without_a_number_it_goes_with_a_reason_that_is_kept() -> None:
    room = a_room()
    write(room, id_number="")
    assert "exception_reason" in {one.key for one in taking(room).form.fields}
    room.desk.requests.take()
    assert faults(room)["id_number"] is FaultKind.REASON
    write(room, id_number="", exception_reason="Quên mang giấy tờ, gọi điện hẹn")
    room.desk.requests.take()
    room.deliver()
    citizen = room.fake.requests.citizen(taken(room).requester_id)
    assert citizen is not None
    assert {one.reason for one in citizen.reasons} == {"Quên mang giấy tờ, gọi điện hẹn"}


def test_a_reason_is_asked_for_only_where_one_is_wanted() -> None:
    room = a_room()
    write(room)
    assert "exception_reason" not in {one.key for one in taking(room).form.fields}


def test_the_program_proposes_and_the_officer_chooses_and_both_are_kept() -> None:
    room = a_room()
    write(room, own_right="yes", petition_type="feedback")
    assert taking(room).proposed is PetitionType.COMPLAINT
    room.desk.requests.edit_request(RequestField.INFORMS, "yes")
    assert taking(room).is_mixed
    room.desk.requests.edit_request(RequestField.INFORMS, "")
    room.desk.requests.take()
    room.deliver()
    assert (taken(room).suggested_type, taken(room).petition_type) == (
        PetitionType.COMPLAINT,
        PetitionType.FEEDBACK,
    )
    assert taken(room).triage_answers.own_right is True


def test_a_denunciation_asks_two_questions_first() -> None:
    room = a_room()
    write(room, petition_type="denunciation")
    assert taking(room).is_denunciation
    assert taking(room).gate is OnlineGate.UNANSWERED
    room.desk.requests.take()
    assert faults(room) == {
        "identity_protection_requested": FaultKind.MISSING,
        "secrecy_assured": FaultKind.MISSING,
    }
    write(
        room,
        petition_type="denunciation",
        identity_protection_requested="no",
        secrecy_assured="yes",
    )
    assert taking(room).gate is OnlineGate.OPEN
    room.desk.requests.edit_request(RequestField.PROTECTION, "yes")
    assert taking(room).gate is OnlineGate.BLOCKED
    room.desk.requests.take()
    room.deliver()
    assert taken(room).identity_protection_requested is True


def test_answers_to_questions_that_are_no_more_asked_are_not_kept() -> None:
    room = a_room()
    write(room, petition_type="denunciation", identity_protection_requested="yes")
    room.desk.requests.edit_request(RequestField.PETITION_TYPE, "complaint")
    room.desk.requests.take()
    room.deliver()
    assert taken(room).identity_protection_requested is None


def test_a_large_group_is_flagged() -> None:
    room = a_room()
    write(room, group_size="5")
    room.desk.requests.take()
    room.deliver()
    assert (taken(room).group_size, taken(room).flags) == (
        5,
        frozenset({CaseFlag.LARGE_GROUP}),
    )


def test_what_is_typed_survives_a_kill() -> None:
    room = a_room()
    write(room)
    assert taking(room).kept_at is None
    room.pass_time(1)
    assert taking(room).kept_at is not None
    room.restart()
    room.desk.navigate(Screen.REQUESTS)
    room.deliver()
    assert taking(room).form.text(RequestField.CONTENT) == TYPED[RequestField.CONTENT]


def test_what_is_typed_on_is_not_called_kept_before_it_is() -> None:
    room = a_room()
    write(room)
    room.pass_time(1)
    room.desk.requests.edit_request(RequestField.CONTENT, "Chậm giao đất, có đơn")
    room.pass_time(0.25)
    assert taking(room).kept_at is None
    room.pass_time(0.25)
    assert taking(room).kept_at == room.clock.now()


def test_a_kill_between_keeping_and_forgetting_makes_no_second_request() -> None:
    room = a_room()
    write(room)
    room.desk.requests.take()
    room.restart()  # nobody told the form that it was kept
    room.desk.navigate(Screen.REQUESTS)
    room.deliver()
    assert taking(room).form.text(RequestField.FULL_NAME) == ""
    assert len(room.fake.requests.requests()) == 1


def test_what_was_not_kept_before_a_kill_is_the_same_request_after_it() -> None:
    room = a_room()
    room.fake.requests.fails_with = "B-315"
    write(room)
    room.desk.requests.take()
    room.deliver()
    (first,) = room.fake.requests.asked
    room.restart()
    room.fake.requests.fails_with = None
    room.desk.navigate(Screen.REQUESTS)
    room.deliver()
    room.desk.requests.take()
    room.deliver()
    assert room.fake.requests.asked == [first, first]
    assert taken(room).id == first[0]


def test_what_is_typed_while_one_is_kept_becomes_another_request() -> None:
    room = a_room()
    write(room)
    room.desk.requests.take()
    room.desk.requests.edit_request(RequestField.FULL_NAME, "Trần Văn Mẫu")
    room.deliver()
    assert taking(room).form.text(RequestField.FULL_NAME) == "Trần Văn Mẫu"
    room.desk.requests.take()
    room.deliver()
    names = {one.request.requester_name for one in room.fake.requests.requests()}
    assert names == {"Nguyễn Thị Mẫu", "Trần Văn Mẫu"}


def test_what_was_typed_is_kept_when_another_screen_comes() -> None:
    room = a_room()
    write(room)
    room.desk.navigate(Screen.HOME)
    room.restart()
    room.desk.navigate(Screen.REQUESTS)
    room.deliver()
    assert taking(room).form.text(RequestField.FULL_NAME) == "Nguyễn Thị Mẫu"


def test_what_cannot_be_kept_is_said_and_may_be_taken_again() -> None:
    room = a_room()
    room.fake.requests.fails_with = "B-315"
    write(room)
    room.desk.requests.take()
    room.deliver()
    message = state(room).message
    assert message is not None
    assert message.code == "B-315"
    room.fake.requests.fails_with = None
    room.desk.requests.take()
    room.deliver()
    assert len(room.fake.requests.requests()) == 1


def test_while_one_is_being_kept_it_is_not_taken_twice() -> None:
    room = a_room()
    write(room)
    room.desk.requests.take()
    assert not taking(room).can_take
    room.desk.requests.take()
    room.deliver()
    assert len(room.fake.requests.requests()) == 1


def test_who_takes_no_requests_sees_the_list_alone() -> None:
    room = a_room(Role.LEADER)
    assert state(room).taking is None
    room.desk.requests.take()
    room.deliver()
    assert room.fake.requests.requests() == ()


@pytest.mark.parametrize("role", [Role.AGENCY_USER, Role.OBSERVER, Role.TECHNICIAN])
def test_who_has_to_do_with_none_does_not_come_here(role: Role) -> None:
    room = a_room(role)
    assert room.desk.shell.screen is not Screen.REQUESTS
    assert not (room.view.home and room.view.home[-1].may_see_requests)


def test_nobody_at_the_desk_writes_nothing() -> None:
    room = a_room()
    write(room)
    room.fake.access.person = None
    assert room.desk.requests.state().taking is None
    assert room.desk.requests._taking.view().can_take
    assert room.desk.requests._deciding.view().decides == ""


# ---- deciding ------------------------------------------------------------------------------


def test_flagged_ones_wait_first_then_the_oldest_and_home_counts_them() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(
        room,
        asked(room, "young", days=3),
        asked(room, "old", days=9),
        asked(room, "many", days=6, flags=frozenset({CaseFlag.LARGE_GROUP}), group_size=6),
    )
    rows = deciding(room).rows
    assert [one.id for one in rows] == ["many", "old", "young"]
    assert [one.waited_days for one in rows] == [6, 9, 3]
    assert [one.is_late for one in rows] == [False, True, False]
    assert deciding(room).oldest_days == 9
    assert rows[0].unit_name == room.fake.schedule.sites[COMMUNE].name
    room.desk.navigate(Screen.HOME)
    room.deliver()
    assert room.view.home[-1].waiting_requests == 3


def test_a_request_is_decided_with_its_ground() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room))
    room.desk.requests.edit_decision(DecisionField.DECISION, "online")
    assert deciding(room).choice is Decision.ONLINE
    room.desk.requests.decide()
    room.deliver()
    assert deciding(room).form.faults == {"online_ground": FaultKind.MISSING}
    room.desk.requests.edit_decision(DecisionField.ONLINE_GROUND, "1")
    room.desk.requests.decide()
    room.deliver()
    (known,) = room.fake.requests.requests()
    assert known.decision is not None
    assert known.decision.online_ground is OnlineGround.COMPLEX
    assert (known.decision.owner_site_id, known.decision.unit_site_id) == (HQ, COMMUNE)
    message = state(room).message
    assert message is not None
    assert message.code == "Y-004"
    assert deciding(room).rows == ()
    (done,) = deciding(room).decided
    assert (done.decision, done.decided_by) == (Decision.ONLINE, known.decision.decided_by_name)


def test_a_refusal_names_its_ground_and_another_choice_hides_it() -> None:
    room = a_room(Role.LEADER)
    waiting(room, asked(room))
    room.desk.requests.edit_decision(DecisionField.DECISION, "rejected")
    keys = {one.key for one in deciding(room).form.fields}
    assert keys == {"decision", "refusal_ground"}
    room.desk.requests.edit_decision(DecisionField.REFUSAL_GROUND, "law9_2")
    room.desk.requests.decide()
    room.deliver()
    (known,) = room.fake.requests.requests()
    assert known.decision is not None
    assert known.decision.refusal_ground is RefusalGround.LAW9_2


def test_nothing_chosen_decides_nothing() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    room.desk.requests.edit_decision(DecisionField.DECISION, "online")
    room.desk.requests.decide()
    room.desk.requests.edit_decision(DecisionField.DECISION, "")
    waiting(room, asked(room))
    assert not deciding(room).can_press
    room.desk.requests.decide()
    message = state(room).message
    assert message is not None
    assert message.code == "Y-103"


def test_a_choice_belongs_to_its_request_alone() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room, "one", days=2), asked(room, "two", days=1))
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.select(RequestId("one"))
    assert deciding(room).choice is Decision.IN_PERSON
    room.desk.requests.select(RequestId("two"))
    assert deciding(room).choice is None
    selected = deciding(room).selected
    assert selected is not None
    assert selected.id == "two"


def test_a_choice_goes_with_the_request_that_is_gone() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    gone = asked(room, "gone", days=2)
    waiting(room, gone, asked(room, "other", days=1))
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.fake.requests.learn(
        KnownRequest(request=gone, storage=RecordStorage.REFUSED, is_at_city=False)
    )
    room.deliver()
    selected = deciding(room).selected
    assert selected is not None
    assert (selected.id, deciding(room).choice) == ("other", None)
    assert deciding(room).form.text(DecisionField.DECISION) == ""
    room.desk.requests.decide()
    room.deliver()
    assert all(one.decision is None for one in room.fake.requests.requests())


def test_what_is_chosen_while_one_is_kept_is_of_no_other_request() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room, "first", days=2), asked(room, "second", days=1))
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.decide()
    room.desk.requests.edit_decision(DecisionField.DECISION, "rejected")
    room.deliver()
    selected = deciding(room).selected
    assert selected is not None
    assert (selected.id, deciding(room).choice) == ("second", None)


def test_what_was_decided_before_a_kill_is_not_asked_of_the_next() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room, "first", days=2), asked(room, "second", days=1))
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.decide()
    room.restart()
    room.desk.navigate(Screen.REQUESTS)
    room.deliver()
    assert [one.id for one in deciding(room).rows] == ["second"]
    assert deciding(room).choice is None
    assert deciding(room).form.text(DecisionField.DECISION) == ""


def test_a_choice_is_of_the_request_that_was_on_the_screen() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room, "first"))
    grave = asked(room, "grave", flags=frozenset({CaseFlag.COMPLEX}))
    room.fake.requests.learn(KnownRequest(request=grave, storage=RecordStorage.CITY))
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")  # nothing was drawn yet
    room.desk.requests.decide()
    room.deliver()
    decided = [one.request.id for one in room.fake.requests.requests() if one.decision]
    assert decided == ["first"]


def test_a_row_that_is_chosen_stays_chosen_when_a_graver_one_comes() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room, "first"))
    room.desk.requests.select(RequestId("first"))
    room.desk.requests.select(RequestId("first"))
    room.desk.requests.select(RequestId("not there"))
    waiting(room, asked(room, "grave", flags=frozenset({CaseFlag.COMPLEX})))
    assert [(one.id, one.is_selected) for one in deciding(room).rows] == [
        ("grave", False),
        ("first", True),
    ]


def test_a_denunciation_that_needs_protection_is_not_decided_online() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    secret = asked(
        room,
        petition_type=PetitionType.DENUNCIATION,
        identity_protection_requested=True,
        secrecy_assured=True,
    )
    waiting(room, secret)
    (row,) = deciding(room).rows
    assert (row.gate, row.name) == (OnlineGate.BLOCKED, "")
    room.desk.requests.edit_decision(DecisionField.DECISION, "online")
    room.desk.requests.edit_decision(DecisionField.ONLINE_GROUND, "4")
    room.desk.requests.decide()
    room.deliver()
    assert deciding(room).form.faults == {"decision": FaultKind.WRONG}
    (known,) = room.fake.requests.requests()
    assert known.decision is None


def test_somebody_who_was_faster_is_named() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    request = asked(room)
    waiting(room, request)
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    decision = replace(ONLINE, request_id=request.id, unit_site_id=COMMUNE)
    room.fake.requests.learn(
        KnownRequest(
            request=request,
            storage=RecordStorage.CITY,
            decision=decision,
            decision_storage=RecordStorage.CITY,
        )
    )
    room.deliver()
    message = state(room).message
    assert message is not None
    assert (message.code, message.data["person"]) == ("Y-102", decision.decided_by_name)
    assert deciding(room).choice is None


def test_a_decision_that_the_city_would_not_have_is_none() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    request = asked(room)
    room.fake.requests.learn(
        KnownRequest(
            request=request,
            storage=RecordStorage.CITY,
            decision=replace(ONLINE, request_id=request.id),
            decision_storage=RecordStorage.REFUSED,
        )
    )
    room.deliver()
    (row,) = deciding(room).rows
    assert (row.id, row.refused, row.reason) == (request.id, Decision.ONLINE, "")
    assert deciding(room).decided == ()
    refusal = Refusal(entity_id=request.id, reason="blocked_online")
    room.fake.sync.set_status(replace(room.fake.sync.status(), refusals=(refusal,)))
    room.deliver()
    assert deciding(room).rows[0].reason == "blocked_online"


def test_a_request_that_the_city_would_not_have_stays_in_sight_with_its_reason() -> None:
    room = a_room()
    request = asked(room)
    refusal = Refusal(entity_id=request.id, reason="bad_body")
    status = replace(room.fake.sync.status(), refused_operations=1, refusals=(refusal,))
    room.fake.sync.set_status(status)
    room.fake.requests.learn(
        KnownRequest(request=request, storage=RecordStorage.REFUSED, is_at_city=False)
    )
    room.deliver()
    (row,) = deciding(room).refused
    assert (row.id, row.name, row.reason) == (request.id, request.requester_name, "bad_body")
    assert deciding(room).rows == ()
    unsent = room.desk.unsent.state()
    assert (unsent.reports.refused, unsent.reports.reason) == (1, "bad_body")
    assert unsent.refused_reports is EntityKind.RECEPTION_REQUEST


def test_an_old_success_of_one_half_hides_no_failure_of_the_other() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    write(room)
    room.desk.requests.take()
    room.deliver()
    room.desk.requests.edit_decision(DecisionField.DECISION, "online")
    room.desk.requests.decide()
    assert code(room) == "U-110"
    room.fake.requests.fails_with = "B-315"
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.decide()
    room.deliver()
    assert code(room) == "B-315"
    room.fake.requests.fails_with = "B-316"
    write(room, full_name="Trần Văn Mẫu")
    room.desk.requests.take()
    room.deliver()
    assert code(room) == "B-316"


SECRET: dict[str, Any] = {
    "petition_type": PetitionType.DENUNCIATION,
    "identity_protection_requested": False,
    "secrecy_assured": True,
    "assistance_reason": "Ở xa",
}


@pytest.mark.parametrize(
    ("role", "site_id", "has_name", "has_matter"),
    [
        (Role.HQ_CLERK, HQ, False, True),
        (Role.LEADER, HQ, False, True),
        (Role.ROOM_OFFICER, HQ, False, False),
        (Role.SECRETARY, HQ, False, False),
        (Role.ROOM_OFFICER, COMMUNE, True, True),
        (Role.OBSERVER, COMMUNE, False, False),
    ],
)
def test_a_denunciation_is_shown_to_its_unit_and_its_matter_to_who_decides(
    role: Role, site_id: SiteId, has_name: bool, has_matter: bool
) -> None:
    room = a_room(role, site_id)
    request = asked(room, **SECRET)
    waiting(room, request)
    (row,) = room.desk.requests.state().deciding.rows
    assert (bool(row.name), bool(row.content)) == (has_name, has_matter)
    seen = room.desk.requests._services.requests.find(request.id)
    assert seen is not None
    assert (bool(seen.request.requester_ward), bool(seen.request.assistance_reason)) == (
        has_name,
        has_matter,
    )


def test_who_reads_no_requests_sees_nobody() -> None:
    room = a_room()
    room.fake.requests.learn(KnownRequest(request=asked(room), storage=RecordStorage.CITY), CITIZEN)
    room.deliver()
    seen = room.desk.requests._services.requests
    assert seen.citizen(CITIZEN.id) == CITIZEN
    assert seen.find(RequestId("unknown")) is None
    room.fake.access.person = None
    assert seen.citizen(CITIZEN.id) is None
    (known,) = seen.requests()
    assert (known.request.requester_name, known.request.content) == ("", "")


def test_an_officer_sees_what_was_decided_and_decides_nothing() -> None:
    room = a_room()
    waiting(room, asked(room))
    assert not deciding(room).may_decide
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.decide()
    room.deliver()
    (known,) = room.fake.requests.requests()
    assert known.decision is None


def test_a_decision_that_cannot_be_kept_is_said() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room))
    room.fake.requests.fails_with = "B-315"
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.decide()
    room.deliver()
    message = state(room).message
    assert message is not None
    assert message.code == "B-315"


def test_the_first_lawful_day_follows_the_citys_days_off() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room))
    room.desk.requests.edit_decision(DecisionField.DECISION, "online")
    before = deciding(room).first_day
    assert before is not None
    room.fake.calendar.learn(CalendarDay(day=before, kind=DayKind.HOLIDAY, name="Nghỉ"))
    room.deliver()
    after = deciding(room).first_day
    assert after is not None
    assert after > before
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    assert deciding(room).first_day is None


def test_a_site_that_is_not_known_has_no_name() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    request = asked(room, owner_site_id=SiteId("elsewhere"))
    waiting(room, request)
    assert deciding(room).rows[0].unit_name == ""
    decision = replace(ONLINE, request_id=request.id)
    room.fake.requests.learn(
        KnownRequest(
            request=request,
            storage=RecordStorage.CITY,
            decision=decision,
            decision_storage=RecordStorage.CITY,
        )
    )
    room.deliver()
    assert deciding(room).decided[0].unit_name == ""


def test_choices_are_kept_through_a_kill() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    waiting(room, asked(room, "one", days=2), asked(room, "two", days=1))
    room.desk.requests.select(RequestId("two"))
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.pass_time(1)
    room.restart()
    room.desk.navigate(Screen.REQUESTS)
    room.deliver()
    selected = deciding(room).selected
    assert selected is not None
    assert (selected.id, deciding(room).choice) == ("two", Decision.IN_PERSON)


def test_a_failure_of_others_is_passed_over() -> None:
    room = a_room()
    drawn = len(room.view.requests)
    room.tell(ActionFailed(action="add_paper", code="T-110", data={}))
    assert len(room.view.requests) == drawn


# ---- what is not sent ----------------------------------------------------------------------


def test_requests_and_decisions_of_this_unit_that_wait_are_listed_as_not_sent() -> None:
    room = a_room()
    write(room)
    room.desk.requests.take()
    room.deliver()
    assert room.desk.unsent.state().reports.waiting == 1


@pytest.mark.parametrize(
    ("storage", "waiting", "refused"),
    [(RecordStorage.HERE, 1, 0), (RecordStorage.REFUSED, 0, 1), (RecordStorage.CITY, 0, 0)],
)
def test_a_decision_of_headquarters_is_its_own_to_send(
    storage: RecordStorage, waiting: int, refused: int
) -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    request = asked(room)
    decision = replace(ONLINE, request_id=request.id, owner_site_id=HQ)
    room.fake.requests.learn(
        KnownRequest(
            request=request,
            storage=RecordStorage.CITY,
            decision=decision,
            decision_storage=storage,
        )
    )
    room.deliver()
    cell = room.desk.unsent.state().reports
    assert (cell.waiting, cell.refused) == (waiting, refused)


# ---- a refusal is told in writing ----------------------------------------------------------


def refused(
    room: Room, ground: RefusalGround = RefusalGround.ND4_H, *, days: int = 1, **changes: Any
) -> ReceptionRequest:
    """Decided at the city, so many days ago."""
    request = asked(room, requester_id=CITIZEN.id, **changes)
    decision = replace(
        ONLINE,
        request_id=request.id,
        decision=Decision.REJECTED,
        decided_at=room.clock.now() - timedelta(days=days),
        online_ground=None,
        refusal_ground=ground,
    )
    known = KnownRequest(
        request=request,
        storage=RecordStorage.CITY,
        decision=decision,
        decision_storage=RecordStorage.CITY,
    )
    room.fake.requests.learn(known, CITIZEN)
    room.deliver()
    return request


def test_a_refusal_that_needs_writing_has_its_day_and_is_printed() -> None:
    room = a_room()
    request = refused(room)
    (row,) = deciding(room).decided
    decided = (room.clock.now() - timedelta(days=1)).astimezone(LOCAL_ZONE).date()
    assert row.notice_due is not None
    assert row.notice_due > decided + timedelta(days=2)
    room.desk.requests.print_refusal(request.id)
    assert room.fake.printing.offered == [RefusalToPrint(request_id=request.id)]


def note_field(room: Room, key: NoteField) -> FieldView:
    noting = deciding(room).noting
    assert noting is not None
    return next(one for one in noting.form.fields if one.key == key)


def noted(room: Room, request: ReceptionRequest, number: str = "12") -> None:
    """Its notice went out today, with this number."""
    room.desk.requests.begin_note(request.id)
    room.desk.requests.edit_note(NoteField.NUMBER, number)
    room.desk.requests.note_refusal()
    room.deliver()


def test_that_a_notice_went_out_is_noted_and_may_be_taken_back() -> None:
    room = a_room()
    request = refused(room)
    room.desk.requests.take_back_note(request.id)
    room.desk.requests.begin_note(request.id)
    noting = deciding(room).noting
    assert noting is not None
    assert noting.id == request.id
    today = room.clock.now().astimezone(LOCAL_ZONE).date()
    assert note_field(room, NoteField.SENT_ON).text == write_date(today)
    room.desk.requests.edit_note(NoteField.NUMBER, " 12/TB-UBND ")
    room.desk.requests.note_refusal()
    room.desk.requests.note_refusal()
    room.deliver()
    (row,) = deciding(room).decided
    told = (row.notice_sent, row.number, row.noted_by)
    assert told == (today, "12/TB-UBND", "Cán bộ tiếp dân Mẫu")
    assert deciding(room).noting is None
    assert row.notice_due is not None
    assert not row.is_overdue
    room.desk.requests.begin_note(request.id)
    assert deciding(room).noting is None, "it is noted already"
    room.desk.requests.take_back_note(request.id)
    room.deliver()
    (row,) = deciding(room).decided
    assert (row.notice_sent, row.number, row.noted_by) == (None, "", "")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (NoteField.NUMBER, "  "),
        (NoteField.SENT_ON, "31/02/2026"),
        (NoteField.SENT_ON, "01/01/2020"),
        (NoteField.SENT_ON, "01/01/2090"),
    ],
)
def test_a_notice_without_number_or_of_an_impossible_day_is_not_noted(
    key: NoteField, text: str
) -> None:
    room = a_room()
    refused(room)
    request = refused(room)
    room.desk.requests.begin_note(request.id)
    room.desk.requests.edit_note(NoteField.NUMBER, "12")
    room.desk.requests.edit_note(key, text)
    room.desk.requests.note_refusal()
    room.deliver()
    assert note_field(room, key).fault is not None
    assert code(room)
    assert deciding(room).decided[0].notice_sent is None


def test_what_is_typed_of_a_notice_outlives_the_screen_and_may_be_given_up() -> None:
    room = a_room()
    request = refused(room)
    room.desk.requests.edit_note(NoteField.NUMBER, "1")
    room.desk.requests.note_refusal()
    assert deciding(room).noting is None
    room.desk.requests.begin_note(request.id)
    room.desk.requests.edit_note(NoteField.NUMBER, "12")
    room.desk.requests.leave()
    room.desk.requests.start()
    assert note_field(room, NoteField.NUMBER).text == "12"
    room.desk.requests.begin_note(request.id)
    assert deciding(room).noting is None, "the same press again closes it"
    room.desk.requests.begin_note(request.id)
    room.desk.requests.close_note()
    assert deciding(room).noting is None


def test_a_notice_that_is_late_is_marked_until_it_is_noted() -> None:
    room = a_room()
    request = refused(room, days=10)
    assert deciding(room).decided[0].is_overdue
    noted(room, request)
    assert not deciding(room).decided[0].is_overdue


def test_what_was_used_last_is_told_first() -> None:
    room = a_room(Role.HQ_CLERK, HQ)
    request = refused(room, owner_site_id=HQ)
    waiting(room, asked(room, "second"))
    noted(room, request, number="")
    missing = code(room)
    assert missing
    room.desk.requests.select(RequestId("second"))
    room.desk.requests.decide()
    assert code(room) == MessageCode.NO_DECISION
    room.desk.requests.note_refusal()
    assert code(room) == missing
    room.desk.requests.edit_decision(DecisionField.DECISION, "in_person")
    room.desk.requests.decide()
    room.deliver()
    assert code(room) == MessageCode.REQUEST_DECIDED
    room.desk.requests.close_note()
    assert code(room) == MessageCode.REQUEST_DECIDED


def test_a_note_that_cannot_be_kept_is_told() -> None:
    room = a_room()
    request = refused(room)
    room.fake.requests.fails_with = "B-433"
    noted(room, request)
    assert code(room) == "B-433"
    assert deciding(room).decided[0].notice_sent is None
    noting = deciding(room).noting
    assert noting is not None
    assert noting.can_press


@pytest.mark.parametrize(
    ("role", "site_id", "ground", "changes"),
    [
        (Role.ROOM_OFFICER, COMMUNE, RefusalGround.LAW9_2, {}),
        (Role.HQ_CLERK, HQ, RefusalGround.ND4_H, {}),
        (Role.LEADER, COMMUNE, RefusalGround.ND4_H, {}),
        (
            Role.ROOM_OFFICER,
            COMMUNE,
            RefusalGround.ND4_H,
            {"petition_type": PetitionType.DENUNCIATION},
        ),
    ],
)
def test_what_is_told_by_word_or_elsewhere_is_not_printed_here(
    role: Role, site_id: SiteId, ground: RefusalGround, changes: dict[str, Any]
) -> None:
    room = a_room(role, site_id)
    request = refused(room, ground, **changes)
    (row,) = deciding(room).decided
    assert row.notice_due is None
    room.desk.requests.print_refusal(request.id)
    room.desk.requests.print_refusal(RequestId("gone"))
    assert room.fake.printing.offered == []
    for one in (request.id, RequestId("gone")):
        room.desk.requests.begin_note(one)
        room.desk.requests.note_refusal()
        room.desk.requests.take_back_note(one)
    room.deliver()
    assert deciding(room).decided[0].notice_sent is None


def accepted(room: Room, **changes: Any) -> ReceptionRequest:
    """A request of this unit that was accepted, and a session that receives it."""
    request = asked(room, requester_id=CITIZEN.id, case_id=CaseId("accepted"), **changes)
    known = KnownRequest(
        request=request,
        storage=RecordStorage.CITY,
        decision=replace(ONLINE, request_id=request.id),
        decision_storage=RecordStorage.CITY,
    )
    plan = room.fake.schedule.plans[0]
    room.fake.schedule.plans = [
        replace(plan, case_ids=(CaseId("accepted"),), status=SessionStatus.SCHEDULED)
    ]
    room.fake.requests.learn(known, CITIZEN)
    room.deliver()
    return request


def test_a_request_that_led_to_a_session_has_a_slip() -> None:
    room = a_room()
    request = accepted(room)
    (row,) = deciding(room).decided
    plan = room.fake.schedule.plans[0]
    assert (row.appointment, row.notice_due) == (plan.scheduled_start, None)
    assert row.place == room.fake.schedule.own_site().name
    room.desk.requests.print_appointment(request.id)
    assert room.fake.printing.offered == [AppointmentToPrint(request_id=request.id)]


@pytest.mark.parametrize(
    ("role", "site_id", "changes"),
    [
        (Role.LEADER, COMMUNE, {}),
        (Role.HQ_CLERK, HQ, {}),
        (Role.ROOM_OFFICER, COMMUNE, {"petition_type": PetitionType.DENUNCIATION}),
    ],
)
def test_a_slip_is_printed_by_the_unit_that_knows_who_asked(
    role: Role, site_id: SiteId, changes: dict[str, Any]
) -> None:
    room = a_room(role, site_id)
    request = accepted(room, **changes)
    (row,) = deciding(room).decided
    assert (row.appointment, row.place) == (None, "")
    room.desk.requests.print_appointment(request.id)
    room.desk.requests.print_appointment(RequestId("gone"))
    room.deliver()
    assert room.fake.printing.offered == []
