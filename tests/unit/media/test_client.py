"""The client and its engine process, with a scripted engine at the other end of a real pipe."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from typing_extensions import override

from desktop.domain import events
from desktop.domain.call import IceServer, PeerNumber, VideoTrack
from desktop.domain.clock import SystemClock
from desktop.domain.device import DeviceRole
from desktop.domain.enums import MediaEngine
from desktop.domain.ids import DeviceId, SiteId, TrackId
from desktop.media import client as client_module
from desktop.media import engine_process as process_module
from desktop.media import restart_pause as pause_module
from desktop.media.choice import EngineChoice
from desktop.media.client import MAX_SIGNAL_CHARS, MediaClient
from desktop.media.engine_process import MAX_WAITING_COMMANDS, EngineGone, EngineProcess
from desktop.media.messages import (
    MESSAGES_VERSION,
    EngineEvent,
    EngineStart,
    Heartbeat,
    Shutdown,
    VideoStarted,
)
from desktop.media.proof import EngineProof
from desktop.media.restart_pause import STEADY_AFTER_S, RestartPause
from desktop.media.tracks import Tracks
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_engine import TRACK
from tests.fakes.fake_media_room import engine_options, wait_until

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]


def command(mode: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.fakes.fake_media_engine", mode)


class Desk:
    """A client and what it told."""

    def __init__(self, mode: str, media_engine: MediaEngine = MediaEngine.LIBWEBRTC) -> None:
        self.told: list[events.Event] = []
        self.client = MediaClient(
            clock=SystemClock(),
            emit=self.told.append,
            engine=engine_options("room", media_engine=media_engine),
            command=command(mode),
        )

    def of(self, kind: type[events.Event]) -> list[events.Event]:
        return [event for event in self.told if isinstance(event, kind)]

    def changes(self) -> list[tuple[bool, int]]:
        return [
            (event.is_up, event.restarts)
            for event in self.told
            if isinstance(event, events.EngineStateChanged)
        ]

    def commands(self) -> list[str]:
        return [event.payload for event in self.told if isinstance(event, events.SignalProduced)]


MakeDesk = Callable[[str], Desk]


@pytest.fixture
def make_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeDesk]:
    monkeypatch.chdir(ROOT)
    desks: list[Desk] = []

    def make(mode: str) -> Desk:
        desk = Desk(mode)
        desks.append(desk)
        desk.client.start()
        return desk

    yield make
    for desk in desks:
        desk.client.stop()


def test_commands_reach_the_engine_in_their_order(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    wait_until(lambda: desk.changes() == [(True, 0)], "up")
    wait_until(lambda: desk.commands() == ["SetMicrophone", "SetCamera"], "welcomed")
    client = desk.client
    client.open_devices()
    client.refresh_devices()
    client.select_devices(DeviceRole.CAMERA, (DeviceId("x"),))
    client.set_microphone(is_on=True)
    client.set_camera(is_on=False)
    client.set_tiles({TrackId("video:far"): 430})
    client.set_tiles({TrackId("video:far"): 430})  # no news
    client.join_call(SiteId("own"), (IceServer(urls=("turn:relay.example",)),))
    client.set_roster(2, (PeerNumber(site_id=SiteId("far"), media_number=1),))
    client.deliver_signal(SiteId("far"), "text")
    client.deliver_signal(SiteId("far"), "x" * (MAX_SIGNAL_CHARS + 1))
    client.renew_line((IceServer(urls=("turn:relay.example",), username="later"),))
    client.leave_call()
    client.renew_line(())  # nobody is in a call: it is not for the engine
    client.measure_relay((IceServer(urls=("turn:relay.example",)),))
    client.close_devices()
    wait_until(lambda: "CloseDevices" in desk.commands(), "all echoed")
    assert desk.commands()[2:] == [
        "OpenDevices",
        "ListDevices",
        "SelectDevices",
        "SetMicrophone",
        "SetCamera",
        "SetTiles",
        "JoinCall",
        "SetRoster",
        "DeliverSignal",
        "RenewLine",
        "LeaveCall",
        "MeasureRelay",
        "CloseDevices",
    ]
    assert desk.of(events.DevicesChanged)
    assert client.devices() == ()
    assert client.device_in_use(DeviceRole.CAMERA) is None


def test_a_killed_engine_is_replaced_and_told_where_the_old_one_was(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    desk.client.select_devices(DeviceRole.CAMERA, (DeviceId("x"),))
    desk.client.join_call(SiteId("own"), ())
    wait_until(lambda: "JoinCall" in desk.commands(), "the first one joined")
    pid = desk.client.engine_pid
    assert pid is not None
    before = len(desk.commands())
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: desk.changes() == [(True, 0), (False, 1), (True, 1)], "another one")
    wait_until(lambda: len(desk.commands()) >= before + 5, "it was told")
    assert desk.commands()[before:] == [
        "SetMicrophone",
        "SetCamera",
        "SelectDevices",
        "OpenDevices",
        "JoinCall",
    ]
    assert desk.client.engine_pid != pid


def test_what_is_proved_while_the_engine_comes_up_is_told_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(EngineProof, "start", lambda _: None)
    desk = Desk("obey", MediaEngine.AUTO)
    start = EngineProcess.start

    def start_while_proved(process: EngineProcess, options: EngineStart) -> None:
        start(process, options)
        desk.client._note_proof(None)

    monkeypatch.setattr(EngineProcess, "start", start_while_proved)
    desk.client.start()
    try:
        wait_until(lambda: "UseMediaEngine" in desk.commands(), "told")
        assert desk.client.implementation is MediaEngine.LIBWEBRTC
        assert desk.commands().count("UseMediaEngine") == 1
    finally:
        desk.client.stop()


def test_a_third_engine_is_the_fallback_after_two_that_died(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    for wanted in (MediaEngine.LIBWEBRTC, MediaEngine.AIORTC):
        wait_until(lambda: desk.client.engine_pid is not None, "up")
        pid = desk.client.engine_pid
        assert pid is not None
        assert desk.client.implementation is MediaEngine.LIBWEBRTC
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda pid=pid: desk.client.engine_pid not in {pid, None}, "another")  # type: ignore[misc]
        assert desk.client.implementation is wanted


def test_a_silent_engine_is_killed(make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "SILENCE_LIMIT_S", 0.3)
    desk = make_desk("silent")
    wait_until(lambda: (False, 1) in desk.changes(), "noticed")


class SleepyProcess(EngineProcess):
    """An engine that says a heartbeat in some turns; each turn takes its time.

    turns: seconds, and whether something is heard then. over: set after the last one.
    """

    def __init__(
        self, clock: FakeClock, turns: list[tuple[float, bool]], over: threading.Event
    ) -> None:
        super().__init__(command=())
        self._clock = clock
        self._turns = iter(turns)
        self.over = over

    @override
    def receive(self, timeout_s: float) -> EngineEvent | None:
        turn = next(self._turns, None)
        if turn is None:
            self.over.set()
            return None
        took_s, is_heard = turn
        self._clock.advance(took_s)
        return Heartbeat() if is_heard else None


SILENT_TURN = (0.1, False)
SLEEP = (3_600.0, False)


@pytest.mark.parametrize(
    ("turns", "is_lost"),
    [
        ([(0.1, True), *[SILENT_TURN] * 19], False),
        ([(0.1, True), *[SILENT_TURN] * 21], True),
        ([(0.1, True), SLEEP, *[SILENT_TURN] * 19], False),
        ([(0.1, True), *[SILENT_TURN] * 15, SLEEP, SILENT_TURN, (0.1, True)], False),
        ([(0.1, True), SLEEP, (0.1, True), SLEEP, (0.1, True)], False),
        ([(0.1, True), SLEEP, *[SILENT_TURN] * 21], True),
    ],
    ids=[
        "not yet",
        "silent",
        "a sleep",
        "a sleep in a pause",
        "two sleeps",
        "silent after a sleep",
    ],
)
def test_a_pc_that_slept_lost_no_engine(turns: list[tuple[float, bool]], *, is_lost: bool) -> None:
    clock = FakeClock()
    client = MediaClient(clock=clock, emit=print, engine=engine_options("room"))
    process = SleepyProcess(clock, turns, client._is_stopping)
    expected = pytest.raises(EngineGone) if is_lost else contextlib.nullcontext()
    with expected:
        client._listen(process)
    assert client._is_stopping.is_set() is not is_lost


@pytest.mark.parametrize("mode", ["die", "mute", "deaf"])
def test_an_engine_that_does_not_come_up_is_tried_again_ever_more_slowly(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(client_module, "READY_LIMIT_S", 0.3)
    monkeypatch.setattr(process_module, "CONNECT_LIMIT_S", 0.6)
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (0.0, 0.05, 30.0))
    desk = make_desk(mode)
    wait_until(lambda: desk.changes() == [(False, 1), (False, 2), (False, 3)], "three tries")
    assert desk.client.engine_pid is None
    began_s = time.monotonic()
    desk.client.stop()
    assert time.monotonic() - began_s < 5.0


def test_a_command_that_cannot_be_started_is_a_lost_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (30.0,))
    desk = Desk("obey")
    desk.client._command = ("/nowhere/engine",)
    desk.client.start()
    wait_until(lambda: desk.changes() == [(False, 1)], "lost")
    desk.client.stop()


def test_an_engine_of_another_build_is_refused(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (30.0,))
    desk = make_desk("other-version")
    wait_until(lambda: desk.changes() == [(False, 1)], "refused")
    assert f"engine refused version={MESSAGES_VERSION + 1}" in caplog.text


def test_an_engine_that_the_system_cannot_end_is_left_behind_for_a_new_one(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A driver holds it in the kernel; here its kill is put off until the test is over."""
    left: list[subprocess.Popen[bytes]] = []
    monkeypatch.setattr(process_module, "EXIT_LIMIT_S", 0.1)
    monkeypatch.setattr(process_module, "THREAD_LIMIT_S", 0.1)
    monkeypatch.setattr(client_module, "SILENCE_LIMIT_S", 0.3)
    monkeypatch.setattr(client_module, "DEATH_GRACE_S", 0.1)

    def put_off(process: subprocess.Popen[bytes]) -> None:
        left.append(process)

    monkeypatch.setattr(subprocess.Popen, "kill", put_off)
    desk = make_desk("silent")
    wait_until(lambda: (True, 1) in desk.changes(), "a new engine")
    monkeypatch.undo()
    monkeypatch.chdir(ROOT)
    desk.client.stop()
    for process in left:
        process.kill()
        process.wait()
    assert desk.changes()[:3] == [(True, 0), (False, 1), (True, 1)]
    assert f"engine not ended pid={left[0].pid} error=TimeoutExpired" in caplog.text


