"""Pauses of a running session: their reason, their time, and who ends them. Pure."""

from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone, moved
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.pause import Pause, back_fault, may_replace, with_end, with_pause
from desktop.domain.reception.status import PauseReason, SessionStatus


def pause_reason_of(untrusted: str) -> PauseReason:
    """The reason with this name. Raises: NotDone, an unknown word."""
    try:
        return PauseReason(untrusted)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error


def pause_session(
    live: Live, reason: PauseReason, now: datetime, back_at: datetime | None = None
) -> Live:
    """Media stops at every site's source. A pause may become one for secret content.

    Raises: NotDone, no such move, or a time that is not ahead on this day.
    """
    if back_at is not None and back_fault(back_at, now) is not None:
        raise NotDone(ProblemCode.BAD_REQUEST)
    told, came_from = live.told, live.paused_from
    is_paused = told.status is SessionStatus.PAUSED
    if not (is_paused and may_replace(told.pause_reason, reason)):
        came_from = told.status
        told = moved(live, SessionStatus.PAUSED).told
    pause = Pause(reason=reason, at=now, back_at=back_at)
    pauses = with_pause(told.pauses or (), pause)
    told = replace(told, pause_reason=reason, pauses=pauses, countdown=None)
    return replace(live, told=told, paused_from=came_from)


def resume_session(live: Live, now: datetime) -> Live:
    """Back to where the pause came from, whoever began it."""
    if live.paused_from is None:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return replace(_ended(moved(live, live.paused_from), now), paused_from=None)


def without_pause(live: Live, now: datetime) -> Live:
    """A session that is over is paused no longer."""
    return replace(_ended(live, now), paused_from=None)


def _ended(live: Live, now: datetime) -> Live:
    told = live.told
    pauses = None if told.pauses is None else with_end(told.pauses, now)
    return replace(live, told=replace(told, pause_reason=None, pauses=pauses))
