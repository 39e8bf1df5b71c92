"""The engine in this process: commands in, events out, with connections that have no network."""

import asyncio
import gc
import io
import json
import logging
import sys
import threading
import weakref
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection, Listener, Pipe
from pathlib import Path

import numpy as np
import pytest

from desktop.domain.call import SELF_VIEW, EchoCancelling, PeerNumber, PeerState, Rung, VideoTrack
from desktop.domain.clock import SystemClock
from desktop.domain.device import Backend, Device, DeviceKind, DeviceRole
from desktop.domain.events import DeviceReturned
from desktop.domain.ids import DeviceId, SiteId, TrackId
from desktop.domain.readiness import RoomFacts
from desktop.domain.speaker_test import SpeakerTest, SpeakerVerdict
from desktop.media import messages
from desktop.media.engine import device_thread, heap, process
from desktop.media.engine.device_thread import DevicesStuck
from desktop.media.engine.engine import Engine, EngineTools
from desktop.media.engine.pipe import DROP_ABOVE, MAX_WAITING, EnginePipe
from desktop.media.engine.publisher import Publisher, track_of_site
from desktop.media.engine.signaling import SignalKind, parse_signal
from desktop.media.mapping import to_domain
from desktop.media.ring import RingReader
from tests.fakes.fake_media_connection import (
    FakeConnections,
    fake_stats,
    sdp_of,
    small_picture,
)
from tests.fakes.fake_media_room import engine_options, wait_until

pytestmark = pytest.mark.unit

THEM = SiteId("them")
LIMIT_S = 10.0


