"""The line of time of a recording, its chain in a word, and the minutes on it: pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.record.mark import marks_of
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.recording.tape import Place, Tape
from desktop.presenters.recording.playback_state import (
    ChainView,
    ChainWord,
    LaneHole,
    LaneLoss,
    LaneMark,
    LanePage,
    Lanes,
    PlayRow,
    SiteLane,
)

SiteName = Callable[[SiteId], str]
_NOT_SAID = frozenset({MinuteLineKind.TECHNICAL})


def chain_view(tape: Tape) -> ChainView:
    """What the head of the screen says of it."""
    is_spoilt = bool(tape.damaged or tape.missing or tape.seal_fault is not None)
    is_whole = tape.has_seal and tape.is_closed
    if not tape.stretches and not is_spoilt:
        word = ChainWord.NONE
    elif is_spoilt:
        word = ChainWord.SPOILT
    else:
        word = ChainWord.WHOLE if is_whole else ChainWord.OPEN
    return ChainView(
        word=word,
        parts=len(tape.stretches),
        whole=len(tape.stretches) + len(tape.missing),
        pieces=tape.pieces,
        damaged=tape.damaged,
        missing=tape.missing,
        is_wrong_seal=tape.seal_fault is not None,
    )


def lanes_of(tape: Tape, lines: Sequence[MinuteLine], site_name: SiteName) -> Lanes | None:
    """None: nothing of it can be laid out."""
    since, until = tape.began_at, tape.ended_at
    if since is None or until is None or until <= since:
        return None
    return Lanes(
        since=since,
        until=until,
        sites=tuple(_lane(tape, lines, site_id, site_name) for site_id in tape.sites),
        holes=tuple(
            LaneHole(since=one.since, until=one.until, why=one.why, numbers=one.numbers)
            for one in tape.holes
        ),
        damaged=tuple(
            (one.began_at, one.ended_at) for one in tape.stretches if not one.is_playable
        ),
        pages=tuple(
            LanePage(since=one.since, until=one.until, caption=one.caption) for one in tape.pages
        ),
        marks=tuple(
            LaneMark(at=one.at, by=one.by) for one in marks_of(lines) if since <= one.at <= until
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What follows from a tape and the minutes, reckoned once. there: lines whose second is."""

    tape: Tape | None = None
    lines: tuple[MinuteLine, ...] = ()
    lanes: Lanes | None = None
    there: frozenset[MinuteLineId] = frozenset()


def laid_out(
    former: LaidOut, tape: Tape | None, lines: tuple[MinuteLine, ...], site_name: SiteName
) -> LaidOut:
    """The former where nothing changed."""
    if former.tape is tape and former.lines == lines:
        return former
    if tape is None:
        return LaidOut(lines=lines)
    return LaidOut(
        tape=tape,
        lines=lines,
        lanes=lanes_of(tape, lines, site_name),
        there=frozenset(one.id for one in lines if isinstance(tape.place_at(one.at), Place)),
    )


def rows_of(
    laid: LaidOut, lines: Sequence[MinuteLine], site_name: SiteName, at: datetime | None
) -> tuple[PlayRow, ...]:
    """Lines that say something, in their order. at: of what is heard."""
    said = [line for line in lines if line.text.strip()]
    before = [line.id for line in said if at is not None and line.at <= at]
    current = before[-1] if before else None
    return tuple(
        PlayRow(
            line_id=line.id,
            at=line.at,
            speaker=line.speaker,
            site_name=site_name(line.owner_site_id),
            kind=line.kind,
            text=line.text,
            is_there=line.id in laid.there,
            is_current=line.id == current,
        )
        for line in said
    )


def _lane(
    tape: Tape, lines: Sequence[MinuteLine], site_id: SiteId, site_name: SiteName
) -> SiteLane:
    said = (one for one in lines if one.owner_site_id == site_id and one.kind not in _NOT_SAID)
    return SiteLane(
        name=site_name(site_id),
        said=tuple(one.at for one in said if one.text.strip()),
        losses=tuple(
            LaneLoss(
                since=one.since,
                until=one.until,
                picture_s=round(one.picture_ms / 1_000),
                sound_s=round(one.sound_ms / 1_000),
            )
            for one in tape.losses
            if one.site_id == site_id
        ),
        floors=tuple((one.since, one.until) for one in tape.floors if one.site_id == site_id),
    )
