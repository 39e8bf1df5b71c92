"""On a platform of somebody else the city takes nothing of a call, and all else as ever."""

from dataclasses import replace

import pytest

from desktop.cityserver.conduct.live.live_state import NotDone, dump_live, parse_live
from desktop.cityserver.conduct.live.rules import StateMessage, apply
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.agency_call import RingAgency
from desktop.contract.channel.conduct import PauseSession, SetStep
from desktop.contract.channel.consultation import BeginConsultation
from desktop.contract.channel.floor import AskFloor, LockMicrophone
from desktop.contract.channel.guests import RingGuest
from desktop.contract.channel.media import MediaReady, SetMedia
from desktop.contract.channel.trial import SenseSites
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus, Step
from desktop.session.words.mapping import live_session_from
from tests.fakes.fake_clock import NOON
from tests.unit.cityserver.conduct.live.test_rules import OPEN, READY, actor

pytestmark = pytest.mark.unit

PLATFORM = "Hội nghị truyền hình của Chính phủ"
WHO = actor(Role.LEADER, is_central=True)
THERE = replace(OPEN, told=replace(OPEN.told, platform=PLATFORM))


@pytest.mark.parametrize(
    "message",
    [
        MediaReady(),
        SetMedia(is_microphone_on=True, is_camera_on=True),
        LockMicrophone(site_id="here", is_locked=True),
        BeginConsultation(site_ids=("here",)),
        RingAgency(call_id="c", site_id="agency", question="Vì sao chậm?"),
        RingGuest(call_id="c", name="Khách", question="Vì sao chậm?"),
    ],
    ids=lambda one: one.type,
)
def test_nothing_of_a_call_is_taken(message: StateMessage) -> None:
    with pytest.raises(NotDone) as refused:
        apply(THERE, message, WHO, NOON)
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


def test_nobody_is_asked_what_is_seen_and_heard() -> None:
    ready = replace(READY, told=replace(READY.told, platform=PLATFORM))
    with pytest.raises(NotDone):
        apply(ready, SenseSites(sites=()), WHO, NOON)
    assert state_message(ready.told).sensed is None
    assert state_message(ready.told).takes_lamps  # a room may record it by its own devices
    assert state_message(READY.told).sensed == ()


def test_steps_turns_and_pauses_are_as_ever() -> None:
    live = apply(THERE, AskFloor(has_hand_up=True), WHO, NOON)
    live = apply(live, SetStep(step="roll_call"), WHO, NOON)
    assert live.told.step is Step.ROLL_CALL
    live = apply(live, PauseSession(reason="break"), WHO, NOON)
    assert live.told.status is SessionStatus.PAUSED


def test_every_desk_is_told_and_the_database_keeps_it() -> None:
    assert parse_live(dump_live(THERE)) == THERE
    told = live_session_from(SessionId("s"), state_message(THERE.told))
    assert (told.platform, told.takes_senses) == (PLATFORM, False)
