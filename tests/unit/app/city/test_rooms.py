"""The list of all rooms for IT at the city: the worst first, and old ones are not believed."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app import main
from desktop.app.city import rooms as city_rooms
from desktop.app.city.rooms import as_lines
from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import DATABASE_FILE, CityServerConfig
from desktop.cityserver.rooms.room_checks import RoomReports
from desktop.cityserver.secrets.audit_keys import KEY_FILE
from desktop.cityserver.store.rooms import rooms
from desktop.contract.rooms import RoomList
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.ids import SiteId
from desktop.domain.room.measurements import RoomFacts
from desktop.sync.traffic.room_checks import body_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, ELSEWHERE, HQ, seed_city
from tests.samples.checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM, a_report

pytestmark = pytest.mark.unit

CHECKS: dict[SiteId, RoomFacts | None] = {
    HQ: GOOD_ROOM,
    COMMUNE: POOR_ROOM,
    AGENCY: EMPTY_ROOM,
    ELSEWHERE: None,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four rooms: good, limited, not usable, never checked."""
    seed_city(tmp_path)
    clock = FakeClock()
    with open_city(CityServerConfig(folder=tmp_path / "city")) as database:
        reports = RoomReports(database=database, clock=clock)
        for site_id, facts in CHECKS.items():
            with database.write() as session:
                room_id = rooms.add_room(session, site_id, f"hash-{site_id}", clock.now())
            if facts is not None:
                room = Room(room_id=room_id, site_id=site_id)
                reports.take(room, body_of(a_report(facts, clock.now())))
    return tmp_path / "city"


def run(folder: Path, *options: str) -> int:
    return main.main(["city-rooms", "--folder", str(folder), *options])


def test_the_worst_room_comes_first_with_what_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city_rooms, "now", lambda: FakeClock().now() + timedelta(minutes=5))
    assert run(folder) == ExitCode.OK
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "not_usable 1, never 1, limited 1, ready 1"
    states = [line.split()[0] for line in lines]
    assert states == ["not_usable", "never", "limited", "ready"]
    assert "!second_display" in lines[2]
    assert "~clock=9.4s" in lines[2]
    assert "!" not in lines[3]


def test_json_has_every_value(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--json") == ExitCode.OK
    found = json.loads(capsys.readouterr().out)
    newest = [room["newest"] for room in found["rooms"] if room["site_id"] == COMMUNE]
    values = {item["code"]: item["value"] for item in newest[0]["report"]["items"]}
    assert values["clock"] == 9.4


def test_a_check_of_yesterday_says_nothing_about_today(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city_rooms, "now", lambda: FakeClock().now() + timedelta(hours=25))
    run(folder)
    assert capsys.readouterr().out.startswith("not_usable 1, never 1, old 2")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [(KEY_FILE, b"damaged", "key_unreadable"), (DATABASE_FILE, b"damaged" * 999, "unreadable")],
)
def test_data_that_cannot_be_used_is_told_in_a_word_and_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, word: str
) -> None:
    (folder / name).write_bytes(content)
    assert run(folder, "--json") == ExitCode.STORE_UNREADABLE
    told = capsys.readouterr()
    assert json.loads(told.out) == {"refused": word}
    assert " · " in told.err
    assert "Traceback" not in told.err


def test_no_rooms_and_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert as_lines(RoomList(rooms=()), FakeClock().now()) == ("no rooms",)
    assert run(tmp_path / "nowhere") == ExitCode.MISSING_PREREQUISITE
    assert "nowhere" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()
