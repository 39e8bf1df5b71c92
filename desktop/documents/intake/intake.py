"""Intake of papers: wait until the file is whole, probe it, store it, then list it."""

import io
import logging
import os
import queue
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from desktop.documents.codes import PaperCode
from desktop.documents.context import PapersContext
from desktop.documents.inspection.file_kind import FileKind, Probed
from desktop.documents.inspection.probe import (
    look,
    open_untrusted,
    probe,
    shown_name,
    too_large_data,
)
from desktop.documents.intake.destinations import Destination, TakenFile, upload_of
from desktop.documents.intake.sheet_reader import read_sheets
from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.pipe_format import Answer, BrokenAnswer, Status
from desktop.documents.preview.process import PreviewProcess
from desktop.documents.renewed_worker import RenewedWorker
from desktop.documents.signatures.pipe_format import MAX_PDF_BYTES
from desktop.documents.signatures.process import has_signature, look_at_pdf
from desktop.domain.errors import PaperRefused, StorageError, UserFacingError
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.paper import MAX_PAPER_BYTES
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.sync.operation import Operation
from desktop.store.codes import StorageCode
from desktop.store.records.items import StoredItem
from desktop.store.records.transfers import Direction, TransferState

MAX_WAITING = 32

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeLimits:
    """How patient intake is, in seconds. stable_s: a file that rested so long is whole."""

    stable_s: float = 2.0
    poll_s: float = 0.2
    give_up_s: float = 60.0
    record_s: float = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePdf:
    """A paper that this program made, with no file of it. title: without an ending."""

    title: str
    data: bytes

    @property
    def probed(self) -> Probed:
        """As it would be found in a file."""
        return Probed(kind=FileKind.PDF, size_bytes=len(self.data), title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inside:
    """What was found in a paper. page_count: 0 when it cannot be counted."""

    page_count: int = 0
    printed_pages: tuple[PrintedPage, ...] = ()
    digital_signatures: tuple[DigitalSignature, ...] = ()


class _Stopping(Exception):
    """The program ends; the file stays where it is."""


class Intake:
    """Takes in one paper after the other on the thread `intake`."""

    def __init__(self, *, desk: PapersContext, limits: IntakeLimits) -> None:
        self._desk = desk
        self._limits = limits
        self._jobs: queue.Queue[tuple[Destination, Path | MadePdf]] = queue.Queue(MAX_WAITING)
        self._thread = PaperThread("intake", self._run)

    def start(self) -> None:
        """Begin to obey."""
        self._thread.start()

    def stop(self) -> None:
        """End within STOP_TIMEOUT_S; what waits is not taken in, its files stay."""
        self._thread.end()
        self._thread.join()

    def add(self, destination: Destination, source: Path | MadePdf) -> None:
        """Take this file in soon; its path is untrusted. Thread: any."""
        try:
            self._jobs.put_nowait((destination, source))
        except queue.Full:
            name = {"name": _shown(source)}
            self._fail(destination, PaperRefused(PaperCode.TOO_MANY, name))

    def _run(self) -> None:
        for destination, source in self._thread.each(self._jobs, self._limits.poll_s):
            self._take(destination, source)

    def _take(self, destination: Destination, source: Path | MadePdf) -> None:
        name = {"name": _shown(source)}
        began_s = self._desk.clock.monotonic()
        try:
            if isinstance(source, MadePdf):
                file = self._made(destination, source)
            else:
                file = self._found(destination, source)
            self._list(destination, file, _shown(source), began_s)
        except _Stopping:
            logger.info("intake stopped before a paper was whole")
        except StorageError as error:
            is_full = error.code == StorageCode.DISK_FULL
            logger.warning("paper not kept code=%s", error.code)
            code = PaperCode.DISK_FULL if is_full else PaperCode.NOT_KEPT
            self._fail(destination, PaperRefused(code, name))
        except UserFacingError as error:
            self._fail(destination, error)
        except Exception:
            logger.exception("intake failed")
            self._fail(destination, PaperRefused(PaperCode.NOT_KEPT, name))

    def _fail(self, destination: Destination, error: UserFacingError) -> None:
        logger.info("paper refused code=%s", error.code)
        failed = ActionFailed(action=destination.action, code=error.code, data=error.data)
        self._desk.emit(failed)

    def _found(self, destination: Destination, untrusted_path: Path) -> TakenFile:
        self._wait_until_whole(untrusted_path)
        with open_untrusted(untrusted_path) as untrusted_file:
            before = _mark(os.fstat(untrusted_file.fileno()))
            probed = probe(untrusted_file, untrusted_path)
            inside = self._look_inside(
                untrusted_file,
                probed,
                shown_name(untrusted_path),
                reads_codes=destination.reads_codes,
            )
            sha256, size_bytes = self._keep_bytes(untrusted_file, untrusted_path)
            after = _mark(os.fstat(untrusted_file.fileno()))
            if after != before or size_bytes != probed.size_bytes:
                raise PaperRefused(PaperCode.STILL_WRITTEN, {"name": shown_name(untrusted_path)})
        return _taken(probed, sha256, inside)

    def _made(self, destination: Destination, made: MadePdf) -> TakenFile:
        probed = made.probed
        inside = self._look_inside(
            io.BytesIO(made.data), probed, made.title, reads_codes=destination.reads_codes
        )
        kept = self._desk.store.blobs.put(io.BytesIO(made.data), MAX_PAPER_BYTES)
        return _taken(probed, kept.sha256, inside)

    def _list(self, destination: Destination, file: TakenFile, name: str, began_s: float) -> None:
        same = self._find_same(destination, file)
        if same is not None:
            self._ask_again(same)
            data = {
                "name": name,
                "title": str(same.body["title"]),
                "document_id": same.entity_id,
            }
            raise PaperRefused(PaperCode.SAME_PAPER, data)
        operation = destination.operation(self._desk, file)
        paper_id = "" if operation is None else self._record(destination, operation)
        took_ms = (self._desk.clock.monotonic() - began_s) * 1_000
        size_bytes = file.probed.size_bytes
        logger.info("paper taken in id=%s bytes=%d took_ms=%.0f", paper_id, size_bytes, took_ms)

    def _wait_until_whole(self, untrusted_path: Path) -> None:
        clock, limits = self._desk.clock, self._limits
        found = look(untrusted_path)
        if clock.now().timestamp() - found.st_mtime >= limits.stable_s:
            return
        seen = _mark(found)
        began_s = unchanged_since_s = clock.monotonic()
        while clock.monotonic() - unchanged_since_s < limits.stable_s:
            if clock.monotonic() - began_s > limits.give_up_s:
                raise PaperRefused(PaperCode.STILL_WRITTEN, {"name": shown_name(untrusted_path)})
            if self._thread.stopping.wait(limits.poll_s):
                raise _Stopping
            now_seen = _mark(look(untrusted_path))
            if now_seen != seen:
                seen, unchanged_since_s = now_seen, clock.monotonic()

    def _look_inside(
        self,
        untrusted_file: BinaryIO,
        probed: Probed,
        name: str,
        *,
        reads_codes: bool,
    ) -> _Inside:
        """How many pages, what their codes say, and who signed it digitally.

        Raises: PaperRefused when a password is needed.
        """
        if not probed.kind.has_pages:
            return _Inside()
        worker = RenewedWorker(self._thread, partial(self._loaded, untrusted_file, probed))
        try:
            answer = worker.open()
            if answer.status is Status.LOCKED:
                raise PaperRefused(PaperCode.LOCKED, {"name": name})
            printed = read_sheets(worker, answer.page_count) if reads_codes else ()
        except BrokenAnswer:
            return _Inside()
        finally:
            self._thread.close_worker()
        return _Inside(
            page_count=answer.page_count,
            printed_pages=printed,
            digital_signatures=self._signatures(untrusted_file, probed) if reads_codes else (),
        )

    def _signatures(self, untrusted_file: BinaryIO, probed: Probed) -> tuple[DigitalSignature, ...]:
        if probed.kind is not FileKind.PDF or probed.size_bytes > MAX_PDF_BYTES:
            return ()
        untrusted_file.seek(0)
        untrusted_pdf = untrusted_file.read(MAX_PDF_BYTES)
        if not has_signature(untrusted_pdf):
            return ()
        try:
            return look_at_pdf(self._desk.signatures, untrusted_pdf, self._desk.authorities)
        except BrokenAnswer:
            logger.warning("digital signatures not read")
            return ()

    def _loaded(self, untrusted_file: BinaryIO, probed: Probed) -> tuple[PreviewProcess, Answer]:
        """Raises: BrokenAnswer."""
        untrusted_file.seek(0)
        worker = self._thread.open_worker(self._desk.worker)
        return worker, worker.load(untrusted_file, probed.kind, probed.size_bytes)

    def _keep_bytes(self, untrusted_file: BinaryIO, untrusted_path: Path) -> tuple[str, int]:
        untrusted_file.seek(0)
        try:
            kept = self._desk.store.blobs.put(untrusted_file, MAX_PAPER_BYTES)
        except PaperRefused as error:
            size_bytes = os.fstat(untrusted_file.fileno()).st_size
            data = too_large_data(untrusted_path, size_bytes)
            raise PaperRefused(PaperCode.TOO_LARGE, data) from error
        return kept.sha256, kept.size_bytes

    def _find_same(self, destination: Destination, file: TakenFile) -> StoredItem | None:
        """A scan that lies there as a paper of which no code was read is none: it comes again.

        What is there cannot be changed any more once the minutes are frozen.
        """
        for item in destination.papers(self._desk):
            is_same = item.body.get("sha256") == file.sha256
            if is_same and (not file.printed_pages or item.body.get("printed_pages")):
                return item
        return None

    def _ask_again(self, same: StoredItem) -> None:
        """The bytes were here or at the city, and may have been damaged since: ask the city."""
        transfers = self._desk.store.transfers
        upload = transfers.get(DocumentId(same.entity_id), Direction.UP)
        if upload is None or upload.state is TransferState.WAITING:
            return
        again = replace(upload, state=TransferState.WAITING, moved_bytes=0, reason="")
        transfers.queue(again).result(self._limits.record_s)
        self._desk.wake_sync()

    def _record(self, destination: Destination, operation: Operation) -> str:
        """Returns the paper's id."""
        upload = upload_of(operation, destination)
        written = self._desk.store.items.record(operation, destination.session_id, upload)
        try:
            written.result(self._limits.record_s)
        except FutureTimeoutError as error:
            raise StorageError(StorageCode.NOT_WRITTEN) from error
        self._desk.wake_sync()
        return operation.entity_id


def _taken(probed: Probed, sha256: str, inside: _Inside) -> TakenFile:
    return TakenFile(
        probed=probed,
        sha256=sha256,
        page_count=inside.page_count,
        printed_pages=inside.printed_pages,
        digital_signatures=inside.digital_signatures,
    )


def _shown(source: Path | MadePdf) -> str:
    return source.title if isinstance(source, MadePdf) else shown_name(source)


def _mark(found: os.stat_result) -> tuple[int, int]:
    """Size and time of the last change: equal marks, equal bytes, as far as one can tell."""
    return found.st_size, found.st_mtime_ns
