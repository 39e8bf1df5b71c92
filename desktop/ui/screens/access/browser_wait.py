"""Stands in the place of the forms while a sign-in goes on in the system's browser."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.text import make_paragraph


class BrowserWait(QWidget):
    """cancelled: the officer waits no longer; reopened: the page is to be shown once more."""

    cancelled = Signal()
    reopened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("browserWait")
        layout = column(theme, self, gap=16)
        waiting = translate("SignIn", "Đang chờ đăng nhập trong trình duyệt…")
        layout.addWidget(make_paragraph(waiting, TextRole.BODY_MEDIUM))
        rest = translate(
            "SignIn",
            "Đăng nhập tại trang của cơ quan vừa mở, rồi quay lại đây. Chương trình chờ 5 phút.",
        )
        layout.addWidget(make_paragraph(rest, TextRole.BODY, "ink2"))
        self._cancel = Button(
            theme,
            "cancelBrowserButton",
            translate("SignIn", "Hủy"),
            ButtonRole.PLAIN,
            ButtonSize.LARGE,
        ).with_key("Esc")
        self._cancel.clicked.connect(self.cancelled)
        layout.addWidget(self._cancel)
        again = Button(
            theme,
            "reopenPageButton",
            translate("SignIn", "Mở lại trang đăng nhập"),
            ButtonRole.QUIET,
        )
        again.clicked.connect(self.reopened)
        layout.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def show_waiting(self, *, is_waiting: bool) -> None:
        """Shown while it goes on."""
        was_hidden = self.isHidden()
        self.setVisible(is_waiting)
        if is_waiting and was_hidden:
            self.take_focus()

    def take_focus(self) -> None:
        """The one thing to press."""
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
