"""Facts that services of the desk tell its presenters; emitted on any thread.

Wiring hands every service one `EventSink`; under Qt it posts to the main thread, in a rehearsal
it fills a queue. An event says what changed; readers ask the service for the new truth unless
the event carries it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.domain.access.events import AccessChanged, PageAsked, PinProved
from desktop.domain.casework.events import (
    CardLooked,
    CasesChanged,
    ConclusionsChanged,
    IntakesChanged,
    RegisterChanged,
    RegisterWritten,
    RequestsChanged,
)
from desktop.domain.conduct.events import (
    ChannelChanged,
    ChannelRefused,
    CountdownTold,
    GuestLinkMade,
    LiveSessionChanged,
    OpenLineChanged,
    RingAnswered,
    RingsChanged,
    SeatInUse,
    SeatTaken,
    TicketRefused,
    TicketTurned,
    TrialPageArrived,
)
from desktop.domain.devices.events import DeviceLost, DeviceReturned, DevicesChanged
from desktop.domain.directory.events import AgenciesChanged
from desktop.domain.media.events import (
    CodeWordsChanged,
    CodeWordsLacking,
    EchoCancellingChanged,
    EngineStateChanged,
    FirstMediaArrived,
    FrameReady,
    IceServersRenewed,
    LevelsChanged,
    PeerStateChanged,
    RelayLacking,
    SignalProduced,
    SignalReceived,
    StatsChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.domain.papers.events import (
    DossierChanged,
    FileKept,
    MinutesSigned,
    PaperCopied,
    PapersChanged,
    PreviewReady,
    ScanTaken,
)
from desktop.domain.reception.events import (
    CalendarChanged,
    GateNoted,
    PlanRefused,
    ScheduleChanged,
    SessionPlanned,
)
from desktop.domain.record.events import (
    AmendmentsChanged,
    ArchiveWritten,
    IncidentsChanged,
    MinutesChanged,
    MinutesExported,
    SearchAnswered,
    SpeechTold,
    VoiceFound,
)
from desktop.domain.record.printing import (
    FormSaved,
    PrintAsked,
    PrintEnded,
    PrintPageDrawn,
    PrintReady,
    SheetTaken,
)
from desktop.domain.recording.events import (
    CopySealed,
    ListeningNoted,
    PlaybackTold,
    RecordingsChanged,
    RecordingTold,
    SiteLampTold,
    TapeLooked,
    TapeRead,
)
from desktop.domain.reports.events import (
    PhotoDrawn,
    PhotoTaken,
    ReportsExported,
    UnitReportsChanged,
)
from desktop.domain.room.events import (
    RelayMeasured,
    RoomChecked,
    RoomMeasured,
    RoomReported,
    SpeakerTested,
    TakeChanged,
    TakeNoted,
)
from desktop.domain.sync.events import SyncChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingSaved:
    """Event: a choice is in the person's settings file, for the next start. value: as text."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFailed:
    """Something the officer asked for was not done; code and data as in ux.md."""

    action: str
    code: str
    data: Mapping[str, str | int]


Event = (
    ScheduleChanged
    | AccessChanged
    | PinProved
    | CopySealed
    | PageAsked
    | IncidentsChanged
    | AmendmentsChanged
    | MinutesChanged
    | DossierChanged
    | PaperCopied
    | FileKept
    | ScanTaken
    | MinutesSigned
    | FormSaved
    | PrintAsked
    | PrintReady
    | PrintPageDrawn
    | SheetTaken
    | PrintEnded
    | PapersChanged
    | UnitReportsChanged
    | AgenciesChanged
    | CalendarChanged
    | RequestsChanged
    | IntakesChanged
    | RegisterChanged
    | RegisterWritten
    | ConclusionsChanged
    | CasesChanged
    | CardLooked
    | GateNoted
    | PlanRefused
    | SessionPlanned
    | TicketTurned
    | TicketRefused
    | SearchAnswered
    | SpeechTold
    | VoiceFound
    | PhotoTaken
    | PhotoDrawn
    | ReportsExported
    | SyncChanged
    | ChannelChanged
    | LiveSessionChanged
    | CountdownTold
    | GuestLinkMade
    | OpenLineChanged
    | SeatInUse
    | RingAnswered
    | RingsChanged
    | SeatTaken
    | TrialPageArrived
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
    | TakeChanged
    | TakeNoted
    | RecordingTold
    | SiteLampTold
    | RecordingsChanged
    | TapeLooked
    | TapeRead
    | ListeningNoted
    | PlaybackTold
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
    | CodeWordsLacking
    | IceServersRenewed
    | FirstMediaArrived
    | ActionFailed
    | MinutesExported
    | ArchiveWritten
    | SettingSaved
    | PreviewReady
)

EventSink = Callable[[Event], None]
"""Takes one event, returns at once, never raises. Thread: any."""
