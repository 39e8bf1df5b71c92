"""Events of the record: minutes, what is read aloud, exports, search."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.record.search import SearchHit
from desktop.domain.record.speech import SpeechFault, SpeechStage


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesChanged:
    """Lines of this session changed here or at another site."""

    session_id: SessionId
    line_ids: frozenset[MinuteLineId]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFound:
    """A voice of this PC said a Vietnamese word when it was asked to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechTold:
    """What became of what was to be spoken. order: its number. fault: where the stage is FAILED."""

    order: int
    stage: SpeechStage
    fault: SpeechFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsChanged:
    """Incidents were noted here or came from another site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentsChanged:
    """Something was added to closed minutes, here or at another site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswered:
    """What was found of the newest search."""

    search: str
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesExported:
    """The minutes were written to a file."""

    session_id: SessionId
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveWritten:
    """The file of a session was written. code: as its QR code says. left_out: how many papers."""

    session_id: SessionId
    path: Path
    code: str
    left_out: int
