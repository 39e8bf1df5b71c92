"""The screen "Ngày nghỉ, ngày làm bù": headquarters keeps the table of working days."""

from collections.abc import Callable, Iterable
from datetime import date

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.reception.calendar_day import (
    FIRST_DAY,
    LAST_DAY,
    CalendarDay,
    day_faults,
    day_key,
)
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import CalendarChanged
from desktop.domain.reception.working_days import WorkingDays
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.entry_screen import EntryRules, EntryScreen, KeptEntry
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.values import write_date
from desktop.presenters.reception.calendar.calendar_draft import DayDraft
from desktop.presenters.reception.calendar.calendar_entries import day_entries
from desktop.presenters.reception.calendar.calendar_forms import DAY_FORM
from desktop.presenters.reception.calendar.calendar_state import (
    CalendarRow,
    CalendarViewState,
    DayEntry,
    DayField,
    DayForm,
    DayLock,
)
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_RULES = EntryRules[CalendarDay](
    right=Right.EDIT_CALENDAR,
    fields=DayField,
    key_field=DayField.DAY,
    key_lock=DayLock.FOR_EVER,
    unsaved=lambda _day: Message(code=MessageCode.DAY_UNSAVED, tone=Tone.WARN),
    changed=lambda day: _told(MessageCode.DAY_CHANGED, day, tone=Tone.WARN),
)


class CalendarPresenter(EntryScreen[CalendarViewState, CalendarDay]):
    """An entry is a day of the table; the program brings some of its own."""

    _draft: DayDraft

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        days: WorkingDaysSource,
        render: Callable[[CalendarViewState], None],
    ) -> None:
        super().__init__(services, render, _RULES)
        self._clock = clock
        self._days = days
        draft = Draft(memory=services.memory, clock=clock, name="day_draft")
        self._draft = DayDraft(draft)
        self._form = FormPresenter(
            spec=DAY_FORM,
            draft=draft,
            outcomes=Outcomes(hand_in="save_day"),
            watch=FaultWatch(MessageCode.DAY_WRONG, MessageCode.DAY_ODD),
        )
        self._year = self._today().year

    # ---- what the person does --------------------------------------------------------------

    def turn_year(self, steps: int) -> None:
        """‹ or ›: another year of the table; what is typed stays."""
        self._year = min(max(self._year + steps, FIRST_DAY.year), LAST_DAY.year)
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case CalendarChanged():
                saved = self._take_news()
                self._year = saved.day.year if saved is not None else self._year
            case _ if not self._form.take(event):
                return
        self.draw()

    @override
    def state(self) -> CalendarViewState:
        """What the screen draws now."""
        entries = self._entries()
        selected = self._selected()
        return CalendarViewState(
            year=self._year,
            has_former=self._year > FIRST_DAY.year,
            has_next=self._year < LAST_DAY.year,
            rows=tuple(
                CalendarRow(key=key, entry=entry, is_selected=key == self._draft.key)
                for key, entry in entries.items()
                if entry.day.day.year == self._year
            ),
            form=self._form_view(selected),
            can_edit=self._can_edit(),
            message=self._form.message(self._faults())
            or _of_entry(selected)
            or _of_clashes(entries.values())
            or _of_year(self._days.table(), self._year, can_edit=self._can_edit()),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()

    def _entries(self) -> dict[str, DayEntry]:
        return day_entries(self._days.standing, self._services.calendar.known())

    @override
    def _find(self, key: str) -> KeptEntry[CalendarDay] | None:
        """Saving a day of the program as it stands announces it."""
        known = self._entries().get(key)
        if known is None:
            return None
        return KeptEntry(
            entry=known.day, storage=known.storage, other=known.other, to_confirm=known.to_confirm
        )

    @override
    def _all(self) -> Iterable[CalendarDay]:
        return self._services.calendar.days()

    @override
    def _written(self, beside: CalendarDay | None) -> CalendarDay:
        return self._draft.written(stand_in=self._today())

    @override
    def _save_written(self, beside: CalendarDay | None) -> None:
        day = self._written(beside)
        self._save(day, _told(MessageCode.DAY_SAVED, day, tone=Tone.OK))

    @override
    def _keep(self, entry: CalendarDay) -> None:
        self._services.calendar.save(entry)

    @override
    def _faults(self) -> tuple[FieldFault, ...]:
        """A new entry for a day that is listed already would replace it unseen: TAKEN."""
        judged = day_faults(self._written(None), today=self._today())
        day = self._draft.day
        if day is None:  # what hangs on the date cannot be judged
            judged = tuple(one for one in judged if one.field == DayField.NAME)
        elif not self._draft.key and day_key(day) in self._entries():
            judged = (FieldFault(field=DayField.DAY, kind=FaultKind.TAKEN), *judged)
        return self._form.faults(judged)

    def _form_view(self, kept: KeptEntry[CalendarDay] | None) -> DayForm:
        return DayForm(
            key=self._draft.key,
            typed=self._typed(),
            other=kept.other if kept is not None else None,
            can_save=self._can_save(kept),
            can_discard=self._draft.is_changed,
        )


def _told(code: MessageCode, day: CalendarDay, *, tone: Tone) -> Message:
    return Message(code=code, tone=tone, data={"day": write_date(day.day)})


def _of_entry(kept: KeptEntry[CalendarDay] | None) -> Message | None:
    """What is to be known of the day in the form."""
    if kept is None:
        return None
    if kept.other is not None:
        return _told(MessageCode.DAY_CLASH, kept.entry, tone=Tone.WARN)
    if kept.storage is RecordStorage.REFUSED:
        return _told(MessageCode.DAY_REFUSED, kept.entry, tone=Tone.DANGER)
    return None


def _of_clashes(entries: Iterable[DayEntry]) -> Message | None:
    """Days of any year of which there are two texts."""
    clashing = [write_date(one.day.day) for one in entries if one.other is not None]
    if not clashing:
        return None
    return Message(
        code=MessageCode.DAYS_CLASH,
        tone=Tone.WARN,
        data={"count": len(clashing), "days": ", ".join(clashing)},
    )


def _of_year(table: WorkingDays, year: int, *, can_edit: bool) -> Message:
    """What is said while nothing else is to be told."""
    days = [one for one in table.days if one.day.year == year]
    if not days:
        code = MessageCode.YEAR_EMPTY if can_edit else MessageCode.YEAR_EMPTY_TO_READ
        return Message(code=code, tone=Tone.WARN, data={"year": year})
    workdays = sum(one.is_workday for one in days)
    return Message(
        code=MessageCode.YEAR if can_edit else MessageCode.YEAR_TO_READ,
        tone=Tone.INFO,
        data={
            "year": year,
            "holidays": len(days) - workdays,
            "workdays": workdays,
            "unsure": sum(one.to_confirm for one in days),
        },
    )
