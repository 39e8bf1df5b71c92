"""Key files in the server's folder, readable by its account alone; several keys after a restore."""

import hashlib
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from desktop.domain.errors import ReceptionError
from desktop.files.durable import create_file, replace_file, sync_folder

_KEY_BYTES = 32
_ID_CHARACTERS = 16
_UNFINISHED_S = 1.0
"""So long an empty file may be one that another process is writing."""
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
        replace_file(path, _text_of([*there, *here]))


def id_of(secret: bytes) -> str:
    """How a secret is named where it was used: tells nothing of it."""
    return hashlib.sha256(secret).hexdigest()[:_ID_CHARACTERS]


def _ensure_file(path: Path) -> None:
    """Whole or not at all: a half written secret would keep the server from starting for ever."""
    if path.exists() and path.stat().st_size > 0:
        return
    create_private(path, _text_of([secrets.token_hex(_KEY_BYTES)]))


def create_private(path: Path, data: bytes) -> None:
    """Make a file for this account alone, whole or not at all. Raises OSError.

    Of several processes that make it at once the first one's counts, for all of them. An empty
    file, of one that was killed, is none.
    """
    try:
        create_file(path, data)
    except FileExistsError:
        if _stays_empty(path):
            replace_file(path, data)
        sync_folder(path.parent)  # the first one may be just before that


def _stays_empty(path: Path) -> bool:
    limit_s = time.monotonic() + _UNFINISHED_S
    while path.stat().st_size == 0:
        if time.monotonic() >= limit_s:
            return True
        time.sleep(0.01)
    return False


def _text_of(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("ascii")
