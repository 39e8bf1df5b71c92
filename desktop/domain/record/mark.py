"""F2: a moment of a session that somebody marked, to be found again in its recording. Pure.

A mark is a line of the record like any other: with its hour, its site and who wrote it, on its way
to the city by sync. It tells of nothing that went wrong, and is not printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind, in_order

AGAIN_AFTER_S: Final = 1.0
"""A key that bounces marks once."""
_BEGIN: Final = "Đánh dấu lúc "
_END: Final = " để tìm lại trong bản ghi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment of the timeline. at: aware, by the city's clock. by: the name of who marked it."""

    line_id: MinuteLineId
    site_id: SiteId
    at: datetime
    by: str


def mark_text(at: datetime) -> str:
    """Vietnamese. Corrected to other words, it is an ordinary line."""
    return f"{_BEGIN}{at.astimezone(LOCAL_ZONE):%H:%M:%S}{_END}"


def is_mark(line: MinuteLine) -> bool:
    """Whether a line is one; one of which there are two versions is judged by a person."""
    is_alone = line.kind is MinuteLineKind.TECHNICAL and line.conflict is None
    return is_alone and line.text.startswith(_BEGIN) and line.text.endswith(_END)


def marks_of(lines: Iterable[MinuteLine]) -> tuple[Mark, ...]:
    """The marks of every site, in the order of time."""
    return tuple(
        Mark(line_id=one.id, site_id=one.owner_site_id, at=one.at, by=one.written_by)
        for one in in_order(filter(is_mark, lines))
    )
