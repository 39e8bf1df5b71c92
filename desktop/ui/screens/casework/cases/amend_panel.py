"""Bổ sung biên bản: what is added to closed minutes, and why; a sheet over the page of a case."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.record.amendment import AmendmentFault
from desktop.presenters.casework.cases.amending import AmendSheet
from desktop.ui.texts import casework_words, formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.inputs.text_area import TextArea
from desktop.ui.widgets.layout import panel, row
from desktop.ui.widgets.side_panel import SheetPanel
from desktop.ui.widgets.text import make_note, set_text

_WIDTH = 480
_TEXT_LINES, _REASON_LINES = 5, 3


class AmendPanel(SheetPanel[AmendSheet]):
    """text_edited(str); reason_edited(str); confirmed; `closed`: nothing is added."""

    text_edited = Signal(str)
    reason_edited = Signal(str)
    confirmed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "amendPanel", host, _WIDTH)
        self.set_titles(
            translate("Case", "Bổ sung biên bản đã đóng"), translate("Case", "Trở lại vụ việc")
        )
        self._what = make_note("")
        self._text = TextArea(theme, "amend-text", _TEXT_LINES)
        self._words = Field(theme, translate("Case", "Nội dung bổ sung"), self._text)
        self._reason = TextArea(theme, "amend-reason", _REASON_LINES)
        self._why = Field(theme, translate("Case", "Lý do bổ sung"), self._reason)
        help_text = translate("Case", "Từ {least} ký tự, in trong biên bản cùng tên người ghi.")
        self._why.set_help(help_text.format(least=MIN_REASON_CHARACTERS))
        for one in (self._what, self._words, self._why):
            self.body.addWidget(one)
        self.body.addStretch(1)
        foot = panel("footer")
        line = row(theme, foot, gap=12, margins=(20, 12, 20, 12))
        deed = Button(
            theme,
            "amendConfirm",
            translate("Case", "Ghi bổ sung"),
            ButtonRole.PRIMARY,
            icon=Icon.CHECK,
        )
        back = Button(theme, "amendBack", translate("Sheet", "Trở lại"))
        line.addWidget(deed, 1)
        line.addWidget(back)
        self.foot.addWidget(foot)
        self._text.text_edited.connect(self.text_edited)
        self._reason.text_edited.connect(self.reason_edited)
        deed.clicked.connect(self.confirmed)
        back.clicked.connect(self.closed)

    @override
    def take_focus(self) -> None:
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def _show(self, sheet: AmendSheet, former: AmendSheet | None) -> None:
        what = translate(
            "Case",
            "Buổi {day}. Chữ đã ký giữ nguyên; phần bổ sung in riêng ở cuối và không sửa lại được.",
        )
        set_text(self._what, what.format(day=formats.day(sheet.starts_at)))
        self._text.show_text(sheet.text)
        self._reason.show_text(sheet.reason)
        fault = sheet.fault
        said = "" if fault is None else words.word(casework_words.AMENDMENT_FAULTS, fault)
        is_reason = fault is AmendmentFault.REASON
        self._why.set_error(said if is_reason else "")
        refused = translate("Case", "Chưa ghi được vào máy này. Chữ vẫn còn đây, bấm lại sau.")
        self._words.set_error(refused if sheet.is_refused else "" if is_reason else said)
