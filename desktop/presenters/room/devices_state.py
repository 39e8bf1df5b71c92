"""What the screen "Thiết bị" draws."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.devices.device import ELSEWHERE_ROLES, DeviceRole
from desktop.domain.devices.echo import EchoRule
from desktop.domain.ids import DeviceId, TrackId
from desktop.domain.media.call import EchoCancelling
from desktop.domain.room.loudspeaker_test import SpeakerTest
from desktop.presenters.view.message import Message

SPEAKING_DBFS = (-30.0, -15.0)
"""Where the level of a talker should lie: below it the others strain, above it words are cut."""


class DeviceMark(StrEnum):
    """What is said of one device.

    READY: it is plugged in, and this screen opens none of its role. CITIZENS: an officer's
    microphone that is open as the citizens'.
    """

    NONE = ""
    IN_USE = "in_use"
    READY = "ready"
    CITIZENS = "citizens"
    AWAY = "away"


class RoleNote(StrEnum):
    """How a role is filled.

    GOOD: by the first choice. SECOND_CHOICE: by a later one. FIRST_FOUND: nobody chose. STAND_IN:
    all that were chosen are away, and another is used. ALL_AWAY: the same, and none is used.
    REFUSED: something is there and does not open. NOTHING: nothing is plugged in. SHARED: what
    is there of the list is open as the citizens' microphone, and no second one is. NO_SOUND: there
    is a capture card, and nobody chose a line input beside it.
    """

    OPENING = "opening"
    GOOD = "good"
    SECOND_CHOICE = "second_choice"
    FIRST_FOUND = "first_found"
    STAND_IN = "stand_in"
    ALL_AWAY = "all_away"
    REFUSED = "refused"
    NOTHING = "nothing"
    NOT_CHOSEN = "not_chosen"
    SHARED = "shared"
    NO_SOUND = "no_sound"


class LevelWord(StrEnum):
    """The loudest of the last seconds. SILENT: nobody speaks. NONE: no microphone is open."""

    NONE = "none"
    SILENT = "silent"
    FAINT = "faint"
    GOOD = "good"
    LOUD = "loud"


class DisplayMark(StrEnum):
    """What is said of one screen. OFFICER: this window is on it."""

    NONE = ""
    OFFICER = "officer"
    IN_USE = "in_use"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRow:
    """One device. place: 1 is used first, 0 was not chosen."""

    id: DeviceId
    name: str
    place: int
    mark: DeviceMark
    can_rise: bool = False
    can_sink: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleField:
    """One role. rows: chosen, best first, also what is away. offered: present, not chosen."""

    role: DeviceRole
    note: RoleNote
    rows: tuple[DeviceRow, ...]
    offered: tuple[DeviceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayRow:
    """One screen. name: maker and model, or its connector. width, height: in logical pixels."""

    key: str
    name: str
    width: int
    height: int
    mark: DisplayMark
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerField:
    """Thử loa. test: what came of the last one since the screen is shown."""

    is_running: bool
    test: SpeakerTest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoField:
    """Who takes out the echo: what was said, and what is in force."""

    rule: EchoRule
    state: EchoCancelling


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelField:
    """The level of one microphone. level_dbfs: -96 is silence."""

    role: DeviceRole
    level_dbfs: float
    word: LevelWord


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicesViewState:
    """The devices (ux.md §11).

    displays: one when there is no second screen. preview_track_id: None while there is no
    picture. camera: name of the one in use. levels: of the citizens' microphone, and of the
    officer's when it is open.
    """

    roles: tuple[RoleField, ...]
    displays: tuple[DisplayRow, ...]
    is_engine_up: bool
    preview_track_id: TrackId | None
    camera: str
    levels: tuple[LevelField, ...]
    speaker: SpeakerField
    echo: EchoField
    message: Message | None

    @property
    def has_elsewhere(self) -> bool:
        """There is something to choose from, or chosen, to record a session elsewhere by."""
        return any(one.rows or one.offered for one in self.roles if one.role in ELSEWHERE_ROLES)
