"""Two connections of one process, introduced to each other, and what they saw and heard."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import numpy as np

from desktop.domain.clock import SystemClock
from desktop.domain.media.call import IceServer
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.peer.aiortc.connection import AiortcConnections
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    ConnectionState,
    PeerConnection,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.peer.libwebrtc.connection import LibwebrtcConnections
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import BLOCK_SAMPLES
from desktop.media.measure.picture_clock import clock_ms, write_mark
from tests.fakes.fake_media_room import TEST_VOICE
from tests.patience import PATIENCE_S

CLOCK = SystemClock()
OUR_VOICE = 0.65
"""Least correlation of what was heard with the voice that was said.

The same voice backwards has .52, noise .04. On a crowded PC pieces are stretched and filled in: a
voice that came whole had .74.
"""
FACTORIES: dict[str, PeerConnectionFactory] = {
    "aiortc": AiortcConnections(clock=CLOCK),
    "libwebrtc": LibwebrtcConnections(clock=CLOCK),
}
LIMITS = SendLimits(max_video_kbps=1_500, start_video_kbps=800, min_video_kbps=80)
NOWHERE = IceServer(
    urls=("stun:198.51.100.7:9", "turn:198.51.100.7:9"), username="u", credential="c"
)
"""TEST-NET-2 (RFC 5737): nobody answers."""

Factories = tuple[PeerConnectionFactory, PeerConnectionFactory]


@dataclass(slots=True)
class End:
    connection: PeerConnection
    pictures: list[Picture] = field(default_factory=list)
    states: list[ConnectionState] = field(default_factory=list)
    heard: list[np.ndarray] = field(default_factory=list)


def make_end(
    factory: PeerConnectionFactory,
    ice_servers: tuple[IceServer, ...] = (),
    *,
    loopback_only: bool = True,
    ice_port_range: tuple[int, int] | None = None,
) -> End:
    pictures: list[Picture] = []
    states: list[ConnectionState] = []
    config = ConnectionConfig(
        ice_servers=ice_servers,
        loopback_only=loopback_only,
        ice_port_range=ice_port_range,
        limits=LIMITS,
        on_video=pictures.append,
        on_state=states.append,
    )
    return End(connection=factory(config), pictures=pictures, states=states)


@contextlib.asynccontextmanager
async def pair(
    factory: PeerConnectionFactory, answering: PeerConnectionFactory | None = None
) -> AsyncIterator[tuple[End, End]]:
    left, right = make_end(factory), make_end(answering or factory)
    try:
        offer = await left.connection.create_offer()
        answer = await right.connection.create_answer(offer)
        await left.connection.set_answer(answer)
        yield left, right
    finally:
        await left.connection.close()
        await right.connection.close()


def marked_picture(width: int = 640, height: int = 360) -> Picture:
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    now_s = CLOCK.monotonic()
    write_mark(planes[:height], clock_ms(now_s))
    return Picture(planes=planes, width=width, height=height, made_at_s=now_s)


async def talk(*ends: End, until: Callable[[], bool], takes_sound: bool = True) -> None:
    """Pictures and sound in every direction, 100 times a second, until something is true."""
    voice = read_sound(TEST_VOICE)
    began_s = CLOCK.monotonic()
    step = 0
    while not until():
        assert CLOCK.monotonic() - began_s < PATIENCE_S, "not in time"
        at = step * BLOCK_SAMPLES % len(voice)
        for end in ends:
            if step % 3 == 0:
                end.connection.send_video(marked_picture())
            end.connection.send_audio(voice[at : at + BLOCK_SAMPLES])
            if takes_sound:
                end.heard.append(end.connection.pull_audio())
        step += 1
        await asyncio.sleep(max(0.0, began_s + step * 0.01 - CLOCK.monotonic()))
