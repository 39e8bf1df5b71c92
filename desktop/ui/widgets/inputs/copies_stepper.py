"""Số bản: how many are printed, one less or one more."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.text import make_paragraph, set_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """count: None: nobody said. most: it may be. why_not: nothing may be changed now, or ""."""

    count: int | None
    most: int
    why_not: str = ""


class CopiesStepper(QWidget):
    """chosen(int): so many. first: the number that a press begins with where nobody said one.

    name: those of its buttons begin so.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, *, first: int = 1) -> None:
        super().__init__()
        self._theme = theme
        self._first = first
        self._count: int | None = None
        self._said = make_paragraph("", TextRole.BODY_STRONG)
        self._fewer = self._step(f"{name}Fewer", translate("Signing", "Bớt"), -1)
        self._more = self._step(f"{name}More", translate("Signing", "Thêm"), 1)
        line = row(theme, self, gap=8)
        line.addWidget(self._said, 1)
        line.addWidget(self._fewer)
        line.addWidget(self._more)

    def show_copies(self, copies: Copies, *, can_set: bool = True) -> None:
        """Draws the number; the buttons are there for who may set it."""
        self._count = count = copies.count
        said = translate("Signing", "Số bản: chưa ghi")
        if count is not None:
            said = translate("Signing", "Số bản: {count}").format(count=count)
        set_text(self._said, said)
        bounds = translate("Signing", "Số bản từ 1 đến {most}.").format(most=copies.most)
        now = count or 0
        for button, is_possible in ((self._fewer, now > 1), (self._more, now < copies.most)):
            button.setVisible(can_set)
            button.set_available(
                is_available=is_possible and not copies.why_not, reason=copies.why_not or bounds
            )

    def _step(self, name: str, label: str, steps: int) -> Button:
        button = Button(self._theme, name, label, size=ButtonSize.SMALL)
        button.setAccessibleName(translate("Signing", "{verb} một bản").format(verb=label))
        button.clicked.connect(lambda: self._on_step(steps))
        return button

    def _on_step(self, steps: int) -> None:
        self.chosen.emit(self._first if self._count is None else self._count + steps)
