"""The form of one day of the table, as data; lengths are those of the wire."""

from desktop.domain.reception.calendar_day import MAX_DAY_NAME, DayKind
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted
from desktop.presenters.reception.calendar.calendar_state import DayField

DAY_FORM = FormSpec(
    sections=(
        Section(
            key="day",
            fields=(
                FieldSpec(key=DayField.DAY, kind=FieldKind.DATE, wanted=Wanted.MUST),
                FieldSpec(
                    key=DayField.KIND,
                    kind=FieldKind.RADIO,
                    wanted=Wanted.MUST,
                    fresh=DayKind.HOLIDAY,
                    choices=tuple(DayKind),
                ),
                FieldSpec(key=DayField.NAME, max_length=MAX_DAY_NAME),
            ),
        ),
    )
)
"""Ngày nghỉ, ngày làm bù; whether the name is wanted depends on the kind, so the domain says."""
