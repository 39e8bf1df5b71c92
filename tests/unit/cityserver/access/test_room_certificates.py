"""What was shown beside a token, and what the city makes of it."""

import ssl
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.room_ca import (
    ROOM_LIFE,
    RoomCa,
    RoomCaUnreadable,
    RoomCertificate,
    ensure_room_ca,
)
from desktop.cityserver.access.room_certificates import (
    SETTLING,
    Fit,
    RoomCertificates,
    judge,
    no_certificates,
)
from desktop.cityserver.admin.city import issue_enrol_code
from desktop.cityserver.config.config import CertificateSource
from desktop.cityserver.http.refusals import Rejected, SignInRevoked
from desktop.cityserver.store.audit import entries_of
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.contract.problem import ProblemCode
from desktop.domain.errors import ServerBusy
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.certified_city import request_pem
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, PIN
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit

NOW = FakeClock().now()
LONG_AGO = NOW - timedelta(days=30)
OURS = RoomCertificate(
    key_hash="key",
    room_id="room",
    is_ours=True,
    begins_at=LONG_AGO,
    ends_at=NOW + timedelta(days=60),
)


def a_room(
    key_hash: str | None = "key", used_at: object = LONG_AGO, issued_at: datetime | None = None
) -> RoomRow:
    until = None if issued_at is None else issued_at + ROOM_LIFE
    return RoomRow(
        room_id="room",
        site_id="s",
        key_hash=key_hash,
        certificate_used_at=used_at,
        certificate_until=until,
    )


@pytest.mark.parametrize(
    ("room", "shown", "fit"),
    [
        (a_room(None, None), None, Fit.FREE),
        (a_room("key", None), None, Fit.FREE),
        (a_room("key", None, NOW - SETTLING + timedelta(seconds=1)), None, Fit.FREE),
        (a_room("key", None, NOW - SETTLING), None, Fit.EARLY),
        (a_room("key", None, LONG_AGO), OURS, Fit.FIRST),
        (a_room("key", None), OURS, Fit.FIRST),
        (a_room(None, None), OURS, Fit.FIRST),
        (a_room(), OURS, Fit.RIGHT),
        (a_room(), None, Fit.MISSING),
        (a_room(used_at=NOW - SETTLING + timedelta(seconds=1)), None, Fit.EARLY),
        (a_room(used_at=NOW - SETTLING), None, Fit.MISSING),
        (a_room("another"), OURS, Fit.FOREIGN),
        (a_room(None, None), RoomCertificate(key_hash="key", room_id="room"), Fit.FOREIGN),
        (
            a_room(None, None),
            RoomCertificate(key_hash="key", room_id="x", is_ours=True),
            Fit.FOREIGN,
        ),
        (a_room(), RoomCertificate(), Fit.FOREIGN),
        (a_room(), RoomCertificate(key_hash="key", room_id="room", is_ours=True), Fit.STALE),
        (a_room(), RoomCertificate(key_hash="key", room_id="room", is_ours=False), Fit.STALE),
    ],
)
def test_what_fits(room: RoomRow, shown: RoomCertificate | None, fit: Fit) -> None:
    assert judge(room, shown, NOW, is_required=False) is fit


def test_a_city_may_ask_rooms_that_have_none_yet() -> None:
    for room in (a_room(None, None), a_room("key", None)):
        assert judge(room, None, NOW, is_required=True) is Fit.EARLY
    assert judge(a_room("key", None), OURS, NOW, is_required=True) is Fit.FIRST


def test_only_a_token_in_other_hands_is_a_theft() -> None:
    assert {fit for fit in Fit if fit.is_theft} == {Fit.MISSING, Fit.FOREIGN}
    assert {fit for fit in Fit if fit.is_right} == {Fit.FREE, Fit.RIGHT, Fit.FIRST}


@pytest.fixture
def ca(tmp_path: Path) -> RoomCa:
    folder = tmp_path / "ca"
    folder.mkdir()
    return ensure_room_ca(folder, NOW)


@pytest.fixture
def certificates(city: Database, clock: FakeClock, ca: RoomCa) -> RoomCertificates:
    return RoomCertificates(database=city, clock=clock, source=CertificateSource.TLS, ca=lambda: ca)


@pytest.fixture
def access(city: Database, clock: FakeClock, certificates: RoomCertificates) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS, certificates=certificates)


@pytest.fixture
def key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def token(city: Database, clock: FakeClock, access: Access) -> str:
    return access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE)


