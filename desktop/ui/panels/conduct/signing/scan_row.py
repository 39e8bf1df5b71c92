"""The signed minutes as a scan: how much came back, what the last one was, and a button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.live.signed_scan import ShownScan
from desktop.ui.texts.sheet_words import scan_text
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.file_dialogs import ask_files
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_note, set_text

_FILE_PATTERNS = "*.pdf *.tif *.tiff *.jpg *.jpeg *.png"


class ScanRow(QWidget):
    """added(str): path of a file, not yet looked at."""

    added = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._banner = MessageBanner(theme, "scanBanner", is_compact=True)
        self._said = make_note("", TextRole.SMALL_STRONG)
        self._add = Button(
            theme,
            "addSignedScan",
            translate("Signing", "Quét bản đã ký"),
            size=ButtonSize.SMALL,
            icon=Icon.DOCUMENT,
        )
        inside = column(theme, self, gap=8)
        inside.addWidget(self._banner)
        line = row(theme, gap=8)
        line.addWidget(self._said, 1)
        line.addWidget(self._add)
        inside.addLayout(line)
        self._add.clicked.connect(self._ask)
        self.hide()

    def show_scan(self, scan: ShownScan | None) -> None:
        """Nothing before the freezing."""
        self.setVisible(scan is not None)
        self._banner.say(None if scan is None else scan.told)
        if scan is not None:
            set_text(self._said, scan_text(scan.scanned))
            self._add.setVisible(scan.can_add)

    def _ask(self) -> None:
        kinds = translate("Signing", "Bản quét")
        ask_files(
            self,
            "scanFileDialog",
            translate("Signing", "Chọn bản quét của biên bản đã ký"),
            f"{kinds} ({_FILE_PATTERNS})",
            self.added.emit,
        )
