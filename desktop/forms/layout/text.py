"""Hours and days as statutory forms write them."""

from datetime import datetime

from desktop.domain.deadlines import LOCAL_ZONE

_FIRST_PADDED_DAY = 10
_LAST_PADDED_MONTH = 2


def in_words(at: datetime, form: str) -> str:
    """NĐ 30/2020: days below 10 and the months 1 and 2 carry a leading zero."""
    here = at.astimezone(LOCAL_ZONE)
    return form.format(
        hour=f"{here.hour:02}",
        minute=f"{here.minute:02}",
        day=f"{here.day:02}" if here.day < _FIRST_PADDED_DAY else here.day,
        month=f"{here.month:02}" if here.month <= _LAST_PADDED_MONTH else here.month,
        year=here.year,
    )
