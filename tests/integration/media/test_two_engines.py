"""Two rooms, two engines, real WebRTC on loopback."""

import copy
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import DeviceId, SiteId, TrackId
from desktop.domain.media.call import MediaEngine, PeerState
from desktop.media.engine.publisher import track_of_site
from desktop.media.measure.sound_match import compare_sound
from desktop.media.pipe.ring import NAME_PREFIX
from tests.fakes.fake_media_room import (
    BOTH_ENGINES,
    TEST_VOICE,
    MediaRelay,
    MediaRoom,
    engine_options,
    recorded,
    start_together,
    wait_until,
)
from tests.patience import PATIENCE_S
from tests.rigs.system.pc_speed import by_this_pc_s, share_of_reference

pytestmark = [pytest.mark.integration, pytest.mark.light]

MakeRoom = Callable[..., MediaRoom]
MEASURE_S = 6.0
JOIN_LIMIT_MS = 8_000
"""150 to 460 on an idle machine. A join that waits for what does not come waits for 30 s."""

BACK_LIMIT_S = 20.0
"""Three seconds on an idle machine; one that nobody starts again never comes."""

PICTURES = 100
REJOINS = 4
REJOIN_AFTER_S = 3.0


def meet(*rooms: MediaRoom) -> tuple[MediaRelay, float]:
    """All join; returns the relay and when the last one began."""
    relay = MediaRelay()
    began_s = [relay.join(room) for room in rooms]
    for room in rooms:
        for other in rooms:
            if other is not room:
                wait_until(
                    lambda room=room, other=other: (  # type: ignore[misc]
                        {(other.site_id, "video"), (other.site_id, "audio")}
                        <= room.first_media.keys()
                    ),
                    f"{room.site_id} sees and hears {other.site_id}",
                )
    return relay, began_s[-1]


def speaks_clearly(path: Path, last_s: float) -> float:
    from desktop.media.engine.capture.microphone import read_sound  # noqa: PLC0415 - heavy

    heard = recorded(path)[-int(last_s * 48_000) :]
    return compare_sound(heard, read_sound(TEST_VOICE)).correlation


@BOTH_ENGINES
def test_two_rooms_see_and_hear_each_other(
    make_room: MakeRoom, tmp_path: Path, media_engine: MediaEngine
) -> None:
    left, right = (
        make_room(name, engine_options(name, media_engine=media_engine))
        for name in ("left", "right")
    )
    left.begin(loudspeaker=tmp_path / "left.pcm")
    right.start(loudspeaker=tmp_path / "right.pcm")
    left.await_devices()
    pairs = ((left, right), (right, left))
    _, began_s = meet(left, right)
    join_ms = 1000 * (max(*left.first_media.values(), *right.first_media.values()) - began_s)
    for room, other in pairs:  # a crowded PC sends a smaller one before long
        wait_until(
            lambda room=room, other=other: room.seen(other.site_id).size == (1280, 720),  # type: ignore[misc]
            "the whole picture",
        )
    time.sleep(2.0)  # the encoder finds its rate
    for room in (left, right):
        room.forget_pictures()
    processes = [psutil.Process(room.client.engine_pid) for room in (left, right)]
    cpu_before = [sum(process.cpu_times()[:2]) for process in processes]
    time.sleep(MEASURE_S)
    cpu = [
        (sum(process.cpu_times()[:2]) - before) / MEASURE_S
        for process, before in zip(processes, cpu_before, strict=True)
    ]
    print({"join_ms": round(join_ms), "cpu": [round(c, 2) for c in cpu]})
    pictures = [(room, copy.deepcopy(room.seen(other.site_id))) for room, other in pairs]
    for room, seen in pictures:
        fps = len(seen.arrived_s) / MEASURE_S
        correlation = speaks_clearly(tmp_path / f"{room.site_id}.pcm", MEASURE_S)
        latency_ms = np.percentile(seen.ages_ms, [50, 95]).round().tolist()
        print({"fps": fps, "latency_ms_p50_p95": latency_ms, "correlation": correlation})
        assert correlation >= 0.5  # 0.98 on an idle machine, 0.88 beside four busy programs
    # How many a second is a figure of `make bench` and of the rehearsal: 30 on an idle machine.
    for room, other in pairs:
        seen = room.seen(other.site_id)
        wait_until(lambda seen=seen: len(seen.arrived_s) >= PICTURES, "pictures go on")  # type: ignore[misc]
        assert len(seen.marks_ms) >= 0.7 * len(seen.arrived_s)
        assert len(set(seen.marks_ms)) > 0.7 * len(seen.marks_ms)  # it moves
    assert [room.state_of(other.site_id) for room, other in pairs] == [PeerState.CONNECTED] * 2
    assert join_ms <= 1_000 * by_this_pc_s(JOIN_LIMIT_MS / 1_000)


