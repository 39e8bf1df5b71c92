"""Sealing for the city's key holders, in the age format: the only file that knows `pyrage`.

Whatever is sealed here opens without this program too: with any implementation of
age-encryption.org/v1. Private keys exist outside the city's safe only as long as a call lasts.
"""

import importlib
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Final

from desktop.domain.errors import ReceptionError

MIN_PASSPHRASE_CHARS: Final = 12
MAX_FILE_BYTES: Final = 16 * 1024
_ARMOUR: Final = "-----BEGIN AGE ENCRYPTED FILE-----"
_PRIVATE: Final = "AGE-SECRET-KEY-1"
_TOO_LONG: Final = "Excessive work"
_GUESSES: Final = 5


class EscrowFault(StrEnum):
    """Why something sealed does not open, or cannot be made.

    TOO_SHORT, NOT_OPENED: the passphrase of a private key, which it does not open.
    """

    NOT_A_PUBLIC_KEY = "not_a_public_key"
    TOO_SHORT = "too_short"
    NOT_OPENED = "not_opened"
    NOT_A_KEY_FILE = "not_a_key_file"
    OTHER_KEY = "other_key"
    DAMAGED = "damaged"
    OTHER_ROOM = "other_room"


class EscrowRefused(ReceptionError):
    """Nothing was opened, made or changed."""

    def __init__(self, fault: EscrowFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def is_public_key(text: str) -> bool:
    """Whether it is an X25519 key of age, spelt without a mistake (it has a check sum)."""
    library = _library()
    try:
        library.x25519.Recipient.from_str(text)
    except library.RecipientError:
        return False
    return True


def new_private_key() -> str:
    """A fresh private key: a secret, as text."""
    return str(_library().x25519.Identity.generate())


def public_key_of(private_key: str) -> str:
    """What others seal with. Raises EscrowRefused: NOT_A_KEY_FILE."""
    return str(_identity(private_key).to_public())


def seal(secret: bytes, public_keys: Sequence[str]) -> str:
    """Armoured text that the private key of any one of `public_keys` opens.

    Raises EscrowRefused: NOT_A_PUBLIC_KEY.
    """
    library = _library()
    try:
        recipients = [library.x25519.Recipient.from_str(key) for key in public_keys]
    except library.RecipientError as error:
        raise EscrowRefused(EscrowFault.NOT_A_PUBLIC_KEY) from error
    sealed: bytes = library.encrypt(secret, recipients, armored=True)
    return sealed.decode("ascii")


def unseal(untrusted_sealed: str, private_key: str) -> bytes:
    """What was sealed. Raises EscrowRefused: DAMAGED (or sealed for others), NOT_A_KEY_FILE."""
    identity = _identity(private_key)
    library = _library()
    try:
        opened: bytes = library.decrypt(untrusted_sealed.encode(), [identity])
    except library.DecryptError as error:
        raise EscrowRefused(EscrowFault.DAMAGED) from error
    return opened


def encrypt_under_passphrase(plain: bytes, passphrase: str) -> bytes:
    """An armoured age file, at the cost the program is built with: a second or more, on purpose."""
    sealed: bytes = _library().passphrase.encrypt(plain, passphrase, armored=True)
    return sealed


def protect(
    private_key: str,
    passphrase: str,
    *,
    encrypt: Callable[[bytes, str], bytes] = encrypt_under_passphrase,
) -> str:
    """A private key as it may lie in a file. encrypt: only tests take another.

    Raises EscrowRefused: TOO_SHORT.
    """
    if len(passphrase) < MIN_PASSPHRASE_CHARS:
        raise EscrowRefused(EscrowFault.TOO_SHORT)
    return encrypt(f"{private_key}\n".encode(), passphrase).decode("ascii")


def unprotect(untrusted_text: str, passphrase: str) -> str:
    """The private key of a file that `protect` made, or `age -p` of a file of `age-keygen`.

    Raises EscrowRefused: NOT_A_KEY_FILE; NOT_OPENED, also when the file is damaged inside.
    """
    if not untrusted_text.lstrip().startswith(_ARMOUR):
        raise EscrowRefused(EscrowFault.NOT_A_KEY_FILE)
    opened = _opened(untrusted_text, passphrase)
    lines = opened.decode("utf-8", "replace").split()
    found = next((line for line in lines if line.startswith(_PRIVATE)), "")
    _identity(found)
    return found


def _opened(untrusted_text: str, passphrase: str) -> bytes:
    """The text of a file of `age -p`.

    age guesses how long it would take here and refuses when it seems too long: on a PC that is busy
    for a moment it guesses wrong, so it is asked again.
    """
    library = _library()
    for _ in range(_GUESSES):
        try:
            opened: bytes = library.passphrase.decrypt(untrusted_text.encode(), passphrase)
        except library.DecryptError as error:
            if _TOO_LONG not in str(error):
                raise EscrowRefused(EscrowFault.NOT_OPENED) from error
        else:
            return opened
    raise EscrowRefused(EscrowFault.NOT_OPENED)


def _identity(private_key: str) -> Any:  # noqa: ANN401 - the library has no types
    library = _library()
    try:
        return library.x25519.Identity.from_str(private_key)
    except library.IdentityError as error:
        raise EscrowRefused(EscrowFault.NOT_A_KEY_FILE) from error


def _library() -> Any:  # noqa: ANN401 - the library has no types
    return importlib.import_module("pyrage")
