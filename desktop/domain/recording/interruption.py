"""What the minutes say when a room's recording stands still or loses its picture. Pure.

They are Vietnamese, and can be corrected like every line. Source: domain.md §4.17 and §9 (what is
not recorded is said, with its hours).
"""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.reception.deadlines import LOCAL_ZONE

_MARKS = (
    "Việc ghi âm, ghi hình tại ",
    "chỉ ghi âm, không ghi hình.",
    "ghi âm và ghi hình trở lại.",
    "được ghi vào ổ đĩa thứ",
)
"""In every text below, and in no other."""


def stopped_text(place: str, since: datetime) -> str:
    """Bytes stand still. since: aware, when the last came."""
    return f"Việc ghi âm, ghi hình tại {place} bị gián đoạn từ {_hour(since)}."


def resumed_text(place: str, since: datetime, until: datetime) -> str:
    """Bytes come again."""
    return (
        f"Việc ghi âm, ghi hình tại {place} tiếp tục từ {_hour(until)}; "
        f"không ghi được từ {_hour(since)} đến {_hour(until)}."
    )


def sound_alone_text(place: str, since: datetime) -> str:
    """The picture is given up, the sound goes on."""
    return f"Từ {_hour(since)}, {_sound_alone(place)}"


def picture_again_text(place: str, since: datetime) -> str:
    """Both are recorded again."""
    return f"Từ {_hour(since)}, {_picture_again(place)}"


def other_disk_text(place: str, since: datetime, *, is_second: bool) -> str:
    """It goes on, on the other disk."""
    return f"Từ {_hour(since)}, {_on_disk(place, is_second=is_second)}"


def is_on_second(texts: Iterable[str], place: str) -> bool:
    """Whether these lines, in their order, leave a place on its second disk."""
    is_there = False
    for text in texts:
        is_there = text.endswith(_on_disk(place, is_second=True)) or (
            is_there and not text.endswith(_on_disk(place, is_second=False))
        )
    return is_there


def lacks_picture(texts: Iterable[str], place: str) -> bool:
    """Whether these lines, in their order, leave a place with its sound alone."""
    is_lacking = False
    for text in texts:
        is_lacking = text.endswith(_sound_alone(place)) or (
            is_lacking and not text.endswith(_picture_again(place))
        )
    return is_lacking


def tells_interruption(text: str) -> bool:
    """Whether a line of the minutes is one of these."""
    return any(mark in text for mark in _MARKS)


def _sound_alone(place: str) -> str:
    return f"tại {place} chỉ ghi âm, không ghi hình."


def _picture_again(place: str) -> str:
    return f"tại {place} ghi âm và ghi hình trở lại."


def _on_disk(place: str, *, is_second: bool) -> str:
    return f"bản ghi tại {place} được ghi vào ổ đĩa thứ {'hai' if is_second else 'nhất'}."


def _hour(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%H:%M:%S}"
