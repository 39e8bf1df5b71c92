"""What a line of the minutes says of a task, as far as plain words tell: a person looks at it."""

import re
from collections.abc import Iterable
from datetime import date

from desktop.domain.text import folded

_DAY = re.compile(
    r"(?:truoc|ngay|den|han|nhat|qua)\s+(?:ngay\s+)?"
    r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?(?![\d/])"
)
_WORD = re.compile(r"\w+")


def told_deadline(text: str, given_on: date) -> date | None:
    """The last day that a text names and that is not before the session.

    A day without a year is the next of that name.
    """
    found = _DAY.finditer(folded(text))
    days = (_day(match[1], match[2], match[3], given_on) for match in found)
    return max((one for one in days if one is not None and one >= given_on), default=None)


def told_body(text: str, names: Iterable[tuple[str, str]]) -> str | None:
    """Which of these bodies a text names, when it is one alone. names: key and name."""
    words = _words(text)
    found = {key for key, name in names if name and _words(name) in words}
    return found.pop() if len(found) == 1 else None


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(folded(text)))} "


def _day(day: str, month: str, year: str | None, given_on: date) -> date | None:
    try:
        found = date(int(year) if year else given_on.year, int(month), int(day))
    except ValueError:
        return None
    if year is None and found < given_on:
        return _day(day, month, str(given_on.year + 1), given_on)
    return found
