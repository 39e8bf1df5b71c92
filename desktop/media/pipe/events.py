"""Events of the engine's pipe: two of its own, and those of the domain that it tells as they are.

Pixels never cross the pipe: they lie in one shared-memory ring per track (`media/pipe/ring.py`).
The engine's process starts with `EngineStart`, then obeys commands in their order and ends at
`Shutdown` or when the pipe breaks. MESSAGES_VERSION is compared at start, so that an engine of
another build is refused rather than misunderstood.
"""

from dataclasses import dataclass

from desktop.domain.casework.events import CardLooked
from desktop.domain.devices.events import DeviceLost, DeviceReturned, DevicesChanged
from desktop.domain.media.events import (
    CodeWordsChanged,
    CodeWordsLacking,
    EchoCancellingChanged,
    FirstMediaArrived,
    FrameReady,
    LevelsChanged,
    PeerStateChanged,
    RelayLacking,
    SignalProduced,
    StatsChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.domain.record.events import SpeechTold
from desktop.domain.recording.events import PlaybackTold, RecordingTold
from desktop.domain.room.events import RelayMeasured, RoomMeasured, SpeakerTested, TakeChanged

MESSAGES_VERSION = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReady:
    """First message of the engine; implementation: what it makes connections by."""

    pid: int
    version: int
    implementation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """The media loop turns; twice a second, whatever else is said."""


# On the pipe `TrackAdded` says that the track has its ring, `TrackRemoved` that the ring will be
# removed, and `FrameReady` is not sent again before `FrameTaken`. The desk tells its presenters of
# a track once it could open the ring.
EngineEvent = (
    EngineReady
    | Heartbeat
    | DevicesChanged
    | DeviceLost
    | DeviceReturned
    | EchoCancellingChanged
    | RelayLacking
    | TrackAdded
    | TrackRemoved
    | FrameReady
    | LevelsChanged
    | StatsChanged
    | PeerStateChanged
    | SignalProduced
    | CodeWordsChanged
    | CodeWordsLacking
    | FirstMediaArrived
    | RoomMeasured
    | RelayMeasured
    | SpeakerTested
    | TakeChanged
    | RecordingTold
    | PlaybackTold
    | SpeechTold
    | CardLooked
)
