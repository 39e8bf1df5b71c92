"""Sign-in in the system's browser: when it is offered, while it waits, and how it ends."""

from dataclasses import replace

import pytest

from desktop.domain.access.events import AccessChanged, PageAsked
from desktop.domain.events import ActionFailed
from desktop.domain.sync.status import Connectivity
from desktop.presenters.access.sign_in import ANSWER_LIMIT_S
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import PIN, an_officer

pytestmark = pytest.mark.unit

PAGE = "https://sso.example/authorize?state=s"


@pytest.fixture
def door(room: Room) -> Room:
    room.fake.access.person = None
    room.fake.access.people = (an_officer(),)
    room.fake.access.issuer_page = PAGE
    room.desk.start()
    return room


def state_of(room: Room) -> SignInViewState:
    return room.view.sign_in[-1]


def code_of(room: Room) -> str | None:
    message = state_of(room).message
    return None if message is None else message.code


def set_line(room: Room, connectivity: Connectivity) -> None:
    room.fake.sync.set_status(replace(room.fake.sync.status(), connectivity=connectivity))
    room.deliver()


def press(room: Room) -> None:
    room.desk.sign_in.open_issuer()
    room.deliver()


def come_back(room: Room, code: str | None = None) -> None:
    room.fake.access.come_back(code)
    room.deliver()


def test_it_is_offered_where_the_city_has_an_issuer_and_answers(door: Room) -> None:
    assert state_of(door).can_use_issuer
    set_line(door, Connectivity.OFFLINE)
    assert not state_of(door).can_use_issuer
    set_line(door, Connectivity.REFUSED)
    assert state_of(door).can_use_issuer
    assert state_of(door).issuer_title == ""
    door.fake.access.issuer_word = "VNeID"
    door.desk.sign_in.draw()
    assert state_of(door).issuer_title == "VNeID"
    door.fake.access.issuer_page = ""
    set_line(door, Connectivity.ONLINE)
    assert not state_of(door).can_use_issuer


def test_the_button_opens_the_page_once_and_waits(door: Room) -> None:
    press(door)
    press(door)
    assert door.view.pages == [PAGE]
    state = state_of(door)
    assert (state.is_in_browser, state.is_waiting, state.can_submit) == (True, True, False)
    assert code_of(door) is None


def test_a_browser_that_was_closed_is_shown_the_page_again(door: Room) -> None:
    door.desk.sign_in.reopen_page()
    assert door.view.pages == []
    press(door)
    door.desk.sign_in.reopen_page()
    assert door.view.pages == [PAGE, PAGE]
    door.desk.sign_in.cancel_issuer()
    door.desk.sign_in.reopen_page()
    assert door.view.pages == [PAGE, PAGE]


def test_who_comes_back_is_in(door: Room) -> None:
    press(door)
    come_back(door)
    assert door.view.shell[-1].screen is Screen.HOME
    assert not state_of(door).is_in_browser


def test_a_person_may_take_longer_than_an_answer_of_the_city(door: Room) -> None:
    press(door)
    door.pass_time(ANSWER_LIMIT_S * 2)
    assert state_of(door).is_in_browser


@pytest.mark.parametrize("code", ["D-117", "D-118", "D-119", "D-122", "D-123", "D-114"])
def test_why_not_is_told_and_the_pin_is_back(door: Room, code: str) -> None:
    press(door)
    come_back(door, code)
    state = state_of(door)
    assert (state.is_in_browser, state.is_waiting, code_of(door)) == (False, False, code)
    door.desk.sign_in.submit(PIN)
    door.deliver()
    assert door.view.shell[-1].screen is Screen.HOME


@pytest.mark.parametrize("is_by_key", [True, False])
def test_who_waits_no_longer_is_back_at_the_pin(door: Room, is_by_key: bool) -> None:
    press(door)
    leave = door.desk.sign_in.leave_form if is_by_key else door.desk.sign_in.cancel_issuer
    leave()
    state = state_of(door)
    assert (state.is_in_browser, state.is_waiting, code_of(door)) == (False, False, None)
    assert not door.fake.access.is_in_browser
    come_back(door)
    assert door.view.shell[-1].screen is Screen.SIGN_IN
    before = len(door.view.sign_in)
    leave()
    assert len(door.view.sign_in) == before
    press(door)
    assert len(door.view.pages) == 2


def test_the_key_leaves_the_account_form_too(door: Room) -> None:
    door.desk.sign_in.open_account()
    door.desk.sign_in.leave_form()
    assert state_of(door).account is None


def test_a_page_that_comes_too_late_is_not_opened(door: Room) -> None:
    door.desk.sign_in.open_issuer()
    door.desk.sign_in.cancel_issuer()
    door.deliver()
    assert door.view.pages == []
    door.tell(PageAsked(address=PAGE))
    assert door.view.pages == []


def test_without_a_browser_it_says_so_and_waits_no_longer(door: Room) -> None:
    door.view.has_browser = False
    press(door)
    assert code_of(door) == "D-124"
    assert not state_of(door).is_in_browser
    assert not door.fake.access.is_in_browser


def test_without_the_city_it_says_why(door: Room) -> None:
    set_line(door, Connectivity.OFFLINE)
    press(door)
    assert code_of(door) == "D-114"
    assert not state_of(door).is_in_browser


def test_a_list_that_comes_meanwhile_ends_nothing(door: Room) -> None:
    press(door)
    door.tell(AccessChanged(signed_in=None))
    assert state_of(door).is_in_browser


def test_the_screen_that_begins_anew_waits_for_no_browser(door: Room) -> None:
    press(door)
    door.desk.sign_in.start()
    assert not state_of(door).is_in_browser
    assert not door.fake.access.is_in_browser


def test_what_fails_elsewhere_is_not_told_here(door: Room) -> None:
    press(door)
    door.tell(ActionFailed(action="save_line", code="B-315", data={}))
    assert state_of(door).is_in_browser
    assert code_of(door) is None
