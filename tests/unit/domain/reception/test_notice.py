"""The notice of a session: its line of evidence, its hour, and days that cannot be."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.reception.notice import Delivery, Notice, notice_faults

pytestmark = pytest.mark.unit

NOW = datetime(2026, 12, 1, 2, 15, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 12, 1), date(2026, 11, 30)
NOTICE = Notice(number="15/TB-TCD", day=TODAY, delivery=Delivery.INTERLINK)


def test_the_evidence_is_one_line_of_the_record() -> None:
    assert NOTICE.evidence == (
        "Thông báo số 15/TB-TCD ngày 01/12/2026, gửi qua trục liên thông văn bản"
    )
    posted = replace(NOTICE, delivery=Delivery.BY_HAND, posted=YESTERDAY)
    assert posted.evidence == (
        "Thông báo số 15/TB-TCD ngày 01/12/2026, giao trực tiếp, có ký nhận; niêm yết 30/11/2026"
    )


def test_a_notice_of_today_is_sent_now_and_one_of_another_day_by_its_end() -> None:
    assert NOTICE.sent_at(NOW) == NOW
    assert replace(NOTICE, day=YESTERDAY).sent_at(NOW) == datetime(2026, 11, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "posted", "fields"),
    [
        (TODAY, None, []),
        (None, None, []),
        (date(2026, 12, 2), TODAY, ["day"]),
        (TODAY, date(2027, 1, 1), ["posted"]),
    ],
)
def test_no_day_of_it_is_to_come(day: date | None, posted: date | None, fields: list[str]) -> None:
    found = notice_faults(day, posted, today=TODAY)
    assert [one.field for one in found] == fields
    assert {one.code for one in found} <= {"N-107"}
