"""What a folder of recordings holds of one session, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from desktop.domain.recording.part import PartEnd, PartHead, SiteLoss, added


class PartFault(StrEnum):
    """BROKEN: a piece is not what was written. TORN: its writer was killed, the rest is whole.

    UNREADABLE: it is no part of a recording. MISPLACED: of another session, or under a number that
    is not its own. UNLINKED: it does not follow the part before it.
    """

    BROKEN = "broken"
    TORN = "torn"
    UNREADABLE = "unreadable"
    MISPLACED = "misplaced"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPart:
    """One file. head: None where it cannot be read. ms: up to its last whole piece.

    lost_picture_ms, lost_sound_ms: summed over the sites. lost: by site; empty too in parts of
    versions that did not count so. end: None where its writer was killed.
    fault: the gravest; piece: the number of the first piece that is not whole, None otherwise.
    chain: value of its last whole piece, as hexadecimal digits.
    """

    name: str
    head: PartHead | None
    ms: int = 0
    pieces: int = 0
    lost_picture_ms: int = 0
    lost_sound_ms: int = 0
    lost: tuple[SiteLoss, ...] = ()
    end: PartEnd | None = None
    fault: PartFault | None = None
    piece: int | None = None
    chain: str = ""

    @property
    def ended_at(self) -> datetime | None:
        """The hour at which its last whole piece ends."""
        return None if self.head is None else self.head.began_at + timedelta(milliseconds=self.ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A session's recording. parts: in the order of their numbers. missing: numbers without a file.

    is_closed: the last part says that the session was over.
    """

    parts: tuple[RecordedPart, ...]
    missing: tuple[int, ...]

    @property
    def is_closed(self) -> bool:
        """The last part was ended with the session."""
        return bool(self.parts) and self.parts[-1].end is PartEnd.CLOSED

    @property
    def lost(self) -> tuple[SiteLoss, ...]:
        """Of all parts, by site."""
        return added(*(part.lost for part in self.parts))

    @property
    def is_whole(self) -> bool:
        """Nothing was changed or taken away; what a kill has torn is known and no change."""
        is_untouched = all(part.fault in {None, PartFault.TORN} for part in self.parts)
        return bool(self.parts) and not self.missing and is_untouched and self.is_closed


def recorded_from(parts: tuple[RecordedPart, ...]) -> Recorded:
    """Look at the parts together: their numbers and how they follow each other."""
    known = {part.head.number: part for part in parts if part.head is not None}
    last = max(known, default=0)
    missing = tuple(number for number in range(1, last + 1) if number not in known)
    return Recorded(parts=parts, missing=missing)


def gaps(parts: tuple[RecordedPart, ...]) -> tuple[tuple[datetime, datetime, PartEnd | None], ...]:
    """Between parts that follow each other: from, to, and why; a second or less is none."""
    found = []
    spans = [
        (part.head.began_at, part.head.began_at + timedelta(milliseconds=part.ms), part.end)
        for part in parts
        if part.head is not None
    ]
    for (_, ended_at, end), (began_at, _, _) in pairwise(spans):
        if began_at - ended_at > timedelta(seconds=1):
            found.append((ended_at, began_at, end))
    return tuple(found)
