"""Our answer when the system wants to end programs, as Qt hands the question on."""

import logging

import pytest

from desktop.ui.platform.session_end import SessionEnd

pytestmark = pytest.mark.ui


class Question:
    """Of Qt's session manager the part that takes a refusal; Qt alone can make a real one."""

    def __init__(self) -> None:
        self.is_refused = False

    def cancel(self) -> None:
        self.is_refused = True


@pytest.mark.parametrize("may_end", [True, False])
def test_a_program_in_a_session_refuses_to_be_ended(
    caplog: pytest.LogCaptureFixture, *, may_end: bool
) -> None:
    question = Question()
    with caplog.at_level(logging.INFO):
        SessionEnd(lambda: may_end).answer(question)
    assert question.is_refused is not may_end
    assert ("may not end" in caplog.text) is not may_end
