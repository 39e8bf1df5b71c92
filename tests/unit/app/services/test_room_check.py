"""A room check gathers facts from engine, PC and city, and waits for nobody for ever."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.app.services import room_check
from desktop.app.services.room_check import OF_DEVICES, CheckSources, RoomChecker
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import Backend, Device, DeviceKind, DeviceRole
from desktop.domain.errors import AccessRefused, Offline
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import IceServer
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.room.events import RelayMeasured, RoomChecked, RoomMeasured
from desktop.domain.room.measurements import (
    CheckCode,
    CheckResult,
    LineFacts,
    PowerFacts,
    RelayFacts,
    RelayWay,
    RoomFacts,
    RoomReport,
)
from desktop.domain.room.take import Take, TakeStage
from desktop.domain.sync.status import Connectivity, SyncStatus
from tests.fakes.fake_power import FakePower
from tests.patience import PATIENCE_S, wait_until

pytestmark = pytest.mark.unit

CLOCK = SystemClock()
NOW = CLOCK.now()

TAKE = Take(
    stage=TakeStage.DONE, written_bytes=400_000, recorded_s=10.0, pictures=96, played_s=10.0
)


def camera(name: str, *, is_practice: bool = False) -> Device:
    return Device(
        id=DeviceId(name),
        kind=DeviceKind.CAMERA,
        name=name,
        backend=Backend.V4L2,
        address=name,
        is_practice=is_practice,
    )


class Media:
    """A media client whose engine answers at once, or never."""

    def __init__(self, facts: RoomFacts | None) -> None:
        self.facts = facts
        self.checker: RoomChecker | None = None
        self.asked: list[Path] = []
        self.relays: list[tuple[IceServer, ...]] = []
        self.relay: RelayMeasured | None = None

    def measure_room(self, folder: Path) -> None:
        self.asked.append(folder)
        if self.facts is not None and self.checker is not None:
            self.checker.on_event(RoomMeasured(facts=self.facts))

    def measure_relay(self, ice_servers: tuple[IceServer, ...]) -> None:
        self.relays.append(ice_servers)
        if self.relay is not None and self.checker is not None:
            self.checker.on_event(self.relay)

    def devices(self) -> tuple[Device, ...]:
        return camera("room"), camera("paper"), camera("drawn", is_practice=True)

    def device_in_use(self, role: DeviceRole) -> Device | None:
        return camera("room") if role is DeviceRole.CAMERA else None


def status(oldest: datetime | None) -> SyncStatus:
    return SyncStatus(
        connectivity=Connectivity.ONLINE,
        pending_operations=0,
        pending_papers=0,
        pending_bytes=0,
        refused_operations=0,
        oldest_pending_at=oldest,
        confirmed_at=None,
        clock_offset_s=0.0,
    )


def check(
    tmp_path: Path,
    facts: RoomFacts | None,
    sources: CheckSources | None = None,
    displays: int | None = 1,
) -> RoomReport:
    told: list[Event] = []
    done = threading.Event()

    def emit(event: Event) -> None:
        told.append(event)
        done.set()

    media = Media(facts)
    checker = RoomChecker(
        media=media,
        sources=sources
        or CheckSources(
            folder=tmp_path,
            server_time=lambda: CLOCK.now() + timedelta(seconds=5),
            sync_status=lambda: status(NOW - timedelta(hours=30)),
        ),
        clock=CLOCK,
        emit=emit,
    )
    media.checker = checker
    checker.second_displays = displays
    checker.begin()
    assert done.wait(PATIENCE_S)
    checker.stop()
    assert media.asked == [tmp_path]
    (event,) = told
    assert isinstance(event, RoomChecked)
    return event.report


def test_who_hears_of_a_check_may_begin_the_next_one_at_once(tmp_path: Path) -> None:
    told: list[Event] = []
    is_second_over = threading.Event()
    media = Media(RoomFacts(take=TAKE))

    def emit(event: Event) -> None:
        told.append(event)
        if len(told) == 1:
            checker.begin()
            wait_until(lambda: len(media.asked) == 2)
        else:
            is_second_over.set()

    sources = CheckSources(folder=tmp_path, server_time=None, sync_status=None)
    checker = RoomChecker(media=media, sources=sources, clock=CLOCK, emit=emit)
    media.checker = checker
    checker.begin()
    assert is_second_over.wait(PATIENCE_S)
    checker.stop()


def results(report: RoomReport) -> dict[CheckCode, CheckResult]:
    return {item.code: item.result for item in report.items}


def test_facts_of_engine_pc_and_city_come_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_check, "count_printers", lambda: 2)
    report = check(tmp_path, RoomFacts(encoder_ms=9.0, take=TAKE))
    found = results(report)
    assert found[CheckCode.ENCODER] is found[CheckCode.TEST_RECORDING] is CheckResult.OK
    assert found[CheckCode.SECOND_DISPLAY] is CheckResult.OK
    assert found[CheckCode.DOCUMENT_CAMERA] is CheckResult.OK
    assert found[CheckCode.PRINTER] is CheckResult.OK
    assert found[CheckCode.SERVER] is CheckResult.OK
    assert found[CheckCode.CLOCK] is CheckResult.LIMITED
    assert found[CheckCode.UNSENT] is CheckResult.LIMITED
    assert found[CheckCode.LINE] is CheckResult.NOT_MEASURED
    assert found[CheckCode.POWER] is CheckResult.NOT_MEASURED
    values = {item.code: item.value for item in report.items}
    assert values[CheckCode.CLOCK] == pytest.approx(5.0, abs=0.2)
    assert values[CheckCode.DISK] is not None


def test_what_feeds_the_pc_is_asked_of_its_system(tmp_path: Path) -> None:
    power = FakePower(PowerFacts(is_on_mains=False, battery_percent=41))
    sources = CheckSources(folder=tmp_path, server_time=None, sync_status=None, power=power)
    report = check(tmp_path, RoomFacts(), sources=sources)
    (item,) = (one for one in report.items if one.code is CheckCode.POWER)
    assert (item.result, item.value) == (CheckResult.LIMITED, 41.0)


def test_one_check_at_a_time(tmp_path: Path) -> None:
    media = Media(None)
    told: list[Event] = []
    sources = CheckSources(folder=tmp_path, server_time=None, sync_status=None)
    checker = RoomChecker(media=media, sources=sources, clock=CLOCK, emit=told.append)
    for _ in range(3):
        checker.begin()  # the engine has not answered yet
    checker.on_event(RoomMeasured(facts=RoomFacts()))
    checker.stop()
    assert media.asked == [tmp_path]


def test_an_engine_that_comes_up_during_a_check_is_asked_again(tmp_path: Path) -> None:
    told: list[Event] = []
    done = threading.Event()
    media = Media(None)
    sources = CheckSources(folder=tmp_path, server_time=None, sync_status=None)

    def emit(event: Event) -> None:
        told.append(event)
        done.set()

    checker = RoomChecker(media=media, sources=sources, clock=CLOCK, emit=emit)
    checker.on_event(EngineStateChanged(is_up=True, restarts=0))
    assert media.asked == []
    checker.begin()
    while not media.asked:
        pass
    media.facts, media.checker = RoomFacts(encoder_ms=5.0), checker
    checker.on_event(EngineStateChanged(is_up=True, restarts=1))
    assert done.wait(PATIENCE_S)
    checker.stop()
    assert media.asked == [tmp_path, tmp_path]
    assert isinstance(told[0], RoomChecked)
    assert results(told[0].report)[CheckCode.ENCODER] is CheckResult.OK


def test_the_programs_end_makes_no_report(tmp_path: Path) -> None:
    told: list[Event] = []
    media = Media(None)
    sources = CheckSources(folder=tmp_path, server_time=None, sync_status=None)
    checker = RoomChecker(media=media, sources=sources, clock=CLOCK, emit=told.append)
    checker.begin()
    while not media.asked:
        pass
    checker.stop()
    assert told == []


def test_a_check_that_a_call_cut_short_replaces_none(tmp_path: Path) -> None:
    told: list[Event] = []
    reports: list[RoomReport] = []
    media = Media(RoomFacts(is_cut_short=True))
    sources = CheckSources(
        folder=tmp_path, server_time=None, sync_status=None, report=reports.append
    )
    checker = RoomChecker(media=media, sources=sources, clock=CLOCK, emit=told.append)
    media.checker = checker
    checker.begin()
    checker.stop()
    assert media.asked == [tmp_path]
    assert told == []
    assert reports == []


def test_the_city_is_told_what_the_officer_sees(tmp_path: Path) -> None:
    told: list[RoomReport] = []
    sources = CheckSources(folder=tmp_path, server_time=None, sync_status=None, report=told.append)
    assert [check(tmp_path, RoomFacts(), sources)] == told


def raising(error: Exception) -> Callable[[], LineFacts | None]:
    def measure() -> LineFacts | None:
        raise error

    return measure


@pytest.mark.parametrize(
    ("measure", "result"),
    [
        (lambda: LineFacts(down_kbps=5_000, up_kbps=2_000, round_trip_ms=30), CheckResult.OK),
        (raising(Offline()), CheckResult.FAILED),
        (raising(AccessRefused("D-104")), CheckResult.NOT_MEASURED),
        (lambda: None, CheckResult.NOT_MEASURED),
        (None, CheckResult.NOT_MEASURED),
    ],
)
def test_the_line_is_measured_or_left_out(
    tmp_path: Path, measure: Callable[[], LineFacts | None] | None, result: CheckResult
) -> None:
    sources = CheckSources(folder=tmp_path, server_time=CLOCK.now, sync_status=None, line=measure)
    assert results(check(tmp_path, RoomFacts(), sources))[CheckCode.LINE] is result


def test_without_a_city_its_line_is_failed_and_nothing_is_moved(tmp_path: Path) -> None:
    def no_answer() -> datetime:
        raise Offline

    moved = raising(AssertionError())
    sources = CheckSources(folder=tmp_path, server_time=no_answer, sync_status=None, line=moved)
    assert results(check(tmp_path, RoomFacts(), sources))[CheckCode.LINE] is CheckResult.FAILED


def test_a_city_and_an_engine_that_do_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> datetime:
        raise Offline("no answer")

    monkeypatch.setattr(room_check, "ENGINE_LIMIT_S", 0.05)
    monkeypatch.setattr(room_check, "count_printers", lambda: None)
    sources = CheckSources(folder=tmp_path, server_time=silent, sync_status=None)
    found = results(check(tmp_path, None, sources, displays=None))
    for code in (CheckCode.SERVER, CheckCode.CLOCK, CheckCode.ENCODER):
        assert found[code] is CheckResult.FAILED
    for code in OF_DEVICES:
        assert found[code] is CheckResult.NOT_MEASURED
    assert found[CheckCode.UNSENT] is CheckResult.NOT_MEASURED
    assert found[CheckCode.SECOND_DISPLAY] is CheckResult.NOT_MEASURED


def test_a_room_without_a_server_says_so(tmp_path: Path) -> None:
    sources = CheckSources(
        folder=tmp_path / "gone",
        server_time=None,
        sync_status=lambda: status(None),
    )
    media = Media(RoomFacts())
    told: list[Event] = []
    done = threading.Event()

    def emit(event: Event) -> None:
        told.append(event)
        done.set()

    checker = RoomChecker(
        media=media,
        sources=sources,
        clock=CLOCK,
        emit=emit,
    )
    media.checker = checker
    checker.begin()
    assert done.wait(PATIENCE_S)
    assert isinstance(told[0], RoomChecked)
    found = results(told[0].report)
    assert found[CheckCode.SERVER] is CheckResult.FAILED
    assert found[CheckCode.DISK] is CheckResult.FAILED
    assert found[CheckCode.UNSENT] is CheckResult.OK


@pytest.mark.parametrize(
    ("chosen", "result"),
    [(None, CheckResult.OK), (True, CheckResult.OK), (False, CheckResult.FAILED)],
)
def test_a_document_camera_that_was_chosen_is_the_one_that_counts(
    tmp_path: Path, *, chosen: bool | None, result: CheckResult
) -> None:
    sources = CheckSources(
        folder=tmp_path, server_time=None, sync_status=None, document_camera=lambda: chosen
    )
    items = {one.code: one for one in check(tmp_path, RoomFacts(), sources).items}
    assert items[CheckCode.DOCUMENT_CAMERA].result is result


RELAYS = (IceServer(urls=("turn:relay.example",), username="u", credential="c"),)
BY_UDP = RelayMeasured(
    relay=RelayFacts(way=RelayWay.UDP, loss=0.0, round_trip_ms=20.0), is_cut_short=False
)
NO_WAY = RelayMeasured(relay=None, is_cut_short=False)
GIVEN_UP = RelayMeasured(relay=None, is_cut_short=True)


def named(*servers: IceServer) -> Callable[[], tuple[IceServer, ...]]:
    return lambda: servers


def refusing() -> tuple[IceServer, ...]:
    raise AccessRefused("D-104")


def away() -> tuple[IceServer, ...]:
    raise Offline


class RelayCheck:
    """A check whose engine answers about the room at once, and about relays as a test says."""

    def __init__(
        self,
        tmp_path: Path,
        relays: Callable[[], tuple[IceServer, ...]] | None,
        server_time: Callable[[], datetime] | None = CLOCK.now,
    ) -> None:
        self.media = Media(RoomFacts())
        self.told: list[Event] = []
        self._is_done = threading.Event()
        sources = CheckSources(
            folder=tmp_path, server_time=server_time, sync_status=None, relays=relays
        )
        self.checker = RoomChecker(media=self.media, sources=sources, clock=CLOCK, emit=self._hear)
        self.media.checker = self.checker

    def _hear(self, event: Event) -> None:
        self.told.append(event)
        self._is_done.set()

    def result(self) -> CheckResult:
        self._is_done.clear()
        self.checker.begin()
        return self.answer()

    def answer(self) -> CheckResult:
        assert self._is_done.wait(PATIENCE_S)
        self.checker.stop()
        event = self.told[-1]
        assert isinstance(event, RoomChecked)
        return results(event.report)[CheckCode.PATH]


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (BY_UDP, CheckResult.OK),
        (NO_WAY, CheckResult.FAILED),
        (GIVEN_UP, CheckResult.NOT_MEASURED),
    ],
)
def test_the_way_to_the_relay_is_as_the_engine_says(
    tmp_path: Path, answer: RelayMeasured, result: CheckResult
) -> None:
    check = RelayCheck(tmp_path, named(*RELAYS))
    check.media.relay = answer
    assert check.result() is result
    assert check.media.relays == [RELAYS]


@pytest.mark.parametrize("relays", [None, named(), refusing, away])
def test_without_a_relay_nothing_is_said_about_one(
    tmp_path: Path, relays: Callable[[], tuple[IceServer, ...]] | None
) -> None:
    check = RelayCheck(tmp_path, relays)
    assert check.result() is CheckResult.NOT_MEASURED
    assert check.media.relays == []


def test_no_relay_is_tried_while_the_city_does_not_answer(tmp_path: Path) -> None:
    check = RelayCheck(tmp_path, named(*RELAYS), server_time=None)
    assert check.result() is CheckResult.NOT_MEASURED
    assert check.media.relays == []


def test_an_engine_that_says_nothing_of_the_relay_is_not_waited_for_and_an_old_answer_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_check, "RELAY_LIMIT_S", 0.05)
    check = RelayCheck(tmp_path, named(*RELAYS))
    check.checker.on_event(BY_UDP)  # of a check that no longer waited
    assert check.result() is CheckResult.NOT_MEASURED


def test_an_engine_that_comes_up_meanwhile_is_asked_for_the_relay_again(tmp_path: Path) -> None:
    check = RelayCheck(tmp_path, named(*RELAYS))
    check.checker.begin()
    wait_until(lambda: bool(check.media.relays))
    check.media.relay = BY_UDP
    check.checker.on_event(EngineStateChanged(is_up=True, restarts=1))
    assert check.answer() is CheckResult.OK
    assert check.media.relays == [RELAYS, RELAYS]


def test_the_programs_end_waits_for_no_relay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = RelayCheck(tmp_path, named(*RELAYS))
    monkeypatch.setattr(room_check, "RELAY_LIMIT_S", 6 * PATIENCE_S)
    monkeypatch.setattr(room_check, "STOP_LIMIT_S", PATIENCE_S)
    check.checker.begin()
    wait_until(lambda: bool(check.media.relays))
    check.checker.stop()
    assert check.checker._thread is not None
    assert not check.checker._thread.is_alive()