def der(pem: str) -> bytes:
    return ssl.PEM_cert_to_DER_cert(pem)


def test_the_life_of_a_room_from_its_first_certificate_to_the_next(
    access: Access,
    certificates: RoomCertificates,
    clock: FakeClock,
    token: str,
    key: ec.EllipticCurvePrivateKey,
) -> None:
    first = der(certificates.renew(token, request_pem(key)))
    room = access.room_of(token, first)
    grant = access.sign_in(room, OFFICER, PIN)
    clock.advance(89 * 86_400.0)
    assert access.room_of(token, first) == room
    clock.advance(2 * 86_400.0)
    with pytest.raises(Rejected) as rejected:
        access.room_of(token, first)
    assert rejected.value.code is ProblemCode.CERTIFICATE_REFUSED
    clock.advance(3_650 * 86_400.0)
    second = der(certificates.renew(token, request_pem(key)))
    assert access.room_of(token, second) == room
    with pytest.raises(Rejected) as rejected:
        access.refresh(grant.refresh_token, second)
    assert rejected.value.code is ProblemCode.NOT_SIGNED_IN


def test_a_thief_of_a_refresh_token_ends_the_sign_in_for_both(
    access: Access,
    certificates: RoomCertificates,
    clock: FakeClock,
    token: str,
    key: ec.EllipticCurvePrivateKey,
) -> None:
    shown = der(certificates.renew(token, request_pem(key)))
    grant = access.sign_in(access.room_of(token, shown), OFFICER, PIN)
    clock.advance(SETTLING.total_seconds())
    with pytest.raises(SignInRevoked):
        access.refresh(grant.refresh_token, None)
    with pytest.raises(Rejected):
        access.person_of(grant.access_token, shown)


def test_a_room_that_is_refused_all_day_is_written_down_once_an_hour(
    access: Access,
    certificates: RoomCertificates,
    city: Database,
    clock: FakeClock,
    token: str,
    key: ec.EllipticCurvePrivateKey,
) -> None:
    shown = der(certificates.renew(token, request_pem(key)))
    grants = [access.sign_in(access.room_of(token, shown), OFFICER, PIN) for _ in range(2)]
    clock.advance(SETTLING.total_seconds())
    another = request_pem(ec.generate_private_key(ec.SECP256R1()))
    for minutes in range(120):
        for refused in (
            lambda: access.room_of(token, None),
            lambda: access.room_of(token, b"x"),
            lambda: certificates.renew(token, another),
        ):
            with pytest.raises(Rejected):
                refused()
        if minutes == 30:  # these end, and that is never left out
            for grant in (*grants, *grants):
                with pytest.raises(Rejected):
                    access.refresh(grant.refresh_token, None)
        clock.advance(60.0)
    with city.read() as session:
        refusals = Counter(
            (one.action, one.outcome) for one in entries_of(session) if one.outcome != "done"
        )
    assert refusals == {
        ("show_certificate", "missing"): 4,
        ("show_certificate", "foreign"): 2,
        ("renew_certificate", "certificate_refused"): 2,
    }


@pytest.mark.parametrize("fault", [ServerBusy(5.0), RoomCaUnreadable(Path("x"), "gone")])
def test_a_room_keeps_its_token_when_its_first_certificate_fails(
    city: Database,
    clock: FakeClock,
    ca: RoomCa,
    token: str,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    answers: list[Exception | RoomCa] = [fault, ca]

    def read_ca() -> RoomCa:
        answer = answers.pop(0)
        if isinstance(answer, RoomCa):
            return answer
        raise answer

    certificates = RoomCertificates(
        database=city, clock=clock, source=CertificateSource.TLS, ca=read_ca
    )
    assert certificates.certify_enrolled(token, request_pem(key)) is None
    assert "certificate of a new room not issued" in caplog.text
    assert token not in caplog.text
    shown = der(certificates.renew(token, request_pem(key)))
    access = Access(database=city, clock=clock, pins=CHEAP_PINS, certificates=certificates)
    assert access.room_of(token, shown).site_id == COMMUNE


def test_the_authority_is_read_once_and_not_where_nobody_checks(
    city: Database, clock: FakeClock, token: str
) -> None:
    none = no_certificates(city, clock)
    assert none.authority_id == ""
    assert none.look_at(b"x") is None
    assert none.certify_enrolled(token, None) is None
    none.check_enrolment(None)
    with pytest.raises(Rejected) as rejected:
        none.renew(token, "x")
    assert rejected.value.code is ProblemCode.NOT_FOUND
