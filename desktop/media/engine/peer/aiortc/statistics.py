"""Statistics of one aiortc connection between two polls."""

from dataclasses import dataclass, field

from aiortc import RTCRtpTransceiver
from aiortc.stats import (
    RTCInboundRtpStreamStats,
    RTCRemoteInboundRtpStreamStats,
    RTCTransportStats,
)

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats
from desktop.media.engine.peer.aiortc.codecs.vp8 import EncodedSoFar, Vp8PictureEncoder
from desktop.media.engine.peer.aiortc.ice_patch import selected_path
from desktop.media.engine.peer.aiortc.line.send_line import SendLine
from desktop.media.engine.peer.aiortc.receiver_patch import count_packets
from desktop.media.engine.playout.voice import VoiceBuffer

CODEC = "VP8"

_AUDIO_CLOCK_HZ = 48_000
_NEVER_HEARD_S = 999.0
_FREEZE_EXTRA_S = 0.15
_FREEZE_GAPS = 3
_LONGEST_FREEZE_S = 10.0
_GAP_INERTIA = 0.9


class FreezeMeter:
    """How long the picture stood still, by the rule of the W3C (webrtc-stats, freezeCount).

    A gap counts when it is longer than three usual gaps and than a usual gap plus 150 ms. No
    picture for longer than _LONGEST_FREEZE_S is a camera that is off. Times are monotonic.
    """

    def __init__(self, *, now_s: float) -> None:
        self._usual_s = 1 / 30
        self._last_s: float | None = None
        self._taken_s = now_s
        self._frozen_s = 0.0

    def note_picture(self, now_s: float) -> None:
        """A picture was shown."""
        if self._last_s is not None:
            gap_s = now_s - self._last_s
            if self._is_freeze(gap_s):
                self._frozen_s += now_s - max(self._last_s, self._taken_s)
            usual_now_s = min(gap_s, _LONGEST_FREEZE_S)
            self._usual_s = _GAP_INERTIA * self._usual_s + (1 - _GAP_INERTIA) * usual_now_s
        self._last_s = now_s

    def take(self, now_s: float) -> float:
        """Seconds since the last call in which nothing moved."""
        frozen_s, self._frozen_s = self._frozen_s, 0.0
        if self._last_s is not None and self._is_freeze(now_s - self._last_s):
            frozen_s += now_s - max(self._last_s, self._taken_s)
        self._taken_s = now_s
        return frozen_s

    def _is_freeze(self, gap_s: float) -> bool:
        limit_s = max(_FREEZE_GAPS * self._usual_s, self._usual_s + _FREEZE_EXTRA_S)
        return limit_s < gap_s < _LONGEST_FREEZE_S


@dataclass(slots=True)
class _Totals:
    """Counters since the connection began."""

    at_s: float
    pictures: int = 0
    bytes_received: int = 0
    bytes_sent: int = 0
    packets: int = 0
    lost: int = 0
    encoded: EncodedSoFar = field(default_factory=EncodedSoFar)
    blocks: int = 0
    made_up: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the figures of one connection come from."""

    audio: RTCRtpTransceiver
    video: RTCRtpTransceiver
    encoder: Vp8PictureEncoder
    line: SendLine
    voice: VoiceBuffer


class Ledger:
    """Counts and subtracts. Thread: media-loop."""

    def __init__(self, *, sources: Sources, clock: Clock, engine: str) -> None:
        self._sources = sources
        self._clock = clock
        self._engine = engine
        self._freezes = FreezeMeter(now_s=clock.monotonic())
        self._size = (0, 0)
        self._pictures = 0
        self._last = _Totals(at_s=clock.monotonic())

    def count_picture(self, width: int, height: int) -> None:
        """A picture was decoded."""
        self._pictures += 1
        self._size = (width, height)
        self._freezes.note_picture(self._clock.monotonic())

    async def take(self, site_id: SiteId, *, last_rtp_at_s: float | None) -> PeerStats:
        """Figures since the last call."""
        now, jitter_s = await self._totals()
        last, self._last = self._last, now
        elapsed_s = max(now.at_s - last.at_s, 0.001)
        heard_s = _NEVER_HEARD_S if last_rtp_at_s is None else now.at_s - last_rtp_at_s
        encoded = now.encoded.pictures - last.encoded.pictures
        line = self._sources.line
        return PeerStats(
            site_id=site_id,
            engine=self._engine,
            codec=CODEC,
            width=self._size[0],
            height=self._size[1],
            video_fps=(now.pictures - last.pictures) / elapsed_s,
            received_kbps=(now.bytes_received - last.bytes_received) * 8 / 1000 / elapsed_s,
            sent_kbps=(now.bytes_sent - last.bytes_sent) * 8 / 1000 / elapsed_s,
            loss=_share(now.lost - last.lost, now.packets - last.packets),
            round_trip_s=await self._round_trip_s(),
            jitter_s=jitter_s,
            silent_s=max(0.0, heard_s),
            path=selected_path(self._sources.audio.receiver.transport.transport),
            sent_width=now.encoded.width,
            sent_height=now.encoded.height,
            sent_fps=encoded / elapsed_s,
            sent_loss=line.loss,
            available_kbps=line.available_kbps,
            freeze_s=self._freezes.take(now.at_s),
            concealed=_share(now.made_up - last.made_up, now.blocks - last.blocks),
            encode_ms=1000 * (now.encoded.seconds - last.encoded.seconds) / max(encoded, 1),
        )

    async def _totals(self) -> tuple[_Totals, float]:
        """Counters now, and the jitter of the voice in seconds."""
        counters = self._sources.voice.counters
        now = _Totals(
            at_s=self._clock.monotonic(),
            pictures=self._pictures,
            encoded=self._sources.encoder.done,
            blocks=counters.played + counters.recovered,
            made_up=counters.concealed + counters.starved,
        )
        jitter_s = 0.0
        for transceiver in (self._sources.audio, self._sources.video):
            came, lost = count_packets(transceiver.receiver)
            now.packets += came
            now.lost += lost
            for entry in (await transceiver.receiver.getStats()).values():
                if isinstance(entry, RTCInboundRtpStreamStats):
                    if entry.kind == "audio":
                        jitter_s = entry.jitter / _AUDIO_CLOCK_HZ
                elif isinstance(entry, RTCTransportStats):
                    # Both transceivers share one transport.
                    now.bytes_received = entry.bytesReceived
                    now.bytes_sent = entry.bytesSent
        return now, jitter_s

    async def _round_trip_s(self) -> float:
        recent_s = self._sources.line.estimate.recent_round_trip_s
        if recent_s is not None:
            return recent_s
        for entry in (await self._sources.audio.sender.getStats()).values():
            if isinstance(entry, RTCRemoteInboundRtpStreamStats):
                return entry.roundTripTime or 0.0
        return 0.0


def _share(part: int, rest: int) -> float:
    """Of what is missing in all there should be."""
    part, rest = max(0, part), max(0, rest)
    return part / (part + rest) if part + rest else 0.0
