"""What a seat sends: media readiness, microphone and camera."""

from dataclasses import replace

from desktop.cityserver.conduct.live.live_state import Live, NotDone, seat_of, with_seat
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.calls.guest import is_guest
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import MAX_SITES


def check_room_for(live: Live, site_id: SiteId) -> None:
    """Sites of the plan come first: a guest has media while these are fewer than all.

    Raises:
        NotDone: too_many_sites, it would be the fifth site with media.
    """
    others = (seat for seat in live.told.seats if seat.site_id != site_id)
    with_media = sum(1 for seat in others if seat.media_number > 0)
    if is_guest(site_id) and with_media >= MAX_SITES:
        raise NotDone(ProblemCode.TOO_MANY_SITES)


def ready_media(live: Live, site_id: SiteId) -> Live:
    """The seat's engine is up (again): others connect to it anew, or when a consultation ends."""
    if live.told.waits(site_id):
        seat = replace(seat_of(live, site_id), media_number=0)
        held = tuple(sorted({*live.held_media, site_id}))
        return replace(with_seat(live, seat), held_media=held)
    number = live.last_media_number + 1
    seat = replace(seat_of(live, site_id), media_number=number)
    return replace(with_seat(live, seat), last_media_number=number)


def set_media(live: Live, site_id: SiteId, *, is_microphone_on: bool, is_camera_on: bool) -> Live:
    """What the seat sends."""
    seat = replace(
        seat_of(live, site_id), is_microphone_on=is_microphone_on, is_camera_on=is_camera_on
    )
    return with_seat(live, seat)
