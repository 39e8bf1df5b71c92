"""Moves of a running session: opening, steps, pauses, endings."""

from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.course.pauses import (
    pause_reason_of,
    pause_session,
    resume_session,
    without_pause,
)
from desktop.cityserver.conduct.live.floor.floor import with_floor, without_hands
from desktop.cityserver.conduct.live.floor.stage import present
from desktop.cityserver.conduct.live.live_state import Live, NotDone, moved
from desktop.contract.channel.conduct import (
    CloseSession,
    EndSession,
    OpenSession,
    PauseSession,
    ResumeSession,
)
from desktop.contract.channel.pause import PauseUntil
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.roll_call import OLD_PROGRAM_REASON, is_held_at_roll, step_left_out
from desktop.domain.reception.ending import ENDINGS, SessionEnding, plain_reason, reason_fault
from desktop.domain.reception.session import can_go_to, endings_from, status_of_step
from desktop.domain.reception.skipped_step import (
    SkippedStep,
    step_after,
    still_skipped,
)
from desktop.domain.reception.status import SessionStatus, Step

Transition = OpenSession | PauseSession | PauseUntil | ResumeSession | CloseSession | EndSession


def apply_transition(live: Live, message: Transition, now: datetime) -> Live:
    """The session opened, paused, resumed, closed or ended."""
    match message:
        case OpenSession():
            return open_session(live, now)
        case PauseSession():
            return pause_session(live, pause_reason_of(message.reason), now)
        case PauseUntil():
            return pause_session(live, pause_reason_of(message.reason), now, message.back_at)
        case ResumeSession():
            return resume_session(live, now)
        case CloseSession():
            return close_session(live)
        case EndSession():
            return end_session(live, _ending(message, now))


def _ending(message: EndSession, now: datetime) -> SessionEnding:
    if message.status not in ENDINGS or reason_fault(message.reason) is not None:
        raise NotDone(ProblemCode.BAD_REQUEST)
    return SessionEnding(
        status=SessionStatus(message.status), reason=plain_reason(message.reason), at=now
    )


def step_of(untrusted: str) -> Step:
    """The step with this name. Raises: NotDone, an unknown word."""
    try:
        return Step(untrusted)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error


def open_session(live: Live, now: datetime) -> Live:
    """The chair opens."""
    if live.told.status is not SessionStatus.READY:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)  # a pause is ended by resume_session only
    live = moved(live, SessionStatus.IN_SESSION)
    return replace(live, told=replace(live.told, opened_at=now, step=Step.OPENING))


def close_session(live: Live) -> Live:
    """The chair closes: nobody speaks, nothing is shown."""
    return _quiet(moved(live, SessionStatus.CLOSED))


def end_session(live: Live, ending: SessionEnding) -> Live:
    """The chair ends an open session without signatures; the rest is as at a close."""
    if ending.status not in endings_from(live.told.status):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    live = _quiet(moved(live, ending.status))
    live = without_pause(live, ending.at)
    return replace(live, told=replace(live.told, ending=ending))


def set_step(
    live: Live,
    step: Step,
    reason: str,
    now: datetime,
    *,
    is_roll_whole: bool = True,
    calls_roll: bool = True,
) -> Live:
    """Move to a step that follows the present one, and to the status that goes with it.

    reason: why the step between is left out, where one is, or the roll call itself.
    is_roll_whole: of everybody it was noted whether they are there. calls_roll: the program that
    asks can note it; an older one goes on, and the minutes say why the roll was not called.

    Raises: NotDone, a step that would be left out without a reason or gone back to, a pause, no
        open session.
    """
    told = live.told
    caller = told.consultation_from or Step.PRESENTATION
    is_held = is_held_at_roll(told.step, step, is_roll_whole=is_roll_whole)
    if is_held and not calls_roll:
        reason = reason or OLD_PROGRAM_REASON
    may_go = can_go_to(step, status=told.status, step=told.step, returns_to=caller)
    if not may_go or is_held:
        told = _leave_out(told, step, reason, now, is_roll_whole=is_roll_whole)
    consultation_from = told.step if step is Step.CONSULTATION else None
    return replace(
        live,
        told=replace(
            told,
            status=status_of_step(step),
            step=step,
            consultation_from=consultation_from,
            skipped=still_skipped(told.skipped or (), step),
        ),
    )


def _leave_out(
    told: LiveSession, target: Step, reason: str, now: datetime, *, is_roll_whole: bool
) -> LiveSession:
    left_out = step_left_out(status=told.status, step=told.step, is_roll_whole=is_roll_whole)
    if left_out is None or target is not step_after(left_out):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    if reason_fault(reason) is not None:
        raise NotDone(ProblemCode.BAD_REQUEST if reason else ProblemCode.NOT_ALLOWED_NOW)
    one = SkippedStep(step=left_out, reason=plain_reason(reason), at=now)
    return replace(told, skipped=(*(told.skipped or ()), one))


def _quiet(live: Live) -> Live:
    return present(without_hands(with_floor(live, None, None)), None)
