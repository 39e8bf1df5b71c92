from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.conduct.calls.agency_call import SessionCalls
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.events import ScheduleChanged
from desktop.mapping.records import AGENCY_CALLS, ROOM_CONDITION, WAITING_TICKET
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.access.memory import SiteName
from desktop.sync.records.schedule import Schedule
from tests.fakes.fake_clock import NOON
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, HQ, case_body, session_body
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.calls import a_call
from tests.samples.checks import GOOD_ROOM
from tests.samples.conditions import a_condition, a_last_check, a_ticket
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

SITE = {
    "name": "UBND phường",
    "short_name": "Phường",
    "kind": "phuong",
    "unit_code": "11737",
    "address": "Số 1",
    "fallback_phone": "0225",
}


def _pull(store: Store, revision: int, *records: tuple[str, str, dict[str, Any]]) -> None:
    changes = [
        PulledChange(
            kind=kind,
            entity_id=entity_id,
            session_id=None,
            version=CityVersion(revision=revision, body=body),
        )
        for kind, entity_id, body in records
    ]
    store.pulled.apply(changes, f"c{revision}", is_last=True).result(LIMIT_S)


def _schedule(
    store: Store,
    events: EventRecorder,
    own_name: Callable[[], SiteName | None] = lambda: None,
) -> Schedule:
    schedule = Schedule(items=store.items, emit=events, own_site_id=COMMUNE, own_name=own_name)
    schedule.start()
    return schedule


def test_what_is_pulled_is_shown_and_told(store: Store, events: EventRecorder) -> None:
    schedule = _schedule(store, events)
    later = session_body(HQ, (COMMUNE,)) | {"scheduled_start": "2026-11-27T02:00:00Z"}
    _pull(
        store,
        1,
        ("site", COMMUNE, SITE),
        ("case", "case-1", case_body()),
        ("session", "later", later),
        ("session", "sooner", session_body(COMMUNE, (HQ,))),
        ("session", "elsewhere", session_body(HQ, (AGENCY,))),
    )

    assert [plan.id for plan in schedule.sessions()] == ["sooner", "later"]
    assert [plan.id for plan in schedule.every_session()] == ["elsewhere", "sooner", "later"]
    assert schedule.own_site().name == "UBND phường"
    case = schedule.case(CaseId("case-1"))
    assert case is not None
    assert case.title == case_body()["title"]
    assert schedule.session(SessionId("elsewhere")) is not None
    assert len(events.of(ScheduleChanged)) == 1


def test_what_is_in_the_store_is_shown_without_the_city(
    store: Store, events: EventRecorder
) -> None:
    _pull(store, 1, ("session", "s1", session_body(HQ, (COMMUNE,))))

    assert [plan.id for plan in _schedule(store, events).sessions()] == ["s1"]
    assert events.events == ()


def test_a_room_the_city_has_not_described_still_has_a_site(
    store: Store, events: EventRecorder
) -> None:
    schedule = _schedule(store, events)
    named = _schedule(store, events, lambda: SiteName(name="Phòng tiếp dân", unit_code="11737"))

    assert (schedule.own_site().id, schedule.own_site().name) == (COMMUNE, COMMUNE)
    assert (named.own_site().id, named.own_site().name) == (COMMUNE, "Phòng tiếp dân")
    assert schedule.site(SiteId("nowhere")) is None
    assert schedule.case(CaseId("none")) is None


def test_a_session_that_cannot_be_read_any_more_is_not_shown_in_its_old_form(
    store: Store, events: EventRecorder
) -> None:
    schedule = _schedule(store, events)
    _pull(store, 1, ("session", "s1", session_body(HQ, (COMMUNE,))))
    _pull(store, 2, ("session", "s1", session_body(HQ, (COMMUNE,), status="dissolved")))

    assert schedule.sessions() == ()


def test_other_kinds_do_not_touch_the_schedule(store: Store, events: EventRecorder) -> None:
    _schedule(store, events)
    _pull(store, 1, ("minute_line", "l1", {"text": "x"}))

    assert events.events == ()


