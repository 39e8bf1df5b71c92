"""The foot of a sheet that asks for a reason: what stands against it, the deed, the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.conduct.verb import Obstacle
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row


class SheetFoot(QFrame):
    """Two buttons, and above them a banner while the deed cannot be done.

    confirmed, backed. name: of the deed's button; back_name: what the other one is read out as.
    The keyboard that comes here goes to the way back.
    """

    confirmed = Signal()
    backed = Signal()

    def __init__(
        self, theme: Theme, name: str, label: str, role: ButtonRole, icon: Icon, back_name: str
    ) -> None:
        super().__init__()
        self._banner = Banner(theme, f"{name}Banner", is_compact=True)
        self._confirm = Button(
            theme, f"confirm{name[:1].upper()}{name[1:]}", label, role, ButtonSize.LARGE, icon
        )
        self._back = Button(
            theme, f"{name}Back", translate("Sheet", "Trở lại"), size=ButtonSize.LARGE
        )
        self._back.setAccessibleName(back_name)
        self.setFocusProxy(self._back)
        self.setProperty("panel", "footer")
        inside = column(theme, self, gap=12, margins=(20, 12, 20, 12))
        inside.addWidget(self._banner)
        buttons = row(theme, gap=12)
        buttons.addWidget(self._confirm, 1)
        buttons.addWidget(self._back)
        inside.addLayout(buttons)
        self._confirm.clicked.connect(self.confirmed)
        self._back.clicked.connect(self.backed)

    def show_deed(self, label: str, *, obstacle: Obstacle | None, is_waiting: bool) -> None:
        """label: of the deed, while the city was not asked."""
        why = "" if obstacle is None else words.word(words.OBSTACLES, obstacle)
        waiting = translate("Sheet", "Đang báo các điểm cầu…")
        self._confirm.set_label(waiting if is_waiting else label)
        self._confirm.set_available(
            is_available=obstacle is None and not is_waiting,
            reason=why or waiting,
            is_answered=obstacle is not None,
        )
        self._banner.setVisible(obstacle is not None)
        if obstacle is not None:
            rest = translate("Sheet", "Lý do đã gõ vẫn còn. Nối lại xong thì bấm lần nữa.")
            self._banner.show_message("warn", why, rest, "")
