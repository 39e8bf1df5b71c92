"""What every report of a unit to the city shares: whose it is, and the city's word on it."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from desktop.domain.ids import SiteId
from desktop.domain.minutes import LineStorage
from desktop.domain.sync import EntityKind


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
    """How far a report came: chưa gửi được, đã gửi, đã tiếp nhận, đã trả lời, không nhận."""

    HERE = "here"
    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    REFUSED = "refused"


R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Generic[R_co]):
    """A report as it stands: how far it came, and the city's word on it."""

    report: R_co
    state: ReportState
    receipt: Receipt | None = None


def state_of(storage: LineStorage, receipt: Receipt | None) -> ReportState:
    """How far a report came, from where its text is and what the city said. Pure."""
    if storage is LineStorage.REFUSED:
        return ReportState.REFUSED
    if receipt is not None:
        return ReportState.ANSWERED if receipt.answer else ReportState.RECEIVED
    return ReportState.SENT if storage is LineStorage.CITY else ReportState.HERE


class FaultKind(StrEnum):
    """ODD is only pointed at; the others keep a form from being sent.

    WRONG: not of the form it must have. TAKEN: it belongs to somebody else.
    """

    MISSING = "missing"
    WRONG = "wrong"
    TAKEN = "taken"
    ODD = "odd"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFault:
    """What is wrong with one field; field: its name, parts joined by a point."""

    field: str
    kind: FaultKind


_PHONE = re.compile(r"^0\d{9}$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_SPACES = re.compile(r"[\s.\-]")


def is_phone(text: str) -> bool:
    """Ten digits from 0 on, however they are grouped (domain.md §4.4)."""
    return _PHONE.match(_SPACES.sub("", text)) is not None


def is_email(text: str) -> bool:
    """The shape of an address; nothing is asked of any server."""
    return _EMAIL.match(text) is not None


def is_sendable(faults: tuple[FieldFault, ...]) -> bool:
    """Nothing is more than odd."""
    return all(fault.kind is FaultKind.ODD for fault in faults)
