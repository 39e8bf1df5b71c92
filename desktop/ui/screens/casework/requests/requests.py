"""Yêu cầu tiếp công dân: a request in two minutes at the left, a decision at the right."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.casework.requests.requests_state import RequestsViewState
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.screens.casework.requests.request_decision import RequestDecisionView
from desktop.ui.screens.casework.requests.request_form import RequestFormView
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.rows.folding_row import FoldingArea, FoldingBlocks
from desktop.ui.widgets.text import make_label, set_text

_NARROW = 900
"""Width of the design below which the halves stand below one another."""


_LEAST_HEIGHT = 360
"""Of the design; where there is less the halves scroll."""
_GAP = 12


class RequestsScreen(QWidget):
    """back_pressed. What is written: signals of `form` and `decision`."""

    back_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("requestsScreen")
        self._theme = theme
        self._said = ""
        self._back = Button(
            theme, "leaveRequests", translate("Requests", "Về Buổi tiếp"), ButtonRole.QUIET,
            icon=Icon.BACK,
        )  # fmt: skip
        self._back.clicked.connect(self.back_pressed)
        self._date = make_label("", TextRole.SMALL, "ink2")
        self._banner = MessageBanner(theme, "requestsBanner")
        self.form = RequestFormView(theme)
        self.decision = RequestDecisionView(theme)
        layout = column(theme, self, gap=12, margins=(24, 12, 24, 12))
        title = row(theme, gap=12)
        title.addWidget(self._back)
        heading = translate("Requests", "Yêu cầu tiếp công dân")
        title.addWidget(make_label(heading, TextRole.SCREEN_TITLE))
        title.addWidget(self._date)
        title.addStretch(1)
        layout.addLayout(title)
        layout.addWidget(self._banner)
        left, right = column(theme), column(theme)
        left.addWidget(self.form)
        right.addWidget(self.decision)
        self.form.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.decision.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        halves = FoldingBlocks(theme, [left, right], gap=_GAP, narrow=_NARROW, shares=(44, 56))
        layout.addWidget(FoldingArea(theme, halves, least=_LEAST_HEIGHT), 1)

    def show_state(self, state: RequestsViewState) -> None:
        """Draws the halves that the person may use."""
        set_text(self._date, formats.date_text(state.today))
        self._banner.say(state.message)
        self.form.setVisible(state.taking is not None)
        if state.taking is not None:
            self.form.show_view(state.taking)
        self.decision.show_view(state.deciding)
        said = "" if state.message is None else state.message.code
        if said == MessageCode.REQUEST_TAKEN and said != self._said and self.form.isVisible():
            QTimer.singleShot(0, self, self.form.take_focus)  # for the next one
        self._said = said

    def take_focus(self) -> None:
        """Who takes requests begins with a name, who decides with the first that waits."""
        if self.form.isVisible():
            self.form.take_focus()
        else:
            self.decision.take_focus()
