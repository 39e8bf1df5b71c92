"""View states of the session's steps."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.reception.status import Step
from desktop.presenters.conduct.verb import VerbState


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the legal order."""

    step: Step
    state: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPanel:
    """Steps. next_step None after the last one, or before the session is open.

    skipped_step: the one that may be left out now, None when none may be.
    """

    rows: tuple[StepRow, ...]
    next_step: Step | None
    next_verb: VerbState
    skipped_step: Step | None
    skip_verb: VerbState
