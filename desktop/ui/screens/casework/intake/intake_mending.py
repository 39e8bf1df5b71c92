"""Phiếu cần sửa: intakes that the city would not have, to be opened again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.presenters.casework.intake.intake_state import MendableIntake, Mending
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import clear, column, row
from desktop.ui.widgets.text import make_note


class IntakeMendingView(QWidget):
    """opened(str): a visit; closed: the one in the form is given up."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeMending")
        self._theme = theme
        self._drawn: Mending | None = None
        self._boxes = column(theme, self, gap=8)
        self.hide()

    def show_mending(self, mending: Mending) -> None:
        """One box for the intake in the form, one for those that wait to be mended."""
        if mending == self._drawn:
            return
        self._drawn = mending
        clear(self._boxes)
        self.setVisible(bool(mending.rows) or mending.open is not None)
        if mending.open is not None:
            self._show_open(mending.open, has_aside=mending.has_aside)
        if mending.rows:
            self._show_waiting(mending)

    def _show_open(self, one: MendableIntake, *, has_aside: bool) -> None:
        layout = self._box("info")
        said = translate("Intake", "Đang sửa phiếu lượt {n}, {at}.")
        text = said.format(n=f"{one.ticket:02d}", at=_when(one))
        layout.addWidget(make_note(text, TextRole.SMALL))
        if has_aside:
            kept = translate("Intake", "Phiếu đang gõ dở được giữ, hiện lại khi xong phiếu này.")
            layout.addWidget(make_note(kept, TextRole.SMALL))
        label = translate("Intake", "Đóng, không sửa")
        button = Button(self._theme, "closeMended", label, size=ButtonSize.SMALL)
        button.clicked.connect(self.closed)
        self._end(layout, button)

    def _show_waiting(self, mending: Mending) -> None:
        layout = self._box("warn")
        layout.addWidget(make_note(translate("Intake", "Phiếu cần sửa"), TextRole.SMALL_STRONG))
        for one in mending.rows:
            layout.addWidget(make_note(mendable_text(one), TextRole.SMALL))
            label = translate("Intake", "Mở lại để sửa")
            button = Button(self._theme, f"mend-{one.visit_id}", label, size=ButtonSize.SMALL)
            button.setAccessibleName(f"{label}: {mendable_text(one)}")
            button.setProperty("visit", one.visit_id)
            button.clicked.connect(self._on_opened)
            self._end(layout, button)
        if mending.more:
            said = translate("Intake", "Còn {n} phiếu nữa.").format(n=mending.more)
            layout.addWidget(make_note(said, TextRole.SMALL, "ink2"))

    def _box(self, tone: str) -> QVBoxLayout:
        box = QFrame()
        set_property(box, "banner", tone)
        self._boxes.addWidget(box)
        return column(self._theme, box, gap=4, margins=(12, 8, 12, 10))

    def _end(self, layout: QVBoxLayout, button: Button) -> None:
        line = row(self._theme)
        line.addWidget(button)
        line.addStretch(1)
        layout.addLayout(line)

    def _on_opened(self) -> None:
        self.opened.emit(str(self.sender().property("visit")))


def mendable_text(one: MendableIntake) -> str:
    """Which intake, and why it is not at the city as it was typed."""
    name = ", ".join(one.names) or translate("Intake", "Người tố cáo")
    why = (
        translate("Intake", "hai máy cùng sửa")
        if one.has_clash
        else translate("Intake", "thành phố chưa nhận")
    )
    said = translate("Intake", "Lượt {n}, {at} · {name}: {why}.")
    return said.format(n=f"{one.ticket:02d}", at=_when(one), name=name, why=why)


def _when(one: MendableIntake) -> str:
    return f"{formats.hour(one.at)} {formats.day(one.at)}"
