"""Rooms that cost little: they answer one desk's engine, send it 360p30 and a voice, show nothing.

As a process: `python -m tests.rigs.desk.neighbour_rooms --sites a b c`, JSON lines both ways.
In: {"site": "…", "payload": "…"} (a signal of the desk), {"do": "forget"} (count anew),
{"do": "end"}. Out: {"said": "ready"}, {"site": "…", "payload": "…"},
{"said": "seen", "sites": {"…": {"fps", "gap_ms_p99", "width", "height"}}} before the end.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.domain.clock import SystemClock
from desktop.media.engine.capture.microphone import read_sound, rolled
from desktop.media.engine.peer.connection import ConnectionConfig, PeerConnection, SendLimits
from desktop.media.engine.peer.libwebrtc.connection import LibwebrtcConnections
from desktop.media.engine.picture import Picture
from desktop.media.engine.signaling import (
    PictureNote,
    Signal,
    SignalKind,
    format_signal,
    parse_signal,
)
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES
from desktop.media.measure.picture_clock import clock_ms, write_mark
from tests.bench.line.clip import load_clip
from tests.fakes.fake_media_room import TEST_VOICE
from tests.patience import PATIENCE_S

WIDTH, HEIGHT = 640, 360
LIMITS = SendLimits(max_video_kbps=600, start_video_kbps=300, min_video_kbps=80)
BLOCKS_PER_PICTURE = 10 / 3


class NeighbourRooms:
    """The process, for the one who starts it. Thread: any; tell comes on a thread of its own."""

    def __init__(self, sites: Sequence[str], tell: Callable[[str, str], None]) -> None:
        self._tell_desk = tell
        self._is_ready = threading.Event()
        self._has_ended = threading.Event()
        self._seen: dict[str, dict[str, float]] = {}
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.desk.neighbour_rooms", "--sites", *sites],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._listen, name="neighbours said", daemon=True).start()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def wait(self) -> None:
        """Up to the moment they can answer."""
        assert self._is_ready.wait(PATIENCE_S)

    def deliver(self, site: str, payload: str) -> None:
        """A signal of the desk for that site."""
        self._say({"site": site, "payload": payload})

    def forget(self) -> None:
        """Count pictures from now on."""
        self._say({"do": "forget"})

    def end(self) -> dict[str, dict[str, float]]:
        """What each site saw since it was told to forget; the process ends."""
        self._say({"do": "end"})
        assert self._has_ended.wait(PATIENCE_S)
        self._process.wait(PATIENCE_S)
        return self._seen

    def stop(self) -> None:
        """At once. Idempotent."""
        self._process.kill()
        self._process.wait(PATIENCE_S)

    def _say(self, fact: dict[str, str]) -> None:
        assert self._process.stdin is not None
        with self._lock:
            self._process.stdin.write(json.dumps(fact) + "\n")
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            fact = json.loads(line)
            match fact.get("said"):
                case "ready":
                    self._is_ready.set()
                case "seen":
                    self._seen = fact["sites"]
                    self._has_ended.set()
                case _:
                    self._tell_desk(fact["site"], fact["payload"])


class _Neighbour:
    """One site: a connection to the desk. Thread: media-loop."""

    def __init__(self, site: str, connect: LibwebrtcConnections) -> None:
        self.site = site
        self.arrived_s: list[float] = []
        self.size = (0, 0)
        self._connect = connect
        self._clock = SystemClock()
        self._connection: PeerConnection | None = None

    async def obey(self, signal: Signal) -> list[Signal]:
        """Answers an offer and says that its tile has 360 lines."""
        if signal.kind is not SignalKind.OFFER:
            return []
        if self._connection is not None:
            await self._connection.close()
        config = ConnectionConfig(
            ice_servers=(),
            loopback_only=True,
            ice_port_range=None,
            limits=LIMITS,
            on_video=self._see,
            on_state=lambda _state: None,
        )
        self._connection = self._connect(config)
        sdp = await self._connection.create_answer(signal.sdp)

        def reply(kind: SignalKind, sdp: str = "", lines: int | None = None) -> Signal:
            return Signal(
                kind=kind,
                connection_id=signal.connection_id,
                from_number=signal.to_number,
                to_number=signal.from_number,
                sdp=sdp,
                attempt=signal.attempt,
                picture=PictureNote(wanted_lines=lines),
            )

        return [reply(SignalKind.ANSWER, sdp), reply(SignalKind.PICTURE, lines=HEIGHT)]

    def send(self, picture: Picture | None, block: NDArray[np.int16]) -> None:
        """10 ms of voice, and a picture when it is time for one."""
        if self._connection is None:
            return
        self._connection.send_audio(block)
        if picture is not None:
            self._connection.send_video(picture)

    def seen(self) -> dict[str, float]:
        """Of the time since it was told to forget."""
        gaps_ms = 1000 * np.diff(self.arrived_s)
        long = len(gaps_ms) > 0
        return {
            "fps": round(1000 / float(np.mean(gaps_ms)), 1) if long else 0.0,
            "gap_ms_p99": round(float(np.percentile(gaps_ms, 99)), 1) if long else 0.0,
            "width": self.size[0],
            "height": self.size[1],
        }

    async def close(self) -> None:
        """Leave."""
        if self._connection is not None:
            await self._connection.close()

    def _see(self, picture: Picture) -> None:
        self.arrived_s.append(self._clock.monotonic())
        self.size = (picture.width, picture.height)


async def live(sites: Sequence[str]) -> None:
    """Until {"do": "end"} or the end of the input."""
    loop = asyncio.get_running_loop()
    clock = SystemClock()
    connect = LibwebrtcConnections(clock=clock)
    neighbours = {site: _Neighbour(site, connect) for site in sites}
    said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(said.put_nowait, json.loads(line))
        loop.call_soon_threadsafe(said.put_nowait, {"do": "end"})

    sending = asyncio.ensure_future(_send(tuple(neighbours.values())))
    threading.Thread(target=listen, name="desk said", daemon=True).start()
    _say({"said": "ready"})
    while (wish := await said.get()).get("do") != "end":
        if wish.get("do") == "forget":
            for neighbour in neighbours.values():
                neighbour.arrived_s.clear()
            continue
        for reply in await neighbours[wish["site"]].obey(parse_signal(wish["payload"])):
            _say({"site": wish["site"], "payload": format_signal(reply)})
    sending.cancel()
    _say({"said": "seen", "sites": {site: one.seen() for site, one in neighbours.items()}})
    for neighbour in neighbours.values():
        await neighbour.close()


async def _send(neighbours: Sequence[_Neighbour]) -> None:
    clock = SystemClock()
    clip = _small_clip()
    voices = [rolled(read_sound(TEST_VOICE), neighbour.site) for neighbour in neighbours]
    began_s = clock.monotonic()
    step = pictures = 0
    while True:
        picture = None
        if step >= pictures * BLOCKS_PER_PICTURE:
            picture = _marked(clip[pictures % len(clip)], clock.monotonic())
            pictures += 1
        at = step * BLOCK_SAMPLES
        for neighbour, voice in zip(neighbours, voices, strict=True):
            start = at % (len(voice) - BLOCK_SAMPLES)
            neighbour.send(picture, voice[start : start + BLOCK_SAMPLES])
        step += 1
        await asyncio.sleep(max(0.0, began_s + step * BLOCK_S - clock.monotonic()))


def _small_clip() -> list[NDArray[np.uint8]]:
    """The noisy person, every second pixel: (540, 640) each."""
    small = []
    for planes in load_clip():
        lines = planes.shape[0] * 2 // 3
        luma = planes[:lines:2, ::2]
        chroma = planes[lines:].reshape(2, lines // 2, -1)[:, ::2, ::2]
        small.append(np.vstack([luma, chroma.reshape(-1, WIDTH)]))
    return small


def _marked(planes: NDArray[np.uint8], now_s: float) -> Picture:
    copy = planes.copy()
    write_mark(copy[:HEIGHT], clock_ms(now_s))
    return Picture(planes=copy, width=WIDTH, height=HEIGHT, made_at_s=now_s)


def _say(fact: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fact) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", nargs="+", required=True)
    threading.current_thread().name = "media-loop"
    asyncio.run(live(parser.parse_args().sites))
