"""Patch of aiortc's receiver: our buffers and our ears. Private names, this file.

Replaced on each receiver: `_RTCRtpReceiver__jitter_buffer` (contract: `add(packet)` returns
whether to ask for a keyframe, and a frame or None) and `_handle_rtp_packet`. Looked at:
`_RTCRtpReceiver__decoder_queue`, which has no bound of its own.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiortc import RTCRtpReceiver
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtp import RtpPacket
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.media.engine.peer.aiortc.video_buffer import MarkerJitterBuffer

if TYPE_CHECKING:
    import queue

MAX_FRAMES_BEFORE_DECODER = 30
"""One second of pictures; a decoder further behind than that gets a keyframe to begin anew."""


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
        if frame is not None and self._waiting.qsize() >= MAX_FRAMES_BEFORE_DECODER:
            return True, None
        return needs_keyframe, frame


def patch_voice(receiver: RTCRtpReceiver, take: Callable[[int, bytes], None]) -> None:
    """Hand the packets of this receiver to `take` (sequence number, Opus packet)."""
    bent: Any = receiver
    bent._RTCRtpReceiver__jitter_buffer = VoiceTap(take=take)  # noqa: SLF001 - see the module


def patch_video(receiver: RTCRtpReceiver, clock: Clock) -> None:
    """Frames leave on their marker bit and the decoder's queue has a bound."""
    bent: Any = receiver
    waiting = bent._RTCRtpReceiver__decoder_queue  # noqa: SLF001 - see the module
    bent._RTCRtpReceiver__jitter_buffer = BoundedVideoBuffer(  # noqa: SLF001 - see the module
        clock=clock, waiting=waiting
    )


def patch_ear(receiver: RTCRtpReceiver, on_rtp: Callable[[], None]) -> None:
    """Call `on_rtp` for every RTP packet of this receiver, before anything else."""
    handle = receiver._handle_rtp_packet  # noqa: SLF001 - see the module

    async def hear(packet: RtpPacket, arrival_time_ms: int) -> None:
        on_rtp()
        await handle(packet, arrival_time_ms)

    bent: Any = receiver
    bent._handle_rtp_packet = hear  # noqa: SLF001 - see the module
