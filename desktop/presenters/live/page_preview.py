"""The page of a paper that somebody looks at: asked for, turned, drawn again when it is there."""

from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import PreviewReady
from desktop.presenters.services.papers import PapersService
from desktop.presenters.view.preview import Preview, PreviewStage

DEFAULT_PREVIEW_WIDTH = 960


class PagePreview:
    """One page of one paper at a time. Thread: MainThread."""

    def __init__(self, papers: PapersService) -> None:
        self._papers = papers
        self._width = DEFAULT_PREVIEW_WIDTH
        self._ready: PreviewReady | None = None
        self.selected: DocumentId | None = None
        self.page = 1

    def turn_to(self, document_id: DocumentId, page: int) -> None:
        """Look at this page."""
        self.selected, self.page, self._ready = document_id, page, None
        self._papers.request_preview(document_id, page, self._width)

    def forget(self) -> None:
        """Nothing is looked at any more."""
        self.selected, self._ready = None, None

    def set_width(self, width: int) -> None:
        """The place for a page became `width` pixels wide."""
        if width <= 0 or width == self._width:
            return
        self._width = width
        if self.selected is not None:
            self._papers.request_preview(self.selected, self.page, width)

    def take(self, event: PreviewReady) -> bool:
        """Whether it is the page that is looked at."""
        is_looked_at = (event.document_id, event.page) == (self.selected, self.page)
        if is_looked_at:
            self._ready = event
        return is_looked_at

    def look_again(self, *, is_local: bool) -> None:
        """The bytes of a paper that could not be shown may have come. is_local: they are here."""
        is_lacking = self._ready is not None and self._ready.image is None
        if self.selected is not None and is_local and is_lacking:
            self.turn_to(self.selected, self.page)

    def page_count(self, known: int) -> int:
        """As it was rendered; known: what the paper says of itself."""
        if self._ready is not None and self._ready.page_count > 0:
            return self._ready.page_count
        return known

    def shown(self, document_id: DocumentId, *, number: int, title: str, known: int) -> Preview:
        """The page as it is drawn. known: pages, as the paper says."""
        ready, page_count = self._ready, self.page_count(known)
        return Preview(
            document_id=document_id,
            number=number,
            title=title,
            page=self.page,
            page_count=page_count,
            stage=_stage(ready),
            image=ready.image if ready else None,
            can_turn_back=self.page > 1,
            can_turn_on=self.page < page_count,
            is_text=ready is not None and ready.is_text,
        )


def _stage(ready: PreviewReady | None) -> PreviewStage:
    if ready is None:
        return PreviewStage.LOADING
    return PreviewStage.READY if ready.image else PreviewStage.UNAVAILABLE
