"""Patch of aiortc's receiver: our jitter buffers, our taps on RTP, our NACKs and keyframe requests.

Replaced on each receiver: `_RTCRtpReceiver__jitter_buffer` (contract: `add(packet)` returns
whether to ask for a keyframe, and a frame or None), `_RTCRtpReceiver__nack_generator` (contract:
`add(packet)` returns whether to ask for `missing`), `_handle_rtp_packet`, `_handle_rtcp_packet`,
`_send_rtcp_pli` and `_send_rtcp`. Used: `_send_rtcp_nack`, `_RTCRtpReceiver__timestamp_mapper`,
`_RTCRtpReceiver__remote_streams` and `..__rtx_ssrc` (by SSRC: what was counted of each stream),
`..__decoder_thread`, `..__codecs` and `..__decoder_queue`, which has no bound of its own.
"""

import logging
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiortc import RTCRtpReceiver
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtp import AnyRtcpPacket, RtcpByePacket, RtpPacket
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.media.engine.peer.aiortc.line.missing import MissingPackets
from desktop.media.engine.peer.aiortc.line.video_buffer import MarkerJitterBuffer, is_too_large

if TYPE_CHECKING:
    import queue

MAX_FRAMES_BEFORE_DECODER = 30
"""One second of pictures; a decoder further behind than that gets a keyframe to begin anew."""

KEYFRAME_ASK_GAP_S = 0.3
LEAST_PATIENCE_S = 0.35
MOST_PATIENCE_S = 1.2
PATIENCE_ROUND_TRIPS = 2.5

logger = logging.getLogger(__name__)


class VoiceTap:
    """Stands in for the audio buffer: hands every packet on and keeps none."""

    def __init__(self, *, take: Callable[[int, bytes], None]) -> None:
        self._take = take

    def add(self, packet: RtpPacket) -> tuple[bool, JitterFrame | None]:
        """Sequence number and Opus packet, on media-loop; nothing reaches aiortc's decoder."""
        self._take(packet.sequence_number, packet.payload)
        return False, None


class BoundedVideoBuffer(MarkerJitterBuffer):
    """Lets nothing through to a decoder that is far behind."""

    def __init__(self, *, clock: Clock, waiting: "queue.Queue[Any]") -> None:
        super().__init__(clock=clock)
        self._waiting = waiting

    @override
    def add(self, packet: RtpPacket) -> tuple[bool, JitterFrame | None]:
        """As the marker buffer, dropping frames while the decoder is late."""
        needs_keyframe, frame = super().add(packet)
        if frame is not None and not self.may_decode(frame):
            return True, None
        return needs_keyframe, frame

    def may_decode(self, frame: JitterFrame) -> bool:
        """The decoder keeps up and the picture is of a size that a camera has."""
        return self._waiting.qsize() < MAX_FRAMES_BEFORE_DECODER and not is_too_large(frame.data)


