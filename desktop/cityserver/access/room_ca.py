"""The city's small certificate authority for rooms; the only file that writes or reads X.509 here.

One file holds its key and its certificate; after a restore perhaps those of two cities, of which
the last signs and all are recognised. It signs nothing but rooms, and no room trusts it: it only
lets the city know its own rooms again. The certificate of the server itself is another matter.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from typing_extensions import override

from desktop.cityserver.secrets.key_files import create_private
from desktop.contract.access import MAX_CERTIFICATE_CHARS
from desktop.domain.errors import ReceptionError
from desktop.files.durable import replace_file

CA_FILE: Final = "room-ca.pem"
ROOM_LIFE: Final = timedelta(days=90)
_CA_LIFE = timedelta(days=20 * 365)
_BACKDATED = timedelta(hours=1)
"""A proxy in front may have a clock of its own."""
_SEEN_BEFORE = 1_024
_NOT_UNDERSTOOD = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What reading X.509 of strangers raises; some of it is no ValueError."""
_PAIR = re.compile(rb"-----BEGIN PRIVATE KEY-----\n.+?-----END CERTIFICATE-----\n", flags=re.DOTALL)
_CA_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Reception-room rooms")])


class RoomCaUnreadable(ReceptionError):
    """There is no authority to sign with."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class RequestRefused(ReceptionError):
    """Not a request for a certificate that this city signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomKey:
    """The public key of a request, whose holder has signed it. key_hash: SHA-256, hex."""

    public: ec.EllipticCurvePublicKey
    key_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCertificate:
    """A certificate that somebody has shown. is_ours: this city signed it for a room."""

    key_hash: str = ""
    room_id: str = ""
    is_ours: bool = False
    begins_at: datetime | None = None
    ends_at: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        """Within its time."""
        if self.begins_at is None or self.ends_at is None:
            return False
        return self.begins_at <= now < self.ends_at


class RoomCa:
    """Signs and recognises certificates of rooms. Thread: any.

    key, certificate: of the authority that signs. known: certificates of all that are recognised.
    """

    def __init__(
        self,
        *,
        key: ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        known: Sequence[x509.Certificate],
    ) -> None:
        self._key = key
        self._certificate = certificate
        self._known = known
        self._look_at = lru_cache(_SEEN_BEFORE)(self._read)

    @override
    def __repr__(self) -> str:
        return f"RoomCa({self.fingerprint})"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of its certificate, hex."""
        return self._certificate.fingerprint(SHA256()).hex()

    @property
    def key_id(self) -> str:
        """Key identifier that its rooms' certificates name, hex."""
        return x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()).digest.hex()

    @property
    def ends_at(self) -> datetime:
        """When its certificate ends."""
        return self._certificate.not_valid_after_utc

    @property
    def pem(self) -> str:
        """Every certificate that is recognised, for whoever checks TLS; never a key."""
        return "".join(map(_pem_of, self._known))

    def issue(self, room: RoomKey, *, room_id: str, site_id: str, now: datetime) -> str:
        """A certificate in PEM for ROOM_LIFE. The names are the city's, not the request's."""
        names = [
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, site_id),
            x509.NameAttribute(NameOID.COMMON_NAME, room_id),
        ]
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name(names))
            .issuer_name(self._certificate.subject)
            .public_key(room.public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _BACKDATED)
            .not_valid_after(now + ROOM_LIFE)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(room.public), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
            .sign(self._key, SHA256())
        )
        return _pem_of(certificate)

    def look_at(self, untrusted_der: bytes) -> RoomCertificate:
        """What a certificate says; whoever shows it has proved in TLS that they hold its key."""
        return self._look_at(untrusted_der)

    def _read(self, untrusted_der: bytes) -> RoomCertificate:
        try:
            certificate = x509.load_der_x509_certificate(untrusted_der)
            names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            return RoomCertificate(
                key_hash=_hash_of(certificate.public_key()),
                room_id=str(names[0].value) if names else "",
                is_ours=any(_has_signed(one, certificate) for one in self._known),
                begins_at=certificate.not_valid_before_utc,
                ends_at=certificate.not_valid_after_utc,
            )
        except _NOT_UNDERSTOOD:
            return RoomCertificate()


def check_request(untrusted_pem: str) -> RoomKey:
    """The key of a request for a certificate; nothing else of it counts.

    Raises:
        RequestRefused: unreadable, another kind of key, or not signed by the key's holder.
    """
    if len(untrusted_pem) > MAX_CERTIFICATE_CHARS:
        raise RequestRefused
    try:
        request = x509.load_pem_x509_csr(untrusted_pem.encode("ascii"))
        public = request.public_key()
        is_signed = request.is_signature_valid
    except _NOT_UNDERSTOOD as error:
        raise RequestRefused from error
    if not (isinstance(public, ec.EllipticCurvePublicKey) and is_signed):
        raise RequestRefused
    if not isinstance(public.curve, ec.SECP256R1):
        raise RequestRefused
    return RoomKey(public=public, key_hash=_hash_of(public))


def ensure_room_ca(folder: Path, now: datetime) -> RoomCa:
    """Read the authority of the folder, made when there is none.

    Raises:
        RoomCaUnreadable: the file cannot be read or written, or holds something else.
    """
    path = folder / CA_FILE
    try:
        if not (path.exists() and path.stat().st_size > 0):
            create_private(path, _new_ca(now))
        return _load(path.read_bytes())
    except OSError as error:
        raise RoomCaUnreadable(path, error.strerror or "unreadable") from error
    except (ValueError, TypeError) as error:
        raise RoomCaUnreadable(path, "no authority in the file") from error


def add_room_ca(path: Path, kept: Path) -> None:
    """Recognise rooms of a backup's authority too; the one that is here goes on signing.

    Raises OSError.
    """
    here = _PAIR.findall(path.read_bytes()) if path.exists() else []
    there = [one for one in _PAIR.findall(kept.read_bytes()) if one not in here]
    if there:
        replace_file(path, b"".join([*there, *here]))


def _load(pem: bytes) -> RoomCa:
    pairs = [_load_pair(pair) for pair in _PAIR.findall(pem)]
    if not pairs:
        msg = "nothing in the file"
        raise ValueError(msg)
    key, certificate = pairs[-1]
    return RoomCa(key=key, certificate=certificate, known=[one for _, one in pairs])


def _load_pair(pem: bytes) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = serialization.load_pem_private_key(pem, password=None)
    certificate = x509.load_pem_x509_certificate(pem)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        msg = "another kind of key"
        raise TypeError(msg)
    if _hash_of(key.public_key()) != _hash_of(certificate.public_key()):
        msg = "key and certificate do not belong together"
        raise ValueError(msg)
    return key, certificate


def _has_signed(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return ExtendedKeyUsageOID.CLIENT_AUTH in usage.value


def _new_ca(now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_CA_NAME)
        .issuer_name(_CA_NAME)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + _CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _pem_of(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")


def _hash_of(public: object) -> str:
    """SHA-256 of the key as X.509 writes it."""
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return ""
    der = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(der).hexdigest()
