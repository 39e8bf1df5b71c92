"""The secret that seals the audit log: a file in the server's folder, for its account alone."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from typing_extensions import override

from desktop.cityserver.secrets.key_files import ensure_secrets, id_of

KEY_FILE = "audit.key"
_HIDING = b"hidden text 1"
_HIDING_KEY_BYTES = 64
_NONCE_BYTES = 16
_SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """Secrets by their id; the newest seals, all of them verify."""

    secrets: Mapping[str, bytes]
    newest: str

    @override
    def __repr__(self) -> str:
        return f"AuditKeys({', '.join(self.secrets)})"

    def seal(self, text: str) -> str:
        """The seal by the newest secret, as hex digits."""
        return _seal(self.secrets[self.newest], text)

    def is_sealed(self, key_id: str, text: str, seal: str) -> bool:
        """Whether the secret with this id gives this seal; False also for a secret not here."""
        known = self.secrets.get(key_id)
        return known is not None and hmac.compare_digest(_seal(known, text), seal)

    def hidden(self, data: bytes, context: str) -> str:
        """The data as URL-safe text that only the city can read or make; another at each call.

        context: must be the same to read it again. The length of the data can be seen.
        """
        nonce = os.urandom(_NONCE_BYTES)
        body = _hiding(self.secrets[self.newest]).encrypt(data, [context.encode(), nonce])
        text = base64.urlsafe_b64encode(nonce + body).decode()
        return f"{self.newest}{_SEPARATOR}{text}"

    def revealed(self, untrusted_text: str, context: str) -> bytes | None:
        """What `hidden` was given; None for a text that no secret here has made."""
        key_id, _, text = untrusted_text.partition(_SEPARATOR)
        secret = self.secrets.get(key_id)
        if secret is None:
            return None
        try:
            sealed = base64.b64decode(text, altchars=b"-_", validate=True)
            nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
            return _hiding(secret).decrypt(body, [context.encode(), nonce])
        except (InvalidTag, ValueError, binascii.Error):
            return None


def ensure_audit_keys(folder: Path) -> AuditKeys:
    """Read the secrets of the folder, made when there are none.

    Raises:
        KeyUnreadable: the file cannot be read or written, or holds none.
    """
    found = ensure_secrets(folder / KEY_FILE)
    return AuditKeys(secrets={id_of(secret): secret for secret in found}, newest=id_of(found[-1]))


def _seal(secret: bytes, text: str) -> str:
    return hmac.digest(secret, text.encode(), hashlib.sha256).hex()


def _hiding(secret: bytes) -> AESSIV:
    """RFC 5297 §3: a nonce that came twice by chance would only show that two texts are alike."""
    key = HKDF(algorithm=SHA256(), length=_HIDING_KEY_BYTES, salt=None, info=_HIDING)
    return AESSIV(key.derive(secret))
