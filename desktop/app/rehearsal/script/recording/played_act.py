"""The act behind the receipts: each site plays its recording, and its second is seen and heard.

What was heard in the room while the session ran is known: the same must come from the recording,
at the second that is asked for. Pictures carry the clock of the moment they were taken at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from desktop.app.practice.names import PRACTICE_PIN
from desktop.app.rehearsal.call import heard_from_s, heard_since
from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.recording.recording_acts import is_closed, own_folder
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SiteId
from desktop.domain.recording.tape import Tape
from desktop.media.measure.picture_clock import clock_ms, ms_between
from desktop.media.measure.sound_match import BLOCK, RATE_HZ, compare_sound, loud_blocks
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.recording.playback_state import PlayerStage, RecordingViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from desktop.recordings.tape import read_tape

REASON: Final = "Diễn tập: nghe lại đúng giây"
MOST_OFF_S: Final = 1.0
PLAY_S: Final = 4.0
COMPARED_S: Final = 2.5
"""Of what is played so much is compared, from its first sound on."""
AROUND_S: Final = 4.0
"""So far from its second a sound is looked for: less than half of the practice voice's loop."""
MARGIN_S: Final = 3.0
"""From the beginning of what is recorded without a gap; as far and PLAY_S from its end."""
FEWEST_LOUD: Final = 0.5
"""Of the blocks of COMPARED_S: people breathe while they speak."""
FEWEST_MARKS: Final = 3
ALIKE: Final = 0.4
"""A voice that was mixed, coded, kept and played is still like itself; two voices are not."""

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Live:
    """What was heard in a room. from_s: monotonic, of the first sample."""

    site_id: SiteId
    from_s: float
    samples: Samples

    @staticmethod
    def of(site: Site, since_s: float) -> "_Live":
        """Since this moment, or since its loudspeaker was opened last."""
        file = site.room.loudspeaker_file
        began_s = heard_from_s(file)
        from_s = since_s if began_s is None else max(since_s, began_s)
        return _Live(site_id=site.site_id, from_s=from_s, samples=heard_since(file, from_s))

    def piece(self, at_s: float, seconds: float) -> Samples:
        """Of so many seconds; less where it began later or ended before."""
        start = round((at_s - self.from_s) * RATE_HZ)
        return self.samples[max(0, start) : max(0, start + round(seconds * RATE_HZ))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Played:
    """What came of it. began_s: monotonic, when the first sound was heard."""

    began_s: float
    samples: Samples
    marks: tuple[tuple[float, int], ...]


def played(reception: Reception) -> None:
    """Every site whose recording is closed plays one second of it, and goes home again."""
    heard = {site.site_id: _Live.of(site, 0.0) for site in reception.sites}
    for site in reception.sites:
        if is_closed(site, reception):
            others = [live for site_id, live in heard.items() if site_id != site.site_id]
            _play_and_look(reception, site, (heard[site.site_id], *others))


def _play_and_look(reception: Reception, site: Site, heard: Sequence[_Live]) -> None:
    """heard: there, then elsewhere: what is heard of this site is in its own recording too."""
    tape = read_tape(
        own_folder(site, reception),
        key=site.room.desk.recording.kept_key(reception.scene.session_id),
        on_part=lambda _done, _whole: None,
    )
    tried = [(live, at_s) for live in heard for at_s in _loud(live)]
    hours = [(live, at_s, _hour(reception, site, at_s)) for live, at_s in tried]
    there = [one for one in hours if _lies_in(tape, one[2])]
    # of two voices at once each is only half of what is heard
    there.sort(key=lambda one: not _has_floor_elsewhere(tape, one[2], one[0].site_id))
    found = next(iter(there), None)
    if found is None:
        reception.fault(site, "nobody was heard long enough for its recording to be tried")
        return
    live, at_s, _ = found
    if not _opens(reception, site):
        return
    came = _listen(reception, site, _hour(reception, site, at_s))
    if came is not None:
        _check_pictures(reception, site, came, at_s)
        _check_sound(reception, site, came, live, at_s)


def _loud(live: _Live) -> Iterator[float]:
    """Moments from which somebody is heard for a while, half a second apart."""
    loud = set(loud_blocks(live.samples).tolist())
    blocks = round(COMPARED_S * RATE_HZ) // BLOCK
    for place in range(0, len(live.samples) // BLOCK - blocks, RATE_HZ // BLOCK // 2):
        there = sum(one in loud for one in range(place, place + blocks))
        if place in loud and there >= FEWEST_LOUD * blocks:
            yield live.from_s + place * BLOCK / RATE_HZ


def _lies_in(tape: Tape, at: datetime) -> bool:
    """In the midst of what plays without a gap."""
    margin = timedelta(seconds=MARGIN_S)
    longest = margin + timedelta(seconds=PLAY_S)
    return any(
        one.is_playable and one.began_at + margin <= at and at + longest <= one.ended_at
        for one in tape.stretches
    )


def _has_floor_elsewhere(tape: Tape, at: datetime, site_id: SiteId) -> bool:
    """Another site speaks then, so that it is heard here."""
    return any(one.since <= at < one.until and one.site_id != site_id for one in tape.floors)


def _hour(reception: Reception, site: Site, at_s: float) -> datetime:
    """By the city's clock, of a moment of this PC's monotonic one."""
    ago = timedelta(seconds=reception.now_s() - at_s)
    offset = timedelta(seconds=site.room.desk.sync.status().clock_offset_s)
    return reception.scene.clock.now() + offset - ago


def _opens(reception: Reception, site: Site) -> bool:
    """From the list of recordings; what stands against it is told."""
    session_id = reception.scene.session_id
    site.do(lambda desk: desk.navigate(Screen.RECORDINGS))

    def is_listed() -> bool:
        shown = site.read(lambda desk: desk.recordings.state())
        return shown is not None and any(one.session_id == session_id for one in shown.rows)

    reception.wait(is_listed, reception.back_limit_s())
    site.do(lambda desk: desk.recordings.open(session_id))

    def is_read() -> bool:
        state = _state(site)
        return state is not None and state.player.can_play

    if reception.wait(is_read, reception.back_limit_s()) is not None:
        return True
    reception.fault(site, f"does not open its recording: {_why(site)}")
    return False


def _listen(reception: Reception, site: Site, at: datetime) -> _Played | None:
    """Play from this hour on, for a while, as an officer does; None: it does not play."""
    room = site.room
    asked_s = reception.now_s()
    site.do(lambda desk: desk.recording.type_reason(REASON))
    site.do(lambda desk: desk.recording.play_at(at, PRACTICE_PIN))

    def is_heard() -> bool:
        if _why(site) == MessageCode.RECORDING_BUSY:  # its desk was not yet told of the end
            site.do(lambda desk: desk.recording.play_at(at, PRACTICE_PIN))
        return len(loud_blocks(_Live.of(site, asked_s).samples)) > 0

    is_playing = reception.wait(is_heard, reception.back_limit_s()) is not None
    why = _why(site)
    if is_playing:
        reception.settle(PLAY_S)
    heard = _Live.of(site, asked_s)
    site.do(_stop)
    loud = loud_blocks(heard.samples)
    if not is_playing or not len(loud):
        reception.fault(site, f"does not play its recording: {why}")
        return None
    first = int(loud[0]) * BLOCK
    return _Played(
        began_s=heard.from_s + first / RATE_HZ,
        samples=heard.samples[first : first + round(COMPARED_S * RATE_HZ)],
        marks=room.recorded_marks(since_s=asked_s),
    )


def _check_pictures(reception: Reception, site: Site, found: _Played, at_s: float) -> None:
    offs = [
        ms_between(clock_ms(at_s + seen_s - found.began_s), mark) / 1_000
        for seen_s, mark in found.marks
    ]
    if len(offs) < FEWEST_MARKS:
        reception.fault(site, f"shows {len(offs)} marked pictures of its recording")
    elif abs(off_s := float(np.median(offs))) > MOST_OFF_S:
        reception.fault(site, f"shows pictures {off_s:.1f} s from the second that was asked for")


def _check_sound(
    reception: Reception, site: Site, found: _Played, live: _Live, at_s: float
) -> None:
    since_s = max(live.from_s, at_s - AROUND_S)
    wanted = live.piece(since_s, at_s - since_s + COMPARED_S + AROUND_S)
    match = compare_sound(found.samples, wanted)
    if match.correlation < ALIKE:
        reception.fault(site, f"plays another sound than it heard ({match.correlation:.2f} alike)")
        return
    places = np.subtract(match.offsets, match.starts) / RATE_HZ
    off_s = float(np.median(places)) - (at_s - since_s)
    if abs(off_s) > MOST_OFF_S:
        reception.fault(site, f"plays sound {off_s:.1f} s from the second that was asked for")


def _stop(desk: DeskPresenter) -> None:
    if desk.recording.state().player.stage is not PlayerStage.STOPPED:
        desk.recording.toggle()
    desk.navigate(Screen.HOME)


def _state(site: Site) -> RecordingViewState | None:
    return site.read(lambda desk: desk.recording.state())


def _why(site: Site) -> str:
    state = _state(site)
    message = None if state is None else state.message
    return "no word" if message is None else str(message.code)
