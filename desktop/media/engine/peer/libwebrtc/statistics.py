"""Statistics of one libwebrtc connection between two polls of its counters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats

IMPLEMENTATION = "libwebrtc"

Entry = Mapping[str, Any]
Report = Mapping[str, Entry]
"""By id: the members of each object of an RTCStatsReport; a member may lack or be None."""

_NEVER_HEARD_S = 999.0
_SHORTEST_S = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """What a connection counted since it began, by the words of webrtc-stats; rates in bit/s.

    voice_spoken_ms, picture_spoken_ms: when what is played now was taken up, on the other end's
    clock; None until that is known.
    """

    codec: str = ""
    path: str = ""
    width: int = 0
    height: int = 0
    pictures: int = 0
    frozen_s: float = 0.0
    video_packets: int = 0
    audio_packets: int = 0
    lost: int = 0
    jitter_s: float = 0.0
    samples: int = 0
    concealed: int = 0
    voice_spoken_ms: float | None = None
    picture_spoken_ms: float | None = None
    bytes_received: int = 0
    bytes_sent: int = 0
    round_trip_s: float = 0.0
    available_bps: float | None = None
    sent_width: int = 0
    sent_height: int = 0
    sent_pictures: int = 0
    encode_s: float = 0.0
    sent_packets: tuple[tuple[str, int], ...] = ()
    lost_there: tuple[tuple[str, float], ...] = ()

    @classmethod
    def from_report(cls, report: Report) -> "Counters":
        """Read the objects of an RTCStatsReport."""
        counters = cls()
        for entry in report.values():
            match str(entry.get("type")), entry.get("kind", ""):
                case "inbound-rtp", "video":
                    counters = _with_picture_in(counters, entry, report)
                case "inbound-rtp", "audio":
                    counters = _with_sound_in(counters, entry)
                case "outbound-rtp", kind:
                    counters = _with_out(counters, entry, kind)
                case "remote-inbound-rtp", kind:
                    counters = _with_report(counters, entry, kind)
                case "transport", _:
                    counters = _with_transport(counters, entry, report)
        return counters


def picture_ahead_s(last: Counters, now: Counters) -> float | None:
    """How much younger the picture is than the voice; None when one of them stands still."""
    if now.voice_spoken_ms is None or now.picture_spoken_ms is None:
        return None
    is_flowing = now.audio_packets > last.audio_packets and now.video_packets > last.video_packets
    return (now.picture_spoken_ms - now.voice_spoken_ms) / 1000 if is_flowing else None


class Ledger:
    """Subtracts one look from the next. Thread: media-loop.

    picture_ahead_s: at the last look; None: unknown.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._last = Counters()
        self._last_at_s = clock.monotonic()
        self._told_frozen_s = 0.0
        self._had_estimate = False
        self.picture_ahead_s: float | None = None

    def take(
        self, site_id: SiteId, counters: Counters | None, *, last_rtp_at_s: float | None
    ) -> PeerStats:
        """Figures since the last call; counters None: nothing new can be known."""
        now = self._last if counters is None else counters
        last, self._last = self._last, now
        self.picture_ahead_s = picture_ahead_s(last, now)
        now_s = self._clock.monotonic()
        elapsed_s = max(now_s - self._last_at_s, _SHORTEST_S)
        self._last_at_s = now_s
        sent = now.sent_pictures - last.sent_pictures
        return PeerStats(
            site_id=site_id,
            engine=IMPLEMENTATION,
            codec=now.codec,
            width=now.width,
            height=now.height,
            video_fps=max(0, now.pictures - last.pictures) / elapsed_s,
            received_kbps=_kbps(now.bytes_received - last.bytes_received, elapsed_s),
            sent_kbps=_kbps(now.bytes_sent - last.bytes_sent, elapsed_s),
            loss=_share(now.lost - last.lost, _packets(now) - _packets(last)),
            round_trip_s=now.round_trip_s,
            jitter_s=now.jitter_s,
            silent_s=_NEVER_HEARD_S if last_rtp_at_s is None else max(0.0, now_s - last_rtp_at_s),
            path=now.path,
            sent_width=now.sent_width,
            sent_height=now.sent_height,
            sent_fps=max(0, sent) / elapsed_s,
            sent_loss=_sent_loss(last, now),
            available_kbps=self._available_kbps(now),
            freeze_s=self._freeze_s(last, now, elapsed_s),
            concealed=_ratio(now.concealed - last.concealed, now.samples - last.samples),
            encode_ms=1000 * _ratio(now.encode_s - last.encode_s, sent, at_most=10.0),
        )

    def _available_kbps(self, now: Counters) -> float | None:
        """0.0: so much waits for the line that libwebrtc encodes nothing until it has left.

        It calls off its estimate when what waits would take more than two seconds.
        """
        if now.available_bps is not None:
            self._had_estimate = True
            return now.available_bps / 1000
        return 0.0 if self._had_estimate and now.path else None

    def _freeze_s(self, last: Counters, now: Counters, elapsed_s: float) -> float:
        """A picture that still stands is told at once; libwebrtc counts it when it moves again."""
        is_standing = now.pictures == last.pictures and now.pictures > 0
        has_video = now.video_packets > last.video_packets
        if is_standing and (has_video or _packets(now) == _packets(last)):
            self._told_frozen_s += elapsed_s
            return elapsed_s
        grown_s = max(0.0, now.frozen_s - last.frozen_s - self._told_frozen_s)
        if now.pictures > last.pictures:
            self._told_frozen_s = 0.0
        return min(grown_s, elapsed_s)


