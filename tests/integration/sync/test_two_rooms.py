"""Two rooms and the real city server: words and papers arrive, whatever happens on the way."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.domain.access.events import AccessChanged
from desktop.domain.access.person import SignedIn
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId, OperationId, SessionId, SiteId, UserId, new_id
from desktop.domain.sync.operation import EntityKind, Operation, RecordStorage
from desktop.domain.sync.status import Connectivity
from desktop.store.records.transfers import Direction, Transfer, TransferState
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import (
    AGENCY,
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
    paper_body,
    session_body,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.rigs.system.pc_speed import by_this_pc_s

pytestmark = pytest.mark.integration

TODAY = SessionId(SESSION)


class Rooms:
    """Opens rooms at the running server, each in its own folder."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack

    def open(self, site_id: SiteId, user_id: UserId | None, *, name: str | None = None) -> DeskSync:
        """A new room, somebody signed in unless None."""
        api = HttpCityApi(address=CityAddress(base_url=self.server.url), clock=SystemClock())
        code = self.server.new_enrol_code(site_id)
        folder = self._folder / (name or site_id)
        desk = self._stack.enter_context(desk_sync(folder, api, site_id, enrol_code=code))
        if user_id is not None:
            wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
            desk.access.sign_in(user_id, PIN)
            wait_until(lambda: bool(desk.schedule.sessions()), "no schedule")
        return desk


@pytest.fixture
def rooms(running_city_server: RunningCityServer, tmp_path: Path) -> Iterator[Rooms]:
    with ExitStack() as stack:
        yield Rooms(running_city_server, tmp_path / "rooms", stack)


def test_a_line_written_here_is_read_there_and_known_to_be_at_the_city(rooms: Rooms) -> None:
    here, there = rooms.open(COMMUNE, OFFICER), rooms.open(HQ, CLERK)
    there.loop.set_live(TODAY)

    here.minutes.save_line(here.line("Kính thưa ông, bà", session_id=SESSION))

    wait_until(lambda: there.texts(SESSION) == ["Kính thưa ông, bà"])
    wait_until(lambda: here.minutes.lines(TODAY)[0].storage is RecordStorage.CITY)
    assert here.schedule.own_site().name == f"Trụ sở {COMMUNE}"
    assert SESSION in {plan.id for plan in here.schedule.sessions()}
    wait_until(lambda: here.loop.status().is_all_sent)
    assert here.loop.status().connectivity is Connectivity.ONLINE


def test_what_was_written_without_the_city_arrives_soon_after_it_is_back(rooms: Rooms) -> None:
    here, there = rooms.open(COMMUNE, OFFICER), rooms.open(HQ, CLERK)
    for desk in (here, there):
        desk.loop.set_live(TODAY)
    with rooms.server.offline():
        wait_until(lambda: here.loop.status().connectivity is Connectivity.OFFLINE)
        for number in range(20):
            here.minutes.save_line(here.line(f"dòng {number}", session_id=SESSION))
        wait_until(lambda: len(here.minutes.lines(TODAY)) == 20)
        assert here.loop.status().connectivity is Connectivity.OFFLINE

    took_s = wait_until(lambda: here.loop.status().is_all_sent)
    wait_until(lambda: len(there.minutes.lines(TODAY)) == 20)

    assert took_s <= by_this_pc_s(2.5)
    assert all(line.storage is RecordStorage.CITY for line in here.minutes.lines(TODAY))


def test_a_line_that_is_changed_after_the_signing_stays_signed_and_the_change_is_in_sight(
    rooms: Rooms,
) -> None:
    here = rooms.open(COMMUNE, OFFICER)
    here.loop.set_live(TODAY)
    here.minutes.save_line(here.line("80 triệu", session_id=SESSION))
    wait_until(lambda: [one.storage for one in here.minutes.lines(TODAY)] == [RecordStorage.CITY])
    with rooms.server.administration() as database:
        body = session_body(HQ, (COMMUNE, AGENCY), status="closed")
        put_record(database, "session", SESSION, body)

    (line,) = here.minutes.lines(TODAY)
    here.minutes.save_line(replace(line, text="60 triệu"))
    here.minutes.save_line(here.line("Một dòng muộn", session_id=SESSION))

    wait_until(lambda: _conflict(here) == "60 triệu")
    wait_until(lambda: here.loop.status().is_all_sent)
    first, late = here.minutes.lines(TODAY)
    assert (first.text, first.storage) == ("80 triệu", RecordStorage.CITY)
    assert (late.text, late.storage) == ("Một dòng muộn", RecordStorage.CITY)


