"""Commands from the desk to the engine."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import DeviceId, SessionId, SiteId, TrackId
from desktop.domain.media.call import IceServer, MediaEngine, PeerNumber, Rung
from desktop.domain.recording.part import PartEnd
from desktop.media.pipe.events import MESSAGES_VERSION

SPEECH_RATES_HZ = range(8_000, 48_001)
"""Of a voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStart:
    """How an engine begins; handed over with the pipe.

    test_voice_path: the spoken Vietnamese test voice (Opus in Ogg). test_caption: written into
    the drawn test picture, for instance the room's name, in the font of caption_font_path, as
    names and hours in what is recorded are (None: Pillow's own font, which lacks Vietnamese
    letters). allows_hardware: False keeps the
    engine to practice devices. chooses_practice: a practice device is used when nobody chose one
    and there is no real one; False (a real session) leaves silence and a card instead.
    loopback_only: ICE gathers 127.0.0.1 and relays on it, and no packet leaves this PC.
    relay_only: connections go through a relay or not at all. relay_ca_file: certificates to trust
    for a relay by TLS, None: the system's.
    media_engine: the WebRTC implementation; AUTO is aiortc until `UseMediaEngine` says otherwise.
    ice_port_range: (first, last) UDP port by policy, or None. device_cancels_echo: the sound of
    this room's microphones is left as it is. max_rung, max_video_kbps: the most that pictures may
    take, the latter shared by the other sites; None: any.
    """

    test_voice_path: Path
    test_caption: str
    allows_hardware: bool
    ice_port_range: tuple[int, int] | None
    log_level: int
    caption_font_path: Path | None = None
    chooses_practice: bool = True
    loopback_only: bool = False
    relay_only: bool = False
    relay_ca_file: Path | None = None
    device_cancels_echo: bool = False
    media_engine: MediaEngine = MediaEngine.AUTO
    max_rung: Rung = Rung.P720
    max_video_kbps: int | None = None
    version: int = MESSAGES_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDevices:
    """Look at the devices again; answered by `DevicesChanged`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectDevices:
    """Ranked choice for one role; an empty tuple means the rule of choose_device decides.

    barred: never opened, also where nothing else is there: a camera that stands over papers.
    """

    role: DeviceRole
    wanted: tuple[DeviceId, ...]
    barred: tuple[DeviceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDevices:
    """Open camera (own picture), microphones (their level, nothing sent) and loudspeaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDevices:
    """Let go of every device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCall:
    """Take part under this name; devices are opened if they are not yet.

    start_rung: the best that this room's line carried last time.
    """

    own_site_id: SiteId
    ice_servers: tuple[IceServer, ...]
    start_rung: Rung = Rung.P720


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoster:
    """Who has media now. A peer whose number changed is connected anew, one missing is closed.

    session_id: the session of these numbers. heard: whose microphone is played here, None: of
    everybody.
    """

    own_media_number: int
    peers: tuple[PeerNumber, ...]
    session_id: SessionId
    heard: tuple[SiteId, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverSignal:
    """SDP or candidates from another site's engine: untrusted."""

    site_id: SiteId
    untrusted_payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewLine:
    """The channel is back: relays as it knows them now; links that hear nothing act at once."""

    ice_servers: tuple[IceServer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseMediaEngine:
    """Make connections by this implementation from now on; those that are there stay."""

    media_engine: MediaEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCall:
    """Close every connection; devices stay open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMicrophone:
    """Off: silence is sent, the track stays."""

    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCamera:
    """Off: a card is sent, the track stays."""

    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTiles:
    """The tallest picture of each track on the screens now, in device pixels; 0: hidden.

    Of a track that is missing nobody knows what is shown, and the best is wanted.
    """

    tiles: tuple[tuple[TrackId, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRoom:
    """Measure the room's devices and this PC; answered by `RoomMeasured` in about ten seconds.

    Devices that are closed are opened for it. folder: where recordings go.
    """

    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRelay:
    """Send media through these relays and back; answered by `RelayMeasured` within ten seconds."""

    ice_servers: tuple[IceServer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSpeaker:
    """Play a chirp through the open loudspeaker; answered by `SpeakerTested` within 5 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTake:
    """Record ten seconds of this room, play them here, delete them; told by `TakeChanged`.

    Nothing happens while one runs. folder: where recordings go.
    """

    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSession:
    """Record from now on, in parts below `folder`; told by `RecordingTold`.

    The same again changes who is large in the picture (main_site_id), and nothing else. key: 32
    bytes. names: of every site that is recorded, our own among them. clock_offset_s: of the city's
    clock against this PC's. second_folder: as `folder`, on another disk, for when that fails.
    after_part: number of the newest part that the desk was told of; it counts where no disk says.
    is_elsewhere: it meets on a platform of somebody else; what is recorded comes from the capture
    card and the line input, which are opened for it, and nothing of the room's own devices.
    has_picture: False for sound alone.
    """

    session_id: SessionId
    own_site_id: SiteId
    folder: Path
    key: bytes = field(repr=False)
    names: tuple[tuple[SiteId, str], ...]
    main_site_id: SiteId | None
    clock_offset_s: float
    second_folder: Path | None = None
    after_part: int = 0
    is_elsewhere: bool = False
    has_picture: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """What is seen of a page on the stage. planes: I420, empty until it is drawn, or if it cannot.

    caption: which paper, which page. width, height: even; 0 without planes.
    """

    caption: str
    width: int = 0
    height: int = 0
    planes: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """The page that is largest in what is recorded of this session; None: none is on the stage.

    It holds over pauses, until another one is told.
    """

    session_id: SessionId
    page: PagePicture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRecording:
    """Seal what there is; nothing happens where nothing is recorded."""

    why: PartEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayRecording:
    """Play these parts of a recording, one behind the other; told by `PlaybackTold`.

    Takes the place of what plays. Refused during a call. order: its number, in every answer.
    folder: of the session; second_folder: the same on another disk. key: 32 bytes. parts: numbers,
    at least one. from_ms: within the first.
    """

    order: int
    session_id: SessionId
    folder: Path
    key: bytes = field(repr=False)
    parts: tuple[int, ...]
    from_ms: int
    second_folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPlaying:
    """Nothing of a recording is seen or heard any more; nothing is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakPiece:
    """The next piece of what a voice says, played at this room's loudspeaker; told by `SpeechTold`.

    order: its number; the first piece of a higher one takes the place of what is spoken.
    samples: mono, 16 bit, little-endian. rate_hz: one of SPEECH_RATES_HZ.
    """

    order: int
    rate_hz: int
    samples: bytes = field(repr=False)
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSpeaking:
    """Nothing of this order is heard any more, also if it comes later; told by `SpeechTold`."""

    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookForCard:
    """Look for the code of a card in the camera's pictures; answered by `CardLooked`.

    Nothing happens while one look runs.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLooking:
    """End the look that runs; nothing happens where none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEchoCancelling:
    """Whether a microphone takes out its echo by itself; holds at once, and at every opening.

    Takes the place of what `EngineStart` said.
    """

    role: DeviceRole
    does_device_cancel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTaken:
    """The desk has seen FrameReady of this track and wants the next notice."""

    track_id: TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Shutdown:
    """Close all and end the process."""


Command = (
    ListDevices
    | SelectDevices
    | OpenDevices
    | CloseDevices
    | JoinCall
    | SetRoster
    | DeliverSignal
    | UseMediaEngine
    | RenewLine
    | LeaveCall
    | SetMicrophone
    | SetCamera
    | SetTiles
    | MeasureRoom
    | MeasureRelay
    | MeasureSpeaker
    | RecordTake
    | RecordSession
    | RecordPage
    | StopRecording
    | PlayRecording
    | StopPlaying
    | SpeakPiece
    | StopSpeaking
    | LookForCard
    | StopLooking
    | SetEchoCancelling
    | FrameTaken
    | Shutdown
)
