"""Leaving with unsent data: stay, or go and send later (S-130)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.view.message import Message
from desktop.ui.texts import formats
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_WIDTH = 480


class ExitPanel(SidePanel):
    """A decision at the right of the window, not a dialog.

    leaving_chosen: exit now; `closed` means stay.
    """

    leaving_chosen = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "exitPanel", host, _WIDTH)
        self.set_titles(translate("Shell", "Thoát chương trình"), translate("Shell", "Ở lại"))
        self._fact = make_paragraph("", TextRole.BODY_STRONG)
        self._rest = make_paragraph("", TextRole.BODY)
        self._amount = make_label("", TextRole.BODY, "ink2")
        self._code = make_label("", TextRole.CAPTION, "ink3")
        self._code.setObjectName("exitCode")
        stay = Button(
            theme, "stayButton", translate("Shell", "Ở lại"), ButtonRole.PRIMARY, ButtonSize.LARGE
        )
        leave = Button(
            theme, "leaveButton", translate("Shell", "Thoát và gửi sau"), size=ButtonSize.LARGE
        )
        for widget in (self._fact, self._rest):
            self.body.addWidget(widget)
        amount = row(theme, gap=12)
        amount.addWidget(self._amount, 1)
        amount.addWidget(self._code)
        self.body.addLayout(amount)
        buttons = row(theme, gap=12)
        buttons.addWidget(stay)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        stay.clicked.connect(self.closed)
        leave.clicked.connect(self.leaving_chosen)

    def show_message(self, message: Message | None) -> None:
        """Opens with the question, or shuts."""
        if message is None:
            self.shut()
            return
        said = sentence(message)
        set_text(self._fact, said.fact)
        set_text(self._rest, said.rest)
        set_text(self._code, said.code)
        items, size = message.data.get("items"), message.data.get("bytes")
        if isinstance(items, int) and isinstance(size, int):
            text = translate("Shell", "Chưa gửi: {items} mục, {size}")
            set_text(self._amount, text.format(items=items, size=formats.size(size)))
        self.open()
