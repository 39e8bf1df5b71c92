"""A keyring keeps the key of a room: the fake and a real Secret Service obey the same rules."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from desktop.domain.errors import StorageError
from desktop.settings.secrets import (
    SERVICE,
    KeyRequest,
    KeySource,
    choose_keyring,
    forget_room_key,
    load_or_create_room_key,
)
from tests.fakes.fake_keyring import keyring_named
from tests.rigs.system.running_secret_service import real_keyring, running_secret_service

pytestmark = pytest.mark.contract

# In a process of its own: the library forgets its connection when the keyring stays locked.
LOCKED = """
import pathlib, sys
from keyring.backends.SecretService import Keyring
from desktop.domain.errors import StorageError
from desktop.settings.secrets import KeyRequest, load_or_create_room_key

request = KeyRequest(
    name=sys.argv[1], folder=pathlib.Path(sys.argv[2]), is_practice=False, may_create=True
)
try:
    load_or_create_room_key(request, Keyring())
except StorageError as error:
    print(error.code, end="")
"""


@pytest.fixture(scope="module")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with running_secret_service(tmp_path_factory.mktemp("keyring")) as environment:
        yield environment


@pytest.fixture(params=["fake", "real"])
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> KeyringBackend:
    if request.param == "fake":
        return keyring_named("keyring.backends.SecretService", "Keyring")
    for name, value in request.getfixturevalue("secret_service").items():
        monkeypatch.setenv(name, value)
    return real_keyring()


@pytest.fixture
def request_(tmp_path: Path) -> KeyRequest:
    name = f"room:{tmp_path.name}"
    return KeyRequest(name=name, folder=tmp_path, is_practice=False, may_create=True)


def test_it_is_a_keyring_that_the_program_takes(backend: KeyringBackend) -> None:
    assert choose_keyring(backend) is backend


def test_a_key_that_was_made_is_found_again(backend: KeyringBackend, request_: KeyRequest) -> None:
    made = load_or_create_room_key(request_, backend)
    again = load_or_create_room_key(replace(request_, may_create=False), backend)
    assert again == made
    assert (len(made.key), made.source) == (32, KeySource.KEYRING)
    assert list(request_.folder.iterdir()) == []


def test_rooms_do_not_share_a_key(backend: KeyringBackend, request_: KeyRequest) -> None:
    other = replace(request_, name=f"{request_.name}-other")
    first = load_or_create_room_key(request_, backend)
    assert load_or_create_room_key(other, backend) != first
    assert load_or_create_room_key(request_, backend) == first


def test_a_forgotten_key_does_not_come_back(backend: KeyringBackend, request_: KeyRequest) -> None:
    load_or_create_room_key(request_, backend)
    forget_room_key(request_, backend)
    forget_room_key(request_, backend)
    with pytest.raises(StorageError) as missing:
        load_or_create_room_key(replace(request_, may_create=False), backend)
    assert missing.value.code == "D-203"


def test_a_name_in_vietnamese_and_something_that_is_no_key(
    backend: KeyringBackend, request_: KeyRequest
) -> None:
    named = replace(request_, name=f"{request_.name}:Tiên Lãng")
    backend.set_password(SERVICE, named.name, "không phải khóa")
    with pytest.raises(StorageError) as damaged:
        load_or_create_room_key(named, backend)
    assert damaged.value.code == "D-205"
    assert backend.get_password(SERVICE, named.name) == "không phải khóa"


def test_the_key_outlives_a_restart_and_a_keyring_that_stays_locked_says_so(
    tmp_path: Path, request_: KeyRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "keyring"

    def ask() -> bytes:
        with running_secret_service(kept) as environment:
            for name, value in environment.items():
                monkeypatch.setenv(name, value)
            return load_or_create_room_key(request_, real_keyring()).key

    made = ask()
    with running_secret_service(kept, is_unlocked=False) as environment:
        told = subprocess.run(
            [sys.executable, "-c", LOCKED, request_.name, str(tmp_path)],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
    assert told.stdout == "D-204"
    assert ask() == made
    files = list(kept.rglob("*.keyring"))
    assert files
    as_kept = base64.b64encode(made)
    assert not [path for path in files if as_kept in path.read_bytes()]
