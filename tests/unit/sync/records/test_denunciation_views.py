"""What is noted of somebody who opens a denunciation at this desk."""

from dataclasses import replace
from datetime import datetime

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import Case, PetitionType, Viewing
from desktop.domain.ids import CaseId, SessionId, UserId
from desktop.domain.reception.session import SessionPlan
from desktop.domain.sync.operation import EntityKind
from desktop.store.records.items import StoredItem
from desktop.store.store import Store
from desktop.sync.records.denunciation_views import ONE_VIEW_S, ViewBook
from tests.fakes.fake_clock import NOON, FakeClock
from tests.samples.receptions import OFFICER, SESSION, a_case, a_plan, an_officer, signed_in
from tests.samples.store import ALL, LIMIT_S, refused

pytestmark = pytest.mark.unit

LAND = a_case()
SECRET = replace(a_case(), id=CaseId("secret"), petition_type=PetitionType.DENUNCIATION)


class Desk:
    """A store, what of a schedule a view asks for, and who sits there."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        self.seat = signed_in()
        self.is_empty = False
        self.plans = {SESSION: replace(a_plan(), case_ids=(CaseId("gone"), LAND.id, SECRET.id))}
        self.cases = {LAND.id: LAND, SECRET.id: SECRET}
        self.book = ViewBook(
            items=store.items,
            clock=clock,
            seated=lambda: None if self.is_empty else self.seat,
            session=self._session,
            case=self._case,
        )

    def _session(self, session_id: SessionId) -> SessionPlan | None:
        return self.plans.get(session_id)

    def _case(self, case_id: CaseId) -> Case | None:
        return self.cases.get(case_id)

    def kept(self) -> tuple[StoredItem, ...]:
        """After everything that was to be written."""
        self.store.database.write(lambda _: None).result(LIMIT_S)
        return self.store.items.list(EntityKind.VIEW, SESSION)


@pytest.fixture
def desk(store: Store, clock: FakeClock) -> Desk:
    return Desk(store, clock)


def test_a_view_names_case_person_and_hour_and_nothing_else(desk: Desk) -> None:
    desk.book.note(SESSION, Viewing.DOSSIER)
    (item,) = desk.kept()
    at = item.body["at"]
    assert datetime.fromisoformat(at) == NOON
    assert item.body == {
        "session_id": SESSION,
        "case_id": SECRET.id,
        "user_id": OFFICER,
        "what": "dossier",
        "at": at,
    }
    (operation,) = desk.store.outbox.take(ALL, ALL).result(LIMIT_S)
    assert (operation.kind, operation.entity_id) == (EntityKind.VIEW, item.entity_id)


def test_the_same_within_ten_minutes_is_one_view(desk: Desk) -> None:
    desk.book.note(SESSION, Viewing.PAPER)
    desk.clock.advance(ONE_VIEW_S - 1)
    desk.book.note(SESSION, Viewing.PAPER)
    assert len(desk.kept()) == 1
    desk.clock.advance(1)
    desk.book.note(SESSION, Viewing.PAPER)
    assert len(desk.kept()) == 2


def test_another_person_and_another_thing_are_views_of_their_own(desk: Desk) -> None:
    desk.book.note(SESSION, Viewing.SESSION)
    desk.book.note(SESSION, Viewing.MINUTES_EXPORT)
    desk.seat = replace(signed_in(), officer=replace(an_officer(), id=UserId("another")))
    desk.book.note(SESSION, Viewing.SESSION)
    seen = {(item.body["user_id"], item.body["what"]) for item in desk.kept()}
    assert seen == {(OFFICER, "session"), (OFFICER, "minutes_export"), ("another", "session")}


def test_other_cases_sessions_and_who_sees_no_case_are_passed_over(desk: Desk) -> None:
    desk.book.note(SessionId("unknown"), Viewing.DOSSIER)
    desk.seat = signed_in(Role.OBSERVER)
    desk.book.note(SESSION, Viewing.DOSSIER)
    desk.seat, desk.is_empty = signed_in(), True
    desk.book.note(SESSION, Viewing.DOSSIER)
    desk.is_empty = False
    del desk.cases[SECRET.id]
    desk.book.note(SESSION, Viewing.DOSSIER)
    assert desk.kept() == ()


def test_a_full_disk_is_logged_and_stops_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(desk.store.database, "_is_disk_full", True)
    desk.book.note(SESSION, Viewing.DOSSIER)
    assert desk.kept() == ()
    assert f"view not kept session={SESSION} what=dossier" in caplog.text
    monkeypatch.setattr(desk.store.database, "_is_disk_full", False)
    desk.book.note(SESSION, Viewing.DOSSIER)
    assert len(desk.kept()) == 1


def test_an_id_that_the_contract_cannot_carry_is_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.seat = replace(signed_in(), officer=replace(an_officer(), id=UserId("with spaces")))
    desk.book.note(SESSION, Viewing.DOSSIER)
    assert desk.kept() == ()
    assert "view not kept" in caplog.text


def test_a_closed_store_is_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.store.close()
    desk.book.note(SESSION, Viewing.DOSSIER)
    assert "view not kept" in caplog.text


def test_a_view_is_nobodys_unsent_work_and_an_older_city_leaves_none_behind(desk: Desk) -> None:
    desk.book.note(SESSION, Viewing.DOSSIER)
    desk.kept()
    counts = desk.store.outbox.counts()
    assert (counts.pending, counts.pending_bytes, counts.oldest_made_at) == (0, 0, None)
    assert (counts.views, desk.store.outbox.has_unsent()) == (1, True)
    (operation,) = desk.store.outbox.take(ALL, ALL).result(LIMIT_S)
    desk.store.outbox.settle([refused(operation, "unknown_kind")]).result(LIMIT_S)
    counts = desk.store.outbox.counts()
    assert (counts.refused, counts.views) == (0, 0)
    assert not desk.store.outbox.has_unsent()
    assert desk.store.outbox.refused() == ()
