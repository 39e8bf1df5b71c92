"""Renders pages on request: one paper at a time, the newest request first; the next one ahead."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace

from desktop.documents.context import PapersContext
from desktop.documents.drawn_pages import DrawnPages
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.pipe_format import Answer, BrokenAnswer, Status
from desktop.documents.preview.process import PreviewProcess
from desktop.documents.preview.spares import SpareWorkers
from desktop.documents.records.paper_cache import PaperBytes
from desktop.domain.errors import StorageError
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import PreviewReady

MAX_WAITING_PAPERS = 32
MAX_WAITING_PAGES = 8
"""Of one paper. Whoever leafs through it leaves pages behind that nobody looks at any more."""
MAX_REMEMBERED_FAILURES = 256
IDLE_S = 20.0
AHEAD_S = 1.0
"""Nobody asks for a page: then the one behind the newest is drawn, before it is asked for."""
HEAVY_S = 1.0
"""Behind a page that took so long none is drawn ahead: whoever asks for another one would wait."""
REST_S = 2.0
"""Nobody turns a page: only then another spare is started, which takes a core for a moment."""

FetchBlob = Callable[[DocumentId], Future[None]]
"""Brings a paper's bytes from the city; the future fails when they cannot be had. Thread: any."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """One page. is_fetched: its bytes were asked of the city already."""

    document_id: DocumentId
    page: int
    width: int
    is_fetched: bool = False


