"""Labels: a text with a role and a tone, and one that is shortened with an ellipsis.

Qt guesses whether a text is HTML, and would fetch what an <img> in it names: what is written here
is shown letter by letter.
"""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole

_ANY_HEIGHT = 10_000


def make_label(text: str = "", role: TextRole = TextRole.BODY, tone: str = "ink") -> QLabel:
    """A one-line label; tone is a token's name ("ink2", "ok", ...), the style sheet draws it."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("type", role.value)
    label.setProperty("tone", tone)
    return label


def make_paragraph(text: str = "", role: TextRole = TextRole.BODY, tone: str = "ink") -> QLabel:
    """A label that breaks its lines and takes the height they need."""
    label = make_label(text, role, tone)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def make_note(text: str = "", role: TextRole = TextRole.BODY, tone: str = "ink") -> QLabel:
    """A paragraph that asks for no more height than its width needs.

    What Qt would like best of a text that may break is some short lines, also of one that is short.
    """
    label = make_paragraph(text, role, tone)
    policy = label.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    label.setSizePolicy(policy)
    return label


def make_caption(theme: Theme, text: str, role: TextRole) -> QLabel:
    """A label above something: one line where it has room, else more, its words whole."""
    caption = make_note(text, role)
    caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    keep_words_whole(caption, theme.font(role))
    return caption


def keep_words_whole(paragraph: QLabel, font: QFont) -> None:
    """A column of breaking lines gets no narrower than its longest word."""
    metrics = QFontMetrics(font)
    words = paragraph.text().split()
    paragraph.setMinimumWidth(max((metrics.horizontalAdvance(word) for word in words), default=0))


def keep_width(paragraph: QLabel, width: int) -> None:
    """A column of this width, in device-independent pixels, whatever its words."""
    policy = paragraph.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
    paragraph.setSizePolicy(policy)
    paragraph.setFixedWidth(width)


def set_text(label: QLabel, text: str, tone: str | None = None) -> None:
    """Writes a text, and a tone, only when they are new."""
    if label.text() != text:
        label.setText(text)
    if tone is not None:
        set_property(label, "tone", tone)


def set_tool_tip(widget: QWidget, text: str) -> None:
    """Shows a text under the pointer, letter by letter; a tool tip has no plain format."""
    is_taken_for_html = GuiQt.mightBeRichText(text)
    widget.setToolTip(GuiQt.convertFromPlainText(text) if is_taken_for_html else text)


def fitted_font(font: QFont, text: str, room: float, least_px: float) -> QFont:
    """The font, smaller by what a line lacks in room, down to a size; all in pixels."""
    needed = QFontMetrics(font).horizontalAdvance(text)
    if needed <= room:
        return font
    smaller = QFont(font)
    fitting = math.floor(font.pixelSize() * room / needed)
    smaller.setPixelSize(min(font.pixelSize(), max(1, math.ceil(least_px), fitting)))
    return smaller


class ElidedLabel(QWidget):
    """One line that ends in "…" where it does not fit; the whole text stays its accessible name."""

    def __init__(
        self,
        theme: Theme,
        role: TextRole = TextRole.BODY,
        tone: str = "ink",
        *,
        has_figures: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._role = role
        self._tone = tone
        self._text = self._short = ""
        self._is_short_least = False
        self._has_figures = has_figures
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, tone: str | None = None) -> None:
        """Shows another text; tone is a token's name."""
        if text == self._text and tone in (None, self._tone):
            return
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_short(self, text: str, *, is_least: bool = False) -> None:
        """What is drawn where the text would be cut; empty: as much of the text as fits.

        is_least: what stands beside it gives way before this is cut as well.
        """
        if (text, is_least) != (self._short, self._is_short_least):
            self._short, self._is_short_least = text, is_least
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._role, has_figures=self._has_figures))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        width = self._theme.px(24)
        if self._is_short_least:
            metrics = QFontMetrics(self._theme.font(self._role, has_figures=self._has_figures))
            width = max(width, metrics.horizontalAdvance(self._short) + 2)
        return QSize(width, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(self._role, has_figures=self._has_figures)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._tone))
        metrics = QFontMetrics(font)
        has_room = metrics.horizontalAdvance(self._text) < self.width()
        text = self._text if has_room or not self._short else self._short
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
        )


_ROUNDING = 2
"""Device-independent pixels."""


class WrappedLabel(ElidedLabel):
    """As wide as its text in one line where there is room, else as many lines as it needs."""

    def __init__(self, theme: Theme, role: TextRole = TextRole.BODY, tone: str = "ink") -> None:
        super().__init__(theme, role, tone)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        """A little wider than its letters: broken into lines they take more, by a fraction each."""
        hint = super().sizeHint()
        return QSize(hint.width() + _ROUNDING if self._text else hint.width(), hint.height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(
            self.sizeHint().height(),
            self._metrics()
            .boundingRect(0, 0, width, _ANY_HEIGHT, Qt.TextFlag.TextWordWrap, self._text)
            .height(),
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(self._role))
        painter.setPen(self._theme.colour(self._tone))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags | Qt.TextFlag.TextWordWrap, self._text)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(self._role))
