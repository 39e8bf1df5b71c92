"""A trial at the city: who meets in it, what its sites say, and when its gate is passed."""

import base64
import hashlib
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.conduct.live.rules import StateMessage
from desktop.cityserver.conduct.seats import NotLetIn
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.contract.base import MAX_SHORT_CHARACTERS
from desktop.contract.channel.conduct import OpenSession
from desktop.contract.channel.floor import GiveFloor
from desktop.contract.channel.media import MediaReady, SetMedia
from desktop.contract.channel.seat import CloseCode
from desktop.contract.channel.trial import (
    DoubtSite,
    SenseOf,
    SenseSites,
    ShowTrialPage,
    SoakMinuteOf,
    TellSoak,
    TrialPageDrawn,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.conduct.trial import FRESH, TRIAL_PAGE_SHA256
from desktop.domain.ids import SiteId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.hub_seats import Seated, new_hub, seated
from tests.rigs.city.running_city_server import COMMUNE, ELSEWHERE, HQ, SESSION, session_body

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

BASE, CALL = "planned", "trial:planned"
BEGAN = datetime(2026, 11, 26, 3, 2, tzinfo=UTC)


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    put_planned(city, clock)
    return new_hub(city, clock)


def put_planned(city: Database, clock: FakeClock, **changes: Any) -> None:
    body = session_body(HQ, (COMMUNE,), status="notified", is_practice=False)
    due = (clock.now() + timedelta(days=2)).isoformat()
    notice, *others = body["gates"]
    blank = {"passed_at": None, "evidence": "", "due_at": due, "is_practice": False}
    body["gates"] = [notice, *({**gate, **blank} for gate in others)]
    put_record(city, "session", BASE, {**body, **changes})


def gate(city: Database) -> dict[str, Any]:
    with city.read() as session:
        row = find_record(session, "session", BASE)
        assert row is not None
        found = next(one for one in row.body["gates"] if one["kind"] == "trial")
        assert isinstance(found, dict)
        return {**found, "status": row.body["status"]}


async def sense(
    hub: Hub, seat: Seated, *sites: SiteId, sees: bool = True, hears: bool = True
) -> None:
    told = tuple(SenseOf(site_id=one, sees=sees, hears=hears) for one in sites)
    await hub.carry_out(seat.connection, SenseSites(sites=told))


async def refused(code: ProblemCode, hub: Hub, seat: Seated) -> None:
    with pytest.raises(NotDone) as refusal:
        await hub.confirm_trial(seat.connection)
    assert refusal.value.code is code


async def test_the_sites_of_a_planned_session_meet_long_before_it(hub: Hub) -> None:
    async with seated(hub, HQ, CALL) as hq, seated(hub, COMMUNE, CALL) as commune:
        await hub.carry_out(commune.connection, MediaReady())
        await hub.carry_out(commune.connection, SetMedia(is_microphone_on=True, is_camera_on=True))
        seats = await hq.seats()
        assert set(seats) == {HQ, COMMUNE}
        assert seats[COMMUNE]["is_microphone_on"]
        assert (await hq.state())["status"] == "connecting"
    with pytest.raises(NotLetIn):
        async with seated(hub, HQ, BASE):
            pass


async def test_nobody_else_meets_there_and_nothing_is_tried_once_the_rooms_are_called(
    hub: Hub, city: Database, clock: FakeClock
) -> None:
    with pytest.raises(NotLetIn) as refusal:
        async with seated(hub, ELSEWHERE, CALL):
            pass
    assert refusal.value.close_code is CloseCode.NO_SEAT
    put_planned(city, clock, status="connecting")
    for call in (CALL, f"trial:{SESSION}", "trial:nothing"):
        with pytest.raises(NotLetIn) as refusal:
            async with seated(hub, HQ, call):
                pass
        assert refusal.value.close_code is CloseCode.NO_SESSION


async def test_nothing_is_conducted_in_a_trial_and_nothing_sensed_in_a_session(hub: Hub) -> None:
    async with seated(hub, HQ, CALL) as hq:
        for message in (OpenSession(), GiveFloor(site_id=HQ)):
            with pytest.raises(NotDone) as refusal:
                await hub.carry_out(hq.connection, message)
            assert refusal.value.code is ProblemCode.NOT_ALLOWED_NOW
    async with seated(hub, HQ, SESSION) as hq:
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
        await hub.carry_out(hq.connection, OpenSession())
        with pytest.raises(NotDone) as refusal:
            await sense(hub, hq, COMMUNE)
        assert refusal.value.code is ProblemCode.NOT_ALLOWED_NOW


async def show_page(hub: Hub, by: Seated, *others: Seated, on_second: bool = False) -> None:
    """It is shown, it comes to the others, and they have drawn it."""
    await hub.carry_out(by.connection, ShowTrialPage())
    for seat in others:
        await hub.send_trial_page(seat.connection)
        (came,) = [one for one in await seat.read() if one["type"] == "trial_page"]
        sha256 = hashlib.sha256(base64.b64decode(came["content"])).hexdigest()
        await hub.carry_out(
            seat.connection,
            TrialPageDrawn(number=came["number"], sha256=sha256, on_second=on_second),
        )


async def not_done(hub: Hub, seat: Seated, message: StateMessage) -> ProblemCode:
    with pytest.raises(NotDone) as refusal:
        await hub.carry_out(seat.connection, message)
    return refusal.value.code


async def test_the_page_is_drawn_by_who_got_its_bytes_in_this_showing(hub: Hub) -> None:
    async with seated(hub, HQ, CALL) as hq, seated(hub, COMMUNE, CALL) as commune:
        drawn = TrialPageDrawn(number=1, sha256=TRIAL_PAGE_SHA256)
        assert await not_done(hub, commune, drawn) is ProblemCode.NOT_FOUND
        with pytest.raises(NotDone) as refusal:
            await hub.send_trial_page(commune.connection)
        assert refusal.value.code is ProblemCode.NOT_FOUND
        await show_page(hub, hq, commune)
        assert (await hq.state())["trial_page"] == {
            "by_site_id": HQ, "number": 1, "drawn": [COMMUNE], "on_second": [],
        }  # fmt: skip
        other = TrialPageDrawn(number=1, sha256="0" * 64)
        assert await not_done(hub, commune, other) is ProblemCode.BAD_REQUEST
        await hub.carry_out(commune.connection, ShowTrialPage())
        assert (await hq.state())["trial_page"] == {
            "by_site_id": COMMUNE, "number": 2, "drawn": [], "on_second": [],
        }  # fmt: skip
        assert await not_done(hub, hq, drawn) is ProblemCode.NOT_FOUND


async def test_the_page_of_a_trial_is_shown_in_a_trial_alone(hub: Hub) -> None:
    async with seated(hub, HQ, SESSION) as hq, seated(hub, COMMUNE, SESSION):
        for message in (
            ShowTrialPage(),
            TrialPageDrawn(number=1, sha256=TRIAL_PAGE_SHA256),
            DoubtSite(site_id=COMMUNE, is_doubted=True),
            TellSoak(stage="running", began_at=BEGAN, ended_at=BEGAN, worst=None),
        ):
            assert await not_done(hub, hq, message) is ProblemCode.NOT_ALLOWED_NOW
        with pytest.raises(NotDone) as refusal:
            await hub.send_trial_page(hq.connection)
        assert refusal.value.code is ProblemCode.NOT_ALLOWED_NOW


async def test_a_trial_is_shown_no_more_than_the_wire_can_count(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.cityserver.conduct.live.trial.MAX_SHOWINGS", 1)
    async with seated(hub, HQ, CALL) as hq:
        await hub.carry_out(hq.connection, ShowTrialPage())
        assert await not_done(hub, hq, ShowTrialPage()) is ProblemCode.NOT_ALLOWED_NOW


async def test_what_a_person_doubts_keeps_the_gate_shut_and_stands_in_the_evidence(
    hub: Hub, city: Database, clock: FakeClock
) -> None:
    async with seated(hub, HQ, CALL) as hq, seated(hub, COMMUNE, CALL) as commune:
        await show_page(hub, hq, commune)
        await sense(hub, hq, COMMUNE)
        await sense(hub, commune, HQ)
        await hub.carry_out(commune.connection, DoubtSite(site_id=HQ, is_doubted=True))
        await sense(hub, commune, HQ)
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
        (said,) = (await hq.state())["doubts"]
        assert (said["by_site_id"], said["of_site_id"], said["until"]) == (COMMUNE, HQ, None)
        clock.advance(120)
        await hub.carry_out(commune.connection, DoubtSite(site_id=HQ, is_doubted=False))
        await sense(hub, hq, COMMUNE)
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)  # it is measured anew
        await sense(hub, commune, HQ)
        await hub.confirm_trial(hq.connection)
        evidence = gate(city)["evidence"]
        assert "; ghi chưa đạt " in evidence
        assert "nhận từ" in evidence
        assert ", báo cả màn hình 2: 0/2" in evidence
        assert "đo đường truyền" not in evidence
        assert len(evidence) <= MAX_SHORT_CHARACTERS


def measured(loss: float = 0.004, site_id: SiteId = HQ, minutes: int = 10) -> TellSoak:
    worst = SoakMinuteOf(
        number=5,
        site_id=site_id,
        loss=loss,
        sent_loss=0.0,
        round_trip_s=0.04,
        received_kbps=900.0,
        sent_kbps=800.0,
        frozen_s=0.0,
        silent_s=0.0,
    )
    until = BEGAN + timedelta(minutes=minutes)
    return TellSoak(stage="done", began_at=BEGAN, ended_at=until, worst=worst)


async def test_what_a_site_measured_of_its_line_is_told_to_all_and_stands_in_the_evidence(
    hub: Hub, city: Database
) -> None:
    async with seated(hub, HQ, CALL) as hq, seated(hub, COMMUNE, CALL) as commune:
        running = TellSoak(stage="running", began_at=BEGAN, ended_at=BEGAN, worst=None)
        await hub.carry_out(commune.connection, running)
        (said,) = (await hq.state())["soaks"]
        assert (said["by_site_id"], said["stage"], said["worst"]) == (COMMUNE, "running", None)
        await hub.carry_out(commune.connection, measured())
        await hub.carry_out(hq.connection, measured(loss=0.125, site_id=COMMUNE))
        told = {one["by_site_id"]: one["worst"]["loss"] for one in (await hq.state())["soaks"]}
        assert told == {COMMUNE: 0.004, HQ: 0.125}
        await show_page(hub, hq, commune, on_second=True)
        assert (await hq.state())["trial_page"]["on_second"] == [COMMUNE]
        await sense(hub, hq, COMMUNE)
        await sense(hub, commune, HQ)
        await hub.confirm_trial(hq.connection)
        evidence = gate(city)["evidence"]
        assert ", báo cả màn hình 2: 1/2" in evidence
        assert "; đo đường truyền 10:02–10:12: 1/2 nơi đạt, phút kém nhất 5 (" in evidence
        assert "mất gói 12,5 %, trễ 40 ms" in evidence
        assert len(evidence) <= MAX_SHORT_CHARACTERS


async def test_a_measuring_that_cannot_be_is_not_kept(hub: Hub) -> None:
    async with seated(hub, HQ, CALL) as hq:
        assert await not_done(hub, hq, measured(minutes=-1)) is ProblemCode.BAD_REQUEST
        away = measured(site_id=COMMUNE)
        assert await not_done(hub, hq, away) is ProblemCode.FORBIDDEN
        assert (await hq.state())["soaks"] == []


async def test_nobody_doubts_the_own_site_or_one_that_is_not_there(hub: Hub) -> None:
    async with seated(hub, HQ, CALL) as hq:
        own = DoubtSite(site_id=HQ, is_doubted=True)
        assert await not_done(hub, hq, own) is ProblemCode.BAD_REQUEST
        away = DoubtSite(site_id=COMMUNE, is_doubted=True)
        assert await not_done(hub, hq, away) is ProblemCode.FORBIDDEN


async def test_every_site_is_told_what_each_one_sees_and_hears(hub: Hub) -> None:
    async with seated(hub, HQ, CALL) as hq, seated(hub, COMMUNE, CALL) as commune:
        await sense(hub, commune, HQ, ELSEWHERE, hears=False)
        (one,) = (await hq.state())["sensed"]
        assert (one["by_site_id"], one["of_site_id"], one["sees"], one["hears"]) == (
            COMMUNE, HQ, True, False,
        )  # fmt: skip


async def test_the_gate_is_passed_by_what_was_measured_alone(
    hub: Hub, city: Database, clock: FakeClock
) -> None:
    async with AsyncExitStack() as stack:
        hq = await stack.enter_async_context(seated(hub, HQ, CALL))
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
        commune = await stack.enter_async_context(seated(hub, COMMUNE, CALL))
        await sense(hub, hq, COMMUNE)
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
        await sense(hub, commune, HQ, hears=False)
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
        await sense(hub, commune, HQ)
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
        await show_page(hub, hq, commune)
        await refused(ProblemCode.FORBIDDEN, hub, commune)
        clock.advance(FRESH.total_seconds() + 1)
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
        assert gate(city)["passed_at"] is None
        await sense(hub, hq, COMMUNE)
        await sense(hub, commune, HQ)
        await hub.confirm_trial(hq.connection)
        passed = gate(city)
        assert passed["status"] == "trial_passed"
        assert "2/2 chiều thấy" in passed["evidence"]
        clock.advance(1)
        await hub.confirm_trial(hq.connection)
        assert gate(city) == passed
        await commune.read()
        assert "changes_available" in {one["type"] for one in commune.messages}


def put_called(city: Database, clock: FakeClock, *, passed: tuple[str, ...]) -> None:
    """Its rooms were called; gates that were passed: these."""
    body = session_body(HQ, (COMMUNE,), status="connecting", is_practice=False)
    due = (clock.now() + timedelta(hours=1)).isoformat()
    blank = {"passed_at": None, "evidence": "", "is_practice": False}
    body["gates"] = [
        {**gate, "due_at": due, **({} if gate["kind"] in passed else blank)}
        for gate in body["gates"]
    ]
    put_record(city, "session", BASE, body)


def gates_of(city: Database) -> tuple[str, dict[str, str | None]]:
    with city.read() as session:
        row = find_record(session, "session", BASE)
        assert row is not None
        return row.body["status"], {one["kind"]: one["passed_at"] for one in row.body["gates"]}


async def test_a_session_is_ready_once_every_site_sees_and_hears_every_other_one(
    hub: Hub, city: Database, clock: FakeClock
) -> None:
    put_called(city, clock, passed=("notice", "trial"))
    async with seated(hub, HQ, BASE) as hq, seated(hub, COMMUNE, BASE) as commune:
        await sense(hub, hq, COMMUNE)
        await sense(hub, commune, HQ, hears=False)
        assert gates_of(city)[1]["connected"] is None
        assert (await hq.state())["status"] == "connecting"
        await sense(hub, commune, HQ)
        status, passed = gates_of(city)
        assert (status, passed["connected"] is not None) == ("ready", True)
        assert (await hq.state())["status"] == "ready"
        clock.advance(5)
        await sense(hub, commune, HQ)
        assert gates_of(city)[1] == passed


async def test_a_session_whose_trial_is_missing_is_connected_and_not_ready(
    hub: Hub, city: Database, clock: FakeClock
) -> None:
    put_called(city, clock, passed=("notice",))
    async with seated(hub, HQ, BASE) as hq, seated(hub, COMMUNE, BASE) as commune:
        await sense(hub, hq, COMMUNE)
        await sense(hub, commune, HQ)
        status, passed = gates_of(city)
        assert (status, passed["connected"] is not None) == ("connecting", True)


async def test_who_may_not_plan_does_not_confirm(hub: Hub) -> None:
    async with (
        seated(hub, HQ, CALL, role=Role.AGENCY_USER) as hq,
        seated(hub, COMMUNE, CALL) as commune,
    ):
        await sense(hub, hq, COMMUNE)
        await sense(hub, commune, HQ)
        await refused(ProblemCode.FORBIDDEN, hub, hq)


async def test_a_site_that_left_is_missing_whatever_it_said(hub: Hub) -> None:
    async with seated(hub, HQ, CALL) as hq:
        async with seated(hub, COMMUNE, CALL) as commune:
            await sense(hub, hq, COMMUNE)
            await sense(hub, commune, HQ)
        await refused(ProblemCode.NOT_ALLOWED_NOW, hub, hq)
