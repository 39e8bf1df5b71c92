"""Steps of a rehearsal about picture and sound: join, watch, restart of the engine."""

import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop.app.rehearsal.room import RehearsalRoom, Sighting
from desktop.domain.clock import Clock
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SessionId
from desktop.media.engine.capture.microphone import read_sound
from desktop.media.engine.playout.loudspeaker import SIDECAR_SUFFIX
from desktop.media.engine.publisher import track_of_site
from desktop.media.measure.sound_match import RATE_HZ, first_sound_s, speech_correlation

SAMPLE_BYTES = 2


def heard_since(loudspeaker_file: Path, since_s: float) -> NDArray[np.int16]:
    """Samples played after an instant of time.monotonic(); shape (n,), mono 48 kHz.

    Empty while the loudspeaker has not begun. The engine writes raw samples and, beside them,
    when the first one was taken; a place in the file is therefore a time.
    """
    began_s = heard_from_s(loudspeaker_file)
    if began_s is None:
        return np.zeros(0, np.int16)
    skipped = max(0, round((since_s - began_s) * RATE_HZ))
    try:
        with loudspeaker_file.open("rb") as file:
            file.seek(skipped * SAMPLE_BYTES)
            data = file.read()
    except OSError:
        return np.zeros(0, np.int16)
    whole = len(data) // SAMPLE_BYTES * SAMPLE_BYTES
    return np.frombuffer(data[:whole], "<i2").astype(np.int16)


