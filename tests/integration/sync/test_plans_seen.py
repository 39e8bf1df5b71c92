"""A plan made at one desk is seen at every desk it concerns, though nobody there asks for news."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.cityserver.admin.city import put_record
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CaseId, SessionId, SiteId, UserId, new_id
from desktop.domain.reception.events import PlanRefused, SessionPlanned
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.reception.planning import PlannedCase, SessionWish
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import ReceptionKind
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.traffic import loop as loop_module
from desktop.sync.traffic.planning import SessionPlanner
from desktop.sync.traffic.with_token import PersonAtCity
from tests.rigs.city.dossiers import put_dossiers
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE_SESSION,
    HQ,
    OFFICER,
    OTHER_CASE,
    PIN,
    RunningCityServer,
    session_body,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.integration

NEVER_S = 3_600.0
_BEFORE = (
    "DROP TABLE recording_purge",
    "DROP TABLE recording_hold",
    "DROP TABLE recording_part",
    "DROP TABLE recording",
    "DROP INDEX ix_entity_case_id",
    "ALTER TABLE entity DROP COLUMN case_id",
    "UPDATE alembic_version SET version_num = '0016'",
)
"""What a city of 0016 has not, with all that came later."""
_UNTOLD = "DELETE FROM feed WHERE site_id = 'site-hq' AND entity_id = 'session-elsewhere'"
OTHERS = SessionId(ELSEWHERE_SESSION)


class Desks:
    """Desks of a city, each with somebody signed in. None asks by itself once it has pulled."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack

    def open(self, site_id: SiteId, user_id: UserId) -> DeskSync:
        """It has pulled everything."""
        api = self._api()
        code = self.server.new_enrol_code(site_id)
        desk = self._stack.enter_context(
            desk_sync(self._folder / site_id, api, site_id, enrol_code=code)
        )
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(user_id, PIN)
        wait_until(lambda: bool(desk.schedule.sessions()), "no schedule")
        return desk

    def planner(self, desk: DeskSync, events: EventRecorder) -> SessionPlanner:
        """Of a desk; unlike the product it does not even wake its own desk."""
        person = PersonAtCity(
            api=self._api(),
            current_token=lambda _refused: desk.access.access_token(),
            renew=desk.access.refresh,
            wake=lambda: None,
            emit=events,
        )
        planner = SessionPlanner(city=person, clock=SystemClock())
        planner.start()
        self._stack.callback(planner.stop)
        return planner

    def _api(self) -> HttpCityApi:
        api = HttpCityApi(address=CityAddress(base_url=self.server.url), clock=SystemClock())
        self._stack.callback(api.close)
        return api


@pytest.fixture
def desks(
    running_city_server: RunningCityServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desks]:
    monkeypatch.setattr(loop_module, "IDLE_POLL_S", NEVER_S)
    with ExitStack() as stack:
        yield Desks(running_city_server, tmp_path / "rooms", stack)


def a_wish() -> SessionWish:
    """COMMUNE's chair receives, AGENCY has a seat, HQ has none."""
    start = (SystemClock().now() + timedelta(days=60)).replace(minute=0, second=0, microsecond=0)
    people = (
        ("Lãnh đạo Mẫu", ParticipantRole.CHAIR, COMMUNE),
        ("Lê Văn Mẫu", ParticipantRole.CITIZEN, COMMUNE),
        ("Cán bộ Mẫu", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY),
    )
    return SessionWish(
        id=SessionId(new_id()),
        base_revision=0,
        title="Bồi thường khi thu hồi đất",
        reception_kind=ReceptionKind.PERIODIC,
        online_ground=1,
        scheduled_start=start,
        scheduled_end=start + timedelta(hours=1),
        central_site_id=COMMUNE,
        component_site_ids=(AGENCY,),
        chair_label="Lãnh đạo Mẫu",
        chair_title="Chủ tịch",
        chair_authorisation="",
        secretary_label="Thư ký Mẫu",
        participants=tuple(
            Participant(full_name=name, label=name, title="", agency="", role=role, site_id=site)
            for name, role, site in people
        ),
        cases=(PlannedCase(id=CaseId(CASE)),),
        is_odd_time_meant=True,
    )


