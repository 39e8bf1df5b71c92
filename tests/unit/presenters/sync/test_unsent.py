from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import KnownItem
from desktop.domain.casework.intake import KnownIntake, joined
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId
from desktop.domain.media.events import LevelsChanged
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.reports.unit_report import ReportState
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.domain.sync.status import Connectivity, Refusal, SyncStatus
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.sync.unsent_state import SendState, UnsentViewState
from desktop.presenters.view.message import MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CASE_PAPER, INTAKE, an_intake
from tests.samples.conclusions import an_item
from tests.samples.receptions import CASE, COMMUNE, HQ, SESSION, a_case, a_paper, a_plan
from tests.samples.unit_reports import a_difficulty, a_focal_point, a_sheet
from tests.screens.register_states import GROUP, PROPOSAL, known

pytestmark = pytest.mark.unit


def state_of(room: Room) -> UnsentViewState:
    return room.view.unsent[-1]


def shown(room: Room, status: SyncStatus | None = None) -> UnsentViewState:
    if status is not None:
        room.fake.sync.set_status(status)
    room.desk.start()
    room.desk.navigate(Screen.UNSENT)
    room.deliver()
    return state_of(room)


def a_line(name: str, storage: RecordStorage, site_id: SiteId = COMMUNE) -> MinuteLine:
    return MinuteLine(
        id=MinuteLineId(name),
        session_id=SESSION,
        owner_site_id=site_id,
        at=NOON,
        speaker="Công dân A",
        kind=MinuteLineKind.STATEMENT,
        text="x",
        storage=storage,
    )


def test_all_sent_is_said_with_the_hour_of_the_confirmation(room: Room) -> None:
    state = shown(room, replace(room.fake.sync.status(), confirmed_at=NOON))
    assert (state.message.code, state.message.data) == (MessageCode.ALL_SENT, {"at": NOON})
    assert not state.can_send_now
    assert state.rows == ()
    assert state.oldest_s is None


def test_all_sent_before_any_confirmation_names_no_hour(room: Room) -> None:
    assert shown(room).message.data == {}


def test_what_waits_is_counted_and_can_be_sent_now(room: Room) -> None:
    state = shown(
        room,
        replace(
            room.fake.sync.status(),
            pending_operations=2,
            pending_papers=1,
            pending_bytes=412,
            oldest_pending_at=NOON - timedelta(minutes=61, seconds=20),
        ),
    )
    assert state.message.code == MessageCode.UNSENT
    assert state.message.data == {"items": 3, "bytes": 412}
    assert state.message.action is MessageAction.SEND_NOW
    assert (state.can_send_now, state.oldest_s) == (True, 61 * 60)
    room.desk.unsent.send_now()
    assert (room.fake.sync.wakes, room.fake.sync.forced) == (1, 1)


def test_papers_that_wait_for_their_hours_are_no_warning(room: Room) -> None:
    status = replace(room.fake.sync.status(), pending_papers=2, pending_bytes=41, held_until=NOON)
    state = shown(room, status)
    assert (state.message.code, state.message.tone) == (MessageCode.UNSENT_HELD, Tone.INFO)
    assert state.message.data == {"items": 2, "bytes": 41, "at": NOON}
    assert (state.message.action, state.can_send_now) == (MessageAction.SEND_NOW, True)


def test_what_was_refused_is_the_gravest(room: Room) -> None:
    state = shown(
        room,
        replace(
            room.fake.sync.status(),
            refused_operations=2,
            pending_operations=5,
            connectivity=Connectivity.REFUSED,
        ),
    )
    assert (state.message.code, state.message.data) == (MessageCode.SEND_REFUSED, {"count": 2})
    assert not state.can_send_now


def test_what_was_refused_is_said_and_can_be_tried_once_more(room: Room) -> None:
    room.fake.papers.put(replace(a_paper(), transfer=PaperTransfer.REFUSED))
    state = shown(room, replace(room.fake.sync.status(), refused_operations=1))
    assert (state.message.code, state.message.data) == (MessageCode.SEND_REFUSED, {"count": 1})
    assert [one.papers.state for one in state.rows] == [SendState.REFUSED]
    assert state.can_send_now


def test_each_session_says_where_its_minutes_and_papers_are(room: Room) -> None:
    room.fake.minutes.put(
        a_line("one", RecordStorage.CITY),
        a_line("two", RecordStorage.HERE),
        a_line("theirs", RecordStorage.HERE, HQ),
    )
    room.fake.papers.put(replace(a_paper(), transfer=PaperTransfer.SENDING, sent_bytes=500))
    room.fake.papers.put(replace(a_paper("two"), transfer=PaperTransfer.HERE))
    room.fake.papers.put(replace(a_paper("theirs"), owner_site_id=HQ))
    (row,) = shown(room).rows
    assert (row.minutes.state, row.minutes.items, row.minutes.waiting) == (
        SendState.WAITING,
        2,
        1,
    )
    assert (row.papers.state, row.papers.items, row.papers.waiting) == (SendState.SENDING, 2, 2)
    assert row.papers.progress == 0.25


