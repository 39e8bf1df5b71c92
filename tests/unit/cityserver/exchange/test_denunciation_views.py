"""Who opened a denunciation in a room: an entry of the audit log, told to nobody."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.cityserver.access.callers import Person
from desktop.cityserver.access.disclosure import Disclosure, Telling
from desktop.cityserver.admin.audit_check import Fault, Verified, export_audit, verify_audit
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.secrets.audit_keys import ensure_audit_keys
from desktop.cityserver.store.audit import read_head
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.records import FeedRow
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.ids import new_id
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    HQ,
    OFFICER,
    OTHER_CASE,
    SESSION,
    STRANGER,
    case_body,
    session_body,
    view_body,
)

pytestmark = pytest.mark.unit

HOUR = "2026-11-26T02:10:00Z"
SENDER = person_at(COMMUNE, user_id="somebody-else")


@pytest.fixture
def city(city: Database) -> Database:
    """CASE is a denunciation, and OFFICER is on its list."""
    put_record(city, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    change_readers(city, CASE, add=[OFFICER])
    return city


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def a_view(body: dict[str, Any] | None = None, entity_id: str = "view-1") -> OperationIn:
    return OperationIn.model_validate(operation("view", entity_id, body or view_body()))


def push(operations: Operations, view: OperationIn, person: Person = SENDER) -> VerdictOut:
    (verdict,) = operations.push(person, [view]).answer.verdicts
    return verdict


def log(city: Database) -> list[tuple[str, ...]]:
    """(action, person, kind, subject, outcome) of what was done with views."""
    with city.read() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.seq)).all()
        return [
            (row.action, row.user_id, row.kind, row.subject_id, row.outcome)
            for row in rows
            if row.action == "view" or row.kind == "view"
        ]


@pytest.mark.parametrize("what", list(Viewing))
def test_a_view_is_an_entry_of_who_looked_and_not_of_who_sent_it(
    city: Database, operations: Operations, what: Viewing
) -> None:
    assert push(operations, a_view(view_body(what=what))).verdict == "accepted"
    assert log(city) == [("view", OFFICER, what, CASE, f"done@{HOUR}")]
    with city.read() as session:
        row = session.get_one(AuditRow, read_head(session).seq)
    assert (row.site_id, row.sent_by) == (COMMUNE, SENDER.user_id)


@pytest.mark.parametrize("user_id", [STRANGER, CLERK])
def test_who_is_not_on_the_list_of_the_site_is_not_named(
    city: Database, operations: Operations, user_id: str
) -> None:
    assert push(operations, a_view(view_body(user_id))).verdict == "accepted"
    assert log(city) == [("view", SENDER.user_id, "dossier", CASE, f"unlisted@{HOUR}")]


def test_the_hour_is_told_in_one_zone_and_fits_in_any_year(
    city: Database, operations: Operations
) -> None:
    for entity_id, at in (("one", "2026-11-26T09:10:00.5+07:00"), ("two", "0002-01-01T00:00:00Z")):
        push(operations, a_view({**view_body(STRANGER), "at": at}, entity_id))
    assert [one[-1] for one in log(city)] == [f"unlisted@{HOUR}", "unlisted@0002-01-01T00:00:00Z"]
    assert all(len(one[-1]) <= AuditRow.outcome.type.length for one in log(city))


def test_the_same_view_again_is_no_second_entry(city: Database, operations: Operations) -> None:
    first = a_view()
    again = a_view()  # under an id of its own, as rooms send theirs in a new epoch
    assert first.id != again.id
    verdicts = [push(operations, one) for one in (first, first, again)]
    assert {one.revision for one in verdicts} == {verdicts[0].revision}
    assert len(log(city)) == 1


def test_what_was_said_of_a_view_stays_said(city: Database, operations: Operations) -> None:
    push(operations, a_view())
    other = push(operations, a_view(view_body(CLERK)))
    assert other.reason == RefusalReason.FIXED_FIELD
    assert log(city)[1:] == [("write", SENDER.user_id, "view", "view-1", "fixed_field")]


@pytest.mark.parametrize(
    ("body", "role", "reason"),
    [
        (view_body(session_id="unknown"), Role.ROOM_OFFICER, RefusalReason.NO_SEAT),
        (view_body(case_id="unknown"), Role.ROOM_OFFICER, RefusalReason.NO_SEAT),
        (view_body(case_id=OTHER_CASE), Role.ROOM_OFFICER, RefusalReason.NO_SEAT),
        (view_body(session_id=ELSEWHERE_SESSION), Role.ROOM_OFFICER, RefusalReason.NO_SEAT),
        (view_body(what="song"), Role.ROOM_OFFICER, RefusalReason.BAD_BODY),
        (view_body(), Role.OBSERVER, RefusalReason.NO_RIGHT),
        (view_body(), Role.TECHNICIAN, RefusalReason.NO_RIGHT),
        (view_body(session_id="unknown"), Role.TECHNICIAN, RefusalReason.NO_RIGHT),
    ],
)
def test_what_is_no_view_is_refused_and_that_is_an_entry_too(
    city: Database, operations: Operations, body: dict[str, Any], role: Role, reason: RefusalReason
) -> None:
    verdict = push(operations, a_view(body), person_at(COMMUNE, role))
    assert (verdict.verdict, verdict.reason) == ("refused", reason)
    assert log(city) == [("write", "anybody", "view", "view-1", reason)]


def test_a_site_that_has_left_the_session_still_tells_what_is_opened_there(
    city: Database, operations: Operations
) -> None:
    put_record(city, "session", SESSION, session_body(HQ, (ELSEWHERE,)))
    assert push(operations, a_view()).verdict == "accepted"
    assert len(log(city)) == 1


def test_a_site_that_was_never_told_of_the_case_says_nothing_of_it(
    city: Database, operations: Operations
) -> None:
    somebody = person_at(ELSEWHERE, user_id=STRANGER)
    assert push(operations, a_view(), somebody).reason == RefusalReason.NO_SEAT
    assert log(city) == [("write", STRANGER, "view", "view-1", "no_seat")]


def test_what_is_no_denunciation_has_no_views(city: Database, operations: Operations) -> None:
    put_record(city, "case", CASE, case_body())
    assert push(operations, a_view()).reason == RefusalReason.NO_SEAT


def test_a_view_in_anothers_name_says_who_sent_it_and_that_is_sealed(
    config: CityServerConfig, city: Database, operations: Operations
) -> None:
    push(operations, a_view(view_body(OFFICER)))
    keys = ensure_audit_keys(config.folder)
    assert verify_audit(city, keys).fault is None
    for name in ("", "another"):
        with city.write() as session:
            session.get_one(AuditRow, read_head(session).seq).sent_by = name
        assert verify_audit(city, keys).fault is Fault.CHANGED


def test_nobody_is_told_of_a_view(city: Database, operations: Operations, clock: FakeClock) -> None:
    push(operations, a_view())
    # the sites of a session are told of it anew when they change
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE, ELSEWHERE)))
    push(operations, a_view(entity_id=new_id()))
    changes = Changes(database=city, clock=clock)
    for role in Role:
        for site_id in (HQ, COMMUNE, ELSEWHERE):
            told = pulled(changes, person_at(site_id, role)).changes
            assert "view" not in {one.kind for one in told}
    with city.read() as session:
        count = select(func.count()).select_from(FeedRow).where(FeedRow.kind == "view")
        assert session.scalar(count) == 0
        row = find_record(session, "view", "view-1")
        assert row is not None
        telling = Disclosure(session, person_at(HQ, Role.HQ_CLERK)).telling(row)
    assert telling is Telling.NOTHING


def test_views_are_exported_and_the_log_stays_whole(
    config: CityServerConfig, city: Database, operations: Operations, clock: FakeClock
) -> None:
    push(operations, a_view())
    with city.read() as session:
        head = read_head(session)
    assert verify_audit(city, ensure_audit_keys(config.folder)) == Verified(head=head)
    file = io.StringIO()
    export_audit(city, file, start=NOON, end=NOON + timedelta(days=1), at=clock.now())
    rows = [row for row in csv.DictReader(io.StringIO(file.getvalue())) if row["action"] == "view"]
    told = [
        tuple(row[name] for name in ("user_id", "site_id", "kind", "subject_id", "sent_by"))
        for row in rows
    ]
    assert told == [(OFFICER, COMMUNE, "dossier", CASE, SENDER.user_id)]
