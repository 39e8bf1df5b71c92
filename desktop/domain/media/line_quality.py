"""Line quality: a word and a cause (ours, theirs, PC, device) from statistics, with hysteresis."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.ids import SiteId
from desktop.domain.media.call import (
    FAIR_LOSS,
    FAIR_RTT_S,
    LINE_CAUSES,
    LOST_AFTER_S,
    LineQuality,
    PeerStats,
    Quality,
    QualityCause,
    line_quality,
)

WEAK_AFTER_S = 1.0
"""A weak line is shown once it has held this long; with one reading a second, within 2 s."""

FAIR_AFTER_S = 3.0
"""So long for a fair one: two seconds in which a PC was busy are no news of the line."""

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
    ours. Of two sites alone with each other the one that sends badly has the bad line, for it is
    the way up that is narrow. What a ladder says of itself counts where the line is clean. Few
    pictures without loss and without a word come from a slow PC when every site has them, else
    from the other end's device.
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
    stats = reading.stats
    told = () if stats is None else (stats.sent_cause, stats.their_cause)
    if stats is None or not _is_line_clean(stats):
        told_line = next((cause for cause in told if cause in LINE_CAUSES), None)
        is_theirs = not are_all_poor or (is_alone and _is_poor_this_way_only(stats))
        return told_line or (QualityCause.THEIR_LINE if is_theirs else QualityCause.OUR_LINE)
    guess = QualityCause.SLOW_PC if are_all_poor and not is_alone else QualityCause.DEVICE
    return next((cause for cause in told if cause is not QualityCause.NONE), guess)


def _is_line_clean(stats: PeerStats) -> bool:
    return (
        max(stats.loss, stats.sent_loss) < FAIR_LOSS
        and stats.round_trip_s < FAIR_RTT_S
        and stats.silent_s < LOST_AFTER_S
    )


def _is_poor_this_way_only(stats: PeerStats | None) -> bool:
    """What they send is lost, what we send arrives."""
    return stats is not None and stats.sent_loss < FAIR_LOSS <= stats.loss


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityMemory:
    """The word shown for one line, and what speaks for another one. Times are monotonic.

    fair_since_s, weak_since_s: since when every reading was at least as bad as that word.
    worst_calm: the worst of the better readings since better_since_s.
    """

    shown: LineQuality
    fair_since_s: float | None = None
    weak_since_s: float | None = None
    better_since_s: float | None = None
    worst_calm: LineQuality | None = None


def remembered(memory: QualityMemory | None, reading: LineQuality, now_s: float) -> QualityMemory:
    """The memory after one more reading; call it about once a second.

    Lost and found again are facts and shown at once; between good, fair and weak a worse word
    waits WEAK_AFTER_S or FAIR_AFTER_S and a better one BETTER_AFTER_S, so that it does not
    flicker.
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
    fair_since_s = now_s if memory.fair_since_s is None else memory.fair_since_s
    weak_since_s = None
    if reading.quality is Quality.WEAK:
        weak_since_s = now_s if memory.weak_since_s is None else memory.weak_since_s
    if weak_since_s is not None and now_s - weak_since_s >= WEAK_AFTER_S:
        return QualityMemory(shown=reading)
    shown = memory.shown
    if shown.quality is Quality.GOOD and now_s - fair_since_s >= FAIR_AFTER_S:
        shown = LineQuality(quality=Quality.FAIR, cause=reading.cause)
    return QualityMemory(shown=shown, fair_since_s=fair_since_s, weak_since_s=weak_since_s)


def _after_better(memory: QualityMemory, reading: LineQuality, now_s: float) -> QualityMemory:
    if memory.better_since_s is None or memory.worst_calm is None:
        return QualityMemory(shown=memory.shown, better_since_s=now_s, worst_calm=reading)
    worst = worse_of(reading, memory.worst_calm)
    if now_s - memory.better_since_s >= BETTER_AFTER_S:
        return QualityMemory(shown=worst)
    return QualityMemory(shown=memory.shown, better_since_s=memory.better_since_s, worst_calm=worst)