@BOTH_ENGINES
def test_a_killed_engine_is_back_with_picture_and_sound(
    make_room: MakeRoom, media_engine: MediaEngine
) -> None:
    left, right = (
        make_room(name, engine_options(name, media_engine=media_engine))
        for name in ("left", "right")
    )
    start_together(left, right)
    meet(left, right)
    pid = left.client.engine_pid
    assert pid is not None
    for room in (left, right):
        room.first_media.clear()
    killed_s = left.clock.monotonic()
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(left.first_media) == 2, "the killed room sees and hears again")
    wait_until(lambda: len(right.first_media) == 2, "the other room sees and hears again")
    back_s = max(*left.first_media.values(), *right.first_media.values()) - killed_s
    print({"engine_recovery_s": round(back_s, 2)})
    assert back_s <= by_this_pc_s(BACK_LIMIT_S)
    assert left.client.engine_pid != pid
    changes = [event.is_up for event, _ in left.engine_changes]
    assert changes == [True, False, True]
    wait_until(lambda: left.state_of(right.site_id) is PeerState.CONNECTED, "it says so")


def test_a_room_and_one_on_the_fallback_see_and_hear_each_other(make_room: MakeRoom) -> None:
    left = make_room("left", engine_options("left", media_engine=MediaEngine.LIBWEBRTC))
    right = make_room("right", engine_options("right", media_engine=MediaEngine.AIORTC))
    start_together(left, right)
    meet(left, right)
    wait_until(lambda: bool(left.stats and right.stats), "figures")
    assert [room.stats[0].engine for room in (left, right)] == ["libwebrtc", "aiortc"]


def test_auto_proves_libwebrtc_and_uses_it_from_the_next_connection_on(
    make_room: MakeRoom,
) -> None:
    left, right = (
        make_room(name, engine_options(name, media_engine=MediaEngine.AUTO))
        for name in ("left", "right")
    )
    for room in (left, right):
        room.start()
        wait_until(
            lambda room=room: room.client.implementation is MediaEngine.LIBWEBRTC,  # type: ignore[misc]
            "the self-test passed",
            60.0,  # on a busy machine it is tried again
        )
    # It is loaded beside the devices, and a busy PC takes its time: a call may come before it.
    for _ in range(REJOINS):
        relay, _ = meet(left, right)
        wait_until(lambda: len(left.stats) == len(right.stats) == 1, "figures")
        if {one.engine for one in (*left.stats, *right.stats)} == {"libwebrtc"}:
            break
        for room in (left, right):
            relay.leave(room)
            room.first_media.clear()
            room.stats = ()
        time.sleep(REJOIN_AFTER_S)
    else:
        pytest.fail("libwebrtc is proved and never used")
    assert [event.is_up for event, _ in left.engine_changes] == [True]


def test_an_engine_that_crashes_twice_is_followed_by_one_on_the_fallback(
    make_room: MakeRoom, caplog: pytest.LogCaptureFixture
) -> None:
    room = make_room("left", engine_options("left", media_engine=MediaEngine.LIBWEBRTC))
    room.start()
    for wanted in (MediaEngine.LIBWEBRTC, MediaEngine.AIORTC):
        pid = room.client.engine_pid
        assert pid is not None
        assert room.client.implementation is MediaEngine.LIBWEBRTC
        os.kill(pid, signal.SIGABRT)
        wait_until(lambda pid=pid: room.client.engine_pid not in {pid, None}, "another one")  # type: ignore[misc]
        assert room.client.implementation is wanted
    assert "media engine given up" in caplog.text


def test_two_killed_engines_find_each_other_again(make_room: MakeRoom) -> None:
    left, right = make_room("left"), make_room("right")
    start_together(left, right)
    meet(left, right)
    for room in (left, right):
        room.first_media.clear()
        pid = room.client.engine_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    for room in (left, right):
        wait_until(lambda room=room: len(room.first_media) == 2, "media again")  # type: ignore[misc]


def test_a_frozen_engine_is_killed_and_replaced(make_room: MakeRoom) -> None:
    room = make_room("left")
    room.start()
    pid = room.client.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: not room.is_up.is_set(), "the silence is noticed")
    wait_until(room.is_up.is_set, "a new engine")
    assert room.client.engine_pid != pid
    assert not psutil.pid_exists(pid)


def test_a_room_that_leaves_and_comes_back_is_seen_again(make_room: MakeRoom) -> None:
    left, right = make_room("left"), make_room("right")
    start_together(left, right)
    relay, _ = meet(left, right)
    relay.leave(right)
    wait_until(lambda: left.state_of(right.site_id) is PeerState.CLOSED, "it is gone")
    wait_until(lambda: right.state_of(left.site_id) is PeerState.CLOSED, "both know")
    left.first_media.clear()
    relay.join(right)
    wait_until(lambda: (right.site_id, "video") in left.first_media, "it is back")


