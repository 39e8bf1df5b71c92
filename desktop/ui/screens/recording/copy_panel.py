"""Bản niêm phong: the decision by which a copy of a recording is given, and where it goes."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.recording.copying import COPY_FORM, CopyField
from desktop.presenters.recording.playback_state import CopyView
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.file_dialogs import ZIP, ask_where
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.words import FormWords, labels_of
from desktop.ui.widgets.layout import column, row, scroll_to
from desktop.ui.widgets.text import make_note

_FIELDS: Mapping[StrEnum, object] = {
    CopyField.NUMBER: QT_TRANSLATE_NOOP("Words", "Số quyết định"),
    CopyField.DECIDED_ON: QT_TRANSLATE_NOOP("Words", "Ngày quyết định"),
    CopyField.DECIDED_BY: QT_TRANSLATE_NOOP("Words", "Người quyết định, chức vụ"),
    CopyField.RECIPIENT: QT_TRANSLATE_NOOP("Words", "Người nhận"),
}


class CopyPanel(QWidget):
    """edited(str, str): a CopyField and its text; made(str): the path of the ZIP."""

    edited = Signal(str, str)
    made = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("copyPanel")
        self._name = ""
        words = FormWords(labels=labels_of(_FIELDS, CopyField), choices={})
        self._form = FormFields(theme, COPY_FORM, words, name="copy", parent=self)
        self._form.edited.connect(self.edited)
        self._banner = MessageBanner(theme, "copyMessage", is_compact=True)
        self._make = Button(theme, "makeCopy", translate("Recording", "Tạo bản niêm phong…"))
        self._make.clicked.connect(self._ask_where)
        layout = column(theme, self, gap=8)
        layout.addWidget(
            make_note(translate("Recording", "Bản niêm phong cho công dân"), TextRole.ROW_TITLE)
        )
        layout.addWidget(
            make_note(
                translate(
                    "Recording",
                    "Chỉ giao theo quyết định. Tệp ZIP nghe được ở mọi máy: giữ như giữ hồ sơ. "
                    "Người tạo, quyết định và người nhận được ghi vào nhật ký.",
                ),
                TextRole.SMALL,
                "ink2",
            )
        )
        layout.addWidget(self._banner)
        layout.addLayout(self._form.section("copy", gap=4))
        line = row(theme)
        line.addStretch(1)
        line.addWidget(self._make)
        layout.addLayout(line)
        self.setVisible(False)

    def show_copy(self, view: CopyView | None, *, name: str) -> None:
        """Draws the form; None: nobody asks. name: proposed for the file."""
        is_new = self.isHidden() and view is not None
        self.setVisible(view is not None)
        self._name = name
        if view is None:
            return
        self._banner.say(view.message)
        self._form.show_form(view.form)
        writing = translate("Recording", "Đang ghi tệp…")
        self._make.set_available(is_available=not view.is_making, reason=writing)
        if is_new:
            self._form.focus_first_empty()
            scroll_to(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in here plays nothing."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _ask_where(self) -> None:
        title = translate("Recording", "Ghi bản niêm phong")
        ask_where(self, title, self._name, self.made.emit, (ZIP,))
