"""Thẻ sự cố: one press more writes what happened into the minutes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.record.incident import IncidentKind
from desktop.presenters.record.incident import IncidentCard
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_paragraph

_WIDTH = 360


class IncidentPanel(SidePanel):
    """Lies over the left of the session: the minutes stay in sight. Nothing is typed in it.

    kind_chosen(str): an IncidentKind; `closed`: nothing happened.
    """

    kind_chosen = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "incidentPanel", host, _WIDTH, is_left=True)
        back = translate("Incident", "Trở lại buổi tiếp")
        self.set_titles(translate("Incident", "Sự cố"), back)
        note = translate("Incident", "Nhấn số hoặc bấm: ghi ngay một dòng vào biên bản.")
        self.body.addWidget(make_paragraph(note, TextRole.BODY, "ink2"))
        self._buttons = dict[IncidentKind, Button]()
        buttons = column(theme, gap=8)
        for number, kind in enumerate(IncidentKind, start=1):
            label = words.word(sheet_words.INCIDENTS, kind)
            button = Button(theme, f"incident-{kind}", label, size=ButtonSize.LARGE)
            button.with_key(str(number))
            button.setProperty("kind", kind.value)
            button.clicked.connect(self._on_pressed)
            self._buttons[kind] = button
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def show_card(self, card: IncidentCard | None) -> None:
        """Opens, or shuts."""
        if card is None:
            self.shut()
            return
        secret = words.word(sheet_words.INCIDENTS, IncidentKind.SECRET)
        if card.is_elsewhere:
            secret = translate("Incident", "Nội dung mật (tạm dừng ngay)")
        self._buttons[IncidentKind.SECRET].set_label(secret)
        if self.isHidden():
            self.open()
            self.take_focus()

    def take_focus(self) -> None:
        """The keyboard goes to the first kind."""
        self._buttons[IncidentKind.PICTURE].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The number of a kind: no text is typed here, so that it takes none from a word."""
        kinds = tuple(IncidentKind)
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() in _PLAIN and 0 <= number < len(kinds):
            self.kind_chosen.emit(kinds[number].value)
        else:
            super().keyPressEvent(event)

    def _on_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.kind_chosen.emit(str(button.property("kind")))


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
