"""Jitter buffer of video: packets in order, a frame leaves with its marker bit.

aiortc's own buffer lets a frame go when the next one begins (33 ms later), and one lost packet
holds everything until 512 packets have come. Here a blocked head is given up after `patience_s`:
skip to the next keyframe if one is there, else ask for one.
"""

import struct

from aiortc.jitterbuffer import JitterBuffer, JitterFrame
from aiortc.rtp import RtpPacket
from aiortc.utils import uint16_add
from typing_extensions import override

from desktop.domain.clock import Clock

CAPACITY = 1_024
PATIENCE_S = 0.6
MAX_FRAME_BYTES = 4_000_000
MAX_PIXELS = 3840 * 2176
"""Of a picture that is decoded: a keyframe of 16383 x 16383 would take half a gigabyte."""

MAX_LATE_IN_ROW = 60
"""So many packets of the past and none of the present: it was the present that was wrong."""

_HALF_OF_ALL = 1 << 15
_START_MASK = 0x1F
_START_OF_PARTITION_0 = 0x10
_KEYFRAME_START = b"\x9d\x01\x2a"
_KEYFRAME_HEADER_BYTES = 10


class MarkerJitterBuffer(JitterBuffer):
    """Stands in for aiortc's video buffer; VP8 only. Thread: media-loop."""

    def __init__(self, *, clock: Clock) -> None:
        super().__init__(capacity=CAPACITY, is_video=True)
        self.patience_s = PATIENCE_S
        self._clock = clock
        self._blocked_since_s: float | None = None
        self._awaits_keyframe = False
        self._late_in_row = 0

    @override
    def add(self, packet: RtpPacket) -> tuple[bool, JitterFrame | None]:
        """Keep a packet; returns whether a keyframe must be asked for, and a whole frame.

        One frame per call, as aiortc wants it; what else is whole then leaves by `take_more`.
        """
        if self._origin is None:
            if not _begins_keyframe(packet):
                return True, None  # nothing can be decoded before one comes whole
            self._origin = packet.sequence_number
        ahead = uint16_add(packet.sequence_number, -self._origin)
        if ahead >= _HALF_OF_ALL and not self._is_late_too_often():
            return False, None
        self._late_in_row = 0
        if ahead >= self._capacity:
            self.remove(self._capacity)
            self._origin = None
            self._blocked_since_s = None
            return True, self.add(packet)[1]
        return self._keep(packet)

    def _is_late_too_often(self) -> bool:
        self._late_in_row += 1
        return self._late_in_row >= MAX_LATE_IN_ROW

    def _keep(self, packet: RtpPacket) -> tuple[bool, JitterFrame | None]:
        needs_keyframe = False
        self._packets[packet.sequence_number % self._capacity] = packet
        frame = self._take()
        if frame is None and self._is_blocked():
            self._awaits_keyframe = not self._skip_to_keyframe()
            needs_keyframe = needs_keyframe or self._awaits_keyframe
            frame = self._take()
        elif frame is None and self._awaits_keyframe and _begins_keyframe(packet):
            self._awaits_keyframe = not self._skip_to_keyframe()
        return needs_keyframe, frame

    @property
    def origin(self) -> int | None:
        """The sequence number that is waited for; None before the first packet."""
        return self._origin

    def take_more(self) -> JitterFrame | None:
        """The next whole frame: a hole that is filled late lets several go at once."""
        return self._take()

    def look(self) -> bool:
        """Whether a keyframe must be asked for, though no packet came."""
        if self._blocked_since_s is None or not self._is_blocked():
            return False
        self._awaits_keyframe = not self._skip_to_keyframe()
        return self._awaits_keyframe

    def _take(self) -> JitterFrame | None:
        """The head when it is whole. Frames without data (padding) would end FFmpeg's decoder."""
        frame = self._take_any()
        while frame is not None and not frame.data:
            frame = self._take_any()
        return frame

    def _take_any(self) -> JitterFrame | None:
        if self._origin is None:
            return None
        packets: list[RtpPacket] = []
        for count in range(self._capacity):
            packet = self._at(count)
            if packet is None:
                return None
            if packets and packet.timestamp != packets[0].timestamp:
                return self._release(packets)  # the marker was not used
            packets.append(packet)
            if packet.marker:
                return self._release(packets)
        return None

    def _release(self, packets: list[RtpPacket]) -> JitterFrame:
        self.remove(len(packets))
        self._blocked_since_s = None
        self._awaits_keyframe = False
        data = b"".join(_payload(packet) for packet in packets)
        return JitterFrame(data[:MAX_FRAME_BYTES], packets[0].timestamp)

    def _is_blocked(self) -> bool:
        """The head stays incomplete while packets behind it wait, for longer than `patience_s`."""
        now_s = self._clock.monotonic()
        if self._blocked_since_s is None:
            self._blocked_since_s = now_s
        if now_s - self._blocked_since_s <= self.patience_s:
            return False
        self._blocked_since_s = now_s
        return True

    def _skip_to_keyframe(self) -> bool:
        last_timestamp: int | None = None
        for count in range(1, self._capacity):
            packet = self._at(count)
            if packet is None or packet.timestamp == last_timestamp:
                continue
            last_timestamp = packet.timestamp
            if _begins_keyframe(packet):
                self.remove(count)
                return True
        return False

    def _at(self, count: int) -> RtpPacket | None:
        origin = self._origin or 0
        return self._packets[(origin + count) % self._capacity]


def _payload(packet: RtpPacket) -> bytes:
    # Set by aiortc's receiver after it took the VP8 descriptor off.
    data: bytes = getattr(packet, "_data", b"")
    return data


def _begins_keyframe(packet: RtpPacket) -> bool:
    # RFC 7741 §4.2: start of partition 0. RFC 6386 §9.1: bit 0 is 0 in a keyframe.
    data = _payload(packet)
    is_start = bool(packet.payload) and packet.payload[0] & _START_MASK == _START_OF_PARTITION_0
    return is_start and bool(data) and not data[0] & 1


def is_too_large(untrusted_frame: bytes) -> bool:
    """A keyframe of more than MAX_PIXELS (RFC 6386 §9.1: 14 bits each, after the start code)."""
    if len(untrusted_frame) < _KEYFRAME_HEADER_BYTES or untrusted_frame[0] & 1:
        return False
    if untrusted_frame[3:6] != _KEYFRAME_START:
        return False
    width, height = struct.unpack_from("<HH", untrusted_frame, 6)
    return bool((width & 0x3FFF) * (height & 0x3FFF) > MAX_PIXELS)
