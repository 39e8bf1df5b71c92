"""Acts of the recording: it begins by itself, its lamp and its ledger are true, it is whole."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.seen import SeenScene
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SiteId
from desktop.domain.recording.lamp import STILL_S, RecordingWord
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.recorded import Recorded, RecordedPart
from desktop.domain.recording.seal import SEAL_NAME
from desktop.files.sealed_chain import ChainBroken
from desktop.media.engine.recorder.played import mark_delays_ms, mix_peak
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.view.message_code import MessageCode
from desktop.recordings.reading import open_part, read_recording
from desktop.recordings.sealing import look_at_seal

HEARD_PEAK = 500
"""About -36 dBFS; a track on which nobody spoke has silence alone."""

MOST_SPREAD_MS = 5_000.0
"""Of the time between the mark in a picture and its place in the file: the line's own delay moves,
a place that is wrong by seconds is another thing."""

FEWEST_MARKS = 3

LOST_S = 5.0
FEWEST_LOST_MS = 3_000
"""Of those: the ledger is told once a second, and a busy PC lets a picture through late."""
SLACK_MS = 2_000
"""What was late before the line was cut is told together with it."""
_TOLD = frozenset({MessageCode.LOST_PICTURE, MessageCode.LOST_SOUND, MessageCode.LOST_BOTH})


def begun(reception: Reception) -> None:
    """After the opening: at every site bytes grow; display 2 says so, and every other site."""
    _expect_lamp(reception, RecordingWord.RECORDING, "that it records")
    for site in reception.sites:
        if not folder_bytes(site, reception):
            reception.fault(site, "has written nothing of its recording")
    for site in reception.sites:
        _expect_lamps_of_others(reception, site)


def lost(reception: Reception) -> None:
    """A site's media reach nobody for a while: every other desk counts its seconds, and tells."""
    mute, *_ = reception.others
    watching = [one for one in reception.sites if one is not mute]
    before = {one.site_id: _lost_ms(one, mute) for one in watching}
    began_s = reception.now_s()
    reception.scene.lines.cut_media_of(mute.site_id)
    reception.settle(LOST_S)
    for site in watching:
        _expect_counted(reception, site, mute, before[site.site_id])
    reception.scene.lines.mend()
    reception.expect_pictures(reception.now_s())
    passed_ms = (reception.now_s() - began_s) * 1_000
    for site in watching:
        counted_ms = _lost_ms(site, mute) - before[site.site_id]
        if counted_ms > passed_ms + SLACK_MS:
            reception.fault(site, f"counts {counted_ms} ms of {mute.site_id} in {passed_ms:.0f} ms")


def held(reception: Reception) -> None:
    """In a pause: nothing is recorded, and display 2 says so."""
    _expect_lamp(reception, RecordingWord.OFF, "that it does not record")
    before = {site.site_id: folder_bytes(site, reception) for site in reception.sites}
    reception.settle(STILL_S / 2)
    for site in reception.sites:
        if folder_bytes(site, reception) != before[site.site_id]:
            reception.fault(site, "records in the pause")


def recorded(reception: Reception) -> None:
    """After the closing: at every site it is whole, sealed, seen, heard, and in time."""
    limit_s = 2 * reception.limit_s()
    reception.wait(lambda: all(is_closed(one, reception) for one in reception.sites), limit_s)
    closed = [one for one in reception.sites if is_closed(one, reception)]
    reception.wait(lambda: all(_is_sealed(one, reception) for one in closed), limit_s)
    for site in reception.sites:
        found = read_recording(own_folder(site, reception), key=_key(site, reception))
        _check_whole(reception, site, found)
        if not reception.has_fault_of(site):
            _check_seal(reception, site, found)
        if not reception.has_fault_of(site):
            _check_contents(reception, site, found)


def _expect_counted(reception: Reception, site: Site, mute: Site, before_ms: int) -> None:
    def is_counted() -> bool:
        return _lost_ms(site, mute) - before_ms >= FEWEST_LOST_MS and site.shows(_tells_a_loss)

    if reception.wait(is_counted, reception.limit_of(site)) is None:
        counted_ms = _lost_ms(site, mute) - before_ms
        reception.fault(site, f"counts and tells no loss of {mute.site_id}: {counted_ms} ms")


