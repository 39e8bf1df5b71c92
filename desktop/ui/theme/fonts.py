"""Loads the interface fonts that come with the program."""

import logging

from PySide6.QtGui import QFont, QFontDatabase

from desktop.files.resources import resource_path
from desktop.ui.theme.type_scale import FIGURES_FAMILY, TEXT_FAMILY

logger = logging.getLogger(__name__)

FONT_FILES = (
    "BeVietnamDesk-Regular.ttf",
    "BeVietnamDesk-Medium.ttf",
    "BeVietnamDesk-SemiBold.ttf",
    "BeVietnamFigures-Regular.ttf",
    "BeVietnamFigures-Medium.ttf",
    "BeVietnamFigures-SemiBold.ttf",
)


def load_fonts() -> None:
    """Makes the fonts known to Qt; needs a QGuiApplication. Idempotent."""
    if {TEXT_FAMILY, FIGURES_FAMILY} <= set(QFontDatabase.families()):
        return
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) < 0:
            # The program stays usable with the system's font.
            logger.warning("font not loaded file=%s", name)


def text_font(px: float, weight: int, *, has_figures: bool = False) -> QFont:
    """A font of ours.

    px: height in logical pixels; weight: 400, 500 or 600; has_figures: digits of one width,
    for clocks, counters and aligned columns only.
    """
    font = QFont()
    font.setFamilies([FIGURES_FAMILY, TEXT_FAMILY] if has_figures else [TEXT_FAMILY])
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight(weight))
    # A hinter stretches high marks by a row: "Ổ" and "ỵ" would lose ink at 13 and 14 pixels.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
