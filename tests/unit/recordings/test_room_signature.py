"""Who signed, whom the certificate names, and who issued it."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from desktop.cityserver.access.room_ca import RoomCa, check_request, ensure_room_ca
from desktop.recordings.room_signature import RoomNames, has_signed, is_issued_by, names_in
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.certified_city import self_signed

pytestmark = pytest.mark.unit

NOW = FakeClock().now()
WORDS = b"what was written"


@pytest.fixture
def ca(tmp_path: Path) -> RoomCa:
    return ensure_room_ca(tmp_path, NOW)


@pytest.fixture
def identity(store: Store, ca: RoomCa) -> RoomIdentity:
    made = RoomIdentity(memory=store.memory)
    request = check_request(made.request())
    made.take(ca.issue(request, room_id="pc-1", site_id="commune", now=NOW))
    return made


def test_only_these_words_were_signed_by_this_key(identity: RoomIdentity) -> None:
    key, signature = identity.public_key(), identity.sign(WORDS)
    assert has_signed(key, signature, WORDS)
    assert not has_signed(key, signature, WORDS + b"!")
    assert not has_signed(key, signature[:-1], WORDS)
    assert not has_signed(key, b"", WORDS)


def test_another_key_did_not_sign_it(identity: RoomIdentity) -> None:
    signature = identity.sign(WORDS)
    other = self_signed("pc-1").key.public_key()
    pem = other.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    foreign_kind = ed25519.Ed25519PrivateKey.generate().public_key()
    of_kind = foreign_kind.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for key in (pem.decode(), of_kind.decode(), "", "no key", "ă", "x" * 100_000):
        assert not has_signed(key, signature, WORDS)


def test_the_certificate_names_the_pc_while_it_is_valid(identity: RoomIdentity) -> None:
    certificate, key = identity.version() or "", identity.public_key()
    assert names_in(certificate, key, NOW) == RoomNames(room_id="pc-1", site_id="commune")
    assert names_in(certificate, key, NOW - timedelta(days=400)) is None
    assert names_in(certificate, key, NOW + timedelta(days=4_000)) is None


def test_a_certificate_of_another_key_or_without_names_names_nobody(
    identity: RoomIdentity,
) -> None:
    key = identity.public_key()
    without_site = self_signed("pc-1")
    own = without_site.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert names_in(without_site.pem, key, NOW) is None
    assert names_in(without_site.pem, own.decode(), NOW) is None
    for certificate in ("", "ă", "x" * 100_000):
        assert names_in(certificate, key, NOW) is None
    assert names_in(identity.version() or "", "no key", NOW) is None


def test_a_name_that_would_steer_a_terminal_names_nobody(
    identity: RoomIdentity, ca: RoomCa
) -> None:
    request = check_request(identity.request())
    steering = ca.issue(request, room_id="pc\x1b[2J", site_id="commune", now=NOW)
    assert names_in(steering, identity.public_key(), NOW) is None


def test_the_authority_that_issued_it_is_known_from_another(
    identity: RoomIdentity, ca: RoomCa, tmp_path: Path
) -> None:
    certificate = identity.version() or ""
    other = tmp_path / "other"
    other.mkdir()
    stranger = ensure_room_ca(other, NOW).pem.encode()
    assert is_issued_by(certificate, ca.pem.encode())
    assert is_issued_by(certificate, stranger + ca.pem.encode())
    assert not is_issued_by(certificate, stranger)
    assert not is_issued_by("", ca.pem.encode())
    with pytest.raises(ValueError, match="PEM"):
        is_issued_by(certificate, b"no certificate")
