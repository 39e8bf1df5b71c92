"""A banner: light, fact, rest, one button, small code; it pushes nothing aside."""

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.light import Light, LightState
from desktop.ui.widgets.text import make_label, set_text

_LIGHTS = {
    "info": LightState.INFO,
    "ok": LightState.GOOD,
    "warn": LightState.LOWER,
    "danger": LightState.FAULT,
}

# A path has no space to break at: a line of it would end in the middle, at the banner's edge.
_LONG_WORD: Final = re.compile(r"\S{25,}")
_AFTER_SLASH: Final = re.compile(r"(?<=[/\\])")


class Banner(QFrame):
    """One message.

    pressed: its one button was pressed.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, name: str, *, is_compact: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
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
        self._code = make_label("", TextRole.CAPTION, "ink3")
        margins = (16, 8, 16, 8) if is_compact else (20, 12, 20, 12)
        layout = row(theme, self, gap=12 if is_compact else 16, margins=margins)
        layout.addWidget(self._light)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._code)
        set_property(self, "banner", "info")

    def show_message(self, tone: str, fact: str, rest: str, code: str, action: str = "") -> None:
        """Writes the message.

        tone: info, ok, warn or danger; fact and rest: plain text; action: the button's text,
        empty without one.
        """
        set_property(self, "banner", tone)
        self._light.set_state(_LIGHTS[tone])
        rich = f'<span style="font-weight:600">{_escaped(fact)}</span> {_escaped(rest)}'.strip()
        if rich != self._text.text():
            self._text.setText(rich)
            self.setAccessibleName(f"{fact} {rest}".strip())
            announce(self, self.accessibleName())
        self._button.set_label(action)
        self._button.setVisible(bool(action))
        set_text(self._code, code)
        self._code.setVisible(bool(code))


def _escaped(text: str) -> str:
    text = _LONG_WORD.sub(lambda word: _AFTER_SLASH.sub("\u200b", word[0]), text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
