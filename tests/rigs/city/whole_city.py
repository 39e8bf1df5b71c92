"""A city of 130 rooms in sessions of three with a chair, on PostgreSQL, and what it costs."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy.orm import Session

from desktop.cityserver.admin.city import NewUser, create_site, create_user, open_city, put_records
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.secrets.tokens import new_token, token_hash
from desktop.cityserver.store.access import people
from desktop.cityserver.store.rooms.rooms import add_room
from desktop.cityserver.store.tables.people import FamilyRow, TokenRow
from desktop.contract.records.directory import SiteBody
from desktop.domain.access.person import Role
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId, UserId, new_id
from tests.rigs.city.running_city_server import PIN, RunningCityServer, case_body, session_body
from tests.rigs.system.running_postgresql import RunningPostgresql
from tests.samples.kdf_cost import CHEAP_PINS

QUIET_CORES = 0.05
QUIET_S = 0.5
QUIET_LIMIT_S = 30.0
ROOMS = 130
ROOMS_OF_A_SESSION = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Somebody signed in at a site."""

    site_id: SiteId
    session_id: str
    token: str


@dataclass(slots=True, kw_only=True)
class Took:
    """What a part of the bench took. request_s: of each request; cores: on average."""

    seconds: float = 0.0
    request_s: list[float] = field(default_factory=list)
    errors: int = 0
    cores: dict[str, float] = field(default_factory=dict)


class City:
    """The server, its database, its rooms and chairs."""

    def __init__(
        self, server: RunningCityServer, postgresql: RunningPostgresql, config: CityServerConfig
    ) -> None:
        self._config = config
        self._told = 0
        self.server = server
        self.postgresql = postgresql
        self.rooms: list[Room] = []
        self.chairs: list[Room] = []

    @contextmanager
    def measured(self) -> Iterator[Took]:
        """Seconds, and cores by kind of process, of the block."""
        took = Took()
        before, began_s = self._processor_s(), time.perf_counter()
        yield took
        took.seconds = time.perf_counter() - began_s
        after = self._processor_s()
        took.cores = {kind: (after[kind] - before[kind]) / took.seconds for kind in after}

    def tell(self, site_ids: Sequence[SiteId]) -> float:
        """Write something for each of these sites, their own record. Returns when, perf_counter."""
        with open_city(self._config) as database:
            began_s = time.perf_counter()
            self._told += 1
            address = {"address": f"Số {self._told} phố Mẫu"}
            put_records(
                database,
                (("site", one, _site(one).model_dump(mode="json") | address) for one in site_ids),
            )
        return began_s

    def wait_until_quiet(self) -> None:
        """Until servers and database have done what was left to do, for instance seats to free."""
        limit_s = time.monotonic() + QUIET_LIMIT_S
        busy = 1.0
        while busy > QUIET_CORES and time.monotonic() < limit_s:
            with self.measured() as took:
                time.sleep(QUIET_S)
            busy = took.cores["server"] + took.cores["database"]

    def _processor_s(self) -> dict[str, float]:
        servers = [psutil.Process(self.server.pid), *self.server.workers()]
        database = psutil.Process(self.postgresql.pid)
        return {
            "server": sum(map(_processor_s, servers)),
            "database": _processor_s(database) + sum(map(_processor_s, database.children())),
            "client": _processor_s(psutil.Process()),
        }


def _processor_s(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system + times.children_user + times.children_system


@contextmanager
def running_city(folder: Path, workers: int) -> Iterator[City]:
    """A city of 130 rooms in sessions of three with a chair, everybody signed in."""
    with RunningPostgresql() as postgresql:
        url = postgresql.new_url()
        server = RunningCityServer(folder, "--workers", str(workers), database_url=url)
        config = CityServerConfig(folder=folder / "city", database_url=url)
        city = City(server, postgresql, config)
        _seed(city, config)
        server.start()
        try:
            yield city
        finally:
            server.close()


def _seed(city: City, config: CityServerConfig) -> None:
    with open_city(config) as database:
        records: list[tuple[str, str, dict[str, Any]]] = [("case", "case-1", case_body())]
        for first in range(0, ROOMS, ROOMS_OF_A_SESSION):
            number = first // ROOMS_OF_A_SESSION
            session_id, chair = f"session-{number}", SiteId(f"chair-{number}")
            numbers = range(first, min(first + ROOMS_OF_A_SESSION, ROOMS))
            sites = tuple(SiteId(f"site-{one}") for one in numbers)
            for site_id in (chair, *sites):
                create_site(database, _site(site_id), site_id=site_id)
            records.append(("session", session_id, session_body(chair, sites)))
            city.rooms += [
                Room(site_id=one, session_id=session_id, token=new_token()) for one in sites
            ]
            city.chairs.append(Room(site_id=chair, session_id=session_id, token=new_token()))
        put_records(database, records)
        people_of = {Role.ROOM_OFFICER: city.rooms, Role.HQ_CLERK: city.chairs}
        for role, rooms in people_of.items():
            user = NewUser(
                user_id=UserId(role.value),
                display_name=role.value,
                role=role,
                pin=PIN,
                site_ids=tuple(room.site_id for room in rooms),
            )
            create_user(database, user, pins=CHEAP_PINS)
            with database.write() as session:
                for room in rooms:
                    _sign_in(session, room, user.user_id)


def _sign_in(session: Session, room: Room, user_id: UserId) -> None:
    """Without the seconds that 174 PINs would take."""
    now = SystemClock().now()
    family = FamilyRow(
        family_id=new_id(),
        user_id=user_id,
        site_id=room.site_id,
        room_id=add_room(session, room.site_id, token_hash(new_token()), now),
        created_at=now,
    )
    people.add_family(session, family)
    people.add_token(
        session,
        TokenRow(
            token_hash=token_hash(room.token),
            family_id=family.family_id,
            purpose=people.ACCESS,
            expires_at=now + timedelta(hours=1),
        ),
    )


def _site(site_id: SiteId) -> SiteBody:
    return SiteBody(
        name=site_id,
        short_name=site_id,
        kind="xa",
        unit_code="11737",
        address="Hải Phòng",
        fallback_phone="0225.000.000",
    )
