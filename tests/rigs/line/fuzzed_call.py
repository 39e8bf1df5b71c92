"""A running call on loopback, one end of which is fed with bent packets as if they had come."""

import asyncio
import random
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from desktop.domain.clock import SystemClock
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.media.engine.peer.aiortc.connection import AiortcConnection, AiortcConnections
from desktop.media.engine.peer.connection import (
    ConnectionConfig,
    ConnectionState,
    PeerConnectionFactory,
    SendLimits,
)
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import BLOCK_SAMPLES
from tests.patience import PATIENCE_S
from tests.rigs.line.media_pair import make_end
from tests.rigs.line.mutated_packets import MutatedPackets

AT_ONCE = 50
_LIMITS = SendLimits(max_video_kbps=500, start_video_kbps=300, min_video_kbps=60)


def moving_picture(number: int) -> Picture:
    rng = np.random.default_rng(number)
    coarse = rng.integers(60, 190, (14, 16), np.uint8)
    planes = np.ascontiguousarray(np.repeat(np.repeat(coarse, 20, axis=0), 20, axis=1)[:270])
    return Picture(planes=planes, width=320, height=180, made_at_s=SystemClock().monotonic())


def bent_text(text: str, chance: random.Random) -> str:
    """Lines left out, doubled, swapped, cut; characters changed; numbers made huge."""
    lines = text.splitlines()
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randrange(len(line) + 1)
        lines[at : at + 1] = chance.choice(
            (
                [],
                [line, line],
                [lines[chance.randrange(len(lines))], line],
                [line[:cut]],
                [line[:cut] + chr(chance.randrange(1, 0x2FF)) + line[cut:]],
                [re.sub(r"\d+", str(chance.choice((0, -1, 1 << 31, 1 << 70))), line, count=2)],
                [line[:cut] + " " + line[cut:]],
            )
        )
        lines = lines or [""]
    return "\r\n".join(lines) + "\r\n"


async def answer_bent_offers(factory: PeerConnectionFactory, *, seed: int, count: int) -> int:
    """Give so many bent offers to fresh connections; returns how many were answered."""
    offering = make_end(factory)
    try:
        offer = await offering.connection.create_offer()
    finally:
        await offering.connection.close()
    chance = random.Random(seed)
    answered = 0
    for _ in range(count):
        end = make_end(factory)
        try:
            await end.connection.create_answer(bent_text(offer, chance))
            answered += 1
        except ProtocolError:
            continue
        finally:
            await end.connection.close()
    return answered


class FuzzedCall:
    """left sends and is not touched; right gets what left sends, and garbage beside it."""

    def __init__(self) -> None:
        self.left = self._end(self._ignore)
        self.right = self._end(self._count)
        self._left_to_see = 0
        self._has_seen = asyncio.Event()
        self._is_over = False

    def _end(self, on_video: Callable[[Picture], None]) -> AiortcConnection:
        config = ConnectionConfig(
            ice_servers=(),
            loopback_only=True,
            ice_port_range=None,
            limits=_LIMITS,
            on_video=on_video,
            on_state=lambda _state: None,
        )
        connection = AiortcConnections(clock=SystemClock())(config)
        assert isinstance(connection, AiortcConnection)
        return connection

    def _ignore(self, _picture: Picture) -> None: ...

    def _count(self, _picture: Picture) -> None:
        self._left_to_see -= 1
        if self._left_to_see <= 0:
            self._has_seen.set()

    async def run(self, *, seed: int, count: int) -> None:
        """Feed so many packets while both talk; then pictures must still come."""
        try:
            await self.right_answers()
            talking = asyncio.ensure_future(self._talk())
            try:
                await self.wait_for_pictures(5)
                await self._feed(seed, count)
                for end in (self.left, self.right):
                    assert end._pc.connectionState == ConnectionState.CONNECTED
                    await end.stats(SiteId("x"))
                await self.wait_for_pictures(20)
            finally:
                self._is_over = True
                await talking
        finally:
            await self.left.close()
            await self.right.close()

    async def right_answers(self) -> None:
        offer = await self.left.create_offer()
        await self.left.set_answer(await self.right.create_answer(offer))

    async def wait_for_pictures(self, count: int) -> None:
        """Until so many more were shown at the end that is fed."""
        self._left_to_see = count
        self._has_seen.clear()
        await asyncio.wait_for(self._has_seen.wait(), PATIENCE_S)

    async def _talk(self) -> None:
        number = 0
        while not self._is_over:
            for end in (self.left, self.right):
                end.send_audio(np.zeros(BLOCK_SAMPLES, np.int16))
                end.pull_audio()
                if number % 4 == 0:
                    end.send_video(moving_picture(number))
            number += 1
            await asyncio.sleep(0.01)

    async def _feed(self, seed: int, count: int) -> None:
        transport: Any = self.right._audio.receiver.transport
        router = transport._rtp_router
        packets = MutatedPackets(
            seed=seed,
            ssrcs=[*router.ssrc_table, *router.senders],
            payload_types=[*router.payload_type_table, 0, 72, 127],
        )
        for number, (is_rtcp, data) in enumerate(packets.stream(count)):
            if is_rtcp:
                await transport._handle_rtcp_data(data)
            else:
                await transport._handle_rtp_data(data, arrival_time_ms=number)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
