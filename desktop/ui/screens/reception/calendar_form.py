"""One day of the table, written or changed."""

from desktop.domain.faults import FaultKind
from desktop.domain.reception.calendar_day import FIRST_DAY, LAST_DAY, CalendarDay, DayKind
from desktop.presenters.reception.calendar.calendar_forms import DAY_FORM
from desktop.presenters.reception.calendar.calendar_state import DayField, DayForm, DayLock
from desktop.ui.texts import calendar_words, formats
from desktop.ui.texts.calendar_words import weekday_name
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.form.entry_form import EntryForm
from desktop.ui.widgets.form.words import Choice, FormWords, labels_of


class DayFormView(EntryForm):
    """The form of one day. field_edited: a DayField and its text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, DAY_FORM, _words(), name="day")

    def show_form(self, form: DayForm, *, can_edit: bool) -> None:
        """Draws what is written."""
        self._show_entry(
            _title(form, can_edit=can_edit),
            form.typed,
            can_edit=can_edit,
            can_save=form.can_save,
            can_discard=form.can_discard,
        )
        self._show_other(_day_text(form.other) if form.other is not None else "", can_edit=can_edit)

    def take_focus(self) -> None:
        """The day is written first."""
        self._fields.focus(DayField.DAY)


def _title(form: DayForm, *, can_edit: bool) -> str:
    if not can_edit:
        return translate("Calendar", "Thông tin ngày")
    return translate("Calendar", "Sửa ngày") if form.key else translate("Calendar", "Thêm ngày")


def _day_text(day: CalendarDay) -> str:
    kind = word(calendar_words.DAY_KINDS, day.kind)
    first = f"{weekday_name(day.day)}, {formats.date_text(day.day)} · {kind}"
    return f"{first}\n{day.name}" if day.name else first


def _words() -> FormWords:
    kinds, notes = calendar_words.DAY_KINDS, calendar_words.DAY_NOTES
    is_past = translate("Calendar", "Ngày này đã qua, không đổi hạn nào.")
    taken = translate("Calendar", "Ngày này đã có trong bảng. Chọn dòng của ngày đó để sửa.")
    out_of_range = translate("Calendar", "Năm phải từ {first} đến {last}.").format(
        first=FIRST_DAY.year, last=LAST_DAY.year
    )
    is_worked = translate("Calendar", "Ngày này trong tuần vốn đã là ngày làm việc.")
    return FormWords(
        labels=labels_of(calendar_words.DAY_FIELDS, DayField),
        helps={DayField.DAY: translate("Calendar", "Ví dụ 02/09/2027.")},
        choices={
            DayField.KIND: tuple(
                Choice(value=kind.value, label=word(kinds, kind), note=word(notes, kind))
                for kind in DayKind
            )
        },
        faults={
            (DayField.DAY, FaultKind.ODD): is_past,
            (DayField.DAY, FaultKind.TAKEN): taken,
            (DayField.DAY, FaultKind.WRONG): out_of_range,
            (DayField.KIND, FaultKind.ODD): is_worked,
        },
        reasons={DayLock.FOR_EVER: translate("Calendar", "Ngày đã có thì không đổi được.")},
    )
