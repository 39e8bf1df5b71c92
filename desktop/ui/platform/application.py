"""Builds the Qt application: style, fonts, language, focus ring; starts and ends its loop."""

import logging
import os
import threading
from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.files.resources import resource_path
from desktop.ui.platform.immortals import protect_immortals
from desktop.ui.platform.session_end import MayEnd, SessionEnd
from desktop.ui.theme.apply import apply_theme, choose_tokens
from desktop.ui.theme.focus import FocusRing
from desktop.ui.theme.icons import window_icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL

logger = logging.getLogger(__name__)

TRANSLATIONS = {"vi": ("qt_vi",), "en": ("reception-room_en", "reception-room-texts_en")}
"""The files of `resources/translations` a language needs; the program speaks Vietnamese itself."""
LANGUAGES = tuple(TRANSLATIONS)
QUIT_LIMIT_S = 5.0
"""An event loop that does not end by then is left by force."""

_FORCED_EXIT_CODE = 70


class DeskApplication:
    """Owns the QApplication, its theme, translators and focus ring.

    Thread: MainThread.
    """

    def __init__(
        self, *, language: str = "vi", scale: float = 1.0, is_high_contrast: bool = False
    ) -> None:
        self._language = language if language in LANGUAGES else "vi"
        self._scale = scale
        self._is_high_contrast = is_high_contrast
        self._translators: list[QTranslator] = []
        self._ring: FocusRing | None = None
        self._guard: threading.Timer | None = None
        self._session_end: SessionEnd | None = None
        self.qt: QApplication | None = None
        self.theme: Theme | None = None

    def start(self, arguments: Sequence[str] = ()) -> Theme:
        """Makes the application; windows may be built afterwards. Returns the theme for them."""
        protect_immortals()
        existing = QApplication.instance()
        if isinstance(existing, QApplication):
            qt = existing
        else:
            QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
                Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
            )
            qt = QApplication(list(arguments))
        qt.setApplicationName("reception-room")
        qt.setQuitOnLastWindowClosed(False)
        self.qt = qt
        self._install_language(qt)
        tokens = choose_tokens(is_high_contrast=self._is_high_contrast)
        self.theme = Theme(tokens, self._scale)
        apply_theme(qt, self.theme, tokens, self._scale)
        qt.setWindowIcon(window_icon(NORMAL.accent))
        self._ring = FocusRing(self.theme, qt)
        return self.theme

    def ask_before_end(self, may_end: MayEnd) -> None:
        """`may_end` answers whenever the system wants to end programs, after `start`."""
        if self.qt is None:
            raise RuntimeError("start() comes first")
        self._session_end = SessionEnd(may_end)
        self._session_end.watch(self.qt)

    def run(self) -> int:
        """The event loop; returns its exit code."""
        if self.qt is None:
            raise RuntimeError("start() comes first")
        code = self.qt.exec()
        if self._guard is not None:
            self._guard.cancel()
        return code

    def quit(self, code: int = 0) -> None:
        """Ends the loop; the process is ended by force when that takes over QUIT_LIMIT_S."""
        if self.qt is None or self._guard is not None:
            return
        self._guard = threading.Timer(QUIT_LIMIT_S, _leave_by_force)
        self._guard.name = "quit-guard"
        self._guard.daemon = True
        self._guard.start()
        self.qt.exit(code)

    def _install_language(self, qt: QApplication) -> None:
        locale = QLocale(
            QLocale.Language.Vietnamese if self._language == "vi" else QLocale.Language.English,
            QLocale.Country.Vietnam,
        )
        QLocale.setDefault(locale)
        for name in TRANSLATIONS[self._language]:
            translator = QTranslator(qt)
            if translator.load(str(resource_path("translations", f"{name}.qm"))):
                qt.installTranslator(translator)
                self._translators.append(translator)
            else:
                logger.warning("translation not loaded name=%s", name)


def _leave_by_force() -> None:
    """Thread: quit-guard."""
    logger.error("event loop did not end limit_s=%s", QUIT_LIMIT_S)
    os._exit(_FORCED_EXIT_CODE)
