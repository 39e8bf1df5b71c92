"""Hàng chờ: who is next, what may be done, what is said, and for how long it can be taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.calls.waiting_ticket import (
    UNDO_S,
    CallFault,
    NotCalled,
    TicketAct,
    WaitingTicket,
)
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.events import SearchAnswered
from desktop.domain.room.measurements import Overall
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.home.waiting_state import (
    WaitingRow,
    WaitingState,
    WaitingVerb,
    WaitingViewState,
)
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CASE_PAPER
from tests.samples.conditions import a_ticket
from tests.samples.receptions import AGENCY, CASE, COMMUNE, HQ, SESSION, a_case, a_plan

pytestmark = pytest.mark.unit

SECOND, THIRD = SessionId("session-2"), SessionId("session-3")
V = WaitingVerb


def a_desk(own: Any = HQ, role: Role = Role.HQ_CLERK, *, opens: bool = True) -> Room:
    """Three sessions of the day at headquarters; somebody waits for the first two."""
    room = Room(own_site_id=own, role=role)
    now = room.clock.now()
    first = replace(
        a_plan(),
        status=SessionStatus.READY,
        scheduled_start=now - timedelta(minutes=10),
        is_practice=False,
    )
    schedule = room.fake.schedule
    schedule.plans = [
        first,
        replace(first, id=SECOND, scheduled_start=now + timedelta(minutes=50)),
        replace(first, id=THIRD, scheduled_start=now + timedelta(minutes=90)),
    ]
    schedule.tickets = {
        SESSION: a_ticket(SESSION, COMMUNE, now - timedelta(minutes=34), 7),
        SECOND: a_ticket(SECOND, COMMUNE, now - timedelta(minutes=12), 8),
    }
    room.desk.start()
    if opens:
        room.desk.navigate(Screen.WAITING)
    return room


def shown(room: Room) -> WaitingViewState:
    room.deliver()
    room.desk.waiting.draw()
    return room.view.waiting[-1]


def rows(room: Room) -> dict[SessionId, WaitingRow]:
    return {one.session_id: one for one in shown(room).rows}


def change(room: Room, session_id: SessionId, **fields: Any) -> WaitingTicket:
    tickets = room.fake.schedule.tickets
    tickets[session_id] = replace(tickets[session_id], **fields)
    return tickets[session_id]


def put(room: Room, session_id: SessionId, **fields: Any) -> None:
    schedule = room.fake.schedule
    schedule.plans = [
        replace(one, **fields) if one.id == session_id else one for one in schedule.plans
    ]


def said(room: Room) -> str | None:
    message = shown(room).message
    return None if message is None else message.code


def test_who_waits_stands_in_the_order_of_the_day_with_the_wait() -> None:
    state = shown(a_desk())
    assert [one.session_id for one in state.rows] == [SESSION, SECOND, THIRD]
    assert [one.number for one in state.rows] == [7, 8, None]
    assert [(one.waits_min, one.is_long) for one in state.rows] == [
        (34, True),
        (12, False),
        (None, False),
    ]
    assert [one.state for one in state.rows] == [
        WaitingState.WAITING,
        WaitingState.WAITING,
        WaitingState.EXPECTED,
    ]
    assert [one.is_next for one in state.rows] == [True, False, False]
    assert (state.waiting, state.over) == (2, 0)
    assert state.message is None


@pytest.mark.parametrize(
    ("status", "fields", "state", "verbs"),
    [
        ("ready", {}, WaitingState.WAITING, (V.CALL, V.WARN)),
        ("ready", {"warned_at": True}, WaitingState.WARNED, (V.CALL, V.WITHDRAW)),
        ("ready", {"called_at": True}, WaitingState.CALLED, (V.ENTER, V.WITHDRAW)),
        ("ready", {"left_at": True}, WaitingState.LEFT, (V.ENTER,)),
        ("trial_passed", {}, WaitingState.WAITING, (V.CALL, V.WARN)),
        ("in_session", {"called_at": True}, WaitingState.RECEIVED, (V.ENTER,)),
        ("paused", {"called_at": True}, WaitingState.PAUSED, (V.ENTER,)),
        ("closed", {"called_at": True}, WaitingState.OVER, (V.OPEN_DOSSIER,)),
        ("adjourned", {}, WaitingState.OVER, (V.OPEN_DOSSIER,)),
    ],
)
def test_a_row_says_where_it_stands_and_what_may_be_done(
    status: str, fields: dict[str, Any], state: WaitingState, verbs: tuple[WaitingVerb, ...]
) -> None:
    room = a_desk()
    put(room, SESSION, status=SessionStatus(status))
    at = room.clock.now()
    change(room, SESSION, **dict.fromkeys(fields, at))
    row = rows(room)[SESSION]
    assert (row.state, row.verbs) == (state, verbs)
    is_told = state in (WaitingState.WARNED, WaitingState.CALLED)
    assert row.at == (at if is_told else None)


def test_the_next_is_called_by_one_key_and_taken_back_by_another() -> None:
    room = a_desk()
    room.desk.waiting.call_next()
    assert room.fake.planning.turned == [(SESSION, TicketAct.CALL)]
    change(room, SESSION, called_at=room.clock.now())
    state = shown(room)
    assert state.message is not None
    assert (state.message.code, state.message.data["n"]) == ("H-011", "07")
    assert state.may_undo
    room.desk.waiting.undo()
    assert room.fake.planning.turned[-1] == (SESSION, TicketAct.WITHDRAW)
    change(room, SESSION, called_at=None)
    assert said(room) == "H-012"
    assert not shown(room).may_undo
    room.desk.waiting.undo()
    assert len(room.fake.planning.turned) == 2


def test_it_can_be_taken_back_by_the_key_for_half_a_minute_and_by_the_button_after() -> None:
    room = a_desk()
    room.desk.waiting.press(SECOND, V.WARN)
    change(room, SECOND, warned_at=room.clock.now())
    assert said(room) == "H-010"
    room.clock.advance(UNDO_S - 1)
    assert shown(room).may_undo
    room.clock.advance(1)
    assert not shown(room).may_undo
    room.desk.waiting.undo()
    assert room.fake.planning.turned == [(SECOND, TicketAct.WARN)]
    room.desk.waiting.press(SECOND, V.WITHDRAW)
    assert room.fake.planning.turned[-1] == (SECOND, TicketAct.WITHDRAW)


def test_a_session_that_was_opened_cannot_be_taken_back() -> None:
    room = a_desk()
    room.desk.waiting.call_next()
    change(room, SESSION, called_at=room.clock.now())
    put(room, SESSION, status=SessionStatus.IN_SESSION)
    assert not shown(room).may_undo


@pytest.mark.parametrize(
    ("fields", "status", "fault", "code"),
    [
        ({"is_here": False}, "ready", NotCalled(fault=CallFault.NOT_HERE), "H-020"),
        ({}, "in_session", NotCalled(fault=CallFault.NOT_CLOSED, number=8), "H-021"),
    ],
)
def test_why_nobody_is_called_is_said_without_asking_the_city(
    fields: dict[str, Any], status: str, fault: NotCalled, code: str
) -> None:
    room = a_desk()
    change(room, SESSION, **fields)
    put(room, SECOND, status=SessionStatus(status))
    assert rows(room)[SESSION].fault == fault
    room.desk.waiting.call_next()
    assert said(room) == code
    assert room.fake.planning.turned == []


def test_another_that_was_called_stands_against_it() -> None:
    room = a_desk()
    change(room, SECOND, called_at=room.clock.now())
    room.desk.waiting.activate(SESSION)
    state = shown(room)
    assert state.message is not None
    assert (state.message.code, state.message.data["n"]) == ("H-022", "08")


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (NotCalled(fault=CallFault.NOT_WAITING), "H-023"),
        (NotCalled(fault=CallFault.NOT_CLOSED), "H-024"),
        (NotCalled(fault=CallFault.NOT_CLOSED, number=5), "H-021"),
        (NotCalled(fault=CallFault.CALLED, number=5), "H-022"),
        (NotCalled(fault=CallFault.NOT_HERE), "H-020"),
    ],
)
def test_the_city_says_why_nobody_is_called(refused: NotCalled, code: str) -> None:
    room = a_desk()
    room.fake.planning.not_called = refused
    room.desk.waiting.call_next()
    assert said(room) == code
    assert not shown(room).may_undo


def test_without_the_city_nobody_is_called_and_that_is_said() -> None:
    room = a_desk()
    room.fake.planning.fails_with = "H-030"
    room.desk.waiting.call_next()
    assert said(room) == "H-030"


def test_with_nobody_there_the_key_says_so() -> None:
    room = a_desk()
    room.fake.schedule.tickets.clear()
    room.desk.waiting.call_next()
    assert said(room) == "H-023"
    room.desk.waiting.start()
    assert said(room) is None
    room.fake.schedule.plans = []
    assert said(room) == "H-001"


def test_a_commune_sees_its_own_queue_and_calls_nobody() -> None:
    room = a_desk(COMMUNE, Role.ROOM_OFFICER)
    assert [one.verbs for one in shown(room).rows] == [(V.ENTER,)] * 3
    room.desk.waiting.call_next()
    assert said(room) == "H-023"
    room.desk.waiting.press(SESSION, V.CALL)
    assert room.fake.planning.turned == []


def test_who_may_not_open_a_session_calls_nobody() -> None:
    room = a_desk(role=Role.SECRETARY)
    assert all(one.verbs == (V.ENTER,) for one in shown(room).rows)


def test_headquarters_without_the_centre_calls_by_a_leader_of_the_city_alone() -> None:
    for role, can in ((Role.LEADER, True), (Role.HQ_CLERK, False)):
        room = a_desk(role=role)
        for one in (SESSION, SECOND, THIRD):
            put(room, one, central_site_id=AGENCY, component_site_ids=(COMMUNE, HQ))
        assert room.fake.schedule.own_site().kind is SiteKind.HEADQUARTERS
        assert (V.CALL in rows(room)[SESSION].verbs) is can


def test_enter_does_the_first_of_a_row() -> None:
    room = a_desk()
    room.desk.waiting.activate(SESSION)
    assert room.fake.planning.turned == [(SESSION, TicketAct.CALL)]
    room.desk.waiting.activate(SessionId("unknown"))
    change(room, SESSION, called_at=room.clock.now())
    room.desk.waiting.activate(SESSION)
    assert room.desk.pre_join is not None


def test_what_is_over_opens_its_dossier() -> None:
    room = a_desk()
    put(room, SESSION, status=SessionStatus.CLOSED)
    state = shown(room)
    assert (state.rows[0].session_id, state.over) == (SESSION, 1)
    room.desk.waiting.activate(SESSION)
    assert room.desk.shell.screen is Screen.HOME


def test_facts_of_the_room_are_told_as_they_are_known() -> None:
    room = a_desk()
    checked = room.clock.now() - timedelta(minutes=20)
    change(room, SESSION, checked_at=checked, overall=Overall.LIMITED)
    change(
        room, SECOND, checked_at=checked - timedelta(days=1), overall=Overall.READY, is_here=False
    )
    first, second = rows(room)[SESSION].room, rows(room)[SECOND].room
    assert first is not None
    assert second is not None
    assert (first.is_here, first.checked_at, first.overall) == (True, checked, Overall.LIMITED)
    assert (second.is_here, second.checked_at, second.overall) == (False, None, None)
    assert (first.papers, first.lacking_papers) == (0, 0)
    change(room, SECOND, called_at=checked)
    assert rows(room)[SECOND].room is None


def test_of_a_denunciation_nobody_is_named() -> None:
    room = a_desk()
    assert rows(room)[SESSION].citizen_label
    put(room, SESSION, denunciations=frozenset({CASE}))
    assert not rows(room)[SESSION].citizen_label
    put(room, SESSION, denunciations=frozenset())
    room.fake.schedule.cases[CASE] = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    assert all(not one.citizen_label for one in shown(room).rows)


def test_a_chair_is_named_when_there_is_one() -> None:
    room = a_desk()
    assert shown(room).chair_label == a_plan().chair_label
    put(room, SECOND, chair_label="Lãnh đạo thành phố khác")
    assert shown(room).chair_label == ""


def test_what_is_planned_for_later_without_anybody_is_not_listed() -> None:
    room = a_desk()
    put(room, THIRD, status=SessionStatus.SCHEDULED)
    put(room, SECOND, scheduled_start=room.clock.now() + timedelta(days=1))
    assert list(rows(room)) == [SESSION]


def test_a_site_that_is_not_known_is_called_by_its_id() -> None:
    room = a_desk()
    room.fake.schedule.sites.pop(COMMUNE)
    assert rows(room)[SESSION].site_name == COMMUNE


def test_f5_asks_the_city() -> None:
    room = a_desk()
    before = room.fake.sync.wakes
    room.desk.waiting.refresh()
    assert room.fake.sync.wakes == before + 1


def test_the_wait_grows_with_the_time() -> None:
    room = a_desk()
    room.clock.advance(60)
    room.desk.on_tick()
    assert rows(room)[SESSION].waits_min == 35


def test_the_menu_counts_who_waits_and_says_when_this_room_is_called() -> None:
    room = a_desk(COMMUNE, Role.ROOM_OFFICER, opens=False)
    room.desk.navigate(Screen.HOME)

    def badge() -> int:
        found = room.view.shell[-1].navigation
        return next(one.badge for one in found if one.entry is MenuEntry.WAITING)

    def banners() -> list[str]:
        room.desk.shell.draw()
        return [one.code for one in room.view.shell[-1].banners if one.code.startswith("H-")]

    assert badge() == 2
    assert banners() == []
    change(room, SESSION, warned_at=room.clock.now())
    assert banners() == ["H-013"]
    change(room, SESSION, called_at=room.clock.now())
    assert banners() == ["H-014"]
    assert badge() == 1
    change(room, SESSION, site_id=AGENCY)
    assert banners() == []


def test_papers_that_the_room_has_not_whole_are_counted() -> None:
    room = a_desk()
    for number in range(3):
        paper = replace(
            CASE_PAPER,
            id=DocumentId(f"paper-{number}"),
            case_id=CASE,
            sha256="a" * 64 if number else "",
            mime="application/pdf" if number else "",
            size_bytes=number,
        )
        room.fake.dossier.learn(paper)
    room.fake.dossier.hold(DocumentId("paper-1"), COMMUNE)
    room.deliver()
    facts = rows(room)[SESSION].room
    assert facts is not None
    assert (facts.papers, facts.lacking_papers) == (2, 1)
    room.tell(SyncChanged(status=room.fake.sync.status()))
    room.fake.dossier.hold(DocumentId("paper-2"), COMMUNE)
    room.deliver()
    facts = room.view.waiting[-1].rows[0].room
    assert facts is not None
    assert facts.lacking_papers == 0


def test_what_is_none_of_its_business_draws_nothing() -> None:
    room = a_desk()
    drawn = len(room.view.waiting)
    room.desk.waiting.on_event(SearchAnswered(search="đất", hits=()))
    assert len(room.view.waiting) == drawn
