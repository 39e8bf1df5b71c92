"""The real city server as a child process on loopback, with believable data, for any test.

Use the fixture `running_city_server` (tests/integration/conftest.py), or the class itself:

    with running_city_server.offline():   # SIGTERM now; same port, same data again afterwards
        ...
    running_city_server.kill()            # SIGKILL
    running_city_server.start()           # again, on the same port
"""

import atexit
import contextlib
import functools
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from desktop.cityserver.admin.city import (
    NewUser,
    create_site,
    create_user,
    has_data,
    issue_enrol_code,
    open_city,
    put_records,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.database.database import Database
from desktop.contract.access import TokenGrant
from desktop.contract.records.directory import SiteBody
from desktop.contract.version import CONTRACT_VERSION, VERSION_HEADER
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId
from tests.patience import PATIENCE_S
from tests.samples.kdf_cost import CHEAP_PINS

LATE_END = "Cancel 0 running task(s), timeout graceful shutdown exceeded"
"""A PC had no time for the end of a server, of which nothing ran any more: nothing was lost."""

HQ = SiteId("site-hq")
COMMUNE = SiteId("site-commune")
AGENCY = SiteId("site-agency")
ELSEWHERE = SiteId("site-elsewhere")
"""A site with a seat in no session but its own."""

OFFICER = UserId("user-officer")
CLERK = UserId("user-clerk")
LEADER = UserId("user-leader")
AGENCY_USER = UserId("user-agency")
OBSERVER = UserId("user-observer")
STRANGER = UserId("user-stranger")
PIN = "246813"

SESSION = "session-today"
"""Ready to open, practice; sites HQ (central), COMMUNE, AGENCY; case CASE."""
STRICT_SESSION = "session-strict"
"""Ready to open, no practice; sites HQ (central), COMMUNE."""
CONNECTING_SESSION = "session-connecting"
"""Connecting, gates passed; sites HQ (central), COMMUNE."""
LATER_SESSION = "session-later"
"""Scheduled only: nobody may join yet."""
ELSEWHERE_SESSION = "session-elsewhere"
"""Of ELSEWHERE and AGENCY only; case OTHER_CASE."""
CASE = "case-1"
OTHER_CASE = "case-2"

TWO_WORKERS = ("--workers", "2")

_USERS = (
    (OFFICER, Role.ROOM_OFFICER, (COMMUNE,)),
    (CLERK, Role.HQ_CLERK, (HQ,)),
    (LEADER, Role.LEADER, (HQ, COMMUNE)),
    (AGENCY_USER, Role.AGENCY_USER, (AGENCY,)),
    (OBSERVER, Role.OBSERVER, (HQ,)),
    (STRANGER, Role.ROOM_OFFICER, (ELSEWHERE,)),
)


class RunningCityServer:
    """One server process and its folder. The port stays the same over restarts.

    database_url: of a database that holds the city's data instead of a file in the folder. module:
    what is run.
    """

    def __init__(
        self,
        folder: Path,
        *options: str,
        database_url: str | None = None,
        module: str = "desktop.cityserver",
    ) -> None:
        self.folder = folder
        self._module = module
        self._options = options
        self._config = CityServerConfig(folder=folder / "city", database_url=database_url)
        self.database_url = self._config.url
        if database_url is not None:
            self._options = ("--database-url", database_url, *options)
        self.port = 0
        self.epoch = ""
        self.expected_errors: list[str] = []
        """Parts of error lines that the test provokes; others fail it."""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._running.pid

    def workers(self) -> list[psutil.Process]:
        """Processes that serve, when there are several."""
        return psutil.Process(self.pid).children()

    def process_of(self, client_port: int) -> psutil.Process:
        """Which of them has the connection that a client has opened from this port."""
        limit_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < limit_s:
            for process in (psutil.Process(self.pid), *self.workers()):
                lines = process.net_connections("tcp")
                if any(getattr(line.raddr, "port", None) == client_port for line in lines):
                    return process
            time.sleep(0.01)
        raise AssertionError(client_port)

    @property
    def log(self) -> str:
        """Everything the server logged so far."""
        path = self.folder / "server.log"
        return path.read_text() if path.exists() else ""

    def channel_url(self, session_id: str) -> str:
        return f"ws://127.0.0.1:{self.port}/v1/sessions/{session_id}/channel"

    def start(self) -> None:
        """Start the process, on the port it had before; returns when it answers."""
        ready = self.folder / "ready.json"
        ready.unlink(missing_ok=True)
        arguments = ["--folder", str(self.folder / "city"), "--port", str(self.port)]
        arguments += ["--ready-file", str(ready), "--exit-with-parent", *self._options]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module, *arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        limit = time.monotonic() + PATIENCE_S
        while not ready.exists():
            assert self._process.poll() is None, self.log
            assert time.monotonic() < limit, f"city server did not start: {self.log}"
            time.sleep(0.01)
        told = json.loads(ready.read_text())
        self.port, self.epoch = told["port"], told["epoch"]

    def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        self._running.terminate()
        return self.wait()

    def kill(self) -> None:
        """SIGKILL, to all of its processes."""
        workers = self.workers()
        self._running.kill()
        for worker in workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.kill()
        psutil.wait_procs(workers, PATIENCE_S)
        self.wait()

    def close_standard_input(self) -> int:
        """What the death of a parent does; returns the exit code."""
        stdin = self._running.stdin
        assert stdin is not None
        stdin.close()
        return self.wait()

    def wait(self) -> int:
        """Wait until it has ended by itself; returns the exit code."""
        process = self._running
        code = process.wait(PATIENCE_S)
        if process.stdin is not None and not process.stdin.closed:
            process.stdin.close()
        self._process = None
        return code

    @contextmanager
    def offline(self) -> Iterator[None]:
        """No server during the block; the same port and data afterwards."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def administration(self) -> Iterator[Database]:
        """The city's data, for the functions of desktop/cityserver/admin/city.py.

        Opening makes what is missing: of a folder that somebody took away under a running test it
        would make an empty city, in which nobody is known.
        """
        assert has_data(self._config), f"the city of this test was taken away: {self.folder}"
        with open_city(self._config) as database:
            yield database

    def new_enrol_code(self, site_id: SiteId) -> str:
        with self.administration() as database:
            return issue_enrol_code(database, site_id)

    def enrol(self, site_id: SiteId) -> str:
        """Bind a new PC to the site. Returns its room token."""
        answer = self.call(
            "POST",
            "/v1/rooms/enrol",
            json={"enrol_code": self.new_enrol_code(site_id), "site_id": site_id},
        )
        assert answer.status_code == requests.codes.ok, answer.text
        return str(answer.json()["room_token"])

    def sign_in(self, site_id: SiteId, user_id: UserId, pin: str = PIN) -> TokenGrant:
        """Enrol a new PC and sign a person in there."""
        answer = self.call(
            "POST",
            "/v1/access/sign-in",
            token=self.enrol(site_id),
            json={"user_id": user_id, "pin": pin},
        )
        assert answer.status_code == requests.codes.ok, answer.text
        return TokenGrant.model_validate_json(answer.text)

    def add_user(
        self, user_id: UserId, site_ids: tuple[SiteId, ...], role: Role = Role.ROOM_OFFICER
    ) -> None:
        """Add or replace a person with the PIN of everybody."""
        user = NewUser(user_id=user_id, display_name=user_id, role=role, pin=PIN, site_ids=site_ids)
        with self.administration() as database:
            create_user(database, user, pins=CHEAP_PINS)

    def call(
        self, method: str, path: str, *, token: str | None = None, **options: Any
    ) -> requests.Response:
        """One request with the version header and, if given, a bearer token."""
        headers = {VERSION_HEADER: CONTRACT_VERSION, **options.pop("headers", {})}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return requests.request(
            method, self.url + path, headers=headers, timeout=PATIENCE_S, **options
        )

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "not running"
        return self._process

    def close(self) -> None:
        """End of the test: stop if still running."""
        if self._process is not None:
            self.stop()


def seed_city(folder: Path, database_url: str | None = None) -> None:
    """Sites, people, sessions and cases as the constants above say.

    A city in a file is a copy of one that was made once in this process.
    """
    if database_url is None:
        shutil.copytree(_seeded_city(), folder / "city", dirs_exist_ok=True)
    else:
        _make_city(CityServerConfig(folder=folder / "city", database_url=database_url))


@functools.cache
def _seeded_city() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="reception-room-seeded-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _make_city(CityServerConfig(folder=folder / "city"))
    return folder / "city"


def _make_city(config: CityServerConfig) -> None:
    with open_city(config) as database:
        for site_id in (HQ, COMMUNE, AGENCY, ELSEWHERE):
            create_site(database, _site(site_id), site_id=site_id)
        for user_id, role, site_ids in _USERS:
            create_user(
                database,
                NewUser(
                    user_id=user_id, display_name=user_id, role=role, pin=PIN, site_ids=site_ids
                ),
                pins=CHEAP_PINS,
            )
        three, two = (COMMUNE, AGENCY), (COMMUNE,)
        put_records(
            database,
            [
                ("case", CASE, case_body()),
                ("case", OTHER_CASE, case_body()),
                ("session", SESSION, session_body(HQ, three)),
                ("session", STRICT_SESSION, session_body(HQ, two, is_practice=False)),
                ("session", CONNECTING_SESSION, session_body(HQ, two, status="connecting")),
                ("session", LATER_SESSION, session_body(HQ, two, status="scheduled")),
                (
                    "session",
                    ELSEWHERE_SESSION,
                    session_body(ELSEWHERE, (AGENCY,), case_id=OTHER_CASE),
                ),
            ],
        )


def session_body(
    central: SiteId,
    components: tuple[SiteId, ...],
    *,
    status: str = "ready",
    is_practice: bool = True,
    case_id: str = CASE,
) -> dict[str, Any]:
    """A session of 26 November 2026 whose gates are passed."""
    start = datetime(2026, 11, 26, 2, 0, tzinfo=UTC).isoformat()
    end = datetime(2026, 11, 26, 3, 30, tzinfo=UTC).isoformat()
    gates = [
        {"kind": kind, "due_at": start, "passed_at": start, "evidence": "x", "is_practice": True}
        for kind in ("notice", "trial", "connected")
    ]
    return {
        "code": "TCDTT-31-11737-20261126-01",
        "title": "Buổi tiếp công dân định kỳ",
        "reception_kind": "periodic",
        "online_ground": 1,
        "scheduled_start": start,
        "scheduled_end": end,
        "central_site_id": central,
        "component_site_ids": list(components),
        "chair_label": "Người chủ trì",
        "chair_title": "Phó Trưởng ban",
        "secretary_label": "Thư ký",
        "case_ids": [case_id],
        "gates": gates,
        "participants": [],
        "status": status,
        "is_practice": is_practice,
    }


def case_body() -> dict[str, Any]:
    """A case without citizens."""
    return {
        "code": "VV-2026-001",
        "title": "Bồi thường khi thu hồi đất",
        "petition_type": "complaint",
        "flags": ["prolonged"],
        "request": "Xem xét lại mức bồi thường",
        "previous_result": "",
        "group_size": 1,
        "citizens": [],
    }


def line_body(
    site_id: SiteId, text: str = "Kính thưa ông, bà", *, session_id: str = SESSION
) -> dict[str, Any]:
    """A line of the minutes."""
    return {
        "session_id": session_id,
        "owner_site_id": site_id,
        "at": "2026-11-26T02:10:00Z",
        "speaker": "Công dân",
        "kind": "statement",
        "text": text,
    }


def incident_body(site_id: SiteId, *, session_id: str = SESSION) -> dict[str, Any]:
    """An incident beside its line of the minutes."""
    return {
        "session_id": session_id,
        "owner_site_id": site_id,
        "at": "2026-11-26T02:10:00Z",
        "kind": "sound",
        "noted_by": "Cán bộ Mẫu",
        "line_id": "line",
    }


def amendment_body(site_id: SiteId, *, session_id: str = SESSION) -> dict[str, Any]:
    """Something said of closed minutes."""
    return {
        "session_id": session_id,
        "owner_site_id": site_id,
        "at": "2026-11-27T02:10:00Z",
        "author": "Thư ký Mẫu",
        "line_id": None,
        "text": "Diện tích phần sân phơi là 38 m².",
        "reason": "Đối chiếu lại với bản đo đạc",
    }


def view_body(
    user_id: str = OFFICER, *, session_id: str = SESSION, case_id: str = CASE, what: str = "dossier"
) -> dict[str, Any]:
    """A denunciation that somebody opened in a room."""
    return {
        "session_id": session_id,
        "case_id": case_id,
        "user_id": user_id,
        "what": what,
        "at": "2026-11-26T02:10:00Z",
    }


def listening_body(user_id: str = OFFICER, *, session_id: str = SESSION) -> dict[str, Any]:
    """A recording that somebody played in a room."""
    return {
        "session_id": session_id,
        "user_id": user_id,
        "reason": "Đối chiếu lời trình bày",
        "from_at": "2026-11-26T02:00:10Z",
        "at": "2026-11-26T02:10:00Z",
    }


def paper_body(
    site_id: SiteId,
    sha256: str,
    size_bytes: int,
    *,
    session_id: str = SESSION,
    cleared_for_display: bool = False,
) -> dict[str, Any]:
    """A paper of the case."""
    return {
        "session_id": session_id,
        "case_id": CASE,
        "owner_site_id": site_id,
        "title": "Quyết định thu hồi đất",
        "kind": "decision",
        "mime": "application/pdf",
        "size_bytes": size_bytes,
        "sha256": sha256,
        "page_count": 2,
        "added_at": "2026-11-26T02:11:00Z",
        "cleared_for_display": cleared_for_display,
    }


def _site(site_id: SiteId) -> SiteBody:
    return SiteBody(
        name=f"Trụ sở {site_id}",
        short_name=site_id,
        kind="headquarters" if site_id == HQ else "xa",
        unit_code="11737",
        address="Hải Phòng",
        fallback_phone="0225.000.000",
    )


@contextmanager
def seeded_server(
    folder: Path,
    database_url: str | None = None,
    *options: str,
    module: str = "desktop.cityserver",
) -> Iterator[RunningCityServer]:
    """A started server with the data of `seed_city`; its error lines fail the test."""
    seed_city(folder, database_url)
    server = RunningCityServer(folder, *options, database_url=database_url, module=module)
    server.start()
    try:
        yield server
    finally:
        server.close()
    unexpected = [
        line
        for line in server.log.splitlines()
        if " ERROR " in line
        and not any(known in line for known in (LATE_END, *server.expected_errors))
    ]
    assert not unexpected, server.log


@pytest.fixture
def running_city_server(tmp_path: Path) -> Iterator[RunningCityServer]:
    """A server of this test alone: it may be stopped and killed."""
    folder = tmp_path / "city-server"
    folder.mkdir()
    with seeded_server(folder) as server:
        yield server
