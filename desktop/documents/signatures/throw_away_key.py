"""A certificate of nobody: what a worker warms up with, and what a rehearsal signs with."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    KeySerializationEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID


def throw_away_key(at: datetime, *, name: str = "-", password: str = "") -> bytes:
    """A PFX, valid for an hour around `at`, vouched for by nobody. password: empty: none."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    hour = timedelta(hours=1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - hour)
        .not_valid_after(at + hour)
    )
    certificate = builder.sign(key, hashes.SHA256())
    encryption: KeySerializationEncryption = NoEncryption()
    if password:
        encryption = BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(b"-", key, certificate, None, encryption)
