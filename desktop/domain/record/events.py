"""Events of the record: minutes, exports, search."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.record.search import SearchHit


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesChanged:
    """Lines of this session changed here or at another site."""

    session_id: SessionId
    line_ids: frozenset[MinuteLineId]


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
