"""What the papers panel draws."""

from dataclasses import dataclass

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.ids import DocumentId
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.presenters.view.message import Message
from desktop.presenters.view.preview import Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One paper. number: from 1, never changes. progress: share in [0, 1] while it is sent."""

    document_id: DocumentId
    number: int
    title: str
    kind: PaperKind
    page_count: int
    size_bytes: int
    site_name: str
    is_own: bool
    is_local: bool
    transfer: PaperTransfer
    progress: float | None
    is_cleared: bool
    is_on_stage: bool
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCell:
    """What every screen shows now. can_lead: this site may turn its pages."""

    document_id: DocumentId
    number: int
    title: str
    page: int
    page_count: int
    part: PagePart
    can_lead: bool

    @property
    def can_turn_back(self) -> bool:
        """Whether there is a page before this one."""
        return self.page > 1

    @property
    def can_turn_on(self) -> bool:
        """Whether there is a page after this one."""
        return self.page < self.page_count


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPanel:
    """Papers (ux.md §8). can_clear, can_present, needs_clearing speak of the selected paper.

    needs_clearing, is_city_lost: a press that would lead pages only tells why it does not.
    """

    rows: tuple[PaperRow, ...]
    preview: Preview | None
    stage: StageCell | None
    can_add: bool
    can_clear: bool
    can_present: bool
    message: Message | None
    needs_clearing: bool = False
    is_city_lost: bool = False
