"""Lines that two sites changed: both versions, one above the other, at the right of the session."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.record.minutes import LineVersion
from desktop.presenters.record.minutes_state import ConflictRow
from desktop.ui.panels.record.conflict_card import ConflictCard
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.layout import clear, column, scroll_to
from desktop.ui.widgets.side_panel import SidePanel

_WIDTH = 560


class ConflictPanel(SidePanel):
    """Opens at a line; shuts by itself when nothing is left to choose.

    settled(str, LineVersion): the line's id and the version that was chosen.
    """

    settled = Signal(str, LineVersion)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "conflictPanel", host, _WIDTH)
        self._drawn: tuple[ConflictRow, ...] = ()
        self._cards = column(theme, gap=16)
        self.set_titles(
            translate("Minutes", "Dòng có hai bản"), translate("Minutes", "Để chọn sau")
        )
        self.body.addLayout(self._cards)
        self.body.addStretch(1)
        self.closed.connect(self.shut)

    def show_conflicts(self, conflicts: tuple[ConflictRow, ...]) -> None:
        """Draws what is still to be chosen."""
        if conflicts == self._drawn:
            return
        self._drawn = conflicts
        clear(self._cards)
        for one in conflicts:
            card = ConflictCard(self._theme, one)
            card.settled.connect(self.settled)
            self._cards.addWidget(card)
        if not conflicts:
            self.shut()

    def open_at(self, line_id: str) -> None:
        """Shows the two versions of this line; the keyboard goes to its first button."""
        self.open()
        for place in range(self._cards.count()):
            item = self._cards.itemAt(place)
            card = item.widget() if item is not None else None
            if isinstance(card, ConflictCard) and card.line_id == line_id:
                card.take_focus(Qt.FocusReason.OtherFocusReason)
                scroll_to(card)
