"""The scene "đọc biên bản": the line that is read, large, and the lines around it."""

from desktop.presenters.display.chair_display_state import PublicLine, ReadBackScene
from desktop.ui.scenes.canvas import MARGIN, Canvas
from desktop.ui.scenes.parts import FOOTER_HEIGHT, paint_header
from desktop.ui.texts.texts import translate

CURRENT_PX = 44.0
"""On a screen of 768 lines 23 pt; on larger ones more."""
LEAST_CURRENT_PX = 39.0
"""20 pt on a screen of 768 lines."""
AROUND_PX = 30.0

_NUMBER_WIDTH = 92.0
_GAP = 22.0
_PADDING = 26.0


def paint_read_back(canvas: Canvas, scene: ReadBackScene, box: tuple[float, ...]) -> None:
    """box: left, top, width, height of the design, for the lines."""
    paint_header(canvas, scene.header)
    left, top, width, height = box
    title = translate("Scene", "Đọc lại biên bản")
    canvas.text(canvas.rect(left, top, width * 0.6, 56), title, px=40, weight=600)
    place = translate("Scene", "dòng {number} trong {count}").format(
        number=scene.number, count=scene.count
    )
    taken = canvas.width_of(place, px=28) + 8
    canvas.text(canvas.rect(left + width - taken, top, taken, 56), place, px=28, tone="on_night2")
    _paint_lines(canvas, scene, (left, top + 76, width, height - 76))
    foot = canvas.height - FOOTER_HEIGHT
    canvas.line(MARGIN, foot, canvas.width - 2 * MARGIN)
    said = translate("Scene", "Có chỗ chưa đúng, xin nói ngay với Cán bộ tiếp dân.")
    canvas.text(canvas.rect(MARGIN, foot + 30, canvas.width - 2 * MARGIN, 80), said, px=34)


def _paint_lines(
    canvas: Canvas, scene: ReadBackScene, room: tuple[float, float, float, float]
) -> None:
    """The line that is read has its room first; the others have what is left."""
    left, top, width, height = room
    wide = width - _NUMBER_WIDTH - _PADDING
    current = next(one for one in scene.lines if one.is_current)
    px = CURRENT_PX
    if _height_of(canvas, current, wide, px) > height:
        px = LEAST_CURRENT_PX
    needed = min(height, _height_of(canvas, current, wide, px))
    before = [one for one in scene.lines if one.number < current.number]
    after = [one for one in scene.lines if one.number > current.number]
    above = sum(_height_of(canvas, one, wide, AROUND_PX) + _GAP for one in before)
    if above + needed > height:
        before, above = [], 0.0
    for one in before:
        top += _paint_line(canvas, one, (left, top, wide), AROUND_PX) + _GAP
    box = canvas.rect(left, top, width, needed)
    canvas.painter.fillRect(box, canvas.theme.colour("night2"))
    canvas.painter.fillRect(canvas.rect(left, top, 8, needed), canvas.theme.colour("gold"))
    canvas.painter.save()
    canvas.painter.setClipRect(box)
    _paint_line(canvas, current, (left, top + _PADDING, wide), px)
    canvas.painter.restore()
    top += needed + _GAP
    for one in after:
        if top + _height_of(canvas, one, wide, AROUND_PX) > room[1] + height:
            return
        top += _paint_line(canvas, one, (left, top, wide), AROUND_PX) + _GAP


def _height_of(canvas: Canvas, line: PublicLine, width: float, px: float) -> float:
    padding = 2 * _PADDING if line.is_current else 0.0
    return 44 + canvas.height_of(line.text, width, px=px) + padding


def _paint_line(
    canvas: Canvas, line: PublicLine, place: tuple[float, float, float], px: float
) -> float:
    """Number, who spoke, what was said; returns the height it took."""
    left, top, width = place
    tone = "gold" if line.is_current else "on_night2"
    number = canvas.rect(left + _PADDING, top, _NUMBER_WIDTH - _PADDING, 44)
    canvas.text(number, str(line.number), px=30, weight=600, tone=tone)
    speaker = line.speaker or translate("Scene", "Người tố cáo")
    begin = left + _NUMBER_WIDTH
    canvas.text(canvas.rect(begin, top, width, 40), speaker, px=26, weight=600, tone=tone)
    words = canvas.rect(begin, top + 44, width, canvas.height)
    tone = "on_night" if line.is_current else "on_night2"
    return 44 + canvas.paragraph(words, line.text, px=px, tone=tone)
