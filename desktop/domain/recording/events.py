"""Events of the recorder."""

from dataclasses import dataclass

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.recording.part import SiteLoss


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingTold:
    """What the engine's recorder has put onto the disk, about once a second.

    part: its number. written_bytes, recorded_s: of all its parts since the engine began.
    has_picture: False where sound alone is written. lost_picture_s, lost_sound_s: of all parts,
    what did not come in time, summed over the sites. is_failing: the last write failed.
    free_bytes: on the disk where they lie; None: it does not say. lost: of the same parts, by
    site, without those that lost nothing.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLampTold:
    """What the recording lamp of another site says, as that site told it just now."""

    site_id: SiteId
    word: RecordingWord
