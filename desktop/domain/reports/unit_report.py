"""What all reports of a unit share: the unit, the city's receipt, the report's state."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from desktop.domain.ids import SiteId
from desktop.domain.sync.operation import EntityKind, RecordStorage


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The unit as it is printed, also where its site is not known. code: of the official list."""

    site_id: SiteId
    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The city's word on one report: received, and perhaps answered.

    received_by: the person's label. answer: empty until the city has answered. other_answer: of
    this PC, when another PC of headquarters was first; None without a clash.
    """

    kind: EntityKind
    report_id: str
    unit_site_id: SiteId
    received_at: datetime
    received_by: str
    answer: str = ""
    other_answer: str | None = None


class ReportState(StrEnum):
    """How far a report came: chưa gửi được, đã gửi, đã tiếp nhận, đã trả lời, không nhận.

    CITY_FULL: not sent, and the city said last that it has no room for its photos.
    """

    HERE = "here"
    CITY_FULL = "city_full"
    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    REFUSED = "refused"


UNSENT = frozenset({ReportState.HERE, ReportState.CITY_FULL})
"""It waits on this PC."""

UNRECEIVED = UNSENT | {ReportState.SENT}
"""Nobody at the city has received it."""

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledReport(Generic[R_co]):
    """A report as it stands: how far it came, and the city's word on it."""

    report: R_co
    state: ReportState
    receipt: Receipt | None = None


def state_of(
    storage: RecordStorage, receipt: Receipt | None, *, is_city_full: bool = False
) -> ReportState:
    """How far a report came, from where its text is and what the city said. Pure.

    is_city_full: photos of it wait for room at the city.
    """
    if storage is RecordStorage.REFUSED:
        return ReportState.REFUSED
    if receipt is not None:
        return ReportState.ANSWERED if receipt.answer else ReportState.RECEIVED
    if storage is RecordStorage.CITY:
        return ReportState.SENT
    return ReportState.CITY_FULL if is_city_full else ReportState.HERE