def told(desk: DeskSync, session_id: SessionId) -> SessionPlan | None:
    return desk.schedule.session(session_id)


def seen_at(desk: DeskSync, session_id: SessionId, began_s: float) -> None:
    wait_until(lambda: told(desk, session_id) is not None, f"not seen at {desk.site_id}")
    print(f"seen at {desk.site_id} after {time.monotonic() - began_s:.2f} s")


def test_a_plan_is_seen_at_every_desk_it_concerns_and_nobody_woke_them(desks: Desks) -> None:
    hq, commune, agency = (
        desks.open(site_id, user_id)
        for site_id, user_id in ((HQ, CLERK), (COMMUNE, OFFICER), (AGENCY, AGENCY_USER))
    )
    events = EventRecorder()
    wish = a_wish()
    with desks.server.administration() as database:
        put_dossiers(database, CASE, COMMUNE, AGENCY)
    began_s = time.monotonic()
    desks.planner(hq, events).plan(wish)
    wait_until(lambda: bool(events.of(SessionPlanned) or events.of(PlanRefused)), "not planned")
    assert events.of(PlanRefused) == []

    for desk in (commune, agency, hq):
        seen_at(desk, wish.id, began_s)
    for desk in (commune, agency):
        assert wish.id in {plan.id for plan in desk.schedule.sessions()}
        plan = told(desk, wish.id)
        assert plan is not None
        assert plan.title == wish.title
    assert wish.id not in {plan.id for plan in hq.schedule.sessions()}
    assert wish.id in {plan.id for plan in hq.schedule.every_session()}
    state = told(hq, wish.id)
    assert state is not None
    assert state.title == state.code
    assert {one.role for one in state.participants} == {
        ParticipantRole.CHAIR,
        ParticipantRole.AGENCY_REPRESENTATIVE,
    }


def test_a_seat_that_comes_and_goes_is_seen_at_headquarters(desks: Desks) -> None:
    hq = desks.open(HQ, CLERK)
    wait_until(lambda: told(hq, OTHERS) is not None)
    assert OTHERS not in {plan.id for plan in hq.schedule.sessions()}

    def put(*sites: SiteId) -> None:
        body = session_body(COMMUNE, (AGENCY, *sites), case_id=OTHER_CASE, status="scheduled")
        with desks.server.administration() as database:
            put_record(database, "session", OTHERS, body)

    put(HQ)
    wait_until(lambda: OTHERS in {plan.id for plan in hq.schedule.sessions()})
    wait_until(lambda: hq.schedule.case(CaseId(OTHER_CASE)) is not None)
    put()
    wait_until(lambda: OTHERS not in {plan.id for plan in hq.schedule.sessions()})
    plan = told(hq, OTHERS)
    assert plan is not None
    assert plan.title == plan.code


def change_city(server: RunningCityServer, *statements: str) -> None:
    with server.offline(), server.administration() as database, database.write() as session:
        for statement in statements:
            session.execute(text(statement))


def test_desks_that_have_pulled_from_a_city_of_before_are_told_after_its_update(
    desks: Desks,
) -> None:
    change_city(desks.server, _UNTOLD)
    hq, agency = desks.open(HQ, CLERK), desks.open(AGENCY, AGENCY_USER)
    assert told(hq, OTHERS) is None
    before = {plan.id: agency.schedule.revision(plan.id) for plan in agency.schedule.sessions()}
    change_city(desks.server, *_BEFORE)
    hq.loop.wake()  # a server that was away is found again by a back-off, which is not tried here
    wait_until(lambda: told(hq, OTHERS) is not None)
    assert OTHERS not in {plan.id for plan in hq.schedule.sessions()}
    after = {plan.id: agency.schedule.revision(plan.id) for plan in agency.schedule.sessions()}
    assert after == before