def test_silence_and_card_are_sent_when_microphone_and_camera_are_off(
    make_room: MakeRoom, tmp_path: Path
) -> None:
    left, right = make_room("left"), make_room("right")
    left.begin(loudspeaker=tmp_path / "left.pcm")
    right.start()
    left.await_devices()
    meet(left, right)
    right.client.set_microphone(is_on=False)
    right.client.set_camera(is_on=False)
    seen = left.seen(right.site_id)

    def card_is_shown() -> bool:
        before = len(seen.marks_ms), len(seen.arrived_s)
        time.sleep(0.3)
        return len(seen.marks_ms) == before[0] and len(seen.arrived_s) > before[1]

    wait_until(card_is_shown, "pictures without a mark, and still pictures")
    wait_until(lambda: left.levels.get(right.site_id, 0.0) <= -80.0, "silence")
    assert left.state_of(right.site_id) is PeerState.CONNECTED
    right.client.set_microphone(is_on=True)
    right.client.set_camera(is_on=True)
    wait_until(lambda: left.levels.get(right.site_id, -96.0) > -50.0, "the voice again")
    marks = len(seen.marks_ms)
    wait_until(lambda: len(seen.marks_ms) > marks, "the person again")


def test_a_frozen_picture_is_told_by_its_standing_mark(make_room: MakeRoom) -> None:
    left, right = make_room("left"), make_room("right")
    right.client.select_devices(DeviceRole.CAMERA, (DeviceId("test:frozen"),))
    start_together(left, right)
    meet(left, right)
    seen = left.seen(right.site_id)
    wait_until(lambda: len(seen.marks_ms) > 30, "pictures")
    assert len(set(seen.marks_ms)) == 1


@pytest.mark.alone
def test_four_rooms_hold_twenty_pictures_a_second_each(make_room: MakeRoom) -> None:
    rooms = [make_room(name) for name in ("a", "b", "c", "d")]
    for room in rooms:
        room.start()
        room.client.set_tiles(
            {track_of_site(other.site_id): 240 for other in rooms if other is not room}
        )
    _, began_s = meet(*rooms)
    join_ms = 1000 * (max(max(room.first_media.values()) for room in rooms) - began_s)
    time.sleep(4.0)
    rates = [entry.video_fps for room in rooms for entry in room.stats]
    assert len(rates) == 12
    print({"sites": 4, "join_ms": round(join_ms), "fps": np.percentile(rates, [0, 50]).tolist()})
    assert {room.seen(rooms[0].site_id).size for room in rooms[1:]} == {(426, 240)}
    share = share_of_reference()  # four whole engines on two cores: a slow PC shows fewer
    assert np.median(rates) >= 10.0 * share  # 26 or more on two idle cores of the reference
    assert min(rates) >= 4.0 * share


def test_garbage_signals_harm_nobody(make_room: MakeRoom) -> None:
    left, right = make_room("left"), make_room("right")
    start_together(left, right)
    meet(left, right)
    for garbage in ("", "{", "[]", "x" * 99_000, '{"format": 1, "kind": "offer"}'):
        left.client.deliver_signal(right.site_id, garbage)
        left.client.deliver_signal(SiteId("nobody"), garbage)
    offer = (
        '{"format": 1, "kind": "offer", "connection_id": "x", "sdp": "v=0\\r\\nm=audio",'
        f' "from": {right.number}, "to": {left.number}}}'
    )
    left.client.deliver_signal(right.site_id, offer)
    seen = left.seen(right.site_id)
    count = len(seen.arrived_s)
    wait_until(lambda: len(seen.arrived_s) > count + 30, "pictures go on")
    assert [event.is_up for event, _ in left.engine_changes] == [True]


def test_rings_and_engines_are_gone_after_stop(make_room: MakeRoom) -> None:
    room = make_room("left")
    room.start()
    pid = room.client.engine_pid
    assert pid is not None
    ours = list(room.client._tracks.ring_names().values())
    assert ours
    room.stop()
    assert not psutil.pid_exists(pid)
    left_over = {path.name for path in Path("/dev/shm").glob(NAME_PREFIX + "*")}  # noqa: S108
    assert left_over.isdisjoint(ours)


def test_an_engine_ends_when_its_desk_is_gone(make_room: MakeRoom) -> None:
    room = make_room("left")
    room.start()
    engine = room.client._keeper._engine
    assert engine is not None
    assert engine._pipe is not None
    assert engine.pid is not None
    process = psutil.Process(engine.pid)
    room.client._keeper._is_stopping.set()
    engine._pipe.close()  # as the kernel does for a killed desk
    process.wait(PATIENCE_S)
    assert TrackId("self") not in room.client._tracks.ring_names() or not process.is_running()
