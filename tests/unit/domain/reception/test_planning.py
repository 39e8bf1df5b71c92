"""What a session that is planned takes of others."""

from dataclasses import replace

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.planning import holds_its_cases
from desktop.domain.reception.session import was_broken_off
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

BEFORE = SessionId("before")
S = SessionStatus


@pytest.mark.parametrize(
    ("status", "ending", "is_so"),
    [
        (S.ADJOURNED, None, True),
        (S.ABORTED_TECHNICAL, None, True),
        (S.CLOSED, S.ADJOURNED, True),
        (S.CLOSED, S.REFUSED, False),
        (S.CLOSED, None, False),
        (S.POSTPONED, None, False),
    ],
)
def test_another_session_goes_on_with_what_was_broken_off(
    status: SessionStatus, ending: SessionStatus | None, *, is_so: bool
) -> None:
    end = None if ending is None else SessionEnding(status=ending, reason="Mất điện", at=NOON)
    assert was_broken_off(replace(a_plan(), status=status, ending=end)) is is_so


@pytest.mark.parametrize(
    ("status", "continued", "holds"),
    [
        (S.SCHEDULED, None, True),
        (S.SCHEDULED, BEFORE, True),
        (S.CLOSED, None, True),
        (S.ADJOURNED, None, True),
        (S.ADJOURNED, BEFORE, False),
        (S.CANCELLED, None, False),
    ],
)
def test_a_request_is_received_in_one_session(
    status: SessionStatus, continued: SessionId | None, *, holds: bool
) -> None:
    assert holds_its_cases(replace(a_plan(), status=status), continued) is holds