@pytest.mark.parametrize("part", ["forget_all", "end"])
def test_nothing_that_goes_wrong_with_one_engine_ends_the_thread_that_starts_the_next(
    make_desk: MakeDesk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    part: str,
) -> None:
    owner = {"forget_all": Tracks, "end": EngineProcess}[part]
    whole = getattr(owner, part)
    failures = iter((True,))

    def fail_once(self: object, *arguments: object) -> None:
        whole(self, *arguments)
        if next(failures, False):
            raise RuntimeError(part)

    monkeypatch.setattr(owner, part, fail_once)
    desk = make_desk("obey")
    wait_until(lambda: desk.client.engine_pid is not None, "up")
    assert desk.client.engine_pid is not None
    os.kill(desk.client.engine_pid, signal.SIGKILL)
    wait_until(lambda: (True, 1) in desk.changes(), "another one")
    assert desk.changes() == [(True, 0), (False, 1), (True, 1)]
    assert "engine supervision failed" in caplog.text


def test_the_engines_log_and_last_words_are_in_ours(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "desktop.media.engine")
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (30.0,))
    desk = make_desk("crash")
    wait_until(lambda: (False, 1) in desk.changes(), "it crashed")
    assert "fake.engine hello" in caplog.text
    assert "library said a library's noise" in caplog.text
    assert "engine said RuntimeError: crash" in caplog.text


