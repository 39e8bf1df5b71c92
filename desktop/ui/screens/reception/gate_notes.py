"""Beside the gates of a planned session: the notice that went out, and a leader's leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.presenters.reception.gate_forms import (
    LEAVE_FORM,
    NOTICE_FORM,
    LeaveField,
    NoticeField,
)
from desktop.presenters.reception.schedule_state import GateNotesView
from desktop.presenters.view.message import Message
from desktop.ui.screens.reception import schedule_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.digits_edit import DigitsEdit
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import clear, column, row
from desktop.ui.widgets.text import make_caption, make_label, make_note, set_text

_PIN_DIGITS = 32


class GateNotesPanel(QWidget):
    """notice_edited(str, str): a NoticeField and its text; notice_noted: the button.

    leave_edited(str, str): a LeaveField and its text; allowed(str): the leader's PIN, which is
    gone from here then.
    """

    notice_edited = Signal(str, str)
    notice_noted = Signal()
    leave_edited = Signal(str, str)
    allowed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("gateNotes")
        self._theme = theme
        self._banner = MessageBanner(theme, "gateBanner", is_compact=True)
        self._title = make_label("", TextRole.ROW_TITLE)
        self._lacks = column(theme, gap=4)
        self._drawn_lacks: tuple[Message, ...] = ()
        self._notice = FormFields(
            theme, NOTICE_FORM, _notice_words(), name="notice", parent=self, enter=EnterKey.SUBMIT
        )
        self._notice.edited.connect(self.notice_edited)
        self._notice.submitted.connect(self.notice_noted)
        self._note = Button(theme, "noteNotice", "")
        self._note.clicked.connect(self.notice_noted)
        self._late = QWidget()
        self._late_title = make_note("", TextRole.ROW_TITLE)
        self._none = make_note(
            translate(
                "Schedule",
                "Phòng này không có lãnh đạo trong danh sách đăng nhập. Báo Ban Tiếp công dân.",
            ),
            TextRole.SMALL,
            "warn",
        )
        self._leave = FormFields(theme, LEAVE_FORM, _leave_words(), name="leave", parent=self)
        self._leave.edited.connect(self.leave_edited)
        self._pin = DigitsEdit("leaderPin", _PIN_DIGITS)
        self._pin.setAccessibleName(translate("Schedule", "Mã PIN của lãnh đạo"))
        self._allow = Button(theme, "allowLate", translate("Schedule", "Cho phép"))
        self._allow.clicked.connect(self._on_allow)
        self._pin.returnPressed.connect(self._on_allow)
        self._build()

    def show_notes(self, notes: GateNotesView | None) -> None:
        """Draws both forms; without notes nothing is there."""
        self.setVisible(notes is not None)
        if notes is None:
            self._pin.clear()
            return
        self._banner.say(notes.message)
        title = translate("Schedule", "Ghi thông báo")
        if notes.is_notice_noted:
            title = translate("Schedule", "Ghi lại thông báo")
        set_text(self._title, title)
        self._notice.show_form(notes.notice)
        self._note.set_label(title)
        waiting = translate("Schedule", "Đang hỏi thành phố…")
        self._show_lacks(notes.lacks)
        owed = translate("Schedule", "Còn thiếu hồ sơ hoặc thành phần")
        reason = owed if notes.can_press else waiting
        self._note.set_available(is_available=notes.can_note, reason=reason)
        self._late.setVisible(notes.late is not None)
        if notes.late is None or notes.leave is None:
            self._pin.clear()
            return
        said = translate("Schedule", "Cho phép mốc muộn: {gate}")
        if notes.is_never_made:
            said = translate("Schedule", "Cho phép khi chưa thực hiện: {gate}")
        set_text(self._late_title, said.format(gate=word(schedule_words.GATES, notes.late)))
        has_leaders = bool(notes.leaders)
        self._none.setVisible(not has_leaders)
        leaders = tuple(Choice(value=one.id, label=one.display_name) for one in notes.leaders)
        none = Choice(value="", label=translate("Requests", "chưa chọn"))
        self._leave.set_choices(LeaveField.LEADER, (none, *leaders))
        self._leave.show_form(notes.leave)
        self._allow.set_available(is_available=notes.can_press and has_leaders, reason=waiting)

    # ---- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=8)
        layout.addWidget(self._banner)
        layout.addWidget(self._title)
        layout.addLayout(self._lacks)
        layout.addLayout(self._notice.section("notice", gap=4))
        layout.addLayout(self._right(self._note))
        late = column(theme, self._late, gap=8)
        late.addWidget(self._late_title)
        late.addWidget(self._none)
        late.addLayout(self._leave.section("leave", gap=4))
        caption = translate("Schedule", "Mã PIN của lãnh đạo, không được lưu")
        late.addWidget(make_caption(theme, caption, TextRole.SMALL_MEDIUM))
        late.addWidget(self._pin)
        late.addLayout(self._right(self._allow))
        layout.addWidget(self._late)

    def _show_lacks(self, lacks: tuple[Message, ...]) -> None:
        if lacks == self._drawn_lacks:
            return
        self._drawn_lacks = lacks
        clear(self._lacks)
        for number, lack in enumerate(lacks):
            banner = MessageBanner(self._theme, f"noticeLack-{number}", is_compact=True)
            self._lacks.addWidget(banner)
            banner.say(lack)

    def _right(self, button: Button) -> QHBoxLayout:
        line = row(self._theme)
        line.addStretch(1)
        line.addWidget(button)
        return line

    def _on_allow(self) -> None:
        pin = self._pin.text()
        self._pin.clear()
        self.allowed.emit(pin)


def _notice_words() -> FormWords:
    return FormWords(
        labels=labels_of(schedule_words.NOTICE_FIELDS, NoticeField),
        choices={NoticeField.DELIVERY: choices_of(schedule_words.DELIVERIES)},
    )


def _leave_words() -> FormWords:
    return FormWords(labels=labels_of(schedule_words.LEAVE_FIELDS, LeaveField), choices={})
