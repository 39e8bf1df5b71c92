"""One rendered page on a grey desk, fitted to the room there is."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.papers.paper import PageImage
from desktop.presenters.view.preview import Preview, PreviewStage
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.pictures.page_image import page_to_image

_MARGIN = 24
_WIDTH_SETTLES_MS = 200
_A4_RATIO = 210 / 297


class PageView(QWidget):
    """Paints a page, or words in its place.

    width_settled(int): device pixels a page should be rendered wide, after a resize.
    """

    width_settled = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pageView")
        self._theme = theme
        self._source: PageImage | None = None
        self._image: QImage | None = None
        self._words = ""
        self._told_width = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WIDTH_SETTLES_MS)
        self._timer.timeout.connect(self._tell_width)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, page: PageImage | None, words: str) -> None:
        """A page, or `words` while there is none."""
        if page is not self._source:
            self._source = page
            self._image = None if page is None else page_to_image(page)
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def show_preview(self, preview: Preview) -> None:
        """The page of a paper that is open, or how far it is."""
        words = {
            PreviewStage.LOADING: translate("Papers", "Đang mở trang…"),
            PreviewStage.READY: translate("Papers", "Trang {page}").format(page=preview.page),
            PreviewStage.UNAVAILABLE: translate(
                "Papers", "Không xem trước được trang này. Bản gốc vẫn giữ nguyên vẹn."
            ),
        }
        self.show_page(preview.image, words[preview.stage])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("off_tint"))
        if self._image is None and not self._words:
            return  # nothing is chosen: no sheet lies on the desk
        margin = self._theme.px(_MARGIN)
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        ratio = _A4_RATIO
        if self._image is not None and self._image.height():
            ratio = self._image.width() / self._image.height()
        width = min(room.width(), room.height() * ratio)
        height = width / ratio
        sheet = QRectF(room.center().x() - width / 2, room.top(), width, height)
        painter.fillRect(sheet.adjusted(-1, -1, 1, 1), self._theme.colour("line"))
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, self._image)
            return
        painter.setPen(self._theme.colour("ink2"))
        if self._theme.tokens.paper == self._theme.tokens.night:
            painter.setPen(Qt.GlobalColor.black)
        painter.setFont(self._theme.font(TextRole.BODY))
        inner = sheet.adjusted(margin, margin, -margin, -margin)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._words)

    def _tell_width(self) -> None:
        margin = self._theme.px(_MARGIN)
        ratio = self.devicePixelRatioF()
        width = min(self.width() - 2 * margin, (self.height() - 2 * margin) * _A4_RATIO)
        wanted = max(1, round(width * ratio))
        if wanted != self._told_width:
            self._told_width = wanted
            self.width_settled.emit(wanted)
