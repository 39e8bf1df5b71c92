"""The trial connection: which directions are seen and heard, and what is kept of it."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.trial import (
    FRESH,
    MAX_DOUBTS,
    MAX_ID_CHARACTERS,
    TRIAL_PAGE,
    TRIAL_PAGE_SHA256,
    Doubt,
    Sense,
    TrialPage,
    connected_evidence,
    directions,
    doubts_evidence,
    is_doubted,
    lacking_page,
    missing_directions,
    trial_evidence,
    trial_id,
    tried_session,
    with_doubt,
    with_sense,
)
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.files.resources import resource_path

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


def test_the_evidence_counts_every_direction_and_where_the_page_was_drawn() -> None:
    assert trial_evidence(3, NOW, on_second=2) == (
        "Kết nối thử 15:10 ngày 07/12/2026: 3 điểm cầu, 6/6 chiều thấy, 6/6 chiều nghe, trang thử "
        "hiện ở 2/2 điểm cầu khác, báo cả màn hình 2: 2/3 (máy đo)"
    )
    assert "trang" not in connected_evidence(3, NOW)


def doubt(by: SiteId, of: SiteId, minute: int = 0) -> Doubt:
    at = NOW + timedelta(minutes=minute)
    return Doubt(by_site_id=by, of_site_id=of, at=at, user_id=UserId("u"))


def test_a_doubted_direction_is_missing_until_the_doubt_is_taken_back() -> None:
    sensed = with_sense((), A, (told(B),), NOW) + with_sense((), B, (told(A),), NOW)
    assert missing_directions(sensed, (A, B), NOW) == ()
    doubts = with_doubt((), doubt(A, B), stands=True)
    assert missing_directions(sensed, (A, B), NOW, doubts) == ((A, B),)
    assert is_doubted(doubts, A, B)
    assert not is_doubted(doubts, B, A)
    assert with_doubt(doubts, doubt(A, B, 1), stands=True) == doubts
    doubts = with_doubt(doubts, doubt(B, A, 2), stands=True)
    back = with_doubt(doubts, doubt(A, B, 3), stands=False)
    assert missing_directions(sensed, (A, B), NOW, back) == ((B, A),)
    assert [(one.by_site_id, one.until) for one in back] == [
        (A, NOW + timedelta(minutes=3)), (B, None),
    ]  # fmt: skip
    assert with_doubt(back, doubt(A, B, 4), stands=False) == back


def test_the_newest_doubts_are_kept() -> None:
    doubts: tuple[Doubt, ...] = ()
    for minute in range(MAX_DOUBTS + 5):
        doubts = with_doubt(doubts, doubt(A, B, minute), stands=True)
        doubts = with_doubt(doubts, doubt(A, B, minute), stands=False)
    assert len(doubts) == MAX_DOUBTS
    assert doubts[-1].at == NOW + timedelta(minutes=MAX_DOUBTS + 4)


def test_who_doubted_what_and_when_is_evidence_as_far_as_there_is_room() -> None:
    one = replace(doubt(A, B), until=NOW + timedelta(minutes=2))
    said = [(one, "Cán bộ Mẫu (A nhận từ B)"), (doubt(B, A, 1), "Thư ký Mẫu (B nhận từ A)")]
    first = "; ghi chưa đạt 15:10–15:12 Cán bộ Mẫu (A nhận từ B)"
    both = first + "; ghi chưa đạt 15:11 Thư ký Mẫu (B nhận từ A)"
    assert doubts_evidence([], 100) == ""
    short = replace(one, until=NOW + timedelta(seconds=20))
    assert doubts_evidence([(short, "Cán bộ Mẫu")], 100) == "; ghi chưa đạt 15:10 Cán bộ Mẫu"
    assert doubts_evidence(said, len(both)) == both
    assert doubts_evidence(said, len(both) - 1) == first + "; và 1 lần ghi chưa đạt khác"
    assert doubts_evidence(said, 40) == "; và 2 lần ghi chưa đạt khác"
    assert doubts_evidence(said, 10) == ""


@given(st.integers(0, 300), st.lists(st.text("ab ", max_size=60), max_size=8))
def test_what_is_said_of_doubts_never_needs_more_room_than_there_is(
    room: int, names: list[str]
) -> None:
    said = doubts_evidence([(doubt(A, B), name) for name in names], room)
    assert len(said) <= room


def test_the_page_is_missing_where_it_was_not_drawn() -> None:
    assert lacking_page(None, (A, B)) == (A, B)
    page = TrialPage(by_site_id=A, number=1)
    assert lacking_page(page, (A, B, C)) == (B, C)
    assert lacking_page(replace(page, drawn=frozenset({C})), (A, B, C)) == (B,)


def test_the_page_that_programs_carry_is_the_one_that_they_compare() -> None:
    content = resource_path(*TRIAL_PAGE).read_bytes()
    assert hashlib.sha256(content).hexdigest() == TRIAL_PAGE_SHA256
