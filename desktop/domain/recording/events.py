"""Events of the recorder, and of a recording that is looked at and played."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.recording.part import SiteLoss
from desktop.domain.recording.playback import PlaybackFault, PlaybackStage
from desktop.domain.recording.tape import Tape


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingTold:
    """What the engine's recorder has put onto the disk, about once a second.

    part: its number. written_bytes, recorded_s: of all its parts since the engine began.
    has_picture: False where the disk takes no more than the sound of what has a picture.
    lost_picture_s, lost_sound_s: of all parts, what did not come in time, summed over the sites.
    is_failing: the last write failed.
    free_bytes: on the disk where they lie; None: it does not say. lost: of the same parts, by
    site, without those that lost nothing. is_on_second: they are written to the second disk now.
    """

    session_id: SessionId
    part: int
    written_bytes: int
    recorded_s: float
    has_picture: bool
    lost_picture_s: float
    lost_sound_s: float
    is_failing: bool
    free_bytes: int | None
    lost: tuple[SiteLoss, ...] = ()
    is_on_second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLampTold:
    """What the recording lamp of another site says, as that site told it just now."""

    site_id: SiteId
    word: RecordingWord


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingsChanged:
    """Another session has a recording on this PC, or one has none any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeLooked:
    """A recording is read and checked: so many parts of so many."""

    session_id: SessionId
    parts: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeRead:
    """A recording was read and checked; tape: None where the disk could not be read."""

    session_id: SessionId
    tape: Tape | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningNoted:
    """Who listens is on this PC's disk, and what was asked for begins. order: its number."""

    session_id: SessionId
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySealed:
    """A sealed copy of a recording lies in a file of the officer's. code: as its QR code says."""

    session_id: SessionId
    path: Path
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackTold:
    """How far the engine is with what it plays, about four times a second.

    order: the number of what was asked. part: its number; at_ms: the moment that is heard, within
    the part.
    """

    session_id: SessionId
    order: int
    stage: PlaybackStage
    part: int
    at_ms: int
    fault: PlaybackFault | None = None
