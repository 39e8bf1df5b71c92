"""Two servers of one city on one PostgreSQL: what SQLite's file orders must be ordered here too."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import requests

from desktop.domain.ids import SiteId, UserId
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import CityRoom, operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    RunningCityServer,
    line_body,
    seeded_server,
)
from tests.rigs.system.running_postgresql import RunningPostgresql

pytestmark = pytest.mark.integration

WRITERS = ((COMMUNE, OFFICER), (HQ, CLERK), (AGENCY, AGENCY_USER))
LINES = 40
Pair = tuple[RunningCityServer, RunningCityServer]


@pytest.fixture
def pair(postgresql: RunningPostgresql, tmp_path: Path) -> Iterator[Pair]:
    url = postgresql.new_url()
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    with seeded_server(tmp_path / "first", url) as first:
        second = RunningCityServer(tmp_path / "second", database_url=url)
        second.start()
        try:
            yield first, second
        finally:
            second.close()


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """All begin in the same instant, each on a thread of its own."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_who_pulls_while_both_are_written_to_misses_nothing(pair: Pair) -> None:
    reader = CityRoom(pair[0], HQ, CLERK)
    written = threading.Event()

    def write(server: RunningCityServer, site_id: SiteId, user_id: UserId) -> None:
        room = CityRoom(server, site_id, user_id)
        for number in range(LINES):
            name = f"{site_id}-{server.port}-{number}"
            (verdict,) = room.push(operation("minute_line", name, line_body(site_id, name)))
            assert verdict.verdict == "accepted"

    def read() -> list[tuple[str, int]]:
        told: list[tuple[str, int]] = []
        cursor = reader.newest_cursor()
        is_last = False
        while not is_last:
            is_last = written.is_set()
            page = reader.pull_page(cursor)
            cursor = page.cursor
            told += [(one.entity_id, one.revision) for one in page.changes]
        return told

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        at_once([partial(write, server, *who) for server in pair for who in WRITERS])
        written.set()
        told = reading.result(PATIENCE_S)
    names = [name for name, _ in told]
    revisions = [revision for _, revision in told]
    assert sorted(names) == sorted(set(names))
    assert len(names) == LINES * len(WRITERS) * len(pair)
    assert revisions == sorted(revisions)


def test_one_operation_at_both_in_the_same_instant_is_one(pair: Pair) -> None:
    rooms = [CityRoom(server, COMMUNE, OFFICER) for server in pair]
    for number in range(20):
        sent = operation("minute_line", f"line-{number}", line_body(COMMUNE))
        answers = at_once([partial(room.push, sent) for room in rooms])
        assert answers[0] == answers[1]


def enrol(server: RunningCityServer, wish: dict[str, str]) -> int:
    return server.call("POST", "/v1/rooms/enrol", json=wish).status_code


def test_a_code_that_is_used_at_both_binds_one_pc(pair: Pair) -> None:
    for _ in range(5):
        wish = {"enrol_code": pair[0].new_enrol_code(COMMUNE), "site_id": COMMUNE}
        answers = at_once([partial(enrol, server, wish) for server in pair])
        assert answers.count(requests.codes.ok) == 1, answers


def test_a_database_that_is_away_is_told_and_waited_for(tmp_path: Path) -> None:
    with (
        RunningPostgresql() as postgresql,
        seeded_server(tmp_path, postgresql.new_url()) as server,
    ):
        server.expected_errors.append("database refused")
        room = CityRoom(server, COMMUNE, OFFICER)
        line = operation("minute_line", "line-1", line_body(COMMUNE))
        postgresql.stop()
        answer = room.call("GET", "/v1/changes")
        assert (answer.status_code, answer.json()["code"]) == (503, "busy"), answer.text
        assert "Retry-After" in answer.headers
        postgresql.start()
        (verdict,) = room.push(line)
        assert verdict.verdict == "accepted"
