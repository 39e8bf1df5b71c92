"""What is due: nothing forgotten, the most pressing first, days counted as anybody would."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus, ItemStep
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import (
    Decision,
    KnownRequest,
    RefusalGround,
)
from desktop.domain.ids import RequestId, SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.due import (
    LOOKED_AHEAD,
    DueItem,
    DueKind,
    DueState,
    due_answers,
    due_items,
    due_results,
    due_scans,
    due_tasks,
    in_due_order,
    is_scan_looked_for,
    last_day_looked_at,
    sending_faults,
    working_days_until,
)
from desktop.domain.reception.gate import Gate, GateKind
from desktop.domain.reception.session import AHEAD_STATUSES, SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import WEEKDAYS_ALONE, SpecialDay, WorkingDays
from desktop.domain.sync.operation import RecordStorage
from tests.samples.casework import ONLINE, REQUEST, ROW
from tests.samples.conclusions import an_item
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

TABLE = WorkingDays(
    version=1,
    first_day=date(2026, 1, 1),
    last_day=date(2027, 12, 31),
    days=(
        SpecialDay(day=date(2026, 11, 24), name="Ngày nghỉ"),
        SpecialDay(day=date(2026, 11, 28), name="Làm bù", is_workday=True),
    ),
)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""A Monday, 10:00 in Hai Phong; the next day is off, the Saturday is worked."""


def plan(
    hours: float = 200, status: SessionStatus = SessionStatus.SCHEDULED, **due: float
) -> SessionPlan:
    """due: hours from now, of the gates that are not passed."""
    start = NOW + timedelta(hours=hours)
    gates = tuple(
        Gate(
            kind=kind,
            due_at=NOW + timedelta(hours=due.get(kind.value, 1)),
            passed_at=None if kind.value in due else NOW,
            evidence="",
        )
        for kind in GateKind
    )
    return replace(
        a_plan(), scheduled_start=start, scheduled_end=start + timedelta(hours=1), gates=gates,
        status=status,
    )  # fmt: skip


def waiting(days: float, name: str = "request") -> KnownRequest:
    request = replace(REQUEST, id=RequestId(name), created_at=NOW - timedelta(days=days))
    return KnownRequest(request=request, storage=RecordStorage.CITY)


def found(
    *plans: SessionPlan,
    requests: tuple[KnownRequest, ...] = (),
    without: Collection[SessionId] = (),
) -> list[DueItem]:
    return list(due_items(plans, requests, without_dossier=without, now=NOW, table=TABLE))


def test_overdue_stands_first_then_today_then_the_nearest() -> None:
    late, today, soon = plan(notice=-50), plan(trial=3), plan(trial=49)
    items = found(soon, replace(today, id=SessionId("b")), replace(late, id=SessionId("a")))
    assert [(one.kind, one.state) for one in items] == [
        (DueKind.NOTICE, DueState.OVERDUE),
        (DueKind.TRIAL, DueState.TODAY),
        (DueKind.TRIAL, DueState.AHEAD),
    ]
    assert [one.days for one in items] == [2, 0, 0]
    assert [one.working_days for one in items] == [0, 0, 1]


def test_what_was_due_this_morning_is_overdue_though_it_is_today() -> None:
    (item,) = found(plan(connected=-1))
    assert (item.state, item.days) == (DueState.OVERDUE, 0)


def test_a_gate_that_was_passed_is_not_due_and_neither_is_a_session_that_is_over() -> None:
    assert found(plan()) == []
    assert found(plan(hours=-30, notice=-200)) == []
    statuses = {status for status in SessionStatus if found(plan(status=status, notice=-1))}
    assert statuses == AHEAD_STATUSES


