"""Whether a PC's key signed some words, and what its certificate says of that PC.

Beside `sync/access/room_identity.py`, which holds the key, the only file of the desk that knows
X.509.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from desktop.domain.ids import SiteId
from desktop.domain.recording.seal import ClosingSeal

MAX_PEM_CHARS = 16_384
_NOT_UNDERSTOOD = (ValueError, TypeError, UnicodeError)


class SignatureFault(StrEnum):
    """What is wrong with a signature.

    UNSIGNED: it is not of the key that it names. MISMATCHED: its certificate is of another key or
    site, or was not valid then.
    """

    UNSIGNED = "unsigned"
    MISMATCHED = "mismatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomNames:
    """As the city named the PC in its certificate."""

    room_id: str
    site_id: str


def has_signed(untrusted_key: str, untrusted_signature: bytes, words: bytes) -> bool:
    """Whether the holder of this public key, PEM, signed these words."""
    key = _key(untrusted_key)
    if key is None:
        return False
    try:
        key.verify(untrusted_signature, words, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def names_in(untrusted_certificate: str, untrusted_key: str, at: datetime) -> RoomNames | None:
    """Whom a certificate, PEM, names; None: it is of another key, or was not valid at that hour."""
    certificate, key = _certificate(untrusted_certificate), _key(untrusted_key)
    if certificate is None or key is None:
        return None
    try:
        is_of_key = certificate.public_key() == key
        names = certificate.subject
        room_ids = names.get_attributes_for_oid(NameOID.COMMON_NAME)
        site_ids = names.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    except (*_NOT_UNDERSTOOD, x509.InvalidVersion):
        return None
    is_in_time = certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
    if not (is_of_key and is_in_time and room_ids and site_ids):
        return None
    room_id, site_id = str(room_ids[0].value), str(site_ids[0].value)
    if not (room_id.isprintable() and site_id.isprintable()):
        return None  # it is shown on a terminal
    return RoomNames(room_id=room_id, site_id=site_id)


def look_at_signature(
    seal: ClosingSeal, words: bytes, site_id: SiteId, at: datetime
) -> tuple[SignatureFault | None, str]:
    """What is wrong with it, and the PC that its certificate names, "" where it has none.

    site_id, at: as the words say where and when they were signed.
    """
    if not has_signed(seal.public_key, bytes.fromhex(seal.signature), words):
        return SignatureFault.UNSIGNED, ""
    if not seal.certificate:
        return None, ""
    names = names_in(seal.certificate, seal.public_key, at)
    if names is None or names.site_id != site_id:
        return SignatureFault.MISMATCHED, ""
    return None, names.room_id


def is_issued_by(untrusted_certificate: str, authorities: bytes) -> bool:
    """Whether one of these authorities, PEM, issued the certificate. Raises ValueError: no PEM."""
    known = x509.load_pem_x509_certificates(authorities)
    certificate = _certificate(untrusted_certificate)
    return certificate is not None and any(_has_issued(one, certificate) for one in known)


def _has_issued(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (*_NOT_UNDERSTOOD, InvalidSignature):
        return False
    return True


def _certificate(untrusted_pem: str) -> x509.Certificate | None:
    if len(untrusted_pem) > MAX_PEM_CHARS:
        return None
    try:
        return x509.load_pem_x509_certificate(untrusted_pem.encode("ascii"))
    except _NOT_UNDERSTOOD:
        return None


def _key(untrusted_pem: str) -> ec.EllipticCurvePublicKey | None:
    if len(untrusted_pem) > MAX_PEM_CHARS:
        return None
    try:
        key = serialization.load_pem_public_key(untrusted_pem.encode("ascii"))
    except _NOT_UNDERSTOOD:
        return None
    return key if isinstance(key, ec.EllipticCurvePublicKey) else None
