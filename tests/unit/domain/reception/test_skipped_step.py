import pytest

from desktop.domain.reception.session import STEPS, status_of_step
from desktop.domain.reception.skipped_step import (
    MAX_SKIPPED,
    SKIPPABLE,
    step_after,
    step_to_skip,
)
from desktop.domain.reception.status import SessionStatus, Step
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit

NEXT = {
    Step.OPENING: Step.ROLL_CALL,
    Step.ROLL_CALL: Step.ANNOUNCEMENTS,
    Step.ANNOUNCEMENTS: Step.PRESENTATION,
    Step.PRESENTATION: Step.QUESTIONS,
}


@every_row("step", list(Step))
@every_row("status", list(SessionStatus))
def test_only_the_next_step_is_left_out_and_only_while_the_session_is_under_way(
    status: SessionStatus, step: Step
) -> None:
    is_under_way = step is not Step.CONSULTATION and status is status_of_step(step)
    expected = NEXT.get(step) if is_under_way else None
    assert step_to_skip(status=status, step=step) is expected


def test_after_a_step_that_is_left_out_comes_the_one_behind_it() -> None:
    assert len(SKIPPABLE) == MAX_SKIPPED
    for one in SKIPPABLE:
        assert STEPS.index(step_after(one)) == STEPS.index(one) + 1
