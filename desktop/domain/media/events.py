"""Events of the media: engine, tracks, levels, statistics, signalling."""

from dataclasses import dataclass

from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import EchoCancelling, PeerState, PeerStats, VideoTrack
from desktop.domain.media.code_words import CodeWords, NoCodeWords


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalReceived:
    """Another site's engine has something for ours: SDP or a candidate, opaque to the desk."""

    site_id: SiteId
    untrusted_payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalProduced:
    """Our engine has something for another site's engine."""

    site_id: SiteId
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStateChanged:
    """The media process is up, or was lost and is being started again (`restarts` so far)."""

    is_up: bool
    restarts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoCancellingChanged:
    """Who takes the echo out of this room's microphone from now on."""

    state: EchoCancelling


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayLacking:
    """Whether this room may use relays alone while none is known: then no call can begin."""

    is_lacking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackAdded:
    """A picture can be drawn."""

    track: VideoTrack


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRemoved:
    """A picture is gone."""

    track_id: TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameReady:
    """The ring of this track has a newer frame; at most one of these is pending per track."""

    track_id: TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsChanged:
    """Sound levels in dBFS, about ten times a second; site None is what our own room says.

    microphones: each of ours by itself, empty while there is only one.
    """

    levels: tuple[tuple[SiteId | None, float], ...]
    microphones: tuple[tuple[DeviceRole, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerStateChanged:
    """The connection to another site changed its state."""

    site_id: SiteId
    state: PeerState


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsChanged:
    """One second of statistics for every peer."""

    stats: tuple[PeerStats, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWordsChanged:
    """Media of a site flows over a connection of these words; both rooms see the same ones."""

    site_id: SiteId
    words: CodeWords


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWordsLacking:
    """The connection to a site has no words that people could compare; the call goes on."""

    site_id: SiteId
    why: NoCodeWords


@dataclass(frozen=True, slots=True, kw_only=True)
class IceServersRenewed:
    """The city gave new credentials for its relays; the channel has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMediaArrived:
    """The first decoded picture or sound of a site; at_s is time.monotonic() in the engine."""

    site_id: SiteId
    kind: str
    at_s: float
