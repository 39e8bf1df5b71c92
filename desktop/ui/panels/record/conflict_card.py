"""Two versions of one line: a person chooses, nothing is lost before that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.domain.record.minutes import LineVersion
from desktop.presenters.record.minutes_state import ConflictRow
from desktop.presenters.record.version_difference import stretches
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.fitted.marked_text import MarkedText, Words
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_label, make_paragraph


class ConflictCard(QFrame):
    """Both versions with a button each; who says it and in which sense only where they differ.

    settled(str, LineVersion): the line's id and the version that was chosen.
    """

    settled = Signal(str, LineVersion)

    def __init__(self, theme: Theme, state: ConflictRow) -> None:
        super().__init__()
        self._state = state
        self.setObjectName(f"conflict-{state.line_id}")
        self.setProperty("banner", "warn")
        layout = column(theme, self, gap=8, margins=(16, 12, 16, 12))
        head = row(theme, gap=8)
        head.addWidget(Light(theme, 20, LightState.LOWER))
        title = translate("Minutes", "Dòng {number}, {speaker}: hai bản khác nhau").format(
            number=state.number, speaker=state.present.speaker
        )
        head.addWidget(make_paragraph(title, TextRole.BODY_STRONG), 1)
        layout.addLayout(head)
        self._versions = {"present": state.present, "other": state.other}
        captions = {
            "present": translate("Minutes", "Bản đang dùng"),
            "other": translate("Minutes", "Bản kia"),
        }
        self._buttons = list[Button]()
        others = {"present": state.other.text, "other": state.present.text}
        for name, version in self._versions.items():
            caption = " · ".join((captions[name], *_differing(version, state)))
            layout.addWidget(make_label(caption, TextRole.SMALL_STRONG, "ink2"))
            layout.addWidget(MarkedText(theme, _words(version.text, others[name])))
            button = Button(
                theme, f"conflict-{name}-{state.line_id}", translate("Minutes", "Giữ bản này"),
                size=ButtonSize.SMALL,
            )  # fmt: skip
            button.setProperty("version", name)
            button.set_available(
                is_available=state.can_settle,
                reason=translate("Minutes", "Nơi ghi dòng này chọn."),
            )
            button.clicked.connect(self._on_chosen)
            self._buttons.append(button)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not state.can_settle:
            reason = translate("Minutes", "Nơi ghi dòng này chọn.")
            layout.addWidget(make_paragraph(reason, TextRole.SMALL, "ink2"))

    @property
    def line_id(self) -> str:
        """Of the line that has two versions."""
        return str(self._state.line_id)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """The keyboard goes to the first button that can be pressed."""
        self._buttons[0].setFocus(reason)

    def _on_chosen(self) -> None:
        chosen = self._versions[str(self.sender().property("version"))]
        self.settled.emit(self._state.line_id, chosen)


def _words(text: str, other: str) -> tuple[Words, ...]:
    """The text; what only this version has is marked."""
    return tuple(Words(text=one.text, is_marked=one.is_different) for one in stretches(text, other))


def _differing(version: LineVersion, state: ConflictRow) -> tuple[str, ...]:
    differing = []
    if state.present.speaker != state.other.speaker:
        differing.append(version.speaker)
    if state.present.kind is not state.other.kind:
        differing.append(words.word(words.LINE_KINDS, version.kind))
    return tuple(differing)
