"""The trial connection: which directions are seen and heard, and what is kept of it."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.conduct.trial import (
    FRESH,
    MAX_ID_CHARACTERS,
    Sense,
    directions,
    missing_directions,
    trial_evidence,
    trial_id,
    tried_session,
    with_sense,
)
from desktop.domain.ids import SessionId, SiteId

pytestmark = pytest.mark.unit

NOW = datetime(2026, 12, 7, 8, 10, tzinfo=UTC)
A, B, C = (SiteId(name) for name in "abc")


def told(of: SiteId, *, sees: bool = True, hears: bool = True) -> Sense:
    return Sense(of_site_id=of, sees=sees, hears=hears)


def test_a_trial_has_an_id_of_its_own_and_leads_back_to_its_session() -> None:
    call = trial_id(SessionId("s1"))
    assert call == "trial:s1"
    assert tried_session(call) == "s1"
    assert tried_session(SessionId("s1")) is None
    longest = SessionId("s" * MAX_ID_CHARACTERS)
    assert len(trial_id(longest) or "") == 64
    assert trial_id(SessionId(longest + "s")) is None


def test_every_direction_counts_and_none_is_its_own() -> None:
    assert list(directions((A, B))) == [(A, B), (B, A)]
    assert len(list(directions((A, B, C)))) == 6


def test_a_direction_is_missing_until_it_is_seen_and_heard_and_again_after_half_a_minute() -> None:
    sensed = with_sense((), A, (told(B),), NOW)
    assert missing_directions(sensed, (A, B), NOW) == ((B, A),)
    sensed = with_sense(sensed, B, (told(A, hears=False),), NOW)
    assert missing_directions(sensed, (A, B), NOW) == ((B, A),)
    sensed = with_sense(sensed, B, (told(A),), NOW + timedelta(seconds=20))
    assert missing_directions(sensed, (A, B), NOW + FRESH) == ()
    late = NOW + FRESH + timedelta(seconds=1)
    assert missing_directions(sensed, (A, B), late) == ((A, B),)


def test_what_a_site_says_takes_the_place_of_what_it_said_and_it_never_hears_itself() -> None:
    first = with_sense((), A, (told(B), told(A)), NOW)
    assert [one.of_site_id for one in first] == [B]
    assert with_sense(first, A, (), NOW) == ()


def test_the_evidence_counts_every_direction() -> None:
    assert trial_evidence(3, NOW) == (
        "Kết nối thử 15:10 ngày 07/12/2026: 3 điểm cầu, 6/6 chiều thấy, 6/6 chiều nghe (máy đo)"
    )
