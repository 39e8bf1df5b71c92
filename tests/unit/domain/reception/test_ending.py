import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.ending import (
    ENDINGS,
    MAX_REASON_CHARACTERS,
    ReasonFault,
    plain_reason,
    reason_fault,
)
from desktop.domain.reception.session import ENDED_STATUSES, OPEN_STATUSES, can_move, endings_from
from desktop.domain.reception.status import SessionStatus

pytestmark = pytest.mark.unit

S = SessionStatus
# domain.md §5, typed by hand
LAWFUL = {
    S.IN_SESSION: (S.ADJOURNED, S.ABORTED_TECHNICAL, S.REFUSED),
    S.PAUSED: (S.ADJOURNED, S.ABORTED_TECHNICAL),
    S.CONCLUDING: (S.ADJOURNED, S.ABORTED_TECHNICAL),
    S.MINUTES_REVIEW: (S.ADJOURNED, S.ABORTED_TECHNICAL),
}


@pytest.mark.parametrize("status", list(SessionStatus))
def test_only_an_open_session_without_signatures_is_ended_so(status: SessionStatus) -> None:
    assert endings_from(status) == LAWFUL.get(status, ())
    assert all(can_move(status, ending) for ending in endings_from(status))


def test_what_was_ended_so_is_over_and_may_be_closed() -> None:
    assert set(ENDINGS) <= ENDED_STATUSES
    assert not set(ENDINGS) & OPEN_STATUSES
    assert all(can_move(ending, S.CLOSED) for ending in ENDINGS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mất điện toàn xã  ", "Mất điện toàn xã"),
        ("Mất điện\n\ttoàn xã", "Mất điện toàn xã"),
        ("Mất\x00điện\u200b toàn\x1bxã", "Mất điện toàn xã"),
        ("Co\u0302ng da\u0302n", "Công dân"),
        (" \n ", ""),
    ],
)
def test_a_reason_is_one_plain_line(typed: str, kept: str) -> None:
    assert plain_reason(typed) == kept


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", ReasonFault.TOO_SHORT),
        ("x" * (MIN_REASON_CHARACTERS - 1), ReasonFault.TOO_SHORT),
        (" " * MAX_REASON_CHARACTERS, ReasonFault.TOO_SHORT),
        ("x" * MIN_REASON_CHARACTERS, None),
        (" " + "x" * MAX_REASON_CHARACTERS + "\n", None),
        ("x" * (MAX_REASON_CHARACTERS + 1), ReasonFault.TOO_LONG),
    ],
)
def test_a_reason_has_ten_to_five_hundred_characters(typed: str, fault: ReasonFault | None) -> None:
    assert reason_fault(typed) is fault


@given(st.text(max_size=80))
def test_a_plain_reason_is_plain_already(typed: str) -> None:
    kept = plain_reason(typed)
    assert plain_reason(kept) == kept
    assert kept.isprintable()
    assert reason_fault(kept) is reason_fault(typed)
