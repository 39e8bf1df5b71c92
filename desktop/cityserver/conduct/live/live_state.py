"""The live state of one session, and what each message does to it. Pure: no clock, no network."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.conduct.speaking_queue import SpeakingQueue, without_speaker
from desktop.domain.errors import ReceptionError
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.ending import ENDINGS
from desktop.domain.reception.session import (
    ENDED_STATUSES,
    JOINABLE_STATUSES,
    OPEN_STATUSES,
    can_move,
)
from desktop.domain.reception.status import SessionStatus, Step


class NotDone(ReceptionError):
    """The message was not carried out; the channel goes on."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose connection it is. worker: its number on the bus; connection_id: for ever one.

    room_id: of the PC, empty where nobody knows. can_depute: the program can conduct as a deputy.
    """

    worker: int
    connection_id: str
    room_id: str = ""
    can_depute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A companion desk that is connected; role: of the person who is signed in there."""

    site_id: SiteId
    role: Role
    program_id: str
    holder: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestKey:
    """What a guest in a browser shows.

    link_hash: of the link's token. seat_hash: of what the one browser shows that opened it, empty
    before that.
    """

    site_id: SiteId
    link_hash: str
    seat_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What every site is told (`told`) and what only the server needs to remember.

    paused_from: where a pause returns to. last_media_number, last_hand_number: the
    greatest ever given. programs: which program sits in each seat. holders: of the seats that are
    connected. held_media: sites with an engine that get a number when the consultation ends.
    beside: companion desks, oldest first.
    """

    told: LiveSession
    paused_from: SessionStatus | None = None
    last_media_number: int = 0
    programs: tuple[tuple[SiteId, str], ...] = ()
    holders: tuple[tuple[SiteId, Holder], ...] = ()
    last_hand_number: int = 0
    guest_keys: tuple[GuestKey, ...] = ()
    beside: tuple[Beside, ...] = ()
    held_media: tuple[SiteId, ...] = ()

    def holder(self, site_id: SiteId) -> Holder | None:
        """Whose connection the seat of this site has."""
        return dict(self.holders).get(site_id)

    def program(self, site_id: SiteId) -> str | None:
        """The program that sits in the seat of this site."""
        return dict(self.programs).get(site_id)

    def is_beside(self, connection_id: str) -> bool:
        """Whether this connection is that of a companion desk."""
        return any(one.holder.connection_id == connection_id for one in self.beside)


_PLANNED = frozenset(SessionStatus) - JOINABLE_STATUSES - ENDED_STATUSES
"""Rooms may not come yet, or never will."""

_LIVE: TypeAdapter[Live] = TypeAdapter(Live)


def new_live(session_id: SessionId, status: SessionStatus) -> Live:
    """A session that nobody has joined yet."""
    return Live(
        told=LiveSession(
            session_id=session_id,
            seq=0,
            status=status,
            step=Step.OPENING,
            pause_reason=None,
            opened_at=None,
            seats=(),
            speaking_site_id=None,
            floor_since=None,
            stage=None,
            queue=SpeakingQueue(),
            calls=(),
            companions=(),
            consultations=(),
        )
    )


def follow_city(live: Live, status: SessionStatus) -> Live:
    """The state after the city has set the status of the session's record by other means.

    Live keeps both the same, so a record that says something else was written since. An open
    session is not rescheduled. One that was ended without signatures stays what it was when the
    city closes it. Of rooms that sit there nothing but their seats stays.
    """
    told = live.told
    if status is told.status or told.status in OPEN_STATUSES:
        return live
    is_closed_now = status is SessionStatus.CLOSED and told.status in ENDINGS
    if is_closed_now:
        return replace(live, told=replace(told, status=status))
    is_called_anew = status in JOINABLE_STATUSES and told.opened_at is None
    if status not in _PLANNED and (told.status in JOINABLE_STATUSES or not is_called_anew):
        return live
    seats = (seat for seat in told.seats if live.holder(seat.site_id) is not None)
    fresh = new_live(told.session_id, status).told
    fresh = replace(
        fresh,
        seq=told.seq,
        seats=tuple(replace(seat, has_hand_up=False) for seat in seats),
        companions=told.companions,
    )
    return replace(live, told=fresh, paused_from=None)


def dump_live(live: Live) -> str:
    """As it is kept in the database."""
    return _LIVE.dump_json(live).decode()


def parse_live(document: str) -> Live:
    """As it was kept: `release_dead` says which seats are still connected."""
    return _LIVE.validate_json(document)


def hold_seat(live: Live, site_id: SiteId, holder: Holder) -> Live:
    """This connection has the seat now; a former one has lost it."""
    holders = {**dict(live.holders), site_id: holder}
    live = replace(live, holders=tuple(sorted(holders.items(), key=lambda entry: entry[0])))
    return with_seat(live, replace(seat_of(live, site_id), is_connected=True))


def release_dead(live: Live, is_alive: Callable[[Holder], bool]) -> Live:
    """Seats of workers that are gone: they stay, as those of rooms that fell silent."""
    for seat in live.told.seats:
        holder = live.holder(seat.site_id)
        if seat.is_connected and not (holder is not None and is_alive(holder)):
            live = lose_seat(live, seat.site_id)
    return live


def take_seat(live: Live, site_id: SiteId, program_id: str) -> Live:
    """A room dialled. The same program keeps its seat as it was; another begins without media.

    A hand is the site's: it stays up for whichever program sits there.
    """
    seat = live.told.seat(site_id)
    if seat is None or live.program(site_id) != program_id:
        seat = Seat(
            site_id=site_id,
            is_connected=True,
            media_number=0,
            is_microphone_on=False,
            is_camera_on=False,
            has_hand_up=seat is not None and seat.has_hand_up,
        )
        held = tuple(one for one in live.held_media if one != site_id)
        live = replace(live, held_media=held)
    programs = {**dict(live.programs), site_id: program_id}
    live = replace(live, programs=tuple(sorted(programs.items())))
    return with_seat(live, replace(seat, is_connected=True))


def lose_seat(live: Live, site_id: SiteId) -> Live:
    """A room fell silent: its seat stays, and its media may well go on."""
    live = _without_holder(live, site_id)
    return with_seat(live, replace(seat_of(live, site_id), is_connected=False))


def leave_seat(live: Live, site_id: SiteId) -> Live:
    """A room left on purpose."""
    live = _without_holder(live, site_id)
    told = live.told
    seats = tuple(seat for seat in told.seats if seat.site_id != site_id)
    programs = tuple(entry for entry in live.programs if entry[0] != site_id)
    queue = told.queue or SpeakingQueue()
    queue = replace(queue, hands=without_speaker(queue.hands, site_id, ""))
    if told.speaking_site_id == site_id:
        told = replace(told, speaking_site_id=None, floor_since=None)
        queue = replace(queue, turn=None)
    told = replace(told, queue=queue)
    return replace(live, told=replace(told, seats=seats), programs=programs)


def make_ready(live: Live) -> Live:
    """Every site is connected and every gate passed: the chair may open."""
    return moved(live, SessionStatus.READY)


def miss_site(live: Live) -> Live:
    """A site that was there is gone before the opening: it is waited for again."""
    return moved(live, SessionStatus.CONNECTING)


def moved(live: Live, target: SessionStatus) -> Live:
    """In another status; whatever was counted for is past. Raises: NotDone, no such move."""
    if not can_move(live.told.status, target):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return replace(live, told=replace(live.told, status=target, countdown=None))


def _without_holder(live: Live, site_id: SiteId) -> Live:
    return replace(live, holders=tuple(one for one in live.holders if one[0] != site_id))


def seat_of(live: Live, site_id: SiteId) -> Seat:
    """The seat of a site. Raises: NotDone, no such seat."""
    seat = live.told.seat(site_id)
    if seat is None:
        raise NotDone(ProblemCode.FORBIDDEN)
    return seat


def with_seat(live: Live, seat: Seat) -> Live:
    """With this seat in the place of the one of the same site."""
    others = (other for other in live.told.seats if other.site_id != seat.site_id)
    seats = tuple(sorted((*others, seat), key=lambda one: one.site_id))
    return replace(live, told=replace(live.told, seats=seats))
