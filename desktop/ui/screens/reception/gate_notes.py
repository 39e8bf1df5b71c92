"""Beside the gates of a planned session: the notice that went out, and a leader's leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.presenters.reception.gates.gate_forms import (
    NOTICE_FORM,
    WITNESS_FORM,
    NoticeField,
    WitnessField,
)
from desktop.presenters.reception.schedule_state import GateNotesView
from desktop.presenters.view.message import Message
from desktop.ui.panels.desk.leave_panel import LeaveNames, LeavePanel
from desktop.ui.screens.reception import schedule_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import clear, column, row
from desktop.ui.widgets.text import make_label, make_note, set_text


class GateNotesPanel(QWidget):
    """notice_edited(str, str): a NoticeField and its text; notice_noted: the button.

    witness_edited(str, str), witnessed: of a session elsewhere, in a person's words.
    leave_edited(str, str): a LeaveField and its text; allowed(str): the leader's PIN, which is
    gone from here then. invitation_asked: it is to be printed.
    """

    notice_edited = Signal(str, str)
    notice_noted = Signal()
    witness_edited = Signal(str, str)
    witnessed = Signal()
    leave_edited = Signal(str, str)
    allowed = Signal(str)
    invitation_asked = Signal()

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
        self._invite = Button(
            theme,
            "printInvitation",
            translate("Schedule", "In giấy mời…"),
            icon=Icon.PRINT,
        )
        self._invite.clicked.connect(self.invitation_asked)
        self._witness = QWidget()
        self._witness_title = make_label("", TextRole.ROW_TITLE)
        self._words = FormFields(
            theme,
            WITNESS_FORM,
            _witness_words(),
            name="witness",
            parent=self,
            enter=EnterKey.SUBMIT,
        )
        self._words.edited.connect(self.witness_edited)
        self._words.submitted.connect(self.witnessed)
        self._note_witness = Button(theme, "noteWitness", "")
        self._note_witness.clicked.connect(self.witnessed)
        names = LeaveNames(prefix="leave", pin="leaderPin", button="allowLate")
        self._leave = LeavePanel(theme, names, translate("Schedule", "Cho phép"))
        self._leave.edited.connect(self.leave_edited)
        self._leave.allowed.connect(self.allowed)
        self._build()

    def show_notes(self, notes: GateNotesView | None) -> None:
        """Draws both forms; without notes nothing is there."""
        self.setVisible(notes is not None)
        if notes is None:
            self._leave.hide_leave()
            return
        self._banner.say(notes.message)
        title = translate("Schedule", "Ghi thông báo")
        if notes.is_notice_noted:
            title = translate("Schedule", "Ghi lại thông báo")
        set_text(self._title, title)
        self._notice.show_form(notes.notice)
        self._note.set_label(title)
        self._invite.setVisible(bool(notes.invitation_of))
        waiting = translate("Schedule", "Đang hỏi thành phố…")
        self._show_lacks(notes.lacks)
        owed = translate("Schedule", "Còn thiếu hồ sơ hoặc thành phần")
        reason = owed if notes.can_press else waiting
        self._note.set_available(is_available=notes.can_note, reason=reason)
        self._show_witness(notes, waiting)
        if notes.late is None or notes.leave is None:
            self._leave.hide_leave()
            return
        said = translate("Schedule", "Cho phép mốc muộn: {gate}")
        if notes.is_never_made:
            said = translate("Schedule", "Cho phép khi chưa thực hiện: {gate}")
        title = said.format(gate=word(schedule_words.GATES, notes.late))
        self._leave.show_leave(title, notes.leave, notes.leaders, can_press=notes.can_press)

    # ---- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=8)
        layout.addWidget(self._banner)
        layout.addLayout(self._right(self._invite))
        layout.addWidget(self._title)
        layout.addLayout(self._lacks)
        layout.addLayout(self._notice.section("notice", gap=4))
        layout.addLayout(self._right(self._note))
        inside = column(theme, self._witness, gap=8)
        inside.addWidget(self._witness_title)
        note = translate(
            "Schedule",
            "Buổi họp trên nền tảng khác, máy không đo được. Mốc ghi bằng lời và tên của người "
            "ghi.",
        )
        inside.addWidget(make_note(note, TextRole.SMALL, "ink2"))
        inside.addLayout(self._words.section("witness", gap=4))
        inside.addLayout(self._right(self._note_witness))
        layout.addWidget(self._witness)
        layout.addWidget(self._leave)

    def _show_witness(self, notes: GateNotesView, waiting: str) -> None:
        self._witness.setVisible(notes.witness is not None)
        if notes.witness is None or notes.witnessed is None:
            return
        gate = word(schedule_words.GATES, notes.witnessed)
        title = translate("Schedule", "Người ghi nhận: {gate}").format(gate=gate)
        set_text(self._witness_title, title)
        self._words.show_form(notes.witness)
        self._note_witness.set_label(translate("Schedule", "Ghi mốc này"))
        self._note_witness.set_available(is_available=notes.can_press, reason=waiting)

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


def _witness_words() -> FormWords:
    return FormWords(labels=labels_of(schedule_words.WITNESS_FIELDS, WitnessField))


def _notice_words() -> FormWords:
    return FormWords(
        labels=labels_of(schedule_words.NOTICE_FIELDS, NoticeField),
        choices={NoticeField.DELIVERY: choices_of(schedule_words.DELIVERIES)},
    )
