"""The page on the stage, for guests in a browser: the desk that conducts draws it for them."""

import logging
import threading
from collections.abc import Callable
from functools import partial

from desktop.contract.guests import MAX_PAGE_BYTES
from desktop.domain.conduct.calls.agency_call import has_guest
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.errors import AccessRefused, ProtocolError, RetryableError
from desktop.domain.events import Event, EventSink
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.events import PreviewReady
from desktop.domain.papers.paper import PageImage
from desktop.sync.http.city_api import CityApi, StagePage
from desktop.sync.page_png import page_png
from desktop.sync.task_thread import TaskWorker
from desktop.sync.traffic.with_token import with_token

PAGE_WIDTH = 1_200
TRIES = 5
RETRY_S = 2.0

logger = logging.getLogger(__name__)


class StagePages(TaskWorker):
    """Listens to channel and papers; sends on its own thread, `stage-pages`. Thread: any.

    conducts: whether this desk is at the central site of a session. draw: asks for a page of a
    paper, so many pixels wide. Without a guest nothing is drawn and nothing is sent.
    """

    def __init__(
        self,
        *,
        api: CityApi,
        current_token: Callable[[str | None], str | None],
        conducts: Callable[[SessionId], bool],
        draw: Callable[[DocumentId, int, int], None],
        emit: EventSink,
    ) -> None:
        super().__init__("stage-pages", emit)
        self._api = api
        self._current_token = current_token
        self._conducts = conducts
        self._draw = draw
        self._lock = threading.Lock()
        self._wanted: StagePage | None = None
        self._is_sent = False

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case LiveSessionChanged(live=live):
                self._want(self._page_for_guests(live))
            case ChannelChanged(is_connected=False, attempt=0):
                self._want(None)
            case PreviewReady(image=PageImage() as image, is_text=False):
                self._take(event, image)
            case _:
                pass

    def _page_for_guests(self, live: LiveSession) -> StagePage | None:
        stage = live.stage
        if stage is None or not has_guest(live.calls or ()):
            return None
        if not self._conducts(live.session_id):
            return None
        return StagePage(session_id=live.session_id, document_id=stage.document_id, page=stage.page)

    def _want(self, page: StagePage | None) -> None:
        with self._lock:
            if page == self._wanted:
                return
            self._wanted, self._is_sent = page, False
        if page is not None:
            self._draw(page.document_id, page.page, PAGE_WIDTH)

    def _take(self, event: PreviewReady, image: PageImage) -> None:
        with self._lock:
            page = self._wanted
            if page is None or self._is_sent:
                return
            if (page.document_id, page.page) != (event.document_id, event.page):
                return
            self._is_sent = True
        self._tasks.put(partial(self._send, page, image))

    # ---- thread `stage-pages` ----------------------------------------------------------------

    def _send(self, page: StagePage, image: PageImage) -> None:
        png = page_png(image, MAX_PAGE_BYTES)
        if png is None:
            logger.warning("page too large for guests document=%s", page.document_id)
            return
        for _ in range(TRIES):
            if self._wanted != page:
                return
            try:
                with_token(self._current_token, partial(self._put, page, png))
            except RetryableError:
                self._stopping.wait(RETRY_S)
            except (AccessRefused, ProtocolError) as error:
                # an older city, or the page is down again
                logger.info("page not kept for guests error=%s", type(error).__name__)
                return
            else:
                logger.info("page kept for guests bytes=%d", len(png))
                return

    def _put(self, page: StagePage, png: bytes, token: str) -> None:
        self._api.call_answers.show_page(token, page, png)
