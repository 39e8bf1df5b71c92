"""Which PCs the city knows, and how one of them is shut out."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from desktop.app import main
from desktop.cityserver.access.access import Access
from desktop.cityserver.access.room_ca import CA_FILE, ensure_room_ca
from desktop.cityserver.access.room_certificates import RoomCertificates
from desktop.cityserver.admin.city import issue_enrol_code, open_city
from desktop.cityserver.config.config import CertificateSource, CityServerConfig
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.audit import entries_of
from desktop.diagnostics.exit_codes import ExitCode
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.certified_city import request_pem
from tests.rigs.city.running_city_server import COMMUNE, HQ, OFFICER, PIN, seed_city
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seed_city(tmp_path)
    return tmp_path / "city"


def enrol(folder: Path) -> str:
    """A PC with a certificate and somebody signed in. Returns the access token."""
    clock = FakeClock()
    with open_city(CityServerConfig(folder=folder)) as database:
        certificates = RoomCertificates(
            database=database,
            clock=clock,
            source=CertificateSource.TLS,
            ca=lambda: ensure_room_ca(folder, clock.now()),
        )
        access = Access(database=database, clock=clock, pins=CHEAP_PINS)
        token = access.enrol(issue_enrol_code(database, COMMUNE, clock=clock), COMMUNE)
        certificates.renew(token, request_pem(ec.generate_private_key(ec.SECP256R1())))
        return access.sign_in(access.room_of(token), OFFICER, PIN).access_token


def run(folder: Path, command: str, *options: str) -> int:
    return main.main([command, "--folder", str(folder), *options])


def rooms_of(
    folder: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[str | None, list[dict[str, object]]]:
    capsys.readouterr()
    assert run(folder, "city-room-certificates", "--json", *options) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    return told["fingerprint"], told["rooms"]


def test_a_city_without_certificates_has_no_authority_yet(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rooms_of(folder, capsys) == (None, [])
    assert not (folder / CA_FILE).exists()
    assert run(folder, "city-room-certificates") == ExitCode.OK
    assert "None yet" in capsys.readouterr().out


def test_every_pc_is_shown_with_the_end_of_its_certificate(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enrol(folder)
    fingerprint, rooms = rooms_of(folder, capsys)
    assert fingerprint == ensure_room_ca(folder, FakeClock().now()).fingerprint
    assert [(one["site_id"], one["revoked_at"]) for one in rooms] == [(COMMUNE, None)]
    assert rooms_of(folder, capsys, "--site", HQ)[1] == []
    assert run(folder, "city-room-certificates") == ExitCode.OK
    text = capsys.readouterr().out
    assert str(rooms[0]["room_id"]) in text
    assert fingerprint in text


def test_a_revoked_pc_and_who_signed_in_there_are_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    access_token = enrol(folder)
    room_id = str(rooms_of(folder, capsys)[1][0]["room_id"])
    assert run(folder, "city-revoke-room", "--room", room_id) == ExitCode.OK
    assert room_id in capsys.readouterr().out
    assert run(folder, "city-revoke-room", "--room", room_id) == ExitCode.OK
    with open_city(CityServerConfig(folder=folder)) as database:
        access = Access(database=database, clock=FakeClock(), pins=CHEAP_PINS)
        with pytest.raises(Rejected):
            access.person_of(access_token)
        with database.read() as session:
            noted = [one.subject_id for one in entries_of(session) if one.action == "revoke_room"]
    assert noted == [room_id, room_id]
    assert rooms_of(folder, capsys)[1][0]["revoked_at"] is not None
    assert run(folder, "city-room-certificates") == ExitCode.OK
    assert "revoked" in capsys.readouterr().out


def test_a_pc_that_nobody_knows_is_not_revoked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "city-revoke-room", "--room", "nobody") == ExitCode.FAILED
    assert "nobody" in capsys.readouterr().err


def test_a_damaged_authority_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / CA_FILE).write_text("nothing")
    assert run(folder, "city-room-certificates") == ExitCode.FAILED
    assert CA_FILE in capsys.readouterr().err
