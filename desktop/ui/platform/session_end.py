"""Answers the system's request to end the program: sign-out, restart or installer.

Windows asks every window by WM_QUERYENDSESSION, at sign-out, at a restart and for the Restart
Manager (ENDSESSION_CLOSEAPP). Qt asks us once; a "no" goes back as FALSE.
"""

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

logger = logging.getLogger(__name__)

MayEnd = Callable[[], bool]
"""Keeps what was typed; False when the program cannot end now."""


class Refusable(Protocol):
    """What takes a refusal: QSessionManager."""

    def cancel(self) -> None:
        """Refuse the end."""
        ...


class SessionEnd(QObject):
    """Asks `may_end` whenever the system wants to end programs. Thread: MainThread."""

    def __init__(self, may_end: MayEnd) -> None:
        super().__init__()
        self._may_end = may_end

    def watch(self, application: QGuiApplication) -> None:
        """From now on."""
        application.commitDataRequest.connect(self.answer, Qt.ConnectionType.DirectConnection)

    def answer(self, manager: Refusable) -> None:
        """Let the system end the program, or refuse. Called by Qt while it waits."""
        if self._may_end():
            logger.info("system may end this program")
            return
        logger.warning("system may not end this program now")
        manager.cancel()
