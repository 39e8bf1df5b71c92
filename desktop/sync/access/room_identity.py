"""Identity of this PC towards the city: its own key, which never leaves it, and a certificate.

With `recordings/room_signature.py` the only file of the desk that knows X.509, and the only one
that knows how a key gets into TLS.
Both are kept in the encrypted store. Nothing here is asked for local work: with a certificate that
expired long ago people read, write and sign in by PIN as before, and the next contact renews it.
"""

import logging
import secrets
import ssl
import tempfile
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from desktop.domain.errors import ProtocolError, StorageError
from desktop.store.records.key_values import Memory

logger = logging.getLogger(__name__)

COMMIT_LIMIT_S = 5.0
RENEW_AT_SHARE: Final = 2 / 3
_KEY = "access.room_key"
_CERTIFICATE = "access.room_certificate"
_PASSWORD_BYTES = 32
_UNFIT = "certificate"


class RoomIdentity:
    """This PC's key and certificate. Thread: any; methods may wait for the disk."""

    def __init__(self, *, memory: Memory) -> None:
        self._memory = memory
        self._lock = threading.Lock()

    def version(self) -> str | None:
        """The certificate as it is now, PEM; None before there is one. Another one: show that."""
        return self._memory.recall(_CERTIFICATE)

    def request(self) -> str:
        """PKCS#10 in PEM, signed with this PC's key, which is made and durable when this returns.

        Raises StorageError, TimeoutError: then nothing may be sent.
        """
        with self._lock:
            key = self._key() or self._new_key()
        # the city decides every name; an empty one would be odd to some readers
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "reception room")])
        request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, SHA256())
        return request.public_bytes(serialization.Encoding.PEM).decode("ascii")

    def sign(self, words: bytes) -> bytes:
        """ECDSA over SHA-256 with this PC's key, made durable before. What it raises: `request`."""
        with self._lock:
            key = self._key() or self._new_key()
        return key.sign(words, ec.ECDSA(SHA256()))

    def public_key(self) -> str:
        """Of the key that signs, PEM; it is made, as `request` makes it, where there is none."""
        with self._lock:
            key = self._key() or self._new_key()
        return (
            key.public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
            .decode("ascii")
        )

    def take(self, untrusted_certificate: str) -> None:
        """Keep what the city gave. Durable when it returns.

        Raises ProtocolError: it is not for this PC's key. StorageError, TimeoutError.
        """
        certificate, key = _read(untrusted_certificate), self._key()
        if certificate is None or key is None or certificate.public_key() != key.public_key():
            raise ProtocolError(_UNFIT)
        self._memory.keep(_CERTIFICATE, untrusted_certificate).result(COMMIT_LIMIT_S)
        logger.info("room certificate kept until=%s", certificate.not_valid_after_utc.date())

    def is_due(self, now: datetime, authority: str) -> bool:
        """There is none, another authority signs now, or two thirds of its life are over.

        now: as the city has it. authority: key identifier, hex.
        """
        certificate = _read(self.version())
        if certificate is None or _issuer_of(certificate) != authority:
            return True
        begins_at, ends_at = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        return now >= begins_at + (ends_at - begins_at) * RENEW_AT_SHARE

    def forget(self) -> None:
        """This PC must be enrolled again, and gets another key then. Durable when it returns."""
        for name in (_CERTIFICATE, _KEY):
            self._memory.keep(name, None).result(COMMIT_LIMIT_S)

    def show_in(self, context: ssl.SSLContext) -> None:
        """Let connections of this context show the certificate, if any. Raises OSError."""
        now = self.shown_now()
        if now is not None:
            now.show_in(context)

    def shown_now(self) -> "ShownCertificate | None":
        """What is shown at present, for who cannot keep the store open; None: nothing."""
        pem, key = self.version(), self._key()
        return None if pem is None or key is None else ShownCertificate(pem=pem, key=key)

    def _key(self) -> ec.EllipticCurvePrivateKey | None:
        kept = self._memory.recall(_KEY)
        if kept is None:
            return None
        try:
            key = serialization.load_pem_private_key(kept.encode("ascii"), password=None)
        except ValueError:
            logger.warning("room key unreadable")
            return None
        return key if isinstance(key, ec.EllipticCurvePrivateKey) else None

    def _new_key(self) -> ec.EllipticCurvePrivateKey:
        key = ec.generate_private_key(ec.SECP256R1())
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        try:
            self._memory.keep(_KEY, pem.decode("ascii")).result(COMMIT_LIMIT_S)
        except (StorageError, TimeoutError):
            # the memory has it already; the city must never bind one that a restart would lose
            self._memory.remember(_KEY, None)
            raise
        return key


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ShownCertificate:
    """A certificate and its key, as they were at one moment."""

    pem: str
    key: ec.EllipticCurvePrivateKey

    def version(self) -> str | None:
        """It never changes."""
        return self.pem

    def show_in(self, context: ssl.SSLContext) -> None:
        """Let connections of this context show it. Raises OSError."""
        # Python loads a key from a file only; the one it gets is encrypted, and gone at once
        password = secrets.token_bytes(_PASSWORD_BYTES)
        encrypted = self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(password),
        )
        with tempfile.TemporaryDirectory(
            prefix="reception-room-", ignore_cleanup_errors=True
        ) as folder:
            path = Path(folder) / "shown.pem"
            path.write_bytes(encrypted + self.pem.encode("ascii"))
            context.load_cert_chain(path, password=password)


def _issuer_of(certificate: x509.Certificate) -> str:
    try:
        named = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier)
    except (x509.ExtensionNotFound, ValueError):
        return ""
    return (named.value.key_identifier or b"").hex()


def _read(untrusted_pem: str | None) -> x509.Certificate | None:
    if untrusted_pem is None:
        return None
    try:
        return x509.load_pem_x509_certificate(untrusted_pem.encode("ascii"))
    except (ValueError, UnicodeEncodeError):
        return None