class VideoReceiver:
    """Asks again for what is missing and gives up in time. Thread: media-loop."""

    def __init__(self, *, receiver: RTCRtpReceiver, clock: Clock) -> None:
        self.missing = MissingPackets(clock=clock)
        bent: Any = receiver
        self._receiver = bent
        self._clock = clock
        self._buffer = BoundedVideoBuffer(
            clock=clock,
            waiting=bent._RTCRtpReceiver__decoder_queue,  # noqa: SLF001 - see the module
        )
        self._asked_at_s: float | None = None
        self._handle = receiver._handle_rtp_packet  # noqa: SLF001 - see the module
        self._ask_keyframe = receiver._send_rtcp_pli  # noqa: SLF001 - see the module

    def install(self) -> None:
        """Take the place of aiortc's buffer and questions."""
        bent = self._receiver
        bent._RTCRtpReceiver__jitter_buffer = self._buffer  # noqa: SLF001 - see the module
        bent._RTCRtpReceiver__nack_generator = self.missing  # noqa: SLF001 - see the module
        bent._handle_rtp_packet = self._take  # noqa: SLF001 - see the module
        bent._send_rtcp_pli = self._ask_seldom  # noqa: SLF001 - see the module

    async def step(self) -> None:
        """Look at the time; about a hundred times a second."""
        await self._ask()
        if self._buffer.look():
            await self._ask_seldom(self.missing.ssrc)

    async def _take(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        await self._handle(packet, arrival_time_ms)
        await self._release_more(packet)
        await self._ask()

    async def _release_more(self, packet: RtpPacket) -> None:
        receiver = self._receiver
        while (frame := self._buffer.take_more()) is not None:
            codec = receiver._RTCRtpReceiver__codecs.get(packet.payload_type)  # noqa: SLF001 - see the module
            if codec is None:
                return
            if codec.name == "rtx":
                codec = receiver._RTCRtpReceiver__codecs.get(codec.parameters.get("apt"))  # noqa: SLF001 - see the module
            if not self._buffer.may_decode(frame):
                await self._ask_seldom(self.missing.ssrc)
            elif codec is not None and receiver._RTCRtpReceiver__decoder_thread:  # noqa: SLF001 - see the module
                mapper = receiver._RTCRtpReceiver__timestamp_mapper  # noqa: SLF001 - see the module
                frame.timestamp = mapper.map(frame.timestamp)
                receiver._RTCRtpReceiver__decoder_queue.put((codec, frame))  # noqa: SLF001 - see the module

    async def _ask(self) -> None:
        if self._buffer.origin is not None:
            self.missing.forget_before(self._buffer.origin)
        lost = self.missing.due()
        if lost:
            await self._receiver._send_rtcp_nack(self.missing.ssrc, lost)  # noqa: SLF001 - see the module
        patience_s = PATIENCE_ROUND_TRIPS * self.missing.round_trip_s + 0.15
        self._buffer.patience_s = min(MOST_PATIENCE_S, max(LEAST_PATIENCE_S, patience_s))

    async def _ask_seldom(self, media_ssrc: int) -> None:
        now_s = self._clock.monotonic()
        gap_s = max(KEYFRAME_ASK_GAP_S, self.missing.round_trip_s)
        if self._asked_at_s is None or now_s - self._asked_at_s >= gap_s:
            self._asked_at_s = now_s
            await self._ask_keyframe(media_ssrc)


def patch_voice(receiver: RTCRtpReceiver, take: Callable[[int, bytes], None]) -> None:
    """Hand the packets of this receiver to `take` (sequence number, Opus packet)."""
    bent: Any = receiver
    bent._RTCRtpReceiver__jitter_buffer = VoiceTap(take=take)  # noqa: SLF001 - see the module


def patch_video(receiver: RTCRtpReceiver, clock: Clock) -> VideoReceiver:
    """Frames leave on their marker bit, holes are asked for, the decoder's queue has a bound."""
    video = VideoReceiver(receiver=receiver, clock=clock)
    video.install()
    return video


def patch_reports(receiver: RTCRtpReceiver) -> None:
    """A report that a hostile stream made impossible to write is left out.

    aiortc would end its reports for good, and then wait for their end for ever when it closes.
    """
    send = receiver._send_rtcp  # noqa: SLF001 - see the module

    async def send_what_can_be_said(packet: AnyRtcpPacket) -> None:
        try:
            await send(packet)
        except struct.error:
            logger.warning("report left out kind=%s", receiver.track.kind)

    bent: Any = receiver
    bent._send_rtcp = send_what_can_be_said  # noqa: SLF001 - see the module


def patch_farewell(receiver: RTCRtpReceiver) -> None:
    """Heed no RTCP BYE: a site says by the channel that it goes, and its transport ends.

    aiortc would end the decoder for good, waiting for it on the loop, whatever comes afterwards.
    """
    handle = receiver._handle_rtcp_packet  # noqa: SLF001 - see the module

    async def hear_no_farewell(packet: AnyRtcpPacket) -> None:
        if not isinstance(packet, RtcpByePacket):
            await handle(packet)

    bent: Any = receiver
    bent._handle_rtcp_packet = hear_no_farewell  # noqa: SLF001 - see the module


def count_packets(receiver: RTCRtpReceiver) -> tuple[int, int]:
    """How many came and how many were lost so far, without those that were sent again.

    aiortc's own report has the figures of one stream: once one packet was sent again, of these.
    """
    bent: Any = receiver
    streams = [
        stream
        for ssrc, stream in bent._RTCRtpReceiver__remote_streams.items()  # noqa: SLF001 - see the module
        if ssrc not in bent._RTCRtpReceiver__rtx_ssrc  # noqa: SLF001 - see the module
    ]
    came = sum(stream.packets_received for stream in streams)
    return came, sum(max(0, stream.packets_lost) for stream in streams)


def patch_ear(receiver: RTCRtpReceiver, on_rtp: Callable[[], None]) -> None:
    """Call `on_rtp` for every RTP packet of this receiver, before anything else."""
    handle = receiver._handle_rtp_packet  # noqa: SLF001 - see the module

    async def hear(packet: RtpPacket, arrival_time_ms: int) -> None:
        on_rtp()
        await handle(packet, arrival_time_ms)

    bent: Any = receiver
    bent._handle_rtp_packet = hear  # noqa: SLF001 - see the module
