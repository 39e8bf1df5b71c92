"""The fake city and the real one obey the same rules, seen through CityApi."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.contract.channel.media import IceServer
from desktop.contract.line import MAX_BURST_BYTES
from desktop.contract.operations import OperationIn
from desktop.contract.recording import PartProgress
from desktop.contract.rooms import RoomReportIn
from desktop.domain.access.account import AccountCredentials
from desktop.domain.clock import SystemClock
from desktop.domain.errors import AccessRefused, ProtocolError
from desktop.domain.ids import SessionId, UserId, new_id
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.http.city_api import CityApi, PartAddress
from desktop.sync.http.line_probe import relays_of
from desktop.sync.traffic.room_checks import body_of
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.rigs.city.certified_city import certified_city, request_pem
from tests.rigs.city.city_accounts import PASSWORD, give_account
from tests.rigs.city.city_keys import an_escrow
from tests.rigs.city.running_city_server import (
    CASE,
    COMMUNE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
    case_body,
    line_body,
    paper_body,
    seed_city,
    session_body,
)
from tests.samples.checks import POOR_ROOM, a_report
from tests.samples.city_recordings import a_recording, sha256_of

pytestmark = pytest.mark.contract

RELAY_URL = "turn:127.0.0.1:3478?transport=udp"


class City:
    """One city under test: an API, an enrolment code for COMMUNE, a place to sign in."""

    def __init__(self, api: CityApi, enrol_code: str, shown: AccountCredentials) -> None:
        self.api = api
        self.enrol_code = enrol_code
        self.shown = shown
        """What lets OFFICER in by account."""

    def room_token(self) -> str:
        return self.api.enrol(self.enrol_code, COMMUNE).room_token

    def token(self) -> str:
        return self.api.sign_in(self.room_token(), OFFICER, PIN).access_token


NOBODY = AccountCredentials(login_name="", password="", code="")


def _fake() -> City:
    city = FakeCity(clock=SystemClock())
    city.add_person(OFFICER, PIN, COMMUNE)
    city.enrol_codes["CODE"] = COMMUNE
    city.ice_servers = (IceServer(urls=(RELAY_URL,), username="1:site", credential="c"),)
    city.put("case", CASE, case_body())
    city.put("session", SESSION, session_body(HQ, (COMMUNE,)))
    shown = AccountCredentials(login_name="lan.nt", password=PASSWORD, code="123456")
    city.give_account(OFFICER, shown.login_name, shown.password, shown.code)
    return City(FakeCityApi(city), "CODE", shown)


@pytest.fixture(params=["fake", "real"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[City]:
    if request.param == "fake":
        yield _fake()
        return
    seed_city(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text("only for tests")
    server = RunningCityServer(tmp_path, "--turn-url", RELAY_URL, "--turn-secret-file", str(secret))
    server.start()
    api = HttpCityApi(address=CityAddress(base_url=server.url), clock=SystemClock())
    with server.administration() as database:
        app = give_account(database, tmp_path / "city", OFFICER)
    # of the next step of time, so that the tests may take some seconds
    code = app.code(SystemClock().now(), later_s=30.0)
    shown = AccountCredentials(login_name="lan.nt", password=PASSWORD, code=code)
    yield City(api, server.new_enrol_code(COMMUNE), shown)
    api.close()
    server.close()


def a_room_report() -> RoomReportIn:
    return body_of(a_report(POOR_ROOM, SystemClock().now()))


def _operation(body: dict[str, Any], entity_id: str = "line-1", **changes: Any) -> OperationIn:
    fields: dict[str, Any] = {
        "id": new_id(),
        "kind": "minute_line",
        "entity_id": entity_id,
        "base_revision": 0,
        "body": body,
        "made_at": SystemClock().now(),
        **changes,
    }
    return OperationIn(**fields)


def test_the_city_tells_its_version_hour_and_epoch(city: City) -> None:
    info = city.api.server_info()

    assert info.contract_version == "1"
    assert abs((info.server_time - SystemClock().now()).total_seconds()) < 5
    assert info.epoch


def test_an_enrolment_code_works_once(city: City) -> None:
    city.room_token()

    with pytest.raises(AccessRefused) as refused:
        city.room_token()
    assert refused.value.code == "D-103"


def test_a_city_that_checks_no_certificates_issues_none(city: City) -> None:
    assert city.api.server_info().room_authority == ""
    with pytest.raises(ProtocolError) as refused:
        city.api.certify(city.room_token(), request_pem(ec.generate_private_key(ec.SECP256R1())))
    assert refused.value.code == "not_found"


@pytest.fixture(params=["fake", "real"])
def issuing_city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[City]:
    if request.param == "fake":
        city = _fake()
        assert isinstance(city.api, FakeCityApi)
        city.api.city.room_ca = ensure_room_ca(tmp_path, SystemClock().now())
        yield city
        return
    with certified_city(tmp_path / "certified", "tls") as server:
        assert server.files is not None
        address = CityAddress(base_url=server.url, ca_file=server.files.ca_file)
        api = HttpCityApi(address=address, clock=SystemClock())
        yield City(api, server.new_enrol_code(COMMUNE), NOBODY)
        api.close()


def test_a_city_that_issues_certificates_binds_a_room_to_its_first_key(issuing_city: City) -> None:
    api, keys = issuing_city.api, [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    mine, another = (request_pem(key) for key in keys)
    assert len(api.server_info().room_authority) == 40
    with pytest.raises(AccessRefused) as refused:
        api.enrol(issuing_city.enrol_code, COMMUNE)
    assert refused.value.code == "D-115"
    enrolled = api.enrol(issuing_city.enrol_code, COMMUNE, mine)
    assert enrolled.certificate is not None
    assert api.certify(enrolled.room_token, mine).certificate != enrolled.certificate
    with pytest.raises(AccessRefused) as refused:
        api.certify(enrolled.room_token, another)
    assert refused.value.code == "D-115"
    with pytest.raises(AccessRefused) as refused:
        api.certify("nonsense", mine)
    assert refused.value.code == "D-107"


def test_a_room_lists_its_people(city: City) -> None:
    listed = city.api.officers(city.room_token()).officers

    assert OFFICER in {officer.user_id for officer in listed}


def test_a_token_nobody_gave_is_refused(city: City) -> None:
    for ask in (
        lambda: city.api.officers("nonsense"),
        lambda: city.api.changes("nonsense", ""),
        lambda: city.api.refresh("nonsense"),
        lambda: city.api.sign_in("nonsense", OFFICER, PIN),
        lambda: city.api.blob_state("nonsense", "0" * 64),
        lambda: city.api.report_room("nonsense", a_room_report()),
        lambda: city.api.keep_escrow("nonsense", an_escrow()),
        lambda: city.api.relays("nonsense"),
        lambda: city.api.burst_down("nonsense", 10),
        lambda: city.api.burst_up("nonsense", b"0123456789"),
    ):
        with pytest.raises(AccessRefused) as refused:
            ask()
        assert refused.value.code == "D-107"


def test_a_room_check_sent_twice_is_kept_once(city: City) -> None:
    token = city.room_token()
    report = a_room_report()
    kept = city.api.report_room(token, report)

    assert kept.id == report.id
    assert city.api.report_room(token, report) == kept


def test_a_sealed_key_is_kept_and_may_be_replaced(city: City) -> None:
    token = city.room_token()
    assert city.api.keep_escrow(token, an_escrow()).label == an_escrow().label
    renewed = an_escrow(sealed="sealed anew")
    assert city.api.keep_escrow(token, renewed).label == an_escrow().label


def test_relays_are_named_with_a_ticket(city: City) -> None:
    (server,) = relays_of(city.api.relays(city.room_token()))
    assert server.urls == (RELAY_URL,)
    assert server.username
    assert server.credential


def test_bursts_go_both_ways_and_are_bounded(city: City) -> None:
    token = city.room_token()
    city.api.burst_down(token, MAX_BURST_BYTES)
    city.api.burst_up(token, bytes(MAX_BURST_BYTES))

    with pytest.raises(ProtocolError):
        city.api.burst_down(token, MAX_BURST_BYTES + 1)
    with pytest.raises(ProtocolError):
        city.api.burst_up(token, bytes(MAX_BURST_BYTES + 1))


def test_a_wrong_pin_counts_down_and_then_locks(city: City) -> None:
    room = city.room_token()
    lefts = []
    for _ in range(5):
        with pytest.raises(AccessRefused) as refused:
            city.api.sign_in(room, OFFICER, "000000")
        assert refused.value.code == "D-102"
        lefts.append(refused.value.data["left"])

    with pytest.raises(AccessRefused) as locked:
        city.api.sign_in(room, OFFICER, PIN)

    assert lefts == [4, 3, 2, 1, 0]
    assert locked.value.code == "D-104"


def test_a_person_the_room_does_not_know_looks_like_a_wrong_pin(city: City) -> None:
    with pytest.raises(AccessRefused) as refused:
        city.api.sign_in(city.room_token(), UserId("nobody"), PIN)
    assert refused.value.code == "D-102"


def test_an_account_lets_in_once_with_each_code_and_opens_the_pin(city: City) -> None:
    room = city.room_token()
    for _ in range(5):
        with pytest.raises(AccessRefused):
            city.api.sign_in(room, OFFICER, "000000")

    grant = city.api.sign_in_account(room, city.shown)
    assert (grant.user_id, grant.role) == (OFFICER, "room_officer")
    assert city.api.changes(grant.access_token, "").cursor
    assert city.api.sign_in(room, OFFICER, PIN).user_id == OFFICER

    with pytest.raises(AccessRefused) as again:
        city.api.sign_in_account(room, city.shown)
    assert (again.value.code, again.value.data) == ("D-112", {})


def test_an_account_may_bring_a_new_pin(city: City) -> None:
    room = city.room_token()
    city.api.sign_in_account(room, replace(city.shown, new_pin="975310"))
    assert city.api.sign_in(room, OFFICER, "975310").user_id == OFFICER
    with pytest.raises(AccessRefused) as refused:
        city.api.sign_in(room, OFFICER, PIN)
    assert refused.value.code == "D-102"


@pytest.mark.parametrize(
    "change", [{"login_name": "nobody"}, {"password": "wrong"}, {"code": "000000"}]
)
def test_five_wrong_ones_lock_an_account_whatever_was_wrong(
    city: City, change: dict[str, str]
) -> None:
    room = city.room_token()
    wrong = replace(city.shown, **change)
    for _ in range(5):
        with pytest.raises(AccessRefused) as refused:
            city.api.sign_in_account(room, wrong)
        assert (refused.value.code, refused.value.data) == ("D-112", {})
    locked_name = replace(city.shown, login_name=wrong.login_name)
    with pytest.raises(AccessRefused) as locked:
        city.api.sign_in_account(room, locked_name)
    assert locked.value.code == "D-104"


def test_a_refresh_token_works_once(city: City) -> None:
    first = city.api.sign_in(city.room_token(), OFFICER, PIN)
    second = city.api.refresh(first.refresh_token)
    assert city.api.changes(second.access_token, "").changes

    with pytest.raises(AccessRefused):
        city.api.refresh(first.refresh_token)


def test_a_sign_out_ends_the_tokens(city: City) -> None:
    grant = city.api.sign_in(city.room_token(), OFFICER, PIN)
    city.api.sign_out(grant.access_token)

    with pytest.raises(AccessRefused):
        city.api.changes(grant.access_token, "")
    with pytest.raises(AccessRefused):
        city.api.refresh(grant.refresh_token)


def test_a_repeated_operation_gets_its_first_answer_and_is_not_doubled(city: City) -> None:
    token = city.token()
    operation = _operation(line_body(COMMUNE))
    first = city.api.push(token, [operation]).verdicts
    again = city.api.push(token, [operation]).verdicts

    assert first == again
    assert first[0].verdict == "accepted"


def test_a_write_on_an_old_revision_is_a_conflict(city: City) -> None:
    token = city.token()
    first, second, third = (_operation(line_body(COMMUNE, text)) for text in ("một", "hai", "hai"))
    verdicts = city.api.push(token, [first, second, third]).verdicts
    same = city.api.push(token, [_operation(line_body(COMMUNE, "một"))]).verdicts

    assert [one.verdict for one in verdicts] == ["accepted", "conflict", "conflict"]
    assert {one.revision for one in verdicts} == {verdicts[0].revision}
    assert (same[0].verdict, same[0].revision) == ("accepted", verdicts[0].revision)


def test_the_line_of_another_site_is_refused(city: City) -> None:
    verdict = city.api.push(city.token(), [_operation(line_body(HQ))]).verdicts[0]

    assert (verdict.verdict, verdict.reason) == ("refused", "not_owner")


def test_a_cursor_tells_only_what_is_new(city: City) -> None:
    token = city.token()
    start = city.api.changes(token, "")
    city.api.push(token, [_operation(line_body(COMMUNE, "mới"))])
    later = city.api.changes(token, start.cursor)
    nothing = city.api.changes(token, later.cursor)

    assert {change.kind for change in start.changes} >= {"session", "case"}
    assert [change.body["text"] for change in later.changes] == ["mới"]
    assert (nothing.changes, nothing.has_more) == ((), False)


def test_a_cursor_of_another_epoch_is_gone(city: City) -> None:
    token = city.token()

    with pytest.raises(ProtocolError) as gone:
        city.api.changes(token, "ZXBvY2gteHwx")
    assert gone.value.code == "gone"


def test_a_paper_is_sent_in_blocks_and_read_back_in_stretches(city: City) -> None:
    token = city.token()
    data = os.urandom(300_000)
    sha256 = hashlib.sha256(data).hexdigest()
    paper = _operation(paper_body(COMMUNE, sha256, len(data)), "paper-1", kind="paper")
    assert city.api.blob_state(token, sha256).offset == 0
    city.api.push(token, [paper])

    def send(offset: int, end: int) -> int:
        return city.api.append_blob(
            token, sha256, offset=offset, total_bytes=len(data), data=data[offset:end]
        )

    assert send(0, 100_000) == 100_000
    assert send(50_000, 60_000) == 100_000
    state = city.api.blob_state(token, sha256)
    assert (state.is_complete, state.offset) == (False, 100_000)
    with pytest.raises(ProtocolError) as early:
        city.api.read_blob(token, sha256, offset=0, max_bytes=10)
    assert early.value.code == "not_found"
    assert send(100_000, 300_000) == 300_000
    assert city.api.blob_state(token, sha256).is_complete
    assert send(100_000, 200_000) == 300_000

    part = city.api.read_blob(token, sha256, offset=1_000, max_bytes=500)
    assert (part.data, part.total_bytes) == (data[1_000:1_500], 300_000)


def test_bytes_that_are_not_the_paper_are_thrown_away(city: City) -> None:
    token = city.token()
    sha256 = hashlib.sha256(b"right").hexdigest()
    paper = _operation(paper_body(COMMUNE, sha256, 5), "paper-1", kind="paper")
    city.api.push(token, [paper])

    with pytest.raises(ProtocolError) as mismatch:
        city.api.append_blob(token, sha256, offset=0, total_bytes=5, data=b"wrong")

    assert mismatch.value.code == "hash_mismatch"
    assert city.api.blob_state(token, sha256).offset == 0


def test_a_paper_no_session_lists_is_not_taken(city: City) -> None:
    token = city.token()
    sha256 = hashlib.sha256(b"x").hexdigest()

    with pytest.raises(ProtocolError) as unknown:
        city.api.append_blob(token, sha256, offset=0, total_bytes=1, data=b"x")
    assert unknown.value.code == "not_found"


def test_a_city_without_an_issuer_says_so(city: City) -> None:
    room = city.room_token()
    assert not city.api.server_info().has_issuer
    with pytest.raises(ProtocolError) as begun:
        city.api.begin_at_issuer(room, 40_123)
    assert begun.value.code == "not_found"


# ---- recordings ----------------------------------------------------------------------------------


def test_a_recording_is_sent_in_blocks_and_gets_its_receipt(city: City, tmp_path: Path) -> None:
    token, api = city.room_token(), city.api.recordings
    recording = a_recording(tmp_path / "room", SESSION, COMMUNE)
    for number, data in recording.parts():
        part = PartAddress(session_id=SessionId(SESSION), number=number, sha256=sha256_of(data))

        def send(part: PartAddress, data: bytes, offset: int, end: int) -> PartProgress:
            return api.append(
                token, part, offset=offset, total_bytes=len(data), data=data[offset:end]
            )

        assert api.progress(token, part) == PartProgress(offset=0, is_complete=False)
        assert send(part, data, 0, 100) == PartProgress(offset=100, is_complete=False)
        with pytest.raises(ProtocolError) as conflict:
            send(part, data, 50, 60)
        assert conflict.value.code == "conflict"
        assert api.progress(token, part).offset == 100
        whole = PartProgress(offset=len(data), is_complete=True)
        assert send(part, data, 100, len(data)) == whole
        assert api.progress(token, part) == whole
        assert send(part, data, 0, 100) == whole  # an answer was lost
    with pytest.raises(ProtocolError) as early:
        api.receipt(token, SessionId(SESSION))
    assert early.value.code == "not_found"
    receipt = api.end(token, SessionId(SESSION), recording.end(has_key=False))
    assert [one.number for one in receipt.parts] == [1, 2, 3]
    assert (receipt.missing, receipt.refused, receipt.seal) == ((), (), "none")
    assert not receipt.has_key
    again = api.receipt(token, SessionId(SESSION))
    assert again.told_at >= receipt.told_at >= receipt.received_at
    assert again.model_copy(update={"told_at": receipt.told_at}) == receipt


def test_a_part_that_is_not_what_was_promised_is_thrown_away(city: City, tmp_path: Path) -> None:
    token, api = city.room_token(), city.api.recordings
    ((number, data), *_) = a_recording(tmp_path / "room", SESSION, COMMUNE).parts()
    part = PartAddress(session_id=SessionId(SESSION), number=number, sha256="a" * 64)
    with pytest.raises(ProtocolError) as mismatch:
        api.append(token, part, offset=0, total_bytes=len(data), data=data)
    assert mismatch.value.code == "hash_mismatch"
    assert api.progress(token, part).offset == 0


def test_a_room_without_a_token_sends_no_recording(city: City) -> None:
    part = PartAddress(session_id=SessionId(SESSION), number=1, sha256="a" * 64)
    with pytest.raises(AccessRefused):
        city.api.recordings.progress("made up", part)
