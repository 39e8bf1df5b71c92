"""The page on the stage, on its way into what is recorded: the page that display 2 shows."""

import threading
from collections.abc import Callable
from typing import Protocol

from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged, SeatTaken
from desktop.domain.conduct.live_session import LiveSession, Stage
from desktop.domain.conduct.trial import tried_session
from desktop.domain.events import Event
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.events import PapersChanged, PreviewReady
from desktop.domain.papers.paper import PageImage, Paper
from desktop.domain.recording.stage_page import PAGE_WIDTH, page_caption
from desktop.domain.recording.wanted import NOTHING, Elsewhere, why_not_recorded
from desktop.media.desk.page_picture import page_picture
from desktop.media.pipe.commands import PagePicture, RecordPage


class PageMedia(Protocol):
    """What the service needs of the media client."""

    def show_page(self, shown: RecordPage) -> None:
        """The page that is on the stage of the session that is recorded."""
        ...


class RecordedPage:
    """Listens to channel and papers. Thread: any; a page is made smaller on the thread `preview`.

    papers: of a session, in their order. draw: asks for a page of a paper, so many pixels wide.
    elsewhere: what the room has to record sessions on a platform of somebody else.
    A paper that is not cleared at this desk stands on no display here, and is not recorded.
    """

    def __init__(
        self,
        *,
        media: PageMedia,
        papers: Callable[[SessionId], tuple[Paper, ...]],
        draw: Callable[[DocumentId, int, int], None],
        elsewhere: Callable[[], Elsewhere] = lambda: NOTHING,
    ) -> None:
        self._media = media
        self._papers = papers
        self._draw = draw
        self._elsewhere = elsewhere
        self._lock = threading.Lock()
        self._live: LiveSession | None = None
        self._shown: tuple[SessionId, Stage, str] | None = None
        self._image: tuple[DocumentId, int, PageImage] | None = None

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case LiveSessionChanged(live=live) if tried_session(live.session_id) is None:
                with self._lock:
                    self._live = live
                    wanted = self._look()
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                with self._lock:
                    self._live = None
                    self._look()
                return
            case PapersChanged(session_id=session_id):
                with self._lock:
                    is_its = self._live is not None and self._live.session_id == session_id
                    wanted = self._look() if is_its else None
            case PreviewReady(image=PageImage() as image, is_text=False):
                with self._lock:
                    self._take(event, image)
                return
            case _:
                return
        if wanted is not None:
            self._draw(wanted.document_id, wanted.page, PAGE_WIDTH)

    def _look(self) -> Stage | None:
        """Tell what is on the stage now; returns the page that is to be drawn for it."""
        found = None if self._live is None else self._found(self._live)
        if found == self._shown:
            return None
        former, self._shown = self._shown, found
        if found is None:
            self._image = None
            if former is not None:
                self._media.show_page(RecordPage(session_id=former[0], page=None))
            return None
        _, stage, _ = found
        image = self._image
        if image is not None and image[:2] == (stage.document_id, stage.page):
            self._tell(image[2])
            return None
        self._tell(None)
        return stage

    def _found(self, live: LiveSession) -> tuple[SessionId, Stage, str] | None:
        """None: nothing is on the stage that everybody here sees."""
        stage = live.stage
        if stage is None or why_not_recorded(live, self._elsewhere()) is not None:
            return None
        for number, paper in enumerate(self._papers(live.session_id), start=1):
            if paper.id == stage.document_id and paper.cleared_for_display:
                return live.session_id, stage, page_caption(stage, number)
        return None

    def _take(self, event: PreviewReady, image: PageImage) -> None:
        shown = self._shown
        if shown is None or (event.document_id, event.page) != (
            shown[1].document_id,
            shown[1].page,
        ):
            return
        kept = self._image
        is_same = kept is not None and kept[:2] == (event.document_id, event.page)
        if is_same and kept is not None and kept[2].width >= min(image.width, PAGE_WIDTH):
            return  # drawn anew for somebody else
        self._image = event.document_id, event.page, image
        self._tell(image)

    def _tell(self, image: PageImage | None) -> None:
        if self._shown is None:
            return
        session_id, stage, caption = self._shown
        page = PagePicture(caption=caption)
        if image is not None:
            page = page_picture(image, stage.part, caption)
        self._media.show_page(RecordPage(session_id=session_id, page=page))
