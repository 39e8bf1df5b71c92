import pytest

from desktop.domain.events import AccessChanged, ActionFailed
from desktop.domain.ids import UserId
from tests.contract.services.benches import AccessBench

pytestmark = pytest.mark.contract


def test_the_sign_in_list_holds_the_officer_and_nobody_is_in(access_bench: AccessBench) -> None:
    assert access_bench.user_id in [one.id for one in access_bench.service.officers()]
    assert access_bench.service.signed_in() is None


def test_a_right_pin_lets_in_and_signing_out_forgets(access_bench: AccessBench) -> None:
    access_bench.service.sign_in(access_bench.user_id, access_bench.pin)
    told = access_bench.events.wait_for(AccessChanged).signed_in
    assert told is not None
    assert told.officer.id == access_bench.user_id
    assert access_bench.service.signed_in() == told
    access_bench.service.sign_out()
    assert access_bench.events.wait_for(AccessChanged, count=2).signed_in is None
    assert access_bench.service.signed_in() is None


def test_a_wrong_pin_says_how_many_are_left(access_bench: AccessBench) -> None:
    access_bench.service.sign_in(access_bench.user_id, "000000")
    event = access_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("sign_in", "D-102")
    assert int(event.data["left"]) >= 1
    assert access_bench.service.signed_in() is None


def test_a_stranger_is_not_told_apart_from_a_wrong_pin(access_bench: AccessBench) -> None:
    access_bench.service.sign_in(UserId("stranger"), access_bench.pin)
    assert access_bench.events.wait_for(ActionFailed).code == "D-102"
