"""Below the speaking queue: what the chair does with the chosen row, and who of this room asks."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.domain.conduct.speaking_queue import MAX_HAND_REASON_CHARACTERS
from desktop.presenters.conduct.roster.roster_state import RosterRow
from desktop.presenters.conduct.speaking_state import AskPanel, RowAction, SpeakerLine
from desktop.presenters.conduct.verb import Verb, VerbState
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.text import ElidedLabel

_REASON_WIDTH = 94
_KEYS = {RowAction.UP: "Alt+↑", RowAction.DOWN: "Alt+↓", RowAction.LOWER: "Delete"}


class QueueTools(QWidget):
    """What is done with one row of the queue, named in its caption, and with all hands.

    action_pressed(str): a RowAction. clear_pressed: every hand.
    """

    action_pressed = Signal(str)
    clear_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("queueTools")
        self._whom = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._flow = FlowRow(theme, gap=6)
        self._buttons = {one: self._make(theme, one) for one in RowAction}
        armed = words.word(words.ARMED, Verb.LOWER_ALL)
        self._clear = Button(
            theme, "queueClear", words.word(words.VERBS, Verb.LOWER_ALL), size=ButtonSize.SMALL
        ).with_armed_text(armed)
        self._clear.clicked.connect(self.clear_pressed)
        self._flow.show_widgets((*self._buttons.values(), self._clear))
        layout = column(theme, self, gap=4, margins=(12, 0, 12, 0))
        layout.addWidget(self._whom)
        layout.addWidget(self._flow)

    def show_tools(self, chosen: RosterRow | None, clear: VerbState | None) -> None:
        """Of this row; of none, where nothing can be done with any."""
        actions = () if chosen is None else chosen.actions
        self.setVisible(bool(actions) or clear is not None)
        if chosen is not None:
            reason = "" if chosen.hand is None else chosen.hand.reason
            text = translate("Session", "Với {label}:").format(label=chosen.label)
            self._whom.set_text(f"{text} {reason}".rstrip())
        self._whom.setVisible(bool(actions))
        shown: list[QWidget] = [self._buttons[one] for one in actions]
        if clear is not None:
            self._clear.set_armed(is_armed=clear.is_armed)
            shown.append(self._clear)
        self._flow.arrange(shown)

    def _make(self, theme: Theme, action: RowAction) -> Button:
        text = words.word(words.ROW_ACTIONS, action)
        button = Button(theme, f"queue-{action.value}", text, size=ButtonSize.SMALL)
        if action in _KEYS:
            button.setAccessibleDescription(_KEYS[action])
        button.setProperty("action", action.value)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.action_pressed.emit(str(self.sender().property("action")))


class AskBar(QWidget):
    """Who of this room asks to speak, and why.

    asked(str, str): a label and a reason; also when the reason of a raised hand was typed anew.
    withdrawn(str): a label.
    """

    asked = Signal(str, str)
    withdrawn = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("askBar")
        self._panel: AskPanel | None = None
        self._who = ChoiceList()
        self._who.setObjectName("askWho")
        self._who.setAccessibleName(translate("Session", "Người xin nói"))
        self._who.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._who.setMinimumContentsLength(8)
        self._press = Button(theme, "askPress", "", ButtonRole.PLAIN, ButtonSize.SMALL)
        self._reason = QLineEdit()
        self._reason.setObjectName("askReason")
        self._reason.setMaxLength(MAX_HAND_REASON_CHARACTERS)
        self._reason.setPlaceholderText(translate("Session", "Lý do, nếu có"))
        self._reason.setAccessibleName(translate("Session", "Lý do xin nói, nếu có"))
        self._reason.setMinimumWidth(theme.px(_REASON_WIDTH))
        layout = column(theme, self, gap=6, margins=(12, 0, 12, 0))
        layout.addWidget(self._who)
        line = row(theme, gap=8)
        line.addWidget(self._reason, 1)
        line.addWidget(self._press)
        layout.addLayout(line)
        self._who.activated.connect(self._on_chosen)
        self._press.clicked.connect(self._on_pressed)
        self._reason.returnPressed.connect(self._on_reason)

    def show_asking(self, panel: AskPanel | None) -> None:
        """Who may ask here, and whose hand is up."""
        self.setVisible(panel is not None)
        if panel is None or panel == self._panel:
            return
        former, self._panel = self._panel, panel
        names = [one.label for one in panel.speakers]
        if former is None or names != [one.label for one in former.speakers]:
            with QSignalBlocker(self._who):
                place = max(0, self._who.currentIndex())
                self._who.clear()
                self._who.addItems(names)
                self._who.setCurrentIndex(min(place, len(names) - 1))
        self._draw()

    def _draw(self) -> None:
        speaker = self._speaker()
        if speaker is None:
            return
        verb = Verb.LOWER_HAND if speaker.has_hand_up else Verb.ASK_FLOOR
        self._press.set_label(words.word(words.VERBS, verb))
        if not self._reason.hasFocus():
            self._reason.setText(speaker.reason)

    def _speaker(self) -> SpeakerLine | None:
        speakers = () if self._panel is None else self._panel.speakers
        place = self._who.currentIndex()
        return speakers[place] if 0 <= place < len(speakers) else None

    def _on_chosen(self) -> None:
        self._reason.clearFocus()
        self._draw()

    def _on_pressed(self) -> None:
        speaker = self._speaker()
        if speaker is not None and speaker.has_hand_up:
            self.withdrawn.emit(speaker.label)
        elif speaker is not None:
            self.asked.emit(speaker.label, self._reason.text())

    def _on_reason(self) -> None:
        speaker = self._speaker()
        if speaker is not None:
            self.asked.emit(speaker.label, self._reason.text())
