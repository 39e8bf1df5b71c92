"""Certificates for digital signatures, of an authority that nobody knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from desktop.domain.clock import SystemClock

PASSWORD: Final = "mật khẩu thử"
_YEAR: Final = timedelta(days=365)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody with a certificate."""

    key: Key
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def pfx(self) -> bytes:
        encryption = BestAvailableEncryption(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(
            b"-", self.key, self.certificate, self.chain, encryption
        )


@cache
def authority(name: str = "Nơi cấp thử") -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    begin = SystemClock().now() - timedelta(days=1)
    usage = _usage(signs=False, is_authority=True)
    builder = _builder(_name(name), key, begin, usage).issuer_name(_name(name))
    return Holder(key=key, certificate=_signed(builder, key, is_authority=True))


def holder(
    name: str = "Trần Thị Mẫu",
    *,
    by: Holder | None = None,
    starts: datetime | None = None,
    signs: bool = True,
    has_rsa: bool = False,
) -> Holder:
    """signs: the certificate is there for signatures."""
    issuer = by or authority()
    key: Key = (
        rsa.generate_private_key(65_537, 2_048)
        if has_rsa
        else ec.generate_private_key(ec.SECP256R1())
    )
    begin = starts or SystemClock().now() - timedelta(days=1)
    usage = _usage(signs=signs, is_authority=False)
    builder = _builder(_name(name), key, begin, usage).issuer_name(issuer.certificate.subject)
    certificate = _signed(builder, issuer.key, is_authority=False)
    return Holder(key=key, certificate=certificate, chain=(issuer.certificate,))


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, signs: bool, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not signs and not is_authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _builder(
    subject: x509.Name, key: Key, begin: datetime, usage: x509.KeyUsage
) -> x509.CertificateBuilder:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + _YEAR)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _signed(
    builder: x509.CertificateBuilder, issuer_key: Key, *, is_authority: bool
) -> x509.Certificate:
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    limits = x509.BasicConstraints(ca=is_authority, path_length=None)
    whole = builder.add_extension(limits, critical=True).add_extension(issuer, critical=False)
    return whole.sign(issuer_key, hashes.SHA256())
