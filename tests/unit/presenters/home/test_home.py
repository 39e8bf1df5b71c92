from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.casework.matter.case import CaseFlag, PetitionType, Viewing
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import CaseId, SessionId
from desktop.domain.papers.events import PapersChanged
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.gate import GateKind, GateState
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.events import RoomChecked
from desktop.domain.room.measurements import Overall
from desktop.domain.sync.status import Connectivity
from desktop.presenters.home.home_state import HomePeriod, HomeViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.session_verb import SessionVerb
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.checks import GOOD_ROOM, a_report
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION, a_case, a_plan, gates

pytestmark = pytest.mark.unit


def state_of(room: Room) -> HomeViewState:
    return room.view.home[-1]


def a_later_plan(name: str, hours: float, status: SessionStatus) -> SessionPlan:
    start = NOON + timedelta(hours=hours)
    return replace(
        a_plan(SessionId(name)),
        title=f"Buổi {name}",
        scheduled_start=start,
        case_ids=(CaseId("unflagged"),),
        gates=gates(start, GateKind.NOTICE, GateKind.TRIAL),
        status=status,
    )


def test_flagged_cases_stand_first_then_time_decides(room: Room) -> None:
    early = a_later_plan("sớm", -1, SessionStatus.NOTIFIED)
    late = a_later_plan("muộn", 2, SessionStatus.NOTIFIED)
    room.fake.schedule.plans = [late, early, a_plan()]
    room.desk.start()
    assert [row.session_id for row in state_of(room).rows] == [SESSION, "sớm", "muộn"]
    assert state_of(room).rows[0].flags == frozenset({CaseFlag.LARGE_GROUP})


def test_a_row_tells_who_comes_and_who_chairs(room: Room) -> None:
    room.desk.start()
    row = state_of(room).rows[0]
    assert (row.citizen_label, row.group_size) == ("Công dân A", 7)
    assert (row.chair_label, row.central_site_name) == ("Người chủ trì", "Trụ sở thành phố")
    assert (row.own_role, row.is_practice) == (SiteRole.COMPONENT, True)


def test_a_row_of_which_little_is_known_is_shown_all_the_same(room: Room) -> None:
    plan = replace(a_plan(), participants=(), central_site_id=AGENCY, component_site_ids=(COMMUNE,))
    room.fake.schedule.plans = [plan]
    room.fake.schedule.cases = {}
    del room.fake.schedule.sites[AGENCY]
    room.desk.start()
    row = state_of(room).rows[0]
    assert (row.citizen_label, row.group_size, row.central_site_name) == ("", 0, "")
    assert row.own_role is SiteRole.COMPONENT


@pytest.mark.parametrize(
    ("status", "passed", "verb"),
    [
        (SessionStatus.READY, (GateKind.NOTICE, GateKind.TRIAL), SessionVerb.ENTER),
        (SessionStatus.PAUSED, (), SessionVerb.ENTER),
        (SessionStatus.NOTIFIED, (GateKind.NOTICE,), SessionVerb.TRY),
        (SessionStatus.NOTIFIED, (GateKind.NOTICE, GateKind.TRIAL), SessionVerb.OPEN_DOSSIER),
        (SessionStatus.CLOSED, (GateKind.NOTICE,), SessionVerb.OPEN_DOSSIER),
    ],
)
def test_the_verb_of_a_row(
    room: Room, status: SessionStatus, passed: tuple[GateKind, ...], verb: SessionVerb
) -> None:
    start = a_plan().scheduled_start
    room.fake.schedule.plans = [replace(a_plan(), status=status, gates=gates(start, *passed))]
    room.desk.start()
    assert state_of(room).rows[0].verb is verb


def test_a_session_without_gates_offers_its_dossier(room: Room) -> None:
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.NOTIFIED, gates=())]
    room.desk.start()
    assert state_of(room).rows[0].verb is SessionVerb.OPEN_DOSSIER


def test_gates_count_down_and_practice_evidence_is_marked(room: Room) -> None:
    start = NOON + timedelta(hours=2)
    room.fake.schedule.plans = [
        replace(a_plan(), scheduled_start=start, gates=gates(start, GateKind.NOTICE))
    ]
    room.desk.start()
    notice, trial, connected = state_of(room).rows[0].gates
    assert (notice.state, notice.remaining_s, notice.is_practice) == (
        GateState.PASSED,
        None,
        True,
    )
    assert trial.state is GateState.OVERDUE
    assert (connected.state, connected.remaining_s) == (GateState.AHEAD, 3_600)
    assert notice.passed_at == notice.due_at
    assert [one.is_today for one in (notice, trial, connected)] == [False, False, True]
    room.pass_time(10.0)
    assert state_of(room).rows[0].gates[2].remaining_s == 3_590


