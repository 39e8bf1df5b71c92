"""One day of the table, written or changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.faults import FaultKind
from desktop.domain.reception.calendar_day import FIRST_DAY, LAST_DAY, CalendarDay, DayKind
from desktop.presenters.reception.calendar_forms import DAY_FORM
from desktop.presenters.reception.calendar_state import DayField, DayForm, DayLock
from desktop.ui.texts import calendar_words, formats
from desktop.ui.texts.calendar_words import weekday_name
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, labels_of
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class DayFormView(QFrame):
    """The form of one day.

    field_edited(str, str): a DayField and its text; saved, discarded, other_taken: its buttons.
    """

    field_edited = Signal(str, str)
    saved = Signal()
    discarded = Signal()
    other_taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("dayForm")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._title = make_label("", TextRole.ROW_TITLE)
        self._fields = FormFields(
            theme, DAY_FORM, _words(), name="day", parent=self, enter=EnterKey.SUBMIT
        )
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.saved)
        self._save = Button(
            theme, "saveDay", translate("Calendar", "Lưu"), ButtonRole.PRIMARY, icon=Icon.CHECK
        )
        self._discard = Button(theme, "discardDay", translate("Calendar", "Bỏ thay đổi"))
        self._other_text = make_paragraph("", TextRole.BODY)
        self._take = Button(theme, "takeOtherDay", translate("Calendar", "Lấy bản của máy này"))
        self._save.clicked.connect(self.saved)
        self._discard.clicked.connect(self.discarded)
        self._take.clicked.connect(self.other_taken)
        self._other = self._build_other()
        self._build()

    def show_form(self, form: DayForm, *, can_edit: bool) -> None:
        """Draws what is written; a text being typed is never rewritten."""
        set_text(self._title, _title(form, can_edit=can_edit))
        self._fields.show_form(form.typed)
        self._save.setVisible(can_edit)
        self._save.set_available(
            is_available=form.can_save, reason=translate("Calendar", "Chưa có gì thay đổi để lưu.")
        )
        self._discard.setVisible(form.can_discard)
        self._other.setVisible(form.other is not None and can_edit)
        if form.other is not None:
            set_text(self._other_text, _day_text(form.other))

    def take_focus(self) -> None:
        """The day is written first."""
        self._fields.focus(DayField.DAY)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        layout = column(self._theme, self, margins=(1, 16, 1, 1))
        title = row(self._theme, margins=(20, 0, 20, 8))
        title.addWidget(self._title)
        layout.addLayout(title)
        content = QWidget()
        inside = column(self._theme, content, gap=4, margins=(20, 0, 20, 4))
        inside.addWidget(self._other)
        inside.addLayout(self._fields.section("day", gap=4))
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(rule())
        buttons = row(self._theme, gap=12, margins=(20, 12, 20, 12))
        buttons.addWidget(self._save, 1)
        buttons.addWidget(self._discard)
        layout.addLayout(buttons)

    def _build_other(self) -> QWidget:
        box = panel("sunken", "dayOther")
        inside = column(self._theme, box, gap=8, margins=(12, 12, 12, 12))
        caption = translate("Calendar", "Bản ghi tại máy này, chưa được dùng:")
        inside.addWidget(make_paragraph(caption, TextRole.SMALL, "ink2"))
        inside.addWidget(self._other_text)
        inside.addWidget(self._take)
        return box


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
