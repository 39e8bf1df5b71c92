"""Patch of aiortc's transport: numbers packets, takes feedback, survives malformed packets.

Replaced on each transport: `_handle_rtp_data`, `_handle_rtcp_data` and `_send_rtp`; on each sender
`_RTCRtpSender__rtp_header_extensions_map` (contract: `configure(parameters)`, `set(values)` once
for every packet that leaves); on each receiver `_RTCRtpReceiver__remote_bitrate_estimator`
(contract: `add(...)` returns an estimate to send, or None). aiortc lets a malformed header
extension or report end the whole transport, and keeps state for every SSRC it ever saw; what is
sent again has an SSRC of its own, in `_RTCRtpReceiver__rtx_ssrc`.
"Bundled" is `RTCRtpTransceiver._bundled`: who is not yet bundled loses his transport when the
other end's first section is another one, though both have had the same one from the beginning.
"""

import logging
import struct
from typing import Any

from aiortc import RTCDtlsTransport, RTCRtpReceiver, RTCRtpSender, RTCRtpTransceiver
from aiortc.rate import RemoteBitrateEstimator
from aiortc.rtcrtpparameters import RTCRtpParameters
from aiortc.rtp import HeaderExtensions, HeaderExtensionsMap, RtpPacket, is_rtcp
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.media.engine.peer.aiortc.line.line_estimate import LineEstimate
from desktop.media.engine.peer.aiortc.line.receive_line import ReceiveLine
from desktop.media.engine.peer.aiortc.line.send_line import SendLine
from desktop.media.engine.peer.aiortc.line.transport_feedback import (
    FEEDBACK_URI,
    split_feedback,
)

MAX_COMPLAINTS = 3

PACKET_OVERHEAD_BYTES = 38
"""IPv4, UDP and the tag of SRTP, which the line carries too."""

# What aiortc's parsers raise on packets that contradict themselves.
_MALFORMED = (
    ValueError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
)
_NUMBER_AND_SSRC = struct.Struct("!HxxxxL")

logger = logging.getLogger(__name__)


class NumberingExtensions(HeaderExtensionsMap):
    """Gives every packet the next number of the transport, when both ends agreed on it."""

    def __init__(self, *, estimate: LineEstimate) -> None:
        super().__init__()
        self._estimate = estimate
        self._is_agreed = False

    @override
    def configure(self, parameters: RTCRtpParameters) -> None:
        """What was negotiated."""
        super().configure(parameters)
        uris = [extension.uri for extension in parameters.headerExtensions]
        self._is_agreed = FEEDBACK_URI in uris

    @override
    def set(self, values: HeaderExtensions) -> tuple[int, bytes]:
        """Serialize the extensions of a packet that leaves now."""
        if self._is_agreed:
            values.transport_sequence_number = self._estimate.take_number()
        return super().set(values)


class QuietEstimator:
    """aiortc's own estimate (REMB), silent as soon as the sender can make a better one."""

    def __init__(self, *, inner: RemoteBitrateEstimator, receive_line: ReceiveLine) -> None:
        self._inner = inner
        self._receive_line = receive_line

    def add(self, **packet: int) -> tuple[int, list[int]] | None:
        """One packet; returns the rate and the SSRCs it is about, or nothing to say."""
        if self._receive_line.arrivals.has_numbers:
            return None
        return self._inner.add(**packet)


