"""A kind of record that is not shipped, from one desk through the real city server to another.

All that it takes stands in tests/samples/loan.py; tables are handed in on both sides.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.domain.access.kinds import KINDS, Kinds
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import rules_of
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.records.record_book import RecordBook
from tests.paths import ROOT
from tests.rigs.city.city_room import CityRoom, operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OBSERVER,
    OFFICER,
    PIN,
    SESSION,
    STRANGER,
    RunningCityServer,
    seeded_server,
    session_body,
)
from tests.rigs.desk.desk_sync import SPOKEN_AT, DeskSync, desk_sync, wait_until
from tests.samples.loan import CODEC, LENDING, LOAN, LentThing, Loan

pytestmark = [pytest.mark.integration, pytest.mark.timeout(90)]

MOST_LINES = 60
A_LOAN = Loan(
    id="loan-1",
    session_id=SessionId(SESSION),
    owner_site_id=COMMUNE,
    things=frozenset(LentThing),
    lent_at=SPOKEN_AT,
    due_on=date(2026, 11, 27),
    remark="Bác An quên kính ở nhà",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lender:
    """A room with its book of loans."""

    desk: DeskSync
    book: RecordBook[Loan]

    def is_sent(self) -> bool:
        known = self.book.find(A_LOAN.id)
        return known is not None and known.storage is RecordStorage.CITY

    def has(self, remark: str) -> bool:
        known = self.book.find(A_LOAN.id)
        return known is not None and known.record.remark == remark


class Lenders:
    """Opens rooms at the running server."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack

    def open(self, site_id: SiteId, user_id: UserId, kinds: Kinds | None = None) -> Lender:
        api = HttpCityApi(address=CityAddress(base_url=self.server.url), clock=SystemClock())
        code = self.server.new_enrol_code(site_id)
        desk = self._stack.enter_context(
            desk_sync(
                self._folder / site_id,
                api,
                site_id,
                enrol_code=code,
                kinds=kinds or rules_of(LENDING),
            )
        )
        book = RecordBook(
            kind=LOAN, items=desk.store.items, clock=SystemClock(), on_change=lambda _ids: None
        )
        book.start()
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(user_id, PIN)
        wait_until(lambda: bool(desk.schedule.sessions()), "no schedule")
        desk.loop.set_live(SessionId(SESSION))
        return Lender(desk=desk, book=book)


@pytest.fixture
def lenders(tmp_path: Path) -> Iterator[Lenders]:
    module = "tests.rigs.city.lending_city"
    with seeded_server(tmp_path / "city-server", module=module) as server, ExitStack() as stack:
        yield Lenders(server, tmp_path / "rooms", stack)


def test_a_kind_takes_sixty_lines_beside_its_screen() -> None:
    text = (ROOT / "tests" / "samples" / "loan.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES


def test_what_one_desk_writes_another_reads_and_an_older_one_keeps(lenders: Lenders) -> None:
    here, there = lenders.open(COMMUNE, OFFICER), lenders.open(HQ, CLERK)
    older = lenders.open(AGENCY, AGENCY_USER, KINDS)
    here.book.save(A_LOAN.id, A_LOAN).result(5)
    wait_until(lambda: there.book.find(A_LOAN.id) is not None)

    (known,) = there.book.known()
    assert replace(known.record, revision=0) == A_LOAN
    assert known.record.revision > 0
    wait_until(here.is_sent)

    here.book.save(A_LOAN.id, replace(A_LOAN, remark="Đã trả")).result(5)
    wait_until(lambda: there.has("Đã trả"))
    wait_until(lambda: older.has("Đã trả"))
    (item,) = older.desk.store.items.list("loan", SessionId(SESSION))
    assert item.body == CODEC.taken(CODEC.write(replace(A_LOAN, remark="Đã trả")))


def test_its_rules_hold_at_the_city(lenders: Lenders) -> None:
    here = lenders.open(COMMUNE, OFFICER)
    here.book.save(A_LOAN.id, A_LOAN).result(5)
    wait_until(here.is_sent)
    body = CODEC.write(A_LOAN)

    officer = CityRoom(lenders.server, COMMUNE, OFFICER)
    refused = (
        ("bad_body", {**body, "things": ["house"]}),
        ("no_seat", {**body, "session_id": "session-elsewhere"}),
        ("no_seat", {**body, "session_id": "session-nowhere"}),
        ("not_owner", {**body, "owner_site_id": HQ}),
        ("fixed_field", {**body, "lent_at": "2026-11-26T02:11:00Z"}),
    )
    for reason, odd in refused:
        (verdict,) = officer.push(operation("loan", A_LOAN.id, odd, base_revision=99))
        assert (verdict.verdict, verdict.reason) == ("refused", reason)
    observer = CityRoom(lenders.server, HQ, OBSERVER)
    for room in (observer, CityRoom(lenders.server, ELSEWHERE, STRANGER)):
        assert ("loan", A_LOAN.id) not in room.pull()
    assert ("loan", A_LOAN.id) in CityRoom(lenders.server, HQ, CLERK).pull()
    (verdict,) = observer.push(operation("loan", "loan-2", {**body, "owner_site_id": HQ}))
    assert verdict.reason == "no_right"


def test_after_the_signing_a_change_is_the_other_side_of_a_clash(lenders: Lenders) -> None:
    here = lenders.open(COMMUNE, OFFICER)
    here.book.save(A_LOAN.id, A_LOAN).result(5)
    wait_until(here.is_sent)
    with lenders.server.administration() as database:
        put_record(database, "session", SESSION, session_body(HQ, (COMMUNE,), status="closed"))

    here.book.save(A_LOAN.id, replace(A_LOAN, remark="Sửa sau khi ký")).result(5)

    wait_until(lambda: _other_remark(here) == "Sửa sau khi ký")
    assert here.has(A_LOAN.remark)


def _other_remark(lender: Lender) -> str | None:
    known = lender.book.find(A_LOAN.id)
    return None if known is None or known.other is None else known.other.remark
