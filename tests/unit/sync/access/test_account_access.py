"""Sign-in by city account at the desk: at the city alone, and what it does to the PIN kept here."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.events import AccessChanged
from desktop.domain.access.person import MAX_PIN_ATTEMPTS
from desktop.domain.errors import AccessRefused, ProtocolError, ServerBusy, StorageError
from desktop.domain.events import ActionFailed
from desktop.store.codes import StorageCode
from desktop.store.records import key_values
from desktop.store.store import Store
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.unit.sync.access.test_access import HERE, OFFICER, PIN, Desk

pytestmark = pytest.mark.unit

NEW_PIN = "975310"
RIGHT = AccountCredentials(login_name="lan.nt", password="hoa phượng đỏ 1955", code="123456")


@pytest.fixture
def desk(
    store: Store, api: FakeCityApi, city: FakeCity, clock: FakeClock, events: EventRecorder
) -> Iterator[Desk]:
    city.give_account(OFFICER, RIGHT.login_name, RIGHT.password, RIGHT.code)
    made = Desk(store, api, clock, events)
    made.access.start()
    made.access.update_room()
    yield made
    made.access.stop()


def enter(desk: Desk, shown: AccountCredentials = RIGHT) -> None:
    desk.events.clear()
    desk.access.sign_in_account(shown)
    seat = desk.events.wait_for(AccessChanged).signed_in
    assert seat is not None
    assert seat.officer.id == OFFICER


def fail(desk: Desk, shown: AccountCredentials = RIGHT) -> str:
    desk.events.clear()
    desk.access.sign_in_account(shown)
    failed = desk.events.wait_for(ActionFailed)
    assert (failed.action, failed.data) == ("sign_in_account", {})
    return failed.code


def wrong_pins_offline(desk: Desk) -> None:
    desk.api.is_reachable = False
    for _ in range(MAX_PIN_ATTEMPTS):
        desk.fail_to_sign_in("000000")
    assert desk.fail_to_sign_in().code == "D-116"
    desk.api.is_reachable = True


def test_a_person_gets_in_and_tokens_go_on_as_after_a_pin(desk: Desk) -> None:
    enter(desk)
    seat = desk.access.signed_in()
    assert seat is not None
    assert (seat.is_offline, seat.site_id, seat.offline_until) == (False, HERE, None)
    assert desk.access.access_token() is not None
    desk.access.refresh()
    assert desk.access.signed_in() == seat


def test_every_sign_in_is_a_new_proof(desk: Desk, city: FakeCity) -> None:
    enter(desk)
    first = desk.access.signed_in()
    city.give_account(OFFICER, RIGHT.login_name, RIGHT.password, "654321")
    enter(desk, replace(RIGHT, code="654321"))
    second = desk.access.signed_in()
    assert first is not None
    assert second is not None
    assert second.proof != first.proof


def test_what_is_wrong_is_told_and_nobody_sits_here(desk: Desk) -> None:
    assert fail(desk, replace(RIGHT, code="000000")) == "D-112"
    assert desk.access.signed_in() is None


def test_too_many_are_told_apart_from_too_many_pins(desk: Desk) -> None:
    for _ in range(MAX_PIN_ATTEMPTS):
        assert fail(desk, replace(RIGHT, code="000000")) == "D-112"
    assert fail(desk) == "D-113"


def test_without_the_city_there_is_no_sign_in_by_account(desk: Desk) -> None:
    desk.sign_in()
    desk.access.sign_out()
    desk.api.is_reachable = False
    assert fail(desk) == "D-114"
    desk.api.is_reachable = True
    desk.api.failures = [ServerBusy(1.0)]
    assert fail(desk) == "D-114"


def test_a_city_that_knows_no_accounts_is_of_another_version(desk: Desk) -> None:
    desk.api.failures = [ProtocolError("not_found")]
    assert fail(desk) == "D-109"


def test_an_account_of_elsewhere_has_no_right_here(desk: Desk, city: FakeCity) -> None:
    city.people[OFFICER].site_ids = ()
    assert fail(desk) == "D-108"


def test_a_room_the_city_revoked_must_enrol_again(desk: Desk) -> None:
    desk.api.failures = [AccessRefused("D-107")]
    assert fail(desk) == "D-001"
    assert desk.access.room_token() is None


def test_it_opens_the_pin_that_was_closed_here(desk: Desk) -> None:
    desk.sign_in()
    desk.access.sign_out()
    wrong_pins_offline(desk)
    enter(desk)
    desk.access.sign_out()
    desk.api.is_reachable = False
    assert desk.sign_in().is_offline


def test_a_refused_one_opens_nothing(desk: Desk) -> None:
    desk.sign_in()
    desk.access.sign_out()
    wrong_pins_offline(desk)
    assert fail(desk, replace(RIGHT, code="000000")) == "D-112"
    desk.api.is_reachable = False
    assert desk.fail_to_sign_in().code == "D-116"


def test_a_new_pin_works_at_once_also_without_the_city(desk: Desk) -> None:
    enter(desk, replace(RIGHT, new_pin=NEW_PIN))
    seat = desk.access.signed_in()
    assert seat is not None
    assert seat.offline_until is not None
    desk.access.sign_out()
    assert desk.fail_to_sign_in(PIN).code == "D-102"
    desk.sign_in(NEW_PIN)
    desk.access.sign_out()
    desk.api.is_reachable = False
    assert desk.fail_to_sign_in(PIN).code == "D-102"
    assert desk.sign_in(NEW_PIN).is_offline


def test_without_a_pin_kept_here_there_is_nothing_to_forgive(desk: Desk) -> None:
    enter(desk)
    desk.access.sign_out()
    desk.api.is_reachable = False
    assert desk.fail_to_sign_in().code == "D-106"


def test_a_full_disk_refuses_nobody_whose_code_is_spent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sign_in()
    desk.access.sign_out()
    desk.api.is_reachable = False
    desk.fail_to_sign_in("000000")
    desk.api.is_reachable = True
    monkeypatch.setattr(key_values, "_keep", _fail)
    enter(desk)
    assert desk.access.access_token() is not None
    desk.api.city.give_account(OFFICER, RIGHT.login_name, RIGHT.password, "654321")
    enter(desk, replace(RIGHT, code="654321", new_pin=NEW_PIN))


def _fail(*_: object) -> None:
    raise StorageError(StorageCode.DISK_FULL)


def test_nothing_that_was_typed_is_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    enter(desk, replace(RIGHT, new_pin=NEW_PIN))
    fail(desk)
    fail(desk, replace(RIGHT, password="x" * 300))
    for secret in (RIGHT.login_name, RIGHT.password, RIGHT.code, NEW_PIN, "xxxx"):
        assert secret not in caplog.text
