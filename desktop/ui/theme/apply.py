"""Puts a theme on the application."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.ui.theme.fonts import load_fonts
from desktop.ui.theme.palette import build_palette
from desktop.ui.theme.stylesheet import build_stylesheet
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import HIGH_CONTRAST, NORMAL, Tokens
from desktop.ui.theme.type_scale import TextRole

MIN_SCALE = 1.0
MAX_SCALE = 2.5


def choose_tokens(*, is_high_contrast: bool) -> Tokens:
    """Of high contrast when it is chosen here or in the system."""
    return HIGH_CONTRAST if is_high_contrast or _wants_contrast() else NORMAL


def apply_theme(application: QApplication, theme: Theme, tokens: Tokens, scale: float) -> None:
    """Fonts, palette and style sheet of these tokens; widgets hear `theme.changed`.

    scale: over the screen's own scaling; kept within [1.0, 2.5].
    """
    load_fonts()
    application.setStyle("Fusion")
    application.setPalette(build_palette(tokens))
    theme.use(tokens, min(MAX_SCALE, max(MIN_SCALE, scale)))
    application.setFont(theme.font(TextRole.BODY))
    application.setStyleSheet(build_stylesheet(tokens, theme.scale))


def _wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    preference = accessibility().contrastPreference()
    return bool(preference == Qt.ContrastPreference.HighContrast)