class Previews:
    """Answers every wish; two that wait for the same page have one answer, the wider one.

    The officer and display 2 may look at different pages of one paper. Where both look at the same
    one it is drawn once, as wide as the wider of them needs it. When nobody has asked for a while
    the next page is drawn ahead: a page that is led is wanted at every site in one moment.

    Works on the thread `preview`. A worker stays with its paper for IDLE_S, so that turning a page
    costs no new process; the first page costs none while a spare one waits for it.

    expected: kinds of papers that may be asked for at any moment; asked after each `look_ahead`.
    """

    def __init__(
        self,
        *,
        desk: PapersContext,
        find_bytes: Callable[[DocumentId], PaperBytes | None],
        fetch_blob: FetchBlob,
        expected: Callable[[], tuple[FileKind, ...]],
    ) -> None:
        self._desk = desk
        self._spares = SpareWorkers(command=desk.worker, wanted=expected)
        self._find_bytes = find_bytes
        self._fetch_blob = fetch_blob
        self._wishes: dict[DocumentId, dict[int, _Wish]] = {}
        self._changed = threading.Condition()
        self._thread = PaperThread("preview", self._run)
        self._loaded_sha256 = ""
        self._failures: set[tuple[str, int]] = set()
        self._drawn = DrawnPages()
        self._widest = ("", 0)
        self._ahead: _Wish | None = None
        self._took_s = 0.0

    def start(self) -> None:
        """Begin to obey."""
        self._thread.start()

    def stop(self) -> None:
        """End within STOP_TIMEOUT_S; a page being drawn is given up."""
        self._thread.end()
        with self._changed:
            self._changed.notify_all()
        self._thread.join()

    def request(self, document_id: DocumentId, page: int, width: int) -> None:
        """Draw this page soon. Thread: any."""
        self._want(_Wish(document_id=document_id, page=page, width=width))

    def look_ahead(self) -> None:
        """Other papers may be asked for soon. Thread: any."""
        with self._changed:
            self._spares.look_again()
            self._changed.notify_all()

    def forget(self) -> None:
        """Nobody looks at papers any more: what was drawn is given back. Thread: any."""
        with self._changed:
            self._ahead = None
        self._drawn.forget()

    def _want(self, wish: _Wish) -> None:
        with self._changed:
            given_up = self._keep(wish)
            self._changed.notify_all()
        if given_up is not None:
            logger.info("preview given up document=%s", given_up.document_id)
            self._answer(given_up, Answer(status=Status.NO_PREVIEW, page_count=0))

    def _keep(self, wish: _Wish) -> _Wish | None:
        """Returns the wish that there is no room for."""
        pages = self._wishes.get(wish.document_id)
        if pages is None:
            if len(self._wishes) >= MAX_WAITING_PAPERS:
                return wish
            pages = self._wishes[wish.document_id] = {}
        same = pages.pop(wish.page, wish)
        pages[wish.page] = replace(wish, width=max(wish.width, same.width))
        if len(pages) <= MAX_WAITING_PAGES:
            return None
        return pages.pop(list(pages)[1])  # the first may wait for display 2, leafed past since

    def _next(self) -> _Wish | None:
        """The newest page of the paper that has waited longest."""
        if not self._wishes:
            return None
        document_id, pages = next(iter(self._wishes.items()))
        _, wish = pages.popitem()
        if not pages:
            del self._wishes[document_id]
        return wish

    def _run(self) -> None:
        while True:
            due: Callable[[], None] | None = None
            with self._changed:
                if not (self._wishes or self._spares.is_due or self._thread.stopping.is_set()):
                    due = self._rest()
                if self._thread.stopping.is_set():
                    break
                wish = self._next()
            if wish is not None:
                self._fulfil(wish)
            elif due is not None:
                due()
            elif self._spares.is_due:
                self._refill()
        self._spares.close()
        self._let_worker_go()

    def _rest(self) -> Callable[[], None] | None:
        """Until somebody wants something, or until nobody did so long that something is due.

        After AHEAD_S the next page; after REST_S a spare that was given away may be replaced; after
        IDLE_S the worker goes.
        """
        if self._ahead is not None:
            return None if self._changed.wait(AHEAD_S) else self._draw_ahead
        if not self._spares.is_missing:
            return None if self._changed.wait(IDLE_S) else self._let_worker_go
        if not self._changed.wait(REST_S):
            self._spares.rested()
        return None

    def _refill(self) -> None:
        try:
            self._spares.refill()
        except Exception:
            logger.exception("spare workers not refilled")

    def _fulfil(self, wish: _Wish) -> None:
        try:
            self._try(wish)
        except Exception:
            logger.exception("preview failed document=%s", wish.document_id)
            self._let_worker_go()
            self._answer(wish, Answer(status=Status.NO_PREVIEW, page_count=0))

    def _try(self, wish: _Wish) -> None:
        paper = self._find_bytes(wish.document_id)
        page_count = 0 if paper is None else paper.page_count
        nothing = Answer(status=Status.NO_PREVIEW, page_count=page_count)
        kind = None if paper is None else kind_to_draw(paper.mime)
        if paper is None or kind is None or (paper.sha256, wish.page) in self._failures:
            self._answer(wish, nothing)
            return
        wish = self._widened(paper, wish)
        drawn = self._drawn.find(paper.sha256, wish.page, wish.width)
        if drawn is not None:
            self._answer(wish, drawn, is_text=not kind.has_pages)
            self._look_behind(wish, drawn)
            return
        if not self._desk.store.blobs.has(paper.sha256):
            self._fetch(wish, nothing)
            return
        answer = self._draw(paper, kind, wish)
        is_put_aside = answer is None and not self._desk.store.blobs.has(paper.sha256)
        if not is_put_aside and (answer is None or answer.status is not Status.DRAWN):
            self._remember_failure(paper.sha256, wish.page)
        self._answer(wish, answer or nothing, is_text=not kind.has_pages)
        if answer is not None and answer.status is Status.DRAWN:
            self._look_behind(wish, answer)
        if is_put_aside and not wish.is_fetched:
            # damaged; told at once, because the city may not have it, and drawn when it does
            self._fetch(wish, nothing)

    def _widened(self, paper: PaperBytes, wish: _Wish) -> _Wish:
        """As wide as anybody needs pages of this paper, who is asking for one after the other."""
        sha256, width = self._widest
        self._widest = (paper.sha256, max(wish.width, width if sha256 == paper.sha256 else 0))
        return replace(wish, width=self._widest[1])

    def _look_behind(self, wish: _Wish, answer: Answer) -> None:
        """The next page is likely to be asked for next."""
        is_last = wish.page >= answer.page_count
        with self._changed:
            self._ahead = None if is_last else replace(wish, page=wish.page + 1)

    def _draw_ahead(self) -> None:
        """What goes wrong is nobody's page yet: it is tried again, and told, when it is wanted."""
        with self._changed:
            wish, self._ahead = self._ahead, None
        paper = None if wish is None else self._find_bytes(wish.document_id)
        kind = None if paper is None else kind_to_draw(paper.mime)
        if wish is None or paper is None or kind is None or self._took_s >= HEAVY_S:
            return
        is_known = self._drawn.find(paper.sha256, wish.page, wish.width) is not None
        has_failed = (paper.sha256, wish.page) in self._failures
        if is_known or has_failed or not self._desk.store.blobs.has(paper.sha256):
            return
        try:
            self._ask(paper, kind, wish)
        except (BrokenAnswer, StorageError):
            logger.info("page not drawn ahead document=%s", wish.document_id)
            self._let_worker_go()
        except Exception:
            logger.exception("page not drawn ahead document=%s", wish.document_id)
            self._let_worker_go()

    def _fetch(self, wish: _Wish, nothing: Answer) -> None:
        if wish.is_fetched:
            self._answer(wish, nothing)
            return
        again = replace(wish, is_fetched=True)

        def on_done(future: Future[None]) -> None:
            if future.cancelled() or future.exception() is not None:
                logger.info("paper not fetched document=%s", wish.document_id)
                self._answer(wish, nothing)
            else:
                self._want(again)

        self._fetch_blob(wish.document_id).add_done_callback(on_done)

    def _draw(self, paper: PaperBytes, kind: FileKind, wish: _Wish) -> Answer | None:
        """None when no worker could answer; the paper itself is safe."""
        has_worked = self._loaded_sha256 == paper.sha256
        try:
            return self._ask(paper, kind, wish)
        except BrokenAnswer:
            self._let_worker_go()
        except StorageError as error:
            logger.warning("paper not readable document=%s code=%s", wish.document_id, error.code)
            self._let_worker_go()
            return None
        if not has_worked or self._thread.stopping.is_set():
            return None
        # It served pages before and has used up its processor time: a fresh one gets a try.
        try:
            return self._ask(paper, kind, wish)
        except (BrokenAnswer, StorageError):
            self._let_worker_go()
            return None

    def _ask(self, paper: PaperBytes, kind: FileKind, wish: _Wish) -> Answer:
        worker = self._thread.worker
        if worker is None or self._loaded_sha256 != paper.sha256:
            self._let_worker_go()
            worker = self._load(paper, kind)
        began_s = self._desk.clock.monotonic()
        answer = worker.draw(wish.page, wish.width)
        self._took_s = self._desk.clock.monotonic() - began_s
        if answer.status is Status.DRAWN:
            self._drawn.keep(paper.sha256, wish.page, wish.width, answer)
        return answer

    def _load(self, paper: PaperBytes, kind: FileKind) -> PreviewProcess:
        with self._desk.store.blobs.open(paper.sha256) as stream:
            worker = self._spare(kind) or self._thread.open_worker(self._desk.worker)
            worker.load(stream, kind, paper.size_bytes)
        self._loaded_sha256 = paper.sha256
        return worker

    def _spare(self, kind: FileKind) -> PreviewProcess | None:
        """One that is ready for this kind; None when there is none, or it died while it waited."""
        spare = self._spares.take(kind)
        if spare is None:
            return None
        try:
            self._thread.use_worker(spare).wait_ready()
        except BrokenAnswer:
            logger.info("spare preview worker is gone")
            self._thread.close_worker()
            return None
        return spare

    def _let_worker_go(self) -> None:
        self._loaded_sha256 = ""
        self._thread.close_worker()

    def _remember_failure(self, sha256: str, page: int) -> None:
        """A page that broke a worker is not tried again: each try may cost ten seconds."""
        if len(self._failures) >= MAX_REMEMBERED_FAILURES:
            self._failures.clear()
        self._failures.add((sha256, page))

    def _answer(self, wish: _Wish, answer: Answer, *, is_text: bool = False) -> None:
        self._desk.emit(
            PreviewReady(
                document_id=wish.document_id,
                page=wish.page,
                page_count=answer.page_count,
                image=answer.image,
                is_text=is_text,
            )
        )


def kind_to_draw(mime: str) -> FileKind | None:
    """The kind of a paper that a worker can draw, None of all others."""
    try:
        return FileKind(mime)
    except ValueError:
        return None
