"""The notice of a session: its number, when and how it went out, and where it was posted.

What is kept with the gate is one line of the record's own language (NĐ 154/2026 Đ23.1a).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.reception.deadlines import LOCAL_ZONE

MAX_NUMBER = 60
"""Characters of the number of an official letter."""
_END_OF_WORK = time(17, 0)


class Delivery(StrEnum):
    """How a notice reached those who are invited."""

    INTERLINK = "interlink"
    BY_HAND = "by_hand"
    POST = "post"
    EMAIL = "email"


_WORDS: Final[Mapping[Delivery, str]] = MappingProxyType(
    {
        Delivery.INTERLINK: "gửi qua trục liên thông văn bản",
        Delivery.BY_HAND: "giao trực tiếp, có ký nhận",
        Delivery.POST: "gửi qua bưu điện",
        Delivery.EMAIL: "gửi qua thư điện tử công vụ",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice that went out. posted: the day of its public posting, None: it was not posted."""

    number: str
    day: date
    delivery: Delivery
    posted: date | None = None

    @property
    def evidence(self) -> str:
        """The line that is kept with the gate, without a name of anybody."""
        said = f"Thông báo số {self.number} ngày {self.day:%d/%m/%Y}, {_WORDS[self.delivery]}"
        if self.posted is None:
            return said
        return f"{said}; niêm yết {self.posted:%d/%m/%Y}"

    def sent_at(self, now: datetime) -> datetime:
        """When it counts as sent, aware UTC: now of one of today, else the end of its day."""
        if self.day >= now.astimezone(LOCAL_ZONE).date():
            return now
        return datetime.combine(self.day, _END_OF_WORK, LOCAL_ZONE).astimezone(UTC)


def notice_faults(day: date | None, posted: date | None, *, today: date) -> tuple[FieldFault, ...]:
    """What is noted has happened: no day of it is to come."""
    return tuple(
        FieldFault(field=field, kind=FaultKind.WRONG, code="N-107")
        for field, one in (("day", day), ("posted", posted))
        if one is not None and one > today
    )
