"""The signature worker: reads one question from stdin, answers on stdout, and ends.

It gives its rights up before it reads a PDF, as the preview worker does. With a token it keeps
them: the device is reached through a library of its maker.
"""

import os
import sys
from typing import IO

from desktop.documents.preview.lock_in import lock_in
from desktop.documents.signatures.pipe_format import (
    LookQuestion,
    Question,
    SignatureAnswer,
    SignQuestion,
    pack_answer,
    read_question,
)
from desktop.documents.signatures.pyhanko_pdf import BrokenPdf, PdfSignatures, warmed_up
from desktop.documents.signatures.signing_key import KeyFile, NotSigned
from desktop.domain.papers.digital_signature import SigningFault


def run_signature_worker(*, has_token: bool) -> int:
    """Serve one question; returns the exit code. has_token: it keeps its rights.

    Standard output is the pipe to the desk: libraries that print find standard error there.
    """
    pipe_out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with pipe_out:
        return serve_question(sys.stdin.buffer, pipe_out, has_token=has_token)


def serve_question(pipe_in: IO[bytes], pipe_out: IO[bytes], *, has_token: bool) -> int:
    """0 when it ended as agreed, 2 when it did not."""
    signatures = warmed_up()
    if not has_token:
        lock_in()
    try:
        question = read_question(pipe_in)
    except (ValueError, KeyError, TypeError):
        return 2
    pipe_out.write(pack_answer(_answer(signatures, question, has_token=has_token)))
    pipe_out.flush()
    return 0


def _answer(signatures: PdfSignatures, question: Question, *, has_token: bool) -> SignatureAnswer:
    try:
        match question:
            case LookQuestion(pdf=pdf, authorities=authorities):
                return SignatureAnswer(signatures=signatures.look(pdf, authorities))
            case SignQuestion():
                return SignatureAnswer(pdf=_signed(signatures, question, has_token=has_token))
    except NotSigned as error:
        return SignatureAnswer(fault=error.fault)
    except (BrokenPdf, ValueError):
        return SignatureAnswer(fault=SigningFault.BROKEN)


def _signed(signatures: PdfSignatures, question: SignQuestion, *, has_token: bool) -> bytes:
    key = question.key
    if isinstance(key, KeyFile):
        return signatures.sign_with_file(question.pdf, key, question.words)
    if not has_token:
        raise NotSigned(SigningFault.NO_TOKEN)
    return signatures.sign_with_token(question.pdf, key, question.words)
