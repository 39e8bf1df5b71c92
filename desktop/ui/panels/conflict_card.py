"""Two texts of one line: a person chooses, nothing is lost before that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.minutes_state import ConflictRow
from desktop.ui.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.light import Light, LightState
from desktop.ui.widgets.text import make_label, make_paragraph


class ConflictCard(QFrame):
    """Both texts with a button each.

    settled(str, str): the line's id and the text that was chosen.
    """

    settled = Signal(str, str)

    def __init__(self, theme: Theme, state: ConflictRow) -> None:
        super().__init__()
        self._state = state
        self.setObjectName(f"conflict-{state.line_id}")
        self.setProperty("banner", "danger")
        layout = column(theme, self, gap=8, margins=(16, 12, 16, 12))
        head = row(theme, gap=8)
        head.addWidget(Light(theme, 20, LightState.FAULT))
        title = translate("Minutes", "Dòng {number}, {speaker}: hai bản khác nhau").format(
            number=state.number, speaker=state.speaker
        )
        head.addWidget(make_paragraph(title, TextRole.BODY_STRONG), 1)
        layout.addLayout(head)
        present = translate("Minutes", "Bản đang dùng")
        other = translate("Minutes", "Bản kia")
        choices = (
            ("present", present, state.present_text),
            ("other", other, state.other_text),
        )
        for name, caption, text in choices:
            layout.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
            layout.addWidget(make_paragraph(text))
            button = Button(
                theme, f"conflict-{name}-{state.line_id}", translate("Minutes", "Giữ bản này"),
                size=ButtonSize.SMALL,
            )  # fmt: skip
            button.setProperty("chosenText", text)
            button.set_available(
                is_available=state.can_settle,
                reason=translate("Minutes", "Nơi ghi dòng này chọn."),
            )
            button.clicked.connect(self._on_chosen)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_chosen(self) -> None:
        self.settled.emit(self._state.line_id, str(self.sender().property("chosenText")))
