"""The engine in this process: commands in, events out, with connections that have no network."""

import asyncio
import contextlib
import gc
import io
import json
import logging
import os
import pickle
import sys
import threading
import weakref
from collections.abc import Awaitable, Callable
from dataclasses import replace

import numpy as np
import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.ids import DeviceId, SessionId, SiteId, TrackId
from desktop.domain.media.call import (
    SELF_VIEW,
    PeerNumber,
    PeerState,
    Rung,
)
from desktop.domain.media.events import (
    FirstMediaArrived,
    FrameReady,
    LevelsChanged,
    PeerStateChanged,
    SignalProduced,
    StatsChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.domain.room.events import SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerVerdict
from desktop.media.engine import memory, process
from desktop.media.engine.command_handlers import EngineTools
from desktop.media.engine.devices import device_thread
from desktop.media.engine.devices.device_thread import DevicesStuck
from desktop.media.engine.engine import Engine
from desktop.media.engine.publisher import Publisher, track_of_site
from desktop.media.engine.signaling import SignalKind, parse_signal
from desktop.media.pipe.commands import (
    CloseDevices,
    Command,
    DeliverSignal,
    FrameTaken,
    JoinCall,
    LeaveCall,
    ListDevices,
    MeasureSpeaker,
    OpenDevices,
    SelectDevices,
    SetCamera,
    SetEchoCancelling,
    SetMicrophone,
    SetRoster,
    SetTiles,
    Shutdown,
)
from desktop.media.pipe.events import MESSAGES_VERSION, EngineEvent, EngineReady, Heartbeat
from desktop.media.pipe.frames import framed
from desktop.media.pipe.joining import PipeDoor
from desktop.media.pipe.pipe_end import DeskEnd
from desktop.media.pipe.ring import RingReader
from desktop.media.pipe.tables import COMMANDS
from tests.fakes.fake_media_connection import (
    FakeConnection,
    FakeConnections,
    sdp_of,
    small_picture,
)
from tests.fakes.fake_media_room import engine_options
from tests.patience import PATIENCE_S, wait_in_loop

pytestmark = pytest.mark.unit

THEM = SiteId("them")


class Scene:
    def __init__(self) -> None:
        self.told: list[EngineEvent] = []
        self.connections = FakeConnections()
        tools = EngineTools(
            clock=SystemClock(),
            options=engine_options("room"),
            connect=self.connections,
            tell=self.told.append,
        )
        self.engine = Engine(tools)

    def of(self, kind: type[EngineEvent]) -> list[EngineEvent]:
        return [event for event in self.told if isinstance(event, kind)]

    async def until(self, condition: Callable[[], bool]) -> None:
        await wait_in_loop(condition)

    def obey(self, *commands: Command) -> None:
        for command in commands:
            self.engine.obey(command)

    def show(self, connection: FakeConnection) -> None:
        """A picture arrives, and packets after it: silence on a busy PC would end the attempt."""
        clock = SystemClock()
        connection.stream(clock)
        connection.show(small_picture(clock.monotonic()))

    def join(self) -> None:
        peer = PeerNumber(site_id=THEM, media_number=1)
        self.obey(
            JoinCall(own_site_id=SiteId("own"), ice_servers=()),
            SetRoster(own_media_number=2, peers=(peer,), session_id=SessionId("session")),
        )


def run(story: Callable[[Scene], Awaitable[None]]) -> Scene:
    async def whole() -> Scene:
        scene = Scene()
        running = asyncio.ensure_future(scene.engine.run())
        await asyncio.sleep(0)
        try:
            await story(scene)
        finally:
            scene.engine.end()
            await asyncio.wait_for(running, PATIENCE_S)
        assert scene.connections.open() == []
        return scene

    return asyncio.run(whole())


def tracks(scene: Scene) -> set[TrackId]:
    return {event.track.id for event in scene.told if isinstance(event, TrackAdded)}


def ended(scene: Scene) -> set[TrackId]:
    return {event.track_id for event in scene.told if isinstance(event, TrackRemoved)}


def test_an_idle_engine_beats_and_lists_its_devices() -> None:
    async def story(scene: Scene) -> None:
        await scene.until(lambda: len(scene.of(Heartbeat)) >= 2)
        await scene.until(lambda: scene.of(DevicesChanged) != [])
        assert scene.of(LevelsChanged)
        assert scene.of(StatsChanged) == []

    run(story)


def test_devices_open_for_the_preview_and_nothing_is_sent() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(
            SelectDevices(role=DeviceRole.MICROPHONE, wanted=(DeviceId("test:tone"),)),
            OpenDevices(),
        )
        await scene.until(lambda: SELF_VIEW in tracks(scene))
        await scene.until(lambda: own_level(scene) > -30.0)
        scene.obey(ListDevices(), CloseDevices())
        await scene.until(lambda: SELF_VIEW in ended(scene))
        assert scene.connections.made == []

    run(story)


def own_level(scene: Scene) -> float:
    return max(
        (dict(event.levels)[None] for event in scene.told if isinstance(event, LevelsChanged)),
        default=-96.0,
    )


def test_two_microphones_are_one_voice_and_are_muted_together() -> None:
    async def story(scene: Scene) -> None:
        def microphones() -> dict[DeviceRole, float]:
            told = [event for event in scene.told if isinstance(event, LevelsChanged)]
            return dict(told[-1].microphones)

        scene.obey(
            SelectDevices(role=DeviceRole.MICROPHONE, wanted=(DeviceId("test:silence"),)),
            SelectDevices(role=DeviceRole.OFFICER_MICROPHONE, wanted=(DeviceId("test:tone"),)),
        )
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        connection = scene.connections.newest
        await scene.until(lambda: microphones().get(DeviceRole.OFFICER_MICROPHONE, -96.0) > -30.0)
        assert microphones()[DeviceRole.MICROPHONE] == -96.0
        await scene.until(lambda: own_level(scene) > -30.0)
        await scene.until(lambda: len(connection.blocks) > 10)
        assert not any(block.any() for block in connection.blocks)
        scene.obey(SetMicrophone(is_on=True))
        await scene.until(lambda: bool(connection.blocks[-1].any()))
        scene.obey(
            SelectDevices(role=DeviceRole.OFFICER_MICROPHONE, wanted=()),
        )
        await scene.until(lambda: microphones() == {})
        await scene.until(lambda: not connection.blocks[-1].any())

    run(story)


def test_a_call_sends_picture_and_sound_and_shows_what_comes() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(SelectDevices(role=DeviceRole.MICROPHONE, wanted=(DeviceId("test:tone"),)))
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        connection = scene.connections.newest
        scene.show(connection)
        await scene.until(lambda: track_of_site(THEM) in tracks(scene))
        await scene.until(lambda: len(connection.pictures) > 3 and len(connection.blocks) > 10)
        assert not any(block.any() for block in connection.blocks)  # the microphone is off
        assert {(p.width, p.height) for p in connection.pictures} == {(1280, 720)}
        scene.obey(SetMicrophone(is_on=True))
        await scene.until(lambda: bool(connection.blocks[-1].any()))
        connection.voice = np.full(480, 3_000, np.int16)
        connection.audio_at_s = SystemClock().monotonic()
        await scene.until(lambda: heard(scene) > -30.0)
        await scene.until(lambda: first_media(scene) == {"video", "audio"})
        await scene.until(lambda: any(stats for stats in stats_of(scene)))
        scene.obey(FrameTaken(track_id=track_of_site(THEM)), LeaveCall())
        await scene.until(lambda: track_of_site(THEM) in ended(scene))
        assert SELF_VIEW not in ended(scene)
        assert parse_signal(signals(scene)[-1]).kind == "bye"

    assert states(run(story)) == [PeerState.CONNECTING, PeerState.CONNECTED, PeerState.CLOSED]


def heard(scene: Scene) -> float:
    levels = [event.levels for event in scene.told if isinstance(event, LevelsChanged)]
    return max((dict(one).get(THEM, -96.0) for one in levels), default=-96.0)


def first_media(scene: Scene) -> set[str]:
    return {event.kind for event in scene.told if isinstance(event, FirstMediaArrived)}


def stats_of(scene: Scene) -> list[object]:
    return [event.stats for event in scene.told if isinstance(event, StatsChanged)]


def signals(scene: Scene) -> list[str]:
    return [event.payload for event in scene.told if isinstance(event, SignalProduced)]


def states(scene: Scene) -> list[PeerState]:
    return [event.state for event in scene.told if isinstance(event, PeerStateChanged)]


def test_a_site_that_left_the_roster_loses_its_track_and_its_voice() -> None:
    async def story(scene: Scene) -> None:
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        scene.show(scene.connections.newest)
        await scene.until(lambda: track_of_site(THEM) in tracks(scene))
        scene.obey(SetRoster(own_media_number=2, peers=(), session_id=SessionId("session")))
        await scene.until(lambda: track_of_site(THEM) in ended(scene))
        assert scene.engine._mixer.sites() == set()

    run(story)


def test_joining_again_ends_the_call_before_and_signals_reach_their_link() -> None:
    async def story(scene: Scene) -> None:
        scene.join()
        await scene.until(lambda: len(scene.connections.made) == 1)
        scene.join()
        await scene.until(lambda: len(scene.connections.made) == 2)
        await scene.until(lambda: scene.connections.made[0].closed == 1)
        await scene.until(lambda: len(signals(scene)) >= 2)
        offer = json.loads(signals(scene)[-1])
        answer = {**offer, "kind": "answer", "from": 1, "to": 2, "sdp": sdp_of("answer")}
        scene.obey(DeliverSignal(site_id=THEM, untrusted_payload=json.dumps(answer)))
        await scene.until(lambda: len(scene.connections.newest.answers) == 1)

    run(story)


def test_what_is_shown_here_is_told_to_the_other_end_also_from_before_the_call() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(SetTiles(tiles=((track_of_site(THEM), 430),)))
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        await scene.until(lambda: 430 in wanted_lines(scene))
        scene.obey(SetTiles(tiles=((track_of_site(THEM), 0),)))
        await scene.until(lambda: 0 in wanted_lines(scene))

    run(story)


def wanted_lines(scene: Scene) -> list[int | None]:
    found = [parse_signal(payload) for payload in signals(scene)]
    return [one.picture.wanted_lines for one in found if one.kind is SignalKind.PICTURE]


def test_a_room_whose_line_was_narrow_begins_with_a_smaller_picture() -> None:
    async def story(scene: Scene) -> None:
        peer = PeerNumber(site_id=THEM, media_number=1)
        scene.obey(
            JoinCall(own_site_id=SiteId("own"), ice_servers=(), start_rung=Rung.P360),
            SetRoster(own_media_number=2, peers=(peer,), session_id=SessionId("session")),
        )
        await scene.until(lambda: bool(scene.connections.made))
        connection = scene.connections.newest
        scene.show(connection)
        await scene.until(lambda: len(connection.pictures) > 3)
        assert {picture.height for picture in connection.pictures} == {360}

    run(story)


def test_commands_without_a_call_do_nothing() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(
            SetRoster(own_media_number=1, peers=(), session_id=SessionId("session")),
            DeliverSignal(site_id=THEM, untrusted_payload="{}"),
            LeaveCall(),
            SetCamera(is_on=False),
            FrameTaken(track_id=TrackId("nobody")),
        )
        await scene.until(lambda: len(scene.of(Heartbeat)) >= 2)

    run(story)


def test_a_test_of_the_loudspeaker_is_answered_and_refused_in_a_call() -> None:
    async def story(scene: Scene) -> None:
        def answers() -> list[SpeakerVerdict]:
            told = [one for one in scene.told if isinstance(one, SpeakerTested)]
            return [one.test.verdict for one in told]

        scene.engine.obey(OpenDevices())
        scene.engine.obey(SetEchoCancelling(role=DeviceRole.MICROPHONE, does_device_cancel=True))
        scene.engine.obey(MeasureSpeaker())
        await scene.until(lambda: answers() == [SpeakerVerdict.NO_LOUDSPEAKER])
        scene.engine.obey(JoinCall(own_site_id=SiteId("own"), ice_servers=()))
        scene.engine.obey(MeasureSpeaker())
        await scene.until(lambda: answers()[1:] == [SpeakerVerdict.IN_CALL])

    run(story)


def test_shutdown_ends_the_engine() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(Shutdown())
        await scene.until(scene.engine._is_over.is_set)

    run(story)


def test_a_command_that_fails_is_in_the_log_and_the_engine_goes_on(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(scene: Scene) -> None:
        def fail() -> None:
            raise RuntimeError

        monkeypatch.setattr(scene.engine._calls, "_leave", fail)
        scene.join()
        scene.engine._devices.submit(fail)
        beats = len(scene.of(Heartbeat))
        await scene.until(lambda: len(scene.of(Heartbeat)) > beats + 1)
        monkeypatch.undo()

    run(story)
    assert "command failed command=JoinCall" in caplog.text
    assert "device work failed" in caplog.text


def test_devices_that_never_answer_end_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_thread, "STUCK_S", 0.3)
    may_end = threading.Event()

    async def whole() -> None:
        scene = Scene()
        running = asyncio.ensure_future(scene.engine.run())
        await asyncio.sleep(0)
        scene.engine._devices.submit(may_end.wait)  # type: ignore[arg-type]
        with pytest.raises(DevicesStuck):
            await asyncio.wait_for(running, PATIENCE_S)
        may_end.set()
        await scene.engine._close()

    asyncio.run(whole())


def test_nothing_is_obeyed_before_the_engine_runs() -> None:
    async def whole() -> None:
        scene = Scene()
        scene.obey(Shutdown())
        scene.engine.end()
        assert not scene.engine._is_over.is_set()
        scene.engine._devices.shutdown()

    asyncio.run(whole())


# ---- publisher ----------------------------------------------------------------------------------


def test_one_notice_is_pending_and_the_next_comes_when_it_was_taken() -> None:
    told: list[EngineEvent] = []
    publisher = Publisher(tell=told.append)
    track = TrackId("t")
    for _ in range(3):
        publisher.publish(track, THEM, small_picture(1.0))
    started, *notices = told
    assert isinstance(started, TrackAdded)
    assert notices == [FrameReady(track_id=track)]
    publisher.take(track)
    assert len(told) == 3  # two pictures came meanwhile
    publisher.take(track)
    assert len(told) == 3
    publisher.publish(track, THEM, small_picture(2.0))
    assert len(told) == 4
    reader = RingReader(started.track.ring_name)
    reader.open()
    frame = reader.read()
    assert frame is not None
    assert frame.made_at_s == 2.0
    reader.close()
    publisher.end_all()
    publisher.end(track)
    assert told[4:] == [TrackRemoved(track_id=track)]


def test_a_picture_too_large_for_a_ring_is_not_announced() -> None:
    told: list[EngineEvent] = []
    publisher = Publisher(tell=told.append)
    publisher.publish(TrackId("t"), None, small_picture(1.0, width=2, height=4_000_000))
    assert [type(event) for event in told] == [TrackAdded]
    publisher.end_all()


# ---- process ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"address": "/nowhere", "key": "zz"}',
        '{"address": "/nowhere", "key": "00"}',
    ],
)
def test_without_a_hand_over_there_is_no_engine(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(line + "\n"))
    assert process.run_engine() == process.EXIT_NO_PIPE


