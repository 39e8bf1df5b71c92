"""What a text of a field means, how it is written out, and what is hidden of it: pure."""

import re
import unicodedata
from datetime import UTC, date, datetime, time

from desktop.domain.casework.people.citizen import Birth, masked_number, masked_phone, read_birth
from desktop.domain.casework.people.identity import tidied_number
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.presenters.form.spec import FieldKind

DATE_FORMAT = "%d/%m/%Y"
TIME_FORMAT = "%H:%M"

_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})|(\d{2})(\d{2})(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})\s?[:.hg]?\s?(\d{2})?", re.ASCII | re.IGNORECASE)
_NO_DIGIT = re.compile(r"[^0-9]")
_ABROAD = re.compile(r"^\s*\+84")


def read_date(text: str) -> date | None:
    """26/11/2026, or nothing that could be a date."""
    try:
        return datetime.strptime(text, DATE_FORMAT).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """08:30, or nothing that could be an hour of the day."""
    try:
        return datetime.strptime(text, TIME_FORMAT).time()  # noqa: DTZ007 - of any day
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """26/11/2026 08:30 in Hai Phong as aware UTC, or nothing that could be a moment."""
    day, _, hour = text.partition(" ")
    on, at = read_date(day), read_time(hour)
    if on is None or at is None:
        return None
    return datetime.combine(on, at, LOCAL_ZONE).astimezone(UTC)


def read_number(text: str, *, least: int, most: int) -> int | None:
    """A whole number from least to most, both of them 0 or more; else None."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if least <= number <= most else None


def read_phone(text: str) -> str:
    """The digits of a phone number, however they are grouped; +84 becomes 0."""
    return _NO_DIGIT.sub("", _ABROAD.sub("0", text))


def write_date(day: date | None) -> str:
    """26/11/2026, "" for none."""
    return day.strftime(DATE_FORMAT) if day is not None else ""


def write_birth(birth: Birth | None) -> str:
    """26/11/1965, or 1965 where only the year is known; "" for none."""
    return str(birth) if isinstance(birth, int) else write_date(birth)


def write_moment(at: datetime | None) -> str:
    """26/11/2026 08:30 in Hai Phong, "" for none. at: aware."""
    return at.astimezone(LOCAL_ZONE).strftime(f"{DATE_FORMAT} {TIME_FORMAT}") if at else ""


def typed(kind: FieldKind, text: str) -> str:
    """What of a text may stand in a field while somebody types: of an IDENTITY its digits.

    Full-width digits are digits too and become plain ones.
    """
    if kind is not FieldKind.IDENTITY:
        return text
    return _NO_DIGIT.sub("", unicodedata.normalize("NFKC", text))


def tidied(kind: FieldKind, text: str) -> str:
    """A text as it stands once its field was left: 1.2.2026 is 01/02/2026, 8h30 is 08:30.

    What cannot be read stays as it was typed.
    """
    match kind:
        case FieldKind.DATE:
            return _tidied_date(text)
        case FieldKind.BIRTH:
            return write_birth(read_birth(text)) or text
        case FieldKind.PAPER:
            number = tidied_number(text)
            return number if number.isascii() else text
        case FieldKind.TIME:
            return _tidied_time(text)
        case FieldKind.MOMENT:
            day, gap, hour = text.strip().rpartition(" ")
            moment = f"{_tidied_date(day)} {_tidied_time(hour)}"
            return moment if gap and read_moment(moment) is not None else text
        case _:
            return typed(kind, text)


def hidden(kind: FieldKind, text: str) -> str:
    """A private text as it stands while nobody types there."""
    match kind:
        case FieldKind.IDENTITY | FieldKind.PAPER:
            return masked_number(text)
        case FieldKind.PHONE:
            return masked_phone(text)
        case _:
            return "•" * len(text)


def _tidied_date(text: str) -> str:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return text
    day, month, year = (part for part in found.groups() if part is not None)
    return write_date(read_date(f"{day}/{month}/{year}")) or text


def _tidied_time(text: str) -> str:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return text
    hour, minute = found.groups(default="00")
    at = read_time(f"{hour}:{minute}")
    return at.strftime(TIME_FORMAT) if at is not None else text