def test_papers_for_which_the_city_has_no_room_say_so_and_do_not_move(room: Room) -> None:
    room.fake.papers.put(replace(a_paper(), transfer=PaperTransfer.CITY_FULL, sent_bytes=500))
    room.fake.papers.put(replace(a_paper("two"), transfer=PaperTransfer.SENDING, sent_bytes=10))
    (row,) = shown(room).rows
    assert (row.papers.state, row.papers.waiting) == (SendState.CITY_FULL, 2)
    assert row.papers.progress is None
    room.fake.papers.put(replace(a_paper("three"), transfer=PaperTransfer.REFUSED))
    room.deliver()
    assert state_of(room).rows[0].papers.state is SendState.REFUSED


def test_refused_and_confirmed_items_are_told_apart(room: Room) -> None:
    room.fake.minutes.put(a_line("one", RecordStorage.REFUSED))
    room.fake.papers.put(a_paper())
    (row,) = shown(room).rows
    assert (row.minutes.state, row.minutes.refused) == (SendState.REFUSED, 1)
    assert (row.papers.state, row.papers.progress) == (SendState.CONFIRMED, None)


def test_a_paper_of_no_size_has_no_progress(room: Room) -> None:
    room.fake.papers.put(replace(a_paper(), transfer=PaperTransfer.SENDING, size_bytes=0))
    (row,) = shown(room).rows
    assert row.papers.progress is None
    assert row.minutes.state is SendState.NOTHING


def test_what_waits_stands_before_what_is_confirmed_and_newer_before_older(room: Room) -> None:
    older = replace(a_plan(SessionId("older")), scheduled_start=NOON - timedelta(days=1))
    oldest = replace(a_plan(SessionId("oldest")), scheduled_start=NOON - timedelta(days=2))
    room.fake.schedule.plans = [a_plan(), older, oldest]
    for session_id, storage in (
        (SESSION, RecordStorage.CITY),
        (older.id, RecordStorage.HERE),
        (oldest.id, RecordStorage.CITY),
    ):
        line = replace(a_line(f"line-{session_id}", storage), session_id=session_id)
        room.fake.minutes.put(line)
    assert [row.session_id for row in shown(room).rows] == ["older", SESSION, "oldest"]


def test_a_line_that_is_confirmed_changes_the_row_without_a_click(room: Room) -> None:
    room.fake.minutes.put(a_line("one", RecordStorage.HERE))
    shown(room)
    room.fake.minutes.put(a_line("one", RecordStorage.CITY))
    room.deliver()
    assert state_of(room).rows[0].minutes.state is SendState.CONFIRMED


def test_levels_and_ticks_draw_nothing_new(room: Room) -> None:
    shown(room)
    before = len(room.view.unsent)
    room.tell(LevelsChanged(levels=()))
    room.pass_time(1.0)
    assert len(room.view.unsent) == before


def test_reports_of_the_unit_are_counted_and_those_of_others_are_not(room: Room) -> None:
    reports = room.fake.reports
    reports.file(a_focal_point(COMMUNE), ReportState.HERE)
    reports.file(a_difficulty(COMMUNE), ReportState.RECEIVED)
    reports.file(a_focal_point("other", "other"), ReportState.HERE)
    cell = shown(room).reports
    assert (cell.state, cell.items, cell.waiting) == (SendState.WAITING, 2, 1)
    reports.file(a_sheet(COMMUNE), ReportState.REFUSED)
    room.deliver()
    cell = state_of(room).reports
    assert (cell.state, cell.waiting, cell.refused) == (SendState.REFUSED, 1, 1)
    assert state_of(room).refused_reports is EntityKind.READINESS_SHEET


def test_an_intake_that_waits_or_was_refused_is_told_with_the_reason_of_its_part(
    room: Room,
) -> None:
    intakes = room.fake.intakes
    intakes.learn(KnownIntake(intake=joined(INTAKE), storage=RecordStorage.CITY))
    waiting = joined(an_intake("waiting"))
    intakes.learn(KnownIntake(intake=waiting, storage=RecordStorage.HERE, is_at_city=False))
    cell = shown(room).reports
    assert (cell.state, cell.items, cell.waiting) == (SendState.WAITING, 1, 1)
    intakes.learn(KnownIntake(intake=waiting, storage=RecordStorage.REFUSED, is_at_city=False))
    refusals = (Refusal(entity_id=waiting.petitions[0].id, reason="bad_body"),)
    room.fake.sync.set_status(replace(room.fake.sync.status(), refusals=refusals))
    room.deliver()
    cell = state_of(room).reports
    assert (cell.state, cell.refused, cell.reason) == (SendState.REFUSED, 1, "bad_body")
    assert state_of(room).refused_reports is EntityKind.VISIT


def test_a_visit_that_was_refused_itself_is_told_with_its_own_reason(room: Room) -> None:
    known = KnownIntake(intake=joined(INTAKE), storage=RecordStorage.REFUSED, is_at_city=False)
    room.fake.intakes.learn(known)
    refusals = (Refusal(entity_id=INTAKE.visit.id, reason="bad_move"),)
    state = shown(room, replace(room.fake.sync.status(), refusals=refusals))
    assert state.reports.reason == "bad_move"


