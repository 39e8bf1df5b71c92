"""A marked moment is a line that is known again, and stands in the timeline."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.record.mark import Mark, is_mark, mark_text, marks_of
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind

pytestmark = pytest.mark.unit

AT = datetime(2026, 12, 1, 1, 42, 10, tzinfo=UTC)
MARK = MinuteLine(
    id=MinuteLineId("1"),
    session_id=SessionId("s"),
    owner_site_id=SiteId("hq"),
    at=AT,
    speaker="Cán bộ Mẫu",
    kind=MinuteLineKind.TECHNICAL,
    text=mark_text(AT),
    written_by="Cán bộ Mẫu",
)


def test_it_says_its_second() -> None:
    assert MARK.text == "Đánh dấu lúc 08:42:10 để tìm lại trong bản ghi."


def test_a_line_that_was_corrected_or_is_of_another_kind_is_no_mark() -> None:
    assert is_mark(MARK)
    assert not is_mark(replace(MARK, text="Đánh dấu lúc 08:42:10: bà con nhận lại giấy."))
    assert not is_mark(replace(MARK, text="Tìm lại trong bản ghi."))
    assert not is_mark(replace(MARK, kind=MinuteLineKind.STATEMENT))
    assert not is_mark(replace(MARK, conflict=replace(MARK.version, text="Kính thưa")))


def test_the_timeline_has_the_marks_of_every_site_in_their_order() -> None:
    earlier = replace(
        MARK,
        id=MinuteLineId("2"),
        owner_site_id=SiteId("an-lao"),
        at=AT - timedelta(minutes=3),
        written_by="",
    )
    spoken = replace(MARK, id=MinuteLineId("3"), text="Kính thưa")
    assert marks_of((MARK, spoken, earlier)) == (
        Mark(line_id=MinuteLineId("2"), site_id=SiteId("an-lao"), at=earlier.at, by=""),
        Mark(line_id=MinuteLineId("1"), site_id=SiteId("hq"), at=AT, by="Cán bộ Mẫu"),
    )
