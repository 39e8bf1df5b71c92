"""The day being written on the screen "Ngày nghỉ, ngày làm bù", kept through a kill."""

from datetime import date

from desktop.domain.reception.calendar_day import CalendarDay, DayKind, day_key, tidied_day
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.values import read_date, write_date
from desktop.presenters.reception.calendar_state import DayField

_SELECTED = "selected"
_BASE = "base."
_NEW = {DayField.DAY.value: "", DayField.KIND.value: DayKind.HOLIDAY.value, DayField.NAME.value: ""}


class DayDraft:
    """Texts of one day, and those they were made from. Thread: MainThread."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        if not draft.is_kept or draft.text(DayField.KIND) not in set(DayKind):
            self.begin(None)

    @property
    def key(self) -> str:
        """Of the day that is changed, "" for a new one."""
        return self._draft.text(_SELECTED)

    @property
    def day(self) -> date | None:
        """What is typed as its date; None: nothing that could be one."""
        return read_date(self._draft.text(DayField.DAY).strip())

    @property
    def is_changed(self) -> bool:
        """It says something else than what it was made from."""
        texts = {field.value: self._draft.text(field) for field in DayField}
        return texts != self._base()

    def written(self, *, stand_in: date) -> CalendarDay:
        """What would be kept. stand_in: its date while none can be read."""
        return tidied_day(
            CalendarDay(
                day=self.day or stand_in,
                kind=DayKind(self._draft.text(DayField.KIND)),
                name=self._draft.text(DayField.NAME),
            )
        )

    def begin(self, day: CalendarDay | None) -> None:
        """Forget what was typed and show this day, or an empty form."""
        if self._draft.is_kept:
            self._draft.drop()
        texts = _texts(day)
        base = {f"{_BASE}{name}": text for name, text in texts.items()}
        self._draft.fill({_SELECTED: day_key(day.day) if day else "", **texts, **base})

    def is_made_from(self, day: CalendarDay | None) -> bool:
        """Nobody changed the day since."""
        return _texts(day) == self._base()

    def rebase(self, day: CalendarDay) -> None:
        """The person was told what is said of the day now, and goes on writing."""
        self._draft.edit(_SELECTED, day_key(day.day))
        for name, text in _texts(day).items():
            self._draft.edit(f"{_BASE}{name}", text)

    def take(self, day: CalendarDay) -> None:
        """Write this into the form, as if it was typed."""
        for name, text in _texts(day).items():
            self._draft.edit(name, text)

    def _base(self) -> dict[str, str]:
        return {field.value: self._draft.text(f"{_BASE}{field}") for field in DayField}


def _texts(day: CalendarDay | None) -> dict[str, str]:
    if day is None:
        return dict(_NEW)
    return {
        DayField.DAY.value: write_date(day.day),
        DayField.KIND.value: day.kind.value,
        DayField.NAME.value: day.name,
    }