class _Transport:
    """Stands before the transport's own methods. Thread: media-loop."""

    def __init__(
        self,
        *,
        transport: RTCDtlsTransport,
        send_line: SendLine,
        receive_line: ReceiveLine,
        clock: Clock,
    ) -> None:
        self._transport: Any = transport
        self._send_line = send_line
        self._receive_line = receive_line
        self._clock = clock
        self._send = transport._send_rtp  # noqa: SLF001 - see the module
        self._handle_rtcp = transport._handle_rtcp_data  # noqa: SLF001 - see the module
        self._complaints = 0

    async def send(self, data: bytes) -> None:
        """RTP or RTCP to the far end."""
        if not is_rtcp(data):
            size = len(data) + PACKET_OVERHEAD_BYTES
            self._send_line.estimate.note_sent(size, self._clock.monotonic())
            number, ssrc = _NUMBER_AND_SSRC.unpack_from(data, 2)
            self._send_line.note_sent(ssrc, number, data)
        await self._send(data)

    async def handle_rtp(self, untrusted: bytes, arrival_time_ms: int) -> None:
        """As aiortc does it, and noted."""
        try:
            packet = RtpPacket.parse(
                untrusted,
                self._transport._rtp_header_extensions_map,  # noqa: SLF001 - see the module
            )
            number = packet.extensions.transport_sequence_number
            if number is not None:
                self._receive_line.note(
                    untrusted_number=number, ssrc=packet.ssrc, size_bytes=len(untrusted)
                )
            receiver = self._receiver_of(packet)
            if receiver is not None:
                await receiver._handle_rtp_packet(packet, arrival_time_ms)  # noqa: SLF001 - see the module
        except _MALFORMED as error:
            self._complain("rtp", error)

    async def handle_rtcp(self, untrusted: bytes) -> None:
        """Feedback for the estimate, everything else for aiortc."""
        try:
            feedback, rest = split_feedback(untrusted)
            for one in feedback:
                self._send_line.estimate.take_feedback(one, self._clock.monotonic())
            if rest:
                await self._handle_rtcp(rest)
        except _MALFORMED as error:
            self._complain("rtcp", error)

    def _receiver_of(self, packet: RtpPacket) -> RTCRtpReceiver | None:
        """Once the SSRCs of a picture or voice are known, no other one is let in beside them."""
        router = self._transport._rtp_router  # noqa: SLF001 - see the module
        if packet.ssrc not in router.ssrc_table:
            receivers = router.payload_type_table.get(packet.payload_type, set())
            known = set(router.ssrc_table.values()) & receivers
            if any(packet.ssrc not in one._RTCRtpReceiver__rtx_ssrc for one in known):  # noqa: SLF001 - see the module
                return None
        receiver: RTCRtpReceiver | None = router.route_rtp(packet)
        return receiver

    def _complain(self, kind: str, error: Exception) -> None:
        self._complaints += 1
        if self._complaints <= MAX_COMPLAINTS:
            logger.warning("packet refused kind=%s error=%s", kind, type(error).__name__)


def patch_transport(
    transport: RTCDtlsTransport, *, send_line: SendLine, receive_line: ReceiveLine, clock: Clock
) -> None:
    """Guard a transport and let it feed both lines."""
    guard = _Transport(
        transport=transport, send_line=send_line, receive_line=receive_line, clock=clock
    )
    send_line.send_as_it_is = transport._send_rtp  # noqa: SLF001 - see the module
    bent: Any = transport
    bent._send_rtp = guard.send  # noqa: SLF001 - see the module
    bent._handle_rtp_data = guard.handle_rtp  # noqa: SLF001 - see the module
    bent._handle_rtcp_data = guard.handle_rtcp  # noqa: SLF001 - see the module


def patch_numbers(sender: RTCRtpSender, estimate: LineEstimate) -> None:
    """Number what this sender sends, its retransmissions too. Before it starts."""
    bent: Any = sender
    numbering = NumberingExtensions(estimate=estimate)
    bent._RTCRtpSender__rtp_header_extensions_map = numbering  # noqa: SLF001 - see the module


def patch_estimator(receiver: RTCRtpReceiver, receive_line: ReceiveLine) -> None:
    """Say nothing by REMB while the far end numbers its packets."""
    bent: Any = receiver
    inner = bent._RTCRtpReceiver__remote_bitrate_estimator  # noqa: SLF001 - see the module
    quiet = QuietEstimator(inner=inner, receive_line=receive_line)
    bent._RTCRtpReceiver__remote_bitrate_estimator = quiet  # noqa: SLF001 - see the module


def patch_bundle(*transceivers: RTCRtpTransceiver) -> None:
    """All of these share one transport from the beginning and must not have it taken away."""
    for transceiver in transceivers:
        bent: Any = transceiver
        bent._bundled = True  # noqa: SLF001 - see the module
