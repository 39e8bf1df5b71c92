"""One engine after the other, each a scripted one at the other end of a real pipe."""

import contextlib
import os
import signal
import subprocess
import threading
import time

import psutil
import pytest
from typing_extensions import override

from desktop.domain.media.call import MediaEngine
from desktop.media.desk import engine_keeper as keeper_module
from desktop.media.desk import engine_process as pause_module
from desktop.media.desk import engine_process as process_module
from desktop.media.desk.client import MediaClient
from desktop.media.desk.engine_choice import EngineChoice
from desktop.media.desk.engine_process import (
    EngineGone,
    EngineProcess,
)
from desktop.media.desk.engine_proof import EngineProof
from desktop.media.desk.video_tracks import Tracks
from desktop.media.pipe.commands import EngineStart
from desktop.media.pipe.events import MESSAGES_VERSION, EngineEvent, Heartbeat
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_room import engine_options, wait_until
from tests.paths import ROOT
from tests.patience import PATIENCE_S
from tests.rigs.desk.scripted_engine import Desk, MakeDesk

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]

DEATH_S = 0.5
"""One that ends at once is noticed within this time on a quiet PC."""


def test_what_is_proved_while_the_engine_comes_up_is_told_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(EngineProof, "start", lambda _: None)
    desk = Desk("obey", MediaEngine.AUTO)
    start = EngineProcess.start

    def start_while_proved(process: EngineProcess, options: EngineStart) -> None:
        start(process, options)
        desk.client._keeper._note_proof(None)

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
    monkeypatch.setattr(keeper_module, "SILENCE_LIMIT_S", 0.3)
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
    keeper = MediaClient(clock=clock, emit=print, engine=engine_options("room"))._keeper
    process = SleepyProcess(clock, turns, keeper._is_stopping)
    expected = pytest.raises(EngineGone) if is_lost else contextlib.nullcontext()
    with expected:
        keeper._listen(process)
    assert keeper._is_stopping.is_set() is not is_lost


@pytest.mark.parametrize("mode", ["die", "mute", "deaf", "stalled"])
def test_an_engine_that_does_not_come_up_is_tried_again_ever_more_slowly(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(keeper_module, "READY_LIMIT_S", 0.3)
    monkeypatch.setattr(process_module, "CONNECT_LIMIT_S", 0.6)
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (0.0, 0.05, 3 * PATIENCE_S))
    desk = make_desk(mode)
    wait_until(lambda: desk.changes() == [(False, 1), (False, 2), (False, 3)], "three tries")
    assert desk.client.engine_pid is None
    began_s = time.monotonic()
    desk.client.stop()
    assert time.monotonic() - began_s < PATIENCE_S


def test_a_start_that_takes_long_is_waited_for_and_given_up_when_the_program_ends(
    make_desk: MakeDesk,
) -> None:
    """On a PC that has no time for it an engine is slow, and not lost."""
    desk = make_desk("deaf")
    time.sleep(2 * DEATH_S)
    assert desk.changes() == []
    began_s = time.monotonic()
    desk.client.stop()
    assert time.monotonic() - began_s < process_module.CONNECT_LIMIT_S
    assert desk.client._keeper._thread is not None
    assert not desk.client._keeper._thread.is_alive()


def test_a_command_that_cannot_be_started_is_a_lost_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (30.0,))
    desk = Desk("obey")
    desk.client._keeper._command = ("/nowhere/engine",)
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
    monkeypatch.setattr(keeper_module, "SILENCE_LIMIT_S", 0.3)
    monkeypatch.setattr(keeper_module, "DEATH_GRACE_S", 0.1)

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
    monkeypatch.setattr(keeper_module, "DEATH_GRACE_S", PATIENCE_S)  # a busy PC ends it slowly
    desk = make_desk(mode)
    wait_until(lambda: (False, 1) in desk.changes(), "it is lost")
    assert bool(counted) is is_counted
    assert f"exit={code}" in caplog.text


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
