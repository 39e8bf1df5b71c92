"""The visits of a unit on the page of a case: who came, what became of it, what is to be mended."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.intake import KnownIntake, came_at, joined
from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.casework.matter.flags import FlagReason
from desktop.domain.casework.visit import FINAL_VISITS, VisitOutcome, VisitStatus
from desktop.domain.ids import CitizenId, IdentityCheckId, StandingId, VisitId
from desktop.domain.papers.dossier import CasePaper, HandedIn
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.printing import ReceiptToPrint
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.cases.cases_state import CaseVisit
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CASE_PAPER, CHECK, CITIZEN, INTAKE, STANDING, group
from tests.samples.receptions import CASE, COMMUNE, a_case, an_officer
from tests.unit.presenters.casework.cases.test_cases import a_session, denounced, page_of, screen

pytestmark = pytest.mark.unit

OF_CASE = joined(
    replace(
        INTAKE,
        petitions=tuple(replace(one, case_id=CASE) for one in INTAKE.petitions),
        visit=replace(
            INTAKE.visit,
            owner_site_id=COMMUNE,
            status=VisitStatus.CLOSED,
            outcome=VisitOutcome.GUIDED,
            visit_number=2,
        ),
    )
)
KNOWN = KnownIntake(intake=OF_CASE, storage=RecordStorage.CITY)


def visits(room: Room, *known: KnownIntake) -> tuple[CaseVisit, ...]:
    room.desk.start()
    room.desk.cases.open(CASE)
    for one in known:
        room.fake.intakes.learn(one)
    room.deliver()
    page = room.view.case[-1].page
    assert page is not None
    return page.visits


def test_visits_of_the_case_stand_on_its_page() -> None:
    room = Room()
    elsewhere = replace(KNOWN, intake=replace(INTAKE, visit=replace(INTAKE.visit, id=VisitId("x"))))
    (visit,) = visits(room, KNOWN, elsewhere)
    assert (visit.visit_id, visit.ticket, visit.number) == (OF_CASE.visit.id, 3, 2)
    assert (visit.names, visit.outcome) == ((CITIZEN.full_name,), VisitOutcome.GUIDED)
    assert not visit.can_mend


@pytest.mark.parametrize("status", [one for one in VisitStatus if one not in FINAL_VISITS])
def test_nobody_waits_any_more_on_another_day(status: VisitStatus) -> None:
    room = Room()
    now = room.clock.now()
    told = replace(OF_CASE.visit, status=status, outcome=None, arrived_at=now, created_at=now)
    still = replace(OF_CASE, visit=told)
    (visit,) = visits(room, replace(KNOWN, intake=still))
    assert visit.status is status
    room.clock.advance(25 * 3_600)
    room.desk.cases.open(CASE)
    room.deliver()
    page = room.view.case[-1].page
    assert page is not None
    assert [one.status for one in page.visits] == [None]


def test_a_visit_without_anybody_known_is_there_too() -> None:
    (visit,) = visits(Room(), replace(KNOWN, intake=replace(OF_CASE, citizens=()), is_whole=False))
    assert visit.names == ()


def test_one_that_the_city_would_not_have_is_opened_again() -> None:
    room = Room()
    (visit,) = visits(room, replace(KNOWN, storage=RecordStorage.REFUSED, is_at_city=False))
    assert visit.can_mend
    room.desk.case_page.mend(VisitId("other"))
    assert screen(room) is Screen.CASE
    room.desk.case_page.mend(visit.visit_id)
    room.deliver()
    assert screen(room) is Screen.INTAKE
    opened = room.view.intake[-1].mending.open
    assert opened is not None
    assert opened.visit_id == visit.visit_id


def test_who_takes_nobody_in_mends_nothing() -> None:
    room = Room(role=Role.SECRETARY)
    (visit,) = visits(room, replace(KNOWN, storage=RecordStorage.REFUSED, is_at_city=False))
    assert not visit.can_mend


def test_who_may_not_read_requests_sees_no_visits() -> None:
    assert visits(Room(role=Role.AGENCY_USER), KNOWN) == ()


def test_a_denunciation_shows_none() -> None:
    room = denounced(listed=True)
    room.fake.intakes.learn(KNOWN)
    assert page_of(room).visits == ()


def test_without_a_case_nothing_is_mended() -> None:
    room = Room()
    room.desk.start()
    room.desk.case_page.mend(VisitId("other"))
    assert screen(room) is Screen.HOME


def test_visits_without_a_session_count_as_receptions_and_propose_that_it_is_prolonged() -> None:
    room = Room()
    room.fake.schedule.cases[CASE] = replace(a_case(), flags=frozenset({CaseFlag.PROLONGED}))
    held = a_session("held", -500, SessionStatus.CLOSED)
    room.fake.schedule.plans.append(held)
    came = replace(OF_CASE.visit, session_id=None)
    known = [
        replace(KNOWN, intake=replace(OF_CASE, visit=replace(came, id=VisitId(name), **changes)))
        for name, changes in (
            ("v1", {}),
            ("v2", {}),
            ("in-session", {"session_id": held.id}),
            ("nobody", {"status": VisitStatus.NO_SHOW}),
        )
    ]
    visits(room, *known[1:])
    (flag,) = page_of(room).flags
    assert (page_of(room).times_received, flag.reasons) == (2, ())
    visits(room, known[0])
    (flag,) = page_of(room).flags
    assert (page_of(room).times_received, flag.reasons) == (3, (FlagReason.RECEPTIONS,))


def handed_in(room: Room) -> CasePaper:
    paper = replace(
        CASE_PAPER,
        case_id=CASE,
        owner_site_id=COMMUNE,
        site_id=COMMUNE,
        handed_in=HandedIn.COPY,
        added_at=came_at(OF_CASE.visit),
    )
    room.fake.dossier.learn(paper)
    return paper


def test_a_visit_of_several_names_them_and_is_opened_again_whole() -> None:
    room = Room()
    second = replace(
        CITIZEN, id=CitizenId("second"), full_name="Lê Văn Mẫu", id_number="030072004567"
    )
    checks = [replace(CHECK, id=IdentityCheckId(one), citizen_id=CitizenId(one)) for one in "ab"]
    stands = [replace(STANDING, id=StandingId(one), citizen_id=CitizenId(one)) for one in "ab"]
    people = [replace(one, id=CitizenId(key)) for one, key in ((CITIZEN, "a"), (second, "b"))]
    both = group(7, 2)
    marked = [
        replace(one, full_name=who.full_name, address=who.address_text, citizen_id=who.id)
        for one, who in zip(both.members, people, strict=False)
    ]
    intake = joined(
        replace(
            OF_CASE,
            citizens=tuple(people),
            checks=tuple(checks),
            standings=tuple(stands),
            group=replace(both, members=(*marked, *both.members[2:])),
        )
    )
    known = KnownIntake(intake=intake, storage=RecordStorage.REFUSED, is_at_city=False)
    (visit,) = visits(room, known)
    assert visit.names == (CITIZEN.full_name, "Lê Văn Mẫu")
    assert visit.can_mend
    room.desk.case_page.mend(visit.visit_id)
    room.deliver()
    shown = room.view.intake[-1]
    assert shown.persons.names == visit.names
    assert shown.group is not None
    assert [one.place for one in shown.group.rows] == [0, 1, *[None] * 5]
    assert [one.is_representative for one in shown.group.rows[:3]] == [True, True, False]


def test_a_receipt_lists_what_was_handed_in_at_the_visit() -> None:
    room = Room()
    paper = handed_in(room)
    (visit,) = visits(room, KNOWN)
    assert visit.can_print
    room.desk.case_page.print_receipt(visit.visit_id)
    (asked,) = room.fake.printing.offered
    assert isinstance(asked, ReceiptToPrint)
    receipt = asked.receipt
    assert (receipt.papers, receipt.givers) == ((paper,), OF_CASE.citizens)
    assert (receipt.case_code, receipt.receiver) == ("2026-0147", an_officer().display_name)


def test_without_papers_or_anybody_there_is_no_receipt() -> None:
    room = Room()
    (visit,) = visits(room, KNOWN)
    assert not visit.can_print
    room.desk.case_page.print_receipt(visit.visit_id)
    room.desk.case_page.papers.print_receipt(visit.visit_id)
    room.desk.case_page.papers.print_receipt(VisitId("nobody"))
    assert room.fake.printing.offered == []
    handed_in(room)
    nobody = replace(KNOWN, intake=replace(OF_CASE, citizens=()), is_whole=False)
    room.fake.intakes.learn(nobody)
    room.deliver()
    page = room.view.case[-1].page
    assert page is not None
    assert not page.visits[0].can_print
