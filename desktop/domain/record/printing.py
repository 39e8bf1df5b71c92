"""Printing: what, on which printers, and how many sheets one was given. Pure.

Nobody is told that something is printed: a printer says only that it took a sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.domain.casework.matter.case import Case
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.register_book import SlipKind
from desktop.domain.ids import RegisterEntryId, RequestId, SessionId
from desktop.domain.papers.paper import PageImage
from desktop.domain.papers.receipt import PaperReceipt
from desktop.domain.reports.statistics import StatisticsSheet


class FormKind(StrEnum):
    """Forms of the casework that a person asks for."""

    REFUSAL = "refusal"
    APPOINTMENT = "appointment"
    INVITATION = "invitation"
    CONCLUSION = "conclusion"
    DESIGNATION = "designation"
    GUIDANCE = "guidance"
    TRANSFER = "transfer"
    RECEIPT = "receipt"
    INDEX = "index"
    STATISTICS = "statistics"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesToPrint:
    """The minutes of a session, as they are now."""

    session_id: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalToPrint:
    """Mẫu 01/TCD of a request of this unit that was refused."""

    request_id: RequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentToPrint:
    """Phiếu hẹn of a request of this unit that led to a session to come."""

    request_id: RequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationToPrint:
    """Giấy mời of a planned session, to everybody of its plan."""

    session_id: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionToPrint:
    """Thông báo kết luận: the tasks of a session that this unit gave."""

    session_id: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationToPrint:
    """Giấy cử người đại diện, of a group with at least one; to be signed by its people."""

    group: Group
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipToPrint:
    """A slip that a row of the register has."""

    entry_id: RegisterEntryId
    kind: SlipKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptToPrint:
    """Giấy biên nhận, Mẫu 02/TCD."""

    receipt: PaperReceipt


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexToPrint:
    """Mục lục hồ sơ: the papers of a case, as they are known here."""

    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsToPrint:
    """Thống kê: the figures of a period, as they were counted when it was asked for."""

    sheet: StatisticsSheet


FormToPrint = (
    RefusalToPrint
    | AppointmentToPrint
    | InvitationToPrint
    | ConclusionToPrint
    | DesignationToPrint
    | SlipToPrint
    | ReceiptToPrint
    | IndexToPrint
    | StatisticsToPrint
)
PrintSource = MinutesToPrint | FormToPrint


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintAsked:
    """Somebody wants this form: as a page to look at, on paper or as a file."""

    source: FormToPrint


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSaved:
    """The form is a file."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """name: as the system calls it. is_default: of the person who is signed in to the system."""

    name: str
    is_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintReady:
    """The pages of what was asked for are drawn and can be looked at."""

    source: PrintSource
    pages: int
    printers: tuple[Printer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPageDrawn:
    """A page as it will be printed. page: from 1."""

    source: PrintSource
    page: int
    image: PageImage


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTaken:
    """The printer took one more sheet. count: of this job so far."""

    source: PrintSource
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintEnded:
    """The job is over. count: sheets that the printer took. is_whole: all of them."""

    source: PrintSource
    count: int
    is_whole: bool


def sheets_of(pages: int, copies: int) -> tuple[int, ...]:
    """Pages in the order in which they come out: one copy after the other."""
    return tuple(range(1, pages + 1)) * copies


def kind_of(form: FormToPrint) -> FormKind:
    """What it is called by."""
    match form:
        case SlipToPrint(kind=kind):
            return FormKind(kind.value)
        case _:
            return _KINDS[type(form)]


_KINDS: Mapping[type[FormToPrint], FormKind] = {
    RefusalToPrint: FormKind.REFUSAL,
    AppointmentToPrint: FormKind.APPOINTMENT,
    InvitationToPrint: FormKind.INVITATION,
    ConclusionToPrint: FormKind.CONCLUSION,
    DesignationToPrint: FormKind.DESIGNATION,
    ReceiptToPrint: FormKind.RECEIPT,
    IndexToPrint: FormKind.INDEX,
    StatisticsToPrint: FormKind.STATISTICS,
}
