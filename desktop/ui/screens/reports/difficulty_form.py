"""What is written down of a difficulty: in under a minute, one sentence is enough."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.reports.difficulties_state import (
    DifficultyField,
    DifficultyForm,
    SessionChoice,
)
from desktop.presenters.reports.report_forms import DIFFICULTY_FORM
from desktop.ui.texts import formats, report_words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.form.fields import FormFields, Row
from desktop.ui.widgets.form.words import Choice, FormWords, choices_of
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.text import make_label

_ROWS = (
    DifficultyField.DESCRIPTION,
    Row(keys=(DifficultyField.CATEGORY, DifficultyField.IMPACT)),
    Row(
        keys=(DifficultyField.FREQUENCY, DifficultyField.SESSION),
        widths=((DifficultyField.FREQUENCY, 112),),
    ),
    DifficultyField.PROPOSAL,
)


class DifficultyFormView(QFrame):
    """field_edited(str, str): a DifficultyField and its text; sent: the button."""

    field_edited = Signal(str, str)
    sent = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("difficultyForm")
        self.setProperty("panel", "sheet")
        self._fields = FormFields(theme, DIFFICULTY_FORM, _words(), name="difficulty", parent=self)
        self._fields.edited.connect(self.field_edited)
        self._send = Button(
            theme,
            "sendDifficulty",
            translate("Reports", "Ghi nhận và gửi"),
            ButtonRole.PRIMARY,
            icon=Icon.SEND,
        )
        self._send.clicked.connect(self.sent)
        layout = column(theme, self, gap=12, margins=(20, 16, 20, 20))
        layout.addWidget(make_label(translate("Reports", "Ghi mục mới"), TextRole.ROW_TITLE))
        layout.addLayout(self._fields.section("difficulty", _ROWS, gap=12))
        layout.addWidget(self._send)

    def show_form(self, form: DifficultyForm) -> None:
        """Draws what is written; a text being typed is never rewritten."""
        self._fields.set_choices(DifficultyField.SESSION, _sessions(form.sessions))
        self._fields.show_form(form.typed)
        self._send.set_available(
            is_available=form.can_send,
            reason=translate("Reports", "Tài khoản này không gửi báo cáo của đơn vị."),
        )

    def take_focus(self) -> None:
        """What happened is written first."""
        self._fields.focus(DifficultyField.DESCRIPTION)


def _sessions(sessions: Sequence[SessionChoice]) -> list[Choice]:
    none = Choice(value="", label=translate("Reports", "không thuộc buổi nào"))
    return [none, *(Choice(value=one.session_id, label=_session_label(one)) for one in sessions)]


def _session_label(one: SessionChoice) -> str:
    return f"{formats.short_day(one.starts_at)} {formats.hour(one.starts_at)} · {one.title}"


def _words() -> FormWords:
    return FormWords(
        labels={
            DifficultyField.DESCRIPTION: translate("Reports", "Nội dung khó khăn, vướng mắc"),
            DifficultyField.CATEGORY: translate("Reports", "Nhóm"),
            DifficultyField.IMPACT: translate("Reports", "Ảnh hưởng"),
            DifficultyField.FREQUENCY: translate("Reports", "Số lần"),
            DifficultyField.SESSION: translate("Reports", "Buổi tiếp liên quan"),
            DifficultyField.PROPOSAL: translate("Reports", "Kiến nghị (nếu có)"),
        },
        choices={
            DifficultyField.CATEGORY: choices_of(report_words.CATEGORIES),
            DifficultyField.IMPACT: choices_of(report_words.IMPACTS),
        },
    )
