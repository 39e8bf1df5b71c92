"""The settings: their names, limits and defaults. One flat table, the same in every source."""

import logging
import re
from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, NamedTuple
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from desktop.domain.devices.display import DisplayFaces, SecondDisplay
from desktop.domain.loopback import is_loopback
from desktop.domain.media.call import MediaEngine
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.record.phrases import MAX_PHRASE, MAX_PHRASES, PHRASES
from desktop.domain.room.measurements import CheckLimits
from desktop.domain.text import plain_line
from desktop.settings.check_limits import parse_check_limits
from desktop.settings.escrow import KEYS_OF_CITY
from desktop.settings.sealing import is_public_key

URL_LIMIT_CHARS: Final = 2_048
FIRST_FREE_PORT: Final = 1_024  # below are the system's
PORT_LIMIT: Final = 65_535
# Fewer would not carry four sites: each peer connection gathers on every network interface.
SMALLEST_PORT_RANGE: Final = 16
MIN_VIDEO_KBPS: Final = 40  # a still picture every second
MAX_VIDEO_KBPS: Final = 10_000
MIN_TURN_MINUTES: Final = 1
MAX_TURN_MINUTES: Final = 60
MIN_PURGE_DAYS: Final = 1
MAX_PURGE_DAYS: Final = 3_650
SYSTEM_PROXY: Final = "system"
NO_PROXY: Final = "none"
PHRASE_BETWEEN: Final = "|"
"""Between the sentences of one value."""
_HOURS: Final = re.compile(r"(\d\d:\d\d)\s*-\s*(\d\d:\d\d)")
_PORT_RANGE: Final = re.compile(r"(\d{1,5})\s*-\s*(\d{1,5})")


class Language(StrEnum):
    """Of the program's own words."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class LargestPicture(StrEnum):
    """The best picture that a room sends, by its lines."""

    P720 = "720p"
    P480 = "480p"
    P360 = "360p"
    P240 = "240p"


class LogLevel(StrEnum):
    """How much the log tells."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def number(self) -> int:
        """The level as `logging` counts it."""
        return logging.getLevelNamesMapping()[self.name]


class PortRange(NamedTuple):
    """UDP ports that ICE may use, both ends included."""

    first: int
    last: int


def _checked_server_url(text: str) -> str:
    parts = _url_parts(text)
    is_here = is_loopback(parts.host)
    if not (parts.scheme == "https" or (parts.scheme == "http" and is_here)):
        raise PydanticCustomError("https_required", "not https")
    if parts.has_query:
        raise PydanticCustomError("url_with_query", "query or fragment in the address")
    return text.rstrip("/")


def _checked_proxy(text: str) -> str:
    if text.lower() in {SYSTEM_PROXY, NO_PROXY}:
        return text.lower()
    return checked_proxy_address(text)


def checked_proxy_address(untrusted_text: str) -> str:
    """A proxy that HTTP and the live channel can both go through, as it was given.

    Raises: ValueError for what is no address, a login in it, another kind (SOCKS), or a path.
    """
    parts = _url_parts(untrusted_text)
    if parts.scheme not in {"http", "https"}:
        raise PydanticCustomError("proxy_scheme", "unknown kind of proxy")
    if parts.has_path or parts.has_query:
        raise PydanticCustomError("proxy_with_path", "more than host and port")
    return untrusted_text


class _UrlParts(NamedTuple):
    scheme: str
    host: str
    has_path: bool
    has_query: bool


def _url_parts(text: str) -> _UrlParts:
    try:
        parts = urlsplit(text)
        _ = parts.port  # says ValueError for a port out of range
    except ValueError as error:
        raise PydanticCustomError("url_malformed", "not an address") from error
    if not parts.scheme or not parts.hostname or re.search(r"\s", text):
        raise PydanticCustomError("url_malformed", "not an address")
    if parts.username or parts.password:
        # It would stand in logs, in the support bundle and on the settings screen.
        raise PydanticCustomError("url_with_login", "a login in the address")
    return _UrlParts(
        scheme=parts.scheme,
        host=parts.hostname,
        has_path=parts.path not in {"", "/"},
        has_query=bool(parts.query or parts.fragment),
    )


