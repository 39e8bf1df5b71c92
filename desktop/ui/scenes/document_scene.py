"""A page that everybody looks at: over the whole screen where that is wider, else beside a face."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage

from desktop.domain.conduct.live_session import PagePart
from desktop.presenters.display.chair_display_state import DocumentScene
from desktop.ui.scenes.canvas import MARGIN, Canvas
from desktop.ui.scenes.parts import (
    HEADER_HEIGHT,
    HEADER_TOP,
    TURN_LINE_HEIGHT,
    paint_header,
    paint_titled_header,
    paint_turn,
    paint_turn_line,
)
from desktop.ui.scenes.scene_words import part_words
from desktop.ui.scenes.shown_page import is_cut, page_box, paint_page
from desktop.ui.texts.texts import translate

_TOP = HEADER_TOP + HEADER_HEIGHT + 16
_WIDER = 1.1
"""So much wider a page gets before it takes the place of who speaks."""

Box = tuple[float, float, float, float]


def whole_room(width: float, height: float) -> Box:
    """Left, top, width and height that a page has over the whole screen, of the design."""
    return (MARGIN, _TOP, width - 2 * MARGIN, height - _TOP - TURN_LINE_HEIGHT - 8)


def fills_screen(scene: DocumentScene, image: QImage | None, beside: Box, whole: Box) -> bool:
    """Whether the page gets wider over the whole screen; beside: its place with who speaks."""
    if image is None:
        return False
    size = QSizeF(image.size())
    narrow = page_box(size, QRectF(*beside), scene.part).width()
    wide = page_box(size, QRectF(*whole), _part_over(scene, size, beside)).width()
    return wide > narrow * _WIDER


def paint_over_screen(canvas: Canvas, scene: DocumentScene, image: QImage, beside: Box) -> None:
    """The page, its number in the line above it, whose turn it is in the one below."""
    room, size = canvas.rect(*whole_room(canvas.width, canvas.height)), QSizeF(image.size())
    part = _part_over(scene, size, beside)
    said = part_words(part) if is_cut(size, room, part) else ""
    paint_titled_header(canvas, scene.header, (_number(scene), _page(scene)), said)
    paint_page(canvas.painter, image, room, part)
    paint_turn_line(canvas, scene.turn, canvas.height - TURN_LINE_HEIGHT, scene.elapsed_s)


def paint_beside(
    canvas: Canvas, scene: DocumentScene, image: QImage | None, main: Box, side: Box
) -> None:
    """main: of the page. side: below who speaks."""
    paint_header(canvas, scene.header)
    room, part = canvas.rect(*main), ""
    if image is None:
        text = (
            translate("Scene", "Trang này chưa hiển thị được, xin vui lòng chờ.")
            if scene.is_undrawable
            else translate("Scene", "Đang mở trang, xin vui lòng chờ.")
        )
        canvas.text(room, text, px=32, tone="on_night2", flags=Qt.AlignmentFlag.AlignHCenter)
    else:
        paint_page(canvas.painter, image, room, scene.part)
        if is_cut(QSizeF(image.size()), room, scene.part):
            part = part_words(scene.part)
    left, top, width, _ = side
    canvas.text(canvas.rect(left, top, width, 44), _number(scene), px=28, weight=600)
    box = canvas.rect(left, top + 46, width, 60)
    canvas.text(box, _page(scene), px=42, weight=600, tone="gold")
    canvas.text(canvas.rect(left, top + 106, width, 40), part, px=28, tone="on_night2")
    paint_turn(canvas, scene.turn, (left, top + 160, width), scene.elapsed_s)


def _part_over(scene: DocumentScene, size: QSizeF, beside: Box) -> PagePart:
    """What is seen whole beside a face is seen whole without it."""
    return scene.part if is_cut(size, QRectF(*beside), scene.part) else PagePart.WHOLE


def _number(scene: DocumentScene) -> str:
    return translate("Scene", "Tài liệu số {number}").format(number=scene.document_number)


def _page(scene: DocumentScene) -> str:
    text = translate("Scene", "Trang {page}/{count}")
    return text.format(page=scene.page, count=scene.page_count)
