"""The key of this PC: made once, never given away, shown with the newest certificate."""

import ssl
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from desktop.cityserver.access.room_ca import RoomCa, check_request, ensure_room_ca
from desktop.domain.errors import ProtocolError, StorageError
from desktop.store.codes import StorageCode
from desktop.store.records import key_values
from desktop.store.store import Store
from desktop.sync.access import room_identity
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.certified_city import request_pem, self_signed
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

NOW = FakeClock().now()


@pytest.fixture
def ca(tmp_path: Path) -> RoomCa:
    return ensure_room_ca(tmp_path, NOW)


@pytest.fixture
def identity(store: Store) -> RoomIdentity:
    return RoomIdentity(memory=store.memory)


def issued(ca: RoomCa, request: str, at: datetime = NOW) -> str:
    return ca.issue(check_request(request), room_id="room", site_id="site", now=at)


def test_the_key_stays_the_same_over_every_request_and_restart(
    identity: RoomIdentity, store: Store
) -> None:
    first = check_request(identity.request()).key_hash
    assert check_request(identity.request()).key_hash == first
    assert check_request(RoomIdentity(memory=store.memory).request()).key_hash == first
    assert "PRIVATE" not in identity.request()


def test_a_key_that_did_not_reach_the_disk_is_never_sent(
    identity: RoomIdentity, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(key_values, "_keep", _fail)
        for _ in range(2):
            with pytest.raises(StorageError):
                identity.request()
    asked = check_request(identity.request()).key_hash
    store.memory.load()
    assert check_request(RoomIdentity(memory=store.memory).request()).key_hash == asked


def test_a_key_whose_writing_was_not_waited_for_is_not_kept_either(
    identity: RoomIdentity, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_disk_free = threading.Event()
    store.database.write(lambda _writer: is_disk_free.wait(LIMIT_S))
    monkeypatch.setattr(room_identity, "COMMIT_LIMIT_S", 0.01)
    with pytest.raises(TimeoutError):
        identity.request()
    is_disk_free.set()
    store.memory.keep("after", "x").result(LIMIT_S)
    store.memory.load()
    assert store.memory.recall("access.room_key") is None


def _fail(*_: object) -> None:
    raise StorageError(StorageCode.DISK_FULL)


def test_a_pc_that_must_be_enrolled_again_gets_another_key(
    identity: RoomIdentity, ca: RoomCa
) -> None:
    first = identity.request()
    identity.take(issued(ca, first))
    identity.forget()
    assert identity.version() is None
    assert identity.shown_now() is None
    assert check_request(identity.request()).key_hash != check_request(first).key_hash


def test_only_a_certificate_for_this_key_is_kept(identity: RoomIdentity, ca: RoomCa) -> None:
    of_another = issued(ca, request_pem(ec.generate_private_key(ec.SECP256R1())))
    for untrusted in (of_another, self_signed("room").pem, "nonsense", "\u1ed9"):
        with pytest.raises(ProtocolError):
            identity.take(untrusted)
    assert identity.version() is None
    pem = issued(ca, identity.request())
    identity.take(pem)
    assert identity.version() == pem


def test_two_thirds_of_its_life_make_it_due(identity: RoomIdentity, ca: RoomCa) -> None:
    assert identity.is_due(NOW, ca.key_id)
    identity.take(issued(ca, identity.request()))
    assert not identity.is_due(NOW + timedelta(days=59), ca.key_id)
    assert identity.is_due(NOW + timedelta(days=60), ca.key_id)
    assert identity.is_due(NOW + timedelta(days=9_999), ca.key_id)
    assert identity.is_due(NOW, "another authority")


def test_one_that_names_no_authority_is_due(identity: RoomIdentity, store: Store) -> None:
    store.memory.remember("access.room_certificate", self_signed("room").pem)
    assert identity.is_due(NOW, "00")
    assert not identity.is_due(NOW, "")


def test_what_cannot_be_read_counts_as_nothing(identity: RoomIdentity, store: Store) -> None:
    store.memory.remember("access.room_key", "nonsense")
    store.memory.remember("access.room_certificate", "nonsense")
    assert identity.shown_now() is None
    assert identity.is_due(NOW, "")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    identity.show_in(context)
    check_request(identity.request())


def test_it_goes_into_tls_without_a_key_that_stays_on_the_disk(
    identity: RoomIdentity, ca: RoomCa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []
    write_bytes = Path.write_bytes

    def seen(path: Path, data: bytes) -> int:
        written.append(data)
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", seen)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "temporary").mkdir()
    identity.take(issued(ca, identity.request()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    identity.show_in(context)
    (data,) = written
    assert b"ENCRYPTED PRIVATE KEY" in data
    assert b"BEGIN PRIVATE KEY" not in data
    assert list((tmp_path / "temporary").iterdir()) == []
    assert x509.load_pem_x509_certificate(data).subject
