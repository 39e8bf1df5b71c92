"""Collisions, free hours and lawful days, the collisions against a naive check of quarter hours."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.faults import FaultKind
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.reception.scheduling import (
    MAX_LENGTH,
    Booking,
    Obstacle,
    ObstacleKind,
    booking_of,
    chair_key,
    collisions,
    earliest_lawful_day,
    free_starts,
    notice_due,
    obstacles,
)
from desktop.domain.reception.session import OVER_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import PROGRAM_TABLE, read_working_days
from desktop.domain.to_be_confirmed import OPEN_VALUES
from tests.paths import ROOT
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

K = ObstacleKind
TABLE = read_working_days(ROOT.joinpath("resources", *PROGRAM_TABLE).read_text(encoding="utf-8"))
NOW = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
THURSDAY = date(2026, 10, 22)
HQ, AN_LAO, SXD, KIEN_AN, VINH_BAO = (
    SiteId(one) for one in ("hq", "an-lao", "sxd", "kien-an", "vinh-bao")
)
SITES = (HQ, AN_LAO, SXD, KIEN_AN, VINH_BAO)


def at(hour: int, minute: int = 0, day: date = THURSDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL_ZONE)


DRAFT = Booking(
    session_id=SessionId("draft"),
    start=at(8, 30),
    end=at(10),
    central_site_id=HQ,
    component_site_ids=(AN_LAO, SXD),
    chair=chair_key("Lê Văn Chủ"),
)
OTHER = replace(
    DRAFT,
    session_id=SessionId("other"),
    central_site_id=KIEN_AN,
    component_site_ids=(VINH_BAO,),
    chair=chair_key("Trần Thị Khác"),
)


def found(draft: Booking, *known: Booking, now: datetime = NOW) -> list[Obstacle]:
    return list(obstacles(draft, known, now=now, table=TABLE))


def what(draft: Booking, *known: Booking, now: datetime = NOW) -> list[ObstacleKind]:
    return [one.kind for one in found(draft, *known, now=now)]


def test_a_lawful_plan_has_nothing_in_its_way() -> None:
    assert what(DRAFT, OTHER) == []


@pytest.mark.parametrize(
    ("changes", "kind", "code", "site"),
    [
        ({"chair": DRAFT.chair}, K.CHAIR, "L-310", KIEN_AN),
        ({"component_site_ids": (SXD,)}, K.SITE, "L-311", SXD),
        ({"central_site_id": AN_LAO}, K.SITE, "L-311", AN_LAO),
        ({"component_site_ids": (HQ,)}, K.SITE, "L-311", HQ),
    ],
)
def test_what_another_session_takes_is_found(
    changes: dict[str, object], kind: ObstacleKind, code: str, site: SiteId
) -> None:
    other = replace(OTHER, **changes)  # type: ignore[arg-type]
    (one,) = found(DRAFT, other)
    assert (one.kind, one.code, one.fault) == (kind, code, FaultKind.TAKEN)
    assert (one.session_id, one.site_id) == (other.session_id, site)


def test_a_room_that_is_not_the_usual_one_is_taken_too() -> None:
    draft = replace(DRAFT, room="Hội trường  UBND xã An Lão")
    assert what(draft, replace(OTHER, room="hội trường UBND xã An Lão")) == [K.ROOM]
    assert what(draft, replace(OTHER, room="Nhà văn hóa")) == []
    assert what(draft, OTHER) == []
    assert what(DRAFT, OTHER) == []


def test_a_chair_is_one_person_however_the_marks_were_typed() -> None:
    assert chair_key("Nguyễn  Văn Hoà") == chair_key("nguyễn văn hòa")
    assert chair_key("Nguyễn Văn Hoà") != chair_key("Nguyễn Văn Hoá")
    assert chair_key(" ") == ""
    nobody = replace(DRAFT, chair="")
    assert what(nobody, replace(OTHER, chair="")) == []


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [
        ((7, 30), (8, 30), False),
        ((10, 0), (11, 0), False),
        ((7, 30), (8, 31), True),
        ((9, 59), (11, 0), True),
        ((9, 0), (9, 1), True),
        ((7, 30), (11, 30), True),
        ((8, 30), (10, 0), True),
    ],
)
def test_sessions_may_follow_each_other_and_not_overlap(
    start: tuple[int, int], end: tuple[int, int], meets: bool
) -> None:
    other = replace(DRAFT, session_id=OTHER.session_id, start=at(*start), end=at(*end))
    assert bool(collisions(DRAFT, [other])) is meets


def test_the_time_between_two_sessions_is_to_be_confirmed() -> None:
    after = replace(DRAFT, session_id=OTHER.session_id, start=at(10), end=at(11))
    quarter = replace(OPEN_VALUES, minutes_between=15)
    assert not collisions(DRAFT, [after])
    assert collisions(DRAFT, [after], values=quarter)
    assert collisions(after, [DRAFT], values=quarter)


def test_a_session_that_is_moved_does_not_meet_itself() -> None:
    assert what(replace(DRAFT, start=at(9), end=at(10, 30)), DRAFT) == []


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"end": at(8, 30)}, [K.ORDER]),
        ({"end": at(8)}, [K.ORDER]),
        ({"end": at(8, 30) + MAX_LENGTH + timedelta(minutes=1)}, [K.TOO_LONG]),
        ({"end": datetime(9999, 12, 31, tzinfo=UTC)}, [K.TOO_LONG]),
        ({"component_site_ids": ()}, [K.SITES]),
        ({"component_site_ids": (HQ,)}, [K.SITES]),
        ({"component_site_ids": (SXD, SXD)}, [K.SITES]),
        ({"component_site_ids": SITES[1:4]}, []),
        ({"component_site_ids": SITES[1:]}, [K.TOO_MANY_SITES]),
    ],
)
def test_a_plan_that_cannot_be(changes: dict[str, object], kinds: list[ObstacleKind]) -> None:
    draft = replace(DRAFT, **changes)  # type: ignore[arg-type]
    assert what(draft) == kinds
    assert all(one.fault is FaultKind.WRONG for one in found(draft))


def test_a_fifth_site_is_told_with_its_sentence() -> None:
    (one,) = found(replace(DRAFT, component_site_ids=SITES[1:]))
    assert one.code == "L-318"


@pytest.mark.parametrize(
    ("day", "start", "end", "kinds"),
    [
        (THURSDAY, (7, 30), (11, 30), []),
        (THURSDAY, (13, 30), (17, 0), []),
        (THURSDAY, (7, 29), (8, 30), [K.OUTSIDE_HOURS]),
        (THURSDAY, (16, 0), (17, 1), [K.OUTSIDE_HOURS]),
        (THURSDAY, (11, 0), (14, 0), [K.OUTSIDE_HOURS]),
        (date(2026, 10, 24), (8, 30), (10, 0), [K.HOLIDAY]),
        (date(2026, 11, 24), (8, 30), (10, 0), [K.HOLIDAY]),
        (date(2026, 11, 24), (18, 0), (19, 0), [K.HOLIDAY, K.OUTSIDE_HOURS]),
        (date(2028, 3, 1), (8, 30), (10, 0), [K.UNKNOWN_DAY]),
    ],
)
def test_odd_hours_and_days_are_pointed_at(
    day: date, start: tuple[int, int], end: tuple[int, int], kinds: list[ObstacleKind]
) -> None:
    draft = replace(DRAFT, start=at(*start, day), end=at(*end, day))
    assert what(draft) == kinds
    assert {one.fault for one in found(draft)} <= {FaultKind.ODD}
    assert {one.code for one in found(draft)} <= {"L-315", "L-349", ""}


def test_a_session_through_midnight_is_of_two_days() -> None:
    friday = date(2026, 10, 23)
    late = replace(DRAFT, start=at(22, 0, friday), end=at(1, 0, friday + timedelta(days=1)))
    assert what(late) == [K.HOLIDAY, K.OUTSIDE_HOURS]
    until_midnight = replace(late, end=at(0, 0, friday + timedelta(days=1)))
    assert what(until_midnight) == [K.OUTSIDE_HOURS]


def test_a_swapped_saturday_is_worked() -> None:
    saturday = date(2026, 8, 22)
    draft = replace(DRAFT, start=at(8, 30, saturday), end=at(10, 0, saturday))
    assert what(draft, now=datetime(2026, 8, 3, tzinfo=UTC)) == []


def test_a_day_that_is_too_near_names_the_first_lawful_one() -> None:
    now = at(9, 0, date(2026, 10, 16))
    (one,) = found(DRAFT, now=now)
    assert (one.kind, one.code, one.fault) == (K.NOTICE_TOO_LATE, "L-316", FaultKind.WRONG)
    assert one.day == date(2026, 10, 23)
    assert not obstacles(DRAFT, (), now=now, table=TABLE, has_gates=False)


def test_what_began_already_cannot_be_planned() -> None:
    assert what(DRAFT, now=at(8, 30)) == [K.PAST, K.NOTICE_TOO_LATE]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(9, 0, date(2026, 10, 1)), date(2026, 10, 8)),
        (at(17, 0, date(2026, 10, 1)), date(2026, 10, 8)),
        (at(17, 1, date(2026, 10, 1)), date(2026, 10, 9)),
        (at(9, 0, date(2026, 10, 3)), date(2026, 10, 12)),
        (at(9, 0, date(2026, 2, 10)), date(2026, 2, 24)),
        (at(9, 0, date(2026, 2, 14)), date(2026, 3, 2)),
        (at(9, 0, date(2026, 6, 29)), date(2026, 7, 6)),
    ],
)
def test_the_first_lawful_day(now: datetime, day: date) -> None:
    assert earliest_lawful_day(now, TABLE) == day


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 10, 1)))  # noqa: DTZ001 - made aware below
def test_no_working_day_before_the_first_lawful_one_is_lawful(naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    day = earliest_lawful_day(now, TABLE)
    assert TABLE.is_working_day(day)
    assert notice_due(day, TABLE) >= now
    today = now.astimezone(LOCAL_ZONE).date()
    sooner = [today + timedelta(days=n) for n in range(1, (day - today).days)]
    assert all(notice_due(one, TABLE) < now for one in sooner if TABLE.is_working_day(one))


def starts(*known: Booking, day: date = THURSDAY, draft: Booking = DRAFT) -> list[str]:
    found = free_starts(draft, day, known, now=NOW, table=TABLE)
    return [f"{one.astimezone(LOCAL_ZONE):%H:%M}" for one in found]


def test_free_hours_lie_in_office_hours_by_half_hours() -> None:
    morning = ["07:30", "08:00", "08:30", "09:00", "09:30", "10:00"]
    assert starts() == [*morning, "13:30", "14:00", "14:30", "15:00", "15:30"]


def test_hours_that_any_of_the_sites_or_the_chair_takes_are_not_free() -> None:
    chair = replace(OTHER, chair=DRAFT.chair, start=at(7, 30), end=at(9))
    site = replace(OTHER, component_site_ids=(SXD,), start=at(13, 30), end=at(16))
    assert starts(chair, site, OTHER) == ["09:00", "09:30", "10:00"]


def test_there_is_no_free_hour_on_a_holiday_in_the_past_or_for_what_is_too_long() -> None:
    assert starts(day=date(2026, 11, 24)) == []
    assert starts(day=date(2026, 10, 24)) == []
    assert starts(day=date(2026, 9, 30)) == []
    assert starts(draft=replace(DRAFT, end=DRAFT.start)) == []
    assert starts(draft=replace(DRAFT, end=at(13))) == []


def test_of_today_only_the_hours_ahead_are_free() -> None:
    found = free_starts(DRAFT, THURSDAY, (), now=at(14, 30), table=TABLE)
    assert found == (at(15), at(15, 30))


@pytest.mark.parametrize("status", SessionStatus)
def test_what_is_over_takes_nothing(status: SessionStatus) -> None:
    takes = status not in OVER_STATUSES
    assert (booking_of(replace(a_plan(), status=status)) is not None) is takes


def test_a_known_session_takes_its_sites_its_chair_and_its_hours() -> None:
    chair = Participant(
        full_name="Lê Văn Chủ",
        label="Người chủ trì",
        title="Chủ tịch",
        agency="UBND thành phố",
        role=ParticipantRole.CHAIR,
        site_id=HQ,
    )
    plan = replace(a_plan(), participants=(chair,), status=SessionStatus.SCHEDULED)
    booking = booking_of(plan, room="Hội trường")
    assert booking == Booking(
        session_id=plan.id,
        start=plan.scheduled_start,
        end=plan.scheduled_end,
        central_site_id=plan.central_site_id,
        component_site_ids=plan.component_site_ids,
        chair=DRAFT.chair,
        room="Hội trường",
    )
    assert booking.site_ids == plan.site_ids
    alone = booking_of(replace(plan, participants=()))
    assert alone is not None
    assert alone.chair == chair_key(plan.chair_label)


# ---- against a naive check ------------------------------------------------------------------

QUARTER = timedelta(minutes=15)


def random_booking(chance: random.Random, n: int) -> Booking:
    sites = chance.sample(SITES, chance.randint(2, 4))
    start = at(7) + QUARTER * chance.randint(0, 36)
    return Booking(
        session_id=SessionId(f"s{n}"),
        start=start,
        end=start + QUARTER * chance.randint(1, 8),
        central_site_id=sites[0],
        component_site_ids=tuple(sites[1:]),
        chair=chance.choice(["", "a", "b", "c"]),
        room=chance.choice(["", "", "Hội trường A", "Hội trường B"]),
    )


def quarters(booking: Booking) -> set[datetime]:
    """Each quarter of an hour that it takes."""
    count = (booking.end - booking.start) // QUARTER
    return {booking.start + QUARTER * n for n in range(count)}


def taken_twice(one: Booking, other: Booking) -> set[tuple[ObstacleKind, str]]:
    """What both take in some quarter of an hour, by marking it in a calendar."""
    marks: dict[tuple[str, str, datetime], int] = {}
    for booking in (one, other):
        things = [("site", str(site)) for site in booking.site_ids]
        things += [("chair", booking.chair)] if booking.chair else []
        things += [("room", booking.room)] if booking.room else []
        for kind, name in things:
            for quarter in quarters(booking):
                key = (kind, name, quarter)
                marks[key] = marks.get(key, 0) + 1
    return {(K(kind), name) for (kind, name, _), times in marks.items() if times > 1}


def test_no_collision_of_a_thousand_random_schedules_is_missed() -> None:
    chance = random.Random(15)
    seen = 0
    for _ in range(1_000):
        draft, *known = (random_booking(chance, n) for n in range(6))
        expected = {
            (other.session_id, kind, name if kind is K.SITE else "")
            for other in known
            for kind, name in taken_twice(draft, other)
        }
        told = {
            (one.session_id, one.kind, one.site_id if one.kind is K.SITE else "")
            for one in collisions(draft, known)
        }
        assert told == expected
        seen += len(told)
    assert seen > 1_000


def test_two_clerks_who_plan_at_once_meet_from_either_side() -> None:
    chance = random.Random(318)
    for _ in range(1_000):
        one, other = random_booking(chance, 1), random_booking(chance, 2)
        assert bool(collisions(one, [other])) is bool(collisions(other, [one]))


def test_every_free_hour_is_free_and_every_other_one_is_not() -> None:
    chance = random.Random(2026)
    for _ in range(200):
        draft, *known = (random_booking(chance, n) for n in range(5))
        free = free_starts(draft, THURSDAY, known, now=NOW, table=TABLE)
        length = draft.end - draft.start
        hours = [at(7, 30) + timedelta(minutes=30 * n) for n in range(20)]
        for start in hours:
            moved = replace(draft, start=start, end=start + length)
            ends = start + length
            in_hours = ends <= at(11, 30) or (start >= at(13, 30) and ends <= at(17))
            is_free = in_hours and not any(taken_twice(moved, other) for other in known)
            assert (start in free) is is_free
