"""Patch of aiortc's sender: our encoders, rate-limited keyframes, bounded retransmission.

Private names, this file. Replaced on each sender: `_RTCRtpSender__encoder` (made lazily by aiortc
when it is None), `_send_keyframe`, `_retransmit(sequence_number)` and `_handle_rtcp_packet`.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiortc import RTCRtpSender
from aiortc.codecs.base import Encoder
from aiortc.rtp import AnyRtcpPacket, RtcpReceiverInfo, RtcpRrPacket, RtcpSrPacket

from desktop.domain.clock import Clock

KEYFRAME_GAP_S = 0.4
"""Keyframes cost ten times a frame; several sites asking at once get one."""


def patch_encoder(sender: RTCRtpSender, encoder: Encoder) -> None:
    """Use this encoder from the first frame."""
    bent: Any = sender
    bent._RTCRtpSender__encoder = encoder  # noqa: SLF001 - see the module


def patch_keyframes(sender: RTCRtpSender, clock: Clock) -> None:
    """Answer requests for keyframes at most once in KEYFRAME_GAP_S."""
    send = sender._send_keyframe  # noqa: SLF001 - see the module
    last_s: float | None = None

    def send_seldom() -> None:
        nonlocal last_s
        now_s = clock.monotonic()
        if last_s is None or now_s - last_s >= KEYFRAME_GAP_S:
            last_s = now_s
            send()

    bent: Any = sender
    bent._send_keyframe = send_seldom  # noqa: SLF001 - see the module


def patch_resending(
    sender: RTCRtpSender, allows: Callable[[int], bool]
) -> Callable[[int], Awaitable[None]]:
    """Send again only what `allows` lets through; returns what sends again without asking."""
    send_again = sender._retransmit  # noqa: SLF001 - see the module

    async def send_with_measure(sequence_number: int) -> None:
        if allows(sequence_number):
            await send_again(sequence_number)

    bent: Any = sender
    bent._retransmit = send_with_measure  # noqa: SLF001 - see the module
    return send_again


def patch_listening(sender: RTCRtpSender, hear: Callable[[RtcpReceiverInfo], None]) -> None:
    """Hand on what the far end reports of this sender's packets (RFC 3550 §6.4.1)."""
    handle = sender._handle_rtcp_packet  # noqa: SLF001 - see the module

    async def listen(packet: AnyRtcpPacket) -> None:
        await handle(packet)
        if isinstance(packet, (RtcpRrPacket, RtcpSrPacket)):
            for report in packet.reports:
                if report.ssrc == sender._ssrc:  # noqa: SLF001 - see the module
                    hear(report)

    bent: Any = sender
    bent._handle_rtcp_packet = listen  # noqa: SLF001 - see the module
