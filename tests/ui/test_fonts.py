import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.theme.apply import apply_theme
from desktop.ui.theme.fonts import text_font
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.theme.type_scale import LINE_EM, TEXT_FAMILY, TEXT_SIZES, TextRole
from desktop.ui.widgets.text import make_label

pytestmark = pytest.mark.ui
TALL = "ẪỘỖẾ ặựỵ ẲỔẶ"
VISIBLE = 20  # of 255: less than a twelfth of a pixel is not ink
SCALES = (1.0, 1.25, 1.5, 2.0, 2.5)


def inked_rows(image: QImage, ground: QColor) -> set[int]:
    return {
        y
        for y in range(image.height())
        if any(
            abs(image.pixelColor(x, y).lightness() - ground.lightness()) > VISIBLE
            for x in range(image.width())
        )
    }


def free_rows(font_scale: float, role: TextRole) -> set[int]:
    """Rows the text inks when nothing can cut it off, counted from the top of its line."""
    size = TEXT_SIZES[role]
    font = text_font(size.px * font_scale, size.weight)
    metrics = QFontMetrics(font)
    margin = 60
    image = QImage(
        metrics.horizontalAdvance(TALL) + 20, metrics.height() + 2 * margin,
        QImage.Format.Format_RGB32,
    )  # fmt: skip
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    painter.drawText(QPoint(10, margin + metrics.ascent()), TALL)
    painter.end()
    return {row - margin for row in inked_rows(image, QColor("white"))}


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("role", list(TextRole))
def test_no_ink_of_the_tallest_letters_is_lost(theme: Theme, role: TextRole, scale: float) -> None:
    size = TEXT_SIZES[role]
    font = text_font(size.px * scale, size.weight)
    assert theme.tokens is NORMAL
    assert QFontInfo(font).family() == TEXT_FAMILY
    rows = free_rows(scale, role)
    height = QFontMetrics(font).height()
    assert min(rows) >= 0
    assert max(rows) < height
    assert height == pytest.approx(LINE_EM * round(size.px * scale), abs=1.01)


@pytest.mark.parametrize("scale", SCALES)
def test_a_label_of_natural_height_shows_every_row(qapp: QApplication, scale: float) -> None:
    theme = Theme(NORMAL)
    apply_theme(qapp, theme, NORMAL, scale)
    for role in (TextRole.CAPTION, TextRole.BODY, TextRole.SCREEN_TITLE):
        label = make_label(TALL, role)
        label.ensurePolished()
        label.resize(label.sizeHint())
        image = QImage(label.size(), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        label.render(image, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        assert len(inked_rows(image, QColor("white"))) >= len(free_rows(scale, role)) - 1
    qapp.setStyleSheet("")


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_figures_of_clocks_have_one_width(theme: Theme, weight: int) -> None:
    assert theme.scale == 1.0
    metrics = QFontMetrics(text_font(22, weight, has_figures=True))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    prose = QFontMetrics(text_font(22, weight))
    assert len({prose.horizontalAdvance(digit) for digit in "0123456789"}) > 1
