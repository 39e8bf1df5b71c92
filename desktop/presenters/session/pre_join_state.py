"""What the pre-join screen draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.access.person import Officer
from desktop.domain.devices.device import Device, DeviceKind, DeviceRole
from desktop.domain.ids import SessionId, TrackId
from desktop.domain.media.call import EchoCancelling
from desktop.domain.recording.wanted import RecordedKind
from desktop.domain.room.door_take import TakeWord
from desktop.domain.room.take import Take
from desktop.presenters.form.state import FormState
from desktop.presenters.room.devices_state import SpeakerField
from desktop.presenters.view.message import Message


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
class DoorLeaveView:
    """What a leader says who lets the room come in without a take. leaders: of this room."""

    form: FormState
    leaders: tuple[Officer, ...]
    can_press: bool
    message: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorTakeView:
    """Ghi thử at the door. word: how this room stands; only GOOD is ready.

    made_at: of a take that counts, aware. take: the one of this visit, as far as it is. leave: None
    while nobody asked for it.
    """

    word: TakeWord
    made_at: datetime | None
    take: Take | None
    leave: DoorLeaveView | None


NOT_TESTED = SpeakerField(is_running=False, test=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedElsewhere:
    """What this room will record of a session on a platform of somebody else.

    away: whose devices were chosen, and are not plugged in.
    """

    kind: RecordedKind
    away: tuple[DeviceRole, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreJoinViewState:
    """Pre-join (ux.md §4, thin). level_dbfs: own microphone, -96 is silence.

    preview_track_id: None while there is no picture. is_voice_heard: speech was measured since
    the screen opened. can_enter is False only while joining. speaker, echo: Thử loa, and who takes
    out the echo. is_seat_in_use: another PC of the site sits there; the officer chooses. platform:
    of somebody else, on which it meets; no device is opened then, and devices is empty.
    conference_address: of the meeting there; empty: the plan does not tell. take: whether it was
    shown that this room records; None: nobody asks, as in a session that is open already.
    recorded: of a session elsewhere; None: this room has nothing to record it by.
    """

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
    speaker: SpeakerField = NOT_TESTED
    echo: EchoCancelling = EchoCancelling.IDLE
    is_seat_in_use: bool = False
    platform: str = ""
    conference_address: str = ""
    take: DoorTakeView | None = None
    recorded: RecordedElsewhere | None = None
