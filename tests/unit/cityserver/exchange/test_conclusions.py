"""Who may write what into a task of a conclusion at the city, and whom it tells."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.domain.access.person import Role
from desktop.domain.casework.conclusions.conclusion import (
    AT_WORK,
    NOT_ISSUED,
    ConclusionItem,
    ItemStatus,
    ItemStrike,
    extended,
    is_givers_word,
    issued,
    item_key,
    keeps_promise,
    may_item_become,
    struck_item,
    with_result,
)
from desktop.domain.ids import (
    CaseId,
    ConclusionItemId,
    DocumentId,
    MinuteLineId,
    SessionId,
    SiteId,
    UserId,
)
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CONCLUSION_ITEM, kind_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    HQ,
    SESSION,
    STRICT_SESSION,
)
from tests.samples.casework import CASE_PAPER, NOW
from tests.samples.conclusions import EXTENSION, PAPER, an_item

pytestmark = pytest.mark.unit

S = ItemStatus
STRIKE = ItemStrike(at=NOW, by_name="Thư ký Mẫu", reason="Nhầm dòng của công dân")
GIVER, DOER = HQ, COMMUNE


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def a_task(status: ItemStatus = S.ISSUED, line: str = "line", **changes: Any) -> ConclusionItem:
    """Of the session without practice: HQ gives it, the commune is to do it."""
    fields: dict[str, Any] = {
        "session_id": SessionId(STRICT_SESSION),
        "case_id": CaseId(CASE),
        "giving_site_id": GIVER,
        "agency_site_id": None if status is S.DRAFT else DOER,
    }
    return an_item(status, line, **{**fields, **changes})


def push(
    operations: Operations,
    record: Any,
    *,
    site_id: SiteId = GIVER,
    role: Role = Role.SECRETARY,
    revision: int = 0,
) -> VerdictOut:
    made = operation_of(kind_of(record), record.id, record, made_at=NOW, base_revision=revision)
    one = OperationIn(
        id=made.id,
        kind=made.kind,
        entity_id=made.entity_id,
        base_revision=revision,
        body=dict(made.body),
        made_at=NOW,
    )
    who = Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")
    return operations.push(who, [one]).answer.verdicts[0]


def test_every_seat_of_the_session_is_told_and_nobody_else(
    operations: Operations, city: Database
) -> None:
    assert push(operations, a_task()).verdict == "accepted"
    told = {}
    for site_id in (HQ, COMMUNE, AGENCY, ELSEWHERE):
        who = replace(person_at(site_id), role=Role.HQ_CLERK)
        answer = pulled(Changes(database=city, clock=FakeClock()), who, "")
        found = [one for one in answer.changes if one.kind == "conclusion_item"]
        told[site_id] = [CONCLUSION_ITEM.codec.read(one.body, id=one.entity_id) for one in found]
    assert told == {HQ: [a_task()], COMMUNE: [a_task()], AGENCY: [], ELSEWHERE: []}


@pytest.mark.parametrize("role", [Role.LEADER, Role.OBSERVER, Role.TECHNICIAN, Role.CITY_ADMIN])
def test_who_writes_no_minutes_gives_no_task(operations: Operations, role: Role) -> None:
    assert push(operations, a_task(), role=role).reason == RefusalReason.NO_RIGHT


def test_only_who_carries_the_session_gives_a_task(operations: Operations) -> None:
    assert push(operations, a_task(), site_id=DOER).reason == RefusalReason.NOT_OWNER
    theirs = a_task(giving_site_id=DOER)
    assert push(operations, theirs, site_id=DOER).reason == RefusalReason.BAD_BODY
    assert push(operations, a_task(), site_id=ELSEWHERE).reason == RefusalReason.NO_SEAT
    assert push(operations, a_task(), site_id=AGENCY).reason == RefusalReason.NO_SEAT
    # in a session for practice every seat may conduct
    practised = replace(theirs, session_id=SessionId(SESSION))
    assert push(operations, practised, site_id=DOER).verdict == "accepted"


@pytest.mark.parametrize("status", list(ItemStatus))
def test_a_new_task_may_stand_wherever_moves_lead(
    operations: Operations, status: ItemStatus
) -> None:
    """A desk without a network may have made several."""
    assert push(operations, a_task(status)).verdict == "accepted"


@pytest.mark.parametrize(("origin", "target"), list(product(ItemStatus, ItemStatus)))
def test_an_item_goes_where_moves_lead_and_nowhere_else(
    operations: Operations, origin: ItemStatus, target: ItemStatus
) -> None:
    former, new = a_task(origin), a_task(target)
    first = push(operations, former)
    verdict = push(operations, new, revision=first.revision)
    if not may_item_become(origin, target):
        assert verdict.reason == RefusalReason.BAD_MOVE
    elif keeps_promise(former, new):
        assert verdict.verdict == "accepted"
    else:
        assert verdict.reason == RefusalReason.FIXED_FIELD


@pytest.mark.parametrize(("origin", "target"), list(product(ItemStatus, ItemStatus)))
def test_who_is_to_do_it_says_how_far_it_is_and_gives_no_word(
    operations: Operations, origin: ItemStatus, target: ItemStatus
) -> None:
    former, new = a_task(origin, agency_site_id=DOER), a_task(target, agency_site_id=DOER)
    first = push(operations, former)
    verdict = push(operations, new, site_id=DOER, revision=first.revision)
    if former == new:
        assert verdict.verdict == "accepted"
    elif is_givers_word(former, new):
        assert verdict.reason == RefusalReason.NOT_OWNER
    else:
        assert (verdict.verdict == "accepted") is keeps_promise(former, new)


def test_the_doer_neither_moves_the_day_nor_strikes_it_out(operations: Operations) -> None:
    first = push(operations, a_task())
    moved = extended(a_task(), EXTENSION)
    verdict = push(operations, moved, site_id=DOER, revision=first.revision)
    assert verdict.reason == RefusalReason.NOT_OWNER
    assert push(operations, moved, revision=first.revision).verdict == "accepted"
    draft = push(operations, a_task(S.ANNOUNCED, "other"))
    struck = struck_item(a_task(S.ANNOUNCED, "other"), STRIKE)
    verdict = push(operations, struck, site_id=DOER, revision=draft.revision)
    assert verdict.reason == RefusalReason.NOT_OWNER
    assert push(operations, struck, revision=draft.revision).verdict == "accepted"


def test_the_doer_notes_the_notice_and_the_result(operations: Operations) -> None:
    first = push(operations, a_task(S.ANNOUNCED))
    told = issued(a_task(S.ANNOUNCED), "12/TB-UBND")
    second = push(operations, told, site_id=DOER, revision=first.revision)
    assert second.verdict == "accepted"
    done = with_result(told, "Đã trả lời", (PAPER,))
    assert push(operations, done, site_id=DOER, revision=second.revision).verdict == "accepted"


def test_another_seat_of_the_session_writes_into_no_task_of_others(operations: Operations) -> None:
    of_all = a_task(session_id=SessionId(SESSION))
    first = push(operations, of_all)
    noted = with_result(of_all, "Chúng tôi cũng làm", ())
    verdict = push(operations, noted, site_id=AGENCY, revision=first.revision)
    assert verdict.reason == RefusalReason.NOT_OWNER
    taken_over = replace(of_all, agency_site_id=AGENCY)
    verdict = push(operations, taken_over, site_id=AGENCY, revision=first.revision)
    assert verdict.reason == RefusalReason.NOT_OWNER


@pytest.mark.parametrize(
    "changes",
    [
        {"session_id": SessionId(SESSION)},
        {"giving_site_id": DOER},
        {"line_id": MinuteLineId("another")},
        {"given_on": a_task().given_on.replace(day=1)},
        {"created_by": UserId("another")},
    ],
)
def test_of_what_it_was_made_never_changes(operations: Operations, changes: dict[str, Any]) -> None:
    first = push(operations, a_task())
    changed = replace(a_task(), **changes)
    verdict = push(operations, changed, revision=first.revision)
    assert verdict.reason in {RefusalReason.FIXED_FIELD, RefusalReason.BAD_BODY}


@pytest.mark.parametrize(
    "bad",
    [
        replace(a_task(), id=ConclusionItemId("mine")),
        a_task(task=" "),
        a_task(agency=""),
        a_task(deadline=None),
        a_task(notice_number=""),
        a_task(S.DONE, result_document_ids=()),
        a_task(S.EXTENDED, extensions=(replace(EXTENSION, approver=""),)),
        a_task(S.EXTENDED, extensions=(replace(EXTENSION, reason="chờ"),)),
        a_task(case_id=CaseId("case-2")),
        struck_item(a_task(S.ANNOUNCED), replace(STRIKE, reason="nhầm")),
        struck_item(a_task(S.ISSUED), STRIKE),
    ],
)
def test_what_no_desk_would_have_sent_is_not_taken(
    operations: Operations, bad: ConclusionItem
) -> None:
    assert push(operations, bad).reason == RefusalReason.BAD_BODY


def test_a_task_is_made_of_a_line_of_its_own_session_and_unit(operations: Operations) -> None:
    lines = {
        "own": (GIVER, STRICT_SESSION),
        "theirs": (DOER, STRICT_SESSION),
        "elsewhere": (GIVER, SESSION),
    }
    for name, (site_id, session_id) in lines.items():
        line = MinuteLine(
            id=MinuteLineId(name),
            session_id=SessionId(session_id),
            owner_site_id=site_id,
            at=NOW,
            speaker="Chủ trì",
            kind=MinuteLineKind.DIRECTIVE,
            text="Giao xã trả lời trước 10/12",
        )
        assert push(operations, line, site_id=site_id).verdict == "accepted"
    told = {name: push(operations, a_task(line=name)).reason for name in (*lines, "to-come")}
    wrong = RefusalReason.BAD_BODY
    assert told == {"own": "", "theirs": wrong, "elsewhere": wrong, "to-come": ""}


def test_a_result_is_a_paper_of_the_case(operations: Operations) -> None:
    ours = replace(CASE_PAPER, case_id=CaseId(CASE), owner_site_id=HQ, site_id=HQ)
    other = replace(ours, id=DocumentId("other"), case_id=CaseId("case-2"))
    assert push(operations, ours, role=Role.HQ_CLERK).verdict == "accepted"
    assert push(operations, other, role=Role.HQ_CLERK).verdict == "accepted"
    done = a_task(S.DONE, result_document_ids=(ours.id,))
    assert push(operations, done).verdict == "accepted"
    wrong = a_task(S.DONE, "second", result_document_ids=(ours.id, other.id))
    assert push(operations, wrong).reason == RefusalReason.BAD_BODY


def test_two_who_write_at_once_clash_and_lose_nothing(operations: Operations) -> None:
    first = push(operations, a_task())
    moved = extended(a_task(), EXTENSION)
    assert push(operations, moved, revision=first.revision).verdict == "accepted"
    done = with_result(a_task(), "Đã trả lời", (PAPER,))
    late = push(operations, done, site_id=DOER, revision=first.revision)
    assert late.verdict == "conflict"
    again = with_result(moved, "Đã trả lời", (PAPER,))
    settled = push(operations, again, site_id=DOER, revision=late.revision)
    assert settled.verdict == "accepted"


def test_a_task_of_another_session_is_no_business_of_this_site(operations: Operations) -> None:
    theirs = a_task(session_id=SessionId(ELSEWHERE_SESSION), giving_site_id=ELSEWHERE)
    assert push(operations, theirs).reason == RefusalReason.NO_SEAT


def test_the_tables_of_the_test_say_what_they_mean() -> None:
    assert item_key("line") == a_task().id
    assert not NOT_ISSUED & AT_WORK
