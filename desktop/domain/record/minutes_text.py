"""The text of the minutes, the same bytes at every site, and the hash of it. Pure.

What counts is what is read out and printed: who said what, when, in which sense, written where.
Where a line is kept, by whom it was typed and which revision it has is no part of it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.mark import is_mark
from desktop.domain.record.minutes import MinuteLine, in_order

_UNDER_REVIEW = frozenset({SessionStatus.MINUTES_REVIEW.value, SessionStatus.PAUSED.value})
"""A line that came while a version was frozen is read out with the next one, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDigest:
    """sha256: of the canonical text. lines: how many it has. unsettled: with two texts."""

    sha256: str
    lines: int
    unsettled: int


def counted_lines(
    lines: Iterable[MinuteLine], frozen_at: datetime | None = None
) -> tuple[MinuteLine, ...]:
    """The lines that are part of the minutes, in reading order: with words, and no marks.

    frozen_at: of the newest version; None: nothing is frozen, as while they are read back. What
    the city took in after that, or after the signing, is no part of them.
    """
    return tuple(
        line
        for line in in_order(lines)
        if line.text.strip() and not is_mark(line) and not is_late(line, frozen_at)
    )


def is_late(line: MinuteLine, frozen_at: datetime | None) -> bool:
    """Whether the city took a line in after this freezing, or after the signing."""
    mark = line.accepted_after
    if mark is None:
        return False
    if mark.status not in _UNDER_REVIEW:
        return True
    return frozen_at is not None and mark.at >= frozen_at


def canonical_text(lines: Iterable[MinuteLine]) -> bytes:
    """These lines, in this order, as the bytes that are hashed."""
    content = [
        [
            line.id,
            line.owner_site_id,
            line.at.astimezone(UTC).isoformat(timespec="microseconds"),
            line.speaker,
            line.kind.value,
            line.text,
        ]
        for line in lines
    ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def text_digest(lines: Iterable[MinuteLine], frozen_at: datetime | None = None) -> TextDigest:
    """What these lines are as minutes. frozen_at: as in `counted_lines`."""
    counted = counted_lines(lines, frozen_at)
    return TextDigest(
        sha256=sha256(canonical_text(counted)).hexdigest(),
        lines=len(counted),
        unsettled=sum(1 for line in counted if line.conflict is not None),
    )
