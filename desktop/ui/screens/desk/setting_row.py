"""One line of the screen "Cài đặt"."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy
from typing_extensions import override

from desktop.presenters.settings.settings_state import SettingRow
from desktop.ui.texts import setting_words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

SHARES = (5, 6, 4)
"""Name, value and source."""
_HEIGHT = 52
_STEPS: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Choice(QComboBox):
    """The wheel scrolls the page and changes nothing on its way."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SettingLineView(RowControl):
    """Name and technical name, value, source.

    value_chosen(str, str): the setting's key and one of its choices. stepped(str, int): Up or Down
    was pressed here, -1 is up; the next line may be one of another sheet.
    """

    value_chosen = Signal(str, str)
    stepped = Signal(str, int)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"setting-{key}")
        self._look = theme
        self._shown: SettingRow | None = None
        self._name = make_paragraph(setting_words.name_of(key), TextRole.BODY_STRONG)
        self._technical = make_label(key, TextRole.CAPTION, "ink3")
        self._value = make_paragraph("", TextRole.BODY)
        self._hint = make_paragraph("", TextRole.SMALL, "ink2")
        self._choice = Choice()
        self._choice.setObjectName(f"choice-{key}")
        self._choice.setAccessibleName(setting_words.name_of(key))
        self._choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # As wide as the column, whatever the words: columns of all rows stand below each other.
        self._choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._choice.activated.connect(self._on_activated)
        self._lock = IconLabel(theme, Icon.LOCK, 18, "ink3")
        self._source = make_paragraph("", TextRole.SMALL, "ink2")
        self._build()

    def show_row(self, state: SettingRow, *, is_last: bool) -> None:
        """Draws what holds now, or from the next start on."""
        self.set_look(is_selected=False, has_line=not is_last)
        if state == self._shown:
            return
        self._shown = state
        line = state.line
        self.setAccessibleName(setting_words.spoken(line))
        tone = "ink3" if line.is_locked else "ink"
        set_text(self._name, self._name.text(), tone)
        text = setting_words.value_of(line.key, line.value)
        set_text(self._value, setting_words.breakable(text), tone)
        self._value.setVisible(not state.choices)
        self._show_choices(state)
        source = setting_words.source_of(line.source)
        if state.is_due:
            source = translate("Settings", "Có hiệu lực từ lần mở sau")
        set_text(self._source, source, "accent" if state.is_due else "ink2")
        self._lock.setVisible(line.is_locked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = _STEPS.get(event.key())
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(self.key, steps)

    def _build(self) -> None:
        theme = self._look
        self.setMinimumHeight(theme.px(_HEIGHT))
        line = row(theme, self, gap=16, margins=(20, 6, 20, 6))
        names, values, sources = column(theme), column(theme), row(theme, gap=8)
        names.addStretch(1)
        for part in (self._name, self._technical):
            names.addWidget(part)
        names.addStretch(1)
        values.addStretch(1)
        for one in (self._value, self._choice, self._hint):
            values.addWidget(one)
        values.addStretch(1)
        set_text(self._hint, setting_words.hint_of(self.key))
        self._hint.setVisible(bool(self._hint.text()))
        sources.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignVCenter)
        sources.addWidget(self._source, 1, Qt.AlignmentFlag.AlignVCenter)
        for share, cell in zip(SHARES, (names, values, sources), strict=True):
            line.addLayout(cell, share)

    def _show_choices(self, state: SettingRow) -> None:
        choice = self._choice
        choice.setVisible(bool(state.choices))
        with QSignalBlocker(choice):
            if [choice.itemData(at) for at in range(choice.count())] != list(state.choices):
                choice.clear()
                for value in state.choices:
                    choice.addItem(setting_words.value_of(self.key, value), value)
            choice.setCurrentIndex(choice.findData(state.chosen))

    def _on_activated(self, place: int) -> None:
        self.value_chosen.emit(self.key, str(self._choice.itemData(place)))
