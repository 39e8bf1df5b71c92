"""Does libwebrtc work on this PC? Two connections on loopback, picture and sound each way."""

import asyncio
from collections.abc import Callable

import numpy as np

from desktop.domain.clock import Clock
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    PeerConnection,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.peer.loop_back import LoopBack, LoopEnd
from desktop.media.engine.picture import Picture

TEST_LIMIT_S = 6.0
SOUND_S = 0.5
FEWEST_BLOCKS = 40
"""Of 50 that half a second has: the pump of sound must keep its pace, on a busy PC too."""

WIDTH, HEIGHT = 320, 180
GREY = 180
GREY_SLACK = 12

_LIMITS = SendLimits(max_video_kbps=500, start_video_kbps=300, min_video_kbps=80)


async def failure_of(connect: PeerConnectionFactory, clock: Clock) -> str | None:
    """What does not work, in one word; None when all does. Takes about a second."""

    def make(take: Callable[[Picture], None]) -> PeerConnection:
        return connect(
            ConnectionConfig(
                ice_servers=(),
                loopback_only=True,
                ice_port_range=None,
                limits=_LIMITS,
                on_video=take,
                on_state=lambda _state: None,
            )
        )

    pair = LoopBack(make=make, clock=clock)
    try:
        async with asyncio.timeout(TEST_LIMIT_S):
            await pair.meet()
            await pair.talk(_draw, lambda: _missing(pair.ends) is not None)
    except TimeoutError:
        return _missing(pair.ends)
    finally:
        await pair.close()
    return None


def _draw(_step: int, now_s: float) -> Picture:
    planes = np.full((HEIGHT * 3 // 2, WIDTH), GREY, np.uint8)
    return Picture(planes=planes, width=WIDTH, height=HEIGHT, made_at_s=now_s)


def _missing(ends: tuple[LoopEnd, LoopEnd]) -> str | None:
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
