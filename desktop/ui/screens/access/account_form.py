"""The city account at the sign-in: login name, password, code of the app, also a new PIN."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.access.account import (
    CODE_DIGITS,
    MAX_LOGIN_NAME,
    MAX_PASSWORD,
    AccountCredentials,
)
from desktop.domain.access.person import MAX_PIN_DIGITS, MIN_PIN_DIGITS
from desktop.domain.access.pin import is_easy_pin
from desktop.presenters.access.account_entry import AccountEntry, AccountViewState
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.inputs.digits_edit import DigitsEdit
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import column, scroll_to
from desktop.ui.widgets.rows.folding_row import FoldingBlocks

_NARROW_PINS = 400
"""Width of the design below which the two fields of a new PIN stand below each other."""


class AccountForm(QWidget):
    """Stands in the place of name and PIN.

    edited(AccountEntry): how much is filled in; submitted(AccountCredentials): shown to the city
    and kept nowhere; new_pin_toggled; left: back to the PIN.
    """

    edited = Signal(object)
    submitted = Signal(object)
    new_pin_toggled = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("accountForm")
        self._theme = theme
        self._clears_secrets = 0
        self._was_odd = False
        self._name = _line("accountName", MAX_LOGIN_NAME)
        self._name.setInputMethodHints(
            Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._password = _line("accountPassword", MAX_PASSWORD)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._code = DigitsEdit("accountCode", CODE_DIGITS, is_hidden=False)
        self._new_pin = DigitsEdit("accountNewPin", MAX_PIN_DIGITS)
        self._again = DigitsEdit("accountNewPinAgain", MAX_PIN_DIGITS)
        self._new_pin_field = Field(theme, translate("SignIn", "Mã PIN mới"), self._new_pin)
        self._again_field = Field(theme, translate("SignIn", "Nhập lại mã PIN mới"), self._again)
        self._enter = Button(
            theme,
            "accountButton",
            translate("SignIn", "Đăng nhập"),
            ButtonRole.PRIMARY,
            ButtonSize.LARGE,
        ).with_key("Enter")
        self._toggle = Button(theme, "newPinButton", role=ButtonRole.QUIET)
        self._back = Button(
            theme, "backToPinButton", translate("SignIn", "Quay lại mã PIN"), ButtonRole.QUIET
        ).with_key("Esc")
        self._build()
        self._connect()

    def show_state(self, state: AccountViewState, *, is_waiting: bool) -> None:
        """Draws the state; secrets are emptied only when `clears_secrets` grew."""
        for field in (self._new_pin_field, self._again_field):
            field.setVisible(state.wants_new_pin)
        self._again_field.set_error(
            translate("SignIn", "Hai lần nhập mã PIN khác nhau.") if state.is_new_pin_odd else ""
        )
        self._new_pin_field.set_error(
            translate("SignIn", "Mã PIN này dễ đoán: đừng lặp lại hoặc đếm liên tiếp.")
            if state.is_new_pin_easy
            else ""
        )
        if state.is_new_pin_odd and not self._was_odd:
            # what is shown now has its place one turn of the loop later
            QTimer.singleShot(0, self, self._go_to_fault)
        self._was_odd = state.is_new_pin_odd
        self._toggle.set_label(
            translate("SignIn", "Giữ mã PIN cũ")
            if state.wants_new_pin
            else translate("SignIn", "Quên mã PIN")
        )
        self._enter.set_available(
            is_available=state.can_submit,
            reason=translate("SignIn", "Nhập đủ tên đăng nhập, mật khẩu và mã xác thực."),
        )
        self._enter.set_label(
            translate("SignIn", "Đang vào…") if is_waiting else translate("SignIn", "Đăng nhập")
        )
        if state.clears_secrets != self._clears_secrets:
            self._clears_secrets = state.clears_secrets
            self._empty_secrets()
            self.take_focus()

    def empty(self) -> None:
        """Nothing of one person is there for the next."""
        _clear(self._name)
        self._empty_secrets()

    def take_focus(self) -> None:
        """The first field that is empty."""
        field = next((one for one in self._fields() if not one.text()), self._name)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=10)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(Field(theme, translate("SignIn", "Tên đăng nhập"), self._name))
        layout.addWidget(Field(theme, translate("SignIn", "Mật khẩu"), self._password))
        code = Field(theme, translate("SignIn", "Mã xác thực (6 số)"), self._code)
        code.set_help(translate("SignIn", "Mã đang hiện trong ứng dụng xác thực."))
        layout.addWidget(code)
        help_text = translate("SignIn", "Ít nhất {count} chữ số, dùng ở mọi phòng.")
        self._new_pin_field.set_help(help_text.format(count=MIN_PIN_DIGITS))
        pins = [column(theme) for _field in range(2)]
        for block, field in zip(pins, (self._new_pin_field, self._again_field), strict=True):
            block.addWidget(field)
            block.addStretch(1)  # what is said below one of them moves the other nowhere
        layout.addWidget(FoldingBlocks(theme, pins, gap=12, narrow=_NARROW_PINS))
        layout.addWidget(self._enter)
        layout.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        for field in (self._name, self._password, self._code, self._new_pin, self._again):
            # after the field itself has taken out what is no digit
            field.textChanged.connect(self._on_edited)
            field.returnPressed.connect(self._on_return)
        self._enter.clicked.connect(self._submit)
        self._toggle.clicked.connect(self._on_toggled)
        self._back.clicked.connect(self.left)

    # ---- events ----------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self.edited.emit(
            AccountEntry(
                has_login_name=bool(self._name.text().strip()),
                has_password=bool(self._password.text()),
                code_digits=len(self._code.text()),
                new_pin_digits=len(self._new_pin.text()),
                new_pin_again_digits=len(self._again.text()),
                is_new_pin_same=self._new_pin.text() == self._again.text(),
                is_new_pin_easy=is_easy_pin(self._new_pin.text()),
            )
        )

    def _go_to_fault(self) -> None:
        """The wrong field has the keyboard, and what is said of it is in sight."""
        if not (self._new_pin.hasFocus() or self._again.hasFocus()):
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(self._again_field)

    def _on_return(self) -> None:
        if self._enter.isEnabled():
            self._submit()
        else:
            self.take_focus()

    def _on_toggled(self) -> None:
        self._new_pin.clear()
        self._again.clear()
        self.new_pin_toggled.emit()
        self.take_focus()

    def _submit(self) -> None:
        self.submitted.emit(
            AccountCredentials(
                login_name=self._name.text(),
                password=self._password.text(),
                code=self._code.text(),
                new_pin=self._new_pin.text() or None,
            )
        )

    def _fields(self) -> list[QLineEdit]:
        fields: list[QLineEdit] = [self._name, self._password, self._code]
        if not self._new_pin_field.isHidden():
            fields += [self._new_pin, self._again]
        return fields

    def _empty_secrets(self) -> None:
        for field in (self._password, self._code, self._new_pin, self._again):
            _clear(field)


def _clear(field: QLineEdit) -> None:
    """Whoever has it emptied knows; nothing is told."""
    with QSignalBlocker(field):
        field.clear()


def _line(name: str, max_length: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setProperty("fieldSize", "large")
    line.setMaxLength(max_length)
    return line
