"""How much of the page on stage every screen shows: one list, wherever the page is led."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from typing_extensions import override

from desktop.domain.conduct.live_session import PagePart
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.fitted.short_choice import ShortChoice


class PartChoice(ShortChoice):
    """part_chosen(str): a PagePart. The wheel turns nothing that every site sees."""

    part_chosen = Signal(str)

    def __init__(self, name: str, *, is_small: bool = False) -> None:
        super().__init__()
        if is_small:
            self.setProperty("fieldSize", "small")
        self.setObjectName(name)
        self.setAccessibleName(translate("Papers", "Phần trang đang chiếu"))
        texts = {
            PagePart.WHOLE: translate("Papers", "Cả trang"),
            PagePart.TOP: translate("Papers", "Phần trên"),
            PagePart.MIDDLE: translate("Papers", "Phần giữa"),
            PagePart.BOTTOM: translate("Papers", "Phần dưới"),
        }
        for part in PagePart:
            self.addItem(texts[part], part.value)
        self.activated.connect(self._on_activated)

    def show_part(self, part: PagePart, *, is_available: bool) -> None:
        """What is shown now, and whether it can be changed from here."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(part.value))
        self.setEnabled(is_available)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_activated(self, place: int) -> None:
        self.part_chosen.emit(self.itemData(place))
