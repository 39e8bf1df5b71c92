"""Right, wrong, foreign, old and stolen certificates against a real server in its two places."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from websockets.exceptions import ConnectionClosed

from desktop.cityserver.access.room_ca import CA_FILE
from desktop.cityserver.admin.city import list_pcs, revoke_room
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.peer_certificate import PROXY_HEADER
from desktop.cityserver.routes.channel import RECHECK_S
from desktop.cityserver.serving.runner import run_city_server
from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import entries_of
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.contract.access import TokenGrant
from desktop.contract.channel.seat import CloseCode
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.ids import UserId, new_id
from tests.patience import PATIENCE_S
from tests.rigs.city.certified_city import (
    ODD_CERTIFICATE_VERSION,
    ODD_KEY,
    ODD_VERSION,
    CertifiedCity,
    Pair,
    Pc,
    certified_city,
    foreign_authority,
    odd_pem,
    problem_code,
    request_pem,
    self_signed,
)
from tests.rigs.city.city_accounts import PASSWORD, give_account
from tests.rigs.city.city_room import Channel
from tests.rigs.city.running_city_server import (
    COMMUNE,
    HQ,
    LEADER,
    OFFICER,
    SESSION,
    RunningCityServer,
)

pytestmark = pytest.mark.integration

REFUSED = (403, "certificate_refused")
SIGNED_OUT = (401, "not_signed_in")
OK = requests.codes.ok


@pytest.fixture(scope="module", params=["tls", "proxy"])
def city(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CertifiedCity]:
    with certified_city(tmp_path_factory.mktemp("certified"), request.param) as running:
        yield running


@pytest.fixture
def pc(city: CertifiedCity) -> Pc:
    return Pc(city).enrol(COMMUNE)


def settled(pc: Pc) -> Pc:
    """A room that has shown its certificate long ago: nothing of it can be without by now."""
    assert pc.officers().status_code == OK
    with pc.city.administration() as database, database.write() as session:
        room = session.get_one(RoomRow, pc.room_id)
        assert room.certificate_used_at is not None
        room.certificate_used_at -= timedelta(hours=1)
    return pc


def audited(pc: Pc) -> list[tuple[str, str]]:
    with pc.city.administration() as database, database.read() as session:
        return [
            (one.action, one.outcome) for one in entries_of(session) if one.room_id == pc.room_id
        ]


def refused(
    city: CertifiedCity, ask: object, expected: tuple[int, str], *, is_signed_elsewhere: bool
) -> None:
    """By a problem document; only where another authority has signed, TLS itself may end it."""
    assert callable(ask)
    try:
        answer = ask()
    except requests.exceptions.ConnectionError:
        assert city.files is not None
        assert is_signed_elsewhere
        return
    assert problem_code(answer) == expected


def test_a_code_and_a_request_give_a_certificate_that_names_the_room(pc: Pc) -> None:
    assert pc.shown is not None
    certificate = x509.load_pem_x509_certificate(pc.shown.pem.encode())
    life = certificate.not_valid_after_utc - SystemClock().now()
    assert timedelta(days=89) < life <= timedelta(days=90)
    units = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    assert [str(one.value) for one in units] == [COMMUNE]
    with pc.city.administration() as database:
        assert pc.room_id in {room.room_id for room in list_pcs(database)}
    assert pc.officers().status_code == OK
    told = pc.city.call("GET", "/v1/server").json()["room_authority"]
    assert told == pc.city.authority().key_id
    assert ("issue_certificate", "done") in audited(pc)
    grant = pc.sign_in(OFFICER)
    assert pc.pull(grant.access_token).status_code == OK
    assert pc.refresh(grant.refresh_token).status_code == OK


@pytest.mark.parametrize(
    "request_text",
    [
        "x",
        "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
        request_pem(rsa.generate_private_key(65537, 2048)),
        request_pem(ec.generate_private_key(ec.SECP384R1())),
        "A" * 5_000,
        request_pem(ec.generate_private_key(ec.SECP256R1())).replace("M", "N", 40),
        odd_pem(request_pem(ec.generate_private_key(ec.SECP256R1())), ODD_VERSION),
        odd_pem(request_pem(ec.generate_private_key(ec.SECP256R1())), ODD_KEY),
    ],
)
def test_an_unfit_request_is_refused_and_does_not_spend_the_code(
    city: CertifiedCity, request_text: str
) -> None:
    code = city.new_enrol_code(COMMUNE)
    body = {"enrol_code": code, "site_id": COMMUNE, "request": request_text}
    assert problem_code(city.call("POST", "/v1/rooms/enrol", json=body)) == (400, "bad_request")
    body["request"] = request_pem(ec.generate_private_key(ec.SECP256R1()))
    assert city.call("POST", "/v1/rooms/enrol", json=body).status_code == OK


def test_a_program_that_sends_no_request_cannot_enrol_any_more(city: CertifiedCity) -> None:
    body = {"enrol_code": city.new_enrol_code(COMMUNE), "site_id": COMMUNE}
    assert problem_code(city.call("POST", "/v1/rooms/enrol", json=body)) == REFUSED


def test_a_room_token_alone_is_of_no_use_once_the_certificate_was_shown(pc: Pc) -> None:
    assert pc.officers(shown=None).status_code == OK  # its first answer may have been lost
    settled(pc)
    assert problem_code(pc.officers(shown=None)) == REFUSED
    assert ("show_certificate", "missing") in audited(pc)
    assert pc.officers().status_code == OK


def test_an_older_room_gets_a_certificate_at_its_next_contact(city: CertifiedCity) -> None:
    pc = Pc(city).enrol(COMMUNE)
    with city.administration() as database, database.write() as session:
        room = session.get_one(RoomRow, pc.room_id)
        room.key_hash = room.certificate_until = None
    older = Pc(city, token=pc.token)
    assert older.officers().status_code == OK
    assert older.renew().status_code == OK
    assert problem_code(pc.renew()) == REFUSED  # the first key counts


def test_the_same_key_gets_the_next_certificate_and_another_key_none(pc: Pc) -> None:
    settled(pc)
    answer = pc.renew()
    assert answer.status_code == OK
    thief = Pc(pc.city, token=pc.token)
    assert problem_code(thief.renew()) == REFUSED
    assert [one for one in audited(pc) if one[0] == "renew_certificate"] == [
        ("renew_certificate", "done"),
        ("renew_certificate", "certificate_refused"),
    ]
    assert problem_code(pc.city.call("POST", "/v1/rooms/certificate", json={})) in [
        (400, "bad_request"),
        SIGNED_OUT,
    ]


def test_an_expired_certificate_opens_nothing_but_its_renewal(pc: Pc) -> None:
    settled(pc)
    grant = pc.sign_in(OFFICER)
    old = pc.certificate_of(pc.city.authority(), aged=timedelta(days=91))
    assert problem_code(pc.officers(shown=old)) == REFUSED
    assert problem_code(pc.pull(grant.access_token, shown=old)) == REFUSED
    assert problem_code(pc.refresh(grant.refresh_token, shown=old)) == REFUSED
    assert pc.renew().status_code == OK
    assert pc.pull(grant.access_token).status_code == OK, "the sign-in went on"
    assert ("show_certificate", "stale") in audited(pc)


def test_certificates_of_others_open_nothing(pc: Pc, tmp_path: Path) -> None:
    settled(pc)
    foreign = Pc(pc.city, token=pc.token, room_id=pc.room_id, site_id=COMMUNE)
    wrong = [
        (self_signed(pc.room_id), True),
        (foreign.certificate_of(foreign_authority(tmp_path / "foreign")), True),
        (Pc(pc.city).enrol(HQ).shown, False),
    ]
    for shown, is_elsewhere in wrong:
        refused(
            pc.city,
            lambda shown=shown: pc.officers(shown=shown),
            REFUSED,
            is_signed_elsewhere=is_elsewhere,
        )
    assert pc.officers().status_code == OK
    assert pc.token not in pc.city.log


def test_a_refresh_token_used_from_another_room_ends_the_sign_in(pc: Pc) -> None:
    settled(pc)
    thief = settled(Pc(pc.city).enrol(HQ))
    grant = pc.sign_in(OFFICER)
    assert problem_code(thief.refresh(grant.refresh_token)) == SIGNED_OUT
    assert problem_code(pc.pull(grant.access_token)) == SIGNED_OUT
    assert problem_code(pc.refresh(grant.refresh_token)) == SIGNED_OUT
    assert ("show_certificate", "foreign") in audited(pc)
    assert grant.refresh_token not in pc.city.log
    assert pc.pull(pc.sign_in(OFFICER).access_token).status_code == OK


@pytest.mark.parametrize("shown", ["of another room", "none", "self-signed"])
def test_an_access_token_used_from_elsewhere_ends_the_sign_in(pc: Pc, shown: str) -> None:
    settled(pc)
    grant = pc.sign_in(LEADER)
    others = {
        "of another room": Pc(pc.city).enrol(HQ).shown,
        "none": None,
        "self-signed": self_signed(pc.room_id),
    }
    refused(
        pc.city,
        lambda: pc.pull(grant.access_token, shown=others[shown]),
        SIGNED_OUT,
        is_signed_elsewhere=shown == "self-signed",
    )
    if shown != "self-signed" or pc.city.files is None:
        assert problem_code(pc.refresh(grant.refresh_token)) == SIGNED_OUT


def test_lines_that_were_open_when_the_first_certificate_came_do_not_end_the_sign_in(
    pc: Pc,
) -> None:
    grant = pc.sign_in(OFFICER)
    assert problem_code(pc.pull(grant.access_token, shown=None)) == REFUSED
    assert pc.pull(grant.access_token).status_code == OK


def test_a_revoked_room_may_not_even_renew(pc: Pc) -> None:
    settled(pc)
    grant = pc.sign_in(OFFICER)
    with pc.city.administration() as database:
        assert revoke_room(database, pc.room_id) == COMMUNE
        assert revoke_room(database, "nobody") is None
        with database.read() as session:
            assert people.find_family(session, "nothing") is None
    for answer in (pc.officers(), pc.renew(), pc.pull(grant.access_token)):
        assert problem_code(answer) == SIGNED_OUT
    assert problem_code(pc.refresh(grant.refresh_token)) == SIGNED_OUT


def keep_alive(channel: Channel, seconds: float) -> None:
    limit_s = time.monotonic() + seconds
    while time.monotonic() < limit_s:
        time.sleep(1.0)  # a faster one would be cut off for that
        channel.say("ping", nonce=1)
        channel.next(1.0)


def test_a_channel_that_is_open_ends_when_its_room_is_revoked(pc: Pc) -> None:
    settled(pc)
    grant = pc.sign_in(OFFICER)
    with pc.dial(SESSION, grant.access_token) as channel:
        channel.say("hello", program_id="program")
        channel.wait_for("welcome")
        with pc.city.administration() as database:
            assert revoke_room(database, pc.room_id) == COMMUNE
        with pytest.raises(ConnectionClosed) as closed:
            keep_alive(channel, RECHECK_S + PATIENCE_S)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == CloseCode.NOT_SIGNED_IN


def test_an_account_opens_nothing_without_the_certificate_of_the_room(pc: Pc) -> None:
    settled(pc)
    user_id, login_name = UserId(f"user-{new_id()}"), f"n-{new_id()}"
    pc.city.add_user(user_id, (COMMUNE,))
    with pc.city.administration() as database:
        app = give_account(database, pc.city.data_folder, user_id, login_name=login_name)
    code = app.code(SystemClock().now(), later_s=30.0)
    body = {"login_name": login_name, "password": PASSWORD, "code": code}

    def sign_in(shown: Pair | None) -> requests.Response:
        path = "/v1/access/sign-in-account"
        return pc.city.call("POST", path, token=pc.token, json=body, shown=shown)

    another = Pc(pc.city).enrol(HQ).shown
    for wrong in (another, None):
        refused(pc.city, lambda wrong=wrong: sign_in(wrong), REFUSED, is_signed_elsewhere=False)
    foreign = self_signed(pc.room_id)
    refused(pc.city, lambda: sign_in(foreign), REFUSED, is_signed_elsewhere=True)
    grant = TokenGrant.model_validate_json(sign_in(pc.shown).text)
    assert grant.user_id == user_id
    assert pc.pull(grant.access_token).status_code == OK


def test_what_a_caller_writes_into_the_header_of_the_proxy_counts_only_behind_one(
    city: CertifiedCity, pc: Pc
) -> None:
    settled(pc)
    odd = [
        quote(odd_pem(self_signed(pc.room_id).pem, change))
        for change in (ODD_CERTIFICATE_VERSION, ODD_KEY)
    ]
    for value in ("nonsense", "%FF%FE", "A" * 9_000, *odd):
        answer = city.call(
            "GET", "/v1/rooms/officers", token=pc.token, headers={PROXY_HEADER: value}
        )
        assert problem_code(answer) == REFUSED
    if city.files is not None:
        assert pc.shown is not None
        forged = {PROXY_HEADER: pc.shown.pem.replace("\n", "%0A")}
        answer = city.call("GET", "/v1/rooms/officers", token=pc.token, headers=forged)
        assert problem_code(answer) == REFUSED


def test_the_city_may_ask_every_room_for_one(tmp_path: Path) -> None:
    with certified_city(tmp_path / "strict", "tls", "--require-room-certificate") as city:
        pc = Pc(city).enrol(COMMUNE)
        assert problem_code(pc.officers(shown=None)) == REFUSED
        assert pc.renew().status_code == OK
        assert pc.officers().status_code == OK


def test_a_city_without_tls_issues_none(running_city_server: RunningCityServer) -> None:
    city = running_city_server
    assert city.call("GET", "/v1/server").json()["room_authority"] == ""
    token = city.enrol(COMMUNE)
    body = {"request": request_pem(ec.generate_private_key(ec.SECP256R1()))}
    answer = city.call("POST", "/v1/rooms/certificate", token=token, json=body)
    assert problem_code(answer) == (404, "not_found")


def test_a_damaged_authority_keeps_the_server_from_starting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / CA_FILE).write_text("damaged")
    config = CityServerConfig(folder=tmp_path / "city", certificates_from_proxy=True)
    assert run_city_server(config) == ExitCode.STORE_UNREADABLE
    assert (tmp_path / "city" / CA_FILE).read_text() == "damaged"
    assert CA_FILE in caplog.text
