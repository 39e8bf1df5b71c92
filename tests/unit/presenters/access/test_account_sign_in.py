"""Sign-in by city account: the way there, the way back, and what is told."""

from dataclasses import replace

import pytest

from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.events import AccessChanged
from desktop.domain.events import ActionFailed
from desktop.domain.sync.status import Connectivity
from desktop.presenters.access.account_entry import AccountEntry, AccountViewState
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Message
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import ACCOUNT, an_officer

pytestmark = pytest.mark.unit

WHOLE = AccountEntry(has_login_name=True, has_password=True, code_digits=6)


@pytest.fixture
def door(room: Room) -> Room:
    room.fake.access.person = None
    room.fake.access.people = (an_officer(),)
    room.desk.start()
    return room


def state_of(room: Room) -> SignInViewState:
    return room.view.sign_in[-1]


def account_of(room: Room) -> AccountViewState:
    account = state_of(room).account
    assert account is not None
    return account


def message_of(room: Room) -> Message:
    message = state_of(room).message
    assert message is not None
    return message


def set_line(room: Room, connectivity: Connectivity) -> None:
    room.fake.sync.set_status(replace(room.fake.sync.status(), connectivity=connectivity))
    room.deliver()


def submit(room: Room, shown: AccountCredentials = ACCOUNT) -> None:
    room.desk.sign_in.edit_account(WHOLE)
    room.desk.sign_in.submit_account(shown)
    room.deliver()


def test_the_link_puts_the_form_in_the_place_of_the_pin_and_back(door: Room) -> None:
    assert state_of(door).account is None
    door.desk.sign_in.open_account()
    assert not account_of(door).can_submit
    assert not account_of(door).wants_new_pin
    door.desk.sign_in.close_account()
    assert state_of(door).account is None
    before = len(door.view.sign_in)
    door.desk.sign_in.close_account()
    assert len(door.view.sign_in) == before


def test_a_city_that_refuses_the_desk_still_takes_an_account(door: Room) -> None:
    set_line(door, Connectivity.REFUSED)
    door.desk.sign_in.open_account()
    assert state_of(door).message is None
    submit(door)
    assert door.view.shell[-1].screen is Screen.HOME


def test_without_the_city_it_says_why_and_the_pin_stays(door: Room) -> None:
    set_line(door, Connectivity.OFFLINE)
    door.desk.sign_in.open_account()
    assert state_of(door).account is None
    assert message_of(door).code == "D-114"


def test_a_line_that_breaks_under_the_form_is_told_and_comes_back(door: Room) -> None:
    door.desk.sign_in.open_account()
    door.desk.sign_in.edit_account(WHOLE)
    set_line(door, Connectivity.OFFLINE)
    assert message_of(door).code == "D-114"
    assert not account_of(door).can_submit
    submit(door)
    assert door.fake.access.person is None
    set_line(door, Connectivity.ONLINE)
    assert state_of(door).message is None
    assert account_of(door).can_submit


@pytest.mark.parametrize(
    "entry",
    [
        AccountEntry(),
        replace(WHOLE, has_login_name=False),
        replace(WHOLE, has_password=False),
        replace(WHOLE, code_digits=5),
    ],
)
def test_half_a_form_sends_nothing(door: Room, entry: AccountEntry) -> None:
    door.desk.sign_in.open_account()
    door.desk.sign_in.edit_account(entry)
    assert not account_of(door).can_submit
    door.desk.sign_in.submit_account(ACCOUNT)
    door.deliver()
    assert door.fake.access.person is None


def test_without_the_form_nothing_is_sent(door: Room) -> None:
    submit(door)
    assert door.fake.access.person is None


def test_a_right_account_leads_home_and_the_form_is_gone(door: Room) -> None:
    door.desk.sign_in.open_account()
    submit(door)
    assert door.view.shell[-1].screen is Screen.HOME
    assert state_of(door).account is None


def test_while_the_answer_is_awaited_nothing_is_pressed_twice(door: Room) -> None:
    door.desk.sign_in.open_account()
    door.desk.sign_in.edit_account(WHOLE)
    door.desk.sign_in.submit_account(replace(ACCOUNT, code="000000"))
    assert state_of(door).is_waiting
    assert not account_of(door).can_submit
    door.desk.sign_in.submit_account(ACCOUNT)
    door.desk.sign_in.open_account()
    door.deliver()
    assert message_of(door).code == "D-112"
    assert door.fake.access.person is None


