"""Sign-in: who sits at the desk, by PIN, also without the city; or by city account."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.access.person import MAX_PIN_DIGITS, MIN_PIN_DIGITS
from desktop.domain.ids import UserId
from desktop.domain.sync.status import Connectivity
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.view.message import Message, Tone
from desktop.ui.screens.access.account_form import AccountForm
from desktop.ui.screens.access.browser_wait import BrowserWait
from desktop.ui.texts import formats
from desktop.ui.texts.support import support_text
from desktop.ui.texts.texts import sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.inputs.choice_list import ChoiceList
from desktop.ui.widgets.inputs.digits_edit import DigitsEdit
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.marks.crest import Crest
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_FORM_WIDTH = 420
_LIGHTS = {
    Connectivity.ONLINE: LightState.GOOD,
    Connectivity.OFFLINE: LightState.LOWER,
    Connectivity.REFUSED: LightState.FAULT,
}
_AT_THE_PIN = {"D-102", "D-104", "D-106", "D-116"}
_WRONG_PIN_TONES = (Tone.WARN, Tone.DANGER)


class SignInScreen(QWidget):
    """Two halves: the office at the left, the form at the right.

    officer_chosen(str): a user id; pin_edited(int): its length; submitted(str): the PIN;
    retried: F5, look for the city again; account_asked, issuer_asked: the links below the PIN.
    """

    officer_chosen = Signal(str)
    pin_edited = Signal(int)
    submitted = Signal(str)
    retried = Signal()
    account_asked = Signal()
    issuer_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("signInScreen")
        self._theme = theme
        self._clears_pin = 0
        self._site = make_label("", TextRole.ROW_TITLE, "on-night2")
        self._room = make_label("", TextRole.BODY, "on-night2")
        self._light = Light(theme, 18)
        self._server = make_label("", TextRole.BODY, "ink2")
        self._officers = ChoiceList()
        self._officers.setObjectName("officerChoice")
        self._officers.setProperty("fieldSize", "large")
        self._officer_field = Field(theme, translate("SignIn", "Cán bộ"), self._officers)
        self._pin = DigitsEdit("pinField", MAX_PIN_DIGITS)
        self._pin_field = Field(theme, translate("SignIn", "Mã PIN"), self._pin)
        self._settings_banner = Banner(theme, "signInSettingsBanner", is_compact=True)
        self._banner = Banner(theme, "signInBanner", is_compact=True)
        self._enter = Button(
            theme,
            "signInButton",
            translate("SignIn", "Vào"),
            ButtonRole.PRIMARY,
            ButtonSize.LARGE,
        ).with_key("Enter")
        self._to_account = Button(
            theme,
            "accountLink",
            translate("SignIn", "Đăng nhập bằng tài khoản thành phố"),
            ButtonRole.QUIET,
        )
        self._to_issuer = Button(theme, "issuerLink", _issuer_text(""))
        self._pin_box = QWidget()
        self.account = AccountForm(theme)
        self.account.hide()
        self.browser = BrowserWait(theme)
        self.browser.hide()
        self._phone = IconLabel(theme, Icon.PHONE, 18, "ink2")
        self._support = make_label("", TextRole.SMALL, "ink2")
        self._version = make_label("", TextRole.SMALL, "ink2")
        layout = row(theme, self)
        layout.addWidget(self._build_office())
        layout.addWidget(self._build_form_side(), 1)
        self._connect()

    def show_state(self, state: SignInViewState) -> None:
        """Draws the state; the PIN is emptied only when `clears_pin` grew."""
        set_text(self._site, state.site_name)
        set_text(self._room, _unit_text(state.unit_code))
        light = LightState.WORKING if _is_opening(state) else _LIGHTS[state.connectivity]
        self._light.set_state(light)
        set_text(self._server, _server_text(state))
        self._render_officers(state)
        self._render_setting_problem(state.setting_problem)
        self._render_message(state)
        self._render_account(state)
        if state.clears_pin != self._clears_pin:
            self._clears_pin = state.clears_pin
            self._pin.clear()
            if state.account is None and not state.is_in_browser:
                self._pin.setFocus(Qt.FocusReason.OtherFocusReason)
        has_people = bool(state.officers) or _is_opening(state)
        for widget in (self._officer_field, self._pin_field, self._enter):
            widget.setVisible(has_people)
        self._pin.setEnabled(bool(state.officers))
        self._enter.set_available(
            is_available=state.can_submit,
            reason=translate("SignIn", "Chọn tên và nhập đủ mã PIN."),
        )
        self._enter.set_label(
            translate("SignIn", "Đang vào…") if state.is_waiting else translate("SignIn", "Vào")
        )
        set_text(self._support, support_text(state.support_phone))
        self._phone.setVisible(bool(state.support_phone))
        version = translate("SignIn", "Phiên bản {version}").format(version=state.version)
        set_text(self._version, version)

    def take_focus(self) -> None:
        """The PIN field is where the officer begins."""
        if not self.browser.isHidden():
            self.browser.take_focus()
        elif self.account.isHidden():
            self._pin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.account.take_focus()

    # ---- building --------------------------------------------------------------------------

    def _build_office(self) -> QFrame:
        theme = self._theme
        office = panel("night")
        office.setMinimumWidth(theme.px(360))
        office.setMaximumWidth(theme.px(520))
        layout = column(theme, office, margins=(56, 56, 56, 40))
        layout.addWidget(Crest(theme, 88, "gold"))
        layout.addSpacing(theme.px(28))
        for line in (translate("SignIn", "Phòng tiếp"), translate("SignIn", "công dân trực tuyến")):
            layout.addWidget(make_label(line, TextRole.PRODUCT, "on-night"))
        layout.addSpacing(theme.px(16))
        layout.addWidget(self._site)
        layout.addWidget(self._room)
        layout.addStretch(1)
        notice = panel("notice-night")
        notice_row = row(theme, notice, gap=12, margins=(16, 12, 16, 12))
        notice_row.addWidget(IconLabel(theme, Icon.SHIELD, 22, "gold"))
        warning = translate("SignIn", "Không dùng cho nội dung bí mật nhà nước")
        notice_row.addWidget(make_paragraph(warning, TextRole.BODY_MEDIUM, "gold"), 1)
        layout.addWidget(notice)
        return office

    def _build_form_side(self) -> QWidget:
        theme = self._theme
        side = QWidget()
        layout = column(theme, side, gap=8, margins=(24, 16, 24, 16))
        content = QWidget()
        inside = column(theme, content)
        inside.addStretch(1)
        form = QWidget()
        form.setFixedWidth(theme.px(_FORM_WIDTH))
        self._fill_form(column(theme, form, gap=16))
        middle = row(theme)
        middle.addStretch(1)
        middle.addWidget(form)
        middle.addStretch(1)
        inside.addLayout(middle)
        inside.addStretch(1)
        footer = row(theme, gap=8)
        footer.addWidget(self._phone)
        footer.addWidget(self._support)
        footer.addStretch(1)
        footer.addWidget(self._version)
        inside.addLayout(footer)
        layout.addWidget(scrolled(content), 1)  # at 200 % the form is higher than the screen
        return side

    def _fill_form(self, layout: QVBoxLayout) -> None:
        theme = self._theme
        head = column(theme, gap=4)
        head.addWidget(make_label(translate("SignIn", "Đăng nhập"), TextRole.SCREEN_TITLE))
        server = row(theme, gap=8)
        server.addWidget(self._light)
        server.addWidget(self._server, 1)
        head.addLayout(server)
        layout.addLayout(head)
        layout.addWidget(self._settings_banner)
        layout.addWidget(self._banner)
        by_pin = column(theme, self._pin_box, gap=16)
        by_pin.addWidget(self._officer_field)
        by_pin.addWidget(self._pin_field)
        by_pin.addWidget(self._enter)
        by_account = column(theme, gap=4)
        by_account.addWidget(self._to_issuer)
        by_account.addWidget(self._to_account)
        by_pin.addLayout(by_account)
        layout.addWidget(self._pin_box)
        layout.addWidget(self.account)
        layout.addWidget(self.browser)

    def _connect(self) -> None:
        self._officers.activated.connect(self._on_officer_activated)
        self._pin.digits_edited.connect(self._on_pin_edited)
        self._to_account.clicked.connect(self.account_asked)
        self._to_issuer.clicked.connect(self.issuer_asked)
        self._pin.returnPressed.connect(self._on_submit)
        self._enter.clicked.connect(self._on_submit)

    # ---- drawing ---------------------------------------------------------------------------

    def _render_officers(self, state: SignInViewState) -> None:
        with QSignalBlocker(self._officers):
            wanted = [(officer.display_name, officer.id) for officer in state.officers]
            present = [
                (self._officers.itemText(place), self._officers.itemData(place))
                for place in range(self._officers.count())
            ]
            if wanted != present:
                self._officers.clear()
                for name, user_id in wanted:
                    self._officers.addItem(name, user_id)
            place = self._officers.findData(state.selected_user_id)
            self._officers.setCurrentIndex(place)
        self._officers.setEnabled(bool(state.officers) and not state.is_waiting)

    def _render_account(self, state: SignInViewState) -> None:
        self._pin_box.setVisible(state.account is None and not state.is_in_browser)
        self.account.setVisible(state.account is not None and not state.is_in_browser)
        self.browser.show_waiting(is_waiting=state.is_in_browser)
        self._to_account.setVisible(state.has_account)
        self._to_account.setEnabled(not state.is_waiting)
        self._to_issuer.setVisible(state.can_use_issuer)
        self._to_issuer.set_label(_issuer_text(state.issuer_title))
        self._to_issuer.setEnabled(not state.is_waiting)
        if state.account is None:
            self.account.empty()
        else:
            self.account.show_state(state.account, is_waiting=state.is_waiting)

    def _render_setting_problem(self, message: Message | None) -> None:
        self._settings_banner.setVisible(message is not None)
        if message is not None:
            words = sentence(message)
            self._settings_banner.show_message(
                message.tone.value, words.fact, words.rest, words.code
            )

    def _render_message(self, state: SignInViewState) -> None:
        help_text = translate("SignIn", "Ít nhất {count} chữ số.").format(count=MIN_PIN_DIGITS)
        if state.practice_pin:
            practice = translate("SignIn", "Diễn tập: mã PIN là {pin}.")
            help_text = practice.format(pin=state.practice_pin)
        elif state.offline_until is not None:
            until = translate("SignIn", "Khi mất mạng, dùng được đến {day}.")
            help_text = f"{help_text} {until.format(day=formats.short_day(state.offline_until))}"
        self._pin_field.set_help(help_text)
        message = state.message
        is_about_pin = message is not None and message.code in _AT_THE_PIN and not state.account
        self._banner.setVisible(message is not None and not is_about_pin)
        if message is None:
            self._pin_field.set_error("")
            return
        words = sentence(message)
        if is_about_pin:
            self._pin_field.set_error(words.whole, words.code)
        else:
            self._pin_field.set_error("")
        self._banner.show_message(
            message.tone.value, words.fact, words.rest, words.code, phone=words.phone
        )

    # ---- events ----------------------------------------------------------------------------

    def _on_officer_activated(self, place: int) -> None:
        user_id = self._officers.itemData(place)
        if isinstance(user_id, str):
            self.officer_chosen.emit(UserId(user_id))
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pin_edited(self, digits: int) -> None:
        set_property(self._pin, "state", "")
        self.pin_edited.emit(digits)

    def _on_submit(self) -> None:
        if self._enter.isEnabled():
            self.submitted.emit(self._pin.text())


def _server_text(state: SignInViewState) -> str:
    if _is_opening(state):
        return translate("SignIn", "Đang mở phòng…")
    match state.connectivity:
        case Connectivity.ONLINE:
            return translate("SignIn", "Đã nối máy chủ thành phố")
        case Connectivity.OFFLINE:
            return translate("SignIn", "Chưa nối được máy chủ thành phố")
        case Connectivity.REFUSED:
            return translate("SignIn", "Máy chủ thành phố không nhận máy này")


def _is_opening(state: SignInViewState) -> bool:
    return state.is_waiting and not state.officers


def _unit_text(unit_code: str) -> str:
    return translate("SignIn", "Mã đơn vị {code}").format(code=unit_code) if unit_code else ""


def _issuer_text(title: str) -> str:
    """title: how people call the other accounts, empty: those of their office."""
    if not title:
        return translate("SignIn", "Đăng nhập bằng tài khoản cơ quan")
    return translate("SignIn", "Đăng nhập bằng tài khoản {title}").format(title=title)