def test_a_missing_trial_is_told_above_the_list(room: Room) -> None:
    start = NOON + timedelta(hours=2)
    planned = replace(a_plan(), scheduled_start=start, gates=gates(start, GateKind.NOTICE))
    room.fake.schedule.plans = [planned]  # its rooms were called: it is tried no more
    room.desk.start()
    assert state_of(room).message is None
    late = NOON + timedelta(days=3)
    another = replace(planned, id=SessionId("another"), scheduled_start=late)
    another = replace(another, gates=gates(late), status=SessionStatus.NOTIFIED)
    room.fake.schedule.plans = [another]
    room.tell(ScheduleChanged())
    room.desk.home.choose_period(HomePeriod.WEEK)
    assert state_of(room).message is None  # there is time for its trial yet
    room.fake.schedule.plans = [replace(planned, status=SessionStatus.NOTIFIED)]
    room.tell(ScheduleChanged())
    message = state_of(room).message
    assert message is not None
    assert (message.code, message.data) == (
        MessageCode.TRIAL_MISSING,
        {"due": start - timedelta(days=1)},
    )


def test_today_holds_today_and_the_week_holds_the_week(room: Room) -> None:
    room.fake.schedule.plans = [
        a_plan(),
        a_later_plan("mai", 24, SessionStatus.NOTIFIED),
        a_later_plan("tuần sau", 24 * 8, SessionStatus.NOTIFIED),
        a_later_plan("hôm qua", -24, SessionStatus.CLOSED),
        a_later_plan("hôm kia", -48, SessionStatus.IN_SESSION),
        a_later_plan("qua đêm", -24, SessionStatus.IN_SESSION),
    ]
    room.desk.start()
    assert {row.session_id for row in state_of(room).rows} == {SESSION, "qua đêm"}
    room.desk.home.choose_period(HomePeriod.WEEK)
    assert {row.session_id for row in state_of(room).rows} == {SESSION, "mai", "qua đêm"}
    room.desk.home.choose_period(HomePeriod.AHEAD)
    ahead = {SESSION, "mai", "tuần sau", "qua đêm"}
    assert {row.session_id for row in state_of(room).rows} == ahead


def test_the_day_is_that_of_hai_phong(room: Room) -> None:
    room.fake.schedule.plans = [a_later_plan("nay", 0, SessionStatus.NOTIFIED)]
    room.clock.set_wall_clock(NOON + timedelta(hours=11))  # 23:00 there
    room.desk.start()
    assert len(state_of(room).rows) == 1
    room.clock.set_wall_clock(NOON + timedelta(hours=13))  # 01:00 on the next day there
    room.desk.home.draw()
    assert state_of(room).rows == ()


def test_the_search_ignores_marks_and_keeps_the_count(room: Room) -> None:
    room.fake.schedule.plans.append(a_later_plan("khác", 1, SessionStatus.NOTIFIED))
    room.desk.start()
    for text in ("boi thuong", "BỒI  đất", "2026-0147", "cong dan a 2026", "11629 mau thu ky"):
        room.desk.home.search(text)
        assert SESSION in [row.session_id for row in state_of(room).rows]
    room.desk.home.search("không có")
    assert (state_of(room).rows, state_of(room).total_rows) == ((), 2)
    room.desk.home.search("  ")
    assert len(state_of(room).rows) == 2


def test_an_empty_day_says_so(room: Room) -> None:
    room.fake.schedule.plans = []
    room.desk.start()
    message = state_of(room).message
    assert message is not None
    assert (message.code, message.data) == (MessageCode.SCHEDULE_EMPTY, {})
    room.desk.home.choose_period(HomePeriod.WEEK)
    message = state_of(room).message
    assert message is not None
    assert message.code == MessageCode.WEEK_EMPTY
    room.desk.home.choose_period(HomePeriod.AHEAD)
    message = state_of(room).message
    assert message is not None
    assert message.code == MessageCode.AHEAD_EMPTY


def test_an_old_schedule_is_shown_with_its_age(room: Room) -> None:
    room.fake.sync.set_status(
        replace(
            room.fake.sync.status(),
            connectivity=Connectivity.OFFLINE,
            confirmed_at=NOON - timedelta(minutes=9),
        )
    )
    room.desk.start()
    message = state_of(room).message
    assert message is not None
    assert (message.code, message.data) == (
        MessageCode.SCHEDULE_STALE,
        {"at": NOON - timedelta(minutes=9)},
    )
    assert message.action is None, "it is loaded by itself, there is nothing to press"
    assert state_of(room).rows[0].verb is SessionVerb.ENTER


def test_without_the_city_nobody_says_that_the_sites_are_connected_now(room: Room) -> None:
    room.desk.start()
    assert [gate.is_stale for gate in state_of(room).rows[0].gates] == [False, False, False]
    offline = replace(room.fake.sync.status(), connectivity=Connectivity.OFFLINE)
    room.fake.sync.set_status(offline)
    room.deliver()
    assert [gate.is_stale for gate in state_of(room).rows[0].gates] == [False, False, True]


def test_home_says_how_ready_the_room_is_and_how_old_that_is(room: Room) -> None:
    room.desk.start()
    assert state_of(room).room.overall is None
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    ready = state_of(room).room
    assert (ready.overall, ready.good, ready.total) == (Overall.READY, 15, 15)
    assert (ready.checked_at, ready.age_min) == (NOON, 0)
    room.clock.advance(7 * 60 + 5)
    room.desk.home.draw()
    assert state_of(room).room.age_min == 7
    room.clock.set_wall_clock(NOON + timedelta(days=1))
    room.desk.home.draw()
    assert state_of(room).room.overall is None, "yesterday's check says nothing of today"


