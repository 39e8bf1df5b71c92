"""Controls that are typed in: one line, a private line, several lines, a text that is only read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit
from typing_extensions import override

from desktop.presenters.form.spec import FieldKind, FieldSpec
from desktop.presenters.form.state import FieldAccess
from desktop.presenters.form.values import hidden, tidied, typed
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.form.control import Control
from desktop.ui.widgets.inputs.text_area import TextArea
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.text import make_note, set_text, set_tool_tip

_IN_FIGURES = frozenset(
    {
        FieldKind.DATE,
        FieldKind.TIME,
        FieldKind.MOMENT,
        FieldKind.NUMBER,
        FieldKind.PHONE,
        FieldKind.IDENTITY,
        FieldKind.PAPER,
        FieldKind.BIRTH,
    }
)
"""Where no input method composes (ux.md 1.4)."""

_NUMBERS = frozenset({FieldKind.IDENTITY, FieldKind.PAPER})
"""Of a person's paper: their private text has its ends shown, and a button for the rest."""

_EYES = {False: Icon.SHOW, True: Icon.HIDE}
_WORD_BESIDE_FROM = 230
"""Width of the design in which the whole number stands beside the word of its button."""

_WITH_GROUPS = 2
"""Times the length that is kept: so much may be pasted with blanks and points in between."""


class LineControl(Control):
    """One line. A private one shows its text while it has the keyboard, else but its ends."""

    def __init__(self, theme: Theme, spec: FieldSpec, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._spec = spec
        self._text = ""
        self._is_revealed = False
        self._line = _Line()
        self._line.setObjectName(name)
        is_grouped = spec.kind in _NUMBERS
        self._line.setMaxLength(spec.max_length * (_WITH_GROUPS if is_grouped else 1))
        if spec.kind in _IN_FIGURES:
            self._line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._line.textEdited.connect(self._on_edited)
        self._line.entered.connect(self._on_entered)
        self._line.left.connect(self._on_left)
        self.has_stops(self._line)
        self.drawn = self._line
        self._lock = IconLabel(theme, Icon.LOCK, 18, "ink2")
        self._lock.setObjectName(f"{name}Lock")
        self._lock.hide()
        layout = row(theme, self, gap=8)
        layout.addWidget(self._lock)
        self._reveal = self._reveal_button(theme, name)
        if self._reveal is None:
            layout.addWidget(self._line, 1)
            return
        frame = QFrame()
        frame.setProperty("panel", "field")
        self._line.setProperty("bare", "true")
        inside = row(theme, frame, gap=8, margins=(12, 1, 4, 1))
        inside.addWidget(self._line, 1)
        inside.addWidget(self._reveal)
        layout.addWidget(frame, 1)
        self.drawn = frame

    @override
    def show_text(self, text: str) -> None:
        self._text = text
        self._draw()

    @override
    def set_access(self, access: FieldAccess) -> None:
        self._line.setReadOnly(access is FieldAccess.READ_ONLY)
        self.setEnabled(access is not FieldAccess.DISABLED)
        if self._reveal is not None:
            # who types here sees the text; who only reads it gets to the button by Tab
            is_read = access is FieldAccess.READ_ONLY
            policy = Qt.FocusPolicy.TabFocus if is_read else Qt.FocusPolicy.NoFocus
            self._reveal.setFocusPolicy(policy)
        self._draw()

    @override
    def set_locked(self, *, is_locked: bool) -> None:
        self._lock.setVisible(is_locked)
        if self._reveal is None:
            set_property(self._line, "bare", str(is_locked).lower())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_reveal()

    def _reveal_button(self, theme: Theme, name: str) -> Button | None:
        if not self._spec.is_private or self._spec.kind not in _NUMBERS:
            return None
        button = Button(
            theme,
            f"{name}-reveal",
            translate("Form", "Hiện"),
            ButtonRole.QUIET,
            ButtonSize.SMALL,
            Icon.SHOW,
        )
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_reveal)
        return button

    def _is_hidden(self) -> bool:
        is_typed_in = self._line.hasFocus() and not self._line.isReadOnly()
        return self._spec.is_private and not self._is_revealed and not is_typed_in

    def _draw(self) -> None:
        shown = hidden(self._spec.kind, self._text) if self._is_hidden() else self._text
        if self._line.text() != shown:
            self._line.setText(shown)
            self._line.setCursorPosition(0)

    def _on_edited(self, text: str) -> None:
        kept = typed(self._spec.kind, text)[: self._spec.max_length]
        if kept != text:
            place = len(typed(self._spec.kind, text[: self._line.cursorPosition()]))
            self._line.setText(kept)
            self._line.setCursorPosition(place)
        self._text = kept
        self.edited.emit(kept)

    def _on_entered(self) -> None:
        self._draw()

    def _on_left(self) -> None:
        self._set_revealed(is_revealed=False)
        self.tidy()
        self._draw()

    @override
    def tidy(self) -> None:
        text = tidied(self._spec.kind, self._text)
        if text != self._text:
            self._text = text
            self.edited.emit(text)

    def _on_reveal(self) -> None:
        self._set_revealed(is_revealed=not self._is_revealed)
        self._draw()

    def _set_revealed(self, *, is_revealed: bool) -> None:
        self._is_revealed = is_revealed
        self._name_reveal()

    def _name_reveal(self) -> None:
        """A narrow field keeps its number in sight: the button is an eye without a word there."""
        if self._reveal is None:
            return
        label = translate("Form", "Ẩn") if self._is_revealed else translate("Form", "Hiện")
        is_narrow = self.width() < self._theme.px(_WORD_BESIDE_FROM)
        self._reveal.set_label("" if is_narrow else label, _EYES[self._is_revealed])
        self._reveal.setAccessibleName(label)
        set_tool_tip(self._reveal, label if is_narrow else "")


class AreaControl(Control):
    """Several lines."""

    def __init__(self, theme: Theme, spec: FieldSpec, name: str) -> None:
        super().__init__()
        self._area = TextArea(theme, name, spec.lines)
        self._area.text_edited.connect(self.edited)
        self.has_stops(self._area.editor)
        self.drawn = self._area
        column(theme, self).addWidget(self._area)

    @override
    def show_text(self, text: str) -> None:
        self._area.show_text(text)

    @override
    def set_access(self, access: FieldAccess) -> None:
        self._area.editor.setReadOnly(access is FieldAccess.READ_ONLY)
        self._area.setEnabled(access is not FieldAccess.DISABLED)


class ShownControl(Control):
    """A text that is only read; the Tab key passes it by."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._label = make_note()
        self._label.setObjectName(name)
        column(theme, self).addWidget(self._label)

    @override
    def show_text(self, text: str) -> None:
        set_text(self._label, text)

    @override
    def set_access(self, access: FieldAccess) -> None:
        self._label.setEnabled(access is not FieldAccess.DISABLED)

    @override
    def set_name(self, name: str) -> None:
        self._label.setAccessibleDescription(name)


class _Line(QLineEdit):
    """entered, left: the keyboard came or went; a menu of the line itself is neither."""

    entered = Signal()
    left = Signal()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.entered.emit()
            if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
                self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