def test_a_paper_arrives_whole_although_the_server_is_killed_on_the_way(rooms: Rooms) -> None:
    here, there = rooms.open(COMMUNE, OFFICER), rooms.open(HQ, CLERK)
    there.loop.set_live(TODAY)
    data = os.urandom(24 * 1024 * 1024 + 17)
    info = here.store.blobs.put(io.BytesIO(data), 1 << 30)
    document_id = DocumentId(new_id())
    operation = Operation(
        id=OperationId(new_id()),
        kind=EntityKind.PAPER,
        entity_id=document_id,
        base_revision=0,
        body=paper_body(COMMUNE, info.sha256, info.size_bytes),
        made_at=SystemClock().now(),
    )
    upload = Transfer(
        document_id=document_id,
        session_id=TODAY,
        direction=Direction.UP,
        sha256=info.sha256,
        size_bytes=info.size_bytes,
    )

    here.store.items.record(operation, TODAY, upload).result(PATIENCE_S)
    wait_until(lambda: _moved(here, document_id) > 0)
    rooms.server.kill()
    rooms.server.start()

    wait_until(lambda: there.store.blobs.has(info.sha256), "the paper did not come", 60)
    with there.store.blobs.open(info.sha256) as file:
        assert hashlib.sha256(file.read()).hexdigest() == info.sha256
    state = here.store.transfers.get(document_id, Direction.UP)
    assert state is not None
    assert state.state is TransferState.DONE


def test_a_wrong_pin_is_told_with_the_attempts_that_are_left(rooms: Rooms) -> None:
    here = rooms.open(COMMUNE, None)
    wait_until(lambda: len(here.access.officers()) > 0)

    here.access.sign_in(OFFICER, "000000")

    failed = here.events.wait_for(ActionFailed)
    assert (failed.action, failed.code, failed.data) == ("sign_in", "D-102", {"left": 4})


def test_the_pin_kept_here_opens_the_room_without_the_city_and_sync_follows(rooms: Rooms) -> None:
    here = rooms.open(COMMUNE, OFFICER)
    here.loop.set_live(TODAY)
    here.access.sign_out()
    with rooms.server.offline():
        here.events.clear()
        here.access.sign_in(OFFICER, PIN)
        seat = here.events.wait_for(AccessChanged).signed_in
        assert isinstance(seat, SignedIn)
        assert seat.is_offline
        here.minutes.save_line(here.line("viết khi mất mạng", session_id=SESSION))

    wait_until(lambda: here.loop.status().is_all_sent)
    now = here.access.signed_in()
    assert now is not None
    assert not now.is_offline


def test_two_programs_of_one_room_that_change_one_line_keep_both_texts(rooms: Rooms) -> None:
    one = rooms.open(COMMUNE, OFFICER, name="one")
    other = rooms.open(COMMUNE, OFFICER, name="other")
    for desk in (one, other):
        desk.loop.set_live(TODAY)
    one.minutes.save_line(one.line("bản đầu", session_id=SESSION, line_id="line-1"))
    wait_until(lambda: other.texts(SESSION) == ["bản đầu"])
    wait_until(lambda: one.loop.status().is_all_sent)
    with rooms.server.offline():
        for desk, text in ((one, "bản của một"), (other, "bản của hai")):
            desk.minutes.save_line(desk.line(text, session_id=SESSION, line_id="line-1"))
        wait_until(lambda: one.texts(SESSION) == ["bản của một"])
        wait_until(lambda: other.texts(SESSION) == ["bản của hai"])

    wait_until(lambda: _conflict(one) is not None or _conflict(other) is not None)
    loser = one if _conflict(one) is not None else other
    line = loser.minutes.lines(TODAY)[0]
    assert {line.text, _conflict(loser)} == {"bản của một", "bản của hai"}

    loser.minutes.settle_conflict(line.id, replace(line.version, text="bản chung"))

    wait_until(lambda: one.texts(SESSION) == other.texts(SESSION) == ["bản chung"])
    assert _conflict(loser) is None


def _moved(desk: DeskSync, document_id: DocumentId) -> int:
    transfer = desk.store.transfers.get(document_id, Direction.UP)
    return 0 if transfer is None else transfer.moved_bytes


def _conflict(desk: DeskSync) -> str | None:
    conflict = desk.minutes.lines(TODAY)[0].conflict
    return None if conflict is None else conflict.text
