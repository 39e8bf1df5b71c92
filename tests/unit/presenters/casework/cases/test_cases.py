"""Vụ việc: the list, the page of one case, and what is kept from whom."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.access.rights import MATRIX, Right
from desktop.domain.casework.events import CasesChanged
from desktop.domain.casework.matter.case import Case, CaseFlag, PetitionType, Viewing
from desktop.domain.casework.matter.flags import FlagReason
from desktop.domain.casework.matter.reception_request import (
    KnownRequest,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.ids import CaseId, SessionId, SiteId, UserId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.events import CalendarChanged, ScheduleChanged
from desktop.domain.reception.gate import GateKind, GateState
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.condition import Checked
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import Connectivity
from desktop.presenters.casework.cases.cases import MOST_SHOWN
from desktop.presenters.casework.cases.cases_state import CasePage, CasesViewState, CaseViewState
from desktop.presenters.shell.menu import may_open
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.session_verb import SessionVerb
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import ONLINE, REJECTED, REQUEST
from tests.samples.checks import GOOD_ROOM, POOR_ROOM
from tests.samples.conditions import a_condition, a_last_check
from tests.samples.receptions import CASE, COMMUNE, HQ, SESSION, a_case, a_plan, an_officer, gates

pytestmark = pytest.mark.unit

OTHER = replace(
    a_case(), id=CaseId("other"), code="2026-0151", title="Đường vào khu dân cư", group_size=1,
    flags=frozenset(), previous_result="",
)  # fmt: skip


def a_session(
    name: str, hours: float, status: SessionStatus, case_id: CaseId = CASE
) -> SessionPlan:
    start = NOON + timedelta(hours=hours)
    return replace(
        a_plan(SessionId(name)),
        scheduled_start=start,
        scheduled_end=start + timedelta(minutes=90),
        case_ids=(case_id,),
        gates=gates(start, GateKind.NOTICE),
        status=status,
    )


def screen(room: Room) -> Screen:
    return room.desk.shell.screen


def a_list(room: Room) -> CasesViewState:
    room.desk.start()
    room.desk.navigate(Screen.CASES)
    room.deliver()
    return room.view.cases[-1]


def opened(room: Room, case_id: CaseId = CASE) -> CaseViewState:
    a_list(room)
    room.desk.cases.open(case_id)
    room.deliver()
    assert screen(room) is Screen.CASE
    return room.view.case[-1]


def page_of(room: Room, case_id: CaseId = CASE) -> CasePage:
    page = opened(room, case_id).page
    assert page is not None
    return page


def with_other(room: Room, *plans: SessionPlan) -> Room:
    room.fake.schedule.cases[OTHER.id] = OTHER
    room.fake.schedule.plans += plans
    return room


def denounced(*, listed: bool) -> Room:
    room = Room()
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases = {CASE: case}
    known = frozenset({CASE} if listed else set[CaseId]())
    room.fake.access.people = (replace(an_officer(), denunciations=known),)
    return room


# ---- the list --------------------------------------------------------------------------------


def test_what_is_received_next_comes_first_then_the_newest(room: Room) -> None:
    third = replace(OTHER, id=CaseId("third"), code="2026-0001")
    room.fake.schedule.cases[third.id] = third
    old = a_session("old", -500, SessionStatus.CLOSED, OTHER.id)
    state = a_list(with_other(room, old))
    assert [row.case_id for row in state.rows] == [CASE, OTHER.id, third.id]
    first, second, last = state.rows
    assert (first.next_at, first.next_status) == (a_plan().scheduled_start, a_plan().status)
    assert (second.next_at, second.last_at) == (None, old.scheduled_start)
    assert (last.next_at, last.last_at) == (None, None)
    assert (state.total, state.more, state.message) == (3, 0, None)


@pytest.mark.parametrize("search", ["duong VAO", "0151", "Đường khu", " "])
def test_it_is_found_by_code_and_title_without_marks(room: Room, search: str) -> None:
    a_list(with_other(room))
    room.desk.cases.search(search)
    found = [row.case_id for row in room.view.cases[-1].rows]
    assert OTHER.id in found
    assert (CASE in found) is (not search.strip())


def test_more_than_a_page_is_counted_and_not_drawn(room: Room) -> None:
    for number in range(MOST_SHOWN + 5):
        case = replace(OTHER, id=CaseId(f"c{number}"), code=f"2025-{number:04}")
        room.fake.schedule.cases[case.id] = case
    state = a_list(room)
    assert (len(state.rows), state.more, state.total) == (MOST_SHOWN, 6, MOST_SHOWN + 6)


def test_nothing_is_said_while_nothing_is_known(room: Room) -> None:
    room.fake.schedule.cases = {}
    message = a_list(room).message
    assert message is not None
    assert message.code == MessageCode.CASES_EMPTY


def test_a_case_that_comes_is_drawn_and_a_session_that_is_over_is_no_next_one(room: Room) -> None:
    assert len(a_list(room).rows) == 1
    with_other(room, a_session("later", 2, SessionStatus.NOTIFIED, OTHER.id))
    room.tell(CasesChanged())
    assert [row.next_at is None for row in room.view.cases[-1].rows] == [False, False]
    drawn = len(room.view.cases)
    room.tell(CalendarChanged())
    room.desk.on_tick()
    assert len(room.view.cases) == drawn
    room.clock.advance(4 * 3_600)
    room.desk.cases.on_tick()
    (later,) = (row for row in room.view.cases[-1].rows if row.case_id == OTHER.id)
    assert later.next_at is None


def test_whoever_sits_down_finds_no_search_of_the_one_before(room: Room) -> None:
    a_list(room)
    room.desk.cases.search("0147")
    room.desk.navigate(Screen.HOME)
    room.desk.navigate(Screen.CASES)
    assert room.view.cases[-1].search == "0147"
    person = room.fake.access.person
    assert person is not None
    room.fake.access.person = replace(person, officer=replace(person.officer, id=UserId("next")))
    room.desk.navigate(Screen.CASES)
    assert room.view.cases[-1].search == ""


def test_before_it_was_drawn_a_tick_draws_it(room: Room) -> None:
    room.desk.cases.on_tick()
    assert len(room.view.cases) == 1
    room.fake.access.person = None
    room.desk.cases.start()
    assert room.view.cases[-1].rows == ()


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_no_cases_has_no_such_screen(role: Role) -> None:
    for screen in (Screen.CASES, Screen.CASE):
        assert may_open(screen, MATRIX[role]) is (Right.READ_CASE in MATRIX[role])


def test_f5_asks_the_city(room: Room) -> None:
    opened(room)
    before = room.fake.sync.wakes
    room.desk.cases.refresh()
    room.desk.case_page.refresh()
    assert room.fake.sync.wakes == before + 2


# ---- the page --------------------------------------------------------------------------------


def test_a_page_says_what_is_asked_and_what_is_next(room: Room) -> None:
    page = page_of(room)
    assert (page.code, page.title, page.request) == (
        a_case().code, a_case().title, a_case().request,
    )  # fmt: skip
    assert page.next is not None
    assert (page.next.session_id, page.next.verb, page.next.is_today) == (
        SESSION, SessionVerb.ENTER, True,
    )  # fmt: skip
    assert [gate.cell.state for gate in page.gates] == [GateState.PASSED] * 3
    assert {gate.evidence for gate in page.gates} == {"diễn tập"}
    assert [site.site_name for site in page.people] == [
        "Trụ sở thành phố", "UBND xã An Lão", "Sở chuyên môn",
    ]  # fmt: skip
    assert [one.label for one in page.people[0].people] == ["Người chủ trì", "Thư ký"]


def test_a_flag_is_told_with_the_facts_that_are_known(room: Room) -> None:
    room.fake.schedule.cases[CASE] = replace(a_case(), flags=frozenset(CaseFlag))
    room.fake.schedule.plans += [
        a_session(f"s{n}", -100 * n, SessionStatus.CLOSED) for n in (1, 2, 3)
    ]
    page = page_of(room)
    assert page.times_received == 3
    assert {one.flag: one.reasons for one in page.flags} == {
        CaseFlag.LARGE_GROUP: (FlagReason.GROUP_SIZE,),
        CaseFlag.COMPLEX: (),
        CaseFlag.PROLONGED: (FlagReason.RECEPTIONS,),
    }


def test_history_is_at_most_five_sessions_that_are_over_each_with_its_result(room: Room) -> None:
    ending = SessionEnding(
        status=SessionStatus.ADJOURNED, reason="Hẹn ngày khác để đo lại", at=NOON
    )
    room.fake.schedule.plans += [
        replace(a_session("s1", -24, SessionStatus.CLOSED), ending=ending),
        replace(a_session("s2", -48, SessionStatus.POSTPONED), call_off_reason="Chủ trì ốm"),
        *(a_session(f"s{n}", -24 * n, SessionStatus.CLOSED) for n in range(3, 8)),
    ]
    page = page_of(room)
    assert [one.session_id for one in page.history] == ["s1", "s2", "s3", "s4", "s5"]
    assert [(one.status, one.reason) for one in page.history[:3]] == [
        (SessionStatus.ADJOURNED, "Hẹn ngày khác để đo lại"),
        (SessionStatus.POSTPONED, "Chủ trì ốm"),
        (SessionStatus.CLOSED, ""),
    ]
    assert page.previous_result == a_case().previous_result
    assert len(page.sessions) == 8


def test_a_session_says_what_was_measured_of_its_rooms_before_the_opening(room: Room) -> None:
    (plan,) = room.fake.schedule.plans
    check = a_last_check(GOOD_ROOM, NOON)
    old = a_last_check(POOR_ROOM, NOON - timedelta(days=2))
    room.fake.schedule.conditions[SESSION] = a_condition(
        SESSION, NOON, {HQ: check, COMMUNE: old, SiteId("gone"): None}
    )
    (one,) = page_of(room).sessions
    assert one.session_id == plan.id
    assert [(each.site_name, each.checked, each.check) for each in one.rooms] == [
        ("Trụ sở thành phố", Checked.THAT_DAY, check),
        ("UBND xã An Lão", Checked.EARLIER, old),
        ("", Checked.NEVER, None),
    ]


def test_of_a_session_that_was_not_opened_no_room_is_told(room: Room) -> None:
    (one,) = page_of(room).sessions
    assert one.rooms == ()


def test_without_a_session_to_come_people_are_of_the_newest_and_no_gate_is_shown(
    room: Room,
) -> None:
    old = a_session("old", -500, SessionStatus.CLOSED, OTHER.id)
    page = page_of(with_other(room, old), OTHER.id)
    assert (page.next, page.gates, page.people_at) == (None, (), old.scheduled_start)
    assert len(page.people) == 3


def test_a_case_without_a_session_says_so_by_saying_nothing(room: Room) -> None:
    page = page_of(with_other(room), OTHER.id)
    assert (page.sessions, page.people, page.people_at, page.history) == ((), (), None, ())
    assert page.has_history


def test_a_site_of_which_nothing_is_known_has_no_name(room: Room) -> None:
    del room.fake.schedule.sites[HQ]
    assert page_of(room).people[0].site_name == ""


def test_countdowns_run_on_and_the_line_is_told(room: Room) -> None:
    room.fake.schedule.plans = [a_session("next", 2, SessionStatus.TRIAL_PASSED)]
    page = page_of(room)
    assert page.gates[2].cell.remaining_s == 3_600
    room.pass_time(1)
    shown = room.view.case[-1].page
    assert shown is not None
    assert shown.gates[2].cell.remaining_s == 3_599
    status = replace(room.fake.sync.status(), connectivity=Connectivity.OFFLINE)
    room.fake.sync.set_status(status)
    room.deliver()
    shown = room.view.case[-1].page
    assert shown is not None
    assert shown.gates[2].cell.is_stale


def test_the_button_leads_into_the_room_or_to_the_trial(room: Room) -> None:
    opened(room)
    room.desk.case_page.activate(SessionId("another"))
    assert screen(room) is Screen.CASE
    room.desk.case_page.activate(SESSION)
    assert screen(room) is Screen.PRE_JOIN
    other = Room()
    other.fake.schedule.plans = [a_session("next", 48, SessionStatus.NOTIFIED)]
    opened(other)
    other.desk.case_page.activate(SessionId("next"))
    assert screen(other) is Screen.TRIAL


def test_a_session_that_nobody_can_enter_yet_has_no_button(room: Room) -> None:
    tried = a_session("next", 48, SessionStatus.TRIAL_PASSED)
    room.fake.schedule.plans = [
        replace(tried, gates=gates(tried.scheduled_start, GateKind.NOTICE, GateKind.TRIAL))
    ]
    page = page_of(room)
    assert page.next is not None
    assert page.next.verb is SessionVerb.OPEN_DOSSIER
    room.desk.case_page.activate(SessionId("next"))
    assert screen(room) is Screen.CASE


def test_a_row_opens_the_dossier_of_its_session_where_this_site_has_a_seat(room: Room) -> None:
    foreign = replace(a_session("foreign", -99, SessionStatus.CLOSED), component_site_ids=())
    room.fake.schedule.plans.append(foreign)
    page = page_of(room)
    assert {one.session_id: one.has_seat for one in page.sessions} == {
        SESSION: True, "foreign": False,
    }  # fmt: skip
    room.desk.case_page.open_session(SessionId("foreign"))
    assert screen(room) is Screen.CASE
    room.desk.case_page.open_session(SESSION)
    assert screen(room) is Screen.HOME
    dossier = room.view.home[-1].dossier
    assert dossier is not None
    assert dossier.session_id == SESSION


def test_a_case_that_is_gone_is_said_to_be(room: Room) -> None:
    opened(room)
    room.fake.schedule.cases = {}
    room.tell(ScheduleChanged())
    state = room.view.case[-1]
    assert state.page is None
    assert state.message is not None
    assert state.message.code == MessageCode.CASE_GONE
    room.desk.case_page.activate(SESSION)
    room.desk.case_page.open_session(SESSION)
    assert screen(room) is Screen.CASE
    room.desk.on_event(CalendarChanged())


def test_without_a_case_chosen_nothing_is_opened_nor_noted(room: Room) -> None:
    room.desk.start()
    room.desk.navigate(Screen.CASE)
    assert room.view.case[-1].page is None
    assert room.fake.views.noted == []


# ---- denunciations ---------------------------------------------------------------------------


def test_the_opening_of_a_denunciation_is_noted_and_it_has_no_history() -> None:
    room = denounced(listed=True)
    room.fake.schedule.plans.append(a_session("old", -99, SessionStatus.CLOSED))
    page = page_of(room)
    assert (page.history, page.has_history, page.previous_result) == ((), False, "")
    assert room.fake.views.noted == [(SESSION, Viewing.DOSSIER)]


def test_who_is_not_on_the_list_finds_it_by_its_whole_code_alone() -> None:
    room = denounced(listed=False)
    state = a_list(room)
    assert (state.rows, state.total, state.kept) == ((), 0, None)
    for search in ("2026", "Bồi thường", a_case().code[:-1]):
        room.desk.cases.search(search)
        assert room.view.cases[-1].kept is None
    room.desk.cases.search(f" {a_case().code} ")
    kept = room.view.cases[-1].kept
    assert kept is not None
    assert (kept.case_id, kept.code) == (CASE, a_case().code)


def test_what_is_kept_from_somebody_says_whom_to_ask_and_the_attempt_is_noted() -> None:
    room = denounced(listed=False)
    state = opened(room)
    assert state.page is None
    assert state.message is not None
    assert state.message.code == MessageCode.CASE_KEPT
    assert state.message.data == {"unit": "Trụ sở thành phố"}
    assert room.fake.views.noted == [(SESSION, Viewing.DENIED)]


def test_a_case_that_becomes_a_denunciation_while_it_is_open_is_shut(room: Room) -> None:
    room.fake.access.people = (replace(an_officer(), denunciations=frozenset()),)
    assert opened(room).page is not None
    room.fake.schedule.cases[CASE] = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.tell(CasesChanged())
    assert room.view.case[-1].page is None
    assert room.fake.views.noted[-1] == (SESSION, Viewing.DENIED)


def test_of_a_case_without_a_session_the_unit_is_not_known() -> None:
    room = denounced(listed=False)
    room.fake.schedule.plans = []
    message = opened(room).message
    assert message is not None
    assert message.data == {"unit": ""}
    assert room.fake.views.noted == []


def test_who_reads_no_cases_finds_none_by_code_either() -> None:
    room = denounced(listed=False)
    room.fake.access.person = None
    room.desk.cases.search(a_case().code)
    assert room.view.cases[-1].kept is None


def test_a_case_by_its_code_is_kept_from_nobody_who_may_see_it(room: Room) -> None:
    a_list(room)
    room.desk.cases.search(a_case().code)
    assert room.view.cases[-1].kept is None
    assert [row.case_id for row in room.view.cases[-1].rows] == [CASE]


def test_the_same_code_is_asked_of_every_case(room: Room) -> None:
    secret: Case = replace(
        OTHER, code=a_case().code, id=CaseId("same"), petition_type=PetitionType.DENUNCIATION
    )
    room.fake.schedule.cases[secret.id] = secret
    room.fake.access.people = (replace(an_officer(), denunciations=frozenset()),)
    a_list(room)
    room.desk.cases.search(a_case().code)
    kept = room.view.cases[-1].kept
    assert kept is not None
    assert kept.case_id == "same"


ASKED = replace(REQUEST, owner_site_id=COMMUNE, petition_type=PetitionType.COMPLAINT)


def listed(room: Room) -> list[str]:
    room.desk.start()
    room.desk.navigate(Screen.CASES)
    room.desk.cases.refresh()
    room.deliver()
    return [row.case_id for row in room.desk.cases.state().rows if row.asked_at is not None]


@pytest.mark.parametrize(
    ("request_", "decision", "is_listed"),
    [
        (ASKED, None, True),
        (ASKED, replace(ONLINE, owner_site_id=HQ, unit_site_id=COMMUNE), True),
        (ASKED, replace(REJECTED, owner_site_id=HQ, unit_site_id=COMMUNE), False),
        (replace(ASKED, petition_type=None), None, False),
        (replace(ASKED, owner_site_id=HQ), None, False),
        (replace(ASKED, case_id=CASE), None, False),
    ],
)
def test_a_request_of_this_unit_stands_among_the_cases_until_it_is_one(
    request_: ReceptionRequest, decision: RequestDecision | None, is_listed: bool
) -> None:
    room = Room()
    room.fake.requests.learn(
        KnownRequest(request=request_, storage=RecordStorage.CITY, decision=decision)
    )
    assert listed(room) == ([request_.id] if is_listed else [])


def test_the_page_of_a_request_takes_papers_and_says_what_it_is(tmp_path: Path) -> None:
    room = Room()
    room.fake.requests.learn(KnownRequest(request=ASKED, storage=RecordStorage.CITY))
    (case_id,) = listed(room)
    room.desk.cases.open(CaseId(case_id))
    room.deliver()
    page = room.view.case[-1].page
    assert page is not None
    assert (page.code, page.asked_at) == ("", ASKED.created_at)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    room.desk.case_page.papers.add(path)
    room.deliver()
    papers = room.view.case[-1].papers
    assert papers is not None
    assert len(papers.lines) == 1


def test_who_may_not_read_requests_sees_none_among_the_cases() -> None:
    room = Room(role=Role.AGENCY_USER)
    room.fake.requests.learn(KnownRequest(request=ASKED, storage=RecordStorage.CITY))
    assert listed(room) == []
