"""The register at a desk: rows are entered once, written into, struck out, replaced, exported."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.app.services.exporter import Exporter
from desktop.app.services.register import DeskRegister, RegisterPrinting
from desktop.domain.casework.events import (
    RegisterChanged,
    RegisterWritten,
)
from desktop.domain.casework.intake import Intake
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import (
    HandledColumns,
    RegisterNumber,
    Strike,
    replacement_key,
    told_columns,
)
from desktop.domain.casework.register_book import KnownRow, RegisterQuery
from desktop.domain.casework.visit import VisitOutcome, VisitStatus
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import RegisterEntryId, VisitId
from desktop.domain.reports.statistics import FigureKind, Span, period_at, rule_on
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import REGISTER_ENTRY, REGISTER_NUMBER
from desktop.presenters.services.casework import IntakeService, RegisterService
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store, open_store
from desktop.sync.codes import ReportCode
from desktop.sync.records.intakes import IntakeBook
from desktop.sync.records.register import RegisterBook
from tests.contract.services.benches import RESERVE_BYTES, STORE_KEY
from tests.fakes.fake_intakes import FakeIntakes
from tests.fakes.fake_register import FakeRegister
from tests.paths import ROOT
from tests.patience import PATIENCE_S, wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples import unit_report_forms as sample
from tests.samples.casework import COMPLAINT, DENUNCIATION, INTAKE, NOW, OFFICER, ROW, an_intake

pytestmark = pytest.mark.contract

YEAR = RegisterQuery(year=2026)
STRIKE = Strike(at=NOW, by=OFFICER, by_name="Cán bộ tiếp dân Mẫu", reason="Ghi trùng dòng 212")
FOLLOWED = HandledColumns(
    resolved_by="",
    within_competence=True,
    guided_to="",
    handled_by="UBND xã An Lão",
    follow_up="Trả lời trước 15/12",
    note="",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A register without a row. number: the city takes a row in."""

    service: RegisterService
    intakes: IntakeService
    events: EventRecorder
    number: Callable[[RegisterEntryId, int], object]

    def rows(self) -> tuple[KnownRow, ...]:
        return self.service.find(YEAR).rows

    def keep(self, *intakes: Intake) -> None:
        for one in intakes:
            self.intakes.keep(one)
            visit_id = one.visit.id
            wait_until(lambda visit_id=visit_id: _is_whole(self.intakes, visit_id))  # type: ignore[misc]

    def enter(self, *intakes: Intake) -> None:
        for one in intakes:
            before = len(self.rows())
            self.service.enter(one)
            wait_until(lambda before=before: len(self.rows()) > before)  # type: ignore[misc]


def _is_whole(intakes: IntakeService, visit_id: VisitId) -> bool:
    known = intakes.find(visit_id)
    return known is not None and known.is_whole


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    try:
        yield opened
    finally:
        opened.close()


def desk_of(
    store: Store, events: EventRecorder, exporter: Exporter
) -> tuple[DeskRegister, IntakeBook]:
    clock = SystemClock()
    intakes = IntakeBook(items=store.items, clock=clock, emit=events, place=str)
    book = RegisterBook(items=store.items, clock=clock, emit=events, intakes=intakes.intakes)
    intakes.lead(book.note_petitions, book.read)
    printing = RegisterPrinting(
        form=ROOT / "resources" / "forms" / "register-v1.json",
        sessions=tuple,
        own_site=lambda: sample.COMMUNE,
        clock=clock,
        is_practice=False,
    )
    return DeskRegister(book=book, exporter=exporter, printing=printing), intakes


@pytest.fixture(params=["fake", "store"])
def bench(request: pytest.FixtureRequest, store: Store) -> Iterator[Bench]:
    events = EventRecorder()
    if request.param == "fake":
        known = FakeIntakes(emit=events)
        fake = FakeRegister(emit=events, intakes=known)
        yield Bench(service=fake, intakes=known, events=events, number=fake.number)
        return
    exporter = Exporter(emit=events)
    desk, intakes = desk_of(store, events, exporter)
    exporter.start()
    intakes.start()
    try:
        wait_until(desk.is_read)
        yield Bench(
            service=desk,
            intakes=intakes,
            events=events,
            number=lambda one, number: take_in(store, desk, one, number),
        )
    finally:
        intakes.stop()
        exporter.stop()


def take_in(store: Store, desk: RegisterService, entry_id: RegisterEntryId, number: int) -> None:
    """The city took a row in, and gives it a number."""
    row = desk.row(entry_id)
    assert row is not None
    entry = row.entry
    given = RegisterNumber(
        entry_id=entry_id, owner_site_id=entry.owner_site_id, year=entry.year, number=number
    )
    bodies = {
        "register_entry": REGISTER_ENTRY.codec.write(entry),
        "register_number": REGISTER_NUMBER.codec.write(given),
    }
    changes = [
        PulledChange(
            kind=kind,
            entity_id=entry_id,
            session_id=None,
            version=CityVersion(revision=number, body=one),
        )
        for kind, one in bodies.items()
    ]
    store.pulled.apply(changes, f"cursor-{entry_id}", is_last=True).result(PATIENCE_S)


