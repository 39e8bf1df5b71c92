"""A real PostgreSQL on 127.0.0.1 with a folder of its own, never as a service.

Its log and data are gone afterwards. Trust authentication: nobody else reaches it but programs
of this PC, and nothing but tests lies in it.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from desktop.domain.ids import new_id
from tests.patience import PATIENCE_S

_USER = "postgres"
_PLACES = "/usr/lib/postgresql"


class RunningPostgresql:
    """A context manager. `new_url` is an empty database for one test."""

    def __init__(self) -> None:
        # Not below pytest's folders: those are root's alone, and PostgreSQL will not be root.
        self._folder = Path(tempfile.mkdtemp(prefix="reception-room-postgresql-"))
        self._server: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> Self:
        try:
            self._make()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def pid(self) -> int:
        assert self._server is not None, "not running"
        return self._server.pid

    @property
    def log(self) -> str:
        path = self._folder / "server.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def start(self) -> None:
        """On the port that it had before; returns when it answers."""
        self.port = self.port or _free_port()
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                self._as_user(
                    "postgres",
                    *("-D", str(self._data), "-p", str(self.port)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                    *("-c", "max_connections=200"),
                ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        limit_s = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert self._server.poll() is None, self.log
            assert time.monotonic() < limit_s, self.log
            time.sleep(0.05)

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back. Idempotent."""
        if self._server is None:
            return
        self._server.send_signal(2)
        try:
            self._server.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait(PATIENCE_S)
        self._server = None

    def new_url(self) -> str:
        """As SQLAlchemy names it."""
        name = f"city_{new_id().replace('-', '')}"
        self._run("createdb", *self._where, name)
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/{name}"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _where(self) -> tuple[str, ...]:
        return ("-h", "127.0.0.1", "-p", str(self.port), "-U", _USER)

    def _make(self) -> None:
        if os.geteuid() == 0:
            user = pwd.getpwnam(_USER)
            os.chown(self._folder, user.pw_uid, user.pw_gid)
        self._run("initdb", "-D", str(self._data), "-U", _USER, "-A", "trust", "-E", "UTF8", "-N")

    def _answers(self) -> bool:
        asked = subprocess.run(
            self._as_user("pg_isready", *self._where),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
        return asked.returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            self._as_user(program, *arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=self._folder,
            timeout=PATIENCE_S,
            check=True,
        )

    def _as_user(self, program: str, *arguments: str) -> tuple[str, ...]:
        command = (str(_newest() / "bin" / program), *arguments)
        if os.geteuid() != 0:
            return command
        return ("setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups", *command)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[RunningPostgresql]:
    """One for all tests; each takes a database of its own."""
    with RunningPostgresql() as running:
        yield running


def new_url_of(request: pytest.FixtureRequest) -> str:
    """Of an empty database, for a fixture that needs PostgreSQL for some of its parameters only."""
    running = request.getfixturevalue("postgresql")
    assert isinstance(running, RunningPostgresql)
    return running.new_url()


def _newest() -> Path:
    found = sorted(Path(_PLACES).iterdir(), key=lambda place: int(place.name))
    assert found, "PostgreSQL is not installed: make setup-test"
    return found[-1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
