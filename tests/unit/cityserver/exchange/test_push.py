"""Pushed operations: who may write, which write wins, and the answer for ever."""

from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.exchange import push_rules
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.records import (
    EntityRow,
    FeedRow,
    FormerRow,
    LosingRow,
    OperationRow,
)
from desktop.contract.operations import AcceptedAfterOut, OperationIn, RefusalReason, VerdictOut
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    HQ,
    SESSION,
    case_body,
    line_body,
    paper_body,
    session_body,
)

pytestmark = pytest.mark.unit

HASH = "a" * 64
OTHER_HASH = "b" * 64


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def person(site_id: SiteId = COMMUNE, role: Role = Role.ROOM_OFFICER) -> Person:
    return Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")


def push(
    operations: Operations, *raw: dict[str, Any], by: Person | None = None
) -> tuple[VerdictOut, ...]:
    parsed = [OperationIn.model_validate(one) for one in raw]
    return operations.push(by or person(), parsed).answer.verdicts


def line(text: str = "Kính thưa", **changes: Any) -> dict[str, Any]:
    body = {**line_body(COMMUNE, text), **changes.pop("body", {})}
    return operation("minute_line", "line-1", body, **changes)


def paper(**changes: Any) -> dict[str, Any]:
    body = {**paper_body(COMMUNE, HASH, 1_000), **changes.pop("body", {})}
    return operation("paper", "paper-1", body, **changes)


def test_a_line_is_accepted_with_a_growing_revision(operations: Operations, city: Database) -> None:
    (first,) = push(operations, line("một"))
    (second,) = push(operations, line("hai", base_revision=first.revision))
    assert (first.verdict, second.verdict) == ("accepted", "accepted")
    assert second.revision > first.revision > 0
    assert newest_text(city) == "hai"


def test_the_same_operation_gets_its_first_answer_for_ever(
    operations: Operations, city: Database
) -> None:
    one = line("một")
    first = push(operations, one)
    push(operations, line("hai", base_revision=first[0].revision))
    changed = {**one, "body": {**one["body"], "text": "khác"}}
    assert push(operations, one, changed, one) == first * 3
    assert newest_text(city) == "hai"


def test_a_refusal_is_given_again_and_nothing_is_kept_of_it(
    operations: Operations, city: Database
) -> None:
    one = line(body={"kind": "song"})
    first = push(operations, one)
    assert push(operations, one) == first
    assert first[0].reason == RefusalReason.BAD_BODY
    with city.read() as session:
        assert session.query(OperationRow).count() == 0
    mended = {**one, "body": line_body(COMMUNE)}
    assert push(operations, mended)[0].verdict == "accepted"


def test_three_thousand_refused_operations_leave_one_entry_of_each_kind(
    operations: Operations, city: Database, clock: FakeClock
) -> None:
    technician = person(role=Role.TECHNICIAN)
    before = count(city, AuditRow)
    for batch in range(6):
        lines = [line(str(n), id=f"op-{batch}-{n}") for n in range(250)]
        unknown = [operation("song", f"song-{batch}-{n}", {}) for n in range(250)]
        verdicts = push(operations, *lines, *unknown, by=technician)
        assert {one.verdict for one in verdicts} == {"refused"}
    assert count(city, OperationRow) == 0
    assert count(city, AuditRow) == before + 2
    clock.advance(3601)
    push(operations, line(), by=technician)
    assert count(city, AuditRow) == before + 3


def test_a_unit_hands_in_only_so_many_papers_and_bytes_to_one_session(
    operations: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push_rules, "MAX_PAPERS_OF_SITE", 3)
    monkeypatch.setattr(push_rules, "MAX_PAPER_BYTES_OF_SITE", 10_000)

    def hand_in(name: str, size_bytes: int = 1_000, site_id: SiteId = COMMUNE) -> str:
        body = paper_body(site_id, HASH, size_bytes)
        (verdict,) = push(operations, operation("paper", name, body), by=person(site_id))
        return verdict.reason

    assert hand_in("big", 10_001) == RefusalReason.TOO_MANY_PAPERS
    assert [hand_in(name) for name in ("a", "b")] == ["", ""]
    assert hand_in("big", 8_001) == RefusalReason.TOO_MANY_PAPERS
    assert hand_in("c", 8_000) == ""
    assert hand_in("d") == RefusalReason.TOO_MANY_PAPERS
    assert hand_in("e", site_id=AGENCY) == ""
    (changed,) = push(
        operations,
        operation("paper", "c", paper_body(COMMUNE, HASH, 8_000, cleared_for_display=True)),
    )
    assert changed.verdict == "conflict"  # an older base, but not too many


