"""Countdowns: started, stopped, and what happens at zero. Pure."""

from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.course.pauses import resume_session
from desktop.cityserver.conduct.live.course.transitions import open_session
from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.countdown import countdown_from
from desktop.domain.reception.status import SessionStatus


def start_countdown(live: Live, now: datetime) -> Live:
    """To the opening, or to the end of a pause; one that runs already goes on.

    Raises: NotDone, nothing waits to be opened or to go on.
    """
    told = live.told
    is_paused = told.status is SessionStatus.PAUSED and live.paused_from is not None
    if not (is_paused or told.status is SessionStatus.READY):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    countdown = told.countdown or countdown_from(now)
    return replace(live, told=replace(told, countdown=countdown))


def stop_countdown(live: Live, now: datetime) -> Live:
    """Nothing is opened, nothing goes on. Raises: NotDone, none runs, or zero has come."""
    countdown = live.told.countdown
    if countdown is None or now >= countdown.zero_at:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return replace(live, told=replace(live.told, countdown=None))


def reach_zero(live: Live, now: datetime) -> Live:
    """The session opens or goes on, as of the moment that was named; as it is before that."""
    countdown = live.told.countdown
    if countdown is None or now < countdown.zero_at:
        return live
    if live.told.status is SessionStatus.READY:
        return open_session(live, countdown.zero_at)
    return resume_session(live, countdown.zero_at)
