"""A silent call for help, as the city keeps it: who may ask, who sees to it, who hears nothing."""

import pytest

from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.calls.guest_view import guest_view
from desktop.cityserver.conduct.live.live_state import (
    Live,
    NotDone,
    dump_live,
    new_live,
    parse_live,
)
from desktop.cityserver.conduct.live.rules import Actor, StateMessage, apply, outcome_of
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.conduct import State
from desktop.contract.channel.help_call import CallHelp, TakeHelpCall
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.conduct.calls.help_call import HelpCall
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.session import ENDED_STATUSES
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HQ, COMMUNE, AGENCY = map(SiteId, ("hq", "commune", "agency"))


def actor(site_id: SiteId, *, is_trial: bool = False, is_guest: bool = False) -> Actor:
    return Actor(
        site_id=site_id,
        role=Role.ROOM_OFFICER,
        is_central=site_id == HQ,
        is_practice=False,
        scope=Scope.CITY,
        sites=frozenset({HQ, COMMUNE}),
        is_trial=is_trial,
        is_guest=is_guest,
    )


def seated(status: SessionStatus = SessionStatus.IN_SESSION) -> Live:
    live = new_live(SessionId("s"), status)
    for site_id in (HQ, COMMUNE):
        live = moves.take_seat(live, site_id, f"program-{site_id}")
    return live


def refusal(live: Live, message: StateMessage, who: Actor) -> ProblemCode:
    with pytest.raises(NotDone) as refused:
        apply(live, message, who, NOON)
    return refused.value.code


def test_who_asks_and_who_sees_to_it_is_kept_and_told_to_desks() -> None:
    live = apply(seated(), CallHelp(), actor(COMMUNE), NOON)
    assert live.told.help_calls == (HelpCall(site_id=COMMUNE, at=NOON),)
    live = apply(live, TakeHelpCall(site_id=COMMUNE), actor(HQ), NOON)
    taken = HelpCall(site_id=COMMUNE, at=NOON, taken_by=HQ, taken_at=NOON)
    assert live.told.help_calls == (taken,)
    told = state_message(live.told).help_calls
    assert told is not None
    assert [(one.site_id, one.taken_by) for one in told] == [(COMMUNE, HQ)]
    assert parse_live(dump_live(live)) == live


def test_a_guest_neither_says_nor_hears_anything_of_it() -> None:
    live = apply(seated(), CallHelp(), actor(COMMUNE), NOON)
    for message in (CallHelp(), TakeHelpCall(site_id=COMMUNE)):
        assert refusal(live, message, actor(HQ, is_guest=True)) is ProblemCode.FORBIDDEN
    shown = guest_view(state_message(live.told), HQ)
    assert isinstance(shown, State)
    assert shown.help_calls is None
    assert "help" not in shown.model_dump_json(exclude_none=True)


@pytest.mark.parametrize("status", sorted(ENDED_STATUSES))
def test_nothing_is_asked_of_a_session_that_is_over(status: SessionStatus) -> None:
    assert refusal(seated(status), CallHelp(), actor(COMMUNE)) is ProblemCode.NOT_ALLOWED_NOW


def test_what_nobody_asks_for_nobody_sees_to() -> None:
    live = seated()
    took = TakeHelpCall(site_id=COMMUNE)
    assert refusal(live, took, actor(HQ)) is ProblemCode.NOT_FOUND
    live = apply(live, CallHelp(), actor(COMMUNE), NOON)
    assert refusal(live, took, actor(COMMUNE)) is ProblemCode.NOT_FOUND


def test_it_needs_a_seat_and_a_session() -> None:
    assert refusal(seated(), CallHelp(), actor(AGENCY)) is ProblemCode.FORBIDDEN
    trial = actor(COMMUNE, is_trial=True)
    assert refusal(seated(), CallHelp(), trial) is ProblemCode.NOT_ALLOWED_NOW


def test_the_audit_log_notes_it() -> None:
    assert outcome_of(CallHelp()) == "done"
    assert outcome_of(TakeHelpCall(site_id=COMMUNE)) == "done"
