"""How times, durations and sizes are written: the hour of Hai Phong, figures of the language."""

import re
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from desktop.domain.reception.deadlines import LOCAL_ZONE

NO_BREAK = "\u00a0"
_AFTER_FIGURE = re.compile(r"(?<=\d) (?=[^\W\d_]|%)")
_KILO = 1000
_UNITS = ("B", "kB", "MB", "GB", "TB")


def with_units(text: str) -> str:
    """48 ms, 61 giờ: what follows a figure stays on its line."""
    return _AFTER_FIGURE.sub(NO_BREAK, text)


def hour(at: datetime) -> str:
    """08:30."""
    return at.astimezone(LOCAL_ZONE).strftime("%H:%M")


def hour_with_seconds(at: datetime) -> str:
    """08:43:07."""
    return at.astimezone(LOCAL_ZONE).strftime("%H:%M:%S")


def day(at: datetime) -> str:
    """26/11/2026."""
    return at.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")


def short_day(at: datetime) -> str:
    """26/11."""
    return at.astimezone(LOCAL_ZONE).strftime("%d/%m")


def date_text(on: date) -> str:
    """26/11/2026, of a day without an hour."""
    return on.strftime("%d/%m/%Y")


def weekday(at: datetime) -> int:
    """0 is Monday."""
    return at.astimezone(LOCAL_ZONE).weekday()


def is_same_day(first: datetime, second: datetime) -> bool:
    """Whether both are on one day in Hai Phong."""
    return day(first) == day(second)


def clock(seconds: int) -> str:
    """00:13:20."""
    total = max(0, seconds)
    return f"{total // 3600:02d}:{total // 60 % 60:02d}:{total % 60:02d}"


def short_clock(seconds: int) -> str:
    """04:10; overtime is written +00:12."""
    total = abs(seconds)
    sign = "+" if seconds < 0 else ""
    return f"{sign}{total // 60:02d}:{total % 60:02d}"


def size(size_bytes: int) -> str:
    """412 MB; one decimal below 10, and a no-break space."""
    amount, unit = float(size_bytes), 0
    while amount >= _KILO and unit < len(_UNITS) - 1:
        amount /= _KILO
        unit += 1
    has_decimal = 0 < amount < 10 and unit > 0  # noqa: PLR2004 - one decimal below ten
    figure = decimal(amount) if has_decimal else f"{amount:.0f}"
    return f"{figure}{NO_BREAK}{_UNITS[unit]}"


def decimal(amount: float) -> str:
    """2,9 in Vietnamese, 2.9 in English; a whole number has no decimal."""
    figure = f"{amount:.1f}".removesuffix(".0").replace("-", "−")
    return figure.replace(".", QCoreApplication.translate("Formats", ","))


def steady_decimal(amount: float) -> str:
    """2,0 in Vietnamese, 2.0 in English: of a figure that changes each second."""
    return f"{amount:.1f}".replace(".", QCoreApplication.translate("Formats", ","))


def percent(share: float) -> str:
    """64 %, share in [0, 1]."""
    return f"{round(share * 100)}{NO_BREAK}%"
