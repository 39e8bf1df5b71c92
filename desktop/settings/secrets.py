"""The key of a room's store: in the system's keyring, or for practice in a file of the owner.

The only file that knows `keyring`. Only real keyrings are taken, by name: with keyrings.alt
installed, `keyring` would silently choose a plain text file.
"""

import base64
import binascii
import logging
import os
import stat
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from desktop.domain.errors import StorageError
from desktop.files.durable import replace_file

logger = logging.getLogger(__name__)

KEY_SIZE_BYTES: Final = 32
KEY_FILE_NAME: Final = "room.key"
PIN_FILE_NAME: Final = "pins.key"
# Unlocking may ask the person for a password, so the limit is a person's, not a machine's.
KEYRING_LIMIT_S: Final = 60.0
SERVICE: Final = "HaiPhong.ReceptionRoom"

NO_KEYRING: Final = "D-201"
KEY_FILE_OPEN: Final = "D-202"
KEY_MISSING: Final = "D-203"
KEYRING_REFUSED: Final = "D-204"
KEY_DAMAGED: Final = "D-205"

_REAL_KEYRINGS: Final = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.macOS.Keyring",
    }
)
_Answer = TypeVar("_Answer")


class KeySource(StrEnum):
    """Where a room's key is kept. FILE is shown to the officer as a banner."""

    KEYRING = "keyring"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomKey:
    """The key of one room's store and papers. key: 32 bytes, never shown, never logged."""

    key: bytes = field(repr=False)
    source: KeySource


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRequest:
    """Which key is wanted.

    name: of the entry, unique per room. folder: of the room's records, for the key file.
    is_practice: a key file may stand in for a missing keyring.
    may_create: False when there are records already: a new key would not open them. file_name: of
    the key file.
    """

    name: str
    folder: Path
    is_practice: bool
    may_create: bool
    file_name: str = KEY_FILE_NAME


def system_keyring() -> KeyringBackend | None:
    """The real keyring of this system, None when there is none. Thread: any."""
    return choose_keyring(keyring.get_keyring())


def choose_keyring(backend: KeyringBackend) -> KeyringBackend | None:
    """`backend` if it is a real keyring, else the first real one inside a chain, else None."""
    if isinstance(backend, ChainerBackend):
        inner_ones: list[KeyringBackend] = list(backend.backends)
        found = (choose_keyring(inner) for inner in inner_ones)
        return next((one for one in found if one is not None), None)
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    return backend if name in _REAL_KEYRINGS else None


def load_or_create_room_key(request: KeyRequest, backend: KeyringBackend | None) -> RoomKey:
    """The key of a room, made on the first start.

    backend: from `system_keyring()`. A key file that is already there goes on being used in
    practice, so that a keyring that appears later does not lock the practice records.
    Thread: any but MainThread (the keyring may take seconds, or ask the person).

    Raises: StorageError D-201 no keyring outside practice, D-202 others may read the key file,
    D-203 no key though there are records, D-204 the keyring refused or did not answer,
    D-205 what is kept is not a key.
    """
    path = request.folder / request.file_name
    if request.is_practice and (backend is None or path.exists()):
        return RoomKey(key=_key_in_file(path, request), source=KeySource.FILE)
    if backend is None:
        raise StorageError(NO_KEYRING)
    return RoomKey(key=_key_in_keyring(backend, request), source=KeySource.KEYRING)


def load_or_create_pin_secret(room: KeyRequest, backend: KeyringBackend | None) -> bytes:
    """What PINs kept on this PC are mixed with: never in an escrow, so another PC accepts none.

    room: the request for the room's key. One that is lost or damaged is made anew: officers then
    sign in at the city once. Thread and errors: as `load_or_create_room_key`.
    """
    request = _pin_request(room)
    try:
        return load_or_create_room_key(request, backend).key
    except StorageError as error:
        if error.code != KEY_DAMAGED:
            raise
    logger.warning("pin secret damaged, made anew")
    _forget(request, backend)
    return load_or_create_room_key(request, backend).key