@pytest.mark.parametrize(("mode", "code", "is_counted"), [("crash", 1, True), ("stuck", 4, False)])
def test_devices_that_hang_are_no_fault_of_the_media_engine(
    make_desk: MakeDesk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    *,
    mode: str,
    code: int,
    is_counted: bool,
) -> None:
    counted: list[object] = []
    monkeypatch.setattr(EngineChoice, "note_crash", lambda _, engine: counted.append(engine))
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (30.0,))
    desk = make_desk(mode)
    wait_until(lambda: (False, 1) in desk.changes(), "it is lost")
    assert bool(counted) is is_counted
    assert f"exit={code}" in caplog.text


def test_a_picture_is_read_and_the_next_notice_is_asked_for(make_desk: MakeDesk) -> None:
    desk = make_desk("ring")
    wait_until(lambda: desk.of(events.FrameReady) != [], "a notice")
    assert isinstance(desk.of(events.TrackAdded)[0], events.TrackAdded)
    frame = desk.client.read_frame(TRACK)
    assert frame is not None
    assert frame.data == bytes([9]) * 24
    wait_until(lambda: "FrameTaken" in desk.commands(), "asked once")
    assert desk.client.read_frame(TRACK) is not None
    assert desk.client.dropped_frames(TRACK) == 0
    assert desk.client.dropped_frames(TrackId("other")) == 0
    assert desk.client.read_frame(TrackId("other")) is None
    desk.client.join_call(SiteId("own"), ())
    wait_until(lambda: desk.of(events.TrackRemoved) != [], "the track ended")
    assert desk.client.read_frame(TRACK) is None
    assert desk.commands().count("FrameTaken") == 1


