"""Bản quét biên bản: which pages of the signed version came back as a scan, by their codes. Pure.

Source: domain.md §4.13 (`scan_document_id`), ux-2.md §8. Whether somebody signed is no question of
a picture: a scan says that a sheet of this version is here, a signature is noted by people.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.papers.paper import Paper
from desktop.domain.papers.printed_page import PrintedPage

_ON_PAPER = frozenset({SignatureForm.BY_HAND, SignatureForm.FINGERPRINT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedVersion:
    """What came back of one version. pages: of the print that came back. found: its pages."""

    pages: int
    found: frozenset[int]

    @property
    def missing(self) -> tuple[int, ...]:
        """Pages that no scan has."""
        return tuple(page for page in range(1, self.pages + 1) if page not in self.found)

    @property
    def is_whole(self) -> bool:
        """Every page of one print came back."""
        return not self.missing


class ScanFault(StrEnum):
    """Why a scan is none of this version.

    NO_CODE: no page has a code that can be read. OTHER_RECORD: its pages are of another session.
    OTHER_VERSION: of other words of this session.
    """

    NO_CODE = "no_code"
    OTHER_RECORD = "other_record"
    OTHER_VERSION = "other_version"


def scanned_pages(
    paper: Paper, session_id: SessionId, version: MinutesVersion
) -> tuple[PrintedPage, ...]:
    """The sheets of this version that a paper has."""
    return tuple(one for one in paper.printed_pages if _is_page_of(one, session_id, version))


def scan_fault(paper: Paper, session_id: SessionId, version: MinutesVersion) -> ScanFault | None:
    """Why a paper is no scan of this version; None: at least one of its sheets is."""
    if scanned_pages(paper, session_id, version):
        return None
    if not paper.printed_pages:
        return ScanFault.NO_CODE
    is_here = any(_is_of_record(one, session_id) for one in paper.printed_pages)
    return ScanFault.OTHER_VERSION if is_here else ScanFault.OTHER_RECORD


def scanned_version(
    papers: Iterable[Paper], session_id: SessionId, version: MinutesVersion
) -> ScannedVersion | None:
    """What came back of this version from all sites; None: nothing did.

    Two prints of one version may have another number of pages: pages of one print belong together,
    and the print counts of which the fewest are missing.
    """
    prints = defaultdict[int, set[int]](set)
    for paper in papers:
        for one in scanned_pages(paper, session_id, version):
            prints[one.pages].add(one.page)
    if not prints:
        return None
    pages = min(prints, key=lambda one: (one - len(prints[one]), one))
    return ScannedVersion(pages=pages, found=frozenset(prints[pages]))


def is_scan_awaited(signing: SessionSigning, site_id: SiteId, papers: Iterable[Paper]) -> bool:
    """Whether somebody signed on paper at a site, and a page of that version came back from none.

    signing: of a session that is over. papers: of it, from all sites; a PDF that somebody signed
    digitally shows nobody's hand.
    """
    version = signing.signing.version
    if version is None or not signing.is_frozen:
        return False
    noted = (one for one in signing.signatures if one.version == version.number)
    if not any(one.by_site_id == site_id and one.form in _ON_PAPER for one in noted):
        return False
    sheets = (one for one in papers if not one.digital_signatures)
    scanned = scanned_version(sheets, signing.session_id, version)
    return scanned is None or not scanned.is_whole


def _is_of_record(page: PrintedPage, session_id: SessionId) -> bool:
    return page.record_id == session_id.lower()


def _is_page_of(page: PrintedPage, session_id: SessionId, version: MinutesVersion) -> bool:
    """Whether a sheet is one of this version."""
    is_version = (page.version, page.content_sha256) == (version.number, version.sha256)
    return is_version and _is_of_record(page, session_id)
