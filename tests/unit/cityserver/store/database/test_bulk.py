"""Rows that wait for the next flush: there for every question, and never twice."""

import pytest
from sqlalchemy import select

from desktop.cityserver.store.database.bulk import Waiting, insert_rows, is_one_of
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.tables.records import FeedRow
from desktop.cityserver.store.tables.sessions import CaseReaderRow
from desktop.domain.ids import SessionId
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, HQ, SESSION, line_body

pytestmark = pytest.mark.unit


def line(text: str) -> Record:
    return Record(
        kind="minute_line",
        entity_id="line-1",
        body=line_body(COMMUNE, text),
        session_id=SessionId(SESSION),
    )


def feed_of(city: Database) -> dict[str, int]:
    with city.read() as session:
        rows = session.scalars(select(FeedRow).where(FeedRow.entity_id == "line-1"))
        return {row.site_id: row.revision for row in rows}


@pytest.mark.parametrize("is_flushed", [False, True])
def test_a_record_written_twice_in_one_transaction_is_told_once_at_its_last_revision(
    city: Database, *, is_flushed: bool
) -> None:
    with city.write() as session:
        writer = RecordWriter(session)
        writer.read_ahead([("minute_line", "line-1")])
        first = writer.save(line("một"))
        if is_flushed:
            session.flush()
        last = writer.save(line("hai"))
    feed = feed_of(city)
    assert set(feed) == {HQ, COMMUNE, AGENCY}
    assert last > first
    assert min(feed.values()) > last
    assert len(set(feed.values())) == len(feed)


def test_a_later_transaction_tells_the_same_sites_again(city: Database) -> None:
    with city.write() as session:
        RecordWriter(session).save(line("một"))
    before = feed_of(city)
    with city.write() as session:
        RecordWriter(session).save(line("hai"))
    after = feed_of(city)
    assert set(after) == set(before)
    assert all(after[site_id] > before[site_id] for site_id in before)


def test_waiting_rows_are_written_with_the_commit_even_of_nothing_else(city: Database) -> None:
    with city.write() as session:
        waiting = Waiting(session, CaseReaderRow)
        waiting.put("key", ("case-1", "user-old"))
        waiting.put("key", ("case-1", "user-1"))
        assert waiting.has("key")
        assert not waiting.was_written("key")
    with city.read() as session:
        found = session.scalars(select(CaseReaderRow.user_id)).all()
    assert found == ["user-1"]


def test_rows_of_a_transaction_that_failed_are_gone(city: Database) -> None:
    def fail() -> None:
        with city.write() as session:
            RecordWriter(session).save(line("một"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert feed_of(city) == {}


def test_rows_are_looked_up_as_rows_and_not_column_by_column(city: Database) -> None:
    wanted = [("case-1", "user-1"), ("case-2", "user-2")]
    with city.write() as session:
        insert_rows(session, CaseReaderRow, [*wanted, ("case-1", "user-2"), ("case-2", "user-1")])
    columns = (CaseReaderRow.case_id, CaseReaderRow.user_id)
    with city.read() as session:
        found = session.execute(select(*columns).where(is_one_of(session, columns, wanted)))
        assert sorted(map(tuple, found)) == wanted
