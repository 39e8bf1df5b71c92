"""Figures of one aiortc connection, between two looks."""

from dataclasses import dataclass

from aiortc import RTCRtpTransceiver
from aiortc.stats import (
    RTCInboundRtpStreamStats,
    RTCRemoteInboundRtpStreamStats,
    RTCTransportStats,
)

from desktop.domain.call import PeerStats
from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.media.engine.peer.aiortc.ice_patch import selected_path

CODEC = "VP8"

_AUDIO_CLOCK_HZ = 48_000
_NEVER_HEARD_S = 999.0


@dataclass(slots=True)
class _Totals:
    """Counters since the connection began."""

    at_s: float
    pictures: int = 0
    bytes_received: int = 0
    bytes_sent: int = 0
    packets: int = 0
    lost: int = 0


class Ledger:
    """Counts and subtracts. Thread: media-loop."""

    def __init__(
        self, *, audio: RTCRtpTransceiver, video: RTCRtpTransceiver, clock: Clock, engine: str
    ) -> None:
        self._audio = audio
        self._video = video
        self._clock = clock
        self._engine = engine
        self._size = (0, 0)
        self._pictures = 0
        self._last = _Totals(at_s=clock.monotonic())

    def count_picture(self, width: int, height: int) -> None:
        """A picture was decoded."""
        self._pictures += 1
        self._size = (width, height)

    async def take(self, site_id: SiteId, *, last_rtp_at_s: float | None) -> PeerStats:
        """Figures since the last call."""
        now = _Totals(at_s=self._clock.monotonic(), pictures=self._pictures)
        jitter = 0.0
        for transceiver in (self._audio, self._video):
            for entry in (await transceiver.receiver.getStats()).values():
                if isinstance(entry, RTCInboundRtpStreamStats):
                    now.packets += entry.packetsReceived
                    now.lost += max(0, entry.packetsLost)
                    if entry.kind == "audio":
                        jitter = entry.jitter / _AUDIO_CLOCK_HZ
                elif isinstance(entry, RTCTransportStats):
                    # Both transceivers share one transport.
                    now.bytes_received = entry.bytesReceived
                    now.bytes_sent = entry.bytesSent
        last, self._last = self._last, now
        elapsed_s = max(now.at_s - last.at_s, 0.001)
        heard_s = _NEVER_HEARD_S if last_rtp_at_s is None else now.at_s - last_rtp_at_s
        return PeerStats(
            site_id=site_id,
            engine=self._engine,
            codec=CODEC,
            width=self._size[0],
            height=self._size[1],
            video_fps=(now.pictures - last.pictures) / elapsed_s,
            received_kbps=(now.bytes_received - last.bytes_received) * 8 / 1000 / elapsed_s,
            sent_kbps=(now.bytes_sent - last.bytes_sent) * 8 / 1000 / elapsed_s,
            loss=_loss(last, now),
            round_trip_s=await self._round_trip_s(),
            jitter_s=jitter,
            silent_s=max(0.0, heard_s),
            path=selected_path(self._audio.receiver.transport.transport),
        )

    async def _round_trip_s(self) -> float:
        for entry in (await self._audio.sender.getStats()).values():
            if isinstance(entry, RTCRemoteInboundRtpStreamStats):
                return entry.roundTripTime or 0.0
        return 0.0


def _loss(last: _Totals, now: _Totals) -> float:
    lost = max(0, now.lost - last.lost)
    received = max(0, now.packets - last.packets)
    return lost / (lost + received) if lost + received else 0.0
