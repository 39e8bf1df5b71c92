import pytest

from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus, Step

pytestmark = pytest.mark.unit

SEAT = Seat(
    site_id=SiteId("hq"),
    is_connected=True,
    media_number=1,
    is_microphone_on=False,
    is_camera_on=True,
    has_hand_up=False,
)
LIVE = LiveSession(
    session_id=SessionId("session"),
    seq=1,
    status=SessionStatus.READY,
    step=Step.OPENING,
    pause_reason=None,
    opened_at=None,
    seats=(SEAT,),
    speaking_site_id=None,
    floor_since=None,
    stage=None,
)


def test_a_seat_is_found_by_its_site() -> None:
    assert LIVE.seat(SiteId("hq")) == SEAT
    assert LIVE.seat(SiteId("agency")) is None