def test_a_refusal_empties_the_secrets_and_keeps_the_name(door: Room) -> None:
    door.desk.sign_in.open_account()
    before = account_of(door).clears_secrets
    submit(door, replace(ACCOUNT, password="another one"))
    assert message_of(door).code == "D-112"
    assert account_of(door).clears_secrets == before + 1
    assert not account_of(door).can_submit
    door.desk.sign_in.edit_account(AccountEntry(has_password=True, code_digits=6))
    assert not account_of(door).can_submit
    submit(door)
    assert door.view.shell[-1].screen is Screen.HOME


def test_a_city_lost_on_the_way_leads_back_to_the_pin(door: Room) -> None:
    door.desk.sign_in.open_account()
    door.fake.access.is_offline = True
    submit(door)
    assert state_of(door).account is None
    assert message_of(door).code == "D-114"


def test_closing_takes_the_reproach_away(door: Room) -> None:
    door.desk.sign_in.open_account()
    submit(door, replace(ACCOUNT, code="000000"))
    door.desk.sign_in.close_account()
    assert state_of(door).message is None


def test_a_new_pin_is_asked_for_twice(door: Room) -> None:
    door.desk.sign_in.open_account()
    door.desk.sign_in.edit_account(WHOLE)
    door.desk.sign_in.toggle_new_pin()
    assert account_of(door).wants_new_pin
    assert not account_of(door).can_submit
    for first, second, is_same, is_odd, can_submit in [
        (0, 0, True, False, False),
        (6, 0, False, False, False),
        (6, 5, False, False, False),
        (6, 6, False, True, False),
        (0, 1, False, True, False),
        (5, 5, True, False, False),
        (6, 6, True, False, True),
    ]:
        entry = replace(
            WHOLE,
            new_pin_digits=first,
            new_pin_again_digits=second,
            is_new_pin_same=is_same,
        )
        door.desk.sign_in.edit_account(entry)
        assert account_of(door).is_new_pin_odd is is_odd
        assert account_of(door).can_submit is can_submit
    door.desk.sign_in.toggle_new_pin()
    door.desk.sign_in.edit_account(replace(WHOLE, new_pin_again_digits=6, is_new_pin_same=False))
    assert not account_of(door).is_new_pin_odd
    assert account_of(door).can_submit


def test_a_new_pin_that_anybody_would_guess_is_named_once_it_is_long_enough(door: Room) -> None:
    door.desk.sign_in.open_account()
    easy = replace(WHOLE, new_pin_digits=5, new_pin_again_digits=5, is_new_pin_easy=True)
    door.desk.sign_in.edit_account(easy)
    assert not account_of(door).is_new_pin_easy
    door.desk.sign_in.toggle_new_pin()
    for digits, is_told in ((5, False), (6, True)):
        door.desk.sign_in.edit_account(
            replace(easy, new_pin_digits=digits, new_pin_again_digits=digits)
        )
        assert account_of(door).is_new_pin_easy is is_told
        assert not account_of(door).can_submit


def test_a_sign_in_list_that_comes_late_leaves_the_form_alone(door: Room) -> None:
    door.desk.sign_in.open_account()
    door.desk.sign_in.edit_account(WHOLE)
    before = account_of(door)
    door.tell(AccessChanged(signed_in=None))
    assert account_of(door) == before
    assert before.can_submit


def test_a_refusal_that_comes_after_the_way_back_is_told_over_the_pin(door: Room) -> None:
    door.tell(ActionFailed(action="sign_in_account", code="D-113", data={}))
    assert state_of(door).account is None
    assert message_of(door).code == "D-113"


def test_what_was_typed_is_never_part_of_what_is_drawn(door: Room) -> None:
    door.desk.sign_in.open_account()
    submit(door, replace(ACCOUNT, code="000000", new_pin="975310"))
    drawn = repr(door.view.sign_in)
    for secret in (ACCOUNT.password, ACCOUNT.code, "975310"):
        assert secret not in drawn
