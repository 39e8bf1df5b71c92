"""The screen "Ngày nghỉ, ngày làm bù": headquarters keeps the table of working days."""

from collections.abc import Callable, Iterable
from datetime import date

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.directory.site import SiteKind
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
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.form_screen import FormScreen
from desktop.presenters.form.state import Closed, FieldAccess, FormState
from desktop.presenters.form.values import write_date
from desktop.presenters.reception.calendar_draft import DayDraft
from desktop.presenters.reception.calendar_entries import day_entries
from desktop.presenters.reception.calendar_forms import DAY_FORM
from desktop.presenters.reception.calendar_state import (
    CalendarRow,
    CalendarViewState,
    DayEntry,
    DayField,
    DayForm,
    DayLock,
)
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.view.message import Message, MessageCode, Tone

_TO_READ = Closed(access=FieldAccess.READ_ONLY)
_FOR_EVER = Closed(access=FieldAccess.READ_ONLY, reason=DayLock.FOR_EVER)
_UNSAVED = Message(code=MessageCode.DAY_UNSAVED, tone=Tone.WARN)


class CalendarPresenter(FormScreen[CalendarViewState]):
    """Lives as long as the desk; what is typed is kept, and never lost to another row."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        days: WorkingDaysSource,
        render: Callable[[CalendarViewState], None],
    ) -> None:
        super().__init__(services, render)
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
        self._saving: CalendarDay | None = None

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown; a day nobody touched shows what is known of it now."""
        self._form.start()
        self._show_newest()
        self.refresh()
        self.draw()

    def turn_year(self, steps: int) -> None:
        """‹ or ›: another year of the table; what is typed stays."""
        self._year = min(max(self._year + steps, FIRST_DAY.year), LAST_DAY.year)
        self.draw()

    def select(self, key: str) -> None:
        """A row; what was typed and not saved keeps its place."""
        entry = self._entries().get(key)
        if entry is not None and key != self._draft.key:
            self._open(entry.day)

    def begin_new(self) -> None:
        """Thêm ngày."""
        self._open(None)

    def edit(self, field: str, text: str) -> None:
        """A key or a choice; field: a DayField. The date of a day that is there stays as it is."""
        if field != DayField.DAY or not self._draft.key:
            self._form.edit(field, text)
            self.draw()

    def discard(self) -> None:
        """Bỏ thay đổi."""
        self._form.begin_anew()
        self._begin()
        self.draw()

    def take_other(self) -> None:
        """Lấy bản của máy này: the text that lost a clash, into the form."""
        entry = self._selected()
        if entry is not None and entry.other is not None:
            self._draft.take(entry.other)
            self.draw()

    def save(self) -> None:
        """The button "Lưu"."""
        entry = self._selected()
        if not self._can_save(entry):
            return
        if self._form.may_go(self._faults()):
            if entry is not None and not self._draft.is_made_from(entry.day):
                self._warn_of_change(entry.day)
            else:
                self._save(self._written())
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case CalendarChanged():
                self._take_saved()
                self._show_newest()
            case _ if not self._form.take(event):
                return
        self.draw()

    @override
    def state(self) -> CalendarViewState:
        """What the screen draws now."""
        entries = self._entries()
        selected = entries.get(self._draft.key)
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

    def _selected(self) -> DayEntry | None:
        return self._entries().get(self._draft.key)

    def _written(self) -> CalendarDay:
        return self._draft.written(stand_in=self._today())

    def _can_edit(self) -> bool:
        own = self._services.schedule.own_site()
        is_headquarters = own.kind is SiteKind.HEADQUARTERS
        return is_headquarters and person_may(self._services.access, Right.EDIT_CALENDAR)

    def _can_save(self, entry: DayEntry | None) -> bool:
        """As it stands: that settles a clash, sends again what was refused, announces a day."""
        is_open = entry is not None and (
            entry.to_confirm or entry.other is not None or entry.storage is RecordStorage.REFUSED
        )
        has_news = self._draft.is_changed or is_open
        return self._can_edit() and not self._form.is_under_way and has_news

    def _open(self, day: CalendarDay | None) -> None:
        if self._form.may_leave(is_changed=self._draft.is_changed, unsaved=_UNSAVED):
            self._draft.begin(day)
        self.draw()

    def _begin(self) -> None:
        """The form shows the day as it is known now."""
        entry = self._selected()
        self._draft.begin(entry.day if entry is not None else None)

    def _show_newest(self) -> None:
        if not self._draft.is_changed:
            self._begin()

    def _warn_of_change(self, day: CalendarDay) -> None:
        """Another PC was faster; the next press goes."""
        self._draft.rebase(day)
        self._form.told = Message(
            code=MessageCode.DAY_CHANGED, tone=Tone.WARN, data={"day": write_date(day.day)}
        )

    def _save(self, day: CalendarDay) -> None:
        self._form.hand_in(day)
        self._saving = day
        self._services.calendar.save(day)

    def _take_saved(self) -> None:
        """What was saved is kept and seen; the form is free, unless somebody typed on meanwhile."""
        saved = self._saving
        if saved is None or not self._form.has_arrived(self._services.calendar.days()):
            return
        self._year = saved.day.year
        self._form.told = Message(
            code=MessageCode.DAY_SAVED, tone=Tone.OK, data={"day": write_date(saved.day)}
        )
        if self._written() != saved:
            self._draft.rebase(saved)
        else:
            self._draft.begin(saved if self._draft.key else None)

    def _faults(self) -> tuple[FieldFault, ...]:
        """A new entry for a day that is listed already would replace it unseen: TAKEN."""
        judged = day_faults(self._written(), today=self._today())
        day = self._draft.day
        if day is None:  # what hangs on the date cannot be judged
            judged = tuple(one for one in judged if one.field == DayField.NAME)
        elif not self._draft.key and day_key(day) in self._entries():
            judged = (FieldFault(field=DayField.DAY, kind=FaultKind.TAKEN), *judged)
        return self._form.faults(judged)

    def _form_view(self, entry: DayEntry | None) -> DayForm:
        return DayForm(
            key=self._draft.key,
            typed=self._typed(),
            other=entry.other if entry is not None else None,
            can_save=self._can_save(entry),
            can_discard=self._draft.is_changed,
        )

    def _typed(self) -> FormState:
        """Who may not edit reads; the date of a day that is there never changes."""
        keys: tuple[str, ...] = () if self._can_edit() else tuple(DayField)
        closed = dict.fromkeys(keys, _TO_READ)
        if self._draft.key:
            closed[DayField.DAY] = _FOR_EVER
        return self._form.state(self._faults(), closed=closed)


def _of_entry(entry: DayEntry | None) -> Message | None:
    """What is to be known of the day in the form."""
    if entry is None:
        return None
    data = {"day": write_date(entry.day.day)}
    if entry.other is not None:
        return Message(code=MessageCode.DAY_CLASH, tone=Tone.WARN, data=data)
    if entry.storage is RecordStorage.REFUSED:
        return Message(code=MessageCode.DAY_REFUSED, tone=Tone.DANGER, data=data)
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
