"""The text of the minutes is the same bytes at every site, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.record.mark import mark_text
from desktop.domain.record.minutes import LineVersion, MinuteLine, MinuteLineKind
from desktop.domain.record.minutes_text import canonical_text, counted_lines, is_late, text_digest
from desktop.domain.sync.operation import RecordStorage
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HQ, COMMUNE = SiteId("hq"), SiteId("commune")
Change = Callable[[MinuteLine], MinuteLine]


def line(number: int = 1, text: str = "Gia đình đã gửi đơn ba lần.") -> MinuteLine:
    return MinuteLine(
        id=MinuteLineId(f"line-{number}"),
        session_id=SessionId("s"),
        owner_site_id=HQ,
        at=NOON + timedelta(seconds=number),
        speaker="Công dân A",
        kind=MinuteLineKind.STATEMENT,
        text=text,
    )


def late(one: MinuteLine, status: str, at: datetime = NOON) -> MinuteLine:
    return replace(one, accepted_after=AcceptedAfter(status=status, at=at))


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, text="Gia đình đã gửi đơn hai lần."),
        lambda one: replace(one, speaker="Công dân B"),
        lambda one: replace(one, kind=MinuteLineKind.AGREEMENT),
        lambda one: replace(one, at=one.at + timedelta(microseconds=1)),
        lambda one: replace(one, owner_site_id=COMMUNE),
        lambda one: replace(one, id=MinuteLineId("line-x")),
    ],
)
def test_another_word_speaker_sense_or_hour_is_another_text(change: Change) -> None:
    assert text_digest([change(line())]).sha256 != text_digest([line()]).sha256


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, revision=7, storage=RecordStorage.CITY, saved_at=NOON),
        lambda one: replace(one, written_by="Thư ký Mẫu"),
        lambda one: replace(one, at=one.at.astimezone(timezone(timedelta(hours=7)))),
    ],
)
def test_where_it_is_kept_and_who_typed_it_is_no_part_of_the_text(change: Change) -> None:
    assert text_digest([change(line())]) == text_digest([line()])


def test_the_text_is_what_it_was_on_the_day_it_was_defined() -> None:
    """Whoever changes the canonical form makes every hash on paper untrue."""
    fixed = replace(line(), at=datetime(2026, 11, 12, 2, 30, tzinfo=UTC))
    assert canonical_text([fixed]).decode() == (
        '[["line-1","hq","2026-11-12T02:30:00.000000+00:00","Công dân A","statement",'
        '"Gia đình đã gửi đơn ba lần."]]'
    )


def test_marks_and_lines_without_words_do_not_count() -> None:
    mark = replace(line(2, mark_text(NOON)), kind=MinuteLineKind.TECHNICAL)
    assert counted_lines([mark, line(3, "  "), line()]) == (line(),)


def test_a_line_with_two_texts_is_counted_and_told() -> None:
    other = LineVersion(speaker="Công dân A", kind=MinuteLineKind.STATEMENT, text="Khác.")
    found = text_digest([replace(line(), conflict=other), line(2)])
    assert (found.lines, found.unsettled) == (2, 1)
    assert found.sha256 == text_digest([line(), line(2)]).sha256


@pytest.mark.parametrize(
    ("status", "since_s", "is_read", "is_in_version"),
    [
        ("minutes_review", -1, True, True),
        ("minutes_review", 0, True, False),
        ("paused", 1, True, False),
        ("signed", -1, False, False),
        ("a word of a newer city", -1, False, False),
    ],
)
def test_what_came_after_a_freezing_is_no_part_of_it(
    status: str, since_s: int, *, is_read: bool, is_in_version: bool
) -> None:
    marked = late(line(), status, NOON + timedelta(seconds=since_s))
    assert is_late(marked, None) is not is_read
    assert is_late(marked, NOON) is not is_in_version
    assert not is_late(line(), NOON)


@given(st.data())
def test_the_order_in_which_lines_came_is_no_part_of_the_text(data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.text(min_size=1, max_size=20), max_size=6))
    lines = [line(number, text) for number, text in enumerate(texts)]
    mixed = data.draw(st.permutations(lines))
    assert text_digest(mixed) == text_digest(lines)