def _parsed_port_range(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _PORT_RANGE.fullmatch(value.strip())
    if match is None:
        raise PydanticCustomError("port_range_malformed", "not first-last")
    return (int(match[1]), int(match[2]))


def _checked_port_range(ports: PortRange) -> PortRange:
    if not FIRST_FREE_PORT <= ports.first <= ports.last <= PORT_LIMIT:
        raise PydanticCustomError("port_range_limits", "outside 1024-65535 or reversed")
    if ports.last - ports.first + 1 < SMALLEST_PORT_RANGE:
        raise PydanticCustomError("port_range_small", "fewer than 16 ports")
    return ports


def _checked_absolute(path: Path) -> Path:
    # A relative path would mean another folder for every way the program is started.
    if not path.is_absolute():
        raise PydanticCustomError("path_not_absolute", "not a full path")
    return path


def _parsed_hours(value: object) -> object:
    if isinstance(value, UploadWindow):
        return value
    match = _HOURS.fullmatch(str(value).strip())
    try:
        opens, closes = map(time.fromisoformat, match.groups() if match else ("", ""))
    except ValueError as error:
        raise PydanticCustomError("hours_malformed", "not HH:MM-HH:MM") from error
    if opens == closes:
        raise PydanticCustomError("hours_malformed", "no hours between them")
    return UploadWindow(opens=opens, closes=closes)


def _parsed_check_limits(value: object) -> object:
    if isinstance(value, CheckLimits):
        return value
    try:
        return parse_check_limits(str(value))
    except ValueError as error:
        raise PydanticCustomError("check_limits_malformed", "not name=value, …") from error


def _split_keys(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _split_phrases(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(PHRASE_BETWEEN) if part.strip()]


def _checked_phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:
    told = tuple(plain_line(one) for one in phrases)
    if not 0 < len(told) <= MAX_PHRASES or not all(0 < len(one) <= MAX_PHRASE for one in told):
        raise PydanticCustomError("phrases_malformed", "not one to nine sentences, or a long one")
    return told


def _checked_escrow_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    if len(keys) != KEYS_OF_CITY or len(set(keys)) != KEYS_OF_CITY:
        raise PydanticCustomError("escrow_keys_not_two", "not two different keys")
    if not all(is_public_key(key) for key in keys):
        raise PydanticCustomError("escrow_key_malformed", "not a public key")
    return keys


_Url = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=URL_LIMIT_CHARS)
]
_Word = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
]
_FullPath = Annotated[Path, AfterValidator(_checked_absolute)]


