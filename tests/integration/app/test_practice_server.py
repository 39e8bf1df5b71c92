import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep

import pytest
from typing_extensions import override

from desktop.app.own_command import own_command
from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import MARK_FILE, PracticeFolder
from desktop.app.practice.server import PracticeServer
from desktop.domain.clock import SystemClock
from desktop.domain.errors import Offline, StorageError
from desktop.domain.ids import SiteId
from tests.paths import ROOT

pytestmark = pytest.mark.integration

UNITS = ROOT / "resources" / "units" / "haiphong_units.csv"


def until(condition: Callable[[], bool], limit_s: float = 20.0) -> None:
    end = monotonic() + limit_s
    while not condition():
        assert monotonic() < end, "it did not happen in time"
        sleep(0.02)


@pytest.fixture
def practice(tmp_path: Path) -> PracticeFolder:
    folder = PracticeFolder(folder=tmp_path / "practice", units_file=UNITS, clock=SystemClock())
    folder.prepare()
    return folder


@pytest.fixture
def servers(practice: PracticeFolder) -> Iterator[Callable[[], PracticeServer]]:
    made: list[PracticeServer] = []

    def make() -> PracticeServer:
        server = PracticeServer(
            folder=practice.city,
            command=own_command("city-server"),
            seed=PracticeCity(practice=practice).seed,
            clock=SystemClock(),
        )
        made.append(server)
        return server

    yield make
    for server in made:
        server.stop()


def test_the_second_program_finds_the_first_ones_server(
    servers: Callable[[], PracticeServer],
) -> None:
    first, second = servers(), servers()
    first.start()
    second.start()
    assert first.is_keeper()
    assert not second.is_keeper()
    assert first.base_url() == second.base_url()


def test_a_killed_server_comes_back_at_the_same_address(
    servers: Callable[[], PracticeServer],
) -> None:
    server = servers()
    server.start()
    address = server.base_url()
    pid = json.loads(server.ready_file.read_text())["pid"]
    os.kill(pid, signal.SIGKILL)
    until(lambda: said_pid(server.ready_file) not in {pid, 0})
    server.start()
    assert server.base_url() == address


def test_a_killed_server_that_ends_as_windows_ends_them_keeps_its_address(
    practice: PracticeFolder,
) -> None:
    # TerminateProcess gives 1, as a program does that cannot have its port.
    program = "import subprocess, sys; sys.exit(min(abs(subprocess.call(sys.argv[1:])), 1))"
    server = PracticeServer(
        folder=practice.city,
        command=(sys.executable, "-c", program, *own_command("city-server")),
        seed=PracticeCity(practice=practice).seed,
        clock=SystemClock(),
    )
    try:
        server.start()
        address = server.base_url()
        pid = said_pid(server.ready_file)
        os.kill(pid, signal.SIGKILL)
        until(lambda: said_pid(server.ready_file) not in {pid, 0})
        server.start()
        assert server.base_url() == address
    finally:
        server.stop()


def test_the_second_program_takes_over_when_the_first_one_leaves(
    servers: Callable[[], PracticeServer],
) -> None:
    first, second = servers(), servers()
    first.start()
    second.start()
    address = first.base_url()
    first.stop()
    until(second.is_keeper)
    second.start()
    assert second.base_url() == address


def test_a_taken_port_costs_only_the_old_address(
    servers: Callable[[], PracticeServer],
) -> None:
    first = servers()
    first.start()
    taken = int(first.base_url().rsplit(":", 1)[1])
    first.stop()
    with socket.create_server(("127.0.0.1", taken)):
        second = servers()
        second.start()
        assert second.base_url() != f"http://127.0.0.1:{taken}"


def test_a_strangers_server_at_our_port_is_not_taken_for_ours(
    servers: Callable[[], PracticeServer],
) -> None:
    server = servers()
    with stranger() as port:
        server.ready_file.parent.mkdir(parents=True, exist_ok=True)
        server.ready_file.write_text(json.dumps({"port": port, "pid": 1, "epoch": "ours"}))
        server.start()
        assert server.is_keeper()
        assert server.base_url() != f"http://127.0.0.1:{port}"


def test_an_address_is_not_known_before_the_first_start(
    servers: Callable[[], PracticeServer],
) -> None:
    with pytest.raises(Offline):
        servers().base_url()


def test_a_reset_is_refused_while_a_program_runs(
    servers: Callable[[], PracticeServer], practice: PracticeFolder
) -> None:
    server = servers()
    server.start()
    with pytest.raises(StorageError):
        practice.reset()
    assert practice.city.exists()
    server.stop()
    practice.reset()
    assert not practice.folder.exists()


def test_data_is_written_once_a_day_and_codes_are_fresh(practice: PracticeFolder) -> None:
    PracticeCity(practice=practice).seed()
    before = (practice.folder / MARK_FILE).read_text()
    PracticeCity(practice=practice).seed()
    assert (practice.folder / MARK_FILE).read_text() == before
    site = SiteId("commune")
    assert PracticeCity(practice=practice).enrol_code(site) != PracticeCity(
        practice=practice
    ).enrol_code(site)


def test_a_folder_of_an_older_version_is_set_aside_whole(tmp_path: Path) -> None:
    old = tmp_path / "practice"
    old.mkdir()
    (old / "notes.db").write_text("kept")
    (old / MARK_FILE).write_text('{"version": 0}')
    folder = PracticeFolder(folder=old, units_file=UNITS, clock=SystemClock())
    moved_to = folder.prepare()
    assert moved_to is not None
    assert (moved_to / "notes.db").read_text() == "kept"
    assert folder.prepare() is None
    assert not (old / "notes.db").exists()


@contextmanager
def stranger() -> Iterator[int]:
    """A web server of somebody else that answers everything."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), StrangerHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class StrangerHandler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"epoch": "theirs"}')

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def said_pid(ready_file: Path) -> int:
    try:
        return int(json.loads(ready_file.read_text())["pid"])
    except (OSError, ValueError):
        return 0
