"""The server as a process: ready file, clean stops, ports, folders, parents."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from desktop.cityserver.__main__ import main
from desktop.diagnostics.exit_codes import ExitCode
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, RunningCityServer, seed_city
from tests.rigs.desk.desk_sync import wait_until

pytestmark = pytest.mark.integration

STOP_LIMIT_S = 15.0
"""Five seconds for what is open; a room that waits for news would wait for 20 s."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop.cityserver", *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        yield holder.getsockname()[1]


def test_the_ready_file_tells_the_port_and_goes_away_with_the_server(
    running_city_server: RunningCityServer,
) -> None:
    ready = running_city_server.folder / "ready.json"
    told = json.loads(ready.read_text())
    assert told["port"] == running_city_server.port > 0
    assert told["pid"] == running_city_server.pid
    assert told["epoch"] == running_city_server.call("GET", "/v1/server").json()["epoch"]
    assert running_city_server.stop() == ExitCode.OK
    assert not ready.exists()


def test_a_restart_keeps_port_and_epoch(running_city_server: RunningCityServer) -> None:
    before = (running_city_server.port, running_city_server.epoch)
    with running_city_server.offline(), pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", before[0]), timeout=1)
    assert (running_city_server.port, running_city_server.epoch) == before


def test_a_taken_port_is_said_clearly(tmp_path: Path, taken_port: int) -> None:
    ended = run("--folder", str(tmp_path), "--port", str(taken_port))
    assert ended.returncode == ExitCode.FAILED
    assert f"not started: 127.0.0.1:{taken_port}, Address already in use" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_server_in_the_same_folder_is_refused(
    running_city_server: RunningCityServer,
) -> None:
    ended = run("--folder", str(running_city_server.folder / "city"))
    assert ended.returncode == ExitCode.ROOM_TAKEN
    assert "another one works in this folder" in ended.stderr


def test_a_damaged_database_is_said_clearly_and_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "city.db"
    database.write_bytes(b"not a database" * 1_000)
    ended = run("--folder", str(tmp_path))
    assert ended.returncode == ExitCode.STORE_UNREADABLE
    assert "data unreadable" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert database.read_bytes() == b"not a database" * 1_000


def test_a_database_of_a_newer_version_is_said_clearly(
    running_city_server: RunningCityServer,
) -> None:
    running_city_server.stop()
    with running_city_server.administration() as database, database.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    ended = run("--folder", str(running_city_server.folder / "city"))
    assert ended.returncode == ExitCode.STORE_UNREADABLE
    assert "Traceback" not in ended.stderr


def test_a_damaged_secret_of_the_audit_log_is_said_clearly(
    running_city_server: RunningCityServer,
) -> None:
    running_city_server.stop()
    (running_city_server.folder / "city" / "audit.key").write_text("damaged")
    ended = run("--folder", str(running_city_server.folder / "city"))
    assert ended.returncode == ExitCode.STORE_UNREADABLE
    assert "audit.key: no secret in the file" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly_with_a_channel_and_an_upload_open(
    running_city_server: RunningCityServer, number: signal.Signals
) -> None:
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    half = socket.create_connection(("127.0.0.1", running_city_server.port), timeout=PATIENCE_S)
    with half, room.join():
        half.sendall(b"PATCH /v1/blobs/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n")
        started_s = time.monotonic()
        os.kill(running_city_server.pid, number)
        assert running_city_server.wait() == ExitCode.OK
        assert time.monotonic() - started_s < STOP_LIMIT_S


def test_a_server_that_stops_waits_for_no_room_that_waits_for_news(
    running_city_server: RunningCityServer,
) -> None:
    token = running_city_server.sign_in(COMMUNE, OFFICER).access_token
    pulled = running_city_server.call("GET", "/v1/changes", token=token).json()
    answers: list[requests.Response] = []

    def wait() -> None:
        with contextlib.suppress(requests.ConnectionError):  # it was not asked yet
            place = {"since": pulled["cursor"]}
            answer = running_city_server.call("GET", "/v1/changes/wait", token=token, params=place)
            answers.append(answer)

    waiting = threading.Thread(target=wait)
    waiting.start()
    process = psutil.Process(running_city_server.pid)
    wait_until(lambda: any(one.raddr for one in process.net_connections("tcp")))
    started_s = time.monotonic()
    assert running_city_server.stop() == ExitCode.OK
    assert time.monotonic() - started_s < STOP_LIMIT_S
    waiting.join()
    assert [one.json() for one in answers] in ([], [{"has_news": False}])
    assert "Cancel" not in running_city_server.log


def test_it_does_not_outlive_its_parent(running_city_server: RunningCityServer) -> None:
    assert running_city_server.close_standard_input() == ExitCode.OK


def test_without_a_folder_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == ExitCode.BAD_USAGE
    assert "--folder" in capsys.readouterr().err


def test_relays_of_the_command_line_reach_the_rooms(tmp_path: Path) -> None:
    server = RunningCityServer(tmp_path, "--ice-url", "stun:turn.example:3478")
    seed_city(tmp_path)
    server.start()
    with CityRoom(server, COMMUNE, OFFICER).join() as channel:
        assert channel.welcome["ice_servers"] == [
            {"urls": ["stun:turn.example:3478"], "username": "", "credential": ""}
        ]
    server.close()
