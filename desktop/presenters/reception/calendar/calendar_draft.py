"""The day being written on the screen "Ngày nghỉ, ngày làm bù", kept through a kill."""

from datetime import date

from typing_extensions import override

from desktop.domain.reception.calendar_day import CalendarDay, DayKind, day_key, tidied_day
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.entry_draft import EntryDraft
from desktop.presenters.form.values import read_date, write_date
from desktop.presenters.reception.calendar.calendar_state import DayField

_NEW = {DayField.DAY.value: "", DayField.KIND.value: DayKind.HOLIDAY.value, DayField.NAME.value: ""}


class DayDraft(EntryDraft[CalendarDay]):
    """Thread: MainThread."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, DayField, kind=(DayField.KIND, DayKind))

    @property
    def day(self) -> date | None:
        """What is typed as its date; None: nothing that could be one."""
        return read_date(self._draft.text(DayField.DAY).strip())

    def written(self, *, stand_in: date) -> CalendarDay:
        """What would be kept. stand_in: its date while none can be read."""
        return tidied_day(
            CalendarDay(
                day=self.day or stand_in,
                kind=DayKind(self._draft.text(DayField.KIND)),
                name=self._draft.text(DayField.NAME),
            )
        )

    @override
    def _key_of(self, entry: CalendarDay) -> str:
        return day_key(entry.day)

    @override
    def _texts(self, entry: CalendarDay | None) -> dict[str, str]:
        if entry is None:
            return dict(_NEW)
        return {
            DayField.DAY.value: write_date(entry.day),
            DayField.KIND.value: entry.kind.value,
            DayField.NAME.value: entry.name,
        }
