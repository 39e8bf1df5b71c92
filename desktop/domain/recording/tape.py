"""A recording laid out in time: which second lies in which part, where nothing is, what plays.

Pure. Hours are by the city's clock, as the heads of parts and the lines of the minutes are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import PartEnd, SiteLoss
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart
from desktop.domain.recording.seal import SealFault

SMALL_GAP: Final = timedelta(seconds=1)
"""Between parts that follow each other nothing shorter is a hole."""
JOINED: Final = timedelta(seconds=2)
"""Losses of a site that lie nearer to each other are drawn as one."""
_HARMLESS: Final = frozenset({None, PartFault.TORN, PartFault.UNLINKED})


class HoleWhy(StrEnum):
    """Why nothing was recorded, or is not there any more.

    PAUSED, CONSULTATION: by intent. LEFT: this desk was not in the session. STOPPED: it was to be
    recorded and was not. MISSING: parts were there and are not.
    """

    PAUSED = "paused"
    CONSULTATION = "consultation"
    LEFT = "left"
    STOPPED = "stopped"
    MISSING = "missing"


_WHY: Final = {
    PartEnd.PAUSED: HoleWhy.PAUSED,
    PartEnd.CONSULTATION: HoleWhy.CONSULTATION,
    PartEnd.LEFT: HoleWhy.LEFT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part whose head can be read. fault: as `RecordedPart` has it."""

    number: int
    began_at: datetime
    ms: int
    fault: PartFault | None = None

    @property
    def ended_at(self) -> datetime:
        """The hour at which its last whole piece ends."""
        return self.began_at + timedelta(milliseconds=self.ms)

    @property
    def is_playable(self) -> bool:
        """What is there is what was written: whole, or torn by a kill, behind whatever other part.

        One that does not follow the part before it was still written with this session's key.
        """
        return self.fault in _HARMLESS and self.ms > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """From when to when there is nothing. numbers: of parts that are missing."""

    since: datetime
    until: datetime
    why: HoleWhy
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LossSpan:
    """What did not come of a site, and when. since, until: to the second of the pieces that say it.

    Sums may be longer than the span: a loss is told once it is sure.
    """

    site_id: SiteId
    since: datetime
    until: datetime
    picture_ms: int
    sound_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSpan:
    """From when to when a site had the floor, to the second of the pieces that say it."""

    site_id: SiteId
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpan:
    """From when to when a page was on the stage. caption: which."""

    caption: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A moment of a recording: within a part, in milliseconds from its beginning."""

    number: int
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tape:
    """One session's recording on this PC, as it can be played.

    stretches: in the order of their numbers. sites: that have a track of sound. damaged: numbers of
    parts that are not what was written; 0 of a file that does not even say its number. has_key:
    without it nothing plays. is_let_go: the city has it, and this PC let go of its parts.
    seal_fault: of the closing seal; has_seal: there is one.
    """

    session_id: SessionId
    stretches: tuple[Stretch, ...] = ()
    holes: tuple[Hole, ...] = ()
    losses: tuple[LossSpan, ...] = ()
    floors: tuple[FloorSpan, ...] = ()
    pages: tuple[PageSpan, ...] = ()
    sites: tuple[SiteId, ...] = ()
    missing: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()
    pieces: int = 0
    is_closed: bool = False
    has_key: bool = True
    is_let_go: bool = False
    has_seal: bool = False
    seal_fault: SealFault | None = None

    @property
    def began_at(self) -> datetime | None:
        """The earliest hour of it."""
        return min((one.began_at for one in self.stretches), default=None)

    @property
    def ended_at(self) -> datetime | None:
        """The latest hour of it."""
        return max((one.ended_at for one in self.stretches), default=None)

    def stretch(self, number: int) -> Stretch | None:
        """The part of this number."""
        return next((one for one in self.stretches if one.number == number), None)

    def place_at(self, at: datetime) -> Place | Hole | None:
        """Where this hour is; a hole that holds it; None: before the beginning or after the end."""
        for one in self.stretches:
            if one.began_at <= at < one.ended_at:
                return Place(number=one.number, ms=round((at - one.began_at).total_seconds() * 1e3))
        hole = next((one for one in self.holes if one.since <= at < one.until), None)
        if hole is not None:
            return hole
        for one in self.stretches:  # a moment too early, or between parts that follow each other
            if one.began_at - SMALL_GAP <= at < one.began_at:
                return Place(number=one.number, ms=0)
        return None

    def hour_of(self, place: Place) -> datetime | None:
        """The hour of a place; None: there is no such part."""
        one = self.stretch(place.number)
        return None if one is None else one.began_at + timedelta(milliseconds=place.ms)

    def start(self) -> Place | None:
        """The beginning of what plays first."""
        first = next((one for one in self.stretches if one.is_playable), None)
        return None if first is None else Place(number=first.number, ms=0)

    def moved(self, place: Place, by_ms: int) -> Place | None:
        """So far on or back, past holes, to the first or last second at most; None: no such part.

        What lies in a hole is skipped in the direction of the way. A part that does not play is
        come to all the same: whoever moves there is told why.
        """
        at = self.hour_of(place)
        if at is None:
            return None
        wanted = at + timedelta(milliseconds=by_ms)
        found = self.place_at(wanted)
        if isinstance(found, Place):
            return found
        if by_ms >= 0:
            later = (one for one in self.stretches if one.began_at >= wanted)
            onward = next(later, None)
            if onward is not None:
                return Place(number=onward.number, ms=0)
            return _near_end(self.stretches[-1])
        earlier = [one for one in self.stretches if one.ended_at <= wanted]
        return _near_end(earlier[-1]) if earlier else Place(number=self.stretches[0].number, ms=0)

    def run_from(self, number: int) -> tuple[int, ...]:
        """Parts that play one after another from this one; it ends before what is not whole.

        Holes by intent are passed over, their hours stand on the way; missing parts are not.
        """
        run: list[int] = []
        for one in self.stretches:
            if one.number < number:
                continue
            if not one.is_playable or one.number != number + len(run):
                break
            run.append(one.number)
        return tuple(run)

    def follows(self, number: int) -> Stretch | Hole | None:
        """What stands behind this part where a run ends: bad, or missing; None: it was the last."""
        one = self.stretch(number)
        behind = next((each for each in self.stretches if each.number > number), None)
        if one is None or behind is None:
            return None
        if behind.number == number + 1:
            return behind
        lost = tuple(range(number + 1, behind.number))
        return next((each for each in self.holes if each.numbers == lost), None)


def tape_from(recorded: Recorded, *, session_id: SessionId, has_key: bool) -> Tape:
    """How the parts lie in time; what is let go, sealed or lost is added by whoever knows it."""
    stretches = tuple(
        Stretch(number=part.head.number, began_at=part.head.began_at, ms=part.ms, fault=part.fault)
        for part in recorded.parts
        if part.head is not None and part.fault is not PartFault.MISPLACED
    )
    heads = [part.head for part in recorded.parts if part.head is not None]
    sites = dict.fromkeys(name for head in heads for name in head.tracks[1:])
    return Tape(
        session_id=session_id,
        stretches=stretches,
        holes=tuple(_holes(recorded, stretches)),
        sites=tuple(map(SiteId, sites)),
        missing=recorded.missing,
        damaged=tuple(_damaged(recorded.parts)),
        pieces=sum(part.pieces for part in recorded.parts),
        is_closed=recorded.is_closed,
        has_key=has_key,
    )


def joined_losses(
    told: Iterable[tuple[datetime, datetime, tuple[SiteLoss, ...]]],
) -> tuple[LossSpan, ...]:
    """Of pieces in their order, each with its hours; those of a site that lie near are one."""
    spans: list[LossSpan] = []
    newest: dict[SiteId, int] = {}
    for since, until, lost in told:
        for one in lost:
            at = newest.get(one.site_id)
            if at is not None and since - spans[at].until <= JOINED:
                former = spans[at]
                spans[at] = replace(
                    former,
                    until=until,
                    picture_ms=former.picture_ms + one.picture_ms,
                    sound_ms=former.sound_ms + one.sound_ms,
                )
                continue
            newest[one.site_id] = len(spans)
            spans.append(
                LossSpan(
                    site_id=one.site_id,
                    since=since,
                    until=until,
                    picture_ms=one.picture_ms,
                    sound_ms=one.sound_ms,
                )
            )
    return tuple(spans)


def joined_words(
    told: Iterable[tuple[datetime, datetime, str]],
) -> tuple[tuple[datetime, datetime, str], ...]:
    """Of pieces in their order, each with its hours and a word; the same word goes on as one.

    "" is no word. Between parts that follow each other at once it goes on too.
    """
    spans: list[tuple[datetime, datetime, str]] = []
    former = ""
    for since, until, word in told:
        if word and word == former and since - spans[-1][1] <= SMALL_GAP:
            spans[-1] = spans[-1][0], until, word
        elif word:
            spans.append((since, until, word))
        former = word
    return tuple(spans)


def _near_end(one: Stretch) -> Place:
    return Place(number=one.number, ms=max(0, one.ms - 1_000))


def _holes(recorded: Recorded, stretches: tuple[Stretch, ...]) -> Iterable[Hole]:
    ends = {part.head.number: part.end for part in recorded.parts if part.head is not None}
    if stretches and stretches[0].number > 1:
        began_at = stretches[0].began_at
        lost = tuple(range(1, stretches[0].number))
        yield Hole(since=began_at, until=began_at, why=HoleWhy.MISSING, numbers=lost)
    for former, latter in pairwise(stretches):
        lost = tuple(range(former.number + 1, latter.number))
        if lost:
            yield Hole(
                since=former.ended_at, until=latter.began_at, why=HoleWhy.MISSING, numbers=lost
            )
        elif latter.began_at - former.ended_at > SMALL_GAP:
            end = ends[former.number]
            why = HoleWhy.STOPPED if end is None else _WHY.get(end, HoleWhy.STOPPED)
            yield Hole(since=former.ended_at, until=latter.began_at, why=why)


def _damaged(parts: tuple[RecordedPart, ...]) -> Iterable[int]:
    for part in parts:
        if part.fault in {PartFault.BROKEN, PartFault.MISPLACED, PartFault.UNREADABLE}:
            yield 0 if part.head is None else part.head.number
