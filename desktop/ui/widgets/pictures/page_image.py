"""A page of a paper as a QImage."""

from PySide6.QtGui import QImage

from desktop.domain.papers.paper import PageImage


def page_to_image(page: PageImage) -> QImage:
    """A rendered page as an image of its own memory."""
    stride = 3 * page.width
    image = QImage(page.rgb, page.width, page.height, stride, QImage.Format.Format_RGB888)
    return image.copy()