def talk_to_engine(monkeypatch: pytest.MonkeyPatch, talk: Callable[[DeskEnd], None]) -> int:
    """run_engine on this thread, the desk on another."""
    with PipeDoor() as door:
        monkeypatch.setattr(sys, "stdin", io.StringIO(door.hand_over))

        def desk() -> None:
            with contextlib.closing(door.accept(os.getpid())) as end:
                talk(end)

        thread = threading.Thread(target=desk)
        thread.start()
        root = logging.getLogger()
        level, handlers, name = root.level, root.handlers[:], threading.current_thread().name
        interval_s = sys.getswitchinterval()
        try:
            return process.run_engine()
        finally:
            thread.join(PATIENCE_S)
            gc.unfreeze()
            sys.setswitchinterval(interval_s)
            root.setLevel(level)
            root.handlers = handlers
            threading.current_thread().name = name


def test_the_engine_says_it_is_ready_and_ends_on_shutdown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    came: list[object] = []

    def talk(end: DeskEnd) -> None:
        end.say(engine_options("room"))
        came.append(end.hear(PATIENCE_S))
        end.say(Shutdown())
        with contextlib.suppress(EOFError):
            while True:
                came.append(end.hear(PATIENCE_S))

    assert talk_to_engine(monkeypatch, talk) == process.EXIT_OK
    assert isinstance(came[0], EngineReady)
    assert came[0].implementation == "libwebrtc"