def test_a_request_is_pointed_at_after_seven_days_and_never_red() -> None:
    decided = replace(waiting(30, "decided"), decision=ONLINE, decision_storage=RecordStorage.CITY)
    items = found(requests=(waiting(9, "old"), waiting(4, "new"), decided))
    assert [(one.subject, one.state, one.days) for one in items] == [
        ("old", DueState.TODAY, 9), ("new", DueState.AHEAD, 4),
    ]  # fmt: skip
    (edge,) = found(requests=(waiting(7, "edge"),))
    assert edge.state is DueState.TODAY


def test_a_missing_dossier_is_due_with_the_notice_whether_that_went_out_or_not() -> None:
    one = plan(trial=3)
    kinds = [item.kind for item in found(one, without={one.id})]
    assert kinds == [DueKind.DOSSIER, DueKind.TRIAL]


def test_what_is_due_later_than_five_working_days_is_not_listed_yet() -> None:
    assert last_day_looked_at(NOW, TABLE) == date(2026, 11, 30)
    assert found(plan(hours=500, notice=24 * 7)) != []
    assert found(plan(hours=500, notice=24 * 8)) == []


@given(
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    st.integers(-40, 90),
    st.sets(st.integers(0, 90), max_size=12),
    st.sets(st.integers(0, 90), max_size=12),
)
def test_working_days_are_counted_as_anybody_would(
    today: date, away: int, off: set[int], worked: set[int]
) -> None:
    day = today + timedelta(days=away)
    off_days = {today + timedelta(days=one) for one in off}
    worked_days = {today + timedelta(days=one) for one in worked} - off_days
    table = WorkingDays(
        version=1,
        first_day=date.min,
        last_day=date.max,
        days=(
            *(SpecialDay(day=one, name="x") for one in off_days),
            *(SpecialDay(day=one, name="x", is_workday=True) for one in worked_days),
        ),
    )
    days = [today + timedelta(days=one) for one in range(1, max(away, 0) + 1)]
    naive = [
        one for one in days if one in worked_days or (one.weekday() < 5 and one not in off_days)
    ]
    assert working_days_until(today, day, table) == len(naive)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(SessionStatus)),
            st.integers(-300, 600),
            st.dictionaries(st.sampled_from([*GateKind]), st.integers(-400, 400)),
        ),
        max_size=6,
    ),
    st.lists(st.integers(0, 20), max_size=6),
)
def test_everything_due_is_listed_once_in_its_order(
    sessions: list[tuple[SessionStatus, int, dict[GateKind, int]]], waits: list[int]
) -> None:
    plans = [
        replace(
            plan(hours, status, **{kind.value: at for kind, at in due.items()}),
            id=SessionId(f"s{n}"),
        )
        for n, (status, hours, due) in enumerate(sessions)
    ]
    requests = tuple(waiting(days, f"r{n}") for n, days in enumerate(waits))
    items = found(*plans, requests=requests)
    last = last_day_looked_at(NOW, TABLE)
    naive = {
        (one.id, gate.kind.value)
        for one in plans
        if one.status in AHEAD_STATUSES and one.scheduled_end >= NOW
        for gate in one.gates
        if gate.passed_at is None and gate.due_at.astimezone(LOCAL_ZONE).date() <= last
    } | {
        (one.request.id, "request")
        for one in requests
        if (one.request.created_at + timedelta(days=7)).astimezone(LOCAL_ZONE).date() <= last
    }
    assert {(one.subject, one.kind.value) for one in items} == naive
    assert len(items) == len(naive)
    order = list(DueState)
    pressing = [(order.index(one.state), one.due_at) for one in items]
    assert pressing == sorted(pressing)
    for one in items:
        assert (one.due_at < NOW) is (
            one.state is DueState.OVERDUE or (one.kind is DueKind.REQUEST and one.due_at < NOW)
        )
    assert LOOKED_AHEAD == 5


def test_a_trial_that_a_leader_left_is_due_no_more() -> None:
    missed = plan(trial=-3)
    assert [one.kind for one in found(missed)] == [DueKind.TRIAL]
    left = tuple(
        replace(one, override_by="leader", override_reason="Đường truyền vừa nối lại")
        for one in missed.gates
    )
    assert found(replace(missed, gates=left)) == []