def test_denunciations_and_their_sessions_are_kept_from_who_is_not_on_every_list(
    store: Store, events: EventRecorder
) -> None:
    schedule = _schedule(store, events)
    secret = case_body() | {"petition_type": "denunciation"}
    both = session_body(HQ, (COMMUNE,)) | {"case_ids": ["first", "second"]}
    without_cases = session_body(HQ, (AGENCY,), case_id="third") | {"denunciations": ["third"]}
    _pull(
        store,
        1,
        ("case", "first", secret),
        ("case", "second", secret),
        ("case", "open", case_body()),
        ("session", "both", both),
        ("session", "one", session_body(HQ, (COMMUNE,), case_id="first")),
        ("session", "none", session_body(HQ, (COMMUNE,), case_id="open")),
        # told without its cases, as to headquarters where it has no seat
        ("session", "told", without_cases),
    )
    first, second = CaseId("first"), CaseId("second")
    every = {"first", "second", "third"}
    assert schedule.kept_from(frozenset()) == {"both", "one", "told"} | every
    assert schedule.kept_from(frozenset({first})) == {"both", "told", "second", "third"}
    assert schedule.kept_from(frozenset({first, second})) == {"told", "third"}
    third = CaseId("third")
    assert schedule.kept_from(frozenset({first, second, third})) == frozenset()


def test_sites_stand_by_name_and_a_session_has_the_revision_that_is_shown(
    store: Store, events: EventRecorder
) -> None:
    schedule = _schedule(store, events)
    _pull(
        store,
        3,
        ("site", HQ, SITE | {"name": "Ủy ban"}),
        ("site", COMMUNE, SITE | {"name": "Đồ Sơn"}),
        ("site", AGENCY, SITE | {"name": "An Lão"}),
        ("session", "one", session_body(COMMUNE, (HQ,))),
    )
    assert [site.id for site in schedule.known_sites()] == [AGENCY, COMMUNE, HQ]
    assert schedule.revision(SessionId("one")) == 3
    _pull(store, 4, ("session", "one", session_body(COMMUNE, (HQ,))))
    assert schedule.revision(SessionId("one")) == 4
    assert schedule.revision(SessionId("other")) == 0


def test_the_condition_of_rooms_is_known_by_its_session(
    store: Store, events: EventRecorder
) -> None:
    kept = a_condition(SessionId("s1"), NOON, {HQ: a_last_check(GOOD_ROOM, NOON), COMMUNE: None})
    body = ROOM_CONDITION.codec.write(kept)
    _pull(store, 1, ("room_condition", "s1", body))
    schedule = _schedule(store, events)
    _pull(store, 2, ("room_condition", "s2", {**body, "sites": "?"}))

    assert schedule.condition(SessionId("s1")) == kept
    assert schedule.condition(SessionId("s2")) is None
    assert len(events.of(ScheduleChanged)) == 1


def test_who_was_called_into_a_session_is_known(store: Store, events: EventRecorder) -> None:
    call = a_call(COMMUNE, "Sở Xây dựng", NOON)
    kept = SessionCalls(session_id=SessionId("s1"), calls=(call,))
    _pull(store, 1, ("agency_calls", "s1", AGENCY_CALLS.codec.write(kept)))
    schedule = _schedule(store, events)
    assert schedule.calls(SessionId("s1")) == (call,)
    assert schedule.calls(SessionId("s2")) == ()


def test_who_waits_is_known_by_the_session_and_told_anew(
    store: Store, events: EventRecorder
) -> None:
    ticket = a_ticket(SessionId("s1"), COMMUNE, NOON)
    _pull(store, 1, ("waiting_ticket", "s1", WAITING_TICKET.codec.write(ticket)))
    schedule = _schedule(store, events)
    assert schedule.ticket(SessionId("s1")) == ticket
    called = replace(ticket, called_at=NOON)
    _pull(store, 2, ("waiting_ticket", "s1", WAITING_TICKET.codec.write(called)))
    assert schedule.ticket(SessionId("s1")) == called
    assert schedule.ticket(SessionId("s2")) is None
    assert len(events.of(ScheduleChanged)) == 1
