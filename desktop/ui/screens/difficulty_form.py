"""What is written down of a difficulty: in under a minute, one sentence is enough."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from desktop.domain.difficulty import MIN_DESCRIPTION
from desktop.presenters.difficulties_state import DifficultyField, DifficultyForm, SessionChoice
from desktop.ui import formats, report_words
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_label
from desktop.ui.widgets.text_area import TextArea
from desktop.ui.words import word

_FREQUENCY_WIDTH = 112


class DifficultyFormView(QFrame):
    """field_edited(str, str): a DifficultyField and its text; sent: the button."""

    field_edited = Signal(str, str)
    sent = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("difficultyForm")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._sessions: tuple[SessionChoice, ...] | None = None
        self._category = self._choice(DifficultyField.CATEGORY, report_words.CATEGORIES)
        self._impact = self._choice(DifficultyField.IMPACT, report_words.IMPACTS)
        self._session = QComboBox()
        self._session.setObjectName("difficulty-session")
        self._session.setMinimumContentsLength(12)
        self._session.activated.connect(self._on_session)
        self._frequency = QLineEdit()
        self._frequency.setObjectName("difficulty-frequency")
        self._frequency.setMaxLength(4)
        self._frequency.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._frequency.textEdited.connect(
            lambda text: self.field_edited.emit(DifficultyField.FREQUENCY.value, text)
        )
        self._description = TextArea(theme, "difficulty-description", 3)
        self._description.text_edited.connect(
            lambda text: self.field_edited.emit(DifficultyField.DESCRIPTION.value, text)
        )
        self._proposal = TextArea(theme, "difficulty-proposal", 2)
        self._proposal.text_edited.connect(
            lambda text: self.field_edited.emit(DifficultyField.PROPOSAL.value, text)
        )
        self._send = Button(
            theme,
            "sendDifficulty",
            translate("Reports", "Ghi nhận và gửi"),
            ButtonRole.PRIMARY,
            icon=Icon.SEND,
        )
        self._send.clicked.connect(self.sent)
        self._fields = {
            DifficultyField.DESCRIPTION: self._field(
                translate("Reports", "Khó khăn, vướng mắc gì?"), self._description
            ),
            DifficultyField.FREQUENCY: self._field(translate("Reports", "Số lần"), self._frequency),
        }
        self._build()

    def show_form(self, form: DifficultyForm) -> None:
        """Draws what is written; a text being typed is never rewritten."""
        _choose(self._category, form.category)
        _choose(self._impact, form.impact)
        self._description.show_text(form.description)
        self._proposal.show_text(form.proposal)
        if self._frequency.text() != form.frequency:
            self._frequency.setText(form.frequency)
        self._show_sessions(form)
        faults = dict(form.faults)
        too_short = translate("Reports", "Ghi ít nhất {count} ký tự.").format(count=MIN_DESCRIPTION)
        texts = {
            DifficultyField.DESCRIPTION: too_short,
            DifficultyField.FREQUENCY: translate("Reports", "Từ 1 đến 1000."),
        }
        for name, field in self._fields.items():
            field.set_error(texts[name] if name in faults else "")
        self._send.set_available(
            is_available=form.can_send,
            reason=translate("Reports", "Tài khoản này không gửi báo cáo của đơn vị."),
        )

    def take_focus(self) -> None:
        """What happened is written first."""
        self._description.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=12, margins=(20, 16, 20, 20))
        layout.addWidget(make_label(translate("Reports", "Ghi mục mới"), TextRole.ROW_TITLE))
        layout.addWidget(self._fields[DifficultyField.DESCRIPTION])
        kinds = row(theme, gap=12)
        kinds.addWidget(self._field(translate("Reports", "Nhóm"), self._category), 1)
        kinds.addWidget(self._field(translate("Reports", "Ảnh hưởng"), self._impact), 1)
        layout.addLayout(kinds)
        where = row(theme, gap=12)
        frequency = self._fields[DifficultyField.FREQUENCY]
        frequency.setFixedWidth(theme.px(_FREQUENCY_WIDTH))
        where.addWidget(frequency, 0, Qt.AlignmentFlag.AlignTop)
        session = self._field(translate("Reports", "Buổi tiếp liên quan"), self._session)
        where.addWidget(session, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(where)
        proposal = translate("Reports", "Kiến nghị (nếu có)")
        layout.addWidget(self._field(proposal, self._proposal))
        layout.addWidget(self._send)

    def _field(self, label: str, control: QLineEdit | QComboBox | TextArea) -> Field:
        field = Field(self._theme, label, control)
        field.set_help("")
        return field

    def _choice(self, name: DifficultyField, table: Mapping[StrEnum, object]) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(f"difficulty-{name}")
        choice.setProperty("field", name.value)
        for member in table:
            choice.addItem(word(table, member), member.value)
        choice.activated.connect(self._on_choice)
        return choice

    def _show_sessions(self, form: DifficultyForm) -> None:
        with QSignalBlocker(self._session):
            if form.sessions != self._sessions:
                self._sessions = form.sessions
                self._session.clear()
                self._session.addItem(translate("Reports", "không thuộc buổi nào"), "")
                for one in form.sessions:
                    text = f"{formats.short_day(one.starts_at)} {formats.hour(one.starts_at)}"
                    self._session.addItem(f"{text} · {one.title}", one.session_id)
            place = self._session.findData(form.session_id or "")
            self._session.setCurrentIndex(max(0, place))

    # ---- events ----------------------------------------------------------------------------

    def _on_choice(self, place: int) -> None:
        choice = self.sender()
        if isinstance(choice, QComboBox):
            self.field_edited.emit(str(choice.property("field")), str(choice.itemData(place)))

    def _on_session(self, place: int) -> None:
        self.field_edited.emit(
            DifficultyField.SESSION.value, str(self._session.itemData(place) or "")
        )


def _choose(choice: QComboBox, member: StrEnum) -> None:
    place = choice.findData(member.value)
    if place != choice.currentIndex():
        with QSignalBlocker(choice):
            choice.setCurrentIndex(place)
