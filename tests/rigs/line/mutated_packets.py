"""Packets as a hostile or broken site would send them: true ones, bent in every way."""

import random
import struct
from collections.abc import Iterator

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpByePacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSdesPacket,
    RtcpSenderInfo,
    RtcpSourceInfo,
    RtcpSrPacket,
    pack_remb_fci,
)

from desktop.media.engine.peer.aiortc.line.transport_feedback import Feedback, build_feedback

MAX_BYTES = 1_200


class MutatedPackets:
    """A stream of packets. ssrcs: those that the receiver knows. payload_types: the same."""

    def __init__(self, *, seed: int, ssrcs: list[int], payload_types: list[int]) -> None:
        self._chance = random.Random(seed)
        self._ssrcs = ssrcs
        self._payload_types = payload_types
        self._number = 0

    def stream(self, count: int) -> Iterator[tuple[bool, bytes]]:
        """Whether it is RTCP, and the bytes."""
        for _ in range(count):
            is_rtcp = self._chance.random() < 0.4
            yield is_rtcp, self._bent(self._rtcp() if is_rtcp else self._rtp())

    def _bent(self, packet: bytes) -> bytes:
        chance = self._chance
        data = bytearray(packet)
        way = chance.randrange(6)
        if way == 0:
            return packet
        if way == 1 and data:
            del data[chance.randrange(len(data)) :]
        elif way == 2:
            data += chance.randbytes(chance.randrange(64))
        elif way == 3:
            return chance.randbytes(chance.randrange(80))
        else:
            for _ in range(chance.randrange(1, 8)):
                if data:
                    data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data[:MAX_BYTES])

    def _ssrc(self) -> int:
        chance = self._chance
        return chance.choice(self._ssrcs) if chance.random() < 0.8 else chance.getrandbits(32)

    def _rtp(self) -> bytes:
        chance = self._chance
        self._number += chance.choice((0, 1, 1, 1, 2, -3, 700, 30_000))
        first = 0x80 | chance.choice((0, 0, 0x10, 0x10, 0x20, 0x0F))
        marker = chance.choice((0, 0x80))
        head = struct.pack(
            "!BBHLL",
            first,
            marker | chance.choice(self._payload_types),
            self._number % 65_536,
            chance.choice((self._number * 3_000, chance.getrandbits(32))) % (1 << 32),
            self._ssrc(),
        )
        extension = b""
        if first & 0x10:
            body = b"".join(
                bytes((identity << 4 | size - 1,)) + chance.randbytes(size)
                for identity, size in (
                    (chance.randrange(1, 15), chance.randrange(1, 9)) for _ in range(3)
                )
            )
            body += bytes(-len(body) % 4)
            extension = struct.pack("!HH", 0xBEDE, len(body) // 4) + body
        payload = chance.choice((b"\x10\x00\x9d\x01\x2a", b"\x10", b"\x90\x80", b""))
        return head + extension + payload + chance.randbytes(chance.randrange(200))

    def _rtcp(self) -> bytes:
        chance = self._chance
        wide = chance.getrandbits
        report = RtcpReceiverInfo(
            ssrc=self._ssrc(),
            fraction_lost=chance.randrange(256),
            packets_lost=chance.randrange(-(1 << 23), 1 << 23),
            highest_sequence=wide(32),
            jitter=wide(32),
            lsr=wide(32),
            dlsr=wide(32),
        )
        sender = RtcpSenderInfo(
            ntp_timestamp=wide(64), rtp_timestamp=wide(32), packet_count=wide(32), octet_count=9
        )
        lost = sorted(chance.sample(range(65_536), chance.randrange(1, 30)))
        arrivals = tuple(chance.choice((None, wide(20), wide(12))) for _ in range(20))
        base = chance.randrange(65_536)
        feedback = Feedback(base=base, number=1, arrivals=(*arrivals, 9))
        makers = (
            lambda: bytes(RtcpRrPacket(ssrc=self._ssrc(), reports=[report])),
            lambda: bytes(RtcpSrPacket(ssrc=self._ssrc(), sender_info=sender, reports=[report])),
            lambda: bytes(
                RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=self._ssrc(), lost=lost)
            ),
            lambda: bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=1, media_ssrc=self._ssrc())),
            lambda: bytes(
                RtcpPsfbPacket(
                    fmt=RTCP_PSFB_APP,
                    ssrc=1,
                    media_ssrc=0,
                    fci=pack_remb_fci(wide(40), [self._ssrc()]),
                )
            ),
            lambda: bytes(
                RtcpSdesPacket(chunks=[RtcpSourceInfo(ssrc=self._ssrc(), items=[(1, b"x")])])
            ),
            lambda: bytes(RtcpByePacket(sources=[wide(32)])),
            lambda: build_feedback(feedback, ssrc=1, media_ssrc=self._ssrc())[0],
        )
        return chance.choice(makers)()
