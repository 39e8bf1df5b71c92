"""A picture tile: picture, solid strip with name and quality, ring of the speaker, veil."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.ids import TrackId
from desktop.domain.media.call import SILENCE_DBFS
from desktop.ui.theme.fonts import text_font
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.optics import raised
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.marks.level_meter import blocks_of
from desktop.ui.widgets.marks.light import LightState, paint_light
from desktop.ui.widgets.marks.quality_bars import paint_quality_bars
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.picture import Picture, paint_upper_corners
from desktop.ui.widgets.text import fitted_font

_VEIL_ALPHA = 0.86
_LAMP = 18
_LEVEL_FROM = 190


@dataclass(frozen=True, slots=True, kw_only=True)
class TileLook:
    """Measures of the design and colours by token; the strip is never over the picture."""

    strip_height: float = 36
    strip_colour: str = "night"
    text_px: float = 14
    least_px: float = 13
    icon_px: float = 18
    padding: float = 10
    ring: float = 3
    ring_colour: str = "accent"
    around_colour: str = "paper"
    radius: float = 8
    veil_title_px: float = 26


OFFICER_LARGE = TileLook()
OFFICER_SMALL = TileLook(veil_title_px=16)
PREVIEW = TileLook(ring=0)
"""Of the room's own camera outside a session: it fills its place, as the card below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VeilFace:
    """The cover: what is going on, for how long. A card (camera off) hides the picture wholly."""

    title: str
    detail: str
    icon: Icon
    is_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TileFace:
    """What a tile shows beside the picture.

    microphone: its icon, None without one; level_dbfs (drawn when has_level): -96 is silence;
    bars: 0 to 4, None where nothing is measured; speaking: the word in gold, empty when silent.
    lamp: of the recording there, None where it is not known or off.
    """

    name: str
    place: str
    microphone: Icon | None
    microphone_tone: str
    level_dbfs: float
    speaking: str
    bars: int | None
    veil: VeilFace | None
    spoken: str
    has_level: bool = True
    lamp: LightState | None = None


def preview_face(name: str, place: str, veil: VeilFace | None) -> TileFace:
    """The room's own camera outside a session: without a level and without a line.

    name: empty where no camera is meant; then there is no camera's icon either.
    """
    said = veil.title if veil else place
    return TileFace(
        name=name,
        place=place,
        microphone=Icon.CAMERA if name else None,
        microphone_tone="on_night",
        level_dbfs=SILENCE_DBFS,
        has_level=False,
        speaking="",
        bars=None,
        veil=veil,
        spoken=f"{name}: {said}" if said else name,
    )


class VideoTile(QWidget):
    """One site's picture. `show_face` is idempotent, the picture follows its track by itself."""

    def __init__(self, theme: Theme, name: str, frames: FrameHub, look: TileLook) -> None:
        super().__init__()
        self._theme = theme
        self._look = look
        self._face: TileFace | None = None
        self.setObjectName(name)
        self.picture = Picture(theme, frames)
        self.picture.setParent(self)
        self._cover = _Cover(self, theme, look)

    @property
    def face(self) -> TileFace | None:
        """What was drawn last."""
        return self._face

    def set_track(self, track_id: TrackId | None) -> None:
        """Follows this track; None leaves the last picture standing under a veil."""
        self.picture.set_track(track_id)

    def show_face(self, face: TileFace) -> None:
        """Name, microphone, quality and veil."""
        if face == self._face:
            return
        self._face = face
        self.setAccessibleName(face.spoken)
        self._cover.show_veil(face.veil, face.lamp)
        look = self._look
        self._cover.set_around(look.ring_colour if face.speaking else look.around_colour)
        self.update()

    def set_look(self, look: TileLook) -> None:
        """Other measures: the tile became the large one, or small again."""
        if look != self._look:
            self._look = look
            self._cover.set_look(look)
            self.update()

    def ring_width(self) -> int:
        """Room kept around the tile for the speaker's ring."""
        return self._theme.px(self._look.ring)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ring = self.ring_width()
        height = max(1, self.height() - 2 * ring - self._strip_height())
        self.picture.setGeometry(ring, ring, max(1, self.width() - 2 * ring), height)
        self._cover.setGeometry(self.picture.geometry())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.ring_width()
        body = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        radius = self._theme.px(self._look.radius)
        if self._face is not None and self._face.speaking:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(self._look.ring_colour))
            painter.drawRoundedRect(QRectF(self.rect()), radius + ring, radius + ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._look.strip_colour))
        painter.drawRoundedRect(body, radius, radius)
        if self._face is not None:
            strip = body.adjusted(0, body.height() - self._strip_height(), 0, 0)
            _StripPainter(painter, self._theme, self._look, self.devicePixelRatioF()).paint(
                strip, self._face
            )

    def _strip_height(self) -> int:
        return self._theme.px(self._look.strip_height)


