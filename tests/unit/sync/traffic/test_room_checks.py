"""Room checks reach the city without anybody signed in, later when it is away, and only once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.errors import AccessRefused, Offline, ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.room.events import RoomReported
from desktop.domain.room.measurements import RoomReport
from desktop.store.records.room_checks import QueuedReport
from desktop.store.store import Store
from desktop.sync.codes import AccessCode
from desktop.sync.traffic.room_checks import RoomReports, body_of
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.samples.checks import POOR_ROOM, a_report
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

HERE = SiteId("site-a")


@pytest.fixture
def city() -> FakeCity:
    city = FakeCity(clock=SystemClock())
    city.add_person("officer", "246813", HERE)
    city.enrol_codes["CODE"] = HERE
    city.rooms["room-token"] = HERE
    return city


@pytest.fixture
def report() -> RoomReport:
    return a_report(POOR_ROOM, SystemClock().now())


@pytest.fixture
def reports(api: FakeCityApi, store: Store) -> RoomReports:
    return RoomReports(api=api, reports=store.reports)


@pytest.fixture
def desk(tmp_path: Path, api: FakeCityApi) -> Iterator[DeskSync]:
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as made:
        yield made


def test_every_line_travels_with_its_figures(report: RoomReport) -> None:
    body = body_of(report)
    assert body.overall == report.overall.value
    assert body.checked_at == report.checked_at
    for line, item in zip(body.items, report.items, strict=True):
        assert (line.code, line.result) == (item.code.value, item.result.value)
        assert (line.value, line.limit, line.unit) == (item.value, item.limit, item.unit.value)
        assert dict(line.note) == dict(item.note)


def test_a_report_is_sent_once_and_forgotten(
    reports: RoomReports, report: RoomReport, city: FakeCity
) -> None:
    reports.keep(report).result(LIMIT_S)
    assert reports.is_waiting()
    sent = reports.send("room-token")
    assert sent is not None
    assert list(city.reports) == [("room-token", sent.id)]
    assert not reports.is_waiting()
    assert reports.send("room-token") is None


def test_a_lost_answer_does_not_double_it(
    reports: RoomReports, report: RoomReport, city: FakeCity, api: FakeCityApi
) -> None:
    reports.keep(report).result(LIMIT_S)
    api.losses = 1
    with pytest.raises(Offline):
        reports.send("room-token")
    assert reports.is_waiting()
    assert reports.send("room-token") is not None
    assert len(city.reports) == 1


def test_what_the_city_will_never_take_stands_in_nobodys_way(
    reports: RoomReports, report: RoomReport, api: FakeCityApi, store: Store, city: FakeCity
) -> None:
    store.reports.put(QueuedReport(id="damaged", body="{}")).result(LIMIT_S)
    reports.keep(report).result(LIMIT_S)
    reports.keep(report).result(LIMIT_S)
    assert reports.send("room-token") is None
    api.failures = [ProtocolError("bad_request")]
    assert reports.send("room-token") is None
    assert reports.send("room-token") is not None
    assert len(city.reports) == 1


def test_an_older_city_or_a_portal_costs_no_report(
    reports: RoomReports, report: RoomReport, api: FakeCityApi
) -> None:
    reports.keep(report).result(LIMIT_S)
    for code in ("not_found", "tls", "redirected"):
        api.failures = [ProtocolError(code)]
        with pytest.raises(ProtocolError):
            reports.send("room-token")
    assert reports.send("room-token") is not None


def test_nobody_needs_to_be_signed_in(desk: DeskSync, city: FakeCity, report: RoomReport) -> None:
    wait_until(lambda: bool(desk.access.officers()))
    desk.loop.report_room(report)
    assert wait_until(lambda: len(city.reports) == 1) < 2.0
    wait_until(lambda: bool(desk.events.of(RoomReported)))
    assert desk.events.of(RoomReported)[0].checked_at == report.checked_at


def test_a_check_made_without_the_city_arrives_when_it_is_back(
    desk: DeskSync, city: FakeCity, api: FakeCityApi, report: RoomReport
) -> None:
    wait_until(lambda: bool(desk.access.officers()))
    api.is_reachable = False
    desk.loop.report_room(report)
    calls = len(api.calls)
    wait_until(lambda: len(api.calls) > calls + 1)
    assert not city.reports
    api.is_reachable = True
    assert wait_until(lambda: len(city.reports) == 1) < 10.0


def test_a_pc_the_city_has_forgotten_does_not_stop_the_people(
    desk: DeskSync, api: FakeCityApi, city: FakeCity, report: RoomReport
) -> None:
    wait_until(lambda: bool(desk.access.officers()))
    refused = AccessRefused(AccessCode.SIGNED_OUT)

    def refuse_reports(name: str) -> None:
        if name == "report_room":
            api.failures = [refused]

    api.on_call = refuse_reports
    desk.loop.report_room(report)
    wait_until(lambda: "report_room" in api.calls)
    desk.access.sign_in(next(iter(desk.access.officers())).id, "246813")
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    assert not city.reports
    assert api.calls.count("report_room") == 1


def test_the_hour_of_a_check_survives_its_way(report: RoomReport) -> None:
    body = body_of(report)
    again = type(body).model_validate_json(body.model_dump_json())
    assert abs(again.checked_at - report.checked_at) < timedelta(microseconds=1)
