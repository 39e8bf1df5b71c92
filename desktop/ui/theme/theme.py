"""The theme that is in force: what every widget asks for colours, sizes, fonts and icons."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPixmap

from desktop.ui.theme.fonts import text_font
from desktop.ui.theme.icons import Icon, icon_pixmap
from desktop.ui.theme.tokens import Tokens
from desktop.ui.theme.type_scale import TEXT_SIZES, TextRole


class Theme(QObject):
    """Tokens and scale; one object for the program, handed to every widget.

    changed: tokens or scale are new; widgets measure and paint again.
    """

    changed = Signal()

    def __init__(self, tokens: Tokens, scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tokens = tokens
        self.scale = scale
        self._pixmaps: dict[tuple[Icon, str, int, float], QPixmap] = {}

    def use(self, tokens: Tokens, scale: float) -> None:
        """Another theme or scale."""
        self.tokens = tokens
        self.scale = scale
        self._pixmaps.clear()
        self.changed.emit()

    def px(self, length: float) -> int:
        """A length of the design in logical pixels at this scale."""
        return round(length * self.scale)

    def colour(self, token: str) -> QColor:
        """The colour of a token, by its name in `Tokens`."""
        return QColor(str(getattr(self.tokens, token)))

    def font(self, role: TextRole, *, has_figures: bool = False) -> QFont:
        """The font of a role at this scale."""
        size = TEXT_SIZES[role]
        return text_font(size.px * self.scale, size.weight, has_figures=has_figures)

    def icon(self, icon: Icon, token: str, size: float, pixel_ratio: float) -> QPixmap:
        """An icon in a token's colour. size: of the design, before scaling."""
        colour = str(getattr(self.tokens, token))
        key = (icon, colour, self.px(size), pixel_ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = icon_pixmap(icon, colour, key[2], pixel_ratio)
            self._pixmaps[key] = found
        return found
