"""Intakes at a desk: kept whole and at once, queued, found again, and who came before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.casework.events import IntakesChanged
from desktop.domain.casework.history import HistoryOf, Recognition
from desktop.domain.casework.intake import Intake, KnownIntake, joined
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.clock import SystemClock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import (
    CaseId,
    CitizenId,
    IdentityCheckId,
    PetitionId,
    SessionId,
    StandingId,
    VisitId,
)
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.operations import operation_of
from desktop.mapping.records import VISIT
from desktop.presenters.services.casework import IntakeService
from desktop.store.store import Store, open_store
from desktop.sync.codes import IntakeCode, ReportCode
from desktop.sync.records.intakes import IntakeBook
from tests.contract.services.benches import RESERVE_BYTES, STORE_KEY
from tests.fakes.fake_intakes import FakeIntakes
from tests.patience import wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.casework import (
    CHECK,
    CITIZEN,
    COMPLAINT,
    DENUNCIATION,
    FEMALE_1965,
    GROUP,
    INTAKE,
    MALE_1972,
    NOW,
    STANDING,
    TODAY,
    TOMORROW,
    YESTERDAY,
    an_intake,
)

pytestmark = pytest.mark.contract


@pytest.fixture
def events() -> EventRecorder:
    return EventRecorder()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    try:
        yield opened
    finally:
        opened.close()


def book_of(store: Store, events: EventRecorder) -> IntakeBook:
    return IntakeBook(
        items=store.items, clock=SystemClock(), emit=events, place=lambda: "Xã An Lão"
    )


@pytest.fixture(params=["fake", "store"])
def intakes(
    request: pytest.FixtureRequest, store: Store, events: EventRecorder
) -> Iterator[IntakeService]:
    if request.param == "fake":
        yield FakeIntakes(emit=events)
        return
    book = book_of(store, events)
    book.start()
    try:
        yield book
    finally:
        book.stop()


def keep(intakes: IntakeService, *intake: Intake) -> None:
    for one in intake:
        intakes.keep(one)
        wait_until(lambda one=one: _is_kept(intakes.find(one.visit.id), one))  # type: ignore[misc]


def _is_kept(known: KnownIntake | None, intake: Intake) -> bool:
    return known is not None and known.intake == joined(intake)


def test_all_of_it_is_kept_and_waits_for_the_city(
    intakes: IntakeService, events: EventRecorder
) -> None:
    keep(intakes, INTAKE)
    events.wait_for(IntakesChanged)
    (known,) = intakes.intakes()
    assert known.intake == joined(INTAKE)
    assert (known.storage, known.is_at_city, known.is_whole, known.is_refused) == (
        RecordStorage.HERE, False, True, False,
    )  # fmt: skip
    assert intakes.of_day(TODAY) == (known,)
    assert intakes.of_day(TOMORROW) == ()


def test_a_group_and_several_people_are_kept(intakes: IntakeService) -> None:
    second = replace(CITIZEN, id=CitizenId("second"), full_name="Lê Văn Mẫu", id_number=MALE_1972)
    keep(
        intakes,
        replace(
            INTAKE,
            citizens=(CITIZEN, second),
            checks=(CHECK, replace(CHECK, id=IdentityCheckId("c2"), citizen_id=second.id)),
            standings=(STANDING, replace(STANDING, id=StandingId("s2"), citizen_id=second.id)),
            group=GROUP,
            petitions=(COMPLAINT, replace(COMPLAINT, id=PetitionId("p2"))),
        ),
    )
    assert intakes.numbers_of_day(TODAY) == {FEMALE_1965: 3, MALE_1972: 3}


def test_what_is_not_known_is_none(intakes: IntakeService) -> None:
    assert intakes.find(VisitId("no")) is None
    assert intakes.intakes() == ()
    assert intakes.recognise(CITIZEN) == ()
    assert intakes.history(HistoryOf({CITIZEN.id}, None), is_denunciation=False) == ()


def test_the_oldest_comes_first_and_a_change_keeps_its_place(intakes: IntakeService) -> None:
    older = an_intake("older", created_at=INTAKE.visit.created_at - timedelta(days=1))
    keep(intakes, INTAKE, older)
    assert [one.intake.visit.id for one in intakes.intakes()] == ["older", INTAKE.visit.id]
    keep(intakes, replace(older, petitions=(replace(COMPLAINT, summary="Tóm tắt đã sửa lại"),)))
    assert intakes.intakes()[0].intake.petitions[0].summary == "Tóm tắt đã sửa lại"


def test_a_part_that_is_left_out_is_named_no_more(intakes: IntakeService) -> None:
    two = (COMPLAINT, replace(COMPLAINT, id=PetitionId("p2")))
    keep(intakes, replace(INTAKE, petitions=two))
    keep(intakes, replace(INTAKE, petitions=two[1:]))
    known = intakes.find(INTAKE.visit.id)
    assert known is not None
    assert known.intake.visit.petition_ids == ("p2",)


def test_tickets_count_the_sites_day(intakes: IntakeService) -> None:
    assert intakes.next_ticket(TODAY) == 1
    keep(intakes, INTAKE, an_intake("late", ticket_no=7))
    assert intakes.next_ticket(TODAY) == 8
    assert intakes.next_ticket(TOMORROW) == 1
    assert [one.intake.visit.ticket_no for one in intakes.of_day(TODAY)] == [3, 7]


def test_numbers_of_a_day_are_those_of_other_visits(intakes: IntakeService) -> None:
    keep(intakes, INTAKE)
    assert intakes.numbers_of_day(TODAY) == {FEMALE_1965: INTAKE.visit.ticket_no}
    assert intakes.numbers_of_day(TODAY, but=INTAKE.visit.id) == {}
    assert intakes.numbers_of_day(YESTERDAY) == {}


def test_who_came_before_is_recognised(intakes: IntakeService) -> None:
    known = replace(CITIZEN, ward_code="11824")
    keep(intakes, replace(INTAKE, citizens=(known,)))
    person = replace(known, id=CitizenId("new"))
    (found,) = intakes.recognise(person)
    assert (found.citizen, found.by) == (known, Recognition.NUMBER)
    (found,) = intakes.recognise(replace(person, id_number=""))
    assert found.by is Recognition.NAME
    (found,) = intakes.recognise(replace(person, id_number="", full_name="Nguyễn Thị Mầu"))
    assert found.by is Recognition.SIMILAR_NAME
    assert intakes.recognise(known) == ()
    moved = replace(known, ward_code="", id_number=MALE_1972)
    keep(intakes, replace(INTAKE, citizens=(moved,)))
    assert intakes.recognise(person) == ()


def test_history_is_of_these_people_or_this_case(intakes: IntakeService) -> None:
    of_case = replace(COMPLAINT, case_id=CaseId("case"))
    keep(intakes, replace(INTAKE, petitions=(of_case,)))
    mine = intakes.history(HistoryOf({CITIZEN.id}, None), is_denunciation=False)
    assert [(one.visit_id, one.place, one.title) for one in mine] == [
        (INTAKE.visit.id, "Xã An Lão", COMPLAINT.summary)
    ]
    assert intakes.history(HistoryOf(set(), CaseId("case")), is_denunciation=False) == mine
    assert intakes.history(HistoryOf(set(), CaseId("other")), is_denunciation=False) == ()
    assert intakes.history(HistoryOf({CITIZEN.id}, CaseId("case")), is_denunciation=True) == ()
    but = intakes.history(HistoryOf({CITIZEN.id}, None, INTAKE.visit.id), is_denunciation=False)
    assert but == ()


def test_visits_of_a_case_are_found_the_newest_first(intakes: IntakeService) -> None:
    of_case = replace(COMPLAINT, case_id=CaseId("case"))
    first = replace(INTAKE, petitions=(of_case,))
    other = an_intake("later")
    at = INTAKE.visit.created_at + timedelta(hours=1)
    later = replace(
        other,
        visit=replace(other.visit, created_at=at, arrived_at=at),
        petitions=tuple(replace(one, case_id=CaseId("case")) for one in other.petitions),
    )
    keep(intakes, first, later)
    found = intakes.of_case(CaseId("case"))
    assert [one.intake.visit.id for one in found] == [later.visit.id, INTAKE.visit.id]
    assert intakes.of_case(CaseId("other")) == ()


def test_receptions_of_a_matter_are_counted(intakes: IntakeService) -> None:
    case = CaseId("case")
    of_case = replace(COMPLAINT, case_id=case)
    visits = [
        replace(an_intake(name, status=status), petitions=(replace(of_case, id=PetitionId(name)),))
        for name, status in [
            ("first", VisitStatus.CLOSED),
            ("second", VisitStatus.WAITING),
            ("away", VisitStatus.NO_SHOW),
        ]
    ]
    keep(intakes, *visits, INTAKE)
    mine = {CITIZEN.id}
    assert intakes.earlier_receptions(HistoryOf(mine, case)) == 2
    assert intakes.earlier_receptions(HistoryOf(mine, case, VisitId("second"))) == 1
    assert intakes.earlier_receptions(HistoryOf(mine, CaseId("other"))) == 0
    assert intakes.earlier_receptions(HistoryOf(mine, None)) == 3
    assert intakes.earlier_receptions(HistoryOf({CitizenId("somebody")}, None)) == 0


def test_a_denunciation_and_who_did_not_come_are_in_no_history(intakes: IntakeService) -> None:
    away = an_intake("away", status=VisitStatus.NO_SHOW)
    secret = replace(an_intake("secret"), petitions=(DENUNCIATION,))
    keep(intakes, away, secret)
    assert intakes.history(HistoryOf({CITIZEN.id}, None), is_denunciation=False) == ()


BLOCKED = replace(DENUNCIATION, identity_protection_requested=True)


@pytest.mark.parametrize(
    ("after", "session_id"),
    [
        (DENUNCIATION, None),
        (replace(BLOCKED, petition_type=PetitionType.FEEDBACK), None),
        (BLOCKED, SessionId("session")),
    ],
)
def test_a_block_is_neither_lifted_nor_gone_round(
    intakes: IntakeService,
    events: EventRecorder,
    after: object,
    session_id: SessionId | None,
) -> None:
    first = replace(INTAKE, petitions=(BLOCKED,))
    keep(intakes, first)
    visit = replace(first.visit, session_id=session_id)
    intakes.keep(replace(first, visit=visit, petitions=(after,)))  # type: ignore[arg-type]
    failed = events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("keep_intake", IntakeCode.BLOCKED_ONLINE)
    assert failed.data["visit"] == first.visit.id
    known = intakes.find(first.visit.id)
    assert known is not None
    assert known.intake == joined(first)


def test_what_cannot_travel_is_told_and_nothing_of_it_is_kept(
    store: Store, events: EventRecorder
) -> None:
    book = book_of(store, events)
    book.start()
    try:
        book.keep(replace(INTAKE, petitions=(replace(COMPLAINT, summary="a\x00b" * 9),)))
        failed = events.wait_for(ActionFailed)
        assert (failed.action, failed.code) == ("keep_intake", ReportCode.NOT_SPEAKABLE)
        assert failed.data["visit"] == INTAKE.visit.id
        assert book.citizens.known() == ()
        store.close()
        book.keep(INTAKE)
        assert events.wait_for(ActionFailed, count=2).data["visit"] == INTAKE.visit.id
    finally:
        book.stop()


def test_what_was_kept_is_there_again_after_a_start(store: Store, events: EventRecorder) -> None:
    first = book_of(store, events)
    first.start()
    keep(first, INTAKE)
    first.stop()
    again = book_of(store, EventRecorder())
    again.start()
    try:
        keep(again, an_intake("next", ticket_no=4))  # while the store is still read
        wait_until(lambda: len(again.intakes()) == 2)
        wait_until(lambda: again.intakes() == first.intakes())
        assert again.next_ticket(TODAY) == 5
    finally:
        again.stop()


def test_a_visit_without_one_of_its_parts_is_shown_and_not_whole(
    store: Store, events: EventRecorder
) -> None:
    book = book_of(store, events)
    book.start()
    try:
        keep(book, INTAKE)
        named = replace(
            joined(INTAKE).visit, id=VisitId("other"), petition_ids=(PetitionId("gone"),)
        )
        store.items.record(operation_of(VISIT, named.id, named, made_at=NOW), None)
        wait_until(lambda: book.find(named.id) is not None)
        known = book.find(named.id)
        assert known is not None
        assert not known.is_whole
        assert known.intake.petitions == ()
    finally:
        book.stop()
