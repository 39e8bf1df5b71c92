"""What a PC sends by its own token: not before it has one, the sealed key first, refusals later."""

import threading
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from desktop.domain.errors import AccessRefused, Offline
from desktop.domain.ids import SiteId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.recording.seal import SEAL_NAME
from desktop.domain.room.events import RoomReported
from desktop.domain.room.measurements import RoomReport
from desktop.store.store import Store
from desktop.sync.codes import AccessCode
from desktop.sync.recording.kept import Receipts, RecordingHours
from desktop.sync.recording.purge import RecordingPurge
from desktop.sync.recording.uploads import RecordingUploads
from desktop.sync.traffic.plan import ROOM_LIFE_S, Step, Timing
from desktop.sync.traffic.room_errands import RoomErrands
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_keys import an_escrow
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.checks import POOR_ROOM, a_report
from tests.samples.city_recordings import a_recording
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

HERE = SiteId("site-a")
Build = Callable[..., RoomErrands]


@pytest.fixture
def city() -> FakeCity:
    city = FakeCity(clock=FakeClock())
    city.rooms["token"] = HERE
    return city


@pytest.fixture
def events() -> EventRecorder:
    return EventRecorder()


@pytest.fixture
def build(api: FakeCityApi, store: Store, events: EventRecorder) -> Build:
    def made(*, is_enrolled: bool = True) -> RoomErrands:
        return RoomErrands(
            api=api,
            reports=store.reports,
            room_token=lambda: "token" if is_enrolled else None,
            clock=FakeClock(),
            emit=events,
        )

    return made


@pytest.fixture
def report() -> RoomReport:
    return a_report(POOR_ROOM, FakeClock().now())


def keep(errands: RoomErrands, report: RoomReport) -> None:
    is_kept = threading.Event()
    errands.keep_report(report, is_kept.set)
    assert is_kept.wait(LIMIT_S)


def test_nothing_is_due_until_something_waits(build: Build, report: RoomReport) -> None:
    errands, timing = build(), Timing()
    assert errands.due_at_s(timing) is None
    assert not timing.has_report
    keep(errands, report)
    assert errands.due_at_s(timing) == timing.report_at_s
    assert timing.has_report


def test_a_pc_that_is_not_enrolled_sends_nothing_and_keeps_it(
    build: Build, report: RoomReport, api: FakeCityApi
) -> None:
    errands, timing = build(is_enrolled=False), Timing()
    keep(errands, report)
    errands.offer_escrow(an_escrow())
    assert errands.due_at_s(timing) is None
    assert timing.has_report
    errands.send(timing)
    assert api.calls == []


def test_the_sealed_key_goes_before_a_room_check(
    build: Build, report: RoomReport, city: FakeCity, events: EventRecorder
) -> None:
    errands, timing = build(), Timing()
    keep(errands, report)
    errands.offer_escrow(an_escrow())
    errands.send(timing)
    assert list(city.escrows.values()) == [an_escrow()]
    assert not city.reports
    errands.send(timing)
    assert len(city.reports) == 1
    assert events.of(RoomReported) == [RoomReported(checked_at=report.checked_at)]
    assert errands.due_at_s(timing) is None


def test_a_refused_room_check_stays_and_is_tried_much_later(
    build: Build, report: RoomReport, api: FakeCityApi, events: EventRecorder
) -> None:
    errands, timing = build(), Timing()
    keep(errands, report)
    api.failures = [AccessRefused(AccessCode.SIGNED_OUT)]
    errands.send(timing)
    assert errands.due_at_s(timing) == FakeClock().monotonic() + ROOM_LIFE_S
    assert events.of(RoomReported) == []


def test_a_city_that_is_away_is_told_to_the_loop(
    build: Build, report: RoomReport, api: FakeCityApi
) -> None:
    errands, timing = build(), Timing()
    keep(errands, report)
    api.is_reachable = False
    with pytest.raises(Offline):
        errands.send(timing)
    assert errands.due_at_s(timing) == timing.report_at_s


def test_recordings_are_left_alone_while_a_session_runs(
    api: FakeCityApi, store: Store, events: EventRecorder, tmp_path: Path
) -> None:
    clock = FakeClock()
    recording = a_recording(tmp_path, "session-1", HERE)
    (recording.folder / SEAL_NAME).write_text("a seal")
    errands = RoomErrands(
        api=api,
        reports=store.reports,
        room_token=lambda: "token",
        clock=clock,
        emit=events,
        recordings=RecordingUploads(
            api=api.recordings,
            roots=(tmp_path,),
            receipts=Receipts(memory=store.memory),
            hours=RecordingHours(
                hours=UploadWindow(time(18), time(6)), memory=store.memory, clock=clock
            ),
            clock=clock,
            room_token=lambda: "token",
            is_over=lambda _session_id: False,
            has_key=lambda _session_id: True,
            purge=RecordingPurge(
                api=api.recordings,
                receipts=Receipts(memory=store.memory),
                memory=store.memory,
                clock=clock,
                after_days=None,
            ),
        ),
    )
    errands.look(is_live=True)
    assert errands.recordings_on_way() == ()
    errands.look(is_live=False)
    assert len(errands.recordings_on_way()) == 1
    assert errands.record_at_s(is_live=True) is None
    held_s = errands.record_at_s(is_live=False)
    assert held_s is not None
    assert held_s > clock.monotonic()
    errands.lift_hours()
    assert errands.record_at_s(is_live=False) == 0.0  # at once
    while errands.recordings_on_way():
        errands.carry_out(Step.RECORD, Timing())
    assert len(api.recordings.ends) == 1


def test_a_room_without_recordings_has_nothing_to_do_for_them(build: Build) -> None:
    errands = build()
    errands.look(is_live=False)
    errands.lift_hours()
    errands.carry_out(Step.RECORD, Timing())
    assert (errands.recordings_on_way(), errands.record_at_s(is_live=False)) == ((), None)