def count(city: Database, row: type[OperationRow] | type[AuditRow]) -> int:
    with city.read() as session:
        return session.query(row).count()


def test_a_write_on_an_old_base_loses_and_its_text_is_kept(
    operations: Operations, city: Database
) -> None:
    (first,) = push(operations, line("một"))
    (second,) = push(operations, line("hai", base_revision=first.revision))
    loser = line("ba", base_revision=first.revision)
    (verdict,) = push(operations, loser)
    assert (verdict.verdict, verdict.revision) == ("conflict", second.revision)
    assert newest_text(city) == "hai"
    with city.read() as session:
        kept = session.get_one(LosingRow, loser["id"])
        assert (kept.body["text"], kept.base_revision) == ("ba", first.revision)


def test_the_same_text_again_is_no_conflict_and_no_news(operations: Operations) -> None:
    (first,) = push(operations, line("một"))
    pushed = operations.push(person(), [OperationIn.model_validate(line("một"))])
    assert pushed.answer.verdicts[0].revision == first.revision
    assert pushed.answer.verdicts[0].verdict == "accepted"
    assert pushed.touched == frozenset()


def test_a_base_from_before_a_restore_is_accepted(operations: Operations) -> None:
    (verdict,) = push(operations, line(base_revision=10_000))
    assert verdict.verdict == "accepted"


def test_a_push_names_the_sessions_in_which_something_is_new(operations: Operations) -> None:
    pushed = operations.push(person(), [OperationIn.model_validate(line())])
    assert pushed.touched == {SESSION}


def test_another_sites_operation_id_tells_nothing(operations: Operations) -> None:
    one = line()
    push(operations, one)
    (verdict,) = push(operations, one, by=person(AGENCY))
    assert (verdict.reason, verdict.revision) == (RefusalReason.FOREIGN_OPERATION, 0)


@pytest.mark.parametrize(
    ("one", "by", "reason"),
    [
        (operation("song", "x", {}), person(), RefusalReason.UNKNOWN_KIND),
        (operation("case", "x", case_body()), person(), RefusalReason.NOT_WRITABLE),
        (line(body={"text": None}), person(), RefusalReason.BAD_BODY),
        (line(body={"surprise": 1}), person(), RefusalReason.BAD_BODY),
        (line(body={"text": "\x00"}), person(), RefusalReason.BAD_BODY),
        (line(body={"text": "\ud800"}), person(), RefusalReason.BAD_BODY),
        (line(body={"text": "x" * 8_001}), person(), RefusalReason.BAD_BODY),
        (line(body={"at": "2026-11-26T02:10:00"}), person(), RefusalReason.BAD_BODY),
        (paper(body={"kind": "song"}), person(), RefusalReason.BAD_BODY),
        (paper(body={"size_bytes": 0}), person(), RefusalReason.BAD_BODY),
        (paper(body={"sha256": "../etc"}), person(), RefusalReason.BAD_BODY),
        (line(body={"session_id": "no-such"}), person(), RefusalReason.NO_SEAT),
        (line(body={"session_id": ELSEWHERE_SESSION}), person(), RefusalReason.NO_SEAT),
        (line(), person(ELSEWHERE), RefusalReason.NO_SEAT),
        (line(), person(HQ), RefusalReason.NOT_OWNER),
        (line(), person(role=Role.LEADER), RefusalReason.NO_RIGHT),
        (line(), person(role=Role.TECHNICIAN), RefusalReason.NO_RIGHT),
        (paper(), person(role=Role.OBSERVER), RefusalReason.NO_RIGHT),
    ],
)
def test_what_may_not_be_written_is_refused_with_its_reason(
    operations: Operations, one: dict[str, Any], by: Person, reason: RefusalReason
) -> None:
    (verdict,) = push(operations, one, by=by)
    assert (verdict.verdict, verdict.reason) == ("refused", reason)


