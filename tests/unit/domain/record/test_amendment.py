"""After the closing something is added with a reason, beside what was signed."""

from datetime import timedelta

import pytest

from desktop.domain.ids import AmendmentId, SessionId, SiteId
from desktop.domain.record.amendment import (
    MAX_AMENDMENT_CHARACTERS,
    AmendmentFault,
    MinutesAmendment,
    amendment_fault,
    in_time_order,
)
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

REASON = "Đối chiếu lại với bản đo đạc"


@pytest.mark.parametrize(
    ("text", "reason", "fault"),
    [
        ("Diện tích là 38 m².", REASON, None),
        ("  ", REASON, AmendmentFault.NO_TEXT),
        ("Diện tích là 38 m².", "ngắn", AmendmentFault.REASON),
        ("a" * (MAX_AMENDMENT_CHARACTERS + 1), REASON, AmendmentFault.TOO_LONG),
        ("Diện tích là 38 m².", "a" * 501, AmendmentFault.TOO_LONG),
    ],
)
def test_an_amendment_has_words_and_a_reason(
    text: str, reason: str, fault: AmendmentFault | None
) -> None:
    assert amendment_fault(text, reason) is fault


def test_amendments_are_read_in_the_order_of_time() -> None:
    first, second = (
        MinutesAmendment(
            id=AmendmentId(key),
            session_id=SessionId("s"),
            owner_site_id=SiteId("hq"),
            at=NOON + timedelta(minutes=minutes),
            author="Thư ký Mẫu",
            line_id=None,
            text="Bổ sung.",
            reason=REASON,
        )
        for key, minutes in (("b", 0), ("a", 1))
    )
    assert in_time_order((second, first)) == (first, second)
