"""PAdES by pyHanko: the one file that knows it. Level B-B, so that it works offline.

No list of revoked certificates is asked for: no packet goes anywhere. Source: ETSI EN 319 142-1.
"""

import asyncio
import io
import logging
import selectors
from collections.abc import Callable, Coroutine, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from asn1crypto import pem
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    async_validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from typing_extensions import override

from desktop.documents.signatures.signing_key import KeyFile, NotSigned, SigningWords, Token
from desktop.documents.signatures.throw_away_key import throw_away_key
from desktop.domain.clock import SystemClock
from desktop.domain.papers.digital_signature import (
    MAX_NAME,
    MAX_SIGNATURES_OF_PAPER,
    DigitalSignature,
    SigningFault,
)
from desktop.domain.text import plain_line

FIELD: Final = "KySo{number}"
_DIGEST: Final = "sha256"
_ROOM: Final = 16_384
"""Bytes that are kept free for a signature with its chain."""
_WHOLE: Final = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
_BROKEN: Final = (
    PdfError,
    SigningError,
    SignatureValidationError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What the library says of a PDF that cannot be signed."""

T = TypeVar("T")

logger = logging.getLogger(__name__)


class BrokenPdf(Exception):
    """It cannot be read."""


class _NoWaiting(selectors.BaseSelector):
    """Of a loop that has nothing to wait for: pyHanko wants one; a worker may not have files."""

    @override
    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, events, data)

    @override
    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, selectors.EVENT_READ, None)

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout > 0:
            raise BrokenPdf
        return []

    @override
    def get_map(self) -> dict[Any, selectors.SelectorKey]:
        return {}


class PdfSignatures:
    """Signs and looks. Make it before the rights are given up. Thread: the one that made it."""

    def __init__(self) -> None:
        self._loop = asyncio.SelectorEventLoop(_NoWaiting())

    def close(self) -> None:
        """No more of it."""
        self._loop.close()

    def sign_with_file(self, untrusted_pdf: bytes, key: KeyFile, words: SigningWords) -> bytes:
        """The PDF with one more signature; what was there stays, byte by byte.

        Raises: NotSigned, BrokenPdf.
        """
        return self._sign(untrusted_pdf, _signer_of(key, words.at), words, self._run)

    def sign_with_token(self, untrusted_pdf: bytes, token: Token, words: SigningWords) -> bytes:
        """The same with a device. Call with all rights. Raises: NotSigned, BrokenPdf."""
        from pyhanko.sign.pkcs11 import PKCS11Signer  # noqa: PLC0415 - loads a library of its own

        from desktop.documents.signatures.tokens import opened  # noqa: PLC0415 - as above

        with opened(token) as found:
            usable = _usable(found.certificates, words.at)
            if len(usable) > 1:
                raise NotSigned(SigningFault.SEVERAL)
            ((key_id, certificate),) = usable.items()
            signer = PKCS11Signer(found.session, signing_cert=certificate, key_id=key_id)
            return self._sign(untrusted_pdf, signer, words, asyncio.run)

    def look(self, untrusted_pdf: bytes, authorities: bytes) -> tuple[DigitalSignature, ...]:
        """Its signatures, oldest first, MAX_SIGNATURES_OF_PAPER at most.

        authorities: certificates in PEM that are trusted; empty: none is known. Raises: BrokenPdf;
        ValueError: the authorities are no PEM.
        """
        roots = tuple(_certificates(authorities)) if authorities else None
        try:
            there = PdfFileReader(io.BytesIO(untrusted_pdf)).embedded_regular_signatures
            return tuple(self._found(one, roots) for one in there[:MAX_SIGNATURES_OF_PAPER])
        except Exception as error:  # of every library that unpacks what a stranger packed
            raise BrokenPdf from error

    # ---- inside ----------------------------------------------------------------------------

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(coroutine)

    def _sign(
        self,
        untrusted_pdf: bytes,
        signer: signers.Signer,
        words: SigningWords,
        run: Callable[[Coroutine[Any, Any, Any]], Any],
    ) -> bytes:
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(untrusted_pdf))
            number = len(writer.prev.embedded_signatures) + 1
            if number > MAX_SIGNATURES_OF_PAPER:
                raise NotSigned(SigningFault.BROKEN)
            metadata = signers.PdfSignatureMetadata(
                field_name=FIELD.format(number=number),
                md_algorithm=_DIGEST,
                subfilter=SigSeedSubFilter.PADES,
                reason=words.reason,
            )
            pdf_signer = signers.PdfSigner(metadata, signer=signer)
            signed = run(pdf_signer.async_sign_pdf(writer, bytes_reserved=_ROOM))
            return bytes(signed.getvalue())
        except _BROKEN as error:
            raise BrokenPdf from error

    def _found(
        self, signature: EmbeddedPdfSignature, roots: tuple[asn1.Certificate, ...] | None
    ) -> DigitalSignature:
        certificate = signature.signer_cert
        said_at = signature.self_reported_timestamp
        signed_at = datetime.fromtimestamp(0, UTC) if said_at is None else said_at.astimezone(UTC)
        checked = self._checked(signature, roots or (), signed_at)
        return DigitalSignature(
            signer=_called(certificate.subject),
            issuer=_called(certificate.issuer),
            certificate_sha256=bytes(certificate.sha256).hex(),
            signed_at=signed_at,
            is_intact=_is_intact(checked),
            is_vouched=None if roots is None else bool(checked.trusted),
        )

    def _checked(
        self,
        signature: EmbeddedPdfSignature,
        roots: tuple[asn1.Certificate, ...],
        signed_at: datetime,
    ) -> PdfSignatureStatus:
        """The chain as it was when it was signed: a certificate may have ended since."""
        context = ValidationContext(
            trust_roots=list(roots),
            moment=signed_at,
            best_signature_time=signed_at,
            allow_fetching=False,
        )
        return self._run(async_validate_pdf_signature(signature, context))


def check_certificate(certificate: asn1.Certificate, at: datetime) -> None:
    """Raises: NotSigned, of one that is not valid now, or not there to sign."""
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise NotSigned(SigningFault.NOT_NOW)
    usage = certificate.key_usage_value
    is_for_signing = usage is None or {"digital_signature", "non_repudiation"} & usage.native
    if certificate.ca or not is_for_signing:
        raise NotSigned(SigningFault.NOT_FOR_SIGNING)


def _usable(found: Mapping[bytes, bytes], at: datetime) -> dict[bytes, asn1.Certificate]:
    """At least one. Raises: NotSigned, with what is wrong with one of them."""
    usable = dict[bytes, asn1.Certificate]()
    why = NotSigned(SigningFault.NOT_FOR_SIGNING)
    for key_id, data in found.items():
        certificate = asn1.Certificate.load(data)
        try:
            check_certificate(certificate, at)
        except NotSigned as error:
            why = error
        else:
            usable[key_id] = certificate
    if not usable:
        raise why
    return usable


def _signer_of(key: KeyFile, at: datetime) -> signers.Signer:
    """Raises: NotSigned."""
    password = key.password.encode()
    try:
        found = pkcs12.load_pkcs12(key.data, password or None)
    except (ValueError, TypeError) as error:
        raise NotSigned(SigningFault.KEY_FILE) from error
    if found.key is None or found.cert is None:
        raise NotSigned(SigningFault.KEY_FILE)
    signer = signers.SimpleSigner.load_pkcs12_data(key.data, [], passphrase=password or None)
    if not isinstance(signer, signers.SimpleSigner) or signer.signing_cert is None:
        raise NotSigned(SigningFault.KEY_FILE)
    check_certificate(signer.signing_cert, at)
    return signer


def _is_intact(checked: PdfSignatureStatus) -> bool:
    """It fits, covers the whole file of its time, and nothing but signatures came after it."""
    is_untouched = checked.modification_level <= ModificationLevel.FORM_FILLING
    return bool(checked.intact and checked.valid and checked.coverage in _WHOLE and is_untouched)


def _called(name: asn1.Name) -> str:
    """The common name, else all of it."""
    said = name.native.get("common_name") or name.human_friendly
    text = said if isinstance(said, str) else ", ".join(map(str, said))
    return plain_line(text)[:MAX_NAME]


def _certificates(authorities: bytes) -> Iterator[asn1.Certificate]:
    """Raises: ValueError."""
    if not pem.detect(authorities):
        raise ValueError("no certificate in PEM")
    yield from load_certs_from_pemder_data(authorities)


_SMALL_OBJECTS: Final = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
)


def _small_pdf() -> bytes:
    """One empty page."""
    data, places = b"%PDF-1.7\n", [b"0000000000 65535 f \n"]
    for number, one in enumerate(_SMALL_OBJECTS, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj%bendobj\n" % (number, one)
    table = b"xref\n0 %d\n%b" % (len(places), b"".join(places))
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(places), len(data))
    return data + table + end


def warmed_up() -> PdfSignatures:
    """Ready to sign and to look, with nothing left to load. Takes a second of a slow PC."""
    signatures = PdfSignatures()
    words = SigningWords(reason="", at=SystemClock().now())
    key = KeyFile(data=throw_away_key(words.at), password="")
    signed = signatures.sign_with_file(_small_pdf(), key, words)
    signatures.look(signatures.sign_with_file(signed, key, words), b"")
    return signatures
