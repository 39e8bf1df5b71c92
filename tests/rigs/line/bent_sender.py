"""A site that encrypts garbage with the keys of its call, as only a hostile or broken one can."""

import asyncio
import contextlib
import random
from typing import Any

import numpy as np
from pylibsrtp import Error as SrtpError

from desktop.media.engine.peer.aiortc.connection import AiortcConnection
from desktop.media.engine.peer.connection import ConnectionState, PeerConnection
from tests.rigs.line.media_pair import FACTORIES, End, pair, talk
from tests.rigs.line.mutated_packets import MutatedPackets

AT_ONCE = 5
HEAD_BYTES = 12
BENT_SHARE = 0.3
PIECE = 1_500
"""Of the garbage between two looks at whether the call goes on."""


async def outlive_bent_packets(*, seed: int, count: int) -> "BentSender":
    """A call of an end on aiortc, which sends so much garbage, with one on libwebrtc.

    That one must go on sending pictures and hearing, and afterwards have a good call with another.
    Pictures of the hostile end may be few: what it made up spoils what it is told of its line.
    """
    aiortc, libwebrtc = FACTORIES["aiortc"], FACTORIES["libwebrtc"]
    async with pair(aiortc, libwebrtc) as (hostile, end):
        await talk(hostile, end, until=lambda: min(map(len, (hostile.pictures, end.pictures))) > 5)
        bent = BentSender(hostile.connection, seed=seed)
        for begun in range(0, count, PIECE):
            feeding = asyncio.ensure_future(bent.send(min(PIECE, count - begun)))
            await talk(hostile, end, until=feeding.done)
            await feeding
            for one in (hostile, end):
                one.pictures.clear()
                one.heard.clear()
        await talk(hostile, end, until=lambda: len(hostile.pictures) >= 20 and is_heard(end))
        assert ConnectionState.FAILED not in end.states
    async with pair(libwebrtc, libwebrtc) as (left, right):
        await talk(left, right, until=lambda: min(map(len, (left.pictures, right.pictures))) >= 10)
    return bent


def is_heard(end: End) -> bool:
    """Something loud came in the last half second."""
    return any(np.abs(block).max() > 500 for block in end.heard[-50:])


class BentSender:
    """sent: strange packets that went out. bent: true ones that were changed behind their head.

    The heads of its own packets stay: with other numbers SRTP itself would send none of them.
    """

    def __init__(self, end: PeerConnection, *, seed: int) -> None:
        assert isinstance(end, AiortcConnection)
        self._transport: Any = end._audio.receiver.transport
        chance = random.Random(seed)
        router = self._transport._rtp_router
        types = [*router.payload_type_table, 0, 127]
        strangers = [chance.getrandbits(32) for _ in range(8)]
        known = [*router.ssrc_table, *router.senders]
        self._rtp = MutatedPackets(seed=seed, ssrcs=strangers, payload_types=types)
        self._rtcp = MutatedPackets(seed=seed + 1, ssrcs=known, payload_types=types)
        self._own = {ssrc.to_bytes(4) for ssrc in router.senders}
        self._cipher = BendingCipher(self._transport._tx_srtp, chance)
        self.sent = 0

    @property
    def bent(self) -> int:
        """How many true packets went out changed."""
        return self._cipher.bent

    async def send(self, count: int) -> None:
        """So many steps of garbage, as fast as a line takes them; then only true ones go."""
        true_cipher = self._transport._tx_srtp
        self._transport._tx_srtp = self._cipher
        try:
            strange = zip(self._rtp.stream(count), self._rtcp.stream(count), strict=True)
            for number, ((_, from_a_stranger), (is_rtcp, about_known)) in enumerate(strange):
                await self._send_strange(about_known if is_rtcp else from_a_stranger)
                if number % AT_ONCE == 0:
                    await asyncio.sleep(0.005)
        finally:
            self._transport._tx_srtp = true_cipher

    async def _send_strange(self, data: bytes) -> None:
        if len(data) < HEAD_BYTES or data[8:12] in self._own:
            return
        # Of another version, or with more extensions than bytes: libsrtp encrypts no such thing.
        with contextlib.suppress(SrtpError):
            is_rtcp = 64 <= data[1] & 0x7F < 96  # RFC 5761 §4
            true = self._cipher.true
            secret = true.protect_rtcp(data) if is_rtcp else true.protect(data)
            await self._transport.transport._send(secret)
            self.sent += 1


class BendingCipher:
    """Changes one packet of three before it is encrypted."""

    def __init__(self, true: Any, chance: random.Random) -> None:
        self.true = true
        self.bent = 0
        self._chance = chance

    def protect(self, data: bytes) -> bytes:
        """RTP: its head and the head of its extensions stay."""
        keeps = HEAD_BYTES + 4
        if len(data) > keeps and self._chance.random() < BENT_SHARE:
            tail = bytearray(data[keeps:])
            for _ in range(self._chance.randrange(1, 6)):
                tail[self._chance.randrange(len(tail))] = self._chance.randrange(256)
            data = data[:keeps] + bytes(tail)
            self.bent += 1
        secret: bytes = self.true.protect(data)
        return secret

    def protect_rtcp(self, data: bytes) -> bytes:
        """As it is: other reports are made up beside it."""
        secret: bytes = self.true.protect_rtcp(data)
        return secret
