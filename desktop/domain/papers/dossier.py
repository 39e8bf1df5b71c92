"""The dossier of a case (hồ sơ vụ việc): its index, copy kinds, and page numbers that never change.

A paper of the dossier belongs to a case, and comes on any day (domain.md §4.12).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from string import ascii_lowercase

from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.domain.sync.operation import RecordStorage

TAKEN_FOR_RESULT = "conclusion:"
"""Before the id of a task: a file was taken for its result, and for no visit."""


class CopyKind(StrEnum):
    """Loại bản."""

    ORIGINAL = "original"
    MASTER = "master"
    TRUE_COPY = "true_copy"
    CERTIFIED = "certified"
    PHOTOCOPY = "photocopy"


class HandedIn(StrEnum):
    """What was handed in. RETURNED: what was handed in was given back; its image stays."""

    COPY = "copy"
    ORIGINAL = "original"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """An entry of the index, with its bytes or without.

    owner_site_id: who entered it. site_id: in whose dossier it is; another site's only when
    headquarters entered it. sha256: of the original bytes, "" when only paper is there; then
    size_bytes is 0 and mime "". page_count: 0 when it cannot be counted. handed_in: None when
    nobody handed it in, as with what an agency has itself.
    """

    id: DocumentId
    case_id: CaseId
    owner_site_id: SiteId
    site_id: SiteId
    title: str
    kind: PaperKind
    copy_kind: CopyKind
    handed_in: HandedIn | None
    mime: str
    size_bytes: int
    sha256: str
    page_count: int
    added_at: datetime
    added_by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file whose bytes this PC keeps, while it is not known yet of which case it is.

    sha256: of the bytes. page_count: 0 when it cannot be counted.
    """

    title: str
    mime: str
    size_bytes: int
    sha256: str
    page_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlace:
    """Where a paper stands in the page numbers of its case: the city says it once, for ever.

    number: of its first page. letter: 0 for whole numbers, 1 for a, 2 for b: its first page is
    a late one after that number. pages: how many numbers or letters it takes.
    """

    paper_id: DocumentId
    case_id: CaseId
    owner_site_id: SiteId
    site_id: SiteId
    number: int
    letter: int
    pages: int

    @property
    def label(self) -> str:
        """1–4, 5, 12a, 12a–12c."""
        last = self.pages - 1
        if self.letter:
            first, end = (f"{self.number}{_letters(self.letter + more)}" for more in (0, last))
        else:
            first, end = str(self.number), str(self.number + last)
        return first if last == 0 else f"{first}–{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPaper:
    """An entry as this PC knows it.

    place: None until the city has said it. is_local: its bytes are on this PC. storage: of the
    entry. transfer: of its bytes. held_by: sites that said that they have it whole.
    """

    paper: CasePaper
    place: PaperPlace | None
    storage: RecordStorage
    is_local: bool
    transfer: PaperTransfer
    held_by: frozenset[SiteId] = frozenset()


def is_at_city(one: DossierPaper) -> bool:
    """Whether the city has the entry as it is here, and its bytes."""
    is_whole = one.transfer in {PaperTransfer.CITY, PaperTransfer.FETCHING}
    return one.storage is RecordStorage.CITY and is_whole


def has_whole(one: DossierPaper, site_id: SiteId, *, own_site_id: SiteId) -> bool:
    """Whether a site has every byte: this PC by what it holds, others by what they said."""
    return site_id in one.held_by or (one.is_local and site_id == own_site_id)


def place_for(paper: CasePaper, taken: Iterable[PaperPlace]) -> PaperPlace:
    """Where the next paper stands that the city takes in. taken: of the same case, all so far.

    A site's papers stay together: whole numbers go on as long as no other site's came after them,
    then letters after the site's last page (12a, 12b). What cannot be counted takes one number.
    """
    there = tuple(taken)
    whole = [one for one in there if not one.letter]
    last = max((_last_number(one) for one in whole), default=0)
    own_last = max((_last_number(one) for one in whole if one.site_id == paper.site_id), default=0)
    number, letter = last + 1, 0
    if 0 < own_last < last:
        number = own_last
        late = (one for one in there if one.letter and one.number == own_last)
        letter = max((one.letter + one.pages - 1 for one in late), default=0) + 1
    return PaperPlace(
        paper_id=paper.id,
        case_id=paper.case_id,
        owner_site_id=paper.owner_site_id,
        site_id=paper.site_id,
        number=number,
        letter=letter,
        pages=max(1, paper.page_count),
    )


def in_order(papers: Iterable[DossierPaper]) -> tuple[DossierPaper, ...]:
    """As they are leafed through; those without a number last, as they were taken in here."""
    return tuple(sorted(papers, key=_order))


def _order(one: DossierPaper) -> tuple[bool, int, int, datetime, str]:
    place = one.place
    number, letter = (0, 0) if place is None else (_last_number(place), place.letter)
    return place is None, number, letter, one.paper.added_at, one.paper.id


def _last_number(place: PaperPlace) -> int:
    return place.number if place.letter else place.number + place.pages - 1


def _letters(number: int) -> str:
    """1 is a, 26 z, 27 aa."""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[place] + letters
    return letters
