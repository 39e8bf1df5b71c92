"""A page of a paper as screens draw it."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import DocumentId
from desktop.domain.papers.paper import PageImage


class PreviewStage(StrEnum):
    """How far a preview is."""

    LOADING = "loading"
    READY = "ready"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A page of a paper that is looked at. page counts from 1; page_count 0: not known yet.

    number: its place in its list, from 1. is_text: of a DOCX or XLSX, whose words alone are drawn;
    its pages are not the document's.
    """

    document_id: DocumentId
    number: int
    title: str
    page: int
    page_count: int
    stage: PreviewStage
    image: PageImage | None
    can_turn_back: bool
    can_turn_on: bool
    is_text: bool = False
