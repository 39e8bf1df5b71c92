"""What was sent and received in a call, second by second: bounded, and without anybody's data.

The last SECONDS_KEPT seconds stand as they were measured; the whole call stands in minutes. A
site is named by its id; addresses never come in, because only words of letters are kept.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

from desktop.domain.errors import ProtocolError
from desktop.domain.media.call import PeerStats

SECONDS_KEPT = 600
MINUTES_KEPT = 600
MINUTE_S = 60.0
MAX_SITES = 8

Value: TypeAlias = str | float | None
Row: TypeAlias = Mapping[str, Value]

_DIGITS = 4
_NOT_KEPT = frozenset({"site_id"})
_WORD = re.compile(r"[A-Za-z][A-Za-z /+_-]{0,31}|VP[89]|AV1|H26[45]|[0-9]{3}p")

FIGURES = tuple(one.name for one in fields(PeerStats) if one.name not in _NOT_KEPT)
COLUMNS = ("at_s", "seconds", *FIGURES)
"""Of one row. at_s: of the call, where it begins; seconds: how many readings it stands for."""


@dataclass(slots=True)
class _SiteRows:
    """One other site. `minute` holds the readings of the minute that runs."""

    seconds: deque[dict[str, Value]] = field(default_factory=lambda: deque(maxlen=SECONDS_KEPT))
    minutes: deque[dict[str, Value]] = field(default_factory=lambda: deque(maxlen=MINUTES_KEPT))
    minute: list[dict[str, Value]] = field(default_factory=list)


class CallHistory:
    """One call. Thread: one at a time."""

    def __init__(self) -> None:
        self._sites: dict[str, _SiteRows] = {}

    def add(self, stats: PeerStats, at_s: float) -> None:
        """A reading, at_s after the call began; times grow."""
        rows = self._sites.get(stats.site_id)
        if rows is None:
            if len(self._sites) >= MAX_SITES:
                return
            rows = self._sites.setdefault(stats.site_id, _SiteRows())
        row = _row(stats, at_s)
        if rows.minute and _minute_of(rows.minute[0]) != _minute_of(row):
            rows.minutes.append(summary(rows.minute))
            rows.minute = []
        rows.minute.append(row)
        rows.seconds.append(row)

    def as_json(self) -> dict[str, Any]:
        """Plain lists under COLUMNS, for `sites_from_json`."""
        return {
            "columns": list(COLUMNS),
            "sites": {
                site_id: {
                    "minutes": [
                        _values(row)
                        for row in (*rows.minutes, *([summary(rows.minute)] if rows.minute else ()))
                    ],
                    "seconds": [_values(row) for row in rows.seconds],
                }
                for site_id, rows in self._sites.items()
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHistory:
    """What a file says of one other site; both in the order of time."""

    site_id: str
    minutes: tuple[Row, ...]
    seconds: tuple[Row, ...]


def sites_from_json(untrusted: Mapping[str, Any]) -> tuple[SiteHistory, ...]:
    """Read what `as_json` gave.

    Raises:
        ProtocolError: it is something else, or damaged.
    """
    columns, sites = untrusted.get("columns"), untrusted.get("sites")
    if not isinstance(columns, list) or not isinstance(sites, dict):
        raise ProtocolError("bad_call_file", "columns")
    return tuple(
        SiteHistory(
            site_id=str(site_id),
            minutes=_rows(columns, rows, "minutes"),
            seconds=_rows(columns, rows, "seconds"),
        )
        for site_id, rows in sites.items()
    )


def summary(rows: Sequence[Row]) -> dict[str, Value]:
    """One row for many: sums of freezes, means weighted by time, the last word of every text.

    rows: at least one.
    """
    weights = [_number(row.get("seconds")) or 1.0 for row in rows]
    found: dict[str, Value] = {}
    for name in FIGURES:
        pairs = [
            (value, weight)
            for row, weight in zip(rows, weights, strict=True)
            if (value := row.get(name)) is not None
        ]
        numbers = [(value, weight) for value, weight in pairs if not isinstance(value, str)]
        if not pairs:
            found[name] = None
        elif name in _LAST or not numbers:
            found[name] = pairs[-1][0]
        elif name in _SUMMED:
            found[name] = round(sum(value for value, _ in numbers), _DIGITS)
        elif name in _WORST:
            found[name] = max(value for value, _ in numbers)
        else:
            total = sum(value * weight for value, weight in numbers)
            found[name] = round(total / sum(weight for _, weight in numbers), _DIGITS)
    return {"at_s": rows[0].get("at_s"), "seconds": sum(weights), **found}


_LAST = frozenset({"width", "height", "sent_width", "sent_height"})
_SUMMED = frozenset({"freeze_s"})
_WORST = frozenset({"silent_s"})


def _row(stats: PeerStats, at_s: float) -> dict[str, Value]:
    row: dict[str, Value] = {"at_s": round(at_s, 1), "seconds": 1.0}
    return {**row, **{name: _kept(getattr(stats, name)) for name in FIGURES}}


def _kept(value: object) -> Value:
    if isinstance(value, str):
        return str(value) if _WORD.fullmatch(value) else ""
    number = _number(value)
    return None if number is None else round(number, _DIGITS)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _minute_of(row: Row) -> int:
    return int((_number(row.get("at_s")) or 0.0) // MINUTE_S)


def _values(row: Row) -> list[Value]:
    return [row.get(name) for name in COLUMNS]


def _rows(columns: list[Any], untrusted_rows: object, name: str) -> tuple[Row, ...]:
    rows = untrusted_rows.get(name) if isinstance(untrusted_rows, dict) else None
    if not isinstance(rows, list):
        raise ProtocolError("bad_call_file", name)
    found: list[Row] = []
    for row in rows:
        is_row = isinstance(row, list) and len(row) == len(columns)
        if not is_row or not all(isinstance(one, str | int | float | None) for one in row):
            raise ProtocolError("bad_call_file", name)
        found.append(dict(zip(map(str, columns), row, strict=True)))
    return tuple(found)
