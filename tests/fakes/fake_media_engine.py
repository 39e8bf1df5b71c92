"""A scripted engine process: `python -m tests.fakes.fake_media_engine MODE`.

Modes: obey (answers every command by a device list), die (ends at once), mute (joins the pipe and
never says it is ready), other-version, silent (ready, then says nothing), crash (ready, then exits
with a traceback), stuck (ready, then exits as one whose devices never answer), deaf (never joins
the pipe), ring (shows one picture).
"""

import json
import sys
import time
from multiprocessing.connection import Client, Connection

from desktop.domain.call import VideoTrack
from desktop.domain.ids import SiteId, TrackId
from desktop.media.engine.device_thread import EXIT_DEVICES_STUCK
from desktop.media.messages import (
    MESSAGES_VERSION,
    DeviceList,
    EngineReady,
    FramePending,
    Heartbeat,
    JoinCall,
    SendSignal,
    Shutdown,
    VideoEnded,
    VideoStarted,
)
from desktop.media.ring import RingWriter

LIFE_S = 60.0
TRACK = TrackId("video:far")


def main(mode: str, *arguments: str) -> int:
    if arguments:  # --self-test
        return 0
    hand_over = json.loads(sys.stdin.readline())
    if mode == "die":
        return 1
    if mode == "deaf":
        time.sleep(LIFE_S)
        return 0
    family = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
    with Client(hand_over["address"], family, bytes.fromhex(hand_over["key"])) as pipe:
        pipe.recv()
        if mode == "mute":
            time.sleep(LIFE_S)
        version = MESSAGES_VERSION + (mode == "other-version")
        pipe.send(EngineReady(pid=1, version=version, implementation="fake"))
        print("30|fake.engine hello", file=sys.stderr, flush=True)
        print("a library's noise", file=sys.stderr, flush=True)
        if mode == "crash":
            raise RuntimeError(mode)
        if mode == "stuck":
            return EXIT_DEVICES_STUCK
        if mode == "silent":
            time.sleep(LIFE_S)
        return obey(pipe, mode)


def obey(pipe: Connection, mode: str) -> int:
    """Echo: the signal's text names the command that came."""
    ring = RingWriter()
    if mode == "ring":
        ring.open()
        started = VideoTrack(id=TRACK, site_id=SiteId("far"), ring_name=ring.name)
        pipe.send(VideoStarted(track=started))
        ring.write(bytes([9]) * 24, 4, 4, 1.0)
        pipe.send(FramePending(track_id=TRACK))
    while True:
        if not pipe.poll(0.2):
            pipe.send(Heartbeat())
            continue
        command = pipe.recv()
        if isinstance(command, Shutdown):
            return 0
        pipe.send(SendSignal(site_id=SiteId("echo"), payload=type(command).__name__))
        if isinstance(command, JoinCall):
            pipe.send(DeviceList(present=(), in_use=()))
            pipe.send(VideoEnded(track_id=TRACK))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
