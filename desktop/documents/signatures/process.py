"""The desk's end of a signature worker: one process for one question, killed when it is late."""

import subprocess
import threading
from contextlib import suppress

from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.preview.process import REAP_TIMEOUT_S, Child, WorkerCommand, start_child
from desktop.documents.signatures.pipe_format import (
    MAX_PDF_BYTES,
    LookQuestion,
    Question,
    SignatureAnswer,
    SignQuestion,
    pack_question,
    read_answer,
)
from desktop.documents.signatures.signing_key import NotSigned, SigningKey, SigningWords, Token
from desktop.domain.papers.digital_signature import DigitalSignature, SigningFault

_OF_EVERY_SIGNATURE = b"/ByteRange"
WITH_TOKEN = "--token"  # noqa: S105 - an option, no secret


def sign_pdf(command: WorkerCommand, pdf: bytes, key: SigningKey, words: SigningWords) -> bytes:
    """The PDF with one more signature. Takes a second, with a token some more.

    Raises: NotSigned.
    """
    question = SignQuestion(pdf=pdf, key=key, words=words)
    try:
        answer = _ask(command, question, has_token=isinstance(key, Token))
    except BrokenAnswer as error:
        raise NotSigned(SigningFault.BROKEN) from error
    if answer.fault is not None:
        raise NotSigned(answer.fault)
    if not answer.pdf.startswith(pdf):
        raise NotSigned(SigningFault.BROKEN)  # what was there stays, or it is another paper
    return answer.pdf


def has_signature(untrusted_pdf: bytes) -> bool:
    """Whether it is worth a process: every signature says which bytes it is of."""
    return _OF_EVERY_SIGNATURE in untrusted_pdf


def look_at_pdf(
    command: WorkerCommand, untrusted_pdf: bytes, authorities: bytes = b""
) -> tuple[DigitalSignature, ...]:
    """Its signatures; none where it has none, or cannot be read. Raises: BrokenAnswer."""
    if len(untrusted_pdf) > MAX_PDF_BYTES:
        return ()
    question = LookQuestion(pdf=untrusted_pdf, authorities=authorities)
    return _ask(command, question, has_token=False).signatures


def _ask(command: WorkerCommand, question: Question, *, has_token: bool) -> SignatureAnswer:
    """Raises: BrokenAnswer."""
    more = (WITH_TOKEN,) if has_token else ()
    child, _ = start_child((*command.arguments, *more), is_confined=not has_token)
    watchdog = threading.Timer(command.wall_s, child.kill)
    watchdog.name = "signature-watchdog"
    watchdog.daemon = True
    watchdog.start()
    try:
        return _answer_of(child, question)
    finally:
        watchdog.cancel()
        watchdog.join()
        _close(child)


def _answer_of(child: Child, question: Question) -> SignatureAnswer:
    pipe_in, pipe_out = child.stdin, child.stdout
    if pipe_in is None or pipe_out is None:
        raise BrokenAnswer
    try:
        pipe_in.write(pack_question(question))
        pipe_in.flush()
        return read_answer(pipe_out)
    except OSError as error:
        raise BrokenAnswer from error  # it died while we spoke


def _close(child: Child) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    with suppress(subprocess.TimeoutExpired):
        child.wait(REAP_TIMEOUT_S)
