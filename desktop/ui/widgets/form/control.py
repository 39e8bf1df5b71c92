"""What every control of a form is, whatever kind of field it serves."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.form.state import FieldAccess
from desktop.ui.widgets.form.words import Choice


class Control(QWidget):
    """Shows a text and tells of every change a person makes.

    edited(str): what stands there now.
    stops: where the Tab key halts, in its order. drawn: what the style sheet draws by `state`.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.stops: tuple[QWidget, ...] = ()
        self.drawn: QWidget = self

    @abstractmethod
    def show_text(self, text: str) -> None:
        """Writes a text that is not there yet; nothing is told of it."""

    @abstractmethod
    def set_access(self, access: FieldAccess) -> None:
        """Whether a person may change it."""

    def tidy(self) -> None:
        """What is being typed is written out, as when the keyboard leaves."""

    def set_locked(self, *, is_locked: bool) -> None:
        """Whether nobody changes it any more; where it looks no other then, nothing happens."""

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other choices; the text stays. Of what is no choice nothing happens."""

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        for stop in self.stops:
            stop.setAccessibleName(name)

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the first place where something can be done."""
        first = next((one for one in self.stops if one.isEnabled()), None)
        if first is not None:
            first.setFocus(reason)

    def has_stops(self, *stops: QWidget) -> None:
        """Its places for the Tab key; the first has the keyboard for the whole."""
        self.stops = stops
        if stops:
            self.setFocusProxy(stops[0])
