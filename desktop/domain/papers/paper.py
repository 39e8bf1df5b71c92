"""Papers (tài liệu) of a case, and where their bytes are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import CaseId, DocumentId, SessionId, SiteId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.reception.acceptance import AcceptedAfter


class PaperKind(StrEnum):
    """What a paper is (domain.md §4.12)."""

    PETITION = "petition"
    DECISION = "decision"
    REPLY = "reply"
    CONTRACT = "contract"
    MAP = "map"
    PHOTO = "photo"
    DESIGNATION = "designation"
    AUTHORISATION = "authorisation"
    OTHER = "other"


MAX_PAPER_BYTES = 1024 * 1024 * 1024
"""Larger files are refused with T-413; a scanned bundle of 500 pages stays far below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One rendered page: `rgb` has shape (height, width, 3), 8 bits, rows without padding."""

    width: int
    height: int
    rgb: bytes


class PaperTransfer(StrEnum):
    """Where a paper's bytes are on their way between this PC and the city.

    CITY_FULL: here, and the city said last that it has no room for papers.
    """

    HERE = "here"
    CITY_FULL = "city_full"
    SENDING = "sending"
    CITY = "city"
    FETCHING = "fetching"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper. The original bytes never change; the same bytes twice are one paper.

    sha256: lower-case hex of the original bytes. page_count: 0 when it cannot be counted.
    is_local: the bytes are on this PC. sent_bytes: acknowledged by the city so far.
    accepted_after: the city's mark on a paper that came after the signing. printed_pages: what the
    codes on the sheets of a scan say; digital_signatures: of a PDF; both read once, when it is
    taken in.
    """

    id: DocumentId
    session_id: SessionId
    case_id: CaseId | None
    owner_site_id: SiteId
    title: str
    kind: PaperKind
    mime: str
    size_bytes: int
    sha256: str
    page_count: int
    added_at: datetime
    is_local: bool
    transfer: PaperTransfer
    sent_bytes: int = 0
    cleared_for_display: bool = False
    accepted_after: AcceptedAfter | None = None
    printed_pages: tuple[PrintedPage, ...] = ()
    digital_signatures: tuple[DigitalSignature, ...] = ()
