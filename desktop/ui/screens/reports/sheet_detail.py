"""The chosen line: what was seen, its photos, who mends it, until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.form.state import FormState
from desktop.presenters.reports.readiness_sheet_state import SheetDetail, SheetField
from desktop.presenters.reports.report_forms import SHEET_LINE_FORM
from desktop.ui.screens.reports.sheet_photos import PhotosField
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.words import FormWords
from desktop.ui.widgets.layout import column
from desktop.ui.widgets.text import make_label, make_paragraph, set_text


class SheetDetailView(QFrame):
    """text_edited(str, str): a SheetField and its text.

    photo_added(str): a path; photo_opened(str), photo_removed(str): a photo's hash.
    """

    text_edited = Signal(str, str)
    photo_added = Signal(str)
    photo_opened = Signal(str)
    photo_removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sheetDetail")
        self.setProperty("panel", "sheet")
        self._label = make_paragraph("", TextRole.BODY_STRONG)
        self._hint = make_paragraph(
            translate("Reports", "Chọn một mục để ghi chú, thêm ảnh, ghi người và hạn khắc phục."),
            TextRole.BODY,
            "ink2",
        )
        self._fields = FormFields(theme, SHEET_LINE_FORM, _words(), name="sheet", parent=self)
        self._fields.edited.connect(self.text_edited)
        layout = column(theme, self, gap=12, margins=(20, 16, 20, 20))
        layout.addWidget(make_label(translate("Reports", "Mục đang chọn"), TextRole.ROW_TITLE))
        layout.addWidget(self._label)
        layout.addWidget(self._hint)
        layout.addLayout(self._fields.section("line", gap=12))
        self._photos = PhotosField(theme)
        self._photos.added.connect(self.photo_added)
        self._photos.opened.connect(self.photo_opened)
        self._photos.removed.connect(self.photo_removed)
        layout.addWidget(self._photos)

    def show_detail(self, detail: SheetDetail | None) -> None:
        """Draws the line; a text being typed is never rewritten."""
        self._hint.setVisible(detail is None)
        self._label.setVisible(detail is not None)
        self._photos.setVisible(detail is not None)
        self._fields.show_form(detail.typed if detail is not None else FormState(fields=()))
        if detail is not None:
            set_text(self._label, f"{detail.code} · {detail.label}")
            self._photos.show_detail(detail)


def _words() -> FormWords:
    return FormWords(
        labels={
            SheetField.REMARK: translate("Reports", "Ghi chú"),
            SheetField.FIX_BY: translate("Reports", "Người khắc phục"),
            SheetField.FIX_DUE: translate("Reports", "Hạn khắc phục"),
        }
    )