def test_one_batch_may_write_the_same_line_several_times(
    operations: Operations, city: Database
) -> None:
    stale = line("ba")
    far = line("hai", base_revision=10**9)
    verdicts = push(operations, line("một"), far, stale, stale)
    assert [one.verdict for one in verdicts] == ["accepted", "accepted", "conflict", "conflict"]
    assert verdicts[0].revision < verdicts[1].revision == verdicts[3].revision
    assert newest_text(city) == "hai"


def test_a_refused_operation_does_not_hold_up_the_others(operations: Operations) -> None:
    verdicts = push(operations, line(body={"kind": "song"}), paper(), line())
    assert [one.verdict for one in verdicts] == ["refused", "accepted", "accepted"]


@pytest.mark.parametrize(
    ("changes", "by", "reason"),
    [
        ({"owner_site_id": HQ}, person(HQ), RefusalReason.NOT_OWNER),
        ({"sha256": OTHER_HASH}, person(), RefusalReason.FIXED_FIELD),
        ({"size_bytes": 2}, person(), RefusalReason.FIXED_FIELD),
        ({"session_id": "session-strict"}, person(), RefusalReason.FIXED_FIELD),
    ],
)
def test_a_paper_keeps_its_owner_its_bytes_and_its_session(
    operations: Operations, changes: dict[str, Any], by: Person, reason: RefusalReason
) -> None:
    (first,) = push(operations, paper())
    (verdict,) = push(operations, paper(body=changes, base_revision=first.revision), by=by)
    assert verdict.reason == reason


def test_a_paper_may_be_cleared_for_display_later(operations: Operations) -> None:
    (first,) = push(operations, paper())
    cleared = paper(body={"cleared_for_display": True}, base_revision=first.revision)
    assert push(operations, cleared)[0].verdict == "accepted"


def test_late_lines_of_a_closed_session_are_still_taken_in(
    operations: Operations, city: Database
) -> None:
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status="closed"))
    assert push(operations, line())[0].verdict == "accepted"


def test_what_a_line_said_before_is_kept_with_what_took_its_place(
    operations: Operations, city: Database
) -> None:
    (first,) = push(operations, line("80 triệu"))
    second, third = push(
        operations,
        line("70 triệu", base_revision=first.revision),
        line("60 triệu", base_revision=10**9),
    )
    push(operations, paper())
    push(operations, paper(body={"cleared_for_display": True}, base_revision=10**9))
    with city.read() as session:
        rows = session.query(FormerRow).order_by(FormerRow.revision).all()
    of_line = [row for row in rows if row.kind == "minute_line"]
    assert [(row.entity_id, row.revision, row.replaced_by) for row in of_line] == [
        ("line-1", first.revision, second.revision),
        ("line-1", second.revision, third.revision),
    ]
    assert [row.body["text"] for row in of_line] == ["80 triệu", "70 triệu"]
    (of_paper,) = (row for row in rows if row.kind == "paper")
    assert not of_paper.body["cleared_for_display"]


@pytest.mark.parametrize("status", ["signed", "closed"])
def test_signed_minutes_keep_their_text_and_what_came_too_late_is_kept_beside_it(
    operations: Operations, city: Database, status: str
) -> None:
    (first,) = push(operations, line("80 triệu"))
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status=status))
    late = line("60 triệu", base_revision=first.revision)
    pushed = operations.push(person(), [OperationIn.model_validate(late)])
    (verdict,) = pushed.answer.verdicts
    # greater than what the room knows, so that it is told of the signed text once more
    assert verdict.verdict == "conflict"
    assert verdict.revision > first.revision
    assert pushed.touched == {SESSION}
    assert newest_text(city) == "80 triệu"
    with city.read() as session:
        assert session.get_one(LosingRow, late["id"]).body["text"] == "60 triệu"
        assert session.query(FormerRow).count() == 0
        told = session.get_one(FeedRow, (COMMUNE, "minute_line", "line-1"))
        assert told.revision > verdict.revision
    assert push(operations, late) == (verdict,)
    same = line("80 triệu", base_revision=first.revision)
    assert push(operations, same)[0].verdict == "accepted"


