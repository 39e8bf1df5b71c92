"""Ký số of one signer: a token or a file, its password, and what came of it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from desktop.presenters.conduct.signing.digital_state import DigitalBox, DigitalStage
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.file_dialogs import ask_files
from desktop.ui.widgets.fitted.short_choice import ShortChoice
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import column, row, scroll_to
from desktop.ui.widgets.text import make_note, set_text

_FILE_PATTERNS = "*.pfx *.p12"
_MOST = 256
_TOKEN, _FILE = 0, 1


class DigitalBoxView(QFrame):
    """token_chosen(bool); file_chosen(str): a path; found_noted; backed.

    confirmed(str): the password, gone from here at once.
    """

    token_chosen = Signal(bool)
    file_chosen = Signal(str)
    confirmed = Signal(str)
    found_noted = Signal()
    backed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("digitalBox")
        self.setProperty("banner", "info")
        self._drawn: DigitalBox | None = None
        self._whom = make_note("")
        self._banner = MessageBanner(theme, "digitalBanner", is_compact=True)
        self._which = ShortChoice()
        self._which.setObjectName("digital-with")
        self._which.addItems(
            [translate("Signing", "Thiết bị ký"), translate("Signing", "Tệp chứng thư")]
        )
        self._with = Field(theme, translate("Signing", "Ký bằng"), self._which)
        self._file = make_note("")
        self._choose = Button(
            theme,
            "chooseCertificate",
            translate("Signing", "Chọn tệp chứng thư…"),
            size=ButtonSize.SMALL,
            icon=Icon.DOCUMENT,
        )
        self._password = QLineEdit()
        self._password.setObjectName("digital-password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setMaxLength(_MOST)
        self._secret = Field(theme, translate("Signing", "Mật khẩu, mã PIN"), self._password)
        self._secret.set_help(translate("Signing", "Chỉ dùng để ký lần này, không lưu ở đâu."))
        self._deed = Button(
            theme,
            "digitalConfirm",
            translate("Signing", "Ký số"),
            ButtonRole.PRIMARY,
            icon=Icon.PEN,
        )
        self._found = Button(
            theme, "digitalFound", translate("Signing", "Ghi chữ ký số đã có trong bản quét")
        )
        self._back = Button(theme, "digitalBack", translate("Signing", "Thôi"))
        self._place(theme)
        self._which.activated.connect(self._on_which)
        self._choose.clicked.connect(self._ask)
        self._password.returnPressed.connect(self._on_confirmed)
        self._deed.clicked.connect(self._on_confirmed)
        self._found.clicked.connect(self.found_noted)
        self._back.clicked.connect(self.backed)
        self.hide()

    def _place(self, theme: Theme) -> None:
        inside = column(theme, self, gap=12, margins=(16, 12, 16, 12))
        for one in (self._whom, self._banner, self._with):
            inside.addWidget(one)
        line = row(theme, gap=8)
        line.addWidget(self._file, 1)
        line.addWidget(self._choose)
        inside.addLayout(line)
        inside.addWidget(self._secret)
        buttons = row(theme, gap=12)
        buttons.addWidget(self._deed, 1)
        buttons.addWidget(self._back)
        inside.addLayout(buttons)
        inside.addWidget(self._found)

    def show_box(self, box: DigitalBox | None) -> bool:
        """Whether a question is there that was not asked, which wants the keyboard."""
        former, self._drawn = self._drawn, box
        self.setVisible(box is not None)
        self._banner.say(None if box is None else box.message)
        if box is None:
            self._password.clear()
            return False
        set_text(self._whom, translate("Signing", "{name} ký số").format(name=box.name))
        with QSignalBlocker(self._which):
            self._which.setCurrentIndex(_TOKEN if box.uses_token else _FILE)
        self._with.setVisible(box.has_token)
        none = translate("Signing", "Chưa chọn tệp chứng thư")
        set_text(self._file, box.file or none)
        for one in (self._file, self._choose):
            one.setVisible(not box.uses_token)
        said = "" if box.fault is None else words.word(sheet_words.DIGITAL_FAULTS, box.fault)
        self._secret.set_error(said)
        is_asked = box.stage is DigitalStage.ASKED
        self._password.setEnabled(is_asked)
        signing = translate("Signing", "Đang ký, chờ ít giây.")
        self._deed.set_available(is_available=is_asked, reason=signing)
        self._deed.set_label(translate("Signing", "Ký số") if is_asked else signing)
        self._found.setVisible(box.can_note_found)
        return is_asked and _asked(former) != _asked(box)

    def take_focus(self) -> None:
        """To what is missing first; what it is done with is in sight too."""
        box = self._drawn
        needs_file = box is not None and not box.uses_token and not box.file
        where = self._choose if needs_file else self._password
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(self._deed)
        scroll_to(where)

    def _on_which(self, place: int) -> None:
        self.token_chosen.emit(place == _TOKEN)

    def _on_confirmed(self) -> None:
        """The password is here no longer than this."""
        password = self._password.text()
        self._password.clear()
        self.confirmed.emit(password)

    def _ask(self) -> None:
        kinds = translate("Signing", "Tệp chứng thư")
        ask_files(
            self,
            "certificateFileDialog",
            translate("Signing", "Chọn tệp chứng thư của người ký"),
            f"{kinds} ({_FILE_PATTERNS})",
            self.file_chosen.emit,
        )


def _asked(box: DigitalBox | None) -> tuple[object, ...] | None:
    """What was asked, and what was said to the last answer."""
    return None if box is None else (box.signer_id, box.stage, box.fault, box.message)
