"""Facts that services of the desk tell its presenters; emitted on any thread.

Wiring hands every service one `EventSink`; under Qt it posts to the main thread, in a rehearsal
it fills a queue. An event says what changed; readers ask the service for the new truth unless
the event carries it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.access import SignedIn
from desktop.domain.call import EchoCancelling, PeerState, PeerStats, VideoTrack
from desktop.domain.code_words import CodeWords
from desktop.domain.device import Device, DeviceRole
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId, TrackId
from desktop.domain.paper import PageImage
from desktop.domain.readiness import RelayFacts, RoomFacts, RoomReport
from desktop.domain.roster import LiveSession, OpenLine
from desktop.domain.search import SearchHit
from desktop.domain.setting import SettingSaved
from desktop.domain.sheet_photo import SheetPhoto
from desktop.domain.speaker_test import SpeakerTest
from desktop.domain.sync import EntityKind, SyncStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChanged:
    """Sessions, cases or sites were pulled from the city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChanged:
    """Somebody signed in or out (None)."""

    signed_in: SignedIn | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PageAsked:
    """A person is to sign in on this page, in the system's browser. address: checked, secret."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesChanged:
    """Lines of this session changed here or at another site."""

    session_id: SessionId
    line_ids: frozenset[MinuteLineId]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersChanged:
    """Papers of this session, or where their bytes are, changed."""

    session_id: SessionId
    document_ids: frozenset[DocumentId]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReportsChanged:
    """Reports of units, or how far they came, changed; kinds: of which."""

    kinds: frozenset[EntityKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgenciesChanged:
    """The directory of agencies, or how far a change of it came, changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswered:
    """What was found of the newest search."""

    search: str
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsExported:
    """A list of reports was written to a file."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoTaken:
    """A photo for a line of the readiness sheet is kept on this PC; line: the line's code."""

    line: str
    photo: SheetPhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoDrawn:
    """A photo as pixels, no side longer than `side`; image None: it cannot be had."""

    sha256: str
    side: int
    image: PageImage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncChanged:
    """What is not yet sent, or whether the city answers, changed."""

    status: SyncStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelChanged:
    """The live channel is up, or is being dialled again for the nth time.

    (True, 0): up. (False, n): n-th redial. (False, 0): not wanted any more (left, taken, refused).
    """

    is_connected: bool
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSessionChanged:
    """The server's newest word on the session."""

    live: LiveSession


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLineChanged:
    """Another site is typing; an empty text means the line was finished or dropped."""

    line: OpenLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken:
    """Another program took this site's seat; this one is out of the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRefused:
    """The server will not let this seat in; code as in ux.md."""

    code: str


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
class DevicesChanged:
    """The engine's list of devices, and what is in use per role (None: nothing)."""

    present: tuple[Device, ...]
    in_use: tuple[tuple[DeviceRole, Device | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLost:
    """A device vanished or went silent; `now` is what is used in its place."""

    lost: Device
    now: Device | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceReturned:
    """A device that is back, or new and better than the last, is used for some seconds."""

    now: Device


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoCancellingChanged:
    """Who takes the echo out of this room's microphone from now on."""

    state: EchoCancelling


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayLacking:
    """Whether this room may use relays alone while none is known: then no call can begin."""

    is_lacking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMeasured:
    """The engine's part of a room check is done; what it does not measure is None."""

    facts: RoomFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTested:
    """A test of the loudspeaker is done, or was refused."""

    test: SpeakerTest


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayMeasured:
    """Media went through the city's relay and back, or not.

    is_cut_short: a call was first, or the measuring itself failed: nothing is known.
    """

    relay: RelayFacts | None
    is_cut_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChecked:
    """A room check is done."""

    report: RoomReport


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReported:
    """The city has got a room check. checked_at: of that check."""

    checked_at: datetime


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
class IceServersRenewed:
    """The city gave new credentials for its relays; the channel has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMediaArrived:
    """The first decoded picture or sound of a site; at_s is time.monotonic() in the engine."""

    site_id: SiteId
    kind: str
    at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFailed:
    """Something the officer asked for was not done; code and data as in ux.md."""

    action: str
    code: str
    data: Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesExported:
    """The minutes were written to a file."""

    session_id: SessionId
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewReady:
    """A page of a paper was rendered; image None: no preview can be made, the paper is safe."""

    document_id: DocumentId
    page: int
    page_count: int
    image: PageImage | None


Event = (
    ScheduleChanged
    | AccessChanged
    | PageAsked
    | MinutesChanged
    | PapersChanged
    | UnitReportsChanged
    | AgenciesChanged
    | SearchAnswered
    | PhotoTaken
    | PhotoDrawn
    | ReportsExported
    | SyncChanged
    | ChannelChanged
    | LiveSessionChanged
    | OpenLineChanged
    | SeatTaken
    | ChannelRefused
    | SignalReceived
    | SignalProduced
    | EngineStateChanged
    | DevicesChanged
    | DeviceLost
    | DeviceReturned
    | EchoCancellingChanged
    | RelayLacking
    | RoomMeasured
    | SpeakerTested
    | RelayMeasured
    | RoomChecked
    | RoomReported
    | TrackAdded
    | TrackRemoved
    | FrameReady
    | LevelsChanged
    | PeerStateChanged
    | StatsChanged
    | CodeWordsChanged
    | IceServersRenewed
    | FirstMediaArrived
    | ActionFailed
    | MinutesExported
    | SettingSaved
    | PreviewReady
)

EventSink = Callable[[Event], None]
"""Takes one event, returns at once, never raises. Thread: any."""
