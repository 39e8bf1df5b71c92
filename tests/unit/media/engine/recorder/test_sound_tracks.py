"""Each site's sound lies where it was said, however its card goes and its line brings it."""

from collections.abc import Callable

import numpy as np
import pytest

from desktop.media.engine.recorder.sound_tracks import (
    FORCED_S,
    LATE_S,
    LOOK_BLOCKS,
    MOST_WAITING,
    QUIET_PEAK,
    SoundTracks,
)
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES

pytestmark = pytest.mark.unit

SLACK_S = 0.25
LOUD = 10 * QUIET_PEAK


class Line:
    """A track that is taken SLACK_S behind; each block says its own number where it is loud."""

    def __init__(self) -> None:
        self.tracks = SoundTracks(["one"])
        self.placed: list[tuple[int, float]] = []
        self.silent = 0
        self._until = 0

    def run(self, came: list[float], level: Callable[[int], int] = lambda _number: LOUD) -> None:
        """Blocks come at these times, in seconds; what is placed when is kept."""
        waiting = list(enumerate(came))
        end = self._until + round((came[-1] + SLACK_S) / BLOCK_S)
        for step in range(self._until, end, 2):
            now_s = (step + 2) * BLOCK_S + SLACK_S
            while waiting and waiting[0][1] <= now_s:
                number, at_s = waiting.pop(0)
                block = np.full(BLOCK_SAMPLES, level(number), np.int16)
                block[0] = number % 30_000
                self.tracks.put("one", block, at_s)
            taken, came_now = self.tracks.take(2, (step + 2) * BLOCK_S)
            for place in range(2):
                piece = taken["one"][place * BLOCK_SAMPLES : (place + 1) * BLOCK_SAMPLES]
                if piece.any():
                    self.placed.append((int(piece[0]), (step + place + 1) * BLOCK_S))
            self.silent += 2 - came_now["one"]


def off_ms(line: Line, came: list[float]) -> list[float]:
    return [1_000 * (ends_s - came[number]) for number, ends_s in line.placed]


def test_what_comes_lies_where_it_came_also_when_it_begins_late() -> None:
    line = Line()
    came = [3.0 + number * BLOCK_S for number in range(200)]
    line.run(came)
    assert len(line.placed) == len(came)
    assert max(map(abs, off_ms(line, came))) <= 10


def test_what_begins_again_behind_a_silence_lies_where_it_came() -> None:
    line = Line()
    came = [number * BLOCK_S for number in range(1, 101)]
    came += [4.0 + number * BLOCK_S for number in range(100)]
    line.run(came)
    assert len(line.placed) == len(came)
    assert max(map(abs, off_ms(line, came))) <= 10


@pytest.mark.parametrize("together", [2, 6, 20])
def test_what_comes_unevenly_is_put_right_once_and_follows_without_a_gap(together: int) -> None:
    line = Line()
    even = [(number + 1) * BLOCK_S for number in range(6 * LOOK_BLOCKS)]
    every_s = together * BLOCK_S  # so many at a time, the first of them too late
    came = [at_s - at_s % every_s + every_s for at_s in even]
    line.run(came)
    numbers = [number for number, _ in line.placed]
    assert len(even) - len(numbers) <= together
    behind = [number for number in numbers if number > 2 * LOOK_BLOCKS]
    assert behind == list(range(behind[0], len(even)))


@pytest.mark.parametrize("ppm", [-200, -50, 50, 200])
@pytest.mark.parametrize("pauses", [True, False])
def test_a_card_whose_clock_is_off_never_moves_a_word_from_its_picture(
    ppm: int, *, pauses: bool
) -> None:
    line = Line()
    came = [(number + 1) * BLOCK_S / (1 + ppm * 1e-6) for number in range(20 * LOOK_BLOCKS)]
    line.run(came, lambda number: 1 if pauses and number % 300 > 250 else LOUD)
    assert max(map(abs, off_ms(line, came))) <= 1_000 * FORCED_S + 15
    lost = len(came) - len(line.placed)
    assert abs(lost) <= 20 * LOOK_BLOCKS * abs(ppm) * 1e-6 + 1


@pytest.mark.parametrize("is_new_part", [True, False])
def test_behind_a_fault_of_the_recorder_what_is_too_late_is_left_out(*, is_new_part: bool) -> None:
    tracks = SoundTracks(["one"])
    for number in range(50):
        tracks.put("one", np.full(BLOCK_SAMPLES, LOUD, np.int16), (number + 1) * BLOCK_S)
    taken, came = tracks.take(2, 2 * BLOCK_S)
    assert came["one"] == 2
    if is_new_part:
        tracks.begin()
    taken, came = tracks.take(2, 0.48)  # nothing was taken for half a second
    assert came["one"] == 2
    assert taken["one"].all()
    left = [at_s for _, at_s in tracks._tracks["one"].waiting]
    assert 0.48 - left[0] <= (BLOCK_S if is_new_part else LATE_S)


def test_a_block_too_many_at_the_end_of_what_came_is_silence() -> None:
    tracks = SoundTracks(["one"])
    track = tracks._tracks["one"]
    tracks.put("one", np.zeros(BLOCK_SAMPLES, np.int16), BLOCK_S)
    track.is_dry, track.off = False, 1
    assert tracks.take(1, BLOCK_S)[1] == {"one": 0}


def test_sound_that_nobody_takes_is_not_kept_for_ever() -> None:
    tracks = SoundTracks(["one"])
    for number in range(2 * MOST_WAITING):
        tracks.put("one", np.full(BLOCK_SAMPLES, number, np.int16), number * BLOCK_S)
    assert len(tracks._tracks["one"].waiting) == MOST_WAITING
    assert tracks._tracks["one"].waiting[0][0][0] == MOST_WAITING


def test_of_a_site_that_is_not_recorded_nothing_is_kept() -> None:
    tracks = SoundTracks(["one"])
    tracks.put("other", np.full(BLOCK_SAMPLES, LOUD, np.int16), 0.0)
    taken, came = tracks.take(2, 2 * BLOCK_S)
    assert (list(taken), came) == (["one"], {"one": 0})
    assert not taken["one"].any()
