"""What is typed at the roll call: a reason or an hour, and somebody who was not invited."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from desktop.domain.conduct.roll_call import (
    MAX_ABSENCE_CHARACTERS,
    MAX_NAME_CHARACTERS,
    RollMark,
)
from desktop.presenters.conduct.roll.roll_state import AskFault, NewPerson, RollAsk
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.fitted.short_choice import ShortChoice
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_note, set_text

_SPARE = 50
"""What is too long is seen and told, never cut while it is typed."""


class _Box(QFrame):
    """confirmed: Enter or the button; backed: the other button."""

    confirmed = Signal()
    backed = Signal()

    def __init__(self, theme: Theme, name: str, deed: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("banner", "info")
        self.inside = column(theme, self, gap=12, margins=(16, 12, 16, 12))
        self.deed = Button(theme, f"{name}Confirm", deed, ButtonRole.PRIMARY, icon=Icon.CHECK)
        back = Button(theme, f"{name}Back", translate("Roll", "Thôi"))
        self.buttons = row(theme, gap=12)
        self.buttons.addWidget(self.deed, 1)
        self.buttons.addWidget(back)
        self.deed.clicked.connect(self.confirmed)
        back.clicked.connect(self.backed)
        self.hide()


class AskBox(_Box):
    """edited(str): what stands there after a key."""

    edited = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "rollAsk", translate("Roll", "Ghi"))
        self._drawn: RollAsk | None = None
        self._whom = make_note("")
        self._line = QLineEdit()
        self._line.setObjectName("roll-ask")
        self._line.setMaxLength(MAX_ABSENCE_CHARACTERS + _SPARE)
        self._field = Field(theme, "", self._line)
        self.inside.addWidget(self._whom)
        self.inside.addWidget(self._field)
        self.inside.addLayout(self.buttons)
        self._line.textEdited.connect(self.edited)
        self._line.returnPressed.connect(self.confirmed)

    def show_ask(self, ask: RollAsk | None) -> bool:
        """Whether a new question is there, which wants the keyboard."""
        former, self._drawn = self._drawn, ask
        self.setVisible(ask is not None)
        if ask is None:
            return False
        is_new = former is None or (former.person_id, former.mark) != (ask.person_id, ask.mark)
        whom = _QUESTIONS[ask.mark]().format(name=ask.name)
        set_text(self._whom, whom)
        self._line.setAccessibleName(whom)
        if self._line.text() != ask.text:
            with QSignalBlocker(self._line):
                self._line.setText(ask.text)
        is_reason = ask.mark is RollMark.ABSENT
        # An hour is digits: no input method may compose it (ux.md 1.4).
        self._line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=is_reason)
        self._field.set_help(
            translate("Roll", "Lý do in trong biên bản. Không rõ lý do thì để trống.")
            if is_reason
            else translate("Roll", "Giờ ghi trong biên bản, như 08:35.")
        )
        self._field.set_error(_fault(ask.fault))
        return is_new

    def take_focus(self) -> None:
        """To the line, its text chosen: an hour is typed over."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()


class NewPersonBox(_Box):
    """name_edited(str); role_chosen(str): a ParticipantRole; site_chosen(str): a site's id."""

    name_edited = Signal(str)
    role_chosen = Signal(str)
    site_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "rollAdd", translate("Roll", "Thêm vào danh sách"))
        self._drawn: NewPerson | None = None
        self._line = QLineEdit()
        self._line.setObjectName("roll-name")
        self._line.setMaxLength(MAX_NAME_CHARACTERS + _SPARE)
        self._field = Field(theme, translate("Roll", "Họ và tên"), self._line)
        self._roles, self._sites = ShortChoice(), ShortChoice()
        self._roles.setObjectName("roll-role")
        self._sites.setObjectName("roll-site")
        role = Field(theme, translate("Roll", "Tư cách tham dự"), self._roles)
        self._seat = Field(theme, translate("Roll", "Điểm cầu"), self._sites)
        for one in (self._field, role, self._seat):
            self.inside.addWidget(one)
        self.inside.addLayout(self.buttons)
        self._line.textEdited.connect(self.name_edited)
        self._line.returnPressed.connect(self.confirmed)
        self._roles.activated.connect(self._on_role)
        self._sites.activated.connect(self._on_site)

    def show_person(self, person: NewPerson | None) -> bool:
        """Whether the fields are new there, and want the keyboard."""
        former, self._drawn = self._drawn, person
        self.setVisible(person is not None)
        if person is None:
            return False
        if former is None or (former.roles, former.sites) != (person.roles, person.sites):
            self._fill(person)
        if self._line.text() != person.full_name:
            with QSignalBlocker(self._line):
                self._line.setText(person.full_name)
        self._roles.setCurrentIndex(self._roles.findData(person.role.value))
        self._sites.setCurrentIndex(self._sites.findData(person.site_id))
        is_of_site = person.fault is AskFault.SITE_GONE
        self._field.set_error("" if is_of_site else _fault(person.fault))
        self._seat.set_error(_fault(person.fault) if is_of_site else "")
        return former is None

    def take_focus(self) -> None:
        """To the name."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, person: NewPerson) -> None:
        self._roles.clear()
        for role in person.roles:
            self._roles.addItem(words.word(words.PEOPLE, role), role.value)
        self._sites.clear()
        for site_id, name in person.sites:
            self._sites.addItem(name, site_id)

    def _on_role(self, place: int) -> None:
        self.role_chosen.emit(self._roles.itemData(place))

    def _on_site(self, place: int) -> None:
        self.site_chosen.emit(self._sites.itemData(place))


def _fault(fault: AskFault | None) -> str:
    return "" if fault is None else words.word(sheet_words.ROLL_FAULTS, fault)


_QUESTIONS = {
    RollMark.ABSENT: lambda: translate("Roll", "Lý do vắng mặt của {name}"),
    RollMark.LATE: lambda: translate("Roll", "Giờ đến của {name}"),
    RollMark.LEFT: lambda: translate("Roll", "Giờ về của {name}"),
}
