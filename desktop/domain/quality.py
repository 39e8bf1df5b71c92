"""From measurements to a steady word: whose fault a poor line is, and no flicker."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.call import (
    FAIR_LOSS,
    FAIR_RTT_S,
    LOST_AFTER_S,
    LineQuality,
    PeerStats,
    line_quality,
)
from desktop.domain.enums import Quality, QualityCause
from desktop.domain.ids import SiteId

WORSE_AFTER_S = 1.0
"""A worse word is shown once it has held this long; with one reading a second, within 2 s."""

BETTER_AFTER_S = 15.0
"""A better word is shown after this much calm."""

_RANK = {Quality.GOOD: 0, Quality.FAIR: 1, Quality.WEAK: 2, Quality.LOST: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerReading:
    """What is known of one other site now. stats None: no connection to it."""

    stats: PeerStats | None
    is_camera_on: bool
    is_seat_connected: bool


def line_causes(causes: Mapping[SiteId, QualityCause]) -> dict[SiteId, QualityCause]:
    """Whose line it is that holds our pictures down; sites without such a line are left out.

    causes: by site, OUR_LINE where a line is the reason, whosever it is. One narrow way among
    others that are not narrow ends at a bad line there; narrow ways to everybody begin at ours.
    """
    narrow = [site_id for site_id, cause in causes.items() if cause is QualityCause.OUR_LINE]
    is_ours = len(narrow) == len(causes)
    cause = QualityCause.OUR_LINE if is_ours else QualityCause.THEIR_LINE
    return dict.fromkeys(narrow, cause)


def seen_from_there(cause: QualityCause) -> QualityCause:
    """A cause in the words of the other end: our line is theirs."""
    swapped = {
        QualityCause.OUR_LINE: QualityCause.THEIR_LINE,
        QualityCause.THEIR_LINE: QualityCause.OUR_LINE,
    }
    return swapped.get(cause, cause)


def worse_of(first: LineQuality, second: LineQuality) -> LineQuality:
    """The graver of two; the first when they are equal."""
    return second if _RANK[second.quality] > _RANK[first.quality] else first


def call_quality(
    readings: Mapping[SiteId, PeerReading], *, is_engine_up: bool, is_city_reached: bool
) -> dict[SiteId, LineQuality]:
    """The word and the cause for every other site, as measured now.

    A cause is a judgement: one poor line among good ones is theirs; poor lines everywhere are
    ours; few pictures without loss come from a slow PC when every site has them, else from the
    other end's device.
    """
    words = {
        site_id: line_quality(reading.stats, is_camera_on=reading.is_camera_on).quality
        for site_id, reading in readings.items()
    }
    if not is_engine_up:
        lost = LineQuality(quality=Quality.LOST, cause=QualityCause.DEVICE)
        return dict.fromkeys(readings, lost)
    are_all_poor = all(word is not Quality.GOOD for word in words.values())
    return {
        site_id: LineQuality(
            quality=words[site_id],
            cause=_cause(
                reading,
                words[site_id],
                is_alone=len(readings) == 1,
                are_all_poor=are_all_poor,
                is_city_reached=is_city_reached,
            ),
        )
        for site_id, reading in readings.items()
    }


def _cause(
    reading: PeerReading,
    word: Quality,
    *,
    is_alone: bool,
    are_all_poor: bool,
    is_city_reached: bool,
) -> QualityCause:
    if word is Quality.GOOD:
        return QualityCause.NONE
    if not is_city_reached:
        return QualityCause.OUR_LINE
    if not reading.is_seat_connected:
        return QualityCause.THEIR_LINE
    if reading.stats is not None and _is_line_clean(reading.stats):
        return QualityCause.SLOW_PC if are_all_poor and not is_alone else QualityCause.DEVICE
    return QualityCause.OUR_LINE if are_all_poor else QualityCause.THEIR_LINE


def _is_line_clean(stats: PeerStats) -> bool:
    return (
        stats.loss < FAIR_LOSS and stats.round_trip_s < FAIR_RTT_S and stats.silent_s < LOST_AFTER_S
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityMemory:
    """The word shown for one line, and what speaks for another one. Times are monotonic.

    candidate: the mildest worse reading since worse_since_s. worst_calm: the worst of the better
    readings since better_since_s.
    """

    shown: LineQuality
    worse_since_s: float | None = None
    candidate: LineQuality | None = None
    better_since_s: float | None = None
    worst_calm: LineQuality | None = None


def remembered(memory: QualityMemory | None, reading: LineQuality, now_s: float) -> QualityMemory:
    """The memory after one more reading; call it about once a second.

    Lost and found again are facts and shown at once; between good, fair and weak a worse word
    waits WORSE_AFTER_S and a better one BETTER_AFTER_S, so that the word does not flicker.
    """
    if memory is None or Quality.LOST in (memory.shown.quality, reading.quality):
        return QualityMemory(shown=reading)
    difference = _RANK[reading.quality] - _RANK[memory.shown.quality]
    if difference == 0:
        return QualityMemory(shown=reading)
    if difference > 0:
        return _after_worse(memory, reading, now_s)
    return _after_better(memory, reading, now_s)


def _after_worse(memory: QualityMemory, reading: LineQuality, now_s: float) -> QualityMemory:
    if memory.worse_since_s is None or memory.candidate is None:
        return QualityMemory(shown=memory.shown, worse_since_s=now_s, candidate=reading)
    mildest = reading
    if _RANK[memory.candidate.quality] < _RANK[reading.quality]:
        mildest = memory.candidate
    if now_s - memory.worse_since_s >= WORSE_AFTER_S:
        if mildest == reading:
            return QualityMemory(shown=mildest)
        # it goes on getting worse: the still worse word has been waiting since this reading
        return QualityMemory(shown=mildest, worse_since_s=now_s, candidate=reading)
    return QualityMemory(shown=memory.shown, worse_since_s=memory.worse_since_s, candidate=mildest)


def _after_better(memory: QualityMemory, reading: LineQuality, now_s: float) -> QualityMemory:
    if memory.better_since_s is None or memory.worst_calm is None:
        return QualityMemory(shown=memory.shown, better_since_s=now_s, worst_calm=reading)
    worst = worse_of(reading, memory.worst_calm)
    if now_s - memory.better_since_s >= BETTER_AFTER_S:
        return QualityMemory(shown=worst)
    return QualityMemory(shown=memory.shown, better_since_s=memory.better_since_s, worst_calm=worst)
