"""What part IV of the minutes says of the recording: only what lies on this PC. Pure."""

from collections.abc import Iterable, Iterator
from typing import Final

from desktop.domain.conduct.calls.agency_call import called_name
from desktop.domain.ids import SiteId
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.domain.recording.chair_answer import percent_text
from desktop.domain.recording.continuity import Continuity
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart, gaps
from desktop.domain.recording.wanted import RecordedKind
from desktop.forms.layout.blocks import Block, Body
from desktop.forms.layout.text import in_words
from desktop.forms.record.minutes_wording import MinutesWording

_LEFT_OVER_MS: Final = 1_000
"""Losses are counted in whole standstills: of a part without any sound so much may be left."""
_BROKEN = frozenset(PartFault) - {PartFault.TORN}


def recording_lines(document: MinutesDocument, wording: MinutesWording) -> Iterator[Block]:
    """Where, from when to when, what is missing and why; dots where this PC recorded nothing.

    Held on a platform of somebody else, it says so, and leaves the recording of that to a hand.
    """
    found = document.recorded
    parts = () if found is None else tuple(part for part in found.parts if part.head is not None)
    if found is None or not parts:
        nothing = wording.recorded_elsewhere if document.platform else wording.recorded
        yield Body(text=nothing.format(platform=document.platform), has_dots=True)
        return
    yield Body(text=_span(document, parts, wording))
    said = wording.recording
    for begin, end, why in gaps(parts):
        yield Body(
            text=said.gap.format(
                time=in_words(begin, said.time_format),
                ended=in_words(end, said.time_format),
                date=in_words(begin, wording.date_format),
                reason=said.killed if why is None else said.gaps[why],
            )
        )
    yield Body(
        text=said.lost.format(
            picture=_length(sum(part.lost_picture_ms for part in parts), wording),
            sound=_length(sum(part.lost_sound_ms for part in parts), wording),
        )
    )
    yield from _lost_of_sites(document, found, wording)
    yield from _faults(found, wording)
    yield Body(text=said.chain.format(chain=parts[-1].chain))
    if document.platform:
        yield Body(text=said.platform_copy, has_dots=True)


def _span(
    document: MinutesDocument, parts: tuple[RecordedPart, ...], wording: MinutesWording
) -> str:
    first, last = parts[0].head, parts[-1].ended_at
    if first is None or last is None:
        return ""
    text = _elsewhere(parts, wording) if document.platform else wording.recording.here
    return text.format(
        platform=document.platform,
        site=_site_name(document, first.site_id),
        time=in_words(first.began_at, wording.recording.time_format),
        ended=in_words(last, wording.recording.time_format),
        date=in_words(first.began_at, wording.date_format),
        parts=len(parts),
        length=_length(sum(part.ms for part in parts), wording),
    )


def _elsewhere(parts: tuple[RecordedPart, ...], wording: MinutesWording) -> str:
    """What card and line brought, by what was lost: they are the only source."""
    pictured = tuple(part for part in parts if part.head is not None and part.head.width > 0)
    has_picture = _has_come((part.ms, part.lost_picture_ms) for part in pictured)
    has_sound = _has_come((part.ms, part.lost_sound_ms) for part in parts)
    if not (has_picture or has_sound):
        return wording.recording.elsewhere_nothing
    kind = RecordedKind.PICTURE if has_picture else RecordedKind.SOUND
    return wording.recording.elsewhere[RecordedKind.BOTH if has_picture and has_sound else kind]


def _has_come(parts: Iterable[tuple[int, int]]) -> bool:
    """Whether more came than a count of losses leaves over. parts: their length, what was lost."""
    return any(ms - lost_ms > _LEFT_OVER_MS for ms, lost_ms in parts)


def _lost_of_sites(
    document: MinutesDocument, found: Recorded, wording: MinutesWording
) -> Iterator[Block]:
    """Nothing where no site lost anything, and of parts of versions that did not count so."""
    lost, said = found.lost, wording.recording
    recorded_ms = sum(part.ms for part in found.parts)
    if lost:
        sites = (
            said.lost_of_site.format(
                site=_site_name(document, one.site_id),
                picture=_length(one.picture_ms, wording),
                picture_share=_share(one.picture_ms, recorded_ms),
                sound=_length(one.sound_ms, wording),
                sound_share=_share(one.sound_ms, recorded_ms),
            )
            for one in lost
        )
        yield Body(text=said.lost_of_sites.format(sites="; ".join(sites)))


def _share(lost_ms: int, recorded_ms: int) -> str:
    return percent_text(Continuity(recorded_ms=recorded_ms).percent(lost_ms))


def _faults(found: Recorded, wording: MinutesWording) -> Iterator[Block]:
    names = [part.name for part in found.parts if part.fault in _BROKEN]
    names += [str(number) for number in found.missing]
    if names:
        yield Body(text=wording.recording.broken.format(names=", ".join(names)))


def _site_name(document: MinutesDocument, site_id: SiteId) -> str:
    sites = (one.site for one in document.attendance.sites)
    known = next((site.name for site in sites if site.id == site_id), None)
    return known or called_name(document.calls, site_id) or site_id


def _length(ms: int, wording: MinutesWording) -> str:
    minutes, seconds = divmod(round(ms / 1_000), 60)
    return wording.recording.length.format(minutes=minutes, seconds=seconds)