def keep_room_key(request: KeyRequest, backend: KeyringBackend | None, key: bytes) -> None:
    """Bind a key that came from elsewhere to this PC; a key that is kept here is never replaced.

    Raises: StorageError D-201 no keyring, D-204 the keyring refused, D-205 another key, or
    something that is none, is kept already.
    """
    if backend is None:
        raise StorageError(NO_KEYRING)
    if _ask(lambda: backend.get_password(SERVICE, request.name)) is None:
        _ask(lambda: backend.set_password(SERVICE, request.name, base64.b64encode(key).decode()))
    if _key_in_keyring(backend, replace(request, may_create=False)) != key:
        raise StorageError(KEY_DAMAGED, {"place": KeySource.KEYRING})


def forget_room_key(request: KeyRequest, backend: KeyringBackend | None) -> None:
    """Wipe a room: without its key its records can never be read again.

    Raises: StorageError D-204 the keyring refused.
    """
    for one in (request, _pin_request(request)):
        _forget(one, backend)


def _pin_request(room: KeyRequest) -> KeyRequest:
    return replace(room, name=f"{room.name}:pins", file_name=PIN_FILE_NAME, may_create=True)


def _forget(request: KeyRequest, backend: KeyringBackend | None) -> None:
    (request.folder / request.file_name).unlink(missing_ok=True)
    if backend is None:
        return
    if _ask(lambda: backend.get_password(SERVICE, request.name)) is not None:
        _ask(lambda: backend.delete_password(SERVICE, request.name))


def _key_in_keyring(backend: KeyringBackend, request: KeyRequest) -> bytes:
    kept = _ask(lambda: backend.get_password(SERVICE, request.name))
    if kept is None:
        if not request.may_create:
            raise StorageError(KEY_MISSING, {"place": KeySource.KEYRING})
        made = base64.b64encode(os.urandom(KEY_SIZE_BYTES)).decode()
        _ask(lambda: backend.set_password(SERVICE, request.name, made))
        # What is read back is the key: a keyring that keeps nothing must be found out now.
        kept = _ask(lambda: backend.get_password(SERVICE, request.name))
        logger.info("room key made place=%s", KeySource.KEYRING)
    try:
        key = base64.b64decode(kept or "", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_SIZE_BYTES:
        raise StorageError(KEY_DAMAGED, {"place": KeySource.KEYRING})
    return key


def _ask(call: Callable[[], _Answer]) -> _Answer:
    """Ask the keyring, for at most a minute."""
    answers: list[_Answer] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            answers.append(call())
        except Exception as error:  # root of this thread; told to the caller below
            logger.exception("keyring call failed")
            errors.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(KEYRING_LIMIT_S)
    if answers:
        return answers[0]
    reason = type(errors[0]).__name__ if errors else "no_answer"
    raise StorageError(KEYRING_REFUSED, {"reason": reason})


def _key_in_file(path: Path, request: KeyRequest) -> bytes:
    try:
        return _read_key_file(path)
    except FileNotFoundError:
        if not request.may_create:
            raise StorageError(KEY_MISSING, {"place": KeySource.FILE}) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, os.urandom(KEY_SIZE_BYTES))
    logger.info("room key made place=%s", KeySource.FILE)
    return _read_key_file(path)


def _read_key_file(path: Path) -> bytes:
    try:
        # O_NOFOLLOW: a link could point to a file that somebody else writes.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StorageError(KEY_FILE_OPEN, {"reason": f"errno_{error.errno}"}) from error
    try:
        _check_owner_only(os.fstat(number))
        key = os.read(number, KEY_SIZE_BYTES + 1)
    finally:
        os.close(number)
    if len(key) != KEY_SIZE_BYTES:
        raise StorageError(KEY_DAMAGED, {"place": KeySource.FILE})
    return key


def _check_owner_only(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise StorageError(KEY_FILE_OPEN, {"reason": "not_a_file"})
    if os.name != "posix":
        return  # Windows keeps practice keys in its Credential Locker; a file has no mode there
    if state.st_uid != os.geteuid():
        raise StorageError(KEY_FILE_OPEN, {"reason": "other_owner"})
    if state.st_mode & 0o077:
        raise StorageError(KEY_FILE_OPEN, {"reason": "open_to_others"})
