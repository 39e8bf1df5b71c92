"""What the desk and its signature worker say to each other: one question, one answer.

Each is the SIZES of a JSON header and of two blocks of bytes, then these. Big-endian. Question:
{"do": "sign" | "look", …}, the PDF, and a key file or certificates. Answer: {"fault": …,
"signatures": […]}, the signed PDF, nothing. The desk trusts nothing in an answer.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final

from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.signatures.signing_key import (
    MAX_KEY_FILE_BYTES,
    KeyFile,
    SigningKey,
    SigningWords,
    Token,
)
from desktop.domain.papers.digital_signature import (
    MAX_NAME,
    MAX_SIGNATURES_OF_PAPER,
    DigitalSignature,
    SigningFault,
)
from desktop.domain.text import plain_line

SIZES: Final = struct.Struct(">III")
MAX_HEADER_BYTES: Final = 64 * 1024
MAX_PDF_BYTES: Final = 64 * 1024 * 1024
"""Larger ones are taken in as scans without a look at signatures; minutes have some 100 kB."""
HASH_CHARACTERS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SignQuestion:
    """Sign it."""

    pdf: bytes
    key: SigningKey
    words: SigningWords


@dataclass(frozen=True, slots=True, kw_only=True)
class LookQuestion:
    """Which signatures has it. authorities: PEM; empty: none are known."""

    pdf: bytes
    authorities: bytes


Question = SignQuestion | LookQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureAnswer:
    """fault: why nothing was done. pdf: what was signed. signatures: what was found."""

    fault: SigningFault | None = None
    pdf: bytes = b""
    signatures: tuple[DigitalSignature, ...] = ()


def pack_question(question: Question) -> bytes:
    """As it is written to the worker."""
    if isinstance(question, LookQuestion):
        return _packed({"do": "look"}, question.pdf, question.authorities)
    words = {"reason": question.words.reason, "at": question.words.at.isoformat()}
    match question.key:
        case KeyFile(data=data, password=password):
            header = {"do": "sign", "password": password, **words}
            return _packed(header, question.pdf, data)
        case Token(module=module, password=password):
            header = {"do": "sign", "module": module, "password": password, **words}
            return _packed(header, question.pdf, b"")


def read_question(stream: IO[bytes]) -> Question:
    """Raises: ValueError."""
    header, pdf, more = _read(stream)
    if header["do"] == "look":
        return LookQuestion(pdf=pdf, authorities=more)
    words = SigningWords(reason=str(header["reason"]), at=_instant(header["at"]))
    password = str(header["password"])
    key: SigningKey = KeyFile(data=more, password=password)
    if "module" in header:
        key = Token(module=str(header["module"]), password=password)
    return SignQuestion(pdf=pdf, key=key, words=words)


def pack_answer(answer: SignatureAnswer) -> bytes:
    """As it is written to the desk."""
    header = {
        "fault": answer.fault,
        "signatures": [
            {
                "signer": one.signer,
                "issuer": one.issuer,
                "certificate_sha256": one.certificate_sha256,
                "signed_at": one.signed_at.isoformat(),
                "is_intact": one.is_intact,
                "is_vouched": one.is_vouched,
            }
            for one in answer.signatures
        ],
    }
    return _packed(header, answer.pdf, b"")


def read_answer(untrusted: IO[bytes]) -> SignatureAnswer:
    """Of a worker that may be under a stranger's control. Raises: BrokenAnswer."""
    try:
        header, pdf, _ = _read(untrusted)
        fault, told = header["fault"], header["signatures"]
        return SignatureAnswer(
            fault=None if fault is None else SigningFault(fault),
            pdf=pdf,
            signatures=tuple(map(_signature, told[:MAX_SIGNATURES_OF_PAPER])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenAnswer from error


# ---- inside --------------------------------------------------------------------------------


def _packed(header: Mapping[str, object], first: bytes, second: bytes) -> bytes:
    told = json.dumps(header).encode()
    return SIZES.pack(len(told), len(first), len(second)) + told + first + second


def _read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes, bytes]:
    """Raises: ValueError."""
    sizes = SIZES.unpack(_exactly(stream, SIZES.size))
    limits = (MAX_HEADER_BYTES, MAX_PDF_BYTES, MAX_KEY_FILE_BYTES)
    if any(size > limit for size, limit in zip(sizes, limits, strict=True)):
        raise ValueError("size")
    header = json.loads(_exactly(stream, sizes[0]))
    if not isinstance(header, dict):
        raise TypeError("header")
    return header, _exactly(stream, sizes[1]), _exactly(stream, sizes[2])


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) != size:
        raise ValueError("too short")
    return found


def _signature(untrusted: Mapping[str, object]) -> DigitalSignature:
    sha256 = str(untrusted["certificate_sha256"])
    vouched = untrusted["is_vouched"]
    if len(sha256) != HASH_CHARACTERS or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("hash")
    return DigitalSignature(
        signer=plain_line(str(untrusted["signer"]))[:MAX_NAME],
        issuer=plain_line(str(untrusted["issuer"]))[:MAX_NAME],
        certificate_sha256=sha256,
        signed_at=_instant(untrusted["signed_at"]),
        is_intact=untrusted["is_intact"] is True,
        is_vouched=None if vouched is None else vouched is True,
    )


def _instant(untrusted: object) -> datetime:
    """Raises: ValueError."""
    found = datetime.fromisoformat(str(untrusted))
    if found.tzinfo is None:
        raise ValueError("naive time")
    return found
