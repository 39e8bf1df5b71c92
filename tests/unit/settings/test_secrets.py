"""A room's key is kept by a real keyring or, in practice only, by a file of its owner."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from desktop.domain.errors import StorageError
from desktop.settings import secrets
from desktop.settings.secrets import (
    KeyRequest,
    KeySource,
    choose_keyring,
    forget_room_key,
    keep_room_key,
    load_or_create_pin_secret,
    load_or_create_room_key,
    system_keyring,
)
from tests.fakes.fake_keyring import FakeKeyring, chain_of, keyring_named
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit


@pytest.fixture
def request_(tmp_path: Path) -> KeyRequest:
    return KeyRequest(name="s1", folder=tmp_path / "room", is_practice=False, may_create=True)


@pytest.fixture
def practice(request_: KeyRequest) -> KeyRequest:
    return replace(request_, is_practice=True)


def _code(request: KeyRequest, backend: KeyringBackend | None) -> str:
    with pytest.raises(StorageError) as caught:
        load_or_create_room_key(request, backend)
    return caught.value.code


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.libsecret", "Keyring"),
        ("keyring.backends.macOS", "Keyring"),
    ],
)
def test_a_real_keyring_is_taken_by_its_name(module: str, name: str) -> None:
    backend = keyring_named(module, name)
    assert choose_keyring(backend) is backend


@pytest.mark.parametrize(
    "backend",
    [
        keyring_named("keyrings.alt.file", "PlaintextKeyring"),
        keyring_named("keyrings.alt.file", "EncryptedKeyring"),
        keyring_named("keyring.backends.fail", "Keyring"),
        keyring_named("keyring.backends.null", "Keyring"),
    ],
)
def test_a_keyring_that_keeps_nothing_safe_is_not_taken(backend: KeyringBackend) -> None:
    assert choose_keyring(backend) is None
    assert choose_keyring(chain_of(backend)) is None


def test_the_real_keyring_inside_a_chain_is_found() -> None:
    plain = keyring_named("keyrings.alt.file", "PlaintextKeyring")
    real = keyring_named("keyring.backends.SecretService", "Keyring")
    assert choose_keyring(chain_of(plain, chain_of(real))) is real


@pytest.mark.parametrize(
    "found",
    [
        keyring_named("keyring.backends.fail", "Keyring"),
        keyring_named("keyrings.alt.file", "PlaintextKeyring"),
        chain_of(
            keyring_named("keyrings.alt.file", "PlaintextKeyring"),
            keyring_named("keyring.backends.fail", "Keyring"),
        ),
    ],
)
def test_with_no_real_keyring_a_room_does_not_open(
    found: KeyringBackend, request_: KeyRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: found)
    assert system_keyring() is None
    assert _code(request_, system_keyring()) == "D-201"


def test_the_key_is_made_once_and_found_again(request_: KeyRequest) -> None:
    backend = FakeKeyring()
    made = load_or_create_room_key(request_, backend)
    again = load_or_create_room_key(replace(request_, may_create=False), backend)
    assert len(made.key) == 32
    assert made == again
    assert made.source is KeySource.KEYRING
    assert not request_.folder.exists()


def test_every_room_has_its_own_key(request_: KeyRequest) -> None:
    backend = FakeKeyring()
    first = load_or_create_room_key(request_, backend)
    second = load_or_create_room_key(replace(request_, name="s2"), backend)
    assert first.key != second.key


def test_a_key_is_never_shown(request_: KeyRequest) -> None:
    made = load_or_create_room_key(request_, FakeKeyring())
    assert repr(made.key) not in repr(made)


def test_without_a_keyring_a_real_room_does_not_open(request_: KeyRequest) -> None:
    assert _code(request_, None) == "D-201"
    assert not request_.folder.exists()


def test_no_new_key_is_made_for_records_that_are_already_there(request_: KeyRequest) -> None:
    backend = FakeKeyring()
    assert _code(replace(request_, may_create=False), backend) == "D-203"
    assert not backend.kept


def test_a_keyring_that_refuses_is_told(
    request_: KeyRequest, caplog: pytest.LogCaptureFixture
) -> None:
    backend = FakeKeyring(error=KeyringLocked())
    assert _code(request_, backend) == "D-204"
    assert "keyring call failed" in caplog.text


def test_a_keyring_that_forgets_is_found_out_before_anything_is_stored(
    request_: KeyRequest,
) -> None:
    assert _code(request_, FakeKeyring(is_forgetful=True)) == "D-205"


@pytest.mark.parametrize("kept", ["", "not base64 !", "c2hvcnQ="])
def test_something_else_under_the_name_of_the_key_is_told(request_: KeyRequest, kept: str) -> None:
    backend = FakeKeyring()
    backend.kept[secrets.SERVICE, "s1"] = kept
    assert _code(request_, backend) == "D-205"
    assert backend.kept[secrets.SERVICE, "s1"] == kept


def test_a_keyring_that_never_answers_does_not_hold_the_start(
    request_: KeyRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "KEYRING_LIMIT_S", 0.05)
    asked = threading.Event()
    backend = FakeKeyring()

    def wait(_service: str, _name: str) -> str | None:
        asked.wait(PATIENCE_S)
        return None

    monkeypatch.setattr(backend, "get_password", wait)
    with pytest.raises(StorageError) as caught:
        load_or_create_room_key(request_, backend)
    asked.set()
    assert caught.value.code == "D-204"
    assert caught.value.data["reason"] == "no_answer"


def test_practice_without_a_keyring_keeps_the_key_in_a_file_of_its_owner(
    practice: KeyRequest,
) -> None:
    made = load_or_create_room_key(practice, None)
    again = load_or_create_room_key(replace(practice, may_create=False), None)
    path = practice.folder / "room.key"
    assert made == again
    assert made.source is KeySource.FILE
    assert path.read_bytes() == made.key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in practice.folder.iterdir()] == ["room.key"]


def test_practice_with_a_keyring_uses_it(practice: KeyRequest) -> None:
    assert load_or_create_room_key(practice, FakeKeyring()).source is KeySource.KEYRING
    assert not practice.folder.exists()


def test_a_keyring_that_appears_later_does_not_lock_the_practice_records(
    practice: KeyRequest,
) -> None:
    made = load_or_create_room_key(practice, None)
    assert load_or_create_room_key(practice, FakeKeyring()) == made


def test_a_real_room_never_uses_a_key_file(practice: KeyRequest, request_: KeyRequest) -> None:
    made = load_or_create_room_key(practice, None)
    assert load_or_create_room_key(request_, FakeKeyring()).key != made.key
    assert _code(request_, None) == "D-201"


def test_a_missing_key_file_is_told_when_there_are_records(practice: KeyRequest) -> None:
    assert _code(replace(practice, may_create=False), None) == "D-203"
    assert not practice.folder.exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_key_file_that_others_may_read_is_refused(practice: KeyRequest, mode: int) -> None:
    load_or_create_room_key(practice, None)
    (practice.folder / "room.key").chmod(mode)
    assert _code(practice, None) == "D-202"


def test_a_key_file_of_another_owner_is_refused(
    practice: KeyRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_or_create_room_key(practice, None)
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert _code(practice, None) == "D-202"


def test_a_link_in_place_of_the_key_file_is_refused(practice: KeyRequest, tmp_path: Path) -> None:
    load_or_create_room_key(practice, None)
    path = practice.folder / "room.key"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert _code(practice, None) == "D-202"


def test_a_folder_in_place_of_the_key_file_is_refused(practice: KeyRequest) -> None:
    (practice.folder / "room.key").mkdir(parents=True)
    assert _code(practice, None) == "D-202"


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_file_of_the_wrong_size_is_told_and_left_alone(
    practice: KeyRequest, size: int
) -> None:
    load_or_create_room_key(practice, None)
    path = practice.folder / "room.key"
    path.write_bytes(b"k" * size)
    assert _code(practice, None) == "D-205"
    assert path.read_bytes() == b"k" * size


def test_what_a_killed_start_left_half_written_is_no_key(practice: KeyRequest) -> None:
    practice.folder.mkdir()
    (practice.folder / "room.key.part").write_bytes(b"half")
    assert len(load_or_create_room_key(practice, None).key) == 32


@pytest.mark.parametrize("backend", [FakeKeyring(), None])
def test_the_secret_of_pins_is_another_one_and_stays(
    practice: KeyRequest, backend: KeyringBackend | None
) -> None:
    room = load_or_create_room_key(practice, backend).key
    made = load_or_create_pin_secret(replace(practice, may_create=False), backend)
    assert len(made) == 32
    assert made != room
    assert load_or_create_pin_secret(practice, backend) == made
    assert load_or_create_room_key(practice, backend).key == room


def test_a_damaged_secret_of_pins_is_made_anew_and_locks_no_records(request_: KeyRequest) -> None:
    backend = FakeKeyring()
    room = load_or_create_room_key(request_, backend)
    backend.kept[secrets.SERVICE, "s1:pins"] = "damaged"
    assert len(load_or_create_pin_secret(request_, backend)) == 32
    assert load_or_create_room_key(request_, backend) == room
    with pytest.raises(StorageError) as refused:
        load_or_create_pin_secret(request_, None)
    assert refused.value.code == "D-201"


def test_a_key_from_elsewhere_is_bound_once(request_: KeyRequest) -> None:
    backend = FakeKeyring()
    keep_room_key(request_, backend, b"k" * 32)
    keep_room_key(request_, backend, b"k" * 32)
    assert load_or_create_room_key(request_, backend).key == b"k" * 32


def test_a_key_from_elsewhere_replaces_nothing(request_: KeyRequest) -> None:
    backend = FakeKeyring()
    made = load_or_create_room_key(request_, backend)
    with pytest.raises(StorageError) as refused:
        keep_room_key(request_, backend, b"k" * 32)
    assert refused.value.code == "D-205"
    assert load_or_create_room_key(request_, backend) == made
    with pytest.raises(StorageError) as refused:
        keep_room_key(request_, None, b"k" * 32)
    assert refused.value.code == "D-201"


def test_a_forgotten_key_is_gone_from_both_places(practice: KeyRequest) -> None:
    backend = FakeKeyring()
    load_or_create_room_key(practice, backend)
    load_or_create_room_key(practice, None)
    load_or_create_pin_secret(replace(practice, is_practice=False), backend)
    load_or_create_pin_secret(practice, None)
    forget_room_key(practice, backend)
    forget_room_key(practice, backend)
    assert not backend.kept
    assert list(practice.folder.iterdir()) == []
