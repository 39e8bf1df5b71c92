"""Backups made by other tools: what they hold is safe once so many as are kept were noted."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.app import main
from desktop.cityserver.admin.city import begin_epoch, open_city, put_record
from desktop.cityserver.backup.dumps import (
    DumpPoint,
    UnknownPoint,
    begin_dump,
    note_dump,
    parse_point,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import read_backed_up_at, read_safe_revision
from desktop.diagnostics.exit_codes import ExitCode
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.city.running_city_server import case_body
from tests.rigs.system.running_postgresql import RunningPostgresql, new_url_of

pytestmark = pytest.mark.integration


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = None if request.param == "sqlite" else new_url_of(request)
    with open_city(CityServerConfig(folder=tmp_path, database_url=url)) as database:
        yield database


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def safe(city: Database) -> int:
    with city.read() as session:
        return read_safe_revision(session)


def write(city: Database, name: str) -> int:
    return put_record(city, "case", name, case_body())


def dump(city: Database, clock: FakeClock, name: str, *, keep: int) -> int:
    """A night: something was written, then a dump. Returns the revision in the dump."""
    clock.advance(24 * 3600.0)
    revision = write(city, name)
    note_dump(city, begin_dump(city, clock), keep=keep)
    return revision


def test_safe_is_what_the_oldest_of_the_kept_dumps_holds(city: Database, clock: FakeClock) -> None:
    first = dump(city, clock, "case-1", keep=2)
    assert safe(city) == 0  # an older one may be kept that nobody noted
    second = dump(city, clock, "case-2", keep=2)
    assert safe(city) == first
    dump(city, clock, "case-3", keep=2)
    assert safe(city) == second
    with city.read() as session:
        assert read_backed_up_at(session) == clock.now()


def test_what_is_written_while_the_dump_runs_is_not_safe(city: Database, clock: FakeClock) -> None:
    before = write(city, "case-1")
    point = begin_dump(city, clock)
    write(city, "case-2")
    assert note_dump(city, point, keep=1) == before == safe(city)


def test_a_dump_that_is_noted_twice_counts_once(city: Database, clock: FakeClock) -> None:
    dump(city, clock, "case-1", keep=2)
    point = begin_dump(city, clock)
    for _ in range(3):
        note_dump(city, point, keep=3)
    assert safe(city) == 0


def test_nights_in_which_nothing_was_written_count(city: Database, clock: FakeClock) -> None:
    revision = dump(city, clock, "case-1", keep=2)
    clock.advance(24 * 3600.0)
    assert note_dump(city, begin_dump(city, clock), keep=2) == revision


def test_a_clock_that_is_set_back_makes_nothing_safe_too_soon(
    city: Database, clock: FakeClock
) -> None:
    first = dump(city, clock, "case-1", keep=2)
    clock.set_wall_clock(NOON - timedelta(days=400))
    dump(city, clock, "case-2", keep=2)
    assert safe(city) == first
    with city.read() as session:
        assert read_backed_up_at(session) == NOON + timedelta(days=1)


def test_keeping_more_makes_nothing_safe_until_there_are_more(
    city: Database, clock: FakeClock
) -> None:
    dump(city, clock, "case-1", keep=1)
    assert safe(city) > 0
    dump(city, clock, "case-2", keep=3)
    assert safe(city) == 0


def test_in_a_new_epoch_no_former_dump_counts(city: Database, clock: FakeClock) -> None:
    dump(city, clock, "case-1", keep=2)
    old = begin_dump(city, clock)
    begin_epoch(city, clock=clock)
    with pytest.raises(UnknownPoint):
        note_dump(city, old, keep=2)
    dump(city, clock, "case-2", keep=2)
    assert safe(city) == 0


def test_a_revision_that_nobody_gave_out_is_not_noted(city: Database, clock: FakeClock) -> None:
    write(city, "case-1")
    point = begin_dump(city, clock)
    beyond = DumpPoint(epoch=point.epoch, revision=point.revision + 1, made_at=point.made_at)
    with pytest.raises(UnknownPoint):
        note_dump(city, beyond, keep=1)
    assert safe(city) == 0


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "e.1.-2", "e.1.", f"e.1.{10**30}"])
def test_what_is_no_point_is_refused(text: str) -> None:
    with pytest.raises(UnknownPoint):
        parse_point(text)


def test_a_point_comes_back_from_a_script(city: Database, clock: FakeClock) -> None:
    point = begin_dump(city, clock)
    assert parse_point(f"{point.text()}\n") == point


def run(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, Any]:
    code = main.main(["city-note-backup", *options, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_command_goes_around_a_dump(
    postgresql: RunningPostgresql, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ("--folder", str(tmp_path), "--database-url", postgresql.new_url())
    assert main.main(["city-note-backup", *place, "--begin"]) == ExitCode.OK
    point = capsys.readouterr().out.strip()
    code, noted = run(capsys, *place, "--done", point)
    assert (code, noted["safe_revision"]) == (ExitCode.OK, 0)
    code, noted = run(capsys, *place, "--done", point, "--keep", "1")
    assert (code, noted["safe_revision"]) == (ExitCode.OK, parse_point(point).revision)
    assert main.main(["city-note-backup", *place, "--done", point]) == ExitCode.OK
    assert "chưa đủ 14" in capsys.readouterr().out
    code, refused = run(capsys, *place, "--done", "yesterday")
    assert (code, refused) == (ExitCode.FAILED, {"refused": "unknown_point"})


def test_of_sqlite_city_backup_takes_care(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, refused = run(capsys, "--folder", str(tmp_path), "--begin")
    assert (code, refused) == (ExitCode.FAILED, {"refused": "not_postgresql"})
    assert list(tmp_path.iterdir()) == []
