"""What the screen "Bản ghi" draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import MinuteLineId, TrackId
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.recording.tape import HoleWhy
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class PlayerStage(StrEnum):
    """Where the player is. OPENING: noted and opened, no sound yet."""

    STOPPED = "stopped"
    OPENING = "opening"
    PLAYING = "playing"


class ChainWord(StrEnum):
    """What was found of the chain. CHECKING: it is read.

    WHOLE: nothing was changed or taken away, and the room's seal is right. OPEN: the same of one
    that has no seal, or no closing part. SPOILT: something was changed or taken away. NONE: there
    is no recording here, or it cannot be read.
    """

    CHECKING = "checking"
    WHOLE = "whole"
    OPEN = "open"
    SPOILT = "spoilt"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """parts of whole: read so far. pieces: of all parts. damaged, missing: numbers of parts."""

    word: ChainWord
    parts: int = 0
    whole: int = 0
    pieces: int = 0
    damaged: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    is_wrong_seal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayRow:
    """A line of the minutes. is_there: its second is recorded. is_current: what plays is there."""

    line_id: MinuteLineId
    at: datetime
    speaker: str
    site_name: str
    kind: MinuteLineKind
    text: str
    is_there: bool
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneLoss:
    """When something of a site did not come, and how much. Seconds."""

    since: datetime
    until: datetime
    picture_s: int
    sound_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneHole:
    """When nothing was recorded; numbers: of parts that are missing."""

    since: datetime
    until: datetime
    why: HoleWhy
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLane:
    """One site on the line of time. said: when somebody of it speaks, by the minutes.

    floors: from when to when it had the floor, by the recording.
    """

    name: str
    said: tuple[datetime, ...]
    losses: tuple[LaneLoss, ...]
    floors: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanePage:
    """A page on the stage, from when to when. caption: as it stands in the picture."""

    since: datetime
    until: datetime
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneMark:
    """A moment that somebody marked by F2. by: the name, "" not told."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The line of time from the first to the last second. damaged: what of it does not play.

    marks: within it.
    """

    since: datetime
    until: datetime
    sites: tuple[SiteLane, ...]
    holes: tuple[LaneHole, ...]
    damaged: tuple[tuple[datetime, datetime], ...]
    pages: tuple[LanePage, ...] = ()
    marks: tuple[LaneMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerView:
    """at: the hour of what is heard, or would be. track_id: of its picture, None without one.

    can_play: something is here that plays; whether a reason is there is asked when it is pressed.
    can_go_back, can_go_on: a jump leads elsewhere.
    """

    stage: PlayerStage
    at: datetime | None
    track_id: TrackId | None
    can_play: bool
    can_go_back: bool = False
    can_go_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A sealed copy that is asked for. is_making: it is written."""

    form: FormState
    message: Message | None
    is_making: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingViewState:
    """starts_at: of the session, None of one that is kept from the person.

    needs_reason: nobody gave one yet since the screen was opened. reason: as it is typed.
    needs_pin: the same of the PIN; is_proving: it is looked at. account: how people call the
    accounts by which it may be shown too, None: by none; is_in_browser: somebody is there for it.
    is_from_list: the way back leads to the list of recordings, else to the case. may_copy: a sealed
    copy may be made of it.
    """

    starts_at: datetime | None
    title: str
    chain: ChainView
    message: Message | None
    reason: str
    needs_reason: bool
    player: PlayerView
    rows: tuple[PlayRow, ...]
    lanes: Lanes | None
    needs_pin: bool = True
    is_proving: bool = False
    account: str | None = None
    is_in_browser: bool = False
    is_from_list: bool = False
    may_copy: bool = False
    copy: CopyView | None = None
