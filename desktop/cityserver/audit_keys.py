"""The secret that seals the audit log: a file in the server's folder, for its account alone."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from desktop.cityserver.backup.files import sync_folder
from desktop.domain.errors import ReceptionError

KEY_FILE = "audit.key"
_KEY_BYTES = 32
_ID_CHARACTERS = 16
_LINE = re.compile(r"[0-9a-f]{64}")


class AuditKeyUnreadable(ReceptionError):
    """There is no secret to seal with."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


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
        AuditKeyUnreadable: the file cannot be read or written, or holds none.
    """
    path = folder / KEY_FILE
    try:
        _ensure_file(path)
        return _read(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no secret in the file"
        raise AuditKeyUnreadable(path, reason) from error


def add_audit_keys(path: Path, kept: Path) -> None:
    """Take the secrets of a backup too; the newest one that is here goes on sealing.

    Raises OSError.
    """
    here = _LINE.findall(path.read_text("ascii")) if path.exists() else []
    there = [one for one in _LINE.findall(kept.read_text("ascii")) if one not in here]
    if there:
        _replace_file(path, [*there, *here])


def _ensure_file(path: Path) -> None:
    """Whole or not at all: a half written secret would keep the server from starting for ever."""
    if path.exists() and path.stat().st_size > 0:
        return
    _replace_file(path, [secrets.token_hex(_KEY_BYTES)])


def _replace_file(path: Path, lines: Iterable[str]) -> None:
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def _read(path: Path) -> AuditKeys:
    found = [bytes.fromhex(one) for one in _LINE.findall(path.read_text("ascii"))]
    if not found:
        raise ValueError(path)
    by_id = {_id_of(secret): secret for secret in found}
    return AuditKeys(secrets=by_id, newest=_id_of(found[-1]))


def _id_of(secret: bytes) -> str:
    return hashlib.sha256(secret).hexdigest()[:_ID_CHARACTERS]


def _seal(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
