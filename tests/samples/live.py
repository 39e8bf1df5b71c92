"""A live session as the city tells it first."""

from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus, Step


def a_seat(site_id: str) -> Seat:
    return Seat(
        site_id=SiteId(site_id),
        is_connected=True,
        media_number=1,
        is_microphone_on=False,
        is_camera_on=True,
        has_hand_up=False,
    )


def a_live(*sites: str) -> LiveSession:
    return LiveSession(
        session_id=SessionId("session-1"),
        seq=1,
        status=SessionStatus.IN_SESSION,
        step=Step.PRESENTATION,
        pause_reason=None,
        opened_at=None,
        seats=tuple(map(a_seat, sites)),
        speaking_site_id=None,
        floor_since=None,
        stage=None,
    )
