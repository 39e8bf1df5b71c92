"""What a seat sends: media readiness, microphone and camera."""

from dataclasses import replace

from desktop.cityserver.conduct.live.live_state import Live, seat_of, with_seat
from desktop.domain.ids import SiteId


def ready_media(live: Live, site_id: SiteId) -> Live:
    """The seat's engine is up (again): others connect to it anew."""
    number = live.last_media_number + 1
    seat = replace(seat_of(live, site_id), media_number=number)
    return replace(with_seat(live, seat), last_media_number=number)


def set_media(live: Live, site_id: SiteId, *, is_microphone_on: bool, is_camera_on: bool) -> Live:
    """What the seat sends."""
    seat = replace(
        seat_of(live, site_id), is_microphone_on=is_microphone_on, is_camera_on=is_camera_on
    )
    return with_seat(live, seat)
