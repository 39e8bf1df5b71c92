"""Việc đến hạn on home: four rows, the most pressing first, and each leads to where it is done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.casework.register import HandledColumns
from desktop.domain.casework.register_book import KnownRow
from desktop.domain.conduct.signing.signature import Signature, SignatureForm
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.ids import PersonId, RegisterEntryId, RequestId, SessionId
from desktop.domain.papers.events import DossierChanged
from desktop.domain.reception.due import DueKind, DueState
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.home.home_state import DueList, DueVerb
from desktop.presenters.shell.shell_state import Screen
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CASE_PAPER, REJECTED, REQUEST, ROW, TOLD
from tests.samples.receptions import CASE, COMMUNE, HQ, a_case, a_paper, a_plan, gates
from tests.samples.signed_scans import a_sheet

pytestmark = pytest.mark.unit


ANSWERED = HandledColumns(
    resolved_by="",
    within_competence=True,
    guided_to="",
    handled_by="",
    follow_up="Đã trả lời bằng văn bản",
    note="",
)


def a_session(name: str, hours: float, status: SessionStatus, *passed: GateKind) -> SessionPlan:
    start = NOON + timedelta(hours=hours)
    return replace(
        a_plan(SessionId(name)),
        title=f"Buổi {name}",
        scheduled_start=start,
        scheduled_end=start + timedelta(minutes=90),
        gates=gates(start, *passed),
        status=status,
    )


def with_dossier(room: Room) -> Room:
    room.fake.dossier.learn(replace(CASE_PAPER, case_id=CASE, site_id=COMMUNE))
    return room


def due(room: Room) -> DueList:
    room.desk.start()
    room.deliver()
    return room.view.home[-1].due


def screen(room: Room) -> Screen:
    return room.desk.shell.screen


def test_four_rows_stand_there_until_all_are_asked_for(room: Room) -> None:
    with_dossier(room)
    room.fake.schedule.plans = [
        a_session(f"s{n}", 30 + n, SessionStatus.NOTIFIED, GateKind.NOTICE) for n in range(3)
    ]
    shown = due(room)
    assert (len(shown.rows), shown.total, shown.is_whole) == (4, 6, False)
    assert (shown.overdue, shown.today, shown.ahead) == (0, 3, 3)
    room.desk.home.show_all_due(is_whole=True)
    assert len(room.view.home[-1].due.rows) == 6
    room.desk.home.show_all_due(is_whole=False)
    assert len(room.view.home[-1].due.rows) == 4


def test_nothing_due_says_up_to_which_day_that_was_looked_at(room: Room) -> None:
    with_dossier(room)
    shown = due(room)
    assert (shown.rows, shown.total) == ((), 0)
    assert shown.last_day > NOON.date()


@pytest.mark.parametrize(
    ("role", "site_id", "hours", "status", "passed", "kind", "verb", "to"),
    [
        (
            Role.ROOM_OFFICER, COMMUNE, 200, SessionStatus.SCHEDULED, (), DueKind.NOTICE,
            DueVerb.PLAN, Screen.SCHEDULE,
        ),
        (
            Role.SECRETARY, COMMUNE, 200, SessionStatus.SCHEDULED, (), DueKind.NOTICE,
            DueVerb.OPEN_DOSSIER, Screen.HOME,
        ),
        (
            Role.ROOM_OFFICER, COMMUNE, 30, SessionStatus.NOTIFIED, (GateKind.NOTICE,),
            DueKind.TRIAL, DueVerb.TRY, Screen.TRIAL,
        ),
        (
            Role.ROOM_OFFICER, COMMUNE, 1.5, SessionStatus.CONNECTING,
            (GateKind.NOTICE, GateKind.TRIAL), DueKind.CONNECTED, DueVerb.ENTER, Screen.PRE_JOIN,
        ),
        (
            Role.ROOM_OFFICER, COMMUNE, 30, SessionStatus.TRIAL_PASSED,
            (GateKind.NOTICE, GateKind.TRIAL), DueKind.CONNECTED, DueVerb.OPEN_DOSSIER,
            Screen.HOME,
        ),
    ],
)  # fmt: skip
def test_a_gate_leads_to_where_it_is_passed(  # noqa: PLR0913, PLR0917 - a row of the table
    role: Role,
    site_id: str,
    hours: float,
    status: SessionStatus,
    passed: tuple[GateKind, ...],
    kind: DueKind,
    verb: DueVerb,
    to: Screen,
) -> None:
    room = with_dossier(Room(own_site_id=type(COMMUNE)(site_id), role=role))
    room.fake.schedule.plans = [a_session("s", hours, status, *passed)]
    row = due(room).rows[0]
    assert (row.kind, row.verb, row.title) == (kind, verb, "Buổi s")
    assert row.place == "Trụ sở thành phố"
    room.desk.home.open_due(row.key)
    room.deliver()
    assert screen(room) is to
    if verb is DueVerb.OPEN_DOSSIER:
        dossier = room.view.home[-1].dossier
        assert dossier is not None
        assert dossier.session_id == "s"


def test_a_missing_dossier_leads_to_its_case_and_goes_when_a_paper_is_there(room: Room) -> None:
    room.fake.schedule.plans = [a_session("s", 200, SessionStatus.NOTIFIED, *GateKind)]
    row = due(room).rows[0]
    assert (row.kind, row.verb) == (DueKind.DOSSIER, DueVerb.OPEN_CASE)
    with_dossier(room)
    room.tell(DossierChanged(case_id=CASE))
    assert room.view.home[-1].due.rows == ()
    other = Room()
    other.fake.schedule.plans = room.fake.schedule.plans
    other.desk.home.open_due(due(other).rows[0].key)
    assert screen(other) is Screen.CASE
    page = other.view.case[-1].page
    assert page is not None
    assert page.case_id == CASE


def test_who_reads_no_cases_is_told_of_no_missing_dossier() -> None:
    room = Room(role=Role.OBSERVER)
    room.fake.schedule.plans = [a_session("s", 200, SessionStatus.NOTIFIED, *GateKind)]
    assert due(room).rows == ()


def test_a_request_that_waits_is_due_for_who_decides_it() -> None:
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    room.fake.schedule.plans = []
    old = replace(
        REQUEST, id=RequestId("old"), owner_site_id=COMMUNE, created_at=NOON - timedelta(days=9)
    )
    room.fake.requests.learn(KnownRequest(request=old, storage=RecordStorage.CITY))
    (row,) = due(room).rows
    assert (row.kind, row.state, row.days, row.verb) == (
        DueKind.REQUEST, DueState.TODAY, 9, DueVerb.DECIDE,
    )  # fmt: skip
    assert row.place == "UBND xã An Lão"
    room.desk.home.open_due("no such row")
    assert screen(room) is Screen.HOME
    room.desk.home.open_due(row.key)
    assert screen(room) is Screen.REQUESTS
    selected = room.view.requests[-1].deciding.selected
    assert selected is not None
    assert selected.id == "old"
    officer = Room()
    officer.fake.schedule.plans = []
    officer.fake.requests.learn(KnownRequest(request=old, storage=RecordStorage.CITY))
    assert due(officer).rows == ()


def test_a_refusal_is_due_in_writing_until_it_is_noted_as_sent() -> None:
    room = Room(own_site_id=COMMUNE)
    room.fake.schedule.plans = []
    asked = replace(REQUEST, owner_site_id=COMMUNE, created_at=NOON - timedelta(days=30))
    refused = replace(REJECTED, request_id=asked.id, decided_at=NOON - timedelta(days=20))
    known = KnownRequest(request=asked, storage=RecordStorage.CITY, decision=refused)
    of_others = replace(asked, id=RequestId("of others"), owner_site_id=HQ)
    room.fake.requests.learn(known)
    room.fake.requests.learn(replace(known, request=of_others))
    (row,) = due(room).rows
    assert (row.kind, row.state, row.verb) == (
        DueKind.REFUSAL, DueState.OVERDUE, DueVerb.TELL_REFUSAL,
    )  # fmt: skip
    room.desk.home.open_due(row.key)
    assert screen(room) is Screen.REQUESTS
    told = replace(TOLD, sent_on=NOON.date(), noted_at=NOON)
    room.fake.requests.note_refusal(asked.id, told)
    room.deliver()
    assert due(room).rows == ()
    leader = Room(own_site_id=COMMUNE, role=Role.OBSERVER)
    leader.fake.schedule.plans = []
    leader.fake.requests.learn(known)
    assert due(leader).rows == ()


def owing(room: Room, ago: int, **changes: object) -> RegisterEntryId:
    """A row of so many days ago, of which an answer is owed."""
    entry = replace(
        ROW,
        owner_site_id=COMMUNE,
        reception_date=NOON.date() - timedelta(days=ago),
        within_competence=True,
        handled_by="UBND xã An Lão",
        **changes,  # type: ignore[arg-type]
    )
    row = KnownRow(
        entry=entry, number=7, is_restricted=False, storage=RecordStorage.CITY, is_at_city=True
    )
    room.fake.register.learn(row)
    return entry.id


@pytest.mark.parametrize(
    ("ago", "kind", "state"),
    [
        (13, DueKind.ANSWER, DueState.AHEAD),
        (20, DueKind.ANSWER, DueState.OVERDUE),
        (46, DueKind.UNHANDLED, DueState.OVERDUE),
    ],
)
def test_an_answer_to_a_citizen_is_due_for_who_keeps_the_register(
    ago: int, kind: DueKind, state: DueState
) -> None:
    room = Room(own_site_id=COMMUNE)
    room.fake.schedule.plans = []
    entry_id = owing(room, ago)
    (row,) = due(room).rows
    assert (row.kind, row.state, row.verb) == (kind, state, DueVerb.NOTE_ANSWER)
    assert (row.title, row.place) == (ROW.summary, "UBND xã An Lão")
    room.desk.home.open_due(row.key)
    assert screen(room) is Screen.REGISTER
    room.deliver()
    assert room.view.register[-1].selected == entry_id
    room.desk.navigate(Screen.HOME)
    columns = replace(ANSWERED, handled_by="UBND xã An Lão")
    room.fake.register.write(entry_id, columns)
    room.deliver()
    assert room.view.home[-1].due.rows == ()


def test_no_answer_is_due_for_who_keeps_no_register_or_long_before_its_day() -> None:
    leader = Room(own_site_id=COMMUNE, role=Role.OBSERVER)
    leader.fake.schedule.plans = []
    owing(leader, 20)
    assert due(leader).rows == ()
    officer = Room(own_site_id=COMMUNE)
    officer.fake.schedule.plans = []
    owing(officer, 1)
    assert due(officer).rows == ()


def signed_by_hand(room: Room, hours: float) -> SessionPlan:
    """A session that was closed so many hours ago, signed on paper at this site."""
    held = a_session("held", -hours, SessionStatus.CLOSED, *GateKind)
    room.fake.schedule.plans = [held]
    version = MinutesVersion(
        number=1, text_sha256="a" * 64, sha256="c" * 64, lines=3, frozen_at=NOON
    )
    signature = Signature(
        signer_id=PersonId("p1"),
        version=1,
        form=SignatureForm.BY_HAND,
        noted_at=NOON,
        by_site_id=COMMUNE,
        by_role=Role.ROOM_OFFICER,
    )
    room.fake.schedule.signings[held.id] = SessionSigning(
        session_id=held.id, is_frozen=True, versions=(version,), signatures=(signature,)
    )
    return held


def test_signed_sheets_are_to_be_scanned_on_the_same_day(room: Room) -> None:
    held = signed_by_hand(room, 2)
    (row,) = due(room).rows
    assert (row.kind, row.state, row.verb) == (DueKind.SCAN, DueState.TODAY, DueVerb.ADD_SCAN)
    assert row.title == "Buổi held"
    room.desk.home.open_due(row.key)
    assert screen(room) is Screen.CASE
    page = room.view.case[-1].page
    assert page is not None
    assert page.case_id == CASE
    room.desk.navigate(Screen.HOME)
    sheet = a_sheet(1, 1, record_id=held.id)
    paper = replace(a_paper("scan"), session_id=held.id, printed_pages=(sheet,))
    room.fake.papers.put(paper)
    room.deliver()
    assert room.view.home[-1].due.rows == ()


def test_no_scan_is_missing_for_who_takes_no_papers_or_of_a_case_that_is_not_shown() -> None:
    leader = Room(own_site_id=COMMUNE, role=Role.OBSERVER)
    signed_by_hand(leader, 2)
    assert due(leader).rows == ()
    room = Room(own_site_id=COMMUNE)
    held = signed_by_hand(room, 2)
    room.fake.schedule.cases.clear()
    assert due(room).rows == ()
    room.fake.schedule.cases[CASE] = a_case()
    del room.fake.schedule.signings[held.id]
    room.tell(ScheduleChanged())
    assert room.view.home[-1].due.rows == ()


def test_a_site_that_is_not_known_has_no_name(room: Room) -> None:
    with_dossier(room)
    room.fake.schedule.plans = [a_session("s", 200, SessionStatus.SCHEDULED)]
    due(room)
    del room.fake.schedule.sites[HQ]
    room.tell(ScheduleChanged())
    assert room.view.home[-1].due.rows[0].place == ""
    unit = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    unit.fake.schedule.plans = []
    old = replace(REQUEST, owner_site_id=type(HQ)("gone"), created_at=NOON - timedelta(days=9))
    unit.fake.requests.learn(KnownRequest(request=old, storage=RecordStorage.CITY))
    assert due(unit).rows[0].place == ""
