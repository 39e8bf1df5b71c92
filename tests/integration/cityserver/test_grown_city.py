"""A city on PostgreSQL that has grown: neither a push nor a pull reads the whole of a table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.cityserver.admin.city import open_city, put_record
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import OperationIn, VerdictOut
from desktop.contract.version import MAX_OPERATIONS_PER_PUSH
from desktop.domain.ids import SiteId, new_id
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    COMMUNE,
    ELSEWHERE_SESSION,
    HQ,
    SESSION,
    line_body,
    seed_city,
    session_body,
)
from tests.rigs.system.running_postgresql import RunningPostgresql

pytestmark = pytest.mark.integration

SMALL_PUSHES = 12
"""The driver prepares a question after five, PostgreSQL a plan for any value after five more."""
LARGE_PUSHES = 16


@pytest.fixture
def city(postgresql: RunningPostgresql, tmp_path: Path) -> Iterator[Database]:
    url = postgresql.new_url()
    seed_city(tmp_path, url)
    with open_city(CityServerConfig(folder=tmp_path / "city", database_url=url)) as database:
        yield database


def lines(count: int, site_id: SiteId, session_id: str) -> list[OperationIn]:
    body = line_body(site_id, session_id=session_id)
    raw = (operation("minute_line", new_id(), body) for _ in range(count))
    return [OperationIn.model_validate(one) for one in raw]


def edited(one: OperationIn, verdict: VerdictOut) -> OperationIn:
    body = {**one.body, "text": "khác"}
    return one.model_copy(update={"id": new_id(), "body": body, "base_revision": verdict.revision})


def rows_read_in_whole(city: Database) -> dict[str, int]:
    """Rows that were read by going through a table, by its name."""
    with city.write() as session:
        session.execute(text("SELECT pg_stat_force_next_flush()"))
    query = "SELECT relname, seq_tup_read FROM pg_stat_user_tables"
    with city.read() as session:
        found = {name: int(count) for name, count in session.execute(text(query))}
    return {name: found[name] for name in ("entity", "feed", "operation", "audit")}


def test_pushes_pulls_and_sessions_read_by_an_index(city: Database) -> None:
    operations = Operations(database=city, clock=FakeClock())
    changes = Changes(database=city, clock=FakeClock())
    room, chair, agency = person_at(COMMUNE), person_at(HQ), person_at(AGENCY)
    for _ in range(SMALL_PUSHES):
        operations.push(room, lines(1, COMMUNE, SESSION))
        pulled(changes, chair)
    for _ in range(LARGE_PUSHES):
        operations.push(agency, lines(MAX_OPERATIONS_PER_PUSH, AGENCY, ELSEWHERE_SESSION))
    before = rows_read_in_whole(city)
    known = lines(8, COMMUNE, SESSION)
    verdicts = operations.push(room, known).answer.verdicts
    again = operations.push(room, known).answer.verdicts
    assert again == verdicts
    changed = [edited(*one) for one in zip(known, verdicts, strict=True)]
    assert {one.verdict for one in operations.push(room, changed).answer.verdicts} == {"accepted"}
    assert len(pulled(changes, chair).changes) > len(known)
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE,), status="closed"))
    assert rows_read_in_whole(city) == before
