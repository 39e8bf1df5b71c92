"""The one table of icons: concept to file, and how an icon becomes pixels."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.files.resources import resource_path


class Icon(StrEnum):
    """A concept; its value is the name of the file in `resources/icons`."""

    AGENCY = "building-2"
    ALERT = "triangle-alert"
    BACK = "chevron-left"
    CALENDAR = "calendar-days"
    CALL_AGENCY = "phone-call"
    CAMERA = "video"
    CAMERA_OFF = "video-off"
    CHECK = "check"
    CHOOSE_FILE = "files"
    CLOCK = "clock"
    CLOSE = "x"
    CONCLUDE = "gavel"
    CONSULT = "users-round"
    DOCUMENT = "file-text"
    DOWN = "chevron-down"
    EXPORT = "file-down"
    FLAG = "flag"
    FOLDER = "folder-open"
    FORWARD = "chevron-right"
    GO = "arrow-right"
    HAND = "hand"
    HELP = "circle-help"
    HIDE = "eye-off"
    HISTORY = "history"
    IMAGE = "image"
    KEY = "key-round"
    KEYBOARD = "keyboard"
    LEAVE = "log-out"
    LINE_LOST = "wifi-off"
    LIST_STEPS = "list-checks"
    LOCK = "lock"
    MICROPHONE = "mic"
    MICROPHONE_OFF = "mic-off"
    MONITOR = "monitor"
    PAUSE = "pause"
    PEN = "pencil"
    PEOPLE = "users"
    PHONE = "phone"
    PLAY = "play"
    PRESENT = "presentation"
    PRINT = "printer"
    REFRESH = "refresh-cw"
    SEARCH = "search"
    SEND = "send"
    SETTINGS = "settings"
    SHIELD = "shield-alert"
    SHOW = "eye"
    SPEAKER = "volume-2"
    SPEAKING = "speech"
    STOP = "square"
    TIMER = "timer"
    UNSENT = "cloud-upload"
    UNSENT_OFF = "cloud-off"
    WINDOW_SECOND = "picture-in-picture-2"


_CURRENT_COLOUR = b"currentColor"


def icon_pixmap(icon: Icon, colour: str, size: int, pixel_ratio: float) -> QPixmap:
    """One icon as pixels, sharp at the screen's own resolution.

    colour: `#RRGGBB` of a token; size: logical pixels, > 0; pixel_ratio: of the screen, > 0.
    """
    source = resource_path("icons", f"{icon}.svg").read_bytes()
    coloured = QByteArray(source.replace(_CURRENT_COLOUR, colour.encode("ascii")))
    renderer = QSvgRenderer(coloured)
    side = max(1, round(size * pixel_ratio))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap


def window_icon(colour: str) -> QIcon:
    """The program's icon for the task bar, in the usual sizes."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        icon.addPixmap(icon_pixmap(Icon.PEOPLE, colour, side, 1.0))
    return icon
