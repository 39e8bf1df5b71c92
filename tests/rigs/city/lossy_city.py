"""The real city server's rules in this process, and a line that loses, doubles and reorders."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import create_site, put_records
from desktop.cityserver.config.config import DATABASE_FILE, CityServerConfig
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.opening import start_data
from desktop.cityserver.store.records.records import newest_revision
from desktop.cityserver.store.records.revisions import skip_known_revisions
from desktop.cityserver.store.tables.records import EntityRow, LosingRow, MetaRow
from desktop.contract.operations import (
    ChangesAnswer,
    OperationIn,
    PushAnswer,
    PushRequest,
    VerdictOut,
)
from desktop.contract.records.directory import SiteBody
from desktop.domain.access.person import Role
from desktop.domain.errors import Offline, ProtocolError, TimedOut
from desktop.domain.ids import UserId, new_id
from desktop.sync.http.city_api import CityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import pulled
from tests.rigs.city.running_city_server import (
    AGENCY,
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    HQ,
    OTHER_CASE,
    SESSION,
    case_body,
    session_body,
)


def seed_rules_only(folder: Path) -> None:
    """Sites and sessions as in `seed_city`, and nobody who signs in."""
    config = CityServerConfig(folder=folder)
    database = Database(config.url)
    start_data(config, database)
    for site_id in (HQ, COMMUNE, AGENCY, ELSEWHERE):
        kind = "headquarters" if site_id == HQ else "xa"
        body = SiteBody(
            name=f"Trụ sở {site_id}",
            short_name=site_id,
            kind=kind,
            unit_code="11737",
            address="Hải Phòng",
            fallback_phone="0225.000.000",
        )
        create_site(database, body, site_id=site_id)
    put_records(
        database,
        [
            ("case", OTHER_CASE, case_body()),
            ("session", SESSION, session_body(HQ, (COMMUNE, AGENCY), case_id=OTHER_CASE)),
            (
                "session",
                ELSEWHERE_SESSION,
                session_body(ELSEWHERE, (AGENCY,), case_id=OTHER_CASE),
            ),
        ],
    )
    database.close()


class CityInProcess:
    """The real rules on the real database; no sockets. Thread: one at a time."""

    def __init__(self, folder: Path) -> None:
        self._config = CityServerConfig(folder=folder)
        self.answers: dict[tuple[str, str], VerdictOut] = {}
        """By epoch and operation: the first answer, which must stay."""
        self.start()

    def start(self) -> None:
        self.database = Database(self._config.url)
        self.epoch = start_data(self._config, self.database)
        self.operations = Operations(database=self.database, clock=FakeClock())
        self.changes = Changes(database=self.database, clock=FakeClock())

    def stop(self) -> None:
        self.database.close()

    def push(self, person: Person, operations: Sequence[OperationIn]) -> PushAnswer:
        answer = self.operations.push(person, operations).answer
        for verdict in answer.verdicts:
            first = self.answers.setdefault((answer.epoch, verdict.id), verdict)
            assert first == verdict, "the same operation got two answers"
        return answer

    def pull(self, person: Person, cursor: str) -> ChangesAnswer:
        try:
            return pulled(self.changes, person, cursor)
        except Rejected as rejected:
            raise ProtocolError(rejected.code) from rejected

    def back_up(self) -> bytes:
        with closing(sqlite3.connect(self._config.folder / DATABASE_FILE)) as connection:
            return connection.serialize()

    def restore(self, backup: bytes) -> None:
        """Put the city back as `restore_backup` does: a new epoch, and revisions that are new.

        Two backups, or one that is put back twice, must not give out a revision again.
        """
        with self.database.read() as session:
            known = newest_revision(session)
        self.stop()
        path = self._config.folder / DATABASE_FILE
        for name in (f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm"):
            path.with_name(name).unlink(missing_ok=True)
        path.write_bytes(backup)
        self.start()
        with self.database.write() as session:
            session.get_one(MetaRow, "epoch").value = self.epoch = new_id()
            skip_known_revisions(session, known)

    def bodies(self, *kinds: str) -> dict[tuple[str, str], dict[str, Any]]:
        """The newest bodies of these kinds, by key."""
        with self.database.read() as session:
            found = session.scalars(select(EntityRow).where(EntityRow.kind.in_(kinds)))
            return {(row.kind, row.entity_id): row.body for row in found}

    def losing(self) -> list[dict[str, Any]]:
        """Bodies that lost a clash."""
        with self.database.read() as session:
            return [row.body for row in session.scalars(select(LosingRow))]


def city_from(template: Path, folder: Path) -> CityInProcess:
    """A city of its own that begins as the template."""
    shutil.copytree(template, folder)
    return CityInProcess(folder)


class Fate(StrEnum):
    """What the line does with one request."""

    PASSED = auto()
    DROPPED = auto()
    SWALLOWED = auto()
    DOUBLED = auto()
    DELAYED = auto()


@dataclass(slots=True)
class LossyLine:
    """The three calls of CityApi that the exchange makes. fates: of the next requests, in order.

    on_push: called while operations are on their way. late: requests that the room has given up
    and that may still arrive.
    """

    city: CityInProcess
    person: Person
    fates: list[Fate] = field(default_factory=list)
    on_push: Callable[[], None] = lambda: None
    late: list[tuple[OperationIn, ...]] = field(default_factory=list)

    def api(self) -> CityApi:
        return cast("CityApi", self)  # the exchange asks for nothing else

    def push(self, _token: str, operations: Sequence[OperationIn]) -> PushAnswer:
        sent = PushRequest(operations=tuple(operations)).model_dump_json()
        self.on_push()
        request = PushRequest.model_validate_json(sent).operations
        fate = self._next_fate()
        if fate is Fate.DELAYED:
            self.late.append(request)
            raise TimedOut
        if fate is Fate.DOUBLED:
            self.late.append(request)
        if fate is Fate.DROPPED:
            raise Offline
        answer = self.city.push(self.person, request)
        if fate is Fate.SWALLOWED:
            raise TimedOut
        return PushAnswer.model_validate_json(answer.model_dump_json())

    def changes(self, _token: str, cursor: str) -> ChangesAnswer:
        fate = self._next_fate()
        if fate in {Fate.DROPPED, Fate.DELAYED}:
            raise Offline
        answer = self.city.pull(self.person, cursor)
        if fate is Fate.SWALLOWED:
            raise TimedOut
        return ChangesAnswer.model_validate_json(answer.model_dump_json())

    def deliver_late(self, which: int) -> None:
        """A request that stood on the way arrives now; nobody waits for its answer."""
        if self.late:
            self.city.push(self.person, self.late.pop(which % len(self.late)))

    def _next_fate(self) -> Fate:
        return self.fates.pop(0) if self.fates else Fate.PASSED


def clerk(number: int) -> Person:
    """Somebody of headquarters at the room of that number."""
    return Person(
        user_id=UserId(f"clerk-{number}"),
        role=Role.HQ_CLERK,
        site_id=HQ,
        family_id=f"family-{number}",
    )
