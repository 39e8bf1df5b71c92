"""What the speaking queue and the picture tiles draw."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.conduct.floor import TurnClock
from desktop.domain.conduct.speaking_queue import Side
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import LineQuality
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.speaking_state import HandLine, OrderPanel, RowAction
from desktop.presenters.conduct.verb import VerbState


class Presence(StrEnum):
    """Whether a site is in the session. LEFT: it was here, and the city has no seat of it."""

    HERE = "here"
    AWAY = "away"
    NOT_YET = "not_yet"
    LEFT = "left"


class MicrophoneWord(StrEnum):
    """Micro: mở, tắt, chờ lời; ELSEWHERE: a platform of somebody else has it, unknown here."""

    OPEN = "open"
    OFF = "off"
    WAITING = "waiting"
    ELSEWHERE = "elsewhere"


class VeilKind(StrEnum):
    """Why a picture is covered.

    BESIDE: this is a companion desk, pictures are at the other PC. CONSULTING: others consult;
    APART: this one waits meanwhile. ELSEWHERE: it meets on a platform of somebody else. OUT: this
    desk has no place in the session any more, or got none; of the others nobody knows anything.
    """

    NOT_YET = "not_yet"
    CONNECTING = "connecting"
    RECONNECTING = "reconnecting"
    LEFT = "left"
    CAMERA_OFF = "camera_off"
    SOUND_ONLY = "sound_only"
    PAUSED = "paused"
    CONSULTING = "consulting"
    APART = "apart"
    ENGINE_LOST = "engine_lost"
    BESIDE = "beside"
    LISTENING = "listening"
    ELSEWHERE = "elsewhere"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """The cover over a tile. seconds: how long it lasts already. attempt: dialling, 0 is none.

    platform: where the session meets, of ELSEWHERE.
    """

    kind: VeilKind
    seconds: int
    attempt: int
    platform: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One site, or one raised hand of it; the row is the control.

    number: the place from 1, of a hand among the hands; 0: no place, as it does not ask.
    label: who speaks there, for instance "Công dân A"; verb None: nothing to do with this row.
    quality None: nothing is measured (own row, absent site). companions: desks beside the seat.
    hand: what the city keeps of the hand,
    None: no hand, or no order is kept. side: for whom is spoken, where that was told. recording:
    the lamp of another site as it told it just now, None: not known.
    """

    site_id: SiteId
    number: int
    label: str
    site_name: str
    role: SiteRole
    is_own: bool
    presence: Presence
    microphone: MicrophoneWord
    level_dbfs: float
    quality: LineQuality | None
    has_hand_up: bool
    is_speaking: bool
    floor: TurnClock | None
    verb: VerbState | None
    hand: HandLine | None = None
    side: Side | None = None
    is_locked: bool = False
    companions: int = 0
    actions: tuple[RowAction, ...] = ()
    recording: RecordingWord | None = None

    @property
    def key(self) -> str:
        """What tells it from other rows, of its site too."""
        return self.site_id if self.hand is None else f"{self.site_id}/{self.hand.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One picture. track_id None: there is none (yet), only the veil is drawn.

    is_main: the large one, exactly one of all tiles. is_guest: who sits there came by a browser.
    recording: as of a row.
    """

    site_id: SiteId
    track_id: TrackId | None
    label: str
    site_name: str
    is_own: bool
    is_main: bool
    microphone: MicrophoneWord
    level_dbfs: float
    quality: LineQuality | None
    is_speaking: bool
    veil: Veil | None
    is_guest: bool = False
    recording: RecordingWord | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPanel:
    """Queue and tiles. Tiles have a fixed order: nothing moves when people come and go.

    Of a session elsewhere there are as many tiles as of a call here: they have no picture.

    Rows: who speaks, then hands as they are called, then the others; in the order of the plan where
    the city keeps none (order None).
    """

    rows: tuple[RosterRow, ...]
    tiles: tuple[Tile, ...]
    order: OrderPanel | None = None
