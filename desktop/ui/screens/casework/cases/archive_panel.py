"""Xuất hồ sơ buổi tiếp: for whom, what lies in it, and where it goes; over the page of a case."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.record.archive_manifest import ArchiveReader
from desktop.presenters.casework.cases.archiving import ArchiveSheet
from desktop.ui.panels.conduct.signing.scan_row import ScanRow
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.file_dialogs import ZIP, ask_where
from desktop.ui.widgets.fitted.choice_row import ChoiceRow
from desktop.ui.widgets.layout import panel, row
from desktop.ui.widgets.side_panel import SheetPanel
from desktop.ui.widgets.text import make_note, set_text

_WIDTH = 480


class ArchivePanel(SheetPanel[ArchiveSheet]):
    """reader_chosen(str): an ArchiveReader; export_chosen(str): a path; `closed`: none any more.

    `scan`: the signed sheets.
    """

    reader_chosen = Signal(str)
    export_chosen = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "archivePanel", host, _WIDTH)
        self.set_titles(
            translate("Case", "Xuất hồ sơ buổi tiếp"), translate("Case", "Trở lại vụ việc")
        )
        self._what = make_note("")
        self._readers = {
            ArchiveReader.AUTHORITY: ChoiceRow(
                theme,
                "archive-authority",
                translate("Case", "Lưu trữ, giao cơ quan"),
                translate("Case", "Đủ biên bản, sổ, tài liệu, dữ liệu bản ghi"),
            ),
            ArchiveReader.CITIZEN: ChoiceRow(
                theme,
                "archive-citizen",
                translate("Case", "Giao công dân"),
                translate("Case", "Biên bản, bản quét biên bản, tài liệu đã cho chiếu"),
            ),
        }
        self.scan = ScanRow(theme)
        self._banner = MessageBanner(theme, "archiveBanner")
        self._export = Button(
            theme,
            "archiveExport",
            translate("Case", "Xuất hồ sơ…"),
            ButtonRole.PRIMARY,
            icon=Icon.EXPORT,
        )
        self._export.clicked.connect(self._ask_path)
        self._build()

    @override
    def take_focus(self) -> None:
        self._export.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def _show(self, sheet: ArchiveSheet, former: ArchiveSheet | None) -> None:
        what = translate("Case", "Buổi {day}. Hồ sơ này giao cho ai?")
        set_text(self._what, what.format(day=formats.day(sheet.starts_at)))
        writing = translate("Case", "Đang xuất hồ sơ.")
        for reader, choice in self._readers.items():
            choice.setChecked(reader is sheet.reader)
            choice.set_available(is_available=not sheet.is_writing, reason=writing)
        label = translate("Case", "Xuất hồ sơ…")
        if sheet.reader is ArchiveReader.CITIZEN:
            label = translate("Case", "Xuất hồ sơ giao công dân…")
        self._export.set_label(label)
        self._export.set_available(is_available=not sheet.is_writing, reason=writing)
        self._banner.say(sheet.message)
        self.scan.show_scan(sheet.scan)

    def _build(self) -> None:
        self.body.addWidget(self._what)
        for reader, choice in self._readers.items():
            choice.setProperty("value", reader.value)
            choice.clicked.connect(self._on_reader)
            self.body.addWidget(choice)
        proof = translate(
            "Case",
            "Một tệp ZIP mở được bằng trình duyệt, có mã và chữ ký của máy này để kiểm tra.",
        )
        self.body.addWidget(make_note(proof))
        self.body.addWidget(self.scan)
        self.body.addWidget(self._banner)
        self.body.addStretch(1)
        foot = panel("footer")
        line = row(self._theme, foot, gap=12, margins=(20, 12, 20, 12))
        back = Button(self._theme, "archiveBack", translate("Sheet", "Trở lại"))
        back.clicked.connect(self.closed)
        line.addWidget(self._export, 1)
        line.addWidget(back)
        self.foot.addWidget(foot)

    def _on_reader(self) -> None:
        """Which one is chosen is said by what is drawn next."""
        value = str(self.sender().property("value"))
        if self._drawn is not None:
            self._show(self._drawn, None)
        self.reader_chosen.emit(value)

    def _ask_path(self) -> None:
        sheet = self._drawn
        if sheet is None or sheet.is_writing:
            return
        name = translate("Case", "Hồ sơ buổi tiếp {code}")
        if sheet.reader is ArchiveReader.CITIZEN:
            name = translate("Case", "Hồ sơ giao công dân {code}")
        title = translate("Case", "Xuất hồ sơ buổi tiếp")
        ask_where(self, title, name.format(code=sheet.code), self.export_chosen.emit, (ZIP,))
