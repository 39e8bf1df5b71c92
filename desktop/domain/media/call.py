"""What can be said of a call between sites: tracks, levels, statistics and their words."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import SiteId, TrackId


class Quality(StrEnum):
    """Đường truyền, in words."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    LOST = "lost"


class QualityCause(StrEnum):
    """Whose fault a poor picture is."""

    NONE = "none"
    OUR_LINE = "our_line"
    THEIR_LINE = "their_line"
    SLOW_PC = "slow_pc"
    DEVICE = "device"


class MediaEngine(StrEnum):
    """Which WebRTC implementation the engine uses."""

    AUTO = "auto"
    LIBWEBRTC = "libwebrtc"
    AIORTC = "aiortc"


SELF_VIEW = TrackId("self")
"""The track of our own camera."""

TAKE_VIEW = TrackId("take")
"""The pictures of a take of this room, while it is played."""

RECORDING_VIEW = TrackId("recording")
"""The pictures of a session's recording, while it is played."""

SILENCE_DBFS = -96.0
LOST_AFTER_S = 2.0
WEAK_LOSS = 0.10
FAIR_LOSS = 0.03
WEAK_RTT_S = 0.6
FAIR_RTT_S = 0.3
WEAK_FPS = 8.0
FAIR_FPS = 18.0
LINE_CAUSES = frozenset({QualityCause.OUR_LINE, QualityCause.THEIR_LINE})


class Rung(StrEnum):
    """What is sent of a picture, the best first; below the last moving one a still, then none."""

    P720 = "720p"
    P480 = "480p"
    P360 = "360p"
    P240 = "240p"
    STILL = "still"
    SOUND = "sound"

    @property
    def place(self) -> int:
        """0 is the best; a larger number is a lower rung."""
        return _RUNGS.index(self)

    def is_below(self, other: "Rung") -> bool:
        """Whether less is sent than on the other one."""
        return self.place > other.place


_RUNGS = tuple(Rung)


def lowest_rung(*rungs: Rung) -> Rung:
    """The one that all of them allow."""
    return max(rungs, key=lambda rung: rung.place)


class PeerState(StrEnum):
    """State of the connection to one other site (W3C RTCPeerConnectionState, in our words)."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    RECONNECTING = "reconnecting"
    CLOSED = "closed"


class EchoCancelling(StrEnum):
    """Who takes the loudspeaker's echo out of this room's microphone.

    IDLE: there is no sound card to clean. DEVICE: the device does, by its setting. FAILED: nobody
    does, because the library is missing or broke; the microphone works.
    """

    IDLE = "idle"
    ON = "on"
    DEVICE = "device"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class I420Frame:
    """One decoded picture: planes Y, U, V one after the other, rows without padding.

    width and height are even; len(data) == width * height * 3 // 2. number grows with every
    frame of the track; made_at_s is time.monotonic() of the engine when it was decoded.
    """

    width: int
    height: int
    data: bytes
    number: int
    made_at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoTrack:
    """A picture that arrives. ring_name: the shared-memory ring with its newest frame."""

    id: TrackId
    site_id: SiteId | None
    ring_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IceServer:
    """As RTCIceServer of the W3C; credentials are time-limited and never logged."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerNumber:
    """A seat that has media: of two, the larger number offers, the smaller answers."""

    site_id: SiteId
    media_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerStats:
    """One second of one connection, the same names for every engine.

    loss: share of packets lost in [0, 1]. fps: decoded pictures per second. 0.0 in
    `video_fps` with `is_camera_on` true at the other end means a standing picture.
    silent_s: seconds since the last RTP packet of any kind. sent_loss: share of our packets that
    did not reach the other end. available_kbps: what the engine thinks the line carries our way,
    None when it has no opinion, 0 while it encodes nothing because too much waits already.
    freeze_s: how much of the second the picture stood still.
    concealed: share of the sound that was made up, in [0, 1]. encode_ms: per picture sent.
    sent_rung, sent_cause: what of our picture goes there, and why not more. their_rung,
    their_cause: what the other end says it sends, the cause seen from here.
    """

    site_id: SiteId
    engine: str
    codec: str
    width: int
    height: int
    video_fps: float
    received_kbps: float
    sent_kbps: float
    loss: float
    round_trip_s: float
    jitter_s: float
    silent_s: float
    path: str
    sent_width: int = 0
    sent_height: int = 0
    sent_fps: float = 0.0
    sent_loss: float = 0.0
    available_kbps: float | None = None
    freeze_s: float = 0.0
    concealed: float = 0.0
    encode_ms: float = 0.0
    sent_rung: Rung = Rung.P720
    sent_cause: QualityCause = QualityCause.NONE
    their_rung: Rung = Rung.P720
    their_cause: QualityCause = QualityCause.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuality:
    """A word, and whose fault it is."""

    quality: Quality
    cause: QualityCause


def line_quality(stats: PeerStats | None, *, is_camera_on: bool) -> LineQuality:
    """The word for one connection now; None means no connection."""
    if stats is None or stats.silent_s >= LOST_AFTER_S:
        return LineQuality(quality=Quality.LOST, cause=QualityCause.OUR_LINE)
    loss = max(stats.loss, stats.sent_loss)
    words = {
        _ladder_word(stats.sent_rung, stats.sent_cause),
        _ladder_word(stats.their_rung, stats.their_cause),
    }
    has_few_frames = is_camera_on and stats.video_fps < WEAK_FPS
    is_weak = loss >= WEAK_LOSS or stats.round_trip_s >= WEAK_RTT_S or has_few_frames
    if is_weak or Quality.WEAK in words:
        return LineQuality(quality=Quality.WEAK, cause=QualityCause.OUR_LINE)
    has_fewer_frames = is_camera_on and stats.video_fps < FAIR_FPS
    is_fair = loss >= FAIR_LOSS or stats.round_trip_s >= FAIR_RTT_S or has_fewer_frames
    if is_fair or Quality.FAIR in words:
        return LineQuality(quality=Quality.FAIR, cause=QualityCause.OUR_LINE)
    return LineQuality(quality=Quality.GOOD, cause=QualityCause.NONE)


def _ladder_word(rung: Rung, cause: QualityCause) -> Quality:
    """What a picture that was held down is worth a word: a small tile is no reason for one."""
    if cause is QualityCause.NONE:
        return Quality.GOOD
    if rung.is_below(Rung.P240) or cause is QualityCause.DEVICE:
        return Quality.WEAK
    is_by_line = cause in LINE_CAUSES
    return Quality.GOOD if is_by_line and not rung.is_below(Rung.P480) else Quality.FAIR