class Settings(BaseModel):
    """What a person or a policy may choose. Frozen; None and defaults mean "not chosen".

    server_url: of the city server; None: this PC is not bound to a city.
    site_id: the room this PC stands in. enrol_code: used once to bind the PC, a secret.
    proxy: "system", "none" or an address without a login. ca_file: PEM of the city's authority.
    text_scale: 1.0 is 100 %. ice_port_range: UDP ports for calls; None: any.
    relay_only: calls go through the city's relay only, no direct paths.
    max_picture, max_video_kbps: the most that this room's pictures may take, all sites of a call
    together; None: as much as the line carries.
    device_cancels_echo: the room's speakerphone takes out its own echo; the program leaves the
    sound as it is. check_limits: from where on a line of the room check is limited, or failed.
    second_display_faces: who sees display 2; what is requested is shown to a leader alone.
    meeting_keys: keys that programs for meetings use for microphone, camera, hand and showing.
    screen_capture: other programs may copy the windows from the screen, where Windows asks.
    data_folder: where records are kept; None: the platform's place. copies_folder: where hourly
    copies of them go, on another disk if there is one; None: beside them.
    escrow_keys: the city's two public keys that the room's key is sealed with.
    phrases: standard sentences of the minutes, by the keys Ctrl+1 to Ctrl+9.
    turn_minutes: how long one may speak before the clock of the turn warns; it never cuts.
    paper_hours: when papers that nobody waits for may be sent to the city; None: at any hour.
    recording_purge_days: how long after the city's receipt this PC lets go of a recording; None: it
    keeps every one. recording_second_folder: on another disk, where the recording goes on when the
    first one fails; None: nowhere. signature_module: PKCS#11 library of the tokens that people sign
    minutes with; signature_authorities: PEM of those who may vouch for digital signatures.
    support_phone: shown under every error.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    server_url: Annotated[_Url, AfterValidator(_checked_server_url)] | None = None
    site_id: Annotated[_Word, StringConstraints(max_length=64)] | None = None
    enrol_code: Annotated[_Word, StringConstraints(max_length=128)] | None = None
    proxy: Annotated[_Url, AfterValidator(_checked_proxy)] = "system"
    ca_file: _FullPath | None = None
    language: Language = Language.VIETNAMESE
    text_scale: Annotated[float, Field(ge=1.0, le=2.5, allow_inf_nan=False)] = 1.0
    high_contrast: bool = False
    media_engine: MediaEngine = MediaEngine.AUTO
    ice_port_range: (
        Annotated[
            PortRange, BeforeValidator(_parsed_port_range), AfterValidator(_checked_port_range)
        ]
        | None
    ) = None
    relay_only: bool = False
    max_picture: LargestPicture = LargestPicture.P720
    max_video_kbps: Annotated[int, Field(ge=MIN_VIDEO_KBPS, le=MAX_VIDEO_KBPS)] | None = None
    device_cancels_echo: bool = False
    turn_minutes: Annotated[int, Field(ge=MIN_TURN_MINUTES, le=MAX_TURN_MINUTES)] = 5
    phrases: Annotated[
        tuple[str, ...], BeforeValidator(_split_phrases), AfterValidator(_checked_phrases)
    ] = PHRASES
    check_limits: Annotated[CheckLimits, BeforeValidator(_parsed_check_limits)] = CheckLimits()
    second_display: SecondDisplay = SecondDisplay.AUTO
    second_display_faces: DisplayFaces = DisplayFaces.ROOM
    meeting_keys: bool = True
    screen_capture: bool = False
    log_level: LogLevel = LogLevel.INFO
    data_folder: _FullPath | None = None
    copies_folder: _FullPath | None = None
    escrow_keys: (
        Annotated[
            tuple[str, ...], BeforeValidator(_split_keys), AfterValidator(_checked_escrow_keys)
        ]
        | None
    ) = None
    paper_hours: Annotated[UploadWindow, BeforeValidator(_parsed_hours)] | None = None
    recording_purge_days: Annotated[int, Field(ge=MIN_PURGE_DAYS, le=MAX_PURGE_DAYS)] | None = None
    recording_second_folder: _FullPath | None = None
    signature_module: _FullPath | None = None
    signature_authorities: _FullPath | None = None
    support_phone: Annotated[str, StringConstraints(max_length=40, pattern=r"^[0-9+ ().-]*$")] = ""


KEYS: Final = tuple(Settings.model_fields)
SECRET_KEYS: Final = frozenset({"enrol_code"})


def parse_setting(key: str, untrusted_value: object) -> object:
    """The checked value of one key, so that one bad value does not spoil the others.

    Raises: pydantic.ValidationError, whose first error's `type` says what is wrong.
    """
    return getattr(Settings.model_validate({key: untrusted_value}), key)


def settings_from(values: Mapping[str, object]) -> Settings:
    """Settings of values that `parse_setting` returned; what is missing is the default."""
    return Settings().model_copy(update=dict(values))
