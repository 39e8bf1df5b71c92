"""The screen "Khó khăn, vướng mắc": written down in a minute, sent, answered, added up."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desktop.domain.clock import Clock
from desktop.domain.difficulty import (
    Difficulty,
    DifficultyCategory,
    DifficultyImpact,
    Period,
    difficulty_faults,
    period_of,
    roll_up,
)
from desktop.domain.enums import SiteKind
from desktop.domain.events import (
    Event,
    ScheduleChanged,
    UnitReportsChanged,
)
from desktop.domain.ids import SessionId, new_id
from desktop.domain.rights import Right
from desktop.domain.sync import EntityKind
from desktop.domain.text import normalised
from desktop.domain.unit_report import FaultKind, FieldFault, Filed, ReportState, Unit
from desktop.presenters.difficulties_state import (
    DifficultiesViewState,
    DifficultyAnswer,
    DifficultyField,
    DifficultyForm,
    DifficultyRow,
    SessionChoice,
)
from desktop.presenters.drawing import Drawing
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.report_faults import FaultWatch
from desktop.presenters.report_memory import Draft
from desktop.presenters.report_talk import ReportTalk, person_may
from desktop.presenters.services import Services

MAX_FREQUENCY = 1_000
MAX_SESSIONS = 20
_FRESH_CATEGORY, _FRESH_IMPACT = DifficultyCategory.EQUIPMENT, DifficultyImpact.MINOR
_FRESH = {
    DifficultyField.CATEGORY: _FRESH_CATEGORY.value,
    DifficultyField.IMPACT: _FRESH_IMPACT.value,
    DifficultyField.FREQUENCY: "1",
}
_WAITING = frozenset({ReportState.HERE, ReportState.SENT})


class DifficultiesPresenter:
    """Lives as long as the desk; drafts are kept while somebody types."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        render: Callable[[DifficultiesViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._drawing: Drawing[DifficultiesViewState] = Drawing(render)
        self._draft = Draft(memory=services.memory, clock=clock, name="difficulty_draft")
        self._answers = Draft(memory=services.memory, clock=clock, name="answer_drafts")
        self._faults = FaultWatch()
        self._period = period_of(clock.now())
        self._selected = ""
        self._talk = ReportTalk(EntityKind.DIFFICULTY, self._draft)

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._talk.start()
        written = _words(self._difficulty())
        if any(_words(one.report) == written for one in self._services.reports.difficulties()):
            self._draft.drop()  # the program ended between sending and forgetting
        self._period = period_of(self._clock.now())
        self.refresh()
        self.draw()

    def refresh(self) -> None:
        """F5, and when the screen is shown: ask the city for its word."""
        self._services.sync.wake()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._draft.flush()
        self._answers.flush()

    def edit(self, field: str, text: str) -> None:
        """A key or a choice in the form; field: a DifficultyField."""
        self._talk.told = None
        self._draft.edit(DifficultyField(field), text)
        self.draw()

    def send(self) -> None:
        """Ghi nhận và gửi."""
        if self._talk.is_under_way or not self._may_report():
            return
        self._talk.told = None
        difficulty = self._difficulty()
        if self._faults.may_go(self._form_faults(difficulty)):
            self._draft.flush()
            self._talk.hand_in(difficulty.id)
            self._services.reports.hand_in(difficulty)
        self.draw()

    def choose_period(self, year: int, month: int) -> None:
        """Another month."""
        self._period = Period(year=year, month=month)
        self._selected = ""
        self._talk.told = None
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

    def receive(self) -> None:
        """Tiếp nhận, or Trả lời when there is an answer."""
        answer = self._answer(self._selected_row())
        if answer is not None and (answer.can_receive or answer.can_answer):
            self._services.reports.receive(
                EntityKind.DIFFICULTY, answer.report_id, normalised(answer.text)
            )

    def export(self, path: Path) -> None:
        """Xuất báo cáo of the month."""
        if self._talk.begin_export():
            self._services.reports.export_difficulties(self._period, path)
            self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case UnitReportsChanged():
                self._forget_what_is_kept()
            case ScheduleChanged():
                pass
            case _ if not self._talk.take(event):
                return
        self.draw()

    def on_tick(self) -> None:
        """Drafts are kept once the keys are still."""
        self._draft.on_tick()
        self._answers.on_tick()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> DifficultiesViewState:
        """What the screen draws now."""
        filed = self._filed()
        rows = tuple(_row(one) for one in filed if period_of(one.report.noticed_at) == self._period)
        selected = self._selected_row()
        return DifficultiesViewState(
            form=None if self._is_headquarters() else self._form(),
            rows=rows,
            period=self._period,
            periods=self._periods(filed),
            by_category=roll_up((one.report for one in filed), self._period).by_category,
            selected=selected,
            answer=self._answer(selected),
            can_export=not self._talk.is_exporting,
            message=self._message(rows),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _forget_what_is_kept(self) -> None:
        """A draft that became a report, or the city's word, is a draft no more."""
        if self._talk.is_kept(one.report.id for one in self._services.reports.difficulties()):
            self._period = period_of(self._clock.now())
            self._talk.told = Message(code=MessageCode.DIFFICULTY_KEPT, tone=Tone.OK)
        row = self._selected_row()
        if row is not None and row.other_answer is None:
            draft = self._answers.find(row.report_id)
            if draft is not None and normalised(draft) == row.answer:
                self._answers.forget(row.report_id)

    def _filed(self) -> tuple[Filed[Difficulty], ...]:
        """All at headquarters, elsewhere those of the unit."""
        own = self._services.schedule.own_site()
        return tuple(
            one
            for one in self._services.reports.difficulties()
            if own.kind is SiteKind.HEADQUARTERS or one.report.unit.site_id == own.id
        )

    def _is_headquarters(self) -> bool:
        return self._services.schedule.own_site().kind is SiteKind.HEADQUARTERS

    def _may_report(self) -> bool:
        return person_may(self._services.access, Right.REPORT_TO_CITY)

    def _text(self, field: DifficultyField) -> str:
        """What was typed, also nothing; before anybody typed what a fresh form says."""
        text = self._draft.find(field)
        return _FRESH.get(field, "") if text is None else text

    def _difficulty(self) -> Difficulty:
        """The form as a difficulty that could be sent."""
        site = self._services.schedule.own_site()
        choices = {choice.session_id: choice for choice in self._sessions()}
        session_id = SessionId(self._text(DifficultyField.SESSION))
        plans = {plan.id: plan.code for plan in self._services.schedule.sessions()}
        return Difficulty(
            id=new_id(),
            unit=Unit(site_id=site.id, name=site.name, code=site.unit_code),
            noticed_at=self._clock.now(),
            category=_word(
                DifficultyCategory, self._text(DifficultyField.CATEGORY), _FRESH_CATEGORY
            ),
            description=normalised(self._text(DifficultyField.DESCRIPTION)),
            impact=_word(DifficultyImpact, self._text(DifficultyField.IMPACT), _FRESH_IMPACT),
            frequency=read_count(self._text(DifficultyField.FREQUENCY)) or 1,
            proposal=normalised(self._text(DifficultyField.PROPOSAL)),
            session_id=session_id if session_id in choices else None,
            session_code=plans[session_id] if session_id in choices else "",
        )

    def _form_faults(self, difficulty: Difficulty) -> tuple[FieldFault, ...]:
        faults = difficulty_faults(difficulty)
        if read_count(self._text(DifficultyField.FREQUENCY)) is None:
            wrong = FieldFault(field=DifficultyField.FREQUENCY, kind=FaultKind.MISSING)
            faults = (*faults, wrong)
        return faults

    def _sessions(self) -> tuple[SessionChoice, ...]:
        """Newest first, those that have begun: a difficulty is of what happened."""
        now = self._clock.now()
        plans = [plan for plan in self._services.schedule.sessions() if plan.scheduled_start <= now]
        plans.sort(key=lambda plan: plan.scheduled_start, reverse=True)
        return tuple(
            SessionChoice(session_id=plan.id, title=plan.title, starts_at=plan.scheduled_start)
            for plan in plans[:MAX_SESSIONS]
        )

    def _form(self) -> DifficultyForm:
        difficulty = self._difficulty()
        marks = self._faults.marks(self._form_faults(difficulty))
        return DifficultyForm(
            category=difficulty.category,
            description=self._text(DifficultyField.DESCRIPTION),
            impact=difficulty.impact,
            frequency=self._text(DifficultyField.FREQUENCY),
            proposal=self._text(DifficultyField.PROPOSAL),
            session_id=difficulty.session_id,
            sessions=self._sessions(),
            faults=tuple((DifficultyField(field), kind) for field, kind in marks.items()),
            can_send=self._may_report() and not self._talk.is_under_way,
        )

    def _periods(self, filed: tuple[Filed[Difficulty], ...]) -> tuple[Period, ...]:
        months = {period_of(one.report.noticed_at) for one in filed}
        return tuple(sorted({*months, period_of(self._clock.now()), self._period}, reverse=True))

    def _selected_row(self) -> DifficultyRow | None:
        filed = self._filed()
        found = next((one for one in filed if one.report.id == self._selected), None)
        return None if found is None else _row(found)

    def _answer(self, row: DifficultyRow | None) -> DifficultyAnswer | None:
        if (
            row is None
            or not self._is_headquarters()
            or not person_may(self._services.access, Right.RECEIVE_REPORTS)
        ):
            return None
        draft = self._answers.find(row.report_id)
        text = (row.other_answer or row.answer) if draft is None else draft
        return DifficultyAnswer(
            report_id=row.report_id,
            text=text,
            can_receive=row.state in _WAITING,
            can_answer=normalised(text) != row.answer or row.other_answer is not None,
        )

    def _message(self, rows: tuple[DifficultyRow, ...]) -> Message:
        if self._talk.told is not None:
            return self._talk.told
        faults = () if self._is_headquarters() else self._form_faults(self._difficulty())
        return self._faults.message(faults) or self._standing(rows)

    def _standing(self, rows: tuple[DifficultyRow, ...]) -> Message:
        if not rows:
            return Message(code=MessageCode.DIFFICULTY_EMPTY, tone=Tone.INFO)
        waiting = sum(row.state in _WAITING for row in rows)
        return Message(
            code=MessageCode.DIFFICULTIES_OF_PERIOD,
            tone=Tone.INFO,
            data={
                "count": len(rows),
                "waiting": waiting,
                "period": f"{self._period.month}/{self._period.year}",
            },
        )


W = TypeVar("W", DifficultyCategory, DifficultyImpact)


def _word(words: type[W], text: str, fresh: W) -> W:
    """A draft of a newer program may have words that this one does not know."""
    return words(text) if text in set(words) else fresh


def _words(difficulty: Difficulty) -> tuple[str, ...]:
    """What a difficulty says, whichever it is."""
    return (
        difficulty.category,
        difficulty.impact,
        difficulty.description,
        difficulty.proposal,
        str(difficulty.frequency),
    )


def read_count(text: str) -> int | None:
    """A whole number from 1 to 1,000, else None."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(MAX_FREQUENCY)):
        return None
    count = int(digits)
    return count if 1 <= count <= MAX_FREQUENCY else None


def _row(one: Filed[Difficulty]) -> DifficultyRow:
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
