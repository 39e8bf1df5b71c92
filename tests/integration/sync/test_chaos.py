"""Rooms that write, a server that is killed and a line that is torn: nothing lost or doubled.

On SQLite, and on PostgreSQL with two workers, where every other kill is of one worker alone.
CHAOS_S says how long instead of 15 s; a release goes on for 60 s on each.
"""

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.sync.operation import EntityKind
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    TWO_WORKERS,
    RunningCityServer,
    seeded_server,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.rigs.line.torn_line import Certificates, TornLine, make_certificates
from tests.rigs.system.running_postgresql import new_url_of

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.timeout(400),
    pytest.mark.usefixtures("untraced", "untraced_children"),
]

TODAY = SessionId(SESSION)
CHAOS_S = float(os.environ.get("CHAOS_S", "15"))
KILLS = int(CHAOS_S / 4)
"""15 a minute."""
CUTS = int(CHAOS_S * 500 / 60)
UP_S = 1.0
SWALLOWED_SHARE = 0.15
EQUAL_LIMIT_S = 20.0
"""A second on an idle PC; who missed the news asks after half a minute."""

PAUSE_S = 0.25
LINES_OF_A_ROOM = 400
SITES: tuple[tuple[SiteId, UserId], ...] = (
    (COMMUNE, OFFICER),
    (HQ, CLERK),
    (AGENCY, AGENCY_USER),
)
ROOMS = 9
"""Of three sites; each room writes lines of its own."""


class Writer:
    """An officer who begins a line, goes on with it, and begins the next, until told to stop."""

    def __init__(self, desk: DeskSync, number: int) -> None:
        self.desk = desk
        self.texts = dict[str, str]()
        self._number = number
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"writer-{number}")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        count = 0
        while not self._is_over.wait(PAUSE_S):
            line_id = f"line-{self._number}-{count // 2 % LINES_OF_A_ROOM}"
            text = f"phòng {self._number} câu {count}"
            self.desk.minutes.save_line(self.desk.line(text, session_id=SESSION, line_id=line_id))
            self.texts[line_id] = text
            count += 1


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return make_certificates(tmp_path)


@pytest.fixture(params=[pytest.param("sqlite", marks=pytest.mark.long), "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningCityServer]:
    folder = tmp_path / "city-server"
    folder.mkdir()
    database_url, options = None, tuple[str, ...]()
    if request.param == "postgresql":
        database_url, options = new_url_of(request), TWO_WORKERS
    with seeded_server(folder, database_url, *options) as server:
        yield server


@pytest.fixture
def line(server: RunningCityServer, certificates: Certificates) -> Iterator[TornLine]:
    with TornLine(server.port, certificates).running() as line:
        yield line


def test_rooms_agree_within_seconds_after_a_time_of_kills_and_cuts(
    server: RunningCityServer,
    line: TornLine,
    certificates: Certificates,
    tmp_path: Path,
) -> None:
    with ExitStack() as stack:
        desks = [
            stack.enter_context(
                _room(server, line, certificates, tmp_path / f"room-{number}", number)
            )
            for number in range(ROOMS)
        ]
        _sign_in(desks)
        writers = [Writer(desk, number) for number, desk in enumerate(desks)]
        chance = random.Random(20261126)
        line.cut_after = lambda: chance.randint(100, chance.choice((3_000, 3_000, 60_000)))
        line.swallowed_share = SWALLOWED_SHARE
        for writer in writers:
            writer.start()
        kills = _kill_again_and_again(server, line)
        for writer in writers:
            writer.stop()
        cuts, swallowed = line.cuts, line.swallowed
        line.heal()
        expected = {line_id: text for one in writers for line_id, text in one.texts.items()}
        took_s = wait_until(
            lambda: all(_is_equal(desk, expected) for desk in desks), "not equal", PATIENCE_S
        )
        print(f"{kills=} {cuts=} {swallowed=} lines={len(expected)} equal_after_s={took_s:.2f}")
        for desk in desks:
            assert sorted(desk.texts(SESSION)) == sorted(expected.values())
        _check_city(server, expected)
    assert took_s <= EQUAL_LIMIT_S
    assert swallowed > 0


def _room(
    server: RunningCityServer,
    line: TornLine,
    certificates: Certificates,
    folder: Path,
    number: int,
) -> AbstractContextManager[DeskSync]:
    site_id = SITES[number % len(SITES)][0]
    address = CityAddress(base_url=f"https://127.0.0.1:{line.port}", ca_file=certificates.ca_file)
    api = HttpCityApi(address=address, clock=SystemClock())
    return desk_sync(folder, api, site_id, enrol_code=server.new_enrol_code(site_id))


def _sign_in(desks: list[DeskSync]) -> None:
    """Everybody at once, as in the morning."""
    users = dict(SITES)
    for desk in desks:
        wait_until(lambda one=desk: len(one.access.officers()) > 0, "no sign-in list")  # type: ignore[misc]
        desk.access.sign_in(users[desk.site_id], PIN)
    for desk in desks:
        wait_until(lambda one=desk: bool(one.schedule.sessions()), "no schedule")  # type: ignore[misc]
        desk.loop.set_live(TODAY)


def _kill_again_and_again(server: RunningCityServer, line: TornLine) -> int:
    """For the time, and until there were enough kills and cuts. Returns how many kills."""
    started_s, kills = time.monotonic(), 0
    while (past_s := time.monotonic() - started_s) < CHAOS_S or kills < KILLS or line.cuts < CUTS:
        assert past_s < 12 * CHAOS_S, f"not enough: {kills=} cuts={line.cuts}"
        # the moment of the next kill is the input of this test, not a wait for something
        time.sleep(UP_S)
        workers = server.workers()
        if workers and kills % 2:
            workers[0].kill()  # the other serves on, and this one is replaced
        else:
            server.kill()
            server.start()
        kills += 1
    return kills


def _is_equal(desk: DeskSync, expected: dict[str, str]) -> bool:
    if not desk.loop.status().is_all_sent:
        return False
    lines = desk.minutes.lines(TODAY)
    return {line.id: line.text for line in lines} == expected


def _check_city(server: RunningCityServer, expected: dict[str, str]) -> None:
    """The city itself has each line once, with its last words."""
    there = CityRoom(server, HQ, CLERK).pull()
    lines = {
        key[1]: body["text"] for key, body in there.items() if key[0] == EntityKind.MINUTE_LINE
    }
    assert lines == expected