def test_a_ring_that_is_not_there_is_no_track() -> None:
    desk = Desk("obey")
    track = VideoTrack(id=TRACK, site_id=None, ring_name="reception-room-ring-missing")
    desk.client._handle(VideoStarted(track=track))
    desk.client._handle(Heartbeat())
    assert desk.told == []


def test_stop_ends_engine_and_threads_and_may_come_first_or_twice(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    wait_until(lambda: desk.changes() == [(True, 0)], "up")
    pid = desk.client.engine_pid
    assert pid is not None
    desk.client.stop()
    desk.client.stop()
    assert not psutil.pid_exists(pid)
    assert desk.changes() == [(True, 0)]
    Desk("obey").client.stop()


def test_an_engine_that_reads_no_commands_is_broken() -> None:
    process = EngineProcess(command=command("obey"))
    assert process.pid is None
    process.end(0.0)
    for _ in range(MAX_WAITING_COMMANDS + 1):
        process.send(Shutdown())
    assert process._is_broken.is_set()
    with pytest.raises(EngineGone):
        process.receive(0.0)


def test_nobody_without_the_key_can_be_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    script = (
        "import json, sys; from multiprocessing.connection import Client;"
        "h = json.loads(sys.stdin.readline()); Client(h['address'], authkey=b'guess')"
    )
    process = EngineProcess(command=(sys.executable, "-c", script))
    with pytest.raises(EngineGone):
        process.start(engine_options("room"))
    process.end(1.0)


def test_key_and_address_are_not_on_the_command_line(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    wait_until(lambda: desk.client.engine_pid is not None, "up")
    process = psutil.Process(desk.client.engine_pid)
    assert process.cmdline()[-1] == "obey"
    assert not any("reception-room-pipe" in value for value in process.environ().values())


def test_the_module_is_the_engine() -> None:
    done = subprocess.run(
        (sys.executable, "-m", "desktop.media.engine"),
        input=b"no hand-over\n",
        cwd=ROOT,
        timeout=20,
        check=False,
    )
    assert done.returncode == 2


def test_a_steady_engine_is_replaced_at_once_and_those_that_die_young_ever_later() -> None:
    pause = RestartPause()
    young = [pause.after(lived_s=1.0) for _ in range(6)]
    assert young == [0.0, 0.0, 1.0, 3.0, 10.0, 10.0]
    assert pause.after(lived_s=STEADY_AFTER_S) == 0.0
    assert pause.after(lived_s=1.0) == 0.0
    assert pause.after(lived_s=1.0) == 1.0
