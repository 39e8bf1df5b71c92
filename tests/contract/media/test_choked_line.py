"""What waits for a line that carries next to nothing any more is given up, and a call goes on."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import numpy as np
import pytest

from desktop.domain.ids import SiteId
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.peer.libwebrtc.connection import LibwebrtcConnection
from desktop.media.engine.picture import Picture
from tests.patience import PATIENCE_S
from tests.rigs.line.cut_line import CutLine
from tests.rigs.line.media_pair import CLOCK, FACTORIES, End, make_end, pair

pytestmark = pytest.mark.contract

WIDE = SendLimits(max_video_kbps=2_500, start_video_kbps=800, min_video_kbps=80)
FLOWS_KBPS = 1_000.0
CHOKED_KBPS = 50.0
LOOK_S = 0.1
MOST_LOOKS = 70
"""One, or a few on a busy PC; left alone, libwebrtc looks 290 times until the line took it all."""

WIDTH, HEIGHT = 640, 360


async def show(end: End) -> None:
    """A picture with the noise of a sensor, 30 times a second: it costs what the line gives."""
    chance = np.random.default_rng(5)
    while True:
        planes = chance.integers(110, 150, (HEIGHT * 3 // 2, WIDTH), np.uint8)
        end.connection.send_video(
            Picture(planes=planes, width=WIDTH, height=HEIGHT, made_at_s=CLOCK.monotonic())
        )
        await asyncio.sleep(1 / 30)


@asynccontextmanager
async def showing(*ends: End) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(show(end)) for end in ends]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def looked(end: End, until: Callable[[float | None, float], bool]) -> int:
    """How many looks until its estimate and what it sent were like that."""
    began_s = CLOCK.monotonic()
    count = 0
    while True:
        count += 1
        await asyncio.sleep(LOOK_S)
        stats = await end.connection.stats(SiteId("x"))
        if until(stats.available_kbps, stats.sent_kbps):
            return count
        assert CLOCK.monotonic() - began_s < PATIENCE_S, stats


def test_a_choked_line_is_told_and_what_waits_for_it_dropped() -> None:
    line = CutLine()

    def bent(sdp: str) -> str:
        return str(json.loads(line.bend(json.dumps({"sdp": sdp})))["sdp"])

    async def scenario() -> int:
        left, right = (make_end(FACTORIES["libwebrtc"]) for _ in range(2))
        line.start()
        try:
            offer = bent(await left.connection.create_offer())
            answer = bent(await right.connection.create_answer(offer))
            await left.connection.set_answer(answer)
            left.connection.set_limits(WIDE)
            async with showing(left):
                await looked(left, lambda known, sent: bool(known) and sent > FLOWS_KBPS)
                line.narrow(CHOKED_KBPS)
                await looked(left, lambda known, _: known == 0.0)
                looks = await looked(left, lambda known, _: bool(known))
                seen = len(right.pictures)
                await looked(left, lambda *_: len(right.pictures) > seen)
                return looks
        finally:
            await left.connection.close()
            await right.connection.close()
            line.stop()

    looks = asyncio.run(scenario())
    print({"looks": looks})
    assert looks <= MOST_LOOKS


@pytest.mark.parametrize("far", ["libwebrtc", "aiortc"])
@pytest.mark.parametrize("sender", ["who offered", "who answered"])
def test_pictures_go_on_both_ways_after_those_that_waited_were_dropped(
    far: str, sender: str
) -> None:
    async def scenario() -> None:
        factories = FACTORIES["libwebrtc"], FACTORIES[far]
        is_offering = sender == "who offered"
        async with pair(*(factories if is_offering else factories[::-1])) as ends:
            near, other = ends if is_offering else ends[::-1]
            async with showing(near, other):
                for _ in range(3):
                    counts = len(near.pictures), len(other.pictures)
                    await looked(
                        near,
                        lambda *_, counts=counts: (
                            len(near.pictures) > counts[0] + 5
                            and len(other.pictures) > counts[1] + 5
                        ),
                    )
                    assert isinstance(near.connection, LibwebrtcConnection)
                    await near.connection._peer.drop_waiting_pictures()

    asyncio.run(scenario())
