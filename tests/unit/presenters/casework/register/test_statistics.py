"""Statistics beside the register: a period, figures that open their rows, and the file."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register_book import KnownRow
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.printing import StatisticsToPrint
from desktop.domain.reports.statistics import FigureKind, Span
from desktop.presenters.casework.register.register_state import RegisterViewState
from desktop.presenters.casework.register.statistics import StatisticsView
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.unit.presenters.casework.register.test_register import a_room, a_row

pytestmark = pytest.mark.unit

F = FigureKind
IN_OCTOBER = date(2026, 10, 20)
"""Of the month of November, for statistics."""
COMPLAINT = a_row(1, reception_date=IN_OCTOBER)
FEEDBACK = a_row(2, reception_date=IN_OCTOBER, petition_type=PetitionType.FEEDBACK)
TODAY = a_row(3)


def state(room: Room) -> RegisterViewState:
    return room.view.register[-1]


def sheet(room: Room) -> StatisticsView:
    shown = state(room).statistics
    assert shown is not None
    return shown


def counts(room: Room) -> dict[FigureKind, int]:
    return {one.kind: one.count for one in sheet(room).figures}


@pytest.fixture
def room() -> Room:
    opened = a_room(COMPLAINT, FEEDBACK, TODAY)
    opened.desk.register.statistics.toggle()
    return opened


def ids(room: Room) -> list[str]:
    return [one.entry_id for one in state(room).rows]


def test_it_opens_with_the_month_that_is_over_last(room: Room) -> None:
    shown = sheet(room)
    assert (shown.period.span, shown.period.year, shown.period.number) == (Span.MONTH, 2026, 11)
    assert (shown.since, shown.until) == (date(2026, 10, 15), date(2026, 11, 14))
    assert not shown.is_confirmed
    assert (counts(room)[F.CONTENTS], counts(room)[F.FEEDBACK]) == (2, 1)


def test_a_figure_opens_its_rows_and_the_book_comes_back(room: Room) -> None:
    statistics = room.desk.register.statistics
    statistics.show(F.FEEDBACK)
    assert ids(room) == [FEEDBACK.entry.id]
    figure = state(room).figure
    assert figure is not None
    assert (figure.kind, len(figure.rows)) == (F.FEEDBACK, 1)
    statistics.close()
    assert state(room).statistics is None
    assert ids(room) == [FEEDBACK.entry.id]
    room.desk.register.show_all()
    assert state(room).figure is None
    assert len(ids(room)) == 3


def test_who_looks_for_something_else_has_the_whole_book(room: Room) -> None:
    room.desk.register.statistics.show(F.FEEDBACK)
    room.desk.register.search("")
    assert len(ids(room)) == 3
    assert sheet(room).period.number == 11


def test_another_period_is_counted_anew_and_one_that_is_not_offered_is_not(room: Room) -> None:
    december = next(one for one in sheet(room).periods if one.number == 12)
    room.desk.register.statistics.choose(december.key)
    assert counts(room)[F.CONTENTS] == 1
    room.desk.register.statistics.choose("month-1999-1")
    assert sheet(room).period == december
    room.desk.register.statistics.close()
    room.desk.register.statistics.choose("month-2026-11")
    room.desk.register.statistics.toggle()
    assert sheet(room).period.number == 11


def test_a_row_that_comes_meanwhile_is_counted(room: Room) -> None:
    room.desk.register.statistics.show(F.CONTENTS)
    room.fake.register.learn(a_row(4, reception_date=IN_OCTOBER))
    room.deliver()
    assert counts(room)[F.CONTENTS] == 3
    assert len(ids(room)) == 3


def test_sessions_are_named_below_their_figure() -> None:
    opened = a_room(COMPLAINT)
    plan = opened.fake.schedule.plans[0]
    held = replace(
        plan,
        id=SessionId("held"),
        status=SessionStatus.CLOSED,
        scheduled_start=plan.scheduled_start.replace(month=11, day=2),
    )
    opened.fake.schedule.plans = [*opened.fake.schedule.plans, held]
    opened.fake.register.sessions = (held,)
    opened.desk.register.statistics.toggle()
    assert counts(opened)[F.HELD] == 1
    assert sheet(opened).sessions == ()
    opened.desk.register.statistics.show(F.HELD)
    assert [one.code for one in sheet(opened).sessions] == [held.code]
    assert state(opened).figure is None
    assert ids(opened) == [COMPLAINT.entry.id]
    opened.desk.register.statistics.show(F.REFUSED)
    assert sheet(opened).sessions == ()
    assert state(opened).figure is None


def test_the_figures_are_printed_as_they_are_counted_now(room: Room) -> None:
    statistics = room.desk.register.statistics
    statistics.print()
    statistics.choose("quarter-2026-4")
    statistics.print()
    month, quarter = room.fake.printing.offered
    assert isinstance(month, StatisticsToPrint)
    assert isinstance(quarter, StatisticsToPrint)
    assert quarter.sheet.period.key == "quarter-2026-4"
    assert month.sheet.period.key != quarter.sheet.period.key
    statistics.close()
    statistics.print()
    assert len(room.fake.printing.offered) == 2


def test_nothing_is_counted_before_every_row_is_read() -> None:
    opened = a_room(COMPLAINT)
    opened.fake.register.reads = False
    opened.desk.register.statistics.toggle()
    opened.desk.register.statistics.show(F.CONTENTS)
    opened.desk.register.statistics.print()
    opened.desk.navigate(Screen.REGISTER)
    assert state(opened).statistics is None
    assert opened.fake.printing.offered == []


def test_in_january_the_month_before_is_december_of_last_year() -> None:
    opened = Room()
    opened.clock.advance((date(2027, 1, 5) - opened.clock.now().date()).total_seconds())
    opened.fake.register.learn(COMPLAINT)
    opened.desk.start()
    opened.desk.navigate(Screen.REGISTER)
    opened.deliver()
    opened.desk.register.statistics.toggle()
    assert (sheet(opened).period.year, sheet(opened).period.number) == (2026, 12)


def test_a_row_that_is_gone_is_left_out(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.desk.register.statistics.show(F.CONTENTS)

    def row(_entry_id: str) -> KnownRow | None:
        return None

    monkeypatch.setattr(room.fake.register, "row", row)
    assert room.desk.register.state().rows == ()


def test_the_sheet_opens_again_as_it_was_while_the_list_shows_one_of_its_figures(
    room: Room,
) -> None:
    statistics = room.desk.register.statistics
    december = next(one for one in sheet(room).periods if one.number == 12)
    statistics.choose(december.key)
    statistics.show(F.CONTENTS)
    statistics.toggle()
    assert state(room).statistics is None
    statistics.toggle()
    assert sheet(room).period == december
    assert [one.kind for one in sheet(room).figures if one.is_shown] == [F.CONTENTS]