def test_a_row_of_the_register_waits_and_is_told_when_it_is_refused(room: Room) -> None:
    register = room.fake.register
    register.learn(known(GROUP, 214))
    register.learn(known(PROPOSAL, None))
    cell = shown(room).reports
    assert (cell.state, cell.items, cell.waiting) == (SendState.WAITING, 1, 1)
    register.learn(replace(known(PROPOSAL, None), storage=RecordStorage.REFUSED))
    room.deliver()
    assert state_of(room).reports.refused == 1
    assert state_of(room).refused_reports is EntityKind.REGISTER_ENTRY


def test_a_task_of_a_conclusion_waits_and_is_told_when_it_is_refused(room: Room) -> None:
    task = KnownItem(item=an_item(ItemStatus.ISSUED), storage=RecordStorage.HERE, is_at_city=False)
    room.fake.conclusions.learn(task)
    cell = shown(room).reports
    assert (cell.state, cell.items, cell.waiting) == (SendState.WAITING, 1, 1)
    room.fake.conclusions.learn(replace(task, storage=RecordStorage.REFUSED))
    room.deliver()
    assert state_of(room).reports.refused == 1
    assert state_of(room).refused_reports is EntityKind.CONCLUSION_ITEM


def test_a_sheet_whose_photos_wait_for_room_at_the_city_is_told_as_papers_are(room: Room) -> None:
    reports = room.fake.reports
    reports.file(a_focal_point(COMMUNE), ReportState.HERE)
    reports.file(a_sheet(COMMUNE), ReportState.CITY_FULL)
    cell = shown(room).reports
    assert (cell.state, cell.items, cell.waiting) == (SendState.CITY_FULL, 2, 2)
    reports.file(a_difficulty(COMMUNE), ReportState.REFUSED)
    room.deliver()
    assert state_of(room).reports.state is SendState.REFUSED


def test_why_the_city_did_not_take_something_stands_in_its_row(room: Room) -> None:
    room.fake.minutes.put(a_line("one", RecordStorage.REFUSED), a_line("two", RecordStorage.HERE))
    room.fake.papers.put(replace(a_paper(), transfer=PaperTransfer.REFUSED))
    refusals = (
        Refusal(entity_id="one", reason="bad_body"),
        Refusal(entity_id="paper-1", reason="too_large"),
    )
    status = replace(
        room.fake.sync.status(),
        pending_operations=1,
        refused_operations=len(refusals),
        refusals=refusals,
    )
    state = shown(room, status)
    (row,) = state.rows
    assert (row.minutes.reason, row.papers.reason) == ("bad_body", "too_large")
    assert (row.minutes.waiting, row.minutes.refused) == (1, 1)
    assert (state.items, state.refused, state.refused_reports) == (1, 2, None)
    room.fake.sync.set_status(replace(status, refusals=()))
    room.deliver()
    assert state_of(room).rows[0].minutes.reason == ""


def test_entries_of_dossiers_have_a_line_until_the_city_has_them_whole(room: Room) -> None:
    dossier = room.fake.dossier
    paper = replace(CASE_PAPER, case_id=CASE, owner_site_id=COMMUNE, site_id=COMMUNE)
    dossier.learn(replace(paper, id=DocumentId("theirs"), owner_site_id=HQ))
    assert shown(room).dossiers.state is SendState.NOTHING
    dossier.learn(paper)
    room.deliver()
    cell = state_of(room).dossiers
    assert (cell.state, cell.items, cell.waiting) == (SendState.WAITING, 1, 1)
    assert state_of(room).kept_entries == 0
    dossier.learn(paper, transfer=PaperTransfer.CITY_FULL)
    room.deliver()
    assert state_of(room).dossiers.state is SendState.CITY_FULL
    dossier.learn(paper, storage=RecordStorage.REFUSED)
    refusals = (Refusal(entity_id=paper.id, reason="unknown_case"),)
    room.fake.sync.set_status(replace(room.fake.sync.status(), refusals=refusals))
    room.deliver()
    cell = state_of(room).dossiers
    assert (cell.state, cell.refused, cell.reason) == (SendState.REFUSED, 1, "unknown_case")
    dossier.learn(paper, storage=RecordStorage.CITY)
    room.deliver()
    assert state_of(room).dossiers.state is SendState.NOTHING


def test_entries_of_a_denunciation_wait_for_a_person_on_its_list() -> None:
    room = Room()
    room.fake.schedule.cases = {CASE: replace(a_case(), petition_type=PetitionType.DENUNCIATION)}
    room.fake.dossier.learn(
        replace(CASE_PAPER, case_id=CASE, owner_site_id=COMMUNE, site_id=COMMUNE)
    )
    assert shown(room).kept_entries == 0
    room.fake.access.people = tuple(
        replace(one, denunciations=frozenset()) for one in room.fake.access.people
    )
    room.desk.unsent.draw()
    room.deliver()
    assert state_of(room).kept_entries == 1
    room.fake.access.person = None
    room.desk.unsent.draw()
    room.deliver()
    assert state_of(room).kept_entries == 0