class _Cover(QWidget):
    """Over the picture: rounds its corners, and the veil when there is one."""

    def __init__(self, parent: QWidget, theme: Theme, look: TileLook) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = look
        self._veil: VeilFace | None = None
        self._lamp: LightState | None = None
        self._around = look.around_colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_look(self, look: TileLook) -> None:
        self._look = look
        self.update()

    def set_around(self, token: str) -> None:
        """What lies around the upper corners: the ring of the speaker, or the ground."""
        if token != self._around:
            self._around = token
            self.update()

    def show_veil(self, veil: VeilFace | None, lamp: LightState | None) -> None:
        if (veil, lamp) != (self._veil, self._lamp):
            self._veil, self._lamp = veil, lamp
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._veil is not None:
            shade = QColor(self._theme.colour("night2" if self._veil.is_card else "night"))
            shade.setAlphaF(1.0 if self._veil.is_card else _VEIL_ALPHA)
            painter.fillRect(rect, shade)
            self._paint_words(painter, rect, self._veil)
        if self._lamp is not None:
            self._paint_lamp(painter, rect, self._lamp)
        radius = self._theme.px(self._look.radius)
        paint_upper_corners(painter, rect, radius, self._theme.colour(self._around))

    def _paint_lamp(self, painter: QPainter, rect: QRectF, lamp: LightState) -> None:
        """In the upper right corner, on a ground of its own: no picture hides it."""
        side, gap = self._theme.px(_LAMP), self._theme.px(6)
        ground = QRectF(rect.right() - side - 2 * gap, rect.top() + gap, side + gap, side + gap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("night"))
        painter.drawRoundedRect(ground, gap, gap)
        tokens = self._theme.tokens
        bright = replace(tokens, danger=tokens.rec_night, surface=tokens.night)
        paint_light(painter, ground.adjusted(gap / 2, gap / 2, -gap / 2, -gap / 2), lamp, bright)

    def _paint_words(self, painter: QPainter, rect: QRectF, veil: VeilFace) -> None:
        title = text_font(self._look.veil_title_px * self._theme.scale, 600)
        detail = text_font(
            max(14.0, self._look.veil_title_px * 18 / 26) * self._theme.scale, 400, has_figures=True
        )
        icon_side = max(20.0, self._look.veil_title_px * 36 / 26)
        titles = self._lines(rect, veil.title, title)
        line_height = QFontMetrics(title).height()
        title_height = len(titles) * line_height
        detail_height = QFontMetrics(detail).height() if veil.detail else 0
        side, gap = self._theme.px(icon_side), self._theme.px(6)
        has_icon = rect.height() > side + title_height + detail_height + 2 * gap
        total = (side + gap if has_icon else 0) + title_height + detail_height
        top = rect.center().y() - total / 2
        if has_icon:
            pixmap = self._theme.icon(veil.icon, "on_night2", icon_side, self.devicePixelRatioF())
            painter.drawPixmap(round(rect.center().x() - side / 2), round(top), pixmap)
            top += side + gap
        for text in titles:
            self._line(painter, rect, (top, line_height), text, title, "on_night")
            top += line_height
        self._line(painter, rect, (top, detail_height), veil.detail, detail, "on_night2")

    def _lines(self, rect: QRectF, text: str, font: QFont) -> list[str]:
        """One line, or two where even the smallest letters would be cut."""
        room = rect.width() - 2 * self._theme.px(8)
        least = fitted_font(font, text, room, self._look.least_px * self._theme.scale)
        blanks = [place for place, letter in enumerate(text) if letter == " "]
        if not blanks or QFontMetrics(least).horizontalAdvance(text) <= room:
            return [text]
        middle = min(blanks, key=lambda place: abs(place - len(text) / 2))
        return [text[:middle], text[middle + 1 :]]

    def _line(
        self,
        painter: QPainter,
        rect: QRectF,
        place: tuple[float, int],
        text: str,
        font: QFont,
        token: str,
    ) -> None:
        room = rect.adjusted(self._theme.px(8), 0, -self._theme.px(8), 0)
        font = fitted_font(font, text, room.width(), self._look.least_px * self._theme.scale)
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        shown = QFontMetrics(font).elidedText(
            text, Qt.TextElideMode.ElideRight, round(room.width())
        )
        box = QRectF(room.left(), place[0], room.width(), place[1])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, shown)


