"""Which states of a session are recorded: a table over every status and step."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.domain.conduct.consultation import Consultation
from desktop.domain.reception.session import OPEN_STATUSES, OVER_STATUSES
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import why_not_recorded
from tests.samples.live import a_live

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("status", list(SessionStatus))
def test_it_is_recorded_from_the_opening_to_the_closing_but_in_pauses(
    status: SessionStatus,
) -> None:
    why_not = why_not_recorded(replace(a_live(), status=status, step=Step.PRESENTATION))
    if status in OVER_STATUSES:
        assert why_not is PartEnd.CLOSED
    elif status is SessionStatus.PAUSED:
        assert why_not is PartEnd.PAUSED
    elif status in OPEN_STATUSES:
        assert why_not is None
    else:
        assert why_not is PartEnd.LEFT


def test_a_consultation_is_not_recorded() -> None:
    live = replace(a_live(), step=Step.CONSULTATION)
    assert why_not_recorded(live) is PartEnd.CONSULTATION
    begun = Consultation(site_ids=(), at=datetime(2026, 11, 26, 2, 0, tzinfo=UTC))
    assert why_not_recorded(replace(a_live(), consultations=(begun,))) is PartEnd.CONSULTATION
    over = replace(begun, ended_at=begun.at)
    assert why_not_recorded(replace(a_live(), consultations=(over,))) is None