@pytest.mark.parametrize("status", ["signed", "closed"])
def test_papers_of_signed_minutes_stay_as_they_are(
    operations: Operations, city: Database, status: str
) -> None:
    (first,) = push(operations, paper())
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status=status))
    late = paper(body={"title": "Tên khác"}, base_revision=first.revision)
    (verdict,) = push(operations, late)
    assert (verdict.verdict, verdict.revision > first.revision) == ("conflict", True)
    with city.read() as session:
        row = session.get_one(EntityRow, ("paper", "paper-1"))
        assert (row.body["title"], row.sha256, row.accepted_after) == (
            paper_body(COMMUNE, HASH, 1_000)["title"],
            HASH,
            None,
        )
        assert session.get_one(LosingRow, late["id"]).body["title"] == "Tên khác"


@pytest.mark.parametrize("status", ["signed", "closed"])
@pytest.mark.parametrize("raw", [line(), paper()], ids=["line", "paper"])
def test_what_is_new_after_the_signing_is_taken_in_and_marked_for_every_room(
    operations: Operations, city: Database, clock: FakeClock, status: str, raw: dict[str, Any]
) -> None:
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status=status))
    taken_at = clock.now()
    (verdict,) = push(operations, raw)
    assert verdict.verdict == "accepted"
    clock.advance(60.0)
    again = {**raw, "id": "another", "base_revision": verdict.revision}
    again["body"] = (
        {**raw["body"], "cleared_for_display": True}
        if raw["kind"] == "paper"
        else {**raw["body"], "text": "60 triệu"}
    )
    assert push(operations, again)[0].verdict == "conflict", "it is not mended either"
    for site_id in (HQ, COMMUNE, AGENCY):
        told = pulled(Changes(database=city, clock=clock), person_at(site_id)).changes
        change = next(one for one in told if one.entity_id == raw["entity_id"])
        assert change.accepted_after == AcceptedAfterOut(status=status, at=taken_at)


def test_a_mark_outlives_a_clash_within_one_push(operations: Operations, city: Database) -> None:
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status="signed"))
    verdicts = push(operations, line("80 triệu"), line("60 triệu", base_revision=10**9))
    assert [one.verdict for one in verdicts] == ["accepted", "conflict"]
    with city.read() as session:
        row = session.get_one(EntityRow, ("minute_line", "line-1"))
        assert (row.body["text"], row.accepted_after) == ("80 triệu", "signed")


def test_what_came_before_the_signing_has_no_mark(
    operations: Operations, city: Database, clock: FakeClock
) -> None:
    push(operations, line(), paper())
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status="closed"))
    told = pulled(Changes(database=city, clock=clock), person_at(HQ)).changes
    assert {one.accepted_after for one in told} == {None}


@pytest.mark.parametrize("word", ["synced", "archived"])
def test_minutes_of_an_older_record_that_says_more_than_closed_stay_as_they_are(
    operations: Operations, city: Database, word: str
) -> None:
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status="closed"))
    with city.write() as session:
        row = session.get_one(EntityRow, ("session", SESSION))
        row.body = {**row.body, "status": word}
    (first,) = push(operations, line("80 triệu"))
    late = line("60 triệu", base_revision=first.revision)
    assert push(operations, late)[0].verdict == "conflict"
    with city.read() as session:
        assert session.get_one(EntityRow, ("minute_line", "line-1")).accepted_after == "closed"


@pytest.mark.parametrize("status", ["concluding", "minutes_review", "adjourned"])
def test_a_line_may_be_mended_as_long_as_nobody_has_signed(
    operations: Operations, city: Database, status: str
) -> None:
    (first,) = push(operations, line("80 triệu"))
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, AGENCY), status=status))
    assert push(operations, line("60 triệu", base_revision=first.revision))[0].verdict == "accepted"
    assert newest_text(city) == "60 triệu"


def test_nothing_of_a_push_is_written_when_its_transaction_fails(
    operations: Operations, city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("desktop.cityserver.exchange.push.read_epoch_and_safe", fail)
    with pytest.raises(RuntimeError):
        push(operations, line())
    with city.read() as session:
        assert find_record(session, "minute_line", "line-1") is None
        assert session.query(OperationRow).count() == 0


def newest_text(city: Database) -> str:
    with city.read() as session:
        row = session.get_one(EntityRow, ("minute_line", "line-1"))
        return str(row.body["text"])