def heard_from_s(loudspeaker_file: Path) -> float | None:
    """When (time.monotonic()) the first sample was played; None: none was, or nobody said so."""
    try:
        sidecar = loudspeaker_file.with_name(loudspeaker_file.name + SIDECAR_SUFFIX)
        return float(json.loads(sidecar.read_text("utf-8"))["started_at_monotonic_s"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


JOIN_LIMIT_S = 20.0
RECOVERY_LIMIT_S = 30.0
MIN_TURN_S = 4.0
PAIR = 2
TILE_LINES = 240
"""Three others share a screen: each is shown small, and asks for no more."""
SETTLE_S = 0.6
STEADY_S = 2.0


class RehearsalFailed(ReceptionError):
    """A step that everything else needs did not happen; `step` names it."""

    def __init__(self, step: str, failures: Sequence[str] = ()) -> None:
        super().__init__(" ".join((step, *failures)))
        self.step = step


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How long the last room took to see everybody and to hear somebody."""

    picture_s: float | None
    sound_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Pictures and voices of the watched time; fps and correlation are the worst of all pairs."""

    fps: float
    sightings: tuple[Sighting, ...]
    audio_correlation: float


class CallActs:
    """Joins, watches and breaks the call of open, signed-in rooms. The last room joins last."""

    def __init__(
        self, *, rooms: tuple[RehearsalRoom, ...], session_id: SessionId, clock: Clock
    ) -> None:
        self._rooms = rooms
        self._session_id = session_id
        self._clock = clock
        self._never = threading.Event()

    def join(self) -> Joined:
        """Take all seats.

        Raises RehearsalFailed when the rooms that are there first do not see each other.
        """
        *early, last = self._rooms
        for room in early:
            self._take_seat(room)
        for room in early:
            others = [other for other in early if other is not room]
            if not self._wait_for_pictures(room, others, since_s=0.0, limit_s=JOIN_LIMIT_S):
                raise RehearsalFailed("join", room.failures())
        if len(self._rooms) > PAIR:
            self._show_small()
        for room in early:
            room.desk.media.set_microphone(is_on=True)
            if room.wait_for(partial(_is_seated, room), JOIN_LIMIT_S) is None:
                raise RehearsalFailed("seat", room.failures())
        began_s = self._clock.monotonic()
        self._take_seat(last)
        self._wait_for_pictures(last, early, since_s=began_s, limit_s=JOIN_LIMIT_S)
        return Joined(
            picture_s=self._all_seen_after_s(last, early, began_s),
            sound_s=self._wait_for_sound(last, began_s),
        )

    def watch(self, seconds: float, test_voice: Path) -> Watched:
        """Each room speaks in turn; every other room must see all and hear the one."""
        turn_s = max(MIN_TURN_S, seconds / len(self._rooms))
        for room in self._rooms:
            room.desk.media.set_microphone(is_on=False)
        self._pass_time(STEADY_S)
        began_s = self._clock.monotonic()
        correlations = [self._take_turn(room, turn_s, test_voice) for room in self._rooms]
        watched_s = self._clock.monotonic() - began_s
        per_pair = [
            room.sightings(other.site_id, since_s=began_s)
            for room, other in permutations(self._rooms, 2)
        ]
        return Watched(
            fps=min(len(sightings) for sightings in per_pair) / watched_s,
            sightings=tuple(one for sightings in per_pair for one in sightings),
            audio_correlation=min(correlations),
        )

    def kill_engine(self) -> float | None:
        """Kill the last room's engine; seconds until it and everybody see each other again."""
        *others, victim = self._rooms
        pid = victim.desk.media.engine_pid
        if pid is None:
            return None
        began_s = self._clock.monotonic()
        os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        if not victim.wait_for(
            lambda: victim.desk.media.engine_pid not in {pid, None}, RECOVERY_LIMIT_S
        ):
            return None
        up_s = self._clock.monotonic()
        if not self._wait_for_pictures(victim, others, since_s=up_s, limit_s=RECOVERY_LIMIT_S):
            return None
        for other in others:
            if not self._wait_for_pictures(other, [victim], since_s=up_s, limit_s=RECOVERY_LIMIT_S):
                return None
        return self._clock.monotonic() - began_s

    def _show_small(self) -> None:
        for room in self._rooms:
            others = [other for other in self._rooms if other is not room]
            room.desk.media.set_tiles({track_of_site(one.site_id): TILE_LINES for one in others})

    def _take_seat(self, room: RehearsalRoom) -> None:
        room.desk.channel.set_media(is_microphone_on=True, is_camera_on=True)
        room.desk.channel.join(self._session_id)

    def _wait_for_pictures(
        self,
        room: RehearsalRoom,
        others: Sequence[RehearsalRoom],
        *,
        since_s: float,
        limit_s: float,
    ) -> bool:
        def sees_all() -> bool:
            return all(room.sightings(other.site_id, since_s=since_s) for other in others)

        return room.wait_for(sees_all, limit_s) is not None

    def _all_seen_after_s(
        self, room: RehearsalRoom, others: Sequence[RehearsalRoom], began_s: float
    ) -> float | None:
        firsts = [room.sightings(other.site_id, since_s=began_s)[:1] for other in others]
        if not all(firsts):
            return None
        return max(first[0].at_s for first in firsts) - began_s

    def _wait_for_sound(self, room: RehearsalRoom, began_s: float) -> float | None:
        def heard_after_s() -> float | None:
            return first_sound_s(heard_since(room.loudspeaker_file, began_s))

        room.wait_for(lambda: heard_after_s() is not None, JOIN_LIMIT_S)
        return heard_after_s()

    def _take_turn(self, speaker: RehearsalRoom, turn_s: float, test_voice: Path) -> float:
        speaker.desk.media.set_microphone(is_on=True)
        self._pass_time(SETTLE_S)
        began_s = self._clock.monotonic()
        self._pass_time(turn_s)
        listeners = [room for room in self._rooms if room is not speaker]
        heard = [heard_since(room.loudspeaker_file, began_s) for room in listeners]
        speaker.desk.media.set_microphone(is_on=False)
        reference = read_sound(test_voice)
        correlation = min(speech_correlation(samples, reference) for samples in heard)
        self._pass_time(SETTLE_S)
        return correlation

    def _pass_time(self, seconds: float) -> None:
        self._never.wait(seconds)


def _is_seated(room: RehearsalRoom) -> bool:
    live = room.desk.channel.live()
    seat = live.seat(room.site_id) if live is not None else None
    return seat is not None and seat.media_number > 0
