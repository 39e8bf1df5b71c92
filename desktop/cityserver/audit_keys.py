"""The secret that seals the audit log: a file in the server's folder, for its account alone."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from desktop.cityserver.key_files import ensure_secrets, id_of

KEY_FILE = "audit.key"


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


def ensure_audit_keys(folder: Path) -> AuditKeys:
    """Read the secrets of the folder, made when there are none.

    Raises:
        KeyUnreadable: the file cannot be read or written, or holds none.
    """
    found = ensure_secrets(folder / KEY_FILE)
    return AuditKeys(secrets={id_of(secret): secret for secret in found}, newest=id_of(found[-1]))


def _seal(secret: bytes, text: str) -> str:
    return hmac.digest(secret, text.encode(), hashlib.sha256).hex()
