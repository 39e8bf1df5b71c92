"""Draws pages on request: one paper at a time, its newest wish first of all."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace

from desktop.documents.file_kind import FileKind
from desktop.documents.paper_desk import PaperDesk
from desktop.documents.preview.pipe_format import Answer, BrokenAnswer, Status
from desktop.documents.preview.process import PreviewProcess, start_worker
from desktop.domain.errors import StorageError
from desktop.domain.events import PreviewReady
from desktop.domain.ids import DocumentId
from desktop.domain.paper import Paper

MAX_WAITING_PAPERS = 32
MAX_WAITING_PAGES = 8
"""Of one paper. Whoever leafs through it leaves pages behind that nobody looks at any more."""
MAX_REMEMBERED_FAILURES = 256
IDLE_S = 20.0
STOP_TIMEOUT_S = 5.0

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

    The officer and display 2 may look at different pages of one paper. Works on the thread
    `preview`. A worker stays with its paper for IDLE_S, so that turning a page costs no new
    process.
    """

    def __init__(
        self,
        *,
        desk: PaperDesk,
        find_paper: Callable[[DocumentId], Paper | None],
        fetch_blob: FetchBlob,
    ) -> None:
        self._desk = desk
        self._find_paper = find_paper
        self._fetch_blob = fetch_blob
        self._wishes: dict[DocumentId, dict[int, _Wish]] = {}
        self._changed = threading.Condition()
        self._is_stopping = False
        self._thread: threading.Thread | None = None
        self._worker: PreviewProcess | None = None
        self._loaded_sha256 = ""
        self._failures: set[tuple[str, int]] = set()

    def start(self) -> None:
        """Begin to obey."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End within STOP_TIMEOUT_S; a page being drawn is given up."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
            worker = self._worker
        if worker is not None:
            worker.kill()
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.join(STOP_TIMEOUT_S)
        if thread.is_alive():
            logger.warning("preview is late to stop")

    def request(self, document_id: DocumentId, page: int, width: int) -> None:
        """Draw this page soon. Thread: any."""
        self._want(_Wish(document_id=document_id, page=page, width=width))

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
            with self._changed:
                if not self._wishes and not self._is_stopping:
                    self._changed.wait(IDLE_S)
                if self._is_stopping:
                    break
                wish = self._next()
            if wish is None:
                self._let_worker_go()
            else:
                self._fulfil(wish)
        self._let_worker_go()

    def _fulfil(self, wish: _Wish) -> None:
        try:
            self._try(wish)
        except Exception:
            logger.exception("preview failed document=%s", wish.document_id)
            self._let_worker_go()
            self._answer(wish, Answer(status=Status.NO_PREVIEW, page_count=0))

    def _try(self, wish: _Wish) -> None:
        paper = self._find_paper(wish.document_id)
        page_count = 0 if paper is None else paper.page_count
        nothing = Answer(status=Status.NO_PREVIEW, page_count=page_count)
        kind = None if paper is None else _kind(paper.mime)
        if paper is None or kind is None or (paper.sha256, wish.page) in self._failures:
            self._answer(wish, nothing)
            return
        if not self._desk.store.blobs.has(paper.sha256):
            self._fetch(wish, nothing)
            return
        answer = self._draw(paper, kind, wish)
        is_put_aside = answer is None and not self._desk.store.blobs.has(paper.sha256)
        if not is_put_aside and (answer is None or answer.status is not Status.DRAWN):
            self._remember_failure(paper.sha256, wish.page)
        self._answer(wish, answer or nothing)
        if is_put_aside and not wish.is_fetched:
            # damaged; told at once, because the city may not have it, and drawn when it does
            self._fetch(wish, nothing)

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

    def _draw(self, paper: Paper, kind: FileKind, wish: _Wish) -> Answer | None:
        """None when no worker could answer; the paper itself is safe."""
        has_worked = self._loaded_sha256 == paper.sha256
        try:
            return self._ask(paper, kind, wish)
        except BrokenAnswer:
            self._let_worker_go()
        except StorageError as error:
            logger.warning("paper not readable document=%s code=%s", paper.id, error.code)
            self._let_worker_go()
            return None
        if not has_worked or self._is_stopping:
            return None
        # It served pages before and has used up its processor time: a fresh one gets a try.
        try:
            return self._ask(paper, kind, wish)
        except (BrokenAnswer, StorageError):
            self._let_worker_go()
            return None

    def _ask(self, paper: Paper, kind: FileKind, wish: _Wish) -> Answer:
        worker = self._worker
        if worker is None or self._loaded_sha256 != paper.sha256:
            self._let_worker_go()
            worker = self._load(paper, kind)
        return worker.draw(wish.page, wish.width)

    def _load(self, paper: Paper, kind: FileKind) -> PreviewProcess:
        with self._desk.store.blobs.open(paper.sha256) as stream:
            worker = start_worker(self._desk.worker)
            with self._changed:
                self._worker = worker
            worker.load(stream, kind, paper.size_bytes)
        self._loaded_sha256 = paper.sha256
        return worker

    def _let_worker_go(self) -> None:
        with self._changed:
            worker, self._worker = self._worker, None
        self._loaded_sha256 = ""
        if worker is not None:
            worker.close()

    def _remember_failure(self, sha256: str, page: int) -> None:
        """A page that broke a worker is not tried again: each try may cost ten seconds."""
        if len(self._failures) >= MAX_REMEMBERED_FAILURES:
            self._failures.clear()
        self._failures.add((sha256, page))

    def _answer(self, wish: _Wish, answer: Answer) -> None:
        self._desk.emit(
            PreviewReady(
                document_id=wish.document_id,
                page=wish.page,
                page_count=answer.page_count,
                image=answer.image,
            )
        )


def _kind(mime: str) -> FileKind | None:
    try:
        kind = FileKind(mime)
    except ValueError:
        return None
    return kind if kind.has_pages else None
