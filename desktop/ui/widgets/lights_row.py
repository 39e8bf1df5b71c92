"""Lights with words, side by side; where not all words fit, the most needed stay."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.light import Light, LightState
from desktop.ui.widgets.placed_row import PlacedRow
from desktop.ui.widgets.text import ElidedLabel

_LIGHT = 18
_GAP = 8


class LightWords(QWidget):
    """A light, what it says, and a clock where there is one. Its words are its accessible name."""

    def __init__(self, theme: Theme, light: LightState, text: str, clock: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._light = Light(theme, _LIGHT, light)
        line = row(theme, self, gap=_GAP)
        line.addWidget(self._light)
        self._words = [ElidedLabel(theme, TextRole.SMALL, "ink2")]
        self._words[0].set_text(text)
        if clock:
            self._words.append(ElidedLabel(theme, TextRole.SMALL_STRONG, "ink", has_figures=True))
            self._words[1].set_text(clock)
        for label in self._words:
            line.addWidget(label)
        self.setAccessibleName(f"{text} {clock}".strip())

    def whole_width(self) -> int:
        """Of the light and all its words, in device-independent pixels."""
        hints = [label.sizeHint().width() + self._theme.px(_GAP) for label in self._words]
        return self.light_width() + sum(hints)

    def light_width(self) -> int:
        """Of the light alone."""
        return self._light.sizeHint().width()

    def show_words(self, *, has_words: bool) -> None:
        """The words beside the light, or the light alone."""
        for label in self._words:
            label.setVisible(has_words)


class LightsRow(PlacedRow):
    """Every light stays; the words of the least needed go first."""

    def __init__(self, theme: Theme, *, gap: float) -> None:
        super().__init__()
        self._gap = theme.px(gap)
        self._narrow_gap = theme.px(_GAP)
        self._lights: tuple[LightWords, ...] = ()
        self._order: tuple[int, ...] = ()

    def show_lights(self, lights: Sequence[LightWords], *, order: Sequence[int]) -> None:
        """These in the place of the earlier ones; order: their places, the most needed first."""
        former, self._lights, self._order = self._lights, tuple(lights), tuple(order)
        self.take_in(former, self._lights)
        for light in lights:
            light.show()

    @override
    def sizeHint(self) -> QSize:
        width = sum(light.whole_width() for light in self._lights)
        height = max((light.sizeHint().height() for light in self._lights), default=0)
        return QSize(width + self._gap * max(0, len(self._lights) - 1), height)

    @override
    def place(self) -> None:
        spoken = self._with_words()
        left = 0
        for place, light in enumerate(self._lights):
            has_words = place in spoken
            light.show_words(has_words=has_words)
            width = light.whole_width() if has_words else light.light_width()
            light.setGeometry(left, 0, min(width, max(0, self.width() - left)), self.height())
            left += width + self._gap_after(place, spoken)

    def _with_words(self) -> set[int]:
        """As many as fit; the most needed one always, shortened if it must be."""
        spoken = set(self._order[:1])
        for place in self._order[1:]:
            if self._width_of(spoken | {place}) > self.width():
                break
            spoken.add(place)
        return spoken

    def _width_of(self, spoken: set[int]) -> int:
        width = 0
        for place, light in enumerate(self._lights):
            width += light.whole_width() if place in spoken else light.light_width()
            width += self._gap_after(place, spoken)
        return width

    def _gap_after(self, place: int, spoken: set[int]) -> int:
        """Lights alone stand close together."""
        if place == len(self._lights) - 1:
            return 0
        return self._gap if place in spoken else self._narrow_gap
