"""A guest in a browser, in the sheet of calls: the button that makes a link, and the link."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.presenters.conduct.calls.calling import CallSheet
from desktop.presenters.conduct.calls.guest_links import GuestLinkLine
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.layout import column, panel
from desktop.ui.widgets.text import make_note, set_text


class GuestPart:
    """`ask`: below the sites that were found. `link`: above, with the calls. on_asked: make one."""

    def __init__(self, theme: Theme, on_asked: Callable[[], None]) -> None:
        self.ask, self.link = panel("row"), panel("row")
        asking = column(theme, self.ask, gap=8)
        self._who = make_note("", TextRole.BODY_STRONG)
        asking.addWidget(self._who)
        hint = translate("Calls", "Nơi chưa có phần mềm vào bằng trình duyệt, qua liên kết.")
        asking.addWidget(make_note(hint, TextRole.SMALL, "ink2"))
        label = translate("Calls", "Tạo liên kết")
        self._make = Button(theme, "makeGuestLink", label, ButtonRole.PLAIN, icon=Icon.CALL_AGENCY)
        asking.addWidget(self._make)
        made = column(theme, self.link, gap=8)
        self._for = make_note("", TextRole.BODY_STRONG)
        made.addWidget(self._for)
        self._url = QLineEdit()
        self._url.setObjectName("guestLink")
        self._url.setReadOnly(True)
        self._url.setAccessibleName(translate("Calls", "Liên kết dùng một lần"))
        made.addWidget(self._url)
        self._until = make_note("", TextRole.SMALL, "ink2")
        made.addWidget(self._until)
        self._copy = Button(theme, "copyGuestLink", translate("Calls", "Sao chép liên kết"))
        made.addWidget(self._copy)
        self._make.clicked.connect(on_asked)
        self._copy.clicked.connect(self._on_copied)

    def show_sheet(self, sheet: CallSheet) -> None:
        """Whom a link would be for, and the one that was made."""
        self.ask.setVisible(bool(sheet.guest))
        set_text(self._who, translate("Calls", "Khách: {name}").format(name=sheet.guest))
        name = translate("Calls", "Tạo liên kết cho {name}").format(name=sheet.guest)
        self._make.setAccessibleName(name)
        waiting = translate("Calls", "Đang báo máy chủ…")
        self._make.set_available(is_available=not sheet.is_waiting, reason=waiting)
        self.link.setVisible(sheet.link is not None)
        if sheet.link is not None:
            self._show_link(sheet.link)

    def _show_link(self, link: GuestLinkLine) -> None:
        set_text(self._for, translate("Calls", "Liên kết cho {name}").format(name=link.name))
        if self._url.text() != link.url:
            self._url.setText(link.url)
            self._url.setCursorPosition(0)
        until = formats.hour(link.expires_at)
        text = translate("Calls", "Mở được một lần, đến {time}. Chỉ gửi cho nơi được mời.")
        set_text(self._until, text.format(time=until))

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._url.text())
