"""Secrets in a file of the server's folder, for its account alone; several after a restore."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from desktop.cityserver.backup.files import sync_folder
from desktop.domain.errors import ReceptionError

_KEY_BYTES = 32
_ID_CHARACTERS = 16
_LINE = re.compile(r"[0-9a-f]{64}")


class KeyUnreadable(ReceptionError):
    """There is no secret in the file, or no file can be made."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


def ensure_secrets(path: Path) -> tuple[bytes, ...]:
    """The secrets of the file, 32 bytes each, the newest last; one is made when there is none.

    Raises:
        KeyUnreadable: the file cannot be read or written, or holds none.
    """
    try:
        _ensure_file(path)
        found = tuple(bytes.fromhex(one) for one in _LINE.findall(path.read_text("ascii")))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no secret in the file"
        raise KeyUnreadable(path, reason) from error
    if not found:
        raise KeyUnreadable(path, "no secret in the file")
    return found


def add_secrets(path: Path, kept: Path) -> None:
    """Take the secrets of a backup too; the newest one that is here stays the newest.

    Raises OSError.
    """
    here = _LINE.findall(path.read_text("ascii")) if path.exists() else []
    there = [one for one in _LINE.findall(kept.read_text("ascii")) if one not in here]
    if there:
        _replace_file(path, [*there, *here])


def id_of(secret: bytes) -> str:
    """How a secret is named where it was used: tells nothing of it."""
    return hashlib.sha256(secret).hexdigest()[:_ID_CHARACTERS]


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
