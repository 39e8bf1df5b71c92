"""Finding a lawful time: what stands in the way of a plan, and which hours are free."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.faults import FaultKind
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE, gate_due_times
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.platform import MAX_SITES_ELSEWHERE
from desktop.domain.reception.session import MAX_SITES, TAKING_STATUSES, SessionPlan
from desktop.domain.reception.working_days import WorkingDays
from desktop.domain.text import folded, spelling
from desktop.domain.to_be_confirmed import OPEN_VALUES, ToBeConfirmed

MAX_LENGTH = timedelta(days=1)
"""Of one session; what is longer is a slip of the keyboard."""
_ONE_DAY = timedelta(days=1)


class ObstacleKind(StrEnum):
    """What stands in the way of a plan.

    ORDER: it ends before it begins. TOO_LONG: more than MAX_LENGTH. PAST: it begins before now.
    SITES: no other site, or one twice. TOO_MANY_SITES: more than `most_sites`. ROOM: of a
    place that is not the usual one.
    UNKNOWN_DAY: the table of working days ends before.
    """

    ORDER = "order"
    TOO_LONG = "too_long"
    PAST = "past"
    SITES = "sites"
    TOO_MANY_SITES = "too_many_sites"
    CHAIR = "chair"
    SITE = "site"
    ROOM = "room"
    NOTICE_TOO_LATE = "notice_too_late"
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside_hours"
    UNKNOWN_DAY = "unknown_day"


_KINDS: dict[ObstacleKind, tuple[FaultKind, str]] = {
    ObstacleKind.ORDER: (FaultKind.WRONG, "L-334"),
    ObstacleKind.TOO_LONG: (FaultKind.WRONG, "L-347"),
    ObstacleKind.PAST: (FaultKind.WRONG, "L-333"),
    ObstacleKind.SITES: (FaultKind.WRONG, "L-335"),
    ObstacleKind.TOO_MANY_SITES: (FaultKind.WRONG, "L-318"),
    ObstacleKind.CHAIR: (FaultKind.TAKEN, "L-310"),
    ObstacleKind.SITE: (FaultKind.TAKEN, "L-311"),
    ObstacleKind.ROOM: (FaultKind.TAKEN, "L-311"),
    ObstacleKind.NOTICE_TOO_LATE: (FaultKind.WRONG, "L-316"),
    ObstacleKind.HOLIDAY: (FaultKind.ODD, "L-315"),
    ObstacleKind.OUTSIDE_HOURS: (FaultKind.ODD, "L-315"),
    ObstacleKind.UNKNOWN_DAY: (FaultKind.ODD, "L-349"),
}


ODD_TIMES = frozenset({ObstacleKind.HOLIDAY, ObstacleKind.OUTSIDE_HOURS, ObstacleKind.UNKNOWN_DAY})
"""A session may be then, when somebody means it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Who and what a session takes, from start until end (aware, end not among it).

    chair: `chair_key`, "" when there is none yet. room: a place that is not the usual one (Đ19),
    "" for the rooms of the sites. is_elsewhere: on a platform of somebody else.
    """

    session_id: SessionId
    start: datetime
    end: datetime
    central_site_id: SiteId
    component_site_ids: tuple[SiteId, ...]
    chair: str = ""
    room: str = ""
    is_elsewhere: bool = False

    @property
    def site_ids(self) -> tuple[SiteId, ...]:
        """Of all seats, the central one first."""
        return (self.central_site_id, *self.component_site_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One thing in the way.

    session_id: the other session of a collision; site_id: where. day: the day it is about; of
    NOTICE_TOO_LATE the first lawful one.
    """

    kind: ObstacleKind
    session_id: SessionId | None = None
    site_id: SiteId | None = None
    day: date | None = None

    @property
    def fault(self) -> FaultKind:
        """How grave it is: TAKEN and WRONG keep the plan here, ODD goes when it is meant."""
        return _KINDS[self.kind][0]

    @property
    def code(self) -> str:
        """Of its sentence in ux-2.md, "" when it has none."""
        return _KINDS[self.kind][1]


def chair_key(full_name: str) -> str:
    """Whom a chair is known by, however the marks were typed.

    The agency is none of it: one person is written with another one wherever they preside.
    """
    return spelling(full_name)


def booking_of(plan: SessionPlan, *, room: str = "") -> Booking | None:
    """What a known session takes; None: a draft, or one that takes nothing any more.

    A chair who is no participant is known by the label of the session.
    """
    if plan.status not in TAKING_STATUSES:
        return None
    roles = ((one.role, one.full_name) for one in plan.participants)
    chairs = (name for role, name in roles if role is ParticipantRole.CHAIR)
    return Booking(
        session_id=plan.id,
        start=plan.scheduled_start,
        end=plan.scheduled_end,
        central_site_id=plan.central_site_id,
        component_site_ids=plan.component_site_ids,
        chair=chair_key(next(chairs, plan.chair_label)),
        room=room,
        is_elsewhere=bool(plan.platform),
    )


def obstacles(
    draft: Booking,
    known: Iterable[Booking],
    *,
    now: datetime,
    table: WorkingDays,
    has_gates: bool = True,
    values: ToBeConfirmed = OPEN_VALUES,
) -> tuple[Obstacle, ...]:
    """Everything in the way of a plan, the gravest first. Pure.

    known: other sessions; the one of the draft's own id is not among its collisions. now: aware.
    has_gates: the notice has to go out T-5 working days before.
    """
    if draft.end <= draft.start:
        return (Obstacle(kind=ObstacleKind.ORDER),)
    if draft.end - draft.start > MAX_LENGTH:
        return (Obstacle(kind=ObstacleKind.TOO_LONG),)
    return (
        *_own_obstacles(draft, now),
        *collisions(draft, known, values=values),
        *_late_notice(draft, now, table, has_gates=has_gates),
        *_odd_times(draft, table, values),
    )


