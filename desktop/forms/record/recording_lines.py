"""What part IV of the minutes says of the recording: only what lies on this PC. Pure."""

from collections.abc import Iterator

from desktop.domain.conduct.calls.agency_call import called_name
from desktop.domain.ids import SiteId
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.domain.recording.chair_answer import percent_text
from desktop.domain.recording.continuity import Continuity
from desktop.domain.recording.recorded import PartFault, Recorded, RecordedPart, gaps
from desktop.forms.layout.blocks import Block, Body
from desktop.forms.layout.text import in_words
from desktop.forms.record.minutes_wording import MinutesWording

_BROKEN = frozenset(PartFault) - {PartFault.TORN}


def recording_lines(document: MinutesDocument, wording: MinutesWording) -> Iterator[Block]:
    """Where, from when to when, what is missing and why; dots where this PC recorded nothing.

    Held on a platform of somebody else, it says so, and leaves its recording to a hand.
    """
    if document.platform:
        text = wording.recorded_elsewhere.format(platform=document.platform)
        yield Body(text=text, has_dots=True)
        return
    found = document.recorded
    parts = () if found is None else tuple(part for part in found.parts if part.head is not None)
    if found is None or not parts:
        yield Body(text=wording.recorded, has_dots=True)
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


def _span(
    document: MinutesDocument, parts: tuple[RecordedPart, ...], wording: MinutesWording
) -> str:
    first, last = parts[0].head, parts[-1].ended_at
    if first is None or last is None:
        return ""
    return wording.recording.here.format(
        site=_site_name(document, first.site_id),
        time=in_words(first.began_at, wording.recording.time_format),
        ended=in_words(last, wording.recording.time_format),
        date=in_words(first.began_at, wording.date_format),
        parts=len(parts),
        length=_length(sum(part.ms for part in parts), wording),
    )


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