class Scene:
    def __init__(self) -> None:
        self.told: list[messages.EngineEvent] = []
        self.connections = FakeConnections()
        tools = EngineTools(
            clock=SystemClock(),
            options=engine_options("room"),
            connect=self.connections,
            tell=self.told.append,
        )
        self.engine = Engine(tools)

    def of(self, kind: type[messages.EngineEvent]) -> list[messages.EngineEvent]:
        return [event for event in self.told if isinstance(event, kind)]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not condition():  # noqa: ASYNC110 - other threads change it
                await asyncio.sleep(0.01)

    def obey(self, *commands: messages.Command) -> None:
        for command in commands:
            self.engine.obey(command)

    def join(self) -> None:
        peer = PeerNumber(site_id=THEM, media_number=1)
        self.obey(
            messages.JoinCall(own_site_id=SiteId("own"), ice_servers=()),
            messages.SetRoster(own_media_number=2, peers=(peer,)),
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
            await asyncio.wait_for(running, LIMIT_S)
        assert scene.connections.open() == []
        return scene

    return asyncio.run(whole())


def tracks(scene: Scene) -> set[TrackId]:
    return {event.track.id for event in scene.told if isinstance(event, messages.VideoStarted)}


def ended(scene: Scene) -> set[TrackId]:
    return {event.track_id for event in scene.told if isinstance(event, messages.VideoEnded)}


def test_an_idle_engine_beats_and_lists_its_devices() -> None:
    async def story(scene: Scene) -> None:
        await scene.until(lambda: len(scene.of(messages.Heartbeat)) >= 2)
        await scene.until(lambda: scene.of(messages.DeviceList) != [])
        assert scene.of(messages.Levels)
        assert scene.of(messages.Stats) == []

    run(story)


def test_devices_open_for_the_preview_and_nothing_is_sent() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(
            messages.SelectDevices(role=DeviceRole.MICROPHONE, wanted=(DeviceId("test:tone"),)),
            messages.OpenDevices(),
        )
        await scene.until(lambda: SELF_VIEW in tracks(scene))
        await scene.until(lambda: own_level(scene) > -30.0)
        scene.obey(messages.ListDevices(), messages.CloseDevices())
        await scene.until(lambda: SELF_VIEW in ended(scene))
        assert scene.connections.made == []

    run(story)


def own_level(scene: Scene) -> float:
    return max(
        (dict(event.levels)[None] for event in scene.told if isinstance(event, messages.Levels)),
        default=-96.0,
    )


def test_two_microphones_are_one_voice_and_are_muted_together() -> None:
    async def story(scene: Scene) -> None:
        def microphones() -> dict[DeviceRole, float]:
            told = [event for event in scene.told if isinstance(event, messages.Levels)]
            return dict(told[-1].microphones)

        scene.obey(
            messages.SelectDevices(role=DeviceRole.MICROPHONE, wanted=(DeviceId("test:silence"),)),
            messages.SelectDevices(
                role=DeviceRole.OFFICER_MICROPHONE, wanted=(DeviceId("test:tone"),)
            ),
        )
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        connection = scene.connections.newest
        await scene.until(lambda: microphones().get(DeviceRole.OFFICER_MICROPHONE, -96.0) > -30.0)
        assert microphones()[DeviceRole.MICROPHONE] == -96.0
        await scene.until(lambda: own_level(scene) > -30.0)
        await scene.until(lambda: len(connection.blocks) > 10)
        assert not any(block.any() for block in connection.blocks)
        scene.obey(messages.SetMicrophone(is_on=True))
        await scene.until(lambda: bool(connection.blocks[-1].any()))
        scene.obey(
            messages.SelectDevices(role=DeviceRole.OFFICER_MICROPHONE, wanted=()),
        )
        await scene.until(lambda: microphones() == {})
        await scene.until(lambda: not connection.blocks[-1].any())

    run(story)


def test_a_call_sends_picture_and_sound_and_shows_what_comes() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(
            messages.SelectDevices(role=DeviceRole.MICROPHONE, wanted=(DeviceId("test:tone"),))
        )
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        connection = scene.connections.newest
        connection.show(small_picture(SystemClock().monotonic()))
        await scene.until(lambda: track_of_site(THEM) in tracks(scene))
        await scene.until(lambda: len(connection.pictures) > 3 and len(connection.blocks) > 10)
        assert not any(block.any() for block in connection.blocks)  # the microphone is off
        assert {(p.width, p.height) for p in connection.pictures} == {(1280, 720)}
        scene.obey(messages.SetMicrophone(is_on=True))
        await scene.until(lambda: bool(connection.blocks[-1].any()))
        connection.voice = np.full(480, 3_000, np.int16)
        connection.audio_at_s = SystemClock().monotonic()
        await scene.until(lambda: heard(scene) > -30.0)
        await scene.until(lambda: first_media(scene) == {"video", "audio"})
        await scene.until(lambda: any(stats for stats in stats_of(scene)))
        scene.obey(messages.FrameTaken(track_id=track_of_site(THEM)), messages.LeaveCall())
        await scene.until(lambda: track_of_site(THEM) in ended(scene))
        assert SELF_VIEW not in ended(scene)
        assert parse_signal(signals(scene)[-1]).kind == "bye"

    assert states(run(story)) == [PeerState.CONNECTING, PeerState.CONNECTED, PeerState.CLOSED]


def heard(scene: Scene) -> float:
    levels = [event.levels for event in scene.told if isinstance(event, messages.Levels)]
    return max((dict(one).get(THEM, -96.0) for one in levels), default=-96.0)


def first_media(scene: Scene) -> set[str]:
    return {event.kind for event in scene.told if isinstance(event, messages.FirstMedia)}


def stats_of(scene: Scene) -> list[object]:
    return [event.stats for event in scene.told if isinstance(event, messages.Stats)]


def signals(scene: Scene) -> list[str]:
    return [event.payload for event in scene.told if isinstance(event, messages.SendSignal)]


def states(scene: Scene) -> list[PeerState]:
    return [event.state for event in scene.told if isinstance(event, messages.PeerChanged)]


def test_a_site_that_left_the_roster_loses_its_track_and_its_voice() -> None:
    async def story(scene: Scene) -> None:
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        scene.connections.newest.show(small_picture(SystemClock().monotonic()))
        await scene.until(lambda: track_of_site(THEM) in tracks(scene))
        scene.obey(messages.SetRoster(own_media_number=2, peers=()))
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
        scene.obey(messages.DeliverSignal(site_id=THEM, untrusted_payload=json.dumps(answer)))
        await scene.until(lambda: len(scene.connections.newest.answers) == 1)

    run(story)


def test_what_is_shown_here_is_told_to_the_other_end_also_from_before_the_call() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(messages.SetTiles(tiles=((track_of_site(THEM), 430),)))
        scene.join()
        await scene.until(lambda: bool(scene.connections.made))
        await scene.until(lambda: 430 in wanted_lines(scene))
        scene.obey(messages.SetTiles(tiles=((track_of_site(THEM), 0),)))
        await scene.until(lambda: 0 in wanted_lines(scene))

    run(story)


def wanted_lines(scene: Scene) -> list[int | None]:
    found = [parse_signal(payload) for payload in signals(scene)]
    return [one.picture.wanted_lines for one in found if one.kind is SignalKind.PICTURE]


def test_a_room_whose_line_was_narrow_begins_with_a_smaller_picture() -> None:
    async def story(scene: Scene) -> None:
        peer = PeerNumber(site_id=THEM, media_number=1)
        scene.obey(
            messages.JoinCall(own_site_id=SiteId("own"), ice_servers=(), start_rung=Rung.P360),
            messages.SetRoster(own_media_number=2, peers=(peer,)),
        )
        await scene.until(lambda: bool(scene.connections.made))
        connection = scene.connections.newest
        connection.show(small_picture(SystemClock().monotonic()))
        await scene.until(lambda: len(connection.pictures) > 3)
        assert {picture.height for picture in connection.pictures} == {360}

    run(story)


def test_commands_without_a_call_do_nothing() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(
            messages.SetRoster(own_media_number=1, peers=()),
            messages.DeliverSignal(site_id=THEM, untrusted_payload="{}"),
            messages.LeaveCall(),
            messages.SetCamera(is_on=False),
            messages.FrameTaken(track_id=TrackId("nobody")),
        )
        await scene.until(lambda: len(scene.of(messages.Heartbeat)) >= 2)

    run(story)


def test_a_test_of_the_loudspeaker_is_answered_and_refused_in_a_call() -> None:
    async def story(scene: Scene) -> None:
        def answers() -> list[SpeakerVerdict]:
            told = [one for one in scene.told if isinstance(one, messages.SpeakerMeasured)]
            return [one.test.verdict for one in told]

        scene.engine.obey(messages.OpenDevices())
        scene.engine.obey(
            messages.SetEchoCancelling(role=DeviceRole.MICROPHONE, does_device_cancel=True)
        )
        scene.engine.obey(messages.MeasureSpeaker())
        await scene.until(lambda: answers() == [SpeakerVerdict.NO_LOUDSPEAKER])
        scene.engine.obey(messages.JoinCall(own_site_id=SiteId("own"), ice_servers=()))
        scene.engine.obey(messages.MeasureSpeaker())
        await scene.until(lambda: answers()[1:] == [SpeakerVerdict.IN_CALL])

    run(story)


def test_shutdown_ends_the_engine() -> None:
    async def story(scene: Scene) -> None:
        scene.obey(messages.Shutdown())
        await scene.until(scene.engine._is_over.is_set)

    run(story)


def test_a_command_that_fails_is_in_the_log_and_the_engine_goes_on(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(scene: Scene) -> None:
        def fail() -> None:
            raise RuntimeError

        monkeypatch.setattr(scene.engine, "_leave", fail)
        scene.join()
        scene.engine._devices.submit(fail)
        beats = len(scene.of(messages.Heartbeat))
        await scene.until(lambda: len(scene.of(messages.Heartbeat)) > beats + 1)
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
            await asyncio.wait_for(running, LIMIT_S)
        may_end.set()
        await scene.engine._close()

    asyncio.run(whole())


def test_nothing_is_obeyed_before_the_engine_runs() -> None:
    async def whole() -> None:
        scene = Scene()
        scene.obey(messages.Shutdown())
        scene.engine.end()
        assert not scene.engine._is_over.is_set()
        scene.engine._devices.shutdown()

    asyncio.run(whole())


# ---- publisher ----------------------------------------------------------------------------------


def test_one_notice_is_pending_and_the_next_comes_when_it_was_taken() -> None:
    told: list[messages.EngineEvent] = []
    publisher = Publisher(tell=told.append)
    track = TrackId("t")
    for _ in range(3):
        publisher.publish(track, THEM, small_picture(1.0))
    started, *notices = told
    assert isinstance(started, messages.VideoStarted)
    assert notices == [messages.FramePending(track_id=track)]
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
    assert told[4:] == [messages.VideoEnded(track_id=track)]


def test_a_picture_too_large_for_a_ring_is_not_announced() -> None:
    told: list[messages.EngineEvent] = []
    publisher = Publisher(tell=told.append)
    publisher.publish(TrackId("t"), None, small_picture(1.0, width=2, height=4_000_000))
    assert [type(event) for event in told] == [messages.VideoStarted]
    publisher.end_all()


# ---- pipe ---------------------------------------------------------------------------------------


def pipe_ends() -> tuple[Connection, Connection]:
    left, right = Pipe()
    assert isinstance(left, Connection)
    assert isinstance(right, Connection)
    return left, right


def test_events_go_out_and_commands_come_in() -> None:
    ours, theirs = pipe_ends()
    came: list[messages.Command] = []
    broken = threading.Event()
    pipe = EnginePipe(ours)
    pipe.tell(messages.Heartbeat())
    pipe.start(came.append, broken.set)
    theirs.send(messages.ListDevices())
    assert theirs.recv() == messages.Heartbeat()
    wait_until(lambda: came == [messages.ListDevices()], "the command")
    theirs.close()
    assert broken.wait(LIMIT_S)
    pipe.tell(messages.Heartbeat())
    pipe.stop()


def test_a_desk_that_does_not_read_misses_levels_first_and_is_left_last() -> None:
    ours, theirs = pipe_ends()
    pipe = EnginePipe(ours)
    for _ in range(2 * DROP_ABOVE):
        pipe.tell(messages.Levels(levels=()))
    assert pipe._outgoing.qsize() == DROP_ABOVE + 1
    for _ in range(MAX_WAITING):
        pipe.tell(messages.VideoEnded(track_id=TrackId("t")))
    assert pipe._is_broken.is_set()
    theirs.close()
    ours.close()


def test_a_handler_that_fails_ends_the_pipe(caplog: pytest.LogCaptureFixture) -> None:
    ours, theirs = pipe_ends()
    broken = threading.Event()

    def fail(_: messages.Command) -> None:
        raise RuntimeError

    pipe = EnginePipe(ours)
    pipe.start(fail, broken.set)
    theirs.send(messages.ListDevices())
    assert broken.wait(LIMIT_S)
    assert "pipe reader failed" in caplog.text
    pipe.stop()
    theirs.close()


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


def talk_to_engine(
    monkeypatch: pytest.MonkeyPatch, folder: Path, talk: Callable[[Connection], None]
) -> int:
    """run_engine on this thread, the desk on another."""
    address = str(folder / "pipe")
    with Listener(address, "AF_UNIX", authkey=b"key") as listener:
        hand_over = json.dumps({"address": address, "key": b"key".hex()})
        monkeypatch.setattr(sys, "stdin", io.StringIO(hand_over + "\n"))

        def desk() -> None:
            with listener.accept() as connection:
                talk(connection)

        thread = threading.Thread(target=desk)
        thread.start()
        root = logging.getLogger()
        level, handlers, name = root.level, root.handlers[:], threading.current_thread().name
        interval_s = sys.getswitchinterval()
        try:
            return process.run_engine()
        finally:
            thread.join(LIMIT_S)
            gc.unfreeze()
            sys.setswitchinterval(interval_s)
            root.setLevel(level)
            root.handlers = handlers
            threading.current_thread().name = name


def test_the_engine_says_it_is_ready_and_ends_on_shutdown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    came: list[object] = []

    def talk(connection: Connection) -> None:
        connection.send(engine_options("room"))
        came.append(connection.recv())
        connection.send(messages.Shutdown())
        while connection.poll(LIMIT_S):
            try:
                came.append(connection.recv())
            except EOFError:
                return

    assert talk_to_engine(monkeypatch, tmp_path, talk) == process.EXIT_OK
    assert isinstance(came[0], messages.EngineReady)
    assert came[0].implementation == "libwebrtc"


def test_the_heap_is_bound_before_the_engine_has_threads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    threads: list[set[str]] = []

    def look() -> None:
        threads.append({thread.name for thread in threading.enumerate()})

    monkeypatch.setattr(process, "bound_heap", look)
    before = {thread.name for thread in threading.enumerate()}

    def talk(connection: Connection) -> None:
        connection.send(engine_options("room"))
        connection.recv()
        connection.send(messages.Shutdown())

    assert talk_to_engine(monkeypatch, tmp_path, talk) == process.EXIT_OK
    assert len(threads) == 1
    assert len(threads[0] - before) <= 1  # the desk of this test


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_closed_does_not_wait_for_the_garbage_of_an_hour(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(heap, "SWEEP_EVERY_S", 0.01)
    is_gone = threading.Event()

    def talk(connection: Connection) -> None:
        connection.send(engine_options("room"))
        connection.recv()
        gc.disable()
        try:
            weakref.finalize(Ring(), is_gone.set)
            assert is_gone.wait(LIMIT_S)
        finally:
            gc.enable()
            connection.send(messages.Shutdown())

    assert talk_to_engine(monkeypatch, tmp_path, talk) == process.EXIT_OK
    assert is_gone.is_set()


def test_a_desk_of_another_build_or_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def other(connection: Connection) -> None:
        connection.send("hello")

    assert talk_to_engine(monkeypatch, tmp_path, other) == process.EXIT_OTHER_VERSION
    assert talk_to_engine(monkeypatch, tmp_path, lambda _: None) == process.EXIT_NO_PIPE


# ---- mapping ------------------------------------------------------------------------------------


def test_every_event_for_presenters_is_in_their_words() -> None:
    device = Device(
        id=DeviceId("d"),
        kind=DeviceKind.CAMERA,
        name="d",
        backend=Backend.TEST,
        address="d",
    )
    track = VideoTrack(id=TrackId("t"), site_id=None, ring_name="r")
    spoken: list[messages.EngineEvent] = [
        messages.DeviceList(present=(device,), in_use=((DeviceRole.CAMERA, None),)),
        messages.DeviceGone(lost=device, now=None),
        DeviceReturned(now=device),
        messages.EchoCancellingChanged(state=EchoCancelling.ON),
        messages.Levels(
            levels=((None, -20.0),), microphones=((DeviceRole.OFFICER_MICROPHONE, -20.0),)
        ),
        messages.Stats(stats=(fake_stats(THEM),)),
        messages.PeerChanged(site_id=THEM, state=PeerState.CONNECTED),
        messages.SendSignal(site_id=THEM, payload="x"),
        messages.RelayLacking(is_lacking=True),
        messages.FirstMedia(site_id=THEM, kind="video", at_s=1.0),
        messages.RoomMeasured(facts=RoomFacts()),
        messages.SpeakerMeasured(test=SpeakerTest(verdict=SpeakerVerdict.CLEAR)),
    ]
    kept: list[messages.EngineEvent] = [
        messages.EngineReady(pid=1, version=1, implementation="x"),
        messages.Heartbeat(),
        messages.VideoStarted(track=track),
        messages.VideoEnded(track_id=track.id),
        messages.FramePending(track_id=track.id),
    ]
    words = [to_domain(event) for event in spoken]
    assert [type(word).__name__ for word in words] == [
        "DevicesChanged",
        "DeviceLost",
        "DeviceReturned",
        "EchoCancellingChanged",
        "LevelsChanged",
        "StatsChanged",
        "PeerStateChanged",
        "SignalProduced",
        "RelayLacking",
        "FirstMediaArrived",
        "RoomMeasured",
        "SpeakerTested",
    ]
    assert [to_domain(event) for event in kept] == [None] * 5
