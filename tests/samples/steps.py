"""Ways through a session that skip no step."""

from itertools import pairwise

from desktop.domain.reception.session import STEPS
from desktop.domain.reception.status import Step

LISTED_STEPS: dict[str, set[str]] = {
    "opening": {"roll_call"},
    "roll_call": {"announcements"},
    "announcements": {"presentation"},
    "presentation": {"questions", "consultation"},
    "questions": {"presentation", "consultation", "conclusion"},
    "conclusion": {"questions", "read_back"},
    "read_back": {"conclusion", "signing"},
    "signing": {"conclusion", "closing"},
    "closing": set(),
}
"""domain.md §5, typed by hand; a consultation returns to its caller."""


def steps_to(target: Step, *, after: Step = Step.OPENING) -> tuple[Step, ...]:
    """The steps that are still to be walked, the target last. No consultation among them."""
    return STEPS[STEPS.index(after) + 1 : STEPS.index(target) + 1]


def is_lawful_walk(walked: list[Step]) -> bool:
    """Whether each step of a history may follow the one before it."""
    caller: Step | None = None
    for before, after in pairwise(walked):
        listed = {str(caller)} if before is Step.CONSULTATION else LISTED_STEPS[before.value]
        if after.value not in listed:
            return False
        if after is Step.CONSULTATION:
            caller = before
    return True