def test_what_waits_is_summed_up_with_the_age_of_the_oldest(room: Room) -> None:
    room.desk.start()
    room.fake.sync.set_status(
        replace(
            room.fake.sync.status(),
            pending_operations=2,
            pending_papers=1,
            pending_bytes=99,
            oldest_pending_at=NOON - timedelta(hours=2),
        )
    )
    room.deliver()
    unsent = state_of(room).unsent
    assert (unsent.items, unsent.refused, unsent.size_bytes, unsent.oldest_s) == (3, 0, 99, 7_200)


def test_enter_on_a_row_goes_where_its_verb_says(room: Room) -> None:
    room.fake.schedule.plans = [
        a_plan(),
        a_later_plan("mở", 1, SessionStatus.NOTIFIED),
        replace(a_later_plan("thử", 2, SessionStatus.NOTIFIED), gates=gates(NOON)),
        a_later_plan("đã thử", 3, SessionStatus.NOTIFIED),
    ]
    room.desk.start()
    room.desk.home.activate(SessionId("unknown"))
    assert room.view.shell[-1].screen is Screen.HOME
    room.desk.home.open_dossier(SessionId("mở"))
    dossier = state_of(room).dossier
    assert dossier is not None
    assert (dossier.title, dossier.case_code, dossier.request) == ("Buổi mở", "", "")
    room.desk.home.close_dossier()
    assert state_of(room).dossier is None
    room.desk.home.activate(SessionId("đã thử"))
    dossier = state_of(room).dossier
    assert dossier is not None
    assert dossier.title == "Buổi đã thử"
    room.desk.home.close_dossier()
    room.desk.home.activate(SESSION)
    assert [state.session_id for state in room.view.pre_join] == [SESSION]
    room.pre_join.back()
    room.desk.home.activate(SessionId("thử"))
    assert [state.session_id for state in room.view.trial] == [SessionId("thử")]


def test_a_dossier_says_how_its_session_was_ended(room: Room) -> None:
    ending = SessionEnding(
        status=SessionStatus.REFUSED, reason="Gây rối, đã nhắc ba lần", at=room.clock.now()
    )
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.CLOSED, ending=ending)]
    room.desk.start()
    room.deliver()
    room.desk.home.open_dossier(SESSION)
    dossier = state_of(room).dossier
    assert dossier is not None
    assert dossier.ending == ending
    assert (dossier.verb, dossier.is_over) == (SessionVerb.OPEN_DOSSIER, True)
    assert state_of(room).rows[0].status is SessionStatus.REFUSED


def test_a_dossier_shows_case_and_people(room: Room) -> None:
    room.desk.start()
    room.desk.home.open_dossier(SESSION)
    dossier = state_of(room).dossier
    assert dossier is not None
    assert (dossier.case_code, dossier.request) == (a_case().code, a_case().request)
    assert dossier.previous_result == a_case().previous_result
    assert (dossier.verb, dossier.is_over) == (SessionVerb.ENTER, False)
    assert [person.site_name for person in dossier.people][:3] == [
        "Trụ sở thành phố",
        "Trụ sở thành phố",
        "UBND xã An Lão",
    ]
    del room.fake.schedule.sites[HQ]
    room.desk.home.draw()
    dossier = state_of(room).dossier
    assert dossier is not None
    assert dossier.people[0].site_name == ""


def test_the_dossier_of_a_denunciation_has_no_history(room: Room) -> None:
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases[case.id] = case
    room.desk.start()
    room.desk.home.open_dossier(SESSION)
    dossier = state_of(room).dossier
    assert dossier is not None
    assert (dossier.request, dossier.previous_result) == (case.request, "")


def test_a_dossier_that_is_opened_is_noted_also_of_who_finds_it_open(room: Room) -> None:
    noted = room.fake.views.noted
    room.desk.start()
    room.desk.home.open_dossier(SessionId("gone"))
    assert noted == []
    room.desk.home.open_dossier(SESSION)
    assert noted == [(SESSION, Viewing.DOSSIER)]
    noted.clear()
    room.desk.home.start()
    assert noted == [(SESSION, Viewing.DOSSIER)]
    noted.clear()
    room.desk.home.close_dossier()
    room.desk.home.start()
    assert noted == []


def test_a_session_that_vanishes_is_found_by_no_search(room: Room) -> None:
    room.desk.start()
    room.desk.home.open_dossier(SessionId("gone"))
    assert state_of(room).dossier is None


def test_f5_asks_the_city_and_ticks_within_a_second_draw_nothing(room: Room) -> None:
    room.desk.start()
    room.desk.home.refresh()
    assert room.fake.sync.wakes == 1
    room.deliver()
    before = len(room.view.home)
    room.clock.advance(0.2)
    room.desk.on_tick()
    room.tell(PapersChanged(session_id=SESSION, document_ids=frozenset()))
    assert len(room.view.home) == before
