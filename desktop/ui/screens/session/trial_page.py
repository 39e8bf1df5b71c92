"""The page that a trial shows at every site, and that it was really painted here."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop.presenters.session.trial_state import SecondWord, TrialPageView
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_label, make_note, set_text

_SHEET_WIDTH = 116
_A4_RATIO = 210 / 297
_SECOND: Mapping[SecondWord, object] = {
    SecondWord.ABSENT: QT_TRANSLATE_NOOP("Trial", "Phòng này không thấy màn hình 2."),
    SecondWord.IDLE: QT_TRANSLATE_NOOP("Trial", "Có màn hình 2, chưa có trang để hiện."),
    SecondWord.COVERED: QT_TRANSLATE_NOOP(
        "Trial", "Màn hình 2 đang che nên chưa hiện trang. Nhấn F8 để mở."
    ),
    SecondWord.NOT_YET: QT_TRANSLATE_NOOP("Trial", "Trang chưa hiện trên màn hình 2."),
    SecondWord.DRAWN: QT_TRANSLATE_NOOP("Trial", "Trang đã hiện trên màn hình 2."),
}
_TONES: Mapping[SecondWord, str] = {
    SecondWord.ABSENT: "ink2",
    SecondWord.IDLE: "ink2",
    SecondWord.COVERED: "warn",
    SecondWord.NOT_YET: "warn",
    SecondWord.DRAWN: "ok",
}


class TrialPagePanel(QFrame):
    """asked: the button; painted(int): the page of this showing was painted on the screen."""

    asked = Signal()
    painted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("trialPagePanel")
        self.setProperty("panel", "sheet")
        self._sheet = _Sheet(theme)
        self._words = make_note("", TextRole.SMALL, "ink2")
        self._second = make_note("", TextRole.SMALL)
        self._show = Button(
            theme, "showTrialPage", "", ButtonRole.QUIET, ButtonSize.SMALL, Icon.DOCUMENT
        )
        layout = row(theme, self, gap=12)
        layout.setContentsMargins(*(round(theme.px(one)) for one in (12, 12, 12, 12)))
        layout.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(theme, gap=8)
        texts.addWidget(make_label(translate("Trial", "Trang tài liệu"), TextRole.BODY_STRONG))
        texts.addWidget(self._words)
        texts.addWidget(self._second)
        texts.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        self._show.clicked.connect(self.asked)
        self._sheet.painted.connect(self.painted)

    def show_page(self, page: TrialPageView, lacking: int) -> bool:
        """Draws it; whether it is another showing than before. lacking: sites without it."""
        set_text(self._words, _words(page, lacking))
        set_text(self._second, translate("Trial", str(_SECOND[page.second])), _TONES[page.second])
        label = translate("Trial", "Chiếu trang thử")
        if page.number:
            label = translate("Trial", "Chiếu lại trang thử")
        self._show.set_label(label)
        self._show.setVisible(page.can_show)
        return self._sheet.show_page(page.number, page.content)


class _Sheet(QWidget):
    """An empty sheet until the page came. painted(int): of which showing."""

    painted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("trialSheet")
        self.setAccessibleName(translate("Trial", "Trang thử"))
        self._theme = theme
        self._number = 0
        self._content: bytes | None = None
        self._image: QImage | None = None
        self._teller = QTimer(self)  # not while it paints: who hears of it may change the sheet
        self._teller.setSingleShot(True)
        self._teller.setInterval(0)
        self._teller.timeout.connect(self._tell)

    def show_page(self, number: int, content: bytes | None) -> bool:
        """The bytes are the program's own: the presenter looked."""
        if (number, content) == (self._number, self._content):
            return False
        self._number, self._content = number, content
        image = QImage() if content is None else QImage.fromData(content)
        self._image = None if image.isNull() else image
        self.update()
        return self._image is not None

    @override
    def sizeHint(self) -> QSize:
        width = round(self._theme.px(_SHEET_WIDTH))
        return QSize(width, round(width / _A4_RATIO))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = QRectF(self.rect())
        painter.fillRect(sheet, self._theme.colour("line"))
        painter.fillRect(sheet.adjusted(1, 1, -1, -1), Qt.GlobalColor.white)
        if self._image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(sheet.adjusted(1, 1, -1, -1), self._image)
        self._teller.start()

    def _tell(self) -> None:
        if self._image is not None:
            self.painted.emit(self._number)


def _words(page: TrialPageView, lacking: int) -> str:
    if not page.number:
        return translate("Trial", "Chưa nơi nào chiếu. Trang thử không có dữ liệu của vụ việc.")
    if page.is_foreign:
        return translate("Trial", "Trang nhận được khác trang của chương trình này nên không hiện.")
    if page.content is None:
        return translate("Trial", "{site} đang chiếu. Đang tải trang về máy này…").format(
            site=page.by
        )
    if lacking:
        return translate("Trial", "{site} đang chiếu. Còn {n} điểm cầu chưa hiện trang.").format(
            site=page.by, n=lacking
        )
    return translate("Trial", "{site} đang chiếu. Mọi điểm cầu đã hiện trang.").format(site=page.by)
