"""What the pre-join screen draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.device import Device, DeviceKind
from desktop.domain.ids import SessionId, TrackId
from desktop.presenters.message import Message


class PreJoinPurpose(StrEnum):
    """Why the officer is here: to enter the session, or to try the room (Thử ngay)."""

    JOIN = "join"
    TRIAL = "trial"


class JoinStage(StrEnum):
    """How far the entry is."""

    IDLE = "idle"
    JOINING = "joining"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceField:
    """The choice for one kind. in_use None: nothing of this kind is there."""

    kind: DeviceKind
    choices: tuple[Device, ...]
    in_use: Device | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreJoinViewState:
    """Pre-join (ux.md §4, thin). level_dbfs: own microphone, -96 is silence.

    preview_track_id: None while there is no picture. is_voice_heard: speech was measured since
    the screen opened. can_enter is False only while joining or with nothing to enter.
    """

    purpose: PreJoinPurpose
    session_id: SessionId
    title: str
    starts_at: datetime
    chair_label: str
    central_site_name: str
    is_engine_up: bool
    preview_track_id: TrackId | None
    is_camera_on: bool
    level_dbfs: float
    is_voice_heard: bool
    devices: tuple[DeviceField, ...]
    stage: JoinStage
    can_enter: bool
    message: Message | None
    support_phone: str
    is_practice: bool
