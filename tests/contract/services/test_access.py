from dataclasses import replace

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


def test_a_right_account_lets_in(access_bench: AccessBench) -> None:
    access_bench.service.sign_in_account(access_bench.account)
    told = access_bench.events.wait_for(AccessChanged).signed_in
    assert told is not None
    assert (told.officer.id, told.is_offline) == (access_bench.user_id, False)
    assert access_bench.service.signed_in() == told


@pytest.mark.parametrize(
    "change", [{"login_name": "stranger"}, {"password": "x"}, {"code": "000000"}]
)
def test_whatever_is_wrong_with_an_account_the_answer_is_the_same(
    access_bench: AccessBench, change: dict[str, str]
) -> None:
    access_bench.service.sign_in_account(replace(access_bench.account, **change))
    event = access_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code, dict(event.data)) == ("sign_in_account", "D-112", {})
    assert access_bench.service.signed_in() is None
