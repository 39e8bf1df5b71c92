#!/usr/bin/env python3
"""Draws the icon of the installed program under Windows: the one its windows show.

QT_QPA_PLATFORM=offscreen python installers/build_program_icon.py
"""

import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication

from desktop.ui.theme.icons import Icon, icon_pixmap
from desktop.ui.theme.tokens import NORMAL

OUT: Final = Path(__file__).parent / "msi" / "launcher" / "reception-room.ico"
SIDES: Final = (16, 24, 32, 48, 64, 128)


def main() -> None:
    """Writes the icon with all its sizes, each as PNG."""
    application = QGuiApplication([])
    OUT.write_bytes(icon_file([(side, _png(side)) for side in SIDES]))
    application.quit()


def icon_file(pictures: list[tuple[int, bytes]]) -> bytes:
    """An ICO file of pictures: (side in pixels < 256, PNG)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    rows = b""
    for side, picture in pictures:
        rows += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + rows + b"".join(picture for _, picture in pictures)


def _png(side: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    icon_pixmap(Icon.PEOPLE, NORMAL.accent, side, 1.0).save(buffer, "PNG")
    return bytes(buffer.data().data())


if __name__ == "__main__":
    main()
