"""A passphrase seal of age at the least cost: real age files that open in no time.

The library chooses the cost by itself, a second's worth; what it opens costs what the file says.
Source: age-encryption.org/v1, "The scrypt recipient type" and "Payload".
"""

import hashlib
import hmac
import os
import textwrap
from base64 import b64encode
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LOG_N: Final = 1
MAX_PLAIN_BYTES: Final = 64 * 1024
_LINE: Final = 64


def cheap_encrypt(plain: bytes, passphrase: str) -> bytes:
    """As `sealing.encrypt_under_passphrase`, with two rounds of scrypt instead of 2¹⁸ or so."""
    assert len(plain) < MAX_PLAIN_BYTES  # one chunk
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrap_key = hashlib.scrypt(
        passphrase.encode(),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=1 << LOG_N,
        r=8,
        p=1,
        dklen=32,
    )
    body = ChaCha20Poly1305(wrap_key).encrypt(bytes(12), file_key, None)
    header = f"age-encryption.org/v1\n-> scrypt {_base64(salt)} {LOG_N}\n{_base64(body)}\n---"
    mac = hmac.digest(_derived(file_key, b"", b"header"), header.encode(), hashlib.sha256)
    last = bytes(11) + b"\x01"
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(last, plain, None)
    return _armoured(f"{header} {_base64(mac)}\n".encode() + nonce + payload)


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(file_key)


def _base64(data: bytes) -> str:
    return b64encode(data).decode().rstrip("=")


def _armoured(data: bytes) -> bytes:
    lines = textwrap.wrap(b64encode(data).decode(), _LINE)
    marks = ("-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----\n")
    return "\n".join((marks[0], *lines, marks[1])).encode()
