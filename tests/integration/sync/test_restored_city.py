"""The city's server is put back to yesterday: rooms send again what it lost, without a click."""

import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.exchange.pull import Changes
from desktop.domain.clock import SystemClock
from desktop.domain.ids import DocumentId, OperationId, SessionId, SiteId, UserId, new_id
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.store.records.transfers import Direction, Transfer, TransferState
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.patience import PATIENCE_S
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
    paper_body,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until

pytestmark = pytest.mark.integration

TODAY = SessionId(SESSION)


@dataclass(frozen=True)
class Paper:
    """A paper that a room adds to the case."""

    document_id: DocumentId
    sha256: str


class City:
    """The running server, its backups, two rooms."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self.backups = folder / "backups"
        self.backups.mkdir()
        self._folder = folder
        self._stack = stack
        self.here = self._open(COMMUNE, OFFICER)
        self.there = self._open(HQ, CLERK)
        for desk in (self.here, self.there):
            desk.loop.set_live(TODAY)

    def back_up(self) -> None:
        assert self._command("city-backup", "--to", str(self.backups)) == 0

    def restore(self, *options: str, is_disk_new: bool = False) -> None:
        """The server is down meanwhile; the same port afterwards."""
        with self.server.offline():
            if is_disk_new:
                shutil.rmtree(self.server.folder / "city")
                (self.server.folder / "city").mkdir()
            assert self._command("city-restore", "--from", str(self.backups), *options) == 0

    def write(self, desk: DeskSync, *texts: str) -> None:
        for text in texts:
            desk.minutes.save_line(desk.line(text, session_id=SESSION, line_id=text))
        wait_until(lambda: set(texts) <= set(desk.texts(SESSION)))
        self.wait_until_sent()

    def add_paper(self, desk: DeskSync, data: bytes) -> Paper:
        info = desk.store.blobs.put(io.BytesIO(data), 1 << 30)
        paper = Paper(DocumentId(new_id()), info.sha256)
        operation = Operation(
            id=OperationId(new_id()),
            kind=EntityKind.PAPER,
            entity_id=paper.document_id,
            base_revision=0,
            body=paper_body(COMMUNE, info.sha256, info.size_bytes),
            made_at=SystemClock().now(),
        )
        upload = Transfer(
            document_id=paper.document_id,
            session_id=TODAY,
            direction=Direction.UP,
            sha256=info.sha256,
            size_bytes=info.size_bytes,
        )
        desk.store.items.record(operation, TODAY, upload).result(PATIENCE_S)
        wait_until(lambda: self.is_sent(desk, paper), "the paper was not sent", 30)
        self.wait_until_sent()
        return paper

    def is_sent(self, desk: DeskSync, paper: Paper) -> bool:
        transfer = desk.store.transfers.get(paper.document_id, Direction.UP)
        return transfer is not None and transfer.state is TransferState.DONE

    def has_bytes(self, paper: Paper) -> bool:
        path = self.server.folder / "city" / "blobs" / paper.sha256[:2] / paper.sha256
        return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == paper.sha256

    def wait_until_sent(self) -> float:
        desks = (self.here, self.there)
        return wait_until(
            lambda: all(desk.loop.status().is_all_sent for desk in desks), "not all was sent", 30
        )

    def lines(self) -> dict[str, str]:
        """Texts of the session at the city, by id of the line."""
        with self.server.administration() as database:
            changes = Changes(database=database, clock=SystemClock())
            told = pulled(changes, person_at(HQ), "").changes
        return {one.entity_id: one.body["text"] for one in told if one.kind == "minute_line"}

    def safe_revision(self) -> int:
        return int(self.server.call("GET", "/v1/server").json()["safe_revision"])

    def _open(self, site_id: SiteId, user_id: UserId) -> DeskSync:
        api = HttpCityApi(address=CityAddress(base_url=self.server.url), clock=SystemClock())
        code = self.server.new_enrol_code(site_id)
        folder = self._folder / "rooms" / site_id
        desk = self._stack.enter_context(desk_sync(folder, api, site_id, enrol_code=code))
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(user_id, PIN)
        wait_until(lambda: bool(desk.schedule.sessions()), "no schedule")
        return desk

    def _command(self, name: str, *options: str) -> int:
        return main.main([name, "--folder", str(self.server.folder / "city"), *options])


@pytest.fixture
def city(running_city_server: RunningCityServer, tmp_path: Path) -> Iterator[City]:
    with ExitStack() as stack:
        yield City(running_city_server, tmp_path, stack)


def test_rooms_send_again_what_yesterdays_backup_does_not_hold(city: City) -> None:
    city.write(city.here, "before-1", "before-2")
    old = city.add_paper(city.here, os.urandom(300_000))
    city.back_up()
    assert city.safe_revision() > 0
    city.write(city.here, "after-1", "after-2")
    city.write(city.there, "after-3")
    new = city.add_paper(city.here, os.urandom(700_000))
    wait_until(lambda: len(city.here.texts(SESSION)) == len(city.there.texts(SESSION)) == 5)
    everything = city.lines()

    epoch = city.server.epoch

    city.restore(is_disk_new=True)

    assert city.server.epoch != epoch
    assert city.safe_revision() == 0
    assert city.has_bytes(old)
    wait_until(lambda: city.lines() == everything, "lines are missing", 30)
    wait_until(lambda: city.has_bytes(new), "the paper is missing", 30)
    city.wait_until_sent()
    for desk in (city.here, city.there):
        assert sorted(desk.texts(SESSION)) == sorted(everything.values())
        assert not desk.store.outbox.refused()
        assert all(line.conflict is None for line in desk.minutes.lines(TODAY))
    assert len(everything) == 5


def renew_token(desk: DeskSync) -> None:
    """As ten minutes later: the room speaks with a token that no backup has seen."""
    token = desk.access.access_token()
    assert token is not None
    desk.access.reject_token(token)
    desk.loop.wake()
    wait_until(lambda: desk.access.access_token() not in {None, token}, "token not renewed")


def test_an_older_backup_than_the_newest_loses_nothing_either(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    city.write(city.here, "before")
    city.back_up()
    city.write(city.here, "between")
    city.back_up()
    city.write(city.there, "after")
    for desk in (city.here, city.there):
        renew_token(desk)
    oldest = min(path.name for path in city.backups.iterdir() if path.name[0].isdigit())

    city.restore("--replace", "--backup", oldest)

    wait_until(lambda: set(city.lines()) == {"before", "between", "after"}, "lines are missing", 30)
    assert "Restored" in capsys.readouterr().out