def collisions(
    draft: Booking, known: Iterable[Booking], *, values: ToBeConfirmed = OPEN_VALUES
) -> tuple[Obstacle, ...]:
    """Chair, sites and room of a plan that others take at the same time."""
    return tuple(
        obstacle
        for other in known
        if other.session_id != draft.session_id and _meet(draft, other, values)
        for obstacle in _shared(draft, other)
    )


def free_starts(
    draft: Booking,
    day: date,
    known: Iterable[Booking],
    *,
    now: datetime,
    table: WorkingDays,
    values: ToBeConfirmed = OPEN_VALUES,
) -> tuple[datetime, ...]:
    """When the draft could begin on a day with its own length, for all its sites and its chair.

    In office hours, by steps of `slot_minutes`; none on a day that is not worked. Aware, in the
    zone of Hai Phong.
    """
    if draft.end <= draft.start or not table.is_working_day(day):
        return ()
    length, others = draft.end - draft.start, tuple(known)
    return tuple(
        start
        for start in _office_starts(day, length, values)
        if start > now
        and not collisions(replace(draft, start=start, end=start + length), others, values=values)
    )


def most_sites(*, is_elsewhere: bool) -> int:
    """How many sites a session may join; is_elsewhere: on a platform of somebody else."""
    return MAX_SITES_ELSEWHERE if is_elsewhere else MAX_SITES


def earliest_lawful_day(now: datetime, table: WorkingDays) -> date:
    """The first working day for which the notice can still go out in time. now: aware."""
    day = now.astimezone(LOCAL_ZONE).date() + _ONE_DAY
    while not (table.is_working_day(day) and notice_due(day, table) >= now):
        day += _ONE_DAY
    return day


def notice_due(day: date, table: WorkingDays) -> datetime:
    """When the notice of a session on this day is due, aware."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=LOCAL_ZONE)
    due = gate_due_times(noon, holidays=table.holidays, swapped_workdays=table.swapped_workdays)
    return due[GateKind.NOTICE]


def _own_obstacles(draft: Booking, now: datetime) -> Iterator[Obstacle]:
    sites = draft.site_ids
    if draft.start <= now:
        yield Obstacle(kind=ObstacleKind.PAST, day=_first_day(draft))
    if not draft.component_site_ids or len(set(sites)) != len(sites):
        yield Obstacle(kind=ObstacleKind.SITES)
    if len(set(sites)) > most_sites(is_elsewhere=draft.is_elsewhere):
        yield Obstacle(kind=ObstacleKind.TOO_MANY_SITES)


def _meet(one: Booking, other: Booking, values: ToBeConfirmed) -> bool:
    between = timedelta(minutes=values.minutes_between)
    return one.start < other.end + between and other.start < one.end + between


def _shared(draft: Booking, other: Booking) -> Iterator[Obstacle]:
    if draft.chair and draft.chair == other.chair:
        yield Obstacle(
            kind=ObstacleKind.CHAIR, session_id=other.session_id, site_id=other.central_site_id
        )
    for site_id in dict.fromkeys(draft.site_ids):
        if site_id in other.site_ids:
            yield Obstacle(kind=ObstacleKind.SITE, session_id=other.session_id, site_id=site_id)
    if draft.room and folded(draft.room).split() == folded(other.room).split():
        yield Obstacle(
            kind=ObstacleKind.ROOM, session_id=other.session_id, site_id=other.central_site_id
        )


def _late_notice(
    draft: Booking, now: datetime, table: WorkingDays, *, has_gates: bool
) -> Iterator[Obstacle]:
    if has_gates and notice_due(_first_day(draft), table) < now:
        yield Obstacle(kind=ObstacleKind.NOTICE_TOO_LATE, day=earliest_lawful_day(now, table))


def _odd_times(draft: Booking, table: WorkingDays, values: ToBeConfirmed) -> Iterator[Obstacle]:
    days = list(_days_of(draft))
    for day in days:
        if not table.is_working_day(day):
            yield Obstacle(kind=ObstacleKind.HOLIDAY, day=day)
    if not _is_in_office_hours(draft, values):
        yield Obstacle(kind=ObstacleKind.OUTSIDE_HOURS, day=days[0])
    if not all(map(table.covers, days)):
        yield Obstacle(kind=ObstacleKind.UNKNOWN_DAY, day=days[-1])


def _first_day(draft: Booking) -> date:
    return draft.start.astimezone(LOCAL_ZONE).date()


def _days_of(draft: Booking) -> Iterator[date]:
    """Of Hai Phong; an end at midnight is of the day before."""
    day, end = _first_day(draft), draft.end.astimezone(LOCAL_ZONE)
    while datetime(day.year, day.month, day.day, tzinfo=LOCAL_ZONE) < end:
        yield day
        day += _ONE_DAY


def _is_in_office_hours(draft: Booking, values: ToBeConfirmed) -> bool:
    start, end = draft.start.astimezone(LOCAL_ZONE), draft.end.astimezone(LOCAL_ZONE)
    return start.date() == end.date() and any(
        opens <= start.time() and end.time() <= closes for opens, closes in values.office_hours
    )


def _office_starts(day: date, length: timedelta, values: ToBeConfirmed) -> Iterator[datetime]:
    for opens, closes in values.office_hours:
        start = datetime.combine(day, opens, tzinfo=LOCAL_ZONE)
        until = datetime.combine(day, closes, tzinfo=LOCAL_ZONE)
        while start + length <= until:
            yield start
            start += timedelta(minutes=values.slot_minutes)
