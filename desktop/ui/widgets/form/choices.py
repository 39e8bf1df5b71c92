"""Controls that are chosen in: a list, a choice of few, and a box that is set or not."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QWidget,
)
from typing_extensions import override

from desktop.presenters.form.spec import YES, FieldSpec
from desktop.presenters.form.state import FieldAccess
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize, join_buttons
from desktop.ui.widgets.form.control import Control
from desktop.ui.widgets.form.words import Choice
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.layout import clear, column, row
from desktop.ui.widgets.text import make_note

_BOX, _DROP = 22, 3
"""Of the design: side of a radio button and of a box, and how far below a line's top it stands."""

_LEAST_LETTERS, _FEW_LETTERS = 12, 5
"""So wide a list is at least: one whose choices come later, and one that has them."""


class ListControl(Control):
    """A choice of some, folded in."""

    def __init__(self, theme: Theme, spec: FieldSpec, name: str) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._text = ""
        self._list = _List()
        self._list.setObjectName(name)
        self._list.setMinimumContentsLength(_FEW_LETTERS if spec.choices else _LEAST_LETTERS)
        self._list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._list.activated.connect(self._on_chosen)
        self.has_stops(self._list)
        self.drawn = self._list
        column(theme, self).addWidget(self._list)

    @override
    def set_choices(self, choices: Sequence[Choice]) -> None:
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        with QSignalBlocker(self._list):
            self._list.clear()
            for choice in choices:
                self._list.addItem(choice.label, choice.value)
        self.show_text(self._text)

    @override
    def show_text(self, text: str) -> None:
        self._text = text
        place = self._list.findData(text)
        if place != self._list.currentIndex():
            with QSignalBlocker(self._list):
                self._list.setCurrentIndex(place)

    @override
    def set_access(self, access: FieldAccess) -> None:
        self._list.setEnabled(access is FieldAccess.OPEN)

    def _on_chosen(self, place: int) -> None:
        self._text = self._choices[place].value
        self.edited.emit(self._text)


class _ButtonsControl(Control):
    """A choice of few: a button for each.

    is_exclusive: the arrow keys go through it and the Tab key halts once; else at each of them.
    """

    def __init__(self, theme: Theme, name: str, *, is_exclusive: bool = True) -> None:
        super().__init__()
        self.theme = theme
        self._name = name
        self._label = ""
        self._text = ""
        self._is_exclusive = is_exclusive
        self._choices: tuple[Choice, ...] = ()
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QAbstractButton] = {}

    @abstractmethod
    def make_button(self, choice: Choice, name: str) -> QAbstractButton:
        """Of one choice."""

    @abstractmethod
    def lay_out(self, choices: Sequence[Choice]) -> None:
        """The buttons anew."""

    @override
    def set_choices(self, choices: Sequence[Choice]) -> None:
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self.buttons = {
            choice.value: self.make_button(choice, f"{self._name}-{choice.value}")
            for choice in choices
        }
        for value, button in self.buttons.items():
            button.setCheckable(True)
            button.setProperty("value", value)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
        self.lay_out(choices)
        self.has_stops(*self.buttons.values())
        self.set_name(self._label)
        self.show_text(self._text)

    @override
    def show_text(self, text: str) -> None:
        self._text = text
        self._group.setExclusive(False)  # so that none of them can be set
        for value, button in self.buttons.items():
            button.setChecked(value == text)
        self._group.setExclusive(self._is_exclusive)
        if self._is_exclusive:
            self._halt_once()

    @override
    def set_access(self, access: FieldAccess) -> None:
        self.setEnabled(access is FieldAccess.OPEN)

    @override
    def set_name(self, name: str) -> None:
        self._label = name
        for choice, button in zip(self._choices, self.buttons.values(), strict=True):
            button.setAccessibleName(f"{name}: {choice.label}" if name else choice.label)

    @override
    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        chosen = self.buttons.get(self._text)
        if chosen is not None and chosen.isEnabled():
            chosen.setFocus(reason)
        else:
            super().take_focus(reason)

    def _halt_once(self) -> None:
        """The Tab key: at what is chosen, else at the first."""
        halt = self._text if self._text in self.buttons else next(iter(self.buttons), "")
        policies = Qt.FocusPolicy
        for value, button in self.buttons.items():
            is_halt = value == halt
            button.setFocusPolicy(policies.StrongFocus if is_halt else policies.ClickFocus)

    def _on_clicked(self) -> None:
        self.show_text(str(self.sender().property("value")))  # a second press says the same again
        self.edited.emit(self._text)


