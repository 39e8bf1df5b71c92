"""A scripted engine process: `python -m tests.fakes.fake_media_engine MODE`.

Modes: obey (answers every command by a device list), die (ends at once), mute (joins the pipe and
never says it is ready), other-version, silent (ready, then says nothing), crash (ready, then exits
with a traceback), stuck (ready, then exits as one whose devices never answer), deaf (never joins
the pipe), stalled (comes to the door and shows no key), ring (shows one picture).

Modes of an engine that is in other hands, once it is ready: see `HOSTILE`. What it sends would make
the file that the environment names in MARKER, if anybody unpickled it.
"""

import json
import os
import pickle
import struct
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Client
from pathlib import Path

from typing_extensions import override

from desktop.domain.devices.events import DevicesChanged
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import VideoTrack
from desktop.domain.media.events import FrameReady, SignalProduced, TrackAdded, TrackRemoved
from desktop.media.pipe.commands import JoinCall, Shutdown
from desktop.media.pipe.events import MESSAGES_VERSION, EngineReady, Heartbeat
from desktop.media.pipe.exit_codes import EXIT_DEVICES_STUCK
from desktop.media.pipe.frames import framed
from desktop.media.pipe.joining import join
from desktop.media.pipe.pipe_end import EngineEnd
from desktop.media.pipe.ring import RingWriter
from desktop.media.pipe.tables import EVENTS

LIFE_S = 60.0
TRACK = TrackId("video:far")
MARKER = "FAKE_ENGINE_MARKER"


class Trap:
    """Makes a file in whoever unpickles it."""

    @override
    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (Path(os.environ[MARKER]),)


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "pickle": lambda: framed(pickle.dumps(Trap())),
    "pickle-beside": lambda: framed(EVENTS.encode(Heartbeat()) + pickle.dumps(Trap())),
    "noise": lambda: framed(os.urandom(4_000)),
    "unknown-kind": lambda: framed(b"\xff"),
    "nothing": lambda: framed(b""),
    "cut-off": lambda: framed(EVENTS.encode(TrackRemoved(track_id=TRACK))[:-1]),
    "huge": lambda: struct.pack(">I", 2**31) + bytes(1_000),
    "negative": lambda: struct.pack(">i", -1) + struct.pack(">Q", 2**40),
    "half": lambda: framed(EVENTS.encode(TrackRemoved(track_id=TRACK)))[:-1],
}
"""What is written in place of an event. half: and then nothing more, while the process lives."""


def main(mode: str, *arguments: str) -> int:
    if arguments:  # --self-test
        return 0
    hand_over = sys.stdin.readline()
    if mode in {"die", "deaf", "stalled"}:
        return stay_outside(mode, hand_over)
    pipe = join(hand_over)
    assert pipe is not None
    await_command(pipe)
    if mode == "mute":
        time.sleep(LIFE_S)
    version = MESSAGES_VERSION + (mode == "other-version")
    pipe.say(EngineReady(pid=1, version=version, implementation="fake"))
    print("30|fake.engine hello", file=sys.stderr, flush=True)
    print("a library's noise", file=sys.stderr, flush=True)
    if mode == "crash":
        raise RuntimeError(mode)
    if mode == "stuck":
        return EXIT_DEVICES_STUCK
    if mode in HOSTILE:
        pipe._stream.write(HOSTILE[mode]())
    if mode in {*HOSTILE, "silent"}:
        time.sleep(LIFE_S)
    return obey(pipe, mode)


def stay_outside(mode: str, hand_over: str) -> int:
    if mode == "die":
        return 1
    if mode == "deaf":
        time.sleep(LIFE_S)
        return 0
    with Client(json.loads(hand_over)["address"]):
        time.sleep(LIFE_S)
    return 0


def await_command(pipe: EngineEnd) -> object:
    while (command := pipe.hear(LIFE_S)) is None:
        continue
    return command


def obey(pipe: EngineEnd, mode: str) -> int:
    """Echo: the signal's text names the command that came."""
    ring = RingWriter()
    if mode == "ring":
        ring.open()
        started = VideoTrack(id=TRACK, site_id=SiteId("far"), ring_name=ring.name)
        pipe.say(TrackAdded(track=started))
        ring.write(bytes([9]) * 24, 4, 4, 1.0)
        pipe.say(FrameReady(track_id=TRACK))
    while True:
        command = pipe.hear(0.2)
        if command is None:
            pipe.say(Heartbeat())
            continue
        if isinstance(command, Shutdown):
            return 0
        pipe.say(SignalProduced(site_id=SiteId("echo"), payload=type(command).__name__))
        if isinstance(command, JoinCall):
            pipe.say(DevicesChanged(present=(), in_use=()))
            pipe.say(TrackRemoved(track_id=TRACK))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
