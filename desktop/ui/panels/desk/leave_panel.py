"""Who of the leaders lets something be, why, and the PIN, which is gone from here at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.access.person import Officer
from desktop.presenters.form.leave import LEAVE_FORM, LeaveField
from desktop.presenters.form.state import FormState
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.words import Choice, FormWords, labels_of
from desktop.ui.widgets.inputs.digits_edit import DigitsEdit
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_caption, make_note, set_text

_PIN_DIGITS = 32
_FIELDS: Mapping[StrEnum, object] = {
    LeaveField.LEADER: QT_TRANSLATE_NOOP("Words", "Lãnh đạo cho phép"),
    LeaveField.REASON: QT_TRANSLATE_NOOP("Words", "Lý do, ghi vào biên bản"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveNames:
    """Of its widgets: fields are called prefix-field."""

    prefix: str
    pin: str
    button: str


class LeavePanel(QWidget):
    """edited(str, str): a LeaveField and its text; allowed(str): the leader's PIN."""

    edited = Signal(str, str)
    allowed = Signal(str)

    def __init__(self, theme: Theme, names: LeaveNames, label: str) -> None:
        super().__init__()
        self._title = make_note("", TextRole.ROW_TITLE)
        self._none = make_note(
            translate(
                "Schedule",
                "Phòng này không có lãnh đạo trong danh sách đăng nhập. Báo Ban Tiếp công dân.",
            ),
            TextRole.SMALL,
            "warn",
        )
        words = FormWords(labels=labels_of(_FIELDS, LeaveField), choices={})
        self._form = FormFields(theme, LEAVE_FORM, words, name=names.prefix, parent=self)
        self._form.edited.connect(self.edited)
        self._pin = DigitsEdit(names.pin, _PIN_DIGITS)
        self._pin.setAccessibleName(translate("Schedule", "Mã PIN của lãnh đạo"))
        self._allow = Button(theme, names.button, label)
        self._allow.clicked.connect(self._on_allow)
        self._pin.returnPressed.connect(self._on_allow)
        layout = column(theme, self, gap=8)
        layout.addWidget(self._title)
        layout.addWidget(self._none)
        layout.addLayout(self._form.section("leave", gap=4))
        caption = translate("Schedule", "Mã PIN của lãnh đạo, không được lưu")
        layout.addWidget(make_caption(theme, caption, TextRole.SMALL_MEDIUM))
        layout.addWidget(self._pin)
        line = row(theme)
        line.addStretch(1)
        line.addWidget(self._allow)
        layout.addLayout(line)

    def hide_leave(self) -> None:
        """Nothing is to be allowed."""
        self.setVisible(False)
        self._pin.clear()

    def take_focus(self) -> None:
        """To the first field that nobody filled in."""
        self._form.focus_first_empty()

    def show_leave(
        self, title: str, form: FormState, leaders: tuple[Officer, ...], *, can_press: bool
    ) -> None:
        """Draws the form. leaders: of this room's list; without one nothing can be allowed."""
        self.setVisible(True)
        set_text(self._title, title)
        self._none.setVisible(not leaders)
        offered = tuple(Choice(value=one.id, label=one.display_name) for one in leaders)
        none = Choice(value="", label=translate("Requests", "chưa chọn"))
        self._form.set_choices(LeaveField.LEADER, (none, *offered))
        self._form.show_form(form)
        waiting = translate("Schedule", "Đang hỏi thành phố…")
        self._allow.set_available(is_available=can_press and bool(leaders), reason=waiting)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in here is for this form alone, and enters no room."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _on_allow(self) -> None:
        pin = self._pin.text()
        self._pin.clear()
        self.allowed.emit(pin)