@pytest.mark.parametrize(
    ("ahead", "state", "days", "working_days"),
    [(-2, DueState.OVERDUE, 2, 0), (0, DueState.TODAY, 0, 0), (1, DueState.AHEAD, 0, 1)],
)
def test_a_task_is_late_once_its_day_is_over(
    ahead: int, state: DueState, days: int, working_days: int
) -> None:
    today = NOW.astimezone(LOCAL_ZONE).date()
    task = an_item(ItemStatus.ISSUED, deadline=today + timedelta(days=ahead))
    [found] = due_tasks([task], now=NOW, table=WEEKDAYS_ALONE)
    assert (found.kind, found.state, found.subject) == (DueKind.TASK, state, task.id)
    assert (found.days, found.working_days) == (days, working_days)


def test_tasks_that_nobody_waits_for_or_that_are_far_ahead_are_not_due() -> None:
    today = NOW.astimezone(LOCAL_ZONE).date()
    tasks = [
        an_item(ItemStatus.DRAFT, deadline=today),
        an_item(ItemStatus.DONE, "done", deadline=today),
        an_item(ItemStatus.ISSUED, "free", deadline=None),
        an_item(ItemStatus.ISSUED, "far", deadline=today + timedelta(days=60)),
    ]
    assert due_tasks(tasks, now=NOW, table=WEEKDAYS_ALONE) == ()


GIVER = an_item(ItemStatus.DONE).giving_site_id
DOER = an_item(ItemStatus.DONE).agency_site_id


def since(status: ItemStatus, day: date, **changes: Any) -> ConclusionItem:
    noted_at = datetime.combine(day, time(9), tzinfo=LOCAL_ZONE)
    step = ItemStep(status=status, noted_at=noted_at, noted_by="Cán bộ Mẫu")
    return an_item(status, steps=(step,), **changes)


@pytest.mark.parametrize(
    ("status", "day", "own", "kind", "state", "last"),
    [
        (ItemStatus.DONE, date(2026, 11, 12), DOER, "report", "today", date(2026, 11, 23)),
        (ItemStatus.DONE, date(2026, 11, 11), DOER, "report", "overdue", date(2026, 11, 20)),
        (ItemStatus.REPORTED, date(2026, 11, 16), GIVER, "tell", "today", date(2026, 11, 23)),
        (ItemStatus.REPORTED, date(2026, 11, 18), GIVER, "tell", "ahead", date(2026, 11, 26)),
    ],
)
def test_a_result_goes_to_the_giver_in_seven_working_days_and_to_the_citizen_in_five(
    status: ItemStatus, day: date, own: SiteId, kind: str, state: str, last: date
) -> None:
    """The 24th is off."""
    task = since(status, day)
    [found] = due_results([task], own, now=NOW, table=TABLE)
    assert (found.kind, found.state, found.subject) == (kind, state, task.id)
    assert found.due_at.astimezone(LOCAL_ZONE).date() == last
    other = GIVER if own == DOER else DOER
    assert other is not None
    assert due_results([task], other, now=NOW, table=TABLE) == ()


def test_a_body_without_a_desk_reports_through_who_gave_the_task() -> None:
    task = since(ItemStatus.DONE, date(2026, 11, 12), agency_site_id=None)
    [found] = due_results([task], GIVER, now=NOW, table=TABLE)
    assert found.kind is DueKind.REPORT


def test_results_of_which_nobody_noted_the_day_or_that_are_told_are_not_due() -> None:
    tasks = [
        an_item(ItemStatus.DONE),
        an_item(ItemStatus.REPORTED),
        since(ItemStatus.ANSWERED, date(2026, 11, 2)),
        since(ItemStatus.DONE, NOW.date(), line_id="far"),
    ]
    for own in (GIVER, DOER):
        assert own is not None
        assert due_results(tasks, own, now=NOW, table=TABLE) == ()


