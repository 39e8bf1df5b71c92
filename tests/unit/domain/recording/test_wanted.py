"""Which states of a session are recorded: a table over every status and step."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.domain.conduct.consultation import Consultation
from desktop.domain.devices.device import DeviceRole
from desktop.domain.reception.session import OPEN_STATUSES, OVER_STATUSES
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import (
    NOTHING,
    Elsewhere,
    RecordedKind,
    elsewhere_of,
    is_recorded_here,
    recorded_kind,
    why_not_recorded,
)
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


CARD, LINE = Elsewhere(has_card=True), Elsewhere(has_line=True)
BOTH = Elsewhere(has_card=True, has_line=True)


@pytest.mark.parametrize(
    ("elsewhere", "is_recorded"), [(NOTHING, False), (CARD, True), (LINE, True), (BOTH, True)]
)
def test_elsewhere_a_room_records_only_by_what_it_chose_for_that(
    elsewhere: Elsewhere, *, is_recorded: bool
) -> None:
    live = replace(a_live(), platform="Hội nghị truyền hình")
    assert why_not_recorded(live, elsewhere) is (None if is_recorded else PartEnd.LEFT)
    assert is_recorded_here(live.platform, elsewhere) is is_recorded
    assert is_recorded_here("", elsewhere)
    paused = replace(live, status=SessionStatus.PAUSED)
    assert why_not_recorded(paused, elsewhere) is (PartEnd.PAUSED if is_recorded else PartEnd.LEFT)


def test_what_of_it_is_recorded_is_what_was_chosen() -> None:
    kinds = [recorded_kind("Hội nghị truyền hình", one) for one in (CARD, LINE, BOTH)]
    assert kinds == [RecordedKind.PICTURE, RecordedKind.SOUND, RecordedKind.BOTH]
    assert {recorded_kind("", one) for one in (CARD, LINE, BOTH)} == {RecordedKind.BOTH}


@pytest.mark.parametrize("elsewhere", [NOTHING, CARD, LINE, BOTH])
def test_a_device_counts_once_it_was_chosen_for_that(elsewhere: Elsewhere) -> None:
    chosen = {
        DeviceRole.CAPTURE_CARD: elsewhere.has_card,
        DeviceRole.LINE_INPUT: elsewhere.has_line,
    }
    assert elsewhere_of(lambda role: ["one"] if chosen.get(role, True) else []) == elsewhere
