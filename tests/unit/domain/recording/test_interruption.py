"""Lines of the minutes of a recording that was interrupted, and how long the disk lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.recording import interruption
from desktop.domain.recording.disk import (
    MEASURED_FROM_S,
    SOUND_ALONE_BELOW_BYTES,
    minutes_left,
)

pytestmark = pytest.mark.unit

SINCE = datetime(2026, 11, 30, 2, 15, 7, tzinfo=UTC)
UNTIL = SINCE + timedelta(seconds=9)


def test_the_lines_say_place_and_hours_of_vietnam() -> None:
    assert interruption.stopped_text("Xã A", SINCE) == (
        "Việc ghi âm, ghi hình tại Xã A bị gián đoạn từ 09:15:07."
    )
    assert interruption.resumed_text("Xã A", SINCE, UNTIL) == (
        "Việc ghi âm, ghi hình tại Xã A tiếp tục từ 09:15:16; "
        "không ghi được từ 09:15:07 đến 09:15:16."
    )
    assert "chỉ ghi âm" in interruption.sound_alone_text("Xã A", SINCE)
    assert "09:15:07" in interruption.picture_again_text("Xã A", SINCE)


def test_its_lines_are_told_from_what_people_write() -> None:
    ours = (
        interruption.stopped_text("Xã A", SINCE),
        interruption.resumed_text("Xã A", SINCE, UNTIL),
        interruption.sound_alone_text("Xã A", SINCE),
        interruption.picture_again_text("Xã A", SINCE),
        interruption.other_disk_text("Xã A", SINCE, is_second=True),
        interruption.other_disk_text("Xã A", SINCE, is_second=False),
    )
    assert all(interruption.tells_interruption(one) for one in ours)
    assert not interruption.tells_interruption("Sự cố: ghi hình, tại Xã A.")
    assert not interruption.tells_interruption("")


def test_the_last_of_its_lines_says_whether_a_place_lacks_its_picture() -> None:
    alone = interruption.sound_alone_text("Xã A", SINCE)
    again = interruption.picture_again_text("Xã A", UNTIL)
    elsewhere = interruption.sound_alone_text("Xã B", SINCE)
    assert not interruption.lacks_picture((), "Xã A")
    assert interruption.lacks_picture((alone, "khác", elsewhere), "Xã A")
    assert not interruption.lacks_picture((alone, again, elsewhere), "Xã A")
    assert interruption.lacks_picture((alone, again, alone), "Xã A")


def test_the_last_of_its_lines_says_whether_a_place_is_on_its_second_disk() -> None:
    second = interruption.other_disk_text("Xã A", SINCE, is_second=True)
    first = interruption.other_disk_text("Xã A", UNTIL, is_second=False)
    elsewhere = interruption.other_disk_text("Xã B", SINCE, is_second=True)
    assert second.endswith("bản ghi tại Xã A được ghi vào ổ đĩa thứ hai.")
    assert not interruption.is_on_second((), "Xã A")
    assert interruption.is_on_second((second, "khác"), "Xã A")
    assert not interruption.is_on_second((second, first, elsewhere), "Xã A")


@pytest.mark.parametrize(
    ("usable", "written", "seconds", "minutes"),
    [
        (1_000 * 600, 1_000 * 60, 60.0, 10),
        (1_000 * 600 - 1, 1_000 * 60, 60.0, 9),
        (0, 1_000 * 60, 60.0, 0),
        (-SOUND_ALONE_BELOW_BYTES, 1_000 * 60, 60.0, 0),
        (10**12, 1_000, MEASURED_FROM_S - 1, None),
        (10**12, 0, MEASURED_FROM_S, None),
    ],
)
def test_minutes_are_left_at_the_rate_that_was_measured(
    usable: int, written: int, seconds: float, minutes: int | None
) -> None:
    assert minutes_left(SOUND_ALONE_BELOW_BYTES + usable, written, seconds) == minutes
