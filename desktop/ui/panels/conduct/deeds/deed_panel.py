"""A sheet beside the minutes that asks on before something is done in the session."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.conduct.deeds.asked_deed import DeedSheet
from desktop.ui.panels.conduct.deeds.sheet_foot import SheetFoot
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import ButtonRole
from desktop.ui.widgets.layout import scroll_to
from desktop.ui.widgets.side_panel import SheetPanel

_WIDTH = 480

Sheet = TypeVar("Sheet", bound=DeedSheet)


class DeedPanel(SheetPanel[Sheet], Generic[Sheet]):
    """Lies over the left of the session: the minutes stay in sight.

    confirmed; `closed`: the session goes on as it was.
    """

    confirmed = Signal()

    def __init__(
        self, theme: Theme, name: str, host: QWidget, title: str, role: ButtonRole, icon: Icon
    ) -> None:
        super().__init__(theme, f"{name}Panel", host, _WIDTH, is_left=True)
        back = translate("Sheet", "Trở lại buổi tiếp")
        self.set_titles(title, back)
        self._foot = SheetFoot(theme, name, title, role, icon, back)
        self._foot.confirmed.connect(self.confirmed)
        self._foot.backed.connect(self.closed)

    def _end_with_foot(self) -> None:
        """Called when the body stands: the keyboard reaches the deed after what it asks."""
        self.foot.addWidget(self._foot)

    @override
    def show_sheet(self, sheet: Sheet | None) -> None:
        former = self._drawn
        super().show_sheet(sheet)
        faulty = None if sheet is None else self._faulty(sheet)
        if faulty is not None and (former is None or faulty is not self._faulty(former)):
            self.body.activate()
            scroll_to(faulty)

    def _faulty(self, sheet: Sheet) -> QWidget | None:
        """What says the fault of this sheet, None when there is none."""
        raise NotImplementedError
