"""A denunciation is opened at a desk that the city does not reach: its audit log learns of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.cityserver.admin.audit_check import Verified, verify_audit
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.admin.recordings import list_listenings
from desktop.cityserver.secrets.audit_keys import ensure_audit_keys
from desktop.cityserver.store.audit import read_head
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CaseId, SessionId, UserId
from desktop.domain.recording.playback import Listening
from desktop.domain.sync.status import Connectivity
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.recording.listening import ListeningBook
from desktop.sync.records.denunciation_views import ViewBook
from tests.rigs.city.running_city_server import (
    CASE,
    COMMUNE,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
    case_body,
)
from tests.rigs.desk.desk_sync import desk_sync, wait_until

pytestmark = pytest.mark.integration


def views_at(server: RunningCityServer) -> Callable[[], list[tuple[str, str, str]]]:
    """(person, what, case) of the entries."""

    def read() -> list[tuple[str, str, str]]:
        with server.administration() as database, database.read() as session:
            rows = session.scalars(select(AuditRow).where(AuditRow.action == "view")).all()
            return [(row.user_id, row.kind, row.subject_id) for row in rows]

    return read


def test_what_was_opened_without_the_city_is_in_its_log_afterwards(
    running_city_server: RunningCityServer, tmp_path: Path
) -> None:
    server = running_city_server
    with server.administration() as database:
        put_record(database, "case", CASE, {**case_body(), "petition_type": "denunciation"})
        change_readers(database, CASE, add=[OFFICER])
    api = HttpCityApi(address=CityAddress(base_url=server.url), clock=SystemClock())
    code = server.new_enrol_code(COMMUNE)
    with desk_sync(tmp_path / "room", api, COMMUNE, enrol_code=code) as desk:
        views = ViewBook(
            items=desk.store.items,
            clock=SystemClock(),
            seated=desk.access.signed_in,
            session=desk.schedule.session,
            case=desk.schedule.case,
        )
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(OFFICER, PIN)
        wait_until(lambda: desk.schedule.case(CaseId(CASE)) is not None, "no case")
        with server.offline():
            desk.loop.wake()
            wait_until(lambda: desk.loop.status().connectivity is Connectivity.OFFLINE)
            for _ in range(2):
                views.note(SessionId(SESSION), Viewing.DOSSIER)
            wait_until(lambda: desk.store.outbox.counts().views == 1)
        desk.loop.wake()
        wait_until(lambda: desk.store.outbox.counts().views == 0, "never sent")
        assert desk.loop.status().refused_operations == 0
    assert views_at(server)() == [(OFFICER, "dossier", CASE)]
    with server.administration() as database:
        with database.read() as session:
            head = read_head(session)
        keys = ensure_audit_keys(server.folder / "city")
        assert verify_audit(database, keys) == Verified(head=head)


def test_who_listened_without_the_city_is_in_its_log_afterwards(
    running_city_server: RunningCityServer, tmp_path: Path
) -> None:
    server = running_city_server
    api = HttpCityApi(address=CityAddress(base_url=server.url), clock=SystemClock())
    code = server.new_enrol_code(COMMUNE)
    now = SystemClock().now()
    heard = Listening(
        session_id=SessionId(SESSION),
        user_id=UserId(OFFICER),
        reason="Đối chiếu lời trình bày",
        from_at=now,
        at=now,
    )
    errors: list[BaseException | None] = []
    with desk_sync(tmp_path / "room", api, COMMUNE, enrol_code=code) as desk:
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(OFFICER, PIN)
        wait_until(lambda: desk.schedule.session(SessionId(SESSION)) is not None, "no session")
        with server.offline():
            ListeningBook(items=desk.store.items).note(heard, errors.append)
            wait_until(lambda: errors == [None], "not kept")
            assert desk.store.outbox.counts().views == 1
        desk.loop.wake()
        wait_until(lambda: desk.store.outbox.counts().views == 0, "never sent")
        assert desk.loop.status().refused_operations == 0
    with server.administration() as database:
        with database.read() as session:
            rows = session.scalars(select(AuditRow).where(AuditRow.action == "listen")).all()
            told = [(row.user_id, row.kind, row.subject_id) for row in rows]
        assert told == [(OFFICER, "recording", SESSION)]
        (kept,) = list_listenings(database, SESSION)
        assert kept.reason == heard.reason
