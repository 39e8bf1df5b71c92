from dataclasses import replace

import pytest

from desktop.domain.access.events import AccessChanged, PageAsked, PinProved
from desktop.domain.events import ActionFailed
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


def test_a_page_of_the_issuer_is_told_and_who_comes_back_is_in(access_bench: AccessBench) -> None:
    assert access_bench.service.has_issuer()
    access_bench.service.sign_in_issuer()
    page = access_bench.events.wait_for(PageAsked)
    access_bench.come_back(page.address, None)
    told = access_bench.events.wait_for(AccessChanged).signed_in
    assert told is not None
    assert (told.officer.id, told.is_offline) == (access_bench.user_id, False)


def test_who_is_refused_there_is_told(access_bench: AccessBench) -> None:
    access_bench.service.sign_in_issuer()
    access_bench.come_back(access_bench.events.wait_for(PageAsked).address, "D-117")
    event = access_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code, dict(event.data)) == ("sign_in_issuer", "D-117", {})
    assert access_bench.service.signed_in() is None


def test_of_a_visit_that_was_cancelled_nothing_is_told(access_bench: AccessBench) -> None:
    access_bench.service.sign_in_issuer()
    access_bench.events.wait_for(PageAsked)
    access_bench.service.cancel_issuer()
    access_bench.service.sign_in(access_bench.user_id, access_bench.pin)
    access_bench.events.wait_for(AccessChanged)
    assert access_bench.events.of(ActionFailed) == []


def test_who_sits_here_shows_it_once_more_by_account(access_bench: AccessBench) -> None:
    access_bench.service.sign_in(access_bench.user_id, access_bench.pin)
    access_bench.events.wait_for(AccessChanged)
    access_bench.service.prove_issuer()
    access_bench.come_back(access_bench.events.wait_for(PageAsked).address, None)
    assert access_bench.events.wait_for(PinProved).user_id == access_bench.user_id


def test_nobody_shows_nothing(access_bench: AccessBench) -> None:
    access_bench.service.prove_issuer()
    event = access_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("prove_pin", "D-107")
