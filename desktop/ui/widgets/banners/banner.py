"""A banner: light, fact, rest, one button, small code; it pushes nothing aside."""

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy
from typing_extensions import override

from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import ElidedLabel, make_label, set_text

_LIGHTS = {
    "info": LightState.INFO,
    "ok": LightState.GOOD,
    "warn": LightState.LOWER,
    "danger": LightState.FAULT,
}

_NARROW = 480

# A path or the code of a session has no space to break at: its line would end at the edge.
_LONG_WORD: Final = re.compile(r"\S{18,}")
_AFTER_SIGN: Final = re.compile(r"(?<=[/\\-])")


class Banner(QFrame):
    """One message.

    pressed: its one button was pressed; next_asked: the button of `show_others`. most_lines: where
    its words need more of them they become small (for what lies over faces).
    """

    pressed = Signal()
    next_asked = Signal()

    def __init__(
        self, theme: Theme, name: str, *, is_compact: bool = False, most_lines: int | None = None
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._most_lines = most_lines
        self._fitted: tuple[object, ...] = ()
        self._light = Light(theme, 20 if is_compact else 24)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setProperty("type", TextRole.BODY.value)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._text.setSizePolicy(policy)
        size = ButtonSize.SMALL if is_compact else ButtonSize.NORMAL
        self._button = Button(theme, f"{name}Button", "", size=size)
        self._button.clicked.connect(self.pressed)
        self._others = Button(theme, f"{name}Others", "", ButtonRole.QUIET, ButtonSize.SMALL)
        self._others.hide()
        self._others.clicked.connect(self.next_asked)
        self._code = make_label("", TextRole.CAPTION, "ink3")
        self._fact = ElidedLabel(theme, TextRole.BODY_STRONG)
        self._fact.hide()
        self._has_code = False
        self._build(is_compact=is_compact)
        set_property(self, "banner", "info")

    def _build(self, *, is_compact: bool) -> None:
        theme = self._theme
        margins = (16, 8, 16, 8) if is_compact else (20, 12, 20, 12)
        gap = 12 if is_compact else 16
        self._upper = margins[1]
        self._is_strip = False
        self._layout = row(theme, self, gap=gap, margins=margins)
        self._words = row(theme, gap=gap)
        self._words.addWidget(self._light)
        self._words.addWidget(self._text, 1)
        self._words.addWidget(self._fact, 1)
        self._layout.addLayout(self._words, 1)
        self._tools = row(theme, gap=gap)
        self._tools.addWidget(self._others)
        self._tools.addWidget(self._button)
        self._tools.addWidget(self._code)
        self._layout.addLayout(self._tools)
        self._layout.setAlignment(self._tools, Qt.AlignmentFlag.AlignRight)

    def show_message(
        self, tone: str, fact: str, rest: str, code: str, action: str = "", *, phone: str = ""
    ) -> None:
        """Writes the message.

        tone: info, ok, warn or danger; fact and rest: plain text; action: the button's text,
        empty without one; phone: the number in the rest that is to be called, empty without one.
        """
        set_property(self, "banner", tone)
        self._light.set_state(_LIGHTS[tone])
        others = _escaped(rest)
        if phone:
            others = others.replace(_escaped(phone), _strong(phone))
        rich = f"{_strong(fact)} {others}".strip()
        if rich != self._text.text():
            self._text.setText(rich)
            self._words.invalidate()  # Qt tells only the outer layout of a new text
            self.setAccessibleName(f"{fact} {rest}".strip())
            announce(self, self.accessibleName())
        self._button.set_label(action)
        self._button.setVisible(bool(action))
        self._fold(self.width())
        self._fact.set_text(fact)
        set_text(self._code, code)
        self._has_code = bool(code)
        self._code.setVisible(self._has_code and not self._is_strip)

    def show_others(self, text: str) -> None:
        """A second, quiet button that leads to what else is to be said; empty: none."""
        self._others.set_label(text)
        self._others.setVisible(bool(text))
        self._fold(self.width())

    def set_strip(self, *, is_strip: bool) -> None:
        """Only the fact and the buttons, in one line; or all of it."""
        if is_strip == self._is_strip:
            return
        self._is_strip = is_strip
        self._text.setVisible(not is_strip)
        self._fact.setVisible(is_strip)
        self._code.setVisible(self._has_code and not is_strip)
        upper = self._theme.px(2 if is_strip else self._upper)
        side = self._theme.px(16 if is_strip else 20)
        self._layout.setContentsMargins(side, upper, side, upper)
        self._words.invalidate()
        self._fold(self.width())
        self.updateGeometry()

    @override
    def heightForWidth(self, width: int) -> int:
        self._fold(width)
        return super().heightForWidth(width)

    def fresh_height(self, width: int) -> int:
        """The height for this width of what was written just now; no layout has seen it yet."""
        if self._most_lines is not None and not self._is_strip:
            self._fit(width, self._most_lines)
        return self._height_anew(width)

    def _fit(self, width: int, most_lines: int) -> None:
        tools = [one.text() for one in (self._button, self._others) if not one.isHidden()]
        fitted = (self._text.text(), width, self._theme.scale, *tools)
        if fitted == self._fitted:
            return
        self._fitted = fitted
        set_property(self._text, "type", TextRole.BODY.value)
        margins = self._layout.contentsMargins()
        room = most_lines * self._text.fontMetrics().lineSpacing()
        if self._height_anew(width) > room + margins.top() + margins.bottom():
            set_property(self._text, "type", TextRole.SMALL.value)

    def _height_anew(self, width: int) -> int:
        for layout in (self._words, self._tools, self._layout):
            layout.invalidate()
        return self.heightForWidth(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold(event.size().width())
        super().resizeEvent(event)

    def _fold(self, width: int) -> None:
        """Button and code go below the words where these would have no room beside them."""
        has_button = not (self._button.isHidden() and self._others.isHidden())
        is_narrow = has_button and not self._is_strip and width < self._theme.px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() is not way:
            self._layout.setDirection(way)
            self.updateGeometry()


def _strong(text: str) -> str:
    return f'<span style="font-weight:600">{_escaped(text)}</span>'


def _escaped(text: str) -> str:
    text = _LONG_WORD.sub(lambda word: _AFTER_SIGN.sub("\u200b", word[0]), text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
