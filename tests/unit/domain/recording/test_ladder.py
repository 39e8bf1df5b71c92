"""Recorder anew, sound alone, second disk: in this order, by themselves, and never a false lamp."""

import random

import pytest

from desktop.domain.recording.ladder import OTHER_DISK_AFTER, SOUND_ALONE_AFTER, Ladder
from desktop.domain.recording.lamp import STILL_S, Lamp, RecordingWord

pytestmark = pytest.mark.unit

HISTORIES = 10_000
LOOK_S = 0.5
AGAIN_S = 1.0
"""As the recorder's."""


def stands(ladder: Ladder) -> tuple[int, bool]:
    return ladder.disk, ladder.has_picture


def test_the_steps_follow_each_other_and_begin_anew_on_the_second_disk() -> None:
    ladder, seen = Ladder(2), []
    for _ in range(2 * OTHER_DISK_AFTER):
        seen.append(stands(ladder))
        ladder.note_failure()
    anew, alone = SOUND_ALONE_AFTER, OTHER_DISK_AFTER - SOUND_ALONE_AFTER
    one = [(0, True)] * anew + [(0, False)] * alone
    other = [(1, True)] * anew + [(1, False)] * alone
    assert seen == one + other
    assert stands(ladder) == (0, True)  # and back, as long as nothing is written anywhere


def test_with_one_disk_sound_alone_is_the_last_step() -> None:
    ladder = Ladder(1)
    for _ in range(3 * OTHER_DISK_AFTER):
        ladder.note_failure()
    assert stands(ladder) == (0, False)
    ladder.note_written()
    assert stands(ladder) == (0, False)


def test_bytes_begin_the_count_anew() -> None:
    ladder = Ladder(2)
    for _ in range(20):
        ladder.note_failure()
        ladder.note_written()
    assert stands(ladder) == (0, True)


@pytest.mark.parametrize(
    ("first", "second", "stand"),
    [
        (False, False, (0, True)),
        (None, False, (0, True)),  # what is gone fails by itself, and is counted
        (True, False, (1, True)),
        (True, True, (0, False)),
        (True, None, (0, False)),
    ],
)
def test_without_room_it_goes_where_there_is_room(
    first: bool | None, second: bool | None, stand: tuple[int, bool]
) -> None:
    ladder = Ladder(2)
    ladder.look_at_room(lambda disk: second if disk else first)
    assert stands(ladder) == stand


def test_one_disk_without_room_takes_sound_alone() -> None:
    ladder = Ladder(1)
    ladder.look_at_room(lambda _disk: True)
    assert stands(ladder) == (0, False)


def test_over_random_histories_the_lamp_is_never_lit_while_bytes_stand_still() -> None:
    """And where a disk writes for long enough, bytes do not stand still."""
    dice = random.Random(17)
    longest_s = 2 * OTHER_DISK_AFTER * (AGAIN_S + LOOK_S) + LOOK_S
    for _ in range(HISTORIES):
        disks = dice.choice((1, 2))
        ladder, lamp = Ladder(disks), Lamp()
        lamp.want(is_wanted=True, now_s=0.0)
        works = [True] * disks
        good_since_s: list[float | None] = [0.0] * disks
        now_s = retry_s = 0.0
        written, grown_s = 0, None
        for _ in range(40):
            now_s += dice.choice((LOOK_S, LOOK_S, 1.0, 2.0))
            if dice.random() < 0.15:
                disk = dice.randrange(disks)
                works[disk] = not works[disk]
                good_since_s[disk] = now_s if works[disk] else None
            while retry_s <= now_s:  # what the recorder does between two looks
                if works[ladder.disk]:
                    written, grown_s = written + 1, now_s
                    ladder.note_written()
                    lamp.note_bytes(written, now_s)
                    retry_s = now_s + LOOK_S
                    break
                ladder.note_failure()
                retry_s += AGAIN_S
            is_fresh = grown_s is not None and now_s - grown_s <= STILL_S
            assert (lamp.word(now_s) is RecordingWord.RECORDING) == is_fresh
            goods = [since_s for since_s in good_since_s if since_s is not None]
            if goods and now_s - min(goods) > longest_s:
                assert grown_s is not None
                assert grown_s > now_s - longest_s
