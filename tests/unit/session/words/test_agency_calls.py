"""Calls as the city tells them, as they are not believed, and what is ordered of them."""

import json
from typing import Any

import pytest

from desktop.contract.channel.agency_call import (
    DEFAULT_RING_S,
    MAX_QUESTION_CHARACTERS,
    MAX_RING_S,
    MIN_RING_S,
)
from desktop.contract.channel.conduct import State
from desktop.contract.channel.guests import GuestLink
from desktop.domain.conduct.calls import agency_call as rules
from desktop.domain.conduct.calls.agency_call import Calls, CallStage, CallTarget
from desktop.domain.conduct.calls.guest import MAX_LINK_S
from desktop.domain.ids import CallId, SessionId, SiteId
from desktop.session.line.outgoing import text_of
from desktop.session.words.agency_calls import CallCommands, guest_link_from
from desktop.session.words.mapping import live_session_from
from desktop.session.words.misfit import Misfit
from tests.fakes.fake_clock import NOON
from tests.samples.channel import a_state

pytestmark = pytest.mark.unit

ONE = {
    "id": "c1",
    "target": "site",
    "site_id": "agency",
    "name": "Sở Xây dựng",
    "rung_at": NOON,
    "ring_s": 60,
    "stage": "refused",
    "answered_at": NOON,
    "ended_at": NOON,
    "reason": "Đang họp",
}


def calls_of(told: Any) -> Calls | None:
    state = State.model_validate({**a_state(1, {}), "calls": told})
    return live_session_from(SessionId("s"), state).calls


def test_calls_come_with_the_state_of_a_city_that_rings() -> None:
    assert calls_of(None) is None
    assert calls_of([]) == ()
    calls = calls_of([ONE, {**ONE, "id": "c2", "target": "guest", "stage": "listening"}])
    assert calls is not None
    assert [(one.target, one.stage) for one in calls] == [
        (CallTarget.SITE, CallStage.REFUSED),
        (CallTarget.GUEST, CallStage.LISTENING),
    ]
    assert (calls[0].reason, calls[0].answered_at, calls[0].joined_at) == ("Đang họp", NOON, None)


def test_an_older_city_does_not_say_who_left_by_its_own_press() -> None:
    gone = {**ONE, "stage": "let_go"}
    calls = calls_of([gone, {**gone, "id": "c2", "left_itself": True}])
    assert calls is not None
    assert [one.left_itself for one in calls] == [False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        [{**ONE, "stage": "asleep"}],
        [{**ONE, "target": "satellite"}],
        [{**ONE, "rung_at": NOON.replace(tzinfo=None)}],
        [{**ONE, "answered_at": NOON.replace(tzinfo=None)}],
        [{**ONE, "ring_s": 1}],
        [{**ONE, "name": "x" * 251}],
        [{**ONE, "question": "x" * 251}],
        [{**ONE, "reason": "x" * 201}],
        [ONE] * 33,
    ],
)
def test_what_makes_no_sense_is_not_believed(wrong: Any) -> None:
    with pytest.raises(Misfit):
        calls_of(wrong)


def test_what_is_ordered_fits_the_wire() -> None:
    said: list[Any] = []
    commands = CallCommands(said.append)
    commands.ring(SiteId("agency"), "Loại  đất\nnào?", 1)
    commands.ring(SiteId("agency"), "x" * 1_000, 100_000)
    commands.withdraw(CallId("c1"))
    commands.let_go(CallId("c1"))
    commands.join_in()
    kinds = ["ring_agency", "ring_agency", "withdraw_ring", "let_go", "join_in"]
    assert [one.type for one in said] == kinds
    assert '"question":"Loại đất nào?"' in text_of(said[0])
    assert f'"ring_s":{MIN_RING_S}' in text_of(said[0])
    assert f'"ring_s":{MAX_RING_S}' in text_of(said[1])


def test_wire_and_domain_have_the_same_limits() -> None:
    assert (MIN_RING_S, MAX_RING_S, DEFAULT_RING_S, MAX_QUESTION_CHARACTERS) == (
        rules.MIN_RING_S,
        rules.MAX_RING_S,
        rules.RING_S,
        rules.MAX_QUESTION_CHARACTERS,
    )


def test_a_link_rings_longer_than_a_desk() -> None:
    long_ring = {**ONE, "target": "guest", "stage": "ringing", "ring_s": MAX_LINK_S}
    calls = calls_of([long_ring])
    assert calls is not None
    assert calls[0].ring_s == MAX_LINK_S
    for wrong in ({"ring_s": MAX_LINK_S + 1}, {"target": "site"}):
        with pytest.raises(Misfit):
            calls_of([{**long_ring, **wrong}])


def test_a_guest_is_rung_by_its_name_and_the_call_is_known_at_once() -> None:
    sent: list[str] = []
    calls = CallCommands(lambda message: sent.append(text_of(message)))
    call_id = calls.ring_guest(" Bộ\nMẫu ", "Loại đất?")
    asked = json.loads(sent[0])
    assert asked == {
        "type": "ring_guest",
        "call_id": call_id,
        "name": "Bộ Mẫu",
        "question": "Loại đất?",
    }


def test_the_link_of_a_guest_stands_below_the_citys_own_address() -> None:
    path = f"/guest#session-1.{'x' * 43}"
    told = GuestLink(call_id="c1", path=path, expires_at=NOON)
    made = guest_link_from(told, "https://city.example/")
    assert (made.call_id, made.url) == (CallId("c1"), f"https://city.example{path}")
    assert path not in repr(made)


@pytest.mark.parametrize(
    "path", ["", "//evil.example/guest#s.x", "/guest#s.short", "/guest#s.\n", "@evil/guest#s.t"]
)
def test_a_link_to_anywhere_else_is_not_believed(path: str) -> None:
    with pytest.raises(Misfit):
        guest_link_from(GuestLink(call_id="c1", path=path, expires_at=NOON), "https://city.example")
