"""What this PC itself has: room on its disk, printers."""

import ctypes
import logging
import shutil
import subprocess
import sys
from pathlib import Path

LIST_LIMIT_S = 4.0
_LOCAL_AND_CONNECTED = 0x2 | 0x4
_NAMES_ONLY = 4

logger = logging.getLogger(__name__)


def disk_free_bytes(folder: Path) -> int | None:
    """Free for this user on the disk of `folder`; None when it cannot be read."""
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        logger.warning("disk not readable reason=%s", type(error).__name__)
        return None


def count_printers() -> int | None:
    """Printers that this PC knows; None when nobody can say. May take some seconds."""
    if sys.platform == "win32":
        return _count_windows_printers()
    lister = shutil.which("lpstat")
    if lister is None:
        return 0  # no print system, no printer
    try:
        listed = subprocess.run(  # noqa: S603 - found by name, fixed arguments
            [lister, "-e"], capture_output=True, text=True, timeout=LIST_LIMIT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        logger.warning("printers not listed reason=%s", type(error).__name__)
        return None
    return len(listed.stdout.split())


def _count_windows_printers() -> int | None:
    """EnumPrintersW, level 4 (the one that asks no server)."""
    spooler = ctypes.WinDLL("winspool.drv")  # type: ignore[attr-defined,unused-ignore]
    needed, returned = ctypes.c_ulong(0), ctypes.c_ulong(0)
    arguments = (_LOCAL_AND_CONNECTED, None, _NAMES_ONLY)
    spooler.EnumPrintersW(*arguments, None, 0, ctypes.byref(needed), ctypes.byref(returned))
    if not needed.value:
        return 0
    buffer = ctypes.create_string_buffer(needed.value)
    is_listed = spooler.EnumPrintersW(
        *arguments, buffer, needed, ctypes.byref(needed), ctypes.byref(returned)
    )
    return int(returned.value) if is_listed else None
