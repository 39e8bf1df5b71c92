"""Difficulties: written down in a minute, kept through a kill, answered and added up."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reports.difficulty import (
    Difficulty,
    DifficultyCategory,
    DifficultyImpact,
    Period,
)
from desktop.domain.reports.events import ReportsExported
from desktop.domain.reports.unit_report import Receipt, ReportState
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.form.values import read_number
from desktop.presenters.reports.difficulties import DifficultiesPresenter
from desktop.presenters.reports.difficulties_state import (
    DifficultiesViewState,
    DifficultyAnswer,
    DifficultyField,
    DifficultyForm,
)
from desktop.presenters.reports.report_forms import MAX_FREQUENCY
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, SESSION
from tests.samples.unit_reports import a_difficulty

pytestmark = pytest.mark.unit

TOLD = "Đường truyền đứt nhiều lần khi mưa to"


def at_the_screen(room: Room) -> Room:
    room.desk.start()
    room.desk.navigate(Screen.DIFFICULTIES)
    room.deliver()
    return room


@pytest.fixture
def room() -> Room:
    return at_the_screen(Room())


@pytest.fixture
def hq() -> Room:
    return at_the_screen(Room(own_site_id=HQ, role=Role.HQ_CLERK))


def presenter(room: Room) -> DifficultiesPresenter:
    return room.desk.difficulties


def shown(room: Room) -> DifficultiesViewState:
    return room.view.difficulties[-1]


def form(room: Room) -> DifficultyForm:
    found = shown(room).form
    assert found is not None
    return found


def typed(room: Room, field: DifficultyField) -> str:
    return form(room).typed.text(field)


def answer(room: Room) -> DifficultyAnswer:
    found = shown(room).answer
    assert found is not None
    return found


def code(room: Room) -> str:
    message = shown(room).message
    assert message is not None
    return message.code


def filed_now(room: Room, **changes: object) -> Difficulty:
    difficulty = replace(a_difficulty(COMMUNE), noticed_at=room.clock.now(), **changes)  # type: ignore[arg-type]
    room.fake.reports.file(difficulty, ReportState.SENT)
    room.deliver()
    return difficulty


def receipt(room: Room, text: str = "") -> Receipt:
    return Receipt(
        kind=EntityKind.DIFFICULTY,
        report_id="difficulty-1",
        unit_site_id=COMMUNE,
        received_at=room.clock.now(),
        received_by="Chuyên viên Mẫu",
        answer=text,
    )


def test_a_fresh_form_needs_only_what_happened(room: Room) -> None:
    assert code(room) == MessageCode.DIFFICULTY_EMPTY
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    presenter(room).send()
    room.deliver()
    (filed,) = room.fake.reports.difficulties()
    difficulty = filed.report
    assert difficulty.description == TOLD
    assert difficulty.category is DifficultyCategory.EQUIPMENT
    assert difficulty.impact is DifficultyImpact.MINOR
    assert (difficulty.frequency, difficulty.proposal, difficulty.session_id) == (1, "", None)
    assert code(room) == MessageCode.DIFFICULTY_KEPT
    assert typed(room, DifficultyField.DESCRIPTION) == ""
    assert [row.report_id for row in shown(room).rows] == [difficulty.id]


def test_everything_of_the_form_is_sent(room: Room) -> None:
    room.clock.advance(timedelta(days=1).total_seconds())
    room.tell(ScheduleChanged())
    for field, text in {
        DifficultyField.CATEGORY: "line",
        DifficultyField.DESCRIPTION: f" {TOLD} ",
        DifficultyField.IMPACT: "prevented",
        DifficultyField.FREQUENCY: "3",
        DifficultyField.PROPOSAL: "Thêm đường 4G",
        DifficultyField.SESSION: SESSION,
    }.items():
        presenter(room).edit(field, text)
    assert [choice.session_id for choice in form(room).sessions] == [SESSION]
    assert typed(room, DifficultyField.SESSION) == SESSION
    presenter(room).send()
    difficulty = room.fake.reports.difficulties()[0].report
    assert difficulty.category is DifficultyCategory.LINE
    assert difficulty.impact is DifficultyImpact.PREVENTED
    assert (difficulty.description, difficulty.frequency) == (TOLD, 3)
    assert difficulty.session_id == SESSION
    assert difficulty.session_code == room.fake.schedule.plans[0].code


def test_a_session_that_has_not_begun_cannot_be_named(room: Room) -> None:
    room.fake.schedule.plans = [
        replace(plan, scheduled_start=room.clock.now() + timedelta(hours=1))
        for plan in room.fake.schedule.plans
    ]
    presenter(room).edit(DifficultyField.SESSION, SESSION)
    assert form(room).sessions == ()
    assert typed(room, DifficultyField.SESSION) == ""


def test_too_few_words_and_a_wrong_count_are_marked(room: Room) -> None:
    presenter(room).edit(DifficultyField.DESCRIPTION, "Mạng yếu")
    presenter(room).edit(DifficultyField.FREQUENCY, "nhiều")
    presenter(room).send()
    assert code(room) == MessageCode.FIELDS_MISSING
    assert form(room).typed.faults == {
        DifficultyField.DESCRIPTION: FaultKind.MISSING,
        DifficultyField.FREQUENCY: FaultKind.MISSING,
    }
    assert room.fake.reports.filed == []
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    presenter(room).edit(DifficultyField.FREQUENCY, "2")
    assert form(room).typed.faults == {}
    assert code(room) == MessageCode.DIFFICULTY_EMPTY


def test_a_draft_survives_a_kill_and_another_screen(room: Room) -> None:
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    room.desk.navigate(Screen.HOME)
    room.restart()
    room.desk.navigate(Screen.DIFFICULTIES)
    assert typed(room, DifficultyField.DESCRIPTION) == TOLD
    presenter(room).edit(DifficultyField.PROPOSAL, "Thêm đường 4G")
    room.pass_time(1.0)
    room.restart()
    room.desk.navigate(Screen.DIFFICULTIES)
    assert typed(room, DifficultyField.PROPOSAL) == "Thêm đường 4G"


def test_what_could_not_be_kept_stays_in_the_form(room: Room) -> None:
    room.fake.reports.fails_with = "B-301"
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    presenter(room).send()
    room.deliver()
    assert code(room) == "B-301"
    assert typed(room, DifficultyField.DESCRIPTION) == TOLD
    room.restart()
    room.desk.navigate(Screen.DIFFICULTIES)
    assert typed(room, DifficultyField.DESCRIPTION) == TOLD


def test_who_may_not_report_sends_nothing() -> None:
    room = at_the_screen(Room(role=Role.TECHNICIAN))
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    presenter(room).send()
    assert not form(room).can_send
    assert room.fake.reports.filed == []


def test_the_citys_word_is_read_at_the_row(room: Room) -> None:
    difficulty = filed_now(room)
    presenter(room).select(difficulty.id)
    assert shown(room).answer is None
    room.fake.reports.file(difficulty, ReportState.ANSWERED, receipt(room, "Đã cấp."))
    room.deliver()
    selected = shown(room).selected
    assert selected is not None
    assert (selected.answer, selected.received_by) == ("Đã cấp.", "Chuyên viên Mẫu")
    assert selected.received_at == room.clock.now()


def test_months_are_chosen_and_counted(room: Room) -> None:
    now = filed_now(room)
    last_month = room.clock.now() - timedelta(days=40)
    before = replace(a_difficulty(COMMUNE, "old"), noticed_at=last_month)
    room.fake.reports.file(before, ReportState.SENT)
    room.deliver()
    assert len(shown(room).periods) == 2
    assert [row.report_id for row in shown(room).rows] == [now.id]
    assert shown(room).by_category == ((DifficultyCategory.LINE, 1),)
    message = shown(room).message
    assert message is not None
    assert (message.data["count"], message.data["waiting"]) == (1, 1)
    period = shown(room).periods[1]
    presenter(room).choose_period(period.year, period.month)
    assert [row.report_id for row in shown(room).rows] == ["old"]
    presenter(room).choose_period(2020, 1)
    assert shown(room).rows == ()
    assert shown(room).period == Period(year=2020, month=1)


def test_headquarters_receives_and_answers(hq: Room) -> None:
    assert shown(hq).form is None
    difficulty = filed_now(hq)
    presenter(hq).edit_answer("nobody is chosen")
    assert shown(hq).answer is None
    presenter(hq).select(difficulty.id)
    assert (answer(hq).can_receive, answer(hq).can_answer) == (True, False)
    presenter(hq).receive_selected()
    assert hq.fake.reports.received == [(EntityKind.DIFFICULTY, difficulty.id, "")]
    hq.fake.reports.file(difficulty, ReportState.RECEIVED, receipt(hq))
    hq.deliver()
    assert not answer(hq).can_receive
    presenter(hq).receive_selected()
    assert len(hq.fake.reports.received) == 1

    presenter(hq).edit_answer("Đã chuyển Sở. ")
    assert answer(hq).can_answer
    presenter(hq).receive_selected()
    assert hq.fake.reports.received[-1] == (EntityKind.DIFFICULTY, difficulty.id, "Đã chuyển Sở.")
    hq.fake.reports.file(difficulty, ReportState.ANSWERED, receipt(hq, "Đã chuyển Sở."))
    hq.deliver()
    assert answer(hq).text == "Đã chuyển Sở."
    assert not answer(hq).can_answer


def test_an_answer_being_written_survives_a_kill(hq: Room) -> None:
    difficulty = filed_now(hq)
    presenter(hq).select(difficulty.id)
    presenter(hq).edit_answer("Đã chuyển")
    hq.pass_time(1.0)
    hq.restart()
    hq.desk.navigate(Screen.DIFFICULTIES)
    presenter(hq).select(difficulty.id)
    assert answer(hq).text == "Đã chuyển"


def test_an_observer_at_headquarters_only_looks() -> None:
    room = at_the_screen(Room(own_site_id=HQ, role=Role.OBSERVER))
    difficulty = filed_now(room)
    presenter(room).select(difficulty.id)
    presenter(room).receive_selected()
    assert shown(room).answer is None
    assert room.fake.reports.received == []


def test_an_export_is_of_the_chosen_month(hq: Room) -> None:
    presenter(hq).choose_period(2026, 10)
    path = Path("bao-cao.docx")
    presenter(hq).export(path)
    presenter(hq).export(path)
    assert hq.fake.reports.periods == [Period(year=2026, month=10)]
    assert not shown(hq).can_export
    hq.tell(ReportsExported(path=path))
    assert code(hq) == MessageCode.LIST_EXPORTED
    presenter(hq).export(path)
    hq.tell(ActionFailed(action="export_reports", code="B-431", data={"name": "x"}))
    assert code(hq) == "B-431"
    hq.tell(ActionFailed(action="sign_in", code="D-102", data={}))
    assert code(hq) == "B-431"


@pytest.mark.parametrize(
    ("text", "count"),
    [("1", 1), (" 12 ", 12), ("1000", 1000), ("0", None), ("1001", None), ("-1", None),
     ("", None), ("x", None), ("²", None), ("99999999", None)],
)  # fmt: skip
def test_a_count_is_a_whole_number(text: str, count: int | None) -> None:
    assert read_number(text, least=1, most=MAX_FREQUENCY) == count


def test_what_is_typed_while_the_last_one_is_kept_stays(room: Room) -> None:
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    presenter(room).send()
    presenter(room).edit(DifficultyField.DESCRIPTION, "Micro rè, phải đổi micro")
    presenter(room).send()
    room.deliver()
    assert typed(room, DifficultyField.DESCRIPTION) == "Micro rè, phải đổi micro"
    assert len(room.fake.reports.filed) == 1


def test_a_kill_right_after_sending_sends_nothing_twice(room: Room) -> None:
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    presenter(room).send()
    room.restart()
    room.desk.navigate(Screen.DIFFICULTIES)
    assert typed(room, DifficultyField.DESCRIPTION) == ""


def test_an_emptied_count_stays_empty_and_is_asked_for(room: Room) -> None:
    presenter(room).edit(DifficultyField.DESCRIPTION, TOLD)
    presenter(room).edit(DifficultyField.FREQUENCY, "")
    room.tell(ScheduleChanged())
    assert typed(room, DifficultyField.FREQUENCY) == ""
    presenter(room).send()
    assert form(room).typed.faults == {DifficultyField.FREQUENCY: FaultKind.MISSING}


def test_words_of_a_newer_program_become_those_of_a_fresh_form(room: Room) -> None:
    kept = '{"category": "song", "impact": "loud", "description": "Đường truyền đứt"}'
    room.fake.memory.values["difficulty_draft"] = kept
    room.restart()
    room.desk.navigate(Screen.DIFFICULTIES)
    assert typed(room, DifficultyField.CATEGORY) == DifficultyCategory.EQUIPMENT
    assert typed(room, DifficultyField.IMPACT) == DifficultyImpact.MINOR
    assert typed(room, DifficultyField.DESCRIPTION) == "Đường truyền đứt"


def test_a_unit_sees_its_own_difficulties_alone(room: Room) -> None:
    filed_now(room)
    other = replace(a_difficulty("other", "other"), noticed_at=room.clock.now())
    room.fake.reports.file(other, ReportState.SENT)
    room.deliver()
    assert [one.report_id for one in shown(room).rows] == ["difficulty-1"]


def test_two_answers_of_headquarters_are_settled_by_the_clerk(hq: Room) -> None:
    difficulty = filed_now(hq)
    clash = replace(receipt(hq, "Đã chuyển Sở A."), other_answer="Đã chuyển Sở B.")
    hq.fake.reports.file(difficulty, ReportState.ANSWERED, clash)
    hq.deliver()
    presenter(hq).select(difficulty.id)
    selected = shown(hq).selected
    assert selected is not None
    assert (selected.answer, answer(hq).text) == ("Đã chuyển Sở A.", "Đã chuyển Sở B.")
    assert answer(hq).can_answer
    presenter(hq).edit_answer("Đã chuyển Sở A.")
    presenter(hq).receive_selected()
    assert hq.fake.reports.received[-1][2] == "Đã chuyển Sở A."


def test_an_answer_can_be_taken_back(hq: Room) -> None:
    difficulty = filed_now(hq)
    hq.fake.reports.file(difficulty, ReportState.ANSWERED, receipt(hq, "Nhầm."))
    hq.deliver()
    presenter(hq).select(difficulty.id)
    presenter(hq).edit_answer("")
    assert answer(hq).can_answer
    presenter(hq).receive_selected()
    assert hq.fake.reports.received[-1][2] == ""