def test_a_visit_is_entered_once_and_waits_for_its_number(bench: Bench) -> None:
    assert bench.service.is_read()
    assert bench.service.years() == ()
    bench.enter(INTAKE)
    bench.events.wait_for(RegisterChanged)
    [row] = bench.rows()
    assert row.entry == ROW
    assert (row.number, row.storage, row.is_at_city) == (None, RecordStorage.HERE, False)
    assert bench.service.unsent() == (row,)
    bench.service.enter(INTAKE)
    assert bench.rows() == (row,)
    assert bench.service.years() == (2026,)
    assert bench.service.row(ROW.id) == row
    assert bench.service.row(RegisterEntryId("no")) is None


def test_the_city_numbers_the_newest_stands_first(bench: Bench) -> None:
    first, second, third = (an_intake(f"v-{number}") for number in range(3))
    bench.enter(first, second, third)
    by_visit = {row.entry.visit_id: row.entry.id for row in bench.rows()}
    bench.number(by_visit[VisitId("v-0")], 1)
    bench.number(by_visit[VisitId("v-1")], 2)
    wait_until(lambda: bench.service.find(YEAR).counts.waiting == 1)
    assert [row.entry.visit_id for row in bench.service.unsent()] == ["v-2"]
    assert [row.number for row in bench.rows()] == [None, 2, 1]
    counts = bench.service.find(YEAR).counts
    assert (counts.rows, counts.struck, counts.visits, counts.people) == (3, 0, 3, 3)


def test_what_becomes_of_it_is_written_in_and_a_struck_row_takes_nothing_more(
    bench: Bench,
) -> None:
    bench.enter(INTAKE)
    bench.service.write(ROW.id, FOLLOWED)
    wait_until(lambda: bench.rows()[0].entry.follow_up == "Trả lời trước 15/12")
    bench.service.strike(ROW.id, STRIKE)
    wait_until(lambda: bench.rows()[0].entry.is_struck)
    bench.service.write(ROW.id, replace(FOLLOWED, follow_up="Không còn"))
    bench.service.strike(ROW.id, replace(STRIKE, reason="Lý do khác hẳn"))
    [row] = bench.rows()
    assert row.entry.follow_up == "Trả lời trước 15/12"
    assert row.entry.struck_reason == "Ghi trùng dòng 212"
    assert bench.service.find(YEAR).counts.struck == 1


def test_an_answer_is_owed_until_something_is_written_in(bench: Bench) -> None:
    ours = replace(COMPLAINT, within_competence=True)
    taken_on = replace(INTAKE, petitions=(ours,))
    bench.keep(taken_on)
    bench.enter(taken_on)
    (owed,) = bench.service.unanswered()
    assert owed.entry.id == ROW.id
    assert bench.service.unanswered() is bench.service.unanswered()
    bench.service.write(ROW.id, FOLLOWED)
    wait_until(lambda: bench.service.unanswered() == ())
    bench.service.write(ROW.id, replace(FOLLOWED, follow_up=""))
    wait_until(lambda: len(bench.service.unanswered()) == 1)
    told = replace(taken_on.visit, status=VisitStatus.CLOSED, outcome=VisitOutcome.ANSWERED)
    bench.intakes.keep(replace(taken_on, visit=replace(told, started_at=NOW, ended_at=NOW)))
    wait_until(lambda: bench.service.unanswered() == ())


def test_a_wrong_row_is_struck_out_and_another_takes_its_place(bench: Bench) -> None:
    bench.enter(INTAKE)
    told = replace(told_columns(ROW), summary="Đường thôn Đông ngập nước")
    bench.service.put_right(ROW.id, told, STRIKE)
    wait_until(lambda: len(bench.rows()) == 2)
    wrong, new = bench.service.row(ROW.id), bench.service.row(replacement_key(ROW.id))
    assert wrong is not None
    assert new is not None
    assert wrong.entry.is_struck
    assert wrong.replaced_by == new.entry.id
    assert new.entry.summary == "Đường thôn Đông ngập nước"
    bench.service.put_right(ROW.id, told_columns(ROW), STRIKE)
    assert len(bench.rows()) == 2


def test_what_is_not_there_is_passed_over(bench: Bench) -> None:
    nothing = RegisterEntryId("nothing")
    bench.service.write(nothing, FOLLOWED)
    bench.service.strike(nothing, STRIKE)
    bench.service.put_right(nothing, told_columns(ROW), STRIKE)
    assert bench.rows() == ()


def test_words_find_rows_with_and_without_marks_also_struck_ones(bench: Bench) -> None:
    bench.enter(INTAKE, an_intake("other"))
    bench.service.strike(ROW.id, STRIKE)
    wait_until(lambda: bench.service.find(YEAR).counts.struck == 1)
    for search in ("nguyen thi mau", "NGUYỄN", "031165000123", "ngập nước"):
        assert len(bench.service.find(replace(YEAR, search=search)).rows) == 2
    struck = bench.service.find(replace(YEAR, search="ghi trung"))
    assert [row.entry.id for row in struck.rows] == [ROW.id]
    assert bench.service.find(replace(YEAR, search="khong ai")).rows == ()
    assert bench.service.find(replace(YEAR, year=2025)).rows == ()