@pytest.mark.parametrize(
    ("day", "kind", "state", "last"),
    [
        (date(2026, 11, 10), DueKind.ANSWER, DueState.AHEAD, date(2026, 11, 25)),
        (date(2026, 11, 9), DueKind.ANSWER, DueState.TODAY, date(2026, 11, 23)),
        (date(2026, 10, 9), DueKind.ANSWER, DueState.OVERDUE, date(2026, 10, 23)),
        (date(2026, 10, 8), DueKind.UNHANDLED, DueState.OVERDUE, date(2026, 11, 22)),
    ],
)
def test_an_answer_is_due_in_ten_working_days_and_missed_for_good_in_forty_five_days(
    day: date, kind: DueKind, state: DueState, last: date
) -> None:
    """The 24th is off: who came on the 10th hears on the 25th."""
    rows = [replace(ROW, reception_date=day)] * 2
    found = due_answers(rows, now=NOW, table=TABLE)
    assert {(one.kind, one.state, one.subject) for one in found} == {(kind, state, ROW.id)}
    assert {one.due_at.astimezone(LOCAL_ZONE).date() for one in found} == {last}
    assert len(found) == len(rows)


def test_an_answer_that_is_far_ahead_is_not_listed() -> None:
    assert due_answers([replace(ROW, reception_date=NOW.date())], now=NOW, table=TABLE) == ()


@pytest.mark.parametrize(
    ("hours", "state", "days"), [(-2, DueState.TODAY, 0), (-26, DueState.OVERDUE, 1)]
)
def test_a_scan_is_due_on_the_day_of_its_session(hours: int, state: DueState, days: int) -> None:
    held = plan(hours, SessionStatus.CLOSED)
    [found] = due_scans([held], now=NOW, table=TABLE)
    assert (found.kind, found.state, found.days) == (DueKind.SCAN, state, days)
    assert found.subject == held.id


def test_a_scan_is_looked_for_after_a_closed_session_of_late() -> None:
    assert is_scan_looked_for(plan(-2, SessionStatus.CLOSED), NOW)
    assert not is_scan_looked_for(plan(-24 * 61, SessionStatus.CLOSED), NOW)
    others = set(SessionStatus) - {SessionStatus.CLOSED}
    assert not any(is_scan_looked_for(plan(-2, one), NOW) for one in others)


def test_what_is_due_of_all_kinds_is_ordered_as_one() -> None:
    today = NOW.astimezone(LOCAL_ZONE).date()
    late = an_item(ItemStatus.ISSUED, "a", deadline=today - timedelta(days=9))
    later = an_item(ItemStatus.ISSUED, "b", deadline=today + timedelta(days=1))
    found = due_tasks([later, late], now=NOW, table=WEEKDAYS_ALONE)
    assert [one.subject for one in found] == [late.id, later.id]
    assert in_due_order(reversed(found)) == found


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "N-108"), (0, None), (1, None), (2, None), (3, "N-107")]
)
def test_a_refusal_was_told_after_it_was_decided_and_not_tomorrow(
    days: int, code: str | None
) -> None:
    decided_at = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)  # 2 December in Hai Phong
    decision = replace(
        ONLINE,
        decision=Decision.REJECTED,
        decided_at=decided_at,
        online_ground=None,
        refusal_ground=RefusalGround.ND4_H,
    )
    known = KnownRequest(
        request=replace(REQUEST, petition_type=PetitionType.COMPLAINT),
        storage=RecordStorage.CITY,
        decision=decision,
        decision_storage=RecordStorage.CITY,
    )
    today = date(2026, 12, 4)
    found = sending_faults(known, date(2026, 12, 2) + timedelta(days=days), today=today)
    assert [one.code for one in found] == ([] if code is None else [code])
    assert sending_faults(known, None, today=today) == ()
    waiting = replace(known, decision=None)
    assert sending_faults(waiting, today, today=today) == ()
