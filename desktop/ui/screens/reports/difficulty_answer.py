"""Headquarters writes its word on the chosen difficulty."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.reports.difficulties_state import DifficultyAnswer, DifficultyRow
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.inputs.text_area import TextArea
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class DifficultyAnswerView(QFrame):
    """text_edited(str): the answer; answered: the button."""

    text_edited = Signal(str)
    answered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("difficultyAnswer")
        self.setProperty("panel", "sheet")
        self._unit = make_paragraph("", TextRole.BODY_STRONG)
        self._what = make_paragraph("", TextRole.BODY, "ink2")
        self._text = TextArea(theme, "difficulty-answer", 6)
        self._text.text_edited.connect(self.text_edited)
        self._field = Field(
            theme, translate("Reports", "Trả lời đơn vị (có thể để trống)"), self._text
        )
        self._field.set_help("")
        self._button = Button(theme, "receiveDifficulty", "", ButtonRole.PRIMARY, icon=Icon.CHECK)
        self._button.clicked.connect(self.answered)
        layout = column(theme, self, gap=12, margins=(20, 16, 20, 20))
        layout.addWidget(make_label(translate("Reports", "Tiếp nhận"), TextRole.ROW_TITLE))
        layout.addWidget(self._unit)
        layout.addWidget(self._what)
        layout.addWidget(self._field)
        layout.addWidget(self._button)

    def show_answer(self, row: DifficultyRow | None, answer: DifficultyAnswer | None) -> None:
        """Draws the chosen difficulty; without one it says what to do."""
        hint = translate("Reports", "Chọn một mục trong danh sách để tiếp nhận hoặc trả lời.")
        set_text(self._unit, row.unit_name if row is not None else "")
        self._unit.setVisible(row is not None)
        set_text(self._what, hint if row is None else row.description)
        self._field.setVisible(answer is not None)
        self._button.setVisible(answer is not None)
        if answer is None:
            return
        self._text.show_text(answer.text)
        self._button.set_label(
            translate("Reports", "Gửi trả lời")
            if answer.can_answer
            else translate("Reports", "Tiếp nhận")
        )
        self._button.set_available(
            is_available=answer.can_answer or answer.can_receive,
            reason=translate("Reports", "Mục này đã tiếp nhận. Viết trả lời để gửi thêm."),
        )
