"""The people of a group: who signed the designation, who speaks, and who is taken in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.casework.intake.intake_state import GroupView, MemberRow
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize, join_buttons
from desktop.ui.widgets.layout import clear, column, row, rule
from desktop.ui.widgets.text import make_note, set_text


class IntakeGroup(QWidget):
    """signed_toggled(str), representative_toggled(str), removed(str): a member's id.

    taken_in(str): this one is written in section 1 from now on. paper_asked: the designation that
    they sign.
    """

    signed_toggled = Signal(str)
    representative_toggled = Signal(str)
    removed = Signal(str)
    taken_in = Signal(str)
    paper_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeGroup")
        self._theme = theme
        self._rows: dict[str, _MemberLine] = {}
        self._lawful = make_note("", TextRole.SMALL, "ink2")
        self._lines = column(theme)
        self._print = Button(
            theme,
            "printDesignation",
            translate("Intake", "In giấy cử đại diện…"),
            size=ButtonSize.SMALL,
            icon=Icon.PRINT,
        )
        self._print.clicked.connect(self.paper_asked)
        layout = column(theme, self, gap=6)
        layout.addWidget(self._lawful)
        layout.addLayout(self._lines)
        below = row(theme)
        below.addWidget(self._print)
        below.addStretch(1)
        layout.addLayout(below)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key halts, in its order."""
        lines = self._rows.values()
        return tuple(one for line in lines for one in line.stops)

    def show_group(self, group: GroupView) -> None:
        """Draws its people; lines change in place, so that the keyboard stays where it is."""
        set_text(self._lawful, _lawful_text(group))
        if list(self._rows) != [one.id for one in group.rows]:
            self._make(group)
        for one in group.rows:
            self._rows[one.id].show_member(one)
        is_chosen = any(one.is_representative for one in group.rows)
        nobody = translate("Intake", "Chọn người đại diện trước khi in.")
        self._print.set_available(is_available=is_chosen, reason=nobody)

    def _make(self, group: GroupView) -> None:
        clear(self._lines)
        self._rows = {}
        for one in group.rows:
            line = _MemberLine(self._theme, one.id)
            line.signed.clicked.connect(self._on_signed)
            line.speaks.clicked.connect(self._on_representative)
            line.remove.clicked.connect(self._on_removed)
            line.take_in.clicked.connect(self._on_taken_in)
            self._rows[one.id] = line
            self._lines.addWidget(line)
            self._lines.addWidget(rule())

    def _on_signed(self) -> None:
        self.signed_toggled.emit(str(self.sender().property("member")))

    def _on_representative(self) -> None:
        self.representative_toggled.emit(str(self.sender().property("member")))

    def _on_taken_in(self) -> None:
        key = str(self.sender().property("member"))
        self._rows[key].take_in.setChecked(True)  # a second press of it changes nothing
        self.taken_in.emit(key)

    def _on_removed(self) -> None:
        self.removed.emit(str(self.sender().property("member")))


class _MemberLine(QWidget):
    """Name and address, and three buttons that are pressed in or not."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._name = make_note("", TextRole.SMALL_STRONG)
        self._address = make_note("", TextRole.SMALL, "ink2")
        small = ButtonSize.SMALL
        self.signed = Button(theme, f"member-signed-{key}", "", size=small)
        self.speaks = Button(theme, f"member-speaks-{key}", "", size=small)
        self.take_in = Button(theme, f"member-person-{key}", "", size=small)
        self.remove = Button(theme, f"member-remove-{key}", "", ButtonRole.QUIET, small, Icon.CLOSE)
        for button in self.stops:
            button.setProperty("member", key)
        for button in (self.signed, self.speaks, self.take_in):
            button.setCheckable(True)
        layout = column(theme, self, gap=4, margins=(0, 6, 0, 6))
        first = row(theme, gap=8)
        words = column(theme)
        words.addWidget(self._name)
        words.addWidget(self._address)
        first.addLayout(words, 1)
        first.addWidget(self.remove)
        marks = row(theme)
        for button in (self.signed, self.speaks, self.take_in):
            marks.addWidget(button)
        marks.addStretch(1)
        join_buttons([self.signed, self.speaks, self.take_in])
        layout.addLayout(first)
        layout.addLayout(marks)

    @property
    def stops(self) -> tuple[Button, ...]:
        """Where the Tab key halts, in its order."""
        return (self.signed, self.speaks, self.take_in, self.remove)

    def show_member(self, one: MemberRow) -> None:
        """Draws one person."""
        name = one.name or translate("Intake", "Người đang tiếp")
        set_text(self._name, name)
        set_text(self._address, one.address)
        self._address.setVisible(bool(one.address))
        signed, speaks = translate("Intake", "Đã ký"), translate("Intake", "Đại diện")
        person = translate("Intake", "Nhân thân")
        if one.place is None:
            person = translate("Intake", "Nhập nhân thân")
        for button, label, is_set in (
            (self.signed, signed, one.has_signed),
            (self.speaks, speaks, one.is_representative),
            (self.take_in, person, one.is_shown),
        ):
            button.set_label(label)
            button.setChecked(is_set)
            button.setAccessibleName(f"{label}: {name}")
        self.take_in.set_available(
            is_available=one.place is not None or one.can_take_in,
            reason=translate("Intake", "Đã nhập nhân thân của số người nhiều nhất."),
        )
        self.remove.setVisible(one.can_remove)
        drop = translate("Intake", "Bỏ {name}")
        if one.place is not None:
            drop = translate("Intake", "Bỏ nhân thân của {name}")
        self.remove.setAccessibleName(drop.format(name=name))


def _lawful_text(group: GroupView) -> str:
    least, most = group.lawful.least, group.lawful.most
    lawful = translate("Intake", "Cử {least} đến {most} người đại diện.")
    said = lawful.format(least=least, most=most)
    if not group.unnamed:
        return said
    unnamed = translate("Intake", "Còn {n} người chưa ghi tên.").format(n=group.unnamed)
    return f"{said} {unnamed}"
