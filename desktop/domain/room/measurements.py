"""Kiểm tra phòng: what is measured of a room, against which limits, and what a figure means.

Facts are what probes measured; None stands for a probe that gave nothing. The limits are policy
data. A red line never blocks a session: it says what to do and how far pictures may go.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from typing_extensions import override

from desktop.domain.room.take import Take


class CheckCode(StrEnum):
    """The lines of the check, in the order of the screen (ux.md §4)."""

    SPEAKER_TO_MICROPHONE = "speaker_to_microphone"
    MICROPHONE = "microphone"
    CAMERA = "camera"
    DOCUMENT_CAMERA = "document_camera"
    SECOND_DISPLAY = "second_display"
    POWER = "power"
    DISK = "disk"
    CLOCK = "clock"
    SERVER = "server"
    LINE = "line"
    PATH = "path"
    ENCODER = "encoder"
    TEST_RECORDING = "test_recording"
    PRINTER = "printer"
    UNSENT = "unsent"


class CheckResult(StrEnum):
    """The light of a line. NOT_MEASURED: it does not apply here and now, and counts for nothing."""

    OK = "ok"
    LIMITED = "limited"
    FAILED = "failed"
    NOT_MEASURED = "not_measured"


class CheckUnit(StrEnum):
    """Of a value and its limit. NONE: the value is a count or yes (1) and no (0)."""

    NONE = ""
    MS = "ms"
    S = "s"
    H = "h"
    DBFS = "dBFS"
    FPS = "fps"
    KBPS = "kbit/s"
    PERCENT = "%"


class Overall(StrEnum):
    """Of the room: ready, usable with limits, not usable."""

    READY = "ready"
    LIMITED = "limited"
    NOT_USABLE = "not_usable"


class NextStep(StrEnum):
    """What to do; the screens have a sentence for each."""

    NONE = ""
    RAISE_VOLUME = "raise_volume"
    CHANGE_SPEAKER = "change_speaker"
    LOWER_VOLUME = "lower_volume"
    MOVE_MICROPHONE = "move_microphone"
    PLUG_MICROPHONE = "plug_microphone"
    UNMUTE_MICROPHONE = "unmute_microphone"
    PLUG_OFFICER_MICROPHONE = "plug_officer_microphone"
    UNMUTE_OFFICER_MICROPHONE = "unmute_officer_microphone"
    QUIET_ROOM = "quiet_room"
    PLUG_CAMERA = "plug_camera"
    RESTART_CAMERA = "restart_camera"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    CLOSE_PROGRAMS = "close_programs"
    PLUG_DISPLAY = "plug_display"
    PLUG_POWER = "plug_power"
    FREE_DISK = "free_disk"
    CHANGE_DISK = "change_disk"
    SET_CLOCK = "set_clock"
    CHECK_NETWORK = "check_network"
    ASK_CITY = "ask_city"
    SMALLER_PICTURE = "smaller_picture"
    OPEN_UDP = "open_udp"
    PLUG_PRINTER = "plug_printer"
    SEND_DATA = "send_data"


class OfficerMicrophoneFault(StrEnum):
    """What is wrong with a second microphone that somebody chose."""

    MISSING = "missing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFacts:
    """A chirp from the loudspeaker, heard by the microphone.

    echo_delay_ms, echo_dbfs: None when it was not heard. floor_dbfs: of the silence before it.
    speech_dbfs: the loudest tenth of a second of speech since the devices were opened, while the
    loudspeaker was quiet, None when nobody spoke. is_dead: the microphone gives as good as zeros.
    is_taken: the loudspeaker's device took the sound, as far as the PC knows.
    """

    echo_delay_ms: float | None
    echo_dbfs: float | None
    floor_dbfs: float
    speech_dbfs: float | None
    is_dead: bool
    is_taken: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraFacts:
    """Two seconds of pictures. brightness: mean luma, 16 is black and 235 white."""

    width: int
    height: int
    fps: float
    brightness: float
    is_frozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """A short burst to the city server and back."""

    down_kbps: float
    up_kbps: float
    round_trip_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFacts:
    """What feeds the PC. battery_percent: of the emptiest one, None where there is none."""

    is_on_mains: bool
    battery_percent: int | None = None


class RelayWay(StrEnum):
    """How media gets to the city's relay, best first."""

    UDP = "relay_udp"
    TCP = "relay_tcp"
    TLS = "relay_tls"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayFacts:
    """Two seconds of media to the relay and back. loss: share in [0, 1], of there and back."""

    way: RelayWay
    loss: float
    round_trip_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFacts:
    """What the probes found; None: a probe failed, or its device is missing.

    skipped: lines that do not apply now (a practice device, a device that a call uses).
    officer_microphone: None also where nobody chose one. power: None where the PC does not know.
    second_displays, printers, document_cameras: how many. disk_free_bytes: where the room keeps
    its data. server_ms: time of an answer, signed in.
    encoder_ms: of one 720p picture. take: this room's own sound and picture, recorded and played.
    unsent_h: age of the oldest thing that is not at the city, 0 when all is. is_cut_short: a call
    began meanwhile, so that this says less than the check before.
    """

    skipped: frozenset[CheckCode] = frozenset()
    sound: SoundFacts | None = None
    officer_microphone: OfficerMicrophoneFault | None = None
    camera: CameraFacts | None = None
    document_cameras: int | None = None
    second_displays: int | None = None
    power: PowerFacts | None = None
    disk_free_bytes: int | None = None
    clock_offset_s: float | None = None
    server_ms: float | None = None
    line: LineFacts | None = None
    relay: RelayFacts | None = None
    encoder_ms: float | None = None
    take: Take | None = None
    printers: int | None = None
    unsent_h: float | None = None
    is_cut_short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLimits:
    """Policy data. A pair is (limited from, failed from), in the unit of the line.

    echo_to_talker_db: how loud the loudspeaker may be at the microphone, beside who speaks there.
    Measured: 7 dB below him the canceller takes 3 dB off him when both rooms talk at once, and
    where it is as loud as he is, 8 (ADR 0014).
    """

    echo_delay_ms: float = 120.0
    echo_to_talker_db: float = -10.0
    floor_dbfs: float = -40.0
    speech_dbfs: float = -42.0
    camera_fps: tuple[float, float] = (24.0, 10.0)
    brightness: tuple[float, float] = (50.0, 215.0)
    disk_h: tuple[float, float] = (8.0, 1.0)
    recording_bytes_per_h: float = 700e6
    clock_s: tuple[float, float] = (2.0, 60.0)
    server_ms: float = 1_500.0
    line_kbps: tuple[float, float] = (1_200.0, 40.0)
    round_trip_ms: float = 400.0
    loss_percent: tuple[float, float] = (10.0, 15.0)
    encoder_ms: tuple[float, float] = (20.0, 33.0)
    recorded_s: tuple[float, float] = (9.0, 5.0)
    unsent_h: float = 24.0

    @override
    def __str__(self) -> str:
        """As a settings file has it: what differs from the defaults, empty when nothing does."""
        return ", ".join(
            f"{one.name}={_as_setting(value)}"
            for one in fields(self)
            if (value := getattr(self, one.name)) != one.default
        )


def _as_setting(value: float | tuple[float, float]) -> str:
    return "/".join(f"{one:.10g}" for one in (value if isinstance(value, tuple) else (value,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckItem:
    """One line. value, limit: None where there is no figure. note: what else is known, by name."""

    code: CheckCode
    result: CheckResult
    value: float | None = None
    unit: CheckUnit = CheckUnit.NONE
    limit: float | None = None
    next_step: NextStep = NextStep.NONE
    note: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReport:
    """One whole check. checked_at: aware, by this PC's clock."""

    checked_at: datetime
    took_s: float
    overall: Overall
    items: tuple[CheckItem, ...]
