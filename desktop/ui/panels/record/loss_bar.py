"""Above the minutes while the chair is asked about a site that lost much: three answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.domain.recording.chair_answer import ChairAnswer
from desktop.presenters.record.continuity import LossCard
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.marks.badge import KeyCap
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.text import make_paragraph, set_text


class LossBar(QFrame):
    """It takes no keyboard by itself: somebody may be typing. answered(str): a ChairAnswer.

    Shift+F6 leads from the line that is typed to its first button.
    """

    answered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("lossBar")
        self.setProperty("banner", "warn")
        self._said = make_paragraph("", TextRole.SMALL)
        self._card: LossCard | None = None
        self._is_low = False
        self._key = KeyCap(theme, "Shift+F6")
        buttons = list[Button]()
        for answer in ChairAnswer:
            role = ButtonRole.PLAIN if buttons else ButtonRole.PRIMARY
            label = words.word(sheet_words.CHAIR_ANSWERS, answer)
            button = Button(theme, f"loss-{answer}", label, role, ButtonSize.SMALL)
            button.setProperty("answer", answer.value)
            button.clicked.connect(self._on_pressed)
            buttons.append(button)
        self._buttons = buttons
        self._line = FlowRow(theme, gap=8)
        self._line.show_widgets([*buttons, self._key])
        layout = column(theme, self, gap=8, margins=(16, 8, 16, 8))
        layout.addWidget(self._said)
        layout.addWidget(self._line)
        self.hide()

    def show_card(self, card: LossCard | None) -> None:
        """Draws the question; nothing while nothing is asked."""
        former, self._card = self._card, card
        if card == former:
            return
        self._show_words()
        self.setVisible(card is not None)
        if card is not None and (former is None or former.site != card.site):
            announce(self, self._said.text())

    def set_low(self, *, is_low: bool) -> None:
        """In a low column it says its first sentence alone: the buttons say the others."""
        if is_low is not self._is_low:
            self._is_low = is_low
            self._line.arrange(self._buttons if is_low else [*self._buttons, self._key])
            self._show_words()

    def _show_words(self) -> None:
        if self._card is not None:
            said = sentence_of(MessageCode.LOSS_ASKED, _data(self._card))
            set_text(self._said, said.fact if self._is_low else said.whole)

    def _on_pressed(self) -> None:
        self.answered.emit(str(self.sender().property("answer")))


def _data(card: LossCard) -> dict[str, str | int]:
    """lost: only what was."""
    parts = []
    if card.picture_s:
        parts.append(translate("Minutes", "{count} giây hình").format(count=card.picture_s))
    if card.sound_s:
        parts.append(translate("Minutes", "{count} giây tiếng").format(count=card.sound_s))
    return {"site": card.site, "lost": ", ".join(parts), "percent": card.percent}
