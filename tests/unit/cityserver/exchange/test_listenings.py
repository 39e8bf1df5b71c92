"""Who played a recording in a room: an entry of the audit log, told to nobody."""

from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.audit import read_head
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.records import FeedRow
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.domain.access.person import Role
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE_SESSION,
    OFFICER,
    SESSION,
    STRANGER,
    case_body,
    listening_body,
)

pytestmark = pytest.mark.unit

HOUR = "2026-11-26T02:10:00Z"
SENDER = person_at(COMMUNE, user_id="somebody-else")


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def push(
    operations: Operations, body: dict[str, Any], person: Person = SENDER, entity_id: str = "one"
) -> VerdictOut:
    sent = OperationIn.model_validate(operation("listening", entity_id, body))
    (verdict,) = operations.push(person, [sent]).answer.verdicts
    return verdict


def log(city: Database) -> list[tuple[str, ...]]:
    """(action, person, kind, subject, outcome) of what was done with listenings."""
    with city.read() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.seq)).all()
        return [
            (row.action, row.user_id, row.kind, row.subject_id, row.outcome)
            for row in rows
            if row.action == "listen" or row.kind == "listening"
        ]


def test_a_listening_is_an_entry_of_who_listened_and_its_reason_stays_in_the_record(
    city: Database, operations: Operations
) -> None:
    assert push(operations, listening_body()).verdict == "accepted"
    assert log(city) == [("listen", OFFICER, "recording", SESSION, f"done@{HOUR}")]
    with city.read() as session:
        row = session.get_one(AuditRow, read_head(session).seq)
        kept = find_record(session, "listening", "one")
        told = session.scalar(
            select(func.count()).select_from(FeedRow).where(FeedRow.kind == "listening")
        )
    assert (row.site_id, row.sent_by, told) == (COMMUNE, SENDER.user_id, 0)
    assert kept is not None
    assert kept.body["reason"] == listening_body()["reason"]


@pytest.mark.parametrize("user_id", [STRANGER, CLERK])
def test_who_is_not_on_the_list_of_the_site_is_not_named(
    city: Database, operations: Operations, user_id: str
) -> None:
    push(operations, listening_body(user_id))
    assert log(city) == [("listen", SENDER.user_id, "recording", SESSION, f"unlisted@{HOUR}")]


def test_the_same_again_is_no_second_entry(city: Database, operations: Operations) -> None:
    for _ in range(2):
        push(operations, listening_body())
    assert len(log(city)) == 1
    push(operations, listening_body(), entity_id="two")
    assert len(log(city)) == 2


@pytest.mark.parametrize(
    ("body", "role", "reason"),
    [
        (listening_body(session_id="unknown"), Role.ROOM_OFFICER, RefusalReason.NO_SEAT),
        (listening_body(session_id=ELSEWHERE_SESSION), Role.ROOM_OFFICER, RefusalReason.NO_SEAT),
        ({**listening_body(), "reason": "ngắn"}, Role.ROOM_OFFICER, RefusalReason.BAD_BODY),
        (listening_body(), Role.OBSERVER, RefusalReason.NO_RIGHT),
        (listening_body(), Role.TECHNICIAN, RefusalReason.NO_RIGHT),
    ],
)
def test_what_is_no_listening_is_refused_and_that_is_an_entry_too(
    city: Database, operations: Operations, body: dict[str, Any], role: Role, reason: RefusalReason
) -> None:
    verdict = push(operations, body, person_at(COMMUNE, role))
    assert (verdict.verdict, verdict.reason) == ("refused", reason)
    assert log(city) == [("write", "anybody", "listening", "one", reason)]


def test_of_a_denunciation_only_who_is_listed_may_send_it(
    city: Database, operations: Operations
) -> None:
    put_record(city, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    change_readers(city, CASE, add=[OFFICER])
    assert push(operations, listening_body()).reason == RefusalReason.NO_SEAT
    listed = person_at(COMMUNE, user_id=OFFICER)
    assert push(operations, listening_body(), listed, "two").verdict == "accepted"
