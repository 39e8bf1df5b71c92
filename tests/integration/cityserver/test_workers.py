"""Two workers of one city: a session is the same to all who sit in it, whoever serves them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
import requests

from desktop.cityserver.http.limits import ENROL_ATTEMPTS
from desktop.domain.ids import new_id
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import Channel, CityRoom, operation
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    SESSION,
    TWO_WORKERS,
    RunningCityServer,
    line_body,
    seeded_server,
)
from tests.rigs.desk.desk_sync import wait_until
from tests.rigs.system.running_postgresql import RunningPostgresql

pytestmark = pytest.mark.integration

FREED_S = 25.0
"""Until everybody sees that the rooms of a killed worker are away: 5 s on an idle PC."""

BACK_S = 15.0
"""Until those rooms are back at another one, when they dial again at once: less than a second."""

SIGNALS = 40
ANSWERS_OF_BOTH = 16
"""In a row: that one worker gave them all happens once in thirty thousand times."""


@pytest.fixture(scope="module")
def server(
    postgresql: RunningPostgresql, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningCityServer]:
    folder = tmp_path_factory.mktemp("workers")
    with seeded_server(folder, postgresql.new_url(), *TWO_WORKERS) as server:
        yield server


@pytest.fixture(scope="module")
def hq(server: RunningCityServer) -> CityRoom:
    return CityRoom(server, HQ, CLERK)


@pytest.fixture(scope="module")
def commune(server: RunningCityServer) -> CityRoom:
    return CityRoom(server, COMMUNE, OFFICER)


@pytest.fixture(autouse=True)
def settled(server: RunningCityServer) -> None:
    """An earlier test may have killed a worker, or cut both off: wait until each hears the other.

    A desk dials again; the rooms of these tests dial once. Each request is a connection of its own,
    which the system deals to one of the workers.
    """
    good = 0

    def answers() -> bool:
        nonlocal good
        try:
            is_good = (
                requests.get(server.url + "/healthz", timeout=PATIENCE_S).status_code
                == requests.codes.ok
            )
        except requests.ConnectionError:
            is_good = False
        good = good + 1 if is_good else 0
        return good >= ANSWERS_OF_BOTH

    wait_until(answers, "the workers do not settle", PATIENCE_S)


def process_of(room: CityRoom, channel: Channel) -> psutil.Process:
    return room.server.process_of(channel.connection.local_address[1])


def join_at(room: CityRoom, *, away_from: Channel, program_id: str | None = None) -> Channel:
    """Take the seat at another worker than that of a channel; the system deals them out."""
    there = process_of(room, away_from)
    while True:
        channel = room.dial(SESSION)
        if process_of(room, channel) != there:
            break
        channel.close()
    channel.take_seat(program_id or f"program-{room.site_id}")
    channel.keep_alive()
    return channel


def is_connected(channel: Channel, room: CityRoom) -> bool:
    seat = channel.seat(room.site_id)
    return seat is not None and bool(seat["is_connected"])


def has_hand_up(channel: Channel, room: CityRoom) -> bool:
    seat = channel.seat(room.site_id)
    return seat is not None and bool(seat["has_hand_up"])


def media_number(channel: Channel, room: CityRoom) -> object:
    return (channel.seat(room.site_id) or {}).get("media_number")


def wait_for_both(channel: Channel) -> None:
    """Until headquarters and commune are shown as connected."""

    def are_connected(state: dict[str, Any]) -> bool:
        return len([seat for seat in state["seats"] if seat["is_connected"]]) == 2

    channel.wait_for_state(are_connected)


def test_both_workers_tell_one_state_in_one_order(hq: CityRoom, commune: CityRoom) -> None:
    with hq.join() as here, join_at(commune, away_from=here) as there:
        for channel in (here, there):
            channel.say("media_ready")
        here.say("open_session")
        here.wait_for_state(lambda it: it["status"] == "in_session")
        for number in range(10):
            there.say("ask_floor", has_hand_up=number % 2 == 0)
            here.say("give_floor", site_id=COMMUNE if number % 2 else None)
        here.say("give_floor", site_id=HQ)
        told = [
            one.wait_for_state(lambda it: it["speaking_site_id"] == HQ) for one in (here, there)
        ]
        there.say("ask_floor", has_hand_up=True)
        last = [one.wait_for_state(lambda it: it["seq"] > told[0]["seq"]) for one in (here, there)]
        numbers = {seat["media_number"] for seat in last[0]["seats"]}
        here.say("give_floor", site_id=None)
        there.wait_for_state(lambda it: it["speaking_site_id"] is None)
    assert len(numbers) == 2
    assert last[0] == last[1]


def test_a_program_at_the_other_worker_takes_the_seat(hq: CityRoom, commune: CityRoom) -> None:
    with hq.join() as here, commune.join(program_id="one") as first:
        first.say("media_ready")
        with join_at(commune, away_from=first, program_id="two") as second:
            assert first.closing_code() == 4409
            assert {one["site_id"]: one for one in second.state["seats"]}[COMMUNE][
                "media_number"
            ] == 0
            here.wait_for_state(lambda it: it["seq"] >= second.state["seq"])
            assert is_connected(here, commune)
            with join_at(commune, away_from=second, program_id="two") as again:
                assert second.closing_code() == 1001
                again.say("ping", nonce=1)
                again.wait_for("pong")


def test_signals_of_100_kb_arrive_whole_and_in_order(hq: CityRoom, commune: CityRoom) -> None:
    with hq.join() as here, join_at(commune, away_from=here) as there:
        here.wait_for_state(lambda _: is_connected(here, commune))
        for number in range(SIGNALS):
            payload = f"{number} \u0000 rác 💥" + "x" * (95_000 if number % 8 == 0 else 30)
            there.say("signal", to_site_id=HQ, payload=payload)
        got = [here.next_of("signal") for _ in range(SIGNALS)]
        there.say("ask_floor", has_hand_up=True)
        here.wait_for_state(lambda _: has_hand_up(here, commune))
    payloads = [one["payload"] for one in got]
    assert [int(one.split(" ")[0]) for one in payloads] == list(range(SIGNALS))
    assert all(len(one) > 95_000 for one in payloads[::8])
    assert {one["from_site_id"] for one in got} == {COMMUNE}


def test_lines_and_saved_notes_are_seen_at_the_other_worker(
    hq: CityRoom, commune: CityRoom
) -> None:
    with hq.join() as here, join_at(commune, away_from=here) as there:
        here.wait_for_state(lambda _: is_connected(here, commune))
        there.say("type_line", line_id="l", speaker="Công dân", text="Kính", at=NOON)
        assert here.wait_for("line_typed", site_id=COMMUNE)["text"] == "Kính"
        commune.push(operation("minute_line", new_id(), line_body(COMMUNE)))
        for channel in (here, there):
            channel.wait_for("changes_available")


NOON = "2026-11-26T05:00:00Z"


def test_who_signs_out_at_one_worker_is_out_at_the_other(
    server: RunningCityServer, hq: CityRoom
) -> None:
    leaving = CityRoom(server, COMMUNE, OFFICER)
    with hq.join() as here, join_at(leaving, away_from=here) as there:
        for _ in range(2):  # whichever is asked
            leaving.call("POST", "/v1/access/sign-out")
        assert there.closing_code() == 4401


def test_figures_are_of_all_workers(hq: CityRoom, commune: CityRoom) -> None:
    with hq.join() as here, join_at(commune, away_from=here):
        seen = set[str]()

        def tells_both() -> bool:
            page = requests.get(hq.server.url + "/metrics", timeout=PATIENCE_S).text
            seen.update(line for line in page.splitlines() if line.startswith(LIVE))
            ages = [line for line in page.splitlines() if line.startswith(AGE)]
            assert ages == [f"{AGE} NaN"]  # once, for all workers
            return f"{LIVE} 2.0" in page.splitlines()

        wait_until(tells_both, "not both rooms are counted", PATIENCE_S)
        for _ in range(4):
            assert tells_both()


LIVE = "reception_live_connections"
AGE = "reception_backup_age_seconds"


def test_a_worker_that_was_cut_off_from_the_others_misses_nothing(
    server: RunningCityServer, postgresql: RunningPostgresql, hq: CityRoom, commune: CityRoom
) -> None:
    with hq.join() as here, join_at(commune, away_from=here) as there:
        for channel in (here, there):
            wait_for_both(channel)
        assert cut_off_listeners(server, postgresql) == 2
        again_until(there, lambda: has_hand_up(there, commune), "ask_floor", has_hand_up=True)
        here.wait_for_state(lambda _: has_hand_up(here, commune))
        again_until(there, lambda: not has_hand_up(there, commune), "ask_floor", has_hand_up=False)
        here.wait_for_state(lambda _: not has_hand_up(here, commune))
        for channel in (here, there):
            wait_for_both(channel)
        there.say("signal", to_site_id=HQ, payload="still here")
        assert here.wait_for("signal")["payload"] == "still here"


def again_until(channel: Channel, is_done: Callable[[], bool], kind: str, **fields: Any) -> None:
    """Say it as an officer would while the answer is "busy"; returns when every answer is there."""
    limit_s = time.monotonic() + PATIENCE_S
    while True:
        channel.say(kind, **fields)
        channel.say("ping", nonce=1)  # answered after what was said before it
        while channel.next()["type"] != "pong":
            continue
        if is_done():
            return
        assert time.monotonic() < limit_s
        time.sleep(0.1)  # a flood would close the channel


def cut_off_listeners(server: RunningCityServer, postgresql: RunningPostgresql) -> int:
    """Ends what listens in the city's database; returns how many there were."""
    with psycopg.connect(server.database_url.replace("+psycopg", ""), autocommit=True) as admin:
        query = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid IN"
            " (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2)"
        )
        return len(admin.execute(query).fetchall())


