"""What every unit test obeys: no process, and no key derived at the cost of the product."""

import gc
import importlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, Final

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError

from desktop.domain.access.kdf_cost import KdfCost
from tests.rigs.system.derivations import cost_of, scrypt_log_n

if TYPE_CHECKING:
    from types import FrameType

MAX_MEMORY_KIB: Final = 64
"""argon2id: the product's 19 MiB take 30 ms on an idle core, and ten times that in a crowd."""
MAX_SCRYPT_LOG_N: Final = 4
"""age: the product's passphrase takes a second on an idle core."""


GARBAGE_AFTER: Final = (50_000, 20, 100)
"""Objects, and rounds, after which garbage is looked for: these tests leave little, at once."""

LOOK_UPS: Final = ("ctypes.util", "platform")


def pytest_collection_finish() -> None:
    """A part of every unit test was spent on looking for garbage among what still lives."""
    gc.set_threshold(*GARBAGE_AFTER)


class RealDerivation(AssertionError):
    """A unit test derives a key at the product's cost; see tests/samples/kdf_cost.py."""


@pytest.fixture(autouse=True)
def derivations() -> Iterator[list[KdfCost]]:
    """The cost of each derivation of argon2 in this test; a dear one, or one of age, fails it."""
    done: list[KdfCost] = []
    with pytest.MonkeyPatch.context() as patch:
        _watch_argon2(patch, done)
        _guard_age(patch)
        yield done


def _watch_argon2(patch: pytest.MonkeyPatch, done: list[KdfCost]) -> None:
    make, check = PasswordHasher.hash, PasswordHasher.verify

    def note(cost: KdfCost) -> None:
        if cost.memory_kib > MAX_MEMORY_KIB:
            raise RealDerivation(cost)
        done.append(cost)

    def noted_hash(hasher: PasswordHasher, *given: Any, **named: Any) -> str:
        note(cost_of(hasher))
        return make(hasher, *given, **named)

    def noted_verify(hasher: PasswordHasher, kept: str, *given: Any) -> bool:
        with suppress(InvalidHashError):  # nothing is derived from such a one
            note(cost_of(extract_parameters(kept)))
        return check(hasher, kept, *given)

    patch.setattr(PasswordHasher, "hash", noted_hash)
    patch.setattr(PasswordHasher, "verify", noted_verify)


def _guard_age(patch: pytest.MonkeyPatch) -> None:
    age = importlib.import_module("pyrage").passphrase
    decrypt = age.decrypt

    def no_encrypt(*_given: object, **_named: object) -> bytes:
        raise RealDerivation("age")

    def cheap_decrypt(sealed: bytes, passphrase: str) -> bytes:
        if scrypt_log_n(sealed) > MAX_SCRYPT_LOG_N:
            raise RealDerivation("age")
        opened: bytes = decrypt(sealed, passphrase)
        return opened

    patch.setattr(age, "encrypt", no_encrypt)
    patch.setattr(age, "decrypt", cheap_decrypt)


class RealProcess(AssertionError):
    """A unit test starts a process; such a test belongs below tests/integration."""


@pytest.fixture(autouse=True)
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts one fails the test. Python's own look-ups on this system may."""
    start = subprocess.Popen.__init__

    def refuse(*_given: object, **_named: object) -> None:
        raise RealProcess

    def refuse_or_start(*given: Any, **named: Any) -> None:
        if not _is_look_up():
            raise RealProcess
        start(*given, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", refuse_or_start)
    monkeypatch.setattr(BaseProcess, "start", refuse)


def _is_look_up() -> bool:
    """Whether the standard library asks where a C library is, or what this PC is."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_globals.get("__name__") not in LOOK_UPS:
        frame = frame.f_back
    return frame is not None
