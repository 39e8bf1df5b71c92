"""Photos of readiness sheets: PhotosService (presenters/services/reports.py)."""

import logging
import queue
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.codes import PhotoCode
from desktop.documents.context import PapersContext
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.inspection.probe import shown_name
from desktop.documents.intake.photo_intake import draw_fitted, take_photo
from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.domain.errors import PaperRefused, StorageError, UserFacingError
from desktop.domain.events import ActionFailed
from desktop.domain.papers.paper import PageImage
from desktop.domain.reports.events import PhotoDrawn, PhotoTaken
from desktop.domain.reports.readiness_sheet import SheetPhoto

ACTION = "add_photo"
MAX_WAITING = 256
"""All photos of two full sheets, and more."""

FetchPhoto = Callable[[SheetPhoto], Future[None]]
"""Brings a photo's bytes from the city; the future fails when they cannot be had. Thread: any."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Take:
    """One file for a line. side: of the small picture that is drawn with it."""

    line: str
    untrusted_path: Path
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draw:
    """One photo. is_fetched: its bytes were asked of the city already."""

    photo: SheetPhoto
    side: int
    is_fetched: bool = False


class Photos:
    """Implements PhotosService. Methods return at once; thread: any.

    Works on the thread `photos`, one after the other; every picture is decoded by a preview
    worker of its own, also what came from the city.
    """

    def __init__(self, *, desk: PapersContext, fetch_photo: FetchPhoto) -> None:
        self._desk = desk
        self._fetch_photo = fetch_photo
        self._jobs: queue.Queue[_Take | _Draw | None] = queue.Queue(MAX_WAITING)
        self._thread = PaperThread("photos", self._run)

    def start(self) -> None:
        """Begin to obey."""
        self._thread.start()

    def stop(self) -> None:
        """End within STOP_TIMEOUT_S; what waits is not done, the files stay."""
        self._thread.end()
        self._wake()
        self._thread.join()

    def add_photo(self, line: str, untrusted_path: Path, side: int) -> None:
        """Outcomes: PhotoDrawn and PhotoTaken, or ActionFailed("add_photo") with a PhotoCode."""
        job = _Take(line=line, untrusted_path=untrusted_path, side=side)
        if not self._put(job):
            self._refuse(job, PaperRefused(PhotoCode.TOO_MANY, _named(job)))

    def draw_photo(self, photo: SheetPhoto, side: int) -> None:
        """Outcome: PhotoDrawn, once the bytes are here."""
        self._want(_Draw(photo=photo, side=side))

    # ---- the thread ------------------------------------------------------------------------

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None and not self._thread.stopping.is_set():
            match job:
                case _Take():
                    self._take(job)
                case _Draw():
                    self._draw(job)

    def _take(self, job: _Take) -> None:
        try:
            worker = self._thread.open_worker(self._desk.worker)
            try:
                taken = take_photo(
                    job.untrusted_path, worker, self._desk.store.blobs, small_side=job.side
                )
            finally:
                self._thread.close_worker()
        except BrokenAnswer:
            self._refuse(job, PaperRefused(PhotoCode.NOT_KEPT, _named(job)))
        except UserFacingError as error:
            self._refuse(job, error)
        except Exception:
            logger.exception("photo not taken")
            self._refuse(job, PaperRefused(PhotoCode.NOT_KEPT, _named(job)))
        else:
            photo = taken.photo
            logger.info("photo taken line=%s bytes=%d", job.line, photo.size_bytes)
            self._tell(photo, job.side, taken.small)
            self._desk.emit(PhotoTaken(line=job.line, photo=photo))

    def _draw(self, job: _Draw) -> None:
        try:
            if self._desk.store.blobs.has(job.photo.sha256):
                self._tell(job.photo, job.side, self._drawn(job))
            elif job.is_fetched:
                self._tell(job.photo, job.side, None)
            else:
                self._fetch(job)
        except (BrokenAnswer, StorageError) as error:
            logger.warning("photo not drawn sha256=%s why=%r", job.photo.sha256, error)
            if job.is_fetched or self._desk.store.blobs.has(job.photo.sha256):
                self._tell(job.photo, job.side, None)
            else:
                self._fetch(job)  # it was damaged, and put aside
        except Exception:
            logger.exception("photo not drawn sha256=%s", job.photo.sha256)
            self._tell(job.photo, job.side, None)

    def _drawn(self, job: _Draw) -> PageImage:
        with self._desk.store.blobs.open(job.photo.sha256) as stream:
            worker = self._thread.open_worker(self._desk.worker)
            try:
                worker.load(stream, FileKind.JPEG, job.photo.size_bytes)
                return draw_fitted(worker, job.side)
            finally:
                self._thread.close_worker()

    def _fetch(self, job: _Draw) -> None:
        def on_done(future: Future[None]) -> None:
            if future.cancelled() or future.exception() is not None:
                logger.info("photo not fetched sha256=%s", job.photo.sha256)
                self._tell(job.photo, job.side, None)
            else:
                self._want(replace(job, is_fetched=True))

        self._fetch_photo(job.photo).add_done_callback(on_done)

    # ---- inside ----------------------------------------------------------------------------

    def _want(self, job: _Draw) -> None:
        if not self._put(job):
            logger.warning("too many photos wait")
            self._tell(job.photo, job.side, None)

    def _put(self, job: _Take | _Draw) -> bool:
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            return False
        return True

    def _wake(self) -> None:
        try:
            self._jobs.put_nowait(None)
        except queue.Full:
            return  # it looks whether to stop before its next job

    def _refuse(self, job: _Take, error: UserFacingError) -> None:
        logger.info("photo refused code=%s", error.code)
        data = {**error.data, "line": job.line}
        self._desk.emit(ActionFailed(action=ACTION, code=error.code, data=data))

    def _tell(self, photo: SheetPhoto, side: int, image: PageImage | None) -> None:
        self._desk.emit(PhotoDrawn(sha256=photo.sha256, side=side, image=image))


def _named(job: _Take) -> dict[str, str | int]:
    return {"name": shown_name(job.untrusted_path)}