def test_rooms_of_a_killed_worker_come_back_through_the_other(
    server: RunningCityServer, hq: CityRoom, commune: CityRoom
) -> None:
    with hq.join() as here:
        earlier = media_number(here, commune)
        there = join_at(commune, away_from=here)
        there.say("media_ready")
        here.wait_for_state(
            lambda _: (
                is_connected(here, commune) and media_number(here, commune) not in {earlier, 0}
            )
        )
        number = media_number(here, commune)
        victim = process_of(commune, there)
        killed_s = time.monotonic()
        victim.kill()
        assert there.closing_code() == 1006
        here.wait_for_state(lambda _: not is_connected(here, commune))
        freed_after_s = time.monotonic() - killed_s
        with commune.join() as again:  # the other one, or the successor
            here.wait_for_state(lambda _: is_connected(here, commune))
            back_after_s = time.monotonic() - killed_s - freed_after_s
            assert again.seat(COMMUNE) == here.seat(COMMUNE)
            assert media_number(again, commune) == number
            again.say("signal", to_site_id=HQ, payload="x")
            here.wait_for("signal")
        wait_until(lambda: len(server.workers()) == 2, "no successor", PATIENCE_S)
    print(f"{freed_after_s=:.2f} {back_after_s=:.2f}")
    assert freed_after_s < FREED_S
    assert back_after_s < BACK_S


@pytest.fixture
def own_server(postgresql: RunningPostgresql, tmp_path: Path) -> Iterator[RunningCityServer]:
    with seeded_server(tmp_path, postgresql.new_url(), *TWO_WORKERS) as server:
        yield server


def test_workers_count_wrong_codes_together_and_end_with_their_supervisor(
    own_server: RunningCityServer,
) -> None:
    wish = {"enrol_code": "nothing", "site_id": COMMUNE}
    answers = [
        own_server.call("POST", "/v1/rooms/enrol", json=wish).status_code
        for _ in range(2 * ENROL_ATTEMPTS)
    ]
    too_many = requests.codes.too_many_requests
    assert ENROL_ATTEMPTS <= answers.index(too_many) <= ENROL_ATTEMPTS + 2
    assert set(answers[ENROL_ATTEMPTS + 2 :]) == {too_many}

    workers = own_server.workers()
    psutil.Process(own_server.pid).kill()
    own_server.wait()
    assert not psutil.wait_procs(workers, 10)[1]