class _StripPainter:
    """Paints the strip from both ends to the middle; the name takes what is left."""

    def __init__(self, painter: QPainter, theme: Theme, look: TileLook, ratio: float) -> None:
        self._painter = painter
        self._theme = theme
        self._look = look
        self._ratio = ratio
        self._left = 0.0
        self._right = 0.0

    def paint(self, strip: QRectF, face: TileFace) -> None:
        self._left = strip.left() + self._theme.px(self._look.padding)
        self._right = strip.right() - self._theme.px(self._look.padding)
        if face.microphone is not None:
            self._icon(strip, face.microphone, face.microphone_tone, at_left=True)
            if face.has_level and strip.width() >= self._theme.px(_LEVEL_FROM):
                self._level(strip, face)
        if face.bars is not None and self._fits_beside_bars(face.name):
            side = self._theme.px(20)
            box = QRectF(self._right - side, strip.center().y() - side / 2, side, side)
            paint_quality_bars(self._painter, box, face.bars, self._theme.colour("on_night"))
            self._right -= side + self._theme.px(6)
        if face.speaking:
            self._speaking(strip, face.speaking, face.name)
        self._names(strip, face)

    def _fits_beside_bars(self, name: str) -> bool:
        """A small tile has its name whole rather than the bars: the queue says the line too."""
        room = self._right - self._left - self._theme.px(20 + 6 + 4)
        is_small = self._right - self._left < self._theme.px(_LEVEL_FROM)
        return not is_small or self._least_width(name) <= room

    def _least_width(self, name: str) -> int:
        """Of the name in the smallest letters it may have."""
        least = self._font(600)
        least.setPixelSize(math.ceil(self._look.least_px * self._theme.scale))
        return QFontMetrics(least).horizontalAdvance(name)

    def _icon(self, strip: QRectF, icon: Icon, token: str, *, at_left: bool) -> None:
        side = self._theme.px(self._look.icon_px)
        pixmap = self._theme.icon(icon, token, self._look.icon_px, self._ratio)
        left = self._left if at_left else self._right - side
        self._painter.drawPixmap(round(left), round(strip.center().y() - side / 2), pixmap)
        if at_left:
            self._left += side + self._theme.px(6)
        else:
            self._right -= side + self._theme.px(4)

    def _level(self, strip: QRectF, face: TileFace) -> None:
        lit = blocks_of(face.level_dbfs)
        width, height = self._theme.px(4), self._theme.px(self._look.icon_px)
        full = QRectF(self._left, strip.center().y() - height / 2, width, height)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("night_line"))
        self._painter.drawRoundedRect(full, 2, 2)
        if lit:
            self._painter.setBrush(self._theme.colour("ok_night"))
            self._painter.drawRoundedRect(full.adjusted(0, height * (1 - lit / 12), 0, 0), 2, 2)
        self._left += width + self._theme.px(8)

    def _speaking(self, strip: QRectF, text: str, name: str) -> None:
        font = self._font(600)
        width = QFontMetrics(font).horizontalAdvance(text)
        room = self._right - self._left
        name_width = QFontMetrics(font).horizontalAdvance(name)
        icon_width = self._theme.px(self._look.icon_px + 12)
        if name_width + width + icon_width > room:
            width = 0  # the ring and the icon say it; the name is more needed
            if self._least_width(name) + icon_width > room:
                return  # the ring alone says it
        else:
            self._painter.setFont(font)
            self._painter.setPen(self._theme.colour("gold"))
            box = QRectF(self._right - width - 1, strip.top(), width + 2, strip.height())
            self._painter.drawText(raised(box, font), Qt.AlignmentFlag.AlignVCenter, text)
        self._right -= width + self._theme.px(8) if width else 0
        self._icon(strip, Icon.SPEAKING, "gold", at_left=False)

    def _names(self, strip: QRectF, face: TileFace) -> None:
        room = round(self._right - self._left - self._theme.px(4))
        least = self._look.least_px * self._theme.scale
        strong = fitted_font(self._font(600), face.name, room, least)
        name = QFontMetrics(strong).elidedText(face.name, Qt.TextElideMode.ElideRight, room)
        width = QFontMetrics(strong).horizontalAdvance(name)
        self._painter.setFont(strong)
        self._painter.setPen(self._theme.colour("on_night"))
        box = QRectF(self._left, strip.top(), room + 2, strip.height())
        self._painter.drawText(raised(box, strong), Qt.AlignmentFlag.AlignVCenter, name)
        rest = room - width - self._theme.px(8)
        if not face.place:
            return
        plain = self._font(400)
        separator = "" if self._look.strip_colour == "night2" else "· "
        place = separator + face.place
        if QFontMetrics(plain).horizontalAdvance(place) > rest:
            return  # a part of it tells nobody anything
        self._painter.setFont(plain)
        self._painter.setPen(self._theme.colour("on_night2"))
        box.setLeft(self._left + width + self._theme.px(self._look.text_px / 2))
        self._painter.drawText(raised(box, plain), Qt.AlignmentFlag.AlignVCenter, place)

    def _font(self, weight: int) -> QFont:
        return text_font(self._look.text_px * self._theme.scale, weight)
