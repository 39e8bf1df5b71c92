"""The line of an answer has site, hours, seconds, shares and what was chosen."""

from datetime import UTC, datetime

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.recording.chair_answer import (
    ChairAnswer,
    answer_text,
    percent_text,
    tells_answer,
)
from desktop.domain.recording.continuity import Continuity, Loss, SiteLosses
from desktop.domain.recording.interruption import resumed_text, tells_interruption

pytestmark = pytest.mark.unit

SINCE = datetime(2026, 12, 1, 2, 15, 7, tzinfo=UTC)
UNTIL = datetime(2026, 12, 1, 2, 16, 30, tzinfo=UTC)
SITE = SiteLosses(
    site_id=SiteId("site-a"),
    picture=Loss(total_ms=80_000, answered_ms=5_000, is_due=True),
    sound=Loss(total_ms=61_400, answered_ms=61_400),
    since=SINCE,
    until=UNTIL,
)
LEDGER = Continuity(recorded_ms=1_500_000, sites=(SITE,))


def test_a_line_has_hours_seconds_and_shares() -> None:
    assert answer_text("Xã A", SITE, LEDGER, ChairAnswer.REPEAT) == (
        "Xã A bị mất từ 09:15:07 đến 09:16:30 lúc ghi âm, ghi hình: hình 75 giây; "
        "cộng dồn hình 80 giây (5,3 % thời gian ghi), tiếng 61 giây (4,1 % thời gian ghi). "
        "Người chủ trì mời nói lại phần bị mất."
    )


def test_what_nobody_lost_is_not_named_and_no_hour_is_made_up() -> None:
    site = SiteLosses(site_id=SiteId("site-a"), sound=Loss(total_ms=60_000, is_due=True))
    text = answer_text("Xã A", site, Continuity(recorded_ms=600_000), ChairAnswer.GO_ON)
    assert text == (
        "Xã A bị mất lúc ghi âm, ghi hình: tiếng 60 giây; "
        "cộng dồn tiếng 60 giây (10 % thời gian ghi). "
        "Các bên đồng ý, người chủ trì cho tiếp tục."
    )


@pytest.mark.parametrize("answer", list(ChairAnswer))
def test_every_answer_is_known_again_and_nothing_else_is(answer: ChairAnswer) -> None:
    text = answer_text("Xã A", SITE, LEDGER, answer)
    assert tells_answer(text)
    assert not tells_interruption(text)
    assert not tells_answer(resumed_text("Xã A", SINCE, UNTIL))
    assert not tells_answer("Người chủ trì chọn hoãn buổi tiếp.")


def test_a_share_has_a_comma() -> None:
    assert [percent_text(one) for one in (5.0, 5.26, 100.0)] == ["5", "5,3", "100"]
