"""Does libwebrtc work on this PC? Two connections on loopback, picture and sound each way."""

import asyncio
from dataclasses import dataclass, field

import numpy as np

from desktop.domain.clock import Clock
from desktop.media.engine.peer.connection import (
    BLOCK_S,
    BLOCK_SAMPLES,
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.picture import Picture

TEST_LIMIT_S = 6.0
SOUND_S = 0.5
FEWEST_BLOCKS = 40
"""Of 50 that half a second has: the pump of sound must keep its pace, on a busy PC too."""

LOUD = 1_000
WIDTH, HEIGHT = 320, 180
GREY = 180
GREY_SLACK = 12

_LIMITS = SendLimits(max_video_kbps=500, start_video_kbps=300, min_video_kbps=80)
_PICTURE_EVERY = 3


@dataclass(slots=True)
class _End:
    """One of the two; loud_s: when loud sound was pulled."""

    connection: PeerConnection
    pictures: list[Picture] = field(default_factory=list)
    loud_s: list[float] = field(default_factory=list)


async def failure_of(connect: PeerConnectionFactory, clock: Clock) -> str | None:
    """What does not work, in one word; None when all does. Takes about a second."""
    left, right = _make(connect), _make(connect)
    try:
        async with asyncio.timeout(TEST_LIMIT_S):
            offer = await left.connection.create_offer()
            answer = await right.connection.create_answer(offer)
            await left.connection.set_answer(answer)
            await _talk((left, right), clock)
    except TimeoutError:
        return _missing((left, right))
    finally:
        await left.connection.close()
        await right.connection.close()
    return None


async def _talk(ends: tuple[_End, _End], clock: Clock) -> None:
    """Until both see and hear; 100 times a second."""
    tone = (8_000 * np.sin(2 * np.pi * np.arange(BLOCK_SAMPLES) / 48)).astype(np.int16)
    planes = np.full((HEIGHT * 3 // 2, WIDTH), GREY, np.uint8)
    began_s = clock.monotonic()
    step = 0
    while _missing(ends) is not None:
        now_s = clock.monotonic()
        for end in ends:
            if step % _PICTURE_EVERY == 0:
                picture = Picture(planes=planes, width=WIDTH, height=HEIGHT, made_at_s=now_s)
                end.connection.send_video(picture)
            end.connection.send_audio(tone)
            if np.abs(end.connection.pull_audio()).max() >= LOUD:
                end.loud_s.append(now_s)
        step += 1
        await asyncio.sleep(max(0.0, began_s + step * BLOCK_S - clock.monotonic()))


def _missing(ends: tuple[_End, _End]) -> str | None:
    for end in ends:
        if not any(_is_grey(picture) for picture in end.pictures):
            return "no_picture"
        if not end.loud_s:
            return "no_sound"
        newest_s = end.loud_s[-1]
        recent = [at_s for at_s in end.loud_s if at_s > newest_s - SOUND_S]
        if newest_s - end.loud_s[0] < SOUND_S or len(recent) < FEWEST_BLOCKS:
            return "slow_sound"
    return None


def _is_grey(picture: Picture) -> bool:
    return abs(float(picture.luma.mean()) - GREY) <= GREY_SLACK


def _make(connect: PeerConnectionFactory) -> _End:
    pictures: list[Picture] = []
    config = ConnectionConfig(
        ice_servers=(),
        loopback_only=True,
        ice_port_range=None,
        limits=_LIMITS,
        on_video=pictures.append,
        on_state=lambda _state: None,
    )
    return _End(connection=connect(config), pictures=pictures)
