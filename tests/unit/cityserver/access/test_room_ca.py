"""The authority of rooms: one file, made once, that signs P-256 keys and recognises its own."""

import os
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from desktop.cityserver.access.room_ca import (
    CA_FILE,
    ROOM_LIFE,
    RequestRefused,
    RoomCaUnreadable,
    RoomCertificate,
    add_room_ca,
    check_request,
    ensure_room_ca,
)
from desktop.contract.access import MAX_CERTIFICATE_CHARS
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.certified_city import (
    ODD_CERTIFICATE_VERSION,
    ODD_KEY,
    ODD_VERSION,
    odd_pem,
    private_pem,
    request_pem,
    self_signed,
)

pytestmark = pytest.mark.unit

NOW = FakeClock().now()


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def der_of(pem: str) -> bytes:
    return ssl.PEM_cert_to_DER_cert(pem)


def test_it_is_made_once_for_the_servers_account_alone(tmp_path: Path) -> None:
    first = ensure_room_ca(tmp_path, NOW)
    path = tmp_path / CA_FILE
    before = path.read_bytes()
    assert ensure_room_ca(tmp_path, NOW).fingerprint == first.fingerprint
    assert path.read_bytes() == before
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert "PRIVATE" not in first.pem
    assert "PRIVATE" not in repr(first)


def test_it_signs_the_key_and_decides_the_names(tmp_path: Path) -> None:
    ca, key = ensure_room_ca(tmp_path, NOW), new_key()
    checked = check_request(request_pem(key))
    pem = ca.issue(checked, room_id="room-1", site_id="site-1", now=NOW)
    assert (
        "somebody-else" not in x509.load_pem_x509_certificate(pem.encode()).subject.rfc4514_string()
    )
    shown = ca.look_at(der_of(pem))
    assert (shown.room_id, shown.key_hash, shown.is_ours) == ("room-1", checked.key_hash, True)
    assert shown.is_valid(NOW)
    assert not shown.is_valid(NOW + ROOM_LIFE)
    assert not shown.is_valid(NOW - timedelta(hours=2))


def test_it_does_not_take_others_for_its_own(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
    ca, other = ensure_room_ca(ours, NOW), ensure_room_ca(theirs, NOW)
    foreign = other.issue(check_request(request_pem(new_key())), room_id="r", site_id="s", now=NOW)
    for pem in (foreign, self_signed("r").pem, ca.pem):
        assert not ca.look_at(der_of(pem)).is_ours
    assert ca.look_at(b"") == ca.look_at(b"\x30\x82") == RoomCertificate()
    assert not RoomCertificate().is_valid(NOW)


@pytest.mark.parametrize("change", [ODD_CERTIFICATE_VERSION, ODD_KEY])
def test_a_certificate_that_nobody_understands_is_nobodys(
    tmp_path: Path, change: tuple[bytes, bytes]
) -> None:
    odd = odd_pem(self_signed("r").pem, change)
    assert ensure_room_ca(tmp_path, NOW).look_at(der_of(odd)) == RoomCertificate()


@pytest.mark.parametrize(
    "untrusted",
    [
        "",
        "nonsense",
        "\u1ed9",
        request_pem(ec.generate_private_key(ec.SECP384R1())),
        request_pem(new_key()) + "A" * MAX_CERTIFICATE_CHARS,
        "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n",
        odd_pem(request_pem(new_key()), ODD_VERSION),
        odd_pem(request_pem(new_key()), ODD_KEY),
    ],
)
def test_it_signs_no_other_request(untrusted: str) -> None:
    with pytest.raises(RequestRefused):
        check_request(untrusted)


def test_a_request_must_be_signed_by_its_key() -> None:
    """The key of one request under the signature of another."""
    mine, theirs = (x509.load_pem_x509_csr(request_pem(new_key()).encode()) for _ in range(2))
    der = mine.public_bytes(serialization.Encoding.DER).replace(mine.signature, theirs.signature)
    forged = ssl.DER_cert_to_PEM_cert(der).replace("CERTIFICATE", "CERTIFICATE REQUEST")
    with pytest.raises(RequestRefused):
        check_request(forged)


def test_a_restore_keeps_both_and_the_one_that_was_there_goes_on_signing(tmp_path: Path) -> None:
    here, kept = tmp_path / "here", tmp_path / "kept"
    for folder in (here, kept):
        folder.mkdir()
    ours, theirs = ensure_room_ca(here, NOW), ensure_room_ca(kept, NOW)
    old = theirs.issue(check_request(request_pem(new_key())), room_id="r", site_id="s", now=NOW)
    add_room_ca(here / CA_FILE, kept / CA_FILE)
    add_room_ca(here / CA_FILE, kept / CA_FILE)
    both = ensure_room_ca(here, NOW)
    assert both.look_at(der_of(old)).is_ours
    assert both.fingerprint == ours.fingerprint
    assert both.key_id == ours.key_id
    assert both.pem.count("BEGIN CERTIFICATE") == 2
    add_room_ca(tmp_path / CA_FILE, kept / CA_FILE)
    assert ensure_room_ca(tmp_path, NOW).fingerprint == theirs.fingerprint


@pytest.mark.parametrize("damage", ["cut", "no key", "other key", "of another kind"])
def test_a_damaged_file_is_never_replaced_by_a_new_authority(tmp_path: Path, damage: str) -> None:
    ensure_room_ca(tmp_path, NOW)
    path = tmp_path / CA_FILE
    text = path.read_text()
    certificate = text[text.index("-----BEGIN CERTIFICATE") :]
    path.write_text(
        {
            "cut": text[:100],
            "no key": certificate,
            "other key": private_pem(new_key()) + certificate,
            "of another kind": private_pem(ed25519.Ed25519PrivateKey.generate()) + certificate,
        }[damage]
    )
    before = path.read_bytes()
    with pytest.raises(RoomCaUnreadable):
        ensure_room_ca(tmp_path, NOW)
    assert path.read_bytes() == before


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RoomCaUnreadable):
        ensure_room_ca(tmp_path / "nowhere", NOW)
