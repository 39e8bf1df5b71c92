"""DigitalSigningService for presenters: the frozen minutes as a PDF, signed and taken in."""

import logging
import queue
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.process import WorkerCommand
from desktop.documents.signatures.process import sign_pdf
from desktop.documents.signatures.signing_key import (
    MAX_KEY_FILE_BYTES,
    MAX_PASSWORD,
    KeyFile,
    NotSigned,
    SigningKey,
    SigningWords,
    Token,
)
from desktop.domain.clock import Clock
from desktop.domain.conduct.signing.digital import SigningOrder, signed_papers
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.papers.digital_signature import SigningFault
from desktop.domain.papers.events import MinutesSigned
from desktop.domain.papers.paper import Paper

ACTION: Final = "sign_minutes"
CODES: Final = {
    SigningFault.KEY_FILE: "B-450",
    SigningFault.NOT_NOW: "B-451",
    SigningFault.NOT_FOR_SIGNING: "B-452",
    SigningFault.PIN: "B-453",
    SigningFault.PIN_LOCKED: "B-454",
    SigningFault.NO_TOKEN: "B-455",
    SigningFault.SEVERAL: "B-456",
    SigningFault.BROKEN: "B-457",
}
MAX_WAITING: Final = 4
_BEGIN_OF_ONE: Final = b"-----BEGIN CERTIFICATE-----"

logger = logging.getLogger(__name__)


class SignedPapers(Protocol):
    """Where what is signed goes, and where what was signed before is."""

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        """Of a session."""
        ...

    def add_signed(self, session_id: SessionId, title: str, pdf: bytes) -> None:
        """Take it in, as a scan is."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningTools:
    """How this PC signs. worker: how a signature worker is started.

    module: path of the library of tokens; None: IT has chosen none.
    """

    worker: WorkerCommand
    module: Path | None


class DeskSigning:
    """Thread: any; own thread `signature`, on which outcomes come.

    draw: the PDF of the minutes of a session, may take seconds, raises UserFacingError. open: bytes
    of a paper by their hash, raises StorageError.
    """

    def __init__(
        self,
        *,
        draw: Callable[[SessionId], bytes],
        papers: SignedPapers,
        open_bytes: Callable[[str], AbstractContextManager[BinaryIO]],
        tools: SigningTools,
        clock: Clock,
        emit: EventSink,
    ) -> None:
        self._draw = draw
        self._papers = papers
        self._open = open_bytes
        self._tools = tools
        self._clock = clock
        self._emit = emit
        self._thread = PaperThread("signature", self._run)
        self._jobs: queue.Queue[SigningOrder] = queue.Queue(MAX_WAITING)

    def start(self) -> None:
        """Begin to obey."""
        self._thread.start()

    def stop(self) -> None:
        """End; a signature that is being made may end after it, and is not taken in."""
        self._thread.end()
        self._thread.join()

    @property
    def has_token(self) -> bool:
        """Whether IT has named a library of tokens."""
        return self._tools.module is not None

    def sign(self, order: SigningOrder) -> None:
        """Outcomes: MinutesSigned and what `add_scan` has, or ActionFailed("sign_minutes")."""
        try:
            self._jobs.put_nowait(replace(order, password=order.password[:MAX_PASSWORD]))
        except queue.Full:
            self._fail(SigningFault.BROKEN)

    # ---- thread `signature` ------------------------------------------------------------------

    def _run(self) -> None:
        for order in self._thread.each(self._jobs):
            try:
                self._sign(order)
            except NotSigned as error:
                logger.info("minutes not signed fault=%s", error.fault)
                self._fail(error.fault)
            except UserFacingError as error:
                self._emit(ActionFailed(action=ACTION, code=error.code, data=error.data))
            except Exception:
                logger.exception("signing failed")
                self._fail(SigningFault.BROKEN)

    def _fail(self, fault: SigningFault) -> None:
        self._emit(ActionFailed(action=ACTION, code=CODES[fault], data={}))

    def _sign(self, order: SigningOrder) -> None:
        """On what was signed before where that is here, so that one paper has all signatures."""
        key = self._key(order)
        number = order.version.number
        reason = f"Ký biên bản buổi tiếp công dân {order.session_id}, bản {number}"
        words = SigningWords(reason=reason, at=self._clock.now())
        signed = sign_pdf(self._tools.worker, self._pdf(order), key, words)
        if self._thread.stopping.is_set():
            return
        self._emit(MinutesSigned(session_id=order.session_id, signer_id=order.signer_id))
        title = f"Biên bản ký số, bản {number}"
        self._papers.add_signed(order.session_id, title, signed)

    def _key(self, order: SigningOrder) -> SigningKey:
        """Raises: NotSigned."""
        if order.certificate is not None:
            return KeyFile(data=_small_file(order.certificate), password=order.password)
        if self._tools.module is None:
            raise NotSigned(SigningFault.NO_TOKEN)
        return Token(module=str(self._tools.module), password=order.password)

    def _pdf(self, order: SigningOrder) -> bytes:
        """Raises: StorageError, or what the drawing of minutes raises."""
        there = self._papers.papers(order.session_id)
        for paper in signed_papers(there, order.session_id, order.version):
            if paper.is_local:
                with self._open(paper.sha256) as stream:
                    return stream.read()
        return self._draw(order.session_id)


def read_authorities(path: Path | None) -> bytes:
    """Who may vouch for digital signatures, PEM; empty: nobody is known, and the log says why."""
    if path is None:
        return b""
    try:
        found = _small_file(path)
    except NotSigned:
        found = b""
    if _BEGIN_OF_ONE not in found:
        logger.warning("no certificates of authorities for signatures could be read")
        return b""
    return found


def _small_file(untrusted_path: Path) -> bytes:
    """Raises: NotSigned."""
    try:
        with untrusted_path.open("rb") as stream:
            data = stream.read(MAX_KEY_FILE_BYTES + 1)
    except OSError as error:
        raise NotSigned(SigningFault.KEY_FILE) from error
    if len(data) > MAX_KEY_FILE_BYTES:
        raise NotSigned(SigningFault.KEY_FILE)
    return data