def _tells_a_loss(state: SessionViewState) -> bool:
    return any(one.code in _TOLD for one in state.banners)


def _lost_ms(site: Site, mute: Site) -> int:
    """Of the picture of a site, as the ledger of another desk has it."""
    losses = site.read(
        lambda desk: None if desk.session is None else desk.session.continuity.site(mute.site_id)
    )
    return 0 if losses is None else losses.picture.total_ms


def _expect_lamp(reception: Reception, word: RecordingWord, what: str) -> None:
    since_s = reception.now_s()

    def says_so(scene: SeenScene) -> bool:
        return scene.lamp is word

    reception.expect_display(says_so, what, since_s)


def _expect_lamps_of_others(reception: Reception, site: Site) -> None:
    """A site whose own recording is at fault has no lamp that could be shown."""
    for other in reception.sites:
        if other is site or reception.has_fault_of(other):
            continue
        is_shown = partial(site.shows, partial(_shows_recording, other.site_id))
        if reception.wait(is_shown, reception.limit_of(site)) is None:
            reception.fault(site, f"does not show that {other.site_id} records")


def _shows_recording(site_id: SiteId, state: SessionViewState) -> bool:
    word = RecordingWord.RECORDING
    return any(one.site_id == site_id and one.recording is word for one in state.roster.tiles)


def _check_whole(reception: Reception, site: Site, found: Recorded) -> None:
    if not found.is_whole:
        faults = [f"{part.name} {part.fault}" for part in found.parts if part.fault is not None]
        why = ", ".join(faults) or f"missing {found.missing}, closed {found.is_closed}"
        reception.fault(site, f"its recording is not whole: {why}")
    pauses = sum(part.end is PartEnd.PAUSED for part in found.parts)
    live = site.room.desk.channel.live()
    wanted = 0 if live is None else len(live.pauses or ())
    if pauses != wanted:
        reception.fault(site, f"its recording has {pauses} gaps for {wanted} pauses")


def _check_seal(reception: Reception, site: Site, found: Recorded) -> None:
    seal = look_at_seal(own_folder(site, reception), found)
    if seal is None or seal.fault is not None:
        why = "is not sealed" if seal is None else f"has a seal that is {seal.fault}"
        reception.fault(site, f"its recording {why}")


def _check_contents(reception: Reception, site: Site, found: Recorded) -> None:
    looks = [_look(site, reception, part) for part in found.parts if part.ms > 0]
    marks = sum(len(one.delays_ms) for one in looks)
    if marks < FEWEST_MARKS:
        reception.fault(site, f"its recording shows {marks} marked pictures")
    for one in looks:
        spread_ms = float(np.ptp(one.delays_ms)) if one.delays_ms else 0.0
        if spread_ms > MOST_SPREAD_MS:
            reception.fault(site, f"pictures of its recording are {spread_ms:.0f} ms out of time")
    if max((one.peak for one in looks), default=0) < HEARD_PEAK:
        reception.fault(site, "nobody is heard in its recording")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one part shows and says. delays_ms: place in the file less the mark in the picture."""

    delays_ms: tuple[float, ...]
    peak: int


def _look(site: Site, reception: Reception, part: RecordedPart) -> _Look:
    try:
        webm = open_part(own_folder(site, reception) / part.name, _key(site, reception))
    except (ChainBroken, OSError):
        return _Look(delays_ms=(), peak=0)
    return _Look(delays_ms=tuple(mark_delays_ms(webm)), peak=mix_peak(webm))


def folder_bytes(site: Site, reception: Reception) -> int:
    """What lies of the session's recording on the disk of a site."""
    folder = own_folder(site, reception)
    return sum(path.stat().st_size for path in folder.glob("*")) if folder.exists() else 0


def own_folder(site: Site, reception: Reception) -> Path:
    """Where the session's recording lies on the disk of a site."""
    return site.room.desk.plan.recordings_folder / reception.scene.session_id


def _key(site: Site, reception: Reception) -> bytes:
    return site.room.desk.recording.key(reception.scene.session_id)


def _is_sealed(site: Site, reception: Reception) -> bool:
    return (own_folder(site, reception) / SEAL_NAME).exists()


def is_closed(site: Site, reception: Reception) -> bool:
    """Its last part says that the session is over."""
    folder = own_folder(site, reception)
    return folder.exists() and read_recording(folder).is_closed
