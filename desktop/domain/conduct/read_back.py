"""Đọc lại biên bản: which line of the minutes is being read, the same at every site. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.ids import MinuteLineId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """line_id: the line that is being read; None: none yet."""

    line_id: MinuteLineId | None = None


def beside(
    lines: Sequence[MinuteLineId], current: MinuteLineId | None, steps: int
) -> MinuteLineId | None:
    """The line that is read next (1) or was read before (-1); None: there is none.

    Before anything was read the first one is next. A line that is not known any more is passed to
    the first.
    """
    if current not in lines:
        return lines[0] if lines and steps > 0 else None
    place = lines.index(current) + steps
    return lines[place] if 0 <= place < len(lines) else None