def _with_picture_in(counters: Counters, entry: Entry, report: Report) -> Counters:
    codec = report.get(entry.get("codec_id") or "")
    return replace(
        counters,
        codec="" if codec is None else str(codec.get("mime_type")).partition("/")[2],
        width=entry.get("frame_width") or 0,
        height=entry.get("frame_height") or 0,
        pictures=entry.get("frames_decoded") or 0,
        frozen_s=entry.get("total_freezes_duration") or 0.0,
        video_packets=entry.get("packets_received") or 0,
        lost=counters.lost + max(0, entry.get("packets_lost") or 0),
        picture_spoken_ms=entry.get("estimated_playout_timestamp"),
    )


def _with_sound_in(counters: Counters, entry: Entry) -> Counters:
    return replace(
        counters,
        audio_packets=entry.get("packets_received") or 0,
        lost=counters.lost + max(0, entry.get("packets_lost") or 0),
        jitter_s=entry.get("jitter") or 0.0,
        samples=entry.get("total_samples_received") or 0,
        concealed=(entry.get("concealed_samples") or 0)
        - (entry.get("silent_concealed_samples") or 0),
        voice_spoken_ms=entry.get("estimated_playout_timestamp"),
    )


def _with_out(counters: Counters, entry: Entry, kind: str) -> Counters:
    sent_packets = (*counters.sent_packets, (kind, entry.get("packets_sent") or 0))
    if kind != "video":
        return replace(counters, sent_packets=sent_packets)
    is_active = entry.get("active") is not False
    return replace(
        counters,
        sent_packets=sent_packets,
        sent_width=(entry.get("frame_width") or 0) if is_active else 0,
        sent_height=(entry.get("frame_height") or 0) if is_active else 0,
        sent_pictures=entry.get("frames_encoded") or 0,
        encode_s=entry.get("total_encode_time") or 0.0,
    )


def _with_report(counters: Counters, entry: Entry, kind: str) -> Counters:
    return replace(
        counters,
        lost_there=(*counters.lost_there, (kind, entry.get("fraction_lost") or 0.0)),
        # A report tells it every second, the path's own check every few.
        round_trip_s=entry.get("round_trip_time") or counters.round_trip_s,
    )


def _with_transport(counters: Counters, entry: Entry, report: Report) -> Counters:
    counters = replace(
        counters,
        bytes_received=entry.get("bytes_received") or 0,
        bytes_sent=entry.get("bytes_sent") or 0,
    )
    pair = report.get(entry.get("selected_candidate_pair_id") or "")
    if pair is None:
        return counters
    local = report.get(pair.get("local_candidate_id") or "")
    kind = "" if local is None else str(local.get("candidate_type"))
    return replace(
        counters,
        path="srflx" if kind == "prflx" else kind,
        available_bps=pair.get("available_outgoing_bitrate"),
        round_trip_s=counters.round_trip_s or pair.get("current_round_trip_time") or 0.0,
    )


def _packets(counters: Counters) -> int:
    return counters.video_packets + counters.audio_packets


def _sent_loss(last: Counters, now: Counters) -> float:
    """The last reports of the other end, weighted by what we sent."""
    before, there = dict(last.sent_packets), dict(now.lost_there)
    sent = {kind: max(0, count - before.get(kind, 0)) for kind, count in now.sent_packets}
    lost = sum(count * there.get(kind, 0.0) for kind, count in sent.items())
    return _ratio(lost, sum(sent.values()))


def _kbps(size_bytes: int, elapsed_s: float) -> float:
    return max(0, size_bytes) * 8 / 1000 / elapsed_s


def _share(lost: int, received: int) -> float:
    return _ratio(max(0, lost), max(0, lost) + max(0, received))


def _ratio(part: float, whole: float, *, at_most: float = 1.0) -> float:
    return min(at_most, max(0.0, part / whole)) if whole > 0 else 0.0
