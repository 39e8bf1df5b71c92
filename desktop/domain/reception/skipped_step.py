"""A step of the legal order that was left out, with the reason that the minutes print."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.reception.session import STEPS, status_of_step
from desktop.domain.reception.status import SessionStatus, Step

SKIPPABLE = frozenset({Step.ROLL_CALL, Step.ANNOUNCEMENTS, Step.PRESENTATION, Step.QUESTIONS})
"""A conclusion, its reading back and the signatures are what a session is held for."""

MAX_SKIPPED = len(SKIPPABLE)
"""Of one session: a step that it comes to after all is left out no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedStep:
    """step: left out. reason: plain, one line. at: aware, of the city's clock."""

    step: Step
    reason: str
    at: datetime


def step_to_skip(*, status: SessionStatus, step: Step) -> Step | None:
    """The step that may be left out from here: the next one; None when there is none.

    One at a time, each with its reason. In a pause, in a consultation, before the opening and
    after the end nothing is left out.
    """
    if step not in STEPS or status is not status_of_step(step):
        return None
    following = STEPS[STEPS.index(step) + 1 :][:1]
    return following[0] if following and following[0] in SKIPPABLE else None


def still_skipped(former: tuple[SkippedStep, ...], step: Step) -> tuple[SkippedStep, ...]:
    """Those still left out when the session comes to this step after all."""
    return tuple(one for one in former if one.step is not step)


def step_after(skipped: Step) -> Step:
    """Where a session goes that leaves this step out. skipped: one of SKIPPABLE."""
    return STEPS[STEPS.index(skipped) + 1]
