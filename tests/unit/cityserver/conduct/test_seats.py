"""Rooms that come and go before the opening, and what the chair may do then."""

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.conduct.live.live_state import Holder, Live, new_live
from desktop.cityserver.conduct.live_states import Plan
from desktop.cityserver.conduct.seats import give_back, lose_held_seat, seat
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

A, B = SiteId("a"), SiteId("b")


def a_plan(*, has_gates: bool = True, is_practice: bool = False) -> Plan:
    return Plan(
        session_id=SessionId("s"),
        central_site_id=A,
        site_ids=frozenset({A, B}),
        has_gates=has_gates,
        is_practice=is_practice,
        kinds={},
        need_to_know=None,
    )


def holder(site_id: SiteId) -> Holder:
    return Holder(worker=1, connection_id=f"connection-{site_id}")


def taken(plan: Plan, live: Live, *site_ids: SiteId) -> Live:
    for site_id in site_ids:
        live = seat(plan, live, site_id, f"program-{site_id}", holder(site_id))
    return live


def both(plan: Plan, status: SessionStatus = SessionStatus.CONNECTING) -> Live:
    return taken(plan, new_live(SessionId("s"), status), A, B)


def left_by_b(plan: Plan, live: Live) -> Live:
    person = Person(user_id=UserId("u"), role=Role.ROOM_OFFICER, site_id=B, family_id="")
    return give_back(plan, live, person, NOON)


def test_the_last_room_makes_the_session_ready_when_every_gate_is_passed() -> None:
    assert both(a_plan()).told.status is SessionStatus.READY
    assert both(a_plan(has_gates=False)).told.status is SessionStatus.CONNECTING


def test_a_room_that_falls_silent_before_the_opening_is_waited_for() -> None:
    plan = a_plan()
    live = lose_held_seat(plan, both(plan), B, holder(B))
    assert live.told.status is SessionStatus.CONNECTING
    assert taken(plan, live, B).told.status is SessionStatus.READY


def test_a_room_that_leaves_before_the_opening_is_waited_for() -> None:
    plan = a_plan()
    live = left_by_b(plan, both(plan))
    assert live.told.status is SessionStatus.CONNECTING
    assert taken(plan, live, B).told.status is SessionStatus.READY


def test_a_connection_that_lost_its_seat_before_takes_nobody_away() -> None:
    plan = a_plan()
    assert lose_held_seat(plan, both(plan), B, holder(A)) == both(plan)


def test_practice_opens_with_whoever_is_there() -> None:
    plan = a_plan(is_practice=True)
    assert left_by_b(plan, both(plan)).told.status is SessionStatus.READY
    lost = lose_held_seat(plan, both(plan), B, holder(B))
    assert lost.told.status is SessionStatus.READY


def test_a_room_that_was_never_there_does_not_undo_what_the_city_set() -> None:
    plan = a_plan()
    live = taken(plan, new_live(SessionId("s"), SessionStatus.READY), A)
    assert live.told.status is SessionStatus.READY


def test_an_open_session_goes_on_without_a_room() -> None:
    plan = a_plan()
    live = both(plan, SessionStatus.IN_SESSION)
    assert left_by_b(plan, live).told.status is SessionStatus.IN_SESSION
    lost = lose_held_seat(plan, live, B, holder(B))
    assert lost.told.status is SessionStatus.IN_SESSION
