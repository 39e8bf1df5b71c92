"""Pauses as the city tells them, and as they are not believed."""

from datetime import timedelta
from typing import Any

import pytest

from desktop.contract.channel.conduct import State
from desktop.domain.conduct.pause import MAX_PAUSES, Pause
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import PauseReason
from desktop.session.words.mapping import live_session_from
from desktop.session.words.misfit import Misfit
from tests.fakes.fake_clock import NOON
from tests.samples.channel import a_state

pytestmark = pytest.mark.unit

LATER = NOON + timedelta(minutes=5)
ONE = {"reason": "order", "at": NOON, "back_at": LATER, "ended_at": None}


def pauses_of(told: Any) -> tuple[Pause, ...] | None:
    state = State.model_validate({**a_state(1, {}), "pauses": told})
    return live_session_from(SessionId("s"), state).pauses


def test_pauses_come_with_the_state_of_a_city_that_keeps_them() -> None:
    assert pauses_of(None) is None
    assert pauses_of([]) == ()
    assert pauses_of([ONE]) == (Pause(reason=PauseReason.ORDER, at=NOON, back_at=LATER),)


@pytest.mark.parametrize(
    "wrong",
    [
        [{**ONE, "reason": "boredom"}],
        [{**ONE, "at": NOON.replace(tzinfo=None)}],
        [{**ONE, "back_at": NOON.replace(tzinfo=None)}],
        [{**ONE, "ended_at": NOON.replace(tzinfo=None)}],
        [ONE] * (MAX_PAUSES + 1),
    ],
)
def test_what_makes_no_sense_is_not_believed(wrong: Any) -> None:
    with pytest.raises(Misfit):
        pauses_of(wrong)
