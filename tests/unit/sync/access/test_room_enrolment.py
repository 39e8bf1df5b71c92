"""A PC is bound once, shows its certificate, renews it in time, and asks again when it must."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.domain.errors import AccessRefused, Offline, ProtocolError, StorageError
from desktop.domain.ids import SiteId
from desktop.store.codes import StorageCode
from desktop.store.store import Store
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.room_enrolment import RENEW_REST_S, RoomEnrolment
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.codes import AccessCode
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

HERE = SiteId("site-a")
DAY_S = 86_400.0


class Pc:
    """Builds the bond over one store, as a program that is started again and again."""

    def __init__(self, store: Store, api: FakeCityApi, clock: FakeClock) -> None:
        self.api, self.clock = api, clock
        self.memory = AccessMemory(memory=store.memory)
        self.identity = RoomIdentity(memory=store.memory)
        self.bond = self.build("CODE")

    def build(self, enrol_code: str | None) -> RoomEnrolment:
        return RoomEnrolment(
            api=self.api,
            memory=self.memory,
            identity=self.identity,
            clock=self.clock,
            site_id=HERE,
            enrol_code=enrol_code,
        )

    def meet(self) -> None:
        self.bond.meet_city(self.api.server_info())

    def list_officers(self) -> int:
        return len(self.bond.ask(self.api.officers).officers)


@pytest.fixture
def pc(store: Store, api: FakeCityApi, clock: FakeClock) -> Pc:
    return Pc(store, api, clock)


@pytest.fixture
def issuing(city: FakeCity, clock: FakeClock, tmp_path: Path) -> FakeCity:
    city.room_ca = ensure_room_ca(tmp_path, clock.now())
    return city


@pytest.mark.usefixtures("issuing")
def test_the_code_gives_token_and_certificate_at_once(pc: Pc) -> None:
    assert pc.list_officers() == 1
    assert pc.api.calls == ["server_info", "enrol", "officers"]
    assert pc.identity.version() is not None
    assert pc.list_officers() == 1
    assert pc.api.calls[3:] == ["officers"]


def test_a_city_that_issues_none_is_sent_no_request(pc: Pc) -> None:
    pc.meet()
    assert pc.list_officers() == 1
    pc.meet()
    assert "certify" not in pc.api.calls
    assert pc.identity.version() is None


@pytest.mark.usefixtures("issuing")
def test_nothing_is_asked_for_before_a_pc_is_bound(pc: Pc) -> None:
    pc.meet()
    assert pc.api.calls == ["server_info"]
    pc.bond = pc.build(None)
    with pytest.raises(AccessRefused) as refused:
        pc.list_officers()
    assert refused.value.code == AccessCode.NOT_ENROLLED


def test_an_older_room_asks_for_one_when_the_city_has_them(
    pc: Pc, city: FakeCity, clock: FakeClock, tmp_path: Path
) -> None:
    pc.list_officers()
    city.room_ca = ensure_room_ca(tmp_path, clock.now())
    pc.bond = pc.build(None)
    pc.meet()
    assert pc.identity.version() is not None
    assert pc.api.calls.count("certify") == 1


@pytest.mark.usefixtures("issuing")
def test_it_is_renewed_at_two_thirds_by_the_clock_of_the_city(pc: Pc, clock: FakeClock) -> None:
    pc.list_officers()
    clock.advance(59 * DAY_S)
    pc.meet()
    pc.bond.renew_if_due()
    assert "certify" not in pc.api.calls
    first = pc.identity.version()
    pc.api.city.clock_ahead_s = 2 * DAY_S
    pc.meet()
    assert pc.identity.version() != first
    pc.bond.renew_if_due()
    assert pc.api.calls.count("certify") == 1


@pytest.mark.usefixtures("issuing")
def test_while_the_city_is_on_the_desk_asks_by_itself(pc: Pc, clock: FakeClock) -> None:
    pc.list_officers()
    pc.meet()
    clock.advance(61 * DAY_S)
    pc.bond.renew_if_due()
    assert pc.api.calls.count("certify") == 1


@pytest.mark.usefixtures("issuing")
def test_a_lost_answer_is_asked_for_again_with_the_same_key(pc: Pc) -> None:
    pc.list_officers()
    pc.clock.advance(100 * DAY_S)
    info = pc.api.server_info()
    pc.api.losses = 1
    with pytest.raises(Offline):
        pc.bond.meet_city(info)
    pc.meet()
    assert pc.identity.version() is not None
    assert len(set(pc.api.city.room_keys.values())) == 1


@pytest.mark.usefixtures("issuing")
def test_a_certificate_that_is_refused_is_renewed_and_the_question_put_again(pc: Pc) -> None:
    pc.list_officers()
    before = pc.identity.version()
    pc.api.failures = [AccessRefused(AccessCode.CERTIFICATE)]
    assert pc.list_officers() == 1
    assert pc.identity.version() != before
    assert pc.api.calls[-3:] == ["officers", "certify", "officers"]


@pytest.mark.usefixtures("issuing")
def test_a_city_that_takes_none_is_asked_for_another_once_an_hour(pc: Pc, clock: FakeClock) -> None:
    pc.list_officers()
    pc.api.on_call = lambda name: refuse(pc, name, "officers")
    for _ in range(3):
        with pytest.raises(AccessRefused, match="D-115"):
            pc.list_officers()
    assert pc.api.calls.count("certify") == 1
    clock.advance(RENEW_REST_S)
    with pytest.raises(AccessRefused):
        pc.list_officers()
    assert pc.api.calls.count("certify") == 2


@pytest.mark.usefixtures("issuing")
def test_a_renewal_that_the_city_did_not_hear_of_is_tried_again(pc: Pc) -> None:
    pc.list_officers()
    pc.api.failures = [AccessRefused(AccessCode.CERTIFICATE), Offline()]
    with pytest.raises(Offline):
        pc.list_officers()
    pc.api.failures = [AccessRefused(AccessCode.CERTIFICATE)]
    assert pc.list_officers() == 1


@pytest.mark.usefixtures("issuing")
def test_a_pc_that_gets_no_other_certificate_is_enrolled_anew_with_a_new_code(pc: Pc) -> None:
    pc.list_officers()
    former = pc.memory.room_token()
    assert former is not None
    pc.api.city.room_keys[former] = "of another PC"
    pc.bond = pc.build("NEW CODE")
    pc.api.city.enrol_codes["NEW CODE"] = HERE
    pc.clock.advance(61 * DAY_S)
    pc.meet()  # the renewal is refused here already
    pc.api.failures = [AccessRefused(AccessCode.CERTIFICATE)]

    assert pc.list_officers() == 1
    assert pc.memory.room_token() not in {None, former}
    assert pc.identity.version() is not None
    assert pc.api.calls.count("enrol") == 2


@pytest.mark.usefixtures("issuing")
@pytest.mark.parametrize("code", [None, "USED LONG AGO"])
def test_without_a_code_that_works_the_bond_is_kept(pc: Pc, code: str | None) -> None:
    pc.list_officers()
    token, certificate = pc.memory.room_token(), pc.identity.version()
    assert token is not None
    pc.api.city.room_keys[token] = "of another PC"
    pc.bond = pc.build(code)
    pc.api.on_call = lambda name: refuse(pc, name, "officers")
    for _ in range(2):
        with pytest.raises(AccessRefused, match="D-115"):
            pc.list_officers()

    assert (pc.memory.room_token(), pc.identity.version()) == (token, certificate)
    assert pc.api.calls.count("enrol") == (1 if code is None else 2)


def refuse(pc: Pc, name: str, refused: str) -> None:
    if name == refused:
        pc.api.failures = [AccessRefused(AccessCode.CERTIFICATE)]


@pytest.mark.usefixtures("issuing")
def test_other_refusals_are_told(pc: Pc) -> None:
    pc.list_officers()
    pc.api.failures = [AccessRefused(AccessCode.FORBIDDEN)]
    with pytest.raises(AccessRefused) as refused:
        pc.list_officers()
    assert refused.value.code == AccessCode.FORBIDDEN


@pytest.mark.usefixtures("issuing")
@pytest.mark.parametrize(
    "error",
    [
        AccessRefused(AccessCode.SIGNED_OUT),
        AccessRefused(AccessCode.CERTIFICATE),
        ProtocolError("not_found"),
        StorageError(StorageCode.NOT_WRITTEN),
    ],
)
def test_a_renewal_that_fails_keeps_nobody_from_what_comes_next(pc: Pc, error: Exception) -> None:
    pc.list_officers()
    before = pc.identity.version()
    pc.clock.advance(61 * DAY_S)
    info = pc.api.server_info()
    pc.api.failures = [error]  # type: ignore[list-item] # all of them are ReceptionError
    pc.bond.meet_city(info)
    assert pc.identity.version() == before
    pc.clock.advance(RENEW_REST_S)
    pc.meet()
    assert pc.identity.version() != before


@pytest.mark.usefixtures("issuing")
def test_a_pc_that_the_city_forgot_starts_anew_with_another_key(pc: Pc) -> None:
    pc.list_officers()
    pc.bond.forget()
    assert pc.memory.room_token() is None
    assert pc.identity.version() is None
    pc.api.city.enrol_codes["CODE"] = HERE
    pc.list_officers()
    assert len(set(pc.api.city.room_keys.values())) == 2
    assert not pc.identity.is_due(pc.clock.now() + timedelta(days=1), _authority(pc))


def _authority(pc: Pc) -> str:
    assert pc.api.city.room_ca is not None
    return pc.api.city.room_ca.key_id
