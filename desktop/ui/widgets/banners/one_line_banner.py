"""A banner that takes one line above a list: the worst message, the rest when it is asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.view.message import Message
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, row

_BESIDE = 220
"""Of the design: light, margins, code and the button, beside the words of the one line."""


class OneLineBanner(QWidget):
    """Messages, the gravest first. Folded: one line, its words shortened, and a button "Xem"."""

    def __init__(self, theme: Theme, name: str, *, most: int) -> None:
        super().__init__()
        self._theme = theme
        self._messages: tuple[Message, ...] = ()
        self._is_open = False
        self._banners = [Banner(theme, f"{name}{place}", is_compact=True) for place in range(most)]
        self._more = Button(theme, f"{name}More", "", size=ButtonSize.SMALL)
        self._more.clicked.connect(self._on_more)
        layout = row(theme, self, gap=8)
        stack = column(theme, gap=8)
        for banner in self._banners:
            banner.hide()
            stack.addWidget(banner)
        layout.addLayout(stack, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_messages(self, messages: Sequence[Message]) -> None:
        """These; without any the banner is not there. Other messages fold it again."""
        shown = tuple(messages)[: len(self._banners)]
        if [one.code for one in shown] != [one.code for one in self._messages]:
            self._is_open = False
        self._messages = shown
        self.setVisible(bool(shown))
        self._draw()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def _draw(self) -> None:
        open_now = self._messages if self._is_open else self._messages[:1]
        for place, banner in enumerate(self._banners):
            banner.setVisible(place < len(open_now))
        is_cut = False
        for banner, message in zip(self._banners, open_now, strict=False):
            said = sentence(message)
            rest = said.rest if self._is_open else self._one_line(said.fact, said.rest)
            is_cut = is_cut or rest != said.rest
            fact = said.fact if self._is_open or rest else self._one_line(said.fact, "")
            is_cut = is_cut or fact != said.fact
            banner.show_message(message.tone.value, fact, rest, said.code)
            banner.setAccessibleName(said.whole)
        self._more.setVisible(self._is_open or is_cut or len(self._messages) > 1)
        hidden = len(self._messages) - 1
        text = translate("Shell", "Xem")
        if self._is_open:
            text = translate("Shell", "Thu gọn")
        elif hidden:
            text = translate("Shell", "+{count} thông báo").format(count=hidden)
        self._more.set_label(text)

    def _one_line(self, fact: str, rest: str) -> str:
        """What has room of the rest behind its fact; of the fact itself, when there is no rest."""
        strong = QFontMetrics(self._theme.font(TextRole.BODY_STRONG))
        plain = QFontMetrics(self._theme.font(TextRole.BODY))
        room = self.width() - self._theme.px(_BESIDE)
        cut = Qt.TextElideMode.ElideRight
        if not rest:
            return strong.elidedText(fact, cut, max(room, 0))
        left = room - strong.horizontalAdvance(f"{fact} ")
        return plain.elidedText(rest, cut, left) if left > 0 else ""

    def _on_more(self) -> None:
        self._is_open = not self._is_open
        self._draw()
