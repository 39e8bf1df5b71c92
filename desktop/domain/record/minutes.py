"""Minutes (biên bản): lines owned by one site, ordered by time of speech (domain.md §4.13)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.sync.operation import RecordStorage


class MinuteLineKind(StrEnum):
    """What a line of the minutes is."""

    STATEMENT = "statement"
    QUESTION = "question"
    ANSWER = "answer"
    AGREEMENT = "agreement"
    DISPUTE = "dispute"
    DIRECTIVE = "directive"
    TECHNICAL = "technical"


MAX_LINE_CHARACTERS = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVersion:
    """What a line says: who spoke, in which sense, which words."""

    speaker: str
    kind: MinuteLineKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteLine:
    """One line of the minutes.

    revision: the server's revision of the text this one was written on, 0 when the city has
    not seen the line. conflict: the version that lost a clash, kept for a person to judge.
    accepted_after: the city's mark on a line that came after the signing. saved_at: when its newest
    text was given to this PC's store; None: written elsewhere, or not known any more. written_by:
    name of the person at the PC, two may sit at one site; "" of lines of before 0.4.0.
    """

    id: MinuteLineId
    session_id: SessionId
    owner_site_id: SiteId
    at: datetime
    speaker: str
    kind: MinuteLineKind
    text: str
    written_by: str = ""
    revision: int = 0
    storage: RecordStorage = RecordStorage.HERE
    conflict: LineVersion | None = None
    accepted_after: AcceptedAfter | None = None
    saved_at: datetime | None = None

    @property
    def version(self) -> LineVersion:
        """What the line says now."""
        return LineVersion(speaker=self.speaker, kind=self.kind, text=self.text)


def with_version(line: MinuteLine, version: LineVersion) -> MinuteLine:
    """The line as it would say this."""
    return replace(line, speaker=version.speaker, kind=version.kind, text=version.text)


def in_order(lines: Iterable[MinuteLine]) -> tuple[MinuteLine, ...]:
    """Lines as they are read: by time of speech, then by site, then by identity."""
    return tuple(sorted(lines, key=lambda line: (line.at, line.owner_site_id, line.id)))


def count_by_site(lines: Iterable[MinuteLine]) -> dict[SiteId, int]:
    """How many lines each site has written."""
    counts: dict[SiteId, int] = {}
    for line in lines:
        counts[line.owner_site_id] = counts.get(line.owner_site_id, 0) + 1
    return counts
