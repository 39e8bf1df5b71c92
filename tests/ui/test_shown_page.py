"""A page on display 2, measured in the picture that is drawn."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.papers.paper import PageImage
from desktop.presenters.display.chair_display import DEFAULT_PAGE_WIDTH
from desktop.presenters.display.chair_display_state import DocumentScene
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.scenes.shown_page import page_box
from desktop.ui.theme.fonts import text_font
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

MM_A4 = (210, 297)
MM_PER_POINT = 25.4 / 72
LETTER_POINTS = 13
"""The smaller of the two sizes that official documents have (NĐ 30/2020, Phụ lục I)."""

LEGIBLE_PX = 23
RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"
A4 = QSizeF(1400, 1980)
ROOM = QRectF(48, 124, 1264, 908)


def letter_page() -> PageImage:
    """A4 as the preview renders it: a letter at the top, a coloured line at each end."""
    width = DEFAULT_PAGE_WIDTH
    per_mm = width / MM_A4[0]
    image = QImage(width, round(MM_A4[1] * per_mm), QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(text_font(LETTER_POINTS * MM_PER_POINT * per_mm, 400))
    painter.drawText(QPointF(100 * per_mm, 40 * per_mm), "Ẫ")
    for share, colour in ((0.02, RED), (0.5, GREEN), (0.98, BLUE)):
        line = QRectF(20 * per_mm, share * image.height() - per_mm, 30 * per_mm, 2 * per_mm)
        painter.fillRect(line, QColor(colour))
    painter.end()
    stride, pixels = image.bytesPerLine(), bytes(image.constBits())
    rows = (pixels[y * stride : y * stride + 3 * width] for y in range(image.height()))
    return PageImage(width=width, height=image.height(), rgb=b"".join(rows))


def scene_size() -> QSize:
    page = letter_page()
    return QSize(page.width, page.height)


def drawn(
    theme: Theme, frames: FrameHub, qtbot: QtBot, part: PagePart, size: tuple[int, int]
) -> tuple[QImage, QRectF]:
    """Display 2 with that page, and where the page has its place."""
    scene = shown("display2-document").view.chair_display[-1]
    assert isinstance(scene, DocumentScene)
    view = SceneView(theme, "scene", frames)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_scene(replace(scene, page_image=letter_page(), part=part))
    image = view.grab().toImage()
    scale = image.height() / 1080
    place = QRectF(48 * scale, 116 * scale, 1824 * scale, 884 * scale)
    return image, page_box(QSizeF(scene_size()), place, part).intersected(place)


def ink_height(image: QImage, room: QRectF) -> int:
    """Lines with black ink, away from the coloured ones."""
    columns = range(round(room.left() + room.width() * 0.35), round(room.right()))
    lines = range(round(room.top()), round(room.bottom()))
    return sum(any(image.pixelColor(x, y).lightness() < 110 for x in columns) for y in lines)


def colours_seen(image: QImage, room: QRectF) -> set[str]:
    column = round(room.left() + room.width() * 35 / 210)
    lines = range(round(room.top()), round(room.bottom()))
    return {image.pixelColor(column, y).name() for y in lines} & {RED, GREEN, BLUE}


def test_a_letter_of_an_official_document_is_high_enough_to_be_read(
    theme: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    image, room = drawn(theme, frames, qtbot, PagePart.TOP, (1920, 1080))
    assert ink_height(image, room) >= LEGIBLE_PX


@pytest.mark.parametrize("size", [(1920, 1080), (960, 540)])
@pytest.mark.parametrize(
    ("part", "seen"),
    [
        (PagePart.TOP, {RED}),
        (PagePart.MIDDLE, {GREEN}),
        (PagePart.BOTTOM, {BLUE}),
    ],
)
def test_the_screen_and_its_miniature_show_the_same_part(
    theme: Theme,
    frames: FrameHub,
    qtbot: QtBot,
    size: tuple[int, int],
    part: PagePart,
    seen: set[str],
) -> None:
    image, room = drawn(theme, frames, qtbot, part, size)
    assert colours_seen(image, room) == seen
    below, beside = round(room.bottom()) + 4, round(room.right()) + 4
    assert image.pixelColor(round(room.center().x()), below).lightness() < 60
    assert image.pixelColor(beside, round(room.center().y())).lightness() < 60


@pytest.mark.parametrize("height", [1980, 1000, 400, 2800, 6000])
def test_three_parts_show_all_of_a_page_and_no_line_is_cut_in_each(height: int) -> None:
    seen = []
    for part in (PagePart.TOP, PagePart.MIDDLE, PagePart.BOTTOM):
        box = page_box(QSizeF(1400, height), ROOM, part)
        assert box.width() <= ROOM.width() + 0.01
        shares = ((edge - box.top()) / box.height() for edge in (ROOM.top(), ROOM.bottom()))
        seen.append(tuple(shares))
    assert seen[0][0] <= 0.0001
    assert seen[2][1] >= 0.9999
    overlap = 2 * LETTER_POINTS * MM_PER_POINT / MM_A4[1]
    for above, below in pairwise(seen):
        assert above[1] - below[0] >= overlap


def test_a_whole_page_stands_in_the_middle_of_its_place() -> None:
    box = page_box(A4, ROOM, PagePart.WHOLE)
    assert (box.height(), box.center()) == (ROOM.height(), ROOM.center())
    wide = QSizeF(1980, 1400)
    assert page_box(wide, ROOM, PagePart.TOP) == page_box(wide, ROOM, PagePart.WHOLE)
