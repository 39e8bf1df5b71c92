"""Windows that other programs of the PC cannot copy from the screen, where the system offers it.

Windows only: SetWindowDisplayAffinity (winuser.h). X11 and Wayland leave it to who may connect.
"""

import ctypes
import logging
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

logger = logging.getLogger(__name__)

EXCLUDED: Final = 0x11
"""WDA_EXCLUDEFROMCAPTURE, from Windows 10 2004 on: the window is not in the copy."""
BLACK: Final = 0x01
"""WDA_MONITOR, on older ones: it is black there."""

SetAffinity = Callable[[int, int], bool]
"""Of a native window (its handle) and an affinity; False when the system refuses."""


def system_affinity() -> SetAffinity | None:
    """What sets it on this system, None where there is no such thing."""
    if sys.platform == "win32":
        function = ctypes.WinDLL("user32").SetWindowDisplayAffinity
        function.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        function.restype = ctypes.c_int
        return lambda handle, affinity: bool(function(handle, affinity))
    return None


class CaptureGuard(QObject):
    """Keeps top-level windows out of copies of the screen. Thread: MainThread."""

    def __init__(self, set_affinity: SetAffinity) -> None:
        super().__init__()
        self._set_affinity = set_affinity

    def protect(self, window: QWidget) -> None:
        """From its next showing on; a window keeps it when its native one is made anew."""
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees the protected windows; never takes an event away."""
        is_new = event.type() in {QEvent.Type.Show, QEvent.Type.WinIdChange}
        if is_new and isinstance(watched, QWidget) and watched.isWindow():
            self._hide(watched)
        return False

    def _hide(self, window: QWidget) -> None:
        handle = window.internalWinId()
        if not handle:
            return  # not made yet: it is told of again
        if not (self._set_affinity(handle, EXCLUDED) or self._set_affinity(handle, BLACK)):
            logger.warning("screen capture not kept out window=%s", window.objectName())