class SegmentsControl(_ButtonsControl):
    """Side by side; one below the other where there is no room."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        size: ButtonSize = ButtonSize.NORMAL,
        is_exclusive: bool = True,
    ) -> None:
        super().__init__(theme, name, is_exclusive=is_exclusive)
        self._size = size
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._split.setContentsMargins(0, 0, 0, 0)
        self._split.setSpacing(0)

    @override
    def make_button(self, choice: Choice, name: str) -> QAbstractButton:
        return Button(self.theme, name, choice.label, size=self._size)

    @override
    def lay_out(self, choices: Sequence[Choice]) -> None:
        clear(self._split)
        for button in self.buttons.values():
            self._split.addWidget(button)
        self._split.addStretch(1)
        self._fold()

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as the widest: folded it needs no more."""
        widest = max((one.minimumSizeHint().width() for one in self.buttons.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        needed = sum(button.sizeHint().width() for button in self.buttons.values())
        way = QBoxLayout.Direction
        is_upright = needed > self.width()
        self._split.setDirection(way.TopToBottom if is_upright else way.LeftToRight)
        buttons = [one for one in self.buttons.values() if isinstance(one, Button)]
        join_buttons(buttons, is_upright=is_upright)


class RadioControl(_ButtonsControl):
    """One below the other, each with what it means."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._layout = column(theme, self, gap=8)

    @override
    def make_button(self, choice: Choice, name: str) -> QAbstractButton:
        button = QRadioButton()
        button.setObjectName(name)
        return button

    @override
    def lay_out(self, choices: Sequence[Choice]) -> None:
        clear(self._layout)
        for choice, button in zip(choices, self.buttons.values(), strict=True):
            self._layout.addWidget(_Labelled(self.theme, button, choice.label, choice.note))


class CheckControl(Control):
    """A box with its own words; its text is YES or "".

    label: beside the box, broken where there is no room.
    """

    def __init__(self, theme: Theme, name: str, label: str) -> None:
        super().__init__()
        self._box = QCheckBox()
        self._box.setObjectName(name)
        self._box.clicked.connect(self._on_clicked)
        self.has_stops(self._box)
        column(theme, self).addWidget(_Labelled(theme, self._box, label, ""))

    @override
    def show_text(self, text: str) -> None:
        with QSignalBlocker(self._box):
            self._box.setChecked(text == YES)

    @override
    def set_access(self, access: FieldAccess) -> None:
        self.setEnabled(access is FieldAccess.OPEN)

    def _on_clicked(self, is_set: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.edited.emit(YES if is_set else "")


class _Labelled(QWidget):
    """A button of the system beside words that can break; they press it too."""

    def __init__(self, theme: Theme, button: QAbstractButton, label: str, note: str) -> None:
        super().__init__()
        self._button = button
        self.setProperty("choice", "true")
        button.setFixedSize(theme.px(_BOX), theme.px(_BOX))
        line = row(theme, self, gap=10)
        beside_first_line = column(theme, margins=(0, _DROP, 0, 0))
        beside_first_line.addWidget(button)
        beside_first_line.addStretch(1)
        line.addLayout(beside_first_line)
        words = column(theme, gap=2)
        for text, role, tone in ((label, TextRole.BODY, "ink"), (note, TextRole.SMALL, "ink2")):
            if text:
                words.addWidget(make_note(text, role, tone))
        line.addLayout(words, 1)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release goes elsewhere

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._button.setFocus(Qt.FocusReason.MouseFocusReason)
            self._button.click()


class _List(ChoiceList):
    """It may be narrower than its longest choice; unfolded it is wide enough for all."""

    @override
    def showPopup(self) -> None:
        view = self.view()
        beside = view.verticalScrollBar().sizeHint().width() + 2 * view.frameWidth()
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + beside))
        super().showPopup()