def test_the_heap_is_bound_before_the_engine_has_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[set[str]] = []

    def look() -> None:
        threads.append({thread.name for thread in threading.enumerate()})

    monkeypatch.setattr(process, "bound_heap", look)
    before = {thread.name for thread in threading.enumerate()}

    def talk(end: DeskEnd) -> None:
        end.say(engine_options("room"))
        assert isinstance(end.hear(PATIENCE_S), EngineReady)
        end.say(Shutdown())

    assert talk_to_engine(monkeypatch, talk) == process.EXIT_OK
    assert len(threads) == 1
    assert len(threads[0] - before) <= 1  # the desk of this test


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_closed_does_not_wait_for_the_garbage_of_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "SWEEP_EVERY_S", 0.01)
    is_gone = threading.Event()

    def talk(end: DeskEnd) -> None:
        end.say(engine_options("room"))
        assert isinstance(end.hear(PATIENCE_S), EngineReady)
        gc.disable()
        try:
            weakref.finalize(Ring(), is_gone.set)
            assert is_gone.wait(PATIENCE_S)
        finally:
            gc.enable()
            end.say(Shutdown())

    assert talk_to_engine(monkeypatch, talk) == process.EXIT_OK
    assert is_gone.is_set()


@pytest.mark.parametrize(
    "first",
    [
        framed(b"\xff of another build"),
        framed(pickle.dumps("hello")),
        framed(COMMANDS.encode(ListDevices())),
        framed(COMMANDS.encode(replace(engine_options("room"), version=MESSAGES_VERSION - 1))),
    ],
    ids=["unknown kind", "pickle", "no start", "other version"],
)
def test_a_desk_of_another_build_is_refused(monkeypatch: pytest.MonkeyPatch, first: bytes) -> None:
    def talk(end: DeskEnd) -> None:
        end._stream.write(first)
        with pytest.raises(EOFError):
            end.hear(PATIENCE_S)

    assert talk_to_engine(monkeypatch, talk) == process.EXIT_OTHER_VERSION


def test_a_desk_that_leaves_at_once_has_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert talk_to_engine(monkeypatch, lambda _: None) == process.EXIT_NO_PIPE
