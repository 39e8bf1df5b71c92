"""A form that was asked for: its page, how many copies, which printer; or a file of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.record.printing import FormKind
from desktop.presenters.printing.form_print_state import MAX_FORM_COPIES, FormPrintSheet
from desktop.ui.texts import casework_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.file_dialogs import DOCX, PDF, XLSX, ask_where
from desktop.ui.widgets.inputs.copies_stepper import Copies, CopiesStepper
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.pictures.print_box import PrintFoot, PrintPages
from desktop.ui.widgets.side_panel import SheetPanel

_WIDTH = 520
_TABLES = frozenset({FormKind.INDEX, FormKind.STATISTICS})
"""Mostly a table: somebody may reckon on with it."""


class PrintPanel(SheetPanel[FormPrintSheet]):
    """copies_set(int); saved(str): a path. `pages`, `foot_box`: what is looked at and printed."""

    copies_set = Signal(int)
    saved = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "formPrint", host, _WIDTH)
        back = translate("Printing", "Trở lại màn hình trước")
        self.set_titles("", back)
        self.pages = PrintPages(theme, "formPrint")
        self.foot_box = PrintFoot(theme, "formPrint", back)
        self._banner = MessageBanner(theme, "formPrintSaved", is_compact=True)
        self._copies = CopiesStepper(theme, "formPrint")
        self._copies.chosen.connect(self.copies_set)
        self._save = Button(
            theme,
            "formPrintSave",
            translate("Printing", "Lưu tệp…"),
            size=ButtonSize.SMALL,
            icon=Icon.EXPORT,
        )
        self._save.clicked.connect(self._ask_where)
        self.body.addWidget(self.pages)
        self.body.addStretch(1)
        foot = panel("footer")
        inside = column(theme, foot, gap=12, margins=(20, 12, 20, 12))
        inside.addWidget(self._banner)
        line = row(theme, gap=8)
        line.addWidget(self._copies, 1)
        line.addWidget(self._save)
        inside.addLayout(line)
        inside.addWidget(self.foot_box)
        self.foot.addWidget(foot)

    @override
    def take_focus(self) -> None:
        """Enter gives it to the printer."""
        self.foot_box.deed.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- drawing ---------------------------------------------------------------------------

    @override
    def _show_none(self) -> None:
        self.pages.show_box(None)
        self.foot_box.show_box(None)

    @override
    def _show(self, sheet: FormPrintSheet, former: FormPrintSheet | None) -> None:
        self.set_titles(
            word(casework_words.FORMS, sheet.kind),
            translate("Printing", "Trở lại màn hình trước"),
        )
        self.pages.show_box(sheet.box)
        self.foot_box.show_box(sheet.box)
        self._banner.say(sheet.saved)
        taking = translate("Signing", "Máy in đang nhận giấy in.")
        why_not = "" if sheet.can_change else taking
        self._copies.show_copies(
            Copies(count=sheet.box.copies, most=MAX_FORM_COPIES, why_not=why_not)
        )
        was_drawing = former is not None and not former.box.can_print
        if was_drawing and sheet.box.can_print and self.close_button.hasFocus():
            self.take_focus()  # it could not be pressed before
        writing = translate("Printing", "Đang ghi tệp.")
        self._save.set_available(is_available=sheet.can_save, reason=writing)

    # ---- what the person does --------------------------------------------------------------

    def _ask_where(self) -> None:
        """By what the form is called: never by who it is about."""
        if self._drawn is None:
            return
        name = word(casework_words.FORMS, self._drawn.kind)
        title = translate("Printing", "Lưu {form}").format(form=name)
        sheets = (XLSX,) if self._drawn.kind in _TABLES else ()
        ask_where(self, title, name, self.saved.emit, (DOCX, PDF, *sheets))