def test_visits_that_are_not_in_the_book_are_counted_and_entered(bench: Bench) -> None:
    came = an_intake("came")
    left = an_intake("left", status=VisitStatus.WITHDRAWN)
    bench.keep(came, left)
    wait_until(lambda: bench.service.missing(2026) == ("came",))
    assert bench.service.missing(2025) == ()
    bench.service.enter_missing(2026)
    wait_until(lambda: len(bench.rows()) == 1)
    assert bench.service.missing(2026) == ()


def test_what_has_become_a_denunciation_is_shown_and_found_without_a_person(bench: Bench) -> None:
    bench.keep(INTAKE)
    bench.enter(INTAKE)
    assert not bench.rows()[0].is_restricted
    if isinstance(bench.service, FakeRegister):
        bench.service.secret.add(COMPLAINT.id)
    secret = replace(DENUNCIATION, id=COMPLAINT.id)
    bench.intakes.keep(replace(INTAKE, petitions=(secret,)))
    wait_until(lambda: bench.rows()[0].is_restricted)
    [row] = bench.rows()
    assert row.entry.name_address == row.entry.summary == row.entry.id_document == ""
    assert bench.service.find(replace(YEAR, search="nguyen")).rows == ()


def test_a_denunciation_is_entered_without_a_person(bench: Bench) -> None:
    bench.enter(replace(INTAKE, petitions=(DENUNCIATION,)))
    [row] = bench.rows()
    assert row.is_restricted
    assert row.entry.petition_type is PetitionType.DENUNCIATION
    assert row.entry.name_address == ""


def test_the_book_is_written_to_a_file(bench: Bench, tmp_path: Path) -> None:
    bench.enter(INTAKE)
    path = tmp_path / "so.xlsx"
    bench.service.export(2026, path)
    written = bench.events.wait_for(RegisterWritten)
    assert (written.path, written.rows) == (path, 1)


def test_a_row_that_does_not_travel_is_told(store: Store) -> None:
    events = EventRecorder()
    desk, _ = desk_of(store, events, Exporter(emit=events))
    long = replace(COMPLAINT, summary="A" * 9_000)
    desk.enter(replace(INTAKE, petitions=(long,)))
    told = events.wait_for(ActionFailed)
    assert (told.action, told.code, told.data["row"]) == (
        "keep_row",
        ReportCode.NOT_SPEAKABLE,
        ROW.id,
    )


def test_everything_is_there_after_a_restart_and_a_denunciation_is_none_before_it_is_known(
    store: Store,
) -> None:
    events = EventRecorder()
    desk, intakes = desk_of(store, events, Exporter(emit=events))
    intakes.start()
    wait_until(desk.is_read)
    intakes.keep(INTAKE)
    desk.enter(INTAKE)
    wait_until(lambda: desk.row(ROW.id) is not None)
    desk.put_right(ROW.id, told_columns(ROW), STRIKE)
    wait_until(lambda: desk.find(YEAR).counts.rows == 2)
    intakes.keep(replace(INTAKE, petitions=(replace(DENUNCIATION, id=COMPLAINT.id),)))
    wait_until(lambda: all(row.is_restricted for row in desk.find(YEAR).rows))
    intakes.stop()
    again, intakes = desk_of(store, events, Exporter(emit=events))
    assert not again.is_read()
    assert again.find(YEAR).rows == ()
    intakes.start()
    try:
        wait_until(again.is_read)
        rows = again.find(YEAR).rows
        assert len(rows) == 2
        assert all(row.is_restricted for row in rows)
        assert {row.replaced_by for row in rows} == {None, replacement_key(ROW.id)}
    finally:
        intakes.stop()


def test_a_book_that_is_stopped_is_not_read(store: Store) -> None:
    events = EventRecorder()
    book = RegisterBook(items=store.items, clock=SystemClock(), emit=events, intakes=tuple)
    book.enter(INTAKE)
    wait_until(lambda: bool(store.items.list("register_entry")))
    other = RegisterBook(items=store.items, clock=SystemClock(), emit=events, intakes=tuple)
    other.read(lambda _done: False)
    assert not other.is_read()


def test_statistics_count_the_rows_of_a_period(bench: Bench) -> None:
    bench.keep(INTAKE)
    bench.enter(INTAKE)
    (row,) = bench.rows()
    day = row.entry.reception_date
    period = period_at(day, Span.MONTH, rule_on(day))
    sheet = bench.service.statistics(period)
    figures = {one.kind: one for one in sheet.figures}
    assert figures[FigureKind.VISITS].count == 1
    assert figures[FigureKind.CONTENTS].rows == (row.entry.id,)
    elsewhere = bench.service.statistics(replace(period, year=period.year - 1))
    assert not any(one.count for one in elsewhere.figures)
