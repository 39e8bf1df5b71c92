"""What a rehearsal is asked for."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.ids import DeviceId
from desktop.domain.media.call import MediaEngine, Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalPlan:
    """What is rehearsed. sites: 2 to 4. seconds: how long pictures and voices are watched.

    engine: AUTO tests libwebrtc first, here and now. max_rung: the largest picture of a room,
    smaller where all rooms share the cores of one PC.
    cameras and microphones: devices by site id, in place of test person and test voice.
    """

    folder: Path
    sites: int = 2
    seconds: float = 20.0
    engine: MediaEngine = MediaEngine.AUTO
    max_rung: Rung = Rung.P720
    cameras: dict[str, DeviceId] = field(default_factory=dict)
    microphones: dict[str, DeviceId] = field(default_factory=dict)
