"""The screen "Khó khăn, vướng mắc": written down in a minute, sent, answered, added up."""

from collections.abc import Callable
from pathlib import Path

from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import SessionId, new_id
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reports.difficulty import (
    Difficulty,
    DifficultyCategory,
    DifficultyImpact,
    Period,
    difficulty_faults,
    period_of,
    roll_up,
)
from desktop.domain.reports.events import UnitReportsChanged
from desktop.domain.reports.unit_report import UNRECEIVED, FiledReport
from desktop.domain.sync.operation import EntityKind
from desktop.domain.text import normalised
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.reports.difficulties_state import (
    DifficultiesViewState,
    DifficultyAnswer,
    DifficultyField,
    DifficultyForm,
    DifficultyRow,
    SessionChoice,
)
from desktop.presenters.reports.report_forms import DIFFICULTY_FORM
from desktop.presenters.reports.report_screen import ReportScreen
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

MAX_SESSIONS = 20


class DifficultiesPresenter(ReportScreen[DifficultiesViewState, Difficulty]):
    """Lives as long as the desk; drafts are kept while somebody types."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        render: Callable[[DifficultiesViewState], None],
    ) -> None:
        super().__init__(services, clock, render, EntityKind.DIFFICULTY)
        self._form = FormPresenter(
            spec=DIFFICULTY_FORM,
            draft=Draft(memory=services.memory, clock=clock, name="difficulty_draft"),
            outcomes=self._reporting.outcomes,
            offered={DifficultyField.SESSION: self._session_values},
        )
        self._answers = Draft(memory=services.memory, clock=clock, name="answer_drafts")
        self._period = period_of(clock.now())
        self._selected = ""

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        written = _words(self._report())
        filed = self._services.reports.difficulties()
        self._form.start(is_sent=any(_words(one.report) == written for one in filed))
        self._period = period_of(self._clock.now())
        self.refresh()
        self.draw()

    @override
    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        super().leave()
        self._answers.flush()

    def choose_period(self, year: int, month: int) -> None:
        """Show the difficulties of this month."""
        self._period = Period(year=year, month=month)
        self._selected = ""
        self._form.told = None
        self.draw()

    def select(self, report_id: str) -> None:
        """A row of the list."""
        self._selected = report_id
        self.draw()

    def edit_answer(self, text: str) -> None:
        """A key in the answer, at headquarters."""
        if self._selected:
            self._answers.edit(self._selected, text)
            self.draw()

    def receive_selected(self) -> None:
        """Tiếp nhận, or Trả lời when there is an answer."""
        answer = self._answer(self._selected_row())
        if answer is not None and (answer.can_receive or answer.can_answer):
            self._reporting.receive(answer.report_id, normalised(answer.text))

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case UnitReportsChanged():
                self._forget_what_is_kept()
            case ScheduleChanged():
                pass
            case _ if not self._form.take(event):
                return
        self.draw()

    @override
    def on_tick(self) -> None:
        """Drafts are kept once the keys are still."""
        super().on_tick()
        self._answers.on_tick()

    @override
    def state(self) -> DifficultiesViewState:
        """What the screen draws now."""
        filed = self._filed()
        rows = tuple(_row(one) for one in filed if period_of(one.report.noticed_at) == self._period)
        selected = self._selected_row()
        return DifficultiesViewState(
            form=None if self._reporting.is_headquarters else self._form_view(),
            rows=rows,
            period=self._period,
            periods=self._periods(filed),
            by_category=roll_up((one.report for one in filed), self._period).by_category,
            selected=selected,
            answer=self._answer(selected),
            can_export=not self._form.is_exporting,
            message=self._message(rows),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _forget_what_is_kept(self) -> None:
        """A draft that became a report, or the city's word, is a draft no more."""
        if self._form.is_kept(one.report.id for one in self._services.reports.difficulties()):
            self._period = period_of(self._clock.now())
            self._form.told = Message(code=MessageCode.DIFFICULTY_KEPT, tone=Tone.OK)
        row = self._selected_row()
        if row is not None and row.other_answer is None:
            draft = self._answers.find(row.report_id)
            if draft is not None and normalised(draft) == row.answer:
                self._answers.forget(row.report_id)

    def _filed(self) -> tuple[FiledReport[Difficulty], ...]:
        """All at headquarters, elsewhere those of the unit."""
        filed = self._services.reports.difficulties()
        return filed if self._reporting.is_headquarters else self._reporting.own(filed)

    @override
    def _can_send(self) -> bool:
        return self._reporting.may_report and not self._form.is_under_way

    @override
    def _report(self) -> Difficulty:
        form = self._form
        session_id = SessionId(form.text(DifficultyField.SESSION))
        plans = {plan.id: plan.code for plan in self._services.schedule.sessions()}
        return Difficulty(
            id=new_id(),
            unit=self._reporting.unit,
            noticed_at=self._clock.now(),
            category=DifficultyCategory(form.text(DifficultyField.CATEGORY)),
            description=form.words(DifficultyField.DESCRIPTION),
            impact=DifficultyImpact(form.text(DifficultyField.IMPACT)),
            frequency=form.number(DifficultyField.FREQUENCY) or 1,
            proposal=form.words(DifficultyField.PROPOSAL),
            session_id=session_id or None,
            session_code=plans.get(session_id, ""),
        )

    @override
    def _faults(self, report: Difficulty) -> tuple[FieldFault, ...]:
        return self._form.faults(difficulty_faults(report))

    @override
    def _export(self, path: Path) -> None:
        """Of the month."""
        self._services.reports.export_difficulties(self._period, path)

    def _session_values(self) -> frozenset[str]:
        return frozenset({"", *(one.session_id for one in self._sessions())})

    def _sessions(self) -> tuple[SessionChoice, ...]:
        """Newest first, those that have begun: a difficulty is of what happened."""
        now = self._clock.now()
        plans = [plan for plan in self._services.schedule.sessions() if plan.scheduled_start <= now]
        plans.sort(key=lambda plan: plan.scheduled_start, reverse=True)
        return tuple(
            SessionChoice(session_id=plan.id, title=plan.title, starts_at=plan.scheduled_start)
            for plan in plans[:MAX_SESSIONS]
        )

    def _form_view(self) -> DifficultyForm:
        return DifficultyForm(
            typed=self._form.state(self._faults(self._report())),
            sessions=self._sessions(),
            can_send=self._can_send(),
        )

    def _periods(self, filed: tuple[FiledReport[Difficulty], ...]) -> tuple[Period, ...]:
        months = {period_of(one.report.noticed_at) for one in filed}
        return tuple(sorted({*months, period_of(self._clock.now()), self._period}, reverse=True))

    def _selected_row(self) -> DifficultyRow | None:
        filed = self._filed()
        found = next((one for one in filed if one.report.id == self._selected), None)
        return None if found is None else _row(found)

    def _answer(self, row: DifficultyRow | None) -> DifficultyAnswer | None:
        if row is None or not self._reporting.is_headquarters or not self._reporting.may_receive:
            return None
        draft = self._answers.find(row.report_id)
        text = (row.other_answer or row.answer) if draft is None else draft
        return DifficultyAnswer(
            report_id=row.report_id,
            text=text,
            can_receive=row.state in UNRECEIVED,
            can_answer=normalised(text) != row.answer or row.other_answer is not None,
        )

    def _message(self, rows: tuple[DifficultyRow, ...]) -> Message:
        faults = () if self._reporting.is_headquarters else self._faults(self._report())
        return self._form.message(faults) or self._standing(rows)

    def _standing(self, rows: tuple[DifficultyRow, ...]) -> Message:
        if not rows:
            return Message(code=MessageCode.DIFFICULTY_EMPTY, tone=Tone.INFO)
        waiting = sum(row.state in UNRECEIVED for row in rows)
        return Message(
            code=MessageCode.DIFFICULTIES_OF_PERIOD,
            tone=Tone.INFO,
            data={
                "count": len(rows),
                "waiting": waiting,
                "period": f"{self._period.month}/{self._period.year}",
            },
        )


def _words(difficulty: Difficulty) -> tuple[str, ...]:
    """What a difficulty says, whichever it is."""
    return (
        difficulty.category,
        difficulty.impact,
        difficulty.description,
        difficulty.proposal,
        str(difficulty.frequency),
    )


def _row(one: FiledReport[Difficulty]) -> DifficultyRow:
    difficulty, receipt = one.report, one.receipt
    return DifficultyRow(
        report_id=difficulty.id,
        unit_name=difficulty.unit.name,
        noticed_at=difficulty.noticed_at,
        category=difficulty.category,
        impact=difficulty.impact,
        frequency=difficulty.frequency,
        description=difficulty.description,
        proposal=difficulty.proposal,
        session_code=difficulty.session_code,
        state=one.state,
        received_at=receipt.received_at if receipt is not None else None,
        received_by=receipt.received_by if receipt is not None else "",
        answer=receipt.answer if receipt is not None else "",
        other_answer=receipt.other_answer if receipt is not None else None,
    )
