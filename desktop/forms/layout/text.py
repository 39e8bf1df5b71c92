"""Hours and days as statutory forms write them."""

import re
from datetime import datetime

from desktop.domain.reception.deadlines import LOCAL_ZONE

_NOT_XML = re.compile("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\U00010000-\\U0010FFFF]")


def printable(text: str) -> str:
    """Without what XML 1.0 §2.2 forbids: a pasted control character must not cost the form."""
    return _NOT_XML.sub("", text)


_FIRST_PADDED_DAY = 10
_LAST_PADDED_MONTH = 2


def in_words(at: datetime, form: str) -> str:
    """NĐ 30/2020: days below 10 and the months 1 and 2 carry a leading zero."""
    here = at.astimezone(LOCAL_ZONE)
    return form.format(
        hour=f"{here.hour:02}",
        minute=f"{here.minute:02}",
        second=f"{here.second:02}",
        day=f"{here.day:02}" if here.day < _FIRST_PADDED_DAY else here.day,
        month=f"{here.month:02}" if here.month <= _LAST_PADDED_MONTH else here.month,
        year=here.year,
    )
